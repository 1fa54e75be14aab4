//! People sign on and off; breaks.
//!
//! In: shifts, presence. Out: people who come, go, or stay in overtime. Must not know: which contact anybody prefers, how
//! many people an interval is to have.

use super::duty_changes::DutyChange;
use super::floor::State;
use super::ports::{Choose, Observer, Stretch};
use super::{Engine, Plan};
use crate::time::{DAY, Moment};
use crate::workforce::timeline::DatedShift;

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    /// A new day: fresh keys for those that tie, and today's shifts; before the first, those of the night before.
    pub(super) fn start_day(&mut self) {
        let (presence, day) = (self.presence, self.day);
        let changed = self.change_owners();
        self.floor.new_day(|person| presence.tie(person, day));
        self.agenda.start_day(self.now, |agent| self.floor.tie(agent));
        for agent in 0..self.stations.len() as u32 {
            if self.plan_of(agent) == &Plan::Shifts {
                if day == 0 {
                    self.add_shift(agent, -1);
                }
                self.add_shift(agent, i64::from(day));
            } else {
                self.add_change(agent, day);
            }
            self.set_leaf(agent);
        }
        if let Some(changed) = changed {
            self.offer_anew(changed);
        }
    }

    fn plan_of(&self, agent: u32) -> &Plan {
        &self.staffing.teams[usize::from(self.staffing.agents[agent as usize].team)].plan
    }

    /// Who works without shifts comes and goes at the midnights at which his seat is filled and left.
    fn add_change(&mut self, agent: u32, day: u32) {
        let (was, is) = (day > 0 && self.is_manned(agent, day - 1), self.is_manned(agent, day));
        let always = self.plan_of(agent) == &Plan::Always;
        let signed_on = self.floor.is_signed_on(agent);
        let midnight = Moment::from(day) * DAY;
        let changes = &mut self.stations[agent as usize].changes;
        if always && is && !was {
            changes.add(DutyChange::On(midnight));
        }
        // Who is in overtime goes anyway.
        if was && !is && signed_on && changes.is_empty() {
            changes.add(DutyChange::Off(midnight));
        }
    }

    /// The shift that a person works from a day on, by the scenario's clock; `None` when away.
    fn shift_of(&self, agent: u32, day: i64) -> Option<DatedShift<'a>> {
        let (model, member) = (self.model, &self.staffing.agents[agent as usize]);
        let site = &model.sites[usize::from(model.people[member.person as usize].site)];
        let shift =
            DatedShift::by_clock(&model.shifts[usize::from(member.shift?)], site, &model.calendar, day)?;
        let is_there = self.is_manned(agent, shift.seated(&model.calendar));
        (is_there && self.presence.is_present(member.person, shift.day)).then_some(shift)
    }

    /// Adds what of a person's shift lies ahead.
    fn add_shift(&mut self, agent: u32, day: i64) {
        let now = self.now;
        let Some(shift) = self.shift_of(agent, day).filter(|shift| shift.sign_off > now) else { return };
        let turn = self.staffing.agents[agent as usize].turn;
        let changes = &mut self.stations[agent as usize].changes;
        let on = shift.sign_on.max(now);
        // Whose next shift begins as the last one ends does not go in between.
        if matches!(changes.last(), Some(DutyChange::Off(at)) if *at >= on) {
            changes.take_back();
        }
        changes.add(DutyChange::On(on));
        // Of a break that is under way the rest is taken.
        for rest in shift.breaks(turn).filter(|rest| rest.to > on) {
            let at = rest.from.max(on);
            changes.add(DutyChange::Break { at, length: rest.to - at, passes: rest.passes });
        }
        changes.add(DutyChange::Off(shift.sign_off));
    }

    /// Somebody signs on, or comes back from a break.
    pub(super) fn come(&mut self, agent: u32) {
        let from_break = self.floor.state(agent) != State::Away;
        let station = &mut self.stations[agent as usize];
        station.changes.meet();
        station.on_since = self.now;
        if !from_break {
            station.signed_on = self.now;
        }
        self.put(agent, State::Busy);
        self.freed(agent);
    }

    /// Sign-off or break of somebody who is idle or on work that can be put aside.
    pub(super) fn go(&mut self, agent: u32) {
        if self.floor.state(agent) != State::Idle {
            self.put_aside(agent);
        }
        self.put(agent, State::Busy);
        let gone = self.leaves_now(agent);
        debug_assert!(gone, "a change of duty was due");
    }

    /// A freed agent whose time it is signs off or takes the break; `true` if so (or if in overtime
    /// he took another live contact).
    #[inline]
    pub(super) fn leaves_now(&mut self, agent: u32) -> bool {
        let changes = &self.stations[agent as usize].changes;
        let is_due = changes.due() <= self.now || (self.teams_by_interval > 0 && changes.is_empty());
        is_due && self.goes(agent)
    }

    /// The rare rest of [`Self::leaves_now`].
    #[inline(never)]
    fn goes(&mut self, agent: u32) -> bool {
        let team = usize::from(self.staffing.agents[agent as usize].team);
        // Who is in overtime already has been counted off.
        if self.excess[team] > 0 && self.stations[agent as usize].changes.is_empty() {
            self.excess[team] -= 1;
            // From now on it is overtime.
            self.stations[agent as usize].changes.put_first(DutyChange::Off(self.now));
            if !(self.stays(agent) && self.pull(agent, true)) {
                self.sign_off(agent);
            }
            return true;
        }
        let is_due = |engine: &Self| engine.stations[agent as usize].changes.due() <= engine.now;
        if !is_due(self) || (self.goes_on(agent) && !is_due(self)) {
            return false;
        }
        let station = &self.stations[agent as usize];
        // Whose shift is over takes no more breaks.
        let over = station.changes.iter().take_while(|change| change.at() <= self.now);
        if over.clone().any(|change| matches!(change, DutyChange::Off(_))) {
            if self.stays(agent) && self.pull(agent, true) {
                return true;
            }
            let changes = &mut self.stations[agent as usize].changes;
            let off = changes.iter().position(|change| matches!(change, DutyChange::Off(_)));
            changes.drop_first(off.unwrap_or(0));
            self.sign_off(agent);
            return true;
        }
        let Some(DutyChange::Break { length, passes, .. }) = self.stations[agent as usize].changes.meet()
        else {
            return false;
        };
        self.tell_stretch(agent, self.now);
        self.stations[agent as usize].changes.put_first(DutyChange::Back(self.now + length));
        let state = if passes { State::Absent } else { State::Break };
        self.put(agent, state);
        self.set_leaf(agent);
        if passes {
            self.pass_after(agent);
        }
        true
    }

    /// Somebody who is still there when the next shift begins goes on with it: what was left of the one before is past.
    fn goes_on(&mut self, agent: u32) -> bool {
        let changes = &self.stations[agent as usize].changes;
        let begun = |change: &DutyChange| matches!(change, DutyChange::On(at) if *at <= self.now);
        let Some(last) = changes.iter().rposition(begun) else { return false };
        self.tell_stretch(agent, self.now);
        self.stations[agent as usize].changes.drop_first(last + 1);
        true
    }

    pub(super) fn sign_off(&mut self, agent: u32) {
        self.tell_stretch(agent, self.now);
        let station = &mut self.stations[agent as usize];
        if matches!(station.changes.first(), Some(DutyChange::Off(_))) {
            station.changes.meet();
        }
        self.put(agent, State::Away);
        self.set_leaf(agent);
        self.pass_after(agent);
        if self.stations[agent as usize].aside.is_empty() {
            return;
        }
        let next = self.next_sign_on(agent);
        let mut kept = 0;
        while kept < self.stations[agent as usize].aside.len() {
            let due = self.works.at(self.stations[agent as usize].aside[kept]).due;
            if next.is_some_and(|next| next <= due) {
                kept += 1;
            } else {
                let slot = self.stations[agent as usize].aside.remove(kept);
                self.give_back(agent, slot);
            }
        }
    }

    /// When a person who has gone signs on again within the run; a successor is somebody else.
    fn next_sign_on(&self, agent: u32) -> Option<Moment> {
        let station = &self.stations[agent as usize];
        let generation = |at: Moment| self.tenures.generation(agent, (at / DAY) as u32);
        let mine = generation(station.signed_on);
        let next = if let Some(DutyChange::On(at)) = station.changes.first() {
            Some(*at)
        } else {
            let mut days = self.day + 1..self.model.calendar.days;
            match self.plan_of(agent) {
                Plan::Shifts => {
                    days.find_map(|day| self.shift_of(agent, i64::from(day)).map(|shift| shift.sign_on))
                }
                Plan::Always => {
                    days.find(|day| self.is_manned(agent, *day)).map(|day| Moment::from(day) * DAY)
                }
                Plan::PerInterval(_) => None,
            }
        };
        next.filter(|at| generation(*at) == mine)
    }

    /// Tells an agent's stretch of duty up to now, split where shifts end and begin.
    fn tell_stretch(&mut self, agent: u32, until: Moment) {
        let station = &mut self.stations[agent as usize];
        let mut from = std::mem::replace(&mut station.on_since, until);
        let mut what = Stretch::OnDuty;
        for change in station.changes.iter() {
            let (at, then) = match *change {
                DutyChange::Off(at) => (at, Stretch::Overtime),
                DutyChange::On(at) => (at, Stretch::OnDuty),
                DutyChange::Break { .. } | DutyChange::Back(_) => continue,
            };
            let at = at.clamp(from, until);
            if at > from {
                self.observer.time(agent, what, 0, from, at);
            }
            (from, what) = (at, then);
        }
        if until > from {
            self.observer.time(agent, what, 0, from, until);
        }
    }

    /// Midnight: tells everybody's duty so far.
    pub(super) fn tell_duty(&mut self, until: Moment) {
        for agent in 0..self.stations.len() as u32 {
            if self.floor.state(agent).is_at_work() {
                self.tell_stretch(agent, until);
            }
        }
    }
}
