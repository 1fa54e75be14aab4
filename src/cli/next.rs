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
    words.extend(options.input.sets.iter().flat_map(|set| ["--set".to_owned(), set.clone()]));
    if next.command == "compare" {
        let flags =
            [(options.equal_service, "--equal-service"), (options.equal_cost, "--equal-cost")].into_iter();
        words.extend(flags.filter(|(is_given, _)| *is_given).map(|(_, flag)| flag.to_owned()));
        // Where it is to be asked again, its files are wanted where these are.
        let out = options.output.out.iter().flat_map(|out| ["--out".to_owned(), out.display().to_string()]);
        words.extend(out);
        let baseline = options.baseline.iter();
        words.extend(baseline.flat_map(|name| ["--baseline".to_owned(), name.clone()]));
    }
    words.extend(next.options.split_whitespace().map(String::from));
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
