//! Mistakes of form, of people and of meaning in one file: all told in one go, each once, and none that only follows.

use std::fs;
use std::path::Path;

use super::{load, told};

/// Values of the wrong kind beside names that there are not, hours and intervals that cannot be.
const FORM_AND_MEANING: &str = r#"
titel = "x"
[run]
start = "2026-02-30"
days = -3
interval = "5m"
[opening]
mon-fri = "18:00-08:00"
[channels.phone]
kind = "live"
in_time = 20
patience = { exponential = { mean = "3 minutes" } }
[groups.g]
accounts = -4
requests_per_day = { phone = -100, fax = 4 }
handle_time = { phone = { lognormal = { mean = "4m", cv = -1 } } }
[sites.a]
hourly_cost = "33 EUR"
utc_offset = "25h"
[shifts.d]
hours = "08:00-25:00"
[teams.t]
shifts = ["nope"]
agents = 0
[staffings.f]
ladder = ["anybody", { to = "owner", after = "-5s" }]
[goals.q]
metric = "service_levl"
at_least = 80
"#;

/// People with one name, a deputy of oneself, and ladders that lead nowhere.
const PEOPLE_AND_LADDERS: &str = r#"
measured_under = "f"
[run]
days = 10
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
in_time = "20s"
[groups.g]
accounts = 5
requests_per_day = { phone = 100 }
handle_time = { phone = "4m" }
[sites.a]
[sites.b]
[rosters.a]
site = "a"
[rosters.a.people]
anna = { accounts = ["g-1", "g-99"] }
bob = { deputy = "bob" }
[rosters.b]
site = "b"
[rosters.b.people]
anna = {}
[shifts.d]
hours = "08:00-18:00"
days = "mon-fri"
[teams.x]
site = "a"
shifts = ["d"]
agents = 2
[teams.y]
site = "b"
shifts = ["d"]
agents = 2
[staffings.f]
ladder = [{ to = "team:nope" }, { to = "anyone" }]
[staffings.g]
ladder = []
[staffings.h]
ladder = ["owner"]
portfolio = "explicit"
[staffings.i]
ladder = [{ to = "anyone", after = "30s" }, { to = "owner", after = "10s" }]
[staffings.j]
ladder = [{ to = "message" }, "anyone"]
"#;

/// A share above 1, a staffing without a team, a shift outside, people who follow each other in a circle.
const PEOPLE_AND_FORM: &str = r#"
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
in_time = "20s"
[groups.g]
accounts = 5
requests_per_day = { phone = 100 }
handle_time = { phone = "4m" }
[rosters.r]
absence = 1.4
[rosters.r.turnover]
leavers_per_year = 1.5
rate_is = "share within a year"
[rosters.r.people]
anna = { deputy = "anna", successor = "bob" }
bob = { successor = "anna", deputy = "zoe" }
[shifts.night]
hours = "20:00-22:00"
days = "mon-fri"
[teams.t]
roster = "r"
shifts = ["night"]
agents = 3
[knowledge]
[staffings.f]
ladder = ["owner"]
[staffings.z]
use_teams = []
ladder = ["anyone"]
"#;

