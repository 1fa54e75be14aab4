//! Figures over two levers: which staffing is the best where, and a map of each figure by staffing.
//!
//! In: the records of a sweep of two levers. Out: SVG. Must not know: how the points were played.

use super::canvas::{Anchor, Canvas, Colour, INK, PAPER, SERIES, SOFT, SOLID, WORDS};
use super::hatch::patch;
use super::sweep::heading;
use super::{EDGE, Head, WIDTH, made};
use crate::report::sweep::along::{At, Grid};
use crate::report::sweep::finding;
use crate::report::words::{bare, decimals, grouped, kind, lever_value, scaled, shortened};
use crate::study::record::Results;

/// Maps side by side, and the height of a row of cells.
const COLUMNS: usize = 3;
const ROW: f64 = 24.0;
/// Room for the values of the second lever.
const VALUES: f64 = 64.0;
/// The ends of the scale of colours.
const LEAST: Colour = Colour(0xF0, 0xF5, 0xFA);
const MOST: Colour = Colour(0x08, 0x45, 0x7E);

/// Draws the plot; `None` unless two levers were swept.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let grid = Grid::of(results);
    let [across, down] = grid.levers.as_slice() else { return None };
    let figures = grid.figures();
    // A sample fills no map.
    let cells = across.values.len() * down.values.len();
    if across.values.len() < 2 || down.values.len() < 2 || figures.is_empty() || grid.points.len() * 2 < cells
    {
        return None;
    }
    let title = finding(&grid).into_iter().next()?;
    let title = title.trim_end_matches('.').to_owned();
    let below = format!(
        "{} from left to right, {} from top to bottom. {}. Numbers are means; their {:.0} % confidence intervals are in \
         the data.",
        across.path,
        down.path,
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let names = &results.provenance.staffings;
    let height = down.values.len() as f64 * ROW + 62.0;
    let bands = names.len().div_ceil(COLUMNS);
    let judged = grid.can_be_judged();
    let sections = figures.len() * bands + usize::from(judged);
    let total = head.height() + sections as f64 * height + figures.len() as f64 * 26.0 + 24.0;
    let mut canvas = Canvas::new(WIDTH, total);
    head.draw(&mut canvas);
    let mut top = head.height() + 16.0;
    if judged {
        best(&mut canvas, &grid, top);
        top += height;
    }
    for (metric, scope) in &figures {
        let Some(sample) = grid.first(metric, scope) else { continue };
        let range = range(&grid, metric, scope);
        let name = heading(sample, &results.provenance.currency);
        canvas.words(&name, EDGE, top + 12.0, WORDS.bold(14.0));
        // Narrow cells have no numbers: the shades are told here.
        let places = decimals(kind(&sample.unit), range.1);
        let said =
            format!("from {} (light) to {} (dark)", grouped(range.0, places), grouped(range.1, places));
        let after = EDGE + WORDS.bold(14.0).width(&name) + 10.0;
        canvas.words(&said, after, top + 12.0, WORDS.coloured(SOFT));
        top += 26.0;
        for (place, name) in names.iter().enumerate() {
            let number = |at: &At<'_>| {
                at.figure(name, metric, scope).and_then(|record| Some((record.mean?, record.unit.clone())))
            };
            let cell = |at: &At<'_>| {
                number(at).map(|(mean, unit)| {
                    (
                        Fill::Shade(shade((scaled(kind(&unit), mean) - range.0) / (range.1 - range.0))),
                        bare(Some(mean), &unit),
                    )
                })
            };
            map(&mut canvas, &grid, name, (place % COLUMNS, top + (place / COLUMNS) as f64 * height), &cell);
        }
        top += bands as f64 * height;
    }
    Some(canvas.finish(&title, &below))
}

/// Least and most of a figure over all staffings, apart.
fn range(grid: &Grid<'_>, metric: &str, scope: &str) -> (f64, f64) {
    let names = &grid.results.provenance.staffings;
    let all =
        grid.points.iter().flat_map(|at| names.iter().filter_map(|name| at.figure(name, metric, scope)));
    let values = all.filter_map(|record| Some(scaled(kind(&record.unit), record.mean?)));
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    (low, if high > low { high } else { low + 1.0 })
}

