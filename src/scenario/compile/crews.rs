//! Crews: the teams of each staffing, with their people counted and their shifts dealt out.
//!
//! In: `[teams]` and those of a staffing, rosters, shifts, sites. Out: [`Crew`]s, with the shift of every seat and
//! the days on which it is there. Must not know: who sits in a seat, who owns what.

use std::ops::Range;

use super::seats::counted_by_waves;
use super::sites::Places;
use super::{Door, at};
use crate::model::seats::{closed, people_on};
use crate::model::{Calendar, Review, Step};
use crate::scenario::file::{Agents, Staffing, Team, Teams};
use crate::scenario::problem::{Step as Way, suggestion};

/// A team of a staffing, resolved as far as its people.
#[derive(Debug, Clone)]
pub(super) struct Crew {
    pub(super) name: String,
    pub(super) team: Team,
    /// Path of the table to blame.
    pub(super) path: Vec<Way>,
    pub(super) site: usize,
    pub(super) roster: String,
    /// The shift of each of its people; empty under a plan without shifts.
    pub(super) shifts: Vec<u16>,
    /// How many people, at most.
    pub(super) count: u32,
    /// How many are there from which day of the run on, the first day first.
    pub(super) steps: Vec<Step>,
    /// How many of them may own accounts: those who hand over do no more once the others are there.
    pub(super) owning: Vec<Step>,
    /// Reviews that decide how many people are there; the work of groups is weighed later.
    pub(super) review: Option<Review>,
    /// It is there only to hand over.
    pub(super) hands_over: bool,
}

impl Crew {
    /// A team of which nothing is known but its name and what stands in its table.
    fn without_people(name: String, team: Team, path: Vec<Way>) -> Self {
        Self {
            name,
            team,
            path,
            site: 0,
            roster: String::new(),
            shifts: Vec::new(),
            count: 0,
            steps: Vec::new(),
            owning: Vec::new(),
            review: None,
            hands_over: false,
        }
    }

    /// How many people are there on a day.
    pub(super) fn people_on(&self, day: u32) -> u32 {
        people_on(&self.steps, day)
    }

    /// How many of them may own accounts on a day.
    pub(super) fn owners_on(&self, day: u32) -> u32 {
        people_on(&self.owning, day)
    }

    /// Days of a run on which there is no seat with this number, counted from 0.
    pub(super) fn closed(&self, number: u32, days: u32) -> Vec<Range<u32>> {
        closed(&self.steps, number, days)
    }
}

/// People of a team, at most: the bound of a plain count in the file.
const MOST_PEOPLE: u64 = 100_000;

