//! Who has anything to do on some days: whose loss can be felt at all.
//!
//! In: a staffing, days of the run. Out: yes or no. Must not know: what is played.

use std::ops::Range;

use crate::model::{Model, Plan, Staffing};
use crate::workforce::tenure::Tenures;
use crate::workforce::timeline::{DatedShift, headcount, is_filled};

/// Whether a person is planned to be on duty on any of the days, illness apart.
pub(super) fn has_duty(model: &Model, staffing: &Staffing, agent: u32, mut days: Range<u32>) -> bool {
    let seat = &staffing.agents[agent as usize];
    let person = &model.people[seat.person as usize];
    let site = &model.sites[usize::from(person.site)];
    let calendar = &model.calendar;
    let team = &staffing.teams[usize::from(seat.team)];
    let place = agent - team.agents.start;
    days.any(|day| {
        let has_person = |day: u32| is_filled(seat, day) && seat.has_seat(day);
        if person.leave.is_on(calendar.date(day)) {
            return false;
        }
        match (&team.plan, seat.shift) {
            (Plan::Shifts, Some(shift)) => {
                let dated = DatedShift::at_site(&model.shifts[usize::from(shift)], site, calendar, day);
                dated.is_some_and(|dated| has_person(dated.seated(calendar)))
            }
            (Plan::Shifts, None) => false,
            _ if !has_person(day) => false,
            (Plan::Always, _) => model.is_open_on(day),
            (Plan::PerInterval(_), _) => (0..calendar.intervals()).any(|interval| {
                headcount(model, staffing, &Tenures::default(), seat.team, day, interval)
                    .is_some_and(|called| called > place)
            }),
        }
    })
}
