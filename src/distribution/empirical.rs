//! The empirical law: values that were seen.
//!
//! In: values. Out: one of them at a time. Must not know: what was measured, or its unit.

use std::sync::Arc;

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require};
use crate::random::to_unit;

/// One of the values given, each with the same chance; a value given twice has twice the chance. Nothing is interpolated.
#[derive(Clone, Debug, PartialEq)]
pub struct Empirical {
    /// Ascending, never empty; shared, for a law is cloned where it is used.
    values: Arc<[f64]>,
    /// Sums of the first 0, 1, 2, … values.
    sums: Arc<[f64]>,
    mean: f64,
}

impl Empirical {
    /// The law of the values given, in any order.
    ///
    /// # Errors
    /// If there is none, or one is negative or not finite.
    pub fn new(mut values: Vec<f64>) -> Result<Self, LawError> {
        if values.is_empty() {
            return Err(LawError::Empty("values"));
        }
        for &value in &values {
            require(value >= 0.0, "values", value, "numbers of at least 0")?;
        }
        values.sort_by(f64::total_cmp);
        Ok(Self::of_sorted(values.into()))
    }

    fn of_sorted(values: Arc<[f64]>) -> Self {
        let mut sums = Vec::with_capacity(values.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for &value in values.iter() {
            sum += value;
            sums.push(sum);
        }
        let mean = sum / values.len() as f64;
        Self { values, sums: sums.into(), mean }
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    fn average(&self, of: impl Fn(f64) -> f64) -> f64 {
        self.values.iter().map(|&value| of(value)).sum::<f64>() / self.values.len() as f64
    }
}

impl Distribution<f64> for Empirical {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let at = (to_unit(rng.next_u64()) * self.values.len() as f64) as usize;
        self.values[at.min(self.values.len() - 1)]
    }
}

impl Family for Empirical {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.average(|value| (value - self.mean) * (value - self.mean))
    }

    fn third_moment(&self) -> f64 {
        self.average(|value| value * value * value)
    }

    fn cdf(&self, x: f64) -> f64 {
        self.values.partition_point(|&value| value <= x) as f64 / self.values.len() as f64
    }

    fn limited_mean(&self, x: f64) -> f64 {
        let below = self.values.partition_point(|&value| value <= x);
        let above = self.values.len() - below;
        let cut = if above > 0 { x * above as f64 } else { 0.0 };
        (self.sums[below] + cut) / self.values.len() as f64
    }

    fn scaled(&self, factor: f64) -> Self {
        Self::of_sorted(self.values.iter().map(|&value| value * factor).collect())
    }
}
