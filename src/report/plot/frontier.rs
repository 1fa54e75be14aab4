//! Cost against service level: one point per staffing, with error bars both ways.
//!
//! In: the cost per month and the service level of each channel. Out: SVG, a panel per channel. A
//! staffing that costs more and serves worse than another is hollow.

use super::axis::{Scale, Taken, overlap, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::{EDGE, Head, WIDTH, bars, made};
use crate::report::finding::cheapest;
use crate::report::words::{bare, grouped, shortened};
use crate::study::record::{Goal, Record, Results};
use std::fmt::Write as _;

/// Height of the drawing area.
const PANEL: f64 = 380.0;
/// Room for an axis at the left.
const AXIS: f64 = 54.0;

/// Most points that carry their names.
const NAMED: usize = 7;
/// Columns of the key.
const KEYS: usize = 3;

/// A staffing's point: place in the file, its cost, its service level.
type Point<'a> = (usize, &'a Record, &'a Record);

/// Draws the plot; `None` where no staffing has both figures.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let provenance = &results.provenance;
    let mut panels: Vec<(&str, Vec<Point>)> = provenance
        .channels
        .iter()
        .map(|channel| (channel.as_str(), points(results, channel)))
        .filter(|(_, points)| !points.is_empty())
        .collect();
    panels.sort_by_key(|(channel, _)| goal(results, channel).is_none());
    panels.truncate(2);
    let (_, first) = panels.first()?;
    let cost = &first[0].1.metric;
    let title = cheapest(results).trim_end_matches('.').to_owned();
    let words = if cost == "cost_per_month" { "Cost per month" } else { "Production cost" };
    let (from, to) = cost_range(&panels);
    let mut below =
        format!("{words} in {} against SL. {}. {}", provenance.currency, made(results), bars(results));
    if from > 0.0 {
        let _ = write!(below, ". The cost axis starts at {}, not at 0", grouped(from, 0));
    }
    if panels.iter().any(|(_, points)| points.iter().any(|p| dominated(p, points))) {
        below.push_str(". Hollow: another staffing is cheaper and serves better");
    }
    below.push('.');
    let head = Head::new(&title, &below);
    // Few points carry their names; many carry numbers, and a key below tells whose they are.
    let keyed = panels.iter().map(|(_, points)| points.len()).max().unwrap_or(0) > NAMED;
    let rows = if keyed { provenance.staffings.len().div_ceil(KEYS) } else { 0 };
    let mut canvas = Canvas::new(WIDTH, head.height() + PANEL + 96.0 + rows as f64 * 20.0);
    head.draw(&mut canvas);
    let room = (WIDTH - 2.0 * EDGE + 16.0) / panels.len() as f64;
    for (place, (channel, points)) in panels.iter().enumerate() {
        let left = EDGE + place as f64 * room;
        let x = Scale::linear(from, to, left + AXIS, left + room - 24.0);
        panel(
            &mut canvas,
            points,
            (head.height(), left, left + room - 16.0),
            x,
            (from, to),
            &Labels {
                heading: format!("SL {channel}"),
                cost: format!("{words}, {}", provenance.currency),
                goal: goal(results, channel),
                names: &provenance.staffings,
                keyed,
            },
        );
    }
    if keyed {
        key(&mut canvas, &provenance.staffings, head.height() + PANEL + 96.0);
    }
    Some(canvas.finish(&title, &below))
}

/// The words of a panel.
struct Labels<'a> {
    heading: String,
    cost: String,
    goal: Option<&'a Goal>,
    names: &'a [String],
    /// Whether points carry numbers instead of names.
    keyed: bool,
}

/// Numbers and names of the staffings, row by row.
fn key(canvas: &mut Canvas, names: &[String], top: f64) {
    let room = (WIDTH - 2.0 * EDGE) / KEYS as f64;
    for (place, name) in names.iter().enumerate() {
        let (x, y) = (EDGE + (place % KEYS) as f64 * room, top + (place / KEYS) as f64 * 20.0);
        let look = look(place);
        canvas.mark(look.mark, (x + 6.0, y - 4.0), 5.0, look.colour, false);
        canvas.words(&format!("{} {}", place + 1, shortened(name, 38)), x + 18.0, y, WORDS);
    }
}

