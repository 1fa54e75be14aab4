//! The commands: what a size looks like, and what `validate` says.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

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

/// Sizes whose neighbours are two points and more from the goal: some ten standard errors at the replications given.
#[test]
fn validation_finds_the_sizes_of_erlang_c() {
    let out = portflow(&folder("validate"), "validate --quiet");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(0), "{said}");
    assert!(said.contains(" 0 undecided") && said.contains(" 0 wrong"), "{said}");
    assert!(said.lines().filter(|line| line.ends_with("right")).count() >= 10, "{said}");
}
