//! Sizing: the cheapest people that meet all goals, per staffing.
//!
//! In: a setting, staffings, a confidence. Out: [`Sized`] per staffing, and [`Results`]. Must not know: files, terminals.
//!
//! | file | holds |
//! |---|---|
//! | `levers` | what may be moved |
//! | `blocks` | plans by interval as levers |
//! | `start` | where to begin, from closed forms |
//! | `judge` | whether a point meets all goals |
//! | `desk` | points, played when they are looked at |
//! | `ground` | bounds of levers, and whom they count |
//! | `search` | the cheapest point that does |
//! | `sized` | what it came to, and how much is known of it |
//! | `near` | points beside an answer that may be the cheapest |
//! | `answer` | records |
//! | `caution` | which goal no number of people meets, and what is left undecided |
//! | `afford` | the people that cost an amount |

mod afford;
mod answer;
mod blocks;
mod caution;
mod desk;
mod ground;
mod judge;
mod levers;
mod near;
mod search;
mod sized;
mod start;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

pub(super) use self::afford::afford;
pub use self::judge::Decision;
pub use self::levers::Free;
pub(super) use self::near::neighbours;
pub(super) use self::sized::Certainty;
pub use self::sized::Sized;

use self::desk::Desk;
use self::ground::Ground;
use self::judge::{FIRST, Judge};
use self::search::Found;
use super::record::{Caution, Results};
use super::setting::Setting;
use super::trial::Bench;
use crate::scenario::file::Scenario;
use crate::scenario::{Loaded, Rejected};

/// Default bound of people: this many times those of the scenario, this many times those with which a closed form begins
/// (volumes may be far from what the scenario's people were meant for), and at least [`AT_LEAST`].
const TIMES: u32 = 10;
const TIMES_START: u32 = 3;
const AT_LEAST: u32 = 50;

/// Replications that the figures of an answer rest on, unless fewer are asked for or more were needed to decide.
const TOLD: u32 = 40;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The scenario and how it is played.
    pub setting: Setting<'a>,
    /// Indices of the staffings.
    pub staffings: Vec<usize>,
    /// Confidence of what is decided.
    pub confidence: f64,
    /// People to begin with; `None` is a closed form.
    pub start: Option<u32>,
}

/// Where a search along a lever begins: at what the value before needed.
pub(super) struct Hint {
    /// Values of the levers there.
    pub(super) values: Vec<u32>,
    /// How much more there is to do here than there.
    pub(super) more: f64,
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub enum Refused {
    /// Something cannot be asked.
    Because(String),
    /// The scenario is wrong at a point.
    Rejected(Box<Rejected>),
}

impl From<String> for Refused {
    fn from(why: String) -> Self {
        Self::Because(why)
    }
}

impl From<Rejected> for Refused {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(Box::new(rejected))
    }
}

