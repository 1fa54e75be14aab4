//! Tables of a knock-out: people in turn, pairs, Shapley shares.
//!
//! In: [`Results`]. Out: tables. Must not know: what may be claimed.

use super::{HANDLE_TIME, Lost, SERVICE, people, ranked_by, without};
use crate::metrics::catalogue::{
    ACCOUNTS_OWNED, ACCOUNTS_STRANDED, COST_PER_MONTH, IN_TIME_PER_REQUEST, SERVICE_LEVEL, SHAPLEY_ANSWERED,
    SHAPLEY_IN_TIME, SHARE_OF_CONTACTS, Unit, VALUE_AT_STAKE, VALUE_LOST_PER_YEAR,
};
use crate::report::table::Table;
use crate::report::words::{Kind, MISSING, bare, decimals, difference, grouped, kind, plus_minus, scaled};
use crate::study::record::{Record, Results, Verdict};

/// People of a table before the rest is left to the data files.
const SHOWN: usize = 30;
/// Pairs that are shown.
const PAIRS: usize = 5;

pub(super) fn tables(results: &Results) -> Vec<(String, Table)> {
    let provenance = &results.provenance;
    let currency = &provenance.currency;
    let staffing = provenance.staffings.first().map_or("", String::as_str);
    let of_money = if currency.is_empty() { String::new() } else { format!(" ({currency})") };
    let mut all = vec![(format!("{staffing} without …{of_money}"), singles(results))];
    let pairs = pairs(results);
    if !pairs.is_empty() {
        let [level, cost, value] = changed(results);
        let mut table = Table::new(1, heads(&["without both", level, cost, value]));
        for pair in pairs.iter().take(PAIRS) {
            let mut row = vec![pair.name.replace('+', " and ")];
            row.extend(changes(results, &format!("agent={}", pair.name)));
            table.row(row);
        }
        let table = table.without_empty_columns(MISSING);
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
    let [level, cost, value] = changed(results);
    let columns = ["", "person", "team", "accounts\n(stranded)", "of all\ncontacts", level, cost, value];
    let mut table = Table::new(3, heads(&columns));
    let people = people(results);
    let (shown, others) = people.split_at(if people.len() > SHOWN + 5 { SHOWN } else { people.len() });
    for lost in shown {
        table.row(row(results, &lost.rank.to_string(), lost.name, lost.team, lost.scope));
    }
    if !others.is_empty() {
        table.row(of_others(results, others));
    }
    for team in &results.provenance.teams {
        let scope = format!("team={team}");
        if without(results, &scope, SERVICE_LEVEL.name).is_some() {
            table.row(row(results, "", "everybody", team, &scope));
        }
    }
    table.without_empty_columns(MISSING)
}

/// All those who have no row of their own: how many, what they answer, and between what the figure changes without each.
fn of_others(results: &Results, others: &[Lost<'_>]) -> Vec<String> {
    let is_share = |record: &&Record| record.metric == SHARE_OF_CONTACTS.name;
    let shares = results.records.iter().filter(is_share);
    let theirs = shares.filter(|record| others.iter().any(|lost| lost.scope == record.scope));
    let share: f64 = theirs.filter_map(|record| record.mean).sum();
    let changes = others.iter().filter_map(|lost| lost.figure.difference);
    let (least, most) = changes
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), one| (least.min(one), most.max(one)));
    let kind = kind(&others[0].figure.unit);
    let places = if kind == Kind::Share { 2 } else { decimals(kind, least.abs().max(most.abs())) };
    let end = |change: f64| {
        let sign = if change > 0.0 { "+" } else { "" };
        format!("{sign}{}", grouped(scaled(kind, change), places))
    };
    let between = figures(results).map(|metric| {
        if metric == ranked_by(results) && least <= most {
            format!("{} to {}", end(least), end(most))
        } else {
            String::new()
        }
    });
    let who = match others.len() {
        1 => "1 other".to_owned(),
        more => format!("{} others", grouped(more as f64, 0)),
    };
    let mut cells =
        vec!["…".to_owned(), who, String::new(), String::new(), format!("{:.1} %", 100.0 * share)];
    cells.extend(between);
    cells
}

fn row(results: &Results, rank: &str, name: &str, team: &str, scope: &str) -> Vec<String> {
    let figure = |metric: &str| {
        results
            .records
            .iter()
            .find(|record| record.metric == metric && record.scope == scope)
            .and_then(|r| r.mean)
    };
    let accounts = figure(ACCOUNTS_OWNED.name).map_or_else(String::new, |count| grouped(count, 0));
    let accounts = match figure(ACCOUNTS_STRANDED.name) {
        Some(stranded) if stranded > 0.0 => format!("{accounts} ({})", grouped(stranded, 0)),
        _ => accounts,
    };
    let share = figure(SHARE_OF_CONTACTS.name)
        .map_or_else(|| MISSING.to_owned(), |share| format!("{:.1} %", 100.0 * share));
    let mut cells = vec![rank.to_owned(), name.to_owned(), team.to_owned(), accounts, share];
    let of_people = match scope.split_once(";agent=") {
        Some((_, agent)) => format!("agent={agent}"),
        None => scope.to_owned(),
    };
    cells.extend(changes(results, &of_people));
    cells
}

/// What the last of [`figures`] may be, with the head of its column.
const LAST: [(&str, &str); 3] = [
    (VALUE_AT_STAKE.name, "value at\nstake"),
    (VALUE_LOST_PER_YEAR.figure.name, "value lost\nper year"),
    (HANDLE_TIME, "handle\ntime, s"),
];

