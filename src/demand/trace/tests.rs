//! The reader and the replay of its rows.
//!
//! In: logs as text, rows by hand. Out: rows, problems by line and column, and the contacts of a replay, held against
//! what was written. Must not know: how the reader goes through a text.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lookup, RowProblem, outside_opening, read};
use crate::demand::Demand;
use crate::demand::sample::desk;
use crate::model::{Alike, Log, Model, Traced};
use crate::random::Streams;
use crate::time::{DAY, Date, HOUR, MINUTE, Moment, SECOND};

fn lookup() -> Lookup<'static> {
    Lookup {
        accounts: BTreeMap::from([("Müller AG", 0), ("Dupont, Fils", 1), ("Smith", 2)]),
        channels: BTreeMap::from([("phone", 0), ("email", 1)]),
        reasons: BTreeMap::from([("order", 0), ("complaint", 1)]),
    }
}

fn parse(text: &str) -> Result<Vec<Traced>, Vec<RowProblem>> {
    read(text, Date::parse("2026-01-05").unwrap(), &lookup())
}

/// (line, column, message) of every problem.
fn problems(text: &str) -> Vec<(usize, usize, String)> {
    let problems = parse(text).unwrap_err();
    for problem in &problems {
        assert!(!problem.help.is_empty() && text.get(problem.span.clone()).is_some(), "{problem:?}");
    }
    problems.into_iter().map(|problem| (problem.line, problem.column, problem.message)).collect()
}

const GOOD: &str = "time,account,channel,reason,handle_time,patience,agent\n\
    2026-01-05T09:00:00,Müller AG,phone,order,312.5,60,Anna\n\
    2026-01-05T09:00:00,\"Dupont, Fils\",email,,,,\n\
    2026-01-05 20:00:30.5,Smith,email,complaint,600,,\n\
    2026-01-06T07:00,Smith,phone,,,,\n\
    2026-01-06T10:00,Smith,phone,,,,\n";

#[test]
fn a_good_trace_is_read() {
    let rows = parse(GOOD).unwrap();
    assert_eq!(rows.len(), 5);
    let first = Traced {
        time: 9 * HOUR,
        account: 0,
        channel: 0,
        reason: Some(0),
        handle_time: Some(312.5),
        patience: Some(60.0),
    };
    assert_eq!(rows[0], first);
    assert_eq!((rows[1].account, rows[1].reason, rows[1].handle_time), (1, None, None));
    assert_eq!(rows[2].time, 20 * HOUR + 30 * SECOND + SECOND / 2);
    // As spreadsheets save it: with a mark before the first byte.
    assert_eq!(parse(&format!("\u{feff}{GOOD}")).unwrap(), rows);
    // Only what is needed, in another order, with other line ends.
    let short = parse("channel,time,account\r\nphone,2026-01-05T09:00,Smith\r\n").unwrap();
    assert_eq!((short[0].account, short[0].channel), (2, 0));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = "\u{feff}time;account;channel;handle_time\n\
        2026-01-05T09:00;Smith;phone;312,5\n\
        2026-01-05T08:00;Smyth;phone;10\n\
        yesterday;Smith;fax;-1\n\
        2026-01-04T08:00;Smith;phone\n\
        2026-01-04T08:00;Smith;phone;0\n\
        2026-01-05T08:30;Smyth;phone;10\n\
        2026-01-05T10:00:00Z;;phone;\n";
    let found = problems(text);
    let starts = [
        (1, 1, "fields are separated by semicolons"),
        (2, 30, "`312,5` is not a handle_time (and 2 rows like it: lines 4 and 6)"),
        (3, 1, "`2026-01-05T08:00` is earlier than the row before (and 1 row like it: line 7)"),
        (3, 18, "account `Smyth` is not in the scenario (and 1 row like it: line 7)"),
        (4, 1, "`yesterday` is not a time: expected a date, `T` and a clock"),
        (4, 17, "channel `fax` is not in the scenario"),
        (5, 1, "the row has 3 fields, the header 4"),
        (6, 1, "`2026-01-04T08:00` lies before the first day of the scenario, 2026-01-05"),
        (
            8,
            1,
            "`2026-01-05T10:00:00Z` is not a time: it has an offset, and a trace is in the scenario's local time",
        ),
        (8, 22, "the account is missing"),
    ];
    let expected: Vec<_> = starts.map(|(line, column, text)| (line, column, text.to_owned())).to_vec();
    assert_eq!(found, expected);
    let smyth = parse(text).unwrap_err().into_iter().find(|p| p.message.contains("Smyth")).unwrap();
    assert_eq!(smyth.help, "did you mean `Smith`?");
    assert_eq!(&text[smyth.span], "Smyth");
}

