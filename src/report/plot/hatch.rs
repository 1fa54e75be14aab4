//! Filled boxes that are told apart by colour and by hatching at once; and the sign that a bar is cut.
//!
//! In: the place of what a box stands for, a box. Out: strokes on the canvas. Must not know: records.

use super::canvas::{Canvas, INK, PAPER, SERIES, SOLID};
use super::looks::Colour;

/// A filled box with the look of a place: colours repeat after eight, and the second round is hatched on white.
pub(crate) fn patch(canvas: &mut Canvas, place: usize, x: f64, y: f64, width: f64, height: f64) {
    let colour = SERIES[place % SERIES.len()];
    let hatched = place / SERIES.len() % 2 == 1;
    canvas.rect(x, y, width, height, if hatched { PAPER } else { colour });
    let stroke = if hatched { colour } else { PAPER };
    // The second round is no negative of the first.
    let kind = if hatched { place + 3 } else { place };
    hatch(canvas, kind % SERIES.len(), (x, y, width, height), stroke);
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
    canvas.line(&corners, INK, 0.8, SOLID);
}

/// The sign that a bar is cut: a slanted gap across it, from `x` on, about the middle line `y`.
pub(crate) fn cut(canvas: &mut Canvas, x: f64, y: f64, height: f64) {
    let (half, lean, gap) = (height / 2.0 + 3.0, 6.0, 5.0);
    let edge = |shift: f64| [(x + shift, y + half), (x + lean + shift, y - half)];
    let [left, right] = [edge(0.0), edge(gap)];
    canvas.shape(&[left[0], left[1], right[1], right[0]], PAPER);
    canvas.line(&left, INK, 1.2, SOLID);
    canvas.line(&right, INK, 1.2, SOLID);
}

/// Strokes across a box, different for each place in a round: none, falling, level, upright, rising, level and upright,
/// falling and rising, dots.
fn hatch(canvas: &mut Canvas, kind: usize, (x, y, width, height): (f64, f64, f64, f64), colour: Colour) {
    let steps = |length: f64, gap: f64| {
        (1..).map(move |step| f64::from(step) * gap).take_while(move |at| *at < length)
    };
    if matches!(kind, 2 | 5) {
        for at in steps(height, 5.0) {
            canvas.line(&[(x, y + at), (x + width, y + at)], colour, 1.2, SOLID);
        }
    }
    if matches!(kind, 3 | 5) {
        for at in steps(width, 5.0) {
            canvas.line(&[(x + at, y), (x + at, y + height)], colour, 1.2, SOLID);
        }
    }
    for rising in [false, true] {
        if !matches!((kind, rising), (1 | 6, false) | (4 | 6, true)) {
            continue;
        }
        // Slanted strokes, cut where they would leave the box.
        for at in steps(width + height, 7.0) {
            let (from, to) = ((at - height).max(0.0), at.min(width));
            let (up, down) = (at - from, at - to);
            let ends = if rising { [up, down] } else { [height - up, height - down] };
            canvas.line(&[(x + from, y + ends[0]), (x + to, y + ends[1])], colour, 1.2, SOLID);
        }
    }
    if kind == 7 {
        for across in steps(width, 6.0) {
            for down in steps(height, 6.0) {
                canvas.rect(x + across - 1.0, y + down - 1.0, 2.0, 2.0, colour);
            }
        }
    }
}
