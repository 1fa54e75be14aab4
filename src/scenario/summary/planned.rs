//! Who is planned to be there, by quarters of an hour: in an ordinary week, or day by day of the run.
//!
//! In: a model, a staffing. Out: [`Hours`] of people, and those in which contacts may come over a channel. Must not know:
//! ladders, accounts; illness, leave that is drawn, and breaks: they come on top.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Agent, Leave, Model, Plan, Staffing, Traced};
use crate::time::{DAY, MINUTE, Moment, Span};
use crate::workforce::timeline::{is_filled, is_holiday};

/// The grain of the search.
pub(super) const SLOT: Span = 15 * MINUTE;
/// Slots of a day; a day of them goes into a number of 128 bits.
pub(super) const PER_DAY: usize = (DAY / SLOT) as usize;

const WHOLE_DAY: u128 = (1 << PER_DAY) - 1;

/// Which days are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// The seven of an ordinary week, Monday first, with everybody who comes at some time of the run: no holidays, no leave.
    Week,
    /// Those of the run, with holidays, dates of leave, and seats that come and go.
    Run,
}

/// Some slots of a number of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours(Vec<u128>);

impl Hours {
    pub(super) fn none(days: usize) -> Self {
        Self(vec![0; days])
    }

    pub(super) fn all(days: usize) -> Self {
        Self(vec![WHOLE_DAY; days])
    }

    pub(super) fn slots(&self) -> usize {
        self.0.len() * PER_DAY
    }

    pub(super) fn has(&self, slot: usize) -> bool {
        self.0[slot / PER_DAY] >> (slot % PER_DAY) & 1 == 1
    }

    /// The last slot.
    pub(super) fn last(&self) -> Option<usize> {
        let day = self.0.iter().rposition(|day| *day != 0)?;
        Some(day * PER_DAY + self.0[day].ilog2() as usize)
    }

    pub(super) fn is_all(&self) -> bool {
        self.0.iter().all(|day| *day == WHOLE_DAY)
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.join_days(other, 0..self.0.len());
    }

    /// Joins those of some days.
    pub(super) fn join_days(&mut self, other: &Self, days: Range<usize>) {
        for (day, more) in self.0[days.clone()].iter_mut().zip(&other.0[days]) {
            *day |= more;
        }
    }

    /// Whether both have a slot that a third has not.
    pub(super) fn share_beyond(&self, other: &Self, third: &Self) -> bool {
        self.0.iter().zip(&other.0).zip(&third.0).any(|((one, other), third)| one & other & !third != 0)
    }

    /// Adds hours of a day; what lies beyond midnight belongs to the next day, and behind the Sunday of a week to its Monday.
    fn add(&mut self, day: i64, (from, to): (Span, Span), days: Days) {
        let all = self.slots() as i64;
        for slot in from / SLOT..(to + SLOT - 1) / SLOT {
            let mut at = day * PER_DAY as i64 + slot;
            if days == Days::Week {
                at = at.rem_euclid(all);
            }
            if (0..all).contains(&at) {
                self.0[at as usize / PER_DAY] |= 1 << (at as usize % PER_DAY);
            }
        }
    }
}

impl Days {
    /// How many.
    pub(super) fn count(self, model: &Model) -> usize {
        match self {
            Self::Week => 7,
            Self::Run => model.calendar.days as usize,
        }
    }

    /// When contacts may come over a channel: while it is open, on days of the run on which any come.
    pub(super) fn open(self, model: &Model, channel: usize) -> Hours {
        let calendar = &model.calendar;
        let mut hours = Hours::none(self.count(model));
        let logged: Option<BTreeSet<u32>> = model.volume.trace.as_ref().map(|log| {
            let ours = log.rows.iter().filter(|row| usize::from(row.channel) == channel);
            let days: BTreeSet<u32> = ours.map(Traced::day).collect();
            (0..calendar.days).filter(|day| log.sources(*day).any(|from| days.contains(&from))).collect()
        });
        let comes = |day: u32| {
            logged.as_ref().map_or_else(
                || model.volume.day_factor[channel][day as usize] > 0.0,
                |days| days.contains(&day),
            )
        };
        for at in 0..self.count(model) as u32 {
            let day = match self {
                Self::Week => calendar.weekday(at),
                Self::Run if comes(at) => at as usize,
                Self::Run => continue,
            };
            for slot in 0..PER_DAY {
                let middle = Moment::from(at) * DAY + slot as i64 * SLOT + SLOT / 2;
                if model.channels[channel].opening.is_open(middle) {
                    hours.0[day] |= 1 << slot;
                }
            }
        }
        hours
    }

