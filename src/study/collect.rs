//! Parts taken in: pairs by replication for every row, and block sums for what is no ratio.
//!
//! Memory does not hold parts: a pair per (row, figure, replication), and at most [`BLOCKS`] sums of
//! accounts and waits, of rows per account or agent, too. In: parts, in the order of replications. Out: [`Collected`]. Must not know: intervals.

use super::contracts;
use super::departures::Seen;
use super::estimate::Pair;
use super::familiar::Familiar;
use super::rows::{Row, goal_day_pair, goal_pair, is_silent, sums};
use super::satisfaction;
use crate::metrics::details::{Sparse, merge};
use crate::metrics::histogram::Merged;
use crate::metrics::part::Shape;
use crate::metrics::{Count, Details, Part};
use crate::model::Model;
use crate::model::satisfaction::Experience;

/// Blocks of replications for the jackknife.
pub(super) const BLOCKS: usize = 20;

/// In time and due, of an account on a channel.
pub(super) type Share = (u64, u64);

/// Sums of a block of replications of one staffing.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// By channel, account.
    pub(super) accounts: Vec<Share>,
    /// By channel, group: waits of answered contacts.
    pub(super) answered: Vec<Vec<Merged>>,
    /// By channel: waits of the others.
    pub(super) left: Vec<Merged>,
    /// Waits by time of day, team, person and account, as far as they are kept.
    pub(super) detailed: Sparse,
    /// Quarters of random departures by the per cent lost, of value and of knowledge.
    pub(super) risk: [Vec<u64>; 2],
}

/// What is known of one staffing.
#[derive(Debug, Clone)]
pub(super) struct Staffed {
    /// Its index in the model.
    staffing: usize,
    pub(super) rows: Vec<Row>,
    /// What is kept of waits, and the sizes that its rows are counted by.
    pub(super) detailed: (Details, Shape),
    /// By row, figure, replication (or block of replications).
    pub(super) pairs: Vec<Vec<Vec<Pair>>>,
    /// Anything happened in the row.
    pub(super) alive: Vec<bool>,
    /// By goal, replication: hits and contacts; empty for goals that are figures.
    pub(super) goals: Vec<Vec<Pair>>,
    /// By goal, replication: days met and days measured.
    pub(super) goal_days: Vec<Vec<Pair>>,
    /// By channel, replication: still waiting at the end, and arrived per day.
    pub(super) backlog_at_end: Vec<Vec<Pair>>,
    pub(super) blocks: Vec<Block>,
    /// By contract, figure, replication.
    pub(super) contracts: Vec<Vec<Vec<Pair>>>,
    /// Points of the Lorenz curve of knowledge: share of people, and by replication the share that those hold.
    pub(super) lorenz: Vec<(f64, Vec<Pair>)>,
    /// What each person knows of the accounts that are shown.
    pub(super) familiar: Familiar,
    /// What happened around departures of owners.
    pub(super) seen: Seen,
    /// By account: what it went through, all replications together; empty where nobody asks.
    pub(super) experience: Vec<Experience>,
    /// Contacts of people displaced from full account tables.
    pub(super) displaced: i64,
    /// Contacts remembered that were displaced from full tables, and all that are remembered at the end, × 1000.
    pub(super) forgotten: [i64; 2],
}

/// What is known of all staffings.
#[derive(Debug, Clone)]
pub(super) struct Collected {
    pub(super) staffed: Vec<Staffed>,
    pub(super) replications: u32,
}

impl Collected {
    /// Nothing yet of all staffings, over these rows.
    pub(super) fn new(model: &Model, rows: Vec<Vec<Row>>) -> Self {
        Self::of(model, rows.into_iter().enumerate().collect(), true)
    }

    /// Nothing yet of some staffings, over rows of each; the distributions of waits only if they are asked for.
    pub(super) fn of(model: &Model, rows: Vec<(usize, Vec<Row>)>, waits: bool) -> Self {
        let channels = if waits { model.channels.len() } else { 0 };
        let block = || Block {
            accounts: vec![(0, 0); model.accounts.len() * model.channels.len()],
            answered: vec![vec![Merged::default(); model.groups.len()]; channels],
            left: vec![Merged::default(); channels],
            detailed: Sparse::new(),
            risk: [vec![0; 101], vec![0; 101]],
        };
        let staffed = rows.into_iter().map(|(staffing, rows)| Staffed {
            staffing,
            detailed: (Details::default(), Shape::default()),
            pairs: rows.iter().map(|row| vec![Vec::new(); row.metrics.len()]).collect(),
            alive: vec![false; rows.len()],
            rows,
            goals: vec![Vec::new(); model.goals.len()],
            goal_days: vec![Vec::new(); model.goals.len()],
            backlog_at_end: vec![Vec::new(); model.channels.len()],
            blocks: (0..BLOCKS).map(|_| block()).collect(),
            contracts: vec![vec![Vec::new(); contracts::FIGURES.len()]; model.contracts.len()],
            lorenz: Vec::new(),
            familiar: Familiar::default(),
            seen: Seen::default(),
            experience: Vec::new(),
            displaced: 0,
            forgotten: [0; 2],
        });
        Self { staffed: staffed.collect(), replications: 0 }
    }

