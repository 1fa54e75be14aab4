//! Figures about single accounts: the worst one, and the 5th percentile.
//!
//! In: block sums by account. Out: estimates. Must not know: names.

use super::collect::{Block, Share};
use super::estimate::Pair;

/// Contacts that an account must have, over all replications, to be ranked.
pub(super) const ENOUGH: u64 = 100;

/// The account with the lowest service level, and the one that 5 % of accounts fall below: which they are is told by one half
/// of the blocks, how they fare by the other, and the other way round. Who looks worst of many has had bad luck, too: seen in
/// the same contacts the worst of fifty accounts that are all alike seemed three points below them. (Halves, not all blocks
/// but one: those would mostly tell of the same account, in which what chose it is.)
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tails {
    /// By block: in time, due.
    pub(super) worst: Vec<Pair>,
    /// By block: in time, due.
    pub(super) fifth: Vec<Pair>,
    /// Accounts with contacts enough.
    pub(super) ranked: usize,
}

/// Sums of some of the blocks, on one channel.
fn shares(blocks: &[Block], channel: usize, accounts: usize, which: impl Fn(usize) -> bool) -> Vec<Share> {
    let mut sums = vec![(0, 0); accounts];
    for (_, block) in blocks.iter().enumerate().filter(|(index, _)| which(*index)) {
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

/// The tails of accounts on a channel; `None` where none has contacts enough.
pub(super) fn tails(blocks: &[Block], channel: usize, accounts: usize) -> Option<Tails> {
    let all = shares(blocks, channel, accounts, |_| true);
    let ranked: Vec<usize> = (0..accounts).filter(|account| all[*account].1 >= ENOUGH).collect();
    let mut tails = Tails { worst: Vec::new(), fifth: Vec::new(), ranked: ranked.len() };
    let halves = [0, 1].map(|half| {
        let shares = shares(blocks, channel, accounts, |index| index % 2 == half);
        let levels: Vec<(usize, f64)> =
            ranked.iter().filter_map(|account| Some((*account, level(shares[*account])?))).collect();
        let mut sorted: Vec<f64> = levels.iter().map(|(_, level)| *level).collect();
        sorted.sort_by(f64::total_cmp);
        (levels, sorted)
    });
    for (index, block) in blocks.iter().enumerate() {
        let (levels, sorted) = &halves[1 - index % 2];
        let fifth = ((0.05 * sorted.len() as f64).ceil() as usize).max(1) - 1;
        // Of those that are equal nobody is the one.
        let here = |at: f64| {
            let alike = levels.iter().filter(|(_, level)| level.total_cmp(&at).is_eq());
            alike.fold((0.0, 0.0), |sum, (account, _)| {
                let (in_time, due) = block.accounts[channel * accounts + account];
                (sum.0 + in_time as f64, sum.1 + due as f64)
            })
        };
        tails.worst.push(here(*sorted.first()?));
        tails.fifth.push(here(*sorted.get(fifth)?));
    }
    // The worst is no better than the others: where chance has it so, both are as good as one; and no better than all
    // together: then nobody can be told apart, and all are as good as one.
    let level = |pairs: &[Pair]| {
        let sum = pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
        sum.0 / sum.1
    };
    if level(&tails.worst) > level(&tails.fifth) {
        for (worst, fifth) in tails.worst.iter_mut().zip(&mut tails.fifth) {
            *worst = (worst.0 + fifth.0, worst.1 + fifth.1);
            *fifth = *worst;
        }
    }
    let together = |block: &Block| {
        let row = &block.accounts[channel * accounts..(channel + 1) * accounts];
        let sum =
            ranked.iter().fold((0, 0), |sum, account| (sum.0 + row[*account].0, sum.1 + row[*account].1));
        (sum.0 as f64, sum.1 as f64)
    };
    let together: Vec<Pair> = blocks.iter().map(together).collect();
    if level(&tails.worst) > level(&together) {
        (tails.worst, tails.fifth) = (together.clone(), together);
    }
    Some(tails)
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
    let shares = shares(blocks, channel, accounts, |_| true);
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
        let shares = shares(blocks, channel, accounts, |index| Some(index) != without);
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

    /// Three accounts on one channel, in two blocks; one has too few contacts to be ranked. Without the first block the second
    /// account is the worst (20 of 50), without the other it is again (30 of 50): each block tells of it what the other does not.
    #[test]
    fn the_worst_of_the_ranked() {
        let blocks = [block(&[(90, 100), (30, 50), (0, 50)]), block(&[(90, 100), (20, 50), (0, 49)])];
        let tails = tails(&blocks, 0, 3).unwrap();
        assert_eq!((tails.ranked, tails.worst), (2, vec![(30.0, 50.0), (20.0, 50.0)]));
    }

    /// Forty accounts that are all alike, a hundred contacts each, of which exactly 80 are in time, more in the one half for
    /// some and in the other for others: none is worse than another, and no account seems to be.
    #[test]
    fn of_alike_accounts_none_is_the_worst() {
        let luck = |account: u64, sign: i64| (40 + sign * (account as i64 % 5 - 2)) as u64;
        let half = |sign| block(&(0..40).map(|account| (luck(account, sign), 50)).collect::<Vec<Share>>());
        let found = tails(&[half(1), half(-1)], 0, 40).unwrap();
        for pairs in [&found.worst, &found.fifth] {
            let (in_time, due) = pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
            // Whoever looks worst in one half makes up for it in the other, and would seem better than all together.
            assert!((in_time / due - 0.8).abs() < 1e-12, "{in_time} of {due}");
        }
    }

    /// Of forty accounts two are the last, each the worst in another half, where it fares better than the other the next time:
    /// what is told of both is one figure.
    #[test]
    fn the_worst_is_no_better_than_the_fifth() {
        let half = |second: u64, third: u64| {
            let mut accounts = vec![(90, 100); 40];
            (accounts[1], accounts[2]) = ((second, 100), (third, 100));
            block(&accounts)
        };
        // The 5th percentile of forty is the second from below.
        let found = tails(&[half(50, 60), half(58, 40)], 0, 40).unwrap();
        // By the second half the third is the worst (40) and the second next (58): in the first they have 60 and 50.
        // By the first the second is the worst (50) and the third next (60): in the other they have 58 and 40.
        let both = vec![(110.0, 200.0), (98.0, 200.0)];
        assert_eq!((found.worst, found.fifth), (both.clone(), both));
    }

    /// One that is truly worse is found and told as bad as it is.
    #[test]
    fn who_is_worse_is_found() {
        let blocks = [block(&[(90, 100), (50, 100), (91, 100)]), block(&[(91, 100), (52, 100), (90, 100)])];
        let found = tails(&blocks, 0, 3).unwrap();
        assert_eq!(found.worst, vec![(50.0, 100.0), (52.0, 100.0)]);
        assert_eq!(found.fifth, found.worst);
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
