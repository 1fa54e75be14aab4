//! Two staffings along a lever, and the threshold with its interval on the axis.
//!
//! In: the curves of a threshold. Out: SVG. Values that span more than a factor of four stand on a log axis. Must not
//! know: how the threshold was found.

use super::axis::{Scale, by_factors, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::edge::{Named, names};
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::{AT_GOAL, THRESHOLD, Unit};
use crate::report::threshold::{axis, curve, finding, half_width, metric, of_whole_people, rounded, written};
use crate::report::words::{self, capital, grouped, kind, scaled};
use crate::study::record::{Record, Results, Status};

/// Height of the drawing area.
const PANEL: f64 = 380.0;
/// Room for the axis at the left, and for names at the right.
const AXIS: f64 = 80.0;
const NAMES: f64 = 206.0;
/// A lever that spans more than this factor stands on a log axis.
const BY_FACTORS: f64 = 4.0;
/// Steps in which a line is drawn from value to value.
const BETWEEN: u32 = 12;

/// Draws the plot; `None` where there are no curves.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let metric = metric(results);
    let curves: Vec<(&str, Vec<&Record>)> = results
        .provenance
        .staffings
        .iter()
        .map(|name| (name.as_str(), curve(results, name, metric)))
        .filter(|(_, curve)| curve.len() > 1)
        .collect();
    let unit = &curves.first()?.1.first()?.unit;
    let title = finding(results).first()?.trim_end_matches('.').to_owned();
    let sized = results.records.iter().any(|record| record.metric == AT_GOAL.name);
    let open = curves.iter().any(|(_, curve)| curve.iter().any(|record| record.status == Status::Undecided));
    let below = format!(
        "{} in {unit}. {}. Bars: 95 % intervals by the bootstrap, people chosen anew in each resample; thick on \
         the axis that of the threshold.{}{}",
        capital(&words::metric(metric)),
        made(results),
        if open { " Hollow: whether fewer people would do is undecided." } else { "" },
        if sized { " Thin: if people were divisible, which is where the threshold is taken." } else { "" }
    );
    let head = Head::new(&title, &below);
    let mut canvas = Canvas::new(WIDTH, head.height() + PANEL + 96.0);
    head.draw(&mut canvas);
    let (left, right) = (EDGE + AXIS, WIDTH - EDGE - NAMES);
    let (top, low) = (head.height() + 20.0, head.height() + 20.0 + PANEL);
    let ats = || curves.iter().flat_map(|(_, curve)| curve.iter().filter_map(|record| record.at));
    let (from, to) = (ats().fold(f64::INFINITY, f64::min), ats().fold(f64::NEG_INFINITY, f64::max));
    let log = from > 0.0 && to / from > BY_FACTORS;
    let x = if log { Scale::log(from, to, left, right) } else { Scale::linear(from, to, left, right) };
    let of = kind(unit);
    let ends = curves.iter().flat_map(|(_, curve)| curve.iter().filter_map(|r| r.upper.or(r.mean)));
    let most = scaled(of, ends.fold(0.0, f64::max)) * 1.05;
    let y = Scale::linear(0.0, most, low, top);
    let decimals = tick_decimals(0.0, most, 6);
    for tick in ticks(0.0, most, 6) {
        canvas.line(&[(left, y.at(tick)), (right, y.at(tick))], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&grouped(tick, decimals), left - 8.0, y.at(tick) + 4.0, pen);
    }
    let marks = if log { by_factors(from, to) } else { ticks(from, to, 7) };
    let decimals = if log { 0 } else { tick_decimals(from, to, 7) };
    for tick in marks {
        canvas.line(&[(x.at(tick), low), (x.at(tick), low + 5.0)], SOFT, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(tick, decimals), x.at(tick), low + 20.0, pen);
    }
    let heading = format!("{}, {unit}", words::metric(metric));
    canvas.words(&heading, left, top - 8.0, WORDS);
    let is_duration =
        results.records.iter().any(|record| record.metric == THRESHOLD.name && record.unit == Unit::Duration);
    let seconds = if is_duration { ", seconds" } else { "" };
    let name = axis(results) + seconds + if log { " (log scale)" } else { "" };
    canvas.words(&name, f64::midpoint(left, right), low + 40.0, WORDS.anchored(Anchor::Middle));
    threshold(&mut canvas, results, &x, (top, low));
    // The threshold is where these cross: what people would cost if they were divisible.
    for (place, name) in results.provenance.staffings.iter().enumerate() {
        let exact = curve(results, name, AT_GOAL.name);
        let spot = |(at, mean): (f64, f64)| (x.at(at), y.inside(scaled(of, mean)));
        let points: Vec<(f64, f64)> = between(&exact).into_iter().map(spot).collect();
        canvas.line(&points, look(place).colour, 1.0, SOLID);
    }
    let mut last: Vec<Named<'_>> = Vec::new();
    for (place, (name, curve)) in curves.iter().enumerate() {
        let look = look(place);
        let spot =
            |record: &Record, value: f64| (x.at(record.at.unwrap_or(from)), y.inside(scaled(of, value)));
        let line = between(curve).into_iter().map(|(at, mean)| (x.at(at), y.inside(scaled(of, mean))));
        let points: Vec<(f64, f64)> = line.collect();
        canvas.line(&points, look.colour, 2.0, look.dash);
        for record in curve {
            if let (Some(lower), Some(upper)) = (record.lower, record.upper) {
                canvas.line(&[spot(record, lower), spot(record, upper)], look.colour, 1.5, SOLID);
            }
            if let Some(mean) = record.mean {
                let hollow = record.status != Status::Ok;
                canvas.mark(look.mark, spot(record, mean), 4.0, look.colour, hollow);
            }
        }
        last.extend(points.last().map(|end| (place, *name, *end)));
    }
    names(&mut canvas, &last, right, (top, low));
    Some(canvas.finish(&title, &below))
}

