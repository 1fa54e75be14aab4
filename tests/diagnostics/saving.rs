//! What is saved, where, and what is worth typing next: nothing of another study is written over, nothing stale is left.

use std::fs;

use super::{DESK, folder, portflow, text};

#[test]
fn what_cannot_be_written_is_told_before_the_run() {
    let folder = folder("unwritable");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    fs::write(folder.join("file"), "mine").expect("written");
    let out = portflow(&folder, &["compare", "desk.toml", "--replications", "2", "--out", "file"]);
    assert_eq!(out.status.code(), Some(3), "{}", text(&out.stderr));
    assert!(
        out.stdout.is_empty() && text(&out.stderr).contains("cannot write file"),
        "{}",
        text(&out.stderr)
    );
    assert_eq!(fs::read_to_string(folder.join("file")).expect("there"), "mine");
}

/// Results of another scenario or another study stay; those of the same scenario, edited or not, are written anew.
#[test]
fn results_of_something_else_are_not_written_over() {
    let folder = folder("another");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    fs::write(folder.join("other.toml"), DESK).expect("written");
    let run = |arguments: &[&str]| {
        let out = portflow(&folder, &[arguments, &["-r", "5", "-o", "out"]].concat());
        (out.status.code(), text(&out.stderr))
    };
    assert_eq!(run(&["compare", "desk.toml"]).0, Some(0));
    let kept = fs::read(folder.join("out/results.json")).expect("saved");
    for others in [&["compare", "other.toml"][..], &["knockout", "desk.toml"], &["size", "desk.toml"]] {
        let (code, told) = run(others);
        assert_eq!(code, Some(2), "{others:?}: {told}");
        assert!(told.contains("out holds results of compare desk.toml"), "{told}");
    }
    let (code, told) = run(&["sweep", "desk.toml", "--lever", "teams.desk.agents=4,5"]);
    assert!(code == Some(2) && told.contains("out holds results of compare desk.toml"), "{told}");
    let (code, told) = run(&["sweep", "desk.toml", "--lever", "teams.desk.agents=4,5", "--fresh"]);
    assert!(code == Some(2) && told.contains("out holds results of compare desk.toml"), "{told}");
    assert!(fs::read(folder.join("out/results.json")).expect("saved") == kept);
    assert_eq!(run(&["compare", "desk.toml", "--set", "teams.desk.agents=6"]).0, Some(0));
    assert!(fs::read(folder.join("out/results.json")).expect("saved") != kept);
    fs::write(folder.join("out/results.json"), "mine").expect("written");
    let (code, told) = run(&["compare", "desk.toml"]);
    assert!(code == Some(2) && told.contains("results.json that is not of this program"), "{told}");
}

/// A picture of what is no longer asked for would show the figures of before.
#[test]
fn no_picture_of_before_stays() {
    let folder = folder("stale");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    let run = |more: &[&str]| {
        let out = portflow(&folder, &[&["compare", "desk.toml", "-r", "2", "-o", "out"], more].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    };
    run(&["--set", "measured_under=\"flow\"", "--set", "knowledge={}"]);
    assert!(folder.join("out/knowledge.svg").exists());
    fs::write(folder.join("out/notes.txt"), "mine").expect("written");
    run(&[]);
    assert!(!folder.join("out/knowledge.svg").exists() && !folder.join("out/knowledge.png").exists());
    assert!(folder.join("out/notes.txt").exists() && folder.join("out/waits.svg").exists());
}

/// What is suggested can be typed where the command was: with the folder, the edits, and not what was just asked.
#[test]
fn the_next_command_is_one_that_can_be_typed() {
    let folder = folder("next");
    fs::create_dir_all(folder.join("my desks")).expect("a folder");
    fs::write(folder.join("my desks/desk.toml"), DESK).expect("written");
    let next = |more: &[&str]| {
        let edits =
            ["--set", "goals.phone.at_least=0", "--set", "title=A small desk", "-r", "2", "--no-files"];
        let out = portflow(&folder, &[&["compare", "my desks/desk.toml"][..], &edits, more].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        assert!(!text(&out.stdout).contains("Next,"), "the result is on stdout");
        text(&out.stderr).split_once("Next, ").map(|(_, next)| next.to_owned())
    };
    let typed = "portflow compare 'my desks/desk.toml' --set goals.phone.at_least=0 --set 'title=A small desk' \
                 --replications 2 --by interval --no-files";
    let said = next(&[]).expect("something to see");
    assert!(said.contains(typed), "{said}");
    assert_eq!(next(&["--by", "interval"]), None);
    assert_eq!(next(&["--quiet"]), None);
    // As it was played.
    let said = next(&["--seed", "7", "--precision", "9", "--by", "team"]).expect("something to see");
    for words in ["--seed 7", "--replications 2", "--precision 9", "--by team --by interval", "--no-files"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    // The same files, where some were asked for.
    let out = portflow(&folder, &["compare", "my desks/desk.toml", "-r", "2", "-o", "my results"]);
    assert!(
        text(&out.stderr).contains("desk.toml' --replications 2 --out 'my results' --"),
        "{}",
        text(&out.stderr)
    );
}
