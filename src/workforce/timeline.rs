//! Working hours as moments: when a person signs on and off and rests on a day, and what is paid for it.
//!
//! In: shifts, sites, plans, the calendar, presence, tenures. Out: [`DatedShift`], headcounts by interval, [`Hours`]. Must not
//! know: what a person does while on duty, money.

use std::ops::Range;

use super::presence::Presence;
use super::tenure::Tenures;
use crate::model::{Agent, Calendar, Model, Plan, Premium, Shift, Site, Staffing};
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
pub struct DatedShift<'m> {
    /// Start of the shift.
    pub sign_on: Moment,
    /// Planned end; may lie beyond midnight.
    pub sign_off: Moment,
    /// The day of the run, by the date at the site, on which it starts: holidays, leave and absence are of such days.
    pub day: i64,
    midnight: Moment,
    shift: &'m Shift,
}

impl<'m> DatedShift<'m> {
    /// The shift as it starts on a day of the scenario's clock, the eve of the run maybe; `None` on weekdays
    /// without hours and on the site's holidays.
    pub fn by_clock(shift: &'m Shift, site: &Site, calendar: &Calendar, day: impl Into<i64>) -> Option<Self> {
        let day = day.into();
        let (start, end) = shift.hours[calendar.weekday(day)]?;
        let at_site = day + i64::from(shift.days_ahead);
        if start >= end || is_holiday(site, calendar, at_site) {
            return None;
        }
        let midnight = day * DAY;
        Some(Self { sign_on: midnight + start, sign_off: midnight + end, day: at_site, midnight, shift })
    }

    /// The shift as it starts on a day of the run by the date at the site.
    pub fn at_site(shift: &'m Shift, site: &Site, calendar: &Calendar, day: u32) -> Option<Self> {
        Self::by_clock(shift, site, calendar, i64::from(day) - i64::from(shift.days_ahead))
    }

    /// The day of the run whose people work it, for seats change hands at the midnights of the scenario's clock: what
    /// starts on the eve is worked by those of the first day.
    pub fn seated(&self, calendar: &Calendar) -> u32 {
        let last = i64::from(calendar.days) - 1;
        self.midnight.div_euclid(DAY).clamp(0, last.max(0)) as u32
    }

    /// Its breaks as the seat takes them whose `turn` it is, in order. A break that does not lie wholly inside the weekday's hours (a lunch on a short Friday) is
    /// left out.
    pub fn breaks(&self, turn: u32) -> impl Iterator<Item = Rest> + use<'m> {
        let Self { sign_on, sign_off, midnight, shift, .. } = *self;
        shift.breaks.iter().filter_map(move |rest| {
            let (start, end) = rest.planned(turn);
            let (from, to) = (midnight + start, midnight + end);
            (from >= sign_on && to <= sign_off && from < to).then_some(Rest {
                from,
                to,
                paid: rest.paid,
                passes: rest.passes,
            })
        })
    }

    /// Paid time of that seat: the shift less its unpaid breaks.
    pub fn paid(&self, turn: u32) -> Span {
        let unpaid: Span = self.breaks(turn).filter(|rest| !rest.paid).map(|rest| rest.to - rest.from).sum();
        self.sign_off - self.sign_on - unpaid
    }

    /// Time on duty of that seat: the shift less all its breaks.
    pub fn on_duty(&self, turn: u32) -> Span {
        let rests: Span = self.breaks(turn).map(|rest| rest.to - rest.from).sum();
        self.sign_off - self.sign_on - rests
    }
}

/// Whether nobody works at a site on a day, the run's or one before or after it.
pub fn is_holiday(site: &Site, calendar: &Calendar, day: impl Into<i64>) -> bool {
    !site.holidays.is_empty() && site.holidays.contains(&calendar.date(day))
}

/// Whether a seat has a person on a day of the run.
#[inline]
pub fn is_filled(agent: &Agent, day: u32) -> bool {
    !agent.unfilled.as_ref().is_some_and(|days| days.contains(&day))
}

/// How many of a team are on duty in an interval of a day; `None` where their shifts say it.
///
/// A plan by the interval calls on seats in order: what one without a trained person would have worked stays undone,
/// for its colleagues have hours of their own.
pub fn headcount(
    model: &Model,
    staffing: &Staffing,
    tenures: &Tenures,
    team: u16,
    day: u32,
    interval: usize,
) -> Option<u32> {
    let is_manned =
        |seat: u32| is_filled(&staffing.agents[seat as usize], day) && tenures.is_on_duty(seat, day);
    called(model, staffing, (team, day, interval))
        .map(|seats| seats.filter(|seat| is_manned(*seat)).count() as u32)
}

