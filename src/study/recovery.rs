//! When what was lost is back: the first day from which on nothing that matters is missing.
//!
//! In: a difference day by day since a departure, with intervals that hold for all days together. Out: a [`Recovery`].
//! Must not know: what the difference is of, who left.

use super::estimate::Estimate;
use super::record::{Record, Status, Verdict};
use super::verdict;
use crate::metrics::Direction;

/// Days that must be seen without a loss before it is called over: a week, so that a quiet Sunday at the end of a run
/// is no recovery.
const QUIET: f64 = 7.0;

/// What a curve of differences says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Recovery {
    /// Back.
    On {
        /// The day after the last on which a loss is established: not sooner.
        earliest: f64,
        /// The first day from which on every interval lies inside the margin, up to the end.
        latest: f64,
    },
    /// A loss is established in the last week that is seen.
    Never,
    /// Intervals are too wide to tell.
    Undecided,
}

/// Reads it off a curve: (days since the departure, difference), in order, of which the last is known up to the day `end`.
/// What lies before the departure is not looked at; a loss before the day `back`, while somebody is still away, does not say
/// that service will not be back.
pub(super) fn recovery(
    curve: &[(f64, Estimate)],
    (back, end): (f64, f64),
    margin: f64,
    direction: Direction,
) -> Recovery {
    let judged: Vec<(f64, Verdict)> = curve
        .iter()
        .filter(|(at, _)| *at >= 0.0)
        .map(|(at, difference)| (*at, verdict::of_difference(difference, margin, direction, true)))
        .collect();
    let after = |wanted: &dyn Fn(Verdict) -> bool| {
        judged.iter().rposition(|(_, verdict)| wanted(*verdict)).map_or(0, |place| place + 1)
    };
    let settled = after(&|verdict| verdict != Verdict::NoDifference);
    let felt = after(&|verdict| verdict == Verdict::Worse);
    match judged.get(settled) {
        Some((latest, _)) if end - latest + 1.0 >= QUIET => {
            let on = |place: usize| if place == 0 { 0.0 } else { judged[place].0 };
            Recovery::On { earliest: on(felt), latest: on(settled) }
        }
        _ if felt > 0 && judged[felt - 1].0 >= back && judged[felt - 1].0 > end - QUIET => Recovery::Never,
        _ => Recovery::Undecided,
    }
}

impl Recovery {
    /// Writes it into a record of days.
    pub(super) fn write(self, record: &mut Record) {
        (record.mean, record.lower, record.upper, record.half_width) = (None, None, None, None);
        record.status = match self {
            Self::On { earliest, latest } => {
                (record.mean, record.lower, record.upper) = (Some(latest), Some(earliest), Some(latest));
                Status::Ok
            }
            Self::Never => Status::Never,
            Self::Undecided => Status::Undecided,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Recovery, recovery};
    use crate::metrics::Direction;
    use crate::study::estimate::Estimate;

    /// Days of a given change and half width, from two before the departure on; the margin is 1.
    fn read(days: &[(f64, f64)]) -> Recovery {
        away(0.0, days)
    }

    /// The same of somebody who is away until a day.
    fn away(back: f64, days: &[(f64, f64)]) -> Recovery {
        let one = |(day, (mean, half_width)): (usize, &(f64, f64))| {
            let estimate = Estimate { mean: *mean, half_width: *half_width, variance: 0.0, degrees: 9.0 };
            (day as f64 - 2.0, estimate)
        };
        let curve: Vec<(f64, Estimate)> = days.iter().enumerate().map(one).collect();
        let end = curve.last().map_or(0.0, |(at, _)| *at);
        recovery(&curve, (back, end), 1.0, Direction::Higher)
    }

    fn days(parts: &[(usize, (f64, f64))]) -> Vec<(f64, f64)> {
        parts.iter().flat_map(|(count, day)| std::iter::repeat_n(*day, *count)).collect()
    }

    const SAME: (f64, f64) = (0.0, 0.1);
    const LOST: (f64, f64) = (-9.0, 0.5);
    const OPEN: (f64, f64) = (-1.0, 3.0);
    /// Established, and yet too small to matter.
    const SMALL: (f64, f64) = (-0.5, 0.2);

    #[test]
    fn a_loss_of_ten_days_is_over_on_the_eleventh() {
        let curve = days(&[(2, SAME), (10, LOST), (9, SAME)]);
        assert_eq!(read(&curve), Recovery::On { earliest: 10.0, latest: 10.0 });
    }

    #[test]
    fn between_the_last_loss_and_the_first_certainty_it_is_open() {
        let curve = days(&[(2, SAME), (3, LOST), (4, OPEN), (1, SMALL), (8, SAME)]);
        assert_eq!(read(&curve), Recovery::On { earliest: 3.0, latest: 7.0 });
    }

    #[test]
    fn what_comes_before_the_departure_does_not_count() {
        assert_eq!(read(&days(&[(2, LOST), (9, SMALL)])), Recovery::On { earliest: 0.0, latest: 0.0 });
    }

    #[test]
    fn what_is_lost_while_somebody_is_away_is_no_loss_for_good() {
        let curve = days(&[(2, SAME), (10, LOST), (4, SAME)]);
        assert_eq!(away(10.0, &curve), Recovery::Undecided);
        assert_eq!(away(9.0, &curve), Recovery::Never);
    }

    #[test]
    fn an_end_in_loss_is_no_recovery_and_wide_intervals_are_none() {
        assert_eq!(read(&days(&[(2, SAME), (30, LOST), (3, SAME)])), Recovery::Never);
        assert_eq!(read(&days(&[(2, SAME), (30, LOST), (3, OPEN)])), Recovery::Never);
        assert_eq!(read(&days(&[(2, SAME), (3, LOST), (30, OPEN)])), Recovery::Undecided);
        // A quiet end of less than a week tells nothing.
        assert_eq!(read(&days(&[(2, SAME), (3, LOST), (9, OPEN), (6, SAME)])), Recovery::Undecided);
        assert_eq!(read(&[]), Recovery::Undecided);
    }
}
