//! A log that is replayed in the place of drawn requests.
//!
//! In: rows of the days of the run. Out: which of these days may stand in for one another, and how often a row comes.
//! Must not know: files, chance.

use std::collections::BTreeMap;

use super::{Calendar, Channel};
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
}

/// When a channel is open on a day, from midnight on.
type Hours = Vec<(Moment, Moment)>;

/// Days of the run by kind: of the same weekday, and with the same opening hours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alike {
    /// By day.
    kind: Vec<u32>,
    /// By kind, in order.
    days: Vec<Vec<u32>>,
}

impl Alike {
    /// Those of a calendar.
    pub fn of(calendar: &Calendar, channels: &[Channel]) -> Self {
        let mut kinds: BTreeMap<(usize, Vec<Hours>), u32> = BTreeMap::new();
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
            let key = (calendar.weekday(day), channels.iter().map(hours).collect());
            let kind = *kinds.entry(key).or_insert(next);
            alike.kind.push(kind);
            if kind == next {
                alike.days.push(Vec::new());
            }
            alike.days[kind as usize].push(day);
        }
        alike
    }

    /// Days that may stand in for a day, itself among them; none beyond the run.
    pub fn like(&self, day: u32) -> &[u32] {
        self.kind.get(day as usize).map_or(&[], |kind| &self.days[*kind as usize])
    }

    /// The days of each kind.
    pub fn kinds(&self) -> impl Iterator<Item = &[u32]> {
        self.days.iter().map(Vec::as_slice)
    }
}
