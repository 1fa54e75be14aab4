//! A tornado: how far a threshold moves when other levers are at either end, the largest swing on top.
//!
//! In: thresholds at the ends of levers. Out: SVG. The lower end is the upper, hollow bar of a row, the upper end the
//! lower, filled one, so that both are seen where they lie on the same side. Must not know: how the thresholds were
//! found.

use super::axis::{Scale, by_factors, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, PAPER, SERIES, SOFT, SOLID, WORDS};
use super::{EDGE, Head, WIDTH, made};
use crate::report::sensitivity::{base, largest, place, swings, told, told_end, value};
use crate::report::threshold::{axis, written};
use crate::report::words::{grouped, list};
use crate::study::record::{Record, Results};

/// Height of a row, of a bar, and of the gap between the two bars of a row.
const ROW: f64 = 58.0;
const BAR: f64 = 15.0;
const GAP: f64 = 3.0;
/// Values that span more than this factor stand on a log axis.
const BY_FACTORS: f64 = 8.0;

/// Draws the plot; `None` where no other lever was looked at.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let swings = swings(results);
    let base = base(results)?;
    let (most, middle) = (swings.first()?, base.mean?);
    let [low, high] = most.ends;
    let title = match largest(&swings) {
        [_, _, ..] => {
            let names: Vec<&str> = largest(&swings).iter().map(|swing| swing.lever).collect();
            format!(
                "The threshold leaves the range looked at with {}: with which it moves most is unknown",
                list(&names)
            )
        }
        _ => format!(
            "The threshold depends most on {}: {} at {}, {} at {}",
            most.lever,
            told_end(low, base),
            value(low),
            told_end(high, base),
            value(high)
        ),
    };
    let below = format!(
        "Threshold in {} with one lever at a time at its lower end (hollow) or its upper end (filled), the others as they \
         stand. {}. Whiskers: 95 % intervals by the bootstrap; the band is that of the threshold as things stand, {}.",
        axis(results),
        made(results),
        written(middle, &base.unit)
    );
    let head = Head::new(&title, &below);
    let names = swings.iter().map(|swing| WORDS.width(swing.lever)).fold(0.0, f64::max);
    let names = names.clamp(120.0, 300.0) + 14.0;
    let top = head.height() + 30.0;
    let bottom = top + swings.len() as f64 * ROW;
    let mut canvas = Canvas::new(WIDTH, bottom + 56.0);
    head.draw(&mut canvas);
    // Room for the value of a lever beside its bar.
    let (left, right) = (EDGE + names + 60.0, WIDTH - EDGE - 70.0);
    let (from, to) = span(base, swings.iter().flat_map(|swing| swing.ends));
    let log = from > 0.0 && to / from > BY_FACTORS;
    let scale = if log { Scale::log(from, to, left, right) } else { Scale::linear(from, to, left, right) };
    let marks = if log { by_factors(from, to) } else { ticks(from, to, 7) };
    let decimals = if log { 0 } else { tick_decimals(from, to, 7) };
    for tick in marks {
        let x = scale.at(tick);
        canvas.line(&[(x, top - 6.0), (x, bottom)], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(tick, decimals), x, bottom + 17.0, pen);
    }
    let band = |end: Option<f64>, open: f64| end.map_or(open, |end| scale.inside(end));
    let (start, end) = (band(base.lower, left), band(base.upper, right));
    canvas.band(&[(start, top - 6.0), (end, top - 6.0), (end, bottom), (start, bottom)], SOFT);
    let x = scale.inside(middle);
    for (row, swing) in swings.iter().enumerate() {
        let y = top + (row as f64 + 0.5) * ROW;
        let name = shortened(swing.lever, names - 14.0);
        canvas.words(&name, EDGE, y + 4.0, WORDS.bold(12.0));
        for (number, end) in swing.ends.iter().enumerate() {
            let upper = if number == 0 { y - BAR - GAP / 2.0 } else { y + GAP / 2.0 };
            bar(&mut canvas, &scale, (x, upper), end, number == 1, (left, right));
        }
    }
    canvas.line(&[(x, top - 10.0), (x, bottom + 4.0)], INK, 1.5, SOLID);
    canvas.words_on_patch(
        &written(middle, &base.unit),
        x,
        top - 14.0,
        WORDS.bold(12.0).anchored(Anchor::Middle),
    );
    let name = axis(results) + if log { " (log scale)" } else { "" };
    canvas.words(&name, f64::midpoint(left, right), bottom + 40.0, WORDS.anchored(Anchor::Middle));
    Some(canvas.finish(&title, &below))
}

