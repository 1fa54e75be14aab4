//! Money over time: amounts spread over years, and present values.
//!
//! In: amounts, years, a discount rate. Out: amounts. Must not know: what they are paid for.
//!
//! Payments are continuous. With r the discount rate per year, one a year for T years is worth
//! `a(T) = (1 − (1 + r)^−T) ÷ ln(1 + r)` today (`a(T) = T` at r = 0), so an amount is spread over T years as amount ÷ a(T) a
//! year: the present value of what is charged is the amount.

use crate::math::{exp, ln_1p};
use crate::model::costs::Capital;

/// What one a year for so many years is worth today.
pub fn annuity(years: f64, discount: f64) -> f64 {
    if discount <= 0.0 {
        return years;
    }
    let force = ln_1p(discount);
    (1.0 - exp(-force * years)) / force
}

/// When within `years` from now a one-off amount is charged: from and to, in years; to ≤ from: not at all.
pub fn charged(one: &Capital, years: f64) -> (f64, f64) {
    (one.from.max(0.0), (one.from + one.years).min(years))
}

/// Of a one-off amount, the present value of what is charged within the horizon, as a share of the amount.
pub fn present_share(one: &Capital, horizon: f64, discount: f64) -> f64 {
    let (from, to) = charged(one, horizon);
    if to <= from {
        return 0.0;
    }
    (annuity(to, discount) - annuity(from, discount)) / annuity(one.years, discount)
}

#[cfg(test)]
mod tests {
    use super::{annuity, present_share};
    use crate::math::pow;
    use crate::model::costs::Capital;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9 * right.abs().max(1.0), "{left} {right}");
    }

    #[test]
    fn an_annuity_is_the_integral_of_the_discount() {
        near(annuity(3.0, 0.0), 3.0);
        // Midpoints of a million slices of 3 years at 8 %.
        let slices = 1_000_000;
        let width = 3.0 / f64::from(slices);
        let sum: f64 = (0..slices).map(|slice| width * pow(1.08, -width * (f64::from(slice) + 0.5))).sum();
        near(annuity(3.0, 0.08), sum);
    }

    #[test]
    fn what_is_charged_is_worth_the_amount() {
        let one = |from, years| Capital { amount: 1.0, per_seat: 0.0, from, years };
        near(present_share(&one(0.0, 3.0), 3.0, 0.08), 1.0);
        near(present_share(&one(0.0, 3.0), 10.0, 0.08), 1.0);
        // Spent in a year: worth as much less.
        near(present_share(&one(1.0, 3.0), 10.0, 0.08), 1.0 / 1.08);
        near(present_share(&one(0.0, 4.0), 1.0, 0.0), 0.25);
        near(present_share(&one(-5.0, 4.0), 3.0, 0.08), 0.0);
    }
}
