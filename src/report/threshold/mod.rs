//! The page of a threshold: two staffings along a lever, and where they tie.
//!
//! In: [`Results`] of the command `threshold`. Out: text in the [`Style`] asked for. Must not know: how anything was
//! computed.
//!
//! | file | holds |
//! |---|---|
//! | `finding` | sentences |
//! | `numbers` | values of levers in words |

mod finding;
mod numbers;

pub(crate) use self::finding::{finding, of_whole_people};
use self::numbers::value_of;
pub(crate) use self::numbers::{half_width, number, rounded, written};
use super::page::{Said, Told};
use super::sensitivity;
use super::style::Style;
use super::table::Table;
use super::words::{MISSING, bare, difference, figure, with_error};
use crate::metrics::catalogue::{AGENTS, AT_GOAL, THRESHOLD, Unit};
use crate::study::record::{Record, Results, Status};

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    said(results).page(results, style)
}

fn said(results: &Results) -> Said {
    let mut tables = tables(results);
    tables.extend(sensitivity::table(results));
    let mut finding = finding(results);
    finding.extend(sensitivity::finding(results));
    Said { tables, below: String::new(), file: String::new(), finding: Told::sentences(finding) }
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
        record.difference.is_some() && !record.point.is_empty() && record.metric != THRESHOLD.name
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

fn tables(results: &Results) -> Vec<(String, Table)> {
    let [first, second] = results.provenance.staffings.as_slice() else { return Vec::new() };
    let metric = metric(results);
    let (ours, theirs) = (curve(results, first, metric), curve(results, second, metric));
    let people = [first, second].map(|name| curve(results, name, AGENTS.name));
    let mut heads = vec![if lever(results) == "demand.volume" { "volume".into() } else { "value".into() }];
    let with_people = metric != AGENTS.name && people.iter().all(|people| !people.is_empty());
    for name in [first, second] {
        if with_people {
            heads.push(format!("{name}\nagents"));
        }
        heads.push(format!(
            "{name}\n{}",
            ours.first().map_or(String::new(), |record| record.unit.to_string())
        ));
    }
    heads.push(format!("{second}\nless {first}"));
    let mut table = Table::new(1, heads);
    for (one, other) in ours.iter().filter_map(|one| Some((one, there(&theirs, one)?))) {
        let mut row = vec![value_of(one)];
        for (people, record) in people.iter().zip([one, other]) {
            if with_people {
                row.push(
                    there(people, one).map_or(MISSING.into(), |agents| bare(agents.mean, &Unit::People)),
                );
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
    let is_sized = !curve(results, first, AT_GOAL.name).is_empty();
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