fn goal<'a>(results: &'a Results, channel: &str) -> Option<&'a Goal> {
    results
        .provenance
        .goals
        .iter()
        .find(|g| g.metric == "service_level" && g.channel == channel && g.at_least)
}

fn points<'a>(results: &'a Results, channel: &str) -> Vec<Point<'a>> {
    let scope = format!("channel={channel}");
    let staffings = results.provenance.staffings.iter().enumerate();
    staffings
        .filter_map(|(place, name)| {
            let cost = ["cost_per_month", "cost_production"]
                .iter()
                .find_map(|metric| results.figure(name, "all", metric).filter(|r| r.mean.is_some()))?;
            let service = results.figure(name, &scope, "service_level").filter(|r| r.mean.is_some())?;
            Some((place, cost, service))
        })
        .collect()
}

/// Both coordinates established as worse than those of another point.
fn dominated((_, cost, service): &Point, points: &[Point]) -> bool {
    let below = |a: Option<f64>, b: Option<f64>| matches!((a, b), (Some(a), Some(b)) if a < b);
    points.iter().any(|(_, other_cost, other_service)| {
        below(other_cost.upper.or(other_cost.mean), cost.lower.or(cost.mean))
            && below(service.upper.or(service.mean), other_service.lower.or(other_service.mean))
    })
}

/// From 0 unless the costs lie so close together that nothing could be told apart.
fn cost_range(panels: &[(&str, Vec<Point>)]) -> (f64, f64) {
    let costs = || panels.iter().flat_map(|(_, points)| points.iter().map(|(_, cost, _)| cost));
    let least = costs().filter_map(|r| r.lower.or(r.mean)).fold(f64::INFINITY, f64::min);
    let most = costs().filter_map(|r| r.upper.or(r.mean)).fold(f64::NEG_INFINITY, f64::max);
    if least < most * 0.5 {
        return (least.min(0.0), most * 1.05);
    }
    let pad = ((most - least) * 0.12).max(most.abs() * 0.002).max(1e-9);
    let step = super::axis::round_step(most - least + 2.0 * pad, 8);
    (((least - pad) / step).floor() * step, most + pad)
}

