//! Figures along one lever: a line with a band per staffing, a small panel per figure.
//!
//! In: the records of a sweep of one lever. Out: SVG. Must not know: how the points were played.

use super::axis::{Scale, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::{EDGE, Head, WIDTH, made};
use crate::report::sweep::along::Grid;
use crate::report::sweep::finding;
use crate::report::words::{Kind, capital, figure, grouped, kind, lever_value, scaled, shortened};
use crate::study::record::{Record, Results};

/// Panels side by side, and the height of a panel's drawing.
const COLUMNS: usize = 2;
const PANEL: f64 = 190.0;
/// Room above and below a panel.
const AROUND: f64 = 74.0;
/// Room for the values left of a panel.
const VALUES: f64 = 62.0;
/// Entries of the key side by side.
const KEYS: usize = 4;

/// Draws the plot; `None` unless one lever was swept over several values.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let grid = Grid::of(results);
    let [lever] = grid.levers.as_slice() else { return None };
    let figures = grid.figures();
    if lever.values.len() < 2 || figures.is_empty() {
        return None;
    }
    let title = finding(&grid).into_iter().next()?;
    let title = title.trim_end_matches('.').to_owned();
    let below = format!(
        "Every staffing at {} values of {}, on the same contacts. {}. Bands: {:.0} % confidence intervals. The axes begin where the figures do.",
        lever.values.len(),
        lever.path,
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let names = &results.provenance.staffings;
    let top = head.height() + 14.0 + names.len().div_ceil(KEYS) as f64 * 22.0;
    let rows = figures.len().div_ceil(COLUMNS);
    let mut canvas = Canvas::new(WIDTH, top + rows as f64 * (PANEL + AROUND) + 4.0);
    head.draw(&mut canvas);
    key(&mut canvas, names, head.height() + 18.0);
    let width = (WIDTH - 2.0 * EDGE - 24.0) / COLUMNS as f64;
    for (place, (metric, scope)) in figures.iter().enumerate() {
        let left = EDGE + (place % COLUMNS) as f64 * (width + 24.0);
        let panel = Panel {
            grid: &grid,
            metric,
            scope,
            left,
            right: left + width,
            top: top + (place / COLUMNS) as f64 * (PANEL + AROUND),
        };
        panel.draw(&mut canvas);
    }
    Some(canvas.finish(&title, &below))
}

/// Names of the staffings with their looks.
fn key(canvas: &mut Canvas, names: &[String], top: f64) {
    let room = (WIDTH - 2.0 * EDGE) / KEYS as f64;
    for (place, name) in names.iter().enumerate() {
        let (x, y) = (EDGE + (place % KEYS) as f64 * room, top + (place / KEYS) as f64 * 22.0);
        let look = look(place);
        canvas.line(&[(x, y - 4.0), (x + 34.0, y - 4.0)], look.colour, 2.0, look.dash);
        canvas.mark(look.mark, (x + 17.0, y - 4.0), 4.5, look.colour, false);
        canvas.words(&shortened(name, 26), x + 42.0, y, WORDS);
    }
}

/// One figure along the lever.
struct Panel<'a> {
    grid: &'a Grid<'a>,
    metric: &'a str,
    scope: &'a str,
    left: f64,
    right: f64,
    top: f64,
}

/// A place on the axis, mean and interval.
type Spot = (f64, f64, f64, f64);

