//! How volumes grow over the run.
//!
//! In: the scenario's door. Out: [`Growth`], the rates of groups and how unsure they are. Must not know: draws (a path of
//! growth is drawn in `demand`).

use crate::math::pow;
use crate::time::DAYS_PER_YEAR;

/// Growth from the first day of the run on: volumes are those of the first day × (1 + rate) to the power of years since ×
/// a random walk's exponential with mean 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// Growth a year, by group; 0.08 is 8 %.
    pub per_year: Vec<f64>,
    /// Standard deviation of the logarithm of the walk after a year.
    pub uncertainty: f64,
}

impl Growth {
    /// Expected volume of a group at the beginning of a day, as a multiple of that of the first day.
    pub fn expected(&self, group: usize, day: f64) -> f64 {
        self.per_year.get(group).map_or(1.0, |rate| pow(1.0 + rate, day / DAYS_PER_YEAR))
    }

    /// The largest of these over groups.
    pub fn most_expected(&self, day: f64) -> f64 {
        let of_group = |group| self.expected(group, day);
        (0..self.per_year.len()).map(of_group).fold(0.0, f64::max)
    }
}
