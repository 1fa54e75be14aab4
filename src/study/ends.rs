//! Where figures end, and their intervals with them: a share is never above one, and no loss greater than what there was.
//!
//! In: estimates, differences. Out: ends of intervals that are possible. Must not know: what is decided with them
//! (verdicts look at intervals as they are).

use super::estimate::{Apart, Estimate};
use super::record::Record;
use crate::metrics::catalogue::Unit;

/// The least and the most that a figure can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    least: f64,
    most: f64,
}

impl Ends {
    /// Those of all figures of a unit.
    pub(super) fn of(unit: &Unit) -> Self {
        let (least, most) = match unit {
            Unit::Share | Unit::Index => (0.0, 1.0),
            Unit::Seconds
            | Unit::Contacts
            | Unit::Requests
            | Unit::People
            | Unit::Agents
            | Unit::Hours
            | Unit::Errors => (0.0, f64::INFINITY),
            // Whoever is served is served by somebody.
            Unit::Handlers => (1.0, f64::INFINITY),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        Self { least, most }
    }

    /// Those of a part of so much.
    pub(super) fn part_of(most: f64) -> Self {
        Self { least: 0.0, most }
    }

    /// The ends of a figure's interval.
    pub(super) fn interval(self, estimate: &Estimate) -> (f64, f64) {
        let end = |value: f64| if value.is_nan() { value } else { value.clamp(self.least, self.most) };
        (end(estimate.lower()), end(estimate.upper()))
    }

    /// The ends of a difference's interval: what it is from, of which it may take all, is known by its own interval.
    fn of_difference(self, apart: &Apart) -> (f64, f64) {
        let (lower, upper) = (apart.by.lower(), apart.by.upper());
        // One replication says nothing.
        if !apart.by.half_width.is_finite() {
            return (lower, upper);
        }
        let (from_least, from_most) = self.interval(&apart.from);
        (lower.max(self.least - from_most), upper.min(self.most - from_least))
    }

    /// Writes a difference into the record of a figure.
    pub(super) fn tell(self, record: &mut Record, apart: &Apart) {
        let (lower, upper) = self.of_difference(apart);
        record.difference = Some(apart.by.mean);
        (record.difference_lower, record.difference_upper) = (Some(lower), Some(upper));
        record.difference_half_width = Some(apart.by.half_width);
        record.variance_ratio = apart.saved.filter(|saved| saved.is_finite());
    }
}

#[cfg(test)]
mod tests {
    use super::{Ends, Unit};
    use crate::study::estimate::{difference, ratio};

    #[test]
    fn an_interval_ends_where_its_figure_does() {
        let rare = ratio(&[(0.0, 10.0), (1.0, 10.0), (0.0, 10.0)], 0.95).expect("a share");
        assert!(rare.lower() < 0.0);
        assert_eq!(Ends::of(&Unit::Share).interval(&rare), (0.0, rare.upper()));
        assert_eq!(Ends::of(&Unit::CURRENCY).interval(&rare), (rare.lower(), rare.upper()));
    }

    /// Without the only person nothing is answered in time: all is lost that there was, and no more. Where that differs
    /// between replications the interval of the loss is that of the figure, and covers what the true loss may be.
    #[test]
    fn nothing_loses_more_than_there_was() {
        let with = [(9.0, 10.0), (10.0, 10.0), (8.0, 10.0)];
        let nothing = [(0.0, 10.0); 3];
        let half = [(9.0, 10.0), (0.0, 10.0), (1.0, 10.0)];
        let ends = |of: &[(f64, f64)]| {
            let apart = difference(of, &with, 0.95).expect("a difference");
            (apart, Ends::of(&Unit::Share).of_difference(&apart))
        };
        let (apart, (lower, upper)) = ends(&nothing);
        assert!(apart.by.lower() < -1.0 && upper < 0.0);
        assert!((lower + 1.0).abs() < 1e-12, "the figure's own interval ends at one: {lower}");
        let (apart, (lower, upper)) = ends(&half);
        assert!(apart.by.lower() < -1.0 && apart.by.upper() > 0.4);
        assert!((lower + 1.0).abs() < 1e-12 && upper <= 1.0 - apart.from.lower() + 1e-12, "{lower} {upper}");
        // As wide as it is where the unit has no end.
        let money = Ends::of(&Unit::CURRENCY).of_difference(&apart);
        assert!((money.0 - apart.by.lower()).abs() < 1e-12 && (money.1 - apart.by.upper()).abs() < 1e-12);
    }
}
