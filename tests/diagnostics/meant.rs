//! What nobody can mean is refused; what may be meant, but hardly is, is said before a run and beside its figures.

use super::{DESK, all_told, load};

const FLOW: &str = "ladder = [\"anyone\"]\n";
const OWNED: &str = "ladder = [\"owner\"]\n";
const SHIFT: &str = "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\n";
const TEAM: &str = "shifts = [\"day\"]\nagents = 5\n";
const GROUP: &str = "accounts = 30\n";
const SITE: &str = "hourly_cost = 30\n";

/// Where the team has no shifts.
const IDLE: &str = "[no_effect] `day` of [shifts] has no effect: no team works it. | Name it in `shifts` of a team, with people \
                    in its `agents`, or take it out.";

/// What is written in the place of what, and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        FLOW,
        "ladder = [{ to = \"anyone\", when_idle = 6 }]\n",
        &[
            "desk.toml:36:40: nobody takes a contact through the ladder of staffing `flow`: a rung waits until 6 people are \
             idle, and 5 people may serve through it | ask for fewer idle people, or add a rung without `when_idle`",
        ],
    ),
    // An account has one owner here.
    (
        OWNED,
        "ladder = [{ to = \"owner\", when_idle = 2 }]\n",
        &[
            "desk.toml:33:39: nobody takes a contact through the ladder of staffing `dedicated`: a rung waits until 2 people \
             are idle, and 1 person may serve through it | ask for fewer idle people, or add a rung without `when_idle`",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\", \"anyone\"]\nportfolio = \"explicit\"\n",
        &[
            "desk.toml:34:13: nobody who works in staffing `dedicated` is said to own an account | give people `accounts`, \
             write portfolio = { NAME = [\"ACCOUNT\", …] }, or take another rule",
        ],
    ),
    (
        FLOW,
        "ladder = [\"anyone\"]\n[staffings.flow.reorganisation]\non = \"2026-01-20\"\n",
        &[
            "desk.toml:37:1: `reorganisation` has no effect: no account of staffing `flow` has an owner | give a ladder the \
             rung \"owner\", say `account_teams` in it, or take it out",
        ],
    ),
    (
        SHIFT,
        "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\nbreaks = [{ start = \"09:00\", length = \"8h\" }]\n",
        &[
            "desk.toml:27:10: the breaks of shift `day` take up all of it | leave time to work within 09:00-17:00",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "currency = \"hours\"\ntitle = \"A small desk\"\n",
        &[
            "desk.toml:5:12: `hours` cannot be a currency: figures are counted in it that are no money | write its letters, \
             such as \"EUR\"",
        ],
    ),
    // Two turns would end at 17:00.
    (
        SHIFT,
        "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\nbreaks = [{ start = \"16:00\", length = \"30m\", turns = 3 }]\n",
        &[
            "desk.toml:27:21: the last turn of this break lies outside shift `day` | let it begin and end within 09:00-17:00",
        ],
    ),
];

#[test]
fn what_nobody_can_mean_is_refused() {
    all_told(MISTAKES.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
}

/// What is written in the place of what, and the cautions: `[code] staffing: what | remedy`.
const CAUTIONS: &[(&str, &str, &[&str])] = &[
    (
        OWNED,
        "ladder = [\"owner\", { to = \"anyone\", when_idle = 6 }]\n",
        &[
            "[no_effect] dedicated: Nobody ever takes a contact through the rung with `when_idle = 6`: 5 people may serve \
             through it. | Ask for fewer idle people, or leave the rung out.",
        ],
    ),
    (OWNED, "ladder = [\"owner\", { to = \"anyone\", when_idle = 5 }]\n", &[]),
    // A week's figure: 300 a day on 260.9 open days a year are 78,268.
    (
        "[groups.clients]\n",
        "[demand]\nvolume = 1500\n[groups.clients]\n",
        &[
            "[far_volume] demand.volume scales everything to 1500 requests a year, where what is entered makes 78268: 1 in 52 \
             as many. | It counts requests of a year: multiply those of a week by 52, or leave it out.",
        ],
    ),
    // Everybody under whom times were measured has the factor.
    (SITE, "hourly_cost = 30\nhandle_time_factor = 0.9\n", &[]),
    (
        FLOW,
        "ladder = [\"anyone\"]\nportfolio = \"sector\"\n",
        &[
            "[no_effect] flow: `portfolio` has no effect: no rung of its ladders is for owners. | Give a ladder the rung \
             \"owner\", or take `portfolio` out.",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\nportfolio = \"sector\"\n",
        &[
            "[no_effect] dedicated: `portfolio = \"sector\"` has nothing to go by: all owned accounts are of one sector. | \
             Give groups `sectors`, or accounts a `sector` each.",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\nportfolio = \"area\"\n",
        &[
            "[no_effect] dedicated: `portfolio = \"area\"` has nothing to go by: all owned accounts are of one area. | Give \
             groups `areas`, or accounts an `area` each.",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\nportfolio = \"value\"\n",
        &[
            "[no_effect] dedicated: `portfolio = \"value\"` has nothing to go by: no owned account has a value. | Give \
             groups a `value`, or accounts one each.",
        ],
    ),
    (
        SITE,
        "hourly_cost = 30\n[rosters.here.people]\nanna = { accounts = [\"clients-001\"] }\nbob = { accounts = [\"clients-002\"] }\n",
        &[
            "[no_effect] The `accounts` of `anna` and 1 other person are not used: no staffing has `portfolio = \
             \"explicit\"`. | Write it in the staffing that they are meant for, or take the accounts out.",
        ],
    ),
    (
        TEAM,
        "agents_per_interval = [3, 4]\nagents = 6\n",
        &[
            "[no_effect] Team `desk` has `agents` of 6, but its `agents_per_interval` calls 4 at most: the others do not \
             exist. | Take `agents` out, or give the team shifts in the place of `agents_per_interval`.",
            IDLE,
        ],
    ),
    (TEAM, "agents_per_interval = [3, 4]\nagents = 4\n", &[IDLE]),
    // 16 hours a day, of which the desk is open for 8.
    (
        SHIFT,
        "hours = \"06:00-22:00\"\ndays = \"mon-fri\"\n",
        &[
            "[hours_outside] Shift `day` is outside the opening hours of every channel for 40 h a week, such as 8 h of \
             Monday 06:00–22:00: paid hours in which nothing comes. | Shorten the shift or its `days`, or mind the \
             `utc_offset` of its site.",
        ],
    ),
    // Nobody calls at weekends.
    (
        SHIFT,
        "hours = \"09:00-17:00\"\n",
        &[
            "[hours_outside] Shift `day` is outside the opening hours of every channel for 16 h a week, such as 8 h of \
             Saturday 09:00–17:00: paid hours in which nothing comes. | Shorten the shift or its `days`, or mind the \
             `utc_offset` of its site.",
        ],
    ),
    // Getting ready, and clearing up.
    (SHIFT, "hours = \"08:30-17:20\"\ndays = \"mon-fri\"\n", &[]),
    // Tuesday the 6th; the 10th is a Saturday.
    (
        SITE,
        "hourly_cost = 30\nholidays = [\"2026-01-06\", \"2026-01-10\"]\n",
        &[
            "[holiday] On 1 day contacts come, but everybody has a holiday (2026-01-06). | If the desk is closed \
             then, give the date a factor of 0 in [[demand.stretches]]; else let a site without that holiday serve.",
        ],
    ),
    (
        SITE,
        "hourly_cost = 30\nholidays = [\"2026-01-06\"]\n[[demand.stretches]]\nfrom = \"2026-01-06\"\nto = \"2026-01-06\"\n\
         factor = 0\n",
        &[],
    ),
    (GROUP, "accounts = 30\nsectors = 3\n", &[]),
    // Seven by name for five seats; five for five.
    (
        TEAM,
        "shifts = [\"day\"]\nagents = 5\n[rosters.here.people]\nana = {}\nben = {}\ncai = {}\ndee = {}\neve = {}\n\
         flo = {}\ngil = {}\n",
        &[
            "[no_effect] Roster `here` has 7 people by name, but no staffing has more than 5 seats for them: `flo` and `gil` \
             are in none. | Raise `agents` of a team, or take them out: who is named first has a seat first.",
        ],
    ),
    (
        TEAM,
        "shifts = [\"day\"]\nagents = 5\n[rosters.here.people]\nana = {}\nben = {}\ncai = {}\ndee = {}\neve = {}\n",
        &[],
    ),
    // Accounts of teams, of which there are two.
    (
        FLOW,
        "ladder = [\"team\"]\naccount_teams = \"sector\"\n[teams.other]\nshifts = [\"day\"]\nagents = 2\n",
        &[
            "[no_effect] flow: `account_teams = \"sector\"` has nothing to go by: all accounts without an owner are of one \
             sector. | Give groups `sectors`, or accounts a `sector` each.",
        ],
    ),
    (
        FLOW,
        "ladder = [\"team\"]\naccount_teams = \"value\"\n[teams.other]\nshifts = [\"day\"]\nagents = 2\n",
        &[
            "[no_effect] flow: `account_teams = \"value\"` has nothing to go by: no account without an owner has a value. | \
             Give groups a `value`, or accounts one each.",
        ],
    ),
    (FLOW, "ladder = [\"team\"]\naccount_teams = \"sector\"\n", &[]),
];

#[test]
fn what_may_be_meant_is_said() {
    for (from, to, expected) in CAUTIONS {
        assert!(DESK.contains(from), "the desk says {from}");
        let text = DESK.replacen(from, to, 1);
        let loaded =
            load(&text, &[], ("", "")).unwrap_or_else(|rejected| panic!("{to}\n{}", rejected.text(false)));
        let cautions = loaded.names.cautions.iter();
        let said: Vec<String> = cautions
            .map(|one| {
                let who = one.staffing.as_ref().map_or_else(String::new, |name| format!("{name}: "));
                format!("[{}] {who}{} | {}", one.code, one.message, one.remedy)
            })
            .collect();
        assert_eq!(said, *expected, "{to}");
    }
}

/// The same of a file of people; another staffing that has seats for them all leaves nothing to say.
#[test]
fn people_of_a_file_beyond_all_seats_are_said() {
    let rows = "name,speed\nana,1\nben,1\ncai,1\ndee,1\neve,1\nflo,1\n";
    let text = DESK.replace("[sites.here]\n", "[rosters.here]\npeople = \"people.csv\"\n[sites.here]\n");
    let said = |sets: &[&str]| -> Vec<String> {
        let loaded = load(&text, sets, ("people.csv", rows)).expect("fine");
        loaded.names.cautions.iter().map(|one| one.message.clone()).collect()
    };
    let of_one = "Roster `here` has 6 people by name, but no staffing has more than 1 seat for them: `ben`, `cai`, `dee` and 2 more \
         are in none.";
    assert_eq!(said(&["teams.desk.agents=1"]), [of_one]);
    assert!(said(&["staffings.flow.teams.desk.agents=6"]).is_empty());
}

/// A holiday of one staffing's site is about that staffing.
#[test]
fn a_holiday_of_some_is_said_of_them() {
    let there = "hourly_cost = 30\n[sites.there]\nhourly_cost = 20\nholidays = [\"2026-01-06\"]\n";
    let team = "ladder = [\"anyone\"]\n[staffings.flow.teams.desk]\nsite = \"there\"\n";
    let text =
        DESK.replace(SITE, there).replace(FLOW, team).replace(TEAM, &format!("site = \"here\"\n{TEAM}"));
    let loaded = load(&text, &[], ("", "")).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let told = loaded.names.cautions.iter().filter(|one| one.code == "holiday");
    assert_eq!(told.map(|one| one.staffing.as_deref()).collect::<Vec<_>>(), [Some("flow")]);
}

#[test]
fn what_can_be_deferred_is_done_while_the_desk_is_closed() {
    let mail = "[channels.email]\nkind = \"deferrable\"\ngoal_time = \"8h\"\n[groups.clients]\n";
    let text = DESK
        .replace("[groups.clients]\n", mail)
        .replace("requests_per_day = { phone = 300 }", "requests_per_day = { phone = 300, email = 30 }")
        .replace("handle_time = { ", "handle_time = { email = { deterministic = \"5m\" }, ")
        .replace(SHIFT, "hours = \"06:00-22:00\"\ndays = \"mon-fri\"\n");
    let loaded = load(&text, &[], ("", "")).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    assert!(loaded.names.cautions.is_empty(), "{:?}", loaded.names.cautions);
}

#[test]
fn an_owner_of_every_shift_counts_for_a_rung() {
    // Two shifts at the same hours: an account has two owners on duty.
    let two = "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\n[shifts.again]\nhours = \"09:00-17:00\"\ndays = \"mon-fri\"\n";
    let text = DESK
        .replace(SHIFT, two)
        .replace("shifts = [\"day\"]\n", "shifts = [\"day\", \"again\"]\n")
        .replace(OWNED, "ladder = [{ to = \"owner\", when_idle = 2 }]\n");
    let loaded = load(&text, &[], ("", "")).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    assert!(loaded.names.cautions.is_empty(), "{:?}", loaded.names.cautions);
}

#[test]
fn every_study_says_it_beside_its_figures() {
    let text = DESK.replace(SHIFT, "hours = \"06:00-22:00\"\ndays = \"mon-fri\"\n");
    let text = text.replace(FLOW, "ladder = [\"anyone\"]\nportfolio = \"sector\"\n");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("meant");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("desk.toml");
    std::fs::write(&file, text).expect("written");
    let said = |words: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_portflow"));
        program.current_dir(&folder).arg(words[0]).arg(&file).args(&words[1..]);
        let output = program.args(["--format", "json", "--set", "run.days=5"]).output().expect("it runs");
        let page: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{words:?}: {}", String::from_utf8_lossy(&output.stderr)));
        let codes = page["cautions"].as_array().expect("cautions").iter();
        let codes: Vec<String> =
            codes.map(|one| one["code"].as_str().unwrap_or_default().to_string()).collect();
        ["hours_outside", "no_effect"].map(|code| codes.iter().any(|one| one == code))
    };
    assert_eq!(said(&["compare", "--replications", "2"]), [true, true]);
    // What is about the other staffing has no place beside these figures.
    assert_eq!(said(&["knockout", "--staffing", "dedicated", "--replications", "2"]), [true, false]);
    assert_eq!(said(&["size", "--staffing", "flow", "--replications", "5"]), [true, true]);
}

/// What a caution says of the desk with some texts in the place of others; empty where it is not said.
pub(crate) fn cautioned(code: &str, edits: &[(&str, &str)], sets: &[&str]) -> Vec<String> {
    let text = edits.iter().fold(DESK.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let loaded = load(&text, sets, ("", "")).expect("this can be run");
    let told = loaded.names.cautions.iter().filter(|one| one.code == code);
    told.map(|one| format!("{:?} {} {}", one.staffing, one.message, one.remedy)).collect()
}

#[test]
fn a_desk_to_which_nothing_comes_is_told() {
    assert!(cautioned("no_requests", &[], &[]).is_empty());
    let none = cautioned("no_requests", &[("phone = 300", "phone = 0")], &[]);
    assert!(none.len() == 1 && none[0].contains("no group has `requests_per_day` above 0"), "{none:?}");
    // Levers that are moved from nothing on.
    for set in ["demand.volume=0", "demand.scale=0", "groups.clients.requests_per_day.phone=0"] {
        assert_eq!(cautioned("no_requests", &[], &[set]).len(), 1, "{set}");
    }
    // Of a base from which a sweep sets off, too.
    let moved = load(&DESK.replace("phone = 300", "phone = 0"), &[], ("", "")).expect("a base");
    assert!(moved.with(&["groups.clients.requests_per_day.phone=10".into()]).is_ok());
}

const MESSAGE: &str = "ladder = [{ to = \"message\", call_back = false }]\n";

#[test]
fn a_message_alone_that_nobody_follows_is_told() {
    // One staffing of two.
    let told = cautioned("unanswered", &[(FLOW, MESSAGE)], &[]);
    assert!(told.len() == 1 && told[0].contains("Nobody ever answers phone contacts:"), "{told:?}");
    assert!(told[0].starts_with("Some(\"flow\")"), "{told:?}");
    // Called back, or reached otherwise before, it is no matter.
    let back = "[channels.back]\nkind = \"deferrable\"\nin_time = \"4h\"\n\n[groups.clients]";
    let called = "ladder = [{ to = \"message\", call_back = \"back\" }]\n[[staffings.flow.ladders]]\nchannels = \
                  [\"back\"]\nladder = [\"anyone\"]\n";
    let times = ("handle_time = { phone", "handle_time = { back = \"3m\", phone");
    assert!(cautioned("unanswered", &[("[groups.clients]", back), times, (FLOW, called)], &[]).is_empty());
    let after = "ladder = [\"anyone\", { to = \"message\", after = \"1m\", call_back = false }]\n";
    assert!(cautioned("unanswered", &[(FLOW, after)], &[]).is_empty());
}

#[test]
fn a_scenario_in_which_nobody_answers_anything_is_refused() {
    let text = DESK.replace(FLOW, MESSAGE).replace(OWNED, MESSAGE);
    let told = super::told(&load(&text, &[], ("", "")).expect_err("nothing is answered"));
    assert_eq!(
        told,
        [
            "desk.toml:33:10: nobody ever answers anything in staffing `dedicated`: its ladders are messages alone, and no \
             call-back follows them | put a rung before the message, such as \"anyone\", or name the channel of a call-back",
            "desk.toml:36:10: nobody ever answers anything in staffing `flow`: its ladders are messages alone, and no \
             call-back follows them | put a rung before the message, such as \"anyone\", or name the channel of a call-back",
        ]
    );
}

#[test]
fn a_run_that_is_not_whole_weeks_is_told_where_weekdays_differ() {
    let of = |sets: &[&str]| cautioned("part_weeks", &[], sets);
    // Monday to Wednesday: 24 h on 3 days for 40 h on 7 days.
    let told = of(&["run.days=3"]);
    assert!(told.len() == 1 && told[0].contains("40.0 % more paid hours"), "{told:?}");
    assert!(told[0].ends_with("Run whole weeks: run.days = 5."), "{told:?}");
    // 8 calendar days from a Monday on: 6 days of 8 h on 8 days.
    let told = of(&["run.days=8", "run.count=\"calendar days\""]);
    assert!(told.len() == 1 && told[0].contains("5.0 % more paid hours"), "{told:?}");
    assert!(told[0].ends_with("run.days = 7."), "{told:?}");
    // 12 calendar days: 80 h on 12 days are more than 40 h on 7 by 1/6.
    let told = of(&["run.days=12", "run.count=\"calendar days\""]);
    assert!(told[0].contains("16.7 % more") && told[0].ends_with("run.days = 14."), "{told:?}");
    // Whole weeks from the first day counted, whatever the warm-up: it is no part of them.
    for warm_up in [0, 1, 5, 6, 20, 21] {
        let sets = ["run.days=40".to_string(), format!("run.warm_up={warm_up}")];
        let sets = sets.each_ref().map(String::as_str);
        assert!(of(&sets).is_empty(), "{warm_up}");
        let calendar = load(DESK, &sets, ("", "")).expect("this can be run").model.calendar;
        assert_eq!(calendar.counted_days(), 56, "{warm_up}");
    }
    for whole in [&["run.days=5"][..], &["run.days=60"], &["run.days=14", "run.count=\"calendar days\""]] {
        assert!(of(whole).is_empty(), "{whole:?}");
    }
    // A year of calendar days has 52 weeks and a day: too little to matter (261 of 365 days, 0.1 % more than 5 of 7).
    assert!(of(&["run.days=365", "run.count=\"calendar days\""]).is_empty());
    // Where all days are alike, any number of them will do.
    let alike = [("mon-fri = \"09", "daily = \"09"), ("days = \"mon-fri\"", "days = \"daily\"")];
    assert!(cautioned("part_weeks", &alike, &["run.days=3"]).is_empty());
    // Paid hours are of weekdays at the site: five nights of Monday to Friday, which begin here a day later.
    let night = [
        ("mon-fri = \"09:00-17:00\"", "daily = \"00:00-24:00\""),
        ("hours = \"09:00-17:00\"", "hours = \"20:00-04:00\""),
        ("hourly_cost = 30", "hourly_cost = 30\nutc_offset = \"-5h\""),
    ];
    let told = cautioned("part_weeks", &night, &["run.days=5", "run.count=\"calendar days\""]);
    assert!(told.len() == 1 && told[0].contains("40.0 % more paid hours"), "{told:?}");
    // Where hours are, and Monday brings twice as much: two Mondays among 8 days, (2·2 + 6) ÷ 8 against 8 ÷ 7.
    let mondays = ["run.days=8", "run.count=\"calendar days\"", "demand.weekday=[2, 1, 1, 1, 1, 1, 1]"];
    let told = cautioned("part_weeks", &alike, &mondays);
    assert!(told.len() == 1 && told[0].contains("have 9.4 % more requests than"), "{told:?}");
    assert!(told[0].ends_with("run.days = 7."), "{told:?}");
}
