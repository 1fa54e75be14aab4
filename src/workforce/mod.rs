//! Who is there: the only place, beside `demand`, where chance happens.
//!
//! In: people, shifts, the keyed streams of a replication. Out: presence by person and day ([`presence`]), who holds each
//! seat of a staffing ([`tenure`], from the [`stints`] of its generations; `reviews` decides how many seats there are), whose accounts go to whom ([`handover`]),
//! working hours in moments ([`timeline`]).
//! Must not know: contacts, ladders, results.

pub mod handover;
pub mod presence;
mod reviews;
pub mod stints;
pub mod tenure;
pub mod timeline;

#[cfg(test)]
mod tests;
