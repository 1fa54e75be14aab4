//! A trial: one staffing at one point, played as long as an answer needs.
//!
//! All trials of a study meet the same contacts (same seed, same replications), so that they are compared in pairs. The
//! level of the scenario as it stands is kept unless a lever moves demand or knowledge (`MODEL.md` §4).
//! In: a scenario, edits. Out: goals and costs by replication. Must not know: why the point is looked at.

use std::sync::atomic::AtomicBool;

use super::accounts::Unranked;
use super::calibrate::{Kept, calibrated_for};
use super::collect::{Collected, Staffed};
use super::contacts::Contacts;
use super::contracts;
use super::estimate::{CONFIDENCE, Estimate, Pair};
use super::goals::{self, Members};
use super::parallel::Run;
use super::rows::{Row, rows};
use super::setting::Setting;
use crate::metrics::Details;
use crate::model::{Model, Scope};
use crate::scenario::names::Names;
use crate::scenario::{Loaded, Rejected};

/// Tables whose levers change what comes or what is known: the level is found anew.
const OF_LEVEL: [&str; 9] = [
    "demand",
    "groups",
    "channels",
    "reasons",
    "knowledge",
    "opening",
    "measured_under",
    "population",
    "rosters",
];

/// Where trials are made.
pub(super) struct Bench<'a> {
    pub(super) setting: Setting<'a>,
    kept: Kept,
    contacts: Contacts,
    pub(super) tick: &'a (dyn Fn(u64) + Sync),
    pub(super) interrupt: &'a AtomicBool,
}

impl<'a> Bench<'a> {
    /// A bench for a scenario as it stands.
    pub(super) fn new(
        setting: Setting<'a>,
        tick: &'a (dyn Fn(u64) + Sync),
        interrupt: &'a AtomicBool,
    ) -> Self {
        let kept = Kept::of(&setting.loaded.model);
        Self { setting, kept, contacts: Contacts::default(), tick, interrupt }
    }

    /// A bench at a point of this one: further edits are made from there. The level is that of the scenario as it
    /// stands, unless the edits move it.
    pub(super) fn at_point<'b>(&self, setting: Setting<'b>, edits: &[String]) -> Bench<'b>
    where
        'a: 'b,
    {
        let kept = if moves_level(edits) { Kept::of(&setting.loaded.model) } else { self.kept.clone() };
        Bench { setting, kept, contacts: Contacts::default(), tick: self.tick, interrupt: self.interrupt }
    }

    /// The scenario at a point.
    ///
    /// # Errors
    /// What is wrong with it there.
    pub(super) fn at(&self, edits: &[String]) -> Result<Loaded, Rejected> {
        self.setting.loaded.with(edits)
    }

    /// The model that is played there for some staffings.
    pub(super) fn model(&self, loaded: &Loaded, edits: &[String], wanted: &[usize]) -> Model {
        if moves_level(edits) {
            calibrated_for(&loaded.model, wanted).into_owned()
        } else {
            self.kept.applied(&loaded.model, wanted)
        }
    }
}

/// Whether edits change what comes or what is known.
fn moves_level(edits: &[String]) -> bool {
    edits.iter().any(|edit| OF_LEVEL.contains(&edit.split(['.', '=']).next().unwrap_or_default()))
}

/// One staffing at one point.
pub(super) struct Trial {
    /// What differs from the scenario.
    pub(super) edits: Vec<String>,
    /// Index of the staffing.
    pub(super) staffing: usize,
    collected: Collected,
    /// By goal: what it came to in the end, where it is about the worst of several.
    worst: Vec<Option<OfWorst>>,
}

/// What a goal about the worst of several came to.
pub(super) struct OfWorst {
    /// Its value.
    pub(super) value: Option<Estimate>,
    /// Those that have too few contacts to be judged; `None` where all are judged.
    pub(super) unjudged: Option<Unranked>,
}

impl Trial {
    /// A trial at a point, not yet played.
    ///
    /// # Errors
    /// What is wrong with the scenario there.
    pub(super) fn new(bench: &Bench<'_>, staffing: usize, edits: Vec<String>) -> Result<Self, Rejected> {
        let loaded = bench.at(&edits)?;
        let Loaded { model, names, .. } = &loaded;
        let wanted = wanted(rows(model, names, staffing, Details::default()), model);
        let collected = Collected::of(model, vec![(staffing, wanted)], false);
        Ok(Self { edits, staffing, collected, worst: Vec::new() })
    }

    /// A trial of the scenario as it stands that tells figures by interval, too.
    pub(super) fn by_interval(bench: &Bench<'_>, staffing: usize) -> Self {
        let Loaded { model, names, .. } = bench.setting.loaded;
        let rows = rows(model, names, staffing, Details::default());
        let collected = Collected::of(model, vec![(staffing, rows)], false);
        Self { edits: Vec::new(), staffing, collected, worst: Vec::new() }
    }

