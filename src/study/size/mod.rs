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
//! | `ground` | bounds of levers, and whom they count |
//! | `search` | the cheapest point that does |
//! | `answer` | records |
//! | `caution` | which goal no number of people meets, and what is left undecided |
//! | `afford` | the people that cost an amount |

mod afford;
mod answer;
mod blocks;
mod caution;
mod ground;
mod judge;
mod levers;
mod search;
mod start;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

pub(super) use self::afford::afford;
pub use self::judge::Decision;
pub use self::levers::Free;

use self::ground::Ground;
use self::judge::{Effort, FIRST, Judge, Judged};
use self::search::{Found, Points};
use super::record::{Caution, Results, Status};
use super::setting::Setting;
use super::trial::{Bench, Trial};
use crate::scenario::file::Scenario;
use crate::scenario::summary::is_given_up;
use crate::scenario::{Loaded, Rejected};

/// Default confidence of what is decided.
pub const CONFIDENCE: f64 = 0.95;
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

/// A point that was looked at.
pub(super) struct Visited {
    /// In which order.
    number: usize,
    judged: Judged,
    /// `None` where the scenario has no such point: a team without people, say.
    pub(super) trial: Option<Trial>,
}

impl Certainty {
    /// The same of a record.
    pub(in crate::study) fn status(self) -> Status {
        match self {
            Self::Sure => Status::Ok,
            Self::Open { .. } | Self::Undecided | Self::Blind => Status::Undecided,
            Self::Capped | Self::Never => Status::Never,
        }
    }
}

/// A staffing with its people sized.
pub struct Sized {
    /// Index of the staffing.
    pub staffing: usize,
    /// What could be moved.
    pub levers: Vec<Free>,
    /// People that it may have at most.
    pub most: u32,
    /// The answer: a value for each lever; `None` where no number of people meets all goals, as far as they can be judged.
    pub best: Option<Vec<u32>>,
    /// Cheaper points of which it is not decided whether they meet the goals: none when the answer is certain.
    pub doubtful: Vec<Vec<u32>>,
    /// Where none meets the goals: the point that came closest.
    pub closest: Vec<u32>,
    /// The edits that make the answer (or what came closest) from the scenario.
    pub edits: Vec<String>,
    /// People whom the load takes by a closed form.
    load: u32,
    /// Every point that was looked at.
    pub(super) visited: BTreeMap<Vec<u32>, Visited>,
}

/// How much is known of the people of a staffing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::study) enum Certainty {
    /// They meet all goals, and no cheaper ones that were seen do.
    Sure,
    /// They may not be the cheapest.
    Open {
        /// Whether cheaper ones do is undecided.
        doubtful: bool,
        /// Some accounts or portfolios have too few contacts to be judged: all that can be judged meet the goals.
        as_known: bool,
    },
    /// Of no number is it certain that it meets all goals, of some that it does not.
    Undecided,
    /// Nothing can be judged of any goal: whatever people were looked at last have nothing to do with goals.
    Blind,
    /// What was found to be too little is as much as there may be: whether more would do was not looked at.
    Capped,
    /// No number meets them.
    Never,
}

impl Sized {
    fn trial(&self) -> Option<&Trial> {
        self.visited.get(self.point()).and_then(|seen| seen.trial.as_ref())
    }

    /// Whether nothing can be judged of any goal.
    pub(super) fn is_blind(&self) -> bool {
        self.certainty() == Certainty::Blind
    }

    /// How much is known of its people.
    pub(in crate::study) fn certainty(&self) -> Certainty {
        let doubtful = !self.doubtful.is_empty();
        let as_known = self.trial().is_some_and(Trial::has_unjudged);
        let (is_full, levers) = self.bound();
        match &self.best {
            _ if self.trial().is_some_and(Trial::is_blind) => Certainty::Blind,
            Some(_) if doubtful || as_known => Certainty::Open { doubtful, as_known },
            Some(_) => Certainty::Sure,
            None if doubtful => Certainty::Undecided,
            None if is_full || !levers.is_empty() => Certainty::Capped,
            None => Certainty::Never,
        }
    }

