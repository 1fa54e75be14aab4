//! Rosters, and everybody who may be asked to work.
//!
//! In: `[rosters]`, the files of people that they name, the teams of all staffings. Out: [`People`]: sites, shifts
//! and persons, the same in every staffing; and money, which needs their clocks. Must not know: ladders, how accounts
//! are shared out.

use std::collections::{BTreeMap, BTreeSet};

use super::crews::Crew;
use super::hours::Week;
use super::moves::Phase;
use super::successions::Wanted;
use super::{Door, at};
use crate::distribution::Law;
use crate::model::{Calendar, Leave, Money, Person, Shift, Site};
use crate::random::{Purpose, subject};
use crate::scenario::file::{Absence as FileAbsence, OneOrMore, People as FilePeople, Person as FilePerson};
use crate::scenario::file::{Roster, Succession, Turnover};
use crate::scenario::problem::{FilePlace, Step, suggestion};
use crate::time::Date;

/// Sites, shifts and people, and where to find them.
#[expect(clippy::struct_field_names, reason = "people are one of the things found")]
pub(super) struct People {
    pub(super) sites: Vec<Site>,
    pub(super) site_names: Vec<String>,
    pub(super) shifts: Vec<Shift>,
    /// The name of each shift, and of that on another clock, too.
    pub(super) shift_names: Vec<String>,
    pub(super) people: Vec<Person>,
    pub(super) names: Vec<String>,
    /// Roster of each person.
    pub(super) rosters: Vec<String>,
    /// Groups that each person says to be admitted to.
    pub(super) admitted: Vec<Option<Vec<bool>>>,
    /// Whether the seat of each person has none.
    pub(super) unfilled: Vec<bool>,
    /// First person of each roster.
    pub(super) roster_starts: BTreeMap<String, u32>,
    /// Accounts that named people own under an explicit portfolio, and where that is said.
    pub(super) owned: BTreeMap<u32, (Vec<String>, Vec<Step>)>,
    /// Who each person's accounts go to.
    pub(super) wanted: Vec<Wanted>,
    /// Teams of each staffing, with those that hand over to it within the run.
    pub(super) teams: Vec<Vec<Crew>>,
    /// Teams of each staffing by itself.
    pub(super) plain: Vec<Vec<Crew>>,
    /// The moves that lead to each staffing.
    pub(super) phases: Vec<Vec<Phase>>,
    /// The days of the run.
    pub(super) calendar: Calendar,
}

/// The least factor on handle times: nobody is more than a hundred times as fast as the handle times say.
const LEAST_SPEED: f64 = 0.01;
/// Columns of a file of people.
const COLUMNS: [&str; 8] = ["name", "speed", "absence", "leave", "groups", "accounts", "successor", "deputy"];

