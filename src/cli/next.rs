//! What to type next.
//!
//! In: what was asked and what was found. Out: a note with a command that can be typed in the same place. Must not know: how
//! anything was found.

use super::arguments::{By, Compare};
use super::console::Console;
use crate::report::next::{Next, next};
use crate::study::record::Results;

/// Says what is worth asking next.
pub(crate) fn suggest(options: &Compare, results: &Results, console: Console) {
    if let Some(next) = next(results, options.by.contains(&By::Interval)) {
        console.note(&format!("Next, {}:\n  {}", next.why, command(options, &next)));
    }
}

/// A further question on the same scenario, as it would be typed where this one was.
fn command(options: &Compare, next: &Next) -> String {
    let mut words = vec!["portflow".to_owned(), next.command.to_owned()];
    words.push(options.input.scenario.display().to_string());
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.into_iter().flat_map(|value| [format!("--{name}"), value]));
    };
    for set in &options.input.sets {
        option("set", Some(set.clone()));
    }
    option("seed", options.run.seed.map(|seed| seed.to_string()));
    if next.command == "compare" {
        // More replications are asked for in place of those, or of the precision, that left something open.
        let given = options.run.replications.filter(|_| next.replications.is_none()).map(u64::from);
        option("replications", next.replications.or(given).map(|replications| replications.to_string()));
        let precision = options.precision.filter(|_| next.replications.is_none());
        option("precision", precision.map(|precision| precision.to_string()));
        // Where it is to be asked again, its files are wanted where these are.
        option("out", options.output.out.as_ref().map(|out| out.display().to_string()));
        option("baseline", options.baseline.clone());
        for by in &options.by {
            option("by", Some(by.word().to_owned()));
        }
    }
    if next.by_interval {
        option("by", Some(By::Interval.word().to_owned()));
    }
    let again = next.command == "compare";
    let flags = [
        (again && options.equal_service, "--equal-service"),
        (again && options.equal_cost, "--equal-cost"),
        (options.output.no_files, "--no-files"),
    ];
    words.extend(flags.into_iter().filter(|(is_given, _)| *is_given).map(|(_, flag)| flag.to_owned()));
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

/// A word as a shell takes it for one.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./=:,+\\".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
