//! A log in the place of drawn requests: read, fitted to the days of the run, and what has to be said of it.
//!
//! In: `[demand]`, the file it names. Out: a [`Log`] of the days of the run. Must not know: what is drawn, staffings.

use std::collections::BTreeSet;
use std::ops::Range;

use super::accounts::Groups;
use super::volumes::{MOST_A_DAY, WEEKS};
use super::{Door, at};
use crate::demand::trace;
use crate::math::counted;
use crate::model::{Alike, Calendar, Channel, Log, Traced};
use crate::scenario::file::{Counts, DateText, Resample, Teams, VolumeIs};
use crate::time::{DAY, Date, Moment};

/// With fewer days of a kind than this, resamples of them say little: a modelling choice.
const FEW: usize = 4;

impl Door<'_> {
    /// The log, where there is one.
    pub(super) fn log(&mut self, calendar: &Calendar, channels: &[Channel], groups: &Groups) -> Option<Log> {
        let name = self.scenario.demand.trace.as_ref()?;
        self.check_beside_log();
        let mut rows = self.rows_of_log(name, calendar.start, groups)?;
        let all = rows.len();
        let first_date = rows.first().map(|row| calendar.date(day_of(row)));
        let last_date = rows.last().map(|row| calendar.date(day_of(row)));
        let covered = rows.first().zip(rows.last()).map_or(0..0, |(first, last)| {
            let days = i64::from(calendar.days);
            day_of(first).clamp(0, days) as u32..(day_of(last) + 1).clamp(0, days) as u32
        });
        rows.retain(|row| (0..calendar.end()).contains(&row.time));
        if rows.is_empty() {
            let message = format!("no request of `{name}` lies within the run");
            let help = "set run.start to the date of its first row, and run.days to its length";
            self.say("range", at!("demand", "trace"), message, "nothing to replay", help);
            return None;
        }
        if rows.len() < all {
            let value = format!("{} of {all} rows left out", all - rows.len());
            self.assume("run.days", value, "they lie outside the days of the run", false);
        }
        self.note_columns(&rows);
        let factor = self.scenario.demand.handle_time_factor.unwrap_or(1.0);
        for row in &mut rows {
            row.handle_time = row.handle_time.map(|time| time * factor);
        }
        let scale = self.scale_of_log(calendar, (&rows, channels), covered.clone());
        let holidays = self.holidays_of_log(calendar, &rows, &covered);
        let alike = Alike::of(calendar, channels, &covered, &holidays);
        let is_resampled = self.scenario.demand.resample != Some(Resample::None);
        let logged: BTreeSet<u32> = rows.iter().map(Traced::day).collect();
        // Where nothing comes on holidays, nothing is lacking of them.
        let is_quiet =
            |day: &u32| holidays.contains(day) && !alike.like(*day).iter().any(|like| logged.contains(like));
        let told: Vec<u32> = (0..calendar.days).filter(|day| !is_quiet(day)).collect();
        self.note_coverage(&told, channels, (&alike, &covered), is_resampled, first_date.zip(last_date));
        self.note_repeats();
        let log = Log { rows, scale, alike: is_resampled.then_some(alike) };
        self.check_scale(calendar, &log);
        Some(log)
    }

    /// Days that are no ordinary ones, whatever the hours say: holidays of every site with a team; and those of some site on
    /// which the log has no row, since its desk was closed then.
    fn holidays_of_log(&self, calendar: &Calendar, rows: &[Traced], covered: &Range<u32>) -> BTreeSet<u32> {
        let own = self.scenario.staffings.iter().filter_map(|(_, staffing)| match &staffing.teams {
            Some(Teams::Table(teams)) => Some(teams.iter()),
            _ => None,
        });
        let teams = self.scenario.teams.iter().chain(own.flatten());
        let manned: BTreeSet<usize> = teams.filter_map(|(_, team)| self.site_said(team)).collect();
        let sites = self.scenario.sites.iter().enumerate().filter(|(site, _)| manned.contains(site));
        let sites: Vec<BTreeSet<Date>> =
            sites.map(|(_, (_, site))| site.holidays.iter().filter_map(DateText::date).collect()).collect();
        let logged: BTreeSet<u32> = rows.iter().map(Traced::day).collect();
        let is_holiday = |day: &u32| {
            let date = calendar.date(*day);
            let count = sites.iter().filter(|holidays| holidays.contains(&date)).count();
            let is_empty = covered.contains(day) && !logged.contains(day);
            count > 0 && (count == sites.len() || is_empty)
        };
        (0..calendar.days).filter(is_holiday).collect()
    }

    /// Open days that the log does not cover, and how few days of a kind it has.
    fn note_coverage(
        &mut self,
        days: &[u32],
        channels: &[Channel],
        (alike, covered): (&Alike, &Range<u32>),
        is_resampled: bool,
        dates: Option<(Date, Date)>,
    ) {
        let opens = |day: &u32| {
            channels.iter().any(|channel| channel.opening.between(moment(*day), moment(day + 1)) > 0)
        };
        let (mut filled, mut bare, mut least) = (0, 0, usize::MAX);
        for day in days.iter().copied().filter(opens) {
            let like = alike.like(day).len();
            if is_resampled && like > 0 {
                least = least.min(like);
            }
            if !covered.contains(&day) {
                *if is_resampled && like > 0 { &mut filled } else { &mut bare } += 1;
            }
        }
        if let Some((first, last)) = dates
            && filled + bare > 0
        {
            let outside = counted((filled + bare) as u32, "open day", "open days");
            let rest = match (filled, bare) {
                (_, 0) => "They have those of logged days like them (weekday, opening hours).".to_owned(),
                (0, _) => "Nothing comes on them.".to_owned(),
                (filled, bare) => format!(
                    "{filled} of them have those of logged days like them (weekday, opening hours), {bare} have none."
                ),
            };
            let message = format!(
                "The log has requests from {first} to {last}; {outside} of the run lie outside. {rest}"
            );
            let remedy = format!(
                "Let the run be the log's days: run.start = \"{first}\", and run.days to its length."
            );
            self.caution("log_is_short", None, message, &remedy);
        }
        self.note_resampling(is_resampled, least);
    }

    /// What a log says itself cannot be said beside it.
    fn check_beside_log(&mut self) {
        let demand = &self.scenario.demand;
        let busyness = &demand.busyness;
        let busy = busyness.common + busyness.sector + busyness.own > 0.0;
        let days = "a log says itself which days are busy";
        for (key, is_there, why) in [
            ("weekday", demand.weekday.is_some(), days),
            ("season", demand.season.is_some(), days),
            ("stretches", !demand.stretches.is_empty(), days),
            ("busyness", busy, days),
            ("counts", demand.counts == Counts::Fixed, "a log says itself how many requests come"),
            (
                "volume_is",
                demand.volume_is == VolumeIs::Contacts,
                "the rows of a log are what comes, repeats or not",
            ),
        ] {
            if is_there {
                let help = format!(
                    "take `{key}` out; demand.scale and demand.volume make more, or fewer, of the log's requests"
                );
                self.say("with_log", at!("demand", key), why, "not with a trace", &help);
            }
        }
    }

    fn rows_of_log(&mut self, name: &str, start: Date, groups: &Groups) -> Option<Vec<Traced>> {
        let scenario = self.scenario;
        let text = self.file(name, at!("demand", "trace"))?;
        let channels = scenario.channels.names();
        let reasons = self.reasons();
        let accounts = groups.account_names.iter().enumerate();
        let lookup = trace::Lookup {
            accounts: accounts.map(|(at, name)| (name.as_str(), at as u32)).collect(),
            channels: channels.iter().enumerate().map(|(at, name)| (*name, at as u8)).collect(),
            reasons: reasons.iter().enumerate().map(|(at, name)| (*name, at as u8)).collect(),
        };
        match trace::read(&text, start, &lookup) {
            Ok(rows) => {
                self.logged_agents = trace::agents(&text);
                Some(rows)
            }
            Err(problems) => {
                for problem in problems {
                    let place = (problem.line, problem.column);
                    self.in_file("trace", name, place, problem.message, Some(problem.help));
                }
                None
            }
        }
    }

    /// From requests as logged to requests a year as asked.
    fn scale_of_log(
        &mut self,
        calendar: &Calendar,
        (rows, channels): (&[Traced], &[Channel]),
        covered: Range<u32>,
    ) -> f64 {
        let demand = &self.scenario.demand;
        let scale = demand.scale.unwrap_or(1.0);
        let mut days = [0.0_f64; 7];
        covered.for_each(|day| days[calendar.weekday(day)] += 1.0);
        let demanded = rows.iter().filter(|row| row.is_demand(channels));
        let a_year: f64 = demanded.map(|row| WEEKS / days[calendar.weekday(row.day())].max(1.0)).sum();
        let help = "log requests of open hours, or leave `volume` out";
        let scale = scale * demand.volume.map_or(1.0, |volume| self.scaled_to(volume, a_year, help));
        if (scale - 1.0).abs() > 1e-12 {
            let note = "so many requests come of each row of the log, on average; further ones at some open time of its interval";
            self.assume("demand.scale", format!("{scale:.3}"), note, false);
        }
        scale
    }

    /// A day that no memory holds.
    fn check_scale(&mut self, calendar: &Calendar, log: &Log) {
        let busiest = (0..calendar.days).map(|day| log.of_day(day).1.len()).max().unwrap_or(0);
        let most = log.scale * busiest as f64;
        if most > MOST_A_DAY {
            let key = if self.scenario.demand.volume.is_some() { "volume" } else { "scale" };
            let message = format!("up to {most:.1e} requests a day are more than {MOST_A_DAY:e}");
            let help = "a day of them would not fit in memory";
            self.say("range", at!("demand", key), message, "too much", help);
        }
    }

    /// What the log says, and the scenario need not.
    fn note_columns(&mut self, rows: &[Traced]) {
        let scenario = self.scenario;
        let mut note = |path: &str, number: usize, note: &str| {
            if number > 0 {
                self.assume(path, format!("{number} of {} logged", rows.len()), note, false);
            }
        };
        let timed = rows.iter().filter(|row| row.handle_time.is_some()).count();
        let waits = rows.iter().filter(|row| row.patience.is_some()).count();
        let times = "what groups say is for the other rows; factors of teams act on all";
        note("groups.*.handle_time", timed, times);
        note("channels.*.patience", waits, "what channels and groups say is for the other rows");
        if scenario.groups.iter().any(|(_, group)| !group.requests_per_day.is_empty()) {
            self.assume("groups.*.requests_per_day", "not used", "requests are those of the log", false);
        }
    }

    /// What intervals can know.
    fn note_resampling(&mut self, is_resampled: bool, least: usize) {
        if self.scenario.demand.resample.is_none() {
            let note = "each day has the requests of a day of the log drawn anew, of the same weekday and opening hours";
            self.assume("demand.resample", "days", note, false);
        }
        let remedy = "Replay a log of several months before drawing conclusions for other days.";
        if !is_resampled {
            let message = "Requests are those of one log, day by day: intervals hold for these days only.";
            let remedy = "Let its days stand in for one another: demand.resample = \"days\".";
            self.caution("same_days", None, message.into(), remedy);
        } else if least < FEW {
            let message = format!(
                "Days of the log stand in for one another by weekday and opening hours, and of some there {} only {least}: \
                 intervals hold for days like these only.",
                if least == 1 { "is" } else { "are" }
            );
            self.caution("same_days", None, message, remedy);
        }
    }

    /// Who is not answered, or not helped, comes again: a log holds these contacts already.
    fn note_repeats(&mut self) {
        let scenario = self.scenario;
        let redials = scenario.channels.iter().any(|(_, channel)| channel.redial.is_some());
        let follow_ups = scenario.groups.iter().any(|(_, group)| group.follow_up.is_some());
        let what = match (redials, follow_ups) {
            (true, true) => "redials and follow-ups",
            (true, false) => "redials",
            (false, true) => "follow-ups",
            (false, false) => return,
        };
        let message = format!(
            "The scenario adds {what} to a log that may hold those of its own time already: they would be counted twice."
        );
        let remedy = "Take repeats off the log, or redial and follow_up out of the scenario.";
        self.caution("log_repeats", None, message, remedy);
    }
}

fn day_of(row: &Traced) -> i64 {
    row.time.div_euclid(DAY)
}

fn moment(day: u32) -> Moment {
    Moment::from(day) * DAY
}