/// What the axis spans: all thresholds, and their intervals as far as these lie near them.
fn span<'a>(base: &'a Record, ends: impl Iterator<Item = &'a Record>) -> (f64, f64) {
    let (mut from, mut to) = (f64::INFINITY, f64::NEG_INFINITY);
    for record in ends.chain([base]) {
        for value in [record.mean, record.lower, record.upper].into_iter().flatten() {
            (from, to) = (from.min(value), to.max(value));
        }
    }
    let pad = 0.04 * (to - from).max(1e-9);
    // A volume, a share, a duration: none is below zero.
    let from = if from >= 0.0 { (from - pad).max(0.0) } else { from - pad };
    (from, to + pad)
}

/// The bar of an end, from the base to its threshold, with its interval and the value of the lever; to the edge, and
/// beyond, where the threshold lies outside the range.
fn bar(
    canvas: &mut Canvas,
    scale: &Scale,
    (base, y): (f64, f64),
    end: &Record,
    filled: bool,
    (left, right): (f64, f64),
) {
    let at = place(end);
    let tip = if at.is_finite() {
        scale.inside(at)
    } else if at > 0.0 {
        right
    } else {
        left
    };
    let (from, to) = (base.min(tip), base.max(tip).max(base.min(tip) + 1.5));
    let colour = SERIES[0];
    canvas.rect(from, y, to - from, BAR, colour);
    if !filled && to - from > 3.5 {
        canvas.rect(from + 1.6, y + 1.6, to - from - 3.2, BAR - 3.2, PAPER);
    }
    let middle = y + BAR / 2.0;
    let mut ends = [tip, tip];
    if at.is_finite() {
        ends = [
            end.lower.map_or(left, |lower| scale.inside(lower)),
            end.upper.map_or(right, |upper| scale.inside(upper)),
        ];
        canvas.line(&[(ends[0], middle), (ends[1], middle)], INK, 1.4, SOLID);
        for (x, known) in [(ends[0], end.lower), (ends[1], end.upper)] {
            if known.is_some() {
                canvas.line(&[(x, middle - 4.0), (x, middle + 4.0)], INK, 1.4, SOLID);
            }
        }
    }
    let text = if at.is_finite() { value(end) } else { format!("{}: {}", value(end), told(end)) };
    let (x, anchor) = if tip < base { (ends[0] - 6.0, Anchor::End) } else { (ends[1] + 6.0, Anchor::Start) };
    // Beyond the edge there is no room: what is said stands inside, on the bar.
    let (x, anchor) = match anchor {
        Anchor::Start if !at.is_finite() => (right - 8.0, Anchor::End),
        Anchor::End if !at.is_finite() => (left + 8.0, Anchor::Start),
        other => (x, other),
    };
    canvas.words_on_patch(&text, x, middle + 4.0, WORDS.anchored(anchor));
}

/// A lever's path in the room there is; its end says more than its beginning.
fn shortened(lever: &str, room: f64) -> String {
    if WORDS.width(lever) <= room {
        return lever.into();
    }
    let mut rest = lever;
    while let Some((_, below)) = rest.split_once('.') {
        rest = below;
        let text = format!("….{rest}");
        if WORDS.width(&text) <= room {
            return text;
        }
    }
    format!("….{rest}")
}