impl Door<'_> {
    pub(super) fn people(&mut self, weeks: &[Week], calendar: &Calendar) -> (People, Money) {
        let mut places = self.places();
        let money = self.money(calendar, &places);
        let staffings = self.scenario.staffings.iter();
        let plain: Vec<Vec<Crew>> =
            staffings.map(|(name, staffing)| self.crews(name, staffing, &mut places, calendar)).collect();
        let phases = self.phases(&plain, calendar);
        let mut teams = Vec::new();
        for (index, (name, _)) in self.scenario.staffings.iter().enumerate() {
            let crews = self.moved(index, &phases[index], &plain, calendar);
            self.check_somebody_is_there(name, &crews, calendar);
            teams.push(crews);
        }
        self.check_shifts(&places, weeks);
        self.note_hours_outside(&places, weeks);
        let mut out = People {
            sites: places.sites,
            site_names: places.site_names,
            shifts: places.shifts,
            shift_names: places.shift_names,
            people: Vec::new(),
            names: Vec::new(),
            rosters: Vec::new(),
            admitted: Vec::new(),
            unfilled: Vec::new(),
            roster_starts: BTreeMap::new(),
            owned: BTreeMap::new(),
            wanted: Vec::new(),
            teams,
            plain,
            phases,
            calendar: calendar.clone(),
        };
        self.seats(&mut out);
        (out, money)
    }

    /// People of every roster, as many as the largest staffing needs.
    fn seats(&mut self, out: &mut People) {
        let mut needed: BTreeMap<String, (u32, usize)> = BTreeMap::new();
        let mut apart = BTreeSet::new();
        for crews in &out.teams {
            let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
            for crew in crews {
                *sums.entry(&crew.roster).or_default() += crew.count;
                let (_, site) = needed.entry(crew.roster.clone()).or_insert((0, crew.site));
                if *site != crew.site && apart.insert(crew.path.clone()) {
                    let message = format!(
                        "roster `{}` is used at two sites, `{}` and `{}`",
                        crew.roster, out.site_names[*site], out.site_names[crew.site]
                    );
                    let help = "give each site a roster of its own";
                    self.say("site", &crew.path, message, "another site", help);
                }
            }
            for (roster, sum) in sums {
                if let Some(most) = needed.get_mut(roster) {
                    most.0 = most.0.max(sum);
                }
            }
        }
        for (roster, (seats, site)) in needed {
            out.roster_starts.insert(roster.clone(), out.people.len() as u32);
            self.roster(&roster, seats, site, out);
        }
        self.check_people_names(out);
        self.check_successors(out);
        self.check_deputies(out);
    }

    /// Results name people: each has a name of their own, whatever the roster.
    fn check_people_names(&mut self, out: &People) {
        let mut names: Vec<(&str, usize)> =
            out.names.iter().enumerate().map(|(person, name)| (name.as_str(), person)).collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let (name, person) = pair[1];
            let starts = out.roster_starts.iter().filter(|(_, start)| **start as usize <= person);
            let Some((roster, _)) = starts.max_by_key(|(_, start)| **start) else { continue };
            let at = at!("rosters", roster.as_str(), "people", name);
            let message = format!("there are two people called `{name}`");
            self.say("twice", at, message, "again", "give each person a name of their own, in all rosters");
        }
    }

    fn roster(&mut self, name: &str, seats: u32, site: usize, out: &mut People) {
        let scenario = self.scenario;
        let facts = scenario.rosters.get(name).cloned().unwrap_or_default();
        if let Some(site) = &facts.site {
            self.find(&scenario.sites, "site", site, at!("rosters", name, "site"));
        }
        let nobody = matches!(facts.absence, None | Some(FileAbsence::Daily(0.0)));
        if facts.leave == 0.0 && nobody {
            self.assume(&format!("rosters.{name}.absence"), "0", "nobody is ever ill or on leave", false);
        }
        let speed = self.speed_of(name, &facts);
        let absence = self.absence_of(name, facts.absence.as_ref());
        let named = match &facts.people {
            None => Vec::new(),
            Some(FilePeople::Named(table)) => table.0.clone(),
            Some(FilePeople::File(file)) => self.people_file(file, name),
        };
        self.note_people_beyond(name, &named[named.len().min(seats as usize)..], seats);
        let own_site = scenario.sites.iter().nth(site);
        let of_site = own_site.map_or(1.0, |(_, site)| site.elsewhere());
        let leaving = self.leaving(name, &facts, &named, speed.as_ref(), of_site);
        let width = seats.to_string().len().max(2);
        for seat in 0..seats {
            let given = named.get(seat as usize);
            let person_name =
                given.map_or_else(|| format!("{name}-{:0width$}", seat + 1), |(person, _)| person.clone());
            let person = given.map(|(_, person)| person.clone()).unwrap_or_default();
            let at = |key: &str| at!("rosters", name, "people", person_name.as_str(), key).to_vec();
            let key = subject(&format!("{name}/{person_name}"));
            let drawn = |law: &Law| law.sample(&mut self.population.draw(Purpose::Speed, key, 0));
            let own = person.speed.unwrap_or_else(|| speed.as_ref().map_or(1.0, drawn));
            let leave = if person.leave.is_empty() {
                Leave::Share(facts.leave)
            } else {
                self.leave_dates(&person.leave, &at("leave"))
            };
            let admitted = person.groups.as_ref().map(|groups| self.admitted_to(groups, &at("groups")));
            if !person.accounts.is_empty() {
                out.owned.insert(out.people.len() as u32, (person.accounts.clone(), at("accounts")));
            }
            out.people.push(Person {
                key,
                seat,
                roster: subject(name),
                site: site as u16,
                speed: own * of_site,
                leave,
                absence: self.own_absence(
                    person.absence.as_ref(),
                    facts.absence.as_ref(),
                    &absence,
                    &at("absence"),
                ),
                turnover: leaving.of(given.map(|(_, person)| person)),
                population: self.population.key(key),
            });
            let shared = |rules: &Turnover| rules.succession == Succession::Shared;
            out.wanted.push(Wanted {
                shared: facts.turnover.as_ref().is_some_and(shared),
                successor: person.successor.clone().map(|successor| (successor, at("successor"))),
                deputy: person.deputy.clone().map(|deputy| (deputy, at("deputy"))),
            });
            out.admitted.push(admitted);
            out.names.push(person_name);
            out.rosters.push(name.to_string());
        }
        self.unfilled(name, out);
    }

    /// By how much the handle times of a roster's people are longer or shorter; `None` where they are all alike.
    fn speed_of(&mut self, name: &str, facts: &Roster) -> Option<Law> {
        let Some(given) = &facts.speed else {
            self.assume(&format!("rosters.{name}.speed"), "1", "everybody works equally fast", false);
            return None;
        };
        let speed = self.law(given, Some(1.0), at!("rosters", name, "speed"))?;
        if speed.mean() < LEAST_SPEED {
            let message = format!("`speed` is a factor on handle times and should be at least {LEAST_SPEED}");
            let help = "write 1 for people as fast as the handle times say, 0.9 for faster ones";
            self.say("range", at!("rosters", name, "speed"), message, "no time at all", help);
        }
        Some(speed)
    }

    /// By group: whether it is among those named.
    fn admitted_to(&mut self, groups: &[String], path: &[Step]) -> Vec<bool> {
        let scenario = self.scenario;
        let mut admitted = vec![false; scenario.groups.len()];
        for group in groups {
            if let Some(found) = self.find(&scenario.groups, "account group", group, path) {
                admitted[found] = true;
            }
        }
        admitted
    }

    /// Seats of the roster last added that have no person.
    fn unfilled(&mut self, roster: &str, out: &mut People) {
        let first = out.unfilled.len();
        out.unfilled.resize(out.names.len(), false);
        let given = self.scenario.rosters.get(roster).and_then(|facts| facts.unfilled.as_ref());
        let known: Vec<&str> = out.names[first..].iter().map(String::as_str).collect();
        for (index, person) in given.map(OneOrMore::words).unwrap_or_default().into_iter().enumerate() {
            if let Some(seat) = known.iter().position(|name| *name == person) {
                out.unfilled[first + seat] = true;
                continue;
            }
            let mut at = at!("rosters", roster, "unfilled").to_vec();
            if matches!(given, Some(OneOrMore::More(_))) {
                at.push(Step::Index(index));
            }
            let message = format!("nobody called `{person}` is in roster `{roster}`");
            self.say("unknown_name", &at, message, "no such person", &suggestion(person, known.clone()));
        }
    }

    fn leave_dates(&mut self, texts: &[String], path: &[Step]) -> Leave {
        let mut dates = Vec::new();
        for text in texts {
            let (from, to) = text.split_once("..").unwrap_or((text, text));
            match (Date::parse(from.trim()), Date::parse(to.trim())) {
                (Ok(from), Ok(to)) if from <= to => dates.push((from, to)),
                _ => {
                    let help = "write \"2026-02-02\" or \"2026-02-02..2026-02-13\"";
                    let message = format!("`{text}` is no stretch of days");
                    self.say("unit", path, message, "cannot be read", help);
                }
            }
        }
        Leave::Dates(dates)
    }

    fn people_file(&mut self, file: &str, roster: &str) -> Vec<(String, FilePerson)> {
        let Some(csv) = self.csv(file, &COLUMNS, at!("rosters", roster, "people")) else {
            return Vec::new();
        };
        let mut people: Vec<(String, FilePerson)> = Vec::new();
        let mut seen = BTreeSet::new();
        for row in &csv.rows {
            let name = csv.field(row, "name").unwrap_or_default().to_string();
            let place = |column: &str| csv.file_place(row, column);
            if name.is_empty() {
                continue;
            }
            if !seen.insert(name.clone()) {
                let FilePlace { line, column, .. } = place("name");
                let message = format!("`{name}` is named twice in `{file}`");
                self.in_file("twice", file, (line, column), message, Some("name people once".into()));
                continue;
            }
            self.rows_of.insert(at!("rosters", roster, "people", name.as_str()).to_vec(), place("name"));
            for column in &COLUMNS[1..] {
                let path = at!("rosters", roster, "people", name.as_str(), *column).to_vec();
                self.rows_of.insert(path, place(column));
            }
            let groups = csv.several(row, "groups");
            let person = FilePerson {
                speed: self.csv_number(&csv, row, "speed", (LEAST_SPEED, 100.0)),
                absence: self.csv_number(&csv, row, "absence", (0.0, 1.0)).map(FileAbsence::Daily),
                tenure: None,
                leave: csv.several(row, "leave"),
                groups: (!groups.is_empty()).then_some(groups),
                accounts: csv.several(row, "accounts"),
                successor: csv.field(row, "successor").filter(|name| !name.is_empty()).map(String::from),
                deputy: csv.field(row, "deputy").filter(|name| !name.is_empty()).map(String::from),
            };
            people.push((name, person));
        }
        people
    }
}
