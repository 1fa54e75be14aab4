//! Same seed, same bytes: whatever the threads, whatever the order of tables in the file. And: nothing is
//! allocated per contact, and memory does not grow with the length of the run.

use std::sync::atomic::AtomicBool;

use portflow::demand::day::Demand;
use portflow::metrics::Ledger;
use portflow::random::Streams;
use portflow::report::data;
use portflow::scenario::{Loaded, load_text};
use portflow::study::compare::{Details, Question, run};
use portflow::study::record::Results;
use portflow::study::setting::Setting;
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

const ORDER_DESK: &str = include_str!("../../scenarios/order-desk.toml");

fn loaded(text: &str, sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    load_text("test.toml", text, &sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn compared(loaded: &Loaded, replications: u32, threads: usize) -> Results {
    let question = Question {
        details: Details::ALL,
        ..Question::of(Setting { loaded, seed: 7, replications, threads })
    };
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

#[test]
fn the_same_bytes_on_one_two_and_seven_threads() {
    let loaded = loaded(ORDER_DESK, &["run.days=5"]);
    let one = data::json(&compared(&loaded, 3, 1));
    for threads in [2, 7] {
        assert!(one == data::json(&compared(&loaded, 3, threads)), "{threads} threads");
    }
}

/// A roster whose people might leave, and never do, is a roster whose people stay.
#[test]
fn turnover_of_nobody_moves_no_byte() {
    let stays = compared(&loaded(ORDER_DESK, &["run.days=5"]), 3, 1);
    let rules = "rosters.lyon.turnover={ leavers_per_year = 0, tenure = \"long\" }";
    let mut may = compared(&loaded(ORDER_DESK, &["run.days=5", rules]), 3, 1);
    let known: Vec<&str> = stays.records.iter().map(|record| record.metric.as_str()).collect();
    let all = may.records.len();
    may.records.retain(|record| known.contains(&record.metric.as_str()));
    assert!(may.records.len() < all, "figures about turnover are there");
    assert!(may.records == stays.records);
}

/// The blocks of a file (from one `[x.name]` header to the next table that is not below it), by kind.
fn reordered(text: &str, kind: &str) -> String {
    let header = |line: &str| {
        let line = line.trim_start_matches('[');
        line.strip_prefix(&format!("{kind}."))
            .map(|rest| rest.split([']', '.']).next().unwrap_or_default().to_string())
    };
    let (mut before, mut blocks, mut after) = (Vec::new(), Vec::<(String, Vec<&str>)>::new(), Vec::new());
    let mut current: Option<String> = None;
    for line in text.lines() {
        if line.starts_with('[') {
            current = header(line);
        }
        match &current {
            Some(name) => match blocks.iter_mut().find(|block| block.0 == *name) {
                Some(block) => block.1.push(line),
                None => blocks.push((name.clone(), vec![line])),
            },
            None if blocks.is_empty() => before.push(line),
            None => after.push(line),
        }
    }
    assert!(blocks.len() > 1, "there is something to reorder in {kind}");
    blocks.reverse();
    let middle: Vec<&str> = blocks.into_iter().flat_map(|block| block.1).collect();
    [before, middle, after].concat().join("\n")
}

#[test]
fn the_order_of_tables_in_the_file_moves_no_byte() {
    let named = format!("baseline = \"dedicated\"\nreference_owners = \"dedicated\"\n{ORDER_DESK}");
    let sets = ["run.days=5"];
    let records = |text: &str| {
        let results = compared(&loaded(text, &sets), 2, 0);
        serde_json::to_string(&results.records).expect("records are plain data")
    };
    let hash = loaded(&named, &sets).hash;
    let as_written = records(&named);
    for kind in ["groups", "staffings", "goals", "reasons", "teams", "shifts"] {
        let other = reordered(&named, kind);
        assert_ne!(other, named);
        assert_eq!(hash, loaded(&other, &sets).hash, "{kind}");
        assert!(as_written == records(&other), "{kind}");
    }
}

#[test]
fn two_identical_staffings_differ_by_exactly_nothing() {
    let text = format!("{ORDER_DESK}\n[staffings.again]\nladder = [\"anyone\"]\n");
    let loaded = loaded(&text, &["run.days=5", "baseline=flow"]);
    let results = compared(&loaded, 3, 0);
    let again =
        results.records.iter().filter(|record| record.staffing == "again" && record.difference.is_some());
    let mut seen = 0;
    for record in again {
        seen += 1;
        assert_eq!((record.difference, record.difference_half_width), (Some(0.0), Some(0.0)), "{record:?}");
    }
    assert!(seen > 100, "differences are there");
}

#[test]
fn pairing_saves_variance() {
    let loaded = loaded(ORDER_DESK, &["run.days=10"]);
    let results = compared(&loaded, 12, 0);
    let level = results.records.iter().find(|record| {
        record.staffing == "mix"
            && record.metric == "occupancy"
            && record.scope == "all"
            && record.interval.is_empty()
    });
    let saved = level.and_then(|record| record.variance_ratio).expect("a paired difference");
    assert!(saved > 2.0, "{saved}");
}

#[test]
fn nothing_is_allocated_per_contact() {
    let loaded = loaded(ORDER_DESK, &["run.days=30"]);
    let model = &loaded.model;
    let streams = Streams::new(1, 0);
    let tenures = Tenures::default();
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    for staffing in 0..model.staffings.len() {
        let mut ledger = Ledger::new(model, staffing, streams);
        let mut contacts = 0;
        let mut engine = portflow::routing::play(model, staffing, &presence, &tenures, &mut ledger);
        // The buffers find their sizes in the first weeks; then days bring contacts and no allocation, but for
        // a buffer that a busier day than any before makes larger.
        for day in 0..26 {
            engine.advance(day, demand.draw(day));
        }
        let counted = allocation_counter::measure(|| {
            for day in 28..40 {
                let today = demand.draw(day);
                contacts += today.len();
                engine.advance(day, today);
            }
        });
        assert!(contacts > 10_000, "{contacts}");
        assert!(counted.count_total <= 24, "{} allocations for {contacts} contacts", counted.count_total);
    }
}

/// Most bytes held at any time while so many working days of a staffing are drawn, played and counted.
fn most_bytes(days: &str, staffing: usize) -> f64 {
    let loaded = loaded(ORDER_DESK, &[&format!("run.days={days}")]);
    let model = &loaded.model;
    // The part written at the end has one entry per bin of waits that was ever met: it is left out.
    let counted = allocation_counter::measure(|| {
        let streams = Streams::new(1, 0);
        let tenures = Tenures::default();
        let presence = Presence::draw(model, &streams);
        let mut demand = Demand::new(model, streams);
        let mut ledger = Ledger::new(model, staffing, streams);
        let mut engine = portflow::routing::play(model, staffing, &presence, &tenures, &mut ledger);
        for day in 0..model.calendar.days {
            engine.advance(day, demand.draw(day));
        }
    });
    counted.bytes_max as f64
}

#[test]
fn a_year_needs_the_memory_of_a_month() {
    for staffing in [0, 2, 4] {
        let (month, year) = (most_bytes("21", staffing), most_bytes("260", staffing));
        assert!(year < 1.1 * month, "{month} bytes, then {year}");
    }
}

#[test]
fn no_day_of_two_years_is_busier_than_buffers_are_made_for() {
    let loaded = loaded(ORDER_DESK, &["run.days=520"]);
    let model = &loaded.model;
    let mut demand = Demand::new(model, Streams::new(1, 0));
    let busiest = (0..model.calendar.days).map(|day| demand.draw(day).len()).max().expect("days");
    let estimate = model.busiest_day();
    assert!(busiest <= estimate && estimate < 2 * busiest, "{busiest}, {estimate} estimated");
}