/// The seats that a team's plan calls on in an interval of a day; `None` where their shifts say it.
fn called(
    model: &Model,
    staffing: &Staffing,
    (team, day, interval): (u16, u32, usize),
) -> Option<Range<u32>> {
    let team = &staffing.teams[usize::from(team)];
    let Range { start, end } = team.agents;
    match &team.plan {
        Plan::Shifts => None,
        Plan::Always => Some(start..end),
        Plan::PerInterval(plan) => {
            let site = &model.sites[usize::from(team.site)];
            // A plan by the interval is one for open days.
            if is_holiday(site, &model.calendar, day) || !model.is_open_on(day) {
                return Some(start..start);
            }
            let called = plan.get(interval).copied().unwrap_or(0);
            Some(start..end.min(start + called))
        }
    }
}

/// Person-time of a team, in µs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// Shifts less unpaid breaks, whether the person came or not: leave, absence and training are paid.
    pub paid: Span,
    /// Of these, what was not planned leave.
    pub planned: Span,
    /// Of these, what was worked: neither absence nor training (without overtime; paid breaks included).
    pub worked: Span,
    /// Σ share × paid time in the windows of the site's premiums.
    pub premium: Span,
}

impl std::ops::AddAssign for Hours {
    fn add_assign(&mut self, other: Self) {
        self.paid += other.paid;
        self.planned += other.planned;
        self.worked += other.worked;
        self.premium += other.premium;
    }
}

/// The person-time of a team on a day, attributed to the day on which shifts start by the date at their site.
///
/// Under a plan per interval (and `always`) leave and absence are already taken off: all three figures are the plan's.
pub fn hours(
    model: &Model,
    staffing: &Staffing,
    presence: &Presence,
    tenures: &Tenures,
    team: u16,
    day: u32,
) -> Hours {
    let seats = staffing.teams[usize::from(team)].agents.clone();
    hours_of(model, staffing, presence, tenures, (team, seats), day)
}

/// The same of some seats of a team.
pub fn hours_of(
    model: &Model,
    staffing: &Staffing,
    presence: &Presence,
    tenures: &Tenures,
    (team, wanted): (u16, Range<u32>),
    day: u32,
) -> Hours {
    let calendar = &model.calendar;
    let mut sum = Hours::default();
    let is_paid =
        |seat: u32, day: u32| is_filled(&staffing.agents[seat as usize], day) && tenures.is_filled(seat, day);
    match &staffing.teams[usize::from(team)].plan {
        Plan::Shifts => {
            for seat in wanted {
                let agent = &staffing.agents[seat as usize];
                let Some(shift) = agent.shift else { continue };
                let shift = &model.shifts[usize::from(shift)];
                let site = &model.sites[usize::from(model.people[agent.person as usize].site)];
                let Some(dated) = DatedShift::at_site(shift, site, calendar, day) else { continue };
                let seated = dated.seated(calendar);
                if !is_paid(seat, seated) {
                    continue;
                }
                let paid = dated.paid(agent.turn);
                sum.paid += paid;
                let premiums = premiums(model, model.people[agent.person as usize].site);
                if !premiums.is_empty() {
                    sum.premium += on_top(premiums, calendar, dated.sign_on, dated.sign_off);
                    for rest in dated.breaks(agent.turn).filter(|rest| !rest.paid) {
                        sum.premium -= on_top(premiums, calendar, rest.from, rest.to);
                    }
                }
                if !presence.is_on_leave(agent.person, day) {
                    sum.planned += paid;
                }
                if presence.is_present(agent.person, day) && tenures.is_on_duty(seat, seated) {
                    sum.worked += paid;
                }
            }
        }
        Plan::Always | Plan::PerInterval(_) => {
            let premiums = premiums(model, staffing.teams[usize::from(team)].site);
            for interval in 0..calendar.intervals() {
                let from = Moment::from(day) * DAY + interval as i64 * calendar.interval;
                let premium = on_top(premiums, calendar, from, from + calendar.interval);
                let seats = called(model, staffing, (team, day, interval)).unwrap_or_default();
                let seats = seats.start.max(wanted.start)..seats.end.min(wanted.end);
                for seat in seats.filter(|seat| is_paid(*seat, day)) {
                    sum.paid += calendar.interval;
                    sum.premium += premium;
                    sum.planned += calendar.interval;
                    sum.worked += if tenures.is_on_duty(seat, day) { calendar.interval } else { 0 };
                }
            }
        }
    }
    sum
}

/// What a site pays on top of its hourly cost.
fn premiums(model: &Model, site: u16) -> &[Premium] {
    model.money.site(usize::from(site)).map_or(&[], |costs| costs.premiums.as_slice())
}

/// Σ share × time of a stretch in the windows of premiums, to the nearest µs.
fn on_top(premiums: &[Premium], calendar: &Calendar, from: Moment, to: Moment) -> Span {
    let weighed = |one: &Premium| one.share * one.within(calendar, from, to) as f64;
    premiums.iter().map(weighed).sum::<f64>().round() as Span
}
