//! Mixtures: first which law, then its value.
//!
//! In: weights and laws. Out: variates and values. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::law::{Family, Law, LawError, require};
use crate::random::to_unit;

/// One of several laws, chosen by weight (a hyperexponential is a mixture of exponentials).
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Weights, summing to 1.
    weights: Vec<f64>,
    /// Their running sums; the last is 1.
    bounds: Vec<f64>,
    parts: Vec<Law>,
}

impl Mixture {
    /// The mixture of `parts` with chances in proportion to `weights`.
    ///
    /// # Errors
    /// If there is no part, the numbers differ, a weight is negative or all are 0.
    pub fn new(weights: &[f64], parts: Vec<Law>) -> Result<Self, LawError> {
        if parts.is_empty() {
            return Err(LawError::Empty("laws"));
        }
        if weights.len() != parts.len() {
            return Err(LawError::Weights { weights: weights.len(), parts: parts.len() });
        }
        for &weight in weights {
            require(weight >= 0.0, "weights", weight, "numbers of at least 0")?;
        }
        let total: f64 = weights.iter().sum();
        require(total > 0.0, "weights", total, "numbers whose sum is above 0")?;
        let weights: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        let mut bounds: Vec<f64> = weights
            .iter()
            .scan(0.0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            })
            .collect();
        // Rounding must not leave a gap below 1, nor give a part of weight 0 a chance.
        let last = weights.iter().rposition(|&weight| weight > 0.0).unwrap_or(0);
        bounds[last..].fill(1.0);
        Ok(Self { weights, bounds, parts })
    }

    /// The laws.
    pub fn parts(&self) -> &[Law] {
        &self.parts
    }

    /// The weights, summing to 1.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn average(&self, of: impl Fn(&Law) -> f64) -> f64 {
        self.weights.iter().zip(&self.parts).map(|(weight, part)| weight * of(part)).sum()
    }
}

impl Distribution<f64> for Mixture {
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        let u = to_unit(rng.next_u64());
        let at = self.bounds.partition_point(|&bound| bound <= u);
        self.parts[at.min(self.parts.len() - 1)].sample(rng)
    }
}

impl Family for Mixture {
    fn mean(&self) -> f64 {
        self.average(Law::mean)
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        // Within the parts and between them; no difference of large numbers.
        self.average(|part| part.variance() + (part.mean() - mean) * (part.mean() - mean))
    }

    fn third_moment(&self) -> f64 {
        self.average(Law::third_moment)
    }

    fn cdf(&self, x: f64) -> f64 {
        self.average(|part| part.cdf(x))
    }

    fn limited_mean(&self, x: f64) -> f64 {
        self.average(|part| part.limited_mean(x))
    }

    fn scaled(&self, factor: f64) -> Self {
        let parts = self.parts.iter().map(|part| part.scaled(factor)).collect();
        Self { weights: self.weights.clone(), bounds: self.bounds.clone(), parts }
    }
}
