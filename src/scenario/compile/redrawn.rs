//! What cannot be asked of a desk that is another one in every replication.
//!
//! In: the whole file. Out: keys that name an account or a person, as problems. Must not know: how a desk is drawn.

use super::{Door, at};
use crate::scenario::file::{Accounts, Population, Portfolio, PortfolioRule, Scope};
use crate::scenario::problem::Step;

impl Door<'_> {
    /// Accounts and people that are drawn anew have no names of their own to be known by.
    pub(super) fn check_redrawn(&mut self) {
        let scenario = self.scenario;
        if !matches!(scenario.population, Population::Redrawn(_)) {
            return;
        }
        let note = "every replication draws another desk of this kind: intervals hold for the kind, not for one desk";
        self.assume("population", "redrawn", note, false);
        if scenario.demand.trace.is_some() {
            self.needs_one_desk(at!("demand", "trace"), "a log is that of one desk");
        }
        if scenario.knowledge.is_some() {
            self.needs_one_desk(at!("knowledge"), "knowledge is about who knows which account");
        }
        if scenario.satisfaction.is_some() {
            self.needs_one_desk(at!("satisfaction"), "satisfaction is about what single accounts are worth");
        }
        if scenario.measured_under.is_some() {
            self.needs_one_desk(at!("measured_under"), "figures are measured under a staffing of one desk");
        }
        for (name, group) in scenario.groups.iter() {
            if !matches!(group.accounts, Accounts::Count(_)) {
                let message = format!("the accounts of group `{name}` have names");
                self.needs_one_desk(at!("groups", name, "accounts"), &message);
            }
        }
        for (name, roster) in scenario.rosters.iter() {
            if roster.people.is_some() {
                let message = format!("the people of roster `{name}` have names");
                self.needs_one_desk(at!("rosters", name, "people"), &message);
            }
            if roster.unfilled.is_some() {
                let message = format!("roster `{name}` names the seats without a person");
                self.needs_one_desk(at!("rosters", name, "unfilled"), &message);
            }
        }
        for (name, staffing) in scenario.staffings.iter() {
            let names_owners = |portfolio: &Option<Portfolio>| {
                matches!(portfolio, Some(Portfolio::ByPerson(_) | Portfolio::Rule(PortfolioRule::Explicit)))
            };
            let message = format!("staffing `{name}` says who owns which account");
            if names_owners(&staffing.portfolio) {
                self.needs_one_desk(at!("staffings", name, "portfolio"), &message);
            }
            if staffing.reorganisation.as_ref().is_some_and(|new| names_owners(&new.portfolio)) {
                self.needs_one_desk(at!("staffings", name, "reorganisation", "portfolio"), &message);
            }
        }
        for (name, goal) in scenario.goals.iter() {
            if matches!(goal.scope, Scope::Account | Scope::Portfolio) {
                let message = format!("goal `{name}` is about the worst of a desk's accounts or portfolios");
                self.needs_one_desk(at!("goals", name, "scope"), &message);
            }
        }
    }

    fn needs_one_desk(&mut self, path: &[Step], what: &str) {
        let message = format!("{what}, and population = \"redrawn\" draws another desk in every replication");
        self.say("population", path, message, "needs one desk", "population = 1");
    }
}
