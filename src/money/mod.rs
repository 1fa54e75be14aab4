//! Money: from hours and counts to costs.
//!
//! In: quantities of a run (whole microseconds, counts) and rates. Out: amounts in the scenario's currency, as `f64`.
//! Must not know: how the quantities came about, what a currency is called.
//!
//! | figure | formula |
//! |---|---|
//! | cost of production | Σ over sites: hourly cost × (paid hours + overtime multiple × overtime hours) |
//! | idle cost | Σ over sites: hourly cost × idle hours (part of the cost of production) |
//!
//! Whatever else a site costs is a line of its [bill](lines); what is spread over years is in [`horizon`].

pub mod contract;
pub mod horizon;
pub mod lines;

use crate::time::{Span, hours};

/// What an hour costs at a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    /// Per paid hour.
    pub hourly_cost: f64,
    /// Overtime costs this multiple of the hourly cost.
    pub overtime: f64,
}

/// Person-time at a site over the days covered, in µs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PersonTime {
    /// Paid inside shifts: leave, absence and paid breaks included.
    pub paid: Span,
    /// Worked beyond the end of shifts.
    pub overtime: Span,
    /// Signed on with nothing in hand.
    pub idle: Span,
}

/// The costs of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Cost of production over the days covered.
    pub production: f64,
    /// Of it, paid for overtime.
    pub overtime: f64,
    /// Of it, paid for idle time.
    pub idle: f64,
}

impl Costs {
    /// The costs of sites, each with its rates and person-time.
    pub fn of(sites: impl IntoIterator<Item = (Rates, PersonTime)>) -> Self {
        let mut costs = Self { production: 0.0, overtime: 0.0, idle: 0.0 };
        for (rates, time) in sites {
            let overtime = rates.hourly_cost * rates.overtime * hours(time.overtime);
            costs.production += rates.hourly_cost * hours(time.paid) + overtime;
            costs.overtime += overtime;
            costs.idle += rates.hourly_cost * hours(time.idle);
        }
        costs
    }
}

/// Full-time equivalents: paid hours per week ÷ paid hours of a full-time week; `None` if nothing is covered or a week is empty.
///
/// `days` are calendar days covered, closed ones included, warm-up not.
pub fn full_time_equivalents(paid: Span, days: u32, full_time_hours: f64) -> Option<f64> {
    let weeks = f64::from(days) / 7.0;
    (days > 0 && full_time_hours > 0.0).then(|| hours(paid) / weeks / full_time_hours)
}

#[cfg(test)]
mod tests {
    use super::{Costs, PersonTime, Rates, full_time_equivalents};
    use crate::time::{HOUR, MINUTE};

    fn near(left: Option<f64>, right: f64) {
        let left = left.unwrap();
        assert!((left - right).abs() < 1e-9 * right.abs(), "{left} {right}");
    }

    /// Four weeks by hand: 24 people at home, 5 × 7.5 h a week at 30, with 6 h 30 min of overtime at 1.25, 900 h idle; 10
    /// abroad, 5 × 8 h a week at 12, 2 h of overtime at 1.5, 500 h idle.
    #[test]
    fn worked_by_hand() {
        let home = PersonTime {
            paid: 24 * 20 * (7 * HOUR + 30 * MINUTE),
            overtime: 6 * HOUR + 30 * MINUTE,
            idle: 900 * HOUR,
        };
        let abroad = PersonTime { paid: 10 * 20 * 8 * HOUR, overtime: 2 * HOUR, idle: 500 * HOUR };
        let rates = |hourly_cost, overtime| Rates { hourly_cost, overtime };
        let costs = Costs::of([(rates(30.0, 1.25), home), (rates(12.0, 1.5), abroad)]);
        // 3,600 h × 30 = 108,000; 6.5 × 37.5 = 243.75; 1,600 h × 12 = 19,200; 2 × 18 = 36.
        near(Some(costs.production), 127_479.75);
        near(Some(costs.overtime), 279.75);
        near(Some(costs.idle), 33_000.0);
        near(full_time_equivalents(home.paid, 28, 37.5), 24.0);
    }

    #[test]
    fn nothing_divided_by_nothing_is_nothing() {
        assert_eq!(full_time_equivalents(HOUR, 0, 35.0), None);
    }
}
