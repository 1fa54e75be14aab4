//! Shapley shares: what each person adds, averaged over all orders in which people could have come.
//!
//! `φ_i = Σ_S |S|! (n − |S| − 1)! ÷ n! · (v(S + i) − v(S))` (Shapley 1953), where v(S) is what the desk achieves when
//! of the players only those in S are there. Up to [`EXACT`] players every S is played; beyond, each replication plays one
//! random order and its reverse, which is unbiased and adds up to v(all) − v(none) in every replication.
//! In: players. Out: whom to play without, and shares. Must not know: what v measures.

use crate::random::{Purpose, Streams, subject};

/// Players up to which every set of them is played.
pub const EXACT: usize = 10;

/// The sets of people who are gone that a replication plays (the staffing as it is is always played).
pub(super) fn coalitions(players: &[u32], seed: u64, replication: u64) -> Vec<Vec<u32>> {
    let n = players.len();
    if n <= EXACT {
        let gone = |mask: usize| (0..n).filter(|i| mask >> i & 1 == 1).map(|i| players[i]).collect();
        return (1..1_usize << n).map(gone).collect();
    }
    let mut order = order(n, seed, replication);
    let mut sets = Vec::with_capacity(2 * n);
    for reversed in [false, true] {
        if reversed {
            order.reverse();
        }
        // Nobody yet, then one more at a time; everybody is the staffing as it is.
        sets.extend((0..n).map(|there| order[there..].iter().map(|i| players[*i]).collect()));
    }
    sets
}

/// The random order of a replication.
fn order(n: usize, seed: u64, replication: u64) -> Vec<usize> {
    let mut draw = Streams::new(seed, replication).draw(Purpose::Bootstrap, subject("shapley"), 0);
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, draw.below(last as u64 + 1) as usize);
    }
    order
}

/// Each player's share in a replication, from v of the staffing as it is and of each set of [`coalitions`] gone.
pub(super) fn shares(n: usize, seed: u64, replication: u64, whole: f64, without: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; n];
    if n <= EXACT {
        let value = |gone: usize| if gone == 0 { whole } else { without[gone - 1] };
        for gone in 1..1_usize << n {
            let there = n - gone.count_ones() as usize;
            let weight = weight(n, there);
            for (player, share) in shares.iter_mut().enumerate().filter(|(i, _)| gone >> i & 1 == 1) {
                *share += weight * (value(gone & !(1 << player)) - value(gone));
            }
        }
        return shares;
    }
    let mut order = order(n, seed, replication);
    for half in without.chunks(n) {
        for (place, player) in order.iter().enumerate() {
            let after = half.get(place + 1).copied().unwrap_or(whole);
            shares[*player] += (after - half[place]) / 2.0;
        }
        order.reverse();
    }
    shares
}

/// `s! (n − s − 1)! ÷ n!`.
fn weight(n: usize, s: usize) -> f64 {
    // 1 ÷ (n · C(n − 1, s)), the binomial by its product.
    let choose = (0..s).fold(1.0, |c, i| c * (n - 1 - i) as f64 / (i + 1) as f64);
    1.0 / (n as f64 * choose)
}

#[cfg(test)]
mod tests {
    use super::{coalitions, shares};

    /// A game where the first two players only count together, and the third alone.
    fn value(gone: &[u32]) -> f64 {
        let there = |player: u32| !gone.contains(&player);
        f64::from(u8::from(there(10) && there(11))) * 6.0 + f64::from(u8::from(there(12))) * 2.0
    }

    #[test]
    fn all_orders_of_three() {
        let players = [10, 11, 12];
        let without: Vec<f64> = coalitions(&players, 1, 0).iter().map(|gone| value(gone)).collect();
        let shares = shares(3, 1, 0, value(&[]), &without);
        for (share, exact) in shares.iter().zip([3.0, 3.0, 2.0]) {
            assert!((share - exact).abs() < 1e-12, "{shares:?}");
        }
    }

    /// Among thirteen the pair of players is met in random orders: each order and its reverse give one of them all, or half.
    #[test]
    fn random_orders_add_up_and_are_right_on_average() {
        let players: Vec<u32> = (0..13).map(|i| i + 10).collect();
        let mut means = vec![0.0; 13];
        let replications = 400;
        for replication in 0..replications {
            let sets = coalitions(&players, 5, replication);
            assert_eq!(sets.len(), 26);
            let without: Vec<f64> = sets.iter().map(|gone| value(gone)).collect();
            let shares = shares(13, 5, replication, value(&[]), &without);
            assert!((shares.iter().sum::<f64>() - 8.0).abs() < 1e-12);
            means.iter_mut().zip(shares).for_each(|(mean, share)| *mean += share / replications as f64);
        }
        // An order and its reverse share evenly between the two: nothing is left to chance here.
        for (mean, exact) in means.iter().zip([3.0, 3.0, 2.0, 0.0]) {
            assert!((mean - exact).abs() < 1e-9, "{means:?}");
        }
    }
}
