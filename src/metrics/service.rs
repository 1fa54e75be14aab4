//! Service: how soon contacts are answered.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, CHANNELS, FATE, Metric};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::unit::Unit;

pub(crate) static SERVICE_LEVEL: Metric = Metric {
    figure: Figure {
        name: "service_level",
        unit: Unit::Share,
        label: "SL",
        definition: "Contacts answered in time ÷ contacts offered less pending ones.",
        direction: Direction::Higher,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| (sums.counts.get(Count::InTime) as f64, sums.counts.due() as f64),
};

pub(crate) static SERVICE_LEVEL_FIRST: Metric = Metric {
    figure: Figure {
        name: "service_level_first",
        unit: Unit::Share,
        label: "SL of first contacts",
        heading: "SL first contacts",
        definition: "First contacts answered in time ÷ first contacts offered less pending ones.",
        direction: Direction::Higher,
        margin: 0.005,
    },
    scopes: FATE,
    ratio: |sums| {
        (
            sums.counts.get(Count::FirstInTime) as f64,
            (sums.counts.get(Count::First) - sums.counts.get(Count::FirstPending)) as f64,
        )
    },
};

pub(crate) static SERVICE_LEVEL_OVER_ANSWERED: Metric = Metric {
    figure: Figure {
        name: "service_level_over_answered",
        unit: Unit::Share,
        label: "SL over answered",
        definition: "Contacts answered in time ÷ contacts answered.",
        direction: Direction::Higher,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: ANSWERED,
    ratio: |sums| (sums.counts.get(Count::InTime) as f64, sums.counts.get(Count::Answered) as f64),
};

pub(crate) static SERVICE_LEVEL_EXCLUDING_SHORT: Metric = Metric {
    figure: Figure {
        name: "service_level_excluding_short",
        unit: Unit::Share,
        label: "SL without short",
        definition: "Contacts answered in time ÷ contacts offered less pending ones and short abandonments.",
        direction: Direction::Higher,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| {
        (
            sums.counts.get(Count::InTime) as f64,
            (sums.counts.due() - sums.counts.get(Count::ShortAbandoned)) as f64,
        )
    },
};

pub(crate) static SERVICE_LEVEL_SHORT_AS_MET: Metric = Metric {
    figure: Figure {
        name: "service_level_short_as_met",
        unit: Unit::Share,
        label: "SL short as met",
        definition: "Contacts answered in time or abandoned shortly ÷ contacts offered less pending ones.",
        direction: Direction::Higher,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| {
        (
            (sums.counts.get(Count::InTime) + sums.counts.get(Count::ShortAbandoned)) as f64,
            sums.counts.due() as f64,
        )
    },
};

pub(crate) static ABANDONMENT: Metric = Metric {
    figure: Figure {
        name: "abandonment",
        unit: Unit::Share,
        definition: "Contacts that gave up (balks included) ÷ contacts offered less pending ones.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| (sums.counts.get(Count::Abandoned) as f64, sums.counts.due() as f64),
};

pub(crate) static MEAN_WAIT: Metric = Metric {
    figure: Figure {
        name: "mean_wait",
        unit: Unit::Seconds,
        // Who gave up waited, too: that these are left out is said wherever the figure is.
        label: "mean wait of answered",
        definition: "Mean wait of answered contacts on the channel's clock (ASA).",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: ANSWERED,
    ratio: |sums| {
        (sums.counts.get(Count::WaitAnswered) as f64 / 1e6, sums.counts.get(Count::Answered) as f64)
    },
};

pub(crate) static MEAN_WAIT_ALL: Metric = Metric {
    figure: Figure {
        name: "mean_wait_all",
        unit: Unit::Seconds,
        definition: "Mean wait of all contacts on the channel's clock, those that left included.",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| (sums.counts.get(Count::WaitAll) as f64 / 1e6, sums.counts.get(Count::Offered) as f64),
};

pub(crate) static CHANCE_DAY_MEETS_GOALS: Metric = Metric {
    figure: Figure {
        name: "chance_day_meets_goals",
        unit: Unit::Share,
        label: "chance that a day meets its goals",
        definition: "Days on which every goal of the centre (of the channel) that is a share of contacts was met ÷ days on which one was measured.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: CHANNELS,
    ratio: |sums| (sums.goal_days[1] as f64, sums.goal_days[0] as f64),
};