#[test]
fn another_log_is_told_which_columns_it_needs() {
    let found = parse("CallId,Start,Customer,Queue\n1,2026-01-05T09:00,Smith,phone\n").unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(found[0].help.contains("`time,account,channel`"), "{found:?}");
    assert!(parse("").unwrap_err()[0].message.contains("no header"));
    assert!(parse("2026-01-05T09:00,Smith,phone\n").unwrap_err()[0].message.contains("not a header"));
    let more = parse("time,account,channel,handletime\n2026-01-05T09:00,Smith,phone,3\n").unwrap_err();
    assert_eq!(more[0].help, "did you mean `handle_time`?");
    assert!(parse("time,account,channel\n").unwrap_err()[0].message.contains("no rows"));
    assert!(parse("time,account,channel,time\n").unwrap_err()[0].message.contains("twice"));
}

#[test]
fn rows_with_the_same_problem_are_told_by_their_lines() {
    let log = |rows: &[&str]| format!("time,account,channel\n{}\n", rows.join("\n"));
    let (good, bad) = ("2026-01-05T09:00,Smith,phone", "2026-01-05T09:00,Smyth,phone");
    let told = |rows: &[&str]| problems(&log(rows)).pop().unwrap().2;
    let said = "account `Smyth` is not in the scenario";
    assert_eq!(told(&[good, bad]), said);
    assert_eq!(
        told(&[bad, good, bad, bad, good, bad]),
        format!("{said} (and 3 rows like it: lines 4, 5 and 7)")
    );
    let many: Vec<&str> =
        std::iter::once(bad).chain(std::iter::repeat_n([good, bad], 23).flatten()).collect();
    assert_eq!(told(&many), format!("{said} (and 23 rows like it: lines 4, 6, 8 and 20 more)"));
    // Rows that are too short and too long are two problems; so are a date that there is not and one that is none.
    let odd = [
        "2026-02-30T09:00,Smith,phone",
        "5.1.2026T09:00,Smith,phone",
        "a,b,c,d,e,f,g,h",
        "a,b",
        "a,b,c,d,e,f,g,h",
    ];
    let expected = [
        (2, 1, "`2026-02-30T09:00` is not a time: there is no such date"),
        (3, 1, "`5.1.2026T09:00` is not a time: the date is not a date"),
        (4, 1, "the row has 8 fields, the header 3 (and 1 row like it: line 6)"),
        (5, 1, "the row has 2 fields, the header 3"),
    ];
    assert_eq!(problems(&log(&odd)), expected.map(|(line, column, text)| (line, column, text.to_owned())));
}

#[test]
fn no_text_makes_it_panic() {
    let mut stream = Streams::new(1, 1).draw(crate::random::Purpose::Test, 0, 0);
    let pieces = [
        "\"",
        ",",
        ";",
        "\n",
        "\r",
        "é",
        "T",
        "2026-01-05",
        "09:00",
        ".",
        "Z",
        "time",
        "account",
        "channel",
        " ",
    ];
    for _ in 0..20_000 {
        let mut text = if stream.yes(0.5) { "time,account,channel\n".to_owned() } else { String::new() };
        for _ in 0..stream.below(24) {
            text.push_str(pieces[stream.below(pieces.len() as u64) as usize]);
        }
        for problem in parse(&text).err().into_iter().flatten() {
            assert!(text.get(problem.span.clone()).is_some(), "{text:?} {problem:?}");
        }
    }
}

