//! Knowledge points inward: which room may use which, and which words belong to one room only.

use std::fs;
use std::path::{Path, PathBuf};

use portflow::metrics::catalogue::figures;

/// Every room, and the rooms it may use. A room that is not named here may not exist.
const MAY_USE: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("math", &[]),
    ("random", &[]),
    ("distribution", &["math", "random"]),
    ("erlang", &["math", "distribution"]),
    ("model", &["time", "math", "random", "distribution"]),
    ("demand", &["time", "math", "random", "distribution", "model"]),
    // Who reviews the number of people sees how volumes have grown so far.
    ("workforce", &["time", "math", "random", "distribution", "model", "demand::growth"]),
    ("knowledge", &["time", "math", "model"]),
    ("engine", &["time", "random", "model", "demand", "workforce", "knowledge"]),
    ("routing", &["time", "random", "model", "workforce", "engine"]),
    ("metrics", &["math", "time", "random", "model", "knowledge", "engine"]),
    ("money", &["time", "math", "model::costs", "model::contract"]),
    (
        "scenario",
        // What a goal may be set on is what is measured.
        &[
            "time",
            "math",
            "random",
            "distribution",
            "erlang",
            "model",
            "demand",
            "workforce",
            "metrics::catalogue",
        ],
    ),
    (
        "study",
        &[
            "time",
            "math",
            "random",
            "distribution",
            "erlang",
            "model",
            "demand",
            "workforce",
            "knowledge",
            "engine",
            "routing",
            "metrics",
            "money",
            "scenario",
        ],
    ),
    // Figures by their constants, with what they are called.
    ("report", &["math", "time", "study::record", "metrics::catalogue"]),
    ("cli", &["time", "distribution", "erlang", "model", "metrics", "scenario", "study", "report"]),
];

/// A word and the only places (prefixes of paths under `src`) where it may stand in code.
const BELONGS_TO: &[(&str, &[&str])] = &[
    ("toml::", &["scenario/"]),
    ("rayon::", &["study/parallel.rs"]),
    ("student_", &["math/", "study/estimate.rs"]),
    ("plotters::", &["report/plot/canvas.rs"]),
    ("resvg::", &["report/plot/"]),
    ("clap::", &["cli/", "main.rs"]),
    ("println!", &["cli/", "main.rs"]),
    ("eprintln!", &["cli/", "main.rs"]),
    ("Instant::now", &["cli/"]),
    ("SystemTime", &["cli/"]),
    ("HashMap", &[]),
    ("HashSet", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("src is there").map(|entry| entry.expect("readable").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// (path under `src`, code without comments and without the tests at its end)
fn code() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 40, "the sources are found");
    found
        .into_iter()
        .filter(|path| {
            // Files that hold tests only, compiled under cfg(test).
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            !["tests.rs", "checks.rs", "show.rs"].contains(&name.as_str())
        })
        .map(|path| {
            let text = fs::read_to_string(&path).expect("source is text");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let name = path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
            (name, lines.collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

fn room(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn rooms_use_only_what_lies_to_their_left() {
    let mut wrong = Vec::new();
    for (path, text) in code() {
        let from = room(&path);
        if from == "lib" || from == "main" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == from) else {
            wrong.push(format!("{path}: the room `{from}` is not in the table"));
            continue;
        };
        for (at, _) in text.match_indices("crate::") {
            let used = &text[at + "crate::".len()..];
            let to = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let fits = |edge: &&str| match edge.split_once("::") {
                Some((room, file)) => room == to && used[to.len() + 2..].starts_with(file),
                None => *edge == to,
            };
            if to != from && !to.is_empty() && !allowed.iter().any(fits) {
                wrong.push(format!("{path} uses `{to}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "against the direction of knowledge:\n{}", wrong.join("\n"));
}

#[test]
fn words_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for (path, text) in code() {
        for (word, places) in BELONGS_TO {
            if text.contains(word) && !places.iter().any(|place| path.starts_with(place)) {
                wrong.push(format!("{path} says `{word}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "words outside their rooms:\n{}", wrong.join("\n"));
}

/// Whoever makes or shows a figure takes it from the catalogue; a word without `_` may be something else as well.
#[test]
fn figures_are_named_in_the_catalogue_alone() {
    let names: Vec<String> = figures()
        .filter(|figure| figure.name.contains('_'))
        .map(|figure| format!("\"{}\"", figure.name))
        .collect();
    assert!(names.len() > 100, "the catalogue is there");
    let mut wrong = Vec::new();
    for (path, text) in code() {
        // A sample for tests is written as a file would be.
        if !["study", "report"].contains(&room(&path)) || path == "report/sample.rs" {
            continue;
        }
        wrong.extend(
            names.iter().filter(|name| text.contains(*name)).map(|name| format!("{path} says {name}")),
        );
    }
    assert!(wrong.is_empty(), "figures named by hand:\n{}", wrong.join("\n"));
}

/// What the header of every file says after its first sentence, in this order: tables of contents and tests, too.
const SAID: [&str; 3] = ["In: ", "Out: ", "Must not know: "];

#[test]
fn files_say_what_comes_in_what_goes_out_and_what_they_must_not_know() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let mut silent = Vec::new();
    for path in found {
        let text = fs::read_to_string(&path).expect("source is text");
        let lines = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
        let header = lines.collect::<Vec<_>>().join(" ");
        let mut left = header.as_str();
        for phrase in SAID {
            // Something stands before and after each of them.
            match left.split_once(phrase) {
                Some((before, after)) if !before.trim().is_empty() && !after.trim().is_empty() => {
                    left = after;
                }
                _ => {
                    silent.push(format!("{}: no `{}`", path.display(), phrase.trim()));
                    break;
                }
            }
        }
    }
    assert!(silent.is_empty(), "headers that do not say it:\n{}", silent.join("\n"));
}
