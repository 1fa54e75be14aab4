//! Questions: the only room that knows replications, and threads.
//!
//! In: a compiled scenario. Out: a [`record::Results`] document. Must not know: how it is shown.
//!
//! | file | holds |
//! |---|---|
//! | `unit` | one replication of all staffings |
//! | `parallel` | units over threads, in order |
//! | `calibrate`, `pilot` | from figures as measured to figures as played |
//! | `rows` | which figures over which slices |
//! | `contacts` | contacts kept for many points of a study |
//! | `contracts` | every staffing priced under every contract |
//! | `bill`, `prices` | who is paid and what it comes to; what a unit of each line costs |
//! | `collect` | parts taken in, as pairs by replication and block sums |
//! | `estimate` | means, intervals, tests |
//! | `ends` | where figures end, and their intervals with them |
//! | `verdict` | what may be claimed |
//! | `departures` | service around departures |
//! | `familiar` | who knows which account |
//! | `accounts`, `waits`, `goals`, `risk`, `closed_forms` | figures that are no plain ratio |
//! | `closed_gaps`, `closed_reasons` | where the closed form differs from the simulation, and why |
//! | `cautions`, `satisfaction`, `settling` | what to know before trusting a figure |
//! | `compare` | the main job |
//! | `flips` | what would flip a verdict |
//! | `knockout` | whom a staffing depends on |
//! | `setting` | what every study is asked |
//! | `trial` | one staffing at one point |
//! | `threshold` | where two staffings tie along a lever |
//! | `size` | the cheapest people that meet all goals |
//! | `equal` | staffings sized to the same service, or the same cost, then compared |
//! | `sweep` | all staffings at every point of a grid |
//! | `validate` | sizes found by simulation against Erlang C |
//! | `simultaneous` | intervals that hold all together |
//! | `recovery` | when what was lost is back |
//! | `answer` | from what was collected to records |
//! | `provenance` | where they come from |
//! | `record` | the one type that flows out |

mod accounts;
mod answer;
mod bill;
pub mod calibrate;
mod cautions;
mod closed_forms;
mod closed_gaps;
mod closed_reasons;
mod collect;
pub mod compare;
pub mod contacts;
mod contracts;
mod departures;
mod ends;
pub mod equal;
pub mod estimate;
mod familiar;
pub mod flips;
mod frontier;
mod goals;
pub mod knockout;
pub mod parallel;
mod pilot;
mod prices;
mod provenance;
pub mod record;
mod recovery;
mod risk;
mod rows;
mod satisfaction;
pub mod setting;
mod settling;
mod simultaneous;
pub mod size;
pub mod sweep;
pub mod threshold;
mod trial;
pub mod unit;
pub mod validate;
mod verdict;
mod waits;
