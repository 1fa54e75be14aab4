//! The lognormal law.
//!
//! In: mean and spread. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::StandardNormal;
use super::law::{Family, LawError, require_positive};
use crate::math::{exp, exp_m1, ln, ln_1p, normal_cdf, normal_survival, sqrt};

/// Lognormal: X = mean · e^(σZ − σ²/2) with Z standard normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    mean: f64,
    sigma: f64,
    /// σ²/2.
    half_square: f64,
}

impl LogNormal {
    /// Lognormal with this mean and coefficient of variation: σ² = ln(1 + cv²).
    ///
    /// # Errors
    /// If one of them is not above 0.
    pub fn new(mean: f64, cv: f64) -> Result<Self, LawError> {
        require_positive("cv", cv)?;
        Self::with_sigma(mean, sqrt(ln_1p(cv * cv)))
    }

    /// Lognormal with this mean and standard deviation of the logarithm.
    ///
    /// # Errors
    /// If one of them is not above 0.
    pub fn with_sigma(mean: f64, sigma: f64) -> Result<Self, LawError> {
        require_positive("mean", mean)?;
        require_positive("sigma", sigma)?;
        Ok(Self { mean, sigma, half_square: 0.5 * sigma * sigma })
    }

    /// (ln(x ÷ mean) + σ²/2) ÷ σ: how many deviations x lies above the median.
    fn standardised(&self, x: f64) -> f64 {
        (ln(x / self.mean) + self.half_square) / self.sigma
    }
}

impl Distribution<f64> for LogNormal {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        exp(self.sigma * StandardNormal.sample(rng) - self.half_square) * self.mean
    }
}

impl Family for LogNormal {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean * exp_m1(self.sigma * self.sigma)
    }

    fn third_moment(&self) -> f64 {
        self.mean * self.mean * self.mean * exp(3.0 * self.sigma * self.sigma)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x > 0.0 { normal_cdf(self.standardised(x)) } else { 0.0 }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        let z = self.standardised(x);
        let above = if x.is_finite() { x * normal_survival(z) } else { 0.0 };
        self.mean * normal_cdf(z - self.sigma) + above
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { mean: self.mean * factor, ..*self }
    }
}
