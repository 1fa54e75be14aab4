//! What must hold exactly, or as exactly as chance lets one see: figures entered are figures simulated, effects of
//! nothing move nothing.

mod admitted;
mod dedicate;
mod details;
mod knowledge;
mod owners;
mod patience;
mod programme;
mod reviews;
mod satisfaction;
mod seats;
mod sites;

use std::sync::atomic::AtomicBool;

use portflow::scenario::load_text;
use portflow::study::compare::{Details, Question, run};
use portflow::study::record::{Record, Results};
use portflow::study::setting::Setting;

/// Compares the staffings of a scenario.
fn compared(text: &str, replications: u32) -> Results {
    compared_beside(text, "", replications)
}

/// The same beside a file, with rows for every account.
fn compared_beside(text: &str, file: &str, replications: u32) -> Results {
    let loaded = load_text("test.toml", text, &[], &|_| Ok(file.into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let question = Question {
        baseline: 0,
        details: Details { accounts: true, ..Details::default() },
        ..Question::of(Setting { loaded: &loaded, seed: 1, replications, threads: 0 })
    };
    run(&question, &|_| (), &AtomicBool::new(false)).expect("nobody interrupts")
}

/// A record of a staffing.
fn record<'a>(results: &'a Results, staffing: &str, metric: &str, scope: &str) -> &'a Record {
    let is_it = |record: &&Record| {
        record.staffing == staffing
            && record.metric == metric
            && record.scope == scope
            && record.interval.is_empty()
    };
    results.records.iter().find(is_it).unwrap_or_else(|| panic!("no {metric} of {staffing}, {scope}"))
}
