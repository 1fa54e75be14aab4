//! A sum that does not depend on the order of its terms.
//!
//! In: numbers. Out: their sum. Must not know: what they are.

/// The sum of numbers, from the lowest to the highest: the same bits in whatever order they come.
pub fn total(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_unstable_by(f64::total_cmp);
    numbers.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::total;

    #[test]
    fn the_order_moves_no_bit() {
        let numbers = [0.1, 0.7, 1e16, 0.3, 12.0 / 7.0, 1e-3];
        let backwards = numbers.iter().rev().copied();
        assert_eq!(total(numbers).to_bits(), total(backwards).to_bits());
        assert!((total([1.0, 2.0, 3.5]) - 6.5).abs() < 1e-12);
    }
}
