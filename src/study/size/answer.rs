//! From sized staffings to records.
//!
//! In: what was asked, what was found. Out: [`Results`]. Must not know: how points are played.

use std::collections::BTreeMap;

use super::judge::Decision;
use super::sized::Visited;
use super::{Question, Sized, caution, levers};
use crate::metrics::catalogue::{
    ABANDONMENT, AGENTS, COST_AT_GOAL, COST_PER_MONTH, COST_PER_REQUEST, FTE, Figure, GOAL,
    IDLE_COST_PER_MONTH, LAST_PERSON_BUYS, LAST_PERSON_COSTS, MEAN_WAIT, Metric, OCCUPANCY, OVERSHOOT,
    OWNER_ABSENT, OWNER_SHARE, SERVICE_LEVEL, SIZE, SLACK, Unit, find,
};
use crate::scenario::Loaded;
use crate::study::estimate::{CONFIDENCE, Estimate, Pair, difference, jackknife, ratio};
use crate::study::provenance;
use crate::study::record::{Record, Results, SCHEMA_VERSION, Status, Verdict};
use crate::study::trial::Trial;
use crate::study::verdict;
use crate::time::format_clock;

/// Figures over everything that are told of an answer.
static FIGURES: [&Metric; 8] = [
    &AGENTS,
    &FTE,
    &COST_PER_MONTH,
    &COST_PER_REQUEST,
    &OCCUPANCY,
    &IDLE_COST_PER_MONTH,
    &OWNER_SHARE,
    &OWNER_ABSENT,
];
/// Figures by channel.
static BY_CHANNEL: [&Metric; 3] = [&SERVICE_LEVEL, &ABANDONMENT, &MEAN_WAIT];

/// The point one step below the answer that comes closest to the goals: what the last person buys.
pub(super) fn below(point: &[u32], visited: &BTreeMap<Vec<u32>, Visited>) -> Option<Vec<u32>> {
    all_below(point, visited).into_iter().next()
}

/// The points one step below the answer, those that come closest to the goals first.
pub(super) fn all_below(point: &[u32], visited: &BTreeMap<Vec<u32>, Visited>) -> Vec<Vec<u32>> {
    let one_less = |other: &[u32]| {
        let differ: Vec<(u32, u32)> =
            point.iter().copied().zip(other.iter().copied()).filter(|(a, b)| a != b).collect();
        matches!(differ[..], [(a, b)] if b + 1 == a)
    };
    let near = visited.iter().filter(|(other, seen)| {
        one_less(other) && seen.trial.is_some() && seen.judged.tightest().1.is_finite()
    });
    let mut near: Vec<(f64, &Vec<u32>)> =
        near.map(|(point, seen)| (seen.judged.tightest().1, point)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.cmp(a.1)));
    near.into_iter().map(|(_, point)| point.clone()).collect()
}

/// The document of a sizing.
pub(super) fn results(question: &Question<'_>, sized: &[Sized]) -> Results {
    let Loaded { names, .. } = question.setting.loaded;
    let is_sized = |name: &str| sized.iter().any(|one| names.staffings[one.staffing] == name);
    let (mut records, mut cautions) = (Vec::new(), provenance::cautions(names, is_sized));
    for one in sized {
        let telling = Telling { question, sized: one };
        telling.tell(&mut records);
        cautions.extend(caution::cautions(question, one));
    }
    let replications = sized
        .iter()
        .filter_map(|one| one.visited.get(one.point())?.trial.as_ref())
        .map(Trial::replications)
        .max()
        .unwrap_or(0);
    let stopped_by = if sized.len() < question.staffings.len() { "interrupted" } else { "replications" };
    let mut made = question.setting.provenance("size", replications, stopped_by);
    made.staffings = sized.iter().map(|one| names.staffings[one.staffing].clone()).collect();
    let mut results = Results {
        schema_version: SCHEMA_VERSION,
        provenance: made,
        assumptions: provenance::assumptions(names),
        records,
        cautions,
    };
    results.sort();
    results
}

struct Telling<'a> {
    question: &'a Question<'a>,
    sized: &'a Sized,
}

