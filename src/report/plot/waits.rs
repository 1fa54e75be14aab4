//! Distribution of waits: the share of contacts that waited longer than so long, on a logarithmic axis.
//!
//! In: the curves `wait_over`. Out: SVG, a panel per channel, with the goal's limit as a line and, in the key, how
//! many waited longer than it. Must not know: how waits were counted.

use super::axis::{Scale, durations, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::{EDGE, Head, WIDTH, made, undrawn};
use crate::math::ln;
use crate::metrics::catalogue::{Unit, WAIT_OVER};
use crate::report::tables::duration;
use crate::report::words::{bare, shortened};
use crate::study::record::{Record, Results};

/// Height of the drawing area of a panel, at least.
const PANEL: f64 = 270.0;
/// Room for a panel's heading and times.
const BESIDE: f64 = 84.0;
/// From one row of the key to the next.
const ROW: f64 = 20.0;
/// Room for the key at the right.
const KEY: f64 = 250.0;
/// Room for the axis at the left.
const AXIS: f64 = 44.0;

/// No shorter wait is a finding, in seconds.
const SHORTEST: f64 = 10.0;

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
    /// Whether the limit is the goal's; else it is a known duration at which the curves lie far apart.
    is_goal: bool,
}

impl Panel<'_> {
    /// So high that its key has room.
    fn height(&self) -> f64 {
        PANEL.max(self.curves.len() as f64 * ROW + 20.0)
    }
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
            let is_goal = limit.is_some();
            let limit = limit.or_else(|| far_apart(&curves));
            (!curves.is_empty()).then_some(Panel { channel, curves, limit, is_goal })
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
    let heights = panels.iter().map(|panel| panel.height() + BESIDE);
    let mut canvas = Canvas::new(WIDTH, head.height() + heights.sum::<f64>() + 4.0);
    head.draw(&mut canvas);
    let mut top = head.height();
    for panel in &panels {
        one_panel(&mut canvas, panel, top);
        top += panel.height() + BESIDE;
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
                r.metric == WAIT_OVER.name
                    && r.staffing == *name
                    && r.scope == scope
                    && r.point.is_empty()
                    && r.interval.is_empty()
                    && r.mean.is_some()
                    && r.at.is_some_and(|at| at > 0.0)
            })
            .collect();
        points.sort_by(|a, b| at(a).total_cmp(&at(b)));
        // One point is that nobody waits at all.
        let nobody_waits = points.first().is_some_and(|first| first.mean == Some(0.0));
        if points.len() > 1 || nobody_waits {
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
    // A curve ends where nobody waited longer.
    let last = curve.points.last()?;
    if time > at(last) {
        return (last.mean == Some(0.0)).then_some((0.0, 0.0, 0.0));
    }
    let pair = curve.points.windows(2).find(|pair| at(pair[0]) < time && time < at(pair[1]))?;
    let part = (ln(time) - ln(at(pair[0]))) / (ln(at(pair[1])) - ln(at(pair[0])));
    let (a, b) = (values(pair[0]), values(pair[1]));
    let mix = |a: f64, b: f64| a + (b - a) * part;
    Some((mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2)))
}

