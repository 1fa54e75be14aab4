//! What is expected at a known moment beside the day's first contacts: redials, follow-ups, call-backs, rungs whose time
//! is drawn or that are out of order in their queues.
//!
//! In: contacts that will arrive, rungs that will open. Out: whichever comes first, ties by key. Must not know: where they
//! come from, what becomes of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::agenda::{Instant, LATER, Rank, instant};
use super::works::{ROOM, Ticket};
use crate::model::Contact;

/// What is due.
pub(super) enum Due {
    /// A redial, follow-up or call-back arrives.
    Arrival(Contact),
    /// A rung opens for a waiting contact.
    Rung(Ticket, u8),
}

/// One thing that is expected; contacts are kept by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Child(u32),
    Rung { rung: u8, slot: u32, generation: u32 },
}

/// All that is expected.
#[derive(Debug)]
pub(super) struct Expected {
    entries: BinaryHeap<Reverse<(Instant, u64, Entry)>>,
    children: Vec<Contact>,
    vacant: Vec<u32>,
}

impl Expected {
    pub(super) fn new() -> Self {
        Self {
            entries: BinaryHeap::with_capacity(ROOM),
            children: Vec::with_capacity(ROOM),
            vacant: Vec::with_capacity(ROOM),
        }
    }

    /// Expects a redial, follow-up or call-back.
    pub(super) fn expect(&mut self, child: Contact) {
        let index = if let Some(index) = self.vacant.pop() {
            self.children[index as usize] = child;
            index
        } else {
            self.children.push(child);
            self.children.len() as u32 - 1
        };
        let at = instant(child.arrived, Rank::Arrival);
        self.entries.push(Reverse((at, child.key, Entry::Child(index))));
    }

    /// Expects a rung that opens for the contact of a ticket, whose key is `key`.
    pub(super) fn expect_rung(&mut self, at: Instant, key: u64, ticket: Ticket, rung: u8) {
        let Ticket { slot, generation } = ticket;
        self.entries.push(Reverse((at, key, Entry::Rung { rung, slot, generation })));
    }

    /// When the first is due, and its key.
    #[inline]
    pub(super) fn first(&self) -> (Instant, u64) {
        self.entries.peek().map_or((LATER, 0), |Reverse((at, key, _))| (*at, *key))
    }

    /// Takes the first out.
    pub(super) fn take(&mut self) -> Option<Due> {
        let Reverse((_, _, entry)) = self.entries.pop()?;
        Some(match entry {
            Entry::Child(index) => {
                self.vacant.push(index);
                Due::Arrival(self.children[index as usize])
            }
            Entry::Rung { rung, slot, generation } => Due::Rung(Ticket { slot, generation }, rung),
        })
    }
}
