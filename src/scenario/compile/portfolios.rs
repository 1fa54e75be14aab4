//! Portfolios: who owns, who deputises, which team an account belongs to, and whether somebody covers it.

use std::collections::BTreeMap;

use super::accounts::Groups;
use super::crews::{Crew, in_proportion};
use super::moves::Phase;
use super::people::People;
use super::reach::Rungs;
use super::{Door, at};
use crate::math::counted;
use crate::model::portfolio::{Piece, Share, cut, tidied_deputies};
use crate::model::{Agent, Leave, NONE, Portfolio, Rows, Staffing, Target, Team, Volume};
use crate::scenario::file::{self, PortfolioRule};
use crate::scenario::problem::{Step, suggestion};
use crate::time::{HOUR, Span};

/// How a staffing's portfolios are made, and where that is said.
#[derive(Clone)]
pub(super) struct Rules<'a> {
    pub(super) path: Vec<Step>,
    pub(super) portfolio: Option<&'a file::Portfolio>,
    pub(super) owners: file::Owners,
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

    fn team_serves(&self, team: usize, group: u16) -> bool {
        let there = self.teams[team].agents.clone().filter(|agent| self.is_there(*agent));
        there.into_iter().any(|agent| self.agent_serves(agent, group, None))
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
            let mut by_shift: BTreeMap<Option<u16>, Vec<u32>> = BTreeMap::new();
            for agent in members {
                let shift = self.agents[agent as usize].shift;
                let shift = if self.rules.owners == file::Owners::One { None } else { shift };
                by_shift.entry(shift).or_default().push(agent);
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

    fn piece(&self, rule: PortfolioRule, account: usize) -> Piece {
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
        Portfolio::cut(groups.accounts.len(), &parts.shares(rule), |_| true)
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

    /// Somebody must cover every account on every channel that it uses.
    pub(super) fn check_cover(&mut self, parts: &Parts<'_>, staffing: &Staffing, blamed: &str) {
        let scenario = self.scenario;
        let channels = scenario.channels.len();
        let mut bare: BTreeMap<(u16, usize), (usize, usize)> = BTreeMap::new();
        let mut rungs_seen = Rungs::default();
        for (account, facts) in parts.groups.accounts.iter().enumerate() {
            for channel in 0..channels {
                let row = usize::from(facts.group) * channels + channel;
                if !self.asked[row] {
                    continue;
                }
                let class =
                    &staffing.classes[usize::from(staffing.class_of[staffing.row(account as u32, row)])];
                let serves = |agents: &[u32]| {
                    agents.iter().any(|agent| {
                        parts.is_there(*agent) && parts.agent_serves(*agent, facts.group, Some(channel))
                    })
                };
                // Somebody of the team is there who is admitted.
                let somebody = |team: usize| {
                    let mut agents = parts.teams[team].agents.clone();
                    agents.any(|agent| serves(&[agent]))
                };
                let served: Vec<bool> =
                    (0..staffing.teams.len()).map(|team| class.served_by[team] && somebody(team)).collect();
                let team = usize::from(staffing.account_team[account]);
                let site = staffing.teams[team].site;
                let at_site = |site: u16| {
                    staffing.teams.iter().zip(&served).any(|(team, serves)| *serves && team.site == site)
                };
                let reaches = |target: &Target| match target {
                    Target::Owner => serves(staffing.portfolio.owners.row(account as u32)),
                    Target::Deputy => serves(staffing.portfolio.deputies.row(account as u32)),
                    Target::Team => served[team],
                    Target::TeamNamed(team) => served[usize::from(*team)],
                    Target::Site => at_site(site),
                    Target::SiteNamed(site) => at_site(*site),
                    Target::Anyone => served.contains(&true),
                    Target::Last => false,
                };
                let rungs = &staffing.ladders[usize::from(class.ladder)].rungs;
                for (index, rung) in rungs.iter().enumerate() {
                    let place = (class.ladder, index);
                    if rung.when_idle > 1 && !rungs_seen.is_in_reach(place) {
                        let people = parts.people_of(rung, staffing, (account, channel), &class.served_by);
                        rungs_seen.add(place, rung, people);
                    }
                }
                if !rungs.iter().any(|rung| rung.message.is_some() || rung.to.iter().any(reaches)) {
                    bare.entry((facts.group, channel)).or_insert((account, 0)).1 += 1;
                }
            }
        }
        if parts.day == 0 {
            self.note_rungs_out_of_reach(parts.name, staffing, &rungs_seen);
        }
        for ((group, channel), (first, count)) in bare {
            let (group, channel) =
                (scenario.groups.names()[usize::from(group)], scenario.channels.names()[channel]);
            let from = match parts.day {
                0 => String::new(),
                day => format!(" from {} on", parts.people.calendar.date(day)),
            };
            let message = format!(
                "in staffing `{}` nobody covers {channel} contacts of {} of group `{group}`{from}, such as `{}`",
                parts.name,
                counted(count, "account", "accounts"),
                parts.groups.account_names[first]
            );
            let help =
                "give them an owner, or end their ladder in a rung that somebody serves, such as \"anyone\"";
            let at = [&parts.rules.path[..], at!(blamed)].concat();
            self.say("uncovered", &at, message, "accounts that nobody covers", help);
        }
    }
}

/// Mean handle time of a group's contacts over a channel, in seconds, over reasons and intervals.
pub(super) fn mean_handle_time(groups: &Groups, channels: usize, group: usize, channel: usize) -> f64 {
    let reasons = groups.groups.first().map_or(1, |group| group.follow_up.first().map_or(1, Vec::len));
    let first = (group * channels + channel) * reasons;
    let mut before = 0.0;
    let mut sum = 0.0;
    for (reason, upto) in groups.groups[group].reasons[channel].iter().enumerate() {
        let values = groups.handle_times[first + reason].mean.values();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        sum += (upto - before) * mean / crate::time::SECOND as f64;
        before = *upto;
    }
    sum
}

/// Expected work of each account per ordinary day in seconds; from the log's contacts where there is one.
pub(super) fn work(channels: usize, groups: &Groups, volume: &Volume) -> Vec<f64> {
    let means: Vec<Vec<f64>> = (0..groups.groups.len())
        .map(|group| {
            (0..channels).map(|channel| mean_handle_time(groups, channels, group, channel)).collect()
        })
        .collect();
    if let Some(log) = &volume.trace {
        let mut work = vec![0.0; groups.accounts.len()];
        for row in log.rows.iter().filter(|row| row.account != NONE) {
            let account = row.account as usize;
            let group = usize::from(groups.accounts[account].group);
            work[account] += row.handle_time.unwrap_or(means[group][usize::from(row.channel)]);
        }
        return work;
    }
    let of_account = |account: &crate::model::Account| {
        let rates = account.requests_per_day.iter().zip(&means[usize::from(account.group)]);
        rates.map(|(rate, mean)| rate * mean).sum()
    };
    groups.accounts.iter().map(of_account).collect()
}
