//! Contacts in the house: each has a place of its own from its arrival to its end.
//!
//! Whether a contact waits, is in somebody's hands or was put aside, it stays where it is, and others
//! hold the number of its place: it is copied once. In: contacts that arrive. Out: [`Work`] by place.
//! Must not know: lists, people.

use crate::model::Contact;
use crate::time::{Moment, NEVER, Span};

/// A contact with what the engine adds to it. It fills two lines of the cache, and is found without a multiplication.
#[derive(Debug, Clone, Copy)]
#[repr(align(128))]
pub(super) struct Work {
    pub(super) contact: Contact,
    /// When it gives up, on the wall clock.
    pub(super) leaves: Moment,
    /// When its goal time is over.
    pub(super) due: Moment,
    /// From when on it goes first.
    pub(super) escalates: Moment,
    /// Full handle time; 0 before the first start.
    pub(super) total: Span,
    /// Handle time still to do; 0 before the first start.
    pub(super) remaining: Span,
    /// Open rungs, one bit each.
    pub(super) open: u32,
    pub(super) class: u16,
    /// Rung through which it was taken.
    pub(super) rung: u8,
}

/// A waiting contact's place, with the generation that tells it from a later tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) slot: u32,
    pub(super) generation: u32,
}

/// Room for so many contacts is made at once: a long run then needs no more than a short one.
pub(super) const ROOM: usize = 1024;

/// All contacts in the house.
#[derive(Debug)]
pub(super) struct Works {
    places: Vec<Work>,
    /// Goes up when a contact begins to wait and when it ceases to: odd while it waits.
    generations: Vec<u32>,
    vacant: Vec<u32>,
}

impl Works {
    /// An empty house, with room for as many contacts as agents beside those that wait.
    pub(super) fn new(agents: usize) -> Self {
        let room = ROOM + agents;
        Self {
            places: Vec::with_capacity(room),
            generations: Vec::with_capacity(room),
            vacant: Vec::with_capacity(room),
        }
    }

    /// Gives a contact a place; the rest of its work is as at arrival, without deadlines.
    #[inline]
    pub(super) fn enter(&mut self, contact: &Contact, class: u16) -> u32 {
        let slot = match self.vacant.pop() {
            Some(slot) => slot,
            None => self.one_more(contact),
        };
        // Field by field: a whole value would be built elsewhere and copied.
        let work = &mut self.places[slot as usize];
        work.contact = *contact;
        work.leaves = contact.arrived.saturating_add(contact.patience);
        work.due = NEVER;
        work.escalates = NEVER;
        work.total = 0;
        work.remaining = 0;
        work.open = 0;
        work.class = class;
        work.rung = 0;
        slot
    }

    #[cold]
    fn one_more(&mut self, contact: &Contact) -> u32 {
        let slot = self.places.len() as u32;
        self.places.push(Work {
            contact: *contact,
            leaves: NEVER,
            due: NEVER,
            escalates: NEVER,
            total: 0,
            remaining: 0,
            open: 0,
            class: 0,
            rung: 0,
        });
        self.generations.push(0);
        slot
    }

    /// The contact in a place has ended.
    #[inline]
    pub(super) fn vacate(&mut self, slot: u32) {
        debug_assert!(!self.waits(slot));
        self.vacant.push(slot);
    }

    #[inline]
    pub(super) fn at(&self, slot: u32) -> &Work {
        &self.places[slot as usize]
    }

    #[inline]
    pub(super) fn at_mut(&mut self, slot: u32) -> &mut Work {
        &mut self.places[slot as usize]
    }

    /// The contact begins to wait, or ceases to: its tickets are no longer valid.
    #[inline]
    pub(super) fn turn(&mut self, slot: u32) {
        self.generations[slot as usize] = self.generations[slot as usize].wrapping_add(1);
    }

    /// Whether a contact waits in a place.
    #[inline]
    pub(super) fn waits(&self, slot: u32) -> bool {
        self.generations[slot as usize] % 2 == 1
    }

    #[inline]
    pub(super) fn ticket(&self, slot: u32) -> Ticket {
        Ticket { slot, generation: self.generations[slot as usize] }
    }

    /// Whether the contact of a ticket still waits.
    #[inline]
    pub(super) fn is_valid(&self, ticket: Ticket) -> bool {
        self.generations[ticket.slot as usize] == ticket.generation
    }

    /// Places, whoever is in them.
    pub(super) fn len(&self) -> u32 {
        self.places.len() as u32
    }

    /// Places of those that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.len()).filter(|slot| self.waits(*slot))
    }
}