/// A curve with places between its values: figures are taken to be straight from value to value of the lever, which is
/// no straight line on a log axis. A crossing of curves drawn like this is where the threshold is.
fn between(curve: &[&Record]) -> Vec<(f64, f64)> {
    let known: Vec<(f64, f64)> = curve.iter().filter_map(|record| Some((record.at?, record.mean?))).collect();
    let mut line: Vec<(f64, f64)> = known.first().copied().into_iter().collect();
    for pair in known.windows(2) {
        let [(at, mean), (next, then)] = [pair[0], pair[1]];
        line.extend((1..=BETWEEN).map(|step| {
            let share = f64::from(step) / f64::from(BETWEEN);
            (at + share * (next - at), mean + share * (then - mean))
        }));
    }
    line
}

/// The crossing and its interval, on the axis.
fn threshold(canvas: &mut Canvas, results: &Results, x: &Scale, (top, low): (f64, f64)) {
    let found =
        results.records.iter().find(|record| record.metric == THRESHOLD.name && record.point.is_empty());
    let Some((found, mean)) = found.and_then(|found| Some((found, found.mean?))) else { return };
    let at = x.inside(mean);
    canvas.line(&[(at, top), (at, low)], INK, 1.0, &[3.0, 3.0]);
    let ends =
        [found.lower.unwrap_or(f64::MIN_POSITIVE), found.upper.unwrap_or(f64::MAX)].map(|end| x.inside(end));
    canvas.line(&[(ends[0], low), (ends[1], low)], INK, 5.0, SOLID);
    let pen = WORDS.bold(12.0).anchored(Anchor::Middle);
    let told = rounded(mean, half_width(found), &found.unit);
    canvas.words_on_patch(&told, at, top + 4.0, pen);
    if let Some(whole) = of_whole_people(results) {
        let at = x.inside(whole);
        canvas.line(&[(at, top + 22.0), (at, low)], SOFT, 1.0, &[1.5, 3.0]);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words_on_patch(&format!("whole people {}", written(whole, &found.unit)), at, top + 26.0, pen);
    }
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::study::record::Record;

    /// Two lines that cross at a quarter of the way from 1,000 to 9,000 do so at 3,000 where they are drawn, too.
    #[test]
    fn lines_are_straight_in_the_lever() {
        let record = |at: f64, mean: f64| Record { at: Some(at), mean: Some(mean), ..Record::default() };
        let (one, other) =
            ([record(1_000.0, 40.0), record(9_000.0, 80.0)], [record(1_000.0, 50.0), record(9_000.0, 50.0)]);
        let (one, other) = (between(&[&one[0], &one[1]]), between(&[&other[0], &other[1]]));
        let at = one.iter().zip(&other).find(|(a, b)| (a.1 - b.1).abs() < 1e-9).map(|(a, _)| a.0);
        assert!(at.is_some_and(|at| (at - 3_000.0).abs() < 1e-6), "{at:?}");
        assert!(one.len() == 13 && one.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
