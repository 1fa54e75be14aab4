//! Whom a desk depends on: a knocked-out person is an unfilled seat, byte for byte; exact values; the same for any
//! number of threads.

mod departures;
mod exact;
mod program;
mod ranked;
mod recovery;
mod replaced;
mod seats;
mod service;

use std::sync::atomic::AtomicBool;

use portflow::scenario::{Loaded, load_text};
use portflow::study::knockout::{Cover, Question, RankBy, run};
use portflow::study::record::{Record, Results};

fn loaded(text: &str, sets: &[String]) -> Loaded {
    load_text("test.toml", text, sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

/// The knock-out of a staffing, everybody for the whole run.
fn question(loaded: &Loaded, staffing: usize, replications: u32) -> Question<'_> {
    Question {
        model: &loaded.model,
        names: &loaded.names,
        scenario: "test.toml".into(),
        hash: format!("{:016x}", loaded.hash),
        overrides: Vec::new(),
        seed: 7,
        replications,
        threads: 0,
        staffing,
        cover: Cover::Ladder,
        days: None,
        team: None,
        pairs: false,
        shapley: false,
        service: false,
        rank_by: RankBy::default(),
    }
}

fn played(question: &Question<'_>) -> Results {
    run(question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

/// A record of a knock-out: without the people of a scope.
fn without<'a>(results: &'a Results, scope: &str, metric: &str) -> &'a Record {
    let is_it =
        |record: &&Record| record.metric == metric && record.scope == scope && !record.point.is_empty();
    results.records.iter().find(is_it).unwrap_or_else(|| panic!("no {metric} without {scope}"))
}
