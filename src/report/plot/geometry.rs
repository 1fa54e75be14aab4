//! Points, boxes and lines of a sheet: how far apart they are, and which of them meet.
//!
//! In: coordinates in picture points. Out: distances and answers. Must not know: labels, records, how anything is drawn.

/// A point of the sheet.
pub(crate) type Point = (f64, f64);

/// A box that something stands in: left, top, right, bottom.
pub(crate) type Taken = (f64, f64, f64, f64);

/// True when two boxes overlap.
pub(crate) fn overlap(one: Taken, other: Taken) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// Distance of two points.
pub(crate) fn far(one: Point, other: Point) -> f64 {
    let (x, y) = (one.0 - other.0, one.1 - other.1);
    (x * x + y * y).sqrt()
}

/// Distance of a point from a box.
pub(crate) fn away(at: Point, area: Taken) -> f64 {
    far(at, (at.0.clamp(area.0, area.2), at.1.clamp(area.1, area.3)))
}

/// Distance of a point from a line.
pub(crate) fn off(at: Point, [from, to]: [Point; 2]) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x * x + y * y;
    let share = if length > 0.0 { ((at.0 - from.0) * x + (at.1 - from.1) * y) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    far(at, (from.0 + share * x, from.1 + share * y))
}

/// Which side of a line a point is on.
fn side([from, to]: [Point; 2], at: Point) -> f64 {
    (to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0)
}

/// True when two lines cross or touch.
pub(crate) fn cross(one: [Point; 2], other: [Point; 2]) -> bool {
    let apart = |line: [Point; 2], ends: [Point; 2]| {
        let (first, second) = (side(line, ends[0]), side(line, ends[1]));
        (first > 0.0 && second > 0.0) || (first < 0.0 && second < 0.0)
    };
    let boxed =
        |[from, to]: [Point; 2]| (from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1));
    let (first, second) = (boxed(one), boxed(other));
    let near = first.0 <= second.2 && second.0 <= first.2 && first.1 <= second.3 && second.1 <= first.3;
    near && !apart(one, other) && !apart(other, one)
}

/// True when a line goes through a box.
pub(crate) fn through(line: [Point; 2], area: Taken) -> bool {
    let corners = [(area.0, area.1), (area.2, area.1), (area.2, area.3), (area.0, area.3)];
    let inside = |at: Point| at.0 > area.0 && at.0 < area.2 && at.1 > area.1 && at.1 < area.3;
    inside(line[0]) || inside(line[1]) || (0..4).any(|n| cross(line, [corners[n], corners[(n + 1) % 4]]))
}

#[cfg(test)]
mod tests {
    use super::{cross, off, overlap, through};

    #[test]
    fn what_meets_meets() {
        let level = [(0.0, 5.0), (10.0, 5.0)];
        assert!(cross(level, [(5.0, 0.0), (5.0, 10.0)]));
        assert!(cross(level, [(5.0, 5.0), (5.0, 10.0)]), "touching counts");
        assert!(!cross(level, [(5.0, 5.1), (5.0, 10.0)]));
        assert!(!cross(level, [(11.0, 5.0), (20.0, 5.0)]), "on one line, but apart");
        let area = (2.0, 2.0, 8.0, 8.0);
        assert!(through(level, area) && through([(3.0, 3.0), (4.0, 4.0)], area));
        assert!(!through([(0.0, 9.0), (10.0, 9.0)], area));
        assert!(overlap(area, (7.0, 7.0, 9.0, 9.0)) && !overlap(area, (8.0, 2.0, 9.0, 3.0)));
        assert!(
            (off((5.0, 8.0), level) - 3.0).abs() < 1e-12 && (off((13.0, 9.0), level) - 5.0).abs() < 1e-12
        );
    }
}
