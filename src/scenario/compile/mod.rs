//! From the file as written to the model: names become indices, every problem is collected.
//!
//! In: a [`Scenario`], and the files it names. Out: a [`Model`] with its [`Names`], or all problems, each
//! with the path of what is wrong. Must not know: spans, TOML, how a problem is shown.

mod accounts;
mod admission;
mod admitted;
mod answered;
mod cautions;
mod channels;
mod contracts;
mod crews;
mod dedicate;
mod deputies;
mod goals;
mod growth;
mod handle_times;
mod hours;
mod knowledge;
mod ladders;
mod laws;
mod logs;
mod money;
mod moves;
mod overrides;
mod part_weeks;
mod people;
mod portfolios;
mod reach;
mod redrawn;
mod reference;
mod reviews;
mod satisfaction;
mod seats;
mod site_factors;
mod sites;
mod spending;
mod staffings;
mod steps;
mod successions;
mod swept;
mod tables;
mod turnover;
mod unsound;
mod volumes;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Population, Scenario, Table};
use super::names::{Assumption, Caution, Names};
use super::problem::{FilePlace, Problem, Step, suggestion};
use super::{NOT_TEXT, SAVE_AS_TEXT};
use crate::model::{Calendar, CostLine, Model, Staffing};
use crate::random::Streams;
use crate::time::{DAY, MINUTE, Span};

/// Reads a file that the scenario names, by the path as written.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// What every part of the compilation shares.
pub(super) struct Door<'a> {
    scenario: &'a Scenario,
    read_file: &'a ReadFile<'a>,
    population: Streams,
    problems: Vec<Problem>,
    assumptions: Vec<Assumption>,
    cautions: Vec<Caution>,
    /// Names in the `agent` column of the log.
    logged_agents: BTreeSet<String>,
    /// What stands in the rows of a file, by the path that it would have in the scenario.
    rows_of: BTreeMap<Vec<Step>, FilePlace>,
    /// Which (group, channel) have contacts: index group × channels + channel.
    asked: Vec<bool>,
    /// Teams that could not be made, with the staffing whose they are.
    lost: Vec<(String, crews::Crew)>,
}

/// A path from words and numbers.
macro_rules! at {
    ($($step:expr),* $(,)?) => { &[$($crate::scenario::problem::Step::from($step)),*][..] };
}
use at;

impl Door<'_> {
    fn say(
        &mut self,
        code: &'static str,
        path: &[Step],
        message: impl Into<String>,
        label: &str,
        help: &str,
    ) {
        let mut problem = Problem::new(code, path, message, label);
        problem.file = self.rows_of.get(path).cloned();
        if !help.is_empty() {
            problem.help = Some(help.into());
        }
        self.problems.push(problem);
    }

    /// The index of a name in a table; a problem if it is not there.
    fn find<T>(&mut self, table: &Table<T>, what: &str, name: &str, path: &[Step]) -> Option<usize> {
        let found = table.index(name);
        if found.is_none() {
            let help = suggestion(name, table.names());
            self.say(
                "unknown_name",
                path,
                format!("there is no {what} `{name}`"),
                &format!("no such {what}"),
                &help,
            );
        }
        found
    }

    /// Takes a file's text; a problem if it cannot be read.
    fn file(&mut self, name: &str, path: &[Step]) -> Option<String> {
        match (self.read_file)(name) {
            Ok(text) => Some(text),
            Err(cause) => {
                let is_text = !cause.starts_with(NOT_TEXT);
                let help = if is_text { "paths count from the scenario's folder" } else { SAVE_AS_TEXT };
                self.say("unreadable", path, format!("cannot read `{name}`: {cause}"), "named here", help);
                None
            }
        }
    }

    fn in_file(
        &mut self,
        code: &'static str,
        name: &str,
        (line, column): (usize, usize),
        message: String,
        help: Option<String>,
    ) {
        let mut problem = Problem::new(code, &[], message, "");
        problem.help = help;
        problem.file = Some(FilePlace { name: name.into(), line, column });
        self.problems.push(problem);
    }

    /// Notes a modelling default that the run rests on.
    fn assume(&mut self, path: &str, value: impl Into<String>, note: &str, sourced: bool) {
        if self.assumptions.iter().any(|assumption| assumption.path == path) {
            return;
        }
        self.assumptions.push(Assumption {
            path: path.into(),
            value: value.into(),
            note: note.into(),
            sourced,
        });
    }
}

