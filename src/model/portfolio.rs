//! Portfolios: who owns which accounts, and who deputises.
//!
//! In: weights of accounts. Out: [`Portfolio`], and the stable [`cut`]. Must not know: when a rung opens, chance.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::{Rows, Target};

/// Owners and deputies of every account, as agents of the staffing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// Owners of each account, one per shift; empty rows where nobody owns it.
    pub owners: Rows,
    /// Their deputies, in the same order; `NONE` is left out.
    pub deputies: Rows,
    /// Those who shared accounts out among themselves, in the order of the cut; none under an explicit portfolio.
    pub cuts: Rows,
}

/// What a cut is made on: an account's weight, and what it is to lie together with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Work or value; at least 0.
    pub weight: f64,
    /// Accounts with the same mark (sector, area) go to the same owner as far as may be.
    pub mark: u16,
    /// Orders accounts of equal weight.
    pub key: u64,
}

/// Accounts that the same people share out among themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// People, in the order in which the cut is made.
    pub members: Vec<u32>,
    /// Hours for which each of them is there, in any unit above 0.
    pub hours: Vec<f64>,
    /// Who deputises for each of them; `None`: whoever comes next in the order of the cut.
    pub deputies: Vec<Option<u32>>,
    /// Accounts.
    pub accounts: Vec<u32>,
    /// What the cut looks at of each of them.
    pub pieces: Vec<Piece>,
    /// Accounts of one mark lie together.
    pub together: bool,
}

impl Portfolio {
    /// The people by name whom a rung stands for, of an account; none where it stands for teams, or for whoever was last.
    pub fn reached(&self, target: Target, account: u32) -> &[u32] {
        match target {
            Target::Owner => self.owners.row(account),
            Target::Deputy => self.deputies.row(account),
            _ => &[],
        }
    }

    /// Cuts so many accounts among those who are there.
    pub fn cut(accounts: usize, shares: &[Share], is_there: impl Fn(u32) -> bool) -> Self {
        let mut owners: Vec<Vec<u32>> = vec![Vec::new(); accounts];
        let mut deputies = owners.clone();
        let mut cuts: Vec<Vec<u32>> = Vec::new();
        for share in shares {
            let all = share.members.iter().zip(&share.deputies).zip(&share.hours);
            let there = all.filter(|((agent, _), _)| is_there(**agent));
            let (people, hours): (Vec<(u32, Option<u32>)>, Vec<f64>) =
                there.map(|((agent, deputy), hours)| ((*agent, *deputy), *hours)).unzip();
            let members: Vec<u32> = people.iter().map(|(agent, _)| *agent).collect();
            if members.is_empty() {
                continue;
            }
            for (account, owner) in share.accounts.iter().zip(cut(&share.pieces, &hours, share.together)) {
                let owner = owner as usize;
                owners[*account as usize].push(members[owner]);
                let next = (owner + 1) % members.len();
                let by_cut = (next != owner).then(|| members[next]);
                deputies[*account as usize].extend(people[owner].1.or(by_cut));
            }
            cuts.push(members);
        }
        let deputies = Rows::new(tidied_deputies(&owners, deputies));
        Self { owners: Rows::new(owners), deputies, cuts: Rows::new(cuts) }
    }
}

/// Deputies by account, everybody once; who owns the account already needs no other way to it.
pub fn tidied_deputies(owners: &[Vec<u32>], deputies: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let tidy = |(owners, deputies): (&Vec<u32>, Vec<u32>)| {
        let mut row: Vec<u32> = Vec::with_capacity(deputies.len());
        for deputy in deputies {
            if !owners.contains(&deputy) && !row.contains(&deputy) {
                row.push(deputy);
            }
        }
        row
    };
    owners.iter().zip(deputies).map(tidy).collect()
}

/// Owners in a row that may have nothing to give before a new owner is content with less than an even share:
/// keeps the cut of many accounts among thousands of owners from asking everybody every time.
const REFUSALS: usize = 64;

