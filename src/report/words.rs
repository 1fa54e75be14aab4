//! Numbers and names as people read them.
//!
//! In: values, units and metric names of records. Out: short texts, `82.4 % ±0.3`, `118,400 EUR`,
//! `12.3 s`; a number that is missing is written `–`, never `0`. Must not know: tables, plots.

use crate::metrics::catalogue::{Unit, figures};
use crate::study::record::Record;

/// What is printed where there is no number.
pub const MISSING: &str = "–";

/// What a unit measures, as far as its writing is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A share of one, written in per cent.
    Share,
    /// Seconds.
    Time,
    /// Money.
    Money,
    /// Anything counted.
    Count,
}

/// The kind of quantity that a unit names.
pub fn kind(unit: &Unit) -> Kind {
    match unit {
        Unit::Share => Kind::Share,
        Unit::Seconds | Unit::Duration => Kind::Time,
        Unit::Money(_) => Kind::Money,
        _ => Kind::Count,
    }
}

/// Decimals that a value of this size and kind deserves (after the factor of 100 for shares).
pub fn decimals(kind: Kind, size: f64) -> usize {
    let size = size.abs();
    match kind {
        Kind::Share => 1,
        Kind::Time | Kind::Count | Kind::Money if size >= 100.0 => 0,
        Kind::Time if size >= 1.0 => 1,
        Kind::Count if size >= 10.0 || size == 0.0 => 1,
        Kind::Time | Kind::Count | Kind::Money => 2,
    }
}

/// A value of a lever where there is little room: numbers with commas, and three decimals at most; others as they are.
pub(crate) fn lever_value(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number.abs() >= 0.001 => {
            let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            grouped(number, decimals.min(3))
        }
        _ => text.into(),
    }
}

