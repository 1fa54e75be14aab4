//! Wages: who is paid, and what it comes to.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{Metric, PERSONS, TEAMS, WHOLE};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::unit::Unit;
use crate::time::DAYS_PER_MONTH;

pub(crate) static AGENTS: Metric = Metric {
    figure: Figure {
        name: "agents",
        unit: Unit::Agents,
        definition: "People on the payroll of the staffing, mean over calendar days where seats come or go.",
        direction: Direction::Lower,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.agents, 1.0),
};

pub(crate) static FTE: Metric = Metric {
    figure: Figure {
        name: "fte",
        unit: Unit::Fte,
        label: "FTE",
        definition: "Full-time equivalents: paid hours per week ÷ paid hours of a full-time week.",
        direction: Direction::Lower,
        margin: 0.05,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.fte, 1.0),
};

/// Cost of production over the days counted.
pub(crate) static COST_PRODUCTION: Metric = Metric {
    figure: Figure {
        name: "cost_production",
        unit: Unit::CURRENCY,
        label: "production cost",
        definition: "Cost of production over the days counted: paid hours, overtime, and whatever else sites cost.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.cost[0], 1.0),
};

pub(crate) static COST_PER_MONTH: Metric = Metric {
    figure: Figure {
        name: "cost_per_month",
        unit: Unit::CURRENCY,
        definition: "Cost of production ÷ calendar days × 30.44.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[0], sums.days as f64),
};

pub(crate) static COST_PER_REQUEST: Metric = Metric {
    figure: Figure {
        name: "cost_per_request",
        unit: Unit::CURRENCY,
        definition: "Cost of production ÷ requests.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.cost[0], sums.counts.requests() as f64),
};

pub(crate) static COST_PER_CONTACT: Metric = Metric {
    figure: Figure {
        name: "cost_per_contact",
        unit: Unit::CURRENCY,
        definition: "Cost of production ÷ contacts; never a verdict, for repeats make it look cheap.",
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.cost[0], sums.counts.get(Count::Offered) as f64),
};

pub(crate) static IDLE_COST_PER_MONTH: Metric = Metric {
    figure: Figure {
        name: "idle_cost_per_month",
        unit: Unit::CURRENCY,
        definition: "Cost of hours signed on with nothing in hand, per month of 30.44 days.",
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: PERSONS,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[2], sums.days as f64),
};

pub(crate) static OVERTIME_COST_PER_MONTH: Metric = Metric {
    figure: Figure {
        name: "overtime_cost_per_month",
        unit: Unit::CURRENCY,
        definition: "Cost of overtime, per month of 30.44 days.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: PERSONS,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[1], sums.days as f64),
};
