//! The whole product, from scenario text to counted contacts, against exact values: closed forms and
//! Markov chains (`exact.json`, keys named at each case; rates per minute there).
//!
//! Each of 329 figures is held to its exact value over independent replications with a fixed seed: what passes once
//! passes always. After a change of the draws a right program fails any of them with probability 1 % at most: each
//! figure has 1 % ÷ 329 = 3.0·10⁻⁵, two-sided, of Student's law with as many degrees of freedom as there are
//! replications less one (5.4 standard errors at 20, the fewest here, 4.3 at 200; close to it as far as a ratio of
//! means over replications is normal). Then try another seed, and leave the tolerance as it is.

mod days;
mod identities;
mod levels;
mod limits;
mod named_agents;
mod pooling;
mod queues;
mod rig;
mod turnover;
mod two_teams;
