//! Wages: who is paid, and what it comes to.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{Direction, Metric, PERSONS, TEAMS, WHOLE};
use super::counts::Count;
use crate::time::DAYS_PER_MONTH;

pub(super) const AGENTS: Metric = Metric {
    name: "agents",
    unit: "agents",
    definition: "People on the payroll of the staffing, mean over calendar days where seats come or go.",
    direction: Direction::Lower,
    scopes: TEAMS,
    margin: 0.5,
    ratio: |sums| (sums.agents, 1.0),
};

pub(super) const FTE: Metric = Metric {
    name: "fte",
    unit: "fte",
    definition: "Full-time equivalents: paid hours per week ÷ paid hours of a full-time week.",
    direction: Direction::Lower,
    scopes: TEAMS,
    margin: 0.05,
    ratio: |sums| (sums.fte, 1.0),
};

/// Cost of production over the days counted.
pub(super) const COST_PRODUCTION: Metric = Metric {
    name: "cost_production",
    unit: "currency",
    definition: "Cost of production over the days counted: paid hours, overtime, and whatever else sites cost.",
    direction: Direction::Lower,
    scopes: TEAMS,
    margin: 0.005,
    ratio: |sums| (sums.cost[0], 1.0),
};

pub(super) const COST_PER_MONTH: Metric = Metric {
    name: "cost_per_month",
    unit: "currency",
    definition: "Cost of production ÷ calendar days × 30.44.",
    direction: Direction::Lower,
    scopes: TEAMS,
    margin: 0.005,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[0], sums.days as f64),
};

pub(super) const COST_PER_REQUEST: Metric = Metric {
    name: "cost_per_request",
    unit: "currency",
    definition: "Cost of production ÷ requests.",
    direction: Direction::Lower,
    scopes: WHOLE,
    margin: 0.005,
    ratio: |sums| (sums.cost[0], sums.counts.requests() as f64),
};

pub(super) const COST_PER_CONTACT: Metric = Metric {
    name: "cost_per_contact",
    unit: "currency",
    definition: "Cost of production ÷ contacts; never a verdict, for repeats make it look cheap.",
    direction: Direction::Neither,
    scopes: WHOLE,
    margin: 0.005,
    ratio: |sums| (sums.cost[0], sums.counts.get(Count::Offered) as f64),
};

pub(super) const IDLE_COST_PER_MONTH: Metric = Metric {
    name: "idle_cost_per_month",
    unit: "currency",
    definition: "Cost of hours signed on with nothing in hand, per month of 30.44 days.",
    direction: Direction::Neither,
    scopes: PERSONS,
    margin: 0.005,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[2], sums.days as f64),
};

pub(super) const OVERTIME_COST_PER_MONTH: Metric = Metric {
    name: "overtime_cost_per_month",
    unit: "currency",
    definition: "Cost of overtime, per month of 30.44 days.",
    direction: Direction::Lower,
    scopes: PERSONS,
    margin: 0.005,
    ratio: |sums| (DAYS_PER_MONTH * sums.cost[1], sums.days as f64),
};