/// The last column: what people are ranked by; else what is at stake, or where nothing is, how long contacts take.
fn last(results: &Results) -> (&'static str, &'static str) {
    let nothing_at_stake = !results.records.iter().any(|record| record.metric == LAST[0].0);
    let ranked = LAST.into_iter().find(|(metric, _)| *metric == ranked_by(results));
    ranked.unwrap_or(if nothing_at_stake { LAST[2] } else { LAST[0] })
}

/// Figures of [`changes`].
fn figures(results: &Results) -> [&'static str; 3] {
    [SERVICE, COST_PER_MONTH.name, last(results).0]
}

/// Heads of their columns.
fn changed(results: &Results) -> [&'static str; 3] {
    // Amounts with their interval need the room.
    let level = if ranked_by(results) == SERVICE { "service\nlevel, points" } else { "SL,\npoints" };
    [level, "cost per\nmonth", last(results).1]
}

/// Changes in service level, cost per month, value; with its interval where people are ranked by it.
fn changes(results: &Results, scope: &str) -> [String; 3] {
    figures(results).map(|metric| {
        let Some(record) = without(results, scope, metric) else { return MISSING.to_owned() };
        match metric {
            _ if metric == ranked_by(results) => change(record),
            SERVICE => difference(record.difference, &record.unit, "").trim_end_matches(" points").to_owned(),
            HANDLE_TIME => difference(record.difference, &record.unit, "").trim_end_matches(" s").to_owned(),
            _ => difference(record.difference, &record.unit, ""),
        }
    })
}

/// `−2.1 ±0.4`, with a mark where nothing may be claimed.
fn change(record: &Record) -> String {
    let Some(change) = record.difference else { return MISSING.to_owned() };
    let mark = match record.verdict {
        Some(Verdict::Worse | Verdict::Better) => " ",
        Some(Verdict::NoDifference) => "=",
        _ => "?",
    };
    let error = plus_minus(record.difference_half_width, record.difference, &record.unit);
    let kind = kind(&record.unit);
    let change = scaled(kind, change);
    let sign = if change > 0.0 { "+" } else { "" };
    // What matters is half a point: a tenth is too coarse beside it.
    let places = if kind == Kind::Share { 2 } else { decimals(kind, change) };
    let error = match (kind, record.difference_half_width) {
        (Kind::Share, Some(half)) if !error.is_empty() => {
            format!("±{}", grouped(scaled(kind, half), 2))
        }
        _ => error,
    };
    format!("{sign}{} {error} {mark}", grouped(change, places))
}

/// The pairs, the one missed most first.
pub(super) fn pairs(results: &Results) -> Vec<Lost<'_>> {
    let ranking = ranked_by(results);
    let mut pairs: Vec<Lost> = results
        .records
        .iter()
        .filter(|record| record.metric == ranking && record.scope.starts_with("agent="))
        .filter_map(|figure| {
            let name = figure
                .scope_value("agent")
                .filter(|_| figure.point.contains(',') || figure.point.contains(';'))?;
            Some(Lost { name, team: "", rank: 0, scope: &figure.scope, figure })
        })
        .collect();
    let sign = if ranking == SERVICE { 1.0 } else { -1.0 };
    let mean = |lost: &Lost| lost.figure.mean.map_or(f64::INFINITY, |mean| sign * mean);
    pairs.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then(a.name.cmp(b.name)));
    pairs
}

fn shapley(results: &Results) -> Table {
    let columns = ["", "person", "in time,\npoints", "lost alone,\npoints", "answered per\ncalendar day"];
    let mut table = Table::new(2, heads(&columns));
    let figure = |metric: &str, scope: &str| {
        results.records.iter().find(|record| record.metric == metric && record.scope == scope)
    };
    let points = |record: Option<&Record>| {
        record.and_then(|record| record.mean).map_or_else(
            || MISSING.to_owned(),
            |mean| {
                let half = record.and_then(|record| record.half_width);
                format!("{} {}", grouped(100.0 * mean, 2), plus_minus(half, None, &Unit::Share))
                    .trim_end()
                    .to_owned()
            },
        )
    };
    let mut people = people(results);
    let share = |lost: &Lost| {
        figure(SHAPLEY_IN_TIME.name, &format!("agent={}", lost.name)).and_then(|record| record.mean)
    };
    people.sort_by(|a, b| share(b).unwrap_or(0.0).total_cmp(&share(a).unwrap_or(0.0)));
    for (place, lost) in people.iter().enumerate().take(SHOWN) {
        let scope = format!("agent={}", lost.name);
        let Some(answered) = figure(SHAPLEY_ANSWERED.name, &scope) else { continue };
        let alone = without(results, &scope, IN_TIME_PER_REQUEST.name).and_then(|record| record.difference);
        table.row(vec![
            (place + 1).to_string(),
            lost.name.to_owned(),
            points(figure(SHAPLEY_IN_TIME.name, &scope)),
            alone.map_or_else(|| MISSING.to_owned(), |alone| grouped(-100.0 * alone, 2)),
            format!(
                "{} {}",
                bare(answered.mean, &Unit::Contacts),
                plus_minus(answered.half_width, answered.mean, &Unit::Contacts)
            ),
        ]);
    }
    if !table.is_empty() {
        let answered = figure(SHAPLEY_ANSWERED.name, "all").and_then(|record| record.mean);
        table.row(vec![
            String::new(),
            "all together".into(),
            points(figure(SHAPLEY_IN_TIME.name, "all")),
            String::new(),
            bare(answered, &Unit::Contacts),
        ]);
    }
    table
}
