//! The incomplete beta function and Student's law.
//!
//! In: plain numbers. Out: plain numbers. Must not know: anything but its neighbours in `math`.

use std::f64::consts::PI;

use super::fraction::Fraction;
use super::{binomial_deviance, exp, normal_quantile, sqrt, stirling_error};

/// Regularised incomplete beta function `I_x(a, b)`: the distribution function at x of the beta law, a, b > 0.
///
/// Continued fraction 26.5.8 of Abramowitz and Stegun with Lentz's method, on the side where it converges quickly.
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    incomplete_beta_with(a, b, x, 1.0 - x)
}

/// As [`incomplete_beta`] with 1 − x given separately, for x near 1.
fn incomplete_beta_with(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - tail_fraction(b, a, rest, x);
    }
    tail_fraction(a, b, x, rest)
}

/// `I_x(a, b)` by the continued fraction, for x below the mean or near it.
fn tail_fraction(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    let mut fraction = Fraction::starting(1.0);
    let mut going = true;
    let mut m = 0.0;
    // The bound is never reached where the fraction converges; it only makes an endless loop impossible.
    while going && m < 1e6 {
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        going = fraction.extend(odd, 1.0);
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        going |= fraction.extend(even, 1.0);
    }
    (b / (a + b) * binomial_term(a, b, x, rest) / fraction.value).clamp(0.0, 1.0)
}

/// Γ(a+b+1) ÷ (Γ(a+1) Γ(b+1)) · x^a (1−x)^b in Loader's form, accurate for large a and b.
fn binomial_term(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    let n = a + b;
    let correction = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let deviance = binomial_deviance(a, n * x) + binomial_deviance(b, n * rest);
    exp(correction - deviance) * sqrt(n / (2.0 * PI * a * b))
}

/// P(T > t) for t ≥ 0 of Student's law.
fn student_upper(degrees: f64, t: f64) -> f64 {
    let square = t * t;
    let x = degrees / (degrees + square);
    0.5 * incomplete_beta_with(0.5 * degrees, 0.5, x, square / (degrees + square))
}

/// P(T ≤ t) of Student's law with `degrees` > 0 degrees of freedom.
pub fn student_cdf(degrees: f64, t: f64) -> f64 {
    if t < 0.0 { student_upper(degrees, -t) } else { 1.0 - student_upper(degrees, t) }
}

/// The t with P(T ≤ t) = p, for `degrees` ≥ 1; not a number for p outside 0 to 1.
///
/// Bisection on the distribution function, so that accuracy does not hang on a starting guess.
pub fn student_quantile(degrees: f64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || degrees.is_nan() || degrees <= 0.0 {
        return f64::NAN;
    }
    if p < 0.5 {
        return -student_quantile_upper(degrees, p);
    }
    student_quantile_upper(degrees, 1.0 - p)
}

/// The t ≥ 0 with P(T > t) = q ≤ ½.
fn student_quantile_upper(degrees: f64, q: f64) -> f64 {
    if q <= 0.0 {
        return f64::INFINITY;
    }
    if degrees > 1e9 {
        return -normal_quantile(q);
    }
    let mut low = 0.0;
    let mut high = 1.0;
    while student_upper(degrees, high) > q && high < 1e300 {
        low = high;
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if student_upper(degrees, middle) > q {
            low = middle;
        } else {
            high = middle;
        }
    }
    // Near the middle the function is flat in floating point and the square root of the step is all there is; zero is exact.
    if q >= 0.5 { 0.0 } else { sqrt(low * high).max(low) }
}