/// Compiles a scenario.
///
/// # Errors
/// Everything that is wrong, in one pass.
pub fn compile(scenario: &Scenario, read_file: &ReadFile<'_>) -> Result<(Model, Names), Vec<Problem>> {
    // Of a desk that is drawn anew, one stands for all where only its kind matters.
    let number = match scenario.population {
        Population::Number(number) => number,
        Population::Redrawn(_) => 1,
    };
    compile_desk(scenario, read_file, number)
}

/// Compiles the desk of a number, whatever the scenario's own.
pub(super) fn compile_desk(
    scenario: &Scenario,
    read_file: &ReadFile<'_>,
    population: u64,
) -> Result<(Model, Names), Vec<Problem>> {
    let mut door = Door {
        scenario,
        read_file,
        population: Streams::population(population),
        problems: Vec::new(),
        assumptions: Vec::new(),
        logged_agents: BTreeSet::new(),
        cautions: Vec::new(),
        rows_of: BTreeMap::new(),
        asked: Vec::new(),
        lost: Vec::new(),
    };
    let compiled = door.compile();
    door.check_swept();
    door.check_free();
    door.check_threshold();
    match compiled {
        Some(both) if door.problems.is_empty() => Ok(both),
        _ => Err(door.problems),
    }
}

impl Door<'_> {
    fn compile(&mut self) -> Option<(Model, Names)> {
        let scenario = self.scenario;
        self.check_tables();
        if !self.problems.is_empty() {
            return None;
        }
        self.check_redrawn();
        self.check_names();
        // What cannot be read is told, and something stands in for it, so that the rest is looked at, too.
        let weeks = self.weeks();
        let calendar = self.calendar(&weeks)?;
        let channels = self.channels(&calendar, &weeks);
        let before = self.problems.len();
        let groups = self.groups(&calendar, &weeks);
        let accounts_known = !self.problems[before..].iter().any(about_accounts);
        let volume = self.volume(&calendar, (&weeks, &channels), &groups);
        self.asked = self.asked(&groups, &volume);
        self.note_no_requests(&groups, &volume);
        let before = self.problems.len();
        let (mut people, mut money) = self.people(&weeks, &calendar);
        let soft = self.problems.len() > before;
        // Without a team, or without the rows of a file, there are others than are named elsewhere.
        let people_known = self.lost.is_empty() && self.problems[before..].iter().all(is_of_one_person);
        self.note_logged_agents(&people.names);
        let (goals, goal_names) = self.goals();
        let contracts = self.contracts(&goals, &calendar);
        let knowledge = self.knowledge(&channels, &groups);
        self.site_factors(accounts_known.then_some(&groups), &mut people);
        let measured = self.measured();
        let admission = self.admission(&calendar, &people);
        let baseline = scenario.baseline.as_ref();
        let baseline =
            baseline.and_then(|name| self.find(&scenario.staffings, "staffing", name, at!("baseline")));
        let tie = self.tie();
        if !(people_known && accounts_known) {
            self.ladders_alone(&people);
            return None;
        }
        let before = self.problems.len();
        let (staffings, ladders, teams) = self.staffings(&groups, &people, &volume, knowledge.as_ref());
        self.note_unanswered(&staffings);
        if soft {
            self.drop_doubtful(before);
        }
        self.say_holidays_once();
        money.beside = beside(&staffings);
        let satisfaction = self.satisfaction(&groups, &staffings);
        let own = |names: Vec<&str>| names.into_iter().map(String::from).collect::<Vec<String>>();
        let reasons = if scenario.reasons.is_empty() { vec!["any".into()] } else { own(self.reasons()) };
        let mut names = Names {
            title: scenario.title.clone(),
            currency: scenario.currency.clone(),
            channels: own(scenario.channels.names()),
            groups: own(scenario.groups.names()),
            reasons,
            sites: people.site_names.clone(),
            accounts: groups.account_names,
            people: people.names.clone(),
            rosters: people.rosters.clone(),
            staffings: own(scenario.staffings.names()),
            ladders,
            teams,
            goals: goal_names,
            contracts: own(scenario.contracts.names()),
            baseline: baseline.unwrap_or(0),
            tie,
            seed: scenario.run.seed,
            replications: scenario.run.replications,
            max_replications: scenario.run.max_replications,
            assumptions: std::mem::take(&mut self.assumptions),
            cautions: std::mem::take(&mut self.cautions),
            redraw: None,
            open_between: self.open_between(),
        };
        let model = Model {
            calendar,
            channels,
            reasons: scenario.reasons.len().max(1),
            groups: groups.groups,
            handle_times: groups.handle_times,
            accounts: groups.accounts,
            sectors: groups.sectors,
            volume,
            sites: people.sites,
            shifts: people.shifts,
            people: people.people,
            staffings,
            goals,
            knowledge,
            satisfaction,
            admission,
            measured,
            volume_of_contacts: scenario.demand.volume_is == super::file::VolumeIs::Contacts,
            money,
            contracts,
        };
        names.cautions.extend(self.part_weeks(&model, &weeks));
        Some((model, names))
    }

    /// A scenario has channels, accounts and staffings.
    fn check_tables(&mut self) {
        let scenario = self.scenario;
        for (what, path, empty) in [
            ("channel", "channels", scenario.channels.is_empty()),
            ("account group", "groups", scenario.groups.is_empty()),
            ("staffing", "staffings", scenario.staffings.is_empty()),
        ] {
            if empty {
                self.say(
                    "empty",
                    at!(path),
                    format!("there is no {what}"),
                    "nothing in it",
                    "name at least one",
                );
            }
        }
    }

    /// The two staffings that are asked when they tie.
    fn tie(&mut self) -> (usize, usize) {
        let scenario = self.scenario;
        let Some(named) = &scenario.tie else { return (0, 1) };
        let [one, other] = [0, 1].map(|index| {
            self.find(&scenario.staffings, "staffing", &named[index], at!("tie", index)).unwrap_or(index)
        });
        if one == other {
            let message = format!("`{}` always ties with itself", named[0]);
            self.say("twice", at!("tie"), message, "the same staffing", "name two different staffings");
        }
        (one, other)
    }

    /// Who handled the logged contacts is not replayed; a log may well name people who have left since.
    fn note_logged_agents(&mut self, people: &[String]) {
        let all = self.logged_agents.len();
        if all == 0 {
            return;
        }
        let here = people.iter().filter(|name| self.logged_agents.contains(*name)).count();
        let note = format!(
            "who handled a contact is simulated anew; {here} of the column's {all} names are people of this scenario"
        );
        self.assume("demand.trace", "column `agent` is not used", &note, false);
    }

    /// Names stand in the scopes of results, `channel=phone;group=key`: their signs cannot be part of a name.
    fn check_names(&mut self) {
        let scenario = self.scenario;
        for (table, what, names) in [
            ("channels", "a channel", scenario.channels.names()),
            ("groups", "a group", scenario.groups.names()),
            ("sites", "a site", scenario.sites.names()),
            ("teams", "a team", scenario.teams.names()),
            ("staffings", "a staffing", scenario.staffings.names()),
            ("goals", "a goal", scenario.goals.names()),
        ] {
            for name in names {
                self.check_name(what, name, at!(table, name));
            }
        }
    }

    fn check_name(&mut self, what: &str, name: &str, path: &[Step]) {
        if name.is_empty() || name.contains(|letter: char| matches!(letter, ';' | '=') || letter.is_control())
        {
            let message = format!("`{}` cannot be the name of {what}", name.escape_debug());
            let help = "names have at least one letter, and no `;`, no `=`, no line break";
            self.say("name", path, message, "not a name", help);
        }
    }

    /// Contact reasons by name: the drawing of a reason must not depend on the order of the file.
    fn reasons(&self) -> Vec<&str> {
        let mut names = self.scenario.reasons.names();
        names.sort_unstable();
        names
    }

    /// The calendar: long enough for the days asked for.
    fn calendar(&mut self, weeks: &[hours::Week]) -> Option<Calendar> {
        let run = &self.scenario.run;
        let start = run.start.date()?;
        let mut interval = run.interval.span();
        if ![15 * MINUTE, 30 * MINUTE, 60 * MINUTE].contains(&interval) {
            let help = "write \"15m\", \"30m\" or \"60m\"";
            self.say(
                "unit",
                at!("run", "interval"),
                "`interval` is 15, 30 or 60 minutes",
                "not one of them",
                help,
            );
            interval = 30 * MINUTE;
        }
        let never_open = weeks.iter().all(|week| (0..7).all(|day| !week.is_open(day)));
        if never_open {
            let help = "[opening] mon-fri = \"08:00-18:00\"";
            self.say("hours", at!("opening"), "no channel is ever open", "no opening hours", help);
        }
        let mut calendar = Calendar { start, days: run.warm_up, warm_up_days: run.warm_up, interval };
        let mut counted = 0;
        while counted < run.days {
            let weekday = calendar.weekday(calendar.days);
            let open = weeks.iter().any(|week| week.is_open(weekday));
            counted += u32::from(run.count == super::file::Days::Calendar || open || never_open);
            calendar.days += 1;
        }
        // Closed days after the last working day belong to its week, which begins on the weekday of the first day counted:
        // figures per month and week cover whole weeks.
        let first = calendar.weekday(run.warm_up);
        let closed = |weekday: usize| weekday != first && weeks.iter().all(|week| !week.is_open(weekday));
        while run.count == super::file::Days::Working && closed(calendar.weekday(calendar.days)) {
            calendar.days += 1;
        }
        Some(calendar)
    }

    /// From the first opening of any channel on any weekday to the last closing: what plans by interval divide.
    fn open_between(&mut self) -> (Span, Span) {
        let weeks = self.weeks();
        let from = weeks.iter().map(|week| week.widest().0).min().unwrap_or(0);
        (from, weeks.iter().map(|week| week.widest().1).max().unwrap_or(DAY))
    }

    /// The opening hours of each channel.
    fn weeks(&mut self) -> Vec<hours::Week> {
        let mut weeks = Vec::new();
        for (name, channel) in self.scenario.channels.iter() {
            let week = match (&channel.opening, &self.scenario.opening) {
                (Some(opening), _) => self.week(opening, at!("channels", name, "opening")),
                (None, Some(opening)) => self.week(opening, at!("opening")),
                (None, None) => {
                    let help = "[opening] mon-fri = \"08:00-18:00\", or always = true";
                    let message = format!("channel `{name}` has no opening hours");
                    self.say("hours", at!("channels", name), message, "when is it open?", help);
                    None
                }
            };
            weeks.push(week.unwrap_or_else(hours::Week::always));
        }
        weeks
    }
}

/// Lines of cost that staffings have by themselves.
fn beside(staffings: &[Staffing]) -> Vec<CostLine> {
    let has = |line: &CostLine| {
        staffings.iter().any(|staffing| {
            let spending = &staffing.spending;
            spending.payments.iter().any(|payment| payment.purpose.line() == *line)
                || *line == CostLine::Admission && !spending.admission.is_empty()
        })
    };
    [CostLine::Admission, CostLine::Transition, CostLine::Programme].into_iter().filter(has).collect()
}

/// Problems of opening hours: what is said by steps of them cannot be judged.
fn about_hours(problem: &Problem) -> bool {
    let opening = Step::from("opening");
    problem.path.first() == Some(&opening) || problem.path.get(2) == Some(&opening)
}

/// Accounts that are not known: whoever names one of them would look wrong.
fn about_accounts(problem: &Problem) -> bool {
    problem.file.is_some() || problem.path.get(2) == Some(&Step::from("accounts"))
}

/// Problems of the people stage that leave everybody's name as it is.
fn is_of_one_person(problem: &Problem) -> bool {
    problem.file.is_none() && !matches!(problem.code, "unreadable" | "site" | "empty")
}
