//! How far a threshold moves with other levers: its table and its sentence.
//!
//! In: [`Results`] of the command `threshold`. Out: [`Swing`]s, largest first, and what is said of them. Must not know: how
//! anything was computed.

use super::table::Table;
use super::threshold::{axis, number, written};
use super::words::{MISSING, grouped};
use crate::study::record::{Record, Results, Status};

/// A lever with the threshold at both its ends.
pub(crate) struct Swing<'a> {
    pub(crate) lever: &'a str,
    /// At its lower end, at its upper end.
    pub(crate) ends: [&'a Record; 2],
}

impl Swing<'_> {
    /// How far apart the thresholds of the ends are; infinite where one of them lies outside the range.
    pub(crate) fn span(&self) -> f64 {
        let [low, high] = self.ends.map(place);
        let span = (high - low).abs();
        // Both ends outside the range, on the same side.
        if span.is_nan() { 0.0 } else { span }
    }
}

/// Where the threshold of an end lies: infinitely far where it lies outside the range that was searched.
pub(crate) fn place(record: &Record) -> f64 {
    match (record.status, record.mean) {
        (Status::Ok, Some(mean)) => mean,
        _ if is_below(record) => f64::NEG_INFINITY,
        _ => f64::INFINITY,
    }
}

/// Whether a threshold that was not found lies below the range, rather than beyond it.
fn is_below(record: &Record) -> bool {
    record.upper.is_some() && record.lower.is_none()
}

/// The value of the lever at an end, as people write it.
pub(crate) fn value(record: &Record) -> String {
    let text = record.point.split_once('=').map_or("", |(_, value)| value);
    text.parse::<f64>().map_or_else(|_| text.to_string(), number)
}

/// The threshold as things stand.
pub(crate) fn base(results: &Results) -> Option<&Record> {
    results.records.iter().find(|record| record.metric == "threshold" && record.point.is_empty())
}

/// All levers whose ends were looked at, those that move the threshold most first.
pub(crate) fn swings(results: &Results) -> Vec<Swing<'_>> {
    let ends = || {
        let of = |record: &&Record| record.metric == "threshold" && !record.point.is_empty();
        results.records.iter().filter(of)
    };
    let lever = |record: &'_ Record| record.point.split_once('=').map_or(0, |(lever, _)| lever.len());
    let mut swings: Vec<Swing<'_>> = Vec::new();
    for one in ends() {
        let name = &one.point[..lever(one)];
        if swings.iter().any(|swing| swing.lever == name) {
            continue;
        }
        let mut both: Vec<&Record> = ends().filter(|other| &other.point[..lever(other)] == name).collect();
        both.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
        if let [low, high] = both[..] {
            swings.push(Swing { lever: name, ends: [low, high] });
        }
    }
    swings.sort_by(|a, b| b.span().total_cmp(&a.span()).then_with(|| a.lever.cmp(b.lever)));
    swings
}

/// The threshold of an end in words: `10,768`, `beyond 40,000`.
pub(crate) fn told(record: &Record) -> String {
    let number = |value: f64| written(value, &record.unit);
    match (record.status, record.mean) {
        (Status::Ok, Some(mean)) => number(mean),
        _ if is_below(record) => format!("below {}", record.upper.map_or(MISSING.into(), number)),
        _ => format!("beyond {}", record.lower.map_or(MISSING.into(), number)),
    }
}

/// The same at an end of another lever: where there the other staffing has less beyond it, that is said.
pub(crate) fn told_end(record: &Record, base: &Record) -> String {
    let turned = record.status == Status::Ok && record.staffing != base.staffing;
    told(record) + &if turned { format!(", {} beyond", record.staffing) } else { String::new() }
}

/// `9,900 to 11,800`; an end that runs out of the range is open.
fn between(lower: Option<f64>, upper: Option<f64>, write: impl Fn(f64) -> String) -> String {
    match (lower, upper) {
        (Some(lower), Some(upper)) => format!("{} to {}", write(lower), write(upper)),
        (Some(lower), None) => format!("above {}", write(lower)),
        (None, Some(upper)) => format!("below {}", write(upper)),
        (None, None) => MISSING.into(),
    }
}

/// A change with its sign; of large thresholds without decimals.
fn signed(value: f64, of: f64) -> String {
    let decimals = if value.fract().abs() < 1e-9 || of.abs() >= 100.0 { 0 } else { 2 };
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", grouped(value, decimals))
}

/// Characters of a lever's path in the table.
const NAME: usize = 24;

/// Paths of levers, long ones without their beginning where that leaves them different.
fn names(swings: &[Swing<'_>]) -> Vec<String> {
    let short = |lever: &str| {
        let mut text = lever.to_string();
        let mut rest = lever;
        while text.chars().count() > NAME
            && let Some((_, below)) = rest.split_once('.')
        {
            rest = below;
            text = format!("…{rest}");
        }
        text
    };
    let names: Vec<String> = swings.iter().map(|swing| short(swing.lever)).collect();
    let twice = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let each = swings.iter().zip(&names);
    each.map(|(swing, name)| if twice(name) { swing.lever.into() } else { name.clone() }).collect()
}

/// Both ends of every lever.
pub(crate) fn table(results: &Results) -> Option<(String, Table)> {
    let swings = swings(results);
    let base = base(results).filter(|_| !swings.is_empty())?;
    let size = base.mean.or(base.lower).or(base.upper).unwrap_or_default();
    let signed = |value: f64| signed(value, size);
    let heads = ["lever", "threshold\nthere", "95 %\ninterval", "change", "95 %\nof the change"];
    let mut table = Table::new(1, heads.map(String::from).to_vec());
    for (swing, name) in swings.iter().zip(names(&swings)) {
        // The lever, and its ends below it.
        table.row(vec![name, String::new(), String::new(), String::new(), String::new()]);
        for end in swing.ends {
            let found = end.status == Status::Ok && end.mean.is_some();
            let (lower, upper) = (end.difference_lower, end.difference_upper);
            let unsure = lower.is_none_or(|lower| lower <= 0.0) && upper.is_none_or(|upper| upper >= 0.0);
            let change = end.difference.map_or(MISSING.into(), signed);
            table.row(vec![
                format!("  at {}", value(end)),
                told_end(end, base),
                if found {
                    between(end.lower, end.upper, |value| written(value, &end.unit))
                } else {
                    MISSING.into()
                },
                if end.difference.is_some() && unsure { change + " ?" } else { change },
                end.difference.map_or(MISSING.into(), |_| between(lower, upper, signed)),
            ]);
        }
    }
    let title = format!(
        "How far the threshold moves, {} (as things stand {}), largest first; changes on the same resamples",
        axis(results),
        told(base)
    );
    Some((title, table))
}

/// What moves it most, and what leaves the range.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let swings = swings(results);
    let (Some(most), Some(base)) = (swings.first(), base(results)) else { return Vec::new() };
    let words = |swing: &Swing<'_>| {
        let [low, high] = swing.ends;
        let told = |end| told_end(end, base);
        format!("from {} at {} to {} at {}", told(low), value(low), told(high), value(high))
    };
    let mut sentences =
        vec![format!("Of what may be off, {} moves the threshold most: {}.", most.lever, words(most))];
    if let [_, .., least] = swings.as_slice() {
        sentences.push(format!("{} moves it least: {}.", least.lever, words(least)));
    }
    sentences
}
