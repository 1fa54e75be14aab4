//! What may be said of a knock-out, in sentences.
//!
//! In: [`Results`]. Out: sentences, each of which the records establish. Must not know: tables.

use std::fmt::Write as _;

use super::tables::pairs;
use super::{HANDLE_TIME, Lost, SERVICE, called, people, ranked_by, without};
use crate::math::counted;
use crate::metrics::catalogue::{
    APART_FROM_MOST_MISSED, BUS_FACTOR_SERVICE, DAYS_TO_RECOVER, KNOWLEDGE_FACTOR,
    SERVICE_LEVEL_ABOVE_LOWEST, SERVICE_LEVEL_BY_DAY, Unit, VALUE_AT_STAKE, VALUE_MISSING_SERVICE,
    VALUE_SLOWER,
};
use crate::report::words::{bare, difference, grouped, list, value};
use crate::study::record::{Record, Results, Status, Verdict};

/// What may be said, a sentence each.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let people = people(results);
    let provenance = &results.provenance;
    let staffing = provenance.staffings.first().map_or("", String::as_str);
    let Some(first) = people.first() else { return vec!["There is nobody to lose.".into()] };
    let felt = people.iter().filter(|lost| lost.is_felt()).count();
    let with = |verdict: Verdict| people.iter().filter(|lost| lost.figure.verdict == Some(verdict)).count();
    let (small, open) = (with(Verdict::NoDifference), with(Verdict::Undecided));
    let ranking = ranked_by(results);
    let name = called(ranking);
    let currency = &provenance.currency;
    if felt == 0 {
        // What is undecided may be felt all the same.
        let known = if open == 0 { "felt" } else { "established to be felt" };
        let text = format!("Nobody's loss is {known} in {staffing}: {}", why_nobody(results, &people));
        let beside = teams(results).into_iter().chain(beside_service(results, &people));
        return std::iter::once(text).chain(beside).chain(by_service(results)).collect();
    }
    let figure = first.figure;
    let near: Vec<&str> =
        people[1..].iter().filter(|lost| !is_told_apart(results, lost)).map(|lost| lost.name).collect();
    let as_it_is = results.figure(staffing, "all", ranking).and_then(|record| record.mean);
    let is_less = figure.difference < Some(0.0);
    let (near_end, far_end) = if is_less {
        (figure.difference_upper, figure.difference_lower)
    } else {
        (figure.difference_lower, figure.difference_upper)
    };
    let size = |value: Option<f64>| bare(value.map(f64::abs), &figure.unit);
    let text = format!(
        "{staffing} depends most on {}{}: without this person the {name} is {} {} ({} to {}), {} instead of {}{}",
        first.name,
        if near.is_empty() { "" } else { ", as far as can be told" },
        difference(figure.difference.map(f64::abs), &figure.unit, currency).trim_start_matches('+'),
        if is_less { "lower" } else { "higher" },
        size(near_end),
        size(far_end),
        value(figure.mean, &figure.unit, currency),
        value(as_it_is, &figure.unit, currency),
        if results.assumptions.iter().any(|one| one.path == "--from") {
            ", measured over the whole run"
        } else {
            ""
        },
    );
    let others = match people.len() {
        1 => ".".to_owned(),
        _ if near.is_empty() => "; all others are missed less.".to_owned(),
        _ => format!("; {}", not_told(&near, first.name)),
    };
    let mut sentences = vec![text + &others];
    let mut rest = format!("The loss of {} is felt", how_many(felt, people.len()));
    if small > 0 {
        let _ = write!(rest, ", that of {small} is too small to matter");
    }
    if open > 0 {
        let _ = write!(rest, ", {open} {} undecided", are(open));
    }
    let _ = write!(rest, " (intervals hold for all together, {:.0} %).", 100.0 * provenance.confidence);
    sentences.push(rest);
    sentences.extend(teams(results));
    sentences.extend(beside_service(results, &people));
    sentences.extend(pairs(results).first().map(|pair| {
        let figure = pair.figure;
        let lost = figure.difference_upper.zip(figure.difference_lower);
        let is_felt = lost.is_some_and(|(upper, lower)| upper < 0.0 || lower > 0.0);
        let how = if is_felt { "" } else { ", as far as can be told" };
        format!(
            "Of the pairs, {} are missed most{how}: {} ({} to {}).",
            pair.name.replace('+', " and "),
            difference(figure.difference, &figure.unit, currency),
            bare(figure.difference_lower, &figure.unit),
            bare(figure.difference_upper, &figure.unit)
        )
    }));
    sentences.extend(by_service(results));
    sentences.extend(recovery(results, first.name));
    sentences
}

