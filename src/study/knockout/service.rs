//! Bus factor in service: how few people could be away before accounts of more than half of the value are let down.
//!
//! An account is let down where it misses a goal that it met with everybody, or where those who serve it take a tenth
//! longer. People are taken away greedily, each time the one without whom, beside those who are gone already, accounts of
//! most value are let down (where that is the same, fewest contacts are in time; then, where contacts take longest). A set
//! of one or two is the smallest there is, for all single people were tried; beyond, it is an upper bound.
//! In: contacts in time and time spent, by account. Out: [`Service`], and [`Record`]s. Must not know: how contacts are
//! played.

use super::Study;
use super::answer::Answer;
use crate::metrics::catalogue::{BUS_FACTOR_SERVICE, VALUE_MISSING_SERVICE, VALUE_SLOWER};
use crate::metrics::digest::{Digest, InTime, Pace, Promises};
use crate::model::{GoalKind, Model};
use crate::study::estimate::{CONFIDENCE, jackknife};
use crate::study::record::{Record, Status};

/// People taken away, at most.
pub(super) const MOST: usize = 6;
/// Share of the value that must be let down, as in the bus factor of knowledge.
const HALF: f64 = 0.5;
/// Up to so many people no smaller set can have been overlooked.
const SURE: usize = 2;
/// So many times as long as with everybody is slower: eleven tenths, as whole numbers.
const SLOWER: [i128; 2] = [11, 10];

/// Shares of the value that is with accounts which are served as they should be with everybody.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Shares {
    /// Let down in one way or the other.
    lost: f64,
    /// Contacts take longer.
    slower: f64,
}

/// Who was taken away, and what came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Service {
    /// Places among the people.
    pub(super) gone: Vec<usize>,
    /// Without them, over all replications and without each.
    all: Shares,
    without: Vec<Shares>,
}

/// What is summed over replications.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    /// By goal, account.
    promised: Vec<InTime>,
    /// By account.
    pace: Vec<Pace>,
}

impl Sums {
    fn of(digest: &Digest) -> Self {
        Self { promised: digest.promised.clone(), pace: digest.pace.clone() }
    }

    /// Adds a replication.
    pub(super) fn add(&mut self, digest: &Digest) {
        self.change(&digest.promised, &digest.pace, 1);
    }

    fn change(&mut self, promised: &[InTime], pace: &[Pace], sign: i64) {
        self.promised.resize(promised.len(), InTime::default());
        for (sum, more) in self.promised.iter_mut().zip(promised) {
            sum.hits += sign * more.hits;
            sum.due += sign * more.due;
        }
        self.pace.resize(pace.len(), Pace::default());
        for (sum, more) in self.pace.iter_mut().zip(pace) {
            sum.spent += sign * more.spent;
            sum.expert += sign * more.expert;
        }
    }

    /// How long contacts of all accounts take, an expert's time being 1.
    fn length(&self) -> f64 {
        let (spent, expert) =
            self.pace.iter().fold((0, 0), |sum, pace| (sum.0 + pace.spent, sum.1 + pace.expert));
        spent as f64 / expert.max(1) as f64
    }

    fn hits(&self) -> i64 {
        self.promised.iter().map(|sum| sum.hits).sum()
    }
}

