//! Every staffing priced under every contract.
//!
//! In: parts. Out: price, margin and their kin by replication, and the records made of them.
//! Must not know: how contacts are played, how anything is shown.

use super::estimate::Pair;
use super::rows::sums;
use crate::metrics::part::Slice;
use crate::metrics::{Count, Part, Sums};
use crate::model::contract::{Contract, HourKind, PricedUnit, ServiceTerm};
use crate::model::{Goal, Model};
use crate::money::DAYS_PER_MONTH;
use crate::money::contract::{Kept, Month, price};
use crate::time::hours;

/// Figures of a staffing under a contract: name; unit, where it is not the currency.
pub(super) const FIGURES: [(&str, &str); 7] = [
    ("price_paid", ""),
    ("price_per_month", ""),
    ("price_per_request", ""),
    ("margin", ""),
    ("margin_per_month", ""),
    ("service_adjustment", ""),
    ("billed_volume", "units"),
];

/// The figures of one replication, by contract.
pub(super) fn pairs(model: &Model, staffing: usize, part: &Part) -> Vec<[Pair; FIGURES.len()]> {
    if model.contracts.is_empty() {
        return Vec::new();
    }
    let all = sums(model, staffing, part, &[Slice::default()]);
    let production = all.cost[0];
    let months = all.days as f64 / DAYS_PER_MONTH;
    let of_contract = |contract: &Contract| {
        let paid = price(
            contract,
            volume(contract.unit, &all, part),
            production,
            &by_month(model, staffing, part, contract),
        );
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

/// What a price is for, over the days counted.
fn volume(unit: PricedUnit, all: &Sums, part: &Part) -> f64 {
    let over = all.time.overtime;
    match unit {
        PricedUnit::OwnStaff => 0.0,
        PricedUnit::Hour(HourKind::Paid) => hours(all.hours[0] + over),
        PricedUnit::Hour(HourKind::Planned) => hours(all.hours[1] + over),
        PricedUnit::Hour(HourKind::Worked) => hours(all.hours[2] + over),
        PricedUnit::Hour(HourKind::Productive) => hours(all.time.on_duty + over),
        PricedUnit::Hour(HourKind::Handled) => hours(all.time.busy),
        PricedUnit::Contact => all.counts.get(Count::Answered) as f64,
        PricedUnit::ResolvedRequest => (all.counts.get(Count::Handled) - part.follow_ups).max(0) as f64,
        PricedUnit::FteMonth => all.fte * all.days as f64 / DAYS_PER_MONTH,
    }
}

/// The calendar months of the days counted, and how each stands to the terms of a contract.
fn by_month(model: &Model, staffing: usize, part: &Part, contract: &Contract) -> Vec<Month> {
    let calendar = &model.calendar;
    let days: Vec<u32> = (calendar.warm_up_days..calendar.days).collect();
    let month_of = |day: &u32| {
        let date = calendar.start.plus_days(*day as i32);
        (date.year(), date.month())
    };
    let stretches = days.chunk_by(|a, b| month_of(a) == month_of(b));
    let month = |days: &[u32]| {
        let kept = |term: &ServiceTerm| {
            let (mut hits, mut of) = (0_u64, 0_u64);
            for day in days {
                let row = (day - calendar.warm_up_days) as usize * model.goals.len();
                let Some(measured) = part.day_goals.get(row + usize::from(term.goal)) else { continue };
                hits += u64::from(measured.hits);
                of += u64::from(measured.of);
            }
            standing(&model.goals[usize::from(term.goal)], staffing, term, (hits, of))
        };
        Month { days: days.len() as u32, terms: contract.service.iter().map(kept).collect() }
    };
    stretches.map(month).collect()
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
