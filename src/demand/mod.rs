//! What arrives: the only place, beside `workforce`, where chance happens.
//!
//! In: the model and the keyed streams of a replication. Out: the first contacts of each day ([`Demand`]), what they
//! bring about later ([`later`]), and a log read in their stead ([`trace`]).
//! Must not know: staffings, people, queues.

pub mod admission;
mod attributes;
mod busyness;
pub mod day;
pub mod growth;
mod intake;
pub mod later;
mod order;
mod profile;
mod replay;
#[cfg(test)]
mod sample;
mod sources;
#[cfg(test)]
mod tests;
pub mod trace;

pub use day::Demand;
