//! Costs per month, stacked by line: a bar per staffing, told apart by colour, hatching and number at once.
//!
//! In: the records of lines of cost. Out: SVG. Must not know: how amounts came about.

use super::axis::{Scale, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS};
use super::hatch::patch;
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::{COST_PER_MONTH, MONTHS_COUNTED};
use crate::report::costs::LINES;
use crate::report::words::{grouped, shortened};
use crate::study::record::Results;

/// Height of a bar with its surroundings, and of the bar itself.
const ROW: f64 = 40.0;
const BAR: f64 = 24.0;
/// Room for the total at the right.
const SAID: f64 = 150.0;

/// A bar's piece: place of its line, amount per month.
type Piece = (usize, f64);

/// Draws the plot; `None` where a scenario pays for hours only.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let bars: Vec<(&str, Vec<Piece>, f64)> = results
        .provenance
        .staffings
        .iter()
        .filter_map(|staffing| {
            let mean = |metric: &str| results.figure(staffing, "all", metric)?.mean;
            let months = mean(MONTHS_COUNTED.name)?;
            let amount = |(place, line): (usize, &&str)| {
                mean(&format!("cost_{line}"))
                    .filter(|amount| *amount > 0.0)
                    .map(|amount| (place, amount / months))
            };
            let pieces = LINES.iter().enumerate().filter_map(amount).collect();
            Some((staffing.as_str(), pieces, mean(COST_PER_MONTH.name)?))
        })
        .collect();
    let most = bars.iter().map(|bar| bar.2).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let title = title(results, &bars);
    let below = format!(
        "Cost of production per month by line, {}. {}. Numbers in the bars are those of the key; ± is half a {:.0} % \
         confidence interval of the whole.",
        results.provenance.currency,
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let used: Vec<usize> = (0..LINES.len())
        .filter(|line| bars.iter().any(|bar| bar.1.iter().any(|piece| piece.0 == *line)))
        .collect();
    let key_rows = used.len().div_ceil(KEY_COLUMNS);
    let names = bars.iter().map(|bar| WORDS.width(&shortened(bar.0, 26))).fold(0.0, f64::max) + 14.0;
    let body = head.height() + 16.0 + key_rows as f64 * 24.0 + 10.0;
    let bottom = body + bars.len() as f64 * ROW;
    let mut canvas = Canvas::new(WIDTH, bottom + 54.0);
    head.draw(&mut canvas);
    key(&mut canvas, &used, head.height() + 16.0);
    let (left, right) = (EDGE + names, WIDTH - EDGE - SAID);
    let scale = Scale::linear(0.0, most * 1.02, left, right);
    let places = tick_decimals(0.0, most, 6);
    for tick in ticks(0.0, most * 1.02, 6) {
        let x = scale.at(tick);
        canvas.line(&[(x, body), (x, bottom)], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(tick, places), x, bottom + 17.0, pen);
    }
    for (row, (name, pieces, total)) in bars.iter().enumerate() {
        let y = body + row as f64 * ROW + 0.5 * (ROW - BAR);
        let middle = y + 0.5 * BAR + 4.0;
        canvas.words(&shortened(name, 26), left - 14.0, middle, WORDS.anchored(Anchor::End));
        let mut from = 0.0;
        for (line, amount) in pieces {
            let (x, to) = (scale.at(from), scale.at(from + amount));
            patch(&mut canvas, *line, x, y, to - x, BAR);
            from += amount;
            let number = (line + 1).to_string();
            if to - x > WORDS.width(&number) + 8.0 {
                canvas.words_on_patch(&number, 0.5 * (x + to), middle, WORDS.anchored(Anchor::Middle));
            }
        }
        let half =
            results.figure(name, "all", COST_PER_MONTH.name).and_then(|one| one.half_width).unwrap_or(0.0);
        let said = if half >= 0.5 {
            format!("{} ±{}", grouped(*total, 0), grouped(half, 0))
        } else {
            grouped(*total, 0)
        };
        canvas.words(&said, scale.at(from) + 10.0, middle, WORDS);
    }
    canvas.line(&[(left, body - 4.0), (left, bottom + 4.0)], INK, 1.5, SOLID);
    let unit = format!("{} a month", results.provenance.currency);
    canvas.words(&unit, f64::midpoint(left, right), bottom + 38.0, WORDS.anchored(Anchor::Middle));
    Some(canvas.finish(&title, &below))
}

/// Entries of the key side by side.
const KEY_COLUMNS: usize = 6;

fn key(canvas: &mut Canvas, used: &[usize], top: f64) {
    let width = (WIDTH - 2.0 * EDGE) / KEY_COLUMNS as f64;
    for (place, line) in used.iter().enumerate() {
        let x = EDGE + (place % KEY_COLUMNS) as f64 * width;
        let y = top + (place / KEY_COLUMNS) as f64 * 24.0;
        patch(canvas, *line, x, y, 22.0, 14.0);
        canvas.words(&format!("{} {}", line + 1, LINES[*line]), x + 28.0, y + 12.0, WORDS);
    }
}

/// The finding: the cheapest and what its largest line besides wages is.
fn title(results: &Results, bars: &[(&str, Vec<Piece>, f64)]) -> String {
    let currency = &results.provenance.currency;
    let least = bars.iter().min_by(|a, b| a.2.total_cmp(&b.2));
    let most = bars.iter().max_by(|a, b| a.2.total_cmp(&b.2));
    let (Some(least), Some(most)) = (least, most) else { return String::new() };
    let largest = least.1.iter().filter(|piece| piece.0 > 0).max_by(|a, b| a.1.total_cmp(&b.1));
    let beside = largest.map_or_else(String::new, |(line, amount)| {
        format!(" (largest line beside wages: {}, {})", LINES[*line], grouped(*amount, 0))
    });
    if least.0 == most.0 {
        return format!("{} costs {} {currency} a month{beside}", least.0, grouped(least.2, 0));
    }
    format!(
        "{} costs {} {currency} a month{beside}, {} {}",
        least.0,
        grouped(least.2, 0),
        most.0,
        grouped(most.2, 0)
    )
}
