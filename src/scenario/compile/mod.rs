//! From the file as written to the model: names become indices, every problem is collected.
//!
//! In: a [`Scenario`], and the files it names. Out: a [`Model`] with its [`Names`], or all problems, each
//! with the path of what is wrong. Must not know: spans, TOML, how a problem is shown.

mod accounts;
mod goals;
mod hours;
mod ladders;
mod laws;
mod people;
mod staffings;
mod volumes;

use super::file::{Kind as FileKind, Scenario, Table};
use super::names::{Assumption, Names};
use super::problem::{FilePlace, Problem, Step, suggestion};
use crate::distribution::Law;
use crate::model::{Calendar, Channel, Clock, Closing, Kind, Model, Patience, Redial};
use crate::random::{Streams, subject};
use crate::time::{MINUTE, SECOND};

/// Reads a file that the scenario names, by the path as written.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// What every part of the compilation shares.
pub(super) struct Door<'a> {
    scenario: &'a Scenario,
    read_file: &'a ReadFile<'a>,
    population: Streams,
    problems: Vec<Problem>,
    assumptions: Vec<Assumption>,
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
                let help = "paths count from the scenario's folder";
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
    let mut door = Door {
        scenario,
        read_file,
        population: Streams::population(scenario.population),
        problems: Vec::new(),
        assumptions: Vec::new(),
    };
    let compiled = door.compile();
    match compiled {
        Some(both) if door.problems.is_empty() => Ok(both),
        _ => Err(door.problems),
    }
}

