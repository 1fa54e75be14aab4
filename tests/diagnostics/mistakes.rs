//! Mistakes in the scenario itself, one by one.

use super::all_told;

/// What is written instead of what, and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
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
    // Names that results cannot show.
    (
        "[staffings.flow]",
        "[staffings.\"a;b\"]",
        &[
            "desk.toml:35:12: `a;b` cannot be the name of a staffing | names have at least one letter, and no `;`, no `=`, no line break",
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
            "desk.toml:25:9: shift `day` lies outside the opening hours of every channel (19.0 h to 23.0 h of the scenario's clock) | mind the site's utc_offset, and the days",
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
    // Satisfaction that nothing moves, that nothing is lost by, or that cannot be.
    (
        "[opening]",
        "[satisfaction]\nwait = 40\nper_point = 0.02\n[opening]",
        &[
            "desk.toml:7:1: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
        ],
    ),
    (
        "[groups.clients]\n",
        "[satisfaction]\nper_point = 0.02\n[groups.clients]\nvalue = 9000\n",
        &[
            "desk.toml:15:1: nothing takes points from the score | give at least one of wait, continuity and resolution, such as wait = 40",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60, per_point = -0.1, loss_hazard = -0.06 }\n",
        &[
            "desk.toml:5:41: `per_point` should be at least 0, not -0.1 | write a number from 0 to 1",
            "desk.toml:5:61: `loss_hazard` should be at least 0, not -0.06 | write a number from 0 to 100",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60, continuity = 30, resolution = 20, owner_departure = { lasts = \"2h\" }, per_point = 0.1 }\n",
        &[
            "desk.toml:5:16: wait, continuity and resolution take 110 points, and there are 100 | give points that add up to at most 100",
            "desk.toml:5:16: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
            "desk.toml:5:81: nobody ever leaves: no roster has `turnover` | add [rosters.X.turnover] leavers_per_year = 0.2, or leave `owner_departure` out",
            "desk.toml:5:91: an owner's departure is felt for at least a day | write a time such as \"182d\"",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wayt = 60, wait = 10, per_point = 0.1 }\n",
        &["desk.toml:5:18: there is no key `wayt` here | did you mean `wait`?"],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60 }\n",
        &[
            "desk.toml:5:1: `satisfaction` lacks `per_point` | per_point: β: relative rise of the loss hazard per point of score below the reference, compounded; 0 = no effect.",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        "ladder = [\"anyone\"]\n[satisfaction]\ncontinuity = 20\nmeets = \"owner\"\nper_point = 0.1\n",
        &[
            "desk.toml:34:1: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
            "desk.toml:36:9: no staffing has owners: no contact can meet one | write meets = \"last person\", or give a staffing a ladder with \"owner\"",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "population = \"redrawn\"\nsatisfaction = { wait = 60, per_point = 0.02 }\n",
        &[
            "desk.toml:6:16: satisfaction is about what single accounts are worth, and population = \"redrawn\" draws another desk in every replication | population = 1",
            "desk.toml:6:16: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
        ],
    ),
    // Knowledge without a level, with names and values that cannot be.
    (
        "[opening]",
        "[knowledge]\n[opening]",
        &[
            r#"desk.toml:7:1: handle times depend on what people know: under which staffing were they measured? | add measured_under = "dedicated" (or "expert") at the top of the file"#,
        ],
    ),
    (
        r#"title = "A small desk""#,
        "title = \"A small desk\"\nmeasured_under = \"flo\"",
        &["desk.toml:6:18: there is no staffing `flo` | did you mean `flow`?"],
    ),
    (
        "[opening]",
        "[knowledge]\neffect = -1\n[opening]",
        &["desk.toml:8:10: `effect` should be at least 0, not -1 | write a number from 0 to 10"],
    ),
    (
        "title = \"A small desk\"\n",
        "title = \"A small desk\"\nmeasured_under = \"flow\"\nknowledge = { start = \"from nowhere\", resolution = { expert = 1.0, novice = 0.8 } }\n",
        &[
            "desk.toml:7:52: if experts resolve everything, no share of follow-ups can be measured | write a share such as 0.9",
            "desk.toml:7:23: there is no staffing `nowhere` | there is dedicated, flow",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        "ladder = [\"owner\"]\npush = \"most_familiar\"",
        &[
            "desk.toml:34:8: nobody is familiar with an account where nothing is known | add [knowledge] (its defaults will do) and measured_under",
        ],
    ),
    (
        "[opening]",
        "[demand]\nvolume_is = \"contacts\"\n[opening]",
        &[
            r#"desk.toml:8:13: volumes of contacts hold the repeats of a staffing: of which one? | add measured_under = "STAFFING" at the top of the file"#,
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "title = \"A small desk\"\nmeasured_under = \"expert\"\ndemand = { continuity = 1.1, volume_is = \"contacts\" }\n",
        &[
            r#"desk.toml:7:42: volumes of contacts hold the repeats of a staffing: of which one? | add measured_under = "STAFFING" at the top of the file"#,
            r#"desk.toml:7:25: volumes were measured with continuity at work: under which staffing? | add measured_under = "STAFFING" at the top of the file"#,
        ],
    ),
    (
        "kind = \"live\"\n",
        "kind = \"live\"\nself_service = { from = \"2031-01-01\", share = 0.5 }\n",
        &[
            "desk.toml:12:25: the portal opens after the run has ended | move `from` into the run, or add days",
        ],
    ),
    (
        r#"title = "A small desk""#,
        "title = \"A small desk\"\ntie = [\"flow\", \"flow\"]",
        &["desk.toml:6:7: `flow` always ties with itself | name two different staffings"],
    ),
    // What sites cost.
    (
        "hourly_cost = 30",
        "hourly_cost = 30\nsupervisors = { span = 0, cost_per_month = 4000 }",
        &["desk.toml:23:24: `span` should be at least 1, not 0 | write a whole number from 1 to 10000"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\npremiums = [{ days = \"sunny\", hours = \"late\", share = 0.5 }]",
        &[
            "desk.toml:23:22: `sunny` names no weekday | write mon, tue, … sun, or a range such as mon-fri",
            r#"desk.toml:23:39: expected hours such as "08:00-18:00", not "late" | write both times with hours and minutes"#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ncapital = [{ name = \"seats\" }]",
        &["desk.toml:23:12: this capital line of site `here` has no amount | give `amount`, or `per_seat`"],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ncapital = [{ amount = 1000, amortise = \"3 years\" }, { amount = 1, amortise = \"0y\" }]",
        &[
            r#"desk.toml:23:40: `amortise`: `3 years` is no number of years, months or days: expected such as "3y" or "18mo" | write it as "3y" or "18mo""#,
            r#"desk.toml:23:78: `amortise`: `0y` has no length: it must be above 0 | write it as "3y" or "18mo""#,
        ],
    ),
    (
        "hourly_cost = 30",
        "hourly_cost = 30\ngovernance = { shar = 0.05 }\ntravel = { people = 2 }",
        &[
            "desk.toml:23:16: there is no key `shar` here | did you mean `share`?",
            "desk.toml:24:1: `travel` lacks `visits_per_year` | visits_per_year: Visits a year.",
            "desk.toml:24:1: `travel` lacks `trip` | trip: Cost of one person's trip.",
        ],
    ),
    (
        "[opening]",
        "[money]\nhorizon = 3\ndiscount = 6\n[opening]",
        &[
            r#"desk.toml:8:11: `horizon` should be a number of years or months | write it as "3y" or "3mo""#,
            "desk.toml:9:12: `discount` should be at most 1, not 6 | write discount = 0.06 for 6 %",
        ],
    ),
    // Contracts.
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"contact\"\ntiers = [{ to = 100, price = 3 }, { from = 50, to = 200, price = 2 }, { from = 300, to = 300, price = 1 }]\n[goals.phone]",
        &[
            "desk.toml:40:35: tiers of contract `far` overlap: one reaches up to 100, the next begins at 50 | let each tier begin where the one before ends: give `to` alone",
            "desk.toml:40:71: between 200 and 300 contract `far` has no price | let the tiers before reach up to here",
            "desk.toml:40:71: this tier of contract `far` ends before it begins | `to` lies above `from`",
            "desk.toml:40:9: above 300 contract `far` has no price | leave out the last `to`",
        ],
    ),
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"our\"\n[goals.phone]",
        &["desk.toml:39:8: `unit` cannot be `our` | did you mean `hour`?"],
    ),
    (
        "[goals.phone]",
        "[contracts.far]\nunit = \"own staff\"\nprice = 3\nhour = \"paid\"\nservice = [{ goal = \"fone\", penalty = 0.1 }, { goal = \"phone\", bonus_at = 0.5 }]\n[contracts.near]\nunit = \"hour\"\n[goals.phone]",
        &[
            r#"desk.toml:41:8: contract `far` has no price per hour | leave it out, or write unit = "hour""#,
            "desk.toml:40:9: contract `far` is of own staff: it costs what it costs | leave it out",
            "desk.toml:42:21: there is no goal `fone` | there is phone",
            "desk.toml:42:75: a bonus at 0.5 asks for less than goal `phone` itself | ask for more than the goal",
            "desk.toml:43:1: contract `near` has no price | price = 30, or tiers = [{ to = 1000, price = 30 }, { price = 28 }]",
        ],
    ),
    // What cannot be swept.
    (
        "[opening]",
        "[sweep]\nlevers = [\n{ lever = \"a\", from = 30, to = 20 },\n{ lever = \"b\", values = [] },\n{ lever = \"c\" },\n\
         { lever = \"d\", from = \"0s\", to = \"never\" },\n{ lever = \"run.seed\", values = [1] },\n\
         { lever = \"b\", values = [1, 1] },\n]\n[opening]",
        &[
            "desk.toml:9:32: there is nothing between 30 and 20 for `a` | swap them",
            "desk.toml:10:25: `b` lacks a value | write them as b=v1,v2",
            "desk.toml:11:11: `c` needs either `values`, or `from` and `to` | such as values = [20, 22, 24], or from = 20, to = 30",
            "desk.toml:12:34: `d` cannot run from `0s` to `never`: both ends are numbers or both durations, such as 20..30, 0.0..1.0 or 0s..90s | give other values one by one, d=v1,v2",
            "desk.toml:13:11: `run.seed` is no lever of a study: all points are played on the same requests | give seed and replications as options, not `run.seed`",
            "desk.toml:14:25: `b` has the value 1 twice | leave one of them out",
            "desk.toml:14:11: `b` is swept twice | give all its values at once",
        ],
    ),
    (
        "[opening]",
        "[sweep]\nready = \"dedicated-accounts\"\nsample = 4\nlevers = [{ lever = \"demand.volume\", values = [1] }]\n[opening]",
        &[
            "desk.toml:10:10: `ready` names its own values, and `levers` others | leave one of them out",
            "desk.toml:9:10: `ready` names its own values, and `sample` others | leave one of them out",
            "desk.toml:8:9: no staffing chooses accounts to dedicate | add [staffings.NAME.dedicate] with top = 10 and ladder = [\"owner\", { to = \"anyone\", after = \"1m\" }]",
        ],
    ),
    (
        "[opening]",
        "[sweep]\nready = \"rungtime\"\n[opening]",
        &["desk.toml:8:9: `ready` cannot be `rungtime` | did you mean `rung-time`?"],
    ),
    (
        "[opening]",
        "[sweep]\nstaffing = \"x\"\n[opening]",
        &[
            "desk.toml:8:12: `staffing` says whose lever a ready-made sweep moves | add ready = \"rung-time\", or leave it out",
        ],
    ),
    (
        "[opening]",
        "[size]\nfree = [\"teams.desk.agents\", { lever = \"teams.desk.agents\", from = 9, to = 2 }]\n[opening]",
        &["desk.toml:8:76: `teams.desk.agents` runs from 9 down to 2 | swap `from` and `to`"],
    ),
    // A file that is not there.
    (
        "[opening]",
        "[demand]\ntrace = \"log.csv\"\n[opening]",
        &["desk.toml:8:9: cannot read `log.csv`: no such file | paths count from the scenario's folder"],
    ),
];

#[test]
fn every_mistake_is_told_with_its_place_cause_and_remedy() {
    all_told(MISTAKES.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
}
