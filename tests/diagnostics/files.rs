//! Files that a scenario names: their rows are shown with line and column.

use portflow::scenario::summary::summary;

use super::{DESK, load, told};

fn logged(log: &str) -> Vec<String> {
    let text = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]");
    match load(&text, &[], ("log.csv", log)) {
        Ok(_) => panic!("accepted"),
        Err(rejected) => told(&rejected),
    }
}

#[test]
fn bad_rows_of_a_log_are_told_with_line_and_column() {
    let log = "time,account,channel,handle_time\n\
        2026-01-05T10:00,clients-001,phone,300\n\
        2026-01-05T09:00,clients-001,phone,300\n\
        2026-01-05T11:00,client-001,phone,300\n\
        2026-01-05T11:30,clients-002,fax,300\n\
        soon,clients-002,phone,300\n\
        2026-01-05T12:00,clients-002,phone,long\n\
        2026-01-05T12:00,clients-002\n";
    let found = logged(log);
    let starts = [
        "log.csv:3:1: `2026-01-05T09:00` is earlier than the row before",
        "log.csv:4:18: account `client-001` is not in the scenario | did you mean `clients-001`?",
        "log.csv:5:30: channel `fax` is not in the scenario",
        "log.csv:6:1: `soon` is not a time",
        "log.csv:7:36: `long` is not a handle_time",
        "log.csv:8:1: the row has 2 fields, the header 4",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}\n{start}");
    }
}

#[test]
fn semicolons_are_named_and_marks_are_read_past() {
    let found = logged("\u{feff}time;account;channel\n2026-01-05T10:00;clients-001;phone\n");
    assert!(!found.iter().any(|row| row.contains("byte-order mark")), "{found:#?}");
    assert!(found.iter().any(|row| row.contains("semicolons")), "{found:#?}");
}

#[test]
fn a_row_is_shown_with_its_field_marked() {
    let text = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]");
    let log = "time,account,channel\n2026-01-05T10:00,Müller,phone\n";
    let rejected = load(&text, &[], ("log.csv", log)).expect_err("this is wrong");
    let text = rejected.text(false);
    assert!(text.contains(" --> log.csv:2:18\n"), "{text}");
    assert!(text.contains("2 | 2026-01-05T10:00,Müller,phone\n  |                  ^^^^^^"), "{text}");
}

#[test]
fn people_and_accounts_of_files_are_checked_too() {
    let text = DESK.replace("accounts = 30", "accounts = { file = \"accounts.csv\" }");
    let rows = "account,sector,valu,weight\nNord AG,1,1000,2\nSüd AG,one,1000,-2\n";
    let rejected = load(&text, &[], ("accounts.csv", rows)).expect_err("this is wrong");
    let found = told(&rejected);
    let starts = [
        "accounts.csv:1:16: there can be no column `valu` | did you mean `value`?",
        "accounts.csv:3:8: `sector` should be a number from 0 to 60000, not `one`",
        "accounts.csv:3:17: `weight` should be a number of 0 or more, not `-2`",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}\n{start}");
    }
}

/// An account that is named again, in its file or in a list, is told where it stands; a file by its path from where the
/// scenario's leads.
#[test]
fn an_account_named_twice_is_told_where_it_stands() {
    let text = DESK.replace("accounts = 30", "accounts = { file = \"lists/accounts.csv\" }");
    let rows = "sector,account\n1,Nord AG\n2,S\u{fc}d AG\n\n3,Nord AG\n1,\n1,a=b\n";
    let read = |_: &str| Ok(rows.to_string());
    for (scenario, file) in [
        ("desk.toml", "lists/accounts.csv"),
        ("desks/desk.toml", "desks/lists/accounts.csv"),
        ("../desk.toml", "../lists/accounts.csv"),
    ] {
        let rejected = portflow::scenario::load_text(scenario, &text, &[], &read).expect_err("this is wrong");
        let expected = [
            format!("{file}:6:3: `account` is empty | give every row a name, or take the row out"),
            format!("{file}:5:3: account `Nord AG` is named twice | an account has one group"),
            format!(
                "{file}:7:3: `a=b` cannot be the name of an account | names have at least one letter, and no `;`, no `=`, \
                 no line break"
            ),
        ];
        assert_eq!(told(&rejected), expected);
    }
    let text = DESK.replace("accounts = 30", "accounts = [\"Nord\", \"West\", \"Nord\"]");
    let found = told(&load(&text, &[], ("", "")).expect_err("this is wrong"));
    assert_eq!(found, ["desk.toml:16:29: account `Nord` is named twice | an account has one group"]);
}

