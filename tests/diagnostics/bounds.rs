//! Numbers and lists that the schema itself bounds, in tables and lists as well as alone: editors see them, too.

use proptest::prelude::*;
use proptest::string::string_regex;

use super::{DESK, all_told, load, told};

/// What is written instead of what, and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        "phone = 300",
        "phone = -300",
        &["desk.toml:17:30: `phone` should be at least 0, not -300 | write a number of 0 or more"],
    ),
    (
        "[opening]",
        "[demand]\nweekday = [1, 1, 1]\n[opening]",
        &["desk.toml:8:11: `weekday` should have 7 entries, not 3 | write 7 of them, between [ and ]"],
    ),
    (
        "[opening]",
        "[demand]\nweekday = [1, 1, 1, 1, 1, -1, 0]\n[opening]",
        &["desk.toml:8:27: number 6 of the list should be at least 0, not -1 | write a number of 0 or more"],
    ),
    (
        "[opening]",
        "[demand]\nweekday = [0, 0, 0, 0, 0, 0, 0]\n[opening]",
        &[
            "desk.toml:8:11: a factor at least of `weekday` must be above 0 | write one for each, 1.0 where nothing differs",
        ],
    ),
    (
        "[opening]",
        "[demand.growth]\ngroups = { clients = -2 }\n[opening]",
        &["desk.toml:8:22: `clients` should be at least -0.9, not -2 | write a number from -0.9 to 10"],
    ),
    (
        r#"in_time = "20s""#,
        "in_time = \"20s\"\nprofile = [1, -1]",
        &["desk.toml:14:15: number 2 of the list should be at least 0, not -1 | write a number of 0 or more"],
    ),
    (
        r#"patience = { exponential = { mean = "3m" } }"#,
        r#"patience = { law = { exponential = { mean = "3m" } }, by_interval = [0] }"#,
        &["desk.toml:12:70: number 1 of the list should be above 0, not 0 | write a number above 0"],
    ),
    (
        r#"patience = { exponential = { mean = "3m" } }"#,
        r#"patience = { weibull = { mean = "3m", shape = 0 } }"#,
        &["desk.toml:12:47: `shape` should be above 0, not 0 | write a number above 0"],
    ),
    (
        r#"patience = { exponential = { mean = "3m" } }"#,
        r#"patience = { mixture = [{ weight = -1, law = "3m" }] }"#,
        &["desk.toml:12:36: `weight` should be above 0, not -1 | write a number above 0"],
    ),
    (
        r#"patience = { exponential = { mean = "3m" } }"#,
        "patience = { empirical = [] }",
        &[
            "desk.toml:12:26: `empirical` should have at least 1 entry, not 0 | write at least 1 of them, between [ and ]",
        ],
    ),
    (
        r#"handle_time = { phone = { lognormal = { mean = "5m", cv = 1.0 } } }"#,
        "handle_time = { phone = \"5m\" }\nbalk = { phone = 80 }",
        &["desk.toml:20:18: `phone` should be at most 1, not 80 | write phone = 0.8 for 80 %"],
    ),
    (
        r#"handle_time = { phone = { lognormal = { mean = "5m", cv = 1.0 } } }"#,
        "handle_time = { phone = \"5m\" }\nfollow_up = { share = 1, delay = \"1d\" }",
        &["desk.toml:20:23: `share` should be below 1, not 1 | write a number from 0 and below 1"],
    ),
    (
        "hours = \"09:00-17:00\"",
        "hours = \"24:00-08:00\"",
        &[
            "desk.toml:25:9: shift `day` begins at 24:00, when the next day has begun | let it begin at 00:00, on that day",
        ],
    ),
    // A factor by group was not looked at before.
    (
        "agents = 5\n",
        "agents = 5\nhandle_time_factor = { clients = 0 }\n",
        &["desk.toml:31:34: `clients` should be at least 0.01, not 0 | write a number from 0.01 to 100"],
    ),
];

#[test]
fn bounds_are_told_where_they_are_overstepped() {
    all_told(MISTAKES.iter().map(|(from, to, expected)| (*from, (*to).to_string(), *expected)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// What editors take for hours can be read; whether anybody is needed then is another matter.
    #[test]
    fn what_fits_the_pattern_of_hours_is_read(text in string_regex(&pattern_of_hours()).expect("a pattern")) {
        let text = DESK.replace("hours = \"09:00-17:00\"", &format!("hours = \"{text}\""));
        if let Err(rejected) = load(&text, &[], ("", "")) {
            let told = told(&rejected);
            prop_assert!(told.iter().all(|one| !one.contains("expected hours")), "{told:#?}");
        }
    }
}

fn pattern_of_hours() -> String {
    let pattern = &portflow::scenario::schema::schema()["$defs"]["Shift"]["properties"]["hours"]["pattern"];
    pattern.as_str().expect("a pattern").trim_start_matches('^').trim_end_matches('$').to_string()
}
