//! The reference table: who counts as the owner of an account that a staffing owns itself nobody for.
//!
//! In: compiled staffings with their portfolios, the one that is referred to. Out: reference owners of each staffing, as
//! its agents. Must not know: what is measured against them.

use std::collections::BTreeMap;

use super::accounts::Groups;
use super::parts::{Parts, Rules, first_order};
use super::people::People;
use super::{Door, at};
use crate::model::{Portfolio, Rows, Staffing};
use crate::scenario::file::{Portfolio as Rule, PortfolioRule};

impl Door<'_> {
    /// Gives every staffing its reference owners: those of the staffing referred to where all of them work here, so that
    /// the same person is meant in both; else the same accounts, cut by the same rule among the people of this staffing.
    /// Without the second a flow of fewer people would be measured against owners who do not work in it, and its owner
    /// share would be below that of chance.
    pub(super) fn refer(
        &mut self,
        staffings: &mut [Staffing],
        work: &[f64],
        groups: &Groups,
        people: &People,
    ) {
        let Some(reference) = self.reference(staffings) else { return };
        let as_people = {
            let staffing = &staffings[reference];
            let person = |agent: &u32| staffing.agents[*agent as usize].person;
            let row = |account| staffing.portfolio.owners.row(account).iter().map(person).collect();
            (0..groups.accounts.len() as u32).map(row).collect::<Vec<Vec<u32>>>()
        };
        for (index, staffing) in staffings.iter_mut().enumerate() {
            let agents = staffing.agents.iter().enumerate();
            let agent_of: BTreeMap<u32, u32> =
                agents.map(|(agent, member)| (member.person, agent as u32)).collect();
            let here = |row: &Vec<u32>| row.iter().map(|person| agent_of.get(person).copied()).collect();
            let rows: Option<Vec<Vec<u32>>> = as_people.iter().map(here).collect();
            staffing.reference_owners = match rows {
                Some(rows) => Rows::new(rows),
                None => self.cut_as(reference, (index, staffing), &as_people, (work, groups, people)),
            };
        }
    }

    /// The staffing that is referred to: the one named, else the first with owners.
    fn reference(&mut self, staffings: &[Staffing]) -> Option<usize> {
        let has_owners = |staffing: &Staffing| staffing.portfolio.owners.longest() > 0;
        let scenario = self.scenario;
        let Some(name) = &scenario.reference_owners else { return staffings.iter().position(has_owners) };
        let found = self.find(&scenario.staffings, "staffing", name, at!("reference_owners"))?;
        if !has_owners(&staffings[found]) {
            let message = format!("staffing `{name}` has no owners to refer to");
            let help = "name one whose ladder has owner, deputy or message";
            self.say("reference", at!("reference_owners"), message, "no owners", help);
        }
        Some(found)
    }

    /// The accounts that have owners in the staffing referred to, and none in this one, cut among this one's people of
    /// the first day. Owners named by hand are no rule for other people: these get equal work.
    fn cut_as(
        &self,
        reference: usize,
        (index, staffing): (usize, &Staffing),
        referred: &[Vec<u32>],
        (work, groups, people): (&[f64], &Groups, &People),
    ) -> Rows {
        let scenario = self.scenario;
        let names = scenario.staffings.names();
        let Some((_, given)) = scenario.staffings.iter().nth(reference) else { return Rows::default() };
        let rule = given
            .portfolio
            .as_ref()
            .filter(|rule| matches!(rule, Rule::Rule(rule) if *rule != PortfolioRule::Explicit));
        let owned = |account: &usize| {
            !referred[*account].is_empty() && staffing.portfolio.owners.row(*account as u32).is_empty()
        };
        let mut owned_groups = vec![false; groups.groups.len()];
        let accounts: Vec<bool> = (0..groups.accounts.len()).map(|account| owned(&account)).collect();
        for (account, facts) in groups.accounts.iter().enumerate() {
            owned_groups[usize::from(facts.group)] |= accounts[account];
        }
        let is_first = |agent: u32| staffing.agents[agent as usize].has_seat(0);
        let order = first_order(&staffing.agents, is_first);
        let parts = Parts {
            name: names[index],
            rules: Rules {
                path: at!("staffings", names[index]).to_vec(),
                portfolio: rule,
                owners: given.owners,
                owners_from: None,
                account_teams: None,
            },
            agents: &staffing.agents,
            teams: &staffing.teams,
            crews: &people.teams[index],
            owned: owned_groups,
            dedicated: &accounts,
            work,
            groups,
            people,
            day: 0,
            phases: &people.phases[index],
            order: &order,
        };
        Portfolio::cut(groups.accounts.len(), &Self::shares(&parts), |agent| order.contains(&agent)).owners
    }
}
