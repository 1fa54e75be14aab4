//! Bad input: for each mistake what is said about it: file, line, column, cause, remedy; all at once.

mod admitted;
mod bounds;
mod dedicate;
mod deputies;
mod edges;
mod edits;
mod files;
mod fuzz;
mod gaps;
mod goals;
mod growth;
mod meant;
mod mistakes;
mod moves;
mod overrides;
mod owners;
mod program;
mod rests;
mod reviews;
mod saving;
mod seats;
mod shifts;
mod sites;
mod stages;
mod together;
mod vain;
mod values;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use portflow::scenario::{Loaded, Rejected, load_text};

/// The scenario that mistakes are put into.
pub(crate) const DESK: &str = include_str!("../../scenarios/templates/minimal.toml");

/// Loads the desk, or what became of it, beside one file.
pub(crate) fn load(text: &str, sets: &[&str], file: (&str, &str)) -> Result<Loaded, Rejected> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_string()).collect();
    let read = |name: &str| {
        if name == file.0 { Ok(file.1.to_string()) } else { Err("no such file".to_string()) }
    };
    load_text("desk.toml", text, &sets, &read)
}

/// `file:line:column: message | remedy` of every problem.
pub(crate) fn told(rejected: &Rejected) -> Vec<String> {
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rejected.json()).expect("JSON");
    let row = |row: &serde_json::Value| {
        let place = match (row["line"].as_u64(), row["column"].as_u64()) {
            (Some(line), Some(column)) => format!(":{line}:{column}"),
            _ => String::new(),
        };
        let help = row["help"].as_str().map_or(String::new(), |help| format!(" | {help}"));
        format!(
            "{}{place}: {}{help}",
            row["file"].as_str().unwrap_or("?"),
            row["message"].as_str().unwrap_or("?")
        )
    };
    // The text form says the same.
    let text = rejected.text(false);
    for row in &rows {
        assert!(text.contains(row["message"].as_str().expect("a message")), "{text}");
        if let (Some(file), Some(line), Some(column)) =
            (row["file"].as_str(), row["line"].as_u64(), row["column"].as_u64())
        {
            assert!(text.contains(&format!("{file}:{line}:{column}")), "{file}:{line}:{column} in\n{text}");
        }
    }
    rows.iter().map(row).collect()
}

/// Puts each mistake into the desk, one text in the place of another, and holds what is said to what should be; all that
/// is wrong is told together.
pub(crate) fn all_told<'a>(mistakes: impl Iterator<Item = (&'a str, String, &'a [&'a str])>) {
    let mut wrong = String::new();
    for (from, to, expected) in mistakes {
        let told = mistake(from, &to);
        if told != *expected {
            let _ = writeln!(wrong, "{to}\n  said     {told:#?}\n  expected {expected:#?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is said about the desk with one text in the place of another.
pub(crate) fn mistake(from: &str, to: &str) -> Vec<String> {
    assert!(DESK.contains(from), "the desk says {from}");
    let text = DESK.replacen(from, to, 1);
    match load(&text, &[], ("", "")) {
        Ok(_) => panic!("accepted: {to}"),
        Err(rejected) => told(&rejected),
    }
}

/// The program run in a folder.
pub(crate) fn portflow(folder: &PathBuf, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

/// A folder to work in, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    folder
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
