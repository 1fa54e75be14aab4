//! Staffings: teams with their people, portfolios, limits.

use std::collections::BTreeMap;

use super::accounts::Groups;
use super::people::{Crew, People};
use super::{Door, at};
use crate::model::portfolio::{Piece, cut};
use crate::model::{Agent, Channel, Limit, LimitOf, Plan, Portfolio, Pull, Push, Rows, Staffing, Team};
use crate::random::subject;
use crate::scenario::file::{self, Factor, PortfolioRule};

/// Staffings, reference owners (as people), ladders in words, names of teams.
type Staffed = (Vec<Staffing>, Rows, Vec<String>, Vec<Vec<String>>);

impl Door<'_> {
    pub(super) fn staffings(&mut self, channels: &[Channel], groups: &Groups, people: &People) -> Staffed {
        let scenario = self.scenario;
        let mut staffings = Vec::new();
        let mut ladders = Vec::new();
        for ((name, given), crews) in scenario.staffings.iter().zip(&people.teams) {
            let (staffing, words) = self.staffing(name, given, crews, channels, groups, people);
            staffings.push(staffing);
            ladders.push(words);
        }
        let reference = match &scenario.reference_owners {
            Some(name) => self.find(&scenario.staffings, "staffing", name, at!("reference_owners")),
            None => staffings.iter().position(|staffing: &Staffing| staffing.portfolio.owners.longest() > 0),
        };
        let owners = reference.map_or_else(Rows::default, |index| {
            let staffing: &Staffing = &staffings[index];
            let rows = (0..groups.accounts.len() as u32).map(|account| {
                let owners = staffing.portfolio.owners.row(account).iter();
                owners.map(|agent| staffing.agents[*agent as usize].person).collect::<Vec<u32>>()
            });
            Rows::new(rows)
        });
        let names = people.teams.iter().map(|crews| crews.iter().map(|crew| crew.name.clone()).collect());
        (staffings, owners, ladders, names.collect())
    }

    fn staffing(
        &mut self,
        name: &str,
        given: &file::Staffing,
        crews: &[Crew],
        channels: &[Channel],
        groups: &Groups,
        people: &People,
    ) -> (Staffing, String) {
        let mut agents = Vec::new();
        let mut teams = Vec::new();
        let mut taken: BTreeMap<&str, u32> = BTreeMap::new();
        for (index, crew) in crews.iter().enumerate() {
            let start = agents.len() as u32;
            let seat = taken.entry(&crew.roster).or_default();
            let first = people.roster_starts[&crew.roster] + *seat;
            for number in 0..crew.count {
                let person = first + number;
                agents.push(Agent {
                    person,
                    team: index as u16,
                    shift: crew.shifts.get(number as usize).copied(),
                    speed: people.people[person as usize].speed,
                });
            }
            *seat += crew.count;
            teams.push(self.team(crew, start..agents.len() as u32));
        }
        let serves: Vec<Vec<bool>> = teams.iter().map(|team: &Team| team.serves.clone()).collect();
        let laddered = self.laddered(name, given, crews, &serves);
        let owned = match &given.owned {
            None => laddered.owned.clone(),
            Some(names) => {
                let mut owned = vec![false; self.scenario.groups.len()];
                for (index, group) in names.iter().enumerate() {
                    let at = at!("staffings", name, "owned", index);
                    if let Some(found) = self.find(&self.scenario.groups, "account group", group, at) {
                        owned[found] = true;
                    }
                }
                owned
            }
        };
        let work = work(channels, groups);
        let portfolio = self.portfolio(name, given, &agents, crews, &owned, &work, groups, people);
        let account_team = self.account_teams(name, given, &agents, crews, &portfolio, &work, groups);
        let staffing = Staffing {
            teams,
            agents,
            ladders: laddered.ladders,
            classes: laddered.classes,
            lines: laddered.lines,
            class_of: laddered.class_of,
            follow_up_class_of: laddered.follow_up_class_of,
            portfolio,
            account_team,
            push: match given.push {
                file::Push::LongestIdle => Push::LongestIdle,
                file::Push::Random => Push::Random,
                file::Push::LeastOccupied => Push::LeastOccupied,
                file::Push::Ranked => Push::Ranked,
            },
            pull: match given.pull {
                file::Pull::OwnFirst => Pull::OwnFirst,
                file::Pull::LongestWait => Pull::LongestWait,
                file::Pull::Priority(rule) => Pull::Priority { per_second: rule.per_second },
            },
            limits: self.limits(given),
        };
        (staffing, laddered.words)
    }

    fn team(&mut self, crew: &Crew, agents: std::ops::Range<u32>) -> Team {
        let scenario = self.scenario;
        let (groups, channels) = (scenario.groups.len(), scenario.channels.len());
        let key = |key: &str| [&crew.path[..], at!(key)].concat();
        let serves = crew.team.serves.clone().unwrap_or_default();
        let chosen = |door: &mut Self, names: &Option<Vec<String>>, part: &str| -> Vec<bool> {
            let table = if part == "groups" { scenario.groups.names() } else { scenario.channels.names() };
            let Some(names) = names else { return vec![true; table.len()] };
            for (index, name) in names.iter().enumerate() {
                let at = [&key("serves")[..], at!(part, index)].concat();
                if !table.contains(&name.as_str()) {
                    let help = crate::scenario::problem::suggestion(name, table.clone());
                    let what = part.trim_end_matches('s');
                    door.say("unknown_name", &at, format!("there is no {what} `{name}`"), "unknown", &help);
                }
            }
            table.iter().map(|known| names.iter().any(|name| name == known)).collect()
        };
        let of_groups = chosen(self, &serves.groups, "groups");
        let of_channels = chosen(self, &serves.channels, "channels");
        let names = scenario.groups.names();
        for (part, given) in [
            ("rank", crew.team.rank.as_ref().map(file::Table::names)),
            (
                "handle_time_factor",
                match &crew.team.handle_time_factor {
                    Some(Factor::Each(table)) => Some(table.names()),
                    _ => None,
                },
            ),
        ] {
            for group in given.into_iter().flatten() {
                let at = [&key(part)[..], at!(group)].concat();
                self.find(&scenario.groups, "account group", group, &at);
            }
        }
        let factor = |group: &str| match &crew.team.handle_time_factor {
            None => 1.0,
            Some(Factor::Same(factor)) => *factor,
            Some(Factor::Each(table)) => table.get(group).copied().unwrap_or(1.0),
        };
        let rank =
            |group: &&str| crew.team.rank.as_ref().and_then(|rank| rank.get(group)).copied().unwrap_or(0);
        let plan = match &crew.team.agents_per_interval {
            Some(counts) => Plan::PerInterval(self.counts_per_interval(counts)),
            None if crew.team.always == Some(true) => Plan::Always,
            None => Plan::Shifts,
        };
        Team {
            key: subject(&crew.name),
            site: crew.site as u16,
            agents,
            plan,
            serves: (0..groups * channels)
                .map(|at| of_groups[at / channels] && of_channels[at % channels])
                .collect(),
            rank: names.iter().map(rank).collect(),
            factor: names.iter().map(|group| factor(group)).collect(),
            owner_factor: crew.team.owner_factor.unwrap_or(1.0),
        }
    }

    /// People per interval of the day from counts for equal steps over the opening hours; nobody outside them.
    fn counts_per_interval(&mut self, counts: &[u32]) -> Vec<u32> {
        let interval = self.scenario.run.interval.span().max(1);
        let weeks = self.weeks().unwrap_or_default();
        let from = weeks.iter().map(|week| week.widest().0).min().unwrap_or(0);
        let to = weeks.iter().map(|week| week.widest().1).max().unwrap_or(crate::time::DAY);
        let intervals = crate::time::DAY / interval;
        (0..intervals)
            .map(|index| {
                let middle = index * interval + interval / 2;
                if middle < from || middle >= to {
                    return 0;
                }
                let place = (middle - from) * counts.len() as i64 / (to - from);
                counts.get(place as usize).copied().unwrap_or(0)
            })
            .collect()
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a portfolio joins people, accounts and the staffing's own words"
    )]
    fn portfolio(
        &mut self,
        name: &str,
        given: &file::Staffing,
        agents: &[Agent],
        crews: &[Crew],
        owned: &[bool],
        work: &[f64],
        groups: &Groups,
        people: &People,
    ) -> Portfolio {
        let mut may_own = vec![given.owners_from.is_none(); crews.len()];
        for (index, team) in given.owners_from.iter().flatten().enumerate() {
            if let Some(found) = crews.iter().position(|crew| crew.name == *team) {
                may_own[found] = true;
            } else {
                let names: Vec<&str> = crews.iter().map(|crew| crew.name.as_str()).collect();
                let help = crate::scenario::problem::suggestion(team, names);
                let at = at!("staffings", name, "owners_from", index);
                self.say("unknown_name", at, format!("there is no team `{team}`"), "no such team", &help);
            }
        }
        let accounts: Vec<usize> = (0..groups.accounts.len())
            .filter(|account| owned[usize::from(groups.accounts[*account].group)])
            .collect();
        let mut owners: Vec<Vec<u32>> = vec![Vec::new(); groups.accounts.len()];
        let mut deputies = owners.clone();
        if accounts.is_empty() {
            return Portfolio { owners: Rows::new(owners), deputies: Rows::new(deputies) };
        }
        if let Some(by_person) = self.explicit(name, given, agents, groups, people) {
            for (agent, account) in by_person {
                owners[account].push(agent);
            }
            return Portfolio { owners: Rows::new(owners), deputies: Rows::new(deputies) };
        }
        let rule = match &given.portfolio {
            Some(file::Portfolio::Rule(rule)) => *rule,
            _ => PortfolioRule::Balanced,
        };
        let pieces: Vec<Piece> = accounts.iter().map(|account| piece(rule, *account, work, groups)).collect();
        let together = matches!(rule, PortfolioRule::Sector | PortfolioRule::Area);
        // One cut per shift among its own owners, or one cut among all.
        let mut by_shift: BTreeMap<Option<u16>, Vec<u32>> = BTreeMap::new();
        for (agent, member) in agents.iter().enumerate() {
            if may_own[usize::from(member.team)] {
                let shift = if given.owners == file::Owners::One { None } else { member.shift };
                by_shift.entry(shift).or_default().push(agent as u32);
            }
        }
        if by_shift.is_empty() {
            let message = format!("staffing `{name}` has owners on its ladder but nobody may own");
            self.say("uncovered", at!("staffings", name, "owners_from"), message, "no owners", "");
        }
        for members in by_shift.values() {
            for (account, owner) in accounts.iter().zip(cut(&pieces, members.len(), together)) {
                owners[*account].push(members[owner as usize]);
                let deputy = members[(owner as usize + 1) % members.len()];
                if deputy != members[owner as usize] {
                    deputies[*account].push(deputy);
                }
            }
        }
        Portfolio { owners: Rows::new(owners), deputies: Rows::new(deputies) }
    }

    /// Owners named in the file: (agent, account).
    fn explicit(
        &mut self,
        name: &str,
        given: &file::Staffing,
        agents: &[Agent],
        groups: &Groups,
        people: &People,
    ) -> Option<Vec<(u32, usize)>> {
        let account_of = |account: &str| groups.account_names.iter().position(|known| known == account);
        let mut rows = Vec::new();
        let mut add =
            |door: &mut Self, agent: u32, accounts: &[String], path: &[crate::scenario::problem::Step]| {
                for (index, account) in accounts.iter().enumerate() {
                    if let Some(found) = account_of(account) {
                        rows.push((agent, found));
                    } else {
                        let known = groups.account_names.iter().map(String::as_str);
                        let help = crate::scenario::problem::suggestion(account, known);
                        let at = [path, at!(index)].concat();
                        door.say(
                            "unknown_name",
                            &at,
                            format!("there is no account `{account}`"),
                            "unknown",
                            &help,
                        );
                    }
                }
            };
        match &given.portfolio {
            Some(file::Portfolio::Rule(PortfolioRule::Explicit)) => {
                for (agent, member) in agents.iter().enumerate() {
                    if let Some(accounts) = people.owned.get(&member.person) {
                        add(self, agent as u32, accounts, at!("rosters"));
                    }
                }
            }
            Some(file::Portfolio::ByPerson(table)) => {
                for (person, accounts) in table.iter() {
                    let at = at!("staffings", name, "portfolio", person);
                    let found =
                        agents.iter().position(|member| people.names[member.person as usize] == person);
                    if let Some(agent) = found {
                        add(self, agent as u32, accounts, at);
                    } else {
                        let known: Vec<&str> = agents
                            .iter()
                            .map(|member| people.names[member.person as usize].as_str())
                            .collect();
                        let help = crate::scenario::problem::suggestion(person, known);
                        let message = format!("nobody called `{person}` works in staffing `{name}`");
                        self.say("unknown_name", at, message, "no such person", &help);
                    }
                }
            }
            _ => return None,
        }
        Some(rows)
    }

    /// The team of each account: its owner's, its group's, or dealt out.
    #[expect(
        clippy::too_many_arguments,
        reason = "teams of accounts follow from portfolios, groups and sizes"
    )]
    fn account_teams(
        &mut self,
        name: &str,
        given: &file::Staffing,
        agents: &[Agent],
        crews: &[Crew],
        portfolio: &Portfolio,
        work: &[f64],
        groups: &Groups,
    ) -> Vec<u16> {
        let rule = given.account_teams.unwrap_or_default();
        let mut teams = vec![u16::MAX; groups.accounts.len()];
        let mut open = Vec::new();
        for (account, facts) in groups.accounts.iter().enumerate() {
            let group = self.scenario.groups.iter().nth(usize::from(facts.group));
            let of_group = group.and_then(|(_, group)| group.team.as_ref());
            let of_group = of_group.and_then(|team| crews.iter().position(|crew| crew.name == *team));
            match (portfolio.owners.row(account as u32).first(), of_group) {
                (Some(owner), _) => teams[account] = agents[*owner as usize].team,
                (None, Some(team)) => teams[account] = team as u16,
                (None, None) => open.push(account),
            }
        }
        for (group, facts) in self.scenario.groups.iter() {
            let known = |team: &String| {
                self.scenario.teams.index(team).is_some()
                    || self.scenario.staffings.iter().any(|(_, staffing)| {
                        matches!(&staffing.teams, Some(file::Teams::Table(table)) if table.index(team).is_some())
                    })
            };
            if let Some(team) = facts.team.as_ref().filter(|team| !known(team)) {
                let help = crate::scenario::problem::suggestion(team, self.scenario.teams.names());
                let message = format!("there is no team `{team}`");
                self.say("unknown_name", at!("groups", group, "team"), message, "no such team", &help);
            }
        }
        // Teams take accounts in proportion to their people: an owner for each person, who stands for the team.
        // Only teams that serve the account's group may have it.
        let mut by_group: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        let serving = |group: u16| -> Vec<u16> {
            let facts = self.scenario.groups.names();
            let name = facts[usize::from(group)];
            let serves = |crew: &Crew| {
                let serves = crew.team.serves.as_ref().and_then(|serves| serves.groups.as_ref());
                serves.is_none_or(|groups| groups.iter().any(|group| group == name))
            };
            (0..crews.len() as u16).filter(|team| serves(&crews[usize::from(*team)])).collect()
        };
        for account in open {
            by_group.entry(groups.accounts[account].group).or_default().push(account);
        }
        let mut alike: BTreeMap<Vec<u16>, Vec<usize>> = BTreeMap::new();
        for (group, accounts) in by_group {
            alike.entry(serving(group)).or_default().extend(accounts);
        }
        let together = matches!(rule, PortfolioRule::Sector | PortfolioRule::Area);
        for (serving, accounts) in alike {
            let slots = slots(&serving, crews);
            if slots.is_empty() {
                for account in &accounts {
                    teams[*account] = 0;
                }
                continue;
            }
            let pieces: Vec<Piece> =
                accounts.iter().map(|account| piece(rule, *account, work, groups)).collect();
            for (account, slot) in accounts.iter().zip(cut(&pieces, slots.len(), together)) {
                teams[*account] = slots[slot as usize];
            }
        }
        let _ = name;
        teams
    }

    fn limits(&self, given: &file::Staffing) -> Vec<Limit> {
        let mut limits =
            vec![Limit { of: LimitOf::Centre, waiting: given.queue_capacity, lines: given.lines }];
        for (index, (_, channel)) in self.scenario.channels.iter().enumerate() {
            let of = LimitOf::Channel(index as u8);
            limits.push(Limit { of, waiting: channel.queue_capacity, lines: channel.lines });
        }
        for (index, (_, group)) in self.scenario.groups.iter().enumerate() {
            let of = LimitOf::Group(index as u16);
            limits.push(Limit { of, waiting: group.queue_capacity, lines: group.lines });
        }
        limits.retain(|limit| limit.waiting.is_some() || limit.lines.is_some());
        limits
    }
}

