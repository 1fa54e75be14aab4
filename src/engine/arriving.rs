//! A contact arrives, waits, gives up, or comes back to its lists.
//!
//! In: contacts, patience, limits. Out: contacts that wait or leave. Must not know: whom a rung stands for, what
//! a freed agent prefers.

use std::cmp::Reverse;

use super::agenda::{LATER, Rank, instant};
use super::ports::{Choose, Left, Observer};
use super::rungs::Placed;
use super::works::{Ticket, Work};
use super::{Engine, Matters, leaf};
use crate::demand::{admission, later};
use crate::model::{Contact, Limit, LimitOf, Message, Origin};
use crate::time::NEVER;

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// A contact arrives now.
    pub(super) fn arrive(&mut self, contact: &Contact) {
        if contact.origin == Origin::First && !self.admits(contact) {
            self.observer.avoided(contact);
            return;
        }
        let owners = self.holders.measured(contact.account);
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
        let slot = self.enter(contact);
        let placed = self.place(slot, 0, true);
        match placed {
            Placed::Started => return,
            _ if full => self.block(contact),
            Placed::Message(message) => self.convert(contact, message),
            _ if contact.balks || matches!(placed, Placed::Balked) => {
                self.observer.left(contact, Left::Abandoned, self.now, 0);
                self.expect_again(later::redial(self.model, contact, self.now));
            }
            Placed::Not | Placed::Balked => {
                self.wait(slot);
                return;
            }
        }
        self.works.vacate(slot);
    }

    /// Whether a request becomes a contact, by what this staffing does for its account.
    #[inline]
    fn admits(&self, contact: &Contact) -> bool {
        let Some(last_by_owner) = &self.last_by_owner else { return true };
        let admission = &self.model.admission;
        let portal = admission.self_service.get(usize::from(contact.channel)).and_then(Option::as_ref);
        let owners = self.holders.owners(contact.account);
        let blocks = |agent: &u32| {
            let person = self.staffing.agents[*agent as usize].person as usize;
            portal.is_some_and(|portal| portal.blocks.get(person).is_some_and(|blocks| *blocks))
        };
        let blocked = owners.iter().any(blocks);
        let by_owner = last_by_owner[contact.account as usize];
        let share = admission.admitted(contact.channel, self.now, blocked, by_owner);
        admission::is_admitted(contact, share)
    }

    #[inline]
    fn expect_again(&mut self, child: Option<Contact>) {
        if let Some(child) = child {
            self.expect(child);
        }
    }

    fn block(&mut self, contact: &Contact) {
        self.observer.left(contact, Left::Blocked, self.now, 0);
        self.expect_again(later::redial(self.model, contact, self.now));
    }

    pub(super) fn convert(&mut self, contact: &Contact, message: Message) {
        self.tell_left(contact, Left::Converted, self.now);
        if let Some(channel) = message.call_back {
            self.expect_again(later::call_back(self.model, contact, channel, self.now));
        }
    }

    /// Gives a contact its place, its class and its deadlines.
    #[expect(clippy::inline_always, reason = "at every event, from one place of the code")]
    #[inline(always)]
    fn enter(&mut self, contact: &Contact) -> u32 {
        let entrance = self.entrance(contact);
        let class = match contact.origin {
            Origin::First | Origin::Redial => entrance.class,
            Origin::FollowUp | Origin::CallBack => entrance.follow_up_class,
        };
        let slot = self.works.enter(contact, class);
        if let Some((goal, escalates)) = entrance.goal {
            let channel = &self.model.channels[usize::from(contact.channel)];
            let work = self.works.at_mut(slot);
            work.due = channel.after(contact.arrived, goal);
            work.escalates = channel.after(contact.arrived, escalates);
        }
        slot
    }

    /// The contact waits: in the lists of its open rungs, with timers for others.
    fn wait(&mut self, slot: u32) {
        let work = self.works.at(slot);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] += u32::from(counts(limit, &work.contact));
        }
        let mut open = work.open;
        self.waiting.add(slot, &mut self.works);
        while open != 0 {
            self.enlist(slot, open.trailing_zeros() as usize);
            open &= open - 1;
        }
        self.set_rung_timers(slot);
        self.expect_patience_end(slot);
    }

    /// The end of a waiting contact's patience, where its instant matters.
    #[inline]
    pub(super) fn expect_patience_end(&mut self, slot: u32) {
        let work = self.works.at(slot);
        // The others are dropped when somebody comes upon them, or at midnight.
        let matters = match self.patience_matters {
            Matters::Never => false,
            Matters::BeforeRedials => later::redials(self.model, &work.contact),
            Matters::Always => true,
        };
        if matters && work.leaves < NEVER {
            let mine = (work.leaves, work.contact.key);
            let first = self.patience.peek().is_none_or(|Reverse(top)| mine < (top.0, top.1));
            let Ticket { slot, generation } = self.works.ticket(slot);
            self.patience.push(Reverse((mine.0, mine.1, slot, generation)));
            if first {
                self.set_patience();
            }
        }
    }

    /// Takes a contact out of the waiting lists.
    #[inline]
    pub(super) fn stop_waiting(&mut self, slot: u32) {
        self.waiting.remove(slot, &mut self.works);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] -= u32::from(counts(limit, &self.works.at(slot).contact));
        }
    }

    /// A contact ceases to wait, and its place is free.
    pub(super) fn see_off(&mut self, slot: u32) -> Work {
        self.stop_waiting(slot);
        let work = *self.works.at(slot);
        self.works.vacate(slot);
        work
    }

    /// A waiting contact has given up at the end of its patience (now, or unnoticed before).
    pub(super) fn abandon(&mut self, slot: u32) {
        let work = self.see_off(slot);
        self.tell_left(&work.contact, Left::Abandoned, work.leaves);
        self.expect_again(later::redial(self.model, &work.contact, work.leaves));
    }

    fn set_patience(&mut self) {
        let (at, tie) = self
            .patience
            .peek()
            .map_or((LATER, 0), |Reverse((at, key, ..))| (instant(*at, Rank::PatienceEnd), *key));
        self.agenda.set_timer(leaf::PATIENCE, at, tie);
    }

    pub(super) fn patience_end(&mut self) {
        let Some(Reverse((_, _, slot, generation))) = self.patience.pop() else { return };
        // Those who were answered in time are dropped on the way.
        while let Some(Reverse((_, _, slot, generation))) = self.patience.peek() {
            if self.works.is_valid(Ticket { slot: *slot, generation: *generation }) {
                break;
            }
            self.patience.pop();
        }
        self.set_patience();
        // A rung that opened since may have lengthened it.
        if self.works.is_valid(Ticket { slot, generation }) && self.works.at(slot).leaves <= self.now {
            self.abandon(slot);
        }
    }

    /// A contact begun and put aside goes back to its lists, and is offered once more.
    pub(super) fn give_back(&mut self, agent: u32, slot: u32) {
        let work = self.works.at_mut(slot);
        // Whoever goes on with it has the rest of its handle time to his account.
        self.observer.shared(&work.contact, agent, work.total - work.remaining);
        work.total = work.remaining;
        // It was answered once: it no longer gives up.
        work.leaves = NEVER;
        let class = work.class;
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.in_hand_by[index] -= u32::from(counts(limit, &work.contact));
        }
        for (index, rung) in self.rungs(class).iter().enumerate() {
            let contact = &self.works.at(slot).contact;
            if rung.message.is_none() && self.opens_at(contact, rung, index) <= self.now {
                self.works.at_mut(slot).open |= 1 << index;
            }
        }
        match self.place(slot, 0, true) {
            Placed::Started => {}
            // Work once begun leaves no message.
            Placed::Message(_) | Placed::Balked | Placed::Not => self.wait(slot),
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
