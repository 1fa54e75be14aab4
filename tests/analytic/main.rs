//! The whole product, from scenario text to counted contacts, against exact values: closed forms and
//! Markov chains (`exact.json`, keys named at each case; rates per minute there).
//!
//! Each of 274 figures is within 4 standard errors of its exact value over independent replications with a fixed
//! seed: what passes once passes always. After a change of the draws, by the t law a right program fails one figure
//! with probability 8·10⁻⁴ (20 replications, the fewest here) to 9·10⁻⁵ (200), and any of them with 7 % at most.
//! Then try another seed, and leave the tolerance as it is.

mod days;
mod identities;
mod levels;
mod limits;
mod named_agents;
mod pooling;
mod queues;
mod rig;
mod two_teams;
