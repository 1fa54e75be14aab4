//! The page of a sweep: figures by lever value and staffing, and where the best staffing changes.
//!
//! In: [`Results`] of the command `sweep`. Out: text in the [`Style`] asked for. Must not know: how anything was
//! computed.

pub(crate) mod along;
mod finding;

use std::fmt::Write as _;

pub(crate) use self::finding::{finding, frontier_found};

use self::along::{At, Grid};
use super::frontier::{Frontier, Spot, Standing, channel};
use super::page::{Said, Told};
use super::style::{MISSED, OPEN, Style};
use super::table::Table;
use super::words::{capital, figure, shortened, with_error};
use crate::math::counted;
use crate::metrics::catalogue::COST_PER_MONTH;
use crate::study::record::{Record, Results};

/// Rows of a table at most: the rest is in the data.
const ROWS: usize = 30;

/// The page as text, ending in a line break.
pub fn page(results: &Results, style: Style) -> String {
    said(results).page(results, style)
}

fn said(results: &Results) -> Said {
    let grid = Grid::of(results);
    let mut below = String::new();
    if grid.with_goals() {
        let _ = writeln!(below, "goals: {MISSED} one is missed  {OPEN} undecided");
    }
    if grid.points.len() > ROWS {
        let _ = writeln!(
            below,
            "{} in the data.",
            counted(grid.points.len() - ROWS, "more point is", "more points are")
        );
    }
    Said { tables: tables(&grid), below, file: String::new(), finding: Told::sentences(finding(&grid)) }
}

fn tables(grid: &Grid<'_>) -> Vec<(String, Table)> {
    let levers: Vec<&str> = grid.levers.iter().map(|lever| lever.path).collect();
    let along = super::words::list(&levers);
    let currency = &grid.results.provenance.currency;
    let mut tables = Vec::new();
    for (metric, scope) in grid.figures() {
        let Some(sample) = grid.first(metric, &scope) else { continue };
        let money = if metric == COST_PER_MONTH.name { format!(" ({currency})") } else { String::new() };
        let title = format!("{}{money} along {along}", capital(&figure(sample)));
        tables.push((title, table(grid, metric, &scope)));
    }
    tables.extend(frontier_table(grid));
    tables
}

/// The points on the frontier, by service level.
fn frontier_table(grid: &Grid<'_>) -> Option<(String, Table)> {
    let frontier = Frontier::of(grid.results, channel(grid.results)?)?;
    let mut on: Vec<&Spot<'_>> = frontier.spots.iter().filter(|spot| spot.is_on()).collect();
    if on.is_empty() || frontier.spots.len() < 2 {
        return None;
    }
    let level = |spot: &Spot<'_>| spot.service.mean.unwrap_or(0.0);
    on.sort_by(|a, b| {
        a.circumstances()
            .cmp(&b.circumstances())
            .then(level(b).total_cmp(&level(a)))
            .then(a.place.cmp(&b.place))
    });
    let first = on[0];
    let figures = [Some(first.cost), Some(first.service), first.dependency];
    let heads = figures.iter().flatten().map(|record| figure(record).replacen(' ', "\n", 1));
    let heads = ["staffing".to_owned(), "at".to_owned()].into_iter().chain(heads).collect();
    let mut table = Table::new(2, heads);
    for spot in on.iter().take(ROWS) {
        let doubt = if spot.standing == Standing::On(false) { " ?" } else { "" };
        let values = spot.values(&frontier);
        let values = if values.is_empty() { "any".to_owned() } else { shortened(&values, 30) };
        let mut row = vec![grid.results.provenance.staffings[spot.place].clone(), values + doubt];
        let cells = [Some(spot.cost), Some(spot.service), spot.dependency].into_iter().flatten();
        row.extend(cells.map(|record| with_error(Some(record))));
        table.row(row);
    }
    let money = format!(" ({})", grid.results.provenance.currency);
    Some((format!("The frontier of {}{money}", frontier.figures()), table))
}

fn table(grid: &Grid<'_>, metric: &str, scope: &str) -> Table {
    let costs = metric == COST_PER_MONTH.name;
    let judged = costs && grid.can_be_judged();
    let mut heads: Vec<String> = grid.levers.iter().map(|lever| lever.name.clone()).collect();
    heads.extend(grid.results.provenance.staffings.iter().cloned());
    if judged {
        let best = if grid.with_goals() { "cheapest that\nmeets all goals" } else { "cheapest" };
        heads.push(best.into());
    }
    let mut table = Table::new(grid.levers.len(), heads);
    for at in grid.points.iter().take(ROWS) {
        let mut row: Vec<String> = at.values.iter().map(|value| (*value).to_string()).collect();
        for staffing in &grid.results.provenance.staffings {
            let mark = if costs { goals_mark(at, staffing) } else { "" };
            row.push(with_error(at.figure(staffing, metric, scope)) + mark);
        }
        if judged {
            let best = at.best();
            row.push(best.said(str::to_owned));
        }
        table.row(row);
    }
    table
}

/// How a staffing stands against the goals at a point.
fn goals_mark(at: &At<'_>, staffing: &str) -> &'static str {
    let standings = at.standings();
    let Some(standing) = standings.iter().find(|standing| standing.staffing == staffing) else { return "" };
    match (standing.missed.is_empty(), standing.undecided.is_empty()) {
        (false, _) => " ✗",
        (true, false) => " ?",
        _ => "",
    }
}

/// A figure with something in it.
fn is_there(record: &Record) -> bool {
    record.mean.is_some()
}
