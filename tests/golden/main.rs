//! Published results of other simulators, made again from their inputs: figures and sources are in
//! `tests/data/golden_simulated.json`, under the keys E1 to E16.
//!
//! Random numbers differ, so intervals are compared: theirs as printed and ours, at four standard errors of both
//! together. Each case says whose definition of service level it uses.

mod busy_day;
mod plain_day;
mod rig;
mod skills;
mod telethon;
mod volumes;
