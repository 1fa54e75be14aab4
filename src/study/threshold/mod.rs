//! Threshold: where two staffings tie on a metric along a lever; first use, from which yearly volume a distant site pays.
//!
//! At each value of the lever both staffings are sized to the goals (or taken as they are), on the same contacts; the
//! difference of their metrics is a curve, and its crossing has an interval by the bootstrap over replications, people
//! chosen anew in each resample. In: a setting, a lever, values. Out: [`Results`]. Must not know: files, terminals.
//!
//! | file | holds |
//! |---|---|
//! | `curve` | what staffings come to in a resample; crossings |
//! | `answer` | records |
//! | `caution` | what is not known for sure of people |
//! | `moved` | records of the threshold at both ends of other levers |

mod answer;
mod caution;
mod curve;
mod moved;

use std::sync::atomic::{AtomicBool, Ordering};

use self::curve::{Candidate, Held, Place};
use super::contracts;
use super::record::Results;
use super::setting::Setting;
use super::size::{self, Certainty, Hint, Refused};
use super::trial::{Bench, Trial};
use crate::metrics::catalogue::{AGENTS, COST_PER_MONTH};
use crate::model::Scope;
use crate::scenario::Loaded;

/// A value of a lever.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As it is written in the file.
    pub text: String,
    /// As it stands on an axis: durations in seconds.
    pub at: f64,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The scenario and how it is played.
    pub setting: Setting<'a>,
    /// The lever.
    pub lever: String,
    /// Its values, ascending.
    pub values: Vec<Value>,
    /// Indices of the staffings: from which value on does the second have less of the metric?
    pub between: [usize; 2],
    /// The metric.
    pub metric: String,
    /// Indices of the contracts under which they are priced, for metrics of prices.
    pub contracts: Option<[usize; 2]>,
    /// Both are sized to the goals at every value.
    pub sized: bool,
    /// Confidence of what sizing decides.
    pub confidence: f64,
    /// Levers at both ends of which the threshold is looked for again.
    pub sensitivity: Vec<Moved>,
}

/// A lever with both its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Its dotted path.
    pub lever: String,
    /// The lower end, the upper end.
    pub ends: [Value; 2],
}

/// Whether a metric is a price, which depends on a contract.
pub fn priced(metric: &str) -> bool {
    contracts::FIGURES.iter().any(|figure| figure.name == metric)
}

/// One of the staffings at one value.
pub(super) struct Stood {
    place: Place,
    certainty: Certainty,
    /// The levers of its size, where one was found.
    size: Option<Vec<u32>>,
}

/// A value of the lever with what both staffings came to.
pub(super) struct Step {
    value: Value,
    stood: [Stood; 2],
}

/// One end of another lever, and what the staffings came to there along the lever of the threshold.
pub(super) struct End {
    lever: String,
    value: Value,
    steps: Vec<Step>,
}

