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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{incomplete_gamma, incomplete_gamma_upper};
    use crate::random::{Purpose, drawn_from};

    fn means() -> impl Iterator<Item = f64> {
        [1e-6, 1e-3, 0.1, 1.0, 5.5, 15.999, 16.001, 30.0, 100.0, 1_234.5, 1e4, 1e5, 1e6].into_iter()
    }

    #[test]
    fn known_probabilities() {
        for (mean, k, wanted) in [
            (0.001, 2, 4.995_002_499_166_875e-7),
            (30.0, 30, 0.072_634_526_471_591_5),
            (1e6, 1_001_000, 2.418_901_012_017_414e-4),
            (5.5, 0, 0.004_086_771_438_464_067),
        ] {
            assert!((poisson_probability(mean, k) / wanted - 1.0).abs() < 2e-14, "{mean} {k}");
        }
    }

    /// P(N ≤ k) by another function: the upper incomplete gamma function at k + 1.
    #[test]
    fn counts_are_the_exact_inverse() {
        let mut source = drawn_from(5, Purpose::Test, 0);
        for mean in means() {
            let mut places: Vec<f64> = (0..300).map(|_| source.uniform()).collect();
            places.extend([1e-16, 1e-12, 1e-6, 0.5, 0.9999, 1.0 - 1e-9, 1.0 - 1e-15]);
            for u in places {
                let k = poisson_count(mean, u);
                let count = k as f64;
                // A hair of slack where u lies within rounding of a step.
                let reaches = incomplete_gamma_upper(count + 1.0, mean) >= u * (1.0 - 1e-8)
                    || incomplete_gamma(count + 1.0, mean) <= (1.0 - u) * (1.0 + 1e-8);
                let falls_short = k == 0
                    || incomplete_gamma_upper(count, mean) < u * (1.0 + 1e-8)
                    || incomplete_gamma(count, mean) > (1.0 - u) * (1.0 - 1e-8);
                assert!(reaches && falls_short, "mean {mean}, u {u}: {k}");
            }
        }
    }

    /// More of the same day never has fewer contacts, however small the step.
    #[test]
    fn counts_never_fall_when_the_mean_rises() {
        let mut source = drawn_from(6, Purpose::Test, 0);
        for _ in 0..60 {
            let u = source.uniform();
            let mut before = 0;
            for step in 0..1_500 {
                let mean = 1e-6 * crate::math::pow(10.0, 12.0 * f64::from(step) / 1_500.0);
                if mean > 3e4 && step % 100 > 0 {
                    continue;
                }
                let count = poisson_count(mean, u);
                assert!(count >= before, "mean {mean}, u {u}: {count} after {before}");
                before = count;
            }
        }
    }

    /// Steps of a rounding error around the places where a count changes.
    #[test]
    fn monotone_at_the_steps_themselves() {
        let mut source = drawn_from(7, Purpose::Test, 0);
        for mean in means().filter(|&mean| mean < 2e3) {
            for _ in 0..20 {
                let u = source.uniform();
                // The mean at which the count passes from k to k + 1, by bisection.
                let k = poisson_count(mean, u);
                let (mut low, mut high) = (mean, mean * 2.0 + 40.0);
                for _ in 0..70 {
                    let middle = 0.5 * (low + high);
                    if poisson_count(middle, u) > k {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                let mut at = low * (1.0 - 3e-9);
                let mut before = 0;
                for _ in 0..600 {
                    let count = poisson_count(at, u);
                    assert!(count >= before, "mean {at}, u {u}");
                    before = count;
                    at *= 1.0 + 1e-11;
                }
                assert!(before == k + 1, "the step was crossed");
            }
        }
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(
            (poisson_count(0.0, 0.99), poisson_count(-1.0, 0.5), poisson_count(f64::NAN, 0.5)),
            (0, 0, 0)
        );
    }

    /// Mean and variance over an even grid of u: within the grid's own error.
    #[test]
    fn mean_and_variance_over_a_grid() {
        for mean in [0.3, 7.0, 16.0, 60.0, 2_000.0] {
            let cells = 20_000;
            let counts: Vec<f64> = (0..cells)
                .map(|cell| poisson_count(mean, (f64::from(cell) + 0.5) / f64::from(cells)) as f64)
                .collect();
            let average = counts.iter().sum::<f64>() / f64::from(cells);
            let variance = counts.iter().map(|count| (count - average) * (count - average)).sum::<f64>()
                / f64::from(cells);
            assert!(
                (average / mean - 1.0).abs() < 1e-3 && (variance / mean - 1.0).abs() < 5e-3,
                "{mean}: {average} {variance}"
            );
        }
    }
}