impl Door<'_> {
    /// The teams of a staffing with their people counted.
    pub(super) fn crews(
        &mut self,
        name: &str,
        staffing: &Staffing,
        places: &mut Places,
        calendar: &Calendar,
    ) -> Vec<Crew> {
        let scenario = self.scenario;
        let mut all: Vec<(String, Team, Vec<Way>)> = Vec::new();
        for (team, keys) in scenario.teams.iter() {
            all.push((team.into(), keys.clone(), at!("teams", team).to_vec()));
        }
        let mut selected = staffing.use_teams.as_ref().map(|names| ("use_teams", names));
        match &staffing.teams {
            Some(Teams::Select(names)) => selected = Some(("teams", names)),
            Some(Teams::Table(table)) => {
                for (team, keys) in table.iter() {
                    let at = at!("staffings", name, "teams", team).to_vec();
                    match all.iter_mut().find(|(known, ..)| known == team) {
                        Some(known) => (known.1, known.2) = (known.1.overlaid(keys), at),
                        None => all.push((team.into(), keys.clone(), at)),
                    }
                }
            }
            None => {}
        }
        if let Some((key, names)) = selected {
            let mut kept: Vec<(String, Team, Vec<Way>)> = Vec::new();
            for (index, wanted) in names.iter().enumerate() {
                let at = at!("staffings", name, key, index);
                if kept.iter().any(|(known, ..)| known == wanted) {
                    let message = format!("team `{wanted}` is named twice");
                    self.say("twice", at, message, "again", "name it once");
                } else if let Some(team) = all.iter().find(|(known, ..)| known == wanted) {
                    kept.push(team.clone());
                } else {
                    let known: Vec<&str> = all.iter().map(|(name, ..)| name.as_str()).collect();
                    let message = format!("there is no team `{wanted}`");
                    self.say("unknown_name", at, message, "no such team", &suggestion(wanted, known));
                }
            }
            all = kept;
        }
        if all.is_empty() {
            let message = format!("staffing `{name}` has no team");
            self.say("empty", at!("staffings", name), message, "nobody works here", "add [teams.NAME]");
        }
        // By name: which seats a team has must not depend on the order of the file.
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let mut crews = Vec::new();
        for (team, keys, at) in all {
            let made = self.crew(team.clone(), keys.clone(), at.clone(), places, calendar);
            if made.is_none() {
                self.lost.push((name.into(), Crew::without_people(team, keys, at)));
            }
            crews.extend(made);
        }
        crews
    }

    fn crew(
        &mut self,
        name: String,
        team: Team,
        path: Vec<Way>,
        places: &mut Places,
        calendar: &Calendar,
    ) -> Option<Crew> {
        // Each says what is wrong with its own key.
        let site = self.site_of(&name, &team, &path);
        let roster = site.and_then(|site| self.roster_of(&name, &team, site, &path));
        let shifts = self.shifts_of(&team, &path);
        let counted = self.count_of(&name, &counted_by_waves(&team), shifts.as_deref(), &path);
        let (site, roster, (planned, order)) = (site?, roster?, counted?);
        let review = self.review(&name, &team, (site, planned), &path);
        // Seats to come work the same shifts in the same order.
        let count = review.as_ref().map_or(planned, |review| review.most);
        let order = order.iter().copied().cycle().take(if order.is_empty() { 0 } else { count as usize });
        let order: Vec<usize> = order.collect();
        let shifts = if has_free_plan(&team) {
            Vec::new()
        } else {
            order.into_iter().map(|shift| places.shift(shift, site)).collect()
        };
        let steps = self.steps(&name, &team, planned, &path, calendar);
        let owning = steps.clone();
        Some(Crew { name, team, path, site, roster, shifts, count, steps, owning, review, hands_over: false })
    }

    /// How many people a team has, and the shift of each; `shifts` is `None` where they cannot be told.
    fn count_of(
        &mut self,
        name: &str,
        team: &Team,
        shifts: Option<&[usize]>,
        path: &[Way],
    ) -> Option<(u32, Vec<usize>)> {
        let key = |key: &str| [path, at!(key)].concat();
        let (count, order) = match (&team.agents_per_interval, &team.agents) {
            (Some(counts), _) if counts.iter().any(|count| u64::from(*count) > MOST_PEOPLE) => {
                let message = format!("team `{name}` has more than {MOST_PEOPLE} people in an interval");
                self.say(
                    "range",
                    &key("agents_per_interval"),
                    message,
                    "too many",
                    "give the people on duty",
                );
                return None;
            }
            (Some(counts), _) => (counts.iter().copied().max().unwrap_or(0), Vec::new()),
            (None, None) => {
                let message = format!("team `{name}` does not say how many people it has");
                let help = "add agents = 12, or agents = { early = 6, late = 6 }";
                self.say("missing_key", path, message, "no `agents`", help);
                return None;
            }
            (None, Some(Agents::Count(count))) => {
                if shifts.is_some_and(<[usize]>::is_empty) && !has_free_plan(team) {
                    let message = format!("team `{name}` has no shifts");
                    let help = "add shifts = [\"…\"], agents_per_interval, or always = true";
                    self.say("missing_key", path, message, "when do they work?", help);
                    return None;
                }
                let shifts = shifts.unwrap_or_default();
                let order = (0..*count as usize).filter_map(|seat| shifts.get(seat % shifts.len().max(1)));
                (*count, order.copied().collect())
            }
            (None, Some(Agents::ByShift(table))) => {
                let mut wanted = Vec::new();
                for (shift, count) in table.iter() {
                    let at = [&key("agents")[..], at!(shift)].concat();
                    let found = self.find(&self.scenario.shifts, "shift", shift, &at);
                    wanted.extend(found.map(|found| (found, *count)));
                }
                if wanted.len() < table.len() {
                    return None;
                }
                let people: u64 = wanted.iter().map(|(_, count)| u64::from(*count)).sum();
                if people > MOST_PEOPLE {
                    let message = format!("team `{name}` has {people} people, more than {MOST_PEOPLE}");
                    self.say(
                        "range",
                        &key("agents"),
                        message,
                        "too many",
                        "ask for fewer, or split the team",
                    );
                    return None;
                }
                let order = in_proportion(&wanted);
                (order.len() as u32, order)
            }
        };
        if count == 0 {
            let blamed = if team.agents_per_interval.is_some() { "agents_per_interval" } else { "agents" };
            let help = "give it at least one person, or leave the team out";
            self.say("empty", &key(blamed), format!("team `{name}` is empty"), "nobody", help);
            return None;
        }
        shifts.is_some().then_some((count, order))
    }

    fn site_of(&mut self, name: &str, team: &Team, path: &[Way]) -> Option<usize> {
        let sites = &self.scenario.sites;
        match &team.site {
            Some(site) => self.find(sites, "site", site, &[path, at!("site")].concat()),
            None if sites.len() <= 1 => Some(0),
            None => {
                let said = self.site_of_roster(team);
                if said.is_none() {
                    let message = format!("team `{name}` does not say at which site it is");
                    let help = format!("add site = \"…\": there is {}", sites.names().join(", "));
                    self.say("missing_key", path, message, "no `site`", &help);
                }
                said
            }
        }
    }

    /// The site that a team says, or its roster does, or the only one; `None` where that is told elsewhere as a mistake.
    pub(super) fn site_said(&self, team: &Team) -> Option<usize> {
        let sites = &self.scenario.sites;
        match &team.site {
            Some(site) => sites.names().iter().position(|name| name == site),
            None if sites.len() <= 1 => Some(0),
            None => self.site_of_roster(team),
        }
    }

    /// The site that a team's roster says, or is named after.
    fn site_of_roster(&self, team: &Team) -> Option<usize> {
        let roster = team.roster.as_deref()?;
        let site = self.scenario.rosters.get(roster)?.site.as_deref().unwrap_or(roster);
        self.scenario.sites.names().iter().position(|name| *name == site)
    }

    /// The roster that a team says, or the only one of its site.
    fn roster_of(&mut self, name: &str, team: &Team, site: usize, path: &[Way]) -> Option<String> {
        let scenario = self.scenario;
        let site_name = scenario.sites.names().get(site).copied().unwrap_or("site");
        let is_here = |roster: &&str| {
            let said = scenario.rosters.get(roster).and_then(|facts| facts.site.as_deref());
            said.map_or(scenario.sites.len() <= 1 || *roster == site_name, |said| said == site_name)
        };
        if let Some(roster) = &team.roster {
            let at = [path, at!("roster")].concat();
            self.find(&scenario.rosters, "roster", roster, &at)?;
            let said = scenario.rosters.get(roster).and_then(|facts| facts.site.as_deref());
            if said.is_some_and(|said| said != site_name) {
                let message = format!(
                    "team `{name}` is at site `{site_name}`, but its roster `{roster}` is at `{}`",
                    said.unwrap_or_default()
                );
                self.say("site", &at, message, "another site", "people work at the site of their roster");
                return None;
            }
            return Some(roster.clone());
        }
        let here: Vec<&str> = scenario.rosters.names().into_iter().filter(is_here).collect();
        match here.as_slice() {
            [] => Some(site_name.to_string()),
            [only] => Some((*only).to_string()),
            several => {
                let message = format!("team `{name}` does not say which people it has");
                let help = format!("add roster = \"…\": there is {}", several.join(", "));
                self.say("missing_key", path, message, "no `roster`", &help);
                None
            }
        }
    }

    fn shifts_of(&mut self, team: &Team, path: &[Way]) -> Option<Vec<usize>> {
        let given: Vec<&String> = team.shifts.iter().flatten().collect();
        let mut shifts = Vec::new();
        for (index, shift) in given.iter().enumerate() {
            let at = [path, at!("shifts", index)].concat();
            shifts.extend(self.find(&self.scenario.shifts, "shift", shift, &at));
        }
        (shifts.len() == given.len()).then_some(shifts)
    }
}

