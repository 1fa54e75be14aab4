//! Occupancy: what people's time goes into.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, Metric, PEOPLE, PERSONS, Scopes};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::unit::Unit;

pub(crate) static OCCUPANCY: Metric = Metric {
    figure: Figure {
        name: "occupancy",
        unit: Unit::Share,
        definition: "Time handling contacts ÷ time signed on, overtime included.",
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (sums.time.busy as f64, (sums.time.on_duty + sums.time.overtime) as f64),
};

pub(crate) static HANDLE_TIME: Metric = Metric {
    figure: Figure {
        name: "handle_time",
        unit: Unit::Seconds,
        definition: "Mean handle time of handled contacts (AHT), net of interruptions.",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: ANSWERED,
    ratio: |sums| (sums.counts.get(Count::HandleTime) as f64 / 1e6, sums.counts.get(Count::Handled) as f64),
};

pub(crate) static SCHEDULED_AGENTS: Metric = Metric {
    figure: Figure {
        name: "scheduled_agents",
        unit: Unit::Agents,
        definition: "People signed on, mean over the calendar days' hours of the slice.",
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: Scopes { agent: false, ..PEOPLE },
    ratio: |sums| ((sums.time.on_duty + sums.time.overtime) as f64, sums.span as f64),
};

pub(crate) static OVERTIME_HOURS: Metric = Metric {
    figure: Figure {
        name: "overtime_hours",
        unit: Unit::Hours,
        label: "overtime hours a week",
        definition: "Hours signed on beyond the end of the shift, per week.",
        direction: Direction::Lower,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (7.0 * sums.time.overtime as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static PAID_HOURS: Metric = Metric {
    figure: Figure {
        name: "paid_hours",
        unit: Unit::Hours,
        label: "paid hours a week",
        definition: "Paid hours per week: shifts less unpaid breaks, leave and absence included.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PERSONS,
    ratio: |sums| (7.0 * sums.hours[0] as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static PLANNED_HOURS: Metric = Metric {
    figure: Figure {
        name: "planned_hours",
        unit: Unit::Hours,
        definition: "Paid hours per week that are not planned leave.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PERSONS,
    ratio: |sums| (7.0 * sums.hours[1] as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static WORKED_HOURS: Metric = Metric {
    figure: Figure {
        name: "worked_hours",
        unit: Unit::Hours,
        label: "worked hours a week",
        definition: "Planned hours per week that are not absence.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PERSONS,
    ratio: |sums| (7.0 * sums.hours[2] as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static IDLE_HOURS: Metric = Metric {
    figure: Figure {
        name: "idle_hours",
        unit: Unit::Hours,
        definition: "Hours signed on with nothing in hand, per week.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (7.0 * sums.time.idle() as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static IDLE_USABLE_HOURS: Metric = Metric {
    figure: Figure {
        name: "idle_usable_hours",
        unit: Unit::Hours,
        label: "idle hours usable",
        definition: "Idle hours in stretches of at least 5 min, per week: long enough for other work.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (7.0 * sums.time.usable as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static IDLE_CRUMB_HOURS: Metric = Metric {
    figure: Figure {
        name: "idle_crumb_hours",
        unit: Unit::Hours,
        label: "idle hours crumbs",
        definition: "Idle hours in stretches of less than 5 min, per week.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (7.0 * (sums.time.idle() - sums.time.usable) as f64 / 3.6e9, sums.days as f64),
};

pub(crate) static IDLE_USABLE_SHARE: Metric = Metric {
    figure: Figure {
        name: "idle_usable_share",
        unit: Unit::Share,
        definition: "Idle time in stretches of at least 5 min ÷ idle time.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: PEOPLE,
    ratio: |sums| (sums.time.usable as f64, sums.time.idle() as f64),
};
