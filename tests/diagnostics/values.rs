//! Values of the wrong kind, numbers out of range and slips that are no TOML: the remedy can be copied into the file.

use super::{DESK, all_told, load};

/// Of the desk's accounts and of its contacts.
const SPREAD: &str = "spread = { lognormal = { cv = 1.0 } }     # between accounts";
const TIME: &str = "handle_time = { phone = { lognormal = { mean = \"5m\", cv = 1.0 } } }";

/// Laws, and letters that stand in quotes only.
const LAWS: &[(&str, &str, &[&str])] = &[
    (
        SPREAD,
        "spread = { uniform = { min = 3, max = 2 } }",
        &[
            "desk.toml:18:10: this law cannot be: max is 2, expected a number of at least `min` | values are 0 or more, means and \
             shapes above 0, and min ≤ mode ≤ max",
        ],
    ),
    (
        TIME,
        "handle_time = { phone = { triangular = { min = \"5m\", mode = \"3m\", max = \"9m\" } } }",
        &[
            "desk.toml:19:25: this law cannot be: mode is 180, expected a number of at least `min` | values are 0 or more, means \
             and shapes above 0, and min ≤ mode ≤ max",
        ],
    ),
    (
        SPREAD,
        "spread = \"lognormal\"",
        &[
            "desk.toml:18:10: `spread`: `lognormal` alone says nothing; it needs its figures | write spread = { lognormal = { cv \
             = …, mean = … } }",
        ],
    ),
    (
        TIME,
        "handle_time = { phone = \"empirical\" }",
        &[
            "desk.toml:19:25: `phone`: `empirical` alone says nothing; it needs its figures | write phone = { empirical = […] }",
        ],
    ),
    (
        SPREAD,
        "spread = \"wide\"",
        &[
            "desk.toml:18:10: `spread` should be a duration or a number or a table, not `wide` | write it as \"20s\", \"6m30s\" \
             or \"4h\", or a table with one of `exponential`, `lognormal`, `gamma`, `weibull`, `uniform`, `triangular`, \
             `deterministic`, `empirical`, `mixture`",
        ],
    ),
    (
        "[groups.clients]",
        "[groups.Gärten]",
        &[
            "desk.toml:15:10: this is not TOML: the key `Gärten` has letters that may only stand in quotes | write it as \
             \"Gärten\", or without such letters",
        ],
    ),
    (
        "hourly_cost = 30",
        "cöst = 30",
        &[
            "desk.toml:22:2: this is not TOML: the key `cöst` has letters that may only stand in quotes | write it as \"cöst\", \
             or without such letters",
        ],
    ),
];

