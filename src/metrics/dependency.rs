//! Dependency on persons, as far as knowledge goes: who knows what at the end of a run, and how few could go before
//! much of it is gone.
//!
//! *Proficient* is who remembers e50 contacts or more (those with others of the sector by their share). An account
//! that nobody was proficient in is `unlearnt`, a share of its own: the bus factor counts only what would be lost.
//! In: the stocks of a staffing. Out: [`Dependency`], and figures. Must not know: how stocks came about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::catalogue::{Direction, Metric, WHOLE};
use crate::knowledge::Stocks;
use crate::model::Account;
use crate::time::Moment;

/// Fixed point of contacts remembered.
const UNIT: f64 = 1000.0;
/// Share of the value that must be left without anybody proficient (Avelino et al., 2016, for source code: half).
const HALF: f64 = 0.5;
/// Just half is not more than half, in whatever order it was added up.
const ROUNDING: f64 = 1e-9;
/// Subsets of people looked at for a bus factor below the greedy one.
const SUBSETS: u64 = 20_000;

/// What is known at the end of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dependency {
    /// By agent: contacts remembered, over all accounts, × 1000.
    pub by_agent: Vec<i64>,
    /// By account: people who are proficient.
    pub proficient: Vec<u32>,
    /// The fewest people without whom accounts of more than half of the value that anybody is proficient in
    /// have nobody; 0 where nobody is proficient in anything.
    pub bus_factor: u32,
    /// Contacts remembered that had no room in full tables, × 1000.
    pub displaced: i64,
    /// Quarters of random departures by the share (in per cent, rounded down) that is lost of the value that anybody
    /// is proficient in, and of the contacts remembered by those who are proficient; empty where nobody ever leaves.
    pub risk: [Vec<u32>; 2],
    /// By account shown ([`super::shown::accounts`]), agent: contacts remembered, × 1000.
    pub shown: Vec<i64>,
}

/// Sums of it, for figures.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Depends {
    accounts: f64,
    unlearnt: f64,
    proficient: f64,
    bus_factor: f64,
    gini: f64,
}

impl Dependency {
    /// What the people of a staffing know of these accounts now.
    ///
    /// `shown`: accounts of which it is kept what each person knows.
    /// `quarters`: who leaves, in each of some quarters of random departures.
    pub fn of(
        stocks: &Stocks<'_>,
        accounts: &[Account],
        shown: &[u32],
        agents: usize,
        now: Moment,
        quarters: &[Vec<bool>],
    ) -> Self {
        let mut by_agent = vec![0.0; agents];
        let mut knowers: Vec<Vec<u32>> = Vec::with_capacity(accounts.len());
        let mut proficient_in = vec![0.0; agents];
        for account in 0..accounts.len() as u32 {
            let known = stocks.of_account(account, now);
            for (agent, own) in &known {
                by_agent[*agent as usize] += *own;
            }
            let proficient: Vec<(u32, f64)> =
                known.into_iter().filter(|(agent, _)| stocks.is_proficient(*agent, account, now)).collect();
            for (agent, own) in &proficient {
                proficient_in[*agent as usize] += *own;
            }
            knowers.push(proficient.into_iter().map(|(agent, _)| agent).collect());
        }
        let any_value = accounts.iter().any(|account| account.value > 0.0);
        let value = |account: &Account| if any_value { account.value } else { 1.0 };
        let values: Vec<f64> = accounts.iter().map(value).collect();
        let fixed = |known: f64| (known * UNIT) as i64;
        let mut cells = vec![0; shown.len() * agents];
        for (row, account) in cells.chunks_mut(agents.max(1)).zip(shown) {
            for (agent, own) in stocks.of_account(*account, now) {
                row[agent as usize] = fixed(own);
            }
        }
        Self {
            shown: cells,
            by_agent: by_agent.into_iter().map(fixed).collect(),
            displaced: fixed(stocks.displaced()),
            risk: risk(&knowers, &values, &proficient_in, quarters),
            bus_factor: bus_factor(&knowers, &values, agents),
            proficient: knowers.iter().map(|knowers| knowers.len() as u32).collect(),
        }
    }

    /// Its sums.
    pub fn sums(&self) -> Depends {
        Depends {
            accounts: self.proficient.len() as f64,
            unlearnt: self.proficient.iter().filter(|people| **people == 0).count() as f64,
            proficient: self.proficient.iter().map(|people| f64::from(*people)).sum(),
            bus_factor: f64::from(self.bus_factor),
            gini: gini(&self.by_agent),
        }
    }

