//! The gamma function, its incomplete ratios, and the two corrections that make Poisson probabilities exact for large means.
//!
//! In: plain numbers. Out: plain numbers. Must not know: anything but its neighbours in `math`.

use std::f64::consts::PI;

use super::fraction::Fraction;
use super::{exp, ln, sqrt};

/// ln Γ(x) for x > 0.
pub fn log_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Γ(x).
pub fn gamma(x: f64) -> f64 {
    libm::tgamma(x)
}

/// ln Γ(x + 1) − ((x + ½) ln x − x + ½ ln 2π): what Stirling's formula leaves out.
pub fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return log_gamma(x + 1.0) - ((x + 0.5) * ln(x) - x + 0.5 * ln(2.0 * PI));
    }
    let square = x * x;
    // Stirling's series; the first term left out is below 1e-16 from 16 on.
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0) / square) / square) / square)
            / square)
        / x
}

/// x ln(x/m) + m − x for x ≥ 0, m > 0, without cancellation where x is near m.
///
/// C. Loader, "Fast and accurate computation of binomial probabilities", 2000.
pub fn binomial_deviance(x: f64, m: f64) -> f64 {
    if x <= 0.0 {
        return m;
    }
    let relative = (x - m) / (x + m);
    if relative.abs() > 0.1 {
        return x * ln(x / m) + m - x;
    }
    // With v = (x−m)/(x+m): the deviance is (x−m)·v + 2x·(v³/3 + v⁵/5 + …).
    let square = relative * relative;
    let mut sum = (x - m) * relative;
    let mut power = 2.0 * x * relative;
    let mut odd = 3.0;
    loop {
        power *= square;
        let next = sum + power / odd;
        if next.to_bits() == sum.to_bits() {
            return sum;
        }
        sum = next;
        odd += 2.0;
    }
}

/// x^a e^(−x) / Γ(a + 1), accurate for large arguments.
fn poisson_term(a: f64, x: f64) -> f64 {
    if a < 1.0 {
        return exp(a * ln(x) - x - log_gamma(a + 1.0));
    }
    exp(-binomial_deviance(a, x) - stirling_error(a)) / sqrt(2.0 * PI * a)
}

/// Lower regularised incomplete gamma function P(a, x): the distribution function at x of the gamma law with shape a > 0 and scale 1.
pub fn incomplete_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x < a + 1.0 {
        lower_series(a, x)
    } else {
        1.0 - upper_fraction(a, x)
    }
}

/// Upper regularised incomplete gamma function Q(a, x) = 1 − P(a, x), accurate where it is small.
pub fn incomplete_gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x < a + 1.0 {
        1.0 - lower_series(a, x)
    } else {
        upper_fraction(a, x)
    }
}

/// P(a, x) by its power series (Abramowitz and Stegun 6.5.29), quick for x < a + 1.
fn lower_series(a: f64, x: f64) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    let mut n = a;
    loop {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * 1e-17 {
            return (sum * poisson_term(a, x)).min(1.0);
        }
    }
}

/// Q(a, x) by its continued fraction (Abramowitz and Stegun 6.5.31) with Lentz's method, for x ≥ a + 1.
fn upper_fraction(a: f64, x: f64) -> f64 {
    if x.is_infinite() {
        return 0.0;
    }
    let mut fraction = Fraction::starting(x + 1.0 - a);
    let mut i = 1.0;
    // The bound only makes an endless loop impossible.
    while fraction.extend(i * (a - i), x + 1.0 - a + 2.0 * i) && i < 1e7 {
        i += 1.0;
    }
    // x^a e^(−x)/Γ(a) is a times the Poisson term.
    (a * poisson_term(a, x) / fraction.value).clamp(0.0, 1.0)
}
