//! portflow: dedicated, portfolio or flow staffing of a contact centre, by simulation.

pub mod demand;
pub mod distribution;
pub mod engine;
pub mod erlang;
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
