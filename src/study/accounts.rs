//! Figures about single accounts: the worst one, and the 5th percentile.
//!
//! In: block sums by account. Out: estimates. Must not know: names.

use super::collect::{Block, Share};

/// Contacts that an account must have, over all replications, to be ranked.
pub(super) const ENOUGH: u64 = 100;

/// The service level of the worst account, and of the account that 5 % of accounts fall below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tail {
    pub(super) worst: f64,
    pub(super) fifth: f64,
}

/// Sums of all blocks but one, on one channel.
fn shares(blocks: &[Block], channel: usize, accounts: usize, without: Option<usize>) -> Vec<Share> {
    let mut sums = vec![(0, 0); accounts];
    for (_, block) in blocks.iter().enumerate().filter(|(index, _)| Some(*index) != without) {
        let row = &block.accounts[channel * accounts..(channel + 1) * accounts];
        for (sum, share) in sums.iter_mut().zip(row) {
            sum.0 += share.0;
            sum.1 += share.1;
        }
    }
    sums
}

fn tail(shares: &[Share], ranked: &[usize]) -> Option<Tail> {
    let mut levels: Vec<f64> = ranked
        .iter()
        .filter(|account| shares[**account].1 > 0)
        .map(|account| shares[*account].0 as f64 / shares[*account].1 as f64)
        .collect();
    levels.sort_by(f64::total_cmp);
    let fifth = ((0.05 * levels.len() as f64).ceil() as usize).max(1) - 1;
    Some(Tail { worst: *levels.first()?, fifth: *levels.get(fifth)? })
}

/// The tail over all blocks, without each block in turn, and how many accounts were ranked.
pub(super) fn tails(blocks: &[Block], channel: usize, accounts: usize) -> Option<(Tail, Vec<Tail>, usize)> {
    let all = shares(blocks, channel, accounts, None);
    let ranked: Vec<usize> = (0..accounts).filter(|account| all[*account].1 >= ENOUGH).collect();
    let whole = tail(&all, &ranked)?;
    let without = (0..blocks.len())
        .map(|block| tail(&shares(blocks, channel, accounts, Some(block)), &ranked))
        .collect::<Option<Vec<Tail>>>()?;
    Some((whole, without, ranked.len()))
}
