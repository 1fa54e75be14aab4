//! The standard normal law.
//!
//! In: a generator. Out: variates; its functions are in [`crate::math`]. Must not know: units.

use rand::Rng;
use rand_distr::Distribution;

use super::ziggurat;

/// Normal with mean 0 and variance 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandardNormal;

impl Distribution<f64> for StandardNormal {
    #[inline]
    fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        ziggurat::normal(rng)
    }
}
