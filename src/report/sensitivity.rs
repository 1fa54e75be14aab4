//! How far a threshold moves with other levers: its table and its sentence.
//!
//! In: [`Results`] of the command `threshold`. Out: [`Swing`]s, largest first, and what is said of them: of a threshold that
//! lies outside the range at both ends of a lever, as it does as things stand, nobody knows how far it moves. Must not
//! know: how anything was computed.

use super::table::Table;
use super::threshold::{axis, number, written};
use super::words::{MISSING, grouped, list};
use crate::metrics::catalogue::THRESHOLD;
use crate::study::record::{Record, Results, Status};

/// A lever with the threshold at both its ends.
pub(crate) struct Swing<'a> {
    pub(crate) lever: &'a str,
    /// At its lower end, at its upper end.
    pub(crate) ends: [&'a Record; 2],
    /// How far apart the thresholds of the ends are: infinite where one lies outside the range; `None` where nothing is
    /// known of it.
    pub(crate) span: Option<f64>,
}

/// How far apart the thresholds of two ends are. Where both lie outside the range on the same side, the threshold as things
/// stand tells whether it left the range at all.
fn span([low, high]: [f64; 2], base: f64) -> Option<f64> {
    let apart = |a: f64, b: f64| Some((a - b).abs()).filter(|span| !span.is_nan());
    apart(high, low).or_else(|| apart(high, base))
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
    results.records.iter().find(|record| record.metric == THRESHOLD.name && record.point.is_empty())
}

/// All levers whose ends were looked at, those that move the threshold most first; those of which nothing is known last.
pub(crate) fn swings(results: &Results) -> Vec<Swing<'_>> {
    let ends = || {
        let of = |record: &&Record| record.metric == THRESHOLD.name && !record.point.is_empty();
        results.records.iter().filter(of)
    };
    let lever = |record: &'_ Record| record.point.split_once('=').map_or(0, |(lever, _)| lever.len());
    let now = base(results).map_or(f64::NAN, place);
    let mut swings: Vec<Swing<'_>> = Vec::new();
    for one in ends() {
        let name = &one.point[..lever(one)];
        if swings.iter().any(|swing| swing.lever == name) {
            continue;
        }
        let mut both: Vec<&Record> = ends().filter(|other| &other.point[..lever(other)] == name).collect();
        both.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
        if let [low, high] = both[..] {
            swings.push(Swing { lever: name, ends: [low, high], span: span([low, high].map(place), now) });
        }
    }
    let key = |swing: &Swing<'_>| swing.span.unwrap_or(f64::NEG_INFINITY);
    swings.sort_by(|a, b| key(b).total_cmp(&key(a)).then_with(|| a.lever.cmp(b.lever)));
    swings
}

/// Of swings, largest first: those of which none is known to be smaller than another, and larger than the rest. There are
/// several where the threshold leaves the range with each of them.
pub(crate) fn largest<'a, 'b>(swings: &'b [Swing<'a>]) -> &'b [Swing<'a>] {
    let leaves = |swing: &&Swing<'_>| swing.span == Some(f64::INFINITY);
    let known = swings.iter().filter(|swing| swing.span.is_some()).count();
    &swings[..swings.iter().filter(leaves).count().max(known.min(1))]
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
    // Where nothing is known there is no order.
    let order = if largest(&swings).is_empty() { "" } else { ", largest first" };
    let title = format!(
        "How far the threshold moves, {} (as things stand {}){order}; changes on the same resamples",
        axis(results),
        told(base)
    );
    Some((title, table))
}

/// What moves it most, what leaves the range, and of what nothing is known.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let swings = swings(results);
    let Some(base) = base(results) else { return Vec::new() };
    let words = |swing: &Swing<'_>| {
        let [low, high] = swing.ends;
        let told = |end| told_end(end, base);
        format!("from {} at {} to {} at {}", told(low), value(low), told(high), value(high))
    };
    let (known, unknown): (Vec<&Swing<'_>>, Vec<&Swing<'_>>) =
        swings.iter().partition(|swing| swing.span.is_some());
    let among = if unknown.is_empty() { "Of what may be off" } else { "Of those of which it is known" };
    let mut sentences = Vec::new();
    match largest(&swings) {
        [] => {}
        [most] => {
            sentences.push(format!("{among}, {} moves the threshold most: {}.", most.lever, words(most)));
        }
        several => {
            let each: Vec<String> =
                several.iter().map(|one| format!("{} {}", one.lever, words(one))).collect();
            sentences.push(format!(
                "Several move the threshold out of the range looked at, and which moves it most cannot be told: {}.",
                each.join("; ")
            ));
        }
    }
    if let [_, .., least] = known.as_slice()
        && least.span.is_some_and(f64::is_finite)
    {
        sentences.push(format!("{} moves it least: {}.", least.lever, words(least)));
    }
    sentences.extend(nothing_known(&unknown, known.is_empty()));
    sentences
}