    /// Share of what is known that those hold who know least, up to each share of the people: the Lorenz curve, as
    /// (share of people, share of knowledge) after each person.
    pub fn lorenz(&self) -> Vec<(f64, f64)> {
        let mut known = self.by_agent.clone();
        known.sort_unstable();
        let total: i64 = known.iter().sum();
        let mut sum = 0;
        let people = known.len() as f64;
        let point = |(index, known): (usize, &i64)| {
            sum += known;
            ((index + 1) as f64 / people, if total > 0 { sum as f64 / total as f64 } else { 0.0 })
        };
        known.iter().enumerate().map(point).collect()
    }
}

/// Quarters by the share lost: of value, and of what the proficient remember.
fn risk(
    knowers: &[Vec<u32>],
    values: &[f64],
    proficient_in: &[f64],
    quarters: &[Vec<bool>],
) -> [Vec<u32>; 2] {
    if quarters.is_empty() {
        return [Vec::new(), Vec::new()];
    }
    let learnt: f64 =
        knowers.iter().zip(values).filter(|(who, _)| !who.is_empty()).map(|(_, value)| value).sum();
    let remembered: f64 = proficient_in.iter().sum();
    let bin = |lost: f64, of: f64| if of > 0.0 { (100.0 * lost / of).clamp(0.0, 100.0) as usize } else { 0 };
    let mut risk = [vec![0; 101], vec![0; 101]];
    for gone in quarters {
        risk[0][bin(orphaned(knowers, values, gone), learnt)] += 1;
        let lost: f64 = proficient_in.iter().zip(gone).filter(|(_, gone)| **gone).map(|(own, _)| own).sum();
        risk[1][bin(lost, remembered)] += 1;
    }
    risk
}

/// Gini coefficient: Σ |xᵢ − xⱼ| ÷ (2 n² mean); 0 = all alike, towards 1 = one has everything.
pub fn gini(of: &[i64]) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_unstable();
    let n = sorted.len() as f64;
    let total: f64 = sorted.iter().map(|x| *x as f64).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let ranked: f64 = sorted.iter().enumerate().map(|(rank, x)| (rank as f64 + 1.0) * *x as f64).sum();
    (2.0 * ranked / (n * total) - (n + 1.0) / n).max(0.0)
}

/// The fewest people whose absence leaves accounts of more than half of the value without anybody proficient.
///
/// Found greedily (each time whoever carries most value, shared with those who know the account too), and
/// then made smaller where few enough subsets of fewer people are to be tried.
pub fn bus_factor(knowers: &[Vec<u32>], values: &[f64], agents: usize) -> u32 {
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
    let all = Search { accounts, limit };
    let mut gone = vec![false; agents];
    let mut taken = 0;
    while all.orphaned(&gone) <= limit {
        let carried = all.carried(&gone, usize::MAX).1;
        let most =
            (0..agents).filter(|agent| !gone[*agent]).max_by(|a, b| carried[*a].total_cmp(&carried[*b]));
        let Some(most) = most else { break };
        gone[most] = true;
        taken += 1;
    }
    (1..taken).find(|fewer| all.has_subset(agents, *fewer)).unwrap_or(taken)
}

/// Value of accounts that somebody knew and nobody knows any more.
fn orphaned(knowers: &[Vec<u32>], values: &[f64], gone: &[bool]) -> f64 {
    let lost = |who: &[u32]| !who.is_empty() && who.iter().all(|agent| gone[*agent as usize]);
    knowers.iter().zip(values).filter(|(who, _)| lost(who)).map(|(_, value)| value).sum()
}

/// Subsets of people; what cannot reach the limit is not looked into.
struct Search<'a> {
    /// The people who know some accounts, and the value of these.
    accounts: Vec<(&'a [u32], f64)>,
    limit: f64,
}

