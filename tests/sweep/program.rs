//! The program: folders that go on, folders that are another scenario's, bad usage.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::DESK;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    folder
}

fn sweep(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(["sweep", "desk.toml", "-r", "5"])
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// All files below a folder, by their path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("readable");
            found.insert(path, bytes);
        }
    }
    found
}

const RUNG: [&str; 2] = ["--lever", "staffings.hybrid.ladder.1.after=0s,20s,never"];

#[test]
fn a_folder_goes_on_where_it_was_left() {
    let folder = folder("sweep-goes-on");
    let out = sweep(&folder, &RUNG);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = text(&out.stdout);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "80 columns:\n{page}");
    let place = folder.join("results/desk-sweep");
    let whole = files(&place);
    let points: Vec<&PathBuf> =
        whole.keys().filter(|path| path.parent() == Some(&place.join("points"))).collect();
    assert_eq!(points.len(), 3);
    // As if killed while the last point was written, one point and the results not yet there.
    fs::remove_file(points[0]).expect("there");
    fs::write(points[1], &whole[points[1]][..100]).expect("written");
    fs::remove_file(place.join("results.json")).expect("there");
    let again = sweep(&folder, &RUNG);
    assert_eq!(again.stdout, out.stdout);
    assert_eq!(files(&place), whole);
}

#[test]
fn a_folder_of_another_scenario_is_refused_and_left_as_it_is() {
    let folder = folder("sweep-of-another");
    let first = ["--lever", "teams.desk.agents=6", "--out", "here", "--format", "csv"];
    assert_eq!(sweep(&folder, &first).status.code(), Some(0));
    let before = files(&folder);
    for remove in ["nothing", "here/results.json"] {
        let _ = fs::remove_file(folder.join(remove));
        let before = files(&folder);
        let out = sweep(&folder, &[&first[..], &["--set", "demand.volume=50000"]].concat());
        assert_eq!(out.status.code(), Some(2));
        let told = text(&out.stderr);
        assert!(told.contains("another scenario") && told.contains("--out"), "{told}");
        assert!(out.stdout.is_empty());
        assert_eq!(files(&folder), before, "left as it is");
    }
    let out = sweep(&folder, &[&first[..], &["--set", "demand.volume=50000", "--fresh"]].concat());
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert_ne!(files(&folder), before);
    assert_eq!(fs::read_dir(folder.join("here/points")).expect("there").count(), 1);
}

#[test]
fn bad_usage_ends_with_2_and_writes_nothing() {
    let folder = folder("sweep-bad-usage");
    let cases: [(&[&str], &str); 13] = [
        (&[], "nothing to sweep"),
        (&["--lever", "teams.desk.agents"], "no values"),
        (&["--lever", "teams.desk.agents=9..3"], "swap them"),
        (&["--lever", "teams.dsk.agents=3,4"], "did you mean `desk`?"),
        (&["--lever", "teams.desk.agents=3,0"], "at the point teams.desk.agents=0"),
        (
            &["--lever", "demand.volume=1..200", "--lever", "teams.desk.agents=1..99", "--points", "150"],
            "points, more than 10000",
        ),
        (&["--lever", "teams.desk.agents=3", "--lever", "teams.desk.agents=4"], "swept twice"),
        (&["--lever", "run.seed=3,4"], "same requests"),
        (
            &["--lever", "teams.desk.agents=5,6", "--staffing", "hybrid"],
            "--staffing says which staffing a ready-made sweep moves, and none is asked for: add one, such as --ready",
        ),
        (
            &["--lever", "teams.desk.agents=5,6", "--points", "3"],
            "no lever has a range to be cut: write one, such as",
        ),
        (&["--ready", "dedicated-accounts"], "no staffing chooses accounts to dedicate"),
        (&["--ready", "rung-time", "--staffing", "flow"], "staffing `flow` is not one that has a rung"),
        (&["--ready", "rung-time", "--staffing", "hybrd"], "did you mean `hybrid`?"),
    ];
    for (arguments, words) in cases {
        let out = sweep(&folder, arguments);
        let told = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.replace('\n', " ").contains(words), "{arguments:?}: {told}");
        assert!(out.stdout.is_empty());
    }
    assert_eq!(files(&folder).len(), 1, "nothing beside the scenario");
}

/// The levers of the file, sampled; `--lever` takes their place.
#[test]
fn the_scenario_may_say_what_is_swept() {
    let folder = folder("sweep-of-the-file");
    let own = "[sweep]\nsample = 4\nlevers = [{ lever = \"demand.volume\", from = 50000.0, to = 90000.0 }, \
               { lever = \"staffings.hybrid.ladder.1.after\", values = [\"0s\", \"never\"] }]\n";
    fs::write(folder.join("desk.toml"), format!("{DESK}{own}")).expect("written");
    let points = |arguments: &[&str]| {
        let out = sweep(&folder, &[&["--no-files", "--format", "json"], arguments].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let document: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let points = document["provenance"]["points"].as_array().expect("points").clone();
        points.iter().map(|point| point.as_str().expect("text").to_string()).collect::<Vec<String>>()
    };
    let sampled = points(&[]);
    assert_eq!(sampled.len(), 4);
    let mut pieces: Vec<u64> = sampled
        .iter()
        .map(|point| {
            let volume =
                point.split(['=', ';']).nth(1).and_then(|text| text.parse::<f64>().ok()).expect("a number");
            ((volume - 50_000.0) / 10_000.0) as u64
        })
        .collect();
    pieces.sort_unstable();
    assert_eq!(pieces, [0, 1, 2, 3], "{sampled:?}");
    assert_eq!(sampled.iter().filter(|point| point.ends_with("after=never")).count(), 2, "{sampled:?}");
    assert_eq!(points(&["--points", "2"]).len(), 4, "a grid after all");
    assert_eq!(points(&["--lever", "teams.desk.agents=5,6"]), ["teams.desk.agents=5", "teams.desk.agents=6"]);
}

#[test]
fn a_ready_made_sweep_says_what_it_moves_and_draws_its_frontier() {
    let folder = folder("sweep-ready-made");
    let out = sweep(&folder, &["--ready", "rung-time", "--out", "here"]);
    let told = text(&out.stderr).replace('\n', " ");
    assert_eq!(out.status.code(), Some(0), "{told}");
    let moved = "Moving staffings.hybrid.ladder.1.after over 0s, 5s, 10s, 19s, 20s, 21s, 40s, 1m20s, never.";
    assert!(told.contains(moved), "{told}");
    let page = text(&out.stdout);
    assert!(page.contains("On the frontier of"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "80 columns:\n{page}");
    for name in ["sweep.svg", "frontier.svg"] {
        assert!(folder.join("here").join(name).is_file(), "{name}");
    }
    // The same said in the file, for another page to be made of.
    fs::write(folder.join("desk.toml"), format!("{DESK}[sweep]\nready = \"rung-time\"\n")).expect("written");
    let own = sweep(&folder, &["--out", "own"]);
    assert_eq!(own.status.code(), Some(0), "{}", text(&own.stderr));
    let records = |name: &str| fs::read_to_string(folder.join(name).join("records.csv")).expect("rows");
    assert_eq!(records("own"), records("here"));
}
