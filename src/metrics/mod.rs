//! What it was like: integer sums of everything that happened, and the catalogue of figures made of them.
//!
//! In: what an engine tells its [`Observer`](crate::engine::ports::Observer). Out: a [`Part`], additive
//! over replications, and [`catalogue`]: each figure a ratio of such sums. Must not know: routing rules,
//! confidence intervals, names.
//!
//! | file | holds |
//! |---|---|
//! | `counts` | what is counted |
//! | `cells` | compact counters of the hot path |
//! | `checks` | identities that hold in every run |
//! | `intervals` | which interval of the day |
//! | `day_goals` | goals, contact by contact and day by day |
//! | `departures` | what accounts of a leaver live through |
//! | `details` | what is kept only where somebody asks |
//! | `dependency` | who knows what at the end |
//! | `bus_factor` | how few could go before much of it is gone |
//! | `shown` | accounts of which it is kept what each person knows |
//! | `ledger` | the observer |
//! | `digest` | a smaller observer, for studies of many variants |
//! | `faces` | what accounts go through, for it |
//! | `handlers` | who handled which account, day by day |
//! | `histogram` | waits, log-linear |
//! | `known` | what those knew who handled |
//! | `owners` | who owns each account |
//! | `stretches` | person-time |
//! | `satisfaction` | what accounts went through, and what it is worth |
//! | `pairs` | who served whom: continuity |
//! | `part` | what a replication of a staffing leaves behind |
//! | `catalogue` and its themes | the figures |
//! | `derived` | figures that are no ratio of sums |
//! | `figure`, `unit` | what is said of a figure, what it is counted in |

mod bus_factor;
pub mod catalogue;
mod cells;
mod checks;
mod continuity;
mod costs;
pub mod counts;
mod day_goals;
pub mod departures;
pub mod dependency;
mod derived;
pub mod details;
pub mod digest;
mod faces;
mod figure;
mod handlers;
pub mod histogram;
mod intervals;
mod known;
mod ledger;
mod occupancy;
mod owners;
pub mod pairs;
pub mod part;
mod satisfaction;
mod service;
pub mod shown;
mod stretches;
mod turnover;
mod unit;
mod volume;
mod wages;

pub use catalogue::{Direction, METRICS, Metric};
pub use cells::AccountCell;
pub use counts::{Count, Counts};
pub use dependency::Dependency;
pub use details::Details;
pub use digest::{Digest, Digester};
pub use histogram::Histogram;
pub use known::Known;
pub use ledger::Ledger;
pub use pairs::Continuity;
pub use part::{Part, Sums};
pub use satisfaction::Satisfied;
