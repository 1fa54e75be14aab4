//! Poisson counts by inversion.
//!
//! In: a mean and a uniform number. Out: a count that never falls when the mean rises at the same uniform number.
//! Must not know: what is counted.

use std::f64::consts::PI;

use crate::math::{binomial_deviance, exp, rough_normal_quantile, sqrt, stirling_error};

/// Means below this, unless the uniform number is extreme, are inverted by counting up from 0.
const SMALL_MEAN: f64 = 16.0;

/// The largest mean that is honoured; beyond it a count would not be a sensible day.
const LARGEST_MEAN: f64 = 1e12;

/// P(N = k) of the Poisson law with this mean, to about 1e-14 (C. Loader's saddle-point form, 2000).
pub fn poisson_probability(mean: f64, k: u64) -> f64 {
    let count = k as f64;
    if k == 0 || mean <= 0.0 {
        return if k == 0 { exp(-mean) } else { 0.0 };
    }
    exp(-stirling_error(count) - binomial_deviance(count, mean)) / sqrt(2.0 * PI * count)
}

/// The smallest k with P(N ≤ k) ≥ u for a Poisson law: its exact inverse, for means up to 1e12 and u in the open interval from 0 to 1.
///
/// Monotone in the mean at fixed u, without exception: the mean is rounded to 31 significant bits, so two different
/// means differ by 5e-10 at least, which moves every probability by far more (relative to the smaller tail) than the
/// 1e-13 by which the sums here, all of positive terms, can be wrong.
pub fn poisson_count(mean: f64, u: f64) -> u64 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    let mean = coarse(mean.min(LARGEST_MEAN));
    if mean < SMALL_MEAN && u < 0.9999 {
        return from_zero(mean, u);
    }
    let deviations = rough_normal_quantile(u);
    // Cornish and Fisher's expansion: right to within one or two.
    let guess = mean + deviations * sqrt(mean) + (deviations * deviations - 1.0) / 6.0;
    let guess = guess.max(0.0) as u64;
    if u <= 0.5 { from_below(mean, u, guess) } else { from_above(mean, 1.0 - u, guess) }
}

/// The mean rounded to 31 significant bits.
fn coarse(mean: f64) -> f64 {
    const CUT: u64 = 1 << 22;
    f64::from_bits((mean.to_bits() + CUT / 2) & !(CUT - 1))
}

fn from_zero(mean: f64, u: f64) -> u64 {
    let mut term = exp(-mean);
    let mut sum = term;
    let mut k = 0_u64;
    while u > sum {
        k += 1;
        term *= mean / k as f64;
        sum += term;
    }
    k
}

/// Inversion by the lower tail, for u ≤ ½.
fn from_below(mean: f64, u: f64, guess: u64) -> u64 {
    let mut k = guess;
    let mut term = poisson_probability(mean, k);
    let mut below = term * terms_below(mean, k);
    loop {
        if u <= below {
            k -= 1;
            term = poisson_probability(mean, k);
            below = term * terms_below(mean, k);
        } else if u > below + term {
            below += term;
            k += 1;
            term *= mean / k as f64;
        } else {
            return k;
        }
    }
}

/// P(N < k) ÷ P(N = k).
fn terms_below(mean: f64, k: u64) -> f64 {
    let step = 1.0 / mean;
    let mut factor = k as f64;
    let mut term = 1.0;
    let mut sum = 0.0;
    while factor > 0.0 {
        term *= factor * step;
        sum += term;
        if term < sum * 1e-16 {
            break;
        }
        factor -= 1.0;
    }
    sum
}

/// Inversion by the upper tail q = 1 − u < ½: the smallest k with P(N > k) ≤ q.
fn from_above(mean: f64, q: f64, guess: u64) -> u64 {
    let mut k = guess;
    let mut term = poisson_probability(mean, k);
    let mut above = term * terms_above(mean, k);
    loop {
        if above > q {
            k += 1;
            term = poisson_probability(mean, k);
            above = term * terms_above(mean, k);
        } else if k > 0 && above + term <= q {
            above += term;
            term *= k as f64 / mean;
            k -= 1;
        } else {
            return k;
        }
    }
}

/// P(N > k) ÷ P(N = k).
fn terms_above(mean: f64, k: u64) -> f64 {
    let mut divisor = k as f64;
    let mut term = 1.0;
    let mut sum = 0.0;
    loop {
        divisor += 1.0;
        term *= mean / divisor;
        sum += term;
        // Before the peak the terms still grow.
        if term < sum * 1e-16 {
            return sum;
        }
    }
}
