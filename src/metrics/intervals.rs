//! Which interval of the day a moment falls in, without a division by a variable.
//!
//! In: a length that divides the day. Out: intervals. Must not know: opening hours.

use crate::time::{DAY, Moment, Span};

/// Intervals of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intervals {
    length: u64,
    /// 2^64 ÷ length, rounded down.
    reciprocal: u64,
}

impl Intervals {
    pub(super) fn new(length: Span) -> Self {
        let length = length as u64;
        Self { length, reciprocal: ((1_u128 << 64) / u128::from(length)).min(u128::from(u64::MAX)) as u64 }
    }

    /// The interval of the day, and how much of it is left from `at` (not before the run) on.
    #[inline]
    pub(super) fn locate(&self, at: Moment) -> (usize, Span) {
        let offset = at as u64 % DAY as u64;
        // A reciprocal rounded down gives the quotient or one less: its error, times an offset below 2^64, is below 1.
        let mut interval = ((u128::from(offset) * u128::from(self.reciprocal)) >> 64) as u64;
        let mut inside = offset - interval * self.length;
        if inside >= self.length {
            interval += 1;
            inside -= self.length;
        }
        (interval as usize, (self.length - inside) as Span)
    }
}

#[cfg(test)]
mod tests {
    use super::Intervals;
    use crate::time::{DAY, HOUR, MINUTE, SECOND};

    #[test]
    fn the_same_as_division() {
        for length in [SECOND, MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, DAY] {
            let intervals = Intervals::new(length);
            let edges = (0..3 * DAY / length).step_by(1 + (DAY / length / 500) as usize).map(|n| n * length);
            for at in edges.flat_map(|edge| [edge, edge + 1, edge + length / 3, edge + length - 1]) {
                let (interval, left) = intervals.locate(at);
                assert_eq!(interval as i64, at % DAY / length, "{at} by {length}");
                assert_eq!(left, length - at % length, "{at} by {length}");
            }
        }
    }
}
