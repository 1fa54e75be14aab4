//! Whether somebody covers every account, on the first day and after portfolios have been cut anew.
//!
//! In: [`Parts`], a staffing that is complete. Out: problems, and cautions about rungs that open to nobody. Must not know: how
//! accounts were shared out.

use std::collections::BTreeMap;

use super::parts::{Parts, Rules};
use super::reach::Rungs;
use super::{Door, at};
use crate::math::counted;
use crate::model::{Staffing, Target};
use crate::scenario::file;

impl Parts<'_> {
    /// Whether somebody who is there on the day serves an account's contacts over a channel as a rung's target.
    fn is_reached<'a>(
        &'a self,
        staffing: &'a Staffing,
        (account, channel): (usize, usize),
        served_by: &[bool],
    ) -> impl Fn(&Target) -> bool + use<'a> {
        let group = self.groups.accounts[account].group;
        let serves =
            move |agent: &u32| self.is_there(*agent) && self.agent_serves(*agent, group, Some(channel));
        // Somebody of the team is there who is admitted.
        let somebody = |team: usize| self.teams[team].agents.clone().any(|agent| serves(&agent));
        let served: Vec<bool> =
            (0..staffing.teams.len()).map(|team| served_by[team] && somebody(team)).collect();
        let own = usize::from(staffing.account_team[account]);
        move |target| {
            let at_site = |site: u16| {
                staffing.teams.iter().zip(&served).any(|(team, serves)| *serves && team.site == site)
            };
            match target {
                Target::Owner => staffing.portfolio.owners.row(account as u32).iter().any(serves),
                Target::Deputy => staffing.portfolio.deputies.row(account as u32).iter().any(serves),
                Target::Team => served[own],
                Target::TeamNamed(team) => served[usize::from(*team)],
                Target::Site => at_site(staffing.teams[own].site),
                Target::SiteNamed(site) => at_site(*site),
                Target::Anyone => served.contains(&true),
                Target::Last => false,
            }
        }
    }
}

impl Door<'_> {
    /// Somebody must cover every account on every channel that it uses.
    pub(super) fn check_cover(&mut self, parts: &Parts<'_>, staffing: &Staffing, blamed: &str) {
        let scenario = self.scenario;
        let channels = scenario.channels.len();
        // By group and channel: the first account that nobody covers, and how many there are.
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
                let rungs = &staffing.ladders[usize::from(class.ladder)].rungs;
                for (index, rung) in rungs.iter().enumerate() {
                    let place = (class.ladder, index);
                    if rung.when_idle > 1 && !rungs_seen.is_in_reach(place) {
                        let people = parts.people_of(rung, staffing, (account, channel), &class.served_by);
                        rungs_seen.add(place, rung, people);
                    }
                }
                let is_reached = parts.is_reached(staffing, (account, channel), &class.served_by);
                if !rungs.iter().any(|rung| rung.message.is_some() || rung.to.iter().any(&is_reached)) {
                    bare.entry((facts.group, channel)).or_insert((account, 0)).1 += 1;
                }
            }
        }
        if parts.day == 0 {
            self.note_rungs_out_of_reach(parts.name, staffing, &rungs_seen);
        }
        for (group_and_channel, first_and_count) in bare {
            self.say_uncovered(parts, group_and_channel, first_and_count, blamed);
        }
    }

    fn say_uncovered(
        &mut self,
        parts: &Parts<'_>,
        (group, channel): (u16, usize),
        (first, count): (usize, usize),
        blamed: &str,
    ) {
        let scenario = self.scenario;
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

    /// Somebody must cover every account after portfolios have been cut anew, too; the first day without is told.
    pub(super) fn check_cover_later(
        &mut self,
        parts: &Parts<'_>,
        staffing: &Staffing,
        given: &file::Staffing,
    ) {
        let on = given.reorganisation.as_ref().and_then(|new| new.on.date());
        let on = on.map(|date| parts.people.calendar.day_of(date));
        let before = self.problems.len();
        for new in &staffing.reorganisations {
            let later = Staffing {
                portfolio: new.portfolio.clone(),
                account_team: new.account_team.clone(),
                ..staffing.clone()
            };
            let reorganises = on == Some(i64::from(new.day));
            let (path, blamed) = if reorganises {
                (at!("staffings", parts.name, "reorganisation"), "on")
            } else {
                (at!("staffings", parts.name), "ladder")
            };
            let rules = Rules { path: path.to_vec(), ..parts.rules.clone() };
            let parts = Parts { rules, owned: parts.owned.clone(), day: new.day, ..*parts };
            self.check_cover(&parts, &later, blamed);
            if self.problems.len() > before {
                return;
            }
        }
    }
}
