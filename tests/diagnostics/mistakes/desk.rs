//! The desk that it describes: names, sizes, people, ladders, accounts, hours.

use super::Mistake;

pub(super) const MISTAKES: &[Mistake] = &[
    // A name that is not there.
    ("phone = 300", "fone = 300", &["desk.toml:17:22: there is no channel `fone` | there is phone"]),
    (
        r#"shifts = ["day"]"#,
        r#"shifts = ["dya"]"#,
        &["desk.toml:29:11: there is no shift `dya` | did you mean `day`?"],
    ),
    (
        "agents = 5",
        "agents = { day = 3, nite = 2 }",
        &["desk.toml:30:21: there is no shift `nite` | there is day"],
    ),
    (
        r#"channel = "phone""#,
        r#"channel = "fax""#,
        &["desk.toml:40:11: there is no channel `fax` | there is phone"],
    ),
    (
        r#"metric = "answered_within""#,
        r#"metric = "answerd_within""#,
        &["desk.toml:39:10: `metric` cannot be `answerd_within` | did you mean `answered_within`?"],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["owner", { to = "team:dsk", after = "20s" }]"#,
        &["desk.toml:33:20: there is no team `dsk` | did you mean `desk`?"],
    ),
    (
        "[staffings.dedicated]",
        "[staffings.dedicated]\nteams = [\"dsk\"]",
        &["desk.toml:33:10: there is no team `dsk` | did you mean `desk`?"],
    ),
    (
        "[staffings.dedicated]",
        "[staffings.dedicated]\nowned = [\"clints\"]",
        &["desk.toml:33:10: there is no account group `clints` | did you mean `clients`?"],
    ),
    (
        "[staffings.dedicated]",
        "[staffings.dedicated]\nportfolio = { anna = [\"clients-001\"] }",
        &[
            "desk.toml:33:15: nobody called `anna` works in staffing `dedicated` | there is here-01, here-02, here-03, here-04, here-05",
        ],
    ),
    (
        "handle_time = {",
        "reasons = { order = 0.5 }\nhandle_time = {",
        &["desk.toml:19:13: there is no reason `order` | there is none"],
    ),
    (
        r#"mon-fri = "09:00-17:00""#,
        r#"mon-fry = "09:00-17:00""#,
        &[
            "desk.toml:8:1: `mon-fry` names no weekday | write mon, tue, … sun, a range such as mon-fri, or daily",
        ],
    ),
    // Names that results cannot show.
    (
        "[staffings.flow]",
        "[staffings.\"a;b\"]",
        &[
            "desk.toml:35:12: `a;b` cannot be the name of a staffing | names have at least one letter, and no `;`, no `=`, no line break",
        ],
    ),
    // An empty team, an empty group, an empty ladder.
    (
        "agents = 5",
        "agents = 0",
        &["desk.toml:30:10: team `desk` is empty | give it at least one person, or leave the team out"],
    ),
    (
        "accounts = 30",
        "accounts = 0",
        &["desk.toml:16:12: group `clients` has no accounts | give at least one"],
    ),
    (
        r#"ladder = ["owner"]"#,
        "ladder = []",
        &[r#"desk.toml:33:10: a ladder needs at least one rung | ladder = ["anyone"]"#],
    ),
    (
        "accounts = 30",
        "accounts = []",
        &["desk.toml:16:12: group `clients` has no accounts | give at least one"],
    ),
    (
        "days = \"mon-fri\"",
        "days = []",
        &[
            "desk.toml:26:8: shift `day` has no days | write mon, tue, … sun, or a range such as mon-fri; without `days` it is every day",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["owner", { to = [] }]"#,
        &[r#"desk.toml:33:20: this rung is open to nobody | to = "anyone""#],
    ),
    // Sizes that no machine has room for.
    (
        "accounts = 30",
        "accounts = 4000000000",
        &[
            "desk.toml:16:12: `accounts` should be at most 1000000, not 4000000000 | write a whole number from 0 to 1000000",
        ],
    ),
    (
        "agents = 5",
        "agents_per_interval = [4000000000]",
        &[
            "desk.toml:30:23: team `desk` has more than 100000 people in an interval | give the people on duty",
        ],
    ),
    (
        "[opening]",
        "[demand]\nvolume = 1e300\n[opening]",
        &[
            "desk.toml:8:10: up to 3.8e297 requests a day are more than 1e7 | a day of them would not fit in memory: volumes are requests of a whole group per day",
        ],
    ),
    // What would go on for ever.
    (
        r#"in_time = "20s""#,
        "in_time = \"20s\"\nredial = { probability = 1, delay = \"0s\" }",
        &[
            "desk.toml:14:37: who always tries again, and at once, would do so for ever | give a delay above 0",
        ],
    ),
    // People who are always there are never away.
    (
        "[teams.desk]\nshifts = [\"day\"]",
        "[rosters.people]\nabsence = 0.05\n[teams.desk]\nalways = true",
        &[
            "desk.toml:31:10: team `desk` is always there, but people of roster `people` have leave or absence | give the team shifts, or a roster without leave and absence",
        ],
    ),
    // A ladder that nobody can be reached by.
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["last"]"#,
        &[
            r#"desk.toml:33:10: the ladder of staffing `dedicated` reaches nobody who serves phone contacts of group `clients` | add a rung such as "anyone", or a team that serves them"#,
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = [{ to = "owner", after = "never" }]"#,
        &[
            r#"desk.toml:33:10: the ladder of staffing `dedicated` reaches nobody who serves phone contacts of group `clients` | add a rung such as "anyone", or a team that serves them"#,
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = [{ to = "owner", after = "30s" }, { to = "anyone", after = "20s" }]"#,
        &[
            "desk.toml:33:44: this rung opens after 20s, before one above it (30s) | opening times must not fall",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = [{ to = "owner", after = "30s" }, { to = "last", after = { exponential = { mean = "9s" } } }, { to = "anyone", after = "20s" }]"#,
        &[
            "desk.toml:33:104: this rung opens after 20s, before one above it (30s) | opening times must not fall",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        r#"ladder = ["message"]"#,
        &[
            "desk.toml:33:11: what follows this message? | name the channel of the call-back, or write call_back = false to only count messages",
        ],
    ),
    // Accounts that nobody covers.
    (
        "agents = 5",
        "agents = 5\nserves = { groups = [] }",
        &[
            "desk.toml:33:1: nobody in staffing `dedicated` serves phone contacts of group `clients` | let a team serve them: serves = { groups = [...], channels = [...] }",
            "desk.toml:36:1: nobody in staffing `flow` serves phone contacts of group `clients` | let a team serve them: serves = { groups = [...], channels = [...] }",
        ],
    ),
    (
        "agents = 5",
        "agents = 5\nserves = { groups = [\"others\"] }",
        &["desk.toml:31:22: there is no group `others` | there is clients"],
    ),
    // A shift outside the opening hours.
    (
        "hours = \"09:00-17:00\"\ndays",
        "hours = \"19:00-23:00\"\ndays",
        &[
            "desk.toml:25:9: shift `day` lies outside the opening hours of every channel (19:00 to 23:00 of the scenario's clock) | mind the site's utc_offset, and the days",
        ],
    ),
    (
        "hours = \"09:00-17:00\"\ndays",
        "hours = \"9 to 5\"\ndays",
        &[
            r#"desk.toml:25:9: expected hours such as "08:00-18:00", not "9 to 5" | write both times with hours and minutes"#,
        ],
    ),
    (
        r#"days = "mon-fri""#,
        r#"breaks = [{ start = "12:00", length = "0s" }, { start = "11:30", length = "10m" }, { start = "16:50", length = "15m" }]
days = "mon-fri""#,
        &[
            "desk.toml:26:39: this break of shift `day` takes no time | leave it out, or write length = \"15m\"",
            "desk.toml:26:94: this break lies outside shift `day` | let it begin and end within 09:00-17:00",
            "desk.toml:26:10: the breaks of shift `day` overlap or are out of order | list them by their start, each after \
             the end of the one before",
        ],
    ),
    (
        r#"days = "mon-fri""#,
        r#"days = "mon-fry""#,
        &["desk.toml:26:8: `mon-fry` names no weekday | write mon, tue, … sun, or a range such as mon-fri"],
    ),
    (
        r#"mon-fri = "09:00-17:00""#,
        r#"mon-fri = "17:00-09:00""#,
        &[
            r#"desk.toml:8:11: "17:00-09:00" ends before it begins | write two stretches for hours over midnight, one for each day"#,
        ],
    ),
    // A profile or factors that are none.
    (
        r#"in_time = "20s""#,
        "in_time = \"20s\"\nprofile = [0, 0]",
        &[
            "desk.toml:14:11: a profile needs shares, one at least above 0 | give the share of the day's requests in each of any number of equal steps",
        ],
    ),
    // A portal that opens too late.
    (
        "kind = \"live\"\n",
        "kind = \"live\"\nself_service = { from = \"2031-01-01\", share = 0.5 }\n",
        &[
            "desk.toml:12:25: the portal opens after the run has ended | move `from` into the run, or add days",
        ],
    ),
];
