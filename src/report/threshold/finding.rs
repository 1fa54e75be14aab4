//! What a threshold comes to, in sentences.
//!
//! In: [`Results`] of the command `threshold`. Out: sentences, the first of which states the finding. Must not know: tables,
//! how anything was computed.

use super::numbers::{half_width, rounded, value_of, written};
use super::{axis, curve, lever, metric, there};
use crate::math::more;
use crate::metrics::catalogue::{
    AT_GOAL, CROSSING, FIRST_WHERE_LESS, LAST_WHERE_NOT_LESS, THRESHOLD, THRESHOLD_WHOLE_PEOPLE, Unit,
};
use crate::report::words::{self, MISSING, decimals, grouped, kind, list, scaled};
use crate::study::record::{Record, Results, Status};

/// A record about the threshold as things stand.
fn of_threshold<'a>(results: &'a Results, metric: &str) -> Option<&'a Record> {
    results.records.iter().find(|record| record.metric == metric && record.point.is_empty())
}

/// Whether between the last sure value at which one has not less and the first at which it has lie others, whose sizes are
/// undecided.
fn is_open(results: &Results, (last, from): (f64, f64)) -> bool {
    let [_, second] = results.provenance.staffings.as_slice() else { return false };
    let values = curve(results, second, metric(results));
    values.iter().filter_map(|record| record.at).any(|at| last < at && at < from)
}

/// The threshold of whole people, where it is known and not what the headline's interval is about.
pub(crate) fn of_whole_people(results: &Results) -> Option<f64> {
    let find = |metric: &str| of_threshold(results, metric);
    let threshold = find(THRESHOLD.name).filter(|record| record.status == Status::Ok)?;
    let whole = find(THRESHOLD_WHOLE_PEOPLE.name)?.mean?;
    let slack = 1e-9 * whole.abs();
    let inside = threshold.lower.is_none_or(|lower| lower <= whole + slack)
        && threshold.upper.is_none_or(|upper| whole <= upper + slack);
    let sure = (find(LAST_WHERE_NOT_LESS.name)?.mean?, find(FIRST_WHERE_LESS.name)?.mean?);
    (!inside && !is_open(results, sure)).then_some(whole)
}

/// A value of the lever with what it is of: `12,000 requests a year`, `sites.far.hourly_cost = 24.28`.
fn with_lever(results: &Results, value: &str) -> String {
    match lever(results) {
        "demand.volume" => format!("{value} {}", axis(results)),
        other => format!("{other} = {value}"),
    }
}

/// By how much the second has more than the first at each value, where the threshold is taken: where people are
/// divisible, if they are sized.
fn apart(results: &Results, names: [&str; 2]) -> Vec<(f64, f64)> {
    let of = |metric: &str| names.map(|name| curve(results, name, metric));
    let [mut first, mut second] = of(AT_GOAL.name);
    if first.is_empty() {
        [first, second] = of(metric(results));
    }
    let apart = |one: &&Record| Some((one.at?, more(there(&second, one)?.mean?, one.mean?)));
    first.iter().filter_map(apart).collect()
}

/// Where the curves cross, in order, if they do so several times.
fn crossings(results: &Results) -> Vec<f64> {
    let mut crossings: Vec<&Record> =
        results.records.iter().filter(|record| record.metric == CROSSING.name).collect();
    crossings.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
    crossings.into_iter().filter_map(|record| record.mean).collect()
}

