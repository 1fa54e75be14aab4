//! The page of a threshold: two staffings along a lever, and where they tie.
//!
//! In: [`Results`] of the command `threshold`. Out: text in the [`Style`] asked for. Must not know: how anything was
//! computed.

use super::page::Said;
use super::sensitivity;
use super::style::Style;
use super::table::Table;
use super::words::{Kind, MISSING, bare, difference, figure, grouped, kind, scaled, with_error};
use crate::math::more;
use crate::study::record::{Record, Results, Status};
use crate::time::{SECOND, Span, format_span};

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    said(results).page(results, style)
}

fn said(results: &Results) -> Said {
    let mut tables = tables(results);
    tables.extend(sensitivity::table(results));
    let mut finding = finding(results);
    finding.extend(sensitivity::finding(results));
    Said { tables, below: String::new(), file: String::new(), finding }
}

/// The curve of a staffing, along the lever.
pub(crate) fn curve<'a>(results: &'a Results, staffing: &str, metric: &str) -> Vec<&'a Record> {
    let of = |record: &&Record| {
        record.staffing == staffing
            && record.metric == metric
            && !record.point.is_empty()
            && record.at.is_some()
            && record.mean.is_some()
    };
    let mut curve: Vec<&Record> = results.records.iter().filter(of).collect();
    curve.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
    curve
}

/// The record of another curve at the same value.
fn there<'a>(curve: &[&'a Record], record: &Record) -> Option<&'a Record> {
    curve.iter().copied().find(|other| other.at == record.at)
}

/// The second staffing along the lever; not the threshold itself at the ends of other levers.
fn along(results: &Results) -> Option<&Record> {
    let of = |record: &&Record| {
        record.difference.is_some() && !record.point.is_empty() && record.metric != "threshold"
    };
    results.records.iter().find(of)
}

/// The metric that the two are compared on.
pub(crate) fn metric(results: &Results) -> &str {
    along(results).map_or("", |record| record.metric.as_str())
}

/// The lever.
pub(crate) fn lever(results: &Results) -> &str {
    along(results).and_then(|record| record.point.split_once('=')).map_or("", |(lever, _)| lever)
}

/// What the lever is called on an axis.
pub(crate) fn axis(results: &Results) -> String {
    match lever(results) {
        "demand.volume" => "requests a year".into(),
        other => other.into(),
    }
}

fn value_of(record: &Record) -> String {
    let text = record.point.split_once('=').map_or("", |(_, value)| value);
    text.parse::<f64>().map_or_else(|_| text.to_string(), number)
}

pub(crate) fn number(value: f64) -> String {
    grouped(value, if value.fract().abs() < 1e-9 || value.abs() >= 1000.0 { 0 } else { 2 })
}

