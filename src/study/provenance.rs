//! Where the figures come from: enough to make them again, nothing that differs between machines.
//!
//! In: a setting. Out: [`Provenance`]. Must not know: figures.

use std::collections::BTreeMap;

use super::compare::headline;
use super::estimate::CONFIDENCE;
use super::record::{Assumption, Caution, Goal, Provenance};
use super::setting::Setting;
use crate::model::GoalKind;
use crate::scenario::Loaded;
use crate::scenario::names::Names;
use crate::time::seconds;

impl Setting<'_> {
    /// Where the figures of a command come from.
    pub(super) fn provenance(&self, command: &str, replications: u32, stopped_by: &str) -> Provenance {
        let Loaded { model, names, source, hash, sets, .. } = self.loaded;
        let mut teams: Vec<String> = Vec::new();
        for name in names.teams.iter().flatten() {
            if !teams.contains(name) {
                teams.push(name.clone());
            }
        }
        Provenance {
            tool: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
            command: command.into(),
            scenario: source.file_name(),
            title: names.title.clone(),
            scenario_hash: format!("{hash:016x}"),
            overrides: sets.clone(),
            seed: self.seed,
            replications: u64::from(replications),
            days: u64::from(model.calendar.counted_days()),
            warm_up: u64::from(model.calendar.warm_up_days),
            confidence: CONFIDENCE,
            stopped_by: stopped_by.into(),
            currency: names.currency.clone(),
            baseline: names.staffings[names.baseline].clone(),
            staffings: names.staffings.clone(),
            ladders: names.staffings.iter().cloned().zip(names.ladders.iter().cloned()).collect(),
            channels: names.channels.clone(),
            in_time: {
                let limits = model.channels.iter().map(|channel| seconds(channel.in_time));
                names.channels.iter().cloned().zip(limits).collect()
            },
            groups: names.groups.clone(),
            teams,
            sites: names.sites.clone(),
            contracts: names.contracts.clone(),
            points: Vec::new(),
            goals: goal_facts(self.loaded, None),
            promises: promises(self.loaded),
            headline: headline(model).map(ToString::to_string).collect(),
            equal: None,
        }
    }
}

/// The modelling defaults that a scenario rests on.
pub(super) fn assumptions(names: &Names) -> Vec<Assumption> {
    let told = names.assumptions.iter().map(|one| Assumption {
        path: one.path.clone(),
        value: one.value.clone(),
        note: one.note.clone(),
        sourced: one.sourced,
    });
    told.collect()
}

/// What the scenario itself gives cause to say, of all staffings and of those wanted.
pub(super) fn cautions(names: &Names, wanted: impl Fn(&str) -> bool) -> Vec<Caution> {
    let about = names.cautions.iter().filter(|one| one.staffing.as_deref().is_none_or(&wanted));
    let told = about.map(|one| Caution {
        code: one.code.clone(),
        staffing: one.staffing.clone(),
        message: one.message.clone(),
        remedy: one.remedy.clone(),
    });
    told.collect()
}

/// The goals; of a staffing, what it promises in their place.
fn goal_facts(loaded: &Loaded, staffing: Option<usize>) -> Vec<Goal> {
    let Loaded { model, names, .. } = loaded;
    let facts = model.goals.iter().zip(&names.goals).map(|(goal, label)| {
        let own = staffing.filter(|staffing| goal.own.contains_key(staffing));
        Goal {
            name: label.name.clone(),
            metric: label.metric.clone(),
            channel: label.channel.clone(),
            threshold: own.map_or(goal.threshold, |staffing| goal.threshold_for(staffing)),
            at_least: goal.at_least,
            within: match own.map_or(&goal.kind, |staffing| goal.kind_for(staffing)) {
                GoalKind::AnsweredWithin(span)
                | GoalKind::ReachedOwnerWithin(span)
                | GoalKind::CalledBackWithin(span) => Some(seconds(*span)),
                GoalKind::Abandoned | GoalKind::Metric(_) => None,
            },
            text: own.and_then(|staffing| label.own.get(&staffing)).unwrap_or(&label.text).clone(),
        }
    });
    facts.collect()
}

/// By staffing that has any of its own: all that it promises.
fn promises(loaded: &Loaded) -> BTreeMap<String, Vec<Goal>> {
    let Loaded { model, names, .. } = loaded;
    let own = |staffing: &usize| model.goals.iter().any(|goal| goal.own.contains_key(staffing));
    let with = (0..model.staffings.len()).filter(own);
    with.map(|staffing| (names.staffings[staffing].clone(), goal_facts(loaded, Some(staffing)))).collect()
}
