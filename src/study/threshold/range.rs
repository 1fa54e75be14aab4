//! Values of a lever between two ends.
//!
//! In: ends as text, a number of points. Out: [`Value`]s: what is written into the file, and the coordinate on an axis.
//! Must not know: what the lever is.

use crate::math::{exp, ln};
use crate::time::{format_span, from_seconds, parse_span, seconds};

/// A value of a lever.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As it is written in the file.
    pub text: String,
    /// As it stands on an axis: durations in seconds.
    pub at: f64,
}

/// A range that spans more than this factor is stepped through by factors.
const BY_FACTORS: f64 = 4.0;

/// Values from one end to the other, both included, ascending.
///
/// # Errors
/// What is wrong with the ends.
pub fn values(from: &str, to: &str, points: u32) -> Result<Vec<Value>, String> {
    let number = |text: &str| text.trim().replace('_', "").parse::<f64>().ok().filter(|at| at.is_finite());
    let span = |text: &str| parse_span(text.trim()).ok().map(seconds);
    let (from_at, to_at, spans) = match (number(from), number(to), span(from), span(to)) {
        (Some(from), Some(to), ..) => (from, to, false),
        (_, _, Some(from), Some(to)) => (from, to, true),
        _ => {
            return Err(format!(
                "`{from}..{to}` is no range: both ends are numbers (2000..50000) or durations (0s..120s)"
            ));
        }
    };
    if to_at <= from_at {
        return Err(format!("the range {from}..{to} is empty: the first end is the lower one"));
    }
    if points < 2 {
        return Err("a range has two points at least, its ends".into());
    }
    let whole = [from_at, to_at].iter().all(|end| end.fract().abs() < 1e-12)
        && (to_at - from_at) >= f64::from(points - 1)
        && !from.contains('.');
    let by_factors = from_at > 0.0 && to_at / from_at > BY_FACTORS;
    let mut values: Vec<Value> = Vec::new();
    for point in 0..points {
        let share = f64::from(point) / f64::from(points - 1);
        let at = match point {
            0 => from_at,
            last if last == points - 1 => to_at,
            _ if by_factors => exp(ln(from_at) + share * (ln(to_at) - ln(from_at))),
            _ => from_at + share * (to_at - from_at),
        };
        let at = if whole || spans { at.round() } else { at };
        let text = if spans { format_span(from_seconds(at)) } else { format!("{at}") };
        if values.last().is_none_or(|last| last.at < at) {
            values.push(Value { text, at });
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn numbers_durations_and_factors() {
        let ats = |from: &str, to: &str, points| {
            values(from, to, points).unwrap().into_iter().map(|value| value.at).collect::<Vec<_>>()
        };
        assert_eq!(ats("10", "40", 4), [10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ats("1000", "64000", 4), [1000.0, 4000.0, 16000.0, 64000.0]);
        assert_eq!(values("0s", "2m", 3).unwrap()[1].text, "1m");
        assert!((ats("0.5", "1.0", 3)[1] - 0.75).abs() < 1e-12);
        for (from, to) in [("5", "5"), ("9", "2"), ("a", "b"), ("5", "2m")] {
            assert!(values(from, to, 3).is_err(), "{from}..{to}");
        }
    }
}
