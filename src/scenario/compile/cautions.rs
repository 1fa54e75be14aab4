//! What a scenario may mean, but hardly does: keys without effect, people who never work, hours in which nothing comes.
//!
//! In: the file, and what it has become so far. Out: [`Caution`]s, said by `check` and beside a run's figures. Must not
//! know: how they are shown, what a run gives.

use std::collections::BTreeSet;

use super::Door;
use super::crews::Crew;
use super::hours::{Week, in_hours};
use super::parts::Parts;
use super::people::People;
use super::sites::Places;
use crate::math::counted;
use crate::model::{Account, Leave, Traced, Volume};
use crate::scenario::file::{self, Agents, PortfolioRule, Team, Teams};
use crate::scenario::names::Caution;
use crate::scenario::problem::{Step, dotted};
use crate::time::{DAY, Date, HOUR, Span, format_clock};
use crate::workforce::timeline::is_holiday;

/// Paid time of a day outside all opening hours from which on it is more than getting ready and clearing up.
const LONG: Span = HOUR;

/// The largest coefficient of variation that is taken as it stands: that of busyness is at most this.
const MOST_CV: f64 = 5.0;

/// So many people are named where more are meant.
const NAMED: usize = 3;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Door<'_> {
    /// Says something of a staffing, or of all, once.
    pub(super) fn caution(&mut self, code: &str, staffing: Option<&str>, message: String, remedy: &str) {
        self.caution_of_dates(code, staffing, (message, Vec::new()), remedy);
    }

    /// The same of what is about some dates.
    fn caution_of_dates(
        &mut self,
        code: &str,
        staffing: Option<&str>,
        (message, dates): (String, Vec<Date>),
        remedy: &str,
    ) {
        let staffing = staffing.map(Into::into);
        let caution = Caution { code: code.into(), staffing, message, remedy: remedy.into(), dates };
        if !self.cautions.contains(&caution) {
            self.cautions.push(caution);
        }
    }

    /// Rules for portfolios where nobody owns anything.
    pub(super) fn note_portfolio_without_owners(&mut self, parts: &Parts<'_>) {
        if parts.owned.contains(&true) {
            return;
        }
        let given = [
            ("portfolio", parts.rules.portfolio.is_some()),
            ("owners_from", parts.rules.owners_from.is_some()),
        ];
        for (key, _) in given.iter().filter(|(_, is_given)| *is_given) {
            let message = format!("`{key}` has no effect: no rung of its ladders is for owners.");
            let remedy = format!("Give a ladder the rung \"owner\", or take `{key}` out.");
            self.caution("no_effect", Some(parts.name), message, &remedy);
        }
    }

    /// A push rule that goes by ranks where no team has a rank that another has not.
    pub(super) fn note_ranks(&mut self, name: &str, teams: &[crate::model::Team]) {
        if teams.windows(2).all(|pair| pair[0].rank == pair[1].rank) {
            let message = "`push = \"ranked\"` has nothing to go by: all teams have the same `rank`. Who is idle longest is \
                           asked.";
            let remedy = "Give teams ranks by group, rank = { key = 1 }, the lowest first; or take it out.";
            self.caution("no_effect", Some(name), message.into(), remedy);
        }
    }

    /// A rule that goes by a mark which all owned accounts share, or by a value that none has.
    pub(super) fn note_rule_without_marks(&mut self, parts: &Parts<'_>, rule: PortfolioRule) {
        let accounts = parts.groups.accounts.iter().enumerate().filter(|(index, account)| {
            parts.owned[usize::from(account.group)] && parts.dedicated.get(*index) != Some(&false)
        });
        let owned: Vec<&Account> = accounts.map(|(_, account)| account).collect();
        self.note_without_marks(parts.name, ("portfolio", "owned account", "owned accounts"), rule, &owned);
    }

    /// The same of the rule by which teams have the accounts that nobody owns.
    pub(super) fn note_teams_without_marks(&mut self, parts: &Parts<'_>, accounts: &[usize]) {
        let Some(rule) = parts.rules.account_teams else { return };
        let dealt: Vec<&Account> = accounts.iter().map(|account| &parts.groups.accounts[*account]).collect();
        self.note_without_marks(
            parts.name,
            ("account_teams", "account without an owner", "accounts without an owner"),
            rule,
            &dealt,
        );
    }

    fn note_without_marks(
        &mut self,
        name: &str,
        (key, one, several): (&str, &str, &str),
        rule: PortfolioRule,
        accounts: &[&Account],
    ) {
        let differ = |mark: fn(&Account) -> u16| accounts.windows(2).any(|two| mark(two[0]) != mark(two[1]));
        let (why, word, remedy) = match rule {
            PortfolioRule::Sector if !differ(|account| account.sector) => (
                format!("all {several} are of one sector"),
                "sector",
                "Give groups `sectors`, or accounts a `sector` each.",
            ),
            PortfolioRule::Area if !differ(|account| account.area) => (
                format!("all {several} are of one area"),
                "area",
                "Give groups `areas`, or accounts an `area` each.",
            ),
            PortfolioRule::Value if accounts.iter().all(|account| account.value <= 0.0) => {
                (format!("no {one} has a value"), "value", "Give groups a `value`, or accounts one each.")
            }
            _ => return,
        };
        if accounts.len() > 1 {
            let message = format!("`{key} = \"{word}\"` has nothing to go by: {why}.");
            self.caution("no_effect", Some(name), message, remedy);
        }
    }

    /// What is said of every staffing alike is said once, of none.
    pub(super) fn say_holidays_once(&mut self) {
        let staffings = self.scenario.staffings.len();
        let told = self.cautions.iter().filter(|one| one.code == "holiday");
        let mut told = told.map(|one| (&one.message, &one.dates)).collect::<Vec<_>>();
        let all = told.len();
        told.dedup();
        if staffings < 2 || all < staffings || told.len() > 1 {
            return;
        }
        let mut is_first = true;
        self.cautions.retain_mut(|one| {
            if one.code != "holiday" {
                return true;
            }
            one.staffing = None;
            std::mem::take(&mut is_first)
        });
    }

    /// Accounts that people are said to own, where no portfolio looks at it.
    pub(super) fn note_accounts_of_people(&mut self, people: &People) {
        let is_explicit = |given: Option<&file::Portfolio>| {
            matches!(given, Some(file::Portfolio::Rule(PortfolioRule::Explicit)))
        };
        let looks = |staffing: &file::Staffing| {
            let later = staffing.reorganisation.as_ref().and_then(|new| new.portfolio.as_ref());
            is_explicit(staffing.portfolio.as_ref()) || is_explicit(later)
        };
        let Some(first) = people.owned.keys().next() else { return };
        if self.scenario.staffings.iter().any(|(_, staffing)| looks(staffing)) {
            return;
        }
        let name = &people.names[*first as usize];
        let whose = match people.owned.len() - 1 {
            0 => format!("of `{name}`"),
            more => format!("of `{name}` and {}", counted(more, "other person", "other people")),
        };
        let message =
            format!("The `accounts` {whose} are not used: no staffing has `portfolio = \"explicit\"`.");
        let remedy = "Write it in the staffing that they are meant for, or take the accounts out.";
        self.caution("no_effect", None, message, remedy);
    }

    /// People by name for whom no staffing has a seat.
    pub(super) fn note_people_beyond(&mut self, roster: &str, beyond: &[(String, file::Person)], seats: u32) {
        let names: Vec<&str> = beyond.iter().map(|(name, _)| name.as_str()).collect();
        let Some(out) = quoted(&names) else { return };
        let message = format!(
            "Roster `{roster}` has {} by name, but no staffing has more than {} for them: {out} {} in none.",
            counted(beyond.len() as u32 + seats, "person", "people"),
            counted(seats, "seat", "seats"),
            if beyond.len() == 1 { "is" } else { "are" },
        );
        let remedy = "Raise `agents` of a team, or take them out: who is named first has a seat first.";
        self.caution("no_effect", None, message, remedy);
    }

    /// A law that varies as nothing does that people do: the file may mean per cent.
    pub(super) fn note_cv(&mut self, cv: f64, path: &[Step]) {
        if cv > MOST_CV {
            let message = format!(
                "The law of `{}` has a `cv` of {cv}: a standard deviation of {cv} times the mean.",
                dotted(path)
            );
            let remedy = format!("If per cent are meant, write cv = {}.", cv / 100.0);
            self.caution("large_cv", None, message, &remedy);
        }
    }

    /// A rung that opens to those who may take the contact already.
    pub(super) fn note_rung_again(&mut self, to: &[&str], index: usize, path: &[Step]) {
        let staffing = match path {
            [_, Step::Key(name), ..] => Some(name.as_str()),
            _ => None,
        };
        let message = format!(
            "Rung {} of `{}`, `{}`, opens to nobody new: who may take the contact there may do so before.",
            index + 1,
            dotted(path.get(2..).unwrap_or(path)),
            to.join("`, `"),
        );
        let remedy = "Take it out, or open it to others, such as \"anyone\".";
        self.caution("no_effect", staffing, message, remedy);
    }

    /// Holidays and dates of leave that all lie outside the run.
    pub(super) fn note_dates_outside(&mut self, people: &People) {
        let calendar = &people.calendar;
        let (first, last) = (calendar.start, calendar.last_date());
        // A shift of the eve may last into the run, and where clocks differ it is another day at a site.
        let is_outside = |(from, to): (Date, Date)| to < first.plus_days(-2) || from > last.plus_days(1);
        let sites = people.sites.iter().zip(&people.site_names);
        let sites = sites.filter(|(site, _)| {
            !site.holidays.is_empty() && site.holidays.iter().all(|day| is_outside((*day, *day)))
        });
        let away = people.people.iter().zip(&people.names).filter(|(person, _)| match &person.leave {
            Leave::Dates(dates) => !dates.is_empty() && dates.iter().all(|dates| is_outside(*dates)),
            Leave::Share(_) => false,
        });
        let sites: Vec<&str> = sites.map(|(_, name)| name.as_str()).collect();
        let away: Vec<&str> = away.map(|(_, name)| name.as_str()).collect();
        for (what, key, whose) in [("holidays", "holidays", sites), ("dates of leave", "leave", away)] {
            let Some(names) = quoted(&whose) else { continue };
            let message =
                format!("The {what} of {names} have no effect: all lie outside the run, {first} to {last}.");
            let remedy = format!("Mind the year, move `run.start`, or take `{key}` out.");
            self.caution("no_effect", None, message, &remedy);
        }
    }

    /// More people in one table than its own plan by the interval ever calls.
    pub(super) fn note_people_never_called(&mut self) {
        let scenario = self.scenario;
        let plain = scenario.teams.iter().map(|(name, team)| (None, name, team));
        let own = scenario.staffings.iter().flat_map(|(staffing, given)| match &given.teams {
            Some(Teams::Table(table)) => {
                table.iter().map(|(name, team)| (Some(staffing), name, team)).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        });
        let all: Vec<(Option<&str>, &str, &Team)> = plain.chain(own).collect();
        for (staffing, name, team) in all {
            let (Some(counts), Some(agents)) = (&team.agents_per_interval, &team.agents) else { continue };
            let most = counts.iter().copied().max().unwrap_or(0);
            let said = match agents {
                Agents::Count(count) => *count,
                Agents::ByShift(table) => {
                    table.iter().fold(0, |sum: u32, (_, count)| sum.saturating_add(*count))
                }
            };
            if said > most {
                let message = format!(
                    "Team `{name}` has `agents` of {said}, but its `agents_per_interval` calls {most} at most: the others \
                     do not exist."
                );
                let remedy =
                    "Take `agents` out, or give the team shifts in the place of `agents_per_interval`.";
                self.caution("no_effect", staffing, message, remedy);
            }
        }
    }

    /// Shifts that no team works, and that nobody else can: whoever wrote them counts on people who do not come.
    pub(super) fn note_shifts_of_nobody(&mut self) {
        let scenario = self.scenario;
        let own = scenario.staffings.iter().filter_map(|(_, given)| match &given.teams {
            Some(Teams::Table(table)) => Some(table.iter()),
            _ => None,
        });
        let teams = scenario.teams.iter().chain(own.flatten());
        let worked: BTreeSet<&str> =
            teams.flat_map(|(_, team)| team.shifts.iter().flatten().map(String::as_str)).collect();
        let idle: Vec<&str> =
            scenario.shifts.names().into_iter().filter(|name| !worked.contains(name)).collect();
        let Some(names) = quoted(&idle) else { return };
        let (verb, them) = if idle.len() == 1 { ("has", "it") } else { ("have", "them") };
        let message = format!("{names} of [shifts] {verb} no effect: no team works {them}.");
        let remedy =
            format!("Name {them} in `shifts` of a team, with people in its `agents`, or take {them} out.");
        self.caution("no_effect", None, message, &remedy);
    }

    /// Shifts whose people are paid for long while no channel is open. What can be deferred is done in such hours.
    pub(super) fn note_hours_outside(&mut self, places: &Places, weeks: &[Week]) {
        let scenario = self.scenario;
        if scenario.channels.iter().any(|(_, channel)| channel.kind != file::Kind::Live) {
            return;
        }
        for (name, shift) in places.worked(&scenario.shifts.names()) {
            let worked = shift.hours.iter().enumerate().filter_map(|(day, hours)| Some((day, (*hours)?)));
            let outside: Vec<(usize, (Span, Span), Span)> = worked
                .map(|(day, hours)| (day, hours, hours.1 - hours.0 - open_within(weeks, day, hours)))
                .collect();
            let Some((day, (from, to), longest)) =
                outside.iter().copied().max_by_key(|(day, _, outside)| (*outside, 7 - day))
            else {
                continue;
            };
            let week: Span = outside.iter().map(|(.., outside)| outside).sum();
            // Those that meet nobody at all are refused.
            if longest < LONG || outside.iter().all(|(_, (from, to), outside)| *outside == to - from) {
                continue;
            }
            let message = format!(
                "Shift `{name}` is outside the opening hours of every channel for {} a week, such as {} of {} {}–{}: paid \
                 hours in which nothing comes.",
                hours_of(week),
                hours_of(longest),
                WEEKDAYS[day],
                format_clock(from.rem_euclid(DAY)),
                format_clock(to.rem_euclid(DAY)),
            );
            let remedy = "Shorten the shift or its `days`, or mind the `utc_offset` of its site.";
            self.caution("hours_outside", None, message, remedy);
        }
    }

    /// Days with live contacts on which all who would be on duty have a holiday.
    pub(super) fn note_holidays(&mut self, name: &str, crews: &[Crew], people: &People, volume: &Volume) {
        let scenario = self.scenario;
        let calendar = &people.calendar;
        if crews.iter().all(|crew| people.sites[crew.site].holidays.is_empty()) {
            return;
        }
        let live: Vec<usize> = (0..scenario.channels.len())
            .filter(|channel| {
                scenario
                    .channels
                    .iter()
                    .nth(*channel)
                    .is_some_and(|(_, facts)| facts.kind == file::Kind::Live)
            })
            .collect();
        let logged: BTreeSet<u32> = volume.logged().iter().map(Traced::day).collect();
        let comes = |day: u32| {
            if let Some(log) = &volume.trace {
                return log.sources(day).any(|from| logged.contains(&from));
            }
            live.iter().any(|channel| volume.day_factor[*channel][day as usize] > 0.0)
        };
        let has_holiday = |crew: &Crew, day: i64| is_holiday(&people.sites[crew.site], calendar, day);
        // Somebody would work on this day, or does, as holidays are by the date at the site.
        let works = |crew: &Crew, day: u32, heeded: bool| {
            let shifts = |day: i64, upto: Span| {
                let mut shifts = crew.shifts.iter().map(|shift| &people.shifts[usize::from(*shift)]);
                crew.people_on(day.max(0) as u32) > 0
                    && shifts.any(|shift| {
                        let at_site = day + i64::from(shift.days_ahead);
                        let hours = shift.hours[calendar.weekday(day)];
                        hours.is_some_and(|(_, to)| to > upto) && !(heeded && has_holiday(crew, at_site))
                    })
            };
            let today = i64::from(day);
            let by_interval = crew.team.agents_per_interval.is_some() && crew.people_on(day) > 0;
            by_interval && !(heeded && has_holiday(crew, today)) || shifts(today, 0)
                // A shift that began on the day before.
                || heeded && (crew.team.always == Some(true) || shifts(today - 1, DAY))
        };
        let bare = |day: &u32| {
            let is_there = |heeded: bool| crews.iter().any(|crew| works(crew, *day, heeded));
            comes(*day) && !is_there(true) && is_there(false)
        };
        if live.is_empty() {
            return;
        }
        let days: Vec<Date> = (0..calendar.days).filter(bare).map(|day| calendar.date(day)).collect();
        let Some(first) = days.first() else { return };
        let message = format!(
            "On {} contacts come, but everybody has a holiday ({first}{}).",
            counted(days.len(), "day", "days"),
            if days.len() > 1 { ", …" } else { "" }
        );
        let close = if volume.trace.is_some() {
            "close the channel on the date, or take its rows off the log"
        } else {
            "give the date a factor of 0 in [[demand.stretches]]"
        };
        let remedy =
            format!("If the desk is closed then, {close}; else let a site without that holiday serve.");
        self.caution_of_dates("holiday", Some(name), (message, days), &remedy);
    }
}

