//! Which accounts change hands when: because their owner leaves, or because portfolios are cut anew.
//!
//! In: a staffing, who holds its seats when. Out: a [`HandOver`] for every midnight at which accounts change hands.
//! Must not know: what anybody knows of accounts, what is done on duty.

use std::collections::BTreeMap;

use super::tenure::Tenures;
use super::timeline::is_filled;
use crate::model::{
    Changed, Heir, Holding, Lists, Model, Move, Portfolio, Reorganisation, Staffing, Succession,
};

/// An account that goes from one agent to another, and what is passed on with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passed {
    /// Which.
    pub account: u32,
    /// Who had it.
    pub from: u32,
    /// Who has it.
    pub to: u32,
    /// Weeks for which they work side by side.
    pub overlap_weeks: f64,
    /// Who had it is gone, and keeps nothing.
    pub leaves: bool,
}

/// Accounts change hands at the beginning of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// Day of the run.
    pub day: u32,
    /// What is passed on, in order.
    pub passed: Vec<Passed>,
    /// Accounts in other hands than the day before, and in whose. Over a run that is a few rows for every move, where whole
    /// tables of a large desk would be gigabytes.
    pub changed: Changed,
}

/// All hand-overs of a run, in order, at most one a day: first what a reorganisation makes of it, then what
/// those who leave on that day leave behind, in the order of their keys.
pub(super) fn hand_overs(model: &Model, staffing: &Staffing, tenures: &Tenures) -> Vec<HandOver> {
    let leavers = leavers(model, staffing, tenures);
    let recut = &staffing.reorganisations;
    // Where reviews decide who is there, nobody knows beforehand when portfolios are cut anew.
    let reviewed =
        if staffing.shares.is_empty() { Vec::new() } else { tenures.seat_changes(model.calendar.days) };
    let dated = recut.iter().map(|new| new.day);
    let mut days: Vec<u32> = leavers.keys().copied().chain(dated).chain(reviewed.iter().copied()).collect();
    if days.is_empty() {
        return Vec::new();
    }
    days.sort_unstable();
    days.dedup();
    let mut before = Holding::of(staffing);
    let mut now = before.clone();
    let mut owned = Lists::of(&now.portfolio.owners, staffing.agents.len());
    let mut hand_overs = Vec::new();
    for day in days {
        let mut passed = Vec::new();
        let mut touched: Vec<u32> = Vec::new();
        let mut any = false;
        let by_review = reviewed.contains(&day).then(|| reviewed_cut(staffing, tenures, &now, day));
        if let Some(new) = recut.iter().find(|new| new.day == day).or(by_review.as_ref()) {
            passed = reorganised(staffing, &now, new);
            now = Holding { portfolio: new.portfolio.clone(), account_team: new.account_team.clone() };
            owned = Lists::of(&now.portfolio.owners, staffing.agents.len());
            touched = (0..now.account_team.len() as u32).collect();
            any = true;
        }
        for leaver in leavers.get(&day).into_iter().flatten() {
            let Some(rules) = &staffing.succession else { continue };
            let scene = Scene { model, staffing, tenures, rules, day, now: &now, owned: &owned };
            let moves = scene.moves(*leaver);
            if moves.is_empty() {
                continue;
            }
            let overlap_weeks = tenures.overlap_weeks(*leaver);
            passed.extend(moves.iter().map(|one| Passed {
                account: one.account,
                from: one.from,
                to: one.to,
                overlap_weeks,
                leaves: true,
            }));
            now.pass(staffing, &moves);
            let (from, to) = moves.iter().map(|one| ((one.from, one.account), (one.to, one.account))).unzip();
            owned.change(from, to);
            touched.extend(moves.iter().map(|one| one.account));
            any = true;
        }
        if any {
            touched.sort_unstable();
            touched.dedup();
            let changed = now.since(&before, staffing, touched.into_iter());
            before.change(&changed);
            hand_overs.push(HandOver { day, passed, changed });
        }
    }
    hand_overs
}

/// Who leaves on which day of the run; whose accounts stay with the seat is left out.
fn leavers(model: &Model, staffing: &Staffing, tenures: &Tenures) -> BTreeMap<u32, Vec<u32>> {
    let mut leavers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let Some(rules) = &staffing.succession else { return leavers };
    for agent in (0..staffing.agents.len() as u32).filter(|agent| rules.heirs[*agent as usize] != Heir::Seat)
    {
        for stint in tenures.stints(agent) {
            let Some(day) = u32::try_from(stint.gone).ok().filter(|day| *day < model.calendar.days) else {
                continue;
            };
            // Nobody leaves a seat that has nobody.
            let before = day.saturating_sub(1);
            if is_filled(&staffing.agents[agent as usize], before) && tenures.has_seat(agent, before) {
                leavers.entry(day).or_default().push(agent);
            }
        }
    }
    for agents in leavers.values_mut() {
        agents.sort_by_key(|agent| model.people[staffing.agents[*agent as usize].person as usize].key);
        agents.dedup();
    }
    leavers
}

/// Portfolios cut among those whose seats are there on a day. The team of an account is its first owner's.
fn reviewed_cut(staffing: &Staffing, tenures: &Tenures, now: &Holding, day: u32) -> Reorganisation {
    let accounts = now.account_team.len();
    let portfolio = Portfolio::cut(accounts, &staffing.shares, |agent| tenures.has_seat(agent, day));
    let team = |account: usize| {
        let owner = portfolio.owners.row(account as u32).first();
        owner.map_or(now.account_team[account], |owner| staffing.agents[*owner as usize].team)
    };
    let account_team = (0..accounts).map(team).collect();
    Reorganisation { day, portfolio, account_team, overlap_weeks: 0.0 }
}

