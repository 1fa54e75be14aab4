//! The Weibull law.
//!
//! In: mean and shape. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::UnitExponential;
use super::law::{Family, LawError, require, require_positive};
use crate::math::{exp, exp_m1, gamma, incomplete_gamma, ln, pow};

/// Weibull: P(X > x) = e^(−(x ÷ scale)^shape), with scale = mean ÷ Γ(1 + 1/shape).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weibull {
    mean: f64,
    shape: f64,
    /// 1 ÷ shape.
    power: f64,
    /// The scale at mean 1.
    unit_scale: f64,
}

impl Weibull {
    /// Weibull with this mean and shape.
    ///
    /// # Errors
    /// If the mean is not above 0, or the shape below 0.05 (where moments leave the floating-point range).
    pub fn new(mean: f64, shape: f64) -> Result<Self, LawError> {
        require_positive("mean", mean)?;
        require(shape >= 0.05, "shape", shape, "a number of at least 0.05")?;
        let power = 1.0 / shape;
        Ok(Self { mean, shape, power, unit_scale: 1.0 / gamma(1.0 + power) })
    }

    fn scale(&self) -> f64 {
        self.mean * self.unit_scale
    }
}

impl Distribution<f64> for Weibull {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        // Three times as quick as `pow`, whose last digits a variate does not need.
        exp(ln(UnitExponential.sample(rng)) * self.power) * self.unit_scale * self.mean
    }
}

impl Family for Weibull {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean * (gamma(1.0 + 2.0 * self.power) * self.unit_scale * self.unit_scale - 1.0)
    }

    fn third_moment(&self) -> f64 {
        let scale = self.scale();
        gamma(1.0 + 3.0 * self.power) * scale * scale * scale
    }

    fn cdf(&self, x: f64) -> f64 {
        if x > 0.0 { -exp_m1(-pow(x / self.scale(), self.shape)) } else { 0.0 }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        self.mean * incomplete_gamma(self.power, pow(x.max(0.0) / self.scale(), self.shape))
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { mean: self.mean * factor, ..*self }
    }
}