    /// Takes in the parts of one replication, one per staffing that is collected.
    pub(super) fn take(&mut self, model: &Model, replication: u32, parts: &[Part]) {
        for (staffed, part) in self.staffed.iter_mut().zip(parts) {
            staffed.take(model, replication as usize % BLOCKS, part);
        }
        self.replications += 1;
    }
}

impl Staffed {
    fn take(&mut self, model: &Model, block: usize, part: &Part) {
        let staffing = self.staffing;
        for ((row, pairs), alive) in self.rows.iter().zip(&mut self.pairs).zip(&mut self.alive) {
            let sums = sums(model, staffing, part, &row.slices);
            *alive |= !is_silent(&sums);
            for (metric, pairs) in row.metrics.iter().zip(pairs) {
                let pair = (metric.ratio)(&sums);
                match pairs.get_mut(block).filter(|_| row.by_block) {
                    Some(sum) => *sum = (sum.0 + pair.0, sum.1 + pair.1),
                    None => pairs.push(pair),
                }
            }
        }
        for goal in 0..model.goals.len() {
            self.goals[goal].extend(goal_pair(model, part, goal));
            self.goal_days[goal].push(goal_day_pair(model, staffing, part, goal));
        }
        let days = f64::from(model.calendar.counted_days());
        for (channel, pairs) in self.backlog_at_end.iter_mut().enumerate() {
            let slice = crate::metrics::part::Slice { channel: Some(channel), ..Default::default() };
            let offered = part.counts(slice).get(Count::Offered) as f64;
            pairs.push((part.backlog_at_end[channel] as f64, offered / days));
        }
        for (figures, priced) in self.contracts.iter_mut().zip(contracts::pairs(model, staffing, part)) {
            for (pairs, pair) in figures.iter_mut().zip(priced) {
                pairs.push(pair);
            }
        }
        let curve = part.dependency.lorenz();
        if self.lorenz.is_empty() {
            self.lorenz = curve.iter().map(|(people, _)| (*people, Vec::new())).collect();
        }
        for ((_, pairs), (_, known)) in self.lorenz.iter_mut().zip(&curve) {
            pairs.push((*known, 1.0));
        }
        self.familiar.add(&part.dependency.shown, model.staffings[staffing].agents.len());
        self.seen.add(part.departures, &part.around);
        satisfaction::add(model, part, &mut self.experience);
        self.displaced += part.displaced;
        self.forgotten[0] += part.dependency.displaced;
        self.forgotten[1] += part.dependency.by_agent.iter().flatten().sum::<i64>();
        let block = &mut self.blocks[block];
        for (sums, quarters) in block.risk.iter_mut().zip(&part.dependency.risk) {
            for (sum, count) in sums.iter_mut().zip(quarters) {
                *sum += u64::from(*count);
            }
        }
        self.detailed = (part.detailed.asked, part.shape);
        merge(&mut block.detailed, &part.detailed.waits);
        let (channels, groups) = (part.shape.channels, part.shape.groups);
        for (index, counts) in part.accounts.iter().enumerate() {
            let (account, channel) = (index / channels, index % channels);
            let cell = &mut block.accounts[channel * part.shape.accounts + account];
            cell.0 += counts.in_time();
            cell.1 += counts.due();
        }
        for channel in 0..block.left.len() {
            for group in 0..groups {
                block.answered[channel][group].add(&part.waits_answered[channel * groups + group]);
                block.left[channel].add(&part.waits_left[channel * groups + group]);
            }
        }
    }

    /// Pairs of a figure over a scope and interval.
    pub(super) fn find(&self, metric: &str, scope: &str, interval: &str) -> Option<&[Pair]> {
        let row = self.rows.iter().position(|row| row.scope == scope && row.interval == interval)?;
        let figure = self.rows[row].metrics.iter().position(|figure| figure.name == metric)?;
        Some(&self.pairs[row][figure])
    }
}
