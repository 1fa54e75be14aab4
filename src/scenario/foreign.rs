//! Files that are no scenario: a log, a JSON document. Said as such instead of as a hundred syntax errors.
//!
//! In: text that is not TOML. Out: what it looks like, and what to do. Must not know: how such files are read.

use super::problem::Problem;
use super::tree::Syntax;
use crate::demand::trace::{TO_TRACE, is_raw_log};

/// Columns that a log must have to stand in for the drawn requests.
const COLUMNS: [&str; 3] = ["time", "account", "channel"];

/// What the text looks like, if it looks like anything.
pub(super) fn recognised(text: &str) -> Option<Syntax> {
    let start = text.len() - text.trim_start().len();
    let first = text[start..].lines().next()?.trim_end();
    let span = start..start + first.len();
    let said = |message: &str, help: String| {
        let problem = Problem::new("foreign", &[], message, "its first line").help(help);
        Some(Syntax { problem, span: span.clone() })
    };
    let mut letters = text[start..].chars().filter(|letter| !letter.is_whitespace());
    match (letters.next(), letters.next()) {
        (Some('{'), _) | (Some('['), Some('{')) => {
            let help = "a scenario is TOML: start one with `portflow init my-desk.toml`; saved results are redrawn with `portflow report results.json`";
            return said("this is JSON, not a scenario", help.into());
        }
        _ => {}
    }
    let separator = [',', ';', '\t'].into_iter().max_by_key(|mark| first.matches(*mark).count())?;
    if first.matches(separator).count() < 2 || first.contains(['=', '[', '{', '#']) {
        return None;
    }
    let columns: Vec<String> =
        first.split(separator).map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
    if is_raw_log(columns.iter().map(String::as_str)) {
        let help = format!("a scenario is TOML: start one with `portflow init my-desk.toml`; {TO_TRACE}");
        return said("this is a raw contact log, not a scenario", help);
    }
    let lacking: Vec<&str> =
        COLUMNS.into_iter().filter(|name| !columns.iter().any(|column| column == name)).collect();
    let mut help = String::from(
        "a scenario is TOML: start one with `portflow init my-desk.toml`, and name this log in it: [demand] trace = \"log.csv\"",
    );
    if !lacking.is_empty() {
        help.push_str("; for that the log needs the columns time, account, channel");
    } else if separator != ',' {
        help.push_str("; for that its columns must be separated by commas");
    }
    said("this is a table of rows (CSV), such as a log, not a scenario", help)
}

#[cfg(test)]
mod tests {
    use super::recognised;

    #[test]
    fn logs_and_json_are_told_from_broken_toml() {
        let message = |text: &str| recognised(text).map(|syntax| syntax.problem.message);
        assert!(message("\n{ \"a\": 1 }").unwrap().contains("JSON"));
        assert!(message("[\n {\"a\": 1}]").unwrap().contains("JSON"));
        assert!(message("time,account,channel\n2026-01-05T08:00,a,phone\n").unwrap().contains("CSV"));
        let help = recognised("Datum;Kunde;Kanal\n").unwrap().problem.help.unwrap();
        assert!(help.contains("needs the columns"), "{help}");
        let raw = "contact_id,account_id,channel,arrived_at,queue_entered_at,queue_seconds,outcome,service_started_at,handle_seconds\n";
        assert_eq!(message(raw).as_deref(), Some("this is a raw contact log, not a scenario"));
        assert_eq!(message("[a]\nb = = 1, 2, 3"), None);
        assert_eq!(message("a = [1, 2, 3"), None);
        assert_eq!(message(""), None);
    }
}