#[test]
fn rows_of_people_are_told_where_they_stand() {
    let text = DESK.replace("[sites.here]\n", "[rosters.here]\npeople = \"people.csv\"\n[sites.here]\n");
    let rows = "name,absence,leave,groups,accounts,successor,deputy\n\
        anna,,2026-02-30,clients,,bop,anna\n\
        bob,often,,client,clients-99,,\n\
        anna,,,,,,\n\
        eve,0.1\n\
        ,,,,,,\n";
    let text =
        text.replace("ladder = [\"owner\"]", "ladder = [\"owner\", \"deputy\"]\nportfolio = \"explicit\"");
    let rejected = load(&text, &[], ("people.csv", rows)).expect_err("this is wrong");
    let expected = [
        "people.csv:5:1: this row has 2 fields, not 7 | give every row as many fields as the first line; put a field with a \
         comma in quotes",
        "people.csv:6:1: `name` is empty | give every row a name, or take the row out",
        "people.csv:3:5: `absence` should be a number from 0 to 1, not `often` | write a plain number with a decimal point, \
         or leave the field empty",
        "people.csv:4:1: `anna` is named twice in `people.csv` | name people once",
        "people.csv:2:7: `2026-02-30` is no stretch of days | write \"2026-02-02\" or \"2026-02-02..2026-02-13\"",
        "people.csv:3:12: there is no account group `client` | did you mean `clients`?",
        "people.csv:2:27: the successor of `anna` is nobody's name: `bop` | did you mean `bob`?",
        "people.csv:2:31: `anna` cannot be the deputy of accounts that `anna` owns | name somebody else, or leave `deputy` \
         out: the next owner of the shift deputises",
    ];
    assert_eq!(told(&rejected), expected);
    // Accounts are looked at once the people are known.
    let rows = "name,accounts\nbob,clients-99\n";
    let rejected = load(&text, &[], ("people.csv", rows)).expect_err("this is wrong");
    let found = told(&rejected);
    assert!(found[0].starts_with("people.csv:2:5: there is no account `clients-99` | "), "{found:#?}");
}

#[test]
fn rows_after_the_last_day_are_not_told_as_closed_hours() {
    let text = DESK.replace("[opening]", "[run]\ndays = 1\n[demand]\ntrace = \"log.csv\"\n[opening]");
    let log = "time,account,channel\n\
        2026-01-05T08:59,clients-001,phone\n\
        2026-01-05T10:00,clients-001,phone\n\
        2026-01-12T10:00,clients-001,phone\n\
        2026-03-09T10:00,clients-001,phone\n";
    let loaded =
        load(&text, &[], ("log.csv", log)).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    // Only the first came while the desk was closed; of the others one is replayed.
    assert_eq!(summary(&loaded).left_out, 1);
    let said = |path: &str| {
        loaded.names.assumptions.iter().find(|said| said.path == path).map(|said| &said.value[..])
    };
    assert_eq!(said("run.days"), Some("2 of 4 rows left out"));
    // A log says which days are busy.
    assert_eq!((said("demand.weekday"), said("demand.busyness")), (None, None));
    let drawn = load(DESK, &[], ("", "")).expect("fine");
    let drawn = |path: &str| drawn.names.assumptions.iter().any(|said| said.path == path);
    assert!(drawn("demand.weekday") && drawn("demand.busyness"));
}

