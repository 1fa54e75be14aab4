//! From the file as written to the model: names become indices, every problem is collected.
//!
//! In: a [`Scenario`], and the files it names. Out: a [`Model`] with its [`Names`], or all problems, each
//! with the path of what is wrong. Must not know: spans, TOML, how a problem is shown.

mod account_teams;
mod accounts;
mod admission;
mod admitted;
mod answered;
mod at_limit;
mod carried_over;
mod cautions;
mod channels;
mod contracts;
mod cover;
mod crews;
mod days;
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
mod measured_factors;
mod money;
mod moves;
mod named;
mod overrides;
mod part_weeks;
mod parts;
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

use self::spending::beside;
use self::unsound::{about_accounts, is_of_one_person};
pub(super) use self::volumes::WEEKS;
use super::file::{Population, Scenario, Table};
use super::names::{Assumption, Caution, Names};
use super::problem::{FilePlace, Problem, Step, suggestion};
use super::{NOT_TEXT, SAVE_AS_TEXT};
use crate::model::Model;
use crate::random::Streams;

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
        self.note_closed_profiles(&groups, &volume);
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
        self.note_measured_factors(measured);
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
        self.note_rungs_at_limits(&staffings, &channels, &goals);
        self.note_shifts_of_nobody();
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
        names.cautions.extend(self.carried_over(&model));
        Some((model, names))
    }
}