impl Telling<'_> {
    fn trial(&self, point: &[u32]) -> Option<&Trial> {
        self.sized.visited.get(point)?.trial.as_ref()
    }

    fn record(&self, point: &[u32], figure: &Figure, scope: &str, estimate: Option<Estimate>) -> Record {
        let names = &self.question.setting.loaded.names;
        Record {
            staffing: names.staffings[self.sized.staffing].clone(),
            scope: scope.into(),
            metric: figure.name.into(),
            unit: figure.unit.in_currency(&names.currency),
            mean: estimate.map(|estimate| estimate.mean),
            lower: estimate.map(|estimate| estimate.lower()),
            upper: estimate.map(|estimate| estimate.upper()),
            half_width: estimate.map(|estimate| estimate.half_width),
            replications: self.trial(point).map_or(0, |trial| u64::from(trial.replications())),
            status: if estimate.is_some() { Status::Ok } else { Status::Undefined },
            ..Record::default()
        }
        .finite()
    }

    fn tell(&self, records: &mut Vec<Record>) {
        let answer = self.sized.point();
        let Some(trial) = self.trial(answer) else { return };
        if self.sized.is_blind() {
            for lever in &self.sized.levers {
                records.push(self.record(answer, &SIZE, &format!("lever={}", lever.name), None));
            }
            self.goals(answer, trial, records);
            return;
        }
        for metric in FIGURES {
            let estimate = ratio(trial.pairs(metric.name, "all"), CONFIDENCE);
            records.push(self.record(answer, metric, "all", estimate));
        }
        for channel in &self.question.setting.loaded.names.channels {
            let scope = format!("channel={channel}");
            for metric in BY_CHANNEL {
                let estimate = ratio(trial.pairs(metric.name, &scope), CONFIDENCE);
                records.push(self.record(answer, metric, &scope, estimate));
            }
        }
        let status = self.sized.certainty().status();
        self.plans(answer, status, records);
        for (lever, value) in self.sized.levers.iter().zip(answer) {
            if levers::steps(lever).is_some() {
                continue;
            }
            let value = exactly(f64::from(*value));
            let record = self.record(answer, &SIZE, &format!("lever={}", lever.name), Some(value));
            records.push(Record { status, ..record });
        }
        self.goals(answer, trial, records);
        self.last_person(answer, trial, records);
        self.log(records);
    }

    /// Plans by interval, step by step, each with the time of day at which it begins.
    fn plans(&self, answer: &[u32], status: Status, records: &mut Vec<Record>) {
        let Loaded { names, .. } = self.question.setting.loaded;
        let (from, to) = names.open_between;
        for plan in levers::plans(&self.sized.levers, answer) {
            let steps = plan.entries.len() as i64;
            for (step, people) in plan.entries.iter().enumerate() {
                let lever = format!("lever=teams.{}.agents_per_interval.{step}", plan.team);
                let begins = from + (to - from) * step as i64 / steps.max(1);
                records.push(Record {
                    interval: format_clock(begins),
                    status,
                    ..self.record(answer, &SIZE, &lever, Some(exactly(f64::from(*people))))
                });
            }
        }
    }

    /// What each goal comes to, and by how much it is overshot.
    fn goals(&self, answer: &[u32], trial: &Trial, records: &mut Vec<Record>) {
        let Loaded { model, names, .. } = self.question.setting.loaded;
        let judged = self.sized.visited.get(answer).map(|seen| &seen.judged);
        let is_met = judged.is_some_and(|judged| judged.decision == Decision::Met);
        // Looks, and several goals, take more to be sure than one figure by itself: what the size hangs on is not met for sure.
        let is_open = judged.filter(|judged| judged.decision == Decision::Undecided);
        let hangs_on = is_open.map(|judged| judged.tightest().0);
        for (number, (goal, label)) in model.goals.iter().zip(&names.goals).enumerate() {
            let of_worst = trial.worst(number);
            let pairs = trial.goal_pairs(model, names, number);
            let value = match of_worst {
                Some(of_worst) => of_worst.value,
                None => pairs.and_then(|pairs| ratio(pairs, CONFIDENCE)),
            };
            let has_unjudged = of_worst.is_some_and(|worst| worst.unjudged.is_some());
            let Some(value) = value else {
                if has_unjudged {
                    let record = self.record(answer, &GOAL, &format!("goal={}", label.name), None);
                    records.push(Record { verdict: Some(Verdict::Undecided), unit: Unit::Share, ..record });
                    continue;
                }
                let slack = self.sized.visited.get(answer).map(|seen| seen.judged.slack[number]);
                let record =
                    self.record(answer, &OVERSHOOT, &format!("goal={}", label.name), slack.map(exactly));
                // Slack has no unit of its own.
                records.push(Record { unit: Unit::Plain, ..record });
                continue;
            };
            let threshold = goal.threshold_for(self.sized.staffing);
            let scope = format!("goal={}", label.name);
            let unit = unit_of(&label.metric);
            let mut record = self.record(answer, &GOAL, &scope, Some(value));
            record.unit = unit.clone();
            // What was found to be met was found so at the confidence that was asked for.
            record.verdict = Some(match verdict::of_goal(&value, threshold, goal.at_least) {
                Verdict::Met if has_unjudged || hangs_on == Some(number) => Verdict::Undecided,
                Verdict::Undecided if is_met => Verdict::Met,
                verdict => verdict,
            });
            records.push(record);
            let over = if goal.at_least { value.mean - threshold } else { threshold - value.mean };
            let mut record = self.record(answer, &OVERSHOOT, &scope, Some(Estimate { mean: over, ..value }));
            record.unit = unit;
            records.push(record);
        }
    }

    /// What the last person buys, and what it would cost to meet the tightest goal exactly.
    fn last_person(&self, answer: &[u32], trial: &Trial, records: &mut Vec<Record>) {
        let Loaded { model, names, .. } = self.question.setting.loaded;
        let Some(below) = below(answer, &self.sized.visited) else { return };
        let (Some(seen), Some(without)) = (self.sized.visited.get(&below), self.trial(&below)) else {
            return;
        };
        for (number, label) in names.goals.iter().enumerate() {
            let pairs = |trial: &Trial| trial.goal_pairs(model, names, number).map(<[Pair]>::to_vec);
            let bought = pairs(trial).zip(pairs(without));
            let bought = bought.and_then(|(with, without)| paired(&with, &without));
            let mut record = self.record(answer, &LAST_PERSON_BUYS, &format!("goal={}", label.name), bought);
            record.unit = unit_of(&label.metric);
            records.push(record);
        }
        let costs = |trial: &Trial| trial.pairs(COST_PER_MONTH.name, "all").to_vec();
        let saved = paired(&costs(trial), &costs(without));
        records.push(self.record(answer, &LAST_PERSON_COSTS, "all", saved));
        if self.sized.best.is_none() {
            return;
        }
        let (tightest, _) = seen.judged.tightest();
        let goal = |trial: &Trial| trial.goal_pairs(model, names, tightest).map(<[Pair]>::to_vec);
        let threshold = model.goals[tightest].threshold_for(self.sized.staffing);
        let exact = goal(trial).zip(goal(without)).and_then(|(with, without_goal)| {
            at_threshold([&with, &without_goal], [&costs(trial), &costs(without)], threshold)
        });
        records.push(self.record(answer, &COST_AT_GOAL, "all", exact));
    }

    /// Every point that was looked at, in the order of looking.
    fn log(&self, records: &mut Vec<Record>) {
        let mut visited: Vec<_> = self.sized.visited.iter().collect();
        visited.sort_by_key(|(_, seen)| seen.number);
        for (point, seen) in visited {
            let Some(trial) = &seen.trial else { continue };
            let name = levers::point(&self.sized.levers, point);
            let cost = ratio(trial.pairs(COST_PER_MONTH.name, "all"), CONFIDENCE);
            let at = Some(seen.number as f64);
            records.push(Record {
                point: name.clone(),
                at,
                ..self.record(point, &COST_PER_MONTH, "all", cost)
            });
            let slack = exactly(seen.judged.tightest().1);
            let status = match seen.judged.decision {
                Decision::Met | Decision::Missed => Status::Ok,
                Decision::MetAsKnown | Decision::Undecided => Status::Undecided,
            };
            records.push(Record {
                point: name,
                at,
                status,
                ..self.record(point, &SLACK, "all", Some(slack))
            });
        }
    }
}

