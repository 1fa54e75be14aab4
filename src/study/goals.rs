//! Goals: what each comes to, and whether it is met.
//!
//! In: what was collected. Out: an estimate per goal. Must not know: how contacts are played.

use super::accounts::tails;
use super::collect::Staffed;
use super::estimate::{Estimate, jackknife, ratio};
use crate::model::{Model, Scope};
use crate::scenario::names::Names;

/// The value that a goal is judged by: the centre's, the worst group's, or the worst account's.
pub(super) fn value(
    model: &Model,
    names: &Names,
    staffed: &Staffed,
    goal: usize,
    confidence: f64,
) -> Option<Estimate> {
    let facts = &model.goals[goal];
    let label = &names.goals[goal];
    let scope =
        if label.channel.is_empty() { "all".to_string() } else { format!("channel={}", label.channel) };
    match facts.scope {
        Scope::Centre if !staffed.goals[goal].is_empty() => ratio(&staffed.goals[goal], confidence),
        Scope::Centre => ratio(staffed.find(&label.metric, &scope, "")?, confidence),
        Scope::Group => {
            let of_group = |group: &String| {
                let scope = if label.channel.is_empty() {
                    format!("group={group}")
                } else {
                    format!("{scope};group={group}")
                };
                ratio(staffed.find(&label.metric, &scope, "")?, confidence)
            };
            let worse = |a: Estimate, b: Estimate| {
                let first = if facts.at_least { a.mean <= b.mean } else { a.mean >= b.mean };
                if first { a } else { b }
            };
            names.groups.iter().filter_map(of_group).reduce(worse)
        }
        Scope::Account | Scope::Portfolio => {
            let (all, without, _) =
                tails(&staffed.blocks, usize::from(facts.channel?), model.accounts.len())?;
            let worst: Vec<f64> = without.iter().map(|tail| tail.worst).collect();
            Some(jackknife(all.worst, &worst, confidence))
        }
    }
}
