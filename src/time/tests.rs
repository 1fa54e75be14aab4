//! Texts read and written, and the calendar against another one.
//!
//! In: texts, days. Out: spans, clocks and dates, held against what was written and against another calendar. Must
//! not know: how texts are read.

use proptest::prelude::*;

use super::span::LONGEST;
use super::*;

#[test]
fn spans_are_read() {
    for (text, wanted) in [
        ("0", 0),
        ("0s", 0),
        ("20s", 20 * SECOND),
        ("6m30s", 6 * MINUTE + 30 * SECOND),
        (" 1h30m ", 90 * MINUTE),
        ("4h", 4 * HOUR),
        ("2d", 2 * DAY),
        ("500ms", SECOND / 2),
        ("1.5h", 90 * MINUTE),
        ("1h0.5m", HOUR + 30 * SECOND),
        ("0.0000004s", 0),
        ("0.0000005s", 1),
        ("7us", 7),
    ] {
        assert_eq!(parse_span(text), Ok(wanted), "{text}");
    }
}

#[test]
fn what_is_no_span_is_refused_with_a_reason() {
    for (text, why) in [
        ("", "empty"),
        ("20", "unit is missing"),
        ("s", "number is missing"),
        ("-5s", "number is missing"),
        ("20 s", "no space"),
        ("20sec", "`sec` is not a unit"),
        ("20S", "`S` is not a unit"),
        ("30s6m", "large to small"),
        ("5s5s", "large to small"),
        ("1.5h30m", "only the last number"),
        ("1.s", "not a number"),
        (".5s", "not a number"),
        ("1.2.3s", "not a number"),
        ("99999999999999999999d", "not a number"),
        ("400000d", "thousand years"),
        ("5µs", "unit is missing"),
    ] {
        let error = parse_span(text).expect_err(text);
        assert!(error.contains(why) && error.contains("expected"), "{text}: {error}");
    }
}

#[test]
fn clocks_are_read_and_written() {
    for (text, wanted) in
        [("09:00", 9 * HOUR), ("9:30", 9 * HOUR + 30 * MINUTE), ("00:00", 0), ("24:00", DAY)]
    {
        assert_eq!(parse_clock(text), Ok(wanted), "{text}");
    }
    assert_eq!(parse_clock("09:00:30"), Ok(9 * HOUR + 30 * SECOND));
    for text in ["", "9", "24:01", "12:60", "12:5", "12:05:99", "a:00", "-1:00", "1:00:00:00", "09.30"] {
        assert!(parse_clock(text).is_err_and(|error| error.contains("expected")), "{text}");
    }
    assert_eq!(format_clock(26 * HOUR), "26:00");
    assert_eq!(format_clock(9 * HOUR + SECOND), "09:00:01");
    assert_eq!(format_span(-90 * SECOND), "-1m30s");
}

#[test]
fn dates_of_note() {
    let date = Date::parse("2026-01-05").expect("a date");
    assert_eq!((date.weekday(), date.year(), date.month(), date.day()), (Weekday::Monday, 2026, 1, 5));
    assert_eq!(Date::from_days(0).to_string(), "1970-01-01");
    assert_eq!(Date::parse("2024-12-31").map(Date::day_of_year), Ok(366));
    assert_eq!(
        Date::parse("2024-02-28").map(|date| date.plus_days(2).to_string()),
        Ok("2024-03-01".to_owned())
    );
    for text in
        ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-5", "05.01.2026", "2026-01-05T00:00", "２026-01-0"]
    {
        assert!(Date::parse(text).is_err_and(|error| error.contains("expected")), "{text}");
    }
    assert_eq!(Weekday::parse("Tue"), Ok(Weekday::Tuesday));
    assert!(Weekday::parse("tu").is_err());
}

/// Every day of 800 years agrees with another calendar.
#[test]
fn calendar_agrees_with_jiff() {
    let mut civil = jiff::civil::date(1700, 1, 1);
    let mut date = Date::from_civil(1700, 1, 1).expect("a date");
    while civil.year() < 2500 {
        let parts =
            (i32::from(civil.year()), civil.month() as u32, civil.day() as u32, civil.day_of_year() as u32);
        assert_eq!((date.year(), date.month(), date.day(), date.day_of_year()), parts);
        assert_eq!(date.weekday().index() as i8, civil.weekday().to_monday_zero_offset());
        assert_eq!(Date::parse(&date.to_string()), Ok(date));
        civil = civil.tomorrow().expect("far from the calendar's end");
        date = date.plus_days(1);
    }
}

#[test]
fn moments_before_the_first_midnight_belong_to_day_minus_one() {
    assert_eq!((day_of(-1), since_midnight(-1)), (-1, DAY - 1));
    assert_eq!((day_of(DAY), since_midnight(DAY)), (1, 0));
    assert_eq!(from_seconds(1.5), 1_500_000);
    assert_eq!((from_micros(-3.0), from_micros(f64::NAN), from_micros(f64::INFINITY)), (0, 0, NEVER));
}

proptest! {
    #[test]
    fn spans_come_back(span in 0..LONGEST) {
        prop_assert_eq!(parse_span(&format_span(span)), Ok(span));
    }

    #[test]
    fn clocks_come_back(second in 0..=86_400_i64) {
        prop_assert_eq!(parse_clock(&format_clock(second * SECOND)), Ok(second * SECOND));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC*") {
        let _ = (parse_span(&text), parse_clock(&text), Date::parse(&text), Weekday::parse(&text));
    }
}
