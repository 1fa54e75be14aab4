//! Every staffing priced under every contract.
//!
//! In: parts. Out: price, margin and their kin by replication, and the records made of them.
//! Must not know: how contacts are played, how anything is shown.

use std::ops::Range;

use super::estimate::Pair;
use super::rows::sums;
use crate::metrics::catalogue::{self, Figure};
use crate::metrics::part::{Slice, Time};
use crate::metrics::{Count, Part};
use crate::model::contract::{Contract, HourKind, PricedUnit, ServiceTerm};
use crate::model::{Goal, Model};
use crate::money::contract::{Kept, Month, Own, price};
use crate::money::full_time_equivalents;
use crate::time::{DAYS_PER_MONTH, Span, hours};

/// Figures of a staffing under a contract.
pub(super) static FIGURES: [&Figure; 7] = [
    &catalogue::PRICE_PAID,
    &catalogue::PRICE_PER_MONTH,
    &catalogue::PRICE_PER_REQUEST,
    &catalogue::MARGIN,
    &catalogue::MARGIN_PER_MONTH,
    &catalogue::SERVICE_ADJUSTMENT,
    &catalogue::BILLED_VOLUME,
];

/// The figures of one replication, by contract.
pub(super) fn pairs(model: &Model, staffing: usize, part: &Part) -> Vec<[Pair; 7]> {
    if model.contracts.is_empty() {
        return Vec::new();
    }
    let all = sums(model, staffing, part, &[Slice::default()]);
    let production = all.cost[0];
    let months = all.days as f64 / DAYS_PER_MONTH;
    let whole = Quantities {
        hours: [all.hours[0], all.hours[1], all.hours[2]],
        time: all.time,
        answered: all.counts.get(Count::Answered),
        handled: all.counts.get(Count::Handled),
        follow_ups: part.follow_ups,
        fte_months: all.fte * months,
    };
    let of_contract = |contract: &Contract| {
        let by_month = by_month(model, staffing, part, contract);
        let paid = price(contract, whole.volume(contract.unit), production, &by_month);
        let margin = paid.paid() - production;
        [
            (paid.paid(), 1.0),
            (paid.paid(), months),
            (paid.paid(), all.counts.requests() as f64),
            (margin, 1.0),
            (margin, months),
            (paid.service, 1.0),
            (paid.volume, 1.0),
        ]
    };
    model.contracts.iter().map(of_contract).collect()
}

/// What a price may be for.
struct Quantities {
    /// Paid, planned, worked, without overtime.
    hours: [Span; 3],
    time: Time,
    answered: i64,
    handled: i64,
    follow_ups: i64,
    fte_months: f64,
}

impl Quantities {
    fn volume(&self, unit: PricedUnit) -> f64 {
        let over = self.time.overtime;
        match unit {
            PricedUnit::OwnStaff => 0.0,
            PricedUnit::Hour(HourKind::Paid) => hours(self.hours[0] + over),
            PricedUnit::Hour(HourKind::Planned) => hours(self.hours[1] + over),
            PricedUnit::Hour(HourKind::Worked) => hours(self.hours[2] + over),
            PricedUnit::Hour(HourKind::Productive) => hours(self.time.on_duty + over),
            PricedUnit::Hour(HourKind::Handled) => hours(self.time.busy),
            PricedUnit::Contact => self.answered as f64,
            PricedUnit::ResolvedRequest => (self.handled - self.follow_ups).max(0) as f64,
            PricedUnit::FteMonth => self.fte_months,
        }
    }
}

/// The calendar months of the days counted, and how each stands to the terms of a contract.
fn by_month(model: &Model, staffing: usize, part: &Part, contract: &Contract) -> Vec<Month> {
    let calendar = &model.calendar;
    let all = calendar.months();
    let months = all.iter();
    let month = |(days, index): (&Range<u32>, usize)| {
        let kept = |term: &ServiceTerm| {
            let (mut hits, mut of) = (0_u64, 0_u64);
            for day in days.clone() {
                let row = (day - calendar.warm_up_days) as usize * model.goals.len();
                let Some(measured) = part.day_goals.get(row + usize::from(term.goal)) else { continue };
                hits += u64::from(measured.hits);
                of += u64::from(measured.of);
            }
            standing(&model.goals[usize::from(term.goal)], staffing, term, (hits, of))
        };
        Month {
            days: days.end - days.start,
            terms: contract.service.iter().map(kept).collect(),
            own: own(model, staffing, part, contract.unit, (days, index)),
        }
    };
    months.zip(0..).map(month).collect()
}

/// What a calendar month came to; `None` where months are not told by themselves.
fn own(
    model: &Model,
    staffing: usize,
    part: &Part,
    unit: PricedUnit,
    month: (&Range<u32>, usize),
) -> Option<Own> {
    let (days, index) = month;
    let sums = part.months.get(index)?;
    let teams = &model.staffings[staffing].teams;
    let worked = part.month_hours.get(index * teams.len()..(index + 1) * teams.len())?;
    let first = model.calendar.date(days.start);
    let share = f64::from(days.end - days.start) / f64::from(first.days_in_month());
    let mut quantities = Quantities {
        hours: [0; 3],
        time: sums.time,
        answered: sums.answered,
        handled: sums.handled,
        follow_ups: sums.follow_ups,
        fte_months: 0.0,
    };
    for (team, worked) in teams.iter().zip(worked) {
        for (sum, more) in quantities.hours.iter_mut().zip(worked) {
            *sum += more;
        }
        let full_time = model.sites[usize::from(team.site)].full_time_hours;
        let fte = full_time_equivalents(worked[0], days.end - days.start, full_time).unwrap_or(0.0);
        quantities.fte_months += fte * share;
    }
    Some(Own { volume: quantities.volume(unit), share })
}

fn standing(goal: &Goal, staffing: usize, term: &ServiceTerm, (hits, of): (u64, u64)) -> Kept {
    if of == 0 {
        return Kept::Met;
    }
    let value = hits as f64 / of as f64;
    let surpassed = if goal.at_least { value >= term.bonus_at } else { value <= term.bonus_at };
    if !goal.is_met(staffing, value) {
        Kept::Missed
    } else if surpassed {
        Kept::Surpassed
    } else {
        Kept::Met
    }
}
