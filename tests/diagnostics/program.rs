//! The program itself: exit codes, what goes where, nothing written over.

use std::fs;

use super::{DESK, folder, portflow, text};

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
