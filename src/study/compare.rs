//! The main job: every staffing of a scenario on the same requests.
//!
//! In: a setting, and what was asked. Out: [`Results`]. Must not know: files, terminals.

use std::sync::atomic::AtomicBool;

pub use crate::metrics::Details;

use super::answer::Answer;
use super::calibrate::calibrated;
use super::collect::{BLOCKS, Collected};
use super::estimate::{CONFIDENCE, ratio};
use super::flips;
use super::parallel::Run;
use super::record::Results;
use super::rows::{Row, rows};
use super::setting::Setting;
use crate::metrics::catalogue::{
    ABANDONMENT, COST_PER_MONTH, OWNER_SHARE, SERVICE_LEVEL, VALUE_LOST_PER_YEAR,
};
use crate::model::{Model, Satisfaction};
use crate::scenario::names::Names;

/// Replications between two looks at the precision.
const LOOK_EVERY: u32 = 10;
/// Metrics on which verdicts are spoken, most important first.
const HEADLINE: [&str; 4] =
    [COST_PER_MONTH.figure.name, SERVICE_LEVEL.figure.name, ABANDONMENT.figure.name, OWNER_SHARE.figure.name];
/// The one that comes after them where satisfaction can move it.
const VALUE_LOST: &str = VALUE_LOST_PER_YEAR.figure.name;

/// The metrics on which verdicts are spoken in a model. A figure that cannot differ is not asked about: it would only
/// make the others harder to establish.
pub(super) fn headline(model: &Model) -> impl Iterator<Item = &'static str> {
    let satisfaction = model.satisfaction.as_ref().is_some_and(Satisfaction::matters);
    HEADLINE.into_iter().chain(satisfaction.then_some(VALUE_LOST))
}

/// What is asked of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The scenario and how it is played; under a precision its replications are the first look.
    pub setting: Setting<'a>,
    /// Stop once goal metrics are known this well: points of shares, per cent of money.
    pub precision: Option<f64>,
    /// Index of the staffing that differences are taken from.
    pub baseline: usize,
    /// What is told beside the usual.
    pub details: Details,
}

impl<'a> Question<'a> {
    /// The usual one: all replications, against the scenario's baseline, nothing beside.
    pub fn of(setting: Setting<'a>) -> Self {
        let baseline = setting.loaded.names.baseline;
        Self { setting, precision: None, baseline, details: Details::default() }
    }
}

/// Runs it. `tick` is told of every finished staffing of a replication; `interrupt` stops after the units in hand.
/// `None` when it was interrupted before two replications were done.
pub fn run(question: &Question<'_>, tick: &(dyn Fn(u64) + Sync), interrupt: &AtomicBool) -> Option<Results> {
    let entered = &question.setting.loaded.model;
    let model = calibrated(entered);
    let (collected, stopped_by) = play(&model, question, tick, interrupt)?;
    let mut results = Answer { model: &model, question, collected: &collected }.results(stopped_by);
    if stopped_by != "interrupted" && flips::matters(entered) {
        flips::add(question, &mut results, tick, interrupt);
        results.sort();
    }
    Some(results)
}

/// Replications of single staffings that a comparison plays, for a bar of progress.
pub fn work(question: &Question<'_>) -> u64 {
    let Setting { loaded, replications, .. } = question.setting;
    let most = if question.precision.is_some() { loaded.names.max_replications } else { replications };
    plays(&loaded.model, most)
}

/// Replications of single staffings that a comparison of so many replications plays, with what would flip its verdict.
pub fn plays(model: &Model, replications: u32) -> u64 {
    u64::from(replications) * model.staffings.len() as u64 + flips::work(model, replications)
}

/// Plays the staffings of the scenario's model, calibrated, until enough is known: what was collected, and why it ended there;
/// `None` if it was interrupted before there were two replications.
pub(super) fn play(
    model: &Model,
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Option<(Collected, &'static str)> {
    let Setting { loaded, seed, replications, threads } = question.setting;
    let names = &loaded.names;
    let all_rows = (0..model.staffings.len()).map(|staffing| rows(model, names, staffing, question.details));
    let mut collected = Collected::new(model, all_rows.collect());
    let redraw = names.redraw.as_ref();
    let runner = Run {
        model,
        seed,
        threads,
        staffings: None,
        details: question.details,
        redraw,
        contacts: None,
        interrupt,
    };
    let most = if question.precision.is_some() { names.max_replications.max(2) } else { replications };
    let mut stopped_by = "replications";
    while collected.replications < most {
        let from = collected.replications;
        let to = if question.precision.is_some() { (from + LOOK_EVERY).min(most) } else { most };
        let done =
            runner.each(from, to, tick, |replication, parts| collected.take(model, replication, &parts));
        if done < to - from {
            stopped_by = "interrupted";
            break;
        }
        if let Some(precision) = question.precision {
            stopped_by = if collected.replications >= most { "max_replications" } else { "precision" };
            if is_precise(names, &collected, precision) {
                stopped_by = "precision";
                break;
            }
        }
    }
    (collected.replications >= 2).then_some((collected, stopped_by))
}

/// Whether every staffing's goal metrics (service levels and cost) are known well enough.
fn is_precise(names: &Names, collected: &Collected, precision: f64) -> bool {
    let points = precision / 100.0;
    collected.staffed.iter().all(|staffed| {
        let channels = names.channels.iter().map(|channel| format!("channel={channel}"));
        let levels = channels.map(|scope| staffed.find(SERVICE_LEVEL.name, &scope, ""));
        let goals = staffed.goals.iter().map(|pairs| Some(pairs.as_slice()));
        let shares = levels.chain(goals).flatten().filter(|pairs| !pairs.is_empty());
        let shares_known =
            shares.filter_map(|pairs| ratio(pairs, CONFIDENCE)).all(|estimate| estimate.half_width <= points);
        let cost = staffed.find(COST_PER_MONTH.name, "all", "").and_then(|pairs| ratio(pairs, CONFIDENCE));
        shares_known && cost.is_none_or(|cost| cost.half_width <= points * cost.mean.abs())
    })
}

/// How much a comparison keeps of one staffing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeps {
    /// Figures.
    pub figures: usize,
    /// Their numerators and denominators, by replication or by block of them.
    pub pairs: usize,
}

/// What a comparison of so many replications keeps of one staffing.
pub fn pairs_kept(
    model: &Model,
    names: &Names,
    staffing: usize,
    replications: u32,
    details: Details,
) -> Keeps {
    let kept = |many: bool| if many { BLOCKS } else { replications as usize };
    let rows = rows(model, names, staffing, details);
    let count = |of_row: &dyn Fn(&Row) -> usize| rows.iter().map(|row| row.metrics.len() * of_row(row)).sum();
    Keeps { figures: count(&|_| 1), pairs: count(&|row| kept(row.by_block)) }
}
