//! Integrals by Gauss and Legendre's rule, halved until they agree.
//!
//! In: several functions at once, and an interval. Out: their integrals. Must not know: what they mean.

use std::sync::LazyLock;

const POINTS: usize = 16;

/// Places in 0..1 and weights (summing to 1) of the rule.
static RULE: LazyLock<[(f64, f64); POINTS]> = LazyLock::new(|| {
    // Neighbouring roots of the Legendre polynomial of degree 16 lie at least 0.02 apart: a grid of 0.01 finds each alone.
    const CELLS: i32 = 200;
    let grid = |cell: i32| f64::from(2 * cell - CELLS - 1) / f64::from(CELLS);
    let starts = (0..=CELLS).filter(|&cell| legendre(grid(cell)).0 * legendre(grid(cell + 1)).0 < 0.0);
    let mut rule = [(0.0, 0.0); POINTS];
    for (entry, cell) in rule.iter_mut().zip(starts) {
        let mut root = 0.5 * (grid(cell) + grid(cell + 1));
        for _ in 0..10 {
            let (value, slope) = legendre(root);
            root -= value / slope;
        }
        let slope = legendre(root).1;
        *entry = (0.5 * (1.0 + root), 1.0 / ((1.0 - root * root) * slope * slope));
    }
    rule
});

/// Value and slope of the Legendre polynomial of degree `POINTS`.
fn legendre(x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for degree in 2..=POINTS {
        let k = degree as f64;
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, POINTS as f64 * (x * value - before) / (x * x - 1.0))
}

/// No integral is cut into more pieces than this, so that noise cannot make one endless.
const MOST_PIECES: u32 = 4_096;

/// The integrals of `N` functions over `low..high`, each to about 1e-13 of itself, or to `noise` where the functions
/// themselves carry a relative error as large as that.
pub(super) fn integrate<const N: usize>(
    f: &impl Fn(f64) -> [f64; N],
    low: f64,
    high: f64,
    noise: f64,
) -> [f64; N] {
    if high <= low {
        return [0.0; N];
    }
    let whole = panel(f, low, high);
    let mut halving = Halving { f, scale: whole, tolerance: noise.max(1e-13), pieces: MOST_PIECES };
    halving.refine(low, high, whole)
}

/// What stays the same while an interval is halved again and again.
struct Halving<'a, F, const N: usize> {
    f: &'a F,
    scale: [f64; N],
    tolerance: f64,
    /// How many more pieces may be cut.
    pieces: u32,
}

impl<F: Fn(f64) -> [f64; N], const N: usize> Halving<'_, F, N> {
    /// Halves an interval until the halves agree with the whole, or differ by nothing that matters to `scale`.
    fn refine(&mut self, low: f64, high: f64, whole: [f64; N]) -> [f64; N] {
        let middle = 0.5 * (low + high);
        let left = panel(self.f, low, middle);
        let right = panel(self.f, middle, high);
        let sum = add(left, right);
        let agrees = (0..N).all(|i| {
            let error = (sum[i] - whole[i]).abs();
            error <= self.tolerance * sum[i].abs() || error <= 0.01 * self.tolerance * self.scale[i].abs()
        });
        if agrees || self.pieces == 0 {
            return sum;
        }
        self.pieces -= 1;
        add(self.refine(low, middle, left), self.refine(middle, high, right))
    }
}

fn panel<const N: usize>(f: &impl Fn(f64) -> [f64; N], low: f64, high: f64) -> [f64; N] {
    let width = high - low;
    let mut sum = [0.0; N];
    for &(place, weight) in RULE.iter() {
        let values = f(low + width * place);
        for (total, value) in sum.iter_mut().zip(values) {
            *total += weight * width * value;
        }
    }
    sum
}

/// Sums of corresponding integrals.
pub(super) fn add<const N: usize>(mut a: [f64; N], b: [f64; N]) -> [f64; N] {
    for (total, value) in a.iter_mut().zip(b) {
        *total += value;
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::{exp, sqrt};

    #[test]
    fn rule_has_sixteen_points_of_weight_one() {
        let weight: f64 = RULE.iter().map(|&(_, weight)| weight).sum();
        assert!((weight - 1.0).abs() < 1e-14, "{weight}");
        assert!(RULE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn known_integrals() {
        let [decay, root] = integrate(&|x| [exp(-x), sqrt(x)], 0.0, 45.0, 0.0);
        assert!((decay - (1.0 - exp(-45.0))).abs() < 1e-13);
        assert!((root / (2.0 / 3.0 * 45.0 * sqrt(45.0)) - 1.0).abs() < 1e-11);
    }
}
