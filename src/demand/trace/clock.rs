//! Local times in ISO 8601.
//!
//! In: a text such as `2026-01-05T09:03:12.5`. Out: a date and the time since its midnight. Must not know: columns.

use crate::time::{DAY, Date, Moment, Span, parse_clock};

/// A local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocalTime {
    date: Date,
    since_midnight: Span,
}

impl LocalTime {
    /// The moment, counted from midnight of `start`.
    pub(super) fn since(self, start: Date) -> Moment {
        Moment::from(self.date.days_since(start)) * DAY + self.since_midnight
    }
}

/// Reads date and clock, separated by `T` or a space; seconds and their decimals (cut at µs) may be left out.
pub(super) fn parse(text: &str) -> Result<LocalTime, &'static str> {
    let Some((date, clock)) = text.split_once(['T', ' ']) else {
        return Err("expected a date, `T` and a clock");
    };
    let is_shaped = date.len() == "2026-01-05".len()
        && date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = Date::parse(date)
        .map_err(|_| if is_shaped { "there is no such date" } else { "the date is not a date" })?;
    if clock.ends_with('Z') || clock.contains(['+', '-']) {
        return Err("it has an offset, and a trace is in the scenario's local time");
    }
    let (whole, decimals) = match clock.split_once('.') {
        Some((whole, decimals)) if whole.len() == "09:03:12".len() => (whole, decimals),
        Some(_) => return Err("the clock is not a clock"),
        None => (clock, "0"),
    };
    if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("the decimals are not digits");
    }
    let micros = decimals.bytes().chain(std::iter::repeat(b'0')).take(6);
    let micros = micros.fold(0, |sum, digit| sum * 10 + Span::from(digit - b'0'));
    let since_midnight = parse_clock(whole).map_err(|_| "the clock is not a clock")? + micros;
    if whole.len() < "09:03".len() || since_midnight >= DAY {
        return Err("the clock is not a clock");
    }
    Ok(LocalTime { date, since_midnight })
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::time::{DAY, Date, HOUR, MINUTE, SECOND};

    #[test]
    fn local_times() {
        let start = Date::parse("2026-01-05").unwrap();
        let since = |text: &str| parse(text).unwrap().since(start);
        assert_eq!(since("2026-01-05T09:03:12"), 9 * HOUR + 3 * MINUTE + 12 * SECOND);
        assert_eq!(since("2026-01-06 00:00"), DAY);
        assert_eq!(since("2026-01-04T23:00:00"), -HOUR);
        assert_eq!(since("2026-01-05T00:00:01.25"), SECOND * 5 / 4);
        assert_eq!(since("2026-01-05T00:00:01.1234567"), SECOND + 123_456);
        assert_eq!(parse("2026-02-30T09:00"), Err("there is no such date"));
        for wrong in [
            "",
            "2026-01-05",
            "05.01.2026 09:00",
            "2026-01-05T9:00",
            "2026-01-05T24:00",
            "2026-01-05T09:00:61",
            "2026-02-30T09:00",
            "2026-01-05T09:00Z",
            "2026-01-05T09:00:00+01:00",
            "2026-01-05T09:00.5",
            "2026-01-05T09:00:00.",
            "2026-01-05T09:00:00.x",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