    /// The point that the figures are about.
    pub(super) fn point(&self) -> &Vec<u32> {
        self.best.as_ref().unwrap_or(&self.closest)
    }

    /// Where none meets the goals, the bounds that all points are at that came as close as any, so that they may be what is
    /// missing: that of all people, and those of levers.
    fn bound(&self) -> (bool, Vec<usize>) {
        if self.best.is_some() || !self.doubtful.is_empty() {
            return (false, Vec::new());
        }
        let looked = self.visited.iter().map(|(point, seen)| (point, &seen.judged));
        let near = search::nearest(looked.filter(|(_, judged)| !judged.slack.is_empty()));
        let crews = levers::crews(&self.levers);
        let is_full = |(point, _): &(&Vec<u32>, &Judged)| ground::counted(&crews, point) >= self.most;
        let bounds: Vec<(u32, u32)> = self.levers.iter().map(|lever| lever.bounds).collect();
        if ground::is_below(self.load, &crews, &bounds, self.most) {
            // With fewer than the load takes, one person more or less makes no difference: bounds are not felt.
            let bound = |lever: &usize| bounds[*lever].1 < self.most;
            let levers: Vec<usize> = (0..bounds.len()).filter(bound).collect();
            return (levers.is_empty(), levers);
        }
        (near.iter().all(is_full), search::at_bound(&near, &bounds))
    }
}

/// Points of a staffing, played when they are looked at.
struct Desk<'a, 'b> {
    bench: &'a Bench<'b>,
    judge: Judge<'a>,
    levers: &'a [Free],
    visited: BTreeMap<Vec<u32>, Visited>,
}

impl Desk<'_, '_> {
    fn looked(&mut self, point: &[u32], effort: Effort) -> Result<Option<Judged>, Rejected> {
        let number = self.visited.len();
        if !self.visited.contains_key(point) {
            let trial = trial(self.bench, self.judge.staffing, self.levers, point);
            self.visited.insert(point.to_vec(), Visited { number, judged: self.no_such_point(), trial });
        }
        let Some(visited) = self.visited.get_mut(point) else { return Ok(None) };
        if let Some(trial) = &mut visited.trial {
            match self.judge.judge(self.bench, trial, effort)? {
                Some(judged) => visited.judged = judged,
                None => return Ok(None),
            }
        }
        Ok(Some(visited.judged.clone()))
    }

    /// Whether a point that was decided on fewer replications is enough after so many; the inner `None` where it was judged on
    /// these already, the outer after an interruption.
    #[expect(clippy::option_option, reason = "the outer one is an interruption")]
    fn is_enough_after(&mut self, point: &[u32], wanted: u32) -> Option<Option<bool>> {
        let Some(Visited { judged, trial: Some(trial), .. }) = self.visited.get_mut(point) else {
            return Some(None);
        };
        if trial.replications() >= wanted {
            return Some(None);
        }
        let values = trial.play_to(self.bench, wanted, self.judge.at_a_look()).ok()?;
        if trial.replications() < wanted {
            return None;
        }
        *judged = self.judge.seen(trial, &values);
        Some(Some(judged.is_enough()))
    }

    fn no_such_point(&self) -> Judged {
        let slack = vec![f64::NEG_INFINITY; self.judge.model.goals.len()];
        Judged { decision: Decision::Missed, slack, cost: f64::INFINITY }
    }
}

/// A point to be played; `None` where the scenario has none: it does not compile, a team without people, say, or it leaves
/// hours with contacts to nobody who have somebody as things stand.
fn trial(bench: &Bench<'_>, staffing: usize, levers: &[Free], point: &[u32]) -> Option<Trial> {
    let loaded = bench.setting.loaded;
    let edits = levers::edits(&loaded.names.staffings[staffing], levers, point);
    if levers.iter().zip(point).any(|(lever, value)| *value == 0 && lever.now > 0) {
        let there = bench.at(&edits).ok()?;
        if is_given_up(&loaded.model, &there.model, staffing) {
            return None;
        }
    }
    Trial::new(bench, staffing, edits).ok()
}

