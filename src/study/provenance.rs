//! Where the figures come from: enough to make them again, nothing that differs between machines.
//!
//! In: a question. Out: [`Provenance`]. Must not know: figures.

use super::compare::{CONFIDENCE, HEADLINE, Question};
use super::record::{Goal, Provenance};
use crate::model::GoalKind;
use crate::time::seconds;

/// The provenance of a comparison.
pub(super) fn provenance(question: &Question<'_>, replications: u32, stopped_by: &str) -> Provenance {
    let Question { model, names, .. } = *question;
    let mut teams: Vec<String> = Vec::new();
    for name in names.teams.iter().flatten() {
        if !teams.contains(name) {
            teams.push(name.clone());
        }
    }
    Provenance {
        tool: env!("CARGO_PKG_NAME").into(),
        version: env!("CARGO_PKG_VERSION").into(),
        command: "compare".into(),
        scenario: question.scenario.clone(),
        title: names.title.clone(),
        scenario_hash: question.hash.clone(),
        overrides: question.overrides.clone(),
        seed: question.seed,
        replications: u64::from(replications),
        days: u64::from(model.calendar.counted_days()),
        warm_up: u64::from(model.calendar.warm_up_days),
        confidence: CONFIDENCE,
        stopped_by: stopped_by.into(),
        currency: names.currency.clone(),
        baseline: names.staffings[question.baseline].clone(),
        staffings: names.staffings.clone(),
        ladders: names.staffings.iter().cloned().zip(names.ladders.iter().cloned()).collect(),
        channels: names.channels.clone(),
        groups: names.groups.clone(),
        teams,
        sites: names.sites.clone(),
        goals: goal_facts(question),
        headline: HEADLINE.iter().map(ToString::to_string).collect(),
    }
}

fn goal_facts(question: &Question<'_>) -> Vec<Goal> {
    let Question { model, names, .. } = *question;
    let facts = model.goals.iter().zip(&names.goals).map(|(goal, label)| Goal {
        name: label.name.clone(),
        metric: label.metric.clone(),
        channel: label.channel.clone(),
        threshold: goal.threshold,
        at_least: goal.at_least,
        within: match goal.kind {
            GoalKind::AnsweredWithin(span)
            | GoalKind::ReachedOwnerWithin(span)
            | GoalKind::CalledBackWithin(span) => Some(seconds(span)),
            GoalKind::Metric(_) => None,
        },
        text: label.text.clone(),
    });
    facts.collect()
}
