//! Knowledge and value at risk: how much goes in a bad quarter of random departures.
//!
//! In: block sums of quarters by the share lost (per cent, rounded down). Out: quantile and expected shortfall, of all
//! blocks and without each. Must not know: who leaves, names.

use super::collect::Block;
use super::waits::WithAndWithout;

/// The worst of so many quarters is looked at: the level is 95 %.
const WORST_OF: f64 = 20.0;

/// Of the worst twentieth of quarters the least share lost, and the mean of shares lost.
fn tail(quarters: &[u64]) -> Option<(f64, f64)> {
    let total: u64 = quarters.iter().sum();
    if total == 0 {
        return None;
    }
    let wanted = total as f64 / WORST_OF;
    let (mut taken, mut sum) = (0.0, 0.0);
    for (percent, count) in quarters.iter().enumerate().rev() {
        let share = percent as f64 / 100.0;
        let more = (*count as f64).min(wanted - taken);
        taken += more;
        sum += more * share;
        if taken >= wanted {
            return Some((share, sum / wanted));
        }
    }
    None
}

/// Quantile and expected shortfall of value (0) or of knowledge (1).
pub(super) fn figures(blocks: &[Block], of: usize) -> Option<[WithAndWithout; 2]> {
    let mut all = vec![0; 101];
    let add = |sum: &mut Vec<u64>, block: &Block, sign: bool| {
        for (sum, count) in sum.iter_mut().zip(&block.risk[of]) {
            *sum = if sign { *sum + count } else { *sum - count };
        }
    };
    for block in blocks {
        add(&mut all, block, true);
    }
    let whole = tail(&all)?;
    let without: Option<Vec<(f64, f64)>> = blocks
        .iter()
        .map(|block| {
            let mut rest = all.clone();
            add(&mut rest, block, false);
            tail(&rest)
        })
        .collect();
    let without = without?;
    let quantiles = without.iter().map(|tail| tail.0).collect();
    let shortfalls = without.iter().map(|tail| tail.1).collect();
    Some([(whole.0, quantiles), (whole.1, shortfalls)])
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn the_tail_of_a_known_distribution() {
        // A hundred quarters: 90 lose nothing, 6 lose 10 %, 4 lose 50 %.
        let mut quarters = vec![0; 101];
        (quarters[0], quarters[10], quarters[50]) = (90, 6, 4);
        let (quantile, shortfall) = tail(&quarters).expect("there are quarters");
        assert!((quantile - 0.1).abs() < 1e-12, "{quantile}");
        assert!((shortfall - (4.0 * 0.5 + 0.1) / 5.0).abs() < 1e-12, "{shortfall}");
        assert!(tail(&[0; 101]).is_none());
    }
}
