//! Staffings: teams with their people, rules, limits.
//!
//! In: `[staffings]`, groups, people, teams. Out: [`Staffing`]s, their ladders in words, the names of their teams.
//! Must not know: how a ladder is read, by which rule accounts are cut.

use std::collections::BTreeMap;

use super::accounts::Groups;
use super::crews::Crew;
use super::dedicate::Ranks;
use super::moves::Phase;
use super::parts::{Parts, Rules, first_order};
use super::people::People;
use super::reviews::weighed;
use super::{Door, at};
use crate::model::calendar::step_of;
use crate::model::work::work;
use crate::model::{
    Agent, Knowledge, Leave, Limit, LimitOf, Person, Plan, Portfolio, Pull, Push, Rows, Staffing, Team,
    Volume,
};
use crate::random::subject;
use crate::scenario::file::{self, Factor};

/// Staffings, ladders in words, names of teams.
type Staffed = (Vec<Staffing>, Vec<String>, Vec<Vec<String>>);

fn pull(given: file::Pull) -> Pull {
    match given {
        file::Pull::OwnFirst => Pull::OwnFirst,
        file::Pull::LongestWait => Pull::LongestWait,
        file::Pull::Priority(rule) => Pull::Priority { per_second: rule.per_second },
    }
}

impl Door<'_> {
    pub(super) fn staffings(
        &mut self,
        groups: &Groups,
        people: &People,
        volume: &Volume,
        knowledge: Option<&Knowledge>,
    ) -> Staffed {
        let scenario = self.scenario;
        let mut staffings = Vec::new();
        let mut ladders = Vec::new();
        let work = work(&groups.groups, &groups.handle_times, &groups.accounts, volume);
        let ranks = Ranks::new(groups, knowledge, &work, volume);
        self.assume_rules();
        self.check_group_teams();
        self.note_people_never_called();
        self.note_accounts_of_people(people);
        self.note_dates_outside(people);
        for (index, ((name, given), crews)) in scenario.staffings.iter().zip(&people.teams).enumerate() {
            let phases = &people.phases[index];
            let (staffing, words) = self.staffing(
                name,
                given,
                (crews, phases),
                (&work, &ranks, knowledge),
                (groups, volume),
                people,
            );
            staffings.push(staffing);
            ladders.push(words);
        }
        self.check_succession_matters(people, &staffings);
        self.check_deputies_matter(people, &staffings);
        self.refer(&mut staffings, &work, groups, people);
        let names = people.teams.iter().map(|crews| crews.iter().map(|crew| crew.name.clone()).collect());
        (staffings, ladders, names.collect())
    }

    fn staffing(
        &mut self,
        name: &str,
        given: &file::Staffing,
        (crews, phases): (&[Crew], &[Phase]),
        (work, ranks, knowledge): (&[f64], &Ranks<'_>, Option<&Knowledge>),
        (groups, volume): (&Groups, &Volume),
        people: &People,
    ) -> (Staffing, String) {
        let moves = phases.iter().any(|phase| !phase.is_settled());
        self.check_reviewed(name, given, crews, moves);
        let programme = self.programme(name, given, (phases, groups, &people.calendar), knowledge);
        let (agents, teams) = self.seated(given, crews, (groups, volume), people);
        let before = self.problems.len();
        let serves: Vec<Vec<bool>> = teams.iter().map(|team: &Team| team.serves.clone()).collect();
        let laddered = self.laddered(name, given, crews, &serves);
        let dedicated = self.dedicated(name, given, ranks);
        let owned = self.owned_groups(name, given, &laddered.owned, groups, &dedicated);
        let rules = Rules {
            path: at!("staffings", name).to_vec(),
            portfolio: given.portfolio.as_ref(),
            owners: given.owners,
            owners_from: given.owners_from.as_ref(),
            account_teams: given.account_teams,
        };
        let chosen = &dedicated[..];
        let is_first = |agent: u32| agents[agent as usize].has_seat(0);
        let order = first_order(&agents, is_first);
        let parts = Parts {
            name,
            rules,
            agents: &agents,
            teams: &teams,
            crews,
            owned,
            dedicated: chosen,
            work,
            groups,
            people,
            day: 0,
            phases,
            order: &order,
        };
        self.note_portfolio_without_owners(&parts);
        self.note_holidays(name, crews, people, volume);
        if given.push == file::Push::Ranked {
            self.note_ranks(name, &teams);
        }
        let portfolio = self.portfolio(&parts);
        let account_team = self.account_teams(&parts, &portfolio);
        let reorganisations = self.reorganisations(&parts, given, (&portfolio, &account_team));
        let is_reviewed = crews.iter().any(|crew| crew.review.is_some());
        let shares = if is_reviewed { Self::shares(&parts) } else { Vec::new() };
        let later = reorganisations.iter().map(|new| &new.portfolio);
        let portfolios: Vec<&Portfolio> = std::iter::once(&portfolio).chain(later).collect();
        let succession = self.succession(&parts, &portfolios);
        self.check_deputies_of(&parts, &laddered.ladders, &portfolios);
        let staffing = Staffing {
            teams: teams.clone(),
            agents: agents.clone(),
            ladders: laddered.ladders,
            classes: laddered.classes,
            lines: laddered.lines,
            class_of: laddered.class_of,
            follow_up_class_of: laddered.follow_up_class_of,
            dedicated: dedicated.clone(),
            portfolio,
            reference_owners: Rows::default(),
            account_team,
            succession,
            reorganisations,
            shares,
            spending: self.spending(given, &parts, &programme),
            programme,
            push: self.push(name, given.push),
            pull: pull(given.pull),
            limits: self.limits(given),
            settled: Vec::new(),
        };
        if self.problems.len() == before {
            self.check_cover(&parts, &staffing, "ladder");
            self.check_cover_later(&parts, &staffing, given);
        }
        (staffing, laddered.words)
    }

    fn push(&mut self, name: &str, given: file::Push) -> Push {
        match given {
            file::Push::LongestIdle => Push::LongestIdle,
            file::Push::Random => Push::Random,
            file::Push::LeastOccupied => Push::LeastOccupied,
            file::Push::Ranked => Push::Ranked,
            file::Push::MostFamiliar => self.most_familiar(name),
        }
    }

    /// Teams with their people in their seats.
    fn seated(
        &mut self,
        given: &file::Staffing,
        crews: &[Crew],
        (groups, volume): (&Groups, &Volume),
        people: &People,
    ) -> (Vec<Agent>, Vec<Team>) {
        let seats = seats(crews);
        let mut agents = Vec::new();
        let mut teams = Vec::new();
        for (index, crew) in crews.iter().enumerate() {
            let start = agents.len() as u32;
            let first = people.roster_starts[&crew.roster] + seats[index];
            let seated = &people.people[first as usize..(first + crew.count) as usize];
            self.check_presence(crew, seated.iter().any(may_be_away));
            let own = &people.admitted[first as usize..(first + crew.count) as usize];
            let mut admitted = self.admitted(crew, own).into_iter();
            let mut turns: BTreeMap<u16, u32> = BTreeMap::new();
            for number in 0..crew.count {
                let person = first + number;
                let shift = crew.shifts.get(number as usize).copied();
                let turn = shift.map_or(0, |shift| {
                    let seats = turns.entry(shift).or_default();
                    *seats += 1;
                    *seats - 1
                });
                agents.push(Agent {
                    person,
                    team: index as u16,
                    shift,
                    turn,
                    speed: people.people[person as usize].speed,
                    admitted: admitted.next().flatten(),
                    unfilled: people.unfilled[person as usize].then_some(0..people.calendar.days),
                    closed: crew.closed(number, people.calendar.days),
                    leaves: None,
                });
            }
            let mut team = self.team(crew, start..agents.len() as u32);
            team.review = crew.review.as_ref().map(|review| weighed(review, &team.serves, groups, volume));
            if let Some(own) = &given.programme {
                team.factor.iter_mut().for_each(|factor| *factor *= own.handle_time_factor.unwrap_or(1.0));
                team.turnover_factor *= own.turnover_factor.unwrap_or(1.0);
            }
            teams.push(team);
        }
        (agents, teams)
    }

    /// Groups that are owned: named, those with a dedicated account, or those whose ladder names an owner.
    fn owned_groups(
        &mut self,
        name: &str,
        given: &file::Staffing,
        by_ladder: &[bool],
        groups: &Groups,
        dedicated: &[bool],
    ) -> Vec<bool> {
        let mut owned = vec![false; self.scenario.groups.len()];
        if given.dedicate.is_some() {
            for (account, _) in groups.accounts.iter().zip(dedicated).filter(|(_, chosen)| **chosen) {
                owned[usize::from(account.group)] = true;
            }
            return owned;
        }
        let Some(names) = &given.owned else { return by_ladder.to_vec() };
        for (index, group) in names.iter().enumerate() {
            let at = at!("staffings", name, "owned", index);
            if let Some(found) = self.find(&self.scenario.groups, "account group", group, at) {
                owned[found] = true;
            }
        }
        owned
    }

    /// Leave and absence mean something to people with shifts only: nobody may count on them in vain.
    fn check_presence(&mut self, crew: &Crew, away: bool) {
        if !away {
            return;
        }
        let (name, roster) = (&crew.name, &crew.roster);
        if crew.team.agents_per_interval.is_some() {
            let note = "numbers are of people who are there: leave and absence are made up for, at no cost";
            self.assume(&format!("teams.{name}.agents_per_interval"), "people on duty", note, false);
        } else if crew.team.always == Some(true) {
            let message = format!(
                "team `{name}` is always there, but people of roster `{roster}` have leave or absence"
            );
            let help = "give the team shifts, or a roster without leave and absence";
            self.say("presence", &[&crew.path[..], at!("always")].concat(), message, "never away", help);
        }
    }

    pub(super) fn team(&mut self, crew: &Crew, agents: std::ops::Range<u32>) -> Team {
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
            Some(counts) => {
                let open = self.open_between();
                self.check_steps(counts.len(), &[open], &key("agents_per_interval"));
                self.check_grid(&crew.name, (counts, open), &key("agents_per_interval"));
                Plan::PerInterval(self.counts_per_interval(counts))
            }
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
            turnover_factor: crew.team.turnover_factor.unwrap_or(1.0),
            owner_turnover: crew.team.owner_turnover.unwrap_or(1.0),
            review: None,
        }
    }

    /// People per interval of the day from counts for equal steps over the opening hours; nobody outside them.
    fn counts_per_interval(&mut self, counts: &[u32]) -> Vec<u32> {
        let length = self.scenario.run.interval.span().max(1);
        let hours = self.open_between();
        let people = |interval| step_of(interval, length, hours, counts.len()).map_or(0, |step| counts[step]);
        (0..(crate::time::DAY / length) as usize).map(people).collect()
    }

    /// The push rule that needs knowledge.
    fn most_familiar(&mut self, name: &str) -> Push {
        if self.scenario.knowledge.is_none() {
            let message = "nobody is familiar with an account where nothing is known";
            let help = "add [knowledge] (its defaults will do) and measured_under";
            self.say("reference", at!("staffings", name, "push"), message, "needs [knowledge]", help);
        }
        Push::MostFamiliar
    }

    /// The rules that staffings leave at their defaults.
    fn assume_rules(&mut self) {
        for (_, given) in self.scenario.staffings.iter() {
            if given.push == file::Push::LongestIdle {
                let note = "of several free people the one idle longest takes the contact";
                self.assume("staffings.*.push", "longest_idle", note, false);
            }
            if given.pull == file::Pull::OwnFirst {
                let note = "who becomes free takes own contacts first, then those of earlier rungs, then the longest wait";
                self.assume("staffings.*.pull", "own_first", note, false);
            }
            let comes_back = self.scenario.groups.iter().any(|(_, group)| group.follow_up.is_some());
            if comes_back && given.follow_up_first == file::FollowUpFirst::Last {
                let note = "a follow-up tries the person who handled the contact before it";
                self.assume("staffings.*.follow_up_first", "last", note, false);
            }
        }
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

/// Whether a person has any leave or absence.
fn may_be_away(person: &Person) -> bool {
    let leave = match &person.leave {
        Leave::Share(share) => *share > 0.0,
        Leave::Dates(dates) => !dates.is_empty(),
    };
    leave || person.absence.share() > 0.0
}

/// The first seat of each crew in its roster; crews are in the order of their names.
fn seats(crews: &[Crew]) -> Vec<u32> {
    let mut taken: BTreeMap<&str, u32> = BTreeMap::new();
    let mut seats = Vec::with_capacity(crews.len());
    for crew in crews {
        let seat = taken.entry(&crew.roster).or_default();
        seats.push(*seat);
        *seat += crew.count;
    }
    seats
}
