//! Who is there: shifts, breaks, plans by interval, staying on at closing, and what people have in hand.
//!
//! In: the world. Out: the world, later. Must not know: how a choice among people or contacts is made.

use portflow::model::{Closing, Kind, Plan, Staffing};
use portflow::time::{DAY, Moment, NEVER, Span};
use portflow::workforce::stints::Stint;
use portflow::workforce::tenure::Tenures;

use super::desk::{Hand, Planned};
use super::events::{Rank, What};
use super::{Place, World};

/// A trained person holds the seat on a day.
pub(super) fn is_on_duty(tenures: &Tenures, agent: usize, day: u32) -> bool {
    let day = day as i32;
    let stints = tenures.stints(agent as u32);
    if is_closed(tenures, agent, day as u32) {
        return false;
    }
    stints.is_empty() || stints.iter().any(|stint| stint.begins <= day && day < stint.gone)
}

/// Somebody leaves the seat on a day.
pub(super) fn left_by_somebody(tenures: &Tenures, agent: usize, day: u32) -> bool {
    tenures.stints(agent as u32).iter().any(|stint| stint.gone == day as i32)
}

/// Which of those who ever hold the seat did so last.
fn generation(tenures: &Tenures, agent: usize, at: Moment) -> usize {
    let hired = |stint: &&Stint| Moment::from(stint.hired) <= at / DAY;
    tenures.stints(agent as u32).iter().filter(hired).count().max(1)
}

/// The seat has nobody on a day who could come.
pub(super) fn has_nobody(staffing: &Staffing, tenures: &Tenures, agent: usize, day: u32) -> bool {
    let unfilled = &staffing.agents[agent].unfilled;
    unfilled.as_ref().is_some_and(|days| days.start <= day && day < days.end)
        || !is_on_duty(tenures, agent, day)
}

/// There is no such seat on a day.
pub(super) fn is_closed(tenures: &Tenures, agent: usize, day: u32) -> bool {
    !tenures.has_seat(agent as u32, day)
}