#[test]
fn a_long_file_that_is_wrong_in_every_row_is_told_in_short() {
    use std::fmt::Write as _;

    let text = DESK.replace("accounts = 30", "accounts = { file = \"accounts.csv\" }");
    let mut rows = String::from("account,weight\n");
    for row in 0..50_000 {
        let _ = writeln!(rows, "account {row},heavy");
    }
    let rejected = load(&text, &[], ("accounts.csv", &rows)).expect_err("this is wrong");
    assert_eq!((rejected.problems.len(), rejected.untold), (200, 49_800));
    assert!(rejected.text(false).contains("… and 49800 more like these."));
}

#[test]
fn a_file_of_another_kind_is_one_problem() {
    for (text, what) in [
        ("time,account,channel\n2026-01-05T09:00,a,phone\n", "a table of rows (CSV)"),
        ("Datum;Kunde;Kanal\n05.01.2026;a;Telefon\n", "a table of rows (CSV)"),
        ("{ \"schema_version\": 1 }\n", "JSON"),
    ] {
        let told = told(&load(text, &[], ("", "")).expect_err("no scenario"));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("desk.toml:1:1: this is ") && told[0].contains(what), "{told:?}");
        assert!(told[0].contains("portflow init"), "{told:?}");
    }
}

#[test]
fn who_handled_the_logged_contacts_is_said_not_to_matter() {
    let text = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]");
    let log = "time,account,channel,agent\n\
        2026-01-05T10:00,clients-001,phone,here-01\n\
        2026-01-05T10:01,clients-001,phone,Anna\n\
        2026-01-05T10:02,clients-001,phone,\n";
    let loaded = load(&text, &[], ("log.csv", log)).expect("fine");
    let said = loaded.names.assumptions.iter().find(|said| said.path == "demand.trace").expect("it is said");
    assert!(
        said.value.contains("`agent` is not used") && said.note.contains("1 of the column's 2"),
        "{said:?}"
    );
}

#[test]
fn two_people_of_one_name_are_told() {
    let text = DESK.replace(
        "[teams.desk]",
        "[rosters.a.people.anna]\n[rosters.b.people.anna]\n[teams.more]\nroster = \"b\"\nshifts = [\"day\"]\nagents = 1\n[teams.desk]\nroster = \"a\"",
    );
    let told = told(&load(&text, &[], ("", "")).expect_err("whose figures are these?"));
    assert!(told.len() == 1 && told[0].starts_with("desk.toml:29:"), "{told:?}");
    assert!(told[0].contains("two people called `anna`"), "{told:?}");
}

/// A log of a call centre's switch, which has the times of its stations, not those of a trace.
#[test]
fn a_raw_log_is_said_to_be_one() {
    let log = "contact_id,account_id,channel,type,priority,arrived_at,vru_seconds,queue_entered_at,queue_seconds,outcome,\
               service_started_at,handle_seconds,agent_id,line\n\
               7-1,,voice,PS,0,2026-01-05T09:02:31,14,,0,served,2026-01-05T09:02:44,134,EVE,L1\n\
               7-2,12,voice,PS,0,2026-01-05T09:03:11,5,2026-01-05T09:03:16,40,abandoned,,,,L2\n";
    let text = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]");
    let rejected = load(&text, &[], ("log.csv", log)).expect_err("no trace");
    let said = told(&rejected);
    assert_eq!(said.len(), 1, "{said:?}");
    let named = "log.csv:1:1: this is a raw contact log (arrived_at, queue_entered_at, service_started_at, …), not a trace | \
                 such logs will be read by `import`, which is not there yet; until then make a trace of it: `time` = \
                 queue_entered_at (where empty, arrived_at + vru_seconds)";
    assert!(said[0].starts_with(named), "{}", said[0]);
    let rejected = load(log, &[], ("", "")).expect_err("no scenario");
    let said = told(&rejected);
    assert!(said[0].starts_with("desk.toml:1:1: this is a raw contact log, not a scenario | "), "{said:?}");
    assert!(said.len() == 1 && said[0].contains("`import`, which is not there yet"), "{said:?}");
    // A log that only looks a little like it is told what it lacks.
    let rejected = load(&text, &[], ("log.csv", "arrived_at,account_id,channel\n")).expect_err("no trace");
    assert!(told(&rejected)[0].contains("column `time`, `account` is missing"), "{:?}", told(&rejected));
}