/// Which staffing is the best, with the key.
fn best(canvas: &mut Canvas, grid: &Grid<'_>, top: f64) {
    let names = &grid.results.provenance.staffings;
    let what = if grid.with_goals() { "The cheapest that meets all goals" } else { "The cheapest" };
    let place = |name: &str| names.iter().position(|known| known == name);
    let cell = |at: &At<'_>| {
        let best = at.best();
        let text =
            best.said(|name| place(name).map_or_else(|| name.to_owned(), |place| (place + 1).to_string()));
        // Those that cost the same have no colour of one of them.
        let how = match best.staffings.as_slice() {
            [one] => place(one).map_or(Fill::Shade(PAPER), Fill::Of),
            _ => Fill::Shade(PAPER),
        };
        Some((how, text))
    };
    map(canvas, grid, what, (0, top), &cell);
    let x = EDGE + (WIDTH - 2.0 * EDGE) / COLUMNS as f64 + 20.0;
    for (place, name) in names.iter().enumerate() {
        let column = place / grid.levers[1].values.len().max(2);
        let row = place % grid.levers[1].values.len().max(2);
        let (x, y) = (x + column as f64 * 190.0, top + 26.0 + row as f64 * ROW);
        fill(canvas, Fill::Of(place), (x, y + 3.0, 26.0, ROW - 6.0), &(place + 1).to_string());
        canvas.words(&shortened(name, 22), x + 34.0, y + 16.0, WORDS);
    }
    let rows = names.len().min(grid.levers[1].values.len().max(2)) as f64;
    let pen = WORDS.coloured(SOFT);
    canvas.words(
        "?  another may be, the replications do not settle it; 1 = 2  both cost the same",
        x,
        top + 26.0 + rows * ROW + 18.0,
        pen,
    );
}

/// How a cell is filled.
#[derive(Clone, Copy)]
enum Fill {
    /// With a colour of the scale.
    Shade(Colour),
    /// With the look of a staffing, by its place: its colour, hatched from the second round of colours on.
    Of(usize),
}

/// What a cell shows: how it is filled, and its words; `None` where there is nothing.
type Cell<'a> = dyn Fn(&At<'_>) -> Option<(Fill, String)> + 'a;

/// A filled box with its words, where there is room for them.
fn fill(canvas: &mut Canvas, how: Fill, (x, y, width, height): (f64, f64, f64, f64), text: &str) {
    let colour = match how {
        Fill::Shade(colour) => colour,
        Fill::Of(place) => SERIES[place % SERIES.len()],
    };
    let hatched = matches!(how, Fill::Of(place) if place >= SERIES.len());
    if let (Fill::Of(place), true) = (how, hatched) {
        patch(canvas, place, x, y, width, height);
    } else {
        canvas.rect(x, y, width, height, colour);
    }
    if WORDS.width(text) + 4.0 > width {
        return;
    }
    let (middle, line) = (x + 0.5 * width, y + 0.5 * height + 4.0);
    let pen = WORDS.anchored(Anchor::Middle);
    if hatched {
        canvas.words_on_patch(text, middle, line, pen);
    } else {
        canvas.words(text, middle, line, pen.coloured(readable(colour)));
    }
}

/// A map in a column of the sheet.
fn map(canvas: &mut Canvas, grid: &Grid<'_>, name: &str, (column, top): (usize, f64), cell: &Cell<'_>) {
    let room = (WIDTH - 2.0 * EDGE) / COLUMNS as f64;
    let (across, down) = (&grid.levers[0].values, &grid.levers[1].values);
    let left = EDGE + column as f64 * room + VALUES;
    let width = (room - VALUES - 14.0) / across.len() as f64;
    canvas.words(&shortened(name, 34), EDGE + column as f64 * room, top + 16.0, WORDS.bold(12.0));
    let top = top + 26.0;
    for (row, value) in down.iter().enumerate() {
        let y = top + row as f64 * ROW + 16.0;
        canvas.words(
            &shortened(&lever_value(value), 9),
            left - 8.0,
            y,
            WORDS.anchored(Anchor::End).coloured(SOFT),
        );
    }
    let bottom = top + down.len() as f64 * ROW;
    let mut free_from = f64::NEG_INFINITY;
    for (place, value) in across.iter().enumerate() {
        let (x, text) = (left + (place as f64 + 0.5) * width, shortened(&lever_value(value), 9));
        let half = 0.5 * WORDS.width(&text);
        if x - half >= free_from {
            canvas.words(&text, x, bottom + 17.0, WORDS.anchored(Anchor::Middle).coloured(SOFT));
            free_from = x + half + 6.0;
        }
    }
    for at in &grid.points {
        let place = |values: &[&str], value: &str| values.iter().position(|known| *known == value);
        let (Some(x), Some(y)) = (place(across, at.values[0]), place(down, at.values[1])) else { continue };
        let Some((how, text)) = cell(at) else { continue };
        fill(canvas, how, (left + x as f64 * width, top + y as f64 * ROW, width, ROW), &text);
    }
    let right = left + across.len() as f64 * width;
    canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], INK, 1.0, SOLID);
}

/// A colour of the scale, 0 the lightest.
fn shade(share: f64) -> Colour {
    let share = share.clamp(0.0, 1.0);
    let between =
        |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    Colour(between(LEAST.0, MOST.0), between(LEAST.1, MOST.1), between(LEAST.2, MOST.2))
}

/// Ink or paper, whichever is read more easily on a colour.
fn readable(Colour(red, green, blue): Colour) -> Colour {
    let part = |value: u8| (f64::from(value) / 255.0) * (f64::from(value) / 255.0);
    let light = 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    if light > 0.18 { INK } else { PAPER }
}
