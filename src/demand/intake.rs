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

/// A channel, and the first stretch of the day in which it is open (or one of a later day).
#[derive(Debug, Clone, Copy)]
pub(super) struct Door {
    channel: u8,
    open: Moment,
    close: Moment,
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

    /// The door of a channel on the current day.
    #[inline]
    pub(super) fn door(&self, channel: u8) -> Door {
        let (open, close) = self.open[usize::from(channel)];
        Door { channel, open, close }
    }

    /// Takes in an arrival of the current day.
    #[inline]
    pub(super) fn take(&mut self, model: &Model, door: Door, at: Moment, key: u64, origin: u32) {
        if at >= door.open && at < door.close {
            self.day.push(Arrival { at, key, origin });
        } else {
            self.take_closed(model, door.channel, at, key, origin);
        }
    }

    /// Takes in one outside of the stretch in which its door is open.
    #[inline(never)]
    fn take_closed(&mut self, model: &Model, channel: u8, at: Moment, key: u64, origin: u32) {
        let channel = &model.channels[usize::from(channel)];
        let opens = channel.opening.next_open(at);
        // Who phones while closed is not demand.
        if (channel.kind == Kind::Live && opens != at) || opens >= model.calendar.end() {
            return;
        }
        let arrival = Arrival { at: opens, key, origin };
        if opens < self.midnight {
            self.day.push(arrival);
        } else {
            self.later.push(arrival);
        }
    }
}