#[test]
fn a_quote_that_is_never_closed_is_named() {
    let said = "the quote that opens here is not closed before the row ends | close it behind the field, or take it out; a \
                quote within quotes is written twice";
    let traced = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n\n[opening]");
    for (log, place) in [
        (
            "time,account,channel\n2026-01-05T09:00:00,\"clients-01,phone\n2026-01-05T10:00:00,clients-01,phone\n",
            "2:21",
        ),
        (
            "time,account,channel\n2026-01-05T09:00:00,\"clients-01,phone\n2026-01-05T10:00:00,\"clients-01\",phone\n",
            "2:21",
        ),
        ("time,\"account,channel\n2026-01-05T09:00:00,clients-01,phone\n", "1:6"),
    ] {
        let found = told(&load(&traced, &[], ("log.csv", log)).expect_err("an open quote"));
        assert_eq!(found, [format!("log.csv:{place}: {said}")], "{log}");
    }
    let named = DESK.replace("[sites.here]\n", "[rosters.here]\npeople = \"people.csv\"\n[sites.here]\n");
    let people = "name,speed\nanna,1\n\"ben,1\ncleo,1\n";
    let found = told(&load(&named, &[], ("people.csv", people)).expect_err("an open quote"));
    assert_eq!(found, [format!("people.csv:3:1: {said}")]);
}

#[test]
fn what_a_log_says_itself_cannot_be_said_beside_it() {
    let demand = "[demand]\ntrace = \"log.csv\"\nweekday = [1, 1, 1, 1, 1, 0, 0]\nbusyness = { common = 0.1 }\n\
                  counts = \"fixed\"\nvolume_is = \"contacts\"\n\n[opening]";
    let log = "time,account,channel\n2026-01-05T10:00,clients-001,phone\n";
    let text = format!("measured_under = \"flow\"\n{}", DESK.replace("[opening]", demand));
    let rejected = load(&text, &[], ("log.csv", log)).expect_err("said twice");
    let said = told(&rejected);
    assert_eq!(said.len(), 4, "{said:?}");
    let days = "a log says itself which days are busy | take `weekday` out; demand.scale and demand.volume make more, or \
                fewer, of the log's requests";
    assert!(said[0].ends_with(days), "{}", said[0]);
    assert!(said.iter().any(|said| said.contains("take `busyness` out")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("how many requests come | take `counts` out")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("repeats or not | take `volume_is` out")), "{said:?}");
}

