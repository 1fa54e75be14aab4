//! Laws of chance: durations, sizes, counts.
//!
//! In: parameters checked by the constructors, and a generator. Out: variates, moments, distribution functions.
//! Must not know: what is drawn, or for whom; it sees numbers only, in whatever unit the caller uses.
//!
//! All samplers are our own implementations of `rand_distr`'s [`Distribution`] over [`crate::math`], because the functions
//! behind `rand_distr`'s own differ between machines. A sampler with a mean draws at mean 1 and multiplies, so that two
//! scenarios that differ by a factor draw times that differ by exactly this factor.

mod beta;
mod constant;
mod empirical;
mod exponential;
mod gamma;
mod law;
mod lognormal;
mod mixture;
mod normal;
mod poisson;
mod triangular;
mod uniform;
mod weibull;
mod ziggurat;

#[cfg(test)]
mod checks;

pub use beta::Beta;
pub use constant::Constant;
pub use empirical::Empirical;
pub use exponential::{Exponential, UnitExponential};
pub use gamma::{Gamma, gamma_busyness};
pub use law::{Family, Law, LawError};
pub use lognormal::LogNormal;
pub use mixture::Mixture;
pub use normal::StandardNormal;
pub use poisson::{poisson_count, poisson_probability};
pub use rand_distr::Distribution;
pub use triangular::Triangular;
pub use uniform::Uniform;
pub use weibull::Weibull;
