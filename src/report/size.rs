//! The page of a sizing: the cheapest people that meet all goals.
//!
//! In: [`Results`] of the command `size`. Out: text in the [`Style`] asked for. Must not know: how anything was
//! computed.

use std::fmt::Write as _;

use super::finding::is_same_cost;
use super::page::{Said, Told};
use super::style::Style;
use super::table::Table;
use super::words::{MISSING, bare, difference, list, plus_minus, value, with_error};
use crate::metrics::catalogue::{
    AGENTS, COST_AT_GOAL, COST_PER_MONTH, FTE, GOAL, LAST_PERSON_BUYS, LAST_PERSON_COSTS, OVERSHOOT, SIZE,
    Unit,
};
use crate::study::record::{Caution, Record, Results, Status, Verdict};

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    said(results).page(results, style)
}

fn said(results: &Results) -> Said {
    Said {
        tables: tables(results),
        below: String::new(),
        file: plans(results),
        finding: Told::sentences(finding(results)),
    }
}

fn staffings(results: &Results) -> &[String] {
    &results.provenance.staffings
}

fn of<'a>(results: &'a Results, staffing: &'a str, metric: &'a str) -> impl Iterator<Item = &'a Record> {
    results.records.iter().filter(move |record| {
        record.staffing == staffing && record.metric == metric && record.point.is_empty()
    })
}

/// How certain the size of a staffing is.
pub(crate) fn status(results: &Results, staffing: &str) -> Status {
    of(results, staffing, SIZE.name).next().map_or(Status::Undefined, |record| record.status)
}

fn tables(results: &Results) -> Vec<(String, Table)> {
    let currency = &results.provenance.currency;
    let is_never = |staffing: &String| status(results, staffing) == Status::Never;
    let short = if staffings(results).iter().any(is_never) { "; ✗: that come closest" } else { "" };
    let is_share = |record: &Record| record.metric == OVERSHOOT.name && record.unit == Unit::Share;
    let points =
        if results.records.iter().any(is_share) { "; over by, last person: of shares in points" } else { "" };
    let mut all = vec![
        (format!("The cheapest people that meet all goals{short} ({currency})"), people(results)),
        (format!("What the goals come to with them{points}"), goals(results)),
        ("Who they are".into(), levers(results)),
        ("How many are on duty, by time of day".into(), by_time(results)),
    ];
    all.retain(|(_, table)| !table.is_empty());
    all
}

fn people(results: &Results) -> Table {
    let heads = [
        "staffing",
        AGENTS.name,
        "FTE",
        "cost per\nmonth",
        "at exactly\nthe goal",
        "the last\nperson costs",
        "certain",
    ];
    let mut table = Table::new(1, heads.map(String::from).to_vec());
    for staffing in staffings(results) {
        let figure = |metric| results.figure(staffing, "all", metric);
        let plain = |metric| figure(metric).map_or(MISSING.into(), |record| bare(record.mean, &record.unit));
        let (cost, certain) = match status(results, staffing) {
            Status::Ok => (with_error(figure(COST_PER_MONTH.name)), "yes"),
            Status::Undecided => (with_error(figure(COST_PER_MONTH.name)), "no ?"),
            Status::Never if is_capped(results, staffing) => (plain(COST_PER_MONTH.name), "bounded ✗"),
            Status::Never => (plain(COST_PER_MONTH.name), "never ✗"),
            Status::Undefined => (MISSING.into(), MISSING),
        };
        table.row(vec![
            staffing.clone(),
            plain(AGENTS.name),
            plain(FTE.name),
            cost,
            with_error(figure(COST_AT_GOAL.name)),
            plain(LAST_PERSON_COSTS.name),
            certain.into(),
        ]);
    }
    table
}

fn goals(results: &Results) -> Table {
    let provenance = &results.provenance;
    let mut heads = vec!["staffing".to_string()];
    for goal in &provenance.goals {
        heads.push(goal.name.clone());
        heads.push("over by".into());
        heads.push("last person".into());
    }
    let mut table = Table::new(1, heads);
    for staffing in staffings(results) {
        let mut row = vec![staffing.clone()];
        for goal in &provenance.goals {
            let scope = format!("goal={}", goal.name);
            let find = |metric| results.figure(staffing, &scope, metric);
            let told = |metric| {
                find(metric).map_or(MISSING.into(), |record| {
                    difference(record.mean, &record.unit, &provenance.currency)
                })
            };
            let mark = match find(GOAL.name).and_then(|record| record.verdict) {
                Some(Verdict::Missed) => " ✗",
                Some(Verdict::Undecided) => " ?",
                _ => "",
            };
            row.push(with_error(find(GOAL.name)) + mark);
            row.push(told(OVERSHOOT.name).replace(" points", ""));
            row.push(told(LAST_PERSON_BUYS.name).replace(" points", ""));
        }
        table.row(row);
    }
    table
}

