//! portflow: dedicated, portfolio or flow staffing of a contact centre, by simulation.
//!
//! In: a scenario file and edits to it. Out: records, and the pages, data files and plots made of them. Must not
//! know: who asks, on which machine, with how many threads: no figure hangs on it.
//!
//! A scenario file becomes a compiled [`model`]; keyed draws become a day's contacts ([`demand`]) and the people
//! who are there ([`workforce`]); an [`engine`] per staffing plays the same contacts; [`metrics`] counts; a
//! [`study`] turns replications into records with confidence intervals; a [`report`] shows records.
//!
//! Knowledge points inward: a room may use those above it in this table, never those below.
//!
//! | room | knows |
//! |---|---|
//! | [`time`], [`math`], [`random`], [`distribution`], [`erlang`] | nothing of contact centres |
//! | [`model`] | what a desk is, as tables of numbers |
//! | [`demand`], [`workforce`] | what arrives and who is there: the only rooms where chance happens |
//! | [`knowledge`] | what people remember of accounts, and how it fades |
//! | [`engine`] | events, queues, the floor |
//! | [`routing`], [`metrics`] | who for whom; what it was like (siblings, joined to the engine by two traits) |
//! | [`money`] | quantities to cost |
//! | [`scenario`] | TOML, names, diagnostics |
//! | [`study`] | replications, threads, intervals, verdicts |
//! | [`report`] | records, and what figures are called |
//! | [`cli`] | the terminal |

pub mod demand;
pub mod distribution;
pub mod engine;
pub mod erlang;
pub mod knowledge;
pub mod math;
pub mod metrics;
pub mod model;
pub mod money;
pub mod random;
pub mod report;
pub mod routing;
pub mod scenario;
pub mod study;
pub mod time;
pub mod workforce;

pub mod cli;
