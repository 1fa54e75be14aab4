//! The gamma law, which holds Erlang's and the busyness factors.
//!
//! In: mean and shape. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require_positive};
use super::{StandardNormal, UnitExponential};
use crate::math::{exp, incomplete_gamma, incomplete_gamma_upper, ln, sqrt};
use crate::random::to_unit;

/// Gamma with a mean and a shape: variance = mean² ÷ shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    mean: f64,
    shape: f64,
    /// Shape of the sampler (the shape, or one more where it is below 1) less a third.
    d: f64,
    /// 1 ÷ √(9 d).
    c: f64,
}

impl Gamma {
    /// Gamma with this mean and shape.
    ///
    /// # Errors
    /// If one of them is not above 0.
    pub fn new(mean: f64, shape: f64) -> Result<Self, LawError> {
        require_positive("mean", mean)?;
        require_positive("shape", shape)?;
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        Ok(Self { mean, shape, d, c: 1.0 / sqrt(9.0 * d) })
    }

    /// The shape.
    pub fn shape(&self) -> f64 {
        self.shape
    }

    /// A variate of the sampler's shape and scale 1: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma
    /// variables", 2000.
    #[inline]
    fn standard<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        loop {
            let x: f64 = StandardNormal.sample(rng);
            let root = 1.0 + self.c * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            let u = to_unit(rng.next_u64());
            let square = x * x;
            if u < 1.0 - 0.0331 * square * square || ln(u) < 0.5 * square + self.d * (1.0 - v + ln(v)) {
                return self.d * v;
            }
        }
    }
}

impl Distribution<f64> for Gamma {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let standard = self.standard(rng);
        if self.shape >= 1.0 {
            return standard / self.shape * self.mean;
        }
        // Below shape 1: a variate of one shape more, times u^(1/shape).
        let exponent: f64 = UnitExponential.sample(rng);
        standard * exp(-exponent / self.shape) / self.shape * self.mean
    }
}

impl Family for Gamma {
    fn mean(&self) -> f64 {
        self.mean
    }

    fn variance(&self) -> f64 {
        self.mean * self.mean / self.shape
    }

    fn third_moment(&self) -> f64 {
        let scale = self.mean / self.shape;
        self.mean * (self.shape + 1.0) * (self.shape + 2.0) * scale * scale
    }

    fn cdf(&self, x: f64) -> f64 {
        incomplete_gamma(self.shape, x * self.shape / self.mean)
    }

    fn limited_mean(&self, x: f64) -> f64 {
        let scaled = x * self.shape / self.mean;
        let above = if x.is_finite() { x * incomplete_gamma_upper(self.shape, scaled) } else { 0.0 };
        self.mean * incomplete_gamma(self.shape + 1.0, scaled) + above
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { mean: self.mean * factor, ..*self }
    }
}

/// A busyness factor: gamma with mean 1 and this coefficient of variation; exactly 1 where that is 0.
pub fn gamma_busyness<R: Rng + ?Sized>(cv: f64, rng: &mut R) -> f64 {
    if cv > 0.0 { Gamma::new(1.0, 1.0 / (cv * cv)).map_or(1.0, |law| law.sample(rng)) } else { 1.0 }
}
