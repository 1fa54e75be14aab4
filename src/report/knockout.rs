//! The page of a knock-out: whom the staffing depends on.
//!
//! In: [`Results`] of the command `knockout`. Out: text in the width of the [`Style`], or Markdown. Must not know: how
//! anything was computed.

use super::page_one::{cautions, defaults, head, made};
use super::style::Style;
use super::table::Table;
use super::words::{Kind, MISSING, bare, difference, grouped, list, plus_minus, scaled, value, wrapped};
use crate::study::record::{Record, Results, Verdict};
use std::fmt::Write as _;

/// People of a table before the rest is left to the data files.
const SHOWN: usize = 30;
/// Pairs that are shown.
const PAIRS: usize = 5;

/// A person (or pair, or team) that was lost, with what is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Lost<'a> {
    /// Name of the person; two names for a pair.
    pub(crate) name: &'a str,
    /// Team of the person.
    pub(crate) team: &'a str,
    /// Place, 1 for the one missed most; 0 for pairs and teams.
    pub(crate) rank: usize,
    /// Scope of what is said of the person as things are.
    scope: &'a str,
    /// Service level without the person.
    pub(crate) level: &'a Record,
}

impl Lost<'_> {
    /// Whether the loss is established.
    pub(crate) fn is_felt(&self) -> bool {
        self.level.verdict == Some(Verdict::Worse)
    }
}

/// The people, the one missed most first.
pub(crate) fn people(results: &Results) -> Vec<Lost<'_>> {
    let ranks = results.records.iter().filter(|record| record.metric == "rank");
    let mut people: Vec<Lost> = ranks
        .filter_map(|rank| {
            let name = rank.scope_value("agent")?;
            let level = without(results, &format!("agent={name}"), "service_level")?;
            let team = rank.scope_value("team").unwrap_or_default();
            Some(Lost { name, team, rank: rank.mean? as usize, scope: &rank.scope, level })
        })
        .collect();
    people.sort_by_key(|lost| lost.rank);
    people
}

/// A figure without the people of a scope.
pub(crate) fn without<'a>(results: &'a Results, scope: &str, metric: &str) -> Option<&'a Record> {
    results.records.iter().find(|record| {
        record.metric == metric && record.scope == scope && !record.point.is_empty() && record.at.is_none()
    })
}

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    let mut page = head(results, style);
    for (title, table) in tables(results) {
        let _ = write!(page, "\n{}\n{}", style.heading(&title), table.render(style.width));
    }
    let marked = |mark: Verdict| people(results).iter().any(|lost| lost.level.verdict == Some(mark));
    if marked(Verdict::Undecided) || marked(Verdict::NoDifference) {
        page.push_str(LEGEND);
    }
    page.push('\n');
    for sentence in finding(results) {
        page.push_str(&wrapped(&sentence, "", 0, style.width));
    }
    page.push_str(&defaults(results, style));
    page.push_str(&cautions(results, style));
    page.push('\n');
    page.push_str(&made(results, style));
    page
}

const LEGEND: &str = "? undecided  = too small to matter\n";

/// The page's tables in Markdown, with the finding above them.
pub fn markdown(results: &Results) -> String {
    let mut text = format!("**{}**\n", finding(results).join(" "));
    for (title, table) in tables(results) {
        let _ = write!(text, "\n{title}\n\n{}", table.markdown());
    }
    text
}

