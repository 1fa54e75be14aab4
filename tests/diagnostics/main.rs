//! Bad input: for each mistake one file, and what is said about it: line, column, cause, remedy.

use portflow::scenario::load_text;

const DESK: &str = include_str!("../../scenarios/templates/minimal.toml");

#[test]
fn show() {
    let cases: &[(&str, &str)] = &[
        ("title = \"A small desk\"", "titel = \"A small desk\""),
        ("mean = \"3m\"", "mean = \"3 minutes\""),
        ("mean = \"3m\"", "mean = 3"),
        ("in_time = \"20s\"", "in_time = 20"),
        ("accounts = 30", "accounts = -30"),
        ("accounts = 30", "accounts = 0"),
        ("accounts = 30", "accounts = \"many\""),
        ("phone = 300", "phone = -300"),
        ("phone = 300", "fone = 300"),
        ("agents = 5", "agents = 0"),
        ("agents = 5", "agents = -5"),
        ("agents = 5", "agents = { day = 3, nite = 2 }"),
        ("agents = 5", ""),
        ("shifts = [\"day\"]", "shifts = [\"dya\"]"),
        ("ladder = [\"owner\"]", "ladder = [\"ownr\"]"),
        ("ladder = [\"owner\"]", "ladder = []"),
        ("ladder = [\"owner\"]", "ladder = [\"last\"]"),
        ("ladder = [\"owner\"]", "ladder = [{ to = \"owner\", after = \"never\" }]"),
        ("ladder = [\"owner\"]", "ladder = [\"owner\", { to = \"team:dsk\", after = \"20s\" }]"),
        ("ladder = [\"owner\"]", "ladder = [\"owner\", { to = \"anyone\", afer = \"20s\" }]"),
        ("ladder = [\"owner\"]", "ladder = [\"owner\", { to = \"anyone\", after = \"20 s\" }]"),
        (
            "ladder = [\"owner\"]",
            "ladder = [{ to = \"owner\", after = \"30s\" }, { to = \"anyone\", after = \"20s\" }]",
        ),
        ("ladder = [\"owner\"]", "ladder = [\"message\"]"),
        ("agents = 5", "agents = 5\nserves = { groups = [\"others\"] }"),
        ("agents = 5", "agents = 5\nserves = { groups = [] }"),
        ("hours = \"09:00-17:00\"\ndays", "hours = \"19:00-23:00\"\ndays"),
        ("hours = \"09:00-17:00\"\ndays", "hours = \"9 to 5\"\ndays"),
        ("days = \"mon-fri\"", "days = \"mon-fry\""),
        ("mon-fri = \"09:00-17:00\"", "mon-fry = \"09:00-17:00\""),
        ("mon-fri = \"09:00-17:00\"", "mon-fri = \"17:00-09:00\""),
        ("channel = \"phone\"", "channel = \"fax\""),
        ("metric = \"answered_within\"", "metric = \"answerd_within\""),
        ("within = \"20s\"", ""),
        ("at_least = 0.80", "at_least = 80"),
        ("at_least = 0.80", ""),
        ("kind = \"live\"", "kind = \"alive\""),
        ("kind = \"live\"", ""),
        ("lognormal = { mean = \"5m\", cv = 1.0 }", "lognorml = { mean = \"5m\", cv = 1.0 }"),
        ("lognormal = { mean = \"5m\", cv = 1.0 }", "lognormal = { mean = \"5m\", cw = 1.0 }"),
        ("lognormal = { mean = \"5m\", cv = 1.0 }", "lognormal = { mean = \"-5m\", cv = 1.0 }"),
        ("hourly_cost = 30", "hourly_cost = \"30\""),
        ("hourly_cost = 30", "hourly_cost = -30"),
        ("hourly_cost = 30", "hourly_cost = 30\nutc_offset = \"one hour\""),
        ("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-13-01\"]"),
        ("hourly_cost = 30", "hourly_cost = 30\nhourly_cost = 31"),
        ("hourly_cost = 30", "hourly_cost = "),
        ("[sites.here]", "[sites.here"),
        ("[staffings.flow]", "[stafings.flow]"),
        ("[opening]", "[run]\ndays = 0\nreplications = 1\n[opening]"),
        ("[opening]", "[run]\ninterval = \"20m\"\nstart = \"5 Jan 2026\"\n[opening]"),
        ("[opening]", "[demand]\nweekday = [1, 1, 1]\n[opening]"),
        ("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]"),
        ("[opening]", "[reasons.order]\n[opening]"),
        ("handle_time = {", "reasons = { order = 0.5 }\nhandle_time = {"),
        ("[staffings.dedicated]", "[staffings.dedicated]\nportfolio = \"fair\""),
        ("[staffings.dedicated]", "[staffings.dedicated]\nteams = [\"dsk\"]"),
        ("[staffings.dedicated]", "[staffings.dedicated]\nowned = [\"clints\"]"),
        ("[staffings.dedicated]", "[staffings.dedicated]\nportfolio = { anna = [\"clients-001\"] }"),
        ("in_time = \"20s\"", "in_time = \"20s\"\nprofile = []"),
        ("in_time = \"20s\"", "in_time = \"20s\"\nprofile = [0, 0]"),
        ("in_time = \"20s\"", "in_time = \"20s\"\nbalk = 1.5"),
        ("handle_time = { phone = { lognormal = { mean = \"5m\", cv = 1.0 } } }", "handle_time = { }"),
    ];
    for (from, to) in cases {
        assert!(DESK.contains(from), "{from}");
        let text = DESK.replacen(from, to, 1);
        let loaded = load_text("desk.toml", &text, &[], &|name| Err(format!("no file {name}")));
        println!("=== {to}");
        match loaded {
            Ok(_) => println!("ACCEPTED"),
            Err(rejected) => println!("{}", rejected.text(false)),
        }
    }
    for set in [
        "teams.desk.agents=0",
        "teams.dsk.agents=3",
        "teams.desk.agnts=3",
        "demand.volume=-3",
        "staffings.dedicated.ladder.0.after=20s",
        "staffings.flow.ladder.3=team",
        "run.dayz=3",
        "nothing",
        "=3",
        "goals.phone.within=soon",
        "teams.desk.agents=many",
        "staffings.dedicated.teams.desk.agents=7",
        "run.days=3",
        "staffings.dedicated.teams.desk.agnts=7",
        "channels.phone.patience.exponential.mean=2m",
    ] {
        let loaded = load_text("desk.toml", DESK, &[set.to_string()], &|name| Err(format!("no file {name}")));
        println!("=== --set {set}");
        match loaded {
            Ok(_) => println!("ACCEPTED"),
            Err(rejected) => println!("{}", rejected.text(false)),
        }
    }
}
