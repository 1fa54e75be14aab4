//! A log that is replayed in the place of drawn requests.
//!
//! In: rows of the days of the run. Out: which of these days may stand in for one another, and how often a row comes.
//! Must not know: files, chance.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Calendar, Channel, Kind};
use crate::time::{DAY, Moment};

/// A log, and how it is used.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Log {
    /// Its requests, in order of time.
    pub rows: Vec<Traced>,
    /// How many requests come of a row on average; 1: as logged.
    pub scale: f64,
    /// Days that stand in for one another; `None`: every day is replayed as it stands in the log.
    pub alike: Option<Alike>,
}

/// One request of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// When it arrived.
    pub time: Moment,
    /// Whose.
    pub account: u32,
    /// Over which channel.
    pub channel: u8,
    /// About what; `None` is drawn.
    pub reason: Option<u8>,
    /// Seconds it took; `None` is drawn.
    pub handle_time: Option<f64>,
    /// Seconds it would wait; `None` is drawn.
    pub patience: Option<f64>,
}

impl Log {
    /// The rows of a day, and the place of the first.
    pub fn of_day(&self, day: u32) -> (usize, &[Traced]) {
        let place = |day: u32| self.rows.partition_point(|row| row.time < Moment::from(day) * DAY);
        let first = place(day);
        (first, &self.rows[first..place(day + 1)])
    }

    /// Logged days that may be replayed on a day: the day itself, unless others stand in for it.
    pub fn sources(&self, day: u32) -> impl Iterator<Item = u32> {
        let like = self.alike.as_ref().map_or(&[][..], |alike| alike.like(day));
        like.iter().copied().chain(like.is_empty().then_some(day))
    }

    /// How many requests of the run come of a row of a day, on average.
    pub fn weight(&self, day: u32) -> f64 {
        self.scale * self.alike.as_ref().map_or(1.0, |alike| alike.stands_for(day))
    }
}

impl Traced {
    /// Its day, counted from the first of the run.
    pub fn day(&self) -> u32 {
        self.time.div_euclid(DAY) as u32
    }

    /// Whether it is demand: who comes over a live channel while it is closed is not.
    pub fn is_demand(&self, channels: &[Channel]) -> bool {
        let channel = &channels[usize::from(self.channel)];
        channel.kind != Kind::Live || channel.opening.is_open(self.time)
    }
}

/// When a channel is open on a day, from midnight on.
type Hours = Vec<(Moment, Moment)>;

/// Days of the run by kind: of the same weekday, with the same opening hours, and holidays among themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alike {
    /// By day.
    kind: Vec<u32>,
    /// By kind, in order: those that the log covers.
    logged: Vec<Vec<u32>>,
    /// By kind: how many there are.
    all: Vec<u32>,
}

impl Alike {
    /// Those of a calendar, of which a log covers some. None of the days that are `holidays`, whatever the hours say, stands
    /// in for an ordinary day.
    pub fn of(
        calendar: &Calendar,
        channels: &[Channel],
        covered: &Range<u32>,
        holidays: &BTreeSet<u32>,
    ) -> Self {
        let mut kinds: BTreeMap<(usize, bool, Vec<Hours>), u32> = BTreeMap::new();
        let mut alike = Self::default();
        for day in 0..calendar.days {
            let midnight = Moment::from(day) * DAY;
            let hours = |channel: &Channel| {
                let stretches = channel.opening.stretches();
                let first = stretches.partition_point(|(_, close)| *close <= midnight);
                let of_day = stretches[first..].iter().take_while(|(open, _)| *open < midnight + DAY);
                of_day.map(|(open, close)| ((open - midnight).max(0), (close - midnight).min(DAY))).collect()
            };
            let next = kinds.len() as u32;
            let hours = channels.iter().map(hours).collect();
            let key = (calendar.weekday(day), holidays.contains(&day), hours);
            let kind = *kinds.entry(key).or_insert(next);
            alike.kind.push(kind);
            if kind == next {
                alike.logged.push(Vec::new());
                alike.all.push(0);
            }
            alike.all[kind as usize] += 1;
            if covered.contains(&day) {
                alike.logged[kind as usize].push(day);
            }
        }
        alike
    }

    /// Logged days that may stand in for a day; none beyond the run, and where there is none of its kind.
    pub fn like(&self, day: u32) -> &[u32] {
        self.kind.get(day as usize).map_or(&[], |kind| &self.logged[*kind as usize])
    }

    /// How many days of the run a logged day stands for, on average.
    pub fn stands_for(&self, day: u32) -> f64 {
        let of_kind = |kind: &u32| {
            let kind = *kind as usize;
            f64::from(self.all[kind]) / self.logged[kind].len().max(1) as f64
        };
        self.kind.get(day as usize).map_or(1.0, of_kind)
    }
}
