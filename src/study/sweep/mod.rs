//! A sweep: all staffings at every point of a grid, on the same requests.
//!
//! A point is a comparison of which the figures of first rank are kept. What is finished is put on a shelf at once, and
//! taken from it when the same is asked again. In: a setting, points, a shelf. Out: [`Results`]. Must not know: files,
//! terminals.

pub mod points;

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use self::points::Point;
use super::answer::Answer;
use super::compare::{self, headline};
use super::parallel::in_order;
use super::record::{Caution, Record, Results, SCHEMA_VERSION};
use super::setting::Setting;
use super::trial::Bench;
use super::{frontier, provenance};
use crate::metrics::catalogue::{
    AGENTS, BUS_FACTOR, COST_PER_CONTACT, COST_PER_REQUEST, COST_PRODUCTION, FTE, GOAL, GOALS_MET, MEAN_WAIT,
    OCCUPANCY, OWNER_ABSENT,
};
use crate::random::{mix, subject};
use crate::scenario::Rejected;

/// Figures that are kept of a point, beside those on which verdicts are spoken: over everything, and by channel.
const KEPT: [&str; 11] = [
    AGENTS.figure.name,
    FTE.figure.name,
    COST_PRODUCTION.figure.name,
    COST_PER_REQUEST.figure.name,
    COST_PER_CONTACT.figure.name,
    OCCUPANCY.figure.name,
    MEAN_WAIT.figure.name,
    OWNER_ABSENT.figure.name,
    BUS_FACTOR.figure.name,
    GOAL.name,
    GOALS_MET.name,
];

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The scenario and how it is played.
    pub setting: Setting<'a>,
    /// What differs from the scenario at each point.
    pub points: Vec<Point>,
}

/// A point that is finished.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finished {
    /// Hash of the scenario that is swept, in hexadecimal.
    pub scenario: String,
    /// The point, `lever=value;…`.
    pub point: String,
    /// Its figures.
    pub records: Vec<Record>,
    /// What to know before trusting them.
    pub cautions: Vec<Caution>,
}

/// Where finished points are kept, by a name that says all they depend on.
pub trait Shelf {
    /// A point that was finished before.
    fn take(&self, name: &str) -> Option<Finished>;
    /// Keeps one.
    ///
    /// # Errors
    /// Why it cannot be kept.
    fn put(&mut self, name: &str, finished: &Finished) -> Result<(), String>;
}

/// A shelf that keeps nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoShelf;

impl Shelf for NoShelf {
    fn take(&self, _: &str) -> Option<Finished> {
        None
    }

