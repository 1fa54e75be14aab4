//! First come, first served, with a queue: contacts wait in it until an agent comes for them.
//!
//! In: contacts in order of arrival, numbered by the caller. Out: the outcome of each, when it is known. Must not
//! know: where contacts come from.
//!
//! Agents who are free are those whose moment lies in the past: the earliest of them has been idle longest. A contact
//! that has given up stays in the queue until an agent comes past it: its patience is over, nobody needs to know
//! before.

use std::collections::VecDeque;

use super::tree::LoserTree;
use super::{Drawn, Micros, Outcome};

/// A contact in a queue.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    arrived: Micros,
    gives_up: Micros,
    handle_time: Micros,
    number: u64,
}

/// One desk.
#[derive(Clone, Debug)]
struct Desk {
    agents: LoserTree,
    queue: VecDeque<Waiting>,
}

impl Desk {
    /// Agents who become free up to a moment come for those who wait.
    #[inline]
    fn serve_until(&mut self, now: Micros, tell: &mut impl FnMut(u64, Outcome)) {
        while let Some(first) = self.queue.front() {
            let free = self.agents.earliest();
            if free > now {
                return;
            }
            if first.gives_up < free {
                tell(first.number, Outcome::Abandoned(first.gives_up - first.arrived));
            } else {
                self.agents.replace_earliest(free + first.handle_time);
                tell(first.number, Outcome::Answered(free - first.arrived));
            }
            self.queue.pop_front();
        }
    }
}

/// Desks side by side.
#[derive(Clone, Debug)]
pub(crate) struct Desks {
    desks: Vec<Desk>,
}

impl Desks {
    /// So many desks, each with so many agents.
    pub(crate) fn new(desks: u32, agents: u32) -> Self {
        let desk = Desk { agents: LoserTree::new(agents), queue: VecDeque::new() };
        Self { desks: vec![desk; desks as usize] }
    }

    /// The next contact arrives; `tell` hears the outcomes, by number, that are known by then.
    #[inline]
    pub(crate) fn offer(&mut self, number: u64, contact: &Drawn, tell: &mut impl FnMut(u64, Outcome)) {
        let desk = &mut self.desks[contact.desk as usize];
        let now = contact.arrived;
        desk.serve_until(now, tell);
        if desk.agents.earliest() <= now {
            // An agent is free, so nobody waits.
            desk.agents.replace_earliest(now + contact.handle_time);
            tell(number, Outcome::Answered(0));
        } else {
            desk.queue.push_back(Waiting {
                arrived: now,
                gives_up: now + contact.patience,
                handle_time: contact.handle_time,
                number,
            });
        }
    }

    /// No more contacts arrive: `tell` hears what becomes of those who still wait.
    pub(crate) fn drain(&mut self, tell: &mut impl FnMut(u64, Outcome)) {
        for desk in &mut self.desks {
            desk.serve_until(Micros::MAX, tell);
        }
    }
}
