//! Accounts change hands at midnight: who owns them from today on, what is passed on, and who waits for whom.
//!
//! In: hand-overs drawn beforehand. Out: lists in which contacts wait for their new owners. Must not know: why an account
//! changes hands.

use super::Engine;
use super::ports::{Choose, Observer};
use super::works::Ticket;
use crate::model::Changed;
use crate::workforce::handover::HandOver;

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    /// Midnight: new people in seats, and new owners of accounts, which are returned.
    ///
    /// What is passed on is taken from what the old owners know at this moment, before anybody new has taken a seat
    /// over; the new owners have it on top of what they know then.
    pub(super) fn change_owners(&mut self) -> Option<&'a Changed> {
        let Some(hand_over) = self.tenures.hand_over_on(self.day) else {
            self.change_people();
            return None;
        };
        let passed = self.pass_on(hand_over);
        self.change_people();
        if let Some(stocks) = &mut self.stocks {
            for (agent, account, contacts) in passed {
                stocks.take_over(agent, account, self.now, contacts);
            }
        }
        self.holders.change(&hand_over.changed);
        self.observer.owners_change(&hand_over.changed);
        Some(&hand_over.changed)
    }

    /// What the old owners pass on: to whom, of which account, and how many contacts.
    fn pass_on(&mut self, hand_over: &HandOver) -> Vec<(u32, u32, f64)> {
        let Some(stocks) = &mut self.stocks else { return Vec::new() };
        let now = self.now;
        let pass = |passed: &crate::workforce::handover::Passed| {
            let (from, account) = (passed.from, passed.account);
            let contacts = stocks.pass_on(from, account, now, passed.overlap_weeks, passed.leaves);
            (passed.to, account, contacts * self.places.absorption(passed.to))
        };
        hand_over.passed.iter().map(pass).collect()
    }

    /// Contacts that wait while their account changes hands wait for its new people, and are offered once more through
    /// the rungs that are open to them.
    pub(super) fn offer_anew(&mut self, changed: &Changed) {
        self.after_patience = false;
        let waiting = self.works.waiting();
        let mut waiting: Vec<(u64, Ticket)> = waiting
            .filter(|slot| changed.has(self.works.at(*slot).contact.account))
            .map(|slot| (self.works.at(slot).contact.key, self.works.ticket(slot)))
            .collect();
        waiting.sort_unstable_by_key(|(key, _)| *key);
        for (_, Ticket { slot, .. }) in &waiting {
            self.waiting.withdraw(*slot);
            let work = self.works.at(*slot);
            let (class, open) = (work.class, work.open);
            for rung in 0..self.rungs(class).len() {
                if open & (1 << rung) != 0 {
                    self.enlist(*slot, rung);
                }
            }
        }
        for (_, ticket) in waiting {
            if self.works.is_valid(ticket) {
                let work = self.works.at(ticket.slot);
                let (open, leaves) = (work.open, work.leaves);
                let placed = self.place(ticket.slot, 0, true);
                self.settle(ticket.slot, placed, open, leaves);
            }
        }
    }
}