fn tables(results: &Results) -> Vec<(String, Table)> {
    let provenance = &results.provenance;
    let currency = &provenance.currency;
    let staffing = provenance.staffings.first().map_or("", String::as_str);
    let of_money = if currency.is_empty() { String::new() } else { format!(" ({currency})") };
    let mut all = vec![(format!("{staffing} without …{of_money}"), singles(results))];
    let pairs = pairs(results);
    if !pairs.is_empty() {
        let mut table = Table::new(
            1,
            heads(&["without both", "service\nlevel, points", "cost per\nmonth", "value at\nstake"]),
        );
        for pair in pairs.iter().take(PAIRS) {
            let mut row = vec![pair.name.replace('+', " and ")];
            row.extend(changes(results, &format!("agent={}", pair.name)));
            table.row(row);
        }
        all.push((format!("Missed most in pairs, of the people missed most{of_money}"), table));
    }
    let shapley = shapley(results);
    if !shapley.is_empty() {
        all.push(("What each adds, over all orders of coming (Shapley shares)".into(), shapley));
    }
    all.retain(|(_, table)| !table.is_empty());
    all
}

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn singles(results: &Results) -> Table {
    let columns = [
        "",
        "person",
        "team",
        "accounts\n(stranded)",
        "of all\ncontacts",
        "service\nlevel, points",
        "cost per\nmonth",
        "value at\nstake",
    ];
    let mut table = Table::new(3, heads(&columns));
    let people = people(results);
    for lost in people.iter().take(if people.len() > SHOWN + 5 { SHOWN } else { people.len() }) {
        table.row(row(results, &lost.rank.to_string(), lost.name, lost.team, lost.scope));
    }
    for team in &results.provenance.teams {
        let scope = format!("team={team}");
        if without(results, &scope, "service_level").is_some() {
            table.row(row(results, "", "everybody", team, &scope));
        }
    }
    table.without_empty_columns(MISSING)
}

fn row(results: &Results, rank: &str, name: &str, team: &str, scope: &str) -> Vec<String> {
    let figure = |metric: &str| {
        results
            .records
            .iter()
            .find(|record| record.metric == metric && record.scope == scope)
            .and_then(|r| r.mean)
    };
    let accounts = figure("accounts_owned").map_or_else(String::new, |count| grouped(count, 0));
    let accounts = match figure("accounts_stranded") {
        Some(stranded) if stranded > 0.0 => format!("{accounts} ({})", grouped(stranded, 0)),
        _ => accounts,
    };
    let share = figure("share_of_contacts")
        .map_or_else(|| MISSING.to_owned(), |share| format!("{:.1} %", 100.0 * share));
    let mut cells = vec![rank.to_owned(), name.to_owned(), team.to_owned(), accounts, share];
    let of_people = match scope.split_once(";agent=") {
        Some((_, agent)) => format!("agent={agent}"),
        None => scope.to_owned(),
    };
    cells.extend(changes(results, &of_people));
    cells
}

/// Changes in service level (with its interval), cost per month, value at stake.
fn changes(results: &Results, scope: &str) -> [String; 3] {
    let level = without(results, scope, "service_level").map_or_else(|| MISSING.to_owned(), change);
    let money = |metric: &str| {
        without(results, scope, metric)
            .map_or_else(|| MISSING.to_owned(), |record| difference(record.difference, &record.unit, ""))
    };
    [level, money("cost_per_month"), money("value_at_stake")]
}

/// `−2.1 ±0.4`, with a mark where nothing may be claimed.
fn change(record: &Record) -> String {
    let Some(change) = record.difference else { return MISSING.to_owned() };
    let points = scaled(Kind::Share, change);
    let mark = match record.verdict {
        Some(Verdict::Worse | Verdict::Better) => " ",
        Some(Verdict::NoDifference) => "=",
        _ => "?",
    };
    let error = plus_minus(record.difference_half_width, record.difference, &record.unit);
    let sign = if points > 0.0 { "+" } else { "" };
    let places = if error.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() > 1) { 2 } else { 1 };
    format!("{sign}{} {error} {mark}", grouped(points, places))
}

/// The pairs, the one missed most first.
fn pairs(results: &Results) -> Vec<Lost<'_>> {
    let mut pairs: Vec<Lost> = results
        .records
        .iter()
        .filter(|record| record.metric == "service_level" && record.scope.starts_with("agent="))
        .filter_map(|level| {
            let name = level
                .scope_value("agent")
                .filter(|_| level.point.contains(',') || level.point.contains(';'))?;
            Some(Lost { name, team: "", rank: 0, scope: &level.scope, level })
        })
        .collect();
    let mean = |lost: &Lost| lost.level.mean.unwrap_or(f64::INFINITY);
    pairs.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.name.cmp(b.name)));
    pairs
}