/// Deals accounts out among owners: the owner of each piece.
///
/// `hours` are the present hours of each owner (any unit, above 0): shares are even per hour. The cut is stable:
/// it is made owner by owner, and each new owner takes accounts from those who have most for their hours until
/// the shares are even; so from n to n + 1 owners only the accounts of the new owner change hands. `together`
/// makes a new owner take accounts of one mark first. Where no account weighs anything, all weigh the same.
pub fn cut(pieces: &[Piece], hours: &[f64], together: bool) -> Vec<u32> {
    let any = pieces.iter().any(|piece| piece.weight > 0.0);
    let weight = |index: u32| if any { pieces[index as usize].weight } else { 1.0 };
    // Pieces by rank, heaviest first: a hand is a set of ranks, and "the heaviest below" one step into it.
    let mut order: Vec<u32> = (0..pieces.len() as u32).collect();
    let key = |index: u32| pieces[index as usize].key;
    order.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(key(a).cmp(&key(b))));
    let weights: Vec<f64> = order.iter().map(|&index| weight(index)).collect();
    let marks: Vec<u16> =
        order.iter().map(|&index| if together { pieces[index as usize].mark } else { 0 }).collect();

    let mut hands = vec![Hand::default()];
    (0..order.len() as u32).for_each(|rank| hands[0].put(rank, marks[rank as usize]));
    let mut loads: Vec<f64> = vec![weights.iter().sum()];
    let total = loads[0];
    let mut owner_of = vec![0; order.len()];
    let mut all_hours = hours.first().copied().unwrap_or(1.0);
    let per_hour = |owner: usize, load: f64| (load.max(0.0) / hours[owner]).to_bits();
    let mut donors = BinaryHeap::new();
    if !hours.is_empty() {
        donors.push((per_hour(0, total), Reverse(0)));
    }
    for new in 1..hours.len() {
        all_hours += hours[new];
        let even = total / all_hours;
        let target = even * hours[new];
        let mut hand = Hand::default();
        let mut load = 0.0;
        let mut mark = None;
        // First what others have too much; then, where their surplus is less than an account, the lightest
        // accounts of those who still have more than the new owner.
        for spare_only in [true, false] {
            let mut refused = Vec::new();
            while let Some(&(_, Reverse(donor))) = donors.peek() {
                let surplus = (loads[donor] - even * hours[donor]).max(0.0);
                let full = load >= target || (spare_only && surplus <= 0.0);
                if refused.len() == REFUSALS || full {
                    break;
                }
                donors.pop();
                if together && mark.is_none() {
                    mark = hands[donor].heaviest_mark(&weights);
                }
                let room = (target - load) * (1.0 + 1e-9);
                // Half a piece too much is nearer to even than none.
                let spare = (1.5 * surplus * (1.0 + 1e-9)).min(room);
                let first = weights.partition_point(|weight| *weight > spare) as u32;
                let found = if spare_only {
                    hands[donor].heaviest_from(first, mark)
                } else {
                    // The donor must keep no less per hour than the new owner then has.
                    let gap = loads[donor] / hours[donor] - load / hours[new];
                    let most = (gap / (1.0 / hours[donor] + 1.0 / hours[new])).min(room);
                    hands[donor].lightest_before(first, mark).filter(|rank| weights[*rank as usize] <= most)
                };
                let Some(rank) = found else {
                    refused.push(donor);
                    continue;
                };
                hands[donor].take(rank, marks[rank as usize]);
                hand.put(rank, marks[rank as usize]);
                loads[donor] -= weights[rank as usize];
                load += weights[rank as usize];
                owner_of[order[rank as usize] as usize] = new as u32;
                donors.push((per_hour(donor, loads[donor]), Reverse(donor)));
            }
            donors.extend(refused.into_iter().map(|donor| (per_hour(donor, loads[donor]), Reverse(donor))));
        }
        donors.push((per_hour(new, load), Reverse(new)));
        hands.push(hand);
        loads.push(load);
    }
    owner_of
}

/// The pieces of an owner, as ranks by mark.
#[derive(Debug, Clone, Default)]
struct Hand {
    by_mark: BTreeMap<u16, BTreeSet<u32>>,
}

impl Hand {
    fn put(&mut self, rank: u32, mark: u16) {
        self.by_mark.entry(mark).or_default().insert(rank);
    }

    fn take(&mut self, rank: u32, mark: u16) {
        if let Some(ranks) = self.by_mark.get_mut(&mark) {
            ranks.remove(&rank);
            if ranks.is_empty() {
                self.by_mark.remove(&mark);
            }
        }
    }

    /// The heaviest piece from a rank on, of the wanted mark if there is one.
    fn heaviest_from(&self, first: u32, wanted: Option<u16>) -> Option<u32> {
        let in_mark = |ranks: &BTreeSet<u32>| ranks.range(first..).next().copied();
        let of_mark = wanted.and_then(|mark| in_mark(self.by_mark.get(&mark)?));
        of_mark.or_else(|| self.by_mark.values().filter_map(in_mark).min())
    }

