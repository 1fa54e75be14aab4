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
use portflow::study::setting::Setting;

/// Three owners, alone with their accounts.
const OWNERS: &str = r#"
run = { days = 20, count = "calendar days", start = "2026-01-05" }
opening = { daily = "08:00-18:00" }
channels.phone = { kind = "live", in_time = "60s", patience = { exponential = { mean = "5m" } } }
shifts.day = { hours = "08:00-18:00", days = "daily" }
teams.all = { roster = "here", agents = 3, shifts = ["day"] }
sites.here = { hourly_cost = 10 }
[groups.clients]
accounts = 12
requests_per_day = { phone = 60 }
handle_time = { phone = "1m" }
[rosters.here]
site = "here"
[staffings.own]
ladder = ["owner"]
portfolio = "balanced"
"#;

fn loaded(text: &str, sets: &[String]) -> Loaded {
    load_text("test.toml", text, sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

/// The knock-out of a staffing, everybody for the whole run.
fn question(loaded: &Loaded, staffing: usize, replications: u32) -> Question<'_> {
    Question {
        setting: Setting { loaded, seed: 7, replications, threads: 0 },
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