/// Looks at every value in turn; those finished before an interruption are told.
///
/// # Errors
/// What cannot be asked.
pub fn run(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Results, Refused> {
    let loaded = question.setting.loaded;
    if question.sized && loaded.model.goals.is_empty() {
        let why = "people are sized to goals, and there are none: add [goals.NAME], or say --as-they-are";
        return Err(String::from(why).into());
    }
    if question.sized && is_of_a_goal(loaded, &question.metric) {
        return Err(format!(
            "people are sized to a goal of {metric}, so that both staffings come out at it: compare what that costs \
             (--metric cost_per_month), or {metric} with people as they stand, --as-they-are",
            metric = question.metric
        )
        .into());
    }
    if question.sized {
        let moved = question.sensitivity.iter().map(|moved| &moved.lever);
        for lever in std::iter::once(&question.lever).chain(moved) {
            if size::is_set(loaded, &question.between, lever)? {
                return Err(format!(
                    "`{lever}` is what sizing finds: both staffings come out the same wherever it begins. Name a lever \
                     that sizing leaves alone, such as demand.volume, or say --as-they-are to take people as they stand"
                )
                .into());
            }
        }
    }
    let ends = question.sensitivity.iter().flat_map(|moved| moved.ends.iter().map(|end| (&moved.lever, end)));
    // All points are read before the first is played.
    let base = points(question, loaded)?;
    let mut there = Vec::new();
    for (lever, value) in ends {
        let edit = format!("{lever}={}", value.text);
        let loaded = loaded.with(std::slice::from_ref(&edit))?;
        let points = points(question, &loaded)?;
        there.push((lever, value, edit, loaded, points));
    }
    let bench = Bench::new(question.setting, tick, interrupt);
    let steps = along(question, &bench, &base, &[])?;
    let mut moved = Vec::new();
    for (lever, value, edit, loaded, points) in &there {
        if steps.len() < base.len() || interrupt.load(Ordering::SeqCst) {
            break;
        }
        let bench = bench.at_point(Setting { loaded, ..question.setting }, std::slice::from_ref(edit));
        let steps = along(question, &bench, points, &steps)?;
        if steps.len() < points.len() {
            break;
        }
        moved.push(End { lever: (*lever).clone(), value: (*value).clone(), steps });
    }
    Ok(answer::results(question, &steps, &moved))
}

/// Whether a metric over everything is what a goal is set on, so that people sized to it bring it there.
fn is_of_a_goal(loaded: &Loaded, metric: &str) -> bool {
    let Loaded { model, names, .. } = loaded;
    names.goals.iter().zip(&model.goals).any(|(label, goal)| {
        let is_all = label.channel.is_empty() || model.channels.len() == 1;
        label.metric == metric && goal.scope == Scope::Centre && is_all
    })
}

/// A value of the lever with the scenario there, and the edit that leads to it.
type Point = (Value, Loaded, String);

fn points(question: &Question<'_>, loaded: &Loaded) -> Result<Vec<Point>, Refused> {
    let mut points = Vec::new();
    for value in &question.values {
        let edit = format!("{}={}", question.lever, value.text);
        points.push((value.clone(), loaded.with(std::slice::from_ref(&edit))?, edit));
    }
    Ok(points)
}

/// Plays both staffings at every value; fewer values after an interruption. People are looked for from what another
/// walk found at the same value (`known`), else from what the value before needed.
fn along(
    question: &Question<'_>,
    bench: &Bench<'_>,
    points: &[Point],
    known: &[Step],
) -> Result<Vec<Step>, Refused> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, (value, there, edit)) in points.iter().enumerate() {
        let setting = Setting { loaded: there, ..question.setting };
        let bench = bench.at_point(setting, std::slice::from_ref(edit));
        let mut stood = Vec::new();
        for side in 0..2 {
            let same = known.get(number).and_then(|step| step.stood[side].size.clone());
            let hint = match same {
                Some(values) => Some(Hint { values, more: 1.0 }),
                None => steps.iter().rev().find_map(|step| {
                    // Volume alone is known to need people in proportion.
                    let grows = question.lever == "demand.volume" && step.value.at > 0.0;
                    let more = if grows { value.at / step.value.at } else { 1.0 };
                    step.stood[side].size.clone().map(|values| Hint { values, more })
                }),
            };
            match one(question, &bench, side, hint.as_ref())? {
                Some(one) => stood.push(one),
                None => break,
            }
        }
        let Ok(stood) = <[Stood; 2]>::try_from(stood) else { break };
        steps.push(Step { value: value.clone(), stood });
    }
    Ok(steps)
}

/// One staffing at one value; `None` after an interruption.
fn one(
    question: &Question<'_>,
    bench: &Bench<'_>,
    side: usize,
    hint: Option<&Hint>,
) -> Result<Option<Stood>, Refused> {
    let staffing = question.between[side];
    if !question.sized {
        let mut trial = Trial::new(bench, staffing, Vec::new())?;
        let wanted = question.setting.replications;
        trial.play_to(bench, wanted, question.confidence)?;
        if trial.replications() < wanted {
            return Ok(None);
        }
        let alone = candidate(question, bench.setting.loaded, side, &trial, false);
        let place = Place { candidates: vec![alone], answer: None };
        return Ok(Some(Stood { place, certainty: Certainty::Sure, size: None }));
    }
    let asked = size::Question {
        setting: bench.setting,
        staffings: vec![staffing],
        confidence: question.confidence,
        start: None,
    };
    let moved = size::moved(bench.setting.loaded, staffing)?;
    let Some(mut sized) = size::one(&asked, bench, staffing, moved, hint) else { return Ok(None) };
    let Some(near) = size::neighbours(&asked, bench, &mut sized) else { return Ok(None) };
    let trials = near.iter().filter_map(|point| Some((point, sized.trial_at(point)?)));
    let (points, candidates): (Vec<&Vec<u32>>, Vec<Candidate>) = trials
        .map(|(point, trial)| (point, candidate(question, bench.setting.loaded, side, trial, true)))
        .unzip();
    let answer = points.into_iter().position(|point| Some(point) == sized.best.as_ref());
    let certainty = sized.certainty();
    // People who have nothing to do with any goal say nothing of costs either.
    let candidates = if certainty == Certainty::Blind { Vec::new() } else { candidates };
    Ok(Some(Stood { place: Place { candidates, answer }, certainty, size: sized.best }))
}

fn candidate(
    question: &Question<'_>,
    loaded: &Loaded,
    side: usize,
    trial: &Trial,
    with_goals: bool,
) -> Candidate {
    let value = match question.contracts {
        Some(contracts) => trial.priced(contracts[side], &question.metric),
        None => trial.pairs(&question.metric, "all"),
    };
    let goals = loaded.model.goals.iter().enumerate().filter(|_| with_goals).map(|(number, goal)| Held {
        members: trial.members(&loaded.model, &loaded.names, number),
        threshold: goal.threshold_for(trial.staffing),
        at_least: goal.at_least,
    });
    let figure = |metric: &str| trial.pairs(metric, "all").to_vec();
    Candidate {
        goals: goals.collect(),
        cost: figure(COST_PER_MONTH.name),
        value: value.to_vec(),
        agents: figure(AGENTS.name),
    }
}
