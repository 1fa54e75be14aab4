//! What portfolios of a staffing are made of: who may own, who is there, in which order they are looked at.
//!
//! In: a staffing's people, teams, groups and rules. Out: [`Parts`], which every step of its portfolios looks at. Must not
//! know: who owns what.

use super::accounts::Groups;
use super::crews::Crew;
use super::moves::Phase;
use super::people::People;
use crate::model::{Agent, Leave, Team};
use crate::scenario::file::{self, PortfolioRule};
use crate::scenario::problem::Step;
use crate::time::{HOUR, Span};

/// How a staffing's portfolios are made, and where that is said.
#[derive(Clone)]
pub(super) struct Rules<'a> {
    pub(super) path: Vec<Step>,
    pub(super) portfolio: Option<&'a file::Portfolio>,
    pub(super) owners: Option<file::Owners>,
    pub(super) owners_from: Option<&'a Vec<String>>,
    pub(super) account_teams: Option<PortfolioRule>,
}

/// What portfolios of a staffing are made of.
pub(super) struct Parts<'a> {
    pub(super) name: &'a str,
    pub(super) rules: Rules<'a>,
    pub(super) agents: &'a [Agent],
    pub(super) teams: &'a [Team],
    pub(super) crews: &'a [Crew],
    /// Groups that are owned.
    pub(super) owned: Vec<bool>,
    /// By account: whether it was chosen to be dedicated; then only such accounts have owners. Empty: nobody chose.
    pub(super) dedicated: &'a [bool],
    /// Expected work of each account.
    pub(super) work: &'a [f64],
    pub(super) groups: &'a Groups,
    pub(super) people: &'a People,
    /// Day of the run that is looked at: only seats that are there on it count.
    pub(super) day: u32,
    /// The moves that led to this staffing.
    pub(super) phases: &'a [Phase],
    /// Those whose seats are there, in the order in which accounts are cut among them.
    pub(super) order: &'a [u32],
}

/// The order of the first day's cut: of rosters and seats, whatever the order of teams.
pub(super) fn first_order(agents: &[Agent], owns: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..agents.len() as u32).filter(|agent| owns(*agent)).collect();
    order.sort_by_key(|agent| agents[*agent as usize].person);
    order
}

/// The order of a later cut: whoever comes takes the place of somebody of the same shift who goes, so that as few
/// accounts as can be change hands; the others come last.
pub(super) fn next_order(agents: &[Agent], before: &[u32], owns: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut newcomers = first_order(agents, |agent| owns(agent) && !before.contains(&agent));
    let shift = |agent: u32| agents[agent as usize].shift;
    let mut order = Vec::new();
    for agent in before {
        if owns(*agent) {
            order.push(*agent);
        } else if let Some(at) = newcomers.iter().position(|one| shift(*one) == shift(*agent)) {
            order.push(newcomers.remove(at));
        }
    }
    order.extend(newcomers);
    order
}

impl Parts<'_> {
    /// Whether the rules let an agent own accounts.
    pub(super) fn may_own(&self, agent: u32) -> bool {
        let crew = &self.crews[usize::from(self.agents[agent as usize].team)];
        crew.hands_over || self.rules.owners_from.is_none_or(|teams| teams.contains(&crew.name))
    }

    /// Whether there is such a seat on the day looked at.
    pub(super) fn is_there(&self, agent: u32) -> bool {
        let team = usize::from(self.agents[agent as usize].team);
        agent - self.teams[team].agents.start < self.crews[team].people_on(self.day)
    }

    /// Whether whoever holds the seat may own accounts on a day.
    pub(super) fn owns_on(&self, agent: u32, day: u32) -> bool {
        let team = usize::from(self.agents[agent as usize].team);
        agent - self.teams[team].agents.start < self.crews[team].owners_on(day)
    }

    pub(super) fn agent_serves(&self, agent: u32, group: u16, channel: Option<usize>) -> bool {
        let member = &self.agents[agent as usize];
        let serves = &self.teams[usize::from(member.team)].serves;
        let channels = serves.len() / self.owned.len();
        let of_group = &serves[usize::from(group) * channels..][..channels];
        let served = channel.map_or_else(|| of_group.iter().any(|yes| *yes), |channel| of_group[channel]);
        served && member.admitted.as_ref().is_none_or(|admitted| admitted[usize::from(group)])
    }

    /// Hours that a person is expected to be there in an ordinary week; 1 where no shift says it.
    pub(super) fn present_hours(&self, agent: u32) -> f64 {
        let member = &self.agents[agent as usize];
        let Some(shift) = member.shift else { return 1.0 };
        let shift = &self.people.shifts[usize::from(shift)];
        let rests: Span = shift.breaks.iter().map(|rest| rest.length).sum();
        let hours: Span = shift.hours.iter().flatten().map(|(from, to)| (to - from - rests).max(0)).sum();
        let person = &self.people.people[member.person as usize];
        let leave = match person.leave {
            Leave::Share(share) => share,
            Leave::Dates(_) => 0.0,
        };
        (hours as f64 / HOUR as f64 * (1.0 - leave) * (1.0 - person.absence.share())).max(1e-3)
    }
}
