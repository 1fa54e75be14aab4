//! How few people could go before much of what is known is gone: the truck factor of a team.
//!
//! In: who knows which accounts well, and what these are worth. Out: a number of people. Must not know: how knowledge is
//! measured.

use std::collections::BTreeMap;

use crate::model::Rows;

/// Share of the value that must be left without anybody proficient (Avelino et al., 2016, for source code: half).
const HALF: f64 = 0.5;
/// Just half is not more than half, in whatever order it was added up.
const ROUNDING: f64 = 1e-9;
/// Subsets of people looked at for a bus factor below the greedy one.
const SUBSETS: u64 = 20_000;

/// The fewest people whose absence leaves accounts of more than half of the value without anybody proficient.
///
/// Found greedily (each time whoever carries most value, shared with those who know the account too), and
/// then made smaller where few enough subsets of fewer people are to be tried.
pub(super) fn bus_factor(knowers: &[Vec<u32>], values: &[f64], agents: usize) -> u32 {
    // Accounts that the same people know, as those of a sector often are, go together.
    let mut alike: BTreeMap<&[u32], f64> = BTreeMap::new();
    for (who, value) in knowers.iter().zip(values).filter(|(who, _)| !who.is_empty()) {
        *alike.entry(who).or_default() += value;
    }
    let accounts: Vec<(&[u32], f64)> = alike.into_iter().collect();
    let limit = HALF * accounts.iter().map(|(_, value)| value).sum::<f64>() * (1.0 + ROUNDING);
    if limit <= 0.0 {
        return 0;
    }
    let mut search = Search { accounts, limit, fates: vec![Fate::Open; agents] };
    let taken = search.greedily();
    search.fates.fill(Fate::Open);
    (1..taken).find(|fewer| search.has_subset(*fewer)).unwrap_or(taken)
}

/// What has been decided of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    Gone,
    Stays,
}

/// How many sets of so many there are of all; `None` where these are more than [`SUBSETS`].
fn subsets(all: u64, size: u64) -> Option<u64> {
    // Those who stay are a set as well; of the smaller of the two each step has more than the one before.
    (0..size.min(all - size)).try_fold(1, |sets: u64, k| {
        let sets = sets * (all - k) / (k + 1);
        (sets <= SUBSETS).then_some(sets)
    })
}

/// Subsets of people; what cannot reach the limit is not looked into.
struct Search<'a> {
    /// The people who know some accounts, and the value of these.
    accounts: Vec<(&'a [u32], f64)>,
    limit: f64,
    /// By agent.
    fates: Vec<Fate>,
}

