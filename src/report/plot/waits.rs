//! Distribution of waits: the share of contacts that waited longer than so long, on a logarithmic axis.
//!
//! In: the curves `wait_over`. Out: SVG, a panel per channel, with the goal's limit as a line and, in
//! the key, how many waited longer than it.

use super::axis::{Scale, durations, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::{EDGE, Head, WIDTH, made, undrawn};
use crate::math::ln;
use crate::report::tables::duration;
use crate::report::words::{bare, shortened};
use crate::study::record::{Record, Results};

/// Height of the drawing area of a panel.
const PANEL: f64 = 270.0;
/// Room for the key at the right.
const KEY: f64 = 250.0;
/// Room for the axis at the left.
const AXIS: f64 = 44.0;

/// The curve of a staffing.
struct Curve<'a> {
    place: usize,
    name: &'a str,
    points: Vec<&'a Record>,
}

/// One channel's curves and its goal's limit in seconds.
struct Panel<'a> {
    channel: &'a str,
    curves: Vec<Curve<'a>>,
    limit: Option<f64>,
}

/// Draws the plot; `None` where there are no curves.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let mut panels: Vec<Panel> = results
        .provenance
        .channels
        .iter()
        .filter_map(|channel| {
            let curves = curves(results, channel);
            let goals = &results.provenance.goals;
            let limit = goals.iter().find(|g| g.channel == *channel && g.within.is_some());
            let limit = limit.and_then(|goal| goal.within).filter(|limit| *limit > 0.0);
            (!curves.is_empty()).then_some(Panel { channel, curves, limit })
        })
        .collect();
    panels.truncate(3);
    let title = title(panels.first()?);
    let records = panels.iter().flat_map(|panel| panel.curves.iter().flat_map(|curve| &curve.points));
    let below = format!(
        "Share of contacts, answered or abandoned, that waited longer than the time on the axis. {}.{}",
        made(results),
        undrawn(results, records.copied())
    );
    let head = Head::new(&title, &below);
    let step = PANEL + 84.0;
    let mut canvas = Canvas::new(WIDTH, head.height() + panels.len() as f64 * step + 4.0);
    head.draw(&mut canvas);
    for (place, panel) in panels.iter().enumerate() {
        one_panel(&mut canvas, panel, head.height() + place as f64 * step);
    }
    Some(canvas.finish(&title, &below))
}

fn curves<'a>(results: &'a Results, channel: &str) -> Vec<Curve<'a>> {
    let scope = format!("channel={channel}");
    let mut curves = Vec::new();
    for (place, name) in results.provenance.staffings.iter().enumerate() {
        let mut points: Vec<&Record> = results
            .records
            .iter()
            .filter(|r| {
                r.metric == "wait_over"
                    && r.staffing == *name
                    && r.scope == scope
                    && r.point.is_empty()
                    && r.interval.is_empty()
                    && r.mean.is_some()
                    && r.at.is_some_and(|at| at > 0.0)
            })
            .collect();
        points.sort_by(|a, b| at(a).total_cmp(&at(b)));
        if points.len() > 1 {
            curves.push(Curve { place, name, points });
        }
    }
    curves
}

fn at(record: &Record) -> f64 {
    record.at.unwrap_or(0.0)
}

/// Mean and ends of the interval at a time, between two points of the curve on the logarithm of time.
fn read(curve: &Curve, time: f64) -> Option<(f64, f64, f64)> {
    let values = |r: &Record| {
        let mean = r.mean.unwrap_or(0.0);
        (mean, r.lower.unwrap_or(mean), r.upper.unwrap_or(mean))
    };
    if let Some(exact) = curve.points.iter().find(|r| (at(r) - time).abs() < 1e-9) {
        return Some(values(exact));
    }
    let pair = curve.points.windows(2).find(|pair| at(pair[0]) < time && time < at(pair[1]))?;
    let part = (ln(time) - ln(at(pair[0]))) / (ln(at(pair[1])) - ln(at(pair[0])));
    let (a, b) = (values(pair[0]), values(pair[1]));
    let mix = |a: f64, b: f64| a + (b - a) * part;
    Some((mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2)))
}

fn title(panel: &Panel) -> String {
    let Some(limit) = panel.limit else { return format!("How long {} contacts wait", panel.channel) };
    let mut shares: Vec<(&str, (f64, f64, f64))> =
        panel.curves.iter().filter_map(|c| read(c, limit).map(|share| (c.name, share))).collect();
    shares.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let limit = duration(limit).replace(".0", "");
    match (shares.first(), shares.last()) {
        (Some(best), Some(worst)) if best.1.2 < worst.1.1 => format!(
            "Longer than {limit} wait {} % of {} contacts with {}, {} % with {}",
            bare(Some(best.1.0), "share"),
            panel.channel,
            best.0,
            bare(Some(worst.1.0), "share"),
            worst.0
        ),
        (Some(only), _) if shares.len() == 1 => format!(
            "Longer than {limit} wait {} % of {} contacts with {}",
            bare(Some(only.1.0), "share"),
            panel.channel,
            only.0
        ),
        _ => format!(
            "No clear difference between the staffings in how many {} contacts wait longer than {limit}",
            panel.channel
        ),
    }
}

