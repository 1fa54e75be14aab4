//! A staffing: one way to staff the desk, compiled.
//!
//! In: the scenario's door. Out: [`Staffing`], everything that an engine needs beside [`super::Model`].
//! Must not know: other staffings, results.

use super::{Agent, Class, Ladder, Line, Portfolio, Rows, Target, Team};

/// Who among several free people takes a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Push {
    /// Who has been idle longest.
    LongestIdle,
    /// Anyone, evenly.
    Random,
    /// Who has worked least today.
    LeastOccupied,
    /// The team's rank for the group, then longest idle.
    Ranked,
    /// Who remembers most of the account, then longest idle.
    MostFamiliar,
}

/// Which of several waiting contacts a freed person takes, within a kind of work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pull {
    /// By the rung through which the person reaches the contact, then longest wait.
    OwnFirst,
    /// Longest wait.
    LongestWait,
    /// Priority + k × seconds waited, highest first.
    Priority {
        /// k, per second.
        per_second: f64,
    },
}

/// Whose contacts a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitOf {
    /// All.
    Centre,
    /// Of a channel.
    Channel(u8),
    /// Of a group.
    Group(u16),
}

/// A bound on contacts waiting, or waiting and in handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Whose.
    pub of: LimitOf,
    /// Waiting contacts, at most.
    pub waiting: Option<u32>,
    /// Waiting and in handling, at most.
    pub lines: Option<u32>,
}

/// One way to staff the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Staffing {
    /// Teams, in order of the scenario; their agents are contiguous and cover `agents`.
    pub teams: Vec<Team>,
    /// Everybody at work.
    pub agents: Vec<Agent>,
    /// Ladders named by classes.
    pub ladders: Vec<Ladder>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Rungs of all classes, class by class.
    pub lines: Vec<Line>,
    /// Class of a first contact or redial: index group × channels + channel; where accounts are dedicated, theirs
    /// stand behind all the others. See [`Staffing::row`].
    pub class_of: Vec<u16>,
    /// Class of a follow-up (tries `last` first): same index.
    pub follow_up_class_of: Vec<u16>,
    /// By account: it was chosen to have the ladder of dedicated accounts; empty where the staffing chooses none.
    pub dedicated: Vec<bool>,
    /// Who owns and who deputises.
    pub portfolio: Portfolio,
    /// By account, as agents: against whom accounts that nobody owns here are measured.
    pub reference_owners: Rows,
    /// Team of each account (owner's, or given): index into `teams`.
    pub account_team: Vec<u16>,
    /// What becomes of the accounts of those who leave; `None`: the next person of the seat has them.
    pub succession: Option<super::Succession>,
    /// What is shared out among whom where reviews decide who is there: portfolios are cut anew whenever seats come or go.
    /// Empty: they are not.
    pub shares: Vec<super::portfolio::Share>,
    /// Portfolios that are cut anew within the run.
    pub reorganisations: Vec<super::Reorganisation>,
    /// What it changes in its own people and accounts.
    pub programme: super::Programme,
    /// What it spends beside the daily work.
    pub spending: super::Spending,
    /// Push rule.
    pub push: Push,
    /// Pull rule.
    pub pull: Pull,
    /// Bounds on waiting.
    pub limits: Vec<Limit>,
    /// What its people have come to know; empty before calibration.
    pub settled: super::knowledge::Settled,
}

impl Staffing {
    /// The owners against whom owner share and absence are measured, as agents, by account.
    pub fn measured_owners(&self) -> Rows {
        let accounts = 0..self.account_team.len() as u32;
        Rows::new(accounts.map(|account| self.measured(account, self.portfolio.owners.row(account))))
    }

    /// Those of an account that these own: its own owners, else the reference owners.
    #[inline]
    pub fn measured<'a>(&'a self, account: u32, owners: &'a [u32]) -> &'a [u32] {
        if owners.is_empty() { self.reference_owners.row(account) } else { owners }
    }

    /// Whether an account has an owner to measure against.
    pub fn has_measured_owner(&self, account: u32) -> bool {
        !self.portfolio.owners.row(account).is_empty() || !self.reference_owners.row(account).is_empty()
    }

    /// Whether some seat is not there throughout, or may not be.
    pub fn seats_come_and_go(&self) -> bool {
        self.agents.iter().any(|agent| !agent.closed.is_empty())
            || self.teams.iter().any(|team| team.review.is_some())
    }

    /// Row of an account's contacts in the tables of classes, from that of its group and channel.
    #[inline]
    pub fn row(&self, account: u32, of_group: usize) -> usize {
        if self.dedicated.get(account as usize) == Some(&true) {
            of_group + self.class_of.len() / 2
        } else {
            of_group
        }
    }

    /// The teams that a rung stands for, of an account that has this team; none where it stands for people by name, or for
    /// whoever was last.
    pub fn teams_reached(&self, target: Target, own: u16) -> impl Iterator<Item = u16> {
        let site_of = |team: u16| self.teams[usize::from(team)].site;
        let is_reached = move |team: &u16| match target {
            Target::Team => *team == own,
            Target::TeamNamed(named) => *team == named,
            Target::Site => site_of(*team) == site_of(own),
            Target::SiteNamed(site) => site_of(*team) == site,
            Target::Anyone => true,
            Target::Owner | Target::Deputy | Target::Last => false,
        };
        (0..self.teams.len() as u16).filter(is_reached)
    }

    /// The site of an agent: index into [`super::Model::sites`].
    #[inline]
    pub fn site_of(&self, agent: u32) -> usize {
        let team = self.agents[agent as usize].team;
        usize::from(self.teams[usize::from(team)].site)
    }

    /// Whether an agent may serve contacts of a class and group.
    #[inline]
    pub fn may_serve(&self, agent: u32, class: u16, group: u16) -> bool {
        let member = &self.agents[agent as usize];
        self.classes[usize::from(class)].served_by[usize::from(member.team)]
            && member.admitted.as_ref().is_none_or(|admitted| admitted[usize::from(group)])
    }
}
