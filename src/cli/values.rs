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

/// Replications whose sums a machine can keep: a small desk takes 15 kB of each, 1.5 GB of all. The file has the same bound.
const MOST_REPLICATIONS: u32 = 100_000;
/// Threads at most: far more than there are cores, and few enough to be started.
const MOST_THREADS: u32 = 1024;

/// Replications of a study that needs so many: two for an interval, five to decide point by point.
pub(crate) fn replications<const LEAST: u32>(text: &str) -> Result<u32, String> {
    let why = if LEAST > 2 {
        "with fewer than five replications a point can hardly be decided"
    } else {
        "an interval of confidence needs at least two replications"
    };
    whole(text, LEAST, MOST_REPLICATIONS, why)
}

/// The seed of all draws.
pub(crate) fn seed(text: &str) -> Result<u64, String> {
    let most = u64::MAX;
    text.trim()
        .parse()
        .map_err(|_| format!("`{text}` is no seed; write a whole number from 0 to {most}, such as 7"))
}

/// Threads; 0 is all cores.
pub(crate) fn threads(text: &str) -> Result<usize, String> {
    whole(text, 0, MOST_THREADS, "there are no fewer threads than none").map(|threads| threads as usize)
}

/// People of a closed form.
pub(crate) fn agents(text: &str) -> Result<u32, String> {
    whole(text, 0, u32::MAX, "there are no fewer people than none")
}

/// A number; what it may be is for the command to say.
pub(crate) fn number(text: &str) -> Result<f64, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is no number; write one such as 0.5"))
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
    use super::{days, number, points, replications, seed, threads, time};
    use crate::time::{DAY, MINUTE};

    #[test]
    fn what_is_no_value_is_told_with_reason_and_remedy() {
        let one = "an interval of confidence needs at least two replications; write 2 or more";
        assert_eq!(replications::<2>("1").unwrap_err(), one);
        assert_eq!(replications::<2>("2.5").unwrap_err(), "`2.5` is no whole number; write 2 or 3");
        assert_eq!(replications::<2>("many").unwrap_err(), "`many` is no whole number; write one such as 20");
        assert_eq!(replications::<2>("40"), Ok(40));
        assert_eq!(replications::<2>("-1").unwrap_err(), one);
        let many = "there are at most 100000; write 100000 or less";
        assert_eq!(replications::<2>("1000000000").unwrap_err(), many);
        assert_eq!(replications::<5>("1e9").unwrap_err(), many);
        let no_seed = "is no seed; write a whole number from 0 to 18446744073709551615, such as 7";
        for text in ["-1", "2.5", "many", ""] {
            assert_eq!(seed(text).unwrap_err(), format!("`{text}` {no_seed}"));
        }
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(threads("-2").unwrap_err(), "there are no fewer threads than none; write 0 or more");
        assert_eq!(threads("2"), Ok(2));
        assert_eq!(number("half").unwrap_err(), "`half` is no number; write one such as 0.5");
        assert_eq!(points("20000").unwrap_err(), "there are at most 10000; write 10000 or less");
        assert_eq!(days("10").unwrap_err(), "10 of what? Write 10d for days");
        assert_eq!(days("36h").unwrap_err(), "`36h` is no number of whole days; write one such as 10d");
        assert_eq!(days("2d"), Ok(2 * DAY));
        assert_eq!(time("5").unwrap_err(), "5 of what? Write it with its unit, 5s, 5m or 5h");
        assert_eq!(time("5m"), Ok(5 * MINUTE));
    }
}
