//! Goals: what each comes to, and whether it is met.
//!
//! In: what was collected. Out: an estimate per goal. Must not know: how contacts are played.

use super::accounts::{ENOUGH, Unranked, by_block, unranked, worst};
use super::collect::{Share, Staffed};
use super::estimate::{Estimate, Pair, jackknife, ratio};
use super::record::Caution;
use crate::model::{Model, Scope};
use crate::scenario::names::Names;

/// The figures of all that a goal is about: the centre's, each group's, or each account's or portfolio's that has contacts
/// enough to be judged. The goal is met where the worst of them meets it.
#[derive(Debug, Clone)]
pub(super) struct Members {
    /// By member: by replication, or by block of replications.
    pub(super) pairs: Vec<Vec<Pair>>,
    /// Whether it is by block: replication r is in block r modulo their number.
    pub(super) by_block: bool,
}

/// Whom a goal is about, each with its figures.
pub(super) fn members(
    model: &Model,
    names: &Names,
    staffing: usize,
    staffed: &Staffed,
    goal: usize,
) -> Members {
    let facts = &model.goals[goal];
    let pairs = match facts.scope {
        Scope::Centre => centre(names, staffed, goal).map(<[Pair]>::to_vec).into_iter().collect(),
        Scope::Group => groups(names, staffed, goal).map(<[Pair]>::to_vec).collect(),
        Scope::Account | Scope::Portfolio => {
            let sets = sets(model, staffing, facts.scope);
            let by_block =
                |channel| by_block(&staffed.blocks, usize::from(channel), model.accounts.len(), &sets);
            let shares = facts.channel.map(by_block).unwrap_or_default();
            let pairs =
                |shares: Vec<Share>| shares.into_iter().map(|(hit, due)| (hit as f64, due as f64)).collect();
            shares.into_iter().map(pairs).collect()
        }
    };
    Members { pairs, by_block: matches!(facts.scope, Scope::Account | Scope::Portfolio) }
}

/// The figure of a goal over everything, by replication.
pub(super) fn centre<'a>(names: &Names, staffed: &'a Staffed, goal: usize) -> Option<&'a [Pair]> {
    let counted = staffed.goals[goal].as_slice();
    if counted.is_empty() {
        staffed.find(&names.goals[goal].metric, &scope(names, goal), "")
    } else {
        Some(counted)
    }
}

/// The figure of a goal in each group, by replication.
fn groups<'a>(names: &'a Names, staffed: &'a Staffed, goal: usize) -> impl Iterator<Item = &'a [Pair]> {
    let label = &names.goals[goal];
    let on_channel = if label.channel.is_empty() { String::new() } else { scope(names, goal) + ";" };
    let of_group = move |group| staffed.find(&label.metric, &format!("{on_channel}group={group}"), "");
    names.groups.iter().filter_map(of_group)
}

/// What a goal is about, as a scope of records.
fn scope(names: &Names, goal: usize) -> String {
    let channel = &names.goals[goal].channel;
    if channel.is_empty() { "all".into() } else { format!("channel={channel}") }
}

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
    match facts.scope {
        Scope::Centre => ratio(centre(names, staffed, goal)?, confidence),
        Scope::Group => {
            let worse = |a: Estimate, b: Estimate| {
                let first = if facts.at_least { a.mean <= b.mean } else { a.mean >= b.mean };
                if first { a } else { b }
            };
            groups(names, staffed, goal).filter_map(|pairs| ratio(pairs, confidence)).reduce(worse)
        }
        Scope::Account | Scope::Portfolio => {
            let (channel, accounts) = (usize::from(facts.channel?), model.accounts.len());
            let sets = sets(model, staffing, facts.scope);
            let (all, without) = worst(&staffed.blocks, channel, accounts, &sets, !facts.at_least)?;
            Some(jackknife(all, &without, confidence))
        }
    }
}

/// Of a goal by account or portfolio: those that have contacts, but too few to be judged.
pub(super) fn unjudged(model: &Model, staffing: usize, staffed: &Staffed, goal: usize) -> Option<Unranked> {
    let facts = &model.goals[goal];
    let channel = usize::from(facts.channel?);
    let sets = match facts.scope {
        Scope::Centre | Scope::Group => return None,
        Scope::Account | Scope::Portfolio => sets(model, staffing, facts.scope),
    };
    unranked(&staffed.blocks, channel, model.accounts.len(), &sets)
}

/// What to do where some cannot be judged.
pub(super) const MORE_CONTACTS: &str = "Run more replications or days, or set the goal by group.";

/// What to say where some cannot be judged: how many there are, and how many of them.
pub(super) fn few_contacts(
    model: &Model,
    names: &Names,
    goal: usize,
    Unranked { all, few, .. }: Unranked,
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
