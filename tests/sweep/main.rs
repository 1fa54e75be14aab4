//! Sweeps: points are comparisons, finished points are never played again, and mistakes are told.

mod program;
mod ready;
mod shown;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use portflow::report::data;
use portflow::scenario::along::Along;
use portflow::scenario::file;
use portflow::scenario::ready::made;
use portflow::scenario::{Loaded, load_text};
use portflow::study::compare;
use portflow::study::record::{Record, Results};
use portflow::study::setting::Setting;
use portflow::study::sweep::points::{Point, grid};
use portflow::study::sweep::{Finished, NoShelf, Question, Refused, Shelf, run, work};

/// Owners with others behind them, beside a desk that flows.
const DESK: &str = r#"
title = "A desk"
[run]
start = "2026-01-05"
days = 5
replications = 6
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "5m" } }
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.all]
accounts = 12
requests_per_day = { phone = 300, email = 40 }
handle_time = { phone = { exponential = { mean = "4m" } }, email = "5m" }
spread = { lognormal = { cv = 1.0 } }
[sites.here]
hourly_cost = 30.0
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["day"]
agents = 6
[staffings.hybrid]
ladder = ["owner", { to = "anyone", after = "20s" }]
[staffings.flow]
ladder = ["anyone"]
[goals.phone]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 0.8
"#;

fn loaded(sets: &[String]) -> Loaded {
    load_text("desk.toml", DESK, sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn points(levers: &[&str]) -> Vec<Point> {
    let levers: Vec<Along> = levers.iter().map(|text| Along::parse(text).expect("a lever")).collect();
    grid(&levers, None).expect("few points")
}

fn question<'a>(loaded: &'a Loaded, levers: &[&str], threads: usize) -> Question<'a> {
    let setting = Setting { loaded, seed: 5, replications: 6, threads };
    Question { setting, points: points(levers) }
}

fn bytes(results: &Results) -> String {
    data::json(results) + &data::csv(results).expect("text in memory")
}

/// A shelf that keeps texts, as files do.
#[derive(Default, Clone)]
struct Texts {
    kept: BTreeMap<String, String>,
    put: usize,
}

impl Shelf for Texts {
    fn take(&self, name: &str) -> Option<Finished> {
        self.kept.get(name).map(|text| serde_json::from_str(text).expect("what was kept"))
    }

    fn put(&mut self, name: &str, finished: &Finished) -> Result<(), String> {
        self.put += 1;
        let text = serde_json::to_string(finished).expect("plain data");
        assert!(self.kept.insert(name.into(), text).is_none(), "nothing is done twice");
        Ok(())
    }
}

const TWO: [&str; 2] = ["staffings.hybrid.ladder.1.after=0s,20s,never", "demand.volume=60000,90000"];

/// Every figure of a point is, to the last bit, that of `compare --set` with the point's edits.
#[test]
fn points_are_comparisons() {
    let base = loaded(&[]);
    let asked = question(&base, &TWO, 0);
    let swept = run(&asked, &mut NoShelf, &|_| {}, &AtomicBool::new(false)).expect("it is right");
    assert_eq!(swept.provenance.points.len(), 6);
    let mut seen = 0;
    for point in &asked.points {
        let there = loaded(point);
        let comparison = compare::Question {
            baseline: 0,
            ..compare::Question::of(Setting { loaded: &there, seed: 5, replications: 6, threads: 0 })
        };
        let compared = compare::run(&comparison, &|_| {}, &AtomicBool::new(false)).expect("not interrupted");
        let name = point.join(";");
        // The frontier is one of all points.
        let of_point = |record: &&Record| record.point == name && record.metric != "on_frontier";
        let here: Vec<&Record> = swept.records.iter().filter(of_point).collect();
        for metric in ["cost_per_month", "service_level", "abandonment", "owner_share", "goal", "goals_met"] {
            for staffing in ["hybrid", "flow"] {
                let any = |record: &&&Record| record.metric == metric && record.staffing == staffing;
                assert!(here.iter().any(|record| any(&record)), "{name}: {metric} of {staffing}");
            }
        }
        assert!(here.iter().any(|record| record.difference.is_some() && record.verdict.is_some()));
        for record in here {
            let bare = Record { point: String::new(), ..record.clone() };
            let same = compared.records.iter().any(|other| other.clone().finite() == bare);
            assert!(same, "{name}: {record:?}");
            seen += 1;
        }
    }
    let told = swept.records.iter().filter(|record| record.metric == "on_frontier").count();
    // Six points of two staffings on two channels.
    assert_eq!((seen, told), (swept.records.len() - 24, 24));
    // Demand moves everybody, the rung time nobody but those who climb it.
    let level = |point: &Point, staffing: &str| {
        let name = point.join(";");
        let of = |record: &&Record| {
            record.point == name
                && record.staffing == staffing
                && record.metric == "service_level"
                && record.scope == "channel=phone"
        };
        swept.records.iter().find(of).and_then(|record| record.mean).expect("a level")
    };
    assert!((level(&asked.points[0], "flow") - level(&asked.points[2], "flow")).abs() < 1e-15);
    assert!(level(&asked.points[0], "flow") > level(&asked.points[1], "flow"));
    assert!(level(&asked.points[0], "hybrid") > level(&asked.points[4], "hybrid") + 0.02);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let base = loaded(&[]);
    let of = |threads| {
        let asked = question(&base, &TWO[..1], threads);
        bytes(&run(&asked, &mut NoShelf, &|_| {}, &AtomicBool::new(false)).expect("it is right"))
    };
    let one = of(1);
    assert_eq!(one, of(2));
    assert_eq!(one, of(7));
}

