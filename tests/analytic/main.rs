//! The whole product, from scenario text to counted contacts, against exact values: closed forms and
//! Markov chains (`exact.json`, keys named at each case; rates per minute there).
//!
//! Each figure is within 4 standard errors of its exact value over independent replications with a fixed seed:
//! over many replications a right program is further away with probability 6·10⁻⁵, over twenty (the fewest here)
//! with 8·10⁻⁴. Fixed seeds: what passes once passes always, until numbers change.

mod days;
mod identities;
mod levels;
mod named_agents;
mod pooling;
mod queues;
mod rig;
mod two_teams;
