//! Which people are there on which days of a replication: leave and absence.
//!
//! In: people, streams. Out: [`Presence`], drawn once for all staffings.
//! Must not know: teams, shifts, staffings.

use crate::model::Model;
use crate::random::Streams;

/// Presence of every person on every day.
#[derive(Debug, Clone)]
pub struct Presence {
    days: usize,
    present: Vec<bool>,
}

impl Presence {
    /// Draws leave and absence: the same person is away on the same date in every staffing.
    pub fn draw(model: &Model, _streams: &Streams) -> Self {
        let days = model.calendar.days as usize;
        Self {
            days,
            present: vec![true; days * model.people.len()],
        }
    }

    /// Whether a person works on a day (if a shift is planned).
    #[inline]
    pub fn is_present(&self, person: u32, day: u32) -> bool {
        self.present[person as usize * self.days + day as usize]
    }
}
