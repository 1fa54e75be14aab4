//! The door of a day: what arrives closed is dated to the next opening, maybe of a later day.
//!
//! In: raw arrivals of a day. Out: those dated in the day; the others are kept for theirs.
//! Must not know: how arrivals come about.

use super::order::{Arrival, Day};
use crate::model::{Kind, Model};
use crate::time::{DAY, Moment, NEVER};

/// Arrivals of the current day, and of later ones.
#[derive(Debug, Clone)]
pub(super) struct Intake {
    pub(super) day: Day,
    /// Dated to a later day.
    later: Vec<Arrival>,
    /// End of the current day.
    midnight: Moment,
    /// By channel: the first stretch of the day in which it is open (or a later one).
    open: Vec<(Moment, Moment)>,
}

impl Intake {
    /// An intake for days of up to so many arrivals.
    pub(super) fn new(most: usize) -> Self {
        Self { day: Day::new(most), later: Vec::with_capacity(most), midnight: 0, open: Vec::new() }
    }

    /// Starts anew.
    pub(super) fn reset(&mut self) {
        self.later.clear();
    }

    /// Opens a day: what earlier days left for it comes first.
    pub(super) fn open(&mut self, model: &Model, day: u32) {
        let Self { day: today, later, midnight, open } = self;
        today.clear();
        open.clear();
        open.extend(model.channels.iter().map(|channel| {
            let stretches = channel.opening.stretches();
            let first = stretches.partition_point(|stretch| stretch.1 <= Moment::from(day) * DAY);
            stretches.get(first).copied().unwrap_or((NEVER, NEVER))
        }));
        *midnight = (Moment::from(day) + 1) * DAY;
        later.retain(|arrival| {
            let is_later = arrival.at >= *midnight;
            if !is_later {
                today.push(*arrival);
            }
            is_later
        });
    }

    /// Takes in an arrival of the current day over a channel.
    #[inline]
    pub(super) fn take(&mut self, model: &Model, channel: u8, mut arrival: Arrival) {
        let (open, close) = self.open[usize::from(channel)];
        if arrival.at < open || arrival.at >= close {
            let channel = &model.channels[usize::from(channel)];
            let opens = channel.opening.next_open(arrival.at);
            // Who phones while closed is not demand.
            if (channel.kind == Kind::Live && opens != arrival.at) || opens >= model.calendar.end() {
                return;
            }
            arrival.at = opens;
        }
        if arrival.at < self.midnight {
            self.day.push(arrival);
        } else {
            self.later.push(arrival);
        }
    }
}
