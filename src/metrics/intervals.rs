//! Which interval of the day a moment falls in, without a division by a variable.
//!
//! In: a length that divides the day. Out: intervals. Must not know: opening hours.

use crate::time::{DAY, Moment, Span};

/// Intervals of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intervals {
    length: u64,
    /// 2^64 ÷ (length ÷ 64), rounded up.
    reciprocal: u64,
}

/// Whole seconds, and hence lengths of intervals, are multiples of so many µs, as a shift.
const STEP: u32 = 6;

impl Intervals {
    /// Intervals of a length that is a multiple of a second.
    pub(super) fn new(length: Span) -> Self {
        let length = length as u64;
        assert!(length.is_multiple_of(1 << STEP) && length > 1 << STEP);
        Self { length, reciprocal: (u64::MAX / (length >> STEP)) + 1 }
    }

    /// The day of a moment (not before the run), and the interval of that day.
    #[inline]
    pub(super) fn of(&self, at: Moment) -> (usize, usize) {
        let at = at as u64;
        ((at / DAY as u64) as usize, self.of_offset(at % DAY as u64) as usize)
    }

    /// The interval of the day, and how much of it is left from `at` (not before the run) on.
    #[inline]
    pub(super) fn locate(&self, at: Moment) -> (usize, Span) {
        let offset = at as u64 % DAY as u64;
        let interval = self.of_offset(offset);
        (interval as usize, ((interval + 1) * self.length - offset) as Span)
    }

    /// The length of each.
    pub(super) fn length(&self) -> Span {
        self.length as Span
    }

    /// Exact: a reciprocal rounded up is too large by less than 1, which moves a quotient by less than the offset, below
    /// 2^31, over 2^64; to come to the next whole number it would have to move by 1 ÷ length, more than 1 over 2^31.
    #[inline]
    fn of_offset(&self, offset: u64) -> u64 {
        ((u128::from(offset >> STEP) * u128::from(self.reciprocal)) >> 64) as u64
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
                assert_eq!(intervals.of(at), ((at / DAY) as usize, interval), "{at} by {length}");
            }
        }
    }
}
