//! The standard normal law: density, distribution function, quantile.
//!
//! In: plain numbers. Out: plain numbers. Must not know: anything but its neighbours in `math`.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use super::{exp, ln, sqrt};

/// Density of the standard normal law.
pub fn normal_density(x: f64) -> f64 {
    exp(-0.5 * x * x) / sqrt(2.0 * PI)
}

/// P(Z ≤ x), with full relative accuracy in the lower tail.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// P(Z > x), with full relative accuracy in the upper tail.
pub fn normal_survival(x: f64) -> f64 {
    0.5 * libm::erfc(x * FRAC_1_SQRT_2)
}

/// The x with P(Z ≤ x) = p, to about 1e-15; −∞ and ∞ at 0 and 1, not a number outside.
///
/// A first guess and Halley's iteration on the distribution function.
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p > 0.5 {
        // 1 − p is exact here, and the lower tail is where the function is accurate.
        return -normal_quantile(1.0 - p);
    }
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let mut x = rough_normal_quantile(p);
    for _ in 0..3 {
        let newton = (normal_cdf(x) - p) / normal_density(x);
        x -= newton / (1.0 + 0.5 * x * newton);
    }
    x
}

/// As [`normal_quantile`] for p strictly between 0 and 1, to 4.5e-4: a quick first guess (Abramowitz and Stegun 26.2.23).
pub fn rough_normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -rough_normal_quantile(1.0 - p);
    }
    let t = sqrt(-2.0 * ln(p));
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    top / bottom - t
}
