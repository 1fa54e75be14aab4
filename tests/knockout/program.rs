//! The program: how `portflow knockout` ends.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::OWNERS;

const DESK: &str = include_str!("../../scenarios/c10-dependency.toml");

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    folder
}

/// Two replications of one short day.
fn knockout(folder: &PathBuf, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(["knockout", "desk.toml", "--replications", "2"])
        .args(["--set", "run.days=1", "--set", "groups.clients.requests_per_day.phone=20"])
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn told(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

#[test]
fn what_was_asked_for_ends_with_0() {
    let folder = folder("knockout-done");
    let out = knockout(&folder, &["--staffing", "flow", "--from", "2026-01-05", "--for", "1d"]);
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    assert!(!out.stdout.is_empty());
    let saved = folder.join("results/desk-knockout");
    for file in ["page-one.txt", "results.json", "records.csv", "knockout.svg"] {
        assert!(saved.join(file).is_file(), "{file}");
    }
}

#[test]
fn what_cannot_be_asked_ends_with_2_and_a_hint() {
    let folder = folder("knockout-asked");
    for (arguments, hint) in [
        (&["--staffing", "flwo"][..], "no staffing `flwo`; did you mean `flow`"),
        (&["--team", "dsek"], "has no team `dsek`; did you mean `desk`"),
        (&["--from", "2025-12-01"], "outside the days that are counted; they are 2026-"),
        (&["--from", "2026-13-01"], "--from"),
        (&["--for", "12h"], "whole days; write one such as 10d"),
        (&["--for", "10"], "10 of what? Write 10d for days"),
        (&["--replace", "--for", "10d"], "cannot be used with"),
        (
            &["--pairs", "--set", "teams.desk.agents=1"],
            "--pairs is about two people, and there is one to lose",
        ),
        (&["--set", "rosters.lyon.absense=0"], "absence"),
        (
            &["--for", "1000d"],
            "--for 1000d is longer than the run: from 2026-01-05 there is 1 day left; ask for 1d at most",
        ),
        (
            &["--staffing", "flow", "--cover", "reassign"],
            "--cover reassign would change nothing: no account of staffing `flow` has an owner",
        ),
        (
            &["--rank-by", "values"],
            "possible values: service-level, cost, value-at-stake, value-lost, handle-time",
        ),
        (
            &["--rank-by", "value-lost"],
            "--rank-by value-lost: nothing says why accounts leave; add [satisfaction]",
        ),
        (&["--rank-by", "value-at-stake", "--set", "groups.clients.value=0"], "no account has a value"),
        (&["--rank-by", "cost", "--set", "sites.lyon.hourly_cost=0"], "nobody's hours cost anything"),
    ] {
        let out = knockout(&folder, arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", told(&out));
        assert!(told(&out).contains(hint), "{arguments:?}: {}", told(&out));
        assert!(out.stdout.is_empty());
    }
    assert_eq!(fs::read_dir(&folder).expect("readable").count(), 1, "nothing beside the scenario");
}

#[test]
fn results_that_cannot_be_written_end_with_3() {
    let folder = folder("knockout-unwritable");
    fs::write(folder.join("taken"), "a file where a folder is wanted").expect("written");
    let out = knockout(&folder, &["--out", "taken"]);
    assert_eq!(out.status.code(), Some(3), "{}", told(&out));
    assert!(
        told(&out).contains("taken") && out.stdout.is_empty(),
        "before anything is played: {}",
        told(&out)
    );
    // What only shows when it is written: what was found is told all the same, and no half of a file stays.
    fs::create_dir_all(folder.join("out/results.json")).expect("a folder where a file is wanted");
    let out = knockout(&folder, &["--out", "out"]);
    assert_eq!(out.status.code(), Some(3), "{}", told(&out));
    assert!(!folder.join("out/results.json.partial").exists());
    assert!(!out.stdout.is_empty());
}

/// People and pairs that are undecided are counted apart, out of all that were played; of no value nothing is at stake.
#[test]
fn what_is_undecided_is_counted_as_what_it_is() {
    let folder = folder("knockout-undecided");
    let asked = ["--staffing", "owners", "--pairs", "--no-files", "--set", "groups.clients.value=0"];
    let out = knockout(&folder, &[&asked[..], &["--format", "json"]].concat());
    let page: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let records = page["records"].as_array().expect("records");
    assert!(records.iter().all(|record| record["metric"] != "value_at_stake"), "no account has a value");
    let text = |record: &serde_json::Value, key: &str| record[key].as_str().unwrap_or_default().to_string();
    let of = |pairs: bool, open: bool| {
        let losses = records.iter().filter(|record| {
            let scope = text(record, "scope");
            record["metric"] == "service_level" && scope.starts_with("agent=") && scope.contains('+') == pairs
        });
        losses
            .filter(|record| !record["verdict"].is_null() && (!open || record["verdict"] == "undecided"))
            .count()
    };
    assert!(of(true, true) > 0 && of(false, true) > 0, "two replications of a short day decide little");
    let expected = format!(
        "What the loss of {} of {} people and of {} of {} pairs played does to service is undecided.",
        of(false, true),
        of(false, false),
        of(true, true),
        of(true, false)
    );
    let cautions = page["cautions"].as_array().expect("cautions").iter();
    let told: Vec<String> =
        cautions.map(|one| text(one, "message")).filter(|said| said.contains("undecided")).collect();
    assert_eq!(told, [expected]);
    let page = knockout(&folder, &asked);
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains("cost per") && !page.contains("value at"), "{page}");
}

#[test]
fn days_on_which_nobody_works_are_refused() {
    let folder = folder("knockout-off-duty");
    let weekend = ["--staffing", "flow", "--set", "run.days=10", "--no-files", "--from", "2026-01-10"];
    let out = knockout(&folder, &[&weekend[..], &["--for", "2d"]].concat());
    assert_eq!(out.status.code(), Some(2), "{}", told(&out));
    assert!(
        told(&out).contains(
            "nobody of staffing `flow` is on duty from 2026-01-10 to 2026-01-11, so that nobody can be missed; ask for other \
             days, such as --from 2026-01-12"
        ),
        "{}",
        told(&out)
    );
    let said =
        |out: &Output| String::from_utf8_lossy(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    // A Monday more, and everybody is there.
    let out = knockout(&folder, &[&weekend[..], &["--for", "3d"]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    assert!(!said(&out).contains("[off_duty]"), "{}", said(&out));
    // One on leave for these days: he is named.
    let away = DESK.replace(
        "[rosters.lyon]\n",
        "[rosters.lyon.people]\nanna = { leave = [\"2026-01-12..2026-01-13\"] }\n[rosters.lyon]\n",
    );
    fs::write(folder.join("desk.toml"), away).expect("written");
    let out = knockout(&folder, &[&weekend[..], &["--for", "3d"]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", told(&out));
    assert!(
        said(&out).contains(
            "[off_duty] 1 of 8 people are not on duty from 2026-01-10 to 2026-01-12 (anna): nothing is lost"
        ),
        "{}",
        said(&out)
    );
}

#[test]
fn vacant_seats_lose_nobody() {
    let folder = folder("knockout-vacant");
    fs::write(folder.join("desk.toml"), OWNERS).expect("written");
    let said = |more: &[&str]| {
        let out =
            knockout(&folder, &[&["--staffing", "own", "--no-files", "--set", "run.days=20"], more].concat());
        assert_eq!(out.status.code(), Some(0), "{}", told(&out));
        String::from_utf8_lossy(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // Who leaves once a year or so is replaced after ten: nine seats of ten are vacant on the first day.
    let quick = ["rosters.here.turnover.leavers_per_year=0.9", "rosters.here.turnover.vacancy=3650d"];
    let quick = ["--set", quick[0], "--set", quick[1], "--replace"];
    let vacant = said(&quick);
    assert!(vacant.contains("[vacant] On 2026-01-05 "), "{vacant}");
    let at_once = [&quick[..3], &["rosters.here.turnover.vacancy=0d", "--replace"]].concat();
    assert!(!said(&at_once).contains("[vacant]"));
}