/// Line of the file as a reader counts them, and how the message begins.
fn all(text: &str, expected: &[(usize, &str)]) {
    let found = told(&load(text.trim_start(), &[], ("", "")).expect_err("this is wrong"));
    for (line, message) in expected {
        let hits = found
            .iter()
            .filter(|row| row.starts_with(&format!("desk.toml:{line}:")) && row.contains(message));
        assert_eq!(hits.count(), 1, "line {line}, {message} in {found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn form_and_meaning_are_told_together() {
    all(
        FORM_AND_MEANING,
        &[
            (1, "there is no key `titel` here"),
            (3, "`2026-02-30` is not a date"),
            (4, "`days` should be at least 1, not -3"),
            (5, "`interval` is 15, 30 or 60 minutes"),
            (7, "\"18:00-08:00\" ends before it begins"),
            (10, "`in_time` should be a duration"),
            (11, "`3 minutes` is not a duration"),
            (13, "`accounts` should be at least 0, not -4"),
            (14, "`phone` should be at least 0, not -100"),
            (14, "there is no channel `fax`"),
            (15, "`cv` should be at least 0, not -1"),
            (17, "`hourly_cost` should be a number"),
            (18, "`25h` is no offset"),
            (20, "`25:00` is not a time of day"),
            (22, "there is no shift `nope`"),
            (23, "team `t` is empty"),
            (25, "a rung cannot be open to `anybody`"),
            (25, "`-5s` is not a duration"),
            (27, "`metric` cannot be `service_levl`"),
        ],
    );
}

#[test]
fn people_and_ladders_are_told_together() {
    all(
        PEOPLE_AND_LADDERS,
        &[
            (18, "there is no account `g-1`"),
            (18, "there is no account `g-99`"),
            (19, "`bob` cannot be the deputy of accounts that `bob` owns"),
            (23, "there are two people called `anna`"),
            (36, "there is no team `nope`"),
            (38, "a ladder needs at least one rung"),
            (43, "this rung opens after 10s, before one above it (30s)"),
            (45, "what follows this message?"),
            (45, "nothing can follow a message"),
        ],
    );
}

#[test]
fn people_and_form_are_told_together() {
    all(
        PEOPLE_AND_FORM,
        &[
            (11, "`absence` should be at most 1, not 1.4"),
            (13, "a share of 1.5 cannot leave within a year"),
            (16, "`anna` cannot be the deputy of accounts that `anna` owns"),
            (16, "the succession returns to its start"),
            (17, "the deputy of `bob` is nobody's name: `zoe`"),
            (19, "shift `night` lies outside the opening hours"),
            (25, "under which staffing were they measured?"),
            (28, "staffing `z` has no team"),
        ],
    );
}

/// The value of a line with something in its place; `None` where the line is none with a value of its own.
fn broken(lines: &[&str], at: usize, piece: &str) -> Option<String> {
    let (key, value) = lines[at].split_once('=')?;
    let value = value.trim();
    let whole = !key.trim_start().starts_with(['#', '"', '{', '[']) && !value.ends_with(['[', '{', ',']);
    whole.then(|| {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_string()).collect();
        lines[at] = format!("{key}= {piece}");
        lines.join("\n")
    })
}

#[test]
fn one_mistake_of_form_is_told_where_it_is_and_nowhere_else() {
    // The files are right but for one line: whatever is told of another one only follows.
    let mut wrong = Vec::new();
    let mut tried = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for folder in [folder.join("templates"), folder] {
        let mut files: Vec<_> =
            fs::read_dir(folder).expect("there").map(|file| file.expect("readable").path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "toml")) {
            let text = fs::read_to_string(file).expect("readable");
            if load(&text, &[], ("", "")).is_err() {
                continue;
            }
            let lines: Vec<&str> = text.lines().collect();
            for at in 0..lines.len() {
                for piece in ["{ nonsense = 1 }", "[[true]]", "-7.5"] {
                    let Some(changed) = broken(&lines, at, piece) else { continue };
                    let Err(rejected) = load(&changed, &[], ("", "")) else { continue };
                    // What the schema refuses; what only the meaning of the file refuses may be told elsewhere, too.
                    if !matches!(rejected.problems[0].0.code, "type" | "unknown_key" | "alternative") {
                        continue;
                    }
                    tried += 1;
                    let here = format!("desk.toml:{}:", at + 1);
                    for row in told(&rejected).into_iter().filter(|row| !row.starts_with(&here)) {
                        wrong.push(format!("{}: {} = {piece}\n    {row}", file.display(), lines[at]));
                    }
                }
            }
        }
    }
    assert!(tried > 1000, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}
