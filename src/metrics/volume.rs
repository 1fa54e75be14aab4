//! Volume: what comes, and what becomes of it.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, ANY, CHANNELS, FATE, Metric};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::unit::Unit;

pub(crate) static REQUESTS_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "requests_per_day",
        unit: Unit::Requests,
        definition: "Requests (first contacts, and requests avoided) ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.requests() as f64, sums.days as f64),
};

/// Requests that never became contacts.
pub(crate) static AVOIDED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "avoided_per_day",
        unit: Unit::Requests,
        definition: "Requests that self-service or continuity took away ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Avoided) as f64, sums.days as f64),
};

pub(crate) static OFFERED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "offered_per_day",
        unit: Unit::Contacts,
        definition: "Contacts offered ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Offered) as f64, sums.days as f64),
};

pub(crate) static ANSWERED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "answered_per_day",
        unit: Unit::Contacts,
        definition: "Contacts answered ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANSWERED,
    ratio: |sums| (sums.counts.get(Count::Answered) as f64, sums.days as f64),
};

pub(crate) static ABANDONED_PER_WEEK: Metric = Metric {
    figure: Figure {
        name: "abandoned_per_week",
        unit: Unit::Contacts,
        definition: "Contacts that gave up ÷ calendar days × 7.",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (7.0 * sums.counts.get(Count::Abandoned) as f64, sums.days as f64),
};

pub(crate) static BLOCKED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "blocked_per_day",
        unit: Unit::Contacts,
        definition: "Contacts that found a limit reached ÷ calendar days.",
        direction: Direction::Lower,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Blocked) as f64, sums.days as f64),
};

pub(crate) static CONVERTED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "converted_per_day",
        unit: Unit::Contacts,
        definition: "Contacts that left a message ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Converted) as f64, sums.days as f64),
};

pub(crate) static UNSERVED_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "unserved_per_day",
        unit: Unit::Contacts,
        definition: "Contacts cut off at closing, or without anyone at the end ÷ calendar days.",
        direction: Direction::Lower,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Unserved) as f64, sums.days as f64),
};

pub(crate) static PENDING_PER_DAY: Metric = Metric {
    figure: Figure {
        name: "pending_per_day",
        unit: Unit::Contacts,
        definition: "Contacts whose deadline lies after the end of the run ÷ calendar days.",
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: ANY,
    ratio: |sums| (sums.counts.get(Count::Pending) as f64, sums.days as f64),
};

pub(crate) static CONTACTS_PER_REQUEST: Metric = Metric {
    figure: Figure {
        name: "contacts_per_request",
        unit: Unit::Contacts,
        definition: "Contacts offered ÷ requests.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| (sums.counts.get(Count::Offered) as f64, sums.counts.requests() as f64),
};

pub(crate) static BACKLOG: Metric = Metric {
    figure: Figure {
        name: "backlog",
        unit: Unit::Contacts,
        definition: "Deferrable contacts waiting at midnight, mean over calendar days.",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: CHANNELS,
    ratio: |sums| (sums.backlog as f64, sums.days as f64),
};