    /// When contacts of a group come over a channel: while it is open, at times of the day at which any do.
    pub(super) fn asked(self, model: &Model, channel: usize, group: usize) -> Hours {
        let mut hours = self.open(model, channel);
        if model.volume.trace.is_some() {
            return hours;
        }
        let calendar = &model.calendar;
        let profile = &model.volume.profiles[model.groups[group].profile[channel]];
        for (day, slots) in hours.0.iter_mut().enumerate() {
            let weekday = if self == Self::Week { day } else { calendar.weekday(day as u32) };
            let until = |interval: usize| profile.cumulative[weekday].get(interval).copied();
            for slot in 0..PER_DAY {
                let interval = (slot as Span * SLOT / calendar.interval) as usize;
                let before = interval.checked_sub(1).map_or(0.0, |before| until(before).unwrap_or(0.0));
                if !until(interval).is_some_and(|until| until > before) {
                    *slots &= !(1 << slot);
                }
            }
        }
        hours
    }

    /// When somebody is planned to be there.
    pub(super) fn of_agent(self, model: &Model, staffing: &Staffing, agent: u32) -> Hours {
        let calendar = &model.calendar;
        let member = &staffing.agents[agent as usize];
        let plan = &staffing.teams[usize::from(member.team)].plan;
        let mut hours = Hours::none(self.count(model));
        // What began on the night before the first day of a run is worked.
        let first = if self == Self::Week { 0 } else { -1 };
        for day in first..self.count(model) as i64 {
            let weekday = match self {
                Self::Week => day as usize,
                Self::Run if is_there(model, staffing, member, day) => calendar.weekday(day),
                Self::Run => continue,
            };
            match (plan, member.shift) {
                (Plan::PerInterval(counts), _) => {
                    for (interval, _) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                        let from = interval as i64 * calendar.interval;
                        hours.add(day, (from, from + calendar.interval), self);
                    }
                }
                (Plan::Shifts, Some(shift)) => {
                    if let Some(worked) = model.shifts[usize::from(shift)].hours[weekday] {
                        hours.add(day, worked, self);
                    }
                }
                _ => hours.add(day, (0, DAY), self),
            }
        }
        hours
    }
}

/// Whether some day of the run may be other than that of an ordinary week.
pub(super) fn has_dates(model: &Model, staffing: &Staffing) -> bool {
    !staffing.reorganisations.is_empty()
        || staffing.teams.iter().any(|team| !model.sites[usize::from(team.site)].holidays.is_empty())
        || staffing.agents.iter().any(|agent| {
            let person = &model.people[agent.person as usize];
            agent.unfilled.is_some()
                || !agent.closed.is_empty()
                || matches!(person.leave, Leave::Dates(_))
                || !model.sites[usize::from(person.site)].holidays.is_empty()
        })
}

/// Whether somebody is planned to come on a day of the run or on its eve, as far as dates say it.
fn is_there(model: &Model, staffing: &Staffing, member: &Agent, day: i64) -> bool {
    let calendar = &model.calendar;
    let team = &staffing.teams[usize::from(member.team)];
    let counted = day.max(0) as u32;
    // Who reviews a team may keep a seat that is closed otherwise.
    let closed = team.review.is_none() && !member.has_seat(counted);
    if closed || !is_filled(member, counted) {
        return false;
    }
    match team.plan {
        Plan::Shifts => {
            let person = &model.people[member.person as usize];
            let ahead = member.shift.map_or(0, |shift| model.shifts[usize::from(shift)].days_ahead);
            let day = day + i64::from(ahead);
            !person.leave.is_on(calendar.date(day))
                && !is_holiday(&model.sites[usize::from(person.site)], calendar, day)
        }
        // Leave is taken off already, and a plan by the interval is one for open days.
        Plan::PerInterval(_) => {
            model.is_open_on(counted) && !is_holiday(&model.sites[usize::from(team.site)], calendar, day)
        }
        Plan::Always => true,
    }
}
