//! Another desk of the same kind: other accounts and people, drawn by the same laws.
//!
//! In: a scenario that asks for one in every replication. Out: models. Must not know: replications, threads.

use super::compile::compile_desk;
use super::file::{Population, Scenario};
use crate::model::Model;

/// How to draw another desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Redraw {
    scenario: Scenario,
}

impl Redraw {
    /// For a scenario that has been compiled; `None` where it is about one desk.
    pub(super) fn of(scenario: &Scenario) -> Option<Self> {
        let redrawn = matches!(scenario.population, Population::Redrawn(_));
        redrawn.then(|| Self { scenario: scenario.clone() })
    }

    /// The desk of a number: that of `population = NUMBER`. All of them have the same names, groups and people's hours.
    ///
    /// What is drawn cannot make a scenario wrong that is right for one number; if it ever does, there is no desk.
    pub fn model(&self, number: u64) -> Option<Model> {
        // Accounts and people from files have names, which a desk that is redrawn cannot have.
        let no_files = |name: &str| Err(format!("{name} belongs to one desk"));
        compile_desk(&self.scenario, &no_files, number).ok().map(|(model, _)| model)
    }
}
