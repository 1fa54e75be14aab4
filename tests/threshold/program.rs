//! The command: what a user may say, what is refused, what is saved.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::break_even;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    fs::write(folder.join("desk.toml"), break_even()).expect("written");
    folder
}

fn threshold(folder: &PathBuf, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(["threshold", "desk.toml"])
        .args(arguments.split(' '))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_threshold_is_told_drawn_and_saved() {
    let folder = folder("threshold");
    let asked = "--lever demand.volume=40000..100000 --points 4 --between stay go --metric price_per_month \
                 --contracts home far --replications 10 --quiet";
    let out = threshold(&folder, asked);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = text(&out.stdout);
    assert!(page.contains("requests a year on, go has less"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    for file in ["results.json", "records.csv", "page-one.txt", "threshold.svg"] {
        assert!(folder.join("results/desk-threshold").join(file).exists(), "{file}");
    }
}

#[test]
fn what_may_be_off_is_told_and_drawn() {
    let folder = folder("threshold-sensitivity");
    let asked = "--lever demand.volume=40000..100000 --points 4 --between stay go --metric price_per_month \
                 --contracts home far --replications 10 --quiet --sensitivity contracts.home.price=5% \
                 contracts.far.tiers.0.price=20000..90000";
    let out = threshold(&folder, asked);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = text(&out.stdout);
    assert!(page.contains("moves the threshold most"), "{page}");
    assert!(page.contains("go has less"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    let drawn = fs::read_to_string(folder.join("results/desk-threshold/tornado.svg")).expect("a tornado");
    assert!(drawn.contains("contracts.home.price") && !drawn.contains("NaN"), "{drawn}");
}

/// The file's own list: what is wrong with it is told with line and column before anything is played.
#[test]
fn levers_of_the_file_are_looked_for_when_it_is_read() {
    let folder = folder("threshold-astray");
    let with = |list: &str| {
        let lever = "lever = \"demand.volume\"\nfrom = 40000\nto = 100000";
        let text = format!("[threshold]\n{lever}\nsensitivity = [\n{list}\n]\n{}", break_even());
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = threshold(&folder, "--sensitivity");
        (out.status.code(), text_of(&out))
    };
    for (list, place, words) in [
        ("{ lever = \"contracts.home.prise\", by = \"20%\" },", "6:11", "did you mean `price`"),
        ("{ lever = \"sites.hom.hourly_cost\", by = \"20%\" },", "6:11", "did you mean `home`"),
        ("{ lever = \"contracts.hom.price\", from = 1, to = 2 },", "6:11", "did you mean `home`"),
        ("{ lever = \"contracts.home.price\", by = \"lots\" },", "6:40", "above 0 %"),
        ("{ lever = \"contracts.home.price\" },", "6:11", "needs either `by`"),
        ("{ lever = \"demand.volume\", by = \"20%\" },", "6:11", "name a lever beside it"),
        ("{ lever = \"sites.far.fixed_per_month\", by = \"20%\" },", "6:11", "give both ends"),
    ] {
        let (code, said) = with(list);
        assert_eq!(code, Some(2), "{list}: {said}");
        assert!(said.contains(words) && said.contains(&format!("desk.toml:{place}")), "{list}: {said}");
    }
}

fn text_of(out: &Output) -> String {
    text(&out.stdout) + &text(&out.stderr)
}

#[test]
fn bad_usage_ends_with_2_and_writes_nothing() {
    let folder = folder("threshold-refused");
    for (arguments, words) in [
        ("--points 5", "which lever"),
        ("--lever demand.volum=1000..5000", "did you mean `volume`"),
        ("--lever demand.volume=5000..1000", "swap them"),
        ("--lever demand.volume=1000,never", "no place on an axis"),
        ("--lever run.seed=1..9", "no lever of a study"),
        ("--lever demand.volume=1..9 --between stay gone", "no staffing `gone`"),
        ("--lever demand.volume=1..9 --between stay stay", "ties with itself"),
        ("--lever demand.volume=1..9 --metric cost_pr_month", "did you mean `cost_per_month`"),
        ("--lever demand.volume=1..9 --metric price_per_month", "under which contracts"),
        ("--lever demand.volume=1..9 --contracts home far", "for metrics of prices"),
        ("--lever demand.volume=1..9 --metric price_per_month --contracts home fat", "no contract `fat`"),
        ("--lever demand.volume=1..9 --sized", "there are none: add [goals.NAME]"),
        ("--lever demand.volume=1..9 --sensitivity", "Name levers and how far"),
        ("--lever demand.volume=1..9 --sensitivity contracts.home.prise=5%", "did you mean `price`"),
        ("--lever demand.volume=1..9 --sensitivity contracts.hom.price=1..2", "did you mean `home`"),
        ("--lever demand.volume=1..9 --sensitivity demand.volume=5%", "name a lever beside it"),
        ("--lever demand.volume=1..9 --sensitivity contracts.home.price=5", "how far"),
    ] {
        let out = threshold(&folder, arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments}");
        assert!(text(&out.stderr).contains(words), "{arguments}: {}", text(&out.stderr));
    }
    // The folder for results may be there; there is nothing in it.
    let left = folder.join("results/desk-threshold");
    assert!(!left.exists() || fs::read_dir(&left).expect("a folder").next().is_none());
}

/// A tie beyond which the second staffing is the dearer one is told and drawn with its direction, a duration in its unit.
#[test]
fn a_tie_the_other_way_about_is_told_with_its_direction() {
    let folder = folder("threshold-turned");
    let asked = "--lever groups.all.handle_time.phone.exponential.mean=3m..8m --points 4 --between go stay \
                 --metric price_per_month --contracts far home --replications 10 --quiet";
    let out = threshold(&folder, asked);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = text(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    // 5,714 hours a year are tied at; 200 requests a day: 282 s each, give or take some chance.
    let words = "Up to groups.all.handle_time.phone.exponential.mean = 4m";
    assert!(page.contains(words), "{page}");
    assert!(
        page.contains(
            ", stay has less price per month than go, beyond it go has less (95 % sure: between 4m"
        ),
        "{page}"
    );
    let drawn = fs::read_to_string(folder.join("results/desk-threshold/threshold.svg")).expect("a plot");
    assert!(drawn.contains("Up to groups.all") && drawn.contains("mean, seconds"), "{drawn}");
    let saved = fs::read_to_string(folder.join("results/desk-threshold/results.json")).expect("saved");
    let saved: serde_json::Value = serde_json::from_str(&saved).expect("JSON");
    let records = saved["records"].as_array().expect("records");
    let found = records.iter().find(|record| record["metric"] == "threshold").expect("a threshold");
    let told = ["status", "staffing", "baseline", "unit"].map(|key| found[key].as_str().unwrap_or_default());
    assert_eq!(told, ["ok", "go", "stay", "s"]);
    // Along the other lever nothing ties: on which side it would is told, with the lever.
    let asked = "--lever contracts.home.price=1..5 --points 3 --between stay go --metric price_per_month \
                 --contracts home far --replications 10 --quiet --no-files";
    let out = threshold(&folder, asked);
    let page = text(&out.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "go has nowhere less price per month than stay in this range: if there is a threshold, it lies beyond \
                 contracts.home.price = 5.";
    assert!(page.contains(words), "{page}");
}
