//! Working hours as moments: when a person signs on and off and rests on a day, and what is paid for it.
//!
//! In: shifts, sites, plans, the calendar, presence. Out: [`Duty`] of a shift on a day, headcounts by interval, [`Hours`].
//! Must not know: what a person does while on duty, money.

use super::presence::Presence;
use crate::model::{Agent, Calendar, Model, Plan, Shift, Site, Staffing};
use crate::time::{DAY, Moment, Span};

/// A break in moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// Planned start.
    pub from: Moment,
    /// Planned end.
    pub to: Moment,
    /// It counts as paid time.
    pub paid: bool,
    /// It counts as absence for ladders.
    pub passes: bool,
}

/// A shift worked on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duty<'m> {
    /// Start of the shift.
    pub sign_on: Moment,
    /// Planned end; may lie beyond midnight.
    pub sign_off: Moment,
    midnight: Moment,
    shift: &'m Shift,
}

impl<'m> Duty<'m> {
    /// The duty of a shift on a day of the run; `None` on weekdays without hours and on the site's holidays.
    pub fn of(shift: &'m Shift, site: &Site, calendar: &Calendar, day: u32) -> Option<Self> {
        let (start, end) = shift.hours[calendar.weekday(day)]?;
        if start >= end || is_holiday(site, calendar, day) {
            return None;
        }
        let midnight = Moment::from(day) * DAY;
        Some(Self { sign_on: midnight + start, sign_off: midnight + end, midnight, shift })
    }

    /// Its breaks, in order. A break that does not lie wholly inside the weekday's hours (a lunch on a short Friday) is
    /// left out.
    pub fn breaks(&self) -> impl Iterator<Item = Rest> + use<'m> {
        let Self { sign_on, sign_off, midnight, shift } = *self;
        shift.breaks.iter().filter_map(move |rest| {
            let from = midnight + rest.start;
            let to = from + rest.length;
            (from >= sign_on && to <= sign_off && from < to).then_some(Rest {
                from,
                to,
                paid: rest.paid,
                passes: rest.passes,
            })
        })
    }

    /// Paid time: the shift less its unpaid breaks.
    pub fn paid(&self) -> Span {
        let unpaid: Span = self.breaks().filter(|rest| !rest.paid).map(|rest| rest.to - rest.from).sum();
        self.sign_off - self.sign_on - unpaid
    }

    /// Time on duty: the shift less all its breaks.
    pub fn on_duty(&self) -> Span {
        let rests: Span = self.breaks().map(|rest| rest.to - rest.from).sum();
        self.sign_off - self.sign_on - rests
    }
}

/// Whether nobody works at a site on a day of the run.
pub fn is_holiday(site: &Site, calendar: &Calendar, day: u32) -> bool {
    !site.holidays.is_empty() && site.holidays.contains(&calendar.start.plus_days(day as i32))
}

/// Whether a seat has a person on a day of the run.
#[inline]
pub fn is_filled(agent: &Agent, day: u32) -> bool {
    !agent.unfilled.as_ref().is_some_and(|days| days.contains(&day))
}

/// How many of a team are on duty in an interval of a day; `None` where their shifts say it.
///
/// A plan by the interval calls on seats in order: what an unfilled one would have worked stays undone, for its
/// colleagues have hours of their own.
pub fn headcount(model: &Model, staffing: &Staffing, team: u16, day: u32, interval: usize) -> Option<u32> {
    let team = &staffing.teams[usize::from(team)];
    let agents = &staffing.agents[team.agents.start as usize..team.agents.end as usize];
    let filled = |seats: &[Agent]| seats.iter().filter(|agent| is_filled(agent, day)).count() as u32;
    match &team.plan {
        Plan::Shifts => None,
        Plan::Always => Some(filled(agents)),
        Plan::PerInterval(plan) => {
            let site = &model.sites[usize::from(team.site)];
            // A plan by the interval is one for open days.
            if is_holiday(site, &model.calendar, day) || !model.is_open_on(day) {
                return Some(0);
            }
            let called = plan.get(interval).copied().unwrap_or(0) as usize;
            Some(filled(&agents[..called.min(agents.len())]))
        }
    }
}

/// Person-time of a team, in µs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// Shifts less unpaid breaks, whether the person came or not: leave and absence are paid.
    pub paid: Span,
    /// Of these, what was not planned leave.
    pub planned: Span,
    /// Of these, what was worked: not absent either (without overtime; paid breaks included).
    pub worked: Span,
}

impl std::ops::AddAssign for Hours {
    fn add_assign(&mut self, other: Self) {
        self.paid += other.paid;
        self.planned += other.planned;
        self.worked += other.worked;
    }
}

/// The person-time of a team on a day, attributed to the day on which shifts start.
///
/// Under a plan per interval (and `always`) leave and absence are already taken off: all three figures are the plan's.
pub fn hours(model: &Model, staffing: &Staffing, presence: &Presence, team: u16, day: u32) -> Hours {
    let members = staffing.teams[usize::from(team)].agents.clone();
    let calendar = &model.calendar;
    let mut sum = Hours::default();
    match &staffing.teams[usize::from(team)].plan {
        Plan::Shifts => {
            for agent in &staffing.agents[members.start as usize..members.end as usize] {
                let Some(shift) = agent.shift.filter(|_| is_filled(agent, day)) else { continue };
                let shift = &model.shifts[usize::from(shift)];
                let site = &model.sites[usize::from(model.people[agent.person as usize].site)];
                let Some(duty) = Duty::of(shift, site, calendar, day) else {
                    continue;
                };
                let paid = duty.paid();
                sum.paid += paid;
                if !presence.is_on_leave(agent.person, day) {
                    sum.planned += paid;
                }
                if presence.is_present(agent.person, day) {
                    sum.worked += paid;
                }
            }
        }
        Plan::Always | Plan::PerInterval(_) => {
            let intervals = 0..calendar.intervals();
            let present: Span = intervals
                .filter_map(|interval| headcount(model, staffing, team, day, interval))
                .map(|count| Span::from(count) * calendar.interval)
                .sum();
            sum = Hours { paid: present, planned: present, worked: present };
        }
    }
    sum
}