impl Points for Desk<'_, '_> {
    fn judge(&mut self, point: &[u32], effort: Effort) -> Option<Judged> {
        // A point that compiles once compiles again.
        self.looked(point, effort).ok().flatten()
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
    let start = start::people(model, names, staffing);
    // Plans count people on duty.
    let load = if levers.iter().any(|lever| levers::steps(lever).is_some()) { 1 } else { start };
    let mut ground = ground(&levers, 0, load, most);
    ground.start = if let Some(hint) = hint {
        ground.now.clone_from(&hint.values);
        (f64::from(ground.count(&ground.now)) * hint.more).ceil() as u32
    } else {
        let by_interval = start::by_interval(bench, staffing, &levers)?;
        let asked = question.start.or_else(|| by_interval.as_ref().map(|point| ground.count(point)));
        ground.now = by_interval.unwrap_or(ground.now);
        asked.unwrap_or(start)
    };
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

/// Points below an answer that may be the closest to it: on few replications the first may only look so.
const BELOW: usize = 2;

/// Candidates for the cheapest size, should chance have it otherwise: the answer, the points below it that look closest,
/// and the one that is as far above; all played as often. `None` after an interruption.
pub(super) fn neighbours(
    question: &Question<'_>,
    bench: &Bench<'_>,
    sized: &mut Sized,
) -> Option<Vec<Vec<u32>>> {
    let answer = sized.point().clone();
    let mut near = vec![answer.clone()];
    let below = answer::all_below(&answer, &sized.visited);
    let crews = levers::crews(&sized.levers);
    let may_be = |point: &Vec<u32>| {
        point.iter().zip(&sized.levers).all(|(value, lever)| *value <= lever.bounds.1)
            && ground::counted(&crews, point) <= sized.most
    };
    let above =
        below.first().map(|below| answer.iter().zip(below).map(|(here, below)| 2 * here - below).collect());
    near.extend(above.filter(may_be));
    near.extend(below.into_iter().take(BELOW));
    let wanted = most_replications(&bench.setting.loaded.file, question).min(TOLD);
    let mut played: Vec<Vec<u32>> = Vec::new();
    while let Some(point) = near.pop() {
        if played.contains(&point) {
            continue;
        }
        let number = sized.visited.len();
        let visited = sized.visited.entry(point.clone()).or_insert_with(|| {
            let trial = trial(bench, sized.staffing, &sized.levers, &point);
            let judged = Judged { decision: Decision::Undecided, slack: Vec::new(), cost: f64::INFINITY };
            Visited { number, judged, trial }
        });
        let Some(trial) = &mut visited.trial else { continue };
        let values = trial.play_to(bench, wanted, question.confidence).ok()?;
        if trial.replications() < wanted {
            return None;
        }
        // What was left undecided below the answer and seems enough now may be the size after all: then what lies below
        // that counts, too.
        let is_below = point != answer && point.iter().zip(&answer).all(|(here, answer)| here <= answer);
        let goals = &bench.setting.loaded.model.goals;
        let met = goals.iter().zip(&values).enumerate().all(|(number, (goal, value))| {
            let threshold = goal.threshold_for(sized.staffing);
            // Of what cannot be judged nothing says that it is missed.
            value.map_or(trial.is_unknown(number), |value| {
                if goal.at_least { value.mean >= threshold } else { value.mean <= threshold }
            })
        });
        if is_below && met {
            for (lever, free) in sized.levers.iter().enumerate() {
                if point[lever] > free.bounds.0 {
                    let mut less = point.clone();
                    less[lever] -= 1;
                    near.push(less);
                }
            }
        }
        played.push(point);
    }
    Some(played)
}