impl Search<'_> {
    /// How many people orphan more than the limit if each time whoever carries most goes.
    fn greedily(&mut self) -> u32 {
        let (all, agents) = (self.all(), self.fates.len());
        let known = Rows::new(self.accounts.iter().map(|(who, _)| *who)).turned(agents);
        let mut left: Vec<u32> = self.accounts.iter().map(|(who, _)| who.len() as u32).collect();
        let mut carried = self.carried(&all);
        let (mut lost, mut taken) = (0.0, 0);
        while lost <= self.limit {
            let Some(most) = self.who_carries_most(&carried) else { break };
            let theirs: Vec<usize> = known[most].iter().map(|account| *account as usize).collect();
            lost += self.value_of(&theirs, most);
            self.fates[most] = Fate::Gone;
            taken += 1;
            // Only those carry more than before who know an account of his.
            let mut touched = vec![false; agents];
            for account in theirs {
                left[account] -= 1;
                self.left(account).for_each(|agent| touched[agent] = true);
            }
            for agent in (0..agents).filter(|agent| touched[*agent]) {
                let share =
                    |account: &u32| self.accounts[*account as usize].1 / f64::from(left[*account as usize]);
                carried[agent] = known[agent].iter().map(share).fold(0.0, |sum, share| sum + share);
            }
        }
        taken
    }

    /// Whether any `size` people orphan more than the limit; `false` where there are too many to try.
    fn has_subset(&mut self, size: u32) -> bool {
        subsets(self.fates.len() as u64, u64::from(size)).is_some()
            && self.finds(size as usize, 0.0, &self.all())
    }

    /// Whether `wanted` of the people who are open, with those gone, orphan more than the limit; `lost`: what those gone
    /// orphan, `accounts`: those that they do not.
    fn finds(&mut self, wanted: usize, lost: f64, accounts: &[usize]) -> bool {
        let mut open = self.open(accounts, wanted);
        let mut stay = Vec::new();
        let found = loop {
            // Of an account that is orphaned each of the knowers who are left has an equal share: nobody adds more than
            // his shares of those that so few can orphan. With one to go that is just what he adds.
            let carried = self.carried(&open);
            let Some(most) = self.who_carries_most(&carried) else { break false };
            if wanted == 1 {
                break lost + carried[most] > self.limit;
            }
            let mut shares = carried;
            shares.sort_unstable_by(|a, b| b.total_cmp(a));
            if lost + shares.iter().take(wanted).sum::<f64>() <= self.limit {
                break false;
            }
            let more = lost + self.value_of(&open, most);
            self.fates[most] = Fate::Gone;
            if self.finds(wanted - 1, more, &open) {
                self.fates[most] = Fate::Open;
                break true;
            }
            // Without him: what he knows is not orphaned.
            self.fates[most] = Fate::Stays;
            stay.push(most);
            open = self.open(&open, wanted);
        };
        for agent in stay {
            self.fates[agent] = Fate::Open;
        }
        found
    }

    fn all(&self) -> Vec<usize> {
        (0..self.accounts.len()).collect()
    }

    /// Those of these accounts that somebody still knows and that at most so many people who are open can orphan.
    fn open(&self, accounts: &[usize], at_most: usize) -> Vec<usize> {
        let is_open = |account: &usize| {
            let who = self.accounts[*account].0;
            let left = self.left(*account).count();
            (1..=at_most).contains(&left)
                && !who.iter().any(|agent| self.fates[*agent as usize] == Fate::Stays)
        };
        accounts.iter().copied().filter(is_open).collect()
    }

    /// Those who know an account and are open.
    fn left(&self, account: usize) -> impl Iterator<Item = usize> + '_ {
        let who = self.accounts[account].0.iter().map(|agent| *agent as usize);
        who.filter(|agent| self.fates[*agent] == Fate::Open)
    }

    /// By agent, his share of these accounts' value.
    fn carried(&self, accounts: &[usize]) -> Vec<f64> {
        let mut carried = vec![0.0; self.fates.len()];
        for account in accounts {
            let share = self.accounts[*account].1 / self.left(*account).count() as f64;
            self.left(*account).for_each(|agent| carried[agent] += share);
        }
        carried
    }

    fn who_carries_most(&self, carried: &[f64]) -> Option<usize> {
        let open = (0..carried.len()).filter(|agent| self.fates[*agent] == Fate::Open);
        open.max_by(|a, b| carried[*a].total_cmp(&carried[*b]))
    }

    /// The value of those of these accounts that nobody else knows.
    fn value_of(&self, accounts: &[usize], agent: usize) -> f64 {
        let only = |account: &&usize| self.left(**account).eq([agent]);
        accounts.iter().filter(only).map(|account| self.accounts[*account].1).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::bus_factor;

    #[test]
    fn one_owner_each_falls_with_half_of_the_owners() {
        // Four owners of an account each: more than half of the value is three of them.
        let knowers: Vec<Vec<u32>> = (0..4).map(|agent| vec![agent]).collect();
        assert_eq!(bus_factor(&knowers, &[1.0; 4], 4), 3);
        // One account is worth more than all the others together.
        assert_eq!(bus_factor(&knowers, &[1.0, 1.0, 9.0, 1.0], 4), 1);
        // Everybody knows everything.
        let all = vec![vec![0, 1, 2, 3]; 4];
        assert_eq!(bus_factor(&all, &[1.0; 4], 4), 4);
        // Nobody knows anything; and what nobody knows cannot be lost.
        assert_eq!(bus_factor(&vec![Vec::new(); 4], &[1.0; 4], 4), 0);
        let half = vec![vec![], vec![], vec![1], vec![2]];
        assert_eq!(bus_factor(&half, &[5.0, 5.0, 1.0, 2.0], 4), 1);
    }

    /// Against every subset, on small random desks.
    #[test]
    fn as_small_as_enumeration_finds() {
        use crate::random::{Purpose, Streams};
        let streams = Streams::new(3, 0);
        for case in 0..200 {
            let mut draw = streams.draw(Purpose::Test, case, 0);
            let agents = 2 + draw.below(6) as usize;
            let accounts = 1 + draw.below(8) as usize;
            let knowers: Vec<Vec<u32>> =
                (0..accounts).map(|_| (0..agents as u32).filter(|_| draw.yes(0.35)).collect()).collect();
            let values: Vec<f64> = (0..accounts).map(|_| 1.0 + draw.below(9) as f64).collect();
            let learnt: f64 =
                knowers.iter().zip(&values).filter(|(who, _)| !who.is_empty()).map(|(_, value)| value).sum();
            let falls = |mask: u32| {
                let lost: f64 = knowers
                    .iter()
                    .zip(&values)
                    .filter(|(who, _)| !who.is_empty() && who.iter().all(|agent| mask >> agent & 1 == 1))
                    .map(|(_, value)| value)
                    .sum();
                lost > 0.5 * learnt
            };
            let least = (0..1_u32 << agents).filter(|mask| falls(*mask)).map(u32::count_ones).min();
            assert_eq!(bus_factor(&knowers, &values, agents), least.unwrap_or(0), "{knowers:?} {values:?}");
        }
    }
}
