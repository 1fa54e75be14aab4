//! Cost and dependency against service level: the frontier, with error bars both ways.
//!
//! In: the spots of a comparison or a sweep. Out: SVG: cost against the service level of the first goal's channel,
//! and beside it the figure of dependency against the same. The frontier is joined; who is dominated is hollow. Must
//! not know: how it was established who is on the frontier.

mod panel;

use self::panel::{Axis, Names, Panel};
use super::canvas::{Canvas, WORDS, look};
use super::{EDGE, Head, WIDTH, bars, made};
use crate::metrics::catalogue::SERVICE_LEVEL;
use crate::report::finding::cheapest;
use crate::report::frontier::{Frontier, Standing, channel};
use crate::report::sweep::along::Grid;
use crate::report::sweep::frontier_found;
use crate::report::words::{capital, grouped, metric, shortened};
use crate::study::record::{Goal, Results};
use std::fmt::Write as _;

/// Height of the drawing area.
const PANEL: f64 = 380.0;
/// Most points that carry their names.
const NAMED: usize = 7;
/// Columns of the key.
const KEYS: usize = 3;

/// Draws the plot of a comparison; `None` where no staffing has both figures.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let all = frontiers(results);
    let (_, first) = all.first()?;
    let title = cheapest(results).trim_end_matches('.').to_owned();
    let names = if first.spots.len() > NAMED { Names::Numbers } else { Names::Written };
    Some(sheet(results, &all, &title, names))
}

/// Draws the plot of a sweep; `None` where its points are no alternatives, or the document does not say which are on the
/// frontier.
pub(crate) fn draw_sweep(results: &Results) -> Option<String> {
    let wanted = channel(results)?;
    let frontier = Frontier::of(results, wanted)?;
    if !frontier.is_told() || !frontier.is_one() || frontier.spots.len() < 3 {
        return None;
    }
    let title = frontier_found(&Grid::of(results)).into_iter().next()?.trim_end_matches('.').to_owned();
    Some(sheet(results, &[(wanted, frontier)], &title, Names::Values))
}

/// The spots of each channel that has any, those with a goal first.
fn frontiers(results: &Results) -> Vec<(&str, Frontier<'_>)> {
    let channels = &results.provenance.channels;
    let mut all: Vec<(&str, Frontier)> = channels
        .iter()
        .filter_map(|channel| Some((channel.as_str(), Frontier::of(results, channel)?)))
        .collect();
    all.sort_by_key(|(channel, _)| goal(results, channel).is_none());
    all
}

fn goal<'a>(results: &'a Results, channel: &str) -> Option<&'a Goal> {
    let mut goals = results.provenance.goals.iter();
    goals.find(|goal| goal.metric == SERVICE_LEVEL.name && goal.channel == channel && goal.at_least)
}

/// The sheet: cost and, where it is known, dependency against the first channel's service level; else cost against that
/// of the second.
fn sheet(results: &Results, all: &[(&str, Frontier<'_>)], title: &str, names: Names) -> String {
    let provenance = &results.provenance;
    let (channel, first) = &all[0];
    let cost = Axis::of(first.spots.iter().map(|spot| spot.cost), &provenance.currency);
    let mut panels: Vec<(&Frontier<'_>, &str, Axis)> = vec![(first, *channel, cost)];
    if first.dependency().is_some() {
        let records = first.spots.iter().filter_map(|spot| spot.dependency);
        panels.push((first, *channel, Axis::of(records, &provenance.currency)));
    } else if let Some((channel, second)) = all.get(1) {
        let cost = Axis::of(second.spots.iter().map(|spot| spot.cost), &provenance.currency);
        panels.push((second, *channel, cost));
    }
    let below = words(results, first, &panels[0].2);
    let head = Head::new(title, &below);
    let room = (WIDTH - 2.0 * EDGE + 16.0) / panels.len() as f64;
    let drawn = |names: Names| -> Vec<Panel<'_>> {
        let mut all = Vec::new();
        for (place, (frontier, channel, across)) in panels.iter().enumerate() {
            let left = EDGE + place as f64 * room;
            all.push(Panel {
                frontier,
                across,
                heading: format!("SL {channel}"),
                goal: goal(results, channel),
                staffings: &provenance.staffings,
                names,
                bounds: (left, left + room - 16.0),
                top: head.height(),
                height: PANEL,
            });
        }
        all
    };
    // Where names find no room, numbers do.
    let names = match names {
        Names::Written if !drawn(names).iter().all(Panel::fits) => Names::Numbers,
        other => other,
    };
    let rows = if names == Names::Written { 0 } else { provenance.staffings.len().div_ceil(KEYS) };
    let mut canvas = Canvas::new(WIDTH, head.height() + PANEL + 96.0 + rows as f64 * 20.0);
    head.draw(&mut canvas);
    for panel in drawn(names) {
        panel.draw(&mut canvas);
    }
    if names != Names::Written {
        key(&mut canvas, &provenance.staffings, head.height() + PANEL + 96.0, names);
    }
    canvas.finish(title, &below)
}

/// What is drawn, and how it is to be read.
fn words(results: &Results, frontier: &Frontier<'_>, cost: &Axis) -> String {
    let figure = capital(&metric(&frontier.spots[0].cost.metric));
    let beside = frontier.dependency().map_or(String::new(), |name| format!(" and {name}"));
    let mut below = format!(
        "{figure} in {}{beside} against SL. {}. {}",
        results.provenance.currency,
        made(results),
        bars(results)
    );
    if cost.from > 0.0 {
        let _ = write!(below, ". The cost axis starts at {}, not at 0", grouped(cost.from, 0));
    }
    let has = |wanted: Standing| frontier.spots.iter().any(|spot| spot.standing == wanted);
    if frontier.spots.iter().filter(|spot| spot.is_on()).count() > 1 {
        let _ = write!(below, ". Joined: the frontier of {}", frontier.figures());
    }
    if has(Standing::Dominated) {
        below.push_str(
            ". Hollow: another is at least as good in all of them, as far as it matters, and better in one",
        );
    }
    if has(Standing::PerhapsNot) {
        below.push_str(". Small: so it seems, but the intervals do not settle it");
    }
    let open = frontier.spots.iter().filter(|spot| spot.standing == Standing::On(false)).count();
    if open > 0 {
        let on = frontier.spots.iter().filter(|spot| spot.is_on()).count();
        let _ = write!(below, ". Of {on} on the frontier, the intervals do not settle it of {open}");
    }
    below.push('.');
    below
}

/// Marks (or numbers) and names of the staffings, row by row.
fn key(canvas: &mut Canvas, names: &[String], top: f64, how: Names) {
    let room = (WIDTH - 2.0 * EDGE) / KEYS as f64;
    for (place, name) in names.iter().enumerate() {
        let (x, y) = (EDGE + (place % KEYS) as f64 * room, top + (place / KEYS) as f64 * 20.0);
        let look = look(place);
        canvas.mark(look.mark, (x + 6.0, y - 4.0), 5.0, look.colour, false);
        let number = if how == Names::Numbers { format!("{} ", place + 1) } else { String::new() };
        canvas.words(&format!("{number}{}", shortened(name, 38)), x + 18.0, y, WORDS);
    }
}