/// What was found, in sentences; the first states it.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let [first, second] = results.provenance.staffings.as_slice() else { return Vec::new() };
    let Some(threshold) = of_threshold(results, THRESHOLD.name) else { return Vec::new() };
    let half = half_width(threshold);
    let number = |value: f64| rounded(value, half, &threshold.unit);
    let at = |value: f64| with_lever(results, &number(value));
    let what = words::metric(metric(results));
    // Who has less beyond the threshold, and who before it.
    let turned = threshold.staffing == *first;
    let (later, sooner) = if turned { (first, second) } else { (second, first) };
    let crossings: Vec<String> =
        crossings(results).into_iter().map(|value| written(value, &threshold.unit)).collect();
    let ends = curve(results, second, metric(results));
    let apart = apart(results, [first, second]);
    // At an end of the range the two may be equal, and only on one side of the threshold one of them has less.
    let unequal = |side: fn(&f64, &f64) -> bool| {
        let of = |mean| apart.iter().any(|(at, apart)| side(at, &mean) && *apart != 0.0);
        threshold.mean.is_none_or(of)
    };
    let (before, after) = (unequal(f64::lt), unequal(f64::gt));
    let (is_tie_at_start, is_tie_at_end) = (!before && after, before && !after);
    let mut sentences = Vec::new();
    match (threshold.status, threshold.mean) {
        (Status::Ok, Some(mean)) => {
            let ends = interval(threshold, number);
            let whole = of_whole_people(results).map(|whole| written(whole, &threshold.unit));
            let whole = whole.map_or(String::new(), |whole| format!("; with whole people it is {whole}"));
            sentences.push(if is_tie_at_start {
                format!(
                    "{first} and {second} have the same {what} at {}; beyond it {later} has less than {sooner} (95 % sure: \
                     {ends}){whole}.",
                    at(mean)
                )
            } else if is_tie_at_end {
                format!(
                    "Up to {}, {sooner} has less {what} than {later}; there they have the same (95 % sure: {ends}){whole}.",
                    at(mean)
                )
            } else if turned && crossings.len() < 2 {
                format!(
                    "Up to {}, {sooner} has less {what} than {later}, beyond it {later} has less (95 % sure: {ends}){whole}.",
                    at(mean)
                )
            } else {
                let last = match crossings.len() {
                    0 | 1 => ",".to_owned(),
                    several => format!(", the last of {several} crossings,"),
                };
                format!("From {} on{last} {later} has less {what} than {sooner} (95 % sure: {ends}){whole}.", at(mean))
            });
        }
        _ if !ends.is_empty() && ends.iter().all(|record| record.difference == Some(0.0)) => {
            return vec![format!("{first} and {second} have the same {what} in all of this range.")];
        }
        _ => sentences.push(beyond_the_range(results, threshold, (later, sooner), &ends)),
    }
    let equal = apart.iter().filter(|(at, apart)| *apart == 0.0 && Some(*at) != threshold.mean);
    let equal: Vec<String> = equal.map(|(at, _)| written(*at, &threshold.unit)).collect();
    if !equal.is_empty() {
        let equal = list(&equal);
        sentences.push(match threshold.status {
            Status::Ok => format!("They have the same {what} at {equal}, too."),
            _ => format!("Only at {equal} they have the same {what}."),
        });
    }
    if crossings.len() > 1 {
        sentences.push(format!("The curves cross {} times: at {}.", crossings.len(), list(&crossings)));
    }
    sentences.extend(with_whole_people(results, threshold, &ends));
    let whose = if turned || is_tie_at_start || is_tie_at_end || !equal.is_empty() { second } else { "it" };
    sentences.extend(at_the_ends(&ends, whose));
    sentences
}

/// The interval of a threshold: `between 12,500 and 15,400`.
fn interval(threshold: &Record, number: impl Fn(f64) -> String) -> String {
    match (threshold.lower, threshold.upper) {
        (Some(lower), Some(upper)) => format!("between {} and {}", number(lower), number(upper)),
        (Some(lower), None) => format!("above {}, with no upper end in this range", number(lower)),
        (None, Some(upper)) => format!("below {}, with no lower end in this range", number(upper)),
        (None, None) => "anywhere: the replications do not tell".into(),
    }
}

/// By how much the second differs at both ends of the range.
fn at_the_ends(ends: &[&Record], whose: &str) -> Option<String> {
    let (low, high) = (ends.first()?, ends.last()?);
    let share = |record: &Record| {
        let difference = record.difference?;
        let base = record.mean? - difference;
        // Of a loss, or of nothing, no share can be told.
        if base <= 0.0 {
            return Some(difference_words(difference, &record.unit));
        }
        Some(format!(
            "{} ({}{} %)",
            difference_words(difference, &record.unit),
            if difference > 0.0 { "+" } else { "" },
            grouped(100.0 * difference / base, 1)
        ))
    };
    let (at_low, at_high) = (share(low)?, share(high)?);
    Some(format!("At {} {whose} differs by {at_low}, at {} by {at_high}.", value_of(low), value_of(high)))
}