impl Door<'_> {
    fn compile(&mut self) -> Option<(Model, Names)> {
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
        if !self.problems.is_empty() {
            return None;
        }
        let weeks = self.weeks()?;
        let calendar = self.calendar(&weeks)?;
        let channels = self.channels(&calendar, &weeks);
        let groups = self.groups(&calendar, &weeks);
        let volume = self.volume(&calendar, &weeks, &groups);
        let people = self.people(&calendar, &weeks);
        let (goals, goal_names) = self.goals();
        if !self.problems.is_empty() {
            return None;
        }
        let (staffings, reference_owners, ladders, teams) = self.staffings(&channels, &groups, &people);
        let baseline = match &scenario.baseline {
            Some(name) => self.find(&scenario.staffings, "staffing", name, at!("baseline")).unwrap_or(0),
            None => 0,
        };
        let own = |names: Vec<&str>| names.into_iter().map(String::from).collect::<Vec<String>>();
        let reasons = if scenario.reasons.is_empty() { vec!["any".into()] } else { own(self.reasons()) };
        let names = Names {
            title: scenario.title.clone(),
            currency: scenario.currency.clone(),
            channels: own(scenario.channels.names()),
            groups: own(scenario.groups.names()),
            reasons,
            sites: people.site_names.clone(),
            accounts: groups.account_names,
            people: people.names.clone(),
            staffings: own(scenario.staffings.names()),
            ladders,
            teams,
            goals: goal_names,
            baseline,
            seed: scenario.run.seed,
            replications: scenario.run.replications,
            max_replications: scenario.run.max_replications,
            assumptions: std::mem::take(&mut self.assumptions),
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
            reference_owners,
        };
        Some((model, names))
    }

    fn channels(&mut self, calendar: &Calendar, weeks: &[hours::Week]) -> Vec<Channel> {
        let mut channels = Vec::new();
        for (index, (name, channel)) in self.scenario.channels.iter().enumerate() {
            let at = |key: &str| vec![Step::from("channels"), Step::from(name), Step::from(key)];
            let kind = match channel.kind {
                FileKind::Live => Kind::Live,
                FileKind::Deferrable => Kind::Deferrable,
                FileKind::Proactive => Kind::Proactive,
            };
            let clock = match channel.clock {
                Some(super::file::Clock::Wall) => Clock::Wall,
                Some(super::file::Clock::Opening) => Clock::Opening,
                None => {
                    if kind == Kind::Live {
                        Clock::Wall
                    } else {
                        Clock::Opening
                    }
                }
            };
            let in_time = channel.in_time.as_ref().map_or(20 * SECOND, super::file::Duration::span);
            if channel.in_time.is_none() {
                self.assume(
                    &format!("channels.{name}.in_time"),
                    "20s",
                    "longest wait that counts as in time",
                    false,
                );
            }
            let goal_time = (kind != Kind::Live)
                .then(|| channel.goal_time.as_ref().map_or(in_time, super::file::Duration::span));
            let escalate = match (&channel.escalate, goal_time) {
                (Some(escalate), Some(goal)) if escalate.span() > goal => {
                    let help = "escalation begins when less than this is left of the goal time";
                    self.say(
                        "range",
                        &at("escalate"),
                        "`escalate` is longer than the goal time",
                        "too long",
                        help,
                    );
                    goal
                }
                (Some(escalate), _) => escalate.span(),
                (None, Some(goal)) => {
                    let note = "deferrable work goes first once less than this is left of its goal time";
                    self.assume(
                        &format!("channels.{name}.escalate"),
                        "a quarter of the goal time",
                        note,
                        false,
                    );
                    goal / 4
                }
                (None, None) => 0,
            };
            let week = &weeks[index];
            let patience = channel
                .patience
                .as_ref()
                .and_then(|patience| self.patience(patience, channel.balk, calendar, week, &at("patience")))
                .or_else(|| {
                    (channel.balk > 0.0).then(|| Patience {
                        law: crate::model::ByInterval::constant(endless()),
                        balk: channel.balk,
                    })
                });
            if kind == Kind::Live && channel.patience.is_none() {
                let note = "contacts wait for ever: service levels look worse and waits longer than with abandonment";
                self.assume(&format!("channels.{name}.patience"), "none", note, false);
            }
            let redial = self.redial(channel.redial.as_ref(), &at("redial"));
            if kind == Kind::Live && channel.interrupts {
                let note = "live contacts interrupt deferrable work that is not urgent";
                self.assume(&format!("channels.{name}.interrupts"), "true", note, false);
            }
            channels.push(Channel {
                key: subject(name),
                kind,
                clock,
                opening: week.opening(calendar),
                closing: match channel.closing {
                    super::file::Closing::Drain => Closing::Drain,
                    super::file::Closing::Clear => Closing::Clear,
                },
                patience,
                redial,
                interrupts: channel.interrupts,
                in_time,
                strict: channel.strict,
                short_abandon: channel.short_abandon.as_ref().map_or(5 * SECOND, super::file::Duration::span),
                goal_time,
                escalate,
            });
        }
        channels
    }

    /// Contact reasons by name: the drawing of a reason must not depend on the order of the file.
    fn reasons(&self) -> Vec<&str> {
        let mut names = self.scenario.reasons.names();
        names.sort_unstable();
        names
    }

    fn redial(&mut self, redial: Option<&super::file::Redial>, path: &[Step]) -> Option<Redial> {
        let redial = redial?;
        let delay = self.seconds_law(&redial.delay, &[path, at!("delay")].concat())?;
        Some(Redial { probability: redial.probability, delay })
    }

    /// The calendar: long enough for the days asked for.
    fn calendar(&mut self, weeks: &[hours::Week]) -> Option<Calendar> {
        let run = &self.scenario.run;
        let start = run.start.date()?;
        let interval = run.interval.span();
        if ![15 * MINUTE, 30 * MINUTE, 60 * MINUTE].contains(&interval) {
            let help = "write \"15m\", \"30m\" or \"60m\"";
            self.say(
                "unit",
                at!("run", "interval"),
                "`interval` is 15, 30 or 60 minutes",
                "not one of them",
                help,
            );
            return None;
        }
        let mut days = run.warm_up;
        let mut counted = 0;
        let never_open = weeks.iter().all(|week| (0..7).all(|day| !week.is_open(day)));
        if never_open {
            let help = "[opening] mon-fri = \"08:00-18:00\"";
            self.say("hours", at!("opening"), "no channel is ever open", "no opening hours", help);
            return None;
        }
        while counted < run.days {
            let weekday = start.plus_days(days as i32).weekday().index();
            let open = weeks.iter().any(|week| week.is_open(weekday));
            counted += u32::from(run.count == super::file::Days::Calendar || open);
            days += 1;
        }
        // Closed days after the last working day belong to its week: figures per month and week cover whole weeks.
        let closed = |days: u32| {
            let weekday = start.plus_days(days as i32).weekday().index();
            weekday != start.weekday().index() && weeks.iter().all(|week| !week.is_open(weekday))
        };
        while run.count == super::file::Days::Working && closed(days) {
            days += 1;
        }
        Some(Calendar { start, days, warm_up_days: run.warm_up, interval })
    }

    /// The opening hours of each channel.
    fn weeks(&mut self) -> Option<Vec<hours::Week>> {
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
            weeks.extend(week);
        }
        (weeks.len() == self.scenario.channels.len()).then_some(weeks)
    }
}

/// A law that stands for "never within any run": a hundred years, in seconds.
fn endless() -> Law {
    match Law::deterministic(3.2e9) {
        Ok(law) => law,
        Err(_) => unreachable!("a positive constant is a law"),
    }
}
