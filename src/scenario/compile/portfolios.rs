//! Portfolios: whose each account is, as the file says or a rule cuts it.
//!
//! In: [`Parts`]. Out: a [`Portfolio`]. Must not know: which team an account belongs to, whether somebody covers it.

use std::collections::BTreeMap;

use super::parts::{Parts, first_order};
use super::{Door, at};
use crate::model::portfolio::{Piece, Share, tidied_deputies};
use crate::model::{Agent, Portfolio, Rows};
use crate::scenario::file::{self, PortfolioRule};
use crate::scenario::problem::{Step, suggestion};

impl Parts<'_> {
    /// Accounts whose groups the same people may own are cut together: per shift, or among all.
    fn shares(&self, rule: PortfolioRule) -> Vec<Share> {
        let together = matches!(rule, PortfolioRule::Sector | PortfolioRule::Area);
        let mut alike: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        for group in (0..self.owned.len()).filter(|group| self.owned[*group]) {
            let may = |agent: &u32| self.may_own(*agent) && self.agent_serves(*agent, group as u16, None);
            let members: Vec<u32> = self.order.iter().copied().filter(may).collect();
            let accounts = self.groups.accounts.iter().enumerate();
            let of_group = accounts.filter(|(index, account)| {
                usize::from(account.group) == group && self.dedicated.get(*index) != Some(&false)
            });
            alike.entry(members).or_default().extend(of_group.map(|(index, _)| index));
        }
        let named = self.named_deputies();
        let mut shares = Vec::new();
        for (members, accounts) in alike {
            // In the order of their names: whose owner is the first decides whose team has an account.
            let mut by_shift: BTreeMap<Option<(&str, u16)>, Vec<u32>> = BTreeMap::new();
            for agent in members {
                let shift = self.agents[agent as usize].shift;
                let shift = if self.rules.owners == Some(file::Owners::One) { None } else { shift };
                let named = |shift: u16| (self.people.shift_names[usize::from(shift)].as_str(), shift);
                by_shift.entry(shift.map(named)).or_default().push(agent);
            }
            for members in by_shift.into_values() {
                shares.push(Share {
                    deputies: members.iter().map(|agent| named[*agent as usize]).collect(),
                    hours: members.iter().map(|agent| self.present_hours(*agent)).collect(),
                    members,
                    accounts: accounts.iter().map(|account| *account as u32).collect(),
                    pieces: accounts.iter().map(|account| self.piece(rule, *account)).collect(),
                    together,
                });
            }
        }
        shares
    }

    /// An account as it is cut or dealt out by a rule.
    pub(super) fn piece(&self, rule: PortfolioRule, account: usize) -> Piece {
        let facts = &self.groups.accounts[account];
        let weight = if rule == PortfolioRule::Value { facts.value } else { self.work[account] };
        let mark = if rule == PortfolioRule::Area { facts.area } else { facts.sector };
        Piece { weight: weight.max(0.0), mark, key: facts.key }
    }
}

