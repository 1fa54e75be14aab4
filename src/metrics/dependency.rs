//! Dependency on persons, as far as knowledge goes: who knows what at the end of a run, and how few could go before
//! much of it is gone.
//!
//! *Proficient* is who remembers e50 contacts or more (those with others of the sector by their share). An account
//! that nobody was proficient in is `unlearnt`, a share of its own: the bus factor counts only what would be lost.
//! In: the stocks of a staffing. Out: [`Dependency`], and figures. Must not know: how stocks came about.

use super::bus_factor::bus_factor;
use super::catalogue::{Metric, WHOLE};
use super::figure::{Direction, Figure};
use super::unit::Unit;
use crate::knowledge::Stocks;
use crate::model::Account;
use crate::time::Moment;

/// Fixed point of contacts remembered.
const UNIT: f64 = 1000.0;

/// What is known at the end of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dependency {
    /// By agent: contacts remembered, over all accounts, × 1000; `None` where nobody who is trained holds the seat.
    pub by_agent: Vec<Option<i64>>,
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
    /// `there`: by agent, somebody who is trained holds the seat; what those knew who are gone is nobody's.
    /// `shown`: accounts of which it is kept what each person knows.
    /// `quarters`: who leaves, in each of some quarters of random departures.
    pub fn of(
        stocks: &Stocks<'_>,
        accounts: &[Account],
        shown: &[u32],
        there: &[bool],
        now: Moment,
        quarters: &[Vec<bool>],
    ) -> Self {
        let agents = there.len();
        let of_account =
            |account: u32| stocks.of_account(account, now).filter(|knower| there[knower.agent as usize]);
        let mut by_agent = vec![0.0; agents];
        let mut knowers: Vec<Vec<u32>> = Vec::with_capacity(accounts.len());
        let mut proficient_in = vec![0.0; agents];
        for account in 0..accounts.len() as u32 {
            let mut proficient = Vec::new();
            for knower in of_account(account) {
                by_agent[knower.agent as usize] += knower.contacts;
                if knower.is_proficient {
                    proficient_in[knower.agent as usize] += knower.contacts;
                    proficient.push(knower.agent);
                }
            }
            knowers.push(proficient);
        }
        let any_value = accounts.iter().any(|account| account.value > 0.0);
        let value = |account: &Account| if any_value { account.value } else { 1.0 };
        let values: Vec<f64> = accounts.iter().map(value).collect();
        let fixed = |known: f64| (known * UNIT) as i64;
        let mut cells = vec![0; shown.len() * agents];
        for (row, account) in cells.chunks_mut(agents.max(1)).zip(shown) {
            for knower in of_account(*account) {
                row[knower.agent as usize] = fixed(knower.contacts);
            }
        }
        Self {
            shown: cells,
            by_agent: by_agent.into_iter().zip(there).map(|(own, there)| there.then(|| fixed(own))).collect(),
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
            gini: gini(&self.people()),
        }
    }

    /// What each of those knows who are there, who knows least first.
    fn people(&self) -> Vec<i64> {
        let mut known: Vec<i64> = self.by_agent.iter().copied().flatten().collect();
        known.sort_unstable();
        known
    }

    /// Share of what is known that those hold who know least, up to each share of the people: the Lorenz curve, as
    /// (share of people, share of knowledge) at as many shares as there are seats; straight between two people.
    pub fn lorenz(&self) -> Vec<(f64, f64)> {
        let known = self.people();
        // Of so many people, what they know together.
        let mut upto = vec![0];
        upto.extend(known.iter().scan(0, |sum, own| {
            *sum += own;
            Some(*sum)
        }));
        let total = upto[known.len()];
        let seats = self.by_agent.len();
        let point = |seat: usize| {
            // Of n people at m seats, the first k·n ÷ m.
            let (whole, rest) = (seat * known.len() / seats, seat * known.len() % seats);
            let part = known.get(whole).map_or(0.0, |next| *next as f64 * rest as f64 / seats as f64);
            let share = if total > 0 { (upto[whole] as f64 + part) / total as f64 } else { 0.0 };
            (seat as f64 / seats as f64, share)
        };
        (1..=seats).map(point).collect()
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

/// Gini coefficient of sorted numbers: Σ |xᵢ − xⱼ| ÷ (2 n² mean); 0 = all alike, towards 1 = one has everything.
fn gini(sorted: &[i64]) -> f64 {
    let n = sorted.len() as f64;
    let total: f64 = sorted.iter().map(|x| *x as f64).sum();
    if total <= 0.0 {
        return 0.0;
    }
    let ranked: f64 = sorted.iter().enumerate().map(|(rank, x)| (rank as f64 + 1.0) * *x as f64).sum();
    (2.0 * ranked / (n * total) - (n + 1.0) / n).max(0.0)
}

/// Value of accounts that somebody knew and nobody knows any more.
fn orphaned(knowers: &[Vec<u32>], values: &[f64], gone: &[bool]) -> f64 {
    let lost = |who: &[u32]| !who.is_empty() && who.iter().all(|agent| gone[*agent as usize]);
    knowers.iter().zip(values).filter(|(who, _)| lost(who)).map(|(_, value)| value).sum()
}

/// How few people could go.
pub(crate) static BUS_FACTOR: Metric = Metric {
    figure: Figure {
        name: "bus_factor",
        unit: Unit::People,
        definition: "The fewest people without whom accounts of more than half of the value (of those that anybody is proficient in) have nobody proficient, at the end of the run.",
        direction: Direction::Higher,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.depends.bus_factor, f64::from(u8::from(sums.depends.bus_factor > 0.0))),
};

/// Accounts that nobody knows.
pub(crate) static UNLEARNT: Metric = Metric {
    figure: Figure {
        name: "unlearnt",
        unit: Unit::Share,
        definition: "Accounts that nobody is proficient in at the end of the run ÷ accounts.",
        direction: Direction::Lower,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.depends.unlearnt, sums.depends.accounts),
};

/// How many know an account.
pub(crate) static PROFICIENT_PEOPLE: Metric = Metric {
    figure: Figure {
        name: "proficient_people",
        unit: Unit::People,
        definition: "People who are proficient in an account (remember e50 contacts or more) at the end of the run, mean over accounts.",
        direction: Direction::Higher,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.depends.proficient, sums.depends.accounts),
};

/// How unevenly knowledge is spread.
pub(crate) static KNOWLEDGE_GINI: Metric = Metric {
    figure: Figure {
        name: "knowledge_gini",
        unit: Unit::Index,
        definition: "Gini coefficient of contacts remembered over people at the end of the run: 0 = all alike, towards 1 = one has everything.",
        direction: Direction::Lower,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.depends.gini, f64::from(u8::from(sums.depends.accounts > 0.0))),
};

/// The figures that mean nothing where nobody knows anything.
pub(super) static FIGURES: [&Metric; 4] = [&BUS_FACTOR, &UNLEARNT, &PROFICIENT_PEOPLE, &KNOWLEDGE_GINI];

#[cfg(test)]
mod tests {
    use super::{Dependency, gini};

    /// Two of three are there, and know 1 and 3: half of the people know a quarter, two thirds of them half of it and a
    /// third of the rest.
    #[test]
    fn who_is_gone_is_not_counted() {
        let known = Dependency { by_agent: vec![Some(3), None, Some(1)], ..Dependency::default() };
        let curve = known.lorenz();
        assert_eq!(curve.len(), 3);
        for ((people, share), (of, expected)) in curve.into_iter().zip([(1, 1.0 / 6.0), (2, 0.5), (3, 1.0)]) {
            assert!(
                (people - f64::from(of) / 3.0).abs() < 1e-12 && (share - expected).abs() < 1e-12,
                "{share}"
            );
        }
        assert!((known.sums().gini - 0.25).abs() < 1e-12);
    }

    /// `concentration_example` of the exact values: totals of three agents are 45, 40, 15.
    #[test]
    fn gini_of_the_worked_example() {
        assert!((gini(&[15, 40, 45]) - 0.2).abs() < 1e-12);
        assert!(gini(&[7, 7, 7]) < 1e-12);
        assert!((gini(&[0, 0, 0, 9]) - 0.75).abs() < 1e-12);
    }
}