fn panel(
    canvas: &mut Canvas,
    points: &[Point],
    (top, left, edge): (f64, f64, f64),
    x: Scale,
    (from, to): (f64, f64),
    labels: &Labels,
) {
    let (high, low) = (top + 34.0, top + 34.0 + PANEL);
    let (start, end) = (x.at(from), x.at(to));
    let share = |r: &Record| r.mean.unwrap_or(0.0) * 100.0;
    let least = points.iter().map(|(_, _, s)| share(s)).fold(100.0, f64::min);
    let bottom = if least >= 90.0 {
        80.0
    } else if least >= 55.0 {
        50.0
    } else {
        0.0
    };
    let y = Scale::linear(bottom, 100.0, low, high);
    let note = if bottom > 0.0 {
        format!("{} (axis from {bottom:.0} %)", labels.heading)
    } else {
        labels.heading.clone()
    };
    canvas.words(&note, left, top + 14.0, WORDS.bold(13.0));
    for tick in ticks(bottom, 100.0, 5) {
        canvas.line(&[(start, y.at(tick)), (end, y.at(tick))], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&format!("{tick:.0} %"), start - 8.0, y.at(tick) + 4.0, pen);
    }
    let parts = 6;
    let places = tick_decimals(from, to, parts);
    for tick in ticks(from, to, parts) {
        canvas.line(&[(x.at(tick), high), (x.at(tick), low + 5.0)], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(tick, places), x.at(tick), low + 19.0, pen);
    }
    canvas.line(&[(start, low), (end, low)], SOFT, 1.0, SOLID);
    let pen = WORDS.anchored(Anchor::Middle);
    canvas.words(&labels.cost, f64::midpoint(start, end), low + 40.0, pen);
    let mut taken: Vec<Taken> = Vec::new();
    if let Some(goal) = labels.goal {
        let at = y.at(goal.threshold * 100.0);
        canvas.line(&[(start, at), (end, at)], INK, 1.5, &[3.0, 3.0]);
        let text = format!("goal {:.0} %", goal.threshold * 100.0);
        let width = WORDS.bold(12.0).width(&text);
        canvas.words(&text, start + 4.0, at - 5.0, WORDS.bold(12.0));
        taken.push((start, at - 17.0, start + width + 8.0, at));
        taken.push((start, at - 1.0, end, at + 1.0));
    }
    for (_, cost, service) in points {
        let at = (x.at(cost.mean.unwrap_or(0.0)), y.at(share(service)));
        taken.push((at.0 - 7.0, at.1 - 7.0, at.0 + 7.0, at.1 + 7.0));
        if let (Some(low), Some(high)) = (cost.lower, cost.upper) {
            taken.push((x.at(low), at.1 - 5.0, x.at(high), at.1 + 5.0));
        }
        if let (Some(low), Some(high)) = (service.lower, service.upper) {
            taken.push((at.0 - 5.0, y.at(high * 100.0), at.0 + 5.0, y.at(low * 100.0)));
        }
    }
    for point @ (place, cost, service) in points {
        let look = look(*place);
        let at = (x.at(cost.mean.unwrap_or(0.0)), y.at(share(service)));
        if let (Some(low), Some(high)) = (cost.lower, cost.upper) {
            bar(canvas, (x.at(low), at.1), (x.at(high), at.1), look.colour);
        }
        if let (Some(low), Some(high)) = (service.lower, service.upper) {
            bar(canvas, (at.0, y.at(low * 100.0)), (at.0, y.at(high * 100.0)), look.colour);
        }
        canvas.mark(look.mark, at, 5.5, look.colour, dominated(point, points));
    }
    for (place, cost, service) in points {
        let at = (x.at(cost.mean.unwrap_or(0.0)), y.at(share(service)));
        let text = if labels.keyed {
            (place + 1).to_string()
        } else {
            format!("{} {} %", shortened(&labels.names[*place], 26), bare(service.mean, "share"))
        };
        let free = label_place(at, WORDS.width(&text), (start, high, edge.max(end), low), &taken);
        if free.2 {
            let nearest = (at.0.clamp(free.0.0, free.0.2), if free.0.1 > at.1 { free.0.1 } else { free.0.3 });
            canvas.line(&[at, nearest], SOFT, 0.8, SOLID);
        }
        taken.push(free.0);
        canvas.words(&text, free.0.0, free.1, WORDS);
    }
}

fn bar(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), colour: super::canvas::Colour) {
    canvas.line(&[from, to], colour, 1.8, SOLID);
    let flat = (from.1 - to.1).abs() < 0.01;
    for (x, y) in [from, to] {
        let (dx, dy) = if flat { (0.0, 4.0) } else { (4.0, 0.0) };
        canvas.line(&[(x - dx, y - dy), (x + dx, y + dy)], colour, 1.8, SOLID);
    }
}

/// A free box for a label near a point, its baseline, and whether it is so far that a line must lead
/// to it.
fn label_place(at: (f64, f64), width: f64, within: Taken, taken: &[Taken]) -> (Taken, f64, bool) {
    let boxed = |x: f64, middle: f64| (x, middle - 8.0, x + width, middle + 8.0);
    let mut fallback = boxed(at.0 + 10.0, at.1);
    for distance in 0..10 {
        let far = f64::from(distance) * 13.0;
        let candidates = [
            (at.0 + 10.0, at.1 - 14.0 - far),
            (at.0 - 10.0 - width, at.1 - 14.0 - far),
            (at.0 + 10.0, at.1 + 14.0 + far),
            (at.0 - 10.0 - width, at.1 + 14.0 + far),
            (at.0 - width / 2.0, at.1 - 18.0 - far),
            (at.0 - width / 2.0, at.1 + 18.0 + far),
        ];
        for (x, middle) in candidates {
            let place = boxed(x, middle);
            let inside =
                place.0 >= within.0 && place.2 <= within.2 && place.1 >= within.1 && place.3 <= within.3;
            if inside && !taken.iter().any(|other| overlap(place, *other)) {
                return (place, middle + 4.0, distance > 0);
            }
            if inside {
                fallback = place;
            }
        }
    }
    (fallback, f64::midpoint(fallback.1, fallback.3) + 4.0, true)
}