fn levers(results: &Results) -> Table {
    let mut names: Vec<&str> = Vec::new();
    for record in results.records.iter().filter(|record| record.metric == SIZE.name) {
        let name = record.scope.trim_start_matches("lever=");
        if record.interval.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Table::default();
    }
    let heads =
        names.iter().map(|name| name.replace(".agents", "").replace("teams.", "").replacen('.', "\n", 1));
    let mut table = Table::new(1, std::iter::once("staffing".into()).chain(heads).collect());
    for staffing in staffings(results) {
        let value = |name: &&str| {
            let scope = format!("lever={name}");
            let record = of(results, staffing, SIZE.name).find(|record| record.scope == scope);
            record.and_then(|record| record.mean).map_or(MISSING.into(), |mean| format!("{mean:.0}"))
        };
        let mut row = vec![staffing.clone()];
        row.extend(names.iter().map(value));
        table.row(row);
    }
    table
}

/// A step of a plan by interval: its team, its number, when it begins.
type Step<'a> = (&'a str, usize, &'a str);

fn step(record: &Record) -> Option<Step<'_>> {
    let (team, number) = record.scope.strip_prefix("lever=teams.")?.rsplit_once(".agents_per_interval.")?;
    Some((team, number.parse().ok()?, record.interval.as_str()))
}

/// Plans by interval: a row for each time at which the people of a team change in some staffing.
fn by_time(results: &Results) -> Table {
    let mut steps: Vec<Step<'_>> =
        results.records.iter().filter(|record| record.metric == SIZE.name).filter_map(step).collect();
    steps.sort_unstable();
    steps.dedup();
    if steps.is_empty() {
        return Table::default();
    }
    let heads = ["team", "from"].map(String::from).into_iter().chain(staffings(results).iter().cloned());
    let mut table = Table::new(2, heads.collect());
    let mut before: Option<(&str, Vec<String>)> = None;
    for (team, number, begins) in steps {
        let people = |staffing: &String| {
            let mut ours = of(results, staffing, SIZE.name);
            let record = ours.find(|record| step(record) == Some((team, number, begins)));
            record.and_then(|record| record.mean).map_or(MISSING.into(), |mean| format!("{mean:.0}"))
        };
        let now: Vec<String> = staffings(results).iter().map(people).collect();
        if before.as_ref() != Some(&(team, now.clone())) {
            table.row([vec![team.into(), begins.into()], now.clone()].concat());
        }
        before = Some((team, now));
    }
    table
}

/// Plans by interval as the file has them.
fn plans(results: &Results) -> String {
    let mut text = String::new();
    for staffing in staffings(results) {
        let mut steps: Vec<(Step<'_>, f64)> = of(results, staffing, SIZE.name)
            .filter_map(|record| Some((step(record)?, record.mean?)))
            .collect();
        steps.sort_by_key(|(step, _)| *step);
        for plan in steps.chunk_by(|((a, ..), _), ((b, ..), _)| a == b) {
            let team = plan.first().map_or("", |((team, ..), _)| team);
            let people: Vec<String> = plan.iter().map(|(_, people)| format!("{people:.0}")).collect();
            let _ = writeln!(
                text,
                "\n[staffings.{staffing}.teams.{team}]\nagents_per_interval = [{}]",
                people.join(", ")
            );
        }
    }
    text
}

/// What the sizing says, in sentences; the first states the finding.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let reached = |staffing: &&String| matches!(status(results, staffing), Status::Ok | Status::Undecided);
    let mut able: Vec<&String> = staffings(results).iter().filter(reached).collect();
    let cost = |staffing: &str| cost(results, staffing).unwrap_or(f64::INFINITY);
    able.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
    let mut sentences = match able.as_slice() {
        [] => vec![none_is_able(results).into()],
        [only] if staffings(results).len() == 1 => vec![alone(results, only)],
        [first, rest @ ..] => cheapest(results, first, rest),
    };
    if let [only] = staffings(results) {
        sentences.extend(last_person(results, only));
    }
    sentences
}

fn cost(results: &Results, staffing: &str) -> Option<f64> {
    results.figure(staffing, "all", COST_PER_MONTH.name).and_then(|record| record.mean)
}

fn agents(results: &Results, staffing: &str) -> String {
    crowd(results.figure(staffing, "all", AGENTS.name).and_then(|record| record.mean))
}

/// Why no staffing was found to meet all goals.
fn none_is_able(results: &Results) -> &'static str {
    if staffings(results).iter().any(|staffing| is_capped(results, staffing)) {
        "With no more people than there may be, no staffing was found to meet all goals: whether more would do was not \
         looked at."
    } else if staffings(results).iter().all(|staffing| status(results, staffing) == Status::Undefined) {
        "How many people it takes cannot be told: nobody whom the goals are about has contacts enough to be judged by."
    } else {
        "No number of people was found with which any staffing meets all goals."
    }
}