/// Sizes staffings one after the other; those finished before an interruption.
///
/// # Errors
/// What cannot be asked, before anything is played.
pub fn size(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Vec<Sized>, Refused> {
    let loaded = question.setting.loaded;
    if loaded.model.goals.is_empty() {
        let why = "there are no goals to meet: add [goals.NAME], such as metric = \"answered_within\", channel = \
                   \"phone\", within = \"20s\", at_least = 0.8";
        return Err(String::from(why).into());
    }
    let mut ready = Vec::new();
    for &staffing in &question.staffings {
        ready.push((staffing, moved(loaded, staffing)?));
    }
    let bench = Bench::new(question.setting, tick, interrupt);
    let mut sized = Vec::new();
    for (staffing, moved) in ready {
        let Some(one) = one(question, &bench, staffing, moved, None) else { break };
        sized.push(one);
    }
    Ok(sized)
}

/// The levers of a staffing, and the people that it may have at most.
///
/// # Errors
/// Why it cannot be sized.
pub(super) fn moved(loaded: &Loaded, staffing: usize) -> Result<(Vec<Free>, u32), Refused> {
    let name = &loaded.names.staffings[staffing];
    let here = loaded.model.staffings[staffing].agents.len() as u32;
    let most = loaded.file.size.most.unwrap_or_else(|| {
        let start = start::people(&loaded.model, &loaded.names, staffing);
        here.saturating_mul(TIMES).max(start.saturating_mul(TIMES_START)).max(AT_LEAST)
    });
    let levers = levers::free(loaded, name, most)?;
    // Whatever is wrong with a lever is wrong with its value as it stands, too.
    let now: Vec<u32> = levers.iter().map(|lever| lever.now).collect();
    loaded.with(&levers::edits(name, &levers, &now))?;
    // Steps that are finer than the intervals may be alike now, and could not be told apart.
    for (at, lever) in levers.iter().enumerate().filter(|(_, lever)| levers::steps(lever).is_some()) {
        let mut one_more = now.clone();
        one_more[at] = (lever.now + 1).min(lever.bounds.1);
        loaded.with(&levers::edits(name, &levers, &one_more))?;
    }
    Ok((levers, most))
}

/// Whether these staffings come out the same wherever a lever stands, because sizing sets it in all that have it.
///
/// # Errors
/// Why one of them cannot be sized.
pub(super) fn is_set(loaded: &Loaded, staffings: &[usize], lever: &str) -> Result<bool, Refused> {
    let mut answers = Vec::new();
    for staffing in staffings {
        let (levers, _) = moved(loaded, *staffing)?;
        answers.extend(levers::is_set(loaded, &loaded.names.staffings[*staffing], &levers, lever));
    }
    Ok(!answers.is_empty() && answers.into_iter().all(|is_set| is_set))
}

/// Where levers may go, in the proportions of the scenario.
fn ground(levers: &[Free], start: u32, load: u32, most: u32) -> Ground {
    Ground {
        bounds: levers.iter().map(|lever| lever.bounds).collect(),
        now: levers.iter().map(|lever| lever.now).collect(),
        crews: levers::crews(levers),
        start,
        load,
        most,
    }
}

/// Sizes one staffing; `None` after an interruption.
pub(super) fn one(
    question: &Question<'_>,
    bench: &Bench<'_>,
    staffing: usize,
    (levers, most): (Vec<Free>, u32),
    hint: Option<&Hint>,
) -> Option<Sized> {
    let Loaded { model, names, file, .. } = bench.setting.loaded;
    let name = &names.staffings[staffing];
    let most_replications = most_replications(file, question);
    let judge = Judge { model, staffing, confidence: question.confidence, most: most_replications };
    let mut ground = ground(&levers, 0, 1, most);
    // Plans count people on duty.
    let by_heads = levers.iter().all(|lever| levers::steps(lever).is_none());
    let held = levers::held(bench.setting.loaded, name, &levers);
    let start = start::people(model, names, staffing).saturating_sub(held).max(1);
    let load = if by_heads { start } else { 1 };
    ground.load = load;
    // A hint says how many to begin with, not in which proportions: from those of another answer, found by another way, the
    // search would end elsewhere than by itself.
    let hinted = || hint.map(|hint| (f64::from(ground.count(&hint.values)) * hint.more).ceil() as u32);
    let by_interval = start::by_interval(bench, staffing, &levers)?;
    let closed = by_interval.as_ref().map(|point| ground.count(point));
    ground.start = question.start.or(closed).or_else(hinted).unwrap_or(start);
    ground.now = by_interval.unwrap_or(ground.now);
    let mut desk = Desk { bench, judge, levers: &levers, visited: BTreeMap::new() };
    // What is decided may rest on few replications; the figures of the answer and of the step below it are told better. An
    // answer that these no longer bear out is none: the search goes on from what is known then.
    let wanted = most_replications.min(TOLD);
    let Found { best, doubtful, mut closest } = loop {
        let found = search::search(&mut desk, &ground)?;
        let Some(best) = &found.best else { break found };
        let was_enough = desk.is_enough_after(best, wanted)?;
        let is_less_enough = match answer::below(best, &desk.visited) {
            Some(below) if !found.doubtful.contains(&below) => desk.is_enough_after(&below, wanted)?,
            _ => None,
        };
        if was_enough != Some(false) && is_less_enough != Some(true) {
            break found;
        }
    };
    if best.is_none() && ground::is_below(load, &ground.crews, &ground.bounds, most) {
        // None of them makes a difference: the most there may be come closest.
        let most = desk.visited.iter().filter(|(_, seen)| seen.trial.is_some());
        let most = most.max_by_key(|(point, _)| ground.count(point)).map(|(point, _)| point.clone());
        closest = most.unwrap_or(closest);
    }
    let point = best.as_ref().unwrap_or(&closest);
    let told = [Some(point.clone()), answer::below(point, &desk.visited)];
    for point in told.iter().flatten() {
        desk.is_enough_after(point, wanted)?;
    }
    let visited = std::mem::take(&mut desk.visited);
    let edits = levers::edits(name, &levers, point);
    Some(Sized { staffing, levers, most, best, doubtful, closest, edits, load, visited })
}

/// What to know of sizes before trusting them.
pub(super) fn cautions(question: &Question<'_>, sized: &[Sized]) -> Vec<Caution> {
    sized.iter().flat_map(|one| caution::cautions(question, one)).collect()
}

/// Sizes staffings, and says so in records.
///
/// # Errors
/// What cannot be asked.
pub fn run(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Results, Refused> {
    let sized = size(question, tick, interrupt)?;
    Ok(answer::results(question, &sized))
}

fn most_replications(file: &Scenario, question: &Question<'_>) -> u32 {
    file.size.replications.unwrap_or(question.setting.replications).max(FIRST)
}
