//! Paired differences from the baseline: one panel per headline figure, one row per staffing.
//!
//! In: records with a difference and a verdict. Out: SVG. A difference that is not established is hollow, grey and
//! said to be so in words. Must not know: how verdicts were reached.

use super::axis::{Scale, round_step, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, Colour, GRID, INK, Mark, SERIES, SOFT, SOLID, WORDS};
use super::{EDGE, Head, WIDTH, bars, made};
use crate::report::finding::{Against, against_baseline};
use crate::report::words::{Kind, grouped, kind, scaled, shortened};
use crate::study::record::{Record, Results, Verdict};

/// Height of a row.
const ROW: f64 = 25.0;
/// Room for what is said of a row.
const SAID: f64 = 138.0;

/// Draws the plot; `None` where nothing is compared.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let figures = against_baseline(results);
    let rows: Vec<&str> = results
        .provenance
        .staffings
        .iter()
        .map(String::as_str)
        .filter(|name| figures.iter().any(|a| a.records.iter().any(|r| r.staffing == *name)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let baseline = &results.provenance.baseline;
    let title = title(baseline, &figures);
    let below = format!(
        "Each staffing minus {baseline}, on the same contacts; in brackets the number of staffings. {}. {}.",
        made(results),
        bars(results)
    );
    let head = Head::new(&title, &below);
    let columns = figures.len().min(2);
    let lines = figures.len().div_ceil(columns);
    let names = rows.iter().map(|name| WORDS.width(&shortened(name, 28))).fold(0.0, f64::max) + 14.0;
    let panel = 62.0 + rows.len() as f64 * ROW;
    let height = head.height() + lines as f64 * (panel + 14.0) + 8.0;
    let mut canvas = Canvas::new(WIDTH, height);
    head.draw(&mut canvas);
    let room = (WIDTH - 2.0 * EDGE - names) / columns as f64;
    for (place, against) in figures.iter().enumerate() {
        let top = head.height() + (place / columns) as f64 * (panel + 14.0);
        let left = EDGE + names + (place % columns) as f64 * room;
        if place % columns == 0 {
            for (row, name) in rows.iter().enumerate() {
                let y = top + 30.0 + (row as f64 + 0.5) * ROW;
                canvas.line(&[(EDGE + names, y), (WIDTH - EDGE, y)], GRID, 0.6, SOLID);
                let y = y + 4.0;
                canvas.words(&shortened(name, 28), EDGE + names - 14.0, y, WORDS.anchored(Anchor::End));
            }
        }
        one_panel(&mut canvas, against, &rows, (left, top, room), &results.provenance.currency);
    }
    Some(canvas.finish(&title, &below))
}

/// The finding in words, from the verdicts alone; bad news is as much part of it as good.
fn title(baseline: &str, figures: &[Against]) -> String {
    let mut parts = Vec::new();
    for (verdict, word) in [(Verdict::Better, "better"), (Verdict::Worse, "worse")] {
        let names: Vec<String> = figures
            .iter()
            .filter_map(|against| {
                let (count, all) = (against.with(verdict).len(), against.records.len());
                let how_many = if count == all && all > 1 { format!("all {all}") } else { count.to_string() };
                (count > 0).then(|| format!("{} ({how_many})", against.figure))
            })
            .collect();
        if !names.is_empty() {
            parts.push(format!("{word} {}", names.join(", ")));
        }
    }
    if parts.is_empty() {
        return format!("No staffing differs clearly from {baseline}");
    }
    let (small, open): (Vec<&Against>, Vec<&Against>) = figures
        .iter()
        .filter(|a| a.with(Verdict::Better).is_empty() && a.with(Verdict::Worse).is_empty())
        .partition(|a| a.with(Verdict::NoDifference).len() == a.records.len());
    for (which, said) in [(small, "no difference that matters in"), (open, "no clear difference in")] {
        let names: Vec<&str> = which.iter().map(|against| against.figure.as_str()).collect();
        if !names.is_empty() {
            parts.push(format!("{said} {}", names.join(", ")));
        }
    }
    format!("Against {baseline}: {}", parts.join("; "))
}

fn one_panel(
    canvas: &mut Canvas,
    against: &Against,
    rows: &[&str],
    (left, top, room): (f64, f64, f64),
    currency: &str,
) {
    let records = &against.records;
    let unit = kind(&records[0].unit);
    let high = |record: &Record| record.difference_upper.or(record.difference);
    let low = |record: &Record| record.difference_lower.or(record.difference);
    let most = records.iter().filter_map(|r| high(r)).fold(0.0, f64::max);
    let least = records.iter().filter_map(|r| low(r)).fold(0.0, f64::min);
    let (most, least) = (scaled(unit, most), scaled(unit, least));
    let pad = ((most - least) * 0.06).max(1e-9);
    let step = round_step(most - least + 2.0 * pad, 4);
    let (from, to) = (least - pad.max(step * 0.15), most + pad.max(step * 0.15));
    let right = left + room - SAID - 12.0;
    let scale = Scale::linear(from, to, left + 6.0, right);
    let body = top + 30.0;
    let bottom = body + rows.len() as f64 * ROW;
    canvas.words(&heading(against, unit, currency), left, top + 14.0, WORDS.bold(13.0));
    let places = tick_decimals(from, to, 4);
    for tick in ticks(from, to, 4) {
        let x = scale.at(tick);
        canvas.line(&[(x, body), (x, bottom)], GRID, 1.0, SOLID);
        let sign = if tick > 0.0 { "+" } else { "" };
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&format!("{sign}{}", grouped(tick, places)), x, bottom + 17.0, pen);
    }
    canvas.line(&[(left + 6.0, bottom), (right, bottom)], GRID, 1.0, SOLID);
    canvas.line(&[(scale.at(0.0), body - 4.0), (scale.at(0.0), bottom + 4.0)], INK, 1.5, SOLID);
    for record in records {
        let Some(row) = rows.iter().position(|name| *name == record.staffing) else { continue };
        let y = body + (row as f64 + 0.5) * ROW;
        let Some(difference) = record.difference else { continue };
        let (colour, mark, hollow) = looks(record.verdict);
        let x = scale.at(scaled(unit, difference));
        if let (Some(low), Some(high)) = (record.difference_lower, record.difference_upper) {
            let (low, high) = (scale.at(scaled(unit, low)), scale.at(scaled(unit, high)));
            canvas.line(&[(low, y), (high, y)], colour, 2.0, SOLID);
            // An interval narrower than the mark has no visible ends.
            for end in [low, high].into_iter().filter(|end| (end - x).abs() > 5.5) {
                canvas.line(&[(end, y - 4.5), (end, y + 4.5)], colour, 2.0, SOLID);
            }
        }
        canvas.mark(mark, (x, y), 4.5, colour, hollow);
        canvas.words_on_patch(&said(record, unit), right + 12.0, y + 4.0, WORDS);
    }
}

