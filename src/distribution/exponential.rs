//! The exponential law.
//!
//! In: its mean. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require_positive};
use super::ziggurat;
use crate::math::exp_m1;

/// Exponential with mean 1: P(X > x) = e^(−x).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitExponential;

impl Distribution<f64> for UnitExponential {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        ziggurat::exponential(rng)
    }
}

/// Exponential: P(X > x) = e^(−x ÷ mean).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponential {
    mean: f64,
}

impl Exponential {
    /// Exponential with this mean.
    ///
    /// # Errors
    /// If the mean is not above 0.
    pub fn new(mean: f64) -> Result<Self, LawError> {
        require_positive("mean", mean)?;
        Ok(Self { mean })
    }
}

impl Distribution<f64> for Exponential {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        UnitExponential.sample(rng) * self.mean
    }
}

impl Family for Exponential {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean
    }

    fn third_moment(&self) -> f64 {
        6.0 * self.mean * self.mean * self.mean
    }

    fn cdf(&self, x: f64) -> f64 {
        if x > 0.0 { -exp_m1(-x / self.mean) } else { 0.0 }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        -self.mean * exp_m1(-x / self.mean)
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { mean: self.mean * factor }
    }
}
