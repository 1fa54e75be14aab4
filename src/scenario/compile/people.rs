//! Sites, shifts, rosters, and everybody who may be asked to work.

use std::collections::BTreeMap;

use super::hours::{Week, in_hours, stretch, weekdays};
use super::{Door, at};
use crate::distribution::Law;
use crate::model::{Break, Calendar, Leave, Person, Shift, Site};
use crate::random::{Purpose, subject};
use crate::scenario::file::{Agents, People as FilePeople, Person as FilePerson, Staffing, Team, Teams};
use crate::scenario::problem::Step;
use crate::time::{DAY, Date, Span, parse_span};

/// Sites, shifts and people, and where to find them.
pub(super) struct People {
    pub(super) sites: Vec<Site>,
    pub(super) site_names: Vec<String>,
    pub(super) shifts: Vec<Shift>,
    #[expect(clippy::struct_field_names, reason = "the people among sites, shifts and people")]
    pub(super) people: Vec<Person>,
    pub(super) names: Vec<String>,
    /// First person of each roster.
    pub(super) roster_starts: BTreeMap<String, u32>,
    /// Accounts that named people own under an explicit portfolio.
    pub(super) owned: BTreeMap<u32, Vec<String>>,
    /// Teams of each staffing: name, keys, where the keys stand.
    pub(super) teams: Vec<Vec<Crew>>,
}

/// A team of a staffing, resolved as far as its people.
#[derive(Debug, Clone)]
pub(super) struct Crew {
    pub(super) name: String,
    pub(super) team: Team,
    /// Path of the table to blame.
    pub(super) path: Vec<Step>,
    pub(super) site: usize,
    pub(super) roster: String,
    /// The shift of each of its people; empty under a plan without shifts.
    pub(super) shifts: Vec<u16>,
    /// How many people.
    pub(super) count: u32,
}

