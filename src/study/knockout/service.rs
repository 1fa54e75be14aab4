//! Bus factor in service: how few people could be away before accounts of more than half of the value miss their goals.
//!
//! People are taken away greedily, each time the one without whom, beside those who are gone already, accounts of most
//! value miss a goal that they met with everybody (where that is the same, fewest contacts are in time). A set of one or
//! two is the smallest there is, for all single people were tried; beyond, it is an upper bound.
//! In: contacts in time by account. Out: [`Service`], and [`Record`]s. Must not know: how contacts are played.

use super::Study;
use super::answer::Answer;
use crate::metrics::digest::{InTime, Promises};
use crate::model::{GoalKind, Model};
use crate::study::compare::CONFIDENCE;
use crate::study::estimate::jackknife;
use crate::study::record::{Record, Status};

/// People taken away, at most.
pub(super) const MOST: usize = 6;
/// Share of the value that must miss its goals, as in the bus factor of knowledge.
const HALF: f64 = 0.5;
/// Up to so many people no smaller set can have been overlooked.
const SURE: usize = 2;

/// Who was taken away, and what came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Service {
    /// Places among the people.
    pub(super) gone: Vec<usize>,
    /// Share of value lost without them, over all replications and without each.
    lost: f64,
    without: Vec<f64>,
}

/// The goals that are asked of each account: waits of contacts answered, as the staffing promises them.
pub(super) fn promises(model: &Model, staffing: usize) -> Promises {
    let mut promises = Promises { on: vec![Vec::new(); model.channels.len()], thresholds: Vec::new() };
    for goal in &model.goals {
        let GoalKind::AnsweredWithin(limit) = *goal.kind_for(staffing) else { continue };
        let place = promises.thresholds.len();
        promises.thresholds.push(goal.threshold_for(staffing));
        for (channel, on) in promises.on.iter_mut().enumerate() {
            if goal.channel.is_none_or(|wanted| usize::from(wanted) == channel) {
                on.push((place, limit - i64::from(model.channels[channel].strict)));
            }
        }
    }
    promises
}

/// Whether each account meets its goals; `None` where there is nothing to judge.
fn met(sums: &[InTime], thresholds: &[f64], accounts: usize) -> Vec<Option<bool>> {
    let of = |account: usize| {
        let goals = thresholds.iter().enumerate();
        goals
            .map(|(goal, threshold)| (sums[goal * accounts + account], *threshold))
            .filter(|(sum, _)| sum.due > 0)
            .map(|(sum, threshold)| sum.hits as f64 / sum.due as f64 >= threshold)
            .reduce(|all, one| all && one)
    };
    (0..accounts).map(of).collect()
}

/// Share of the value of accounts that meet their goals with everybody which is with accounts that miss one without some;
/// `None` where no account meets them with everybody.
fn lost(with: &[Option<bool>], without: &[Option<bool>], values: &[f64]) -> Option<f64> {
    let (mut lost, mut all) = (0.0, 0.0);
    for ((with, without), value) in with.iter().zip(without).zip(values) {
        if *with == Some(true) {
            all += value;
            lost += if *without == Some(false) { *value } else { 0.0 };
        }
    }
    (all > 0.0).then(|| lost / all)
}

fn add(sums: &mut Vec<InTime>, more: &[InTime], sign: i64) {
    sums.resize(more.len(), InTime::default());
    for (sum, more) in sums.iter_mut().zip(more) {
        sum.hits += sign * more.hits;
        sum.due += sign * more.due;
    }
}

