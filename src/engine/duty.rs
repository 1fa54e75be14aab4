//! People sign on and off; breaks, intervals, closing.
//!
//! In: shifts, presence, opening hours. Out: people who come, go, or stay in overtime.
//! Must not know: which contact anybody prefers.

use super::agenda::{LATER, Rank, instant};
use super::duties::Duty;
use super::floor::State;
use super::ports::{Choose, Free, Left, Observer, Stretch};
use super::works::Work;
use super::{Engine, Plan, leaf};
use crate::model::{Closing, Kind};
use crate::time::{DAY, Moment};
use crate::workforce::timeline::headcount;

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// A new day: fresh keys for those that tie, and today's duties.
    pub(super) fn start_day(&mut self) {
        let (presence, day) = (self.presence, self.day);
        let hand_over = self.change_owners();
        self.floor.new_day(|person| presence.tie(person, day));
        self.agenda.start_day(self.now, |agent| self.floor.tie(agent));
        for agent in 0..self.stations.len() as u32 {
            if self.plan_of(agent) == &Plan::Shifts {
                self.add_duties(agent, day);
            } else {
                self.add_change(agent, day);
            }
            self.set_leaf(agent);
        }
        if let Some(hand_over) = hand_over {
            self.offer_anew(&hand_over);
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
        let duties = &mut self.stations[agent as usize].duties;
        if always && is && !was {
            duties.add(Duty::On(midnight));
        }
        // Who is in overtime goes anyway.
        if was && !is && signed_on && duties.is_empty() {
            duties.add(Duty::Off(midnight));
        }
    }

    /// A person's hours on a day: on, off; `None` when away.
    fn hours(&self, agent: u32, day: u32) -> Option<(Moment, Moment)> {
        let member = &self.staffing.agents[agent as usize];
        let shift = &self.model.shifts[usize::from(member.shift?)];
        let date = self.model.calendar.start.plus_days(day as i32);
        let (on, off) = shift.hours[self.model.calendar.weekday(day)]?;
        if !self.is_manned(agent, day) {
            return None;
        }
        let person = &self.model.people[member.person as usize];
        let holiday = self.model.sites[usize::from(person.site)].holidays.contains(&date);
        let midnight = Moment::from(day) * DAY;
        (!holiday && self.presence.is_present(member.person, day)).then_some((midnight + on, midnight + off))
    }

    fn add_duties(&mut self, agent: u32, day: u32) {
        let Some((on, off)) = self.hours(agent, day) else { return };
        let Some(shift) = self.staffing.agents[agent as usize].shift else { return };
        let midnight = Moment::from(day) * DAY;
        let duties = &mut self.stations[agent as usize].duties;
        // Whose next shift begins as the last one ends does not go in between.
        if matches!(duties.last(), Some(Duty::Off(at)) if *at >= on) {
            duties.take_back();
        }
        duties.add(Duty::On(on));
        for pause in &self.model.shifts[usize::from(shift)].breaks {
            let at = midnight + pause.start;
            duties.add(Duty::Break { at, length: pause.length, passes: pause.passes });
        }
        duties.add(Duty::Off(off));
    }

    /// Somebody signs on, or comes back from a break.
    pub(super) fn come(&mut self, agent: u32) {
        let from_break = self.floor.state(agent) != State::Away;
        let station = &mut self.stations[agent as usize];
        station.duties.meet();
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
        debug_assert!(gone, "a duty was due");
    }

    /// A freed agent whose time it is signs off or takes the break; `true` if so (or if in overtime
    /// he took another live contact).
    #[inline]
    pub(super) fn leaves_now(&mut self, agent: u32) -> bool {
        let duties = &self.stations[agent as usize].duties;
        let is_due = duties.due() <= self.now || (self.teams_by_interval > 0 && duties.is_empty());
        is_due && self.goes(agent)
    }

    /// The rare rest of [`Self::leaves_now`].
    #[inline(never)]
    fn goes(&mut self, agent: u32) -> bool {
        let team = usize::from(self.staffing.agents[agent as usize].team);
        // Who is in overtime already has been counted off.
        if self.excess[team] > 0 && self.stations[agent as usize].duties.is_empty() {
            self.excess[team] -= 1;
            // From now on it is overtime.
            self.stations[agent as usize].duties.put_first(Duty::Off(self.now));
            if !(self.stays(agent) && self.pull(agent, true)) {
                self.sign_off(agent);
            }
            return true;
        }
        let is_due = |engine: &Self| engine.stations[agent as usize].duties.due() <= engine.now;
        if !is_due(self) || (self.goes_on(agent) && !is_due(self)) {
            return false;
        }
        let station = &self.stations[agent as usize];
        // Whose shift is over takes no more breaks.
        let over = station.duties.iter().take_while(|duty| duty.at() <= self.now);
        if over.clone().any(|duty| matches!(duty, Duty::Off(_))) {
            if self.stays(agent) && self.pull(agent, true) {
                return true;
            }
            let duties = &mut self.stations[agent as usize].duties;
            let off = duties.iter().position(|duty| matches!(duty, Duty::Off(_)));
            duties.drop_first(off.unwrap_or(0));
            self.sign_off(agent);
            return true;
        }
        let Some(Duty::Break { length, passes, .. }) = self.stations[agent as usize].duties.meet() else {
            return false;
        };
        self.tell_stretch(agent, self.now);
        self.stations[agent as usize].duties.put_first(Duty::Back(self.now + length));
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
        let duties = &self.stations[agent as usize].duties;
        let begun = |duty: &Duty| matches!(duty, Duty::On(at) if *at <= self.now);
        let Some(last) = duties.iter().rposition(begun) else { return false };
        self.tell_stretch(agent, self.now);
        self.stations[agent as usize].duties.drop_first(last + 1);
        true
    }

    fn sign_off(&mut self, agent: u32) {
        self.tell_stretch(agent, self.now);
        let station = &mut self.stations[agent as usize];
        if matches!(station.duties.first(), Some(Duty::Off(_))) {
            station.duties.meet();
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
        let next = if let Some(Duty::On(at)) = station.duties.first() {
            Some(*at)
        } else {
            let mut days = self.day + 1..self.model.calendar.days;
            match self.plan_of(agent) {
                Plan::Shifts => days.find_map(|day| self.hours(agent, day).map(|(on, _)| on)),
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
        for duty in station.duties.iter() {
            let (at, then) = match *duty {
                Duty::Off(at) => (at, Stretch::Overtime),
                Duty::On(at) => (at, Stretch::OnDuty),
                Duty::Break { .. } | Duty::Back(_) => continue,
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

    /// Sets the leaf of the next closing of any channel.
    pub(super) fn set_close(&mut self) {
        let next = (0..self.model.channels.len()).filter_map(|channel| self.closing(channel)).min();
        self.agenda.set_timer(leaf::CLOSE, next.map_or(LATER, |at| instant(at, Rank::Close)), 0);
    }

    /// Whether somebody whose time it is stays in overtime: a live contact waits that he may take, on a channel
    /// that serves its contacts to the end and closed (or closes now) while he was on duty.
    fn stays(&mut self, agent: u32) -> bool {
        let signed_on = self.stations[agent as usize].signed_on;
        let closed = |channel: u8| self.served_to_the_end(channel, signed_on);
        if self.waiting.len() == 0 || !(0..self.model.channels.len() as u8).any(closed) {
            return false;
        }
        for slot in 0..self.works.len() {
            if self.works.waits(slot)
                && self.served_to_the_end(self.works.at(slot).contact.channel, signed_on)
                && !self.has_given_up(self.works.at(slot))
                && self.reaches(agent, slot)
            {
                return true;
            }
        }
        false
    }

    /// Whether a channel serves its contacts to the end and closed (or closes now) since a moment.
    fn served_to_the_end(&self, channel: u8, since: Moment) -> bool {
        let facts = &self.model.channels[usize::from(channel)];
        let stretches = facts.opening.stretches();
        let closed = stretches.partition_point(|stretch| stretch.1 <= self.now).checked_sub(1);
        facts.kind == Kind::Live
            && facts.closing == Closing::Drain
            && !facts.opening.is_open(self.now)
            && closed.is_some_and(|last| stretches[last].1 >= since)
    }

    fn closing(&self, channel: usize) -> Option<Moment> {
        let stretches = self.model.channels[channel].opening.stretches();
        stretches.get(self.next_close[channel]).map(|stretch| stretch.1)
    }

    /// One or more channels close now.
    pub(super) fn close(&mut self) {
        for channel in 0..self.model.channels.len() {
            if self.closing(channel) != Some(self.now) {
                continue;
            }
            self.next_close[channel] += 1;
            let facts = &self.model.channels[channel];
            match facts.closing {
                // Who is on duty stays as long as somebody waits: seen when they would go.
                Closing::Drain => {}
                Closing::Clear => self.clear(channel),
            }
        }
        self.set_close();
    }

    fn clear(&mut self, channel: usize) {
        // Work begun and given back was answered: it waits on.
        let of_channel = |slot: &u32| {
            let work = self.works.at(*slot);
            usize::from(work.contact.channel) == channel && work.total == 0
        };
        let waiting: Vec<u32> = self.works.waiting().filter(of_channel).collect();
        for slot in waiting {
            // Close ranks after the end of patience: who gives up now has gone.
            if self.works.at(slot).leaves <= self.now {
                self.abandon(slot);
            } else {
                let work = self.see_off(slot);
                self.tell_left(&work.contact, Left::Unserved, self.now);
            }
        }
    }

    /// Tells of a contact that still waits when the run ends.
    pub(super) fn tell_end(&mut self, work: &Work) {
        if work.total > 0 {
            return;
        }
        let live = self.model.channels[usize::from(work.contact.channel)].kind == Kind::Live;
        let how = if !live && work.due > self.now { Left::Pending } else { Left::Unserved };
        self.tell_left(&work.contact, how, self.now);
    }

    /// Sets the leaves of the next interval boundary, if any team is planned by the interval.
    pub(super) fn set_boundary(&mut self) {
        let planned = self.teams_by_interval > 0;
        let at = Moment::from(self.boundary) * self.model.calendar.interval;
        let (on, off) =
            if planned { (instant(at, Rank::SignOn), instant(at, Rank::SignOff)) } else { (LATER, LATER) };
        self.agenda.set_timer(leaf::MORE_PEOPLE, on, 0);
        self.agenda.set_timer(leaf::FEWER_PEOPLE, off, 0);
    }

    /// People of a team on duty, and how many there are to be.
    fn planned(&mut self, team: usize) -> Option<(u32, u32)> {
        if !matches!(self.staffing.teams[team].plan, Plan::PerInterval(_)) {
            return None;
        }
        let day = (self.now / DAY) as u32;
        let interval = self.model.calendar.interval_of(self.now);
        let target = headcount(self.model, self.staffing, self.tenures, team as u16, day, interval)?;
        // Who is in overtime has been counted off.
        let stays =
            |agent: &u32| self.floor.is_signed_on(*agent) && self.stations[*agent as usize].duties.is_empty();
        let on = self.staffing.teams[team].agents.clone().filter(stays).count() as u32;
        // Some who were to go once they ended a handling may have left for good.
        self.excess[team] = self.excess[team].min(on);
        Some((on - self.excess[team], target))
    }

    /// Interval boundary: people come, in the order of their seats.
    pub(super) fn more_people(&mut self) {
        self.agenda.set_timer(leaf::MORE_PEOPLE, LATER, 0);
        for index in 0..self.teams_by_key.len() {
            let team = self.teams_by_key[index];
            let Some((on, target)) = self.planned(team) else { continue };
            let mut missing = target.saturating_sub(on);
            let stay = missing.min(self.excess[team]);
            self.excess[team] -= stay;
            missing -= stay;
            let day = (self.now / DAY) as u32;
            for agent in self.staffing.teams[team].agents.clone() {
                if missing > 0 && self.is_manned(agent, day) && self.floor.state(agent) == State::Away {
                    missing -= 1;
                    self.come(agent);
                }
            }
        }
    }

    /// Interval boundary: people go, idle ones first, then whoever ends a handling first.
    pub(super) fn fewer_people(&mut self) {
        for index in 0..self.teams_by_key.len() {
            let team = self.teams_by_key[index];
            let Some((on, target)) = self.planned(team) else { continue };
            let mut surplus = on.saturating_sub(target);
            while surplus > 0 {
                // Who leaves the seat now goes anyway.
                let stays = |agent: &u32| self.stations[*agent as usize].duties.is_empty();
                let Some(idle) = self.floor.free_in_team(team as u16, Free::Idle).find(stays) else { break };
                self.put(idle, State::Busy);
                self.sign_off(idle);
                surplus -= 1;
            }
            self.excess[team] += surplus;
        }
        self.boundary += 1;
        self.set_boundary();
    }
}
