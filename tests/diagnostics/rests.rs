//! Breaks of everybody at once are told: of live contacts, by plan, where nobody else may take them.

use portflow::scenario::summary::{On, SharedBreak, summary};
use portflow::time::{HOUR, MINUTE};

use super::{DESK, load};

const SHIFT: &str = "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\n";
const TEAM: &str = "shifts = [\"day\"]\nagents = 5\n";

/// What is told of the desk with some texts in the place of others.
fn rests(edits: &[(&str, &str)]) -> Vec<SharedBreak> {
    let text = edits.iter().fold(DESK.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    summary(&load(&text, &[], ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)))).rests
}

fn shift(breaks: &str) -> String {
    format!("{SHIFT}breaks = [{breaks}]\n")
}

/// Who, when and how long, in minutes.
fn short(rests: &[SharedBreak]) -> Vec<(&str, usize, i64, i64, usize)> {
    let one = |rest: &SharedBreak| (rest.longest.from / MINUTE, rest.longest.length / MINUTE);
    rests
        .iter()
        .map(|rest| (rest.staffing.as_str(), rest.accounts, one(rest).0, one(rest).1, rest.days))
        .collect()
}

#[test]
fn a_break_of_everybody_is_told_once_a_staffing() {
    let told = rests(&[(
        SHIFT,
        &shift("{ start = \"12:00\", length = \"30m\" }, { start = \"15:00\", length = \"10m\" }"),
    )]);
    assert_eq!(short(&told), [("dedicated", 30, 720, 30, 5), ("flow", 30, 720, 30, 5)]);
    assert_eq!(
        (told[0].longest.on, told[0].channels.as_slice()),
        (On::Weekday(0), &["phone".to_string()][..])
    );
    assert!(rests(&[(SHIFT, &shift("{ start = \"12:00\", length = \"5m\" }"))]).is_empty());
    // The desk closes while they are on it.
    let early = ("mon-fri = \"09:00-17:00\"", "mon-fri = \"09:00-12:10\"");
    let told = rests(&[(SHIFT, &shift("{ start = \"12:00\", length = \"30m\" }")), early]);
    assert_eq!(short(&told), [("dedicated", 30, 720, 10, 5), ("flow", 30, 720, 10, 5)]);
}

/// Who takes it in turns leaves somebody to those whom everybody serves; an account of one person is without that person
/// all the same.
#[test]
fn a_break_in_turns_empties_no_desk() {
    let told = rests(&[(SHIFT, &shift("{ start = \"12:00\", length = \"30m\", turns = 2 }"))]);
    assert_eq!(short(&told)[0].0, "dedicated");
    assert_eq!(told.len(), 1);
}

/// From 12:15 to 12:25 both shifts are on a break.
#[test]
fn breaks_one_after_the_other_leave_somebody() {
    let two = |second: &str| {
        let late =
            format!("{}[shifts.late]\n{}", shift("{ start = \"12:00\", length = \"25m\" }"), shift(second));
        rests(&[(SHIFT, &late), (TEAM, "shifts = [\"day\", \"late\"]\nagents = { day = 3, late = 2 }\n")])
    };
    let told = two("{ start = \"12:15\", length = \"30m\" }");
    // Each account has an owner in both shifts.
    assert_eq!(short(&told), [("dedicated", 30, 735, 10, 5), ("flow", 30, 735, 10, 5)]);
    assert!(two("{ start = \"12:25\", length = \"30m\" }").is_empty());
    // People by the interval take none.
    let plan = "shifts = [\"day\"]\nagents = 5\n[teams.plan]\nagents_per_interval = [1, 1]\n";
    let told = rests(&[(SHIFT, &shift("{ start = \"12:00\", length = \"30m\" }")), (TEAM, plan)]);
    assert!(told.iter().all(|rest| rest.staffing != "flow"), "{told:?}");
}

#[test]
fn a_break_while_nobody_calls_is_none() {
    let lunch = shift("{ start = \"12:00\", length = \"30m\" }");
    let closed = ("mon-fri = \"09:00-17:00\"", "mon-fri = [\"09:00-12:00\", \"12:30-17:00\"]");
    assert!(rests(&[(SHIFT, &lunch), closed]).is_empty());
    assert!(rests(&[(SHIFT, &lunch), ("kind = \"live\"", "kind = \"deferrable\"")]).is_empty());
    let message = (
        "ladder = [\"anyone\"]",
        "ladder = [\"anyone\", { to = \"message\", after = \"1m\", call_back = false }]",
    );
    assert_eq!(
        short(&rests(&[(SHIFT, &lunch), message])).iter().map(|row| row.0).collect::<Vec<_>>(),
        ["dedicated"]
    );
}

/// Nights from 22:00 to 06:00 with a break over midnight, also from Sunday to Monday.
#[test]
fn a_break_over_midnight_is_one() {
    let night =
        "hours = \"22:00-06:00\"\ndays = \"daily\"\nbreaks = [{ start = \"23:50\", length = \"20m\" }]\n";
    let told = rests(&[("mon-fri = \"09:00-17:00\"", "always = true"), (SHIFT, night)]);
    assert_eq!(short(&told), [("dedicated", 30, 23 * 60 + 50, 20, 7), ("flow", 30, 23 * 60 + 50, 20, 7)]);
    assert_eq!(told[1].longest.from, 23 * HOUR + 50 * MINUTE);
}

#[test]
fn check_says_it_in_a_line() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("rests");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("desk.toml");
    let text = DESK.replacen(SHIFT, &shift("{ start = \"12:00\", length = \"3h\", paid = false }"), 1);
    std::fs::write(&file, text).expect("written");
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_portflow"));
    let output = program.arg("check").arg(&file).args(["--format", "json"]).output().expect("it runs");
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let told = page["warnings"].as_array().expect("warnings").iter().filter_map(|one| one.as_str());
    let told: Vec<&str> = told.filter(|one| one.contains("break")).collect();
    let both = "dedicated, flow: phone contacts of 30 accounts find everybody on a break; longest 3h, from 12:00 to 15:00 on 5 days a week \
                (clients-001). Let people take the break in turns (turns = 2), breaks of shifts follow one another, or give the ladder a rung to others.";
    assert_eq!(told, [both]);
}