fn replayed(rows: Vec<Traced>) -> Model {
    let mut model = desk(3, [1.0, 1.0], 14);
    model.volume.trace = Some(Log { rows, scale: 1.0, alike: None });
    model
}

#[test]
fn rows_are_replayed() {
    let model = replayed(parse(GOOD).unwrap());
    assert_eq!(outside_opening(&model), 1);
    let mut demand = Demand::new(&model, Streams::new(1, 1));
    let monday = demand.draw(0).to_vec();
    let tuesday = demand.draw(1).to_vec();
    assert_eq!(monday.len(), 2);
    let mut first = monday.iter().filter(|contact| contact.channel == 0);
    let phone = first.next().unwrap();
    assert_eq!((phone.arrived, phone.reason, phone.patience, phone.balks), (9 * HOUR, 0, MINUTE, false));
    let mean = model.handle_time(0, 0, 0).mean.values()[0];
    assert!((phone.work * mean - 312.5 * SECOND as f64).abs() < 1.0);
    // Evening mail is dated to the morning; the call at seven, before opening, is left out.
    let arrived: Vec<_> = tuesday.iter().map(|contact| contact.arrived).collect();
    assert_eq!(arrived, [DAY + 8 * HOUR, DAY + 10 * HOUR]);
    assert_eq!(tuesday[0].reason, 1);
    assert!((1..13).all(|day| demand.draw(day + 1).is_empty()));
    // What is not given is drawn by key: other rows before it change nothing.
    let mut fewer = parse(GOOD).unwrap();
    fewer.remove(0);
    let fewer = replayed(fewer);
    let mut demand = Demand::new(&fewer, Streams::new(1, 1));
    assert_eq!(demand.draw(0)[0], *monday.iter().find(|contact| contact.channel == 1).unwrap());
    assert_eq!(demand.draw(1), tuesday);
}

/// Four weeks of a log with as many mails on each Monday as its number, and nothing else; and one that is replayed.
fn mondays(scale: f64, resampled: bool) -> Model {
    let mut model = desk(3, [1.0, 1.0], 28);
    let row = |week: i64, number: i64| Traced {
        time: 7 * week * DAY + 9 * HOUR + number * MINUTE,
        account: 0,
        channel: 1,
        reason: None,
        handle_time: None,
        patience: None,
    };
    let rows = (0..4).flat_map(|week| (0..25 * (week + 1)).map(move |number| row(week, number))).collect();
    let alike = resampled.then(|| Alike::of(&model.calendar, &model.channels, &(0..28), &BTreeSet::new()));
    model.volume.trace = Some(Log { rows, scale, alike });
    model
}

/// Each of the four Mondays stands in for the first with a chance of a quarter: over 4,000 replications each 1,000 times,
/// ± 27 (σ); beyond 6 σ something is wrong (false alarm below 10⁻⁸ for the four). All days are whole ones of the log, at
/// their times, and no Monday is a Tuesday.
#[test]
fn days_stand_in_for_days_of_their_kind() {
    let model = mondays(1.0, true);
    let mut times = [0_u32; 4];
    for replication in 0..4_000 {
        let mut demand = Demand::new(&model, Streams::new(1, replication));
        let first = demand.draw(0);
        let week = first.len() / 25 - 1;
        assert_eq!(first.len() % 25, 0);
        times[week] += 1;
        let at = |number: usize| 9 * HOUR + number as i64 * MINUTE;
        assert!(first.iter().enumerate().all(|(number, contact)| contact.arrived == at(number)));
        assert!(demand.draw(1).is_empty());
    }
    assert!(times.iter().all(|times| times.abs_diff(1_000) < 165), "{times:?}");
    // As it stands, where that is asked.
    let as_logged = mondays(1.0, false);
    let mut demand = Demand::new(&as_logged, Streams::new(1, 3));
    let counts: Vec<usize> = (0..28).map(|day| demand.draw(day).len()).filter(|count| *count > 0).collect();
    assert_eq!(counts, [25, 50, 75, 100]);
}

