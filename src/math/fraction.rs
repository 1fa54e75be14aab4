//! Continued fractions by the modified method of Lentz.
//!
//! In: partial numerators and denominators, one by one. Out: the value. Must not know: what they belong to.

/// Stands for a zero denominator, which the next step makes good.
const TINY: f64 = 1e-300;

/// The value so far of b₀ + n₁/(b₁ + n₂/(b₂ + …)).
pub(super) struct Fraction {
    pub(super) value: f64,
    upper: f64,
    lower: f64,
}

impl Fraction {
    /// The fraction's first term, b₀.
    pub(super) fn starting(first: f64) -> Self {
        let first = away_from_zero(first);
        Self { value: first, upper: first, lower: 0.0 }
    }

    /// Takes one more pair; true as long as it changed the value by more than rounding.
    pub(super) fn extend(&mut self, numerator: f64, denominator: f64) -> bool {
        self.lower = 1.0 / away_from_zero(denominator + numerator * self.lower);
        self.upper = away_from_zero(denominator + numerator / self.upper);
        let change = self.upper * self.lower;
        self.value *= change;
        (change - 1.0).abs() > 1e-16
    }
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}
