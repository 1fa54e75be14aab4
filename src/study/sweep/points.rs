//! The points of a sweep: every combination of values, or a Latin hypercube.
//!
//! In: levers and what they run over. Out: edits by point. Must not know: what a point comes to.

use std::collections::BTreeSet;

use crate::random::{Purpose, Streams, subject};
use crate::scenario::along::Along;

/// Points at most.
pub const MOST: u32 = 10_000;

/// What differs from the scenario at a point: an edit for each lever.
pub type Point = Vec<String>;

/// Every combination of values, the last lever fastest. A range is cut into `points` unless it says itself.
///
/// # Errors
/// A lever is named twice, or there are more than [`MOST`] points.
pub fn grid(levers: &[Along], points: Option<u32>) -> Result<Vec<Point>, String> {
    different(levers)?;
    let values: Vec<Vec<String>> = levers.iter().map(|along| along.grid(points)).collect();
    let count = values.iter().fold(1_usize, |count, values| count.saturating_mul(values.len()));
    if count > MOST as usize {
        return Err(format!(
            "these levers make {count} points, more than {MOST}: give fewer values, or draw some of them with --sample 200"
        ));
    }
    let mut all: Vec<Point> = vec![Vec::new()];
    for (along, values) in levers.iter().zip(&values) {
        let longer = |point: &Point| -> Vec<Point> {
            let edit = |value: &String| [&point[..], &[format!("{}={value}", along.lever)]].concat();
            values.iter().map(edit).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    Ok(all)
}

/// A Latin hypercube (Technometrics 21, 1979, 239–245): each lever's range is cut into `count` pieces
/// of the same length, each piece holds one point, at a place of its own, and the pieces of different levers are
/// combined at random. The draws of a lever are keyed by its path: other levers do not move them.
///
/// # Errors
/// A lever is named twice, or there are more than [`MOST`] points.
pub fn sample(levers: &[Along], count: u32, seed: u64) -> Result<Vec<Point>, String> {
    different(levers)?;
    if count == 0 || count > MOST {
        return Err(format!("a sample has 1 to {MOST} points, not {count}"));
    }
    let streams = Streams::new(seed, 0);
    let along_one = |along: &Along| -> Vec<String> {
        let of = subject(&along.lever);
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_by_key(|n| (streams.draw(Purpose::SweepOrder, of, u64::from(*n)).bits(), *n));
        let place = |piece: u32| {
            let within = streams.draw(Purpose::SweepPlace, of, u64::from(piece)).uniform();
            (f64::from(piece) + within) / f64::from(count)
        };
        order.into_iter().map(|piece| format!("{}={}", along.lever, along.at(place(piece)))).collect()
    };
    let columns: Vec<Vec<String>> = levers.iter().map(along_one).collect();
    let mut seen: BTreeSet<Point> = BTreeSet::new();
    let mut points: Vec<Point> = Vec::new();
    for row in 0..count as usize {
        let point: Point = columns.iter().map(|column| column[row].clone()).collect();
        // Whole numbers and lists may come together twice.
        if seen.insert(point.clone()) {
            points.push(point);
        }
    }
    Ok(points)
}

fn different(levers: &[Along]) -> Result<(), String> {
    let twice = levers
        .iter()
        .enumerate()
        .find(|(place, along)| levers[..*place].iter().any(|known| known.lever == along.lever));
    twice.map_or(Ok(()), |(_, along)| {
        Err(format!("`{}` is swept twice: give all its values at once", along.lever))
    })
}

#[cfg(test)]
mod tests {
    use super::{grid, sample};
    use crate::scenario::along::Along;

    fn levers(texts: &[&str]) -> Vec<Along> {
        texts.iter().map(|text| Along::parse(text).expect("it is right")).collect()
    }

    #[test]
    fn every_combination_once() {
        let points = grid(&levers(&["a=1,2", "b=x,y,z"]), None).expect("few");
        let names: Vec<String> = points.iter().map(|point| point.join(";")).collect();
        assert_eq!(names, ["a=1;b=x", "a=1;b=y", "a=1;b=z", "a=2;b=x", "a=2;b=y", "a=2;b=z"]);
        assert!(grid(&levers(&["a=1,2", "a=3"]), None).expect_err("twice").contains("swept twice"));
        let many = levers(&["a=1..101", "b=1..100"]);
        assert!(grid(&many, Some(101)).expect_err("10,100").contains("10100 points"));
        assert_eq!(grid(&many, Some(100)).expect("as many as may be").len(), 10_000);
    }

    /// Each of n pieces of a range holds one of n points, and a lever's values do not depend on the others.
    #[test]
    fn a_latin_hypercube() {
        let values = |texts: &[&str]| -> Vec<f64> {
            let points = sample(&levers(texts), 40, 7).expect("few");
            points
                .iter()
                .map(|point| point[0].split_once('=').expect("=").1.parse().expect("a number"))
                .collect()
        };
        let alone = values(&["a=0.0..40.0"]);
        let mut pieces: Vec<u32> = alone.iter().map(|value| value.floor() as u32).collect();
        assert!(pieces.windows(2).any(|pair| pair[0] > pair[1]), "in no order");
        pieces.sort_unstable();
        assert_eq!(pieces, (0..40).collect::<Vec<u32>>());
        assert_eq!(alone, values(&["a=0.0..40.0", "b=0s..9s"]));
        assert!(sample(&levers(&["a=0..1"]), 0, 7).is_err());
        assert_eq!(sample(&levers(&["a=0..1"]), 40, 7).expect("few").len(), 2, "each once");
    }
}