/// What old owners pass on to new ones when portfolios are cut anew: each new owner hears of an account from who had it
/// in the same shift, else from who was its first owner.
fn reorganised(staffing: &Staffing, now: &Holding, new: &Reorganisation) -> Vec<Passed> {
    let shift = |agent: u32| staffing.agents[agent as usize].shift;
    let mut passed = Vec::new();
    for account in 0..now.account_team.len() as u32 {
        let old = now.portfolio.owners.row(account);
        let Some(first) = old.first() else { continue };
        for to in new.portfolio.owners.row(account).iter().filter(|owner| !old.contains(owner)) {
            let from = *old.iter().find(|owner| shift(**owner) == shift(*to)).unwrap_or(first);
            let overlap_weeks = new.overlap_weeks;
            passed.push(Passed { account, from, to: *to, overlap_weeks, leaves: false });
        }
    }
    passed
}

/// A day on which somebody leaves.
struct Scene<'a> {
    model: &'a Model,
    staffing: &'a Staffing,
    tenures: &'a Tenures,
    rules: &'a Succession,
    day: u32,
    /// Who has which accounts until then.
    now: &'a Holding,
    /// The accounts that each agent owns.
    owned: &'a Lists,
}

impl Scene<'_> {
    fn key(&self, agent: u32) -> u64 {
        self.model.people[self.staffing.agents[agent as usize].person as usize].key
    }

    /// A trained person holds the seat.
    fn is_there(&self, agent: u32) -> bool {
        is_filled(&self.staffing.agents[agent as usize], self.day) && self.tenures.is_on_duty(agent, self.day)
    }

    /// Whether an agent serves any channel of a group.
    fn serves(&self, agent: u32, group: u16) -> bool {
        let member = &self.staffing.agents[agent as usize];
        let channels = self.model.channels.len();
        let of_group = usize::from(group) * channels..(usize::from(group) + 1) * channels;
        self.staffing.teams[usize::from(member.team)].serves[of_group].contains(&true)
            && member.admitted.as_ref().is_none_or(|admitted| admitted[usize::from(group)])
    }

    /// Whether an agent who is there may take an account over: serves it, and does not own it already.
    fn may_take(&self, agent: u32, account: u32) -> bool {
        let group = self.model.accounts[account as usize].group;
        self.serves(agent, group) && !self.now.portfolio.owners.row(account).contains(&agent)
    }

    /// Where the accounts of somebody who leaves go; an account that nobody can take stays with the seat.
    fn moves(&self, leaver: u32) -> Vec<Move> {
        let theirs = self.owned.row(leaver);
        match self.rules.heirs[leaver as usize] {
            Heir::Seat => Vec::new(),
            Heir::Shared => self.shared(leaver, theirs.to_vec()),
            Heir::Named(_) => {
                let to = |account: &u32| {
                    let to = self.named(leaver, *account)?;
                    Some(Move { account: *account, from: leaver, to })
                };
                theirs.iter().filter_map(to).collect()
            }
        }
    }

    /// The first of the named successors, one after the other, who can take an account.
    fn named(&self, leaver: u32, account: u32) -> Option<u32> {
        let mut at = leaver;
        // Successions do not return to their start; the bound is for those that nobody checked.
        for _ in 0..self.rules.heirs.len() {
            let Heir::Named(next) = self.rules.heirs[at as usize] else { return None };
            if next != leaver && self.is_there(next) && self.may_take(next, account) {
                return Some(next);
            }
            at = next;
        }
        None
    }

    /// Heaviest account first, each to the owner of the same shift who then has the least work per hour.
    fn shared(&self, leaver: u32, mut theirs: Vec<u32>) -> Vec<Move> {
        let rules = self.rules;
        let weight = |account: u32| rules.work[account as usize];
        let shift = |agent: u32| self.staffing.agents[agent as usize].shift;
        // Owners who are there, with their work.
        let mut heirs: Vec<(u32, f64)> = (0..self.staffing.agents.len() as u32)
            .filter(|agent| *agent != leaver && shift(*agent) == shift(leaver))
            .filter(|agent| !self.owned.row(*agent).is_empty() && self.is_there(*agent))
            .map(|agent| {
                (agent, self.owned.row(agent).iter().fold(0.0, |sum, account| sum + weight(*account)))
            })
            .collect();
        let accounts = &self.model.accounts;
        theirs.sort_by(|one, other| {
            let by_weight = weight(*other).total_cmp(&weight(*one));
            by_weight.then_with(|| accounts[*one as usize].key.cmp(&accounts[*other as usize].key))
        });
        let mut moves = Vec::new();
        for account in theirs {
            let work = weight(account);
            let per_hour = |(agent, load): &(u32, f64)| (load + work) / rules.hours[*agent as usize];
            let able = heirs.iter_mut().filter(|(agent, _)| self.may_take(*agent, account));
            let least = able.min_by(|one, other| {
                let by_load = per_hour(one).total_cmp(&per_hour(other));
                by_load.then_with(|| (self.key(one.0), one.0).cmp(&(self.key(other.0), other.0)))
            });
            let Some((to, load)) = least else { continue };
            *load += work;
            moves.push(Move { account, from: leaver, to: *to });
        }
        moves
    }
}
