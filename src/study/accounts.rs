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

fn level(share: Share) -> Option<f64> {
    (share.1 > 0).then(|| share.0 as f64 / share.1 as f64)
}

fn tail(shares: &[Share], ranked: &[usize]) -> Option<Tail> {
    let mut levels: Vec<f64> = ranked.iter().filter_map(|account| level(shares[*account])).collect();
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

/// Sets of accounts of which some have too few contacts to be ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unranked {
    /// Sets that have contacts.
    pub(super) all: usize,
    /// Those that have too few.
    pub(super) few: usize,
    /// Contacts of the one of those that has most.
    nearest: u64,
}

impl Unranked {
    /// Whether, going by the replications that are done, one of them would be ranked after so many.
    pub(super) fn would_be_ranked(&self, done: u32, after: u32) -> bool {
        self.nearest * u64::from(after) >= ENOUGH * u64::from(done)
    }
}

/// Sets of accounts that have contacts, but too few to be ranked; `None` where all can be.
pub(super) fn unranked(
    blocks: &[Block],
    channel: usize,
    accounts: usize,
    sets: &[Vec<u32>],
) -> Option<Unranked> {
    let shares = shares(blocks, channel, accounts, None);
    let due = sets.iter().map(|set| set.iter().map(|account| shares[*account as usize].1).sum::<u64>());
    let due: Vec<u64> = due.filter(|due| *due > 0).collect();
    let few = || due.iter().filter(|due| **due < ENOUGH);
    few().max().map(|nearest| Unranked { all: due.len(), few: few().count(), nearest: *nearest })
}

/// By set of accounts that has contacts enough to be ranked: in time and due, block by block.
pub(super) fn by_block(
    blocks: &[Block],
    channel: usize,
    accounts: usize,
    sets: &[Vec<u32>],
) -> Vec<Vec<Share>> {
    let of_set = |set: &Vec<u32>| -> Vec<Share> {
        let of_block = |block: &Block| {
            let shares = set.iter().map(|account| block.accounts[channel * accounts + *account as usize]);
            shares.fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1))
        };
        blocks.iter().map(of_block).collect()
    };
    let all = sets.iter().map(of_set);
    all.filter(|shares| shares.iter().map(|share| share.1).sum::<u64>() >= ENOUGH).collect()
}

/// The level of the worst of several sets of accounts, over all blocks and without each block in turn; the
/// worst is the lowest, or the `highest`. Sets with few contacts are not ranked.
pub(super) fn worst(
    blocks: &[Block],
    channel: usize,
    accounts: usize,
    sets: &[Vec<u32>],
    highest: bool,
) -> Option<(f64, Vec<f64>)> {
    let of_sets = |without: Option<usize>| -> Vec<Share> {
        let shares = shares(blocks, channel, accounts, without);
        let sum = |set: &Vec<u32>| {
            set.iter().fold((0, 0), |sum, account| {
                let share = shares[*account as usize];
                (sum.0 + share.0, sum.1 + share.1)
            })
        };
        sets.iter().map(sum).collect()
    };
    let all = of_sets(None);
    let ranked: Vec<usize> = (0..sets.len()).filter(|set| all[*set].1 >= ENOUGH).collect();
    let pick = |shares: &[Share]| {
        let levels = ranked.iter().filter_map(|set| level(shares[*set]));
        if highest { levels.max_by(f64::total_cmp) } else { levels.min_by(f64::total_cmp) }
    };
    let without = (0..blocks.len()).map(|block| pick(&of_sets(Some(block))));
    Some((pick(&all)?, without.collect::<Option<Vec<f64>>>()?))
}

#[cfg(test)]
mod tests {
    use super::{by_block, tails, unranked, worst};
    use crate::study::collect::{Block, Share};

    fn block(accounts: &[Share]) -> Block {
        Block {
            accounts: accounts.to_vec(),
            answered: Vec::new(),
            left: Vec::new(),
            detailed: Vec::new(),
            risk: Default::default(),
        }
    }

    /// Three accounts on one channel, in two blocks: 0.9, 0.5 and, with 99 contacts too few to be ranked, 0.
    #[test]
    fn the_worst_of_the_ranked() {
        let blocks = [block(&[(90, 100), (30, 50), (0, 50)]), block(&[(90, 100), (20, 50), (0, 49)])];
        let (all, without, ranked) = tails(&blocks, 0, 3).unwrap();
        assert_eq!(ranked, 2);
        assert!((all.worst - 0.5).abs() < 1e-12 && (all.fifth - 0.5).abs() < 1e-12);
        assert!((without[0].worst - 0.4).abs() < 1e-12 && (without[1].worst - 0.6).abs() < 1e-12);
    }

    #[test]
    fn sets_of_accounts_are_added_up() {
        let blocks = [block(&[(90, 100), (30, 50), (0, 50)]), block(&[(90, 100), (20, 50), (0, 49)])];
        let sets = [vec![0, 1], vec![1, 2]];
        let (lowest, without) = worst(&blocks, 0, 3, &sets, false).unwrap();
        assert!((lowest - 50.0 / 199.0).abs() < 1e-12, "{lowest}");
        assert!((without[0] - 20.0 / 99.0).abs() < 1e-12 && (without[1] - 0.3).abs() < 1e-12);
        let (highest, _) = worst(&blocks, 0, 3, &sets, true).unwrap();
        assert!((highest - 230.0 / 300.0).abs() < 1e-12, "{highest}");
        assert_eq!(by_block(&blocks, 0, 3, &[vec![0, 1], vec![2]]), [vec![(120, 150), (110, 150)]]);
        assert_eq!(unranked(&blocks, 0, 3, &[vec![0], vec![1]]), None);
        let few = unranked(&blocks, 0, 3, &[vec![0], vec![1], vec![2]]).expect("the third has 99 contacts");
        assert_eq!((few.all, few.few), (3, 1));
        // 99 contacts in so many replications: as many again are still too few, one more replication of a hundred is enough.
        assert!(!few.would_be_ranked(100, 101) && few.would_be_ranked(99, 100));
    }
}
