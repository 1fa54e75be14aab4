//! Hours without anybody, in words: said by `check`, and beside the figures of every study that they bear on.
//!
//! In: what was found of a model. Out: [`Caution`]s. Must not know: how they are printed, what a run gives.

use super::cover::{self, Gap, Hole, LONG, Lone, On};
use super::rests::SharedBreak;
use crate::math::counted;
use crate::model::Model;
use crate::scenario::names::{Caution, Names};
use crate::time::{format_clock, format_span};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Dates of a gap that are told one by one.
const DATES: usize = 4;

/// What is to be said of open hours without anybody, and of breaks of everybody: of each staffing.
pub fn uncovered(model: &Model, names: &Names) -> Vec<Caution> {
    let (gaps, _, rests) = cover::holes(model, names);
    let caution = |code: &str, staffing: &str, message: String, remedy: &str| Caution {
        code: code.into(),
        staffing: Some(staffing.into()),
        message,
        remedy: remedy.into(),
        dates: Vec::new(),
    };
    let wait = "Plan people for these hours, or close the channel then ([opening], channels.X.opening).";
    let gaps = gaps.iter().map(|gap| caution("nobody_on_duty", &gap.staffing, of_gap(gap), wait));
    let apart = "Let people take the break in turns (turns = 2), breaks of shifts follow one another, or give the ladder a rung to others.";
    let rests = rests.iter().map(|rest| caution("shared_break", &rest.staffing, of_break(rest), apart));
    gaps.chain(rests).collect()
}

/// `Saturday from 14:00`, `Friday from 22:00 to Saturday 02:00`; of a date `2026-03-11 from 06:00 to 18:00`.
fn begins(hole: &Hole) -> String {
    let from = format_clock(hole.from);
    let (days, clock) = hole.end();
    let to = format_clock(clock);
    match hole.on {
        On::Weekday(weekday) if days == 0 => format!("{} from {from}", WEEKDAYS[weekday]),
        // Over midnight, it ends on another day than it begins on.
        On::Weekday(weekday) => {
            format!("{} from {from} to {} {to}", WEEKDAYS[weekday], WEEKDAYS[(weekday + days as usize) % 7])
        }
        On::Date(date) if days == 0 => format!("{date} from {from} to {to}"),
        On::Date(date) => format!("{date} from {from} to {} {to}", date.plus_days(days as i32)),
    }
}

/// A sentence on the first dates that differ from an ordinary week; empty where there are none.
fn dated(dates: &[(Hole, Vec<String>)]) -> String {
    let one = |(hole, sites): &(Hole, Vec<String>)| match &sites[..] {
        [] => begins(hole),
        sites => format!("{} (holiday of {})", begins(hole), sites.join(", ")),
    };
    let told: Vec<String> = dates.iter().take(DATES).map(one).collect();
    match dates.len().saturating_sub(DATES) {
        _ if dates.is_empty() => String::new(),
        0 => format!(" Not in an ordinary week: {}.", told.join("; ")),
        more => format!(
            " Not in an ordinary week: {}; and on {}.",
            told.join("; "),
            counted(more as u32, "other date", "other dates")
        ),
    }
}

/// Of contacts that find nobody on duty.
fn of_gap(Gap { channel, accounts, longest, example, weekly, dates, .. }: &Gap) -> String {
    let weekly = weekly.filter(|weekly| weekly != longest).map_or_else(String::new, |weekly| {
        format!("; of ordinary weeks {}, {}", format_span(weekly.length), begins(&weekly))
    });
    format!(
        "{channel} contacts of {} find nobody on duty for more than {} of open time; longest {}, {} ({example}){weekly}.{}",
        counted(*accounts as u32, "account", "accounts"),
        format_span(LONG),
        format_span(longest.length),
        begins(longest),
        dated(dates)
    )
}

/// Of live contacts that find everybody on a break.
fn of_break(SharedBreak { channels, accounts, longest, days, example, .. }: &SharedBreak) -> String {
    // The same on several days is told by its clock.
    let (over_midnight, to) = longest.end();
    let when = match days {
        2.. => format!("from {} to {} on {days} days a week", format_clock(longest.from), format_clock(to)),
        _ if over_midnight == 0 => format!("{} to {}", begins(longest), format_clock(to)),
        _ => begins(longest),
    };
    format!(
        "{} contacts of {} find everybody on a break; longest {}, {when} ({example}).",
        channels.join(" and "),
        counted(*accounts as u32, "account", "accounts"),
        format_span(longest.length),
    )
}

impl Lone {
    /// In a sentence without its staffing.
    pub fn text(&self) -> String {
        let away = match self.people {
            1 => "while these are on leave or ill nobody on duty serves them".to_owned(),
            most => format!(
                "up to {most} for an account; while all of these who would be on duty are on leave or ill nobody serves them"
            ),
        };
        format!(
            "{} contacts of {} reach named people only{} {away}.",
            self.channels.join(" and "),
            counted(self.accounts as u32, "account", "accounts"),
            if self.people == 1 { ";" } else { "," },
        )
    }
}
