//! Sums that do not depend on the order of their terms, and their differences.
//!
//! In: numbers. Out: sums. Must not know: what they are.

/// The sum of numbers, from the lowest to the highest: the same bits in whatever order they come.
pub fn total(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.iter().sum()
}

/// Sums within this of each other, of themselves, are one: the same terms in another order.
const ALIKE: f64 = 1e-9;

/// How much more one sum is than another; exactly 0 where they are the same terms, maybe in another order.
pub fn more(one: f64, other: f64) -> f64 {
    let more = one - other;
    if more.abs() <= ALIKE * one.abs() { 0.0 } else { more }
}

#[cfg(test)]
mod tests {
    use super::{more, total};

    #[test]
    fn sums_of_the_same_terms_are_the_same() {
        let (ours, theirs) = (0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
        assert!(ours > theirs && more(ours, theirs).abs() <= 0.0);
        assert!((more(2.0, 1.5) - 0.5).abs() <= 0.0 && more(1e6 + 0.01, 1e6) > 0.0);
        assert!(more(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn the_order_moves_no_bit() {
        let numbers = [0.1, 0.7, 1e16, 0.3, 12.0 / 7.0, 1e-3];
        let backwards = numbers.iter().rev().copied();
        assert_eq!(total(numbers).to_bits(), total(backwards).to_bits());
        assert!((total([1.0, 2.0, 3.5]) - 6.5).abs() < 1e-12);
    }
}
