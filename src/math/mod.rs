//! The only door to transcendental functions: over `libm` or sums and products, so that a number
//! has the same bits on every machine.
//!
//! In: plain numbers. Out: plain numbers. Must not know: anything else of this crate.

mod beta;
mod counted;
mod fraction;
mod gamma;
mod normal;
mod powers;
mod total;

#[cfg(test)]
mod checks;

pub use beta::{incomplete_beta, student_cdf, student_quantile};
pub use counted::{article, counted};
pub use gamma::{
    binomial_deviance, gamma, incomplete_gamma, incomplete_gamma_upper, log_gamma, stirling_error,
};
pub use normal::{normal_cdf, normal_density, normal_quantile, normal_survival, rough_normal_quantile};
pub use powers::{exp, exp2};
pub use total::{more, total};

/// Natural logarithm.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x), exact for small x.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// exp(x) − 1, exact for small x.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// x to the power y.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Square root (correctly rounded by every machine).
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Logarithm to base 2.
#[inline]
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}
