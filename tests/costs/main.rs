//! Costs and prices, redone by hand from what is printed.

mod bill;
mod contracts;
mod transition;

use std::sync::atomic::AtomicBool;

use portflow::scenario::{Loaded, load_text};
use portflow::study::compare::{Question, run};
use portflow::study::record::Results;
use portflow::study::setting::Setting;

/// Two sites, every line of cost.
pub(crate) const DESK: &str = include_str!("desk.toml");

pub(crate) fn loaded(text: &str, sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    load_text("desk.toml", text, &sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

pub(crate) fn compared(text: &str, sets: &[&str]) -> Results {
    let loaded = loaded(text, sets);
    let question = Question { baseline: 0, ..Question::of(Setting { threads: 1, ..Setting::of(&loaded) }) };
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

/// The mean of a figure; 0 where there is no such record.
pub(crate) fn mean(results: &Results, staffing: &str, scope: &str, metric: &str) -> f64 {
    results.figure(staffing, scope, metric).and_then(|record| record.mean).unwrap_or(0.0)
}

pub(crate) fn near(left: f64, right: f64, what: &str) {
    assert!((left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0), "{what}: {left} {right}");
}