impl Panel<'_> {
    fn draw(&self, canvas: &mut Canvas) {
        let Some(sample) = self.grid.first(self.metric, self.scope) else { return };
        let kind = kind(&sample.unit);
        let lines: Vec<Vec<Spot>> =
            self.grid.results.provenance.staffings.iter().map(|name| self.line(name)).collect();
        let goal = self.goal().map(|goal| scaled(kind, goal));
        let ends = lines.iter().flatten().flat_map(|spot| [spot.2, spot.3]).chain(goal);
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        // Chance is not to look like a trend: costs that lie within 2 % of each other take up a part of the panel.
        let pad =
            ((high - low) * 0.06).max(if kind == Kind::Share { 0.5 } else { high.abs() * 0.01 }).max(1e-6);
        let (mut low, mut high) = (low - pad, high + pad);
        if kind == Kind::Share {
            (low, high) = (low.max(0.0), high.min(100.0));
        }
        let (top, bottom) = (self.top + 26.0, self.top + 26.0 + PANEL);
        let left = self.left + VALUES;
        canvas.words(
            &heading(sample, &self.grid.results.provenance.currency),
            self.left,
            self.top + 12.0,
            WORDS.bold(13.0),
        );
        let down = Scale::linear(low, high, bottom, top);
        for tick in ticks(low, high, 5) {
            let y = down.at(tick);
            canvas.line(&[(left, y), (self.right, y)], GRID, 1.0, SOLID);
            let text = grouped(tick, tick_decimals(low, high, 5));
            canvas.words(&text, left - 8.0, y + 4.0, WORDS.anchored(Anchor::End).coloured(SOFT));
        }
        let across = self.axis(canvas, left, bottom);
        if let Some(goal) = goal {
            canvas.line(&[(left, down.at(goal)), (self.right, down.at(goal))], INK, 1.2, &[4.0, 3.0]);
        }
        for (place, line) in lines.iter().enumerate() {
            let upper = line.iter().map(|spot| (across.at(spot.0), down.at(spot.3)));
            let lower = line.iter().rev().map(|spot| (across.at(spot.0), down.at(spot.2)));
            canvas.band(&upper.chain(lower).collect::<Vec<_>>(), look(place).colour);
        }
        for (place, line) in lines.iter().enumerate() {
            let look = look(place);
            let spots: Vec<(f64, f64)> =
                line.iter().map(|spot| (across.at(spot.0), down.at(spot.1))).collect();
            canvas.line(&spots, look.colour, 2.0, look.dash);
            for spot in spots {
                canvas.mark(look.mark, spot, 3.5, look.colour, false);
            }
        }
        if let Some(goal) = goal {
            let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
            let said = format!("goal {}", grouped(goal, tick_decimals(low, high, 5)));
            canvas.words_on_patch(&said, left - 8.0, down.at(goal) + 4.0, pen);
        }
    }

    /// Where the values stand: as numbers where all are and can be told apart so, else one beside the other.
    fn places(&self) -> (Vec<f64>, bool) {
        let values = &self.grid.levers[0].values;
        let numbers: Option<Vec<f64>> = values
            .iter()
            .map(|value| value.parse::<f64>().ok().filter(|number| number.is_finite()))
            .collect();
        match numbers {
            Some(numbers) if !by_factors(&numbers) => (numbers, true),
            _ => ((0..values.len()).map(|place| place as f64).collect(), false),
        }
    }

    fn axis(&self, canvas: &mut Canvas, left: f64, bottom: f64) -> Scale {
        let lever = &self.grid.levers[0];
        let (places, numbers) = self.places();
        let least = places.iter().copied().fold(f64::INFINITY, f64::min);
        let most = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let across = Scale::linear(least, most, left + 10.0, self.right - 10.0);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        let labels: Vec<(f64, String)> = if numbers && lever.values.len() > 8 {
            let places = tick_decimals(least, most, 6);
            ticks(least, most, 6).into_iter().map(|tick| (tick, grouped(tick, places))).collect()
        } else {
            places
                .iter()
                .zip(&lever.values)
                .map(|(place, value)| (*place, shortened(&lever_value(value), 12)))
                .collect()
        };
        let mut labels: Vec<(f64, String)> =
            labels.into_iter().map(|(value, text)| (across.at(value), text)).collect();
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free_from = f64::NEG_INFINITY;
        for (x, text) in labels {
            let half = 0.5 * WORDS.width(&text);
            canvas.line(&[(x, bottom), (x, bottom + 4.0)], INK, 1.0, SOLID);
            if x - half >= free_from {
                canvas.words(&text, x, bottom + 18.0, pen);
                free_from = x + half + 8.0;
            }
        }
        canvas.line(&[(left, bottom), (self.right, bottom)], INK, 1.2, SOLID);
        let path = shortened(lever.path, 52);
        canvas.words(&path, self.right, bottom + 35.0, WORDS.anchored(Anchor::End).coloured(SOFT));
        across
    }

    fn line(&self, staffing: &str) -> Vec<Spot> {
        let (places, _) = self.places();
        let values = &self.grid.levers[0].values;
        let mut spots: Vec<Spot> = self
            .grid
            .points
            .iter()
            .filter_map(|at| {
                let place = values.iter().position(|value| *value == at.values[0])?;
                let record = at.figure(staffing, self.metric, self.scope)?;
                let of = |value: f64| scaled(kind(&record.unit), value);
                let mean = record.mean?;
                let (lower, upper) = (record.lower.unwrap_or(mean), record.upper.unwrap_or(mean));
                Some((places[place], of(mean), of(lower), of(upper)))
            })
            .collect();
        spots.sort_by(|a, b| a.0.total_cmp(&b.0));
        spots
    }

    /// The goal that is set for this figure, unless staffings promise different things.
    fn goal(&self) -> Option<f64> {
        let provenance = &self.grid.results.provenance;
        let channel = self.scope.strip_prefix("channel=").unwrap_or_default();
        let mut goals =
            provenance.goals.iter().filter(|goal| goal.metric == self.metric && goal.channel == channel);
        goals.next().filter(|_| provenance.promises.is_empty()).map(|goal| goal.threshold)
    }
}

/// Whether ascending values lie so unevenly that the close ones would fall together on an even axis.
fn by_factors(values: &[f64]) -> bool {
    let gaps = || values.windows(2).map(|pair| pair[1] - pair[0]);
    let all = values.last().zip(values.first()).map_or(0.0, |(last, first)| last - first);
    values.len() > 2 && gaps().all(|gap| gap > 0.0) && gaps().fold(f64::INFINITY, f64::min) < all / 40.0
}

/// The figure with its unit.
pub(super) fn heading(record: &Record, currency: &str) -> String {
    let unit = match kind(&record.unit) {
        Kind::Share => "%",
        Kind::Time => "s",
        Kind::Money => currency,
        Kind::Count => "",
    };
    let name = capital(&figure(record));
    if unit.is_empty() { name } else { format!("{name}, {unit}") }
}
