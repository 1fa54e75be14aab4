//! Accounts, their groups, what they bring and how long it takes.
//!
//! In: numbers of the scenario's door. Out: tables read by `demand` and `engine`.
//! Must not know: how a count or a time is drawn.

use super::{Log, Traced};
use crate::distribution::Law;
use crate::time::Span;

/// One value for the whole day, or one per interval of the day.
#[derive(Debug, Clone, PartialEq)]
pub struct ByInterval<T> {
    values: Vec<T>,
}

impl<T> ByInterval<T> {
    /// The same all day.
    pub fn constant(value: T) -> Self {
        Self { values: vec![value] }
    }

    /// One value per interval of the day, from midnight on. Panics when empty.
    pub fn each(values: Vec<T>) -> Self {
        assert!(!values.is_empty(), "at least one interval");
        Self { values }
    }

    /// The value in an interval of the day.
    #[inline]
    pub fn at(&self, interval: usize) -> &T {
        if self.values.len() == 1 { &self.values[0] } else { &self.values[interval] }
    }

    /// The same with every value changed.
    #[must_use]
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> ByInterval<U> {
        ByInterval { values: self.values.iter().map(change).collect() }
    }

    /// All values: one, or one per interval.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}

/// An account of the principal.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Stable key of its name.
    pub key: u64,
    /// Index into [`super::Model::groups`].
    pub group: u16,
    /// Sector number.
    pub sector: u16,
    /// Area number.
    pub area: u16,
    /// Complexity x, 1 = ordinary.
    pub complexity: f64,
    /// Value per year, in the scenario's currency.
    pub value: f64,
    /// Mean requests per ordinary day (before weekday, season, busyness), by channel.
    pub requests_per_day: Vec<f64>,
}

/// A group of like accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Stable key of its name.
    pub key: u64,
    /// Cumulative shares of the contact reasons, ending at 1, by channel then reason.
    pub reasons: Vec<Vec<f64>>,
    /// Share of answered contacts that come back unresolved, by channel then reason.
    pub follow_up: Vec<Vec<f64>>,
    /// Days or hours until they do, as a law in seconds, by channel.
    pub follow_up_delay: Vec<Law>,
    /// Profile of the day, by channel: index into [`Volume::profiles`].
    pub profile: Vec<usize>,
    /// Patience by channel; `None` takes the channel's.
    pub patience: Vec<Option<super::Patience>>,
}

/// A reason for which contacts of a group come over a channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// Its number.
    pub number: u8,
    /// Share of the contacts.
    pub share: f64,
    /// Share of these, answered, that come back unresolved.
    pub follow_up: f64,
}

impl Group {
    /// The reasons of contacts over a channel, in order.
    pub fn reasons_of(&self, channel: usize) -> impl Iterator<Item = Reason> + '_ {
        let mut before = 0.0;
        let facts = self.reasons[channel].iter().zip(&self.follow_up[channel]);
        (0..).zip(facts).map(move |(number, (upto, follow_up))| {
            let share = upto - before;
            before = *upto;
            Reason { number, share, follow_up: *follow_up }
        })
    }
}

/// How long a contact takes an ordinary person: unit-mean work times a mean.
#[derive(Debug, Clone, PartialEq)]
pub struct HandleTime {
    /// Law with mean 1.
    pub work: Law,
    /// Mean in µs, by interval of the day.
    pub mean: ByInterval<f64>,
    /// The interval is that of the start of handling, not of the arrival.
    pub by_start: bool,
}

/// Where in the day requests arrive, by weekday.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// For each weekday (Monday first): cumulative share of the day's requests at the end of each
    /// interval, ending at 1; empty where no request arrives on that weekday.
    pub cumulative: Vec<Vec<f64>>,
    /// For each weekday: the stretches after midnight, in order, in which they arrive within the intervals; empty: anywhere in
    /// these.
    pub open: [Vec<(Span, Span)>; 7],
}

/// How volumes move.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// The profiles that groups and channels name.
    pub profiles: Vec<Profile>,
    /// Factor of each day of the run (weekday × season × holiday), by channel.
    pub day_factor: Vec<Vec<f64>>,
    /// The same of the days after the run, as far as reviews of people look ahead; empty where nobody does.
    pub beyond: Vec<Vec<f64>>,
    /// Coefficient of variation of the day's factor common to all accounts.
    pub common_cv: f64,
    /// … common to the accounts of a sector.
    pub sector_cv: f64,
    /// … of each account alone.
    pub own_cv: f64,
    /// Correlation of the busyness of one day with the next (0 = none), of all three factors.
    pub persistence: f64,
    /// How they grow; `None`: not at all.
    pub growth: Option<super::Growth>,
    /// Counts are the rounded mean instead of Poisson.
    pub fixed_counts: bool,
    /// Requests given by a log, instead of drawn.
    pub trace: Option<Log>,
}

impl Volume {
    /// Factor of a day on a channel's volume, be it after the run; 0 of days that nobody looks at.
    pub fn factor_on(&self, channel: usize, day: u32) -> f64 {
        let run = self.day_factor.get(channel).map_or(&[][..], Vec::as_slice);
        let beyond = || self.beyond.get(channel)?.get(day as usize - run.len()).copied();
        run.get(day as usize).copied().or_else(beyond).unwrap_or(0.0)
    }

    /// The requests of the log; none where they are drawn.
    pub fn logged(&self) -> &[Traced] {
        self.trace.as_ref().map_or(&[], |log| &log.rows)
    }
}