fn shapley(results: &Results) -> Table {
    let columns = ["", "person", "in time,\npoints", "lost alone,\npoints", "answered\nper day"];
    let mut table = Table::new(2, heads(&columns));
    let figure = |metric: &str, scope: &str| {
        results.records.iter().find(|record| record.metric == metric && record.scope == scope)
    };
    let points = |record: Option<&Record>| {
        record.and_then(|record| record.mean).map_or_else(
            || MISSING.to_owned(),
            |mean| {
                let half = record.and_then(|record| record.half_width);
                format!("{} {}", grouped(100.0 * mean, 2), plus_minus(half, None, "share"))
                    .trim_end()
                    .to_owned()
            },
        )
    };
    let mut people = people(results);
    let share = |lost: &Lost| {
        figure("shapley_in_time", &format!("agent={}", lost.name)).and_then(|record| record.mean)
    };
    people.sort_by(|a, b| share(b).unwrap_or(0.0).total_cmp(&share(a).unwrap_or(0.0)));
    for (place, lost) in people.iter().enumerate().take(SHOWN) {
        let scope = format!("agent={}", lost.name);
        let Some(answered) = figure("shapley_answered", &scope) else { continue };
        let alone = without(results, &scope, "in_time_per_request").and_then(|record| record.difference);
        table.row(vec![
            (place + 1).to_string(),
            lost.name.to_owned(),
            points(figure("shapley_in_time", &scope)),
            alone.map_or_else(|| MISSING.to_owned(), |alone| grouped(-100.0 * alone, 2)),
            format!(
                "{} {}",
                bare(answered.mean, "contacts"),
                plus_minus(answered.half_width, answered.mean, "contacts")
            ),
        ]);
    }
    if !table.is_empty() {
        let answered = figure("shapley_answered", "all").and_then(|record| record.mean);
        table.row(vec![
            String::new(),
            "all together".into(),
            points(figure("shapley_in_time", "all")),
            String::new(),
            bare(answered, "contacts"),
        ]);
    }
    table
}

/// What may be said, a sentence each.
pub(crate) fn finding(results: &Results) -> Vec<String> {
    let people = people(results);
    let provenance = &results.provenance;
    let staffing = provenance.staffings.first().map_or("", String::as_str);
    let Some(first) = people.first() else { return vec!["There is nobody to lose.".into()] };
    let felt = people.iter().filter(|lost| lost.is_felt()).count();
    let with = |verdict: Verdict| people.iter().filter(|lost| lost.level.verdict == Some(verdict)).count();
    let (small, open) = (with(Verdict::NoDifference), with(Verdict::Undecided));
    if felt == 0 {
        let all = people.len();
        let why = match (small, open) {
            (_, 0) => "whoever is gone, the service level changes too little to matter.".to_owned(),
            (0, _) => format!("the replications decide nothing of {all} people."),
            (small, open) => format!(
                "of {all} people {small} change the service level too little to matter and {open} are undecided."
            ),
        };
        let text = format!("Nobody's loss is felt in {staffing}: {why}");
        return vec![text];
    }
    let level = first.level;
    let near: Vec<&str> =
        people[1..].iter().filter(|lost| !is_told_apart(results, lost)).map(|lost| lost.name).collect();
    let as_it_is = results.figure(staffing, "all", "service_level").and_then(|record| record.mean);
    let points = |value: Option<f64>| grouped(100.0 * value.unwrap_or_default().abs(), 1);
    let text = format!(
        "{staffing} depends most on {}{}: without this person the service level is {} lower ({} to {}), {} instead \
         of {}{}",
        first.name,
        if near.is_empty() { "" } else { ", as far as can be told" },
        difference(level.difference.map(f64::abs), &level.unit, "").trim_start_matches('+'),
        points(level.difference_upper),
        points(level.difference_lower),
        value(level.mean, &level.unit, ""),
        value(as_it_is, "share", ""),
        if results.assumptions.iter().any(|one| one.path == "--from") { " over the whole run" } else { "" },
    );
    let others = match near.len() {
        0 => "all others are missed less.".to_owned(),
        1..=4 => format!("{} cannot be told from {}.", list(&near), first.name),
        many => {
            format!("{}, {} and {} others cannot be told from {}.", near[0], near[1], many - 2, first.name)
        }
    };
    let mut sentences = vec![format!("{text}; {others}")];
    let mut rest = format!("The loss of {} is felt", how_many(felt, people.len()));
    if small > 0 {
        let _ = write!(rest, ", that of {small} is too small to matter");
    }
    if open > 0 {
        let _ = write!(rest, ", {open} are undecided");
    }
    let _ = write!(rest, " (intervals hold for all together, {:.0} %).", 100.0 * provenance.confidence);
    sentences.push(rest);
    sentences.extend(by_value(results, &people));
    sentences.extend(pairs(results).first().map(|pair| {
        let level = pair.level;
        format!(
            "Of the pairs, {} are missed most: {} ({} to {}).",
            pair.name.replace('+', " and "),
            difference(level.difference, &level.unit, ""),
            grouped(100.0 * level.difference_lower.unwrap_or_default(), 1),
            grouped(100.0 * level.difference_upper.unwrap_or_default(), 1)
        )
    }));
    sentences.extend(recovery(results, first.name));
    sentences
}