#[test]
fn a_law_is_told_in_the_words_of_the_file() {
    all_told(LAWS.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
}

#[test]
fn what_is_suggested_for_letters_is_read() {
    let text = DESK.replace("[groups.clients]", "[groups.\"Gärten\"]");
    let loaded = load(&text, &[], ("", "")).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    assert_eq!(loaded.names.groups, ["Gärten"]);
}

const VALUES: &[(&str, &str, &[&str])] = &[
    (
        "spread = { lognormal = { cv = 1.0 } }     # between accounts",
        "follow_up = { share = {}, delay = \"2h\" }",
        &[
            "desk.toml:18:23: no share of follow-ups is given | write a share, such as 0.05, or shares by reason: { order = 0.05 }",
        ],
    ),
    (
        "[shifts.day]",
        "[rosters.here]\nspeed = 0\n[shifts.day]",
        &[
            "desk.toml:25:9: `speed` is a factor on handle times and should be at least 0.01 | write 1 for people as fast as the handle times say, 0.9 for faster ones",
        ],
    ),
    (
        "at_least = 0.80",
        "at_least = \"80 %\"",
        &["desk.toml:42:12: `at_least` should be a number | write at_least = 0.8"],
    ),
    (
        "at_least = 0.80",
        "at_least = \"0,8\"",
        &["desk.toml:42:12: `at_least` should be a number | write at_least = 0.8"],
    ),
    (
        "at_least = 0.80",
        "at_least = \"many\"",
        &[
            "desk.toml:42:12: `at_least` should be a number | write a number, such as 0.5 or 12: The value must be at least this",
        ],
    ),
    (
        "at_least = 0.80",
        "at_least = 80 %",
        &["desk.toml:42:12: this is not TOML: `80 %` is no number | write at_least = 0.8"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 33,50",
        &["desk.toml:22:17: this is not TOML: `33,50` is no number | write hourly_cost = 33.50"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = \"33.50 EUR\"",
        &["desk.toml:22:15: `hourly_cost` should be a number | write hourly_cost = 33.50"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = \"1 200\"",
        &["desk.toml:22:15: `hourly_cost` should be a number | write hourly_cost = 1200"],
    ),
    (
        "agents = 5",
        "agents = 22.5",
        &["desk.toml:30:10: `agents` should be a whole number or a table | write agents = 22 or 23"],
    ),
    (
        "agents = 5",
        "agents = \"22\"",
        &["desk.toml:30:10: `agents` should be a whole number or a table | write agents = 22"],
    ),
    (
        "agents = 5",
        "agents = 5 people",
        &["desk.toml:30:10: this is not TOML: `5 people` is no number | write agents = 5"],
    ),
    (
        "kind = \"live\"",
        "kind = \"live\"\nstrict = \"yes\"",
        &["desk.toml:12:10: `strict` should be true or false | write strict = true"],
    ),
    (
        "kind = \"live\"",
        "kind = live",
        &[
            r#"desk.toml:11:8: this is not TOML: `live` is neither a number nor text in quotes | text stands in double quotes: write kind = "live""#,
        ],
    ),
    (
        "kind = \"live\"",
        "kind = \"live\"\nbalk = 5",
        &["desk.toml:12:8: `balk` should be at most 1, not 5 | write balk = 0.05 for 5 %"],
    ),
    (
        "in_time = \"20s\"",
        "in_time = 20s",
        &[
            r#"desk.toml:13:11: this is not TOML: `20s` is neither a number nor text in quotes | text stands in double quotes: write in_time = "20s""#,
        ],
    ),
    (
        "in_time = \"20s\"",
        "in_time = “20s”",
        &[
            r#"desk.toml:13:11: this is not TOML: `“20s”` is neither a number nor text in quotes | text stands in double quotes: write in_time = "20s""#,
        ],
    ),
    (
        "in_time = \"20s\"",
        "in_time = \"20 sec\"",
        &[
            r#"desk.toml:13:11: `in_time`: `20 sec` is not a duration: no space stands before a unit; expected numbers with units d, h, m, s or ms, largest first, such as "20s", "6m30s" or "4h" | write it as "20s""#,
        ],
    ),
    (
        "title = \"A small desk\"",
        "title = 5",
        &[r#"desk.toml:5:9: `title` should be text | write title = "5""#],
    ),
    (
        "ladder = [\"owner\"]",
        "ladder = \"owner\"",
        &[r#"desk.toml:33:10: `ladder` should be a list | write ladder = ["owner"]"#],
    ),
    (
        "days = \"mon-fri\"",
        "days = 5",
        &[
            r#"desk.toml:26:8: `days` should be text or a list | Days, such as `"mon-fri"` or `["mon", "wed-fri"]`; default every day."#,
        ],
    ),
    (
        "days = \"mon-fri\"",
        "days = \"mon-fri\"\nbreaks = [{ start = 12, length = \"30m\" }]",
        &[r#"desk.toml:27:21: `start` should be a time of day | write it as "12:00""#],
    ),
    (
        "[opening]",
        "[run]\nstart = 20260105\ndays = \"20\"\n[opening]",
        &[
            r#"desk.toml:8:9: `start` should be a date | write it as "2026-01-05""#,
            "desk.toml:9:8: `days` should be a whole number | write days = 20",
        ],
    ),
    (
        "[opening]",
        "[run]\nstart = \"05.01.2026\"\n[opening]",
        &[
            r#"desk.toml:8:9: `start`: `05.01.2026` is not a date: expected year, month and day such as "2026-01-05" | write it as "2026-01-05""#,
        ],
    ),
    (
        "[opening]",
        "[demand]\nbusyness = { common = \"10%\" }\n[opening]",
        &["desk.toml:8:23: `common` should be a number | write common = 0.1"],
    ),
    (
        "[opening]",
        "[demand]\nbusyness = { common = 0,1 }\n[opening]",
        &["desk.toml:8:27: this is not TOML: `0,1` is no number | write common = 0.1"],
    ),
    (
        "accounts = 30",
        "accounts = 30\nvalue = \"12k\"",
        &["desk.toml:17:9: `value` should be a duration or a number or a table | write value = 12000"],
    ),
    (
        "mon-fri = \"09:00-17:00\"",
        "mon-fri = \"9-17\"",
        &[
            r#"desk.toml:8:11: `9` is not a time of day: expected hours and minutes from "00:00" to "24:00", such as "09:30" | write "09:00-17:00""#,
        ],
    ),
    (
        "requests_per_day = { phone = 300 }",
        "requests_per_day = 300",
        &[
            "desk.toml:17:20: `requests_per_day` should be a table | write requests_per_day = { NAME = 300 }: Requests per working day of the whole group, by channel",
        ],
    ),
    (
        "shifts = [\"day\"]",
        "shifts = \"day\"",
        &[r#"desk.toml:29:10: `shifts` should be a list | write shifts = ["day"]"#],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = .5",
        &["desk.toml:22:15: this is not TOML: `.5` is no number | write hourly_cost = 0.5"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nfull_time_hours = \"35h\"",
        &["desk.toml:23:19: `full_time_hours` should be a number | write full_time_hours = 35"],
    ),
    (
        "hours = \"09:00-17:00\"\ndays",
        "hours = \"9am-5pm\"\ndays",
        &[
            r#"desk.toml:25:9: `9am` is not a time of day: expected hours and minutes from "00:00" to "24:00", such as "09:30" | write "09:00-17:00""#,
        ],
    ),
    // Profiles of a number of steps that nobody plans by.
    (
        "in_time = \"20s\"",
        "in_time = \"20s\"\nprofile = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]",
        &[
            "desk.toml:14:11: 15 equal steps over 09:00-17:00 are 32.0 minutes each: is one missing, or one too many? | write 16 for half hours, or 8 for hours",
        ],
    ),
    (
        "in_time = \"20s\"",
        "in_time = \"20s\"\nprofile = { mon = [1, 2, 3, 4, 5, 6, 7, 8, 9], tue-fri = [1, 2, 3, 4, 5, 6, 7, 8] }",
        &[
            "desk.toml:14:19: 9 equal steps over 09:00-17:00 are 53.3 minutes each: is one missing, or one too many? | write 8 for hours, or 16 for half hours",
        ],
    ),
    (
        "agents = 5",
        "agents_per_interval = [1, 2, 3, 4, 5, 6, 7]",
        &[
            "desk.toml:30:23: 7 equal steps over 09:00-17:00 are 68.6 minutes each: is one missing, or one too many? | write 8 for hours, or 16 for half hours",
        ],
    ),
];

#[test]
fn what_to_write_instead_is_told() {
    all_told(VALUES.iter().map(|(from, to, expected)| (*from, (*to).to_string(), *expected)));
}

/// A remedy of the form "write key = value" is what it says: with it in the place of the slip the desk can be run.
#[test]
fn remedies_can_be_copied() {
    let mut copied = 0;
    for (from, to, expected) in VALUES {
        let Some((_, remedy)) = expected[0].rsplit_once("write ") else { continue };
        let is_line = to.split(" = ").next() == remedy.split(" = ").next();
        if !is_line || remedy.contains(" or ") || remedy.contains("NAME") {
            continue;
        }
        let text = DESK.replacen(from, remedy, 1);
        assert!(load(&text, &[], ("", "")).is_ok(), "{remedy}");
        copied += 1;
    }
    assert!(copied > 8, "{copied}");
}

#[test]
fn a_number_of_people_stands_with_their_team() {
    let text = super::DESK.replace("[sites.here]\n", "[rosters.here]\npeople = 4\n[sites.here]\n");
    let told = super::told(&super::load(&text, &[], ("", "")).expect_err("no names"));
    assert_eq!(
        told,
        [
            "desk.toml:22:10: `people` should be text or a table | People by name, who take the first seats: `{ anna = {}, ben = \
             {} }` or a CSV file; how many there are is `teams.X.agents`.",
        ]
    );
}
