//! Occupancy: what people's time goes into.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, Direction, Metric, PEOPLE, PERSONS, Scopes};
use super::counts::Count;

pub(super) const OCCUPANCY: Metric = Metric {
    name: "occupancy",
    unit: "share",
    definition: "Time handling contacts ÷ time signed on, overtime included.",
    direction: Direction::Neither,
    scopes: PEOPLE,
    margin: 0.005,
    ratio: |sums| (sums.time.busy as f64, (sums.time.on_duty + sums.time.overtime) as f64),
};

pub(super) const HANDLE_TIME: Metric = Metric {
    name: "handle_time",
    unit: "seconds",
    definition: "Mean handle time of handled contacts (AHT), net of interruptions.",
    direction: Direction::Lower,
    scopes: ANSWERED,
    margin: 1.0,
    ratio: |sums| (sums.counts.get(Count::HandleTime) as f64 / 1e6, sums.counts.get(Count::Handled) as f64),
};

pub(super) const SCHEDULED_AGENTS: Metric = Metric {
    name: "scheduled_agents",
    unit: "agents",
    definition: "People signed on, mean over the calendar days' hours of the slice.",
    direction: Direction::Neither,
    scopes: Scopes { agent: false, ..PEOPLE },
    margin: 0.1,
    ratio: |sums| ((sums.time.on_duty + sums.time.overtime) as f64, sums.span as f64),
};

pub(super) const OVERTIME_HOURS: Metric = Metric {
    name: "overtime_hours",
    unit: "hours",
    definition: "Hours signed on beyond the end of the shift, per week.",
    direction: Direction::Lower,
    scopes: PEOPLE,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.time.overtime as f64 / 3.6e9, sums.days as f64),
};

pub(super) const PAID_HOURS: Metric = Metric {
    name: "paid_hours",
    unit: "hours",
    definition: "Paid hours per week: shifts less unpaid breaks, leave and absence included.",
    direction: Direction::Neither,
    scopes: PERSONS,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.hours[0] as f64 / 3.6e9, sums.days as f64),
};

pub(super) const PLANNED_HOURS: Metric = Metric {
    name: "planned_hours",
    unit: "hours",
    definition: "Paid hours per week that are not planned leave.",
    direction: Direction::Neither,
    scopes: PERSONS,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.hours[1] as f64 / 3.6e9, sums.days as f64),
};

pub(super) const WORKED_HOURS: Metric = Metric {
    name: "worked_hours",
    unit: "hours",
    definition: "Planned hours per week that are not absence.",
    direction: Direction::Neither,
    scopes: PERSONS,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.hours[2] as f64 / 3.6e9, sums.days as f64),
};

pub(super) const IDLE_HOURS: Metric = Metric {
    name: "idle_hours",
    unit: "hours",
    definition: "Hours signed on with nothing in hand, per week.",
    direction: Direction::Neither,
    scopes: PEOPLE,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.time.idle() as f64 / 3.6e9, sums.days as f64),
};

pub(super) const IDLE_USABLE_HOURS: Metric = Metric {
    name: "idle_usable_hours",
    unit: "hours",
    definition: "Idle hours in stretches of at least 5 min, per week: long enough for other work.",
    direction: Direction::Neither,
    scopes: PEOPLE,
    margin: 0.5,
    ratio: |sums| (7.0 * sums.time.usable as f64 / 3.6e9, sums.days as f64),
};

pub(super) const IDLE_CRUMB_HOURS: Metric = Metric {
    name: "idle_crumb_hours",
    unit: "hours",
    definition: "Idle hours in stretches of less than 5 min, per week.",
    direction: Direction::Neither,
    scopes: PEOPLE,
    margin: 0.5,
    ratio: |sums| (7.0 * (sums.time.idle() - sums.time.usable) as f64 / 3.6e9, sums.days as f64),
};

pub(super) const IDLE_USABLE_SHARE: Metric = Metric {
    name: "idle_usable_share",
    unit: "share",
    definition: "Idle time in stretches of at least 5 min ÷ idle time.",
    direction: Direction::Neither,
    scopes: PEOPLE,
    margin: 0.01,
    ratio: |sums| (sums.time.usable as f64, sums.time.idle() as f64),
};