/// Of which levers it is not known how far they move the threshold, and where it lies at both their ends.
fn nothing_known(unknown: &[&Swing<'_>], are_all: bool) -> Option<String> {
    let outside = |swing: &Swing<'_>| told(swing.ends[0]);
    let mut places: Vec<String> = unknown.iter().map(|swing| outside(swing)).collect();
    places.sort();
    places.dedup();
    let levers = |place: &String| -> Vec<&str> {
        unknown.iter().filter(|swing| outside(swing) == *place).map(|swing| swing.lever).collect()
    };
    let each: Vec<String> =
        places.iter().map(|place| format!("{place} with {} at either end", list(&levers(place)))).collect();
    let what = match unknown {
        [] => return None,
        [one] => format!("how far {} moves the threshold", one.lever),
        _ if are_all => "which lever moves the threshold most".into(),
        _ => "how far the others move the threshold".into(),
    };
    Some(format!("Within the range looked at nothing can be told of {what}: it lies {}.", list(&each)))
}

#[cfg(test)]
mod tests {
    use super::{finding, span, swings, table};
    use crate::report::sample::sample;
    use crate::study::record::{Record, Results, Status};

    /// Where a threshold lies: found, below 60,000 or beyond 240,000.
    #[derive(Clone, Copy)]
    enum Lies {
        At(f64),
        Below,
        Beyond,
    }
    use Lies::{At, Below, Beyond};

    fn threshold(point: &str, at: f64, lies: Lies) -> Record {
        let (status, mean, lower, upper) = match lies {
            At(mean) => (Status::Ok, Some(mean), Some(mean - 10.0), Some(mean + 10.0)),
            Below => (Status::Never, None, None, Some(60_000.0)),
            Beyond => (Status::Never, None, Some(240_000.0), None),
        };
        Record {
            staffing: "flow".into(),
            scope: "all".into(),
            metric: "threshold".into(),
            unit: "requests a year".into(),
            point: point.into(),
            at: (!point.is_empty()).then_some(at),
            mean,
            lower,
            upper,
            status,
            ..Record::default()
        }
    }

    /// A threshold as things stand, and levers with that at their ends 1 and 2.
    fn found(base: Lies, levers: &[(&str, [Lies; 2])]) -> Results {
        let mut records = vec![threshold("", 0.0, base)];
        for (lever, [low, high]) in levers {
            records.push(threshold(&format!("{lever}=1"), 1.0, *low));
            records.push(threshold(&format!("{lever}=2"), 2.0, *high));
        }
        Results { records, ..sample() }
    }

    #[test]
    fn how_far_apart_two_thresholds_are() {
        let (below, beyond) = (f64::NEG_INFINITY, f64::INFINITY);
        assert_eq!(span([100.0, 130.0], 110.0), Some(30.0));
        assert_eq!(span([100.0, beyond], 110.0), Some(beyond));
        assert_eq!(span([below, beyond], below), Some(beyond));
        // It was in the range as things stand, and is not with either end; or it never was.
        assert_eq!(span([below, below], 110.0), Some(beyond));
        assert_eq!(span([below, below], below), None);
    }

    #[test]
    fn what_is_not_known_is_not_ranked() {
        let all = found(Below, &[("b.two", [Below, Below]), ("a.one", [Below, Below])]);
        assert_eq!(
            finding(&all),
            [
                "Within the range looked at nothing can be told of which lever moves the threshold most: it lies below 60,000 \
              with a.one and b.two at either end."
            ]
        );
        let title = |results| table(results).expect("a table").0;
        assert!(!title(&all).contains("largest first"), "{}", title(&all));
        let some = found(
            Below,
            &[
                ("a.one", [Below, Below]),
                ("b.two", [Below, At(80_000.0)]),
                ("c.three", [At(70_000.0), At(90_000.0)]),
            ],
        );
        let order: Vec<&str> = swings(&some).iter().map(|swing| swing.lever).collect();
        assert_eq!(order, ["b.two", "c.three", "a.one"]);
        assert!(title(&some).contains("largest first"));
        assert_eq!(
            finding(&some),
            [
                "Of those of which it is known, b.two moves the threshold most: from below 60,000 at 1 to 80,000 at 2.",
                "c.three moves it least: from 70,000 at 1 to 90,000 at 2.",
                "Within the range looked at nothing can be told of how far a.one moves the threshold: it lies below 60,000 \
                 with a.one at either end."
            ]
        );
    }

    /// Two levers with which the threshold leaves the range: which of them moves it further, nobody knows.
    #[test]
    fn of_those_that_leave_the_range_none_is_the_largest() {
        let results = found(
            At(100_000.0),
            &[
                ("a.one", [Below, At(120_000.0)]),
                ("b.two", [Beyond, Beyond]),
                ("c.three", [At(90_000.0), At(110_000.0)]),
            ],
        );
        assert_eq!(
            finding(&results),
            [
                "Several move the threshold out of the range looked at, and which moves it most cannot be told: a.one from \
                 below 60,000 at 1 to 120,000 at 2; b.two from beyond 240,000 at 1 to beyond 240,000 at 2.",
                "c.three moves it least: from 90,000 at 1 to 110,000 at 2."
            ]
        );
        let alone = found(At(100_000.0), &[("c.three", [At(90_000.0), At(110_000.0)])]);
        assert_eq!(
            finding(&alone),
            ["Of what may be off, c.three moves the threshold most: from 90,000 at 1 to 110,000 at 2."]
        );
    }
}
