//! Laws of chance as they are written: one table with the name of the law as its key.
//!
//! In: a table with the name of a law, or a bare value. Out: [`Law`]. Must not know: what is drawn, which numbers a
//! law can have.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Duration;

/// A number, or a duration as text.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Number {
    /// A duration.
    Duration(Duration),
    /// A plain number, where no time is meant.
    Plain(f64),
}

/// A law: `{ lognormal = { mean = "5m", cv = 1.0 } }`, or a bare value that never varies.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Law {
    /// Always this value.
    Constant(Number),
    /// A law by name.
    Named(Named),
}

/// The laws.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Named {
    /// Exponential.
    Exponential(Mean),
    /// Lognormal, by mean and coefficient of variation.
    Lognormal(MeanAndCv),
    /// Gamma, by mean and coefficient of variation.
    Gamma(MeanAndCv),
    /// Weibull, by mean and shape.
    Weibull(MeanAndShape),
    /// Uniform.
    Uniform(Range),
    /// Triangular.
    Triangular(Triangle),
    /// Always this value.
    Deterministic(Number),
    /// One of these values, all alike.
    Empirical(#[schemars(length(min = 1))] Vec<Number>),
    /// One of these laws, by weight.
    Mixture(#[schemars(length(min = 1))] Vec<Weighted>),
}

/// A mean.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mean {
    /// Mean.
    pub mean: Number,
}

/// A mean and a coefficient of variation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanAndCv {
    /// Mean.
    pub mean: Option<Number>,
    /// Coefficient of variation: standard deviation ÷ mean.
    #[schemars(range(min = 0))]
    pub cv: f64,
}

/// A mean and a shape.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeanAndShape {
    /// Mean.
    pub mean: Number,
    /// Shape: below 1 the hazard falls, above 1 it rises.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub shape: f64,
}

/// Two ends.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Smallest.
    pub min: Number,
    /// Largest.
    pub max: Number,
}

/// Two ends and a peak.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Triangle {
    /// Smallest.
    pub min: Number,
    /// Most likely.
    pub mode: Number,
    /// Largest.
    pub max: Number,
}

/// A law with its weight in a mixture.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weighted {
    /// Weight, above 0; weights are made to add up to 1.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub weight: f64,
    /// The law.
    pub law: Law,
}
