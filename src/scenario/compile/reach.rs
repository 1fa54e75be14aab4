//! Whether ladders reach somebody, as far as groups and channels tell.
//!
//! In: ladders, teams and what they serve. Out: contacts that nobody could take, call-backs without end, rungs that
//! ask for more people than there are. Must not know: who is on duty when.

use std::collections::{BTreeMap, BTreeSet};

use super::crews::Crew;
use super::parts::Parts;
use super::{Door, at};
use crate::math::counted;
use crate::model::{Ladder, Rung, Staffing, Target};
use crate::scenario::file;
use crate::scenario::problem::Step;

/// Of rungs with `when_idle`, by ladder and place in it: the people it asks for, and the most who may ever serve a contact
/// through it.
#[derive(Debug, Default)]
pub(super) struct Rungs(BTreeMap<(u16, usize), (u32, u32)>);

impl Rungs {
    pub(super) fn add(&mut self, place: (u16, usize), rung: &Rung, people: u32) {
        let (_, most) = self.0.entry(place).or_insert((rung.when_idle, 0));
        *most = people.max(*most);
    }

    /// Whether enough people have been seen for a rung.
    pub(super) fn is_in_reach(&self, place: (u16, usize)) -> bool {
        self.0.get(&place).is_some_and(|(asked, most)| most >= asked)
    }

    /// Whether nobody ever takes a contact through a rung.
    fn is_out_of_reach(&self, place: (u16, usize)) -> bool {
        self.0.get(&place).is_some_and(|(asked, most)| most < asked)
    }
}

impl Parts<'_> {
    /// How many people may ever serve an account's contacts over a channel through a rung.
    pub(super) fn people_of(
        &self,
        rung: &Rung,
        staffing: &Staffing,
        (account, channel): (usize, usize),
        served_by: &[bool],
    ) -> u32 {
        let group = self.groups.accounts[account].group;
        let own = usize::from(staffing.account_team[account]);
        let at_site = |site: u16| {
            let teams = self.teams.iter().enumerate().filter(move |(_, team)| team.site == site);
            teams.flat_map(|(_, team)| team.agents.clone()).collect::<Vec<u32>>()
        };
        let of = |target: &Target| match target {
            Target::Owner => staffing.portfolio.owners.row(account as u32).to_vec(),
            Target::Deputy => staffing.portfolio.deputies.row(account as u32).to_vec(),
            Target::Team => self.teams[own].agents.clone().collect(),
            Target::TeamNamed(team) => self.teams[usize::from(*team)].agents.clone().collect(),
            Target::Site => at_site(self.teams[own].site),
            Target::SiteNamed(site) => at_site(*site),
            Target::Anyone | Target::Last => (0..self.agents.len() as u32).collect(),
        };
        let may = |agent: &u32| {
            served_by[usize::from(self.agents[*agent as usize].team)]
                && self.agent_serves(*agent, group, Some(channel))
        };
        rung.to.iter().flat_map(of).filter(may).collect::<BTreeSet<u32>>().len() as u32
    }
}

