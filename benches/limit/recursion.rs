//! First come, first served, without a queue: an arriving contact knows at once how long it would wait.
//!
//! In: contacts in order of arrival. Out: the outcome of each, at once. Must not know: where contacts come from.
//!
//! Kiefer and Wolfowitz's recursion ("On the theory of queues with many servers", 1955) for the vector of moments
//! from which each agent is free: a contact starts at the earliest of them, or on arrival. One whose patience ends
//! before that leaves no trace.

use super::tree::LoserTree;
use super::{Drawn, Outcome};

/// Desks side by side.
#[derive(Clone, Debug)]
pub(crate) struct Desks {
    agents: Vec<LoserTree>,
}

impl Desks {
    /// So many desks, each with so many agents.
    pub(crate) fn new(desks: u32, agents: u32) -> Self {
        Self { agents: vec![LoserTree::new(agents); desks as usize] }
    }

    /// What becomes of the next contact.
    #[inline]
    pub(crate) fn offer(&mut self, contact: &Drawn) -> Outcome {
        let agents = &mut self.agents[contact.desk as usize];
        let start = contact.arrived.max(agents.earliest());
        let wait = start - contact.arrived;
        if contact.patience < wait {
            return Outcome::Abandoned(contact.patience);
        }
        agents.replace_earliest(start + contact.handle_time);
        Outcome::Answered(wait)
    }
}