    fn put(&mut self, _: &str, _: &Finished) -> Result<(), String> {
        Ok(())
    }
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Refused {
    /// The scenario is wrong at a point.
    At(String, Box<Rejected>),
    /// What is finished cannot be kept.
    NotKept(String),
    /// Interrupted before any point was finished.
    Interrupted,
}

/// Replications of single staffings that a sweep plays, for a bar of progress.
pub fn work(question: &Question<'_>) -> u64 {
    per_point(question) * question.points.len() as u64
}

fn per_point(question: &Question<'_>) -> u64 {
    let Setting { loaded, replications, .. } = question.setting;
    u64::from(replications) * loaded.model.staffings.len() as u64
}

/// Runs it. `tick` is told of every finished staffing of a replication; `interrupt` ends it with what is finished.
///
/// # Errors
/// A point that the scenario refuses, told before anything is played; a point that cannot be kept; nothing finished.
pub fn run(
    question: &Question<'_>,
    shelf: &mut dyn Shelf,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Results, Refused> {
    let names = names(question)?;
    let bench = Bench::new(question.setting, tick, interrupt);
    let mut all: Vec<Finished> = Vec::new();
    for (point, name) in question.points.iter().zip(&names) {
        if let Some(kept) = shelf.take(name) {
            tick(per_point(question));
            all.push(kept);
            continue;
        }
        if interrupt.load(Ordering::SeqCst) {
            break;
        }
        let Some(finished) = play(question, &bench, point)? else { break };
        shelf.put(name, &finished).map_err(Refused::NotKept)?;
        all.push(finished);
    }
    if all.is_empty() { Err(Refused::Interrupted) } else { Ok(results(question, all)) }
}

/// Names of the points on a shelf: a hash of all that their figures depend on.
fn names(question: &Question<'_>) -> Result<Vec<String>, Refused> {
    let Setting { loaded, seed, replications, .. } = question.setting;
    let points = &question.points;
    let hashes = in_order(points.len() as u32, |point| {
        let edits = &points[point as usize];
        loaded.with(edits).map(|there| there.hash).map_err(|rejected| (edits.join(";"), rejected))
    });
    let version = subject(env!("CARGO_PKG_VERSION"));
    let named = points.iter().zip(hashes).map(|(edits, hash)| {
        let hash = hash.map_err(|(point, rejected)| Refused::At(point, Box::new(rejected)))?;
        let all = [hash, subject(&edits.join(";")), seed, u64::from(replications), version];
        Ok(format!("{:016x}", all.into_iter().fold(loaded.hash, mix)))
    });
    named.collect()
}

/// Plays a point; `None` after an interruption.
fn play(question: &Question<'_>, bench: &Bench<'_>, point: &Point) -> Result<Option<Finished>, Refused> {
    let name = point.join(";");
    let there = bench.at(point).map_err(|rejected| Refused::At(name.clone(), Box::new(rejected)))?;
    let all: Vec<usize> = (0..there.names.staffings.len()).collect();
    let model = bench.model(&there, point, &all);
    let comparison = compare::Question::of(Setting { loaded: &there, ..question.setting });
    let played = compare::play(&model, &comparison, bench.tick, bench.interrupt);
    let Some((collected, stopped_by)) = played else { return Ok(None) };
    if stopped_by == "interrupted" {
        return Ok(None);
    }
    let answer = Answer { model: &model, question: &comparison, collected: &collected };
    let Results { records, cautions, .. } = answer.results(stopped_by);
    let metrics: Vec<&str> = headline(&model).chain(KEPT).collect();
    let mut records: Vec<Record> =
        records.into_iter().filter(|record| is_kept(record, &metrics)).map(Record::finite).collect();
    for record in &mut records {
        record.point.clone_from(&name);
    }
    Ok(Some(Finished {
        scenario: format!("{:016x}", question.setting.loaded.hash),
        point: name,
        records,
        cautions,
    }))
}

/// Whether a figure of a comparison is kept: of first rank, over everything, by channel, or of a goal.
fn is_kept(record: &Record, metrics: &[&str]) -> bool {
    let by_channel = record.scope.starts_with("channel=") && !record.scope.contains(';');
    record.interval.is_empty()
        && record.at.is_none()
        && metrics.contains(&record.metric.as_str())
        && (record.scope == "all" || by_channel || record.scope.starts_with("goal="))
}

fn results(question: &Question<'_>, finished: Vec<Finished>) -> Results {
    let Setting { loaded, replications, .. } = question.setting;
    let stopped_by = if finished.len() < question.points.len() { "interrupted" } else { "replications" };
    let mut made = question.setting.provenance("sweep", replications, stopped_by);
    made.points = finished.iter().map(|one| one.point.clone()).collect();
    let cautions = told_once(&finished);
    let mut results = Results {
        schema_version: SCHEMA_VERSION,
        provenance: made,
        assumptions: provenance::assumptions(&loaded.names),
        records: finished.into_iter().flat_map(|one| one.records).collect(),
        cautions,
    };
    // Of the points that were kept in files.
    results.read_money();
    let frontier = frontier::records(&results);
    results.records.extend(frontier);
    results.sort();
    results
}

/// Each kind of caution of a staffing once: at how many points, and what it says at the first.
fn told_once(finished: &[Finished]) -> Vec<Caution> {
    let all =
        || finished.iter().flat_map(|one| one.cautions.iter().map(move |caution| (&one.point, caution)));
    let mut told: Vec<Caution> = Vec::new();
    for (point, caution) in all() {
        let same = |other: &Caution| other.code == caution.code && other.staffing == caution.staffing;
        if told.iter().any(same) {
            continue;
        }
        let mut points: Vec<&String> =
            all().filter(|(_, other)| same(other)).map(|(point, _)| point).collect();
        points.dedup();
        let message = if points.len() == 1 {
            format!("at {point}: {}", caution.message)
        } else {
            format!("at {} of {} points, such as {point}: {}", points.len(), finished.len(), caution.message)
        };
        told.push(Caution { message, ..caution.clone() });
    }
    told
}