/// Monday to Wednesday of one week, two requests a day, for a run of two weeks of working days.
#[test]
fn what_a_log_leaves_open_is_told() {
    let log: String = (5..8).fold("time,account,channel,handle_time\n".into(), |log: String, day| {
        format!("{log}2026-01-0{day}T10:00,clients-001,phone,60\n2026-01-0{day}T11:00,clients-001,phone,\n")
    });
    let loads = |more: &str| {
        let demand = format!("[demand]\ntrace = \"log.csv\"\n{more}\n[opening]");
        let text = DESK.replace("[opening]", &demand);
        load(&text, &["run.days=10", "run.start=\"2026-01-05\""], ("log.csv", &log)).expect("fine")
    };
    let cautions = |loaded: &portflow::scenario::Loaded, code: &str| -> Vec<String> {
        let of = loaded.names.cautions.iter().filter(|caution| caution.code == code);
        of.map(|caution| format!("{} {}", caution.message, caution.remedy)).collect()
    };
    let rows = |loaded: &portflow::scenario::Loaded| loaded.model.volume.logged().len();
    let resampled = loads("");
    // Monday to Wednesday of the second week have those of the first; Thursdays and Fridays have none like them.
    let sources = |loaded: &portflow::scenario::Loaded, day: u32| -> Vec<u32> {
        loaded.model.volume.trace.as_ref().expect("a log").sources(day).collect()
    };
    assert_eq!([7, 9, 10].map(|day| sources(&resampled, day)), [vec![0], vec![2], vec![10]]);
    let short = "The log has requests from 2026-01-05 to 2026-01-07; 7 open days of the run lie outside. 3 of them have those \
                 of logged days like them (weekday, opening hours), 4 have none. Let the run be the log's days: \
                 run.start = \"2026-01-05\", and run.days to its length.";
    assert_eq!(cautions(&resampled, "log_is_short"), [short]);
    assert!(
        cautions(&resampled, "same_days")[0]
            .contains("of some there is only 1: intervals hold for days like these")
    );
    assert!(cautions(&resampled, "log_repeats").is_empty());
    let note = |path: &str| {
        let found = resampled.names.assumptions.iter().find(|said| said.path == path);
        found.map(|said| format!("{}: {}", said.value, said.note)).unwrap_or_default()
    };
    assert!(note("groups.*.handle_time").starts_with("3 of 6 logged: what groups say is for the other rows"));
    assert!(note("groups.*.requests_per_day").starts_with("not used"));
    let as_logged = loads("resample = \"none\"");
    assert_eq!((rows(&as_logged), sources(&as_logged, 7)), (6, vec![7]));
    assert!(cautions(&as_logged, "log_is_short")[0].contains("Nothing comes on them."));
    assert!(cautions(&as_logged, "same_days")[0].contains("day by day: intervals hold for these days only"));
    let text = DESK
        .replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]")
        .replace("[channels.phone]", "[channels.phone]\nredial = { probability = 0.5, delay = \"10m\" }");
    let repeats = load(&text, &[], ("log.csv", &log)).expect("fine");
    assert!(cautions(&repeats, "log_repeats")[0].contains("The scenario adds redials to a log"));
}

/// Mondays of January 2026, one request each, but for the 12th, a holiday. The run goes on to Monday 2 February, a holiday,
/// too, and Friday the 6th.
#[test]
fn a_holiday_without_rows_stands_in_for_no_ordinary_day() {
    let mondays = |days: &[u32]| -> String {
        let rows = days
            .iter()
            .fold(String::new(), |rows, day| format!("{rows}2026-01-{day:02}T10:00,clients-001,phone\n"));
        format!("time,account,channel\n{rows}2026-01-30T10:00,clients-001,phone\n")
    };
    let loads = |sites: &str, log: &str| {
        let text = DESK
            .replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]")
            .replace("hourly_cost = 30\n", sites)
            .replace("[teams.desk]\n", "[teams.desk]\nsite = \"here\"\n");
        load(&text, &["run.days=25", "run.start=\"2026-01-05\""], ("log.csv", log))
            .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
    };
    let sources = |loaded: &portflow::scenario::Loaded, day: u32| -> Vec<u32> {
        loaded.model.volume.trace.as_ref().expect("a log").sources(day).collect()
    };
    let caution = |loaded: &portflow::scenario::Loaded, code: &str| -> String {
        let of = loaded.names.cautions.iter().find(|caution| caution.code == code);
        of.map_or_else(String::new, |caution| caution.message.clone())
    };
    let site = "hourly_cost = 30\nholidays = [\"2026-01-12\", \"2026-02-02\"]\n";
    let loaded = loads(site, &mondays(&[5, 19, 26]));
    // Ordinary Mondays stand in for each other alone, and the holidays have nothing.
    assert_eq!([0, 14, 21].map(|day| sources(&loaded, day)), [(); 3].map(|()| vec![0, 14, 21]));
    assert_eq!([7, 28].map(|day| sources(&loaded, day)), [vec![7], vec![7]]);
    // Three logged Mondays for three; the days of four weeks that lie beyond the log are Tuesday to Friday.
    let log = loaded.model.volume.trace.as_ref().expect("a log");
    assert!((log.weight(0) - 1.0).abs() < 1e-12);
    assert!(caution(&loaded, "same_days").contains("of some there are only 3"));
    assert!(caution(&loaded, "log_is_short").contains("; 4 open days of the run lie outside."));
    assert_eq!(caution(&loaded, "holiday"), "");
    // Where some call on the holiday, it stands in for holidays.
    let called = loads(site, &mondays(&[5, 12, 19, 26]));
    assert_eq!([0, 7, 28].map(|day| sources(&called, day)), [vec![0, 14, 21], vec![7], vec![7]]);
    assert!(caution(&called, "holiday").starts_with("On 2 days contacts come"));
    // A holiday of one site of two: apart where the log has nothing of it, a Monday like others where it has, and beyond it.
    let there = format!("{site}[sites.there]\nhourly_cost = 20\n");
    let two = format!("{there}[teams.far]\nsite = \"there\"\nshifts = [\"day\"]\nagents = 1\n");
    let loaded = loads(&two, &mondays(&[5, 19, 26]));
    assert_eq!([0, 7, 28].map(|day| sources(&loaded, day)), [vec![0, 14, 21], vec![7], vec![0, 14, 21]]);
    let called = loads(&two, &mondays(&[5, 12, 19, 26]));
    assert_eq!([0, 7, 28].map(|day| sources(&called, day)), [(); 3].map(|()| vec![0, 7, 14, 21]));
    // Where nobody works, no holiday is missed, nor kept: a site without a team is none of two.
    let called = loads(&there, &mondays(&[5, 12, 19, 26]));
    assert_eq!([0, 7, 28].map(|day| sources(&called, day)), [vec![0, 14, 21], vec![7], vec![7]]);
}