/// The goals that are asked of each account: waits of contacts answered, as the staffing promises them.
pub(super) fn promises(model: &Model, staffing: usize) -> Promises {
    let mut promises =
        Promises { asked: true, on: vec![Vec::new(); model.channels.len()], thresholds: Vec::new() };
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

/// Whether contacts of an account take so much longer than with everybody.
fn is_slower(with: Pace, without: Pace) -> bool {
    let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
    // Nothing handled is no contact that takes longer.
    with.spent > 0
        && without.spent > 0
        && SLOWER[1] * times(without.spent, with.expert) >= SLOWER[0] * times(with.spent, without.expert)
}

/// Shares of the value of accounts that are served as they should be with everybody (goals met, where any is asked, and
/// contacts handled) which is with accounts that are let down without some (nobody answering any more is worse than slow); `None` where there is no such account.
fn let_down(with: &Sums, without: &Sums, thresholds: &[f64], values: &[f64]) -> Option<Shares> {
    let (mut lost, mut slower, mut all) = (0.0, 0.0, 0.0);
    let met_with = met(&with.promised, thresholds, values.len());
    let met_without = met(&without.promised, thresholds, values.len());
    for (account, value) in values.iter().enumerate() {
        if met_with[account] == Some(false) || with.pace[account].spent == 0 {
            continue;
        }
        all += value;
        let takes_longer = is_slower(with.pace[account], without.pace[account]);
        slower += if takes_longer { *value } else { 0.0 };
        let is_lost = takes_longer || met_without[account] == Some(false) || without.pace[account].spent == 0;
        lost += if is_lost { *value } else { 0.0 };
    }
    (all > 0.0).then(|| Shares { lost: lost / all, slower: slower / all })
}

impl Study<'_> {
    /// Takes people away until more than half of the value is let down; `None` where nothing can be said. `first`: what
    /// the staffing as it is, and without each person, came to.
    pub(super) fn service(&self, first: &[Sums]) -> Option<Service> {
        let thresholds = &self.desk.promises.thresholds;
        let accounts = &self.desk.model.accounts;
        let any_value = accounts.iter().any(|account| account.value > 0.0);
        let values: Vec<f64> =
            accounts.iter().map(|account| if any_value { account.value } else { 1.0 }).collect();
        let shares = |with: &Sums, without: &Sums| let_down(with, without, thresholds, &values);
        let mut service = Service::default();
        while service.gone.len() < MOST.min(self.people.len()) && service.all.lost <= HALF {
            let left: Vec<usize> =
                (0..self.people.len()).filter(|place| !service.gone.contains(place)).collect();
            let sums =
                if service.gone.is_empty() { first.to_vec() } else { self.without(&service.gone, &left)? };
            // More of the value; fewer in time; longer.
            let mut best: Option<(f64, i64, f64, usize, Shares)> = None;
            for (place, without) in left.iter().zip(&sums[1..]) {
                let shares = shares(&sums[0], without)?;
                let (lost, late, long) = (shares.lost, -without.hits(), without.length());
                let is_worse = |(most, latest, longest, ..): (f64, i64, f64, usize, Shares)| {
                    lost.total_cmp(&most).then(late.cmp(&latest)).then(long.total_cmp(&longest)).is_gt()
                };
                if best.is_none_or(is_worse) {
                    best = Some((lost, late, long, *place, shares));
                }
            }
            let (.., place, shares) = best?;
            service.all = shares;
            service.gone.push(place);
        }
        // Once more, replication by replication: how sure is it?
        let gone = self.agents(&service.gone, None);
        let mut kept: [Vec<Sums>; 2] = [Vec::new(), Vec::new()];
        let done = self.play(&|_| vec![gone.clone()], |_, variant, played| {
            kept[variant].push(Sums::of(&played.digest));
        });
        if done < self.question.setting.replications {
            return None;
        }
        let sums = [0, 1].map(|variant: usize| {
            let mut sum = Sums::default();
            kept[variant].iter().for_each(|one| sum.change(&one.promised, &one.pace, 1));
            sum
        });
        let but = |variant: usize, replication: usize| {
            let (mut sum, one) = (sums[variant].clone(), &kept[variant][replication]);
            sum.change(&one.promised, &one.pace, -1);
            sum
        };
        let without = (0..kept[0].len()).map(|one| shares(&but(0, one), &but(1, one)).unwrap_or_default());
        service.without = without.collect();
        Some(service)
    }

    /// What the staffing as it is, and without those who are gone and each of these, comes to; `None` where interrupted.
    fn without(&self, gone: &[usize], each: &[usize]) -> Option<Vec<Sums>> {
        let variants: Vec<Vec<u32>> = each.iter().map(|place| self.agents(gone, Some(*place))).collect();
        let mut sums: Vec<Sums> = vec![Sums::default(); variants.len() + 1];
        let done = self.play(&|_| variants.clone(), |_, variant, played| sums[variant].add(&played.digest));
        (done >= self.question.setting.replications).then_some(sums)
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
                records.push(self.record(&BUS_FACTOR_SERVICE, "all", None, singles));
            }
            return;
        };
        let estimate = |of: fn(&Shares) -> f64| {
            let without: Vec<f64> = service.without.iter().map(of).collect();
            jackknife(of(&service.all), &without, CONFIDENCE)
        };
        let share = estimate(|shares| shares.lost);
        let singles = &self.collected.singles;
        let scope = self.agent(&service.gone);
        for (figure, share) in
            [(&VALUE_MISSING_SERVICE, share), (&VALUE_SLOWER, estimate(|shares| shares.slower))]
        {
            let mut record = self.record(figure, &scope, Some(share), singles);
            record.point = self.point(&service.gone);
            records.push(record);
        }
        let people = service.gone.len();
        let mut factor = self.plain(&BUS_FACTOR_SERVICE, "all", people as f64);
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
    use super::{Shares, Sums, let_down, met};
    use crate::metrics::digest::{InTime, Pace};

    fn sums(promised: &[(i64, i64)], pace: &[(i64, i64)]) -> Sums {
        let promised = promised.iter().map(|(hits, due)| InTime { hits: *hits, due: *due }).collect();
        let pace = pace.iter().map(|(spent, expert)| Pace { spent: *spent, expert: *expert }).collect();
        Sums { promised, pace }
    }

    #[test]
    fn only_who_met_all_goals_with_everybody_can_lose_them() {
        // Two goals of three accounts: the third has nothing on the second channel.
        let pace = [(100, 100), (100, 100), (100, 100)];
        let with = sums(&[(8, 10), (7, 10), (9, 10), (9, 10), (9, 10), (0, 0)], &pace);
        let without = sums(&[(8, 10), (2, 10), (2, 10), (8, 10), (9, 10), (0, 0)], &pace);
        let goals = [0.8, 0.9];
        assert_eq!(met(&with.promised, &goals, 3), [Some(true), Some(false), Some(true)]);
        assert_eq!(met(&without.promised, &goals, 3), [Some(false), Some(false), Some(false)]);
        // The first and the third, of values 3 and 1, lose theirs. Accounts of whom nothing is handled do not count.
        let shares = let_down(&with, &without, &goals, &[3.0, 9.0, 1.0]);
        assert_eq!(shares, Some(Shares { lost: 1.0, slower: 0.0 }));
        let silent =
            sums(&with.promised.iter().map(|sum| (sum.hits, sum.due)).collect::<Vec<_>>(), &[(0, 0); 3]);
        assert_eq!(let_down(&silent, &without, &goals, &[3.0, 9.0, 1.0]), None);
    }

    #[test]
    fn slower_is_a_tenth_longer_for_the_same_work() {
        let with = sums(&[], &[(110, 100), (110, 100), (110, 100), (100, 100)]);
        // A tenth longer; just below it; twice the work at the same pace; nobody came.
        let without = sums(&[], &[(121, 100), (1_209, 1_000), (220, 200), (0, 0)]);
        let shares = let_down(&with, &without, &[], &[1.0; 4]);
        assert_eq!(shares, Some(Shares { lost: 0.5, slower: 0.25 }));
    }
}
