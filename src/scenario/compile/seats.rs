//! Seats over time: from which day on how many people of a team are there.
//!
//! In: `from`, `until` and `waves` of a team. Out: steps from day to day. Must not know: shifts, who owns what.

use super::crews::Crew;
use super::{Door, at};
use crate::math::counted;
use crate::model::{Calendar, Step};
use crate::scenario::file::{Agents, DateText, Team, Wave};
use crate::scenario::problem::Step as Way;
use crate::time::Date;

/// A team whose waves say how many people it has, where nothing else does.
pub(super) fn counted_by_waves(team: &Team) -> Team {
    let mut team = team.clone();
    if team.agents.is_none() && team.agents_per_interval.is_none() {
        let most = team.waves.iter().flatten().filter_map(|wave| wave.agents).max();
        team.agents = most.map(Agents::Count);
    }
    team
}

impl Door<'_> {
    /// How many people of a team are there from which day on.
    pub(super) fn steps(
        &mut self,
        name: &str,
        team: &Team,
        count: u32,
        path: &[Way],
        calendar: &Calendar,
    ) -> Vec<Step> {
        let throughout = vec![Step { day: 0, people: count }];
        let told = self.problems.len();
        let steps = self.steps_as_given(name, team, count, path, calendar);
        // What is wrong has been told: nothing is to follow from it.
        if self.problems.len() > told { throughout } else { steps }
    }

    fn steps_as_given(
        &mut self,
        name: &str,
        team: &Team,
        count: u32,
        path: &[Way],
        calendar: &Calendar,
    ) -> Vec<Step> {
        let mut steps = vec![Step { day: 0, people: count }];
        let key = |key: &str| [path, at!(key)].concat();
        let given =
            [("from", team.from.is_some()), ("until", team.until.is_some()), ("waves", team.waves.is_some())];
        let Some((first, _)) = given.into_iter().find(|(_, is)| *is) else { return steps };
        if team.agents_per_interval.is_some() {
            let message =
                format!("team `{name}` is planned by the interval, and cannot come and go by `{first}`");
            let help = "give it shifts and `agents`, or leave the dates out";
            self.say("conflict", &key(first), message, "not with agents_per_interval", help);
            return steps;
        }
        let from =
            team.from.as_ref().and_then(|from| Some((from, self.day_in_run(from, calendar, &key("from"))?)));
        if team.from.is_some() && team.waves.is_some() {
            let message = format!("team `{name}` has both `from` and `waves`");
            self.say(
                "conflict",
                &key("from"),
                message,
                "said twice",
                "let the first wave say when it begins",
            );
        } else if let Some(waves) = &team.waves {
            steps = self.waves(name, waves, count, &key("waves"), calendar);
        } else if let Some((_, day)) = from {
            steps = vec![Step { day: 0, people: 0 }];
            put(&mut steps, day, count);
        }
        if let Some(until) = team.until.as_ref().and_then(DateText::date) {
            let last = steps.last().map_or(0, |step| step.day);
            let day = calendar.day_of(until);
            if day <= i64::from(last) {
                let begins = calendar.date(last);
                let message =
                    format!("team `{name}` is gone on {until}, but its last people come on {begins}");
                let help = "let `until` lie after the first day, after `from`, and after the last wave";
                self.say("range", &key("until"), message, "too early", help);
            } else if day < i64::from(calendar.days) {
                put(&mut steps, day as u32, 0);
            }
        }
        steps
    }

    fn waves(
        &mut self,
        name: &str,
        waves: &[Wave],
        count: u32,
        path: &[Way],
        calendar: &Calendar,
    ) -> Vec<Step> {
        let mut steps = vec![Step { day: 0, people: 0 }];
        if waves.is_empty() {
            let help = "write waves = [{ date = \"2026-03-02\", agents = 6 }], or leave it out";
            self.say(
                "empty",
                path,
                format!("the waves of team `{name}` are none"),
                "nobody ever comes",
                help,
            );
        }
        let mut before: Option<Date> = None;
        for (index, wave) in waves.iter().enumerate() {
            let below = |key: &str| [path, at!(index, key)].concat();
            let Some(date) = wave.date.date() else { continue };
            if let Some(last) = before.filter(|last| *last >= date) {
                let message =
                    format!("the waves of team `{name}` are out of order: {date} comes after {last}");
                self.say("order", &below("date"), message, "not after the one before", "write waves by date");
            }
            before = Some(date);
            let people = match (wave.agents, wave.share) {
                (Some(agents), None) => agents,
                (None, Some(share)) => (share * f64::from(count)).round() as u32,
                _ => {
                    let message =
                        format!("a wave of team `{name}` says how many people there are by one key");
                    let help = "give `agents`, or `share` of the team\'s agents";
                    self.say("missing_key", &[path, at!(index)].concat(), message, "how many?", help);
                    continue;
                }
            };
            if people > count {
                let message = format!(
                    "a wave of {}, but team `{name}` has {count}",
                    counted(people, "person", "people")
                );
                let help = "`agents` of a team is the most there ever are: raise it, or leave it out";
                self.say("range", &below("agents"), message, "more than the team has", help);
            }
            if let Some(day) = self.day_in_run(&wave.date, calendar, &below("date")) {
                put(&mut steps, day, people.min(count));
            }
        }
        steps
    }

    /// The day of the run on which something begins: the first, if it began before; a problem if it never does.
    fn day_in_run(&mut self, date: &DateText, calendar: &Calendar, path: &[Way]) -> Option<u32> {
        let date = date.date()?;
        let day = calendar.day_of(date);
        if day >= i64::from(calendar.days) {
            let last = calendar.last_date();
            let message = format!("{date} lies after the end of the run");
            let help = format!("the last day is {last}: take an earlier date, or lengthen [run] days");
            self.say("range", path, message, "outside the run", &help);
            return None;
        }
        Some(day.max(0) as u32)
    }

    /// A desk has somebody on every day.
    pub(super) fn check_somebody_is_there(&mut self, name: &str, crews: &[Crew], calendar: &Calendar) {
        let mut days: Vec<u32> =
            crews.iter().flat_map(|crew| crew.steps.iter().map(|step| step.day)).collect();
        days.sort_unstable();
        let nobody = |day: &u32| crews.iter().all(|crew| crew.people_on(*day) == 0);
        if let Some(day) = days.into_iter().find(nobody) {
            let date = calendar.date(day);
            let message = format!("in staffing `{name}` no team has anybody from {date} on");
            let help = "let one team stay until the next is there, or have a first wave on the first day";
            self.say("empty", at!("staffings", name), message, "a desk without people", help);
        }
    }
}

/// So many people from a day on: what was said of that day is overwritten.
pub(super) fn put(steps: &mut Vec<Step>, day: u32, people: u32) {
    steps.retain(|step| step.day < day);
    steps.push(Step { day, people });
}
