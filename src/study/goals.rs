//! Goals: what each comes to, and whether it is met.
//!
//! In: what was collected. Out: an estimate per goal. Must not know: how contacts are played.

use super::accounts::worst;
use super::collect::Staffed;
use super::estimate::{Estimate, jackknife, ratio};
use crate::model::{Model, Scope};
use crate::scenario::names::Names;

/// The value that a goal is judged by: the centre's, the worst group's, or the worst account's.
pub(super) fn value(
    model: &Model,
    names: &Names,
    staffing: usize,
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
            let accounts = model.accounts.len();
            let sets = if facts.scope == Scope::Portfolio {
                portfolios(model, staffing)
            } else {
                (0..accounts as u32).map(|account| vec![account]).collect()
            };
            let channel = usize::from(facts.channel?);
            let (all, without) = worst(&staffed.blocks, channel, accounts, &sets, !facts.at_least)?;
            Some(jackknife(all, &without, confidence))
        }
    }
}

/// The accounts of each owner; where nobody owns, those of each team.
fn portfolios(model: &Model, staffing: usize) -> Vec<Vec<u32>> {
    let staffing = &model.staffings[staffing];
    let mut of_owners = vec![Vec::new(); staffing.agents.len()];
    let mut of_teams = vec![Vec::new(); staffing.teams.len()];
    for account in 0..model.accounts.len() as u32 {
        let owners = staffing.portfolio.owners.row(account);
        for owner in owners {
            of_owners[*owner as usize].push(account);
        }
        if owners.is_empty() {
            of_teams[usize::from(staffing.account_team[account as usize])].push(account);
        }
    }
    of_owners.into_iter().chain(of_teams).filter(|accounts: &Vec<u32>| !accounts.is_empty()).collect()
}