/// What the loss of whole teams comes to, where that is established: what no single loss shows.
fn teams(results: &Results) -> Vec<String> {
    let ranking = ranked_by(results);
    let lost = |team: &String| {
        let figure = without(results, &format!("team={team}"), ranking)?;
        let (lower, upper) = figure.difference_lower.zip(figure.difference_upper)?;
        let (near, far) = if upper < 0.0 { (-upper, -lower) } else { (lower, upper) };
        (near > 0.0).then(|| {
            let size =
                difference(figure.difference.map(f64::abs), &figure.unit, &results.provenance.currency);
            format!(
                "Without all of {team} at once the {} is {} {} ({} to {}).",
                called(ranking),
                size.trim_start_matches('+'),
                if upper < 0.0 { "lower" } else { "higher" },
                bare(Some(near), &figure.unit),
                bare(Some(far), &figure.unit)
            )
        })
    };
    results.provenance.teams.iter().filter_map(lost).collect()
}

/// Why nobody's loss is felt.
fn why_nobody(results: &Results, people: &[Lost<'_>]) -> String {
    let (all, figure) = (people.len(), people[0].figure);
    let name = called(ranked_by(results));
    let with = |verdict: Verdict| people.iter().filter(|lost| lost.figure.verdict == Some(verdict)).count();
    let (better, small, open) =
        (with(Verdict::Better), with(Verdict::NoDifference), with(Verdict::Undecided));
    let way = if figure.metric == SERVICE { "higher" } else { "lower" };
    match (small, open) {
        _ if better == all => format!("whoever is gone, the {name} is {way}."),
        _ if better > 0 => {
            let mut why = format!("without {better} of {all} people the {name} is {way}");
            if small > 0 {
                let _ = write!(
                    why,
                    ", {small} {} it too little to matter",
                    if small == 1 { "changes" } else { "change" }
                );
            }
            if open > 0 {
                let _ = write!(why, ", {open} {} undecided", are(open));
            }
            why + "."
        }
        (_, 0) => {
            let most = figure.difference.map(f64::abs);
            let most = difference(most, &figure.unit, &results.provenance.currency);
            let most = most.trim_start_matches('+');
            format!("whoever is gone, the {name} changes too little to matter (by {most} at most).")
        }
        (0, _) => format!("the replications decide nothing of {}.", counted(all, "person", "people")),
        (small, open) => {
            format!(
                "of {all} people {small} {} the {name} too little to matter and {open} {} undecided.",
                if small == 1 { "changes" } else { "change" },
                are(open)
            )
        }
    }
}

/// The verb of so many.
fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `each of the 24 people`, `3 of 24 people`.
pub(crate) fn how_many(some: usize, all: usize) -> String {
    if some == all && all > 1 {
        format!("each of the {all} people")
    } else {
        format!("{some} of {}", counted(all, "person", "people"))
    }
}

/// Who cannot be told from the first.
fn not_told(near: &[&str], first: &str) -> String {
    match near {
        [one, other, rest @ ..] if rest.len() > 2 => {
            format!("{one}, {other} and {} others cannot be told from {first}.", rest.len())
        }
        few => format!("{} cannot be told from {first}.", list(few)),
    }
}

/// What the loss of people costs where service does not show it; nothing where people are ranked by something else.
fn beside_service(results: &Results, people: &[Lost<'_>]) -> Vec<String> {
    if ranked_by(results) != SERVICE {
        return Vec::new();
    }
    let by_value = rises_most(results, people, VALUE_AT_STAKE.name).map(|rise| {
        format!(
            "By value, most hangs on {}: {} of yearly value at stake ({}){}",
            rise.who, rise.size, rise.between, rise.others
        )
    });
    // Only where people know less of what comes to them: handle times rise, too, where short contacts are lost.
    let know_less: Vec<Lost<'_>> = people
        .iter()
        .filter(|lost| {
            let factor = without(results, &format!("agent={}", lost.name), KNOWLEDGE_FACTOR.name);
            factor.is_some_and(|factor| factor.verdict == Some(Verdict::Worse))
        })
        .cloned()
        .collect();
    let by_time = rises_most(results, &know_less, HANDLE_TIME).map(|rise| {
        format!(
            "Contacts take longest without {}: {} on average ({}){}",
            rise.who, rise.size, rise.between, rise.others
        )
    });
    by_value.into_iter().chain(by_time).collect()
}

/// Without whom a figure rises most.
struct Rise {
    /// The person, as far as can be told.
    who: String,
    size: String,
    between: String,
    /// Whose interval meets the one of that; ends the sentence.
    others: String,
}

/// Without whom a figure of which more is worse rises most, where that is established and matters.
fn rises_most(results: &Results, people: &[Lost<'_>], metric: &str) -> Option<Rise> {
    let found = people
        .iter()
        .filter_map(|lost| Some((lost.name, without(results, &format!("agent={}", lost.name), metric)?)));
    let rise = |record: &Record| record.difference.unwrap_or(f64::NEG_INFINITY);
    let (name, record) = found
        .clone()
        .filter(|(_, record)| record.verdict == Some(Verdict::Worse))
        .max_by(|a, b| rise(a.1).total_cmp(&rise(b.1)).then(b.0.cmp(a.0)))?;
    let near: Vec<&str> = found
        .filter(|(other, theirs)| *other != name && theirs.difference_upper >= record.difference_lower)
        .map(|(other, _)| other)
        .collect();
    let (far, others) = match near.as_slice() {
        [] => ("", ".".to_owned()),
        near => (", as far as can be told", format!("; {}", not_told(near, name))),
    };
    Some(Rise {
        who: format!("{name}{far}"),
        size: difference(record.difference, &record.unit, &results.provenance.currency),
        between: format!(
            "{} to {}",
            bare(record.difference_lower, &record.unit),
            bare(record.difference_upper, &record.unit)
        ),
        others,
    })
}

/// How few people could be away before accounts of more than half of the value are let down.
fn by_service(results: &Results) -> Option<String> {
    let find = |metric: &str| results.records.iter().find(|record| record.metric == metric);
    let factor = find(BUS_FACTOR_SERVICE.name)?;
    let Some(lost) = find(VALUE_MISSING_SERVICE.name) else {
        return Some(
            "Bus factor in service: not defined, for no account meets its goals on answered contacts with everybody.".into(),
        );
    };
    let names: Vec<&str> = lost.scope_value("agent").unwrap_or_default().split('+').collect();
    let slower = find(VALUE_SLOWER.name).filter(|slower| slower.mean > Some(0.0));
    let is_asked = results.provenance.goals.iter().any(|goal| goal.within.is_some());
    let how = match (is_asked, slower) {
        (true, None) => "miss a goal".to_owned(),
        (true, Some(slower)) => format!(
            "miss a goal, or (those with {}) have contacts that take a tenth longer",
            value(slower.mean, &Unit::Share, "")
        ),
        // Nothing is asked of waits.
        (false, _) => "have contacts that take a tenth longer, or that nobody answers".to_owned(),
    };
    let without = format!(
        "Without {}, accounts with {} of the value ({} to {}) {how}",
        list(&names),
        value(lost.mean, &Unit::Share, ""),
        grouped(100.0 * lost.lower.unwrap_or_default(), 1),
        grouped(100.0 * lost.upper.unwrap_or_default(), 1)
    );
    let base = if is_asked {
        "counted are accounts that are served as they should be with everybody."
    } else {
        "no goal on waits is set, and counted are accounts that somebody answers with everybody there."
    };
    let people = factor.mean.unwrap_or_default();
    let bound = if factor.lower < factor.mean { "at most " } else { "" };
    Some(match factor.status {
        Status::Never => format!("Bus factor in service: more than {}. {without}; {base}", names.len()),
        Status::Undecided => format!(
            "Bus factor in service: {bound}{people:.0}, undecided. {without}, which may be more or less than half; {base}"
        ),
        _ => format!("Bus factor in service: {bound}{people:.0}. {without}; {base}"),
    })
}

/// Names of the distance from whom is missed most.
const APART: [&str; 2] = [SERVICE_LEVEL_ABOVE_LOWEST.name, APART_FROM_MOST_MISSED.name];

fn is_told_apart(results: &Results, lost: &Lost) -> bool {
    let scope = lost.scope;
    let apart = results.records.iter().find(|r| APART.contains(&r.metric.as_str()) && r.scope == scope);
    apart.is_some_and(|apart| apart.lower.is_some_and(|lower| lower > 0.0))
}

/// When service without a person is back, as far as that is established.
pub(crate) enum Back {
    /// It never falls by anything that matters.
    NeverAway,
    /// So many days after the departure.
    On(f64),
    /// Not sooner and not later.
    Between(f64, f64),
    /// Not before the run ends.
    Never,
    /// Not told; the last day on which a loss is established, if there is one.
    Undecided(Option<f64>),
}

/// What the records say of it.
pub(crate) fn back(results: &Results, name: &str) -> Option<Back> {
    let scope = format!("agent={name}");
    let of = |metric: &'static str| {
        results.records.iter().filter(move |record| record.metric == metric).filter(|r| r.scope == scope)
    };
    let record = of(DAYS_TO_RECOVER.name).next()?;
    Some(match (record.status, record.mean, record.lower) {
        (Status::Never, ..) => Back::Never,
        (_, Some(latest), _) if latest < 0.5 => Back::NeverAway,
        (_, Some(latest), Some(earliest)) if earliest + 0.5 < latest => Back::Between(earliest, latest),
        (_, Some(latest), _) => Back::On(latest),
        _ => {
            let felt = of(SERVICE_LEVEL_BY_DAY.name).filter(|day| day.verdict == Some(Verdict::Worse));
            Back::Undecided(felt.filter_map(|day| day.at).reduce(f64::max))
        }
    })
}

fn recovery(results: &Results, name: &str) -> Option<String> {
    Some(match back(results, name)? {
        Back::NeverAway => format!("On no day does the loss of {name} matter."),
        Back::On(day) => format!(
            "Service without {name} is back {}: from then on no day differs by anything that matters.",
            after(day)
        ),
        Back::Between(earliest, latest) => format!(
            "Service without {name} is back {} at the latest (from then on no day differs by anything that matters); \
             a loss is last established on day {:.0}.",
            after(latest),
            earliest - 1.0
        ),
        Back::Never => {
            format!("The loss of {name} is established up to the last week of the run: service is not back.")
        }
        Back::Undecided(Some(day)) => format!(
            "When service without {name} is back is undecided: a loss is established up to day {day:.0} after the \
             departure, and later days are known too loosely; {}.",
            closer(results)
        ),
        Back::Undecided(None) => format!(
            "When service without {name} is back is undecided: single days are known too loosely to tell a loss; {}.",
            closer(results)
        ),
    })
}

/// What to do where single days are known too loosely.
fn closer(results: &Results) -> String {
    let more = grouped(4.0 * results.provenance.replications as f64, 0).replace(',', "");
    format!("four times the replications (--replications {more}) halve the intervals")
}

/// `10 days after the departure`.
pub(crate) fn after(days: f64) -> String {
    format!("{days:.0} day{} after the departure", if (days - 1.0).abs() < 0.5 { "" } else { "s" })
}