/// Of 250 rows 1.4 times as many are 350, ± 7.7 (σ) in a replication and ± 0.24 over 1,000; six tenths are 150, as far off:
/// beyond 6 σ something is wrong (false alarm below 10⁻⁸ each). At any scale the contacts of a smaller one are there, too.
#[test]
fn a_log_is_scaled_row_by_row() {
    let drawn = |scale: f64, replication: u64| -> Vec<(Moment, u64)> {
        let model = mondays(scale, false);
        let mut demand = Demand::new(&model, Streams::new(1, replication));
        let days = (0..28).flat_map(|day| demand.draw(day).to_vec());
        days.map(|contact| (contact.arrived, contact.key)).collect()
    };
    for (scale, mean) in [(1.4, 350.0), (0.6, 150.0)] {
        let all: usize = (0..1_000).map(|replication| drawn(scale, replication).len()).sum();
        assert!((all as f64 / 1_000.0 - mean).abs() < 1.5, "{scale}: {all}");
    }
    let [few, logged, more, most] = [0.6, 1.0, 1.4, 2.7].map(|scale| drawn(scale, 0));
    assert_eq!(logged.len(), 250);
    assert!(drawn(2.0, 0).len() == 500 && drawn(0.0, 0).is_empty());
    for (small, large) in [(&few, &logged), (&logged, &more), (&more, &most)] {
        assert!(small.iter().all(|contact| large.contains(contact)));
    }
    // Further ones come within the interval of the row.
    let others = more.iter().filter(|contact| !logged.contains(contact));
    let interval = mondays(1.0, false).calendar.interval;
    assert!(others.clone().count() > 50);
    for (at, _) in others {
        assert!(logged.iter().any(|(logged, _)| logged / interval == at / interval), "{at}");
    }
}

/// Ten mails on each day of two weeks, weekends too, for a run of four: nothing is lost but what comes on the last weekend,
/// after the last opening. Of three days of a kind two are logged: each stands for one and a half.
#[test]
fn days_beyond_the_log_have_those_of_its_days() {
    let mut model = desk(3, [1.0, 1.0], 28);
    let row = |day: i64, number: i64| Traced {
        time: day * DAY + 9 * HOUR + number * MINUTE,
        account: 0,
        channel: 1,
        reason: None,
        handle_time: None,
        patience: None,
    };
    let rows: Vec<Traced> = (0..14).flat_map(|day| (0..10).map(move |number| row(day, number))).collect();
    let alike = Alike::of(&model.calendar, &model.channels, &(0..14), &BTreeSet::new());
    model.volume.trace = Some(Log { rows, scale: 1.0, alike: Some(alike) });
    for replication in 0..20 {
        let mut demand = Demand::new(&model, Streams::new(1, replication));
        let all: usize = (0..28).map(|day| demand.draw(day).len()).sum();
        assert_eq!(all, 260);
    }
    let log = model.volume.trace.as_ref().expect("a log");
    assert_eq!(log.sources(20).collect::<Vec<_>>(), [6, 13]);
    assert!((log.weight(6) - 2.0).abs() < 1e-12);
    let three = Alike::of(&desk(3, [1.0, 1.0], 21).calendar, &model.channels, &(0..14), &BTreeSet::new());
    assert!((three.stands_for(0) - 1.5).abs() < 1e-12);
}

/// In an interval that is open in part the further ones come while it is open, and none is lost.
#[test]
fn scaled_calls_come_while_the_channel_is_open() {
    let mut model = desk(3, [1.0, 1.0], 7);
    // From six to noon, of which the desk is open from eight on.
    model.calendar.interval = 6 * HOUR;
    let row = |number: i64| Traced {
        time: 9 * HOUR + number * MINUTE,
        account: 0,
        channel: 0,
        reason: None,
        handle_time: None,
        patience: None,
    };
    let log = Log { rows: (0..50).map(row).collect(), scale: 3.0, alike: None };
    model.volume.trace = Some(log);
    let mut demand = Demand::new(&model, Streams::new(1, 1));
    let contacts = demand.draw(0);
    assert_eq!(contacts.len(), 150);
    assert!(contacts.iter().all(|contact| (8 * HOUR..12 * HOUR).contains(&contact.arrived)));
}
