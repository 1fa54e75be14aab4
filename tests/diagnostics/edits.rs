//! Edits by `--set`: what is wrong with them is shown in the edit.

use super::{DESK, load, told};

fn edited(set: &str) -> Vec<String> {
    match load(DESK, &[set], ("", "")) {
        Ok(_) => panic!("accepted: {set}"),
        Err(rejected) => told(&rejected),
    }
}

#[test]
fn mistakes_in_edits_are_shown_in_the_edit() {
    let cases = [
        (
            "teams.desk.agents=0",
            "--set:1:19: team `desk` is empty | give it at least one person, or leave the team out",
        ),
        ("teams.dsk.agents=3", "--set:1:7: `teams` has no `dsk` | did you mean `desk`?"),
        ("teams.desk.agnts=3", "--set:1:12: there is no key `agnts` here | did you mean `agents`?"),
        (
            "teams.desk.agents=many",
            "--set:1:19: `agents` should be a whole number or a table | write a whole number, such as 12: How many people, or how many by shift",
        ),
        (
            "demand.volume=-3",
            "--set:1:15: `volume` should be at least 0, not -3 | write a number of 0 or more",
        ),
        ("run.dayz=3", "--set:1:5: there is no key `dayz` here | did you mean `days`?"),
        (
            "staffings.flow.ladder.3=team",
            "--set:1:23: `staffings.flow.ladder` is a list, `3` is none of its elements | its only element is 0",
        ),
        (
            "staffings.flow.ladder.0.after=20s",
            "--set:1:25: `staffings.flow.ladder.0` is text, nothing lies below it | set `staffings.flow.ladder.0` itself",
        ),
        ("staffings.flow.teams.dsk.agents=3", "--set:1:22: there is no team `dsk` | did you mean `desk`?"),
        (
            "staffings.flow.teams.desk.agnts=3",
            "--set:1:27: there is no key `agnts` here | did you mean `agents`?",
        ),
        (
            "channels.phone.redial.probability=0.5",
            "--set:1:23: `redial` lacks `delay` | delay: Time until then.",
        ),
        (
            "channels.phone.patience.exponential.mean=0s",
            "--set:1:42: this law cannot be: mean is 0, expected a number above 0 | values are 0 or more, means and shapes above 0, and min ≤ mode ≤ max",
        ),
        (
            "nothing",
            "--set:1:1: this edit has no `=` | write a lever and its value, --set teams.desk.agents=26",
        ),
        (
            "=3",
            "--set:1:1: this lever names no key | write the dotted path of a key, such as teams.desk.agents",
        ),
    ];
    for (set, expected) in cases {
        assert_eq!(edited(set), [expected], "{set}");
    }
}

#[test]
fn an_edit_of_a_default_changes_every_staffing_that_did_not_override_it() {
    let sets = ["teams.desk.agents=7", "staffings.flow.teams.desk.agents=4"];
    let loaded = load(DESK, &sets, ("", "")).expect("fine");
    let agents: Vec<usize> = loaded.model.staffings.iter().map(|staffing| staffing.agents.len()).collect();
    assert_eq!(agents, [7, 4]);
    // A key that the file does not have, in a table that it does not have.
    let loaded = load(DESK, &["demand.busyness.common=0.1"], ("", "")).expect("fine");
    assert!((loaded.model.volume.common_cv - 0.1).abs() < 1e-12);
}

#[test]
fn the_hash_follows_what_is_said_and_not_how() {
    let hash = |text: &str, sets: &[&str]| load(text, sets, ("", "")).expect("fine").hash;
    let plain = hash(DESK, &[]);
    assert_eq!(plain, hash(&format!("# a comment\n{DESK}"), &[]));
    assert_eq!(plain, hash(DESK, &["teams.desk.agents=5"]));
    assert_ne!(plain, hash(DESK, &["teams.desk.agents=6"]));
    let (goals, rest) =
        (DESK.find("[goals.phone]").expect("goals"), DESK.find("[opening]").expect("opening"));
    let turned = format!("{}{}{}", &DESK[..rest], &DESK[goals..], &DESK[rest..goals]);
    assert_eq!(plain, hash(&turned, &[]), "tables in another order");
}
