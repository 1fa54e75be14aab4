//! What is told at a value is the answer of `size` there, whatever range it is part of.

use std::sync::atomic::AtomicBool;

use portflow::study::size;

use super::{Question, Results, Setting, Value, answer, asked, loaded};

/// Three shifts of unlike length at each of two sites: many ways to be enough, of which a search may end at another when it
/// begins elsewhere.
const DESK: &str = r#"
[run]
days = 10
[opening]
mon-thu = "08:00-19:00"
fri = "08:00-17:30"
sat = "09:00-13:00"
[channels.phone]
kind = "live"
in_time = "30s"
patience = { exponential = { mean = "3m" } }
[groups.all]
accounts = 50
requests_per_day = { phone = 300 }
handle_time = { phone = { exponential = { mean = "5m" } } }
[sites.home]
hourly_cost = 27
[sites.far]
hourly_cost = 12
fixed_per_month = 20000
[shifts.early]
hours = "08:00-16:00"
days = "mon-fri"
[shifts.late]
hours = "11:00-19:00"
days = "mon-fri"
[shifts.sat]
hours = "09:00-13:00"
days = "sat"
[teams.home]
site = "home"
shifts = ["early", "late", "sat"]
agents = { early = 6, late = 5, sat = 4 }
[teams.far]
site = "far"
shifts = ["early", "late", "sat"]
agents = { early = 6, late = 5, sat = 4 }
[staffings.stay]
ladder = ["anyone"]
use_teams = ["home"]
[staffings.go]
ladder = ["anyone"]
use_teams = ["far"]
[goals.phone]
metric = "answered_within"
channel = "phone"
within = "30s"
at_least = 0.8
"#;

/// The last volume of a range. People are as many whatever a search began with; how they are split, and so what they cost,
/// was not.
const LAST: f64 = 200_000.0;

/// People of each staffing and what they cost, at a value of a range or, of `size`, by themselves.
fn sizes(results: &Results, at: Option<f64>) -> Vec<Option<f64>> {
    let of = |(staffing, metric): (&str, &str)| {
        let found = results.records.iter();
        let mut found = found.filter(|one| one.metric == metric && one.staffing == staffing && one.at == at);
        found.next().and_then(|record| record.mean)
    };
    let asked = [("stay", "agents"), ("stay", "cost_per_month"), ("go", "agents"), ("go", "cost_per_month")];
    asked.into_iter().map(of).collect()
}

#[test]
fn a_value_has_the_people_of_size_in_any_range() {
    let desk = loaded(DESK);
    let in_range = |values: &[f64]| {
        let values = values.iter().map(|at| Value { text: format!("{at}"), at: *at }).collect();
        let question = Question {
            metric: "cost_per_month".into(),
            contracts: None,
            sized: true,
            ..asked(&desk, 5, 10, values)
        };
        sizes(&answer(&question), Some(LAST))
    };
    let there = desk.with(&[format!("demand.volume={LAST}")]).expect("a scenario");
    let question = size::Question {
        setting: Setting { loaded: &there, seed: 5, replications: 10, threads: 0 },
        staffings: vec![0, 1],
        confidence: 0.95,
        start: None,
    };
    let sized = size::run(&question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked");
    let sized = sizes(&sized, None);
    assert!(sized.iter().all(|figure| figure.is_some_and(|figure| figure > 0.0)), "{sized:?}");
    assert_eq!(in_range(&[40_000.0, LAST]), sized);
    assert_eq!(in_range(&[40_000.0, 80_000.0, 120_000.0, 160_000.0, LAST]), sized);
}
