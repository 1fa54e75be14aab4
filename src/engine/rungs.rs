//! Rungs open: by the clock, or because the people of the one before are absent.
//!
//! In: contacts that arrive or wait, timers, people who go. Out: handlings that start, open rungs.
//! Must not know: limits, patience, what a freed agent prefers.

use std::cmp::Reverse;

use super::agenda::{LATER, Rank, instant};
use super::ports::{Choose, Observer};
use super::works::Ticket;
use super::{Engine, Entry, Timer};
use crate::demand::later;
use crate::model::{Absent, Contact, Message, NONE, Opens, Rung};
use crate::time::{Moment, NEVER, Span};

/// What an attempt to place a contact came to.
#[derive(Clone, Copy)]
pub(super) enum Placed {
    Started,
    /// It left a message on a rung.
    Message(Message),
    /// It gave up because of the rung that opened.
    Balked,
    Not,
}

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    #[inline]
    pub(super) fn rungs(&self, class: u16) -> &'a [Rung] {
        self.classes[usize::from(class)].rungs
    }

    /// Opens what is open from `from` on (at arrival: what opens at once) and lets the push rule try
    /// each rung in turn; a rung whose people are absent passes to the next.
    pub(super) fn place(&mut self, slot: u32, from: usize, arriving: bool) -> Placed {
        let rungs = self.rungs(self.works.at(slot).class);
        let mut passed = !arriving;
        for (index, rung) in rungs.iter().enumerate().skip(from) {
            let work = self.works.at(slot);
            let at_once = || match &rung.opens {
                Opens::After(span) => *span == 0,
                Opens::Drawn(law) => later::rung_delay(&work.contact, index as u8, law) == 0,
            };
            let open = passed || work.open & (1 << index) != 0 || (arriving && at_once());
            if !open {
                if arriving {
                    passed = false;
                    continue;
                }
                break;
            }
            if let Some(message) = rung.message {
                // Work once begun was answered: it leaves no message.
                return if work.total == 0 { Placed::Message(message) } else { Placed::Not };
            }
            // Work once begun was answered: it waits.
            if work.open & (1 << index) == 0 && work.total == 0 {
                if later::balks_at(&work.contact, rung.balk) {
                    return Placed::Balked;
                }
                let leaves = rung.gives_up_at(self.now, work.leaves);
                self.works.at_mut(slot).leaves = leaves;
            }
            self.works.at_mut(slot).open |= 1 << index;
            if let Some((agent, free)) = self.choose(slot, index) {
                self.works.at_mut(slot).rung = index as u8;
                self.take(agent, slot, free);
                return Placed::Started;
            }
            passed = index + 1 < rungs.len() && self.passes(slot, index);
            if !passed && !arriving {
                break;
            }
        }
        Placed::Not
    }

    /// When a rung opens by the clock.
    pub(super) fn opens_at(&self, contact: &Contact, rung: &Rung, index: usize) -> Moment {
        let channel = &self.model.channels[usize::from(contact.channel)];
        let after: Span = match &rung.opens {
            Opens::After(span) => *span,
            Opens::Drawn(law) => later::rung_delay(contact, index as u8, law),
        };
        channel.after(contact.arrived, after)
    }

    pub(super) fn set_rung_timer(&mut self, slot: u32, index: usize) {
        let work = self.works.at(slot);
        let (ticket, key) = (self.works.ticket(slot), work.contact.key);
        let rung = &self.rungs(work.class)[index];
        let at = self.opens_at(&work.contact, rung, index).max(self.now);
        let line = usize::from(self.classes[usize::from(work.class)].first_line) + index;
        if at > work.leaves && !self.lines[line].patience_may_grow {
            return;
        }
        let in_order = self.timers[line].back().is_none_or(|last| (last.at, last.key) < (at, key));
        if matches!(rung.opens, Opens::After(_)) && in_order {
            self.timers[line].push_back(Timer { at, key, ticket });
            if self.timers[line].len() == 1 {
                self.set_timer(line);
            }
        } else if at < NEVER {
            let Ticket { slot, generation } = ticket;
            let entry = Entry::Rung { rung: index as u8, slot, generation };
            self.calendar.push(Reverse((instant(at, Rank::RungOpens), key, entry)));
            self.set_calendar();
        }
    }

    fn set_timer(&mut self, line: usize) {
        // Timers of contacts that are gone are dropped here rather than when they leave.
        while self.timers[line].front().is_some_and(|timer| !self.works.is_valid(timer.ticket)) {
            self.timers[line].pop_front();
        }
        let (at, tie) = self.timers[line]
            .front()
            .map_or((LATER, 0), |timer| (instant(timer.at, Rank::RungOpens), timer.key));
        self.agenda.set(self.leaves.first_timer + line, at, tie);
    }

    pub(super) fn timer_fires(&mut self, line: usize) {
        let Some(timer) = self.timers[line].pop_front() else { return };
        self.set_timer(line);
        self.rung_opens(timer.ticket, usize::from(self.lines[line].rung));
    }

    /// A rung opens for a waiting contact, unless it is open or the contact gone.
    pub(super) fn rung_opens(&mut self, ticket: Ticket, index: usize) {
        if !self.works.is_valid(ticket) {
            return;
        }
        let slot = ticket.slot;
        let work = self.works.at(slot);
        let (class, before, gave_up_at) = (work.class, work.open, work.leaves);
        if before & (1 << index) != 0 {
            return;
        }
        if self.has_given_up(work) {
            self.abandon(slot);
            return;
        }
        // Of rungs that open at one instant the first comes first, whichever timer rang.
        let rungs = self.rungs(class);
        if rungs.iter().any(|rung| matches!(rung.opens, Opens::Drawn(_))) {
            let earlier = (0..index).find(|at| {
                before & (1 << at) == 0 && self.opens_at(&work.contact, &rungs[*at], *at) == self.now
            });
            if let Some(earlier) = earlier {
                self.rung_opens(ticket, earlier);
                self.rung_opens(ticket, index);
                return;
            }
        }
        let placed = self.place(slot, index, false);
        self.settle(slot, placed, before, gave_up_at);
    }

    /// What becomes of a waiting contact that was offered; `before` and `gave_up_at`: its open rungs and the end of its
    /// patience until then.
    #[inline]
    pub(super) fn settle(&mut self, slot: u32, placed: Placed, before: u32, gave_up_at: Moment) {
        match placed {
            Placed::Started => self.stop_waiting(slot),
            Placed::Message(message) => {
                let work = self.see_off(slot);
                self.convert(&work.contact, message);
            }
            Placed::Balked => {
                self.works.at_mut(slot).leaves = self.now;
                self.abandon(slot);
            }
            Placed::Not => {
                if self.works.at(slot).leaves != gave_up_at {
                    self.expect_patience_end(slot);
                }
                let work = self.works.at(slot);
                let (opened, rungs) = (work.open & !before, self.rungs(work.class).len());
                for rung in 0..rungs {
                    if opened & (1 << rung) != 0 {
                        self.enlist(slot, rung);
                    }
                }
            }
        }
    }

    /// The people of a rung have gone: contacts for whom it is the highest open one go on to the next.
    pub(super) fn pass_after(&mut self, agent: u32) {
        let team = self.staffing.agents[agent as usize].team;
        let site = self.staffing.teams[usize::from(team)].site;
        let pools = self.waiting.pools_of(agent, team, site);
        let (in_team, at_site, in_all) = self.floor.present(team);
        // Counts say who is present, not who of them may serve the contact.
        let all = self.floor.has_admission() || self.some_serve_only_some;
        let relevant = [true, all || in_team == 0, all || at_site == 0, all || in_all == 0];
        let mut found = std::mem::take(&mut self.scratch);
        found.clear();
        for (pool, _) in pools.iter().zip(relevant).filter(|(_, relevant)| *relevant) {
            for word in 0..self.waiting.words() {
                let mut bits = self.waiting.filled(*pool, team, word);
                while bits != 0 {
                    let line = word * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let rung = self.lines[line].rung;
                    let rungs = self.rungs(self.lines[line].class);
                    if usize::from(rung) + 1 >= rungs.len() || rungs[usize::from(rung)].absent == Absent::Kept
                    {
                        continue;
                    }
                    let mut node = self.waiting.head(*pool, line);
                    while node != NONE {
                        let slot = self.waiting.slot_of(node);
                        let work = self.works.at(slot);
                        if work.open >> (rung + 1) == 0 {
                            found.push((work.contact.key, self.works.ticket(slot), rung));
                        }
                        node = self.waiting.next(node);
                    }
                }
            }
        }
        found.sort_unstable_by_key(|(key, _, rung)| (*key, *rung));
        for (_, ticket, rung) in &found {
            if self.works.is_valid(*ticket)
                && self.works.at(ticket.slot).open >> (rung + 1) == 0
                && self.passes(ticket.slot, usize::from(*rung))
            {
                self.rung_opens(*ticket, usize::from(*rung) + 1);
            }
        }
        self.scratch = found;
    }
}
