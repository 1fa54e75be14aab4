//! Which people are there on which days of a replication: leave and absence.
//!
//! In: people, streams. Out: [`Presence`], drawn once for all staffings.
//! Must not know: teams, shifts, staffings.

use crate::model::{Calendar, Leave, Model, Person};
use crate::random::{Purpose, Streams, drawn_from, mix};

/// The golden ratio's fraction: its multiples fill a circle as evenly as any sequence can, at every length.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// A bit for every (person, day).
#[derive(Debug, Clone)]
struct Bits {
    words: Vec<u64>,
    per_person: usize,
}

impl Bits {
    fn new(people: usize, days: u32) -> Self {
        let per_person = (days as usize).div_ceil(64);
        Self { words: vec![0; people * per_person], per_person }
    }

    #[inline]
    fn get(&self, person: u32, day: u32) -> bool {
        let word = self.words[person as usize * self.per_person + day as usize / 64];
        word >> (day % 64) & 1 == 1
    }

    fn set(&mut self, person: u32, day: u32) {
        self.words[person as usize * self.per_person + day as usize / 64] |= 1 << (day % 64);
    }
}

/// Presence of every person on every day.
#[derive(Debug, Clone)]
pub struct Presence {
    on_leave: Bits,
    absent: Bits,
    /// Stream key of each person.
    keys: Vec<u64>,
}

impl Presence {
    /// Draws leave and absence: the same person is away on the same date in every staffing.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the rooms agreed on it")]
    pub fn draw(model: &Model, streams: &Streams) -> Self {
        let calendar = &model.calendar;
        let mut presence = Self {
            on_leave: Bits::new(model.people.len(), calendar.days),
            absent: Bits::new(model.people.len(), calendar.days),
            keys: model.people.iter().map(|person| streams.key(person.key)).collect(),
        };
        for (index, person) in model.people.iter().enumerate() {
            let phase = phase(person, *streams);
            let key = presence.keys[index];
            for day in 0..calendar.days {
                if is_on_leave(person, phase, calendar, day) {
                    presence.on_leave.set(index as u32, day);
                }
                let date = calendar.start.plus_days(day as i32).to_days();
                // A date before 1970 wraps around, which is as good a number as any.
                let n = i64::from(date) as u64;
                if person.absence > 0.0 && drawn_from(key, Purpose::Absence, n).yes(person.absence) {
                    presence.absent.set(index as u32, day);
                }
            }
        }
        presence
    }

    /// Whether a person works on a day (if a shift is planned).
    #[inline]
    pub fn is_present(&self, person: u32, day: u32) -> bool {
        !self.on_leave.get(person, day) && !self.absent.get(person, day)
    }

    /// Whether a person is on planned leave on a day.
    #[inline]
    pub fn is_on_leave(&self, person: u32, day: u32) -> bool {
        self.on_leave.get(person, day)
    }

    /// A number drawn for a person and a day: people that tie are ordered by it, smallest first.
    #[inline]
    pub fn tie(&self, person: u32, day: u32) -> u64 {
        let key = self.keys[person as usize];
        drawn_from(key, Purpose::PersonTie, u64::from(day)).bits()
    }
}

/// Where a person's leave lies in the cycle of its roster, from 0 to 1: seats are spread evenly, whatever their number;
/// where the cycle starts is drawn per replication and roster.
fn phase(person: &Person, streams: Streams) -> f64 {
    let roster = mix(person.roster, Purpose::LeavePhase as u64);
    let offset = streams.draw(Purpose::LeavePhase, roster, 0).uniform();
    fraction(offset + f64::from(person.seat) * GOLDEN)
}

fn fraction(x: f64) -> f64 {
    x - x.floor()
}

/// Planned leave. A share s is taken in whole calendar weeks: in week w, counted from the run's first, those whose phase
/// moved on by w·s lies below s are away: about n·s of n people in every week, each in turn, back to back.
fn is_on_leave(person: &Person, phase: f64, calendar: &Calendar, day: u32) -> bool {
    match &person.leave {
        Leave::Share(share) => {
            let week = (calendar.weekday(0) as u32 + day) / 7;
            fraction(phase + f64::from(week) * share) < *share
        }
        Leave::Dates(stretches) => {
            let date = calendar.start.plus_days(day as i32);
            stretches.iter().any(|&(first, last)| first <= date && date <= last)
        }
    }
}
