//! `check`: what is in a scenario, what is wrong with it, what a run of it takes.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::{Check, CheckFormat};
use super::console::Console;
use super::effort::Effort;
use crate::scenario::names::Caution;
use crate::scenario::summary::{Desk, Gap, Hole, LONG, Lone, On, SharedBreak, Summary, summary};
use crate::scenario::{self, Loaded};
use crate::time::{format_clock, format_span};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Dates of a gap that are told one by one.
const DATES: usize = 4;

pub(crate) fn run(options: &Check, console: Console) -> Outcome {
    let loaded = match scenario::load(&options.input.scenario, &options.input.sets) {
        Ok(loaded) => loaded,
        Err(rejected) => {
            match options.format {
                CheckFormat::Text => console.error_text(&rejected.text(console.colors_errors())),
                CheckFormat::Json => console.result(&rejected.json()),
            }
            return Outcome::BadInput;
        }
    };
    let summary = summary(&loaded);
    let effort = Effort::of(&loaded.model, &loaded.names, summary.contacts);
    let text = match options.format {
        CheckFormat::Text => text(&loaded, &summary, &effort),
        CheckFormat::Json => json(&loaded, &summary, &effort),
    };
    console.result(&text);
    Outcome::Done
}

/// `1,234`; one decimal below 100.
fn number(value: f64) -> String {
    if value < 99.95 && (value - value.round()).abs() > 0.05 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn text(loaded: &Loaded, summary: &Summary, effort: &Effort) -> String {
    let (model, names) = (&loaded.model, &loaded.names);
    let mut text = String::new();
    if !names.title.is_empty() {
        let _ = writeln!(text, "{}\n", names.title);
    }
    let mut row = |what: &str, says: String| {
        text.push_str(&wrapped(&says, &format!("{what:<10} "), "           "));
    };
    let groups: Vec<String> =
        summary.groups.iter().map(|(name, count)| format!("{name} {}", number(*count as f64))).collect();
    row(
        "accounts",
        format!(
            "{} in {}: {}",
            number(model.accounts.len() as f64),
            plural(groups.len(), "group"),
            groups.join(", ")
        ),
    );
    let channels: Vec<String> =
        summary.channels.iter().map(|(name, requests)| format!("{name} {}", number(*requests))).collect();
    let all: f64 = summary.channels.iter().map(|(_, requests)| requests).sum();
    let source = if model.volume.trace.is_some() { " (from a log)" } else { "" };
    row("requests", format!("{} per open day{source}: {}", number(all), channels.join(", ")));
    let warm_up = match model.calendar.warm_up_days {
        0 => String::new(),
        days => format!(", after a warm-up of {}", plural(days as usize, "day")),
    };
    row(
        "days",
        format!(
            "{} open of {} from {}{warm_up}; {}",
            summary.open_days,
            plural(summary.days as usize, "calendar day"),
            model.calendar.date(model.calendar.warm_up_days),
            plural(names.replications as usize, "replication")
        ),
    );
    let goals: Vec<&str> = names.goals.iter().map(|goal| goal.text.as_str()).collect();
    row("goals", if goals.is_empty() { "none".into() } else { goals.join("; ") });
    for (staffing, name) in names.staffings.iter().enumerate() {
        let own = names.goals.iter().filter_map(|goal| goal.own.get(&staffing).map(String::as_str));
        let own: Vec<&str> = own.collect();
        if !own.is_empty() {
            row("", format!("{name} promises {}", own.join("; ")));
        }
    }
    text.push('\n');
    text.push_str(&table(&summary.desks));
    let warnings = warnings(summary);
    if !warnings.is_empty() {
        text.push_str("\nWarnings\n");
        for warning in warnings {
            text.push_str(&wrapped(&warning, "  * ", "    "));
        }
    }
    if !summary.assumptions.is_empty() {
        text.push_str("\nModelling defaults that a result will rest on\n");
        for assumption in &summary.assumptions {
            let line = format!("{} = {}: {}", assumption.path, assumption.value, assumption.note);
            text.push_str(&wrapped(&line, "  * ", "    "));
        }
    }
    text.push('\n');
    text.push_str(&wrapped(&format!("This scenario can be run. {}", effort.text()), "", ""));
    text
}

/// `1 group`, `2 groups`.
fn plural(count: usize, what: &str) -> String {
    format!("{} {what}{}", number(count as f64), if count == 1 { "" } else { "s" })
}

/// Lines of at most 80 characters.
fn wrapped(line: &str, first: &str, next: &str) -> String {
    let mut text = String::from(first);
    let mut width = first.len();
    for (at, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if at > 0 && width + 1 + length > 80 {
            text.push('\n');
            text.push_str(next);
            width = next.len();
        } else if at > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
    text
}

fn table(desks: &[Desk]) -> String {
    let width = desks.iter().map(|desk| desk.name.chars().count()).max().unwrap_or(0).clamp(9, 32);
    let mut text = format!(
        "{:width$}  {:>6}  {:>6}  {:>8}  {:>6}  {:>9}\n",
        "staffing", "people", "FTE", "erlangs", "peak", "occupancy"
    );
    for desk in desks {
        let occupancy = desk.occupancy.map_or_else(|| "–".into(), |share| format!("{:.0} %", 100.0 * share));
        let _ = writeln!(
            text,
            "{:width$}  {:>6}  {:>6}  {:>8}  {:>6}  {occupancy:>9}",
            desk.name,
            number(desk.people as f64),
            number(desk.fte),
            number(desk.load),
            number(desk.peak),
        );
        text.push_str(&wrapped(&desk.ladder, "    ", "    "));
    }
    text.push_str(&wrapped(
        "FTE: paid hours a week, paid breaks included, over full_time_hours of the site; erlangs: people busy on average while open; peak: live contacts in the busiest interval; occupancy: expected work over expected hours on duty, follow-ups in, redials and abandonment not",
        "",
        "",
    ));
    text
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
        more => {
            format!(" Not in an ordinary week: {}; and on {}.", told.join("; "), plural(more, "other date"))
        }
    }
}

fn warnings(summary: &Summary) -> Vec<String> {
    let mut found = Vec::new();
    for Caution { staffing, message, remedy, .. } in &summary.cautions {
        let who = staffing.as_ref().map_or_else(String::new, |name| format!("{name}: "));
        found.push(format!("{who}{message} {remedy}"));
    }
    for Gap { staffing, channel, accounts, longest, example, weekly, dates } in &summary.gaps {
        let weekly = weekly.filter(|weekly| weekly != longest).map_or_else(String::new, |weekly| {
            format!("; of ordinary weeks {}, {}", format_span(weekly.length), begins(&weekly))
        });
        found.push(format!(
            "{staffing}: {channel} contacts of {} find nobody on duty for more than {} of open time; longest {}, {} ({example}){weekly}.{}",
            plural(*accounts, "account"),
            format_span(LONG),
            format_span(longest.length),
            begins(longest),
            dated(dates)
        ));
    }
    for SharedBreak { staffing, channels, accounts, longest, days, example } in &summary.rests {
        // The same on several days is told by its clock.
        let (over_midnight, to) = longest.end();
        let when = match days {
            2.. => {
                format!("from {} to {} on {days} days a week", format_clock(longest.from), format_clock(to))
            }
            _ if over_midnight == 0 => format!("{} to {}", begins(longest), format_clock(to)),
            _ => begins(longest),
        };
        found.push(format!(
            "{staffing}: {} contacts of {} find everybody on a break; longest {}, {when} ({example}).",
            channels.join(" and "),
            plural(*accounts, "account"),
            format_span(longest.length),
        ));
    }
    for Lone { staffing, channels, accounts } in &summary.lone {
        found.push(format!(
            "{staffing}: {} contacts of {} reach named people only; while these are on leave or ill nobody on duty serves them.",
            channels.join(" and "),
            plural(*accounts, "account")
        ));
    }
    for desk in &summary.desks {
        if let Some(share) = desk.occupancy.filter(|share| *share > 0.95) {
            found.push(format!(
                "{}: expected occupancy is {:.0} %; more work comes than people can do, backlog and waits will grow.",
                desk.name,
                100.0 * share
            ));
        }
    }
    if summary.left_out > 0 {
        found.push(format!(
            "{} of the log came over a live channel while it was closed: left out.",
            plural(summary.left_out, "row")
        ));
    }
    found
}

fn json(loaded: &Loaded, summary: &Summary, effort: &Effort) -> String {
    let (model, names) = (&loaded.model, &loaded.names);
    let desks: Vec<serde_json::Value> = summary
        .desks
        .iter()
        .map(|desk| {
            serde_json::json!({
                "staffing": desk.name, "ladder": desk.ladder, "people": desk.people, "fte": desk.fte,
                "load_erlangs": desk.load, "peak_erlangs": desk.peak, "occupancy": desk.occupancy,
                "accounts_owned": desk.owned,
            })
        })
        .collect();
    let assumptions: Vec<serde_json::Value> = summary
        .assumptions
        .iter()
        .map(|row| {
            serde_json::json!({ "path": row.path, "value": row.value, "note": row.note, "sourced": row.sourced })
        })
        .collect();
    let value = serde_json::json!({
        "title": names.title,
        "scenario_hash": format!("{:016x}", loaded.hash),
        "accounts": summary.groups.iter().map(|(name, count)| (name.clone(), (*count).into())).collect::<serde_json::Map<_, _>>(),
        "requests_per_open_day": summary.channels.iter().map(|(name, count)| (name.clone(), (*count).into())).collect::<serde_json::Map<_, _>>(),
        "open_days": summary.open_days,
        "calendar_days": summary.days,
        "warm_up_days": model.calendar.warm_up_days,
        "replications": names.replications,
        "goals": names.goals.iter().map(|goal| goal.text.clone()).collect::<Vec<_>>(),
        "staffings": desks,
        "warnings": warnings(summary),
        "assumptions": assumptions,
        "contacts": effort.contacts,
        "core_seconds": effort.seconds,
        "memory_bytes": effort.bytes,
    });
    format!("{value:#}\n")
}