impl Door<'_> {
    pub(super) fn portfolio(&mut self, parts: &Parts<'_>) -> Portfolio {
        let (given, groups) = (&parts.rules, parts.groups);
        for (index, team) in given.owners_from.into_iter().flatten().enumerate() {
            if !parts.crews.iter().any(|crew| crew.name == *team) {
                let names: Vec<&str> = parts.crews.iter().map(|crew| crew.name.as_str()).collect();
                let at = [&given.path[..], at!("owners_from", index)].concat();
                let message = format!("there is no team `{team}`");
                self.say("unknown_name", &at, message, "no such team", &suggestion(team, names));
            }
        }
        let mut owners: Vec<Vec<u32>> = vec![Vec::new(); groups.accounts.len()];
        let mut deputies = owners.clone();
        if !parts.owned.iter().any(|owned| *owned) {
            return Portfolio {
                owners: Rows::new(owners),
                deputies: Rows::new(deputies),
                ..Portfolio::default()
            };
        }
        let named = parts.named_deputies();
        if let Some(by_person) = self.explicit(parts) {
            for (agent, account) in by_person.into_iter().filter(|(agent, _)| parts.order.contains(agent)) {
                owners[account].push(agent);
                deputies[account].extend(named[agent as usize]);
            }
            let deputies = Rows::new(tidied_deputies(&owners, deputies));
            return Portfolio { owners: Rows::new(owners), deputies, ..Portfolio::default() };
        }
        let rule = if let Some(file::Portfolio::Rule(rule)) = given.portfolio {
            *rule
        } else {
            let note = "owners get equal work per hour present";
            self.assume("staffings.*.portfolio", "balanced", note, false);
            PortfolioRule::Balanced
        };
        self.note_rule_without_marks(parts, rule);
        let portfolio = Portfolio::cut(groups.accounts.len(), &parts.shares(rule), |_| true);
        self.assume_owners(parts, &portfolio);
        portfolio
    }

    /// "Their own person" is several people where there are several shifts: nobody may take that for one.
    fn assume_owners(&mut self, parts: &Parts<'_>, portfolio: &Portfolio) {
        let accounts = 0..parts.groups.accounts.len() as u32;
        let most = accounts.map(|account| portfolio.owners.row(account).len()).max().unwrap_or(0);
        if parts.rules.owners.is_none() && most > 1 {
            let note = "an account has an owner in every shift of those who may own it, not a single person (that is \"one\")";
            self.assume("staffings.*.owners", "per shift", note, false);
        }
    }

    /// What is shared out among whom if all seats are there, where a rule cuts portfolios.
    pub(super) fn shares(parts: &Parts<'_>) -> Vec<Share> {
        let rule = match parts.rules.portfolio {
            Some(file::Portfolio::Rule(rule)) => *rule,
            _ => PortfolioRule::Balanced,
        };
        let order = first_order(parts.agents, |_| true);
        Parts { rules: parts.rules.clone(), owned: parts.owned.clone(), order: &order, ..*parts }.shares(rule)
    }

    /// Owners named in the file: (agent, account); `None` where a rule deals accounts out.
    fn explicit(&mut self, parts: &Parts<'_>) -> Option<Vec<(u32, usize)>> {
        let names = &parts.people.names;
        let before = self.problems.len();
        let mut given: Vec<(u32, &[String], Vec<Step>)> = Vec::new();
        match parts.rules.portfolio {
            Some(file::Portfolio::Rule(PortfolioRule::Explicit)) => {
                for (agent, member) in parts.agents.iter().enumerate() {
                    if let Some((accounts, path)) = parts.people.owned.get(&member.person) {
                        given.push((agent as u32, accounts, path.clone()));
                    }
                }
            }
            Some(file::Portfolio::ByPerson(table)) => {
                for (person, accounts) in table.iter() {
                    let at = [&parts.rules.path[..], at!("portfolio", person)].concat();
                    let here = |member: &Agent| names[member.person as usize] == person;
                    if let Some(agent) = parts.agents.iter().position(here) {
                        given.push((agent as u32, accounts, at));
                    } else {
                        let working =
                            parts.agents.iter().map(|member| names[member.person as usize].as_str());
                        let help = suggestion(person, working.collect::<Vec<&str>>());
                        let message = format!("nobody called `{person}` works in staffing `{}`", parts.name);
                        self.say("unknown_name", &at, message, "no such person", &help);
                    }
                }
            }
            _ => return None,
        }
        let known: BTreeMap<&str, usize> = parts
            .groups
            .account_names
            .iter()
            .enumerate()
            .map(|(index, name)| (name.as_str(), index))
            .collect();
        if self.problems.len() == before && given.iter().all(|(_, accounts, _)| accounts.is_empty()) {
            let message = format!("nobody who works in staffing `{}` is said to own an account", parts.name);
            let help =
                "give people `accounts`, write portfolio = { NAME = [\"ACCOUNT\", …] }, or take another rule";
            let at = [&parts.rules.path[..], at!("portfolio")].concat();
            self.say("portfolio", &at, message, "no accounts", help);
        }
        let mut rows = Vec::new();
        for (agent, accounts, path) in given {
            for account in accounts {
                if let Some(found) = known.get(account.as_str()) {
                    rows.push((agent, *found));
                } else {
                    let help = suggestion(account, known.keys().copied());
                    self.say(
                        "unknown_name",
                        &path,
                        format!("there is no account `{account}`"),
                        "unknown",
                        &help,
                    );
                }
            }
        }
        Some(rows)
    }
}
