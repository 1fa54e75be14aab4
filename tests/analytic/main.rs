//! The whole product, from scenario text to counted contacts, against exact values: closed forms and
//! Markov chains (`exact.json`, keys named at each case; rates per minute there).
//!
//! Each figure is within 4 standard errors of its exact value over independent replications with a fixed seed. With
//! many replications a right program is further away with probability 6·10⁻⁵, with twenty (the fewest here) with
//! 8·10⁻⁴: what passes once passes always, and after a change of the draws one of the 300 figures may fail in one
//! case out of twenty. Then look at another seed, not at the tolerance.

mod days;
mod identities;
mod levels;
mod named_agents;
mod pooling;
mod queues;
mod rig;
mod two_teams;
