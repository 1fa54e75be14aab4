//! Goals: what each comes to, and whether it is met.
//!
//! In: what was collected. Out: an estimate per goal. Must not know: how contacts are played.

use super::accounts::{ENOUGH, unranked, worst};
use super::collect::Staffed;
use super::estimate::{Estimate, jackknife, ratio};
use super::record::Caution;
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
            let (channel, accounts) = (usize::from(facts.channel?), model.accounts.len());
            let sets = sets(model, staffing, facts.scope);
            let (all, without) = worst(&staffed.blocks, channel, accounts, &sets, !facts.at_least)?;
            Some(jackknife(all, &without, confidence))
        }
    }
}

/// Of a goal by account or portfolio: how many there are that have contacts, and how many have too few to be judged.
pub(super) fn unjudged(
    model: &Model,
    staffing: usize,
    staffed: &Staffed,
    goal: usize,
) -> Option<(usize, usize)> {
    let facts = &model.goals[goal];
    let channel = usize::from(facts.channel?);
    let sets = match facts.scope {
        Scope::Centre | Scope::Group => return None,
        Scope::Account | Scope::Portfolio => sets(model, staffing, facts.scope),
    };
    let (all, few) = unranked(&staffed.blocks, channel, model.accounts.len(), &sets);
    (few > 0).then_some((all, few))
}

/// What to do where some cannot be judged.
pub(super) const MORE_CONTACTS: &str = "Run more replications or days, or set the goal by group.";

/// What to say where some cannot be judged: how many there are, and how many of them.
pub(super) fn few_contacts(
    model: &Model,
    names: &Names,
    goal: usize,
    (all, few): (usize, usize),
    staffing: Option<&str>,
) -> Caution {
    let what = if model.goals[goal].scope == Scope::Portfolio { "portfolios" } else { "accounts" };
    let name = &names.goals[goal].name;
    Caution {
        code: "few_contacts".into(),
        staffing: staffing.map(Into::into),
        message: format!(
            "Goal {name}: {few} of {all} {what} with contacts have fewer than {ENOUGH} of them over all replications and \
             are not judged, so that it cannot be called met."
        ),
        remedy: MORE_CONTACTS.into(),
    }
}

/// Accounts one by one, or by portfolio.
fn sets(model: &Model, staffing: usize, scope: Scope) -> Vec<Vec<u32>> {
    if scope == Scope::Portfolio {
        return portfolios(model, staffing);
    }
    (0..model.accounts.len() as u32).map(|account| vec![account]).collect()
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