/// The unit of what a goal is set on.
fn unit_of(metric: &str) -> Unit {
    find(metric).map_or(Unit::Share, |metric| metric.unit.clone())
}

/// A number that is known exactly.
fn exactly(mean: f64) -> Estimate {
    Estimate { mean, half_width: 0.0, variance: 0.0, degrees: f64::INFINITY }
}

/// The difference of two ratios over the replications that both have.
fn paired(of: &[Pair], from: &[Pair]) -> Option<Estimate> {
    let common = of.len().min(from.len());
    difference(&of[..common], &from[..common], CONFIDENCE).map(|apart| apart.by)
}

/// What it would cost to meet a goal exactly, were people divisible: the line through the answer and the point below
/// it, where it crosses the threshold; with a jackknife over replications. `None` where both are on the same side.
fn at_threshold(values: [&[Pair]; 2], costs: [&[Pair]; 2], threshold: f64) -> Option<Estimate> {
    let common = values.iter().chain(&costs).map(|pairs| pairs.len()).min().filter(|common| *common > 1)?;
    let sum = |pairs: &[Pair]| {
        pairs[..common].iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1))
    };
    let sums = [sum(values[0]), sum(values[1]), sum(costs[0]), sum(costs[1])];
    let crossing = |leave: Option<usize>| {
        let of = |which: usize, pairs: &[Pair]| {
            let (top, bottom) = leave.map_or((0.0, 0.0), |leave| pairs[leave]);
            (sums[which].0 - top) / (sums[which].1 - bottom)
        };
        let (with, without) = (of(0, values[0]), of(1, values[1]));
        let (dear, cheap) = (of(2, costs[0]), of(3, costs[1]));
        let share = (threshold - without) / (with - without);
        (share, cheap + share * (dear - cheap))
    };
    let (share, all) = crossing(None);
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let without: Vec<f64> = (0..common).map(|leave| crossing(Some(leave)).1).collect();
    Some(jackknife(all, &without, CONFIDENCE))
}

#[cfg(test)]
mod tests {
    use super::at_threshold;

    #[test]
    fn the_line_crosses_where_it_should() {
        let good = [(82.0, 100.0), (84.0, 100.0), (83.0, 100.0)];
        let bad = [(78.0, 100.0), (80.0, 100.0), (79.0, 100.0)];
        let (dear, cheap) = ([(1000.0, 1.0); 3], [(900.0, 1.0); 3]);
        // 0.83 and 0.79 with 0.80 between: a quarter of the way from the cheap one.
        let exact = at_threshold([&good, &bad], [&dear, &cheap], 0.80).expect("between them");
        assert!((exact.mean - 925.0).abs() < 1e-9, "{exact:?}");
        assert!(exact.half_width > 0.0);
        assert!(at_threshold([&good, &bad], [&dear, &cheap], 0.9).is_none());
    }
}
