//! Rungs open: by the clock, or because the people of the one before are absent.
//!
//! In: contacts that arrive or wait, timers, people who go. Out: handlings that start, open rungs.
//! Must not know: limits, patience, what a freed agent prefers.

use super::agenda::{LATER, Rank, instant};
use super::ports::{Choose, Observer};
use super::reach::Offered;
use super::works::Ticket;
use super::{Engine, Timer, leaf};
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

/// The drawn rungs that open for a contact when it arrives.
#[inline(never)]
fn drawn_at_once(contact: &Contact, drawn: u32, rungs: &[Rung]) -> u32 {
    let opens = |(index, rung): (usize, &Rung)| drawn & (1 << index) != 0 && delay(contact, rung, index) == 0;
    rungs.iter().enumerate().fold(0, |bits, each| bits | (u32::from(opens(each)) << each.0))
}

/// The time after its arrival at which a rung opens for a contact, on the channel's clock.
fn delay(contact: &Contact, rung: &Rung, index: usize) -> Span {
    match &rung.opens {
        Opens::After(span) => *span,
        Opens::Drawn(law) => later::rung_delay(contact, index as u8, law),
    }
}

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    #[inline]
    pub(super) fn rungs(&self, class: u16) -> &'a [Rung] {
        self.classes[usize::from(class)].rungs
    }

    /// Opens what is open from `from` on (at arrival: what opens at once) and lets the push rule try each rung in turn, as
    /// long as anybody is free; a rung whose people are absent passes to the next.
    pub(super) fn place(&mut self, slot: u32, from: usize, arriving: bool) -> Placed {
        let work = self.works.at(slot);
        let class = &self.classes[usize::from(work.class)];
        let (rungs, felt, interrupts) = (class.rungs, class.felt, class.interrupts);
        // One bit more than there are rungs: past the last there is nothing to look for.
        let mut open = if arriving { work.open | class.at_once | (1 << rungs.len()) } else { 1 << from };
        if arriving && class.drawn != 0 {
            open |= drawn_at_once(&work.contact, class.drawn, rungs);
        }
        let mut index = from;
        loop {
            index += (open >> index).trailing_zeros() as usize;
            if index >= rungs.len() {
                return Placed::Not;
            }
            if felt & (1 << index) != 0
                && let Some(placed) = self.feel(slot, &rungs[index], index)
            {
                return placed;
            }
            self.works.at_mut(slot).open |= 1 << index;
            // Where the next rung opens anyway or there is none, it does not matter whether this one is passed.
            let may_pass = index + 1 < rungs.len() && open & (2 << index) == 0;
            if !may_pass && self.floor.is_nobody_free(interrupts) {
                if arriving {
                    index += 1;
                    continue;
                }
                return Placed::Not;
            }
            match self.offer(slot, index, may_pass) {
                Offered::Taken(agent, free) => {
                    self.works.at_mut(slot).rung = index as u8;
                    self.take(agent, slot, free);
                    return Placed::Started;
                }
                Offered::Passed => open |= 2 << index,
                Offered::Waits if arriving => {}
                Offered::Waits => return Placed::Not,
            }
            index += 1;
        }
    }

    /// What the opening of a rung does to a contact, before anybody is looked for: it may leave a message or balk, else
    /// its patience changes.
    fn feel(&mut self, slot: u32, rung: &Rung, index: usize) -> Option<Placed> {
        let work = self.works.at_mut(slot);
        // Work once begun was answered: it leaves no message, and waits.
        if let Some(message) = rung.message {
            return Some(if work.total == 0 { Placed::Message(message) } else { Placed::Not });
        }
        if work.open & (1 << index) == 0 && work.total == 0 {
            if later::balks_at(&work.contact, rung.balk) {
                return Some(Placed::Balked);
            }
            work.leaves = rung.gives_up_at(self.now, work.leaves);
        }
        None
    }

    /// When a rung opens by the clock.
    pub(super) fn opens_at(&self, contact: &Contact, rung: &Rung, index: usize) -> Moment {
        let channel = &self.model.channels[usize::from(contact.channel)];
        channel.after(contact.arrived, delay(contact, rung, index))
    }

    /// Sets the timers of a contact that begins to wait.
    pub(super) fn set_rung_timers(&mut self, slot: u32) {
        let work = self.works.at(slot);
        let class = &self.classes[usize::from(work.class)];
        let mut drawn = class.drawn & !work.open;
        while drawn != 0 {
            self.set_rung_timer(slot, drawn.trailing_zeros() as usize);
            drawn &= drawn - 1;
        }
        self.set_next_rung_timer(slot, 0);
    }

    /// Sets the timer of the first closed rung from `from` on that opens after a given time: those behind it open no
    /// earlier, and most contacts are gone before.
    fn set_next_rung_timer(&mut self, slot: u32, from: usize) {
        let work = self.works.at(slot);
        let class = &self.classes[usize::from(work.class)];
        let closed = class.given & !work.open & (u32::MAX << from);
        if closed != 0 {
            self.set_rung_timer(slot, closed.trailing_zeros() as usize);
        }
    }

    fn set_rung_timer(&mut self, slot: u32, index: usize) {
        let work = self.works.at(slot);
        let (ticket, key) = (self.works.ticket(slot), work.contact.key);
        let class = &self.classes[usize::from(work.class)];
        let line = &self.lines[usize::from(class.first_line) + index];
        let at = match line.after {
            Some(span) if class.by_the_wall => work.contact.arrived.saturating_add(span),
            _ => self.opens_at(&work.contact, &class.rungs[index], index),
        };
        let at = at.max(self.now);
        if at == NEVER || (at > work.leaves && !line.patience_may_grow) {
            return;
        }
        let timers = &mut self.timers[usize::from(line.timer)];
        let in_order = timers.back().is_none_or(|last| (last.at, last.key) <= (at, key));
        if line.after.is_some() && in_order {
            timers.push_back(Timer { at, key, ticket, rung: index as u8 });
            if timers.len() == 1 {
                self.agenda.set_timer(
                    leaf::RUNGS + usize::from(line.timer),
                    instant(at, Rank::RungOpens),
                    key,
                );
            }
        } else {
            self.expected.expect_rung(instant(at, Rank::RungOpens), key, ticket, index as u8);
            self.set_expected();
        }
    }

    pub(super) fn timer_fires(&mut self, timer: usize) {
        let timers = &mut self.timers[timer];
        let Some(fired) = timers.pop_front() else { return };
        // Timers of contacts that are gone are dropped here rather than when they leave.
        while timers.front().is_some_and(|timer| !self.works.is_valid(timer.ticket)) {
            timers.pop_front();
        }
        let next = timers.front();
        let (at, tie) = next.map_or((LATER, 0), |timer| (instant(timer.at, Rank::RungOpens), timer.key));
        self.agenda.set_timer(leaf::RUNGS + timer, at, tie);
        self.rung_is_due(fired.ticket, usize::from(fired.rung));
    }

    /// A rung opens by the clock, and the next one's timer is set.
    pub(super) fn rung_is_due(&mut self, ticket: Ticket, index: usize) {
        self.rung_opens(ticket, index);
        if self.works.is_valid(ticket) {
            let class = &self.classes[usize::from(self.works.at(ticket.slot).class)];
            if class.given & (1 << index) != 0 {
                self.set_next_rung_timer(ticket.slot, index + 1);
            }
        }
    }

    /// A rung opens for a waiting contact, unless it is open or the contact gone.
    pub(super) fn rung_opens(&mut self, ticket: Ticket, index: usize) {
        if !self.works.is_valid(ticket) {
            return;
        }
        let slot = ticket.slot;
        let work = self.works.at(slot);
        let class = &self.classes[usize::from(work.class)];
        let (before, gave_up_at) = (work.open, work.leaves);
        if before & (1 << index) != 0 {
            return;
        }
        if self.has_given_up(work) {
            self.abandon(slot);
            return;
        }
        // Of rungs that open at one instant the first comes first, whichever timer rang.
        if class.drawn != 0 {
            let rungs = class.rungs;
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
                let mut opened = self.works.at(slot).open & !before;
                while opened != 0 {
                    self.enlist(slot, opened.trailing_zeros() as usize);
                    opened &= opened - 1;
                }
            }
        }
    }

    /// The people of a rung have gone: contacts for whom it is the highest open one go on to the next.
    pub(super) fn pass_after(&mut self, agent: u32) {
        let team = self.staffing.agents[agent as usize].team;
        let pools = self.waiting.pools_of(agent, team);
        let (in_team, at_site, in_all) = self.floor.present(team);
        // Counts say who is present, not who of them may serve the contact.
        let all = self.floor.has_admission() || self.some_serve_only_some;
        let relevant = [true, all || in_team == 0, all || at_site == 0, all || in_all == 0];
        let mut found = std::mem::take(&mut self.scratch);
        found.clear();
        for word in 0..self.waiting.words() {
            let filled = pools.iter().zip(self.waiting.filled(pools, team, word)).zip(relevant);
            for ((pool, mut bits), _) in filled.filter(|(_, relevant)| *relevant) {
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
