//! Which people are there on which days of a replication: leave and absence.
//!
//! In: people, streams. Out: [`Presence`], drawn once for all staffings.
//! Must not know: teams, shifts, staffings.

use std::sync::Arc;

use rand_distr::Distribution;

use crate::model::{Absence, Calendar, Leave, Model, Person, Spells};
use crate::random::{Purpose, Streams, drawn_from, mix};

/// The golden ratio's fraction: its multiples fill a circle as evenly as any sequence can, at every length.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// Days before the first one and after the last one that are drawn, too: a shift of the eve lasts into the first day, and
/// at a site behind or ahead of the scenario's clock it may be yesterday or tomorrow.
const AROUND: i64 = 2;

/// A bit for every (person, day).
#[derive(Debug, Clone)]
struct Bits {
    words: Vec<u64>,
    per_person: usize,
}

impl Bits {
    fn new(people: usize, days: u32) -> Self {
        let per_person = (days as usize + 2 * AROUND as usize).div_ceil(64);
        Self { words: vec![0; people * per_person], per_person }
    }

    /// The word that a bit is in, and its place there.
    #[inline]
    fn place(&self, person: u32, day: i64) -> (usize, u32) {
        let bit = (day + AROUND) as usize;
        (person as usize * self.per_person + bit / 64, bit as u32 % 64)
    }

    #[inline]
    fn get(&self, person: u32, day: i64) -> bool {
        let (word, bit) = self.place(person, day);
        self.words[word] >> bit & 1 == 1
    }

    fn set(&mut self, person: u32, day: i64) {
        let (word, bit) = self.place(person, day);
        self.words[word] |= 1 << bit;
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
        let mut chances = Chances::default();
        for (index, person) in model.people.iter().enumerate() {
            let phase = phase(person, *streams);
            let key = presence.keys[index];
            for day in -AROUND..i64::from(calendar.days) + AROUND {
                if is_on_leave(person, phase, calendar, day) {
                    presence.on_leave.set(index as u32, day);
                }
                if let Absence::Daily(share) = person.absence
                    && share > 0.0
                    && drawn_from(key, Purpose::Absence, date(calendar, day)).yes(share)
                {
                    presence.absent.set(index as u32, day);
                }
            }
            if let Absence::Spells(spells) = &person.absence {
                let chances = chances.of(person.roster, spells, calendar, *streams);
                presence.fall_ill(index as u32, spells, chances, calendar);
            }
        }
        presence
    }

    /// Marks the days of a person's spells, those that began before the first of them, too.
    fn fall_ill(&mut self, person: u32, spells: &Spells, chances: &[f64], calendar: &Calendar) {
        let key = self.keys[person as usize];
        for (day, chance) in dates_of_spells(spells, calendar).zip(chances) {
            let n = date(calendar, day);
            if drawn_from(key, Purpose::Absence, n).yes(*chance) {
                let length = spells.length().sample(&mut drawn_from(key, Purpose::AbsenceLength, n));
                let end = day + i64::from(spells.whole(length));
                for day in day.max(-AROUND)..end.min(i64::from(calendar.days) + AROUND) {
                    self.absent.set(person, day);
                }
            }
        }
    }

    /// Whether a person works on a day by the date at his site, up to two days around the run, too (if a shift is planned).
    #[inline]
    pub fn is_present(&self, person: u32, day: impl Into<i64>) -> bool {
        let day = day.into();
        !self.on_leave.get(person, day) && !self.absent.get(person, day)
    }

    /// Whether a person is on planned leave on such a day.
    #[inline]
    pub fn is_on_leave(&self, person: u32, day: impl Into<i64>) -> bool {
        self.on_leave.get(person, day.into())
    }

    /// A number drawn for a person and a day: people that tie are ordered by it, smallest first.
    #[inline]
    pub fn tie(&self, person: u32, day: u32) -> u64 {
        let key = self.keys[person as usize];
        drawn_from(key, Purpose::PersonTie, u64::from(day)).bits()
    }
}

/// The number of a day's date, by which its absences are drawn; days before the run are negative.
fn date(calendar: &Calendar, day: i64) -> u64 {
    // A date before 1970 wraps around, which is as good a number as any.
    (i64::from(calendar.start.to_days()) + day) as u64
}

/// Days on which spells begin that matter: from as many before those that are drawn as one can last.
fn dates_of_spells(spells: &Spells, calendar: &Calendar) -> std::ops::Range<i64> {
    1 - AROUND - i64::from(spells.longest())..i64::from(calendar.days) + AROUND
}

/// The chance of a spell on each date from as many days before the run as a spell can last: worked out once for those who share
/// a roster and its rules.
#[derive(Debug, Default)]
struct Chances {
    of: Option<(u64, Arc<Spells>)>,
    by_date: Vec<f64>,
}

impl Chances {
    fn of(&mut self, roster: u64, spells: &Arc<Spells>, calendar: &Calendar, streams: Streams) -> &[f64] {
        let same = |known: &(u64, Arc<Spells>)| known.0 == roster && known.1 == *spells;
        if !self.of.as_ref().is_some_and(same) {
            let key = streams.key(mix(roster, Purpose::AbsenceCommon as u64));
            let days = dates_of_spells(spells, calendar);
            let chance = |day| match spells.common() {
                None => spells.start(),
                Some(law) => law.sample(&mut drawn_from(key, Purpose::AbsenceCommon, date(calendar, day))),
            };
            self.by_date = days.map(chance).collect();
            self.of = Some((roster, spells.clone()));
        }
        &self.by_date
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
fn is_on_leave(person: &Person, phase: f64, calendar: &Calendar, day: i64) -> bool {
    match &person.leave {
        Leave::Share(share) => {
            let week = (calendar.weekday(0) as i64 + day).div_euclid(7);
            fraction(phase + week as f64 * share) < *share
        }
        Leave::Dates(_) => person.leave.is_on(calendar.date(day)),
    }
}