/// `all 24 people`, `3 of 24 people`.
pub(crate) fn how_many(some: usize, all: usize) -> String {
    if some == all && all > 1 { format!("all {all} people") } else { format!("{some} of {all} people") }
}

/// Without whom the value at stake rises most, where that is established.
fn by_value(results: &Results, people: &[Lost<'_>]) -> Option<String> {
    let at_stake = people.iter().filter_map(|lost| {
        Some((lost.name, without(results, &format!("agent={}", lost.name), "value_at_stake")?))
    });
    let rise = |record: &Record| record.difference.unwrap_or(f64::NEG_INFINITY);
    let (name, record) = at_stake
        .filter(|(_, record)| record.verdict == Some(Verdict::Worse))
        .max_by(|a, b| rise(a.1).total_cmp(&rise(b.1)).then(b.0.cmp(a.0)))?;
    Some(format!(
        "By value, most hangs on {name}: {} of yearly value at stake ({} to {}).",
        difference(record.difference, &record.unit, &results.provenance.currency),
        grouped(record.difference_lower.unwrap_or_default(), 0),
        grouped(record.difference_upper.unwrap_or_default(), 0),
    ))
}

fn is_told_apart(results: &Results, lost: &Lost) -> bool {
    let scope = lost.scope;
    let apart = results.records.iter().find(|r| r.metric == "service_level_above_lowest" && r.scope == scope);
    apart.is_some_and(|apart| apart.lower.is_some_and(|lower| lower > 0.0))
}

fn recovery(results: &Results, name: &str) -> Option<String> {
    let scope = format!("agent={name}");
    let record = results.records.iter().find(|r| r.metric == "days_to_recover" && r.scope == scope)?;
    Some(match record.mean {
        None => format!("The loss of {name} is felt up to the last day of the run."),
        Some(days) if days < 0.5 => format!("On no single day is the loss of {name} established."),
        Some(days) => format!(
            "The loss of {name} is last established in the first {days:.0} days; later days are not told apart."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::{finding, markdown, page};
    use crate::report::plot::knockout_plots;
    use crate::report::sample::sample;
    use crate::report::style::Style;
    use crate::study::record::{Assumption, Record, Results, Verdict};

    /// Three people of the sample's first staffing: one missed, one not, one undecided.
    fn lost() -> Results {
        let mut results = sample();
        results.records.clear();
        results.provenance.command = "knockout".into();
        results.provenance.staffings = vec!["hybrid".into()];
        results.assumptions = ["--for", "--from"]
            .map(|path| Assumption { path: path.into(), value: "10d".into(), ..Assumption::default() })
            .to_vec();
        let plain = |metric: &str, scope: &str, mean: f64| Record {
            staffing: "hybrid".into(),
            metric: metric.into(),
            scope: scope.into(),
            unit: "share".into(),
            mean: Some(mean),
            ..Record::default()
        };
        results.records.push(plain("service_level", "all", 0.8));
        let people = [
            ("anna", -0.03, Verdict::Worse),
            ("ben", -0.001, Verdict::NoDifference),
            ("cleo", -0.004, Verdict::Undecided),
        ];
        for (rank, (name, change, verdict)) in people.into_iter().enumerate() {
            let here = format!("team=north;agent={name}");
            results.records.push(plain("rank", &here, rank as f64 + 1.0));
            results.records.push(plain("accounts_owned", &here, 12.0));
            results.records.push(plain("accounts_stranded", &here, 3.0));
            results.records.push(plain("share_of_contacts", &here, 0.3));
            let apart = Record { lower: Some(0.01), ..plain("service_level_above_lowest", &here, 0.02) };
            results.records.push(apart);
            for metric in ["service_level", "value_at_stake"] {
                results.records.push(Record {
                    point: format!("rosters.lyon.unfilled={name}"),
                    difference: Some(change),
                    difference_lower: Some(change - 0.005),
                    difference_upper: Some(change + 0.005),
                    difference_half_width: Some(0.005),
                    verdict: Some(verdict),
                    ..plain(metric, &format!("agent={name}"), 0.8 + change)
                });
            }
        }
        for day in -2..5 {
            let change = if (0..3).contains(&day) { -0.1 } else { 0.0 };
            results.records.push(Record {
                at: Some(f64::from(day)),
                point: "rosters.lyon.unfilled=anna".into(),
                difference: Some(change),
                difference_lower: Some(change - 0.01),
                difference_upper: Some(change + 0.01),
                ..plain("service_level_by_day", "agent=anna", 0.8 + change)
            });
        }
        results.records.push(plain("days_to_recover", "agent=anna", 3.0));
        results
    }

    #[test]
    fn the_page_names_the_one_missed_most_and_claims_nothing_undecided() {
        let results = lost();
        let text = page(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        for expected in
            ["1  anna", "12 (3)", "−3.0 ±0.5", "−0.4 ±0.5 ?", "−0.1 ±0.5 =", "too small to matter"]
        {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let said = finding(&results).join(" ");
        assert!(said.starts_with("hybrid depends most on anna: without this person"), "{said}");
        assert!(said.contains("3.0 points lower (2.5 to 3.5), 77.0 % instead of 80.0 %"), "{said}");
        assert!(said.contains("all others are missed less"), "{said}");
        assert!(
            said.contains(
                "The loss of 1 of 3 people is felt, that of 1 is too small to matter, 1 are undecided"
            ),
            "{said}"
        );
        assert!(said.contains("The loss of anna is last established in the first 3 days"), "{said}");
        assert!(markdown(&results).contains("| 1 | anna | north |"), "{}", markdown(&results));
    }

    #[test]
    fn nobody_missed_is_said() {
        let mut results = lost();
        for record in &mut results.records {
            record.verdict = record.verdict.map(|_| Verdict::NoDifference);
        }
        assert!(finding(&results)[0].starts_with("Nobody's loss is felt in hybrid: whoever is gone"));
        results.records.clear();
        assert_eq!(finding(&results), ["There is nobody to lose."]);
    }

    #[test]
    fn its_plots_are_drawn_from_records_alone() {
        for (name, draw) in knockout_plots() {
            let svg = draw(&lost()).unwrap_or_else(|| panic!("{name} has its records"));
            assert!(svg.starts_with("<svg ") && !svg.contains("NaN"), "{name}");
            assert_eq!(draw(&lost()), Some(svg));
            assert!(draw(&sample()).is_none(), "{name}");
        }
    }
}
