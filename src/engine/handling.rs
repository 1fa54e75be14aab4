//! A freed agent chooses; handlings start, pause, end.
//!
//! In: free agents, waiting contacts. Out: pieces of work. Must not know: shifts, timers of contacts.

use super::agenda::{LATER, Rank, instant};
use super::arriving::counts;
use super::floor::State;
use super::ports::{Choose, Free, Observer, Stretch};
use super::waiting::Work;
use super::{Engine, duty::Duty};
use crate::demand::later;
use crate::model::{Contact, Kind, NONE, Pull, handle_time};
use crate::time::Moment;

/// What a freed agent prefers: the smallest comes first. Pull class, what the pull rule says, arrival, key;
/// last the rung, for a contact that several open rungs lead to.
type Preference = (u8, u64, Moment, u64, u8);

/// A number that sorts like the float.
fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 0 { bits | (1 << 63) } else { !bits }
}

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Gives a contact to a free agent, who puts aside what may be interrupted.
    #[inline]
    pub(super) fn take(&mut self, agent: u32, work: Work, free: Free) {
        if free == Free::Interruptible {
            self.put_aside(agent);
        }
        self.start(agent, work, true);
    }

    /// An agent begins, or goes on with, a contact. `enters`: it was not in his hands before.
    #[inline]
    fn start(&mut self, agent: u32, mut work: Work, enters: bool) {
        if work.total == 0 {
            let contact = &work.contact;
            let wait = self.model.channels[usize::from(contact.channel)].elapsed(contact.arrived, self.now);
            let pace = self.paces[agent as usize];
            let known = self.stocks.as_ref();
            let pace = known.map_or(pace, |stocks| pace * stocks.factor(agent, contact.account, self.now));
            work.total = handle_time(self.model, self.staffing, contact, agent, pace, self.now);
            work.remaining = work.total;
            if let Some(last_by_owner) = &mut self.last_by_owner {
                let owners = self.measured_owners.row(contact.account);
                last_by_owner[contact.account as usize] = owners.contains(&agent);
            }
            self.observer.answered(&work.contact, agent, work.rung, self.now, wait);
        }
        if enters {
            for (index, limit) in self.staffing.limits.iter().enumerate() {
                self.in_hand_by[index] += u32::from(counts(limit, &work.contact));
            }
        }
        self.tell_idle(agent);
        let state = if self.pull_class(&work) >= 2 { State::Interruptible } else { State::Busy };
        let station = &mut self.stations[agent as usize];
        station.ends = self.now + work.remaining;
        station.piece = self.now;
        station.hand = work;
        self.floor.put(agent, state, self.now);
        self.set_leaf(agent);
    }

    /// Which kind of work goes first: 0 deferrable whose goal time runs out, 1 live, 2 other
    /// deferrable, 3 proactive.
    #[inline]
    fn pull_class(&self, work: &Work) -> u8 {
        match self.model.channels[usize::from(work.contact.channel)].kind {
            Kind::Live => 1,
            Kind::Deferrable if work.escalates <= self.now => 0,
            Kind::Deferrable => 2,
            Kind::Proactive => 3,
        }
    }

    /// The piece of work in hand ends: told, and counted.
    fn tell_piece(&mut self, agent: u32, until: Moment) {
        let station = &self.stations[agent as usize];
        let (from, channel) = (station.piece, station.hand.contact.channel);
        if until > from {
            self.observer.time(agent, Stretch::Busy, channel, from, until);
            let midnight = Moment::from(self.day) * crate::time::DAY;
            self.floor.worked(agent, until - from.max(midnight));
        }
    }

    /// Who is idle will be so no longer: the stretch is told.
    #[inline]
    pub(super) fn tell_idle(&mut self, agent: u32) {
        let since = self.floor.order(agent).0;
        if self.floor.state(agent) == State::Idle && self.now > since {
            self.observer.time(agent, Stretch::Idle, 0, since, self.now);
        }
    }

    /// The work in hand is put aside, to be resumed by the same person.
    pub(super) fn put_aside(&mut self, agent: u32) {
        self.tell_piece(agent, self.now);
        let station = &mut self.stations[agent as usize];
        let mut work = station.hand;
        // A handling that ends now is not yet over: its end ranks before, unless it was interrupted by it.
        work.remaining = (station.ends - self.now).max(1);
        station.aside.push(work);
    }

    /// The handling in hand is over.
    #[inline]
    pub(super) fn handle_end(&mut self, agent: u32) {
        self.tell_piece(agent, self.now);
        let work = &self.stations[agent as usize].hand;
        self.observer.handled(&work.contact, agent, self.now, work.total);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.in_hand_by[index] -= u32::from(counts(limit, &work.contact));
        }
        let contact = work.contact;
        let unresolved = self.learn(agent, &contact);
        if later::follows_up(self.model, &contact) {
            let child = later::follow_up(self.model, &contact, agent, self.now, unresolved);
            self.expect(child);
        }
        self.floor.put(agent, State::Busy, self.now);
        self.freed(agent);
    }

    /// A handled contact is judged by what the agent knew, and teaches him; the factor on the share that comes back.
    #[inline]
    fn learn(&mut self, agent: u32, contact: &Contact) -> f64 {
        let (Some(stocks), Some(knowledge)) = (&mut self.stocks, &self.model.knowledge) else { return 1.0 };
        let ignorance = stocks.ignorance(agent, contact.account, self.now);
        stocks.learn(agent, contact.account, contact.channel, self.now);
        let error = later::errs(contact, knowledge.errors.at(ignorance));
        self.observer.judged(contact, agent, ignorance, error);
        knowledge.unresolved.at(ignorance)
    }

    /// An agent with nothing in hand goes if it is time, else takes what is best, else is idle.
    #[inline]
    pub(super) fn freed(&mut self, agent: u32) {
        if self.leaves_now(agent) {
            return;
        }
        if !self.pull(agent, false) {
            self.floor.put(agent, State::Idle, self.now);
            self.set_leaf(agent);
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
                    (
                        self.pull_class(&aside[index]),
                        aside[index].contact.arrived,
                        aside[index].contact.key,
                        index,
                    )
                })
                .min();
            if let Some((class, _, _, index)) = first
                && waiting.is_none_or(|(preference, ..)| class <= preference.0)
            {
                let work = self.stations[agent as usize].aside.remove(index);
                self.start(agent, work, false);
                return true;
            }
        }
        let Some((_, slot, rung)) = waiting else { return false };
        let mut work = self.stop_waiting(slot);
        work.rung = rung;
        self.start(agent, work, true);
        true
    }

    /// The best waiting contact that an agent reaches: its preference, slot, and rung.
    #[inline]
    fn best(&mut self, agent: u32, live_only: bool) -> Option<(Preference, u32, u8)> {
        let team = self.staffing.agents[agent as usize].team;
        let site = self.staffing.teams[usize::from(team)].site;
        let mut best: Option<(Preference, u32, u8)> = None;
        if self.waiting.len() == 0 {
            return None;
        }
        for pool in self.waiting.pools_of(agent, team, site) {
            for word in 0..self.waiting.words() {
                let mut bits = self.waiting.filled(pool, team, word);
                while bits != 0 {
                    let line = word * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    if live_only && self.lines[line].kind != Kind::Live {
                        continue;
                    }
                    let Some(slot) = self.first_for(agent, pool, line) else { continue };
                    let rung = self.lines[line].rung;
                    let preference = self.preference(self.waiting.at(slot), rung);
                    if best.is_none_or(|(other, ..)| preference < other) {
                        best = Some((preference, slot, rung));
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
            if self.has_given_up(self.waiting.at(slot)) {
                self.abandon(slot);
            } else if self.may_take(agent, slot, line) {
                return Some(slot);
            }
            node = next;
        }
        None
    }

    /// Whether an agent could take a waiting contact now, through any of its open rungs.
    pub(super) fn reaches(&mut self, agent: u32, slot: u32) -> bool {
        let work = *self.waiting.at(slot);
        let team = self.staffing.agents[agent as usize].team;
        let class = &self.staffing.classes[usize::from(work.class)];
        (0..self.rungs(work.class).len()).any(|rung| {
            work.open & (1 << rung) != 0
                && self.is_among(&work, rung, agent, team)
                && self.may_take(agent, slot, usize::from(class.first_line) + rung)
        })
    }

    #[inline]
    fn may_take(&mut self, agent: u32, slot: u32, line: usize) -> bool {
        let facts = self.lines[line];
        if !self.floor.has_admission() && facts.when_idle <= 1 {
            return true;
        }
        let work = *self.waiting.at(slot);
        if !self.floor.may_serve(agent, work.class, &work.contact) {
            return false;
        }
        facts.when_idle <= 1
            || self.idle_besides(&work, usize::from(facts.rung), agent) + 1 >= facts.when_idle
    }

    #[inline]
    fn preference(&self, work: &Work, rung: u8) -> Preference {
        let major = match self.staffing.pull {
            Pull::OwnFirst => u64::from(rung),
            Pull::LongestWait => 0,
            Pull::Priority { per_second } => {
                let waited = crate::time::seconds(self.now - work.contact.arrived);
                let priority = self.staffing.classes[usize::from(work.class)].priority;
                !sortable(priority + per_second * waited)
            }
        };
        (self.pull_class(work), major, work.contact.arrived, work.contact.key, rung)
    }

    /// An agent's next event: the end of what he has in hand, or his next duty.
    #[inline]
    pub(super) fn set_leaf(&mut self, agent: u32) {
        let station = &self.stations[agent as usize];
        let at =
            |duty: Option<&Duty>, rank| duty.map_or(LATER, |duty| instant(duty.at().max(self.now), rank));
        // Who is there does not sign on: a shift that begins as the last one ends is no event.
        let duty = |rank| at(station.duties.iter().find(|duty| !matches!(duty, Duty::On(_))), rank);
        let next = match self.floor.state(agent) {
            State::Away | State::Break(_) => at(station.duties.front(), Rank::SignOn),
            State::Idle => duty(Rank::SignOff),
            State::Interruptible => instant(station.ends, Rank::HandleEnd).min(duty(Rank::SignOff)),
            State::Busy => {
                let end = instant(station.ends, Rank::HandleEnd);
                match self.model.channels[usize::from(station.hand.contact.channel)].kind {
                    Kind::Live => end,
                    Kind::Deferrable | Kind::Proactive => end.min(duty(Rank::SignOff)),
                }
            }
        };
        self.agenda.set(agent as usize, next, self.floor.tie(agent));
    }

    /// Tells the time spent on what is in hand, or idle, when the run ends.
    pub(super) fn stop_clock(&mut self, agent: u32) {
        self.tell_idle(agent);
        if matches!(self.floor.state(agent), State::Busy | State::Interruptible) {
            self.tell_piece(agent, self.now);
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
