//! A contact arrives, waits, gives up, or comes back to its lists.
//!
//! In: contacts, patience, limits. Out: contacts that wait or leave. Must not know: whom a rung stands for, what
//! a freed agent prefers.

use std::cmp::Reverse;

use super::Engine;
use super::agenda::{LATER, Rank, instant};
use super::ports::{Choose, Left, Observer};
use super::rungs::Placed;
use super::waiting::{Ticket, Work};
use crate::demand::{admission, later};
use crate::model::{Contact, Kind, Limit, LimitOf, Message, Origin};
use crate::time::NEVER;

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// A contact arrives now.
    pub(super) fn arrive(&mut self, contact: &Contact) {
        if contact.origin == Origin::First && !self.admits(contact) {
            self.observer.avoided(contact);
            return;
        }
        let owners = self.measured_owners.row(contact.account);
        let owner_on_duty = owners.iter().any(|agent| self.floor.is_signed_on(*agent));
        self.observer.arrived(contact, owner_on_duty);
        let mut full = false;
        if !self.staffing.limits.is_empty() {
            let (waiting_full, lines_full) = self.limits_reached(contact);
            if lines_full {
                self.block(contact);
                return;
            }
            full = waiting_full;
        }
        let mut work = self.work(contact);
        let placed = self.place(&mut work, 0, true);
        match placed {
            Placed::Started => {}
            _ if full => self.block(contact),
            Placed::Message(message) => self.convert(&work.contact, message),
            _ if contact.balks || matches!(placed, Placed::Balked) => {
                self.observer.left(contact, Left::Abandoned, self.now, 0);
                self.expect(later::redial(self.model, contact, self.now));
            }
            Placed::Not | Placed::Balked => self.wait(work),
        }
    }

    /// Whether a request becomes a contact, by what this staffing does for its account.
    #[inline]
    fn admits(&self, contact: &Contact) -> bool {
        let Some(last_by_owner) = &self.last_by_owner else { return true };
        let admission = &self.model.admission;
        let portal = admission.self_service.get(usize::from(contact.channel)).and_then(Option::as_ref);
        let owners = self.staffing.portfolio.owners.row(contact.account);
        let blocks = |agent: &u32| {
            let person = self.staffing.agents[*agent as usize].person as usize;
            portal.is_some_and(|portal| portal.blocks.get(person).is_some_and(|blocks| *blocks))
        };
        let blocked = owners.iter().any(blocks);
        let by_owner = last_by_owner[contact.account as usize];
        let share = admission.admitted(contact.channel, self.now, blocked, by_owner);
        admission::is_admitted(contact, share)
    }

    fn block(&mut self, contact: &Contact) {
        self.observer.left(contact, Left::Blocked, self.now, 0);
        self.expect(later::redial(self.model, contact, self.now));
    }

    pub(super) fn convert(&mut self, contact: &Contact, message: Message) {
        self.tell_left(contact, Left::Converted, self.now);
        if let Some(channel) = message.call_back {
            self.expect(later::call_back(self.model, contact, channel, self.now));
        }
    }

    /// The contact with its class and deadlines.
    #[inline]
    fn work(&self, contact: &Contact) -> Work {
        let channel = &self.model.channels[usize::from(contact.channel)];
        let row = usize::from(contact.group) * self.model.channels.len() + usize::from(contact.channel);
        let class = match contact.origin {
            Origin::First | Origin::Redial => self.staffing.class_of[row],
            Origin::FollowUp | Origin::CallBack => self.staffing.follow_up_class_of[row],
        };
        let (due, escalates) = match channel.goal_time {
            Some(goal) if channel.kind != Kind::Live => (
                channel.after(contact.arrived, goal),
                channel.after(contact.arrived, goal - channel.escalate),
            ),
            _ => (NEVER, NEVER),
        };
        Work {
            contact: *contact,
            leaves: contact.arrived.saturating_add(contact.patience),
            due,
            escalates,
            total: 0,
            remaining: 0,
            open: 0,
            class,
            rung: 0,
        }
    }

    /// The contact waits: in the lists of its open rungs, with timers for the others.
    fn wait(&mut self, work: Work) {
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] += u32::from(counts(limit, &work.contact));
        }
        let ticket = self.waiting.add(work);
        for index in 0..self.rungs(work.class).len() {
            if work.open & (1 << index) != 0 {
                self.enlist(ticket.slot, index);
            } else {
                self.set_rung_timer(ticket, &work, index);
            }
        }
        self.expect_patience_end(ticket, &work);
    }

    /// The end of a waiting contact's patience, where its instant matters.
    pub(super) fn expect_patience_end(&mut self, ticket: Ticket, work: &Work) {
        if self.exact_patience && work.leaves < NEVER {
            let first = self
                .patience
                .peek()
                .is_none_or(|Reverse(top)| (work.leaves, work.contact.key) < (top.0, top.1));
            self.patience.push(Reverse((work.leaves, work.contact.key, ticket.slot, ticket.generation)));
            if first {
                self.set_patience();
            }
        }
    }

    /// Takes a contact out of the waiting lists.
    #[inline]
    pub(super) fn stop_waiting(&mut self, slot: u32) -> Work {
        let work = self.waiting.remove(slot);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] -= u32::from(counts(limit, &work.contact));
        }
        work
    }

    /// A waiting contact has given up at the end of its patience (now, or unnoticed before).
    pub(super) fn abandon(&mut self, slot: u32) {
        let work = self.stop_waiting(slot);
        self.tell_left(&work.contact, Left::Abandoned, work.leaves);
        self.expect(later::redial(self.model, &work.contact, work.leaves));
    }

    fn set_patience(&mut self) {
        let (at, tie) = self
            .patience
            .peek()
            .map_or((LATER, 0), |Reverse((at, key, ..))| (instant(*at, Rank::PatienceEnd), *key));
        self.agenda.set(self.leaves.patience, at, tie);
    }

    pub(super) fn patience_end(&mut self) {
        let Some(Reverse((_, _, slot, generation))) = self.patience.pop() else { return };
        // Those who were answered in time are dropped on the way.
        while let Some(Reverse((_, _, slot, generation))) = self.patience.peek() {
            if self.waiting.get(Ticket { slot: *slot, generation: *generation }).is_some() {
                break;
            }
            self.patience.pop();
        }
        self.set_patience();
        // A rung that opened since may have lengthened it.
        if self.waiting.get(Ticket { slot, generation }).is_some_and(|work| work.leaves <= self.now) {
            self.abandon(slot);
        }
    }

    /// A contact begun and put aside goes back to its lists, and is offered once more.
    pub(super) fn give_back(&mut self, agent: u32, mut work: Work) {
        // Whoever goes on with it has the rest of its handle time to his account.
        self.observer.shared(&work.contact, agent, work.total - work.remaining);
        work.total = work.remaining;
        // It was answered once: it no longer gives up.
        work.leaves = NEVER;
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.in_hand_by[index] -= u32::from(counts(limit, &work.contact));
        }
        for (index, rung) in self.rungs(work.class).iter().enumerate() {
            if rung.message.is_none() && self.opens_at(&work.contact, rung, index) <= self.now {
                work.open |= 1 << index;
            }
        }
        match self.place(&mut work, 0, true) {
            Placed::Started => {}
            Placed::Message(message) => self.convert(&work.contact, message),
            Placed::Not | Placed::Balked => self.wait(work),
        }
    }

    fn limits_reached(&self, contact: &Contact) -> (bool, bool) {
        let mut reached = (false, false);
        for (index, limit) in
            self.staffing.limits.iter().enumerate().filter(|(_, limit)| counts(limit, contact))
        {
            reached.0 |= limit.waiting.is_some_and(|most| self.waiting_by[index] >= most);
            let lines = self.waiting_by[index] + self.in_hand_by[index];
            reached.1 |= limit.lines.is_some_and(|most| lines >= most);
        }
        reached
    }
}

/// Whether a limit counts a contact.
pub(super) fn counts(limit: &Limit, contact: &Contact) -> bool {
    match limit.of {
        LimitOf::Centre => true,
        LimitOf::Channel(channel) => channel == contact.channel,
        LimitOf::Group(group) => group == contact.group,
    }
}
