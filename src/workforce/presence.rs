//! Which people are there on which days of a replication: leave and absence.
//!
//! In: people, streams. Out: [`Presence`], drawn once for all staffings.
//! Must not know: teams, shifts, staffings.

use crate::model::Model;
use crate::random::Streams;
use rand::Rng;

/// Presence of every person on every day.
#[derive(Debug, Clone)]
pub struct Presence {
    days: usize,
    present: Vec<bool>,
    streams: Streams,
    keys: Vec<u64>,
}

impl Presence {
    /// Draws leave and absence: the same person is away on the same date in every staffing.
    pub fn draw(model: &Model, streams: &Streams) -> Self {
        let days = model.calendar.days as usize;
        Self {
            days,
            present: vec![true; days * model.people.len()],
            streams: *streams,
            keys: model.people.iter().map(|p| p.key).collect(),
        }
    }

    /// Whether a person works on a day (if a shift is planned).
    #[inline]
    pub fn is_present(&self, person: u32, day: u32) -> bool {
        self.present[person as usize * self.days + day as usize]
    }

    /// Orders people that tie on a day.
    pub fn tie(&self, person: u32, day: u32) -> u64 {
        self.streams
            .draw(crate::random::Purpose::PersonTie, self.keys[person as usize], u64::from(day))
            .next_u64()
    }
}