impl Study<'_> {
    /// Takes people away until more than half of the value is lost; `None` where nothing can be said.
    pub(super) fn service(&self) -> Option<Service> {
        let thresholds = &self.desk.promises.thresholds;
        if thresholds.is_empty() {
            return None;
        }
        let accounts = &self.desk.model.accounts;
        let any_value = accounts.iter().any(|account| account.value > 0.0);
        let values: Vec<f64> =
            accounts.iter().map(|account| if any_value { account.value } else { 1.0 }).collect();
        let met = |sums: &[InTime]| met(sums, thresholds, accounts.len());
        let mut service = Service::default();
        while service.gone.len() < MOST.min(self.people.len()) && service.lost <= HALF {
            let left: Vec<usize> =
                (0..self.people.len()).filter(|place| !service.gone.contains(place)).collect();
            let with = |place: &usize| self.agents(&service.gone, Some(*place));
            let variants: Vec<Vec<u32>> = left.iter().map(with).collect();
            let mut sums: Vec<Vec<InTime>> = vec![Vec::new(); variants.len() + 1];
            let done = self.play(&|_| variants.clone(), |_, variant, played| {
                add(&mut sums[variant], &played.digest.promised, 1);
            });
            if done < self.question.replications {
                return None;
            }
            let base = met(&sums[0]);
            let mut best: Option<(f64, i64, usize)> = None;
            for (place, sums) in left.iter().zip(&sums[1..]) {
                let lost = lost(&base, &met(sums), &values)?;
                let hits: i64 = sums.iter().map(|sum| sum.hits).sum();
                if best.is_none_or(|(most, fewest, _)| lost > most || (lost >= most && hits < fewest)) {
                    best = Some((lost, hits, *place));
                }
            }
            let (lost, _, place) = best?;
            service.lost = lost;
            service.gone.push(place);
        }
        // Once more, replication by replication: how sure is it?
        let gone = self.agents(&service.gone, None);
        let mut kept: [Vec<Vec<InTime>>; 2] = [Vec::new(), Vec::new()];
        let done = self.play(&|_| vec![gone.clone()], |_, variant, played| {
            kept[variant].push(played.digest.promised.clone());
        });
        if done < self.question.replications {
            return None;
        }
        let sums = [0, 1].map(|variant: usize| {
            let mut sum = Vec::new();
            kept[variant].iter().for_each(|one| add(&mut sum, one, 1));
            sum
        });
        let but = |variant: usize, replication: usize| {
            let mut sum = sums[variant].clone();
            add(&mut sum, &kept[variant][replication], -1);
            met(&sum)
        };
        let without = (0..kept[0].len()).map(|one| lost(&but(0, one), &but(1, one), &values).unwrap_or(0.0));
        service.without = without.collect();
        Some(service)
    }

    fn agents(&self, gone: &[usize], also: Option<usize>) -> Vec<u32> {
        gone.iter().chain(&also).map(|place| self.people[*place]).collect()
    }
}

impl Answer<'_> {
    pub(super) fn service(&self, records: &mut Vec<Record>) {
        let Some(service) = &self.collected.service else {
            if self.question.service {
                let singles = &self.collected.singles;
                records.push(self.record("bus_factor_service", "people", "all", None, singles));
            }
            return;
        };
        let share = jackknife(service.lost, &service.without, CONFIDENCE);
        let singles = &self.collected.singles;
        let scope = self.agent(&service.gone);
        let mut lost = self.record("value_missing_service", "share", &scope, Some(share), singles);
        lost.point = self.point(&service.gone);
        records.push(lost);
        let people = service.gone.len();
        let mut factor = self.plain("bus_factor_service", "people", "all", people as f64);
        factor.half_width = None;
        factor.lower = Some(people.min(SURE) as f64);
        if share.mean <= HALF {
            (factor.mean, factor.lower, factor.upper) = (None, None, None);
            factor.status = Status::Never;
        } else if share.lower() <= HALF {
            factor.status = Status::Undecided;
        }
        records.push(factor);
    }
}

#[cfg(test)]
mod tests {
    use super::{lost, met};
    use crate::metrics::digest::InTime;

    #[test]
    fn only_who_met_all_goals_with_everybody_can_lose_them() {
        let sum = |hits, due| InTime { hits, due };
        // Two goals of three accounts: the third has nothing on the second channel.
        let with = [sum(8, 10), sum(7, 10), sum(9, 10), sum(9, 10), sum(9, 10), sum(0, 0)];
        let without = [sum(8, 10), sum(2, 10), sum(2, 10), sum(8, 10), sum(9, 10), sum(0, 0)];
        let (with, without) = (met(&with, &[0.8, 0.9], 3), met(&without, &[0.8, 0.9], 3));
        assert_eq!(with, [Some(true), Some(false), Some(true)]);
        assert_eq!(without, [Some(false), Some(false), Some(false)]);
        assert_eq!(lost(&with, &[Some(false), None, Some(true)], &[3.0, 9.0, 1.0]), Some(0.75));
        assert_eq!(lost(&[Some(false)], &[Some(false)], &[1.0]), None);
    }
}
