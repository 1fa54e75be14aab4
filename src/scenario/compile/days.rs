//! The days of the run, and when channels are open on them.
//!
//! In: `[run]`, opening hours of the scenario and of channels. Out: the [`Calendar`], a [`Week`] per channel. Must not know:
//! what comes, who works.

use super::hours::Week;
use super::{Door, at};
use crate::model::Calendar;
use crate::scenario::file::Days;
use crate::time::{DAY, MINUTE, Span};

impl Door<'_> {
    /// The calendar: long enough for the days asked for.
    pub(super) fn calendar(&mut self, weeks: &[Week]) -> Option<Calendar> {
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
            counted += u32::from(run.count == Days::Calendar || open || never_open);
            calendar.days += 1;
        }
        // Closed days after the last working day belong to its week, which begins on the weekday of the first day counted:
        // figures per month and week cover whole weeks.
        let first = calendar.weekday(run.warm_up);
        let closed = |weekday: usize| weekday != first && weeks.iter().all(|week| !week.is_open(weekday));
        while run.count == Days::Working && closed(calendar.weekday(calendar.days)) {
            calendar.days += 1;
        }
        Some(calendar)
    }

    /// From the first opening of any channel on any weekday to the last closing: what plans by interval divide.
    pub(super) fn open_between(&mut self) -> (Span, Span) {
        let weeks = self.weeks();
        let from = weeks.iter().map(|week| week.widest().0).min().unwrap_or(0);
        (from, weeks.iter().map(|week| week.widest().1).max().unwrap_or(DAY))
    }

    /// The opening hours of each channel.
    pub(super) fn weeks(&mut self) -> Vec<Week> {
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
            weeks.push(week.unwrap_or_else(Week::always));
        }
        weeks
    }
}