impl Door<'_> {
    pub(super) fn people(&mut self, calendar: &Calendar, weeks: &[Week]) -> People {
        let scenario = self.scenario;
        let mut out = People {
            sites: Vec::new(),
            site_names: Vec::new(),
            shifts: Vec::new(),
            people: Vec::new(),
            names: Vec::new(),
            roster_starts: BTreeMap::new(),
            owned: BTreeMap::new(),
            teams: Vec::new(),
        };
        let mut offsets = Vec::new();
        for (name, site) in scenario.sites.iter() {
            let offset = self.offset(name, site.utc_offset.as_deref());
            offsets.push(offset);
            if site.overtime.is_none() {
                self.assume(
                    &format!("sites.{name}.overtime"),
                    "1.25",
                    "overtime is paid at this multiple",
                    false,
                );
            }
            if site.full_time_hours.is_none() {
                self.assume(
                    &format!("sites.{name}.full_time_hours"),
                    "35",
                    "paid hours of a full-time week",
                    false,
                );
            }
            out.sites.push(Site {
                key: subject(name),
                hourly_cost: site.hourly_cost,
                overtime: site.overtime.unwrap_or(1.25),
                holidays: site.holidays.iter().filter_map(crate::scenario::file::DateText::date).collect(),
                full_time_hours: site.full_time_hours.unwrap_or(35.0),
            });
            out.site_names.push(name.to_string());
        }
        if out.sites.is_empty() {
            out.sites.push(Site {
                key: subject("site"),
                hourly_cost: 0.0,
                overtime: 1.25,
                holidays: Vec::new(),
                full_time_hours: 35.0,
            });
            out.site_names.push("site".into());
            offsets.push(0);
        }
        // A shift is in the local time of the site that uses it; sites of one shift must agree.
        let offset_of_shift = self.offsets_of_shifts(&offsets);
        for (index, (name, _)) in scenario.shifts.iter().enumerate() {
            let shift = self.shift(name, offset_of_shift[index], weeks);
            out.shifts.push(shift);
        }
        for (name, staffing) in scenario.staffings.iter() {
            let crews = self.crews(name, staffing);
            out.teams.push(crews);
        }
        self.seats(calendar, &mut out);
        out
    }

    fn offset(&mut self, site: &str, text: Option<&str>) -> Span {
        let Some(text) = text else { return 0 };
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        match parse_span(rest) {
            Ok(span) if span <= DAY => sign * span,
            _ => {
                let help = "hours ahead of the scenario's clock: \"1h\", \"-5h30m\"";
                self.say(
                    "unit",
                    at!("sites", site, "utc_offset"),
                    format!("`{text}` is no offset"),
                    "no offset",
                    help,
                );
                0
            }
        }
    }

    fn offsets_of_shifts(&mut self, offsets: &[Span]) -> Vec<Span> {
        let scenario = self.scenario;
        let mut of_shift: Vec<Option<Span>> = vec![None; scenario.shifts.len()];
        let own_teams = scenario.staffings.iter().filter_map(|(_, staffing)| match &staffing.teams {
            Some(Teams::Table(table)) => Some(table.iter().collect::<Vec<_>>()),
            _ => None,
        });
        let teams: Vec<(&str, &Team)> = scenario.teams.iter().chain(own_teams.flatten()).collect();
        for (name, team) in teams {
            let site = team.site.as_ref().and_then(|site| scenario.sites.index(site)).unwrap_or(0);
            let offset = offsets.get(site).copied().unwrap_or(0);
            for shift in team.shifts.iter().flatten() {
                let Some(index) = scenario.shifts.index(shift) else { continue };
                if of_shift[index].is_some_and(|other| other != offset) {
                    let message = format!("shift `{shift}` is used at sites with different offsets");
                    let help = "shifts are in local time: define one for each site";
                    self.say("shift", at!("teams", name, "shifts"), message, "another offset", help);
                }
                of_shift[index] = Some(offset);
            }
        }
        of_shift.into_iter().map(|offset| offset.unwrap_or(0)).collect()
    }

    fn shift(&mut self, name: &str, offset: Span, weeks: &[Week]) -> Shift {
        let Some(shift) = self.scenario.shifts.get(name) else { unreachable!("the name is of this table") };
        let mut out = Shift { hours: [None; 7], breaks: Vec::new() };
        let at = at!("shifts", name, "hours");
        let (from, mut to) = match stretch(&shift.hours) {
            Ok(hours) => hours,
            Err(cause) => {
                self.say("hours", at, cause, "cannot be read", "");
                return out;
            }
        };
        if to <= from {
            to += DAY;
        }
        let days: Vec<usize> = match &shift.days {
            None => (0..7).collect(),
            Some(words) => {
                let mut days = Vec::new();
                for word in words.words() {
                    if let Some(more) = weekdays(word) {
                        days.extend(more);
                    } else {
                        let message = format!("`{word}` names no weekday");
                        let help = "write mon, tue, … sun, or a range such as mon-fri";
                        self.say("days", at!("shifts", name, "days"), message, "not a weekday", help);
                    }
                }
                days
            }
        };
        // The scenario's clock is the site's less its offset.
        let (from, to) = (from - offset, to - offset);
        let mut useful = false;
        for day in days {
            out.hours[day] = Some((from, to));
            let open = weeks.iter().flat_map(|week| week.stretches(day).iter());
            useful |= open.clone().any(|stretch| stretch.0 < to && from < stretch.1)
                || weeks
                    .iter()
                    .any(|week| week.stretches((day + 1) % 7).iter().any(|next| next.0 + DAY < to));
        }
        if !useful {
            let message = format!(
                "shift `{name}` lies outside the opening hours of every channel ({:.1} h to {:.1} h of the scenario's clock)",
                in_hours(from),
                in_hours(to)
            );
            self.say(
                "shift",
                at,
                message,
                "nobody could be served",
                "mind the site's utc_offset, and the days",
            );
        }
        for (index, pause) in shift.breaks.iter().enumerate() {
            let mut start = pause.start.span() - offset;
            if start < from {
                start += DAY;
            }
            let length = pause.length.span();
            if start < from || start + length > to {
                let at = at!("shifts", name, "breaks", index, "start");
                self.say(
                    "shift",
                    at,
                    format!("this break lies outside shift `{name}`"),
                    "outside the shift",
                    "",
                );
            }
            out.breaks.push(Break { start, length, paid: pause.paid, passes: pause.passes });
        }
        if out.breaks.windows(2).any(|pair| pair[0].start + pair[0].length > pair[1].start) {
            let message = format!("the breaks of shift `{name}` overlap or are out of order");
            self.say("shift", at!("shifts", name, "breaks"), message, "overlap", "");
        }
        out
    }

    /// The teams of a staffing with their people counted.
    fn crews(&mut self, name: &str, staffing: &Staffing) -> Vec<Crew> {
        let scenario = self.scenario;
        let mut all: Vec<(String, Team, Vec<Step>)> = Vec::new();
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
            let mut kept = Vec::new();
            for (index, wanted) in names.iter().enumerate() {
                if let Some(team) = all.iter().find(|(known, ..)| known == wanted) {
                    kept.push(team.clone());
                } else {
                    let help = suggestion_of(wanted, &all);
                    let at = at!("staffings", name, key, index);
                    self.say(
                        "unknown_name",
                        at,
                        format!("there is no team `{wanted}`"),
                        "no such team",
                        &help,
                    );
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
        all.into_iter().filter_map(|(team, keys, at)| self.crew(team, keys, at)).collect()
    }

    fn crew(&mut self, name: String, team: Team, path: Vec<Step>) -> Option<Crew> {
        let scenario = self.scenario;
        let key = |key: &str| [&path[..], at!(key)].concat();
        let site = match &team.site {
            Some(site) => self.find(&scenario.sites, "site", site, &key("site"))?,
            None if scenario.sites.len() <= 1 => 0,
            None => {
                let message = format!("team `{name}` does not say at which site it is");
                self.say("missing_key", &path, message, "no `site`", "add site = \"…\"");
                return None;
            }
        };
        let roster = if let Some(roster) = &team.roster {
            self.find(&scenario.rosters, "roster", roster, &key("roster"))?;
            roster.clone()
        } else {
            let site_name = scenario.sites.names().get(site).copied().unwrap_or("site");
            let of_site = scenario.rosters.iter().find(|(roster, facts)| {
                facts
                    .site
                    .as_deref()
                    .map_or(*roster == site_name || scenario.sites.len() <= 1, |at| at == site_name)
            });
            of_site.map_or_else(|| site_name.to_string(), |(roster, _)| roster.to_string())
        };
        let mut shifts = Vec::new();
        let mut good = true;
        for (index, shift) in team.shifts.iter().flatten().enumerate() {
            let at = [&key("shifts")[..], at!(index)].concat();
            match self.find(&scenario.shifts, "shift", shift, &at) {
                Some(found) => shifts.push(found as u16),
                None => good = false,
            }
        }
        if !good {
            return None;
        }
        let free_plan = team.always == Some(true) || team.agents_per_interval.is_some();
        let (count, order) = match (&team.agents_per_interval, &team.agents) {
            (Some(counts), _) => (counts.iter().copied().max().unwrap_or(0), Vec::new()),
            (None, None) => {
                let message = format!("team `{name}` does not say how many people it has");
                self.say(
                    "missing_key",
                    &path,
                    message,
                    "no `agents`",
                    "add agents = 12, or agents = { early = 6, late = 6 }",
                );
                return None;
            }
            (None, Some(Agents::Count(count))) => {
                if shifts.is_empty() && !free_plan {
                    let message = format!("team `{name}` has no shifts");
                    let help = "add shifts = [\"…\"], agents_per_interval, or always = true";
                    self.say("missing_key", &path, message, "when do they work?", help);
                    return None;
                }
                let order =
                    (0..*count as usize).filter_map(|seat| shifts.get(seat % shifts.len().max(1)).copied());
                (*count, order.collect())
            }
            (None, Some(Agents::ByShift(table))) => {
                let mut wanted = Vec::new();
                for (shift, count) in table.iter() {
                    let at = [&key("agents")[..], at!(shift)].concat();
                    wanted.push((self.find(&scenario.shifts, "shift", shift, &at)? as u16, *count));
                }
                let order = in_proportion(&wanted);
                (order.len() as u32, order)
            }
        };
        if count == 0 {
            let message = format!("team `{name}` is empty");
            self.say(
                "empty",
                &key("agents"),
                message,
                "nobody",
                "give it at least one person, or leave the team out",
            );
            return None;
        }
        Some(Crew {
            name,
            team,
            path,
            site,
            roster,
            shifts: if free_plan { Vec::new() } else { order },
            count,
        })
    }

    /// People of every roster, as many as the largest staffing needs.
    fn seats(&mut self, calendar: &Calendar, out: &mut People) {
        let mut needed: BTreeMap<String, (u32, usize)> = BTreeMap::new();
        for crews in &out.teams {
            let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
            for crew in crews {
                *sums.entry(&crew.roster).or_default() += crew.count;
                needed.entry(crew.roster.clone()).or_insert((0, crew.site));
            }
            for (roster, sum) in sums {
                if let Some(most) = needed.get_mut(roster) {
                    most.0 = most.0.max(sum);
                }
            }
        }
        for (roster, (seats, site)) in needed {
            out.roster_starts.insert(roster.clone(), out.people.len() as u32);
            self.roster(&roster, seats, site, calendar, out);
        }
    }

    fn roster(&mut self, name: &str, seats: u32, site: usize, calendar: &Calendar, out: &mut People) {
        let facts = self.scenario.rosters.get(name).cloned().unwrap_or_default();
        if let Some(site) = &facts.site {
            self.find(&self.scenario.sites, "site", site, at!("rosters", name, "site"));
        }
        let speed =
            facts.speed.as_ref().and_then(|law| self.law(law, Some(1.0), at!("rosters", name, "speed")));
        let named = match &facts.people {
            None => Vec::new(),
            Some(FilePeople::Named(table)) => table.0.clone(),
            Some(FilePeople::File(file)) => self.people_file(file, name),
        };
        let of_site =
            self.scenario.sites.iter().nth(site).and_then(|(_, site)| site.handle_time_factor).unwrap_or(1.0);
        let width = seats.to_string().len().max(2);
        for seat in 0..seats {
            let given = named.get(seat as usize);
            let person_name =
                given.map_or_else(|| format!("{name}-{:0width$}", seat + 1), |(person, _)| person.clone());
            let person = given.map(|(_, person)| person.clone()).unwrap_or_default();
            let key = subject(&format!("{name}/{person_name}"));
            let drawn = |law: &Law| law.sample(&mut self.population.draw(Purpose::Speed, key, 0));
            let own = person.speed.unwrap_or_else(|| speed.as_ref().map_or(1.0, drawn));
            let leave = if person.leave.is_empty() {
                Leave::Share(facts.leave)
            } else {
                self.leave_dates(&person.leave, at!("rosters", name, "people", person_name.as_str(), "leave"))
            };
            let admitted = person.groups.as_ref().map(|groups| {
                let mut admitted = vec![false; self.scenario.groups.len()];
                for (index, group) in groups.iter().enumerate() {
                    let at = at!("rosters", name, "people", person_name.as_str(), "groups", index);
                    if let Some(found) = self.find(&self.scenario.groups, "account group", group, at) {
                        admitted[found] = true;
                    }
                }
                admitted
            });
            if !person.accounts.is_empty() {
                out.owned.insert(out.people.len() as u32, person.accounts.clone());
            }
            out.people.push(Person {
                key,
                seat,
                roster: subject(name),
                site: site as u16,
                speed: own * of_site,
                leave,
                absence: person.absence.unwrap_or(facts.absence),
                admitted,
            });
            out.names.push(person_name);
        }
        let _ = calendar;
    }

    fn leave_dates(&mut self, texts: &[String], path: &[Step]) -> Leave {
        let mut dates = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let (from, to) = text.split_once("..").unwrap_or((text, text));
            match (Date::parse(from.trim()), Date::parse(to.trim())) {
                (Ok(from), Ok(to)) if from <= to => dates.push((from, to)),
                _ => {
                    let help = "write \"2026-02-02\" or \"2026-02-02..2026-02-13\"";
                    let at = [path, at!(index)].concat();
                    self.say("unit", &at, format!("`{text}` is no stretch of days"), "cannot be read", help);
                }
            }
        }
        Leave::Dates(dates)
    }

    fn people_file(&mut self, file: &str, roster: &str) -> Vec<(String, FilePerson)> {
        let Some(text) = self.file(file, at!("rosters", roster, "people")) else { return Vec::new() };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        let column = |name: &str| headers.iter().position(|header| header == name);
        let Some(name_at) = column("name") else {
            let help = "the first line names the columns: name[, speed, absence]";
            self.in_file("columns", file, (1, 1), "there is no column `name`".into(), Some(help.into()));
            return Vec::new();
        };
        let mut people = Vec::new();
        for (row, record) in reader.records().enumerate() {
            let line = row + 2;
            let Ok(record) = record else {
                self.in_file("row", file, (line, 1), "this row cannot be read".into(), None);
                continue;
            };
            let number = |door: &mut Self, name: &str| -> Option<f64> {
                let text = record.get(column(name)?).filter(|text| !text.is_empty())?;
                let value = text.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0);
                if value.is_none() {
                    let message = format!("`{name}` should be a number of 0 or more, not `{text}`");
                    door.in_file("row", file, (line, 1), message, None);
                }
                value
            };
            let person = FilePerson {
                speed: number(self, "speed"),
                absence: number(self, "absence"),
                ..FilePerson::default()
            };
            people.push((record.get(name_at).unwrap_or_default().to_string(), person));
        }
        people
    }
}

/// Seats dealt out to shifts in proportion, so that the first n seats are as even as n allows.
fn in_proportion(wanted: &[(u16, u32)]) -> Vec<u16> {
    let total: u32 = wanted.iter().map(|(_, count)| count).sum();
    let mut given = vec![0_u32; wanted.len()];
    let mut order = Vec::with_capacity(total as usize);
    for _ in 0..total {
        // The shift that is furthest behind its share.
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

fn suggestion_of(word: &str, teams: &[(String, Team, Vec<Step>)]) -> String {
    let names: Vec<&str> = teams.iter().map(|(name, ..)| name.as_str()).collect();
    crate::scenario::problem::suggestion(word, names)
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