/// Whether a team works without shifts.
fn has_free_plan(team: &Team) -> bool {
    team.always == Some(true) || team.agents_per_interval.is_some()
}

/// Entries dealt out in proportion to their numbers, so that the first n are as even as n allows.
pub(super) fn in_proportion<T: Copy>(wanted: &[(T, u32)]) -> Vec<T> {
    let total: u32 = wanted.iter().map(|(_, count)| count).sum();
    let mut given = vec![0_u32; wanted.len()];
    let mut order = Vec::with_capacity(total as usize);
    for _ in 0..total {
        // The one that is furthest behind its share.
        let behind = |index: &usize| {
            let (_, count) = wanted[*index];
            (u64::from(given[*index]) * 2 + 1) * 1_000_000 / u64::from(count.max(1))
        };
        let Some(next) =
            (0..wanted.len()).filter(|index| given[*index] < wanted[*index].1).min_by_key(behind)
        else {
            break;
        };
        given[next] += 1;
        order.push(wanted[next].0);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::in_proportion;

    #[test]
    fn the_first_seats_are_as_even_as_may_be() {
        assert_eq!(in_proportion(&[(0, 2), (1, 2)]), [0, 1, 0, 1]);
        let order = in_proportion(&[(0, 6), (1, 3)]);
        assert_eq!(order.iter().filter(|shift| **shift == 0).count(), 6);
        assert_eq!(order[..3].iter().filter(|shift| **shift == 1).count(), 1);
    }
}
