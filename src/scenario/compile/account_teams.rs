//! Which team each account belongs to.
//!
//! In: [`Parts`], who owns what. Out: a team per account. Must not know: whether somebody covers it.

use std::collections::BTreeMap;

use super::crews::in_proportion;
use super::parts::Parts;
use super::{Door, at};
use crate::model::Portfolio;
use crate::model::portfolio::{Piece, cut};
use crate::scenario::file::{self, PortfolioRule};
use crate::scenario::problem::suggestion;

impl Parts<'_> {
    fn team_serves(&self, team: usize, group: u16) -> bool {
        let there = self.teams[team].agents.clone().filter(|agent| self.is_there(*agent));
        there.into_iter().any(|agent| self.agent_serves(agent, group, None))
    }
}

impl Door<'_> {
    /// The team of each account: its owner's, its group's, or dealt out in proportion to the teams' people.
    pub(super) fn account_teams(&mut self, parts: &Parts<'_>, portfolio: &Portfolio) -> Vec<u16> {
        let scenario = self.scenario;
        let rule = parts.rules.account_teams.unwrap_or_default();
        let team_called = |name: &str| parts.crews.iter().position(|crew| crew.name == name);
        let of_group: Vec<Option<usize>> = scenario
            .groups
            .iter()
            .map(|(_, group)| group.team.as_ref().and_then(|team| team_called(team)))
            .collect();
        let mut teams = vec![0; parts.groups.accounts.len()];
        let mut open: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for (account, facts) in parts.groups.accounts.iter().enumerate() {
            match (portfolio.owners.row(account as u32).first(), of_group[usize::from(facts.group)]) {
                (Some(owner), _) => teams[account] = parts.agents[*owner as usize].team,
                (None, Some(team)) => teams[account] = team as u16,
                (None, None) => open.entry(facts.group).or_default().push(account),
            }
        }
        // Only teams that serve the account's group may have it; in the order of their names, not of the file.
        let mut alike: BTreeMap<Vec<u16>, Vec<usize>> = BTreeMap::new();
        for (group, accounts) in open {
            let mut serving: Vec<u16> = (0..parts.crews.len() as u16)
                .filter(|team| parts.team_serves(usize::from(*team), group))
                .collect();
            serving.sort_by_key(|team| &parts.crews[usize::from(*team)].name);
            alike.entry(serving).or_default().extend(accounts);
        }
        let together = matches!(rule, PortfolioRule::Sector | PortfolioRule::Area);
        let dealt = alike.iter().filter(|(serving, _)| serving.len() > 1);
        self.note_teams_without_marks(
            parts,
            &dealt.flat_map(|(_, accounts)| accounts.clone()).collect::<Vec<_>>(),
        );
        for (serving, accounts) in alike {
            let sizes: Vec<(u16, u32)> = serving
                .iter()
                .map(|team| (*team, parts.crews[usize::from(*team)].people_on(parts.day)))
                .collect();
            // One place per person: who gets the account stands for the team.
            let places = in_proportion(&sizes);
            if places.is_empty() {
                continue;
            }
            let pieces: Vec<Piece> = accounts.iter().map(|account| parts.piece(rule, *account)).collect();
            let hours = vec![1.0; places.len()];
            for (account, place) in accounts.iter().zip(cut(&pieces, &hours, together)) {
                teams[*account] = places[place as usize];
            }
        }
        teams
    }

    /// A team that a group names must be somewhere.
    pub(super) fn check_group_teams(&mut self) {
        let scenario = self.scenario;
        let mut known: Vec<&str> = scenario.teams.names();
        for (_, staffing) in scenario.staffings.iter() {
            if let Some(file::Teams::Table(table)) = &staffing.teams {
                known.extend(table.names());
            }
        }
        for (group, facts) in scenario.groups.iter() {
            if let Some(team) = facts.team.as_ref().filter(|team| !known.contains(&team.as_str())) {
                let help = suggestion(team, known.clone());
                let message = format!("there is no team `{team}`");
                self.say("unknown_name", at!("groups", group, "team"), message, "no such team", &help);
            }
        }
    }
}
