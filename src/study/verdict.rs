//! What may be claimed: better, worse, no difference that matters, undecided; met, missed, undecided.
//!
//! In: estimates. Out: verdicts. Must not know: metrics beyond their direction and margin.

use super::estimate::Estimate;
use super::record::Verdict;
use crate::metrics::Direction;

/// A verdict on a difference. `rejected`: that it is nothing was rejected among all that was asked.
/// No verdict of better or worse is given when the interval covers zero.
pub(super) fn of_difference(
    difference: &Estimate,
    margin: f64,
    direction: Direction,
    rejected: bool,
) -> Verdict {
    if difference.lower() >= -margin && difference.upper() <= margin {
        return Verdict::NoDifference;
    }
    let covers_zero = difference.lower() <= 0.0 && difference.upper() >= 0.0;
    if covers_zero || !rejected {
        return Verdict::Undecided;
    }
    match (direction, difference.mean > 0.0) {
        (Direction::Higher, true) | (Direction::Lower, false) => Verdict::Better,
        (Direction::Higher, false) | (Direction::Lower, true) => Verdict::Worse,
        (Direction::Neither, _) => Verdict::Undecided,
    }
}

/// A verdict on a goal.
pub(super) fn of_goal(value: &Estimate, threshold: f64, at_least: bool) -> Verdict {
    let (good, bad) = if at_least {
        (value.lower() >= threshold, value.upper() < threshold)
    } else {
        (value.upper() <= threshold, value.lower() > threshold)
    };
    if good {
        Verdict::Met
    } else if bad {
        Verdict::Missed
    } else {
        Verdict::Undecided
    }
}

#[cfg(test)]
mod tests {
    use super::{of_difference, of_goal};
    use crate::metrics::Direction;
    use crate::study::estimate::ratio;
    use crate::study::record::Verdict;

    #[test]
    fn an_interval_that_covers_zero_decides_nothing() {
        let wide = ratio(&[(1.0, 1.0), (-1.0, 1.0), (0.5, 1.0)], 0.95).unwrap();
        assert_eq!(of_difference(&wide, 0.01, Direction::Higher, true), Verdict::Undecided);
        let small = ratio(&[(0.001, 1.0), (0.0011, 1.0), (0.0009, 1.0)], 0.95).unwrap();
        assert_eq!(of_difference(&small, 0.01, Direction::Higher, true), Verdict::NoDifference);
        let nothing = ratio(&[(0.0, 1.0), (0.0, 1.0)], 0.95).unwrap();
        assert_eq!(of_difference(&nothing, 0.0, Direction::Lower, false), Verdict::NoDifference);
        let clear = ratio(&[(0.1, 1.0), (0.11, 1.0), (0.09, 1.0)], 0.95).unwrap();
        assert_eq!(of_difference(&clear, 0.01, Direction::Lower, true), Verdict::Worse);
        assert_eq!(of_difference(&clear, 0.01, Direction::Lower, false), Verdict::Undecided);
    }

    #[test]
    fn a_goal_inside_the_interval_is_undecided() {
        let value = ratio(&[(0.79, 1.0), (0.81, 1.0), (0.80, 1.0)], 0.95).unwrap();
        assert_eq!(of_goal(&value, 0.8, true), Verdict::Undecided);
        assert_eq!(of_goal(&value, 0.7, true), Verdict::Met);
        assert_eq!(of_goal(&value, 0.7, false), Verdict::Missed);
    }
}
