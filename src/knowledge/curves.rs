//! The curves: pure functions of numbers.
//!
//! In: contacts remembered, times. Out: factors and shares. Must not know: whose they are.

use crate::math::exp2;
use crate::time::{DAY, Span};

/// Weeks of overlap after which half of what is not written down has been passed on.
const OVERLAP_HALF_LIFE: f64 = 3.0;

/// Ignorance: what is hidden of an account, less what contacts remembered have taught: hidden ÷ (1 + ê/e50). ê and e50
/// may be in any unit, as long as it is the same.
///
/// Hyperbolic after Mazur and Hastie (1978), with recency by the fading of ê.
#[inline]
pub fn ignorance(hidden: f64, remembered: f64, half_effect: f64) -> f64 {
    hidden * (half_effect / (half_effect + remembered))
}

/// What is left of a stock after a time: 2^(−t/h).
#[inline]
pub fn faded(span: Span, half_life: Span) -> f64 {
    exp2(-(span as f64) / half_life as f64)
}

/// The mean stock of somebody who has had `per_day` contacts a (calendar) day for `tenure`: r·h/ln 2 · (1 − 2^(−T/h)).
///
/// Exact just before a contact of a Poisson stream: each of the contacts before is remembered by 2^(−age/h), and their
/// ages are spread evenly (Campbell's theorem).
pub fn settled(per_day: f64, half_life: Span, tenure: Span) -> f64 {
    let days = half_life as f64 / DAY as f64;
    per_day * days / std::f64::consts::LN_2 * (1.0 - faded(tenure, half_life))
}

/// The share of a leaver's knowledge that a successor takes over: what is documented, and of the rest what an
/// overlap of so many weeks passes on: d + (1 − d)·(1 − 2^(−weeks/3)), times the receiving site's absorption.
pub fn handed_over(documented: f64, overlap_weeks: f64, absorption: f64) -> f64 {
    let told = 1.0 - exp2(-overlap_weeks / OVERLAP_HALF_LIFE);
    (documented + (1.0 - documented) * told) * absorption
}

#[cfg(test)]
mod tests {
    use super::{faded, handed_over, ignorance, settled};
    use crate::time::{DAY, NEVER};

    fn same(a: f64, b: f64) -> bool {
        a.to_bits() == b.to_bits()
    }

    #[test]
    fn half_of_it_at_the_half_points() {
        assert!(same(ignorance(0.8, 30.0, 30.0), 0.4));
        assert!(same(ignorance(0.8, 0.0, 30.0), 0.8));
        assert!(same(faded(90 * DAY, 90 * DAY), 0.5));
        assert!(same(faded(0, 90 * DAY), 1.0));
        assert!(same(handed_over(0.4, 0.0, 1.0), 0.4));
        assert!((handed_over(0.4, 3.0, 0.5) - 0.35).abs() < 1e-15);
    }

    #[test]
    fn settled_stocks_grow_to_their_limit() {
        let limit = 0.5 * 90.0 / std::f64::consts::LN_2;
        assert!((settled(0.5, 90 * DAY, NEVER) - limit).abs() < 1e-12);
        assert!((settled(0.5, 90 * DAY, 90 * DAY) - limit / 2.0).abs() < 1e-12);
        assert!(same(settled(0.5, 90 * DAY, 0), 0.0));
    }
}
