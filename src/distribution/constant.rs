//! The deterministic law: always the same value.
//!
//! In: the value. Out: it. Must not know: its unit.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, LawError, require};

/// Always the same value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constant {
    value: f64,
}

impl Constant {
    /// Always `value` ≥ 0.
    ///
    /// # Errors
    /// If the value is negative or not finite.
    pub fn new(value: f64) -> Result<Self, LawError> {
        require(value >= 0.0, "value", value, "a number of at least 0")?;
        Ok(Self { value })
    }
}

impl Distribution<f64> for Constant {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, _: &mut R) -> f64 {
        self.value
    }
}

impl Family for Constant {
    fn mean(&self) -> f64 {
        self.value
    }

    fn variance(&self) -> f64 {
        0.0
    }

    fn third_moment(&self) -> f64 {
        self.value * self.value * self.value
    }

    fn cdf(&self, x: f64) -> f64 {
        if x >= self.value { 1.0 } else { 0.0 }
    }

    fn limited_mean(&self, x: f64) -> f64 {
        x.min(self.value)
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { value: self.value * factor }
    }
}
