//! The triangular law.
//!
//! In: two ends and a peak. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require};
use crate::math::sqrt;
use crate::random::to_unit;

/// Triangular from `low` to `high` with the density's peak at `mode`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangular {
    /// Triangular between two numbers with a peak.
    ///
    /// # Errors
    /// Unless 0 ≤ low ≤ mode ≤ high.
    pub fn new(low: f64, mode: f64, high: f64) -> Result<Self, LawError> {
        require(low >= 0.0, "min", low, "a number of at least 0")?;
        require(mode >= low, "mode", mode, "a number of at least `min`")?;
        require(high >= mode, "max", high, "a number of at least `mode`")?;
        Ok(Self { low, mode, high })
    }
}

impl Distribution<f64> for Triangular {
    /// By inversion.
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let u = to_unit(rng.next_u64());
        let (width, left, right) = (self.high - self.low, self.mode - self.low, self.high - self.mode);
        if u * width < left {
            self.low + sqrt(u * width * left)
        } else {
            self.high - sqrt((1.0 - u) * width * right)
        }
    }
}

impl Family for Triangular {
    fn mean(&self) -> f64 {
        (self.low + self.mode + self.high) / 3.0
    }

    fn variance(&self) -> f64 {
        let (left, right) = (self.mode - self.low, self.high - self.mode);
        (left * left + left * right + right * right) / 18.0
    }

    fn third_moment(&self) -> f64 {
        let (a, b, c) = (self.low, self.high, self.mode);
        // The complete symmetric polynomial of degree 3 in the three corners, over 10.
        let cubes = a * a * a + b * b * b + c * c * c;
        let squares = a * a * (b + c) + b * b * (a + c) + c * c * (a + b);
        (cubes + squares + a * b * c) / 10.0
    }

    fn cdf(&self, x: f64) -> f64 {
        let width = self.high - self.low;
        if x >= self.high {
            1.0
        } else if x <= self.low {
            0.0
        } else if x < self.mode {
            (x - self.low) * (x - self.low) / (width * (self.mode - self.low))
        } else {
            1.0 - (self.high - x) * (self.high - x) / (width * (self.high - self.mode))
        }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        let width = self.high - self.low;
        let cube = |d: f64| d * d * d;
        if x <= self.low {
            x
        } else if x >= self.high {
            self.mean()
        } else if x < self.mode {
            x - cube(x - self.low) / (3.0 * width * (self.mode - self.low))
        } else {
            self.mean() - cube(self.high - x) / (3.0 * width * (self.high - self.mode))
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, mode: self.mode * factor, high: self.high * factor }
    }
}
