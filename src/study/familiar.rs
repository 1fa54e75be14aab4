//! Who knows which account: contacts remembered at the end of the run by person and account, bounded as a picture is.
//!
//! In: what each replication left. Out: [`Record`]s `known_contacts` and
//! `known_by_best`. Must not know: stocks, pictures.

use super::answer::Answer;
use super::estimate::{CONFIDENCE, Pair, mean_of_sums, ratio};
use super::record::Record;
use crate::metrics::catalogue::{KNOWN_BY_BEST, KNOWN_CONTACTS};
use crate::metrics::shown;

/// People shown, at most.
const MOST: usize = 40;
/// Fixed point of contacts remembered.
const UNIT: f64 = 1000.0;

/// Sums over replications, by account shown then agent: contacts remembered × 1000, and their squares.
#[derive(Debug, Clone, Default)]
pub(super) struct Familiar {
    cells: Vec<(i64, i128)>,
    /// By replication: shares of what is known of an account that the person who knows it best holds, and accounts.
    best: Vec<Pair>,
}

impl Familiar {
    /// Takes in a replication.
    pub(super) fn add(&mut self, known: &[i64], agents: usize) {
        if known.is_empty() {
            return;
        }
        let share = |row: &[i64]| {
            let (most, total) = (row.iter().max().copied().unwrap_or(0), row.iter().sum::<i64>());
            (total > 0).then(|| most as f64 / total as f64)
        };
        let shares: Vec<f64> = known.chunks(agents.max(1)).filter_map(share).collect();
        self.best.push((shares.iter().sum(), shares.len() as f64));
        self.cells.resize(known.len(), (0, 0));
        for (sum, known) in self.cells.iter_mut().zip(known) {
            sum.0 += known;
            sum.1 += i128::from(*known) * i128::from(*known);
        }
    }

    /// People per account among whom knowledge is spread: mean of 1 ÷ Σ share², of accounts that anybody remembers.
    fn spread(&self, agents: usize) -> Option<f64> {
        let people = |row: &[(i64, i128)]| {
            let total: i64 = row.iter().map(|cell| cell.0).sum();
            let share = |cell: &(i64, i128)| cell.0 as f64 / total as f64;
            (total > 0).then(|| 1.0 / row.iter().map(|cell| share(cell) * share(cell)).sum::<f64>())
        };
        let known: Vec<f64> = self.cells.chunks(agents.max(1)).filter_map(people).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }

    /// The agents who know most of the accounts shown; who knows nothing is left out.
    fn agents(&self, agents: usize) -> Vec<usize> {
        let mut known: Vec<(i64, usize)> = (0..agents)
            .map(|agent| (self.cells.iter().skip(agent).step_by(agents).map(|cell| cell.0).sum(), agent))
            .filter(|(known, _)| *known > 0)
            .collect();
        known.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        known.truncate(MOST);
        known.into_iter().map(|(_, agent)| agent).collect()
    }
}

impl Answer<'_> {
    /// What people know of accounts, in the staffing where fewest people hold it and in that where most do.
    pub(super) fn familiar(&self, records: &mut Vec<Record>) {
        let (model, names) = (self.model, self.names());
        let agents = |staffing: usize| model.staffings[staffing].agents.len();
        let mut spread: Vec<(f64, &str, usize)> = (0..model.staffings.len())
            .filter_map(|staffing| {
                let spread = self.collected.staffed[staffing].familiar.spread(agents(staffing))?;
                Some((spread, names.staffings[staffing].as_str(), staffing))
            })
            .collect();
        spread.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
        let mut ends: Vec<usize> =
            [spread.first(), spread.last()].into_iter().flatten().map(|end| end.2).collect();
        ends.dedup();
        for (_, _, staffing) in &spread {
            let share = ratio(&self.collected.staffed[*staffing].familiar.best, CONFIDENCE);
            records.push(self.record(*staffing, &KNOWN_BY_BEST, "all", share));
        }
        let accounts = shown::accounts(model);
        for staffing in ends {
            let familiar = &self.collected.staffed[staffing].familiar;
            let count = agents(staffing);
            for agent in familiar.agents(count) {
                let person = &names.people[model.staffings[staffing].agents[agent].person as usize];
                for (row, account) in accounts.iter().enumerate() {
                    let (sum, squares) = familiar.cells[row * count + agent];
                    if sum == 0 {
                        continue;
                    }
                    let mean = mean_of_sums(sum, squares, self.collected.replications, UNIT, CONFIDENCE);
                    let scope = format!("agent={person};account={}", names.accounts[*account as usize]);
                    let mut record = self.record(staffing, &KNOWN_CONTACTS, &scope, Some(mean));
                    record.lower = record.lower.map(|lower| lower.max(0.0));
                    records.push(record);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Familiar;

    #[test]
    fn spread_and_those_who_know_most() {
        let mut familiar = Familiar::default();
        // Two accounts, three people: one alone with the first, two alike with the second.
        familiar.add(&[5_000, 0, 0, 2_000, 2_000, 0], 3);
        familiar.add(&[5_000, 0, 0, 2_000, 2_000, 0], 3);
        assert!((familiar.spread(3).expect("known") - 1.5).abs() < 1e-12);
        assert_eq!(familiar.agents(3), [0, 1]);
        // All of the one, half of the other.
        assert_eq!(familiar.best, [(1.5, 2.0), (1.5, 2.0)]);
        assert!(Familiar::default().spread(3).is_none());
    }
}