impl Door<'_> {
    /// A call-back takes time, too.
    pub(super) fn check_call_back(&mut self, group: usize, channel: Option<u8>) {
        let scenario = self.scenario;
        let Some((name, facts)) = scenario.groups.iter().nth(group) else { return };
        let Some(channel) = channel.map(|channel| scenario.channels.names()[usize::from(channel)]) else {
            return;
        };
        let path = at!("groups", name, "handle_time");
        let said = self.problems.iter().any(|problem| problem.path == path);
        if !said && facts.handle_time.get(channel).is_none() {
            let message = format!("group `{name}` is called back by {channel} but has no handle time for it");
            let help = format!("add {channel} = {{ lognormal = {{ mean = \"5m\", cv = 1.0 }} }}");
            self.say("missing_key", path, message, "not in here", &help);
        }
    }

    /// A call-back must not leave a message of its own that is called back: the two would go on for ever.
    pub(super) fn check_call_back_ends(&mut self, name: &str, channel: u8, ladder: &Ladder) {
        if !ladder.rungs.iter().any(|rung| rung.message.is_some_and(|message| message.call_back.is_some())) {
            return;
        }
        let channel = self.scenario.channels.names()[usize::from(channel)];
        let path = at!("staffings", name, "ladder");
        let message =
            format!("call-backs by {channel} have a ladder that leaves a message to be called back again");
        if !self.problems.iter().any(|problem| problem.message == message && problem.path == path) {
            let help = format!(
                "give them a ladder of their own: [[staffings.{name}.ladders]] with channels = [\"{channel}\"]"
            );
            self.say("ladder", path, message, "never ends", &help);
        }
    }

    /// Rungs that ask for more idle people than there are: a mistake where nothing else is left, else it is said.
    pub(super) fn note_rungs_out_of_reach(&mut self, name: &str, staffing: &Staffing, seen: &Rungs) {
        let mut told = BTreeSet::new();
        for (place, (asked, most)) in seen.0.iter().filter(|(place, _)| seen.is_out_of_reach(**place)) {
            let (ladder, _) = *place;
            let rungs = staffing.ladders[usize::from(ladder)].rungs.iter().enumerate();
            let opens = |(index, rung): (usize, &Rung)| {
                rung.message.is_some()
                    || !seen.is_out_of_reach((ladder, index)) && rung.to.iter().any(|to| *to != Target::Last)
            };
            let people = counted(*most, "person", "people");
            if rungs.clone().any(opens) {
                let message = format!(
                    "Nobody ever takes a contact through the rung with `when_idle = {asked}`: {people} may serve through it."
                );
                self.caution(
                    "no_effect",
                    Some(name),
                    message,
                    "Ask for fewer idle people, or leave the rung out.",
                );
            } else if told.insert(*asked) {
                let message = format!(
                    "nobody takes a contact through the ladder of staffing `{name}`: a rung waits until {asked} people are \
                     idle, and {people} may serve through it"
                );
                let help = "ask for fewer idle people, or add a rung without `when_idle`";
                let at = self.place_of_when_idle(name, *asked);
                self.say("ladder", &at, message, "too many", help);
            }
        }
    }

    /// The first rung of a staffing's ladders that asks for so many idle people.
    fn place_of_when_idle(&self, name: &str, asked: u32) -> Vec<Step> {
        let Some(given) = self.scenario.staffings.get(name) else { return Vec::new() };
        let base = std::iter::once((at!("ladder").to_vec(), &given.ladder));
        let others = given.ladders.iter().enumerate();
        let others = others.map(|(index, other)| (at!("ladders", index, "ladder").to_vec(), &other.ladder));
        let dedicated = given.dedicate.iter().map(|one| (at!("dedicate", "ladder").to_vec(), &one.ladder));
        let asks =
            |rung: &file::Rung| matches!(rung, file::Rung::Table(table) if table.when_idle == Some(asked));
        let mut all = base.chain(others).chain(dedicated);
        let found = all.find_map(|(path, ladder)| Some((path, ladder.iter().position(asks)?)));
        let (path, index) = found.unwrap_or((at!("ladder").to_vec(), 0));
        [at!("staffings", name), &path[..], at!(index, "when_idle")].concat()
    }

    /// Somebody must be able to take what comes.
    pub(super) fn check_reach(
        &mut self,
        name: &str,
        group: usize,
        channel: usize,
        ladder: &Ladder,
        served_by: &[bool],
        crews: &[Crew],
    ) {
        let scenario = self.scenario;
        let (group_name, channel_name) = (scenario.groups.names()[group], scenario.channels.names()[channel]);
        if !self.asked[group * scenario.channels.len() + channel] {
            return;
        }
        let what = format!("{channel_name} contacts of group `{group_name}`");
        if !served_by.iter().any(|serves| *serves) {
            let message = format!("nobody in staffing `{name}` serves {what}");
            let help = "let a team serve them: serves = { groups = [...], channels = [...] }";
            self.say("uncovered", at!("staffings", name), message, "accounts that nobody covers", help);
            return;
        }
        let reaches = |target: &Target| match target {
            Target::TeamNamed(team) => served_by[usize::from(*team)],
            Target::SiteNamed(site) => {
                crews.iter().zip(served_by).any(|(crew, serves)| *serves && crew.site == usize::from(*site))
            }
            Target::Last => false,
            _ => true,
        };
        let anyone = ladder.rungs.iter().any(|rung| rung.message.is_some() || rung.to.iter().any(reaches));
        if !anyone {
            let message = format!("the ladder of staffing `{name}` reaches nobody who serves {what}");
            let help = "add a rung such as \"anyone\", or a team that serves them";
            self.say("unreachable", at!("staffings", name, "ladder"), message, "nobody can be reached", help);
        }
    }
}