/// A number with thousands separated by commas: `118,400`, `-3.5` written with a true minus sign.
pub fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    let negative = value < 0.0 && plain.chars().any(|c| c.is_ascii_digit() && c != '0');
    if negative {
        text.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// Units of which one decimal is always enough, so that columns keep their points below each other.
fn is_people(unit: &Unit) -> bool {
    matches!(unit, Unit::Agents | Unit::Fte | Unit::People | Unit::Handlers)
}

/// The value scaled for writing: per cent for shares.
pub fn scaled(kind: Kind, value: f64) -> f64 {
    if kind == Kind::Share { value * 100.0 } else { value }
}

/// The value without its unit: `82.4`, `118,400`, `–`.
pub fn bare(value: Option<f64>, unit: &Unit) -> String {
    let kind = kind(unit);
    value.filter(|v| v.is_finite()).map_or_else(
        || MISSING.to_owned(),
        |v| {
            let v = scaled(kind, v);
            grouped(v, if is_people(unit) { 1 } else { decimals(kind, v) })
        },
    )
}

/// The value with its unit: `82.4 %`, `12.3 s`, `118,400 EUR`, `24.0`.
pub fn value(value: Option<f64>, unit: &Unit, currency: &str) -> String {
    let text = bare(value, unit);
    if text == MISSING {
        return text;
    }
    match kind(unit) {
        Kind::Share => text + " %",
        Kind::Time => text + " s",
        Kind::Money if currency.is_empty() => text,
        Kind::Money => format!("{text} {currency}"),
        Kind::Count => text,
    }
}

/// The half width of an interval with as many decimals as its value, at least one figure that is
/// not zero: `±0.3`; empty where there is none or it is exactly zero.
pub fn plus_minus(half: Option<f64>, of: Option<f64>, unit: &Unit) -> String {
    let kind = kind(unit);
    match half.filter(|h| h.is_finite() && *h > 0.0) {
        None => String::new(),
        Some(half) => {
            let half = scaled(kind, half);
            let mut places = decimals(kind, scaled(kind, of.unwrap_or(half)));
            if half < 0.5 / [1.0, 10.0, 100.0][places.min(2)] {
                places = (places + 1).min(2);
            }
            format!("±{}", grouped(half, places))
        }
    }
}

/// A share in a table, `82.4 % ±0.3`; other kinds without unit, `118,400 ±320`.
pub fn with_error(record: Option<&Record>) -> String {
    let Some(record) = record else {
        return MISSING.to_owned();
    };
    let mut text = bare(record.mean, &record.unit);
    if text == MISSING {
        return text;
    }
    if kind(&record.unit) == Kind::Share {
        text.push_str(" %");
    }
    let error = plus_minus(record.half_width, record.mean, &record.unit);
    if !error.is_empty() {
        text.push(' ');
        text.push_str(&error);
    }
    text
}

/// A difference with its sign and unit; shares in points: `+4.2 points`, `−1,200 EUR`, `+0.8 s`.
pub fn difference(value: Option<f64>, unit: &Unit, currency: &str) -> String {
    let Some(v) = value.filter(|v| v.is_finite()) else {
        return MISSING.to_owned();
    };
    let kind = kind(unit);
    let v = scaled(kind, v);
    let sign = if v > 0.0 { "+" } else { "" };
    let unit = match kind {
        Kind::Share => " points".to_owned(),
        Kind::Time => " s".to_owned(),
        Kind::Money if !currency.is_empty() => format!(" {currency}"),
        Kind::Money | Kind::Count => String::new(),
    };
    format!("{sign}{}{unit}", grouped(v, decimals(kind, v)))
}

/// A figure's name as people say it: `service_level` → `SL`; where nothing else is said of it, its name with spaces.
pub fn metric(name: &str) -> String {
    if let Some(figure) = figures().find(|figure| figure.name == name && !figure.label.is_empty()) {
        return figure.label.into();
    }
    let words = name.replace('_', " ");
    // Planners count by open days, which these are not.
    match words.strip_suffix(" per day") {
        Some(what) => format!("{what} per calendar day"),
        None => words,
    }
}

/// Metric and scope in words: `SL phone`, `cost per month`.
pub fn figure(record: &Record) -> String {
    let mut text = metric(&record.metric);
    for part in record.scope.split(';').filter(|part| *part != "all") {
        if let Some((_, name)) = part.split_once('=') {
            text.push(' ');
            text.push_str(name);
        }
    }
    text
}

/// Names joined as in speech: `a, b and c`.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// First letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most `room` characters, one of them `…` where the text was cut: in the middle, for names that begin alike often differ in
/// how they end.
pub fn shortened(text: &str, room: usize) -> String {
    let letters = text.chars().count();
    if letters <= room {
        return text.to_owned();
    }
    let kept = room.saturating_sub(1);
    let tail = kept / 2;
    let head: String = text.chars().take(kept - tail).collect();
    let tail: String = text.chars().skip(letters - tail).collect();
    format!("{head}…{tail}")
}

/// The text broken into lines of at most `width` characters; `first` opens the first line and the
/// others are indented by `indent` spaces. Words longer than a line are left whole.
pub fn wrapped(text: &str, first: &str, indent: usize, width: usize) -> String {
    let mut lines = String::new();
    let mut line = first.to_owned();
    let mut used = first.chars().count();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let long = word.chars().count();
        if !empty && used + 1 + long > width {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = " ".repeat(indent);
            used = indent;
            empty = true;
        }
        if !empty {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += long;
        empty = false;
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::{
        Unit, bare, capital, difference, grouped, lever_value, list, metric, plus_minus, value, wrapped,
    };

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(grouped(118_400.0, 0), "118,400");
        assert_eq!(grouped(-0.04, 1), "0.0");
        assert_eq!(grouped(-1_234.5, 1), "−1,234.5");
        let values = ["0.266666667", "200000", "0.25", "20s", "1e-9"].map(lever_value);
        assert_eq!(values, ["0.267", "200,000", "0.25", "20s", "1e-9"]);
        let eur = Unit::money("EUR");
        assert_eq!(value(Some(0.824), &Unit::Share, "EUR"), "82.4 %");
        assert_eq!(value(Some(12.34), &Unit::Seconds, "EUR"), "12.3 s");
        assert_eq!(value(Some(118_400.0), &eur, "EUR"), "118,400 EUR");
        assert_eq!(value(None, &Unit::Share, "EUR"), "–");
        assert_eq!(value(Some(f64::NAN), &Unit::Share, "EUR"), "–");
        assert_eq!(bare(Some(9.418), &eur), "9.42");
        assert_eq!(plus_minus(Some(0.003), Some(0.8), &Unit::Share), "±0.3");
        assert_eq!(plus_minus(Some(0.0003), Some(0.8), &Unit::Share), "±0.03");
        assert_eq!(plus_minus(Some(0.0), Some(0.8), &Unit::Share), "");
        assert_eq!(difference(Some(0.042), &Unit::Share, ""), "+4.2 points");
        assert_eq!(difference(Some(-1200.0), &eur, "EUR"), "−1,200 EUR");
    }

    /// Figures are called as the catalogue says, or by their names.
    #[test]
    fn names_are_said_as_people_say_them() {
        let names = ["service_level", "cost_per_month", "answered_per_day", "from_elsewhere"].map(metric);
        assert_eq!(names, ["SL", "cost per month", "answered per calendar day", "from elsewhere"]);
    }

    #[test]
    fn words_are_joined_and_wrapped() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(capital("éclair"), "Éclair");
        let text = wrapped("one two three four", "- ", 2, 10);
        assert_eq!(text, "- one two\n  three\n  four\n");
    }
}
