//! The program itself: exit codes, what goes where, nothing written over.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use super::DESK;

fn portflow(folder: &PathBuf, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(arguments)
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

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn bad_input_ends_with_2_and_writes_nothing() {
    let folder = folder("bad-input");
    fs::write(folder.join("desk.toml"), DESK.replace("agents = 5", "agents = 0")).expect("written");
    for command in ["check", "compare"] {
        let out = portflow(&folder, &[command, "desk.toml"]);
        assert_eq!(out.status.code(), Some(2), "{command}");
        assert!(out.stdout.is_empty());
        let told = text(&out.stderr);
        assert!(told.contains("team `desk` is empty") && told.contains("desk.toml:30:10"), "{told}");
    }
    let json = portflow(&folder, &["check", "desk.toml", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(rows[0]["line"], 30);
    assert_eq!(portflow(&folder, &["check", "nowhere.toml"]).status.code(), Some(2));
    let files = fs::read_dir(&folder).expect("readable").count();
    assert_eq!(files, 1, "nothing beside the scenario");
}

/// What is no value of an option is told in words, below zero too, and before anything is played.
#[test]
fn numbers_of_options_that_cannot_be_are_told_in_words() {
    let folder = folder("options-numbers");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    for (command, option, value, words) in [
        ("compare", "--seed", "-1", "`-1` is no seed; write a whole number from 0 to"),
        ("size", "--seed", "lucky", "`lucky` is no seed"),
        ("compare", "-r", "-1", "at least two replications; write 2 or more"),
        ("compare", "-r", "1000000000", "there are at most 100000; write 100000 or less"),
        ("size", "-r", "1000000000", "there are at most 100000"),
        ("knockout", "--replications", "200000", "there are at most 100000"),
        ("threshold", "--threads", "-1", "write 0 or more"),
        ("compare", "--precision", "-1", "--precision must be above 0"),
        ("compare", "--precision", "fine", "`fine` is no number"),
        ("sweep", "--points", "-3", "write 2 or more"),
    ] {
        let out = portflow(&folder, &[command, "desk.toml", option, value]);
        assert_eq!(out.status.code(), Some(2), "{command} {option} {value}");
        let told = text(&out.stderr);
        assert!(told.contains(words) && !told.contains("-- -"), "{command} {option} {value}: {told}");
    }
    // The file has the same bound.
    let out = portflow(&folder, &["check", "desk.toml", "--set", "run.replications=100001"]);
    assert!(out.status.code() == Some(2) && text(&out.stderr).contains("100000"), "{}", text(&out.stderr));
    assert_eq!(fs::read_dir(&folder).expect("readable").count(), 1, "nothing beside the scenario");
}

#[test]
fn init_then_check() {
    let folder = folder("init");
    for template in ["planner", "order-desk", "sites", "minimal"] {
        let file = format!("{template}.toml");
        let out = portflow(&folder, &["init", &file, "--template", template]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let out = portflow(&folder, &["check", &file]);
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let said = text(&out.stdout);
        assert!(said.contains("This scenario can be run."), "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 80), "80 columns:\n{said}");
        let json = portflow(&folder, &["check", &file, "--format", "json"]);
        let summary: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
        assert!(summary["contacts"].as_f64().expect("a number") > 0.0);
    }
    fs::write(folder.join("mine.toml"), "mine").expect("written");
    assert_eq!(portflow(&folder, &["init", "mine.toml"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("mine.toml")).expect("there"), "mine");
    assert_eq!(portflow(&folder, &["init", "mine.toml", "--force"]).status.code(), Some(0));
    assert_eq!(portflow(&folder, &["init", "x.toml", "--template", "palnner"]).status.code(), Some(2));
}

#[test]
fn schema_and_metrics_are_printed() {
    let folder = folder("schema");
    let schema = text(&portflow(&folder, &["schema"]).stdout);
    let saved = include_str!("../../docs/scenario.schema.json");
    assert!(schema == saved, "docs/scenario.schema.json is old: portflow schema > docs/scenario.schema.json");
    let metrics = text(&portflow(&folder, &["schema", "--metrics"]).stdout);
    assert!(metrics.contains("owner_share") && metrics.contains("cost_production"), "{metrics}");
}

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

#[test]
fn a_document_that_is_none_is_told() {
    let folder = folder("no-results");
    let written = portflow(&folder, &["schema"]).stdout;
    fs::write(folder.join("schema.json"), written).expect("written");
    fs::write(folder.join("empty.json"), "").expect("written");
    for file in ["schema.json", "empty.json", "nowhere.json", "."] {
        let out = portflow(&folder, &["report", file]);
        assert_eq!(out.status.code(), Some(2), "{file}");
        let told = text(&out.stderr);
        assert!(out.stdout.is_empty() && told.contains(file) && told.contains("portflow compare"), "{told}");
    }
}

#[test]
fn options_say_what_they_need_and_why() {
    let folder = folder("options");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    for (arguments, hint) in [
        (
            &["compare", "desk.toml", "-r", "1"][..],
            "an interval of confidence needs at least two replications; write 2",
        ),
        (
            &["size", "desk.toml", "-r", "4"],
            "with fewer than five replications a point can hardly be decided; write 5",
        ),
        (
            &["sweep", "desk.toml", "--points", "1"],
            "a range has two ends, each of which is a point; write 2 or more",
        ),
        (&["knockout", "desk.toml", "--for", "10"], "10 of what? Write 10d for days"),
        (
            &["erlang", "--contacts", "9", "--handle-time", "5"],
            "5 of what? Write it with its unit, 5s, 5m or 5h",
        ),
        (
            &["erlang", "--contacts", "9", "--handle-time", "5m", "--agents", "2", "--at-least", "0.9"],
            "--agents says how many agents there are, and --at-least asks how many it takes: leave one of them out",
        ),
        (
            &["erlang", "--contacts", "9", "--handle-time", "5m", "--agents", "2", "--max-occupancy", "0.8"],
            "and --max-occupancy asks how many it takes: leave one of them out",
        ),
    ] {
        let out = portflow(&folder, arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}");
        assert!(text(&out.stderr).contains(hint), "{arguments:?}: {}", text(&out.stderr));
    }
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
    let typed = "portflow compare 'my desks/desk.toml' --set goals.phone.at_least=0 --set 'title=A small desk' --by interval";
    let said = next(&[]).expect("something to see");
    assert!(said.contains(typed), "{said}");
    assert_eq!(next(&["--by", "interval"]), None);
    assert_eq!(next(&["--quiet"]), None);
    // The same files, where some were asked for.
    let out = portflow(&folder, &["compare", "my desks/desk.toml", "-r", "2", "-o", "my results"]);
    assert!(text(&out.stderr).contains("desk.toml' --out 'my results' --"), "{}", text(&out.stderr));
}

#[test]
fn markdown_has_the_tables_asked_for_cautions_and_defaults() {
    let folder = folder("markdown");
    fs::write(folder.join("desk.toml"), DESK).expect("written");
    let arguments =
        ["compare", "desk.toml", "-r", "2", "--no-files", "--by", "interval", "--format", "markdown"];
    let said = text(&portflow(&folder, &arguments).stdout);
    for words in [
        "| staffing |",
        "caution** [few_replications]",
        "This rests on these modelling defaults",
        "| 09:30 |",
    ] {
        assert!(said.contains(words), "{words} in\n{said}");
    }
}

/// Every option that a command's help names is on the one page that is printed.
#[test]
fn the_manual_page_has_the_options_of_every_command() {
    let folder = folder("manual");
    let page =
        text(&portflow(&folder, &["man"]).stdout).replace("\\-", "-").replace("\\fB", "").replace("\\fR", "");
    let help = text(&portflow(&folder, &["--help"]).stdout);
    let (_, commands) = help.split_once("Commands:").expect("commands");
    let names: Vec<&str> = commands
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !["", "help"].contains(name))
        .collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let (_, section) =
            page.split_once(&format!(".SS portflow {name}\n")).unwrap_or_else(|| panic!("no {name}"));
        let section = section.split("\n.S").next().expect("a section");
        let help = text(&portflow(&folder, &[name, "--help"]).stdout);
        let words = help.lines().filter(|line| line.trim_start().starts_with('-'));
        let options = words.flat_map(|line| line.split_whitespace().take_while(|word| word.starts_with('-')));
        for option in options.map(|word| word.trim_end_matches(',')).filter(|word| word.starts_with("--")) {
            let is_common = ["--quiet", "--color", "--help"].contains(&option);
            assert!(
                is_common
                    || section.contains(&format!("{option}\n"))
                    || section.contains(&format!("{option} ")),
                "{name} {option} in\n{section}"
            );
        }
    }
}

#[test]
fn a_closed_form_says_which_goal_the_fewest_agents_meet() {
    let folder = folder("fewest");
    let said = |more: &[&str]| {
        let out =
            portflow(&folder, &[&["erlang", "--contacts", "100", "--handle-time", "3m"], more].concat());
        String::from_utf8_lossy(&out.stdout).into_owned()
    };
    let usual = said(&["--patience", "2m"]);
    for form in ["C (nobody gives up): 14 agents", "A (some give up): 12 agents"] {
        assert!(usual.contains(&format!("{form}, the fewest that answer 80 % within 20s\n")), "{usual}");
    }
    assert!(usual.contains("agents, the fewest that turn away at most 2 %\n"), "{usual}");
    let other = said(&["--at-least", "0.9", "--max-abandonment", "0.005", "--max-occupancy", "0.8"]);
    assert!(other.contains("answer 90 % within 20s and are busy at most 80 % of the time\n"), "{other}");
    assert!(other.contains("the fewest that turn away at most 0.5 %\n"), "{other}");
    assert!(said(&["--agents", "9"]).contains("without end\n"));
}

/// Where nothing comes nobody is needed, by any of the forms.
#[test]
fn no_contacts_need_nobody() {
    let folder = folder("no-contacts");
    let arguments =
        ["erlang", "--contacts", "0", "--handle-time", "5m", "--patience", "2m", "--format", "json"];
    let out = portflow(&folder, &arguments);
    let figures: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let forms = figures["forms"].as_array().expect("forms");
    assert_eq!(forms.len(), 3);
    for form in forms {
        assert_eq!(form["agents"], 0, "{form}");
        assert_eq!(form["figures"], serde_json::json!({}), "{form}");
    }
}

#[test]
fn a_gap_over_midnight_is_told_as_one() {
    let folder = folder("gap");
    // Open day and night; three nights a week are worked, from Monday, Tuesday and Wednesday evening on.
    let desk = DESK.replace("mon-fri = \"09:00-17:00\"", "daily = \"00:00-24:00\"").replace(
        "hours = \"09:00-17:00\"\ndays = \"mon-fri\"",
        "hours = \"22:00-06:00\"\ndays = \"mon-wed\"",
    );
    fs::write(folder.join("desk.toml"), desk).expect("written");
    let out = portflow(&folder, &["check", "desk.toml"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let said: String = text_of(&out.stdout);
    assert!(said.contains("longest 4d16h, Thursday from 06:00 to Monday 22:00"), "{said}");
}

/// What `check` says of desks on whose ordinary days somebody is always there: a site's holiday, leave of everybody at once
/// and a team that comes later leave open hours to nobody.
#[test]
fn dates_that_leave_open_hours_to_nobody_are_told() {
    let folder = folder("dates");
    let said = |text: &str| {
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = portflow(&folder, &["check", "desk.toml"]);
        assert_eq!(out.status.code(), Some(0), "{}", text_of(&out.stderr));
        text_of(&out.stdout)
    };
    // Two sites, early and late (to 02:00), from Monday 5 January on.
    let hours = "mon = \"09:00-24:00\"\ntue-fri = [\"00:00-02:00\", \"09:00-24:00\"]\nsat = \"00:00-02:00\"";
    let two = DESK
        .replace("mon-fri = \"09:00-17:00\"", hours)
        .replace("[shifts.day]", "[sites.there]\nhourly_cost = 20\n[shifts.day]")
        .replace(
            "[teams.desk]\n",
            "[shifts.late]\nhours = \"17:00-02:00\"\ndays = \"mon-fri\"\n[teams.night]\nsite = \"there\"\n\
             shifts = [\"late\"]\nagents = 5\n[teams.desk]\nsite = \"here\"\n",
        );
    assert!(!said(&two).contains("find nobody on duty for more"), "{}", said(&two));
    let both = two
        .replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-20\"]");
    let told = said(&both);
    let flow = "flow: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 9h, 2026-01-20 \
                from 17:00 to 2026-01-21 02:00 (clients-001). Not in an ordinary week: 2026-01-14 from 09:00 to 17:00 (holiday \
                of here); 2026-01-20 from 17:00 to 2026-01-21 02:00 (holiday of there).";
    assert!(told.contains(flow), "{told}");
    // Nine hours ahead the same evening is the next date's early morning, and it is that date's holiday that empties it.
    let east = two
        .replace(hours, "mon-fri = \"09:00-24:00\"")
        .replace("hourly_cost = 20", "hourly_cost = 20\nutc_offset = \"9h\"\nholidays = [\"2026-01-21\"]")
        .replace(
            "hours = \"17:00-02:00\"\ndays = \"mon-fri\"",
            "hours = \"02:00-09:00\"\ndays = \"tue-sat\"",
        );
    let told = said(&east);
    let evening = "longest 7h, 2026-01-20 from 17:00 to 24:00 (clients-001). Not in an ordinary week: 2026-01-20 from 17:00 to \
                   24:00 (holiday of there).";
    assert!(told.contains(evening), "{told}");
    // On a date without contacts nobody is missed.
    let closed = "[[demand.stretches]]\nfrom = \"2026-01-14\"\nto = \"2026-01-14\"\nfactor = 0\n\
                  [[demand.stretches]]\nfrom = \"2026-01-20\"\nto = \"2026-01-21\"\nfactor = 0\n";
    assert!(!said(&format!("{both}{closed}")).contains("find nobody on duty for more"));
    // The longest of ordinary weeks stays, dates come behind it.
    let told = said(&both.replace("hours = \"17:00-02:00\"", "hours = \"20:00-02:00\""));
    let both =
        "longest 11h, 2026-01-14 from 09:00 to 20:00 (clients-001); of ordinary weeks 3h, Monday from 17:00.";
    assert!(told.contains(both), "{told}");
    // Round the clock, and on leave from the day after a holiday on: the days that the holiday does not account for are told.
    let told = said(
        &DESK
            .replace("mon-fri = \"09:00-17:00\"", "daily = \"00:00-24:00\"")
            .replace("hours = \"09:00-17:00\"\ndays = \"mon-fri\"", "hours = \"00:00-24:00\"")
            .replace("agents = 5", "agents = 1")
            .replace(
                "hourly_cost = 30",
                "hourly_cost = 30\nholidays = [\"2026-01-14\"]\n[rosters.here.people]\n\
                 anna = { leave = [\"2026-01-15..2026-01-18\"] }",
            ),
    );
    assert!(told.contains("everybody has a holiday (2026-01-14)"), "{told}");
    assert!(told.contains("2026-01-15 from 00:00 to 2026-01-18 24:00"), "{told}");
    // One site, open on its holiday: told once, as that.
    let told = said(&DESK.replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]"));
    assert!(told.contains("On 1 day contacts come, but everybody has a holiday (2026-01-14)."), "{told}");
    assert!(!told.contains("find nobody on duty for more"), "{told}");
    // With a night shift somebody is there until 02:00: no day without anybody, and told as the hours that are left.
    let night = two
        .replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-14\"]");
    let told = said(&night);
    assert!(!told.contains("everybody has a holiday"), "{told}");
    let left = "Not in an ordinary week: 2026-01-14 from 09:00 to 2026-01-15 02:00 (holiday of here, there).";
    assert!(told.contains(left), "{told}");
    // Leave of everybody at once, and a team that comes on Wednesday.
    let leave = "[rosters.here.people.anna]\nleave = [\"2026-01-15..2026-01-16\"]\n[teams.desk]\n";
    let told = said(&DESK.replace("[teams.desk]\n", leave).replace("agents = 5", "agents = 1"));
    let dates = "Not in an ordinary week: 2026-01-15 from 09:00 to 17:00; 2026-01-16 from 09:00 to 17:00.";
    assert!(told.contains(dates), "{told}");
    let later = "[shifts.late]\nhours = \"13:00-17:00\"\ndays = \"mon-fri\"\n[teams.afternoon]\nshifts = [\"late\"]\n\
                 agents = 5\nfrom = \"2026-01-07\"\n[teams.desk]\n";
    let halves = DESK.replace("hours = \"09:00-17:00\"", "hours = \"09:00-13:00\"");
    let told = said(&halves.replace("[teams.desk]\n", later));
    let dates = "flow: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 4h, 2026-01-05 \
                 from 13:00 to 17:00 (clients-001). Not in an ordinary week: 2026-01-05 from 13:00 to 17:00; 2026-01-06 \
                 from 13:00 to 17:00.";
    assert!(told.contains(dates), "{told}");
}

/// Accounts that go to other owners on 20 January: those who have them on a date are looked at, not those of the first day.
#[test]
fn dates_are_those_of_the_owners_of_the_day() {
    let folder = folder("owners-of-the-day");
    let said = |text: &str| {
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = portflow(&folder, &["check", "desk.toml", "--set", "run.days=20"]);
        assert_eq!(out.status.code(), Some(0), "{}", text_of(&out.stderr));
        text_of(&out.stdout)
    };
    let teams = |hours: [&str; 2]| {
        let [first, then] = hours;
        let more = format!(
            "[sites.there]\nhourly_cost = 20\n[shifts.first]\nhours = \"{first}\"\ndays = \"mon-fri\"\n\
             [shifts.then]\nhours = \"{then}\"\ndays = \"mon-fri\"\n[teams.then]\nsite = \"there\"\n\
             shifts = [\"then\"]\nagents = 5\n[teams.desk]\nsite = \"here\"\n"
        );
        let moved = "owners_from = [\"desk\"]\n\
                     [staffings.dedicated.reorganisation]\non = \"2026-01-20\"\nowners_from = [\"then\"]\n";
        DESK.replace("[teams.desk]\n", &more)
            .replace("shifts = [\"day\"]", "shifts = [\"first\"]")
            .replace("[staffings.flow]", &format!("{moved}\n[staffings.flow]"))
    };
    // All day at first, then mornings: from the 20th, a Tuesday, to Friday the 30th nine afternoons.
    let told = said(&teams(["09:00-17:00", "09:00-13:00"]));
    let afternoons = "dedicated: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 4h, \
                      2026-01-20 from 13:00 to 17:00 (clients-001). Not in an ordinary week: 2026-01-20 from 13:00 to \
                      17:00; 2026-01-21 from 13:00 to 17:00; 2026-01-22 from 13:00 to 17:00; 2026-01-23 from 13:00 to \
                      17:00; and on 5 other dates.";
    assert!(told.contains(afternoons), "{told}");
    // Mornings by the desk's team all along; afternoons by the new owners, who have a holiday on the 27th.
    let both = teams(["09:00-13:00", "13:00-17:00"])
        .replace("ladder = [\"owner\"]", "ladder = [\"owner\", \"team:desk\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-27\"]");
    let told = said(&both);
    let of_old = "longest 4h, Monday from 13:00 (clients-001). Not in an ordinary week: 2026-01-27 from 13:00 to 17:00 \
                  (holiday of there).";
    assert!(told.contains(of_old), "{told}");
}

/// In one line.
fn text_of(bytes: &[u8]) -> String {
    text(bytes).split_whitespace().collect::<Vec<&str>>().join(" ")
}
