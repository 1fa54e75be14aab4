//! Values of a lever and thresholds in words: in as many digits as they have, or as an interval leaves them.
//!
//! In: values, units, records of thresholds. Out: text. Must not know: which curves there are.

use crate::metrics::catalogue::Unit;
use crate::report::words::{Kind, grouped, kind};
use crate::study::record::Record;
use crate::time::{SECOND, Span, format_span};

/// The value of the lever at a point, as people write it.
pub(super) fn value_of(record: &Record) -> String {
    let text = record.point.split_once('=').map_or("", |(_, value)| value);
    text.parse::<f64>().map_or_else(|_| text.to_string(), number)
}

/// A number of a lever: whole ones, and large ones, without decimals.
pub(crate) fn number(value: f64) -> String {
    grouped(value, if value.fract().abs() < 1e-9 || value.abs() >= 1000.0 { 0 } else { 2 })
}

/// A value of the lever as people write it, by the unit of its records: durations as the file has them.
pub(crate) fn written(value: f64, unit: &Unit) -> String {
    if kind(unit) != Kind::Time {
        return number(value);
    }
    // Whole seconds, of short ones hundredths.
    let step = if value.abs() < 10.0 { SECOND / 100 } else { SECOND };
    format_span((value * SECOND as f64 / step as f64).round() as Span * step)
}

/// The last digit of a value that half an interval leaves it, two of its own: 100 of 1,433; `None` where there is no interval.
fn step(value: f64, half_width: f64) -> Option<f64> {
    // Sums of the same money in another order.
    if !half_width.is_finite() || half_width <= 1e-9 * value.abs() {
        return None;
    }
    let mut step = 1.0;
    while step * 100.0 <= half_width {
        step *= 10.0;
    }
    while step * 10.0 > half_width {
        step /= 10.0;
    }
    Some(step)
}

/// A value of the lever as people write it, in as many digits as half an interval leaves it.
pub(crate) fn rounded(value: f64, half_width: f64, unit: &Unit) -> String {
    let Some(step) = step(value, half_width) else { return written(value, unit) };
    let value = (value / step).round() * step;
    if kind(unit) == Kind::Time {
        return written(value, unit);
    }
    let (mut decimals, mut place) = (0, step);
    while place < 0.999 {
        place *= 10.0;
        decimals += 1;
    }
    grouped(value, decimals)
}

/// Half the width of the interval of a threshold; of one that is open at an end, how far the other is.
pub(crate) fn half_width(record: &Record) -> f64 {
    let mean = record.mean.unwrap_or(f64::NAN);
    match (record.lower, record.upper) {
        (Some(lower), Some(upper)) => (upper - lower) / 2.0,
        (Some(lower), None) => mean - lower,
        (None, Some(upper)) => upper - mean,
        (None, None) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    /// Two digits of half an interval, and as many places of what lies in it.
    #[test]
    fn digits_are_those_that_the_interval_leaves() {
        for (value, half, unit, told) in [
            (91_002.0, 10_297.0, "requests", "91,000"),
            (13_943.0, 1_433.0, "requests", "13,900"),
            (24.283_1, 0.17, "", "24.28"),
            (24.283_1, 2.4, "", "24.3"),
            (1.055, 0.004, "", "1.0550"),
            (0.0, 99.0, "", "0"),
            (30.0, 0.0, "", "30"),
            (30.0, 4e-15, "", "30"),
            (59_677.0, f64::NAN, "requests", "59,677"),
            (282.4, 31.0, "s", "4m42s"),
        ] {
            assert_eq!(rounded(value, half, &unit.into()), told, "{value} {half}");
        }
    }
}
