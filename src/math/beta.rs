//! The incomplete beta function and Student's law.
//!
//! In: plain numbers. Out: plain numbers. Must not know: anything but its neighbours in `math`.

use super::{exp, ln, ln_1p, log_gamma, normal_quantile, sqrt};

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
    const TINY: f64 = 1e-300;
    let log_x = if x > 0.5 { ln_1p(-rest) } else { ln(x) };
    let log_rest = if rest > 0.5 { ln_1p(-x) } else { ln(rest) };
    let front = exp(a * log_x + b * log_rest + log_gamma(a + b) - log_gamma(a) - log_gamma(b)) / a;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    let mut m = 0.0;
    loop {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let change = c * d;
        fraction *= change;
        if (change - 1.0).abs() < 1e-16 || m > 1e6 {
            return (front * fraction).clamp(0.0, 1.0);
        }
    }
}

/// P(T > t) for t ≥ 0 of Student's law.
fn student_upper(degrees: f64, t: f64) -> f64 {
    let square = t * t;
    let x = degrees / (degrees + square);
    0.5 * incomplete_beta_with(0.5 * degrees, 0.5, x, square / (degrees + square))
}

/// P(T ≤ t) of Student's law with `degrees` > 0 degrees of freedom.
pub fn student_cdf(degrees: f64, t: f64) -> f64 {
    if t < 0.0 {
        student_upper(degrees, -t)
    } else {
        1.0 - student_upper(degrees, t)
    }
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
            low = middle
        } else {
            high = middle
        }
    }
    // Near the middle the function is flat in floating point and the square root of the step is all there is; zero is exact.
    if q >= 0.5 {
        0.0
    } else {
        sqrt(low * high).max(low)
    }
}