/// What is said where the two do not cross in the range.
fn beyond_the_range(
    results: &Results,
    threshold: &Record,
    (later, sooner): (&String, &String),
    ends: &[&Record],
) -> String {
    let what = words::metric(metric(results));
    let (lower, upper) = (threshold.lower, threshold.upper);
    let values = || ends.iter().filter_map(|record| record.at);
    // An end of the interval that is no end of the range: in some resamples they cross in it.
    let is_inside = |end: f64| values().any(|at| at < end) && values().any(|at| at > end);
    let at = |end: Option<f64>| {
        end.map_or(MISSING.into(), |end| with_lever(results, &written(end, &threshold.unit)))
    };
    match (lower, upper) {
        (None, Some(end)) if is_inside(end) => format!(
            "{later} has less {what} than {sooner} at all values looked at, but not surely: a threshold below {} is not \
             ruled out (95 %).",
            at(upper)
        ),
        (None, Some(_)) => format!(
            "{later} has less {what} than {sooner} in all of this range: if there is a threshold, it lies below {}.",
            at(upper)
        ),
        (Some(end), _) if is_inside(end) => format!(
            "{later} has nowhere less {what} than {sooner} at the values looked at, but not surely: a threshold beyond {} \
             is not ruled out (95 %).",
            at(lower)
        ),
        _ => format!(
            "{later} has nowhere less {what} than {sooner} in this range: if there is a threshold, it lies beyond {}.",
            at(lower)
        ),
    }
}

/// What becomes of a threshold where people come whole, as in the table; nothing where it is of whole people already, or
/// they change nothing.
fn with_whole_people(results: &Results, threshold: &Record, ends: &[&Record]) -> Option<String> {
    let find = |metric: &str| of_threshold(results, metric);
    let number = |value: f64| written(value, &threshold.unit);
    let mean = |record: Option<&Record>| record.and_then(|record| record.mean);
    let whole = find(THRESHOLD_WHOLE_PEOPLE.name)?;
    let later = &threshold.staffing;
    let said = if threshold.status == Status::Ok {
        match (whole.mean, mean(find(FIRST_WHERE_LESS.name)), mean(find(LAST_WHERE_NOT_LESS.name))) {
            (Some(_), Some(from), Some(last)) => {
                let crossing =
                    if is_open(results, (last, from)) { "where they cross last is undecided: " } else { "" };
                format!(
                    "{crossing}of the values looked at, {later} has less from {} on, and not yet at {}.",
                    number(from),
                    number(last)
                )
            }
            (_, Some(from), None) => {
                format!("{later} has less at every value that is sure, from {} on.", number(from))
            }
            (_, None, Some(last)) => {
                format!("{later} has no less at any value that is sure, up to {}.", number(last))
            }
            _ => "nothing is sure: at every value the size of one or the other is undecided (?).".to_owned(),
        }
    } else {
        // Who has less all along, or nowhere, by fractions of people, has it otherwise with whole ones at these values.
        let has_less = threshold.upper.is_some() && threshold.lower.is_none();
        let turned = *later == results.provenance.staffings[0];
        let other = |record: &&&Record| {
            record.difference.is_some_and(|more| {
                let less = if turned { more } else { -more };
                (less > 0.0) != has_less
            })
        };
        let values: Vec<String> = ends.iter().filter(other).map(|record| value_of(record)).collect();
        if values.is_empty() {
            return None;
        }
        format!("{later} has {} at {}.", if has_less { "no less" } else { "less" }, list(&values))
    };
    Some(format!(
        "That counts people by fractions, as many as just meet the goals. With whole people, as in the table, {said}"
    ))
}

fn difference_words(value: f64, unit: &Unit) -> String {
    let of = kind(unit);
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", grouped(scaled(of, value), decimals(of, scaled(of, value))))
}