/// Interrupted after any number of units, and after points were lost: the same bytes in the end, each point once.
#[test]
fn what_is_finished_is_never_done_again() {
    let base = loaded(&[]);
    let asked = question(&base, &TWO, 2);
    let mut whole = Texts::default();
    let expected = bytes(&run(&asked, &mut whole, &|_| {}, &AtomicBool::new(false)).expect("it is right"));
    assert_eq!((whole.put, whole.kept.len()), (6, 6));
    let mut shelf = Texts::default();
    let mut interruptions = 0;
    let last = loop {
        let (flag, ticks) = (AtomicBool::new(false), AtomicU64::new(0));
        let before = shelf.kept.len() as u64 * 12;
        let tick = |done| {
            // A point and a half a time.
            if ticks.fetch_add(done, Ordering::SeqCst) + done >= before + 18 {
                flag.store(true, Ordering::SeqCst);
            }
        };
        match run(&asked, &mut shelf, &tick, &flag) {
            Ok(results) if results.provenance.stopped_by == "interrupted" => {
                assert_eq!(results.provenance.points.len(), shelf.kept.len());
                interruptions += 1;
            }
            Ok(results) => break results,
            Err(refused) => panic!("{refused:?}"),
        }
    };
    assert!(interruptions >= 3, "{interruptions}");
    assert_eq!(shelf.put, 6);
    assert_eq!(bytes(&last), expected);
    assert_eq!(shelf.kept, whole.kept);
    // Two points are lost: they alone are played again.
    let lost: Vec<String> = whole.kept.keys().step_by(3).cloned().collect();
    let mut holes = whole.clone();
    holes.kept.retain(|name, _| !lost.contains(name));
    let played = AtomicU64::new(0);
    let tick = |done| {
        played.fetch_add(done, Ordering::SeqCst);
    };
    let again = run(&asked, &mut holes, &tick, &AtomicBool::new(false)).expect("it is right");
    assert_eq!(bytes(&again), expected);
    assert_eq!(holes.put - whole.put, lost.len());
    assert_eq!(played.load(Ordering::SeqCst), work(&asked));
    // More values, another seed: what is the same is taken, what is not is played.
    let more = question(&base, &["staffings.hybrid.ladder.1.after=0s,5s,20s,never", TWO[1]], 2);
    let mut shelf = whole.clone();
    run(&more, &mut shelf, &|_| {}, &AtomicBool::new(false)).expect("it is right");
    assert_eq!(shelf.put - whole.put, 2);
    let setting = Setting { seed: 6, ..asked.setting };
    run(&Question { setting, points: asked.points.clone() }, &mut shelf, &|_| {}, &AtomicBool::new(false))
        .expect("it is right");
    assert_eq!(shelf.put - whole.put, 8);
}

#[test]
fn what_the_scenario_refuses_is_told_with_its_point_before_anything_is_played() {
    let base = loaded(&[]);
    let told = |levers: &[&str]| {
        let mut shelf = Texts::default();
        let asked = question(&base, levers, 1);
        match run(&asked, &mut shelf, &|_| panic!("nothing is played"), &AtomicBool::new(false)) {
            Err(Refused::At(point, rejected)) => (point, rejected.text(false)),
            other => panic!("{other:?}"),
        }
    };
    let (point, text) = told(&["staffings.hybrd.ladder.1.after=0s,5s"]);
    assert_eq!(point, "staffings.hybrd.ladder.1.after=0s");
    assert!(text.contains("did you mean `hybrid`?"), "{text}");
    let (point, text) = told(&["demand.volume=100", "teams.desk.agents=5,3,0"]);
    assert_eq!(point, "demand.volume=100;teams.desk.agents=0");
    assert!(text.contains("team `desk` is empty"), "{text}");
    let (_, text) = told(&["staffings.hybrid.ladder.1.after=soon,20s"]);
    assert!(text.contains("soon"), "{text}");
}

/// A rung that never opens is no rung: the end of the way from flow to dedicated.
#[test]
fn never_is_dedicated() {
    let base = loaded(&[]);
    let ladders = r#"staffings.hybrid.ladder=["owner"],["owner", { to = "anyone", after = "never" }]"#;
    let asked = question(&base, &[ladders], 0);
    let swept = run(&asked, &mut NoShelf, &|_| {}, &AtomicBool::new(false)).expect("it is right");
    let of = |point: &Point| -> Vec<Record> {
        let name = point.join(";");
        let here = swept.records.iter().filter(|record| record.point == name);
        here.map(|record| Record { point: String::new(), ..record.clone() }).collect()
    };
    assert!(of(&asked.points[0]).len() > 20);
    assert_eq!(of(&asked.points[0]), of(&asked.points[1]));
}

/// The line of the readme leads to points that can be played.
#[test]
fn the_readme_sweeps_what_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the readme");
    let line = readme.lines().find(|line| line.starts_with("portflow sweep ")).expect("a line on it");
    let words: Vec<&str> = line.split(' ').collect();
    assert_eq!(&words[3..], ["--ready", "rung-time"]);
    let desk = portflow::scenario::load(&root.join(words[2]), &[]).expect("a scenario");
    let made = made(file::Ready::RungTime, &desk.file, desk.model.accounts.len(), None).expect("a rung");
    assert_eq!(made.along.lever, "staffings.hybrid.ladder.1.after");
    let points = grid(&[made.along], None).expect("few points");
    assert_eq!(points.len(), 9);
    for point in points {
        assert!(desk.with(&point).is_ok(), "{point:?}");
    }
}