impl World<'_> {
    /// Plans everybody's shifts and breaks, and every team's intervals.
    pub(super) fn plan_duty(&mut self) {
        for agent in 0..self.desks.len() {
            for (shift, planned) in self.desks[agent].shifts.clone().into_iter().enumerate() {
                self.plan_for(agent, planned.begins, Rank::SignOn, What::SignOn { agent, shift });
                self.plan_for(agent, planned.ends, Rank::SignOff, What::SignOff { agent, shift });
                for (number, &(start, _, _)) in planned.breaks.iter().enumerate() {
                    self.plan_for(agent, start, Rank::SignOff, What::Break { agent, shift, number });
                }
            }
        }
        for (team, data) in self.staffing.teams.iter().enumerate() {
            match data.plan {
                Plan::Shifts => {}
                Plan::Always => {
                    for agent in data.agents.clone() {
                        let agent = agent as usize;
                        for (shift, (begins, ends)) in self.filled(agent).into_iter().enumerate() {
                            self.desks[agent].shifts.push(Planned { begins, ends, breaks: Vec::new() });
                            self.plan_for(agent, begins, Rank::SignOn, What::SignOn { agent, shift });
                            self.plan_for(agent, ends, Rank::SignOff, What::SignOff { agent, shift });
                        }
                    }
                }
                Plan::PerInterval(_) => {
                    for agent in data.agents.clone().map(|agent| agent as usize) {
                        for (_, leaves) in self.filled(agent) {
                            self.plan_for(agent, leaves, Rank::SignOff, What::SignOff { agent, shift: 0 });
                        }
                    }
                    let interval = self.model.calendar.interval;
                    for number in 0..self.model.calendar.end() / interval {
                        self.plan_team(team, number * interval, Rank::SignOn, What::PlanRises { team });
                        self.plan_team(team, number * interval, Rank::SignOff, What::PlanFalls { team });
                    }
                }
            }
        }
    }

    pub(super) fn shift_begins(&mut self, agent: usize, shift: usize) {
        let ends = self.desks[agent].shifts[shift].ends;
        self.desks[agent].shift = shift;
        self.signs_on(agent, ends);
    }

    fn signs_on(&mut self, agent: usize, ends: Moment) {
        self.note_agent(agent, "signs on");
        let now = self.now;
        let desk = &mut self.desks[agent];
        if desk.on_since.is_some() {
            // Still there from the shift before: he simply goes on.
            if desk.on_break.is_none() {
                desk.count_until(now);
            }
            desk.ends = ends;
            desk.breaks_taken = 0;
            if desk.staying && desk.hand.is_none() && desk.on_break.is_none() {
                self.freed(agent);
            }
            return;
        }
        desk.on_since = Some(now);
        desk.counted = now;
        desk.ends = ends;
        desk.breaks_taken = 0;
        self.freed(agent);
    }

    /// A person has nothing in hand any more, or comes: he goes if he should, else he takes what comes first.
    fn freed(&mut self, agent: usize) {
        let now = self.now;
        let desk = &mut self.desks[agent];
        desk.idle_since = now;
        desk.staying = false;
        if desk.ends <= now {
            if !self.must_stay(agent) {
                return self.signs_off(agent);
            }
            self.note_agent(agent, "stays");
            self.desks[agent].staying = true;
        } else if desk.next_break().is_some_and(|(start, _, _)| start <= now) {
            return self.goes_on_break(agent);
        }
        self.pull(agent);
    }

    /// Somebody still waits whom he may serve, on a live channel that closed while he was on duty.
    fn must_stay(&self, agent: usize) -> bool {
        let since = self.desks[agent].on_since.expect("signed on");
        self.waiting().into_iter().any(|item| {
            let channel = &self.model.channels[usize::from(self.items[item].contact.channel)];
            let closed =
                channel.opening.stretches().iter().map(|&(_, close)| close).rfind(|&close| close <= self.now);
            channel.kind == Kind::Live
                && channel.closing == Closing::Drain
                && !channel.opening.is_open(self.now)
                && closed.is_some_and(|closed| closed >= since)
                && self.way(item, agent).is_some()
        })
    }

    /// Those who stayed and have nobody left to stay for go.
    pub(super) fn release_those_who_stayed(&mut self) {
        loop {
            let mut staying: Vec<usize> = (0..self.desks.len())
                .filter(|&agent| self.desks[agent].staying && self.desks[agent].hand.is_none())
                .filter(|&agent| !self.must_stay(agent))
                .collect();
            staying.sort_by_key(|&agent| self.tie(agent));
            let Some(&agent) = staying.first() else { return };
            self.signs_off(agent);
        }
    }

    pub(super) fn shift_ends(&mut self, agent: usize, shift: usize) {
        let desk = &self.desks[agent];
        // Who was told to leave before is in overtime already.
        if desk.on_since.is_some() && desk.shift == shift && desk.ends == self.now {
            self.told_to_leave(agent);
        }
    }

    /// His sign-off has come. Live work is finished first, other work put aside.
    fn told_to_leave(&mut self, agent: usize) {
        self.desks[agent].ends = self.now;
        if self.has_live_in_hand(agent) {
            return;
        }
        self.puts_aside(agent);
        if self.desks[agent].on_break.is_some() {
            // A break is not shortened: he goes when it is over.
            return;
        }
        if self.must_stay(agent) {
            self.note_agent(agent, "stays");
            self.desks[agent].staying = true;
            self.pull(agent);
        } else {
            self.signs_off(agent);
        }
    }

    fn signs_off(&mut self, agent: usize) {
        self.note_agent(agent, "signs off");
        let now = self.now;
        let desk = &mut self.desks[agent];
        assert!(desk.hand.is_none(), "nobody leaves work in hand");
        if desk.on_break.is_none() {
            desk.count_until(now);
        }
        desk.on_since = None;
        desk.on_break = None;
        desk.staying = false;
        // A successor is somebody else.
        let last = desk.shifts.get(desk.shift).map_or(now, |shift| shift.begins);
        let mine = generation(self.tenures, agent, last);
        let next = desk
            .shifts
            .iter()
            .map(|shift| shift.begins)
            .find(|&begins| begins > now)
            .filter(|&begins| generation(self.tenures, agent, begins) == mine);
        self.look_for_passed_rungs();
        for item in self.desks[agent].aside.clone() {
            if next.is_none_or(|next| next >= self.model.calendar.end() || next > self.items[item].due) {
                self.desks[agent].aside.retain(|held| *held != item);
                self.gives_back(item, agent);
                self.offered_again(item);
            }
        }
    }

    /// The time of a break has come; it waits for the end of live work and of a break before it.
    pub(super) fn break_begins(&mut self, agent: usize, shift: usize, number: usize) {
        let desk = &self.desks[agent];
        let is_next = desk.on_since.is_some() && desk.shift == shift && desk.breaks_taken == number;
        if !is_next || desk.ends <= self.now || desk.on_break.is_some() || self.has_live_in_hand(agent) {
            return;
        }
        self.puts_aside(agent);
        self.goes_on_break(agent);
    }

    fn goes_on_break(&mut self, agent: usize) {
        let (_, length, passes) = self.desks[agent].next_break().expect("a break");
        self.desks[agent].breaks_taken += 1;
        self.note_agent(agent, "goes on break");
        let until = self.now + length;
        self.desks[agent].count_until(self.now);
        self.desks[agent].on_break = Some((until, passes));
        self.plan_for(agent, until, Rank::SignOn, What::BackFromBreak { agent });
        if passes {
            self.look_for_passed_rungs();
        }
    }

    pub(super) fn back_from_break(&mut self, agent: usize) {
        let now = self.now;
        let desk = &mut self.desks[agent];
        if desk.on_break.is_some_and(|(until, _)| until == now) {
            desk.on_break = None;
            desk.counted = now;
            self.note_agent(agent, "is back");
            self.freed(agent);
        }
    }

    fn has_live_in_hand(&self, agent: usize) -> bool {
        self.desks[agent].hand.is_some_and(|hand| self.kind(hand.item) == Kind::Live)
    }

    /// An agent takes a contact in hand, putting aside what he has.
    pub(super) fn takes(&mut self, agent: usize, item: usize, left: Span, class: u8) {
        self.puts_aside(agent);
        let ends = self.now + left;
        self.desks[agent].hand = Some(Hand { item, since: self.now, ends, class });
        self.plan_for(agent, ends, Rank::HandleEnd, What::HandleEnd { agent });
    }

    /// The stretch of work in hand ends now.
    fn lets_go(&mut self, agent: usize) -> Option<Hand> {
        let hand = self.desks[agent].hand.take()?;
        self.desks[agent].busy.push((hand.since, self.now));
        Some(hand)
    }

    /// What he has in hand keeps what is left of it.
    fn puts_aside(&mut self, agent: usize) {
        let Some(hand) = self.lets_go(agent) else { return };
        self.note(hand.item, &format!("put aside by {agent}"));
        // What is interrupted at the very end is not yet over.
        let left = (hand.ends - self.now).max(1);
        let begun = self.items[hand.item].begun.as_mut().expect("begun");
        begun.1 = left;
        self.items[hand.item].place = Place::Aside;
        self.desks[agent].aside.push(hand.item);
    }

    fn gives_back(&mut self, item: usize, agent: usize) {
        self.note(item, "given back");
        let (whole, left) = self.items[item].begun.expect("begun");
        let spent = whole - left - self.items[item].credited;
        self.items[item].credited += spent;
        self.desks[agent].credited += spent;
        self.items[item].place = Place::Waiting;
    }

    pub(super) fn handle_ends(&mut self, agent: usize) {
        if self.desks[agent].hand.is_none_or(|hand| hand.ends != self.now) {
            return;
        }
        let hand = self.lets_go(agent).expect("in hand");
        self.finishes(hand.item, agent);
        let team = usize::from(self.staffing.agents[agent].team);
        if self.leaving[team] > 0 && self.desks[agent].ends > self.now {
            self.leaving[team] -= 1;
            self.desks[agent].ends = self.now;
        }
        self.freed(agent);
    }

    /// People of a team that its plan counts on: signed on and not told to leave.
    fn counted_on(&self, team: usize) -> Vec<usize> {
        let agents = self.staffing.teams[team].agents.clone();
        agents
            .map(|agent| agent as usize)
            .filter(|&agent| self.desks[agent].on_since.is_some() && self.desks[agent].ends > self.now)
            .collect()
    }

    fn planned(&self, team: usize) -> usize {
        let Plan::PerInterval(plan) = &self.staffing.teams[team].plan else { unreachable!("by interval") };
        let called = plan[self.model.calendar.interval_of(self.now)] as usize;
        // The first seats are called on; those without a person are not made up for.
        self.by_seat(team).into_iter().take(called).filter(|&agent| !self.has_nobody_today(agent)).count()
    }

    fn by_seat(&self, team: usize) -> Vec<usize> {
        let mut seats: Vec<usize> =
            self.staffing.teams[team].agents.clone().map(|agent| agent as usize).collect();
        seats.sort_by_key(|&agent| self.model.people[self.staffing.agents[agent].person as usize].seat);
        seats
    }

    fn has_nobody_today(&self, agent: usize) -> bool {
        has_nobody(self.staffing, self.tenures, agent, (self.now / DAY) as u32)
    }

    /// Stretches of days on which a seat has somebody who could come, as moments; one that lasts to the end never ends.
    fn filled(&self, agent: usize) -> Vec<(Moment, Moment)> {
        let mut stretches: Vec<(Moment, Moment)> = Vec::new();
        for day in 0..self.model.calendar.days {
            let midnight = Moment::from(day) * DAY;
            if has_nobody(self.staffing, self.tenures, agent, day) {
                continue;
            }
            match stretches.last_mut() {
                Some((_, end)) if *end == midnight => *end += DAY,
                _ => stretches.push((midnight, midnight + DAY)),
            }
        }
        for (_, end) in &mut stretches {
            if *end == self.model.calendar.end() {
                *end = NEVER;
            }
        }
        stretches
    }

    /// More people than before: those marked to leave stay, then more sign on in the order of their seats.
    pub(super) fn plan_rises(&mut self, team: usize) {
        let there = self.counted_on(team).len();
        self.leaving[team] = self.leaving[team].min(there as u32);
        let kept = there - self.leaving[team] as usize;
        let more = self.planned(team).saturating_sub(kept);
        let unmarked = more.min(self.leaving[team] as usize);
        self.leaving[team] -= unmarked as u32;
        let mut seats = self.by_seat(team);
        seats.retain(|&agent| self.desks[agent].on_since.is_none() && !self.has_nobody_today(agent));
        for agent in seats.into_iter().take(more - unmarked) {
            let until = self.filled(agent).into_iter().find(|(from, to)| *from <= self.now && self.now < *to);
            self.signs_on(agent, until.expect("a person").1);
        }
    }

    /// Fewer people than before: the idle go, longest idle first; then whoever ends a handling.
    pub(super) fn plan_falls(&mut self, team: usize) {
        loop {
            let there = self.counted_on(team);
            self.leaving[team] = self.leaving[team].min(there.len() as u32);
            let kept = there.len() - self.leaving[team] as usize;
            if kept <= self.planned(team) {
                return;
            }
            let idle = there.into_iter().filter(|&agent| self.desks[agent].hand.is_none());
            match idle.min_by_key(|&agent| (self.desks[agent].idle_since, self.tie(agent))) {
                Some(agent) => self.told_to_leave(agent),
                None => self.leaving[team] += 1,
            }
        }
    }

    /// The run is over: what is under way is counted up to here.
    pub(super) fn run_ends_for(&mut self, agent: usize) {
        self.lets_go(agent);
        if self.desks[agent].on_since.is_some() && self.desks[agent].on_break.is_none() {
            let now = self.now;
            self.desks[agent].count_until(now);
        }
    }
}
