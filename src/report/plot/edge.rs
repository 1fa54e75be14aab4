//! Names in a column at the right edge of a panel, each led to from the end of its line.
//!
//! In: ends of lines, looks, names. Out: strokes on the canvas. Must not know: records.

use super::canvas::{Canvas, SOLID, WORDS, look};
use super::geometry::Point;
use crate::report::words::shortened;

/// From one name to the next.
const GAP: f64 = 16.0;

/// A line that is named: its place among the series, its name, its last point.
pub(crate) type Named<'a> = (usize, &'a str, Point);

/// Height of a panel in which so many lines can be named, at least `least`.
pub(crate) fn height(lines: usize, least: f64) -> f64 {
    least.max(lines.saturating_sub(1) as f64 * GAP)
}

/// Names the lines right of `edge`, between `high` and `low`; each name with the look of its line.
pub(crate) fn names(canvas: &mut Canvas, lines: &[Named<'_>], edge: f64, (high, low): (f64, f64)) {
    let ends: Vec<f64> = lines.iter().map(|line| line.2.1).collect();
    for ((place, name, end), label) in lines.iter().zip(spread(&ends, GAP, high, low)) {
        let look = look(*place);
        canvas.line(&leader(*end, edge, label), look.colour, 0.8, SOLID);
        canvas.line(&[(edge + 12.0, label), (edge + 38.0, label)], look.colour, 2.0, look.dash);
        canvas.mark(look.mark, (edge + 25.0, label), 4.0, look.colour, false);
        canvas.words(&shortened(name, 24), edge + 44.0, label + 4.0, WORDS);
    }
}

/// From the end of a line level to the edge, and only there up or down: so none crosses another.
fn leader(end: Point, edge: f64, label: f64) -> [Point; 3] {
    [end, (edge.max(end.0), end.1), (edge + 12.0, label)]
}

/// Moves the wanted positions as little as needed, so that neighbours are `gap` apart and all lie
/// between `low` and `high`. The answer is in the order of the question.
pub(crate) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    // Blocks of touching labels, each centred on the mean of what its labels want.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for place in &order {
        blocks.push((wanted[*place].clamp(low, high), 1));
        while blocks.len() > 1 {
            let (above, below) = (blocks[blocks.len() - 2], blocks[blocks.len() - 1]);
            let reach = (above.1 + below.1) as f64 / 2.0 * gap;
            if below.0 - above.0 >= reach {
                break;
            }
            let count = above.1 + below.1;
            let half = |n: usize| (n - 1) as f64 / 2.0 * gap;
            let centre = (above.0 * above.1 as f64 + below.0 * below.1 as f64) / count as f64;
            let centre = centre.min(high - half(count)).max(low + half(count));
            blocks.pop();
            blocks.pop();
            blocks.push((centre, count));
        }
    }
    let mut places = vec![0.0; wanted.len()];
    let mut next = order.into_iter();
    for (centre, count) in blocks {
        let first = centre - (count - 1) as f64 / 2.0 * gap;
        for place in 0..count {
            if let Some(label) = next.next() {
                places[label] = first + place as f64 * gap;
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{GAP, leader, spread};
    use crate::report::plot::geometry::cross;

    /// Lines that end at different times and close to each other.
    #[test]
    fn leaders_at_the_edge_do_not_cross() {
        let ends = [(90.0, 20.0), (60.0, 22.0), (99.0, 23.0), (80.0, 95.0), (100.0, 96.0), (40.0, 24.0)];
        let labels = spread(&ends.map(|end| end.1), GAP, 0.0, 120.0);
        let leaders: Vec<_> =
            ends.iter().zip(&labels).map(|(end, label)| leader(*end, 100.0, *label)).collect();
        for (first, one) in leaders.iter().enumerate() {
            for other in &leaders[first + 1..] {
                for a in one.windows(2).filter(|line| line[0] != line[1]) {
                    for b in other.windows(2).filter(|line| line[0] != line[1]) {
                        assert!(!cross([a[0], a[1]], [b[0], b[1]]), "{one:?} and {other:?}");
                    }
                }
            }
        }
        let mut sorted = labels;
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] > GAP - 1e-9), "{sorted:?}");
    }

    #[test]
    fn labels_keep_their_distance() {
        let places = spread(&[10.0, 11.0, 12.0, 50.0, 99.0], 10.0, 0.0, 100.0);
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 9.999), "{places:?}");
        assert!(sorted[0] >= 0.0 && sorted[4] <= 100.0, "{places:?}");
        assert!(places[0] < places[1] && places[1] < places[2]);
    }
}