/// Names in quotes, the first few of many: "`a`, `b` and 5 more"; `None` where there are none.
fn quoted(names: &[&str]) -> Option<String> {
    let told: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match (told.as_slice(), names.len() - told.len()) {
        ([], _) => None,
        ([one], 0) => Some(one.clone()),
        ([first @ .., last], 0) => Some(format!("{} and {last}", first.join(", "))),
        (told, more) => Some(format!("{} and {more} more", told.join(", "))),
    }
}

/// `30 h`, `7.5 h`.
fn hours_of(span: Span) -> String {
    format!("{} h", (in_hours(span) * 10.0).round() / 10.0)
}

/// How much of some hours of a weekday, which may end on the next, lies within opening hours of any channel.
fn open_within(weeks: &[Week], day: usize, (from, to): (Span, Span)) -> Span {
    let today = weeks.iter().flat_map(|week| week.stretches(day)).copied();
    let next =
        weeks.iter().flat_map(|week| week.stretches((day + 1) % 7)).map(|(from, to)| (from + DAY, to + DAY));
    let mut open: Vec<(Span, Span)> = today.chain(next).collect();
    open.sort_unstable();
    let (mut sum, mut at) = (0, from);
    for (start, end) in open {
        let (start, end) = (start.max(at), end.min(to));
        if start < end {
            sum += end - start;
            at = end;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::open_within;
    use crate::scenario::compile::hours::Week;
    use crate::time::HOUR;

    #[test]
    fn hours_within_opening_hours_are_counted_once() {
        let always = [Week::always(), Week::always()];
        assert_eq!(open_within(&always, 6, (22 * HOUR, 30 * HOUR)), 8 * HOUR);
        assert_eq!(open_within(&[Week::default()], 0, (8 * HOUR, 16 * HOUR)), 0);
    }
}
