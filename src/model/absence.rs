//! How often people are ill, and for how long.
//!
//! In: a share of days, the length of a spell, how much strikes all at once. Out: [`Absence`], and for spells the
//! chance with which one begins on a date. Must not know: who is ill today (that is `workforce`).

use std::sync::Arc;

use crate::distribution::{Beta, Law};
use crate::math::sqrt;

/// Longest spell, in days: longer ones end here.
const LONGEST: usize = 366;

/// Spells longer than this chance are cut off.
const RARE: f64 = 1e-9;

/// Absence of a person.
#[derive(Debug, Clone, PartialEq)]
pub enum Absence {
    /// This chance on every day, each on its own.
    Daily(f64),
    /// In spells of several days.
    Spells(Arc<Spells>),
}

impl Absence {
    /// Share of days in the long run.
    pub fn share(&self) -> f64 {
        match self {
            Self::Daily(share) => *share,
            Self::Spells(spells) => spells.share,
        }
    }
}

/// Absence that begins on a date with some chance and lasts some days; what overlaps is one absence.
#[derive(Debug, Clone, PartialEq)]
pub struct Spells {
    share: f64,
    length: Law,
    longest: u32,
    start: f64,
    common: Option<Beta>,
}

impl Spells {
    /// Spells that come to a share of all days, with this law of their length in days and this coefficient of variation
    /// of the day's chance common to a roster (0: each on his own).
    ///
    /// A spell of drawn length X lasts `max(1, ⌊X + ½⌋)` days. With `s_k` the chance that it lasts longer than k
    /// days, a day is free of absence with probability `Π_k (1 − q·s_k)`: q, the chance of a spell on a date, is the one that
    /// makes this 1 − share. It holds with the common factor, too: factors of different dates are independent, of mean 1.
    ///
    /// # Errors
    /// The largest `common` there can be, if it is more: a chance cannot vary more than between 0 and 1.
    pub fn new(share: f64, length: Law, common: f64) -> Result<Self, f64> {
        let longer = survival(&length);
        let free = |start: f64| longer.iter().map(|s| 1.0 - start * s).product::<f64>();
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..100 {
            let middle = 0.5 * (low + high);
            if free(middle) > 1.0 - share { low = middle } else { high = middle }
        }
        // Spells of one day need no search.
        let start = if longer.len() == 1 { share } else { 0.5 * (low + high) };
        let mut law = None;
        if common > 0.0 && start > 0.0 {
            // A beta law of mean q and variance (q·common)².
            let shapes = (1.0 - start) / (start * common * common) - 1.0;
            let most = sqrt((1.0 - start) / start);
            law = Some(Beta::new(start * shapes, (1.0 - start) * shapes).map_err(|_| most)?);
        }
        Ok(Self { share, length, longest: longer.len() as u32, start, common: law })
    }

    /// Share of days in the long run.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// Chance that a spell begins on a date.
    pub fn start(&self) -> f64 {
        self.start
    }

    /// The law of that chance from date to date, common to a roster; `None` if it is always the same.
    pub fn common(&self) -> Option<&Beta> {
        self.common.as_ref()
    }

    /// Days that a spell can last at most.
    pub fn longest(&self) -> u32 {
        self.longest
    }

    /// The law of a spell's length in days, not yet whole.
    pub fn length(&self) -> &Law {
        &self.length
    }

    /// Whole days of a drawn length.
    pub fn whole(&self, length: f64) -> u32 {
        ((length + 0.5).floor() as u32).clamp(1, self.longest)
    }
}

/// Chance of a spell longer than 0, 1, 2, … days, as far as it matters.
fn survival(length: &Law) -> Vec<f64> {
    let mut longer = vec![1.0];
    while longer.len() < LONGEST {
        // At least this long; a law may have a point there.
        let least = longer.len() as f64 + 0.5;
        let chance = 1.0 - length.cdf(least * (1.0 - 1e-12));
        if chance <= RARE {
            break;
        }
        longer.push(chance);
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::Spells;
    use crate::distribution::Law;

    #[test]
    fn the_chance_of_a_spell_gives_the_share() {
        let spells = Spells::new(0.05, Law::deterministic(4.0).unwrap(), 0.0).unwrap();
        // Free if no spell began on this day or the three before.
        assert!((1.0 - spells.start()).powi(4) - 0.95 < 1e-12 && spells.longest() == 4);
        let single = Spells::new(0.05, Law::deterministic(1.0).unwrap(), 0.0).unwrap();
        assert!((single.start() - 0.05).abs() < 1e-15);
        // Half a day is a day, and two and a half are three.
        let half = Spells::new(0.1, Law::deterministic(2.5).unwrap(), 0.0).unwrap();
        assert_eq!((half.longest(), half.whole(2.5), half.whole(0.1)), (3, 3, 1));
        let long = Spells::new(0.05, Law::exponential(4.0).unwrap(), 0.0).unwrap();
        assert!(long.longest() > 60 && long.longest() < 100, "{}", long.longest());
        assert!(Spells::new(0.0, Law::exponential(4.0).unwrap(), 0.5).unwrap().start() < 1e-12);
    }

    #[test]
    fn a_chance_cannot_vary_without_end() {
        let day = || Law::deterministic(1.0).unwrap();
        assert!(Spells::new(0.2, day(), 1.9).is_ok());
        assert_eq!(Spells::new(0.2, day(), 2.1).map(|_| ()), Err(2.0));
        let spells = Spells::new(0.08, day(), 0.5).unwrap();
        let common = spells.common().unwrap();
        assert!((common.mean() - 0.08).abs() < 1e-12);
        assert!((common.variance().sqrt() - 0.04).abs() < 1e-12);
    }
}
