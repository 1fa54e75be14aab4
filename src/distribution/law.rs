//! [`Law`], the closed set of laws that a scenario may name, and what each family must offer.
//!
//! In: parameters. Out: a law that is valid by construction. Must not know: units, files.

use rand::Rng;
use rand_distr::Distribution;

use super::{Constant, Empirical, Exponential, Gamma, LogNormal, Mixture, Triangular, Uniform, Weibull};
use crate::math;

/// What a family of laws on the non-negative numbers offers besides sampling.
pub trait Family: Distribution<f64> + Sized {
    /// The mean.
    fn mean(&self) -> f64;
    /// The variance.
    fn variance(&self) -> f64;
    /// The third moment about zero, `E[X³]`.
    fn third_moment(&self) -> f64;
    /// P(X ≤ x).
    fn cdf(&self, x: f64) -> f64;
    /// E[min(X, x)] for x ≥ 0: the area under P(X > t) up to x.
    fn limited_mean(&self, x: f64) -> f64;
    /// The law of `factor`·X, for a factor above 0.
    #[must_use]
    fn scaled(&self, factor: f64) -> Self;
}

/// Why a law cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LawError {
    /// A parameter is out of range.
    #[error("{name} is {value}, expected {expected}")]
    Parameter {
        /// The parameter's name as in the scenario file.
        name: &'static str,
        /// The value given.
        value: f64,
        /// What it should be, in words.
        expected: &'static str,
    },
    /// There is nothing to draw from.
    #[error("{0} is empty, expected at least one entry")]
    Empty(&'static str),
    /// Weights and parts do not match.
    #[error("{weights} weights for {parts} laws, expected one each")]
    Weights {
        /// How many weights were given.
        weights: usize,
        /// How many laws were given.
        parts: usize,
    },
}

/// Refuses a parameter that is not a finite number of the stated kind.
pub(super) fn require(
    holds: bool,
    name: &'static str,
    value: f64,
    expected: &'static str,
) -> Result<(), LawError> {
    if holds && value.is_finite() { Ok(()) } else { Err(LawError::Parameter { name, value, expected }) }
}

/// Refuses a parameter that is not above zero.
pub(super) fn require_positive(name: &'static str, value: f64) -> Result<(), LawError> {
    require(value > 0.0, name, value, "a number above 0")
}

/// A law on the non-negative numbers.
// With a tag of its own: which law it is, is asked at every draw, and a tag hidden in a field's bits takes seven
// instructions to read.
#[derive(Clone, Debug, PartialEq)]
#[repr(u8)]
#[expect(missing_docs, reason = "each variant is its family, documented there")]
pub enum Law {
    Deterministic(Constant),
    Exponential(Exponential),
    LogNormal(LogNormal),
    Gamma(Gamma),
    Weibull(Weibull),
    Uniform(Uniform),
    Triangular(Triangular),
    Empirical(Empirical),
    Mixture(Mixture),
}

/// Does the same to whichever family a law is of.
macro_rules! each {
    ($law:expr, $family:ident => $what:expr) => {
        match $law {
            Law::Deterministic($family) => $what,
            Law::Exponential($family) => $what,
            Law::LogNormal($family) => $what,
            Law::Gamma($family) => $what,
            Law::Weibull($family) => $what,
            Law::Uniform($family) => $what,
            Law::Triangular($family) => $what,
            Law::Empirical($family) => $what,
            Law::Mixture($family) => $what,
        }
    };
}

impl Law {
    /// Always `value` ≥ 0.
    ///
    /// # Errors
    /// If the value is negative or not finite.
    pub fn deterministic(value: f64) -> Result<Self, LawError> {
        Constant::new(value).map(Self::Deterministic)
    }

    /// Exponential with this mean.
    ///
    /// # Errors
    /// If the mean is not above 0.
    pub fn exponential(mean: f64) -> Result<Self, LawError> {
        Exponential::new(mean).map(Self::Exponential)
    }

    /// Lognormal with this mean and coefficient of variation (standard deviation ÷ mean).
    ///
    /// # Errors
    /// If mean or coefficient is not above 0.
    pub fn lognormal(mean: f64, cv: f64) -> Result<Self, LawError> {
        LogNormal::new(mean, cv).map(Self::LogNormal)
    }

    /// Lognormal with this mean, whose logarithm has the standard deviation `sigma_log`.
    ///
    /// # Errors
    /// If mean or deviation is not above 0.
    pub fn lognormal_sigma(mean: f64, sigma_log: f64) -> Result<Self, LawError> {
        LogNormal::with_sigma(mean, sigma_log).map(Self::LogNormal)
    }

    /// Gamma with this mean and shape.
    ///
    /// # Errors
    /// If mean or shape is not above 0.
    pub fn gamma(mean: f64, shape: f64) -> Result<Self, LawError> {
        Gamma::new(mean, shape).map(Self::Gamma)
    }

