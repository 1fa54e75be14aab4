//! How evenly knowledge is spread over people: Lorenz curves.
//!
//! In: the curves `knowledge_lorenz`. Out: SVG, a curve per staffing with its band, and the line of equal shares.
//! Must not know: how knowledge is measured.

use super::axis::{Scale, ticks};
use super::canvas::{Anchor, Canvas, GRID, SOFT, SOLID, WORDS, look};
use super::edge::spread;
use super::{EDGE, Head, WIDTH, bars, made};
use crate::metrics::catalogue::{KNOWLEDGE_LORENZ, Unit};
use crate::report::words::{bare, shortened};
use crate::study::record::{Record, Results};

/// Side of the square that is drawn in.
const SIDE: f64 = 420.0;
/// Room for the axis at the left.
const AXIS: f64 = 60.0;

/// Draws the plot; `None` where nothing is known of knowledge.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let curves: Vec<(usize, &str, Vec<&Record>)> = results
        .provenance
        .staffings
        .iter()
        .enumerate()
        .map(|(place, name)| (place, name.as_str(), points(results, name)))
        .filter(|(.., points)| points.len() > 1)
        .collect();
    let title = title(&curves)?;
    let below = format!(
        "People from those who know least to those who know most; what they know is counted in contacts remembered at the end. {}. {}.",
        made(results),
        bars(results)
    );
    let head = Head::new(&title, &below);
    let mut canvas = Canvas::new(WIDTH, head.height() + SIDE + 90.0);
    head.draw(&mut canvas);
    let (left, top) = (EDGE + AXIS, head.height() + 20.0);
    let (right, low) = (left + SIDE, top + SIDE);
    let (x, y) = (Scale::linear(0.0, 100.0, left, right), Scale::linear(0.0, 100.0, low, top));
    for tick in ticks(0.0, 100.0, 5) {
        canvas.line(&[(left, y.at(tick)), (right, y.at(tick))], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&format!("{tick:.0} %"), left - 8.0, y.at(tick) + 4.0, pen);
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&format!("{tick:.0} %"), x.at(tick), low + 19.0, pen);
    }
    canvas.words("share of people", f64::midpoint(left, right), low + 38.0, WORDS.anchored(Anchor::Middle));
    canvas.words("share of what is known", left, top - 10.0, WORDS);
    canvas.line(&[(left, low), (right, top)], SOFT, 1.0, &[3.0, 3.0]);
    canvas.words("all know alike", x.at(58.0), y.at(66.0), WORDS.anchored(Anchor::End).coloured(SOFT));
    for (place, _, points) in &curves {
        let look = look(*place);
        let spot = |record: &&Record, value: Option<f64>| {
            (x.at(100.0 * record.at.unwrap_or(0.0)), y.inside(100.0 * value.unwrap_or(0.0)))
        };
        let mut line = vec![(left, low)];
        line.extend(points.iter().map(|record| spot(record, record.mean)));
        canvas.line(&line, look.colour, 2.0, look.dash);
        for record in points {
            let ends = [spot(record, record.lower), spot(record, record.upper)];
            canvas.line(&ends, look.colour, 1.0, SOLID);
        }
    }
    key(&mut canvas, &curves, (right + 40.0, top, low));
    Some(canvas.finish(&title, &below))
}

fn points<'a>(results: &'a Results, staffing: &str) -> Vec<&'a Record> {
    let is_it = |record: &&Record| {
        record.metric == KNOWLEDGE_LORENZ.name
            && record.staffing == staffing
            && record.point.is_empty()
            && record.mean.is_some()
            && record.at.is_some()
    };
    let mut points: Vec<&Record> = results.records.iter().filter(is_it).collect();
    points.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
    points
}

/// What those hold who know least, up to half of the people.
fn lower_half(points: &[&Record]) -> Option<(f64, f64, f64)> {
    let record = points.iter().rev().find(|record| record.at.is_some_and(|at| at <= 0.5))?;
    let mean = record.mean?;
    Some((mean, record.lower.unwrap_or(mean), record.upper.unwrap_or(mean)))
}

fn title(curves: &[(usize, &str, Vec<&Record>)]) -> Option<String> {
    let mut shares: Vec<(&str, (f64, f64, f64))> =
        curves.iter().filter_map(|(_, name, points)| Some((*name, lower_half(points)?))).collect();
    shares.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let (least, most) = (shares.first()?, shares.last()?);
    let share = |of: &(&str, (f64, f64, f64))| bare(Some(of.1.0), &Unit::Share);
    Some(if shares.len() > 1 && least.1.2 < most.1.1 {
        format!(
            "The half of the people who know least hold {} % of what is known with {}, {} % with {}",
            share(least),
            least.0,
            share(most),
            most.0
        )
    } else {
        format!("The half of the people who know least hold about {} % of what is known", share(least))
    })
}

/// Names beside the curves, with the Gini coefficient's place left to the tables.
fn key(canvas: &mut Canvas, curves: &[(usize, &str, Vec<&Record>)], (left, top, low): (f64, f64, f64)) {
    let wanted: Vec<f64> = (0..curves.len()).map(|line| top + 20.0 + 26.0 * line as f64).collect();
    for ((place, name, points), at) in curves.iter().zip(spread(&wanted, 24.0, top, low)) {
        let look = look(*place);
        canvas.line(&[(left, at - 4.0), (left + 34.0, at - 4.0)], look.colour, 2.0, look.dash);
        let share = lower_half(points).map_or_else(String::new, |share| {
            format!(" {} % with the lower half", bare(Some(share.0), &Unit::Share))
        });
        canvas.words(&shortened(name, 24), left + 44.0, at, WORDS.bold(12.0));
        let width = WORDS.bold(12.0).width(&shortened(name, 24));
        canvas.words(&share, left + 48.0 + width, at, WORDS.coloured(SOFT));
    }
}
