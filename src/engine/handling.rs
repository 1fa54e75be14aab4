//! A freed agent chooses; handlings start, pause, end.
//!
//! In: free agents, waiting contacts. Out: pieces of work. Must not know: shifts, timers of contacts.

use super::Engine;
use super::agenda::{Instant, Rank, instant};
use super::arriving::counts;
use super::floor::State;
use super::ports::{Choose, Free, Observer, Stretch};
use super::works::Work;
use crate::demand::later;
use crate::model::{Kind, NONE, Pull};
use crate::time::Moment;

/// What a freed agent prefers: the smallest comes first. Pull class, what the pull rule says, arrival, key;
/// last the rung, for a contact that several open rungs lead to.
type Preference = (u8, u64, Moment, u64, u8);

/// A number that sorts like the float.
fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

/// Which kind of work goes first: 0 deferrable whose goal time runs out, 1 live, 2 other
/// deferrable, 3 proactive.
#[inline]
fn pull_class(kind: Kind, work: &Work, now: Moment) -> u8 {
    match kind {
        Kind::Live => 1,
        Kind::Deferrable if work.escalates <= now => 0,
        Kind::Deferrable => 2,
        Kind::Proactive => 3,
    }
}

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Gives a contact to a free agent, who puts aside what may be interrupted.
    #[inline]
    pub(super) fn take(&mut self, agent: u32, slot: u32, free: Free) {
        if free == Free::Interruptible {
            self.put_aside(agent);
        }
        self.start(agent, slot, true);
    }

    /// An agent begins, or goes on with, a contact. `enters`: it was not in his hands before.
    #[inline]
    fn start(&mut self, agent: u32, slot: u32, enters: bool) {
        let work = self.works.at_mut(slot);
        let contact = &work.contact;
        let class = &self.classes[usize::from(work.class)];
        let kind = class.kind;
        if work.total == 0 {
            let wait = if class.by_the_wall {
                self.now - contact.arrived
            } else {
                self.model.channels[usize::from(contact.channel)].elapsed(contact.arrived, self.now)
            };
            let pace = self.stations[agent as usize].pace;
            let pace = self.places.pace(pace, self.staffing, agent, contact.account);
            let known = self.stocks.as_ref();
            let pace = known.map_or(pace, |stocks| pace * stocks.factor(agent, contact.account, self.now));
            let who = (agent, self.floor.team(agent));
            let desk = (self.model, self.staffing);
            work.total = self.times.total(desk, self.holders.table(), contact, who, pace, self.now);
            work.remaining = work.total;
            if let Some(last_by_owner) = &mut self.last_by_owner {
                let owners = self.holders.measured(contact.account);
                last_by_owner[contact.account as usize] = owners.contains(&agent);
            }
            self.observer.answered(contact, agent, work.rung, self.now, wait);
        }
        if enters {
            for (index, limit) in self.staffing.limits.iter().enumerate() {
                self.in_hand_by[index] += u32::from(counts(limit, contact));
            }
        }
        let (ends, may_wait) = (self.now + work.remaining, pull_class(kind, work, self.now) >= 2);
        let station = &mut self.stations[agent as usize];
        station.ends = ends;
        station.piece = self.now;
        station.hand = slot;
        station.kind = kind;
        if kind == Kind::Live {
            // Nothing but its end can come: no change of duty takes anybody off a live contact.
            self.put(agent, State::Busy);
            self.agenda.set_person(agent, instant(ends, Rank::HandleEnd));
        } else {
            let state = if may_wait { State::Interruptible } else { State::Busy };
            self.put(agent, state);
            self.set_leaf(agent);
        }
    }

    /// Changes what an agent does; who was idle will be so no longer, and the stretch is told.
    #[inline]
    pub(super) fn put(&mut self, agent: u32, state: State) {
        if let Some(since) = self.floor.put(agent, state, self.now)
            && self.now > since
        {
            self.observer.time(agent, Stretch::Idle, 0, since, self.now);
        }
    }

    /// Which kind of work goes first; see [`pull_class`].
    #[inline]
    fn pull_class(&self, slot: u32) -> u8 {
        let work = self.works.at(slot);
        pull_class(self.classes[usize::from(work.class)].kind, work, self.now)
    }

    /// The piece of work in hand ends: told, and counted.
    #[expect(clippy::inline_always, reason = "at every event, from one place of the code")]
    #[inline(always)]
    fn tell_piece(&mut self, agent: u32, until: Moment) {
        let station = &self.stations[agent as usize];
        let from = station.piece;
        if until > from {
            let channel = self.works.at(station.hand).contact.channel;
            self.observer.time(agent, Stretch::Busy, channel, from, until);
            let midnight = Moment::from(self.day) * crate::time::DAY;
            self.floor.worked(agent, until - from.max(midnight));
        }
    }

    /// The work in hand is put aside, to be resumed by the same person.
    pub(super) fn put_aside(&mut self, agent: u32) {
        self.tell_piece(agent, self.now);
        let station = &mut self.stations[agent as usize];
        // A handling that ends now is not yet over: its end ranks before, unless it was interrupted by it.
        self.works.at_mut(station.hand).remaining = (station.ends - self.now).max(1);
        station.aside.push(station.hand);
    }

    /// The handling in hand is over.
    #[inline]
    pub(super) fn handle_end(&mut self, agent: u32) {
        self.tell_piece(agent, self.now);
        let slot = self.stations[agent as usize].hand;
        let work = self.works.at(slot);
        self.observer.handled(&work.contact, agent, self.now, work.total);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.in_hand_by[index] -= u32::from(counts(limit, &work.contact));
        }
        let unresolved = self.learn(agent, slot);
        let resolution = self.places.resolution(agent);
        let contact = &self.works.at(slot).contact;
        let share = self.times.follow_up(contact);
        if share > 0.0 {
            let judged = (unresolved, resolution);
            let child = later::follow_up_of(self.model, contact, agent, self.now, share, judged);
            if let Some(child) = child {
                self.expect(child);
            }
        }
        self.works.vacate(slot);
        self.put(agent, State::Busy);
        self.freed(agent);
    }

    /// A handled contact is judged by what the agent knew, and teaches him; the factor on the share that comes back.
    #[inline]
    fn learn(&mut self, agent: u32, slot: u32) -> f64 {
        let (Some(stocks), Some(knowledge)) = (&mut self.stocks, &self.model.knowledge) else { return 1.0 };
        let contact = &self.works.at(slot).contact;
        let ignorance = stocks.learn(agent, contact.account, contact.channel, self.now);
        let error = later::errs(contact, knowledge.errors.at(ignorance));
        self.observer.judged(contact, agent, ignorance, error);
        knowledge.unresolved.at(ignorance)
    }

    /// An agent with nothing in hand goes if it is time, else takes what is best, else is idle.
    #[expect(clippy::inline_always, reason = "at every event, from one place of the code")]
    #[inline(always)]
    pub(super) fn freed(&mut self, agent: u32) {
        if self.leaves_now(agent) {
            return;
        }
        let has_nothing = self.waiting.len() == 0 && self.stations[agent as usize].aside.is_empty();
        if has_nothing || !self.pull(agent, false) {
            self.put(agent, State::Idle);
            self.agenda.set_person(agent, self.goes_at(agent));
        }
    }

    /// Takes the best of what waits and what was put aside; `false` if there is nothing.
    #[inline]
    pub(super) fn pull(&mut self, agent: u32, live_only: bool) -> bool {
        let waiting = self.best(agent, live_only);
        if !live_only && !self.stations[agent as usize].aside.is_empty() {
            let aside = &self.stations[agent as usize].aside;
            let first = (0..aside.len())
                .map(|index| {
                    let contact = &self.works.at(aside[index]).contact;
                    (self.pull_class(aside[index]), contact.arrived, contact.key, index)
                })
                .min();
            if let Some((class, _, _, index)) = first
                && waiting.is_none_or(|(slot, _)| class <= self.pull_class(slot))
            {
                let slot = self.stations[agent as usize].aside.remove(index);
                self.start(agent, slot, false);
                return true;
            }
        }
        let Some((slot, rung)) = waiting else { return false };
        self.stop_waiting(slot);
        self.works.at_mut(slot).rung = rung;
        self.start(agent, slot, true);
        true
    }

    /// The best waiting contact that an agent reaches, and its rung.
    #[inline]
    fn best(&mut self, agent: u32, live_only: bool) -> Option<(u32, u8)> {
        if self.waiting.len() == 0 {
            return None;
        }
        let team = self.floor.team(agent);
        let pools = self.waiting.pools_of(agent, team);
        let mut best: Option<(u32, u8)> = None;
        for word in 0..self.waiting.words() {
            let filled = self.waiting.filled(pools, team, word);
            for index in 0..pools.len() {
                let (pool, mut bits) = (pools[index], filled[index]);
                while bits != 0 {
                    let line = word * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    if live_only && self.lines[line].kind != Kind::Live {
                        continue;
                    }
                    let Some(slot) = self.first_for(agent, pool, line) else { continue };
                    let found = (slot, self.lines[line].rung);
                    if best.is_none_or(|best| self.preference(found) < self.preference(best)) {
                        best = Some(found);
                    }
                }
            }
        }
        best
    }

    /// The first contact of a list that this agent may take now; those who gave up unnoticed leave.
    #[inline]
    fn first_for(&mut self, agent: u32, pool: u32, line: usize) -> Option<u32> {
        let mut node = self.waiting.head(pool, line);
        while node != NONE {
            let slot = self.waiting.slot_of(node);
            let next = self.waiting.next(node);
            if self.has_given_up(self.works.at(slot)) {
                self.abandon(slot);
            } else if self.lines[line].is_plain || self.may_take(agent, slot, line) {
                return Some(slot);
            }
            node = next;
        }
        None
    }

    /// Whether an agent could take a waiting contact now, through any of its open rungs.
    pub(super) fn reaches(&mut self, agent: u32, slot: u32) -> bool {
        let Work { class, open, .. } = *self.works.at(slot);
        let team = self.staffing.agents[agent as usize].team;
        let first_line = usize::from(self.classes[usize::from(class)].first_line);
        (0..self.rungs(class).len()).any(|rung| {
            open & (1 << rung) != 0
                && self.is_among(slot, rung, agent, team)
                && self.may_take(agent, slot, first_line + rung)
        })
    }

    #[inline]
    fn may_take(&mut self, agent: u32, slot: u32, line: usize) -> bool {
        let facts = self.lines[line];
        if !self.floor.has_admission() && facts.when_idle <= 1 {
            return true;
        }
        let work = self.works.at(slot);
        if !self.floor.may_serve(agent, work.class, &work.contact) {
            return false;
        }
        facts.when_idle <= 1 || self.idle_besides(slot, usize::from(facts.rung), agent) + 1 >= facts.when_idle
    }

    #[inline]
    fn preference(&self, (slot, rung): (u32, u8)) -> Preference {
        let work = self.works.at(slot);
        let major = match self.staffing.pull {
            Pull::OwnFirst => u64::from(rung),
            Pull::LongestWait => 0,
            Pull::Priority { per_second } => {
                let waited = crate::time::seconds(self.now - work.contact.arrived);
                let priority = self.staffing.classes[usize::from(work.class)].priority;
                !sortable(priority + per_second * waited)
            }
        };
        (self.pull_class(slot), major, work.contact.arrived, work.contact.key, rung)
    }

    /// When somebody is due to leave what he may leave.
    #[inline]
    fn goes_at(&self, agent: u32) -> Instant {
        instant(self.stations[agent as usize].changes.leaves().max(self.now), Rank::SignOff)
    }

    /// An agent's next event: the end of what he has in hand, or his next change of duty.
    #[inline]
    pub(super) fn set_leaf(&mut self, agent: u32) {
        let station = &self.stations[agent as usize];
        let end = instant(station.ends, Rank::HandleEnd);
        let next = match self.floor.state(agent) {
            State::Away | State::Absent | State::Break => {
                instant(station.changes.due().max(self.now), Rank::SignOn)
            }
            State::Idle => self.goes_at(agent),
            // No change of duty takes anybody off a live contact.
            State::Busy if station.kind == Kind::Live => end,
            State::Busy | State::Interruptible => end.min(self.goes_at(agent)),
        };
        self.agenda.set_person(agent, next);
    }

    /// Tells the time spent on what is in hand, or idle, when the run ends.
    pub(super) fn stop_clock(&mut self, agent: u32) {
        match self.floor.state(agent) {
            State::Busy | State::Interruptible => self.tell_piece(agent, self.now),
            State::Idle => self.put(agent, State::Away),
            State::Away | State::Absent | State::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sortable;

    #[test]
    fn sortable_keeps_the_order_of_floats() {
        let values = [-1e9, -2.5, -0.0, 0.0, 1e-300, 3.0, 1e12];
        assert!(values.windows(2).all(|pair| sortable(pair[0]) <= sortable(pair[1])));
    }
}
