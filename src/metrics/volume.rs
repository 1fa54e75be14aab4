//! Volume: what comes, and what becomes of it.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, ANY, CHANNELS, Direction, FATE, Metric};
use super::counts::Count;

pub(super) const REQUESTS_PER_DAY: Metric = Metric {
    name: "requests_per_day",
    unit: "requests",
    definition: "Requests (first contacts, and requests avoided) ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.requests() as f64, sums.days as f64),
};

/// Requests that never became contacts.
pub(super) const AVOIDED_PER_DAY: Metric = Metric {
    name: "avoided_per_day",
    unit: "requests",
    definition: "Requests that self-service or continuity took away ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Avoided) as f64, sums.days as f64),
};

pub(super) const OFFERED_PER_DAY: Metric = Metric {
    name: "offered_per_day",
    unit: "contacts",
    definition: "Contacts offered ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Offered) as f64, sums.days as f64),
};

pub(super) const ANSWERED_PER_DAY: Metric = Metric {
    name: "answered_per_day",
    unit: "contacts",
    definition: "Contacts answered ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANSWERED,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Answered) as f64, sums.days as f64),
};

pub(super) const ABANDONED_PER_WEEK: Metric = Metric {
    name: "abandoned_per_week",
    unit: "contacts",
    definition: "Contacts that gave up ÷ calendar days × 7.",
    direction: Direction::Lower,
    scopes: ANY,
    margin: 1.0,
    ratio: |sums| (7.0 * sums.counts.get(Count::Abandoned) as f64, sums.days as f64),
};

pub(super) const BLOCKED_PER_DAY: Metric = Metric {
    name: "blocked_per_day",
    unit: "contacts",
    definition: "Contacts that found a limit reached ÷ calendar days.",
    direction: Direction::Lower,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Blocked) as f64, sums.days as f64),
};

pub(super) const CONVERTED_PER_DAY: Metric = Metric {
    name: "converted_per_day",
    unit: "contacts",
    definition: "Contacts that left a message ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Converted) as f64, sums.days as f64),
};

pub(super) const UNSERVED_PER_DAY: Metric = Metric {
    name: "unserved_per_day",
    unit: "contacts",
    definition: "Contacts cut off at closing, or without anyone at the end ÷ calendar days.",
    direction: Direction::Lower,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Unserved) as f64, sums.days as f64),
};

pub(super) const PENDING_PER_DAY: Metric = Metric {
    name: "pending_per_day",
    unit: "contacts",
    definition: "Contacts whose deadline lies after the end of the run ÷ calendar days.",
    direction: Direction::Neither,
    scopes: ANY,
    margin: 0.5,
    ratio: |sums| (sums.counts.get(Count::Pending) as f64, sums.days as f64),
};

pub(super) const CONTACTS_PER_REQUEST: Metric = Metric {
    name: "contacts_per_request",
    unit: "contacts",
    definition: "Contacts offered ÷ requests.",
    direction: Direction::Lower,
    scopes: FATE,
    margin: 0.005,
    ratio: |sums| (sums.counts.get(Count::Offered) as f64, sums.counts.requests() as f64),
};

pub(super) const BACKLOG: Metric = Metric {
    name: "backlog",
    unit: "contacts",
    definition: "Deferrable contacts waiting at midnight, mean over calendar days.",
    direction: Direction::Lower,
    scopes: CHANNELS,
    margin: 1.0,
    ratio: |sums| (sums.backlog as f64, sums.days as f64),
};
