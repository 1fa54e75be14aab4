//! Values of options, and what to write where they are none.
//!
//! In: text of an option. Out: the value, or the cause and the remedy in words. Must not know: which command asks.

use crate::time::{DAY, Date, Span, parse_span};

/// A whole number between bounds, with the reason for the lower one.
fn whole(text: &str, least: u32, most: u32, why: &str) -> Result<u32, String> {
    let number: f64 = text
        .trim()
        .parse()
        .map_err(|_| format!("`{text}` is no whole number; write one such as {}", least.max(20)))?;
    if number.fract().abs() > 0.0 {
        return Err(format!("`{text}` is no whole number; write {} or {}", number.floor(), number.ceil()));
    }
    if number < f64::from(least) {
        return Err(format!("{why}; write {least} or more"));
    }
    if number > f64::from(most) {
        return Err(format!("there are at most {most}; write {most} or less"));
    }
    Ok(number as u32)
}

/// Replications of a comparison.
pub(crate) fn replications(text: &str) -> Result<u32, String> {
    whole(text, 2, u32::MAX, "an interval of confidence needs at least two replications")
}

/// Replications of a study that decides point by point.
pub(crate) fn five_replications(text: &str) -> Result<u32, String> {
    whole(text, 5, u32::MAX, "with fewer than five replications a point can hardly be decided")
}

/// Values in a range of a sweep.
pub(crate) fn points(text: &str) -> Result<u32, String> {
    whole(text, 2, 10_000, "a range has two ends, each of which is a point")
}

/// Values in the range of a threshold.
pub(crate) fn values(text: &str) -> Result<u32, String> {
    whole(text, 2, 1000, "a range has two ends, each of which is looked at")
}

/// Points drawn from ranges.
pub(crate) fn sample(text: &str) -> Result<u32, String> {
    whole(text, 1, 10_000, "nothing is drawn")
}

/// A time with its unit.
pub(crate) fn time(text: &str) -> Result<Span, String> {
    if text.trim().parse::<f64>().is_ok_and(|number| number > 0.0) {
        return Err(format!("{text} of what? Write it with its unit, {text}s, {text}m or {text}h"));
    }
    parse_span(text)
}

/// Whole days.
pub(crate) fn days(text: &str) -> Result<Span, String> {
    let text = text.trim();
    if text.parse::<f64>().is_ok_and(|number| number > 0.0) {
        return Err(format!("{text} of what? Write {text}d for days"));
    }
    let wrong = || format!("`{text}` is no number of whole days; write one such as 10d");
    let span = parse_span(text).map_err(|_| wrong())?;
    if span < DAY || span % DAY != 0 { Err(wrong()) } else { Ok(span) }
}

/// A date.
pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| format!("`{text}` is no date; write it as 2026-02-02"))
}

#[cfg(test)]
mod tests {
    use super::{days, points, replications, time};
    use crate::time::{DAY, MINUTE};

    #[test]
    fn what_is_no_value_is_told_with_reason_and_remedy() {
        let one = "an interval of confidence needs at least two replications; write 2 or more";
        assert_eq!(replications("1").unwrap_err(), one);
        assert_eq!(replications("2.5").unwrap_err(), "`2.5` is no whole number; write 2 or 3");
        assert_eq!(replications("many").unwrap_err(), "`many` is no whole number; write one such as 20");
        assert_eq!(replications("40"), Ok(40));
        assert_eq!(points("20000").unwrap_err(), "there are at most 10000; write 10000 or less");
        assert_eq!(days("10").unwrap_err(), "10 of what? Write 10d for days");
        assert_eq!(days("36h").unwrap_err(), "`36h` is no number of whole days; write one such as 10d");
        assert_eq!(days("2d"), Ok(2 * DAY));
        assert_eq!(time("5").unwrap_err(), "5 of what? Write it with its unit, 5s, 5m or 5h");
        assert_eq!(time("5m"), Ok(5 * MINUTE));
    }
}
