//! Comparisons at equal service, or at equal cost: every staffing is sized first, then all are compared on the same
//! contacts.
//!
//! In: a setting, and what staffings are made equal in. Out: the [`Results`] of a comparison that says so. Must not know:
//! files, terminals.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use super::answer::Answer;
use super::compare::{self, Details};
use super::estimate::{CONFIDENCE, ratio};
use super::record::{Caution, Equal, Provenance, Results, TeamPeople};
use super::setting::Setting;
use super::size::{self, Refused};
use super::trial::{Bench, Trial};
use crate::metrics::catalogue::COST_PER_MONTH;
use crate::model::Team;
use crate::scenario::Loaded;

/// In what staffings are made equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// All meet the goals (their own, where they promise something else) with the cheapest people that do.
    Service,
    /// All cost per month what the baseline costs, as nearly as whole people allow.
    Cost,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The scenario and how it is played.
    pub setting: Setting<'a>,
    /// In what staffings are made equal.
    pub equal: In,
    /// Confidence of what sizing decides.
    pub confidence: f64,
    /// Stop once goal metrics are known this well: points of shares, per cent of money.
    pub precision: Option<f64>,
    /// Index of the staffing that differences are taken from.
    pub baseline: usize,
    /// Rows per account or agent.
    pub details: Details,
}

/// Sizes every staffing, and compares; `None` after an interruption.
///
/// # Errors
/// What cannot be asked.
pub fn run(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Option<Results>, Refused> {
    let loaded = question.setting.loaded;
    let sized = match question.equal {
        In::Service => to_goals(question, tick, interrupt)?,
        In::Cost => to_cost(question, tick, interrupt)?,
    };
    let Some((edits, cautions)) = sized else { return Ok(None) };
    let flat = together(loaded, &edits)?;
    let bench = Bench::new(question.setting, tick, interrupt);
    let there = bench.at(&flat)?;
    let all: Vec<usize> = (0..there.names.staffings.len()).collect();
    let model = bench.model(&there, &flat, &all);
    let comparison = compare::Question {
        setting: Setting { loaded: &there, ..question.setting },
        precision: question.precision,
        baseline: question.baseline,
        details: question.details,
    };
    let played = compare::play(&model, &comparison, tick, interrupt);
    let Some((collected, stopped_by)) = played else { return Ok(None) };
    let mut results =
        Answer { model: &model, question: &comparison, collected: &collected }.results(stopped_by);
    let named = |staffing: usize| loaded.names.staffings[staffing].clone();
    let people = |staffing: usize| loaded.model.staffings[staffing].agents.len() as u64;
    let equal = Equal {
        in_what: if question.equal == In::Service { "service".into() } else { "cost".into() },
        before: all.iter().map(|staffing| (named(*staffing), people(*staffing))).collect(),
        teams: all.iter().map(|staffing| (named(*staffing), teams(loaded, &there, *staffing))).collect(),
        edits: edits.into_iter().enumerate().map(|(staffing, edits)| (named(staffing), edits)).collect(),
    };
    // It is the scenario as it was asked about that was compared; what sizing changed in it is told apart.
    let asked = question.setting.provenance("compare", collected.replications, stopped_by);
    let Provenance { scenario_hash, overrides, .. } = asked;
    results.provenance = Provenance { scenario_hash, overrides, equal: Some(equal), ..results.provenance };
    results.cautions.extend(cautions);
    results.sort();
    Ok(Some(results))
}

/// The teams of a staffing, with their people in the scenario and with all edits made.
fn teams(loaded: &Loaded, there: &Loaded, staffing: usize) -> Vec<TeamPeople> {
    let people = |loaded: &Loaded, name: &String| {
        let at = loaded.names.teams[staffing].iter().position(|other| other == name);
        at.map_or(0, |at| loaded.model.staffings[staffing].teams[at].agents.len() as u64)
    };
    let told = |(team, name): (&Team, &String)| TeamPeople {
        team: name.clone(),
        site: there.names.sites[usize::from(team.site)].clone(),
        before: people(loaded, name),
        now: people(there, name),
    };
    there.model.staffings[staffing].teams.iter().zip(&there.names.teams[staffing]).map(told).collect()
}

/// By staffing the edits that give it its people, and what to know of them.
type Sizes = (Vec<Vec<String>>, Vec<Caution>);

/// The cheapest people that meet all goals.
fn to_goals(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Option<Sizes>, Refused> {
    let count = question.setting.loaded.names.staffings.len();
    let asked = size::Question {
        setting: question.setting,
        staffings: (0..count).collect(),
        confidence: question.confidence,
        start: None,
    };
    let sized = size::size(&asked, tick, interrupt)?;
    if sized.len() < count {
        return Ok(None);
    }
    let cautions = size::cautions(&asked, &sized);
    // Where there is nothing to size by, people stay as they are.
    let edits = |one: size::Sized| if one.is_blind() { Vec::new() } else { one.edits };
    Ok(Some((sized.into_iter().map(edits).collect(), cautions)))
}

/// The people whose cost is nearest to the baseline's; those of the baseline are as they stand.
fn to_cost(
    question: &Question<'_>,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Result<Option<Sizes>, Refused> {
    let loaded = question.setting.loaded;
    let mut moved = Vec::new();
    for staffing in 0..loaded.names.staffings.len() {
        moved.push(size::moved(loaded, staffing)?);
    }
    let bench = Bench::new(question.setting, tick, interrupt);
    let mut base = Trial::new(&bench, question.baseline, Vec::new())?;
    base.play_to(&bench, question.setting.replications, CONFIDENCE)?;
    if base.replications() < question.setting.replications {
        return Ok(None);
    }
    let cost = ratio(base.pairs(COST_PER_MONTH.name, "all"), CONFIDENCE);
    let Some(cost) = cost.filter(|cost| cost.mean > 0.0) else {
        return Err(String::from("the baseline costs nothing: there is no cost to be equal in").into());
    };
    let mut edits = Vec::new();
    for (staffing, moved) in moved.iter().enumerate() {
        if staffing == question.baseline {
            edits.push(Vec::new());
            continue;
        }
        let Some(found) = size::afford(&bench, staffing, moved, cost.mean) else { return Ok(None) };
        edits.push(found);
    }
    Ok(Some((edits, Vec::new())))
}

/// All edits at once, where no two staffings want the same key to be different.
fn together(loaded: &Loaded, edits: &[Vec<String>]) -> Result<Vec<String>, Refused> {
    let mut wanted: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (staffing, edits) in edits.iter().enumerate() {
        for (lever, value) in edits.iter().filter_map(|edit| edit.split_once('=')) {
            let (before, first) = *wanted.entry(lever).or_insert((value, staffing));
            if before != value {
                let names = &loaded.names.staffings;
                return Err(format!(
                    "size.free: `{lever}` is the same key for {} and {}, which need {before} and {value} of it; name a \
                     lever of each, staffings.NAME.…",
                    names[first], names[staffing]
                )
                .into());
            }
        }
    }
    Ok(wanted.into_iter().map(|(lever, (value, _))| format!("{lever}={value}")).collect())
}
