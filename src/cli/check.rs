//! `check`: what is in a scenario, what is wrong with it, what a run of it takes.
//!
//! In: arguments. Out: what is in the scenario and what gives cause for doubt, as text or JSON on stdout; what is
//! wrong, on stderr or as JSON. Must not know: how a scenario is compiled, how a run is played.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::{Check, CheckFormat};
use super::console::Console;
use super::effort::Effort;
use crate::scenario::names::Caution;
use crate::scenario::summary::{Desk, Logged, Summary, summary};
use crate::scenario::{self, Loaded};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

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
    let (what, repeats) =
        if model.volume_of_contacts { ("contacts", ", repeats included") } else { ("requests", "") };
    row(what, format!("{} per open day{repeats}{source}: {}", number(all), channels.join(", ")));
    row("", weekdays(summary));
    if !summary.logged.is_empty() {
        let times: Vec<String> = summary.logged.iter().map(Logged::text).collect();
        row("handling", format!("as logged: {}", times.join("; ")));
    }
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
    for shifts in shifts(summary) {
        text.push_str(&wrapped(&shifts, "shifts     ", "           "));
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

/// What comes on which weekday, where these differ, and in a year.
fn weekdays(summary: &Summary) -> String {
    let some: Vec<(usize, f64)> =
        summary.by_weekday.iter().copied().enumerate().filter(|(_, requests)| *requests > 0.0).collect();
    let least = some.iter().fold(f64::INFINITY, |least, (_, requests)| least.min(*requests));
    let most = some.iter().fold(0.0_f64, |most, (_, requests)| most.max(*requests));
    let year = format!("{} a year of ordinary weeks (demand.volume)", number(summary.a_year.round()));
    if most - least <= 0.005 * most {
        return year;
    }
    let days: Vec<String> = some
        .iter()
        .map(|(day, requests)| format!("{} {}", WEEKDAYS[*day], number(requests.round())))
        .collect();
    format!("{}; {year}", days.join(", "))
}

/// How people are split over the shifts of teams that have several: once for all staffings that do it alike.
fn shifts(summary: &Summary) -> Vec<String> {
    let mut splits: Vec<(&str, Vec<&str>)> = Vec::new();
    let desks = summary.desks.iter().zip(&summary.shifts).filter(|(_, shifts)| !shifts.is_empty());
    for (desk, shifts) in desks {
        match splits.iter_mut().find(|(known, _)| known == shifts) {
            Some((_, names)) => names.push(&desk.name),
            None => splits.push((shifts, vec![&desk.name])),
        }
    }
    let one = |(split, names): &(&str, Vec<&str>)| {
        if names.len() == summary.desks.len() {
            (*split).to_owned()
        } else {
            format!("{}: {split}", names.join(", "))
        }
    };
    splits.iter().map(one).collect()
}

/// "2.0 owners an account, one per shift" (a file that names owners may say otherwise); empty where accounts have one owner at most.
fn owners(desk: &Desk) -> String {
    if desk.owners > 1.0 {
        let by_shift = if desk.one_per_shift { ", one per shift" } else { "" };
        format!("    {:.1} owners an account{by_shift}\n", desk.owners)
    } else {
        String::new()
    }
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
        text.push_str(&owners(desk));
    }
    text.push_str(&wrapped(
        "FTE: paid hours a week, paid breaks included, over full_time_hours of the site; erlangs: people busy on average while open; peak: live contacts in the busiest interval; occupancy: expected work over expected hours on duty, follow-ups in, redials and abandonment not",
        "",
        "",
    ));
    text
}

fn warnings(summary: &Summary) -> Vec<String> {
    let mut found = Vec::new();
    // What holds of several staffings alike is said once of them all.
    let mut told: Vec<(&Caution, Vec<&str>)> = Vec::new();
    for caution in &summary.cautions {
        let alike = |known: &Caution| (&known.message, &known.remedy) == (&caution.message, &caution.remedy);
        let name = caution.staffing.as_deref();
        match told.iter_mut().find(|(known, _)| alike(known)) {
            Some((_, names)) => names.extend(name),
            None => told.push((caution, name.into_iter().collect())),
        }
    }
    for (Caution { message, remedy, .. }, names) in told {
        let who = if names.is_empty() { String::new() } else { format!("{}: ", names.join(", ")) };
        found.push(format!("{who}{message} {remedy}"));
    }
    for lone in &summary.lone {
        found.push(format!("{}: {}", lone.staffing, lone.text()));
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
        .zip(&summary.shifts)
        .map(|(desk, shifts)| {
            serde_json::json!({
                "staffing": desk.name, "ladder": desk.ladder, "people": desk.people, "fte": desk.fte,
                "load_erlangs": desk.load, "peak_erlangs": desk.peak, "occupancy": desk.occupancy,
                "accounts_owned": desk.owned, "owners_per_account": desk.owners, "shifts": shifts,
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
        "requests_by_weekday": summary.by_weekday,
        "requests_per_year": summary.a_year,
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
