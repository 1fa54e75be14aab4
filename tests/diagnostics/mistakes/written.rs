//! How the file is written: keys, units, kinds of values, words, text that is no TOML.

use super::Mistake;

pub(super) const MISTAKES: &[Mistake] = &[
    // A misspelt key.
    (
        r#"title = "A small desk""#,
        r#"titel = "A small desk""#,
        &["desk.toml:5:1: there is no key `titel` here | did you mean `title`?"],
    ),
    (
        r#"mean = "5m", cv = 1.0"#,
        r#"mean = "5m", cw = 1.0"#,
        &["desk.toml:19:54: there is no key `cw` here | did you mean `cv`?"],
    ),
    (
        "[staffings.flow]",
        "[stafings.flow]",
        &["desk.toml:35:2: there is no key `stafings` here | did you mean `staffings`?"],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["owner", { to = "anyone", afer = "20s" }]"#,
        &["desk.toml:33:37: there is no key `afer` here | did you mean `after`?"],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["owner", { too = "team", after = "20s" }]"#,
        &["desk.toml:33:22: there is no key `too` here | did you mean `to`?"],
    ),
    (
        r#"patience = { exponential = { mean = "3m" } }"#,
        r#"patience = { law = { exponential = { mean = "3m" } }, by_intervl = [1, 2] }"#,
        &["desk.toml:12:55: there is no key `by_intervl` here | did you mean `by_interval`?"],
    ),
    // What else is wrong in its table is told all the same.
    (
        r#"channel = "phone""#,
        r#"chanel = "phone""#,
        &["desk.toml:40:1: there is no key `chanel` here | did you mean `channel`?"],
    ),
    (
        "metric = \"answered_within\"\nchannel",
        "metric = \"answerd_within\"\nchanel",
        &[
            "desk.toml:39:10: `metric` cannot be `answerd_within` | did you mean `answered_within`?",
            "desk.toml:40:1: there is no key `chanel` here | did you mean `channel`?",
        ],
    ),
    // A missing key.
    (
        "kind = \"live\"\n",
        "",
        &["desk.toml:10:11: `phone` lacks `kind` | kind: live, deferrable or proactive."],
    ),
    (
        "agents = 5\n",
        "",
        &[
            "desk.toml:28:1: team `desk` does not say how many people it has | add agents = 12, or agents = { early = 6, late = 6 }",
        ],
    ),
    ("within = \"20s\"\n", "", &[r#"desk.toml:38:1: goal `phone` lacks `within` | within = "20s""#]),
    (
        "at_least = 0.80\n",
        "",
        &["desk.toml:38:1: goal `phone` needs either `at_least` or `at_most` | at_least = 0.8"],
    ),
    (
        r#"handle_time = { phone = { lognormal = { mean = "5m", cv = 1.0 } } }"#,
        "handle_time = {}",
        &[
            r#"desk.toml:19:15: group `clients` brings phone contacts but has no handle time for them | add phone = { lognormal = { mean = "5m", cv = 1.0 } }"#,
        ],
    ),
    // A wrong unit.
    (
        r#"mean = "3m""#,
        r#"mean = "3 minutes""#,
        &[
            r#"desk.toml:12:37: `mean`: `3 minutes` is not a duration: no space stands before a unit; expected numbers with units d, h, m, s or ms, largest first, such as "20s", "6m30s" or "4h" | write it as "3m""#,
        ],
    ),
    (
        r#"mean = "3m""#,
        "mean = 3",
        &[r#"desk.toml:12:37: 3 of what? A time needs a unit | write it as "3s" or "3m""#],
    ),
    (
        r#"in_time = "20s""#,
        "in_time = 20",
        &[
            r#"desk.toml:13:11: `in_time` should be a duration | write it with its unit, "20s", "20m" or "20h""#,
        ],
    ),
    (
        r#"in_time = "20s""#,
        r#"in_time = "-20s""#,
        &[
            r#"desk.toml:13:11: `in_time`: `-20s` is not a duration: a number is missing; expected numbers with units d, h, m, s or ms, largest first, such as "20s", "6m30s" or "4h" | write it as "20s", "6m30s" or "4h""#,
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["owner", { to = "anyone", after = "20 s" }]"#,
        &[
            r#"desk.toml:33:45: `after`: `20 s` is not a duration: no space stands before a unit; expected numbers with units d, h, m, s or ms, largest first, such as "20s", "6m30s" or "4h" | write it as "20s""#,
        ],
    ),
    (
        "spread = { lognormal = { cv = 1.0 } }",
        r#"spread = { exponential = { mean = "1m" } }"#,
        &[
            r#"desk.toml:18:35: "1m" is a time, but a plain number is wanted here | write it without a unit and without quotes"#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nutc_offset = \"one hour\"",
        &[
            r#"desk.toml:23:14: `one hour` is no offset | hours ahead of the scenario's clock: "1h", "-5h30m""#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nholidays = [\"2026-13-01\"]",
        &[
            r#"desk.toml:23:13: number 1 of the list: `2026-13-01` is not a date: expected year, month and day such as "2026-01-05" | write it as "2026-01-05""#,
        ],
    ),
    (
        "at_least = 0.80",
        "at_least = 80",
        &["desk.toml:42:12: `at_least` is a share from 0 to 1, not 80 | 80 % is 0.8"],
    ),
    // A wrong kind of value.
    (
        "hourly_cost = 30",
        r#"hourly_cost = "30""#,
        &["desk.toml:22:15: `hourly_cost` should be a number | write hourly_cost = 30"],
    ),
    (
        "accounts = 30",
        r#"accounts = "many""#,
        &[
            "desk.toml:16:12: `accounts` should be a whole number or a list or a table | write a whole number, such as 12: How many accounts, their names, or a file of them",
        ],
    ),
    (
        r#"lognormal = { mean = "5m", cv = 1.0 }"#,
        r#"lognorml = { mean = "5m", cv = 1.0 }"#,
        &["desk.toml:19:27: there is no key `lognorml` here | did you mean `lognormal`?"],
    ),
    // A word that is none.
    (
        r#"kind = "live""#,
        r#"kind = "alive""#,
        &["desk.toml:11:8: `kind` cannot be `alive` | did you mean `live`?"],
    ),
    (
        "[staffings.dedicated]",
        "[staffings.dedicated]\nportfolio = \"fair\"",
        &["desk.toml:33:13: `portfolio` cannot be `fair` | there is balanced, sector, area, value, explicit"],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["ownr"]"#,
        &["desk.toml:33:11: a rung cannot be open to `ownr` | did you mean `owner`?"],
    ),
    (
        r#"metric = "answered_within""#,
        r#"metric = "mean_wait""#,
        &[
            r#"desk.toml:41:10: `within` means nothing to `mean_wait` | leave it out, or set the goal on "answered_within""#,
        ],
    ),
    // A negative count, a number out of range.
    (
        "accounts = 30",
        "accounts = -30",
        &[
            "desk.toml:16:12: `accounts` should be at least 0, not -30 | write a whole number from 0 to 1000000",
        ],
    ),
    (
        "agents = 5",
        "agents = -5",
        &["desk.toml:30:10: `agents` should be at least 0, not -5 | write a whole number from 0 to 100000"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = -30",
        &["desk.toml:22:15: `hourly_cost` should be at least 0, not -30 | write a number of 0 or more"],
    ),
    (
        r#"in_time = "20s""#,
        "in_time = \"20s\"\nbalk = 1.5",
        &["desk.toml:14:8: `balk` should be at most 1, not 1.5 | write a number from 0 to 1"],
    ),
    (
        "[opening]",
        "[run]\ndays = 0\nreplications = 1\n[opening]",
        &[
            "desk.toml:8:8: `days` should be at least 1, not 0 | write a whole number from 1 to 36500",
            "desk.toml:9:16: `replications` should be at least 2, not 1 | write a whole number from 2 to 100000",
        ],
    ),
    // Text that is not TOML.
    (
        "[sites.here]",
        "[sites.here",
        &["desk.toml:21:12: this is not TOML: unclosed table, expected `]` | close it on the same line"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost =",
        &[
            r#"desk.toml:22:14: this is not TOML: string values must be quoted, expected literal string | a value follows `=`; text stands in double quotes, such as "20s""#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nhourly_cost = 31",
        &[
            "desk.toml:23:1: this is not TOML: duplicate key | a key stands once in its table: keep one of the two",
        ],
    ),
];