impl Search<'_> {
    /// Whether any `size` people orphan more than the limit; `false` where there are too many to try.
    fn has_subset(&self, agents: usize, size: u32) -> bool {
        let mut subsets: u64 = 1;
        for k in 0..u64::from(size) {
            subsets = subsets.saturating_mul(agents as u64 - k) / (k + 1);
        }
        let few = |(who, _): &&(&[u32], f64)| who.len() <= size as usize;
        let within =
            Search { accounts: self.accounts.iter().filter(few).copied().collect(), limit: self.limit };
        let all: Vec<usize> = (0..agents).collect();
        subsets <= SUBSETS && within.finds(&all, size as usize, &mut vec![false; agents])
    }

    /// Whether `wanted` of some people, with those gone, orphan more than the limit.
    fn finds(&self, people: &[usize], wanted: usize, gone: &mut [bool]) -> bool {
        // Of an account that is orphaned each of the knowers who are left has an equal share: nobody adds more than his
        // shares of those that so few can orphan. With one to go that is just what he adds.
        let (lost, most) = self.carried(gone, wanted);
        if wanted == 1 {
            return people.iter().any(|agent| lost + most[*agent] > self.limit);
        }
        // Those who could add most first: then all that is left can be left out together.
        let mut people = people.to_vec();
        people.sort_by(|a, b| most[*b].total_cmp(&most[*a]));
        for (at, agent) in people.iter().enumerate() {
            let added: f64 = people[at..].iter().take(wanted).map(|agent| most[*agent]).sum();
            if lost + added <= self.limit {
                return false;
            }
            gone[*agent] = true;
            let found = self.finds(&people[at + 1..], wanted - 1, gone);
            gone[*agent] = false;
            if found {
                return true;
            }
        }
        false
    }

    /// The value that those gone orphan; and by agent what he carries of the others that at most so many people who are
    /// left know, shared among these.
    fn carried(&self, gone: &[bool], at_most: usize) -> (f64, Vec<f64>) {
        let (mut lost, mut carried) = (0.0, vec![0.0; gone.len()]);
        for (who, value) in &self.accounts {
            let left = || who.iter().filter(|agent| !gone[**agent as usize]);
            match left().count() {
                0 => lost += value,
                count if count <= at_most => {
                    left().for_each(|agent| carried[*agent as usize] += value / count as f64);
                }
                _ => {}
            }
        }
        (lost, carried)
    }

    fn orphaned(&self, gone: &[bool]) -> f64 {
        self.carried(gone, 0).0
    }
}

/// How few people could go.
pub(super) const BUS_FACTOR: Metric = Metric {
    name: "bus_factor",
    unit: "people",
    definition: "The fewest people without whom accounts of more than half of the value (of those that anybody is proficient in) have nobody proficient, at the end of the run.",
    direction: Direction::Higher,
    scopes: WHOLE,
    margin: 0.5,
    ratio: |sums| (sums.depends.bus_factor, f64::from(u8::from(sums.depends.bus_factor > 0.0))),
};

/// Accounts that nobody knows.
pub(super) const UNLEARNT: Metric = Metric {
    name: "unlearnt",
    unit: "share",
    definition: "Accounts that nobody is proficient in at the end of the run ÷ accounts.",
    direction: Direction::Lower,
    scopes: WHOLE,
    margin: 0.01,
    ratio: |sums| (sums.depends.unlearnt, sums.depends.accounts),
};

/// How many know an account.
pub(super) const PROFICIENT_PEOPLE: Metric = Metric {
    name: "proficient_people",
    unit: "people",
    definition: "People who are proficient in an account (remember e50 contacts or more) at the end of the run, mean over accounts.",
    direction: Direction::Higher,
    scopes: WHOLE,
    margin: 0.1,
    ratio: |sums| (sums.depends.proficient, sums.depends.accounts),
};

/// How unevenly knowledge is spread.
pub(super) const KNOWLEDGE_GINI: Metric = Metric {
    name: "knowledge_gini",
    unit: "index",
    definition: "Gini coefficient of contacts remembered over people at the end of the run: 0 = all alike, towards 1 = one has everything.",
    direction: Direction::Lower,
    scopes: WHOLE,
    margin: 0.01,
    ratio: |sums| (sums.depends.gini, f64::from(u8::from(sums.depends.accounts > 0.0))),
};

/// The figures that mean nothing where nobody knows anything.
pub(super) const FIGURES: [&Metric; 4] = [&BUS_FACTOR, &UNLEARNT, &PROFICIENT_PEOPLE, &KNOWLEDGE_GINI];

#[cfg(test)]
mod tests {
    use super::{bus_factor, gini};

    /// `concentration_example` of the exact values: totals of three agents are 45, 40, 15.
    #[test]
    fn gini_of_the_worked_example() {
        assert!((gini(&[45, 40, 15]) - 0.2).abs() < 1e-12);
        assert!(gini(&[7, 7, 7]) < 1e-12);
        assert!((gini(&[0, 0, 0, 9]) - 0.75).abs() < 1e-12);
    }

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
