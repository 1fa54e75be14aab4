//! Closed forms of queueing theory: Erlang B, C and A, general patience, one agent, limited lines, and how many agents a goal takes.
//!
//! In: rates and means in one unit of time (per second and seconds, or per minute and minutes), numbers of agents.
//! Out: steady-state figures in the same unit. Must not know: contact centres' files, the simulator.
//!
//! Everywhere: `arrival_rate` is contacts per unit of time, `mean_handle` the mean handle time, `load` = their product (in
//! erlangs), handle times exponential unless stated. Where no steady state exists, waits are infinite and service levels 0.

mod agents;
mod integral;
mod lines;
mod loss;
mod patience;
mod shared_lines;
mod single;
mod waiting;

pub use agents::{
    Goal, agents_needed, agents_needed_blocking, agents_needed_mean_patience, agents_needed_with_patience,
};
pub use lines::LimitedLines;
pub use loss::{blocking, waiting};
pub use patience::{ErlangA, ServiceLevels};
pub use shared_lines::{LineGroup, SharedLines};
pub use single::SingleAgent;
pub use waiting::ErlangC;
