//! The beta law, for shares and chances.
//!
//! In: two shapes. Out: variates and values between 0 and 1. Must not know: what they are shares of.

use rand::Rng;
use rand_distr::Distribution;

use super::Gamma;
use super::law::{LawError, require_positive};
use crate::math::incomplete_beta;

/// Beta with density in proportion to x^(a−1) (1−x)^(b−1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
    first: Gamma,
    second: Gamma,
}

impl Beta {
    /// Beta with these shapes.
    ///
    /// # Errors
    /// If one of them is not above 0.
    pub fn new(a: f64, b: f64) -> Result<Self, LawError> {
        require_positive("a", a)?;
        require_positive("b", b)?;
        Ok(Self { a, b, first: Gamma::new(a, a)?, second: Gamma::new(b, b)? })
    }

    /// The mean, a ÷ (a + b).
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The variance.
    pub fn variance(&self) -> f64 {
        let sum = self.a + self.b;
        self.a * self.b / (sum * sum * (sum + 1.0))
    }

    /// P(X ≤ x).
    pub fn cdf(&self, x: f64) -> f64 {
        incomplete_beta(self.a, self.b, x)
    }
}

impl Distribution<f64> for Beta {
    /// The share of a gamma variate in the sum of two.
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let first: f64 = self.first.sample(rng);
        let second: f64 = self.second.sample(rng);
        // Tiny shapes can round both to nothing; the mean is then as good a share as any.
        if first + second > 0.0 { first / (first + second) } else { self.mean() }
    }
}
