//! A scenario and how it is to be played: what every study is asked.
//!
//! In: a loaded scenario, and what the command line says of seeds, replications and threads. Out: [`Setting`].
//! Must not know: what is studied.

use super::record::Provenance;
use super::{compare, provenance};
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

impl Setting<'_> {
    /// Where figures of this setting come from.
    pub(super) fn provenance(&self, command: &str, replications: u32, stopped_by: &str) -> Provenance {
        let names = &self.loaded.names;
        let question = compare::Question {
            model: &self.loaded.model,
            names,
            scenario: self.loaded.source.file_name(),
            hash: format!("{:016x}", self.loaded.hash),
            overrides: self.loaded.sets.clone(),
            seed: self.seed,
            replications: self.replications,
            precision: None,
            threads: self.threads,
            baseline: names.baseline,
            details: compare::Details::default(),
        };
        Provenance { command: command.into(), ..provenance::provenance(&question, replications, stopped_by) }
    }
}