/// The known duration at which the curves lie farthest apart; of one curve, where half of those who wait still do.
fn far_apart(curves: &[Curve]) -> Option<f64> {
    let first = curves.iter().flat_map(|curve| &curve.points).map(|r| at(r)).fold(f64::INFINITY, f64::min);
    let most = curves.iter().flat_map(|curve| &curve.points).filter_map(|r| r.mean).fold(0.0, f64::max);
    let spans = durations(first.max(SHORTEST), f64::MAX).into_iter().filter_map(|(time, _)| {
        let shares: Vec<f64> = curves.iter().filter_map(|curve| Some(read(curve, time)?.0)).collect();
        let high = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let low = shares.iter().copied().fold(f64::INFINITY, f64::min);
        let apart = if curves.len() > 1 { high - low } else { -(high - 0.5 * most).abs() };
        (shares.len() == curves.len()).then_some((time, apart))
    });
    // The first of equals, so that it is the shortest.
    let best = spans.fold(None, |best: Option<(f64, f64)>, span| match best {
        Some(best) if best.1 >= span.1 => Some(best),
        _ => Some(span),
    });
    best.map(|(time, _)| time)
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
            bare(Some(best.1.0), &Unit::Share),
            panel.channel,
            best.0,
            bare(Some(worst.1.0), &Unit::Share),
            worst.0
        ),
        (Some(only), _) if shares.len() == 1 => format!(
            "Longer than {limit} wait {} % of {} contacts with {}",
            bare(Some(only.1.0), &Unit::Share),
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
    let (high, low) = (top + 34.0, top + 34.0 + panel.height());
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
    canvas.words("wait (log scale)", f64::midpoint(left, right), low + 38.0, pen);
    if let Some(limit) = panel.limit {
        let spot = x.at(limit);
        canvas.line(&[(spot, high - 6.0), (spot, low)], INK, 1.5, &[3.0, 3.0]);
        let name = duration(limit).replace(".0", "");
        let text = if panel.is_goal { format!("goal {name}") } else { name };
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
        let y = top + 24.0 + row as f64 * ROW;
        let look = look(curve.place);
        canvas.line(&[(left, y - 4.0), (left + 30.0, y - 4.0)], look.colour, 2.0, look.dash);
        canvas.mark(look.mark, (left + 15.0, y - 4.0), 4.0, look.colour, false);
        canvas.words(&shortened(curve.name, 22), left + 36.0, y, WORDS);
        if let Some(share) = share {
            let text = format!("{} %", bare(Some(*share), &Unit::Share));
            canvas.words(&text, edge, y, WORDS.anchored(Anchor::End));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Curve, draw, far_apart, read};
    use crate::report::sample::sample;
    use crate::study::record::Record;

    fn points(all: &[(f64, f64)]) -> Vec<Record> {
        let record = |(at, mean): &(f64, f64)| Record {
            at: Some(*at),
            mean: Some(*mean),
            lower: Some(*mean),
            upper: Some(*mean),
            ..Record::default()
        };
        all.iter().map(record).collect()
    }

    /// Nobody waited longer than the last point of a curve: beyond it stands 0, not nothing.
    #[test]
    fn beyond_its_end_a_curve_is_nought() {
        let records = points(&[(1.0, 0.5), (600.0, 0.1), (7_200.0, 0.0)]);
        let curve = Curve { place: 0, name: "flow", points: records.iter().collect() };
        assert_eq!(read(&curve, 14_400.0), Some((0.0, 0.0, 0.0)));
        assert_eq!(read(&curve, 0.5), None, "before its first point nothing is known");
        let records = points(&[(1.0, 0.5), (600.0, 0.1)]);
        let curve = Curve { place: 0, name: "flow", points: records.iter().collect() };
        assert_eq!(read(&curve, 14_400.0), None, "a curve that is cut off says nothing of what is beyond");
    }

    /// Where nobody waits at all the curve is a point, and the key and the title have it with the others.
    #[test]
    fn a_staffing_in_which_nobody_waits_is_there() {
        let mut results = sample();
        let name = results.provenance.staffings[0].clone();
        let of_first = |r: &Record| r.metric == "wait_over" && r.staffing == name;
        results.records.retain(|r| !of_first(r) || r.at == Some(1.0));
        for record in results.records.iter_mut().filter(|r| of_first(r)) {
            (record.mean, record.lower, record.upper) = (Some(0.0), Some(0.0), Some(0.0));
        }
        assert!(results.records.iter().any(of_first));
        let svg = draw(&results).expect("a plot");
        assert!(svg.contains(&format!("wait 0.0 % of phone contacts with {name}")), "{svg}");
    }

    /// Without a goal the title tells of the known duration where the curves differ most: here at 60 s.
    #[test]
    fn without_a_goal_curves_are_read_where_they_differ() {
        let one = points(&[(1.0, 0.5), (20.0, 0.45), (60.0, 0.4), (120.0, 0.1), (300.0, 0.0)]);
        let other = points(&[(1.0, 0.5), (20.0, 0.3), (60.0, 0.1), (120.0, 0.05), (300.0, 0.0)]);
        let curves = [&one, &other].map(|all| Curve { place: 0, name: "a", points: all.iter().collect() });
        assert_eq!(far_apart(&curves), Some(60.0));
    }
}