/// The one staffing that there is.
fn alone(results: &Results, only: &str) -> String {
    let currency = &results.provenance.currency;
    let meets = if is_open(results, only) { "may meet" } else { "meets" };
    format!(
        "{only} {meets} all goals with {}, at {} a month{}.",
        agents(results, only),
        value(cost(results, only), &Unit::CURRENCY, currency),
        sure(results, only)
    )
}

/// Which of several is the cheapest, or which are, and how much more the rest cost.
fn cheapest(results: &Results, first: &str, rest: &[&String]) -> Vec<String> {
    let currency = &results.provenance.currency;
    let cost = |staffing: &str| cost(results, staffing);
    let is_tie =
        |other: &&&String| cost(first).zip(cost(other)).is_some_and(|(one, other)| is_same_cost(one, other));
    let held = if results.provenance.promises.is_empty() {
        "Held to the same goals"
    } else {
        "Each held to its own goals"
    };
    let ties: Vec<&String> = rest.iter().take_while(is_tie).copied().collect();
    let mut sentences = Vec::new();
    if ties.is_empty() {
        sentences.push(format!(
            "{held}, {first} is the cheapest: {}, {} a month{}.",
            agents(results, first),
            value(cost(first), &Unit::CURRENCY, currency),
            sure(results, first)
        ));
    } else {
        let named = std::iter::once(first).chain(ties.iter().map(|one| one.as_str()));
        let named: Vec<String> =
            named.map(|one| format!("{one} with {}{}", agents(results, one), sure(results, one))).collect();
        sentences.push(format!(
            "{held}, {} are the cheapest: {} a month each.",
            list(&named),
            value(cost(first), &Unit::CURRENCY, currency)
        ));
    }
    for other in &rest[ties.len()..] {
        let Some((other_costs, first_costs)) = cost(other).zip(cost(first)) else { continue };
        let (more, share) = (other_costs - first_costs, other_costs / first_costs - 1.0);
        let share = if share.is_finite() { format!(" ({:+.1} %)", share * 100.0) } else { String::new() };
        sentences.push(format!(
            "{other} costs {} a month more{share}{}.",
            value(Some(more), &Unit::CURRENCY, currency),
            sure(results, other)
        ));
    }
    sentences
}

/// What the last person costs, and what that buys of the goal that takes most people.
fn last_person(results: &Results, staffing: &str) -> Option<String> {
    let currency = &results.provenance.currency;
    let cost = results.figure(staffing, "all", LAST_PERSON_COSTS.name)?;
    let buys = results.records.iter().filter(|record| {
        record.staffing == staffing && record.metric == LAST_PERSON_BUYS.name && record.half_width.is_some()
    });
    // The goal that people are needed for is the one that is met most narrowly; shares are told apart in points.
    let narrowly = |buys: &Record| {
        let over = results.figure(staffing, &buys.scope, OVERSHOOT.name).and_then(|record| record.mean);
        (buys.unit != Unit::Share, over.unwrap_or(f64::INFINITY))
    };
    let tightest = buys.min_by(|a, b| {
        let (a, b) = (narrowly(a), narrowly(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    })?;
    Some(format!(
        "The last person costs {} a month and buys {} {} of “{}”.",
        value(cost.mean, &Unit::CURRENCY, currency),
        difference(tightest.mean, &tightest.unit, currency),
        plus_minus(tightest.half_width, tightest.mean, &tightest.unit),
        tightest.scope_value("goal").unwrap_or_default()
    ))
}

/// So many people, as far as they are whole.
fn crowd(agents: Option<f64>) -> String {
    let text = bare(agents, &Unit::People);
    let text = text.trim_end_matches(".0");
    if text == "1" { "1 person".into() } else { format!("{text} people") }
}

fn sure(results: &Results, staffing: &str) -> &'static str {
    match status(results, staffing) {
        Status::Ok => "",
        _ if is_open(results, staffing) => " (whether it does is undecided)",
        _ => " (with less it is undecided)",
    }
}

/// Whether it is a bound of `[size]` that a staffing came up against.
fn is_capped(results: &Results, staffing: &str) -> bool {
    let ours =
        |caution: &Caution| caution.code == "size_capped" && caution.staffing.as_deref() == Some(staffing);
    results.cautions.iter().any(ours)
}

/// Whether a goal is not met for certain with the people told.
fn is_open(results: &Results, staffing: &str) -> bool {
    of(results, staffing, GOAL.name)
        .any(|record| record.verdict.is_some_and(|verdict| verdict != Verdict::Met))
}
