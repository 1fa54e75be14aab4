//! The whole product, from scenario text to counted contacts, against exact values: closed forms and
//! Markov chains (`exact.json`, keys named at each case; rates per minute there).
//!
//! Each figure is within 4 standard errors of its exact value over independent replications with a fixed seed:
//! a right program fails one of them with probability 6·10⁻⁵, all of them together with well under 1 %.

mod levels;
mod named_agents;
mod queues;
mod rig;
mod two_teams;
