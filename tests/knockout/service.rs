//! The bus factor in service, against every set of people of a tiny desk.

use std::sync::atomic::AtomicBool;

use portflow::study::compare;
use portflow::study::record::{Results, Status};

use super::{loaded, played, question};

/// Four owners, three of whom have accounts of value; nobody else answers.
const DESK: &str = r#"
[run]
days = 5
[opening]
mon-fri = "09:00-17:00"
[sites.here]
hourly_cost = 30
[channels.phone]
kind = "live"
patience = { exponential = { mean = "10m" } }
[groups.a]
accounts = ["a", "b", "c", "d"]
requests_per_day = { phone = 24 }
value = 100
handle_time = { phone = "2m" }
[rosters.here.people.anna]
[rosters.here.people.bert]
[rosters.here.people.cleo]
[rosters.here.people.dora]
[shifts.day]
hours = "09:00-17:00"
days = "mon-fri"
[teams.desk]
roster = "here"
shifts = ["day"]
agents = 4
[goals.phone]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 0.6
[staffings.owners]
ladder = ["owner"]
portfolio = { anna = ["a"], bert = ["b"], cleo = ["c"], dora = ["d"] }
[staffings.flow]
ladder = ["anyone"]
portfolio = { anna = ["a"], bert = ["b"], cleo = ["c"], dora = ["d"] }
"#;
const PEOPLE: [&str; 4] = ["anna", "bert", "cleo", "dora"];

/// Accounts that meet the goal when these people are away, by staffing and account.
fn met(gone: &[&str]) -> [[bool; 4]; 2] {
    let edits: Vec<String> = if gone.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "rosters.here.unfilled=[{}]",
            gone.iter().map(|one| format!("\"{one}\"")).collect::<Vec<_>>().join(",")
        )]
    };
    let loaded = loaded(DESK, &edits);
    let question = compare::Question {
        model: &loaded.model,
        names: &loaded.names,
        scenario: "test.toml".into(),
        hash: String::new(),
        overrides: Vec::new(),
        seed: 7,
        replications: 6,
        precision: None,
        threads: 0,
        baseline: loaded.names.baseline,
        details: compare::Details { accounts: true, ..compare::Details::default() },
    };
    let results = compare::run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted");
    let level = |results: &Results, staffing: &str, account: &str| {
        let scope = format!("channel=phone;account={account}");
        results.figure(staffing, &scope, "service_level").and_then(|record| record.mean).expect("a level")
    };
    ["owners", "flow"]
        .map(|staffing| ["a", "b", "c", "d"].map(|account| level(&results, staffing, account) >= 0.6))
}

#[test]
fn the_smallest_set_of_all() {
    let with = met(&[]);
    assert_eq!(with, [[true; 4]; 2], "everybody is there");
    let mut sets: Vec<Vec<&str>> = (1..16_u32)
        .map(|mask| (0..4).filter(|bit| mask >> bit & 1 == 1).map(|bit| PEOPLE[bit]).collect())
        .collect();
    sets.sort_by_key(Vec::len);
    let mut smallest = [0; 2];
    for set in &sets {
        for (smallest, met) in smallest.iter_mut().zip(met(set)) {
            if *smallest == 0 && met.iter().filter(|met| !**met).count() > 2 {
                *smallest = set.len();
            }
        }
    }
    let loaded = loaded(DESK, &[]);
    for (staffing, smallest) in smallest.into_iter().enumerate() {
        let mut question = question(&loaded, staffing, 6);
        question.service = true;
        let results = played(&question);
        let factor =
            results.records.iter().find(|record| record.metric == "bus_factor_service").expect("a record");
        assert!(factor.status != Status::Undefined, "{factor:?}");
        assert_eq!(factor.mean, Some(f64::from(u32::try_from(smallest).expect("few"))), "{staffing}");
        assert!(factor.lower <= factor.mean);
    }
    // Three of four equal accounts are more than half; without owners three people gone are one for all.
    assert_eq!(smallest[0], 3);
    assert!(smallest[1] >= 3, "{smallest:?}");
}
