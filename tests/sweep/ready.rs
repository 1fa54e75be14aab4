//! Ready-made sweeps: their ends are staffings of their own, figure by figure.

use std::sync::atomic::AtomicBool;

use portflow::scenario::file::Ready;
use portflow::scenario::ready::made;
use portflow::scenario::{Loaded, load, load_text};
use portflow::study::record::{Record, Results};
use portflow::study::setting::Setting;
use portflow::study::sweep::points::{Point, grid};
use portflow::study::sweep::{NoShelf, Question, run};

/// Alike people on one shift as long as the desk is open, who all take the longest waiting contact.
const ALIKE: &str = r#"
[run]
days = 10
replications = 4
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "4m" } }
redial = { probability = 0.5, delay = "10m" }
[groups.all]
accounts = 12
requests_per_day = { phone = 500 }
handle_time = { phone = { lognormal = { mean = "5m", cv = 1.0 } } }
spread = { lognormal = { cv = 1.0 } }
[sites.here]
hourly_cost = 30.0
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["day"]
agents = 6
[staffings.kept]
ladder = ["owner", { to = "anyone", after = "12s" }]
pull = "longest_wait"
[staffings.flow]
ladder = ["anyone"]
pull = "longest_wait"
[staffings.owners]
ladder = ["owner"]
pull = "longest_wait"
"#;

fn swept(loaded: &Loaded, points: Vec<Point>, replications: u32) -> Results {
    let setting = Setting { loaded, seed: 9, replications, threads: 0 };
    let question = Question { setting, points };
    run(&question, &mut NoShelf, &|_| {}, &AtomicBool::new(false)).expect("it is right")
}

fn ready_points(loaded: &Loaded, ready: Ready) -> Vec<Point> {
    let made = made(ready, &loaded.file, loaded.model.accounts.len(), None).expect("there is such a lever");
    grid(&[made.along], None).expect("few points")
}

/// The figures of a staffing at a point, without its name and without what it is compared to.
fn figures(results: &Results, point: &Point, staffing: &str) -> Vec<Record> {
    let name = point.join(";");
    let of = |record: &&Record| record.point == name && record.staffing == staffing;
    let bare = |record: &Record| Record {
        staffing: String::new(),
        baseline: String::new(),
        difference: None,
        difference_lower: None,
        difference_upper: None,
        difference_half_width: None,
        variance_ratio: None,
        verdict: if record.metric == "goal" { record.verdict } else { None },
        ..record.clone()
    };
    results.records.iter().filter(of).map(bare).collect()
}

/// Kept for ever is the owners' desk in every figure. Not kept at all, contacts are served in the order in which they came
/// by people who are alike: whoever serves, nobody waits longer or shorter than under flow (any push rule, as long as
/// handle times do not depend on who serves and everybody takes the longest wait).
#[test]
fn rung_time_runs_from_flow_to_dedicated() {
    let loaded = load_text("alike.toml", ALIKE, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let points = ready_points(&loaded, Ready::RungTime);
    assert_eq!(points.len(), 7);
    let results = swept(&loaded, points.clone(), 4);
    let last = &points[6];
    assert_eq!(last, &["staffings.kept.ladder.1.after=never"]);
    let (kept, owners) = (figures(&results, last, "kept"), figures(&results, last, "owners"));
    assert!(kept.len() > 15);
    assert_eq!(kept, owners);
    let waits = ["service_level", "abandonment", "mean_wait"];
    let of = |staffing: &str| -> Vec<Record> {
        let all = figures(&results, &points[0], staffing);
        all.into_iter().filter(|record| waits.contains(&record.metric.as_str())).collect()
    };
    let (kept, flow) = (of("kept"), of("flow"));
    assert!(kept.len() >= 4 && kept.iter().any(|record| record.mean.is_some_and(|mean| mean > 1.0)));
    assert_eq!(kept, flow);
    // Between the two, contacts wait for their owners.
    let level = |point: &Point| {
        let all = figures(&results, point, "kept");
        let found = all.iter().find(|record| record.metric == "service_level" && record.scope != "all");
        found.and_then(|record| record.mean).expect("a level")
    };
    assert!(level(&points[0]) > level(&points[3]) && level(&points[3]) > level(&points[6]));
}

/// No account dedicated is flow, all of them is everybody dedicated (C4), figure by figure.
#[test]
fn dedicated_accounts_run_from_flow_to_everybody() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/c4-dedicate-the-best.toml");
    let loaded = load(&path, &[]).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let points = ready_points(&loaded, Ready::DedicatedAccounts);
    let tops: Vec<&str> = points.iter().map(|point| point[0].split_once('=').expect("=").1).collect();
    assert_eq!(tops, ["0", "1", "2", "6", "15", "36", "87", "212"]);
    let ends = vec![points[0].clone(), points[7].clone()];
    let results = swept(&loaded, ends.clone(), 3);
    assert_eq!(figures(&results, &ends[0], "mix"), figures(&results, &ends[0], "flow"));
    assert_eq!(figures(&results, &ends[1], "mix"), figures(&results, &ends[1], "everybody_dedicated"));
}

/// A rung whose time is drawn bounds nothing; the next one with a given time does, also from behind it. Every value can be
/// played, and the one after the last could not.
#[test]
fn rung_times_look_past_a_rung_whose_time_is_drawn() {
    let drawn = ALIKE.replace(
        r#"{ to = "anyone", after = "12s" }"#,
        r#"{ to = "team", after = "12s" }, { to = "site", after = { exponential = { mean = "1m" } } }, { to = "anyone", after = "20s" }"#,
    );
    assert_ne!(drawn, ALIKE);
    let load = |sets: &[String]| load_text("drawn.toml", &drawn, sets, &|name| Err(format!("no {name}")));
    let loaded = load(&[]).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let points = ready_points(&loaded, Ready::RungTime);
    let times: Vec<&str> = points.iter().map(|point| point[0].rsplit_once('=').expect("=").1).collect();
    // Quarters of 12 s; twice and four times 12 s lie beyond the 20 s of the last rung.
    assert_eq!(times, ["0s", "3s", "6s", "12s", "never"]);
    for point in &points {
        assert!(load(point).is_ok(), "{point:?}");
    }
    let beyond =
        load(&["staffings.kept.ladder.1.after=24s".into()]).expect_err("a rung after one that opens sooner");
    assert!(
        beyond.text(false).contains("opens after 20s, before one above it (24s)"),
        "{}",
        beyond.text(false)
    );
}
