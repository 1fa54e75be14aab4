//! A scenario and how it is to be played: what every study is asked.
//!
//! In: a loaded scenario, and what the command line says of seeds, replications and threads. Out: [`Setting`].
//! Must not know: what is studied.

use crate::scenario::Loaded;

/// What all studies share.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The scenario.
    pub loaded: &'a Loaded,
    /// Seed.
    pub seed: u64,
    /// Replications, of a point at most.
    pub replications: u32,
    /// Threads; 0 = all cores.
    pub threads: usize,
}

impl<'a> Setting<'a> {
    /// As the scenario says, on all cores.
    pub fn of(loaded: &'a Loaded) -> Self {
        Self { loaded, seed: loaded.names.seed, replications: loaded.names.replications, threads: 0 }
    }
}
