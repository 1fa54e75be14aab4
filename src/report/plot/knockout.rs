//! Knock-out bars: how far the service level falls without each person (or what else people are ranked by changes), the
//! one missed most on top.
//!
//! In: the records of a knock-out. Out: SVG. A loss that is not established is hollow, grey and said to be so in
//! words. Must not know: how people were taken away, how they are ranked.

use super::axis::{Scale, round_step, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, Mark, SERIES, SOFT, SOLID, WORDS};
use super::{EDGE, Head, WIDTH, made};
use crate::report::knockout::{Lost, SERVICE, called, finding, how_many, people, ranked_by};
use crate::report::words::{Kind, decimals, difference, grouped, kind, scaled, shortened};
use crate::study::record::{Results, Verdict};

/// Height of a row.
const ROW: f64 = 21.0;
/// People of a plot, at most.
const MOST: usize = 40;
/// Room for what is said of a row.
const SAID: f64 = 150.0;

/// Draws the plot; `None` where nobody is lost.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let all = people(results);
    let shown = &all[..all.len().min(MOST)];
    if shown.iter().all(|lost| lost.figure.difference.is_none()) {
        return None;
    }
    let title = title(results, &all);
    let ranking = ranked_by(results);
    let kind = kind(&all[0].figure.unit);
    let of =
        if all.len() > MOST { format!(" The {MOST} missed most of {}.", all.len()) } else { String::new() };
    let below = format!(
        "Change of the {}{} without each person, on the same contacts. {}. Bars: {:.0} % confidence intervals that hold all together.{of}",
        called(ranking),
        if ranking == SERVICE { " of all contacts" } else { "" },
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let names = shown.iter().map(|lost| WORDS.width(&shortened(lost.name, 28))).fold(0.0, f64::max) + 14.0;
    let body = head.height() + 30.0;
    let bottom = body + shown.len() as f64 * ROW;
    let mut canvas = Canvas::new(WIDTH, bottom + 34.0);
    head.draw(&mut canvas);
    let points = |value: Option<f64>| value.map(|value| scaled(kind, value));
    let ends = shown.iter().flat_map(|lost| {
        let figure = lost.figure;
        [
            points(figure.difference_lower.or(figure.difference)),
            points(figure.difference_upper.or(figure.difference)),
        ]
    });
    let (least, most) =
        ends.flatten().fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let pad = (0.05 * (most - least)).max(0.02);
    let (from, to) = (least - pad, most + pad.max(round_step(most - least, 6) * 0.2));
    let (left, right) = (EDGE + names, WIDTH - EDGE - SAID);
    let scale = Scale::linear(from, to, left, right);
    let unit = match kind {
        Kind::Share => "points",
        _ => all[0].figure.unit.name(),
    };
    let way = if ranking == SERVICE { "better" } else { "worse" };
    canvas.words(
        &format!("{}, {unit} ({way} →)", called(ranking)),
        left,
        head.height() + 14.0,
        WORDS.bold(13.0),
    );
    let places = tick_decimals(from, to, 6);
    for tick in ticks(from, to, 6) {
        let x = scale.at(tick);
        canvas.line(&[(x, body), (x, bottom)], GRID, 1.0, SOLID);
        let sign = if tick > 0.0 { "+" } else { "" };
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&format!("{sign}{}", grouped(tick, places)), x, bottom + 17.0, pen);
    }
    canvas.line(&[(scale.at(0.0), body - 4.0), (scale.at(0.0), bottom + 4.0)], INK, 1.5, SOLID);
    for (row, lost) in shown.iter().enumerate() {
        let y = body + (row as f64 + 0.5) * ROW;
        canvas.words(&shortened(lost.name, 28), left - 14.0, y + 4.0, WORDS.anchored(Anchor::End));
        one(&mut canvas, lost, &scale, y);
        canvas.words(&said(lost), right + 12.0, y + 4.0, WORDS);
    }
    Some(canvas.finish(&title, &below))
}

fn one(canvas: &mut Canvas, lost: &Lost<'_>, scale: &Scale, y: f64) {
    let Some(change) = lost.figure.difference else { return };
    let (colour, mark, hollow) = match lost.figure.verdict {
        Some(Verdict::Worse) => (SERIES[1], Mark::Square, false),
        Some(Verdict::Better) => (SERIES[0], Mark::Circle, false),
        _ => (SERIES[4], Mark::Circle, true),
    };
    let kind = kind(&lost.figure.unit);
    let x = scale.at(scaled(kind, change));
    // The bar itself is pale beside its end and interval.
    canvas.line(&[(scale.at(0.0), y), (x, y)], GRID, 9.0, SOLID);
    if let (Some(low), Some(high)) = (lost.figure.difference_lower, lost.figure.difference_upper) {
        let (low, high) = (scale.at(scaled(kind, low)), scale.at(scaled(kind, high)));
        canvas.line(&[(low, y), (high, y)], colour, 2.0, SOLID);
        for end in [low, high].into_iter().filter(|end| (end - x).abs() > 5.5) {
            canvas.line(&[(end, y - 4.0), (end, y + 4.0)], colour, 2.0, SOLID);
        }
    }
    canvas.mark(mark, (x, y), 4.5, colour, hollow);
}

fn said(lost: &Lost<'_>) -> String {
    let figure = lost.figure;
    match figure.verdict {
        Some(Verdict::Worse | Verdict::Better) => {
            let kind = kind(&figure.unit);
            let change = scaled(kind, figure.difference.unwrap_or_default());
            let sign = if change > 0.0 { "+" } else { "" };
            let unit = if kind == Kind::Share { "points" } else { figure.unit.name() };
            format!("{sign}{} {unit}", grouped(change, decimals(kind, change)))
        }
        Some(Verdict::NoDifference) => "too small to matter".to_owned(),
        _ => "undecided".to_owned(),
    }
}

/// The finding: the first clause of the page's first sentence; of a whole team, where that alone is missed.
fn title(results: &Results, all: &[Lost<'_>]) -> String {
    let felt = all.iter().filter(|lost| lost.is_felt()).count();
    let sentence = finding(results).into_iter().next().unwrap_or_default();
    let Some(first) = all.first().filter(|_| felt > 0) else {
        // Where no single loss is felt, that of a whole team may be.
        let team = finding(results).into_iter().find(|sentence| sentence.starts_with("Without all of"));
        let team = team.and_then(|sentence| Some(sentence.split_once(" (")?.0.replacen('W', "w", 1)));
        let team = team.map_or(String::new(), |team| format!("; {team}"));
        return sentence.trim_end_matches('.').to_owned() + &team;
    };
    let staffing = results.provenance.staffings.first().map_or("", String::as_str);
    let figure = first.figure;
    let size = difference(figure.difference.map(f64::abs), &figure.unit, figure.unit.name());
    let near = sentence.contains("as far as can be told");
    format!(
        "{staffing} depends most on {}{}: {} of {}; the loss of {} is felt",
        first.name,
        if near { ", as far as can be told" } else { "" },
        size.trim_start_matches('+'),
        called(ranked_by(results)),
        how_many(felt, all.len())
    )
}
