//! Exact values (key `ctmc_vi_shapley_absence`): three named people, each the owner of one account, others a quarter
//! slower; what is served when only some of them exist.
//!
//! Simulated figures lie within four standard errors: of about 14 figures held here one is outside by chance in one
//! run of a thousand, and seeds are fixed.

use std::sync::LazyLock;

use portflow::study::record::Record;
use serde_json::Value;

use super::{loaded, played, question, without};

static EXACT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/exact_knockout.json"))
        .expect("the file of exact figures is JSON")
});

const DESK: &str = r#"
[run]
count = "calendar days"
days = 60
warm_up = 2
[opening]
always = true
[sites.here]
hourly_cost = 1
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.a]
accounts = ["a"]
requests_per_day = { phone = 259.2 }
handle_time = { phone = { exponential = { mean = "5m" } } }
[groups.b]
accounts = ["b"]
requests_per_day = { phone = 172.8 }
handle_time = { phone = { exponential = { mean = "5m" } } }
[groups.c]
accounts = ["c"]
requests_per_day = { phone = 115.2 }
handle_time = { phone = { exponential = { mean = "5m" } } }
[rosters.here.people.anna]
[rosters.here.people.bert]
[rosters.here.people.cleo]
[teams.desk]
always = true
agents = 3
handle_time_factor = 1.25
owner_factor = 0.8
[staffings.named]
ladder = ["owner", { to = "anyone", after = "0s" }]
push = "random"
pull = "longest_wait"
portfolio = { anna = ["a"], bert = ["b"], cleo = ["c"] }
"#;

const PEOPLE: [&str; 3] = ["anna", "bert", "cleo"];

fn figure(path: &[&str]) -> f64 {
    let block = &EXACT["ctmc_vi_shapley_absence"];
    path.iter()
        .fold(block, |value, key| match key.parse::<usize>() {
            Ok(index) if value.is_array() => &value[index],
            _ => &value[*key],
        })
        .as_f64()
        .unwrap_or_else(|| panic!("no figure {path:?}"))
}

/// Holds a value a day with its 95 % half width to an exact value a minute, at four standard errors (60 replications).
fn holds(what: &str, mean: Option<f64>, half_width: Option<f64>, exact: f64) {
    let (mean, most) = (mean.expect("a mean") / 1440.0, half_width.expect("a width") / 1440.0 / 2.0 * 4.0);
    assert!((mean - exact).abs() <= most, "{what}: {mean} against {exact}, ± {most}");
    assert!(most < 0.05 * exact.abs(), "{what}: too few contacts, ± {most} of {exact}");
}

#[test]
fn shapley_shares_and_losses_of_three_people() {
    let loaded = loaded(DESK, &[]);
    let mut question = question(&loaded, 0, 60);
    question.shapley = true;
    question.pairs = true;
    let results = played(&question);
    let all = results.figure("named", "all", "answered_per_day").expect("as it is");
    holds("all three", all.mean, all.half_width, figure(&["v", "0,1,2"]));
    for (index, person) in PEOPLE.iter().enumerate() {
        let (scope, at) = (format!("agent={person}"), index.to_string());
        let lost = without(&results, &scope, "answered_per_day");
        let others: Vec<String> = (0..3).filter(|one| *one != index).map(|one| one.to_string()).collect();
        holds(person, lost.mean, lost.half_width, figure(&["v", &others.join(",")]));
        // Half widths of differences are those of the family: four standard errors are less than twice as many.
        let exact = -figure(&["leave_one_out", &at]);
        holds("lost", lost.difference, lost.difference_half_width, exact);
        let share = results.figure("named", &scope, "shapley_answered").expect("a share");
        holds("share", share.mean, share.half_width, figure(&["shapley", &at]));
    }
    let total = results.figure("named", "all", "shapley_answered").expect("a total");
    assert!(
        (total.mean.expect("a mean") - all.mean.expect("a mean")).abs() < 1e-6,
        "nobody there, nothing answered"
    );
    // Only one is left of three when two are away.
    for (pair, left) in [("anna+bert", "2"), ("anna+cleo", "1"), ("bert+cleo", "0")] {
        let is_it = |record: &&Record| {
            let name = record.scope_value("agent").unwrap_or_default();
            let mut both: Vec<&str> = name.split('+').collect();
            both.sort_unstable();
            record.metric == "answered_per_day" && both.join("+") == pair && !record.point.is_empty()
        };
        let lost = results.records.iter().find(is_it).expect("the pair");
        holds(pair, lost.mean, lost.half_width, figure(&["v", left]));
    }
}