/// Six rows in three days of a week, of which each weekday has two: 6 · 365.25 ÷ 7 a year.
#[test]
fn a_log_is_scaled_to_a_volume() {
    let log: String = (5..8).fold("time,account,channel\n".into(), |log: String, day| {
        format!("{log}2026-01-0{day}T10:00,clients-001,phone\n2026-01-0{day}T11:00,clients-001,phone\n")
    });
    let demand = "[demand]\ntrace = \"log.csv\"\nscale = 2.0\nvolume = 626.1428571428571\n[opening]";
    let text = DESK.replace("[opening]", demand);
    let loaded = load(&text, &["run.start=\"2026-01-05\""], ("log.csv", &log)).expect("fine");
    let scale = loaded.model.volume.trace.as_ref().expect("a log").scale;
    assert!((scale - 4.0).abs() < 1e-9, "{scale}");
    let said = loaded.names.assumptions.iter().find(|said| said.path == "demand.scale").expect("said");
    assert_eq!(said.value, "4.000");
    let too_much = load(&text, &["demand.scale=1e15", "run.start=\"2026-01-05\""], ("log.csv", &log));
    let said = told(&too_much.expect_err("no memory holds it"));
    assert!(said.len() == 1 && said[0].contains("a day of them would not fit in memory"), "{said:?}");
}

/// A name with an umlaut as older spreadsheets write it, in the third line.
#[test]
fn a_file_that_is_no_utf8_is_told_by_its_first_such_line() {
    let folder = std::env::temp_dir().join(format!("portflow-not-utf8-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let desk = DESK.replace("[opening]", "[demand]\ntrace = \"log.csv\"\n[opening]");
    std::fs::write(folder.join("desk.toml"), desk).expect("written");
    let log = b"time,account,channel\n2026-01-05T10:00,clients-001,phone\n2026-01-05T10:01,M\xfcller,phone\n";
    std::fs::write(folder.join("log.csv"), log).expect("written");
    let rejected = portflow::scenario::load(&folder.join("desk.toml"), &[]).expect_err("no text");
    let said = rejected.text(false);
    std::fs::remove_dir_all(&folder).expect("removed");
    assert!(said.contains("cannot read `log.csv`: it is not UTF-8 text, from line 3 on"), "{said}");
    assert!(said.contains("save it as UTF-8 (spreadsheets call it `CSV UTF-8`)"), "{said}");
}
