//! The day, played: events, queues, floor; the only mutable world.

pub mod floor;
pub mod ports;
