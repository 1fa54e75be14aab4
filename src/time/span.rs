//! Spans as text: `6m30s`.
//!
//! In: text. Out: whole microseconds, or a sentence on what was expected. Must not know: dates.

use super::{DAY, HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND, Span};

/// Units of a span text, largest first, with their length.
const UNITS: [(&str, Span); 6] =
    [("d", DAY), ("h", HOUR), ("m", MINUTE), ("s", SECOND), ("ms", MILLISECOND), ("us", MICROSECOND)];

/// The longest span that a text may name: a thousand years, so that sums of spans stay far from the limits of `i64`.
pub(super) const LONGEST: Span = 365_250 * DAY;

/// Reads a span such as `20s`, `6m30s`, `1h30m`, `2d`, `500ms`, `1.5h` or `0`.
///
/// Units are d, h, m, s, ms (and us), largest first, each at most once; only the last number may have decimals,
/// which are rounded to a whole microsecond. No sign: a span is never negative.
///
/// # Errors
/// A sentence that says what was found and what was expected.
pub fn parse_span(text: &str) -> Result<Span, String> {
    let trimmed = text.trim();
    let refuse = |why: &str| {
        Err(format!(
            "`{text}` is not a duration: {why}; expected numbers with units d, h, m, s or ms, largest first, such as \"20s\", \"6m30s\" or \"4h\""
        ))
    };
    if trimmed == "0" {
        return Ok(0);
    }
    if trimmed.is_empty() {
        return refuse("it is empty");
    }
    let mut rest = trimmed;
    let mut total: Span = 0;
    let mut next_unit = 0;
    let mut fraction_seen = false;
    while !rest.is_empty() {
        let number_len = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(number_len);
        let unit_len = tail.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_len);
        if number.is_empty() {
            return refuse("a number is missing");
        }
        if unit.is_empty() && tail.is_empty() {
            return refuse("a unit is missing");
        }
        if fraction_seen {
            return refuse("only the last number may have decimals");
        }
        let Some(index) = UNITS.iter().position(|&(name, _)| name == unit) else {
            return if tail.starts_with(' ') && unit.is_empty() {
                refuse("no space stands before a unit")
            } else if unit.is_empty() {
                refuse("a unit is missing")
            } else {
                refuse(&format!("`{unit}` is not a unit"))
            };
        };
        if index < next_unit {
            return refuse("units must go from large to small, each once");
        }
        next_unit = index + 1;
        fraction_seen = number.contains('.');
        let Some(part) = scaled(number, UNITS[index].1) else {
            return refuse(&format!("`{number}` is not a number that can be used"));
        };
        total = match total.checked_add(part) {
            Some(sum) if sum <= LONGEST => sum,
            _ => return refuse("it is longer than a thousand years"),
        };
        rest = tail;
    }
    Ok(total)
}

/// A decimal number of units in whole microseconds, rounded half up; `None` if it is not a number or too large.
fn scaled(number: &str, unit: Span) -> Option<Span> {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if !whole.is_empty() && !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    let whole = whole.parse::<i64>().ok()?.checked_mul(unit)?;
    if fraction.is_empty() {
        return Some(whole);
    }
    // Twelve decimals of a day are far below a microsecond; more are cut.
    let digits: String = fraction.chars().take(12).collect();
    let scale = 10_i128.pow(digits.len() as u32);
    let part = (i128::from(digits.parse::<i64>().ok()?) * i128::from(unit) * 2 + scale) / (2 * scale);
    whole.checked_add(i64::try_from(part).ok()?)
}

/// Writes a span so that [`parse_span`] gives it back: `6m30s`, `1d2h`, `500ms`, `0s`; a negative one with a minus sign.
pub fn format_span(span: Span) -> String {
    if span == 0 {
        return "0s".to_owned();
    }
    let mut text = String::new();
    if span < 0 {
        text.push('-');
    }
    let mut rest = span.unsigned_abs();
    for (name, length) in UNITS {
        let count = rest / length.unsigned_abs();
        rest %= length.unsigned_abs();
        if count > 0 {
            text.push_str(&count.to_string());
            text.push_str(name);
        }
    }
    text
}
