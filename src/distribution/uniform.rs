//! The uniform law.
//!
//! In: two ends. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require};
use crate::random::to_unit;

/// Uniform from `low` to `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    low: f64,
    high: f64,
}

impl Uniform {
    /// Uniform between two numbers.
    ///
    /// # Errors
    /// Unless 0 ≤ low ≤ high.
    pub fn new(low: f64, high: f64) -> Result<Self, LawError> {
        require(low >= 0.0, "min", low, "a number of at least 0")?;
        require(high >= low, "max", high, "a number of at least `min`")?;
        Ok(Self { low, high })
    }
}

impl Distribution<f64> for Uniform {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        self.low + (self.high - self.low) * to_unit(rng.next_u64())
    }
}

impl Family for Uniform {
    fn mean(&self) -> f64 {
        0.5 * (self.low + self.high)
    }

    fn variance(&self) -> f64 {
        let width = self.high - self.low;
        width * width / 12.0
    }

    fn third_moment(&self) -> f64 {
        0.25 * (self.low + self.high) * (self.low * self.low + self.high * self.high)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x >= self.high {
            1.0
        } else if x <= self.low {
            0.0
        } else {
            (x - self.low) / (self.high - self.low)
        }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        if x <= self.low {
            x
        } else if x >= self.high {
            self.mean()
        } else {
            x - 0.5 * (x - self.low) * (x - self.low) / (self.high - self.low)
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}