    /// Erlang: the sum of `phases` exponentials, with this mean in all.
    ///
    /// # Errors
    /// If the mean is not above 0 or there is no phase.
    pub fn erlang(mean: f64, phases: u32) -> Result<Self, LawError> {
        Gamma::new(mean, f64::from(phases)).map(Self::Gamma)
    }

    /// Weibull with this mean and shape (1 is exponential, below 1 heavy-tailed).
    ///
    /// # Errors
    /// If the mean is not above 0 or the shape below 0.05.
    pub fn weibull(mean: f64, shape: f64) -> Result<Self, LawError> {
        Weibull::new(mean, shape).map(Self::Weibull)
    }

    /// Uniform from `low` to `high`.
    ///
    /// # Errors
    /// Unless 0 ≤ low ≤ high.
    pub fn uniform(low: f64, high: f64) -> Result<Self, LawError> {
        Uniform::new(low, high).map(Self::Uniform)
    }

    /// Triangular from `low` to `high` with its peak at `mode`.
    ///
    /// # Errors
    /// Unless 0 ≤ low ≤ mode ≤ high.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, LawError> {
        Triangular::new(low, mode, high).map(Self::Triangular)
    }

    /// One of the values given, each with the same chance.
    ///
    /// # Errors
    /// If there is none, or one is negative or not finite.
    pub fn empirical(values: Vec<f64>) -> Result<Self, LawError> {
        Empirical::new(values).map(Self::Empirical)
    }

    /// One of several laws, with chances in proportion to the weights.
    ///
    /// # Errors
    /// If there is none, the numbers of weights and laws differ, a weight is negative or all are 0.
    pub fn mixture(weights: &[f64], parts: Vec<Self>) -> Result<Self, LawError> {
        Mixture::new(weights, parts).map(Self::Mixture)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        each!(self, family => family.mean())
    }

    /// The variance.
    pub fn variance(&self) -> f64 {
        each!(self, family => family.variance())
    }

    /// Coefficient of variation: standard deviation ÷ mean; 0 where the mean is 0.
    pub fn cv(&self) -> f64 {
        let mean = self.mean();
        if mean > 0.0 { math::sqrt(self.variance()) / mean } else { 0.0 }
    }

    /// `E[X²]`.
    pub fn second_moment(&self) -> f64 {
        let mean = self.mean();
        mean * mean + self.variance()
    }

    /// `E[X³]`.
    pub fn third_moment(&self) -> f64 {
        each!(self, family => family.third_moment())
    }

    /// P(X ≤ x).
    pub fn cdf(&self, x: f64) -> f64 {
        each!(self, family => family.cdf(x))
    }

    /// E[min(X, x)] for x ≥ 0.
    pub fn limited_mean(&self, x: f64) -> f64 {
        each!(self, family => family.limited_mean(x))
    }

    /// One variate. The law of most patience and of most delays and that of most work come first, and without a call.
    #[expect(clippy::inline_always, reason = "for every contact, from few places of the code")]
    #[inline(always)]
    pub fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match self {
            Self::Exponential(family) => family.sample(rng),
            Self::LogNormal(family) => family.sample(rng),
            _ => self.sample_any(rng),
        }
    }

    /// One variate of any law.
    #[inline(never)]
    fn sample_any<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        each!(self, family => family.sample(rng))
    }

    /// The law of `factor`·X, for a factor above 0.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        match self {
            Self::Deterministic(family) => Self::Deterministic(family.scaled(factor)),
            Self::Exponential(family) => Self::Exponential(family.scaled(factor)),
            Self::LogNormal(family) => Self::LogNormal(family.scaled(factor)),
            Self::Gamma(family) => Self::Gamma(family.scaled(factor)),
            Self::Weibull(family) => Self::Weibull(family.scaled(factor)),
            Self::Uniform(family) => Self::Uniform(family.scaled(factor)),
            Self::Triangular(family) => Self::Triangular(family.scaled(factor)),
            Self::Empirical(family) => Self::Empirical(family.scaled(factor)),
            Self::Mixture(family) => Self::Mixture(family.scaled(factor)),
        }
    }

    /// The law of X ÷ mean; itself where the mean is 0.
    #[must_use]
    pub fn unit_mean(&self) -> Self {
        let mean = self.mean();
        if mean > 0.0 { self.scaled(1.0 / mean) } else { self.clone() }
    }

    /// The points at which the distribution function jumps, ascending; empty for continuous laws.
    pub fn jumps(&self) -> Vec<f64> {
        let mut points = match self {
            Self::Deterministic(constant) => vec![constant.mean()],
            Self::Empirical(empirical) => empirical.values().to_vec(),
            Self::Mixture(mixture) => mixture.parts().iter().flat_map(Self::jumps).collect(),
            _ => Vec::new(),
        };
        points.sort_by(f64::total_cmp);
        points.dedup();
        points
    }
}

impl Distribution<f64> for Law {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        Self::sample(self, rng)
    }
}