    /// Replications played so far.
    pub(super) fn replications(&self) -> u32 {
        self.collected.replications
    }

    /// Plays on up to a number of replications, and judges: the value of each goal with its interval of a confidence.
    /// Fewer replications after an interruption.
    ///
    /// # Errors
    /// What is wrong with the scenario at its point.
    pub(super) fn play_to(
        &mut self,
        bench: &Bench<'_>,
        replications: u32,
        confidence: f64,
    ) -> Result<Vec<Option<Estimate>>, Rejected> {
        let loaded = bench.at(&self.edits)?;
        let names = &loaded.names;
        let model = bench.model(&loaded, &self.edits, &[self.staffing]);
        let staffings = [self.staffing];
        let run = Run {
            model: &model,
            seed: bench.setting.seed,
            threads: bench.setting.threads,
            staffings: Some(&staffings),
            details: Details::default(),
            redraw: names.redraw.as_ref(),
            contacts: Some(&bench.contacts),
            interrupt: bench.interrupt,
        };
        let from = self.collected.replications;
        if from < replications {
            run.each(from, replications, bench.tick, |replication, parts| {
                self.collected.take(&model, replication, &parts);
            });
        }
        self.worst = (0..model.goals.len()).map(|goal| self.of_worst(&model, names, goal)).collect();
        Ok(self.goals(&model, names, confidence))
    }

    fn of_worst(&self, model: &Model, names: &Names, goal: usize) -> Option<OfWorst> {
        let is_about_several = model.goals[goal].scope != Scope::Centre;
        is_about_several.then(|| OfWorst {
            value: goals::value(model, names, self.staffing, self.staffed(), goal, CONFIDENCE),
            unjudged: goals::unjudged(model, self.staffing, self.staffed(), goal),
        })
    }

    /// What a goal came to, where it is about the worst of several.
    pub(super) fn worst(&self, goal: usize) -> Option<&OfWorst> {
        self.worst.get(goal)?.as_ref()
    }

    /// Whether of some goal there are any that have too few contacts to be judged.
    pub(super) fn has_unjudged(&self) -> bool {
        self.worst.iter().flatten().any(|worst| worst.unjudged.is_some())
    }

    /// Whether of a goal nothing can be judged, as all that it is about have too few contacts.
    pub(super) fn is_unknown(&self, goal: usize) -> bool {
        self.worst(goal).is_some_and(|worst| worst.value.is_none() && worst.unjudged.is_some())
    }

    /// Whether of no goal there is anything that can be judged.
    pub(super) fn is_blind(&self) -> bool {
        !self.worst.is_empty() && (0..self.worst.len()).all(|goal| self.is_unknown(goal))
    }

    fn goals(&self, model: &Model, names: &Names, confidence: f64) -> Vec<Option<Estimate>> {
        let value = |goal| goals::value(model, names, self.staffing, self.staffed(), goal, confidence);
        (0..model.goals.len()).map(value).collect()
    }

    pub(super) fn staffed(&self) -> &Staffed {
        &self.collected.staffed[0]
    }

    /// A figure over everything, by replication; empty where there is none.
    pub(super) fn pairs(&self, metric: &str, scope: &str) -> &[Pair] {
        self.staffed().find(metric, scope, "").unwrap_or_default()
    }

    /// A figure under a contract (index), by replication; empty where there is none.
    pub(super) fn priced(&self, contract: usize, metric: &str) -> &[Pair] {
        let number = contracts::FIGURES.iter().position(|figure| figure.name == metric);
        let figures = self.staffed().contracts.get(contract);
        number.zip(figures).and_then(|(number, figures)| figures.get(number)).map_or(&[], Vec::as_slice)
    }

    /// A goal by replication; `None` where it is about the worst of several, or is no ratio.
    pub(super) fn goal_pairs(&self, model: &Model, names: &Names, goal: usize) -> Option<&[Pair]> {
        if model.goals[goal].scope != Scope::Centre {
            return None;
        }
        goals::centre(names, self.staffed(), goal)
    }

    /// Whom a goal is about, each with its figures.
    pub(super) fn members(&self, model: &Model, names: &Names, goal: usize) -> Members {
        goals::members(model, names, self.staffing, self.staffed(), goal)
    }
}

/// The rows that goals and costs are made of: no intervals, no teams; groups only where a goal is about them.
fn wanted(rows: Vec<Row>, model: &Model) -> Vec<Row> {
    let groups = model.goals.iter().any(|goal| goal.scope == Scope::Group);
    let keeps = |row: &Row| {
        let about_groups = row.scope.contains("group=");
        row.interval.is_empty()
            && !row.scope.starts_with("team=")
            && !row.scope.starts_with("site=")
            && (groups || !about_groups)
    };
    rows.into_iter().filter(keeps).collect()
}