/// A value of the lever as people write it, by the unit of its records: durations as the file has them.
pub(crate) fn written(value: f64, unit: &str) -> String {
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
pub(crate) fn rounded(value: f64, half_width: f64, unit: &str) -> String {
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

/// The threshold of whole people, where it is known and not what the headline's interval is about.
pub(crate) fn of_whole_people(results: &Results) -> Option<f64> {
    let find = |metric: &str| {
        results.records.iter().find(|record| record.metric == metric && record.point.is_empty())
    };
    let threshold = find("threshold").filter(|record| record.status == Status::Ok)?;
    let whole = find("threshold_whole_people")?.mean?;
    let slack = 1e-9 * whole.abs();
    let inside = threshold.lower.is_none_or(|lower| lower <= whole + slack)
        && threshold.upper.is_none_or(|upper| whole <= upper + slack);
    let (from, last) = (find("first_where_less")?.mean?, find("last_where_not_less")?.mean?);
    let [_, second] = results.provenance.staffings.as_slice() else { return None };
    // Between the two lie values at which sizes are undecided.
    let ends = curve(results, second, metric(results));
    let is_open = ends.iter().filter_map(|record| record.at).any(|at| last < at && at < from);
    (!inside && !is_open).then_some(whole)
}

/// A value of the lever with what it is of: `12,000 requests a year`, `sites.far.hourly_cost = 24.28`.
fn with_lever(results: &Results, value: &str) -> String {
    match lever(results) {
        "demand.volume" => format!("{value} {}", axis(results)),
        other => format!("{other} = {value}"),
    }
}

fn tables(results: &Results) -> Vec<(String, Table)> {
    let [first, second] = results.provenance.staffings.as_slice() else { return Vec::new() };
    let metric = metric(results);
    let (ours, theirs) = (curve(results, first, metric), curve(results, second, metric));
    let people = [first, second].map(|name| curve(results, name, "agents"));
    let mut heads = vec![if lever(results) == "demand.volume" { "volume".into() } else { "value".into() }];
    let with_people = metric != "agents" && people.iter().all(|people| !people.is_empty());
    for name in [first, second] {
        if with_people {
            heads.push(format!("{name}\nagents"));
        }
        heads.push(format!("{name}\n{}", ours.first().map_or(String::new(), |record| record.unit.clone())));
    }
    heads.push(format!("{second}\nless {first}"));
    let mut table = Table::new(1, heads);
    for (one, other) in ours.iter().filter_map(|one| Some((one, there(&theirs, one)?))) {
        let mut row = vec![value_of(one)];
        for (people, record) in people.iter().zip([one, other]) {
            if with_people {
                row.push(there(people, one).map_or(MISSING.into(), |agents| bare(agents.mean, "people")));
            }
            let mark = match record.status {
                Status::Undecided => " ?",
                Status::Never => " ✗",
                _ => "",
            };
            row.push(with_error(Some(record)) + mark);
        }
        row.push(told_difference(other));
        table.row(row);
    }
    let is_sized = !curve(results, first, "at_goal").is_empty();
    let sized = if is_sized { ", with the cheapest people that meet all goals" } else { "" };
    let name = ours.first().map_or(String::new(), |record| figure(record));
    let title = format!("{} by {}{sized}", super::words::capital(&name), axis(results));
    if table.is_empty() { Vec::new() } else { vec![(title, table)] }
}

/// A difference with its interval: `−1,200 (−1,350 to −1,050)`; one that covers zero says so.
fn told_difference(record: &Record) -> String {
    let text = difference(record.difference, &record.unit, "");
    let (Some(lower), Some(upper)) = (record.difference_lower, record.difference_upper) else { return text };
    if lower <= 0.0 && upper >= 0.0 && lower < upper { text + " ?" } else { text }
}

/// By how much the second has more than the first at each value, where the threshold is taken: where people are
/// divisible, if they are sized.
fn apart(results: &Results, names: [&str; 2]) -> Vec<(f64, f64)> {
    let of = |metric: &str| names.map(|name| curve(results, name, metric));
    let [mut first, mut second] = of("at_goal");
    if first.is_empty() {
        [first, second] = of(metric(results));
    }
    let apart = |one: &&Record| Some((one.at?, more(there(&second, one)?.mean?, one.mean?)));
    first.iter().filter_map(apart).collect()
}

/// Where the curves cross, in order, if they do so several times.
fn crossings(results: &Results) -> Vec<f64> {
    let mut crossings: Vec<&Record> =
        results.records.iter().filter(|record| record.metric == "crossing").collect();
    crossings.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
    crossings.into_iter().filter_map(|record| record.mean).collect()
}

/// What was found, in sentences; the first states it.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let [first, second] = results.provenance.staffings.as_slice() else { return Vec::new() };
    let find = |metric: &str| {
        results.records.iter().find(|record| record.metric == metric && record.point.is_empty())
    };
    let Some(threshold) = find("threshold") else { return Vec::new() };
    let half = half_width(threshold);
    let number = |value: f64| rounded(value, half, &threshold.unit);
    let at = |value: f64| with_lever(results, &number(value));
    let what = super::words::metric(metric(results));
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
            let ends = match (threshold.lower, threshold.upper) {
                (Some(lower), Some(upper)) => format!("between {} and {}", number(lower), number(upper)),
                (Some(lower), None) => format!("above {}, with no upper end in this range", number(lower)),
                (None, Some(upper)) => format!("below {}, with no lower end in this range", number(upper)),
                (None, None) => "anywhere: the replications do not tell".into(),
            };
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
        let equal = super::words::list(&equal);
        sentences.push(match threshold.status {
            Status::Ok => format!("They have the same {what} at {equal}, too."),
            _ => format!("Only at {equal} they have the same {what}."),
        });
    }
    if crossings.len() > 1 {
        sentences.push(format!(
            "The curves cross {} times: at {}.",
            crossings.len(),
            super::words::list(&crossings)
        ));
    }
    sentences.extend(with_whole_people(results, threshold, &ends));
    if let (Some(low), Some(high)) = (ends.first(), ends.last()) {
        let share = |record: &Record| {
            let difference = record.difference?;
            let base = record.mean? - difference;
            if base == 0.0 {
                return Some(difference_words(difference, &record.unit));
            }
            Some(format!(
                "{} ({}{} %)",
                difference_words(difference, &record.unit),
                if difference > 0.0 { "+" } else { "" },
                grouped(100.0 * difference / base, 1)
            ))
        };
        if let (Some(at_low), Some(at_high)) = (share(low), share(high)) {
            sentences.push(format!(
                "At {} {} differs by {at_low}, at {} by {at_high}.",
                value_of(low),
                if turned || is_tie_at_start || is_tie_at_end || !equal.is_empty() { second } else { "it" },
                value_of(high)
            ));
        }
    }
    sentences
}

/// What is said where the two do not cross in the range.
fn beyond_the_range(
    results: &Results,
    threshold: &Record,
    (later, sooner): (&String, &String),
    ends: &[&Record],
) -> String {
    let what = super::words::metric(metric(results));
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
    let find = |metric: &str| {
        results.records.iter().find(|record| record.metric == metric && record.point.is_empty())
    };
    let number = |value: f64| written(value, &threshold.unit);
    let mean = |record: Option<&Record>| record.and_then(|record| record.mean);
    let whole = find("threshold_whole_people")?;
    let later = &threshold.staffing;
    let said = if threshold.status == Status::Ok {
        match (whole.mean, mean(find("first_where_less")), mean(find("last_where_not_less"))) {
            (Some(_), Some(from), Some(last)) => {
                // Between the two lie values at which sizes are undecided.
                let is_open = ends.iter().filter_map(|record| record.at).any(|at| last < at && at < from);
                let crossing = if is_open { "where they cross last is undecided: " } else { "" };
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
            _ => "no crossing is sure in this range.".to_owned(),
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
        format!(
            "{later} has {} at {}.",
            if has_less { "no less" } else { "less" },
            super::words::list(&values)
        )
    };
    Some(format!(
        "That counts people by fractions, as many as just meet the goals. With whole people, as in the table, {said}"
    ))
}

fn difference_words(value: f64, unit: &str) -> String {
    let of = kind(unit);
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}", grouped(scaled(of, value), super::words::decimals(of, scaled(of, value))))
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
            assert_eq!(rounded(value, half, unit), told, "{value} {half}");
        }
    }
}
