//! What a comparison says of scenarios with something unusual about them.

use std::sync::atomic::AtomicBool;

use portflow::report::{data, finding};
use portflow::scenario::{Loaded, load_text};
use portflow::study::compare::{Details, Question, run};
use portflow::study::record::{Results, Verdict};

/// A desk that answers six calls in ten within 20 s, in two staffings that are the same.
const DESK: &str = r#"
currency = "EUR"

[run]
start = "2026-01-05"
days = 5

[opening]
mon-fri = "08:00-18:00"

[channels.phone]
kind = "live"
patience = { exponential = { mean = "5m" } }

[groups.all]
accounts = 12
requests_per_day = { phone = 400 }
handle_time = { phone = { exponential = { mean = "4m" } } }
spread = { lognormal = { cv = 1.0 } }

[sites.here]
hourly_cost = 30.0

[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"

[teams.desk]
shifts = ["day"]
agents = 3

[goals.phone]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 0.9

[staffings.one]
ladder = ["anyone"]

[staffings.two]
ladder = ["anyone"]
"#;

fn loaded(text: &str) -> Loaded {
    load_text("desk.toml", text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn compared(loaded: &Loaded) -> Results {
    compared_on(loaded, 2)
}

fn compared_on(loaded: &Loaded, threads: usize) -> Results {
    let question = Question {
        model: &loaded.model,
        names: &loaded.names,
        scenario: "desk.toml".into(),
        hash: String::new(),
        overrides: Vec::new(),
        seed: 3,
        replications: 9,
        precision: None,
        threads,
        baseline: 0,
        details: Details::default(),
    };
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

#[test]
fn a_staffing_with_its_own_promise_is_judged_by_it() {
    let own = "[staffings.two.goals.phone]\nwithin = \"10m\"\nat_least = 0.5\n";
    let results = compared(&loaded(&format!("{DESK}{own}")));
    let goal = |staffing: &str| results.figure(staffing, "goal=phone", "goal").expect("a goal");
    assert_eq!(goal("one").verdict, Some(Verdict::Missed));
    assert_eq!(goal("two").verdict, Some(Verdict::Met));
    // Answered within 20 s and within 10 min are not to be subtracted.
    assert!(goal("two").mean > goal("one").mean && goal("two").difference.is_none());
    // All else is the same.
    let level =
        |staffing: &str| results.figure(staffing, "channel=phone", "service_level").map(|level| level.mean);
    assert_eq!(level("one"), level("two"));
    let said = finding::cheapest(&results);
    assert!(said.starts_with("Different promises, so none is called cheapest at equal service;"), "{said}");
    assert!(said.contains("two promises at least 50 % of phone answered within 10m."), "{said}");
    assert!(said.contains("Two at ") && said.ends_with("meets all of its own goals."), "{said}");
    // Without it there is one promise, and one sentence.
    let results = compared(&loaded(DESK));
    assert!(finding::cheapest(&results).starts_with("No staffing meets the goal"));
}

/// The desk with owners, in a population.
fn owned(population: &str) -> String {
    let desk = DESK.replacen("ladder = [\"anyone\"]", "ladder = [\"owner\"]", 1);
    format!("population = {population}\n{desk}")
}

#[test]
fn a_redrawn_population_is_another_desk_in_every_replication() {
    let loaded_anew = loaded(&owned("\"redrawn\""));
    let redraw = loaded_anew.names.redraw.as_ref().expect("redrawn");
    let seven = loaded(&owned("7"));
    assert!(seven.names.redraw.is_none());
    assert_eq!(redraw.model(7).as_ref(), Some(&seven.model));
    assert_ne!(redraw.model(8).as_ref(), Some(&seven.model));

    let results = compared(&loaded_anew);
    assert_eq!(data::json(&results), data::json(&compared_on(&loaded_anew, 7)), "on any number of threads");
    // Owners' service depends on how the accounts happen to be dealt out, more than on the days of one desk.
    let half = |results: &Results| {
        let level = results.figure("one", "channel=phone", "service_level").expect("a service level");
        level.half_width.expect("an interval")
    };
    let one_desk = compared(&loaded(&owned("1")));
    assert!(half(&results) > half(&one_desk), "{} {}", half(&results), half(&one_desk));
    // Nothing is said of single accounts.
    let worst = |results: &Results| {
        results.records.iter().any(|record| record.metric == "service_level_worst_account")
    };
    assert!(worst(&one_desk) && !worst(&results));
    assert!(results.assumptions.iter().any(|one| one.path == "population" && one.value == "redrawn"));
}

#[test]
fn identical_staffings_meet_the_same_redrawn_desk() {
    let results = compared(&loaded(&format!("population = \"redrawn\"\n{DESK}")));
    let differences: Vec<f64> = results.records.iter().filter_map(|record| record.difference).collect();
    assert!(
        !differences.is_empty() && differences.iter().all(|difference| difference.abs() < f64::MIN_POSITIVE)
    );
}

/// What the caution about the closed form says of a ladder of staffing `one`.
fn beside_erlang(ladder: &str) -> String {
    let text = DESK.replacen("ladder = [\"anyone\"]", &format!("ladder = [{ladder}]"), 1);
    let results = compared(&loaded(&text));
    let said = results.cautions.iter().find(|caution| caution.code == "closed_form");
    said.map_or_else(String::new, |caution| caution.message.clone())
}

/// Contacts that wait for their owner longer than the limit of 20 s are late whenever the owner is busy: Erlang knows of no
/// such rule, and the caution names it.
#[test]
fn contacts_kept_for_their_owner_are_why_erlang_differs() {
    let late = beside_erlang("\"owner\", { to = \"anyone\", after = \"90s\" }");
    let expected = "contacts are kept for their owner until 1m30s have passed, longer than the 20s that count as in time";
    assert!(late.contains(expected), "{late}");
    let alone = beside_erlang("\"owner\"");
    assert!(
        alone.contains("contacts are for their owner alone") && !alone.contains("not everybody"),
        "{alone}"
    );
    let soon = beside_erlang("\"owner\", { to = \"anyone\", after = \"15s\" }");
    assert!(soon.contains("kept for their owner for 15s of the 20s") || soon.is_empty(), "{soon}");
    // Where anyone may take a contact at once nothing is kept.
    assert!(!beside_erlang("\"anyone\"").contains("kept"));
}