/// One slot per person of the teams, teams taking turns in proportion to their sizes.
fn slots(serving: &[u16], crews: &[Crew]) -> Vec<u16> {
    let sizes: Vec<u32> = serving.iter().map(|team| crews[usize::from(*team)].count).collect();
    let mut given = vec![0_u32; sizes.len()];
    let mut slots = Vec::new();
    for _ in 0..sizes.iter().sum::<u32>() {
        let behind =
            |index: &usize| (u64::from(given[*index]) * 2 + 1) * 1_000_000 / u64::from(sizes[*index].max(1));
        let Some(next) = (0..sizes.len()).filter(|index| given[*index] < sizes[*index]).min_by_key(behind)
        else {
            break;
        };
        given[next] += 1;
        slots.push(serving[next]);
    }
    slots
}

/// Expected work of each account per ordinary day, in seconds.
fn work(channels: &[Channel], groups: &Groups) -> Vec<f64> {
    let reasons = groups.groups.first().map_or(1, |group| group.follow_up.first().map_or(1, Vec::len));
    let mean = |group: usize, channel: usize| {
        let first = (group * channels.len() + channel) * reasons;
        let mut before = 0.0;
        let mut sum = 0.0;
        for (reason, upto) in groups.groups[group].reasons[channel].iter().enumerate() {
            let values = groups.handle_times[first + reason].mean.values();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            sum += (upto - before) * mean / crate::time::SECOND as f64;
            before = *upto;
        }
        sum
    };
    let means: Vec<Vec<f64>> = (0..groups.groups.len())
        .map(|group| (0..channels.len()).map(|channel| mean(group, channel)).collect())
        .collect();
    let of_account = |account: &crate::model::Account| {
        let rates = account.requests_per_day.iter().zip(&means[usize::from(account.group)]);
        rates.map(|(rate, mean)| rate * mean).sum()
    };
    groups.accounts.iter().map(of_account).collect()
}

fn piece(rule: PortfolioRule, account: usize, work: &[f64], groups: &Groups) -> Piece {
    let facts = &groups.accounts[account];
    let weight = if rule == PortfolioRule::Value { facts.value } else { work[account] };
    let mark = if rule == PortfolioRule::Area { facts.area } else { facts.sector };
    Piece { weight: weight.max(0.0), mark, key: facts.key }
}