    /// The lightest piece before a rank, of the wanted mark if there is one.
    fn lightest_before(&self, first: u32, wanted: Option<u16>) -> Option<u32> {
        let in_mark = |ranks: &BTreeSet<u32>| ranks.range(..first).next_back().copied();
        let of_mark = wanted.and_then(|mark| in_mark(self.by_mark.get(&mark)?));
        of_mark.or_else(|| self.by_mark.values().filter_map(in_mark).max())
    }

    /// The mark with the most weight; the lowest of equals.
    fn heaviest_mark(&self, weights: &[f64]) -> Option<u16> {
        let sum = |ranks: &BTreeSet<u32>| ranks.iter().map(|rank| weights[*rank as usize]).sum::<f64>();
        let sums = self.by_mark.iter().map(|(mark, ranks)| (*mark, sum(ranks)));
        sums.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(mark, _)| mark)
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, cut};

    fn pieces(count: usize) -> Vec<Piece> {
        let weight = |index: usize| 1.0 + ((index * 7919) % 100) as f64 / 10.0;
        (0..count)
            .map(|index| Piece { weight: weight(index), mark: (index % 6) as u16, key: index as u64 })
            .collect()
    }

    fn shares(pieces: &[Piece], owners: &[u32], count: usize) -> Vec<f64> {
        let mut shares = vec![0.0; count];
        for (piece, owner) in pieces.iter().zip(owners) {
            shares[*owner as usize] += piece.weight;
        }
        shares
    }

    #[test]
    fn one_more_owner_takes_only_his_own_accounts() {
        let pieces = pieces(240);
        for together in [false, true] {
            for owners in 1..24 {
                let before = cut(&pieces, &vec![1.0; owners], together);
                let after = cut(&pieces, &vec![1.0; owners + 1], together);
                for (old, new) in before.iter().zip(&after) {
                    assert!(old == new || *new == owners as u32);
                }
            }
        }
    }

    #[test]
    fn shares_are_even_to_within_the_heaviest_account() {
        // Many accounts for each owner, too: a share is not bounded by how often others were asked.
        for (count, owners) in [(240, 2), (240, 5), (240, 12), (240, 24), (20_000, 3), (20_000, 40)] {
            let pieces = pieces(count);
            let even = pieces.iter().map(|piece| piece.weight).sum::<f64>() / owners as f64;
            for share in shares(&pieces, &cut(&pieces, &vec![1.0; owners], false), owners) {
                assert!((share - even).abs() < 11.0, "{count} among {owners}: {share} against {even}");
            }
        }
    }

    #[test]
    fn shares_follow_present_hours() {
        let pieces = pieces(2_000);
        let hours = [40.0, 20.0, 40.0, 30.0, 20.0];
        let total: f64 = pieces.iter().map(|piece| piece.weight).sum();
        for (share, hours) in shares(&pieces, &cut(&pieces, &hours, false), 5).into_iter().zip(hours) {
            assert!((share - total * hours / 150.0).abs() < 11.0, "{share} for {hours} h of {total}");
        }
    }

    #[test]
    fn accounts_without_weight_are_dealt_out_by_number() {
        let pieces: Vec<Piece> = (0..30).map(|key| Piece { weight: 0.0, mark: 0, key }).collect();
        let owners = cut(&pieces, &[1.0; 3], false);
        for owner in 0..3 {
            assert_eq!(owners.iter().filter(|of| **of == owner).count(), 10);
        }
        assert!(cut(&pieces[..0], &[1.0; 3], false).is_empty());
        assert_eq!(cut(&pieces, &[], false), vec![0; 30]);
    }

    #[test]
    fn thousands_of_owners_are_no_trouble() {
        let pieces = pieces(200_000);
        let owners = cut(&pieces, &vec![1.0; 10_000], false);
        let shares = shares(&pieces, &owners, 10_000);
        let even = shares.iter().sum::<f64>() / 10_000.0;
        let most = shares.iter().copied().fold(0.0, f64::max);
        let least = shares.iter().copied().fold(f64::MAX, f64::min);
        assert!(least > 0.8 * even && most < 1.2 * even, "{least} to {most}, even is {even}");
    }

    #[test]
    fn sectors_lie_together() {
        let pieces = pieces(240);
        let mixed = |together| {
            let cut = cut(&pieces, &[1.0; 12], together);
            let marks = |owner: u32| {
                let mine = pieces.iter().zip(&cut).filter(move |(_, of)| **of == owner);
                mine.map(|(piece, _)| piece.mark).collect::<std::collections::BTreeSet<u16>>().len()
            };
            (0..12).map(marks).sum::<usize>()
        };
        assert!(mixed(true) < mixed(false), "{} against {}", mixed(true), mixed(false));
    }
}
