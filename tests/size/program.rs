//! The commands: what a size looks like, and what `validate` says.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;

use portflow::scenario::load_text;
use portflow::study::setting::Setting;
use portflow::study::size::{Question, run, size};

use super::pool;

fn portflow(folder: &PathBuf, arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(arguments.split(' '))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    folder
}

#[test]
fn a_size_is_told_and_drawn() {
    let folder = folder("size-program");
    fs::write(folder.join("desk.toml"), pool(2.0, 5)).expect("written");
    let out = portflow(&folder, "size desk.toml --replications 20 --quiet");
    let page = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    let drawn = fs::read_to_string(folder.join("results/desk-size/size.svg")).expect("a plot");
    assert!(drawn.contains("people") && drawn.contains("the goal") && !drawn.contains("NaN"), "{drawn}");
}

#[test]
fn a_staffing_that_is_named_twice_is_sized_once() {
    let folder = folder("size-twice");
    fs::write(folder.join("desk.toml"), pool(2.0, 5)).expect("written");
    let sized = |more: &str| {
        let arguments = format!("size desk.toml --replications 5 --quiet --no-files --staffing flow{more}");
        String::from_utf8_lossy(&portflow(&folder, &arguments).stdout).into_owned()
    };
    assert!(sized("").contains("The cheapest people"));
    assert_eq!(sized(" --staffing flow"), sized(""));
}

/// Sizes whose neighbours are two points and more from the goal: some ten standard errors at the replications given.
#[test]
fn validation_finds_the_sizes_of_erlang_c() {
    let out = portflow(&folder("validate"), "validate --quiet");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(said.contains(" 0 undecided") && said.contains(" 0 wrong"), "{said}");
    assert!(said.lines().filter(|line| line.ends_with("right")).count() >= 10, "{said}");
}

/// Five replications leave sizes of the planner's desk open: how many, and how far down, is told in a line or two.
#[test]
fn what_is_undecided_is_told_in_short() {
    let sets = ["run.days=10".to_owned()];
    let text = include_str!("../../scenarios/templates/planner.toml");
    let loaded = load_text("planner.toml", text, &sets, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let setting = Setting { loaded: &loaded, seed: 1, replications: 5, threads: 0 };
    let question = Question { setting, staffings: vec![0], confidence: 0.95, start: None };
    let sized = size(&question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked").swap_remove(0);
    let fewest = sized.doubtful.iter().map(|point| point.iter().sum::<u32>()).min().expect("some are open");
    let results = run(&question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked");
    let said = results.cautions.iter().find(|caution| caution.code == "size_undecided").expect("it is told");
    let expected =
        format!("undecided: at {} cheaper sizes, of which the smallest has {fewest} (", sized.doubtful.len());
    assert!(said.message.contains(&expected) && said.message.len() < 200, "{}", said.message);
}