fn heading(against: &Against, unit: Kind, currency: &str) -> String {
    let measure = match unit {
        Kind::Share => "points".to_owned(),
        Kind::Time => "seconds".to_owned(),
        Kind::Money => currency.to_owned(),
        Kind::Count => against.records[0].unit.to_string(),
    };
    let mut text =
        if measure.is_empty() { against.figure.clone() } else { format!("{}, {measure}", against.figure) };
    // Which way is good is read off the verdicts; without a clear one it is not said.
    let good = against.records.iter().find_map(|record| match (record.verdict, record.difference) {
        (Some(Verdict::Better), Some(d)) => Some(d > 0.0),
        (Some(Verdict::Worse), Some(d)) => Some(d < 0.0),
        _ => None,
    });
    match good {
        Some(true) => text.push_str(" (better →)"),
        Some(false) => text.push_str(" (← better)"),
        None => {}
    }
    text
}

fn looks(verdict: Option<Verdict>) -> (Colour, Mark, bool) {
    match verdict {
        Some(Verdict::Better) => (SERIES[0], Mark::Circle, false),
        Some(Verdict::Worse) => (SERIES[1], Mark::Square, false),
        _ => (SERIES[4], Mark::Circle, true),
    }
}

fn said(record: &Record, unit: Kind) -> String {
    let number = |value: f64| {
        let value = scaled(unit, value);
        let sign = if value > 0.0 { "+" } else { "" };
        let places = usize::from(unit != Kind::Money && value.abs() < 100.0);
        format!("{sign}{}", grouped(value, places))
    };
    match (record.verdict, record.difference) {
        (Some(Verdict::Better), Some(d)) => format!("{} better", number(d)),
        (Some(Verdict::Worse), Some(d)) => format!("{} worse", number(d)),
        (Some(Verdict::NoDifference), _) => "too small to matter".to_owned(),
        _ => "no clear difference".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::report::finding::against_baseline;
    use crate::report::sample::sample;
    use crate::study::record::Verdict;

    #[test]
    fn what_is_too_small_is_told_from_what_is_open() {
        let said = |verdict: Verdict| {
            let mut results = sample();
            let costs = results.records.iter_mut().filter(|one| one.metric == "cost_per_month");
            costs.filter(|one| one.verdict.is_some()).for_each(|one| one.verdict = Some(verdict));
            title(&results.provenance.baseline, &against_baseline(&results))
        };
        let small = said(Verdict::NoDifference);
        assert!(small.contains("no difference that matters in cost per month"), "{small}");
        let open = said(Verdict::Undecided);
        assert!(open.contains("no clear difference in cost per month"), "{open}");
    }
}