fn one_panel(canvas: &mut Canvas, panel: &Panel, top: f64) {
    let (left, right) = (EDGE + AXIS, WIDTH - EDGE - KEY);
    let (high, low) = (top + 34.0, top + 34.0 + PANEL);
    let all = || panel.curves.iter().flat_map(|curve| &curve.points);
    let first = all().map(|r| at(r)).fold(f64::INFINITY, f64::min);
    // The axis ends where the last curve has come down to a thousandth, but shows the goal's limit.
    let last =
        all().filter(|r| r.mean.is_some_and(|m| m > 0.001)).map(|r| at(r)).fold(first * 10.0, f64::max);
    let last = last.max(panel.limit.unwrap_or(0.0) * 1.5);
    let first = first.min(panel.limit.unwrap_or(first) / 2.0);
    let most = all().filter_map(|r| r.mean).fold(0.0, f64::max);
    let ceiling = [0.1, 0.2, 0.4, 0.6, 0.8, 1.0].into_iter().find(|top| *top >= most).unwrap_or(1.0) * 100.0;
    let y = Scale::linear(0.0, ceiling, low, high);
    let x = Scale::log(first, last, left, right);
    let heading = format!("Waits, {}", panel.channel);
    canvas.words(&heading, EDGE, top + 14.0, WORDS.bold(13.0));
    for tick in ticks(0.0, ceiling, 5) {
        canvas.line(&[(left, y.at(tick)), (right, y.at(tick))], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&format!("{tick:.0} %"), left - 8.0, y.at(tick) + 4.0, pen);
    }
    let mut free = f64::NEG_INFINITY;
    for (time, name) in durations(first, last) {
        let spot = x.at(time);
        let width = WORDS.width(name);
        canvas.line(&[(spot, high), (spot, low + 5.0)], GRID, 1.0, SOLID);
        if spot - width / 2.0 > free {
            canvas.words(name, spot, low + 19.0, WORDS.anchored(Anchor::Middle).coloured(SOFT));
            free = spot + width / 2.0 + 8.0;
        }
    }
    canvas.line(&[(left, low), (right, low)], SOFT, 1.0, SOLID);
    let pen = WORDS.anchored(Anchor::Middle);
    canvas.words("wait (each step multiplies)", f64::midpoint(left, right), low + 38.0, pen);
    if let Some(limit) = panel.limit {
        let spot = x.at(limit);
        canvas.line(&[(spot, high - 6.0), (spot, low)], INK, 1.5, &[3.0, 3.0]);
        let text = format!("goal {}", duration(limit).replace(".0", ""));
        let anchor = if spot > f64::midpoint(left, right) { Anchor::End } else { Anchor::Start };
        let nudge = if anchor == Anchor::End { -6.0 } else { 6.0 };
        canvas.words_on_patch(&text, spot + nudge, high + 4.0, WORDS.bold(12.0).anchored(anchor));
    }
    for curve in &panel.curves {
        let look = look(curve.place);
        let spots: Vec<(f64, f64)> = curve
            .points
            .iter()
            .filter(|r| at(r) <= last * 1.000_001)
            .map(|r| (x.at(at(r)), y.inside(r.mean.unwrap_or(0.0) * 100.0)))
            .collect();
        canvas.line(&spots, look.colour, 2.0, look.dash);
        let every = (spots.len() / 5).max(1);
        for (n, spot) in spots.iter().enumerate() {
            if n % every == curve.place % every {
                canvas.mark(look.mark, *spot, 4.0, look.colour, false);
            }
        }
    }
    key(canvas, panel, (right + 24.0, high));
}

/// The staffings in the order of their curves at the limit, with the share beyond it.
fn key(canvas: &mut Canvas, panel: &Panel, (left, top): (f64, f64)) {
    let mut order: Vec<(&Curve, Option<f64>)> = panel
        .curves
        .iter()
        .map(|curve| (curve, panel.limit.and_then(|limit| read(curve, limit)).map(|share| share.0)))
        .collect();
    order.sort_by(|a, b| b.1.unwrap_or(0.0).total_cmp(&a.1.unwrap_or(0.0)));
    let edge = WIDTH - EDGE;
    if let Some(limit) = panel.limit {
        let text = format!("longer than {}", duration(limit).replace(".0", ""));
        canvas.words(&text, edge, top + 4.0, WORDS.anchored(Anchor::End).coloured(SOFT));
    }
    for (row, (curve, share)) in order.iter().enumerate() {
        let y = top + 24.0 + row as f64 * 20.0;
        let look = look(curve.place);
        canvas.line(&[(left, y - 4.0), (left + 30.0, y - 4.0)], look.colour, 2.0, look.dash);
        canvas.mark(look.mark, (left + 15.0, y - 4.0), 4.0, look.colour, false);
        canvas.words(&shortened(curve.name, 22), left + 36.0, y, WORDS);
        if let Some(share) = share {
            let text = format!("{} %", bare(Some(*share), "share"));
            canvas.words(&text, edge, y, WORDS.anchored(Anchor::End));
        }
    }
}
