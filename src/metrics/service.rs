//! Service: how soon contacts are answered.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, CHANNELS, Direction, FATE, Metric};
use super::counts::Count;

pub(super) const SERVICE_LEVEL: Metric = Metric {
    name: "service_level",
    unit: "share",
    definition: "Contacts answered in time ÷ contacts offered less pending ones.",
    direction: Direction::Higher,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| (sums.counts.get(Count::InTime) as f64, sums.counts.due() as f64),
};

pub(super) const SERVICE_LEVEL_FIRST: Metric = Metric {
    name: "service_level_first",
    unit: "share",
    definition: "First contacts answered in time ÷ first contacts offered less pending ones.",
    direction: Direction::Higher,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| {
        (
            sums.counts.get(Count::FirstInTime) as f64,
            (sums.counts.get(Count::First) - sums.counts.get(Count::FirstPending)) as f64,
        )
    },
};

pub(super) const SERVICE_LEVEL_OVER_ANSWERED: Metric = Metric {
    name: "service_level_over_answered",
    unit: "share",
    definition: "Contacts answered in time ÷ contacts answered.",
    direction: Direction::Higher,
    scopes: ANSWERED,
    margin: 0.005,
    ratio: |sums| (sums.counts.get(Count::InTime) as f64, sums.counts.get(Count::Answered) as f64),
};

pub(super) const SERVICE_LEVEL_EXCLUDING_SHORT: Metric = Metric {
    name: "service_level_excluding_short",
    unit: "share",
    definition: "Contacts answered in time ÷ contacts offered less pending ones and short abandonments.",
    direction: Direction::Higher,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| {
        (
            sums.counts.get(Count::InTime) as f64,
            (sums.counts.due() - sums.counts.get(Count::ShortAbandoned)) as f64,
        )
    },
};

pub(super) const SERVICE_LEVEL_SHORT_AS_MET: Metric = Metric {
    name: "service_level_short_as_met",
    unit: "share",
    definition: "Contacts answered in time or abandoned shortly ÷ contacts offered less pending ones.",
    direction: Direction::Higher,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| {
        (
            (sums.counts.get(Count::InTime) + sums.counts.get(Count::ShortAbandoned)) as f64,
            sums.counts.due() as f64,
        )
    },
};

pub(super) const ABANDONMENT: Metric = Metric {
    name: "abandonment",
    unit: "share",
    definition: "Contacts that gave up (balks included) ÷ contacts offered less pending ones.",
    direction: Direction::Lower,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| (sums.counts.get(Count::Abandoned) as f64, sums.counts.due() as f64),
};

pub(super) const MEAN_WAIT: Metric = Metric {
    name: "mean_wait",
    unit: "seconds",
    definition: "Mean wait of answered contacts on the channel's clock (ASA).",
    direction: Direction::Lower,
    scopes: ANSWERED,
    margin: 1.0,
    ratio: |sums| {
        (sums.counts.get(Count::WaitAnswered) as f64 / 1e6, sums.counts.get(Count::Answered) as f64)
    },
};

pub(super) const MEAN_WAIT_ALL: Metric = Metric {
    name: "mean_wait_all",
    unit: "seconds",
    definition: "Mean wait of all contacts on the channel's clock, those that left included.",
    direction: Direction::Lower,
    scopes: FATE,
    margin: 1.0,
    ratio: |sums| (sums.counts.get(Count::WaitAll) as f64 / 1e6, sums.counts.get(Count::Offered) as f64),
};

pub(super) const CHANCE_DAY_MEETS_GOALS: Metric = Metric {
    name: "chance_day_meets_goals",
    unit: "share",
    definition: "Days on which every goal of the centre (of the channel) that is a share of contacts was met ÷ days on which one was measured.",
    direction: Direction::Higher,
    scopes: CHANNELS,
    margin: 0.01,
    ratio: |sums| (sums.goal_days[1] as f64, sums.goal_days[0] as f64),
};
