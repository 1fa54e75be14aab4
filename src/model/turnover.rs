//! How people leave, are replaced, and learn their craft.
//!
//! In: the scenario's door. Out: [`Turnover`], the rules of a roster, and [`RampUp`], p(t).
//! Must not know: who leaves when (that is `workforce`).

use crate::distribution::Law;
use crate::math::{exp, ln};
use crate::time::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// The two usual definitions of a leaver rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateIs {
    /// Leavers of a year ÷ mean headcount.
    OfHeadcount,
    /// Share of those there on a day who have left a year later.
    ShareWithinYear,
}

impl RateIs {
    /// Departures per year and head: ν = p, or ν = −ln(1 − p).
    pub fn hazard(self, rate: f64) -> f64 {
        match self {
            Self::OfHeadcount => rate,
            Self::ShareWithinYear => -ln(1.0 - rate),
        }
    }
}

/// Turnover of a roster's seats: a person stays for an exponential time, the seat is vacant, the next person is trained
/// (paid, not on duty), and ramps up from the first day on duty on.
#[derive(Debug, Clone, PartialEq)]
pub struct Turnover {
    /// Departures per year and head, before the factors of a team and of owners.
    pub hazard: f64,
    /// How long a seat stays vacant, in days: hiring lead time.
    pub vacancy: Law,
    /// Days of training.
    pub training: f64,
    /// Craft by time on duty.
    pub ramp_up: RampUp,
    /// Weeks for which a leaver and the next person of the seat work side by side: passes on what is not written down.
    pub overlap_weeks: f64,
    /// How long those have been here who are here at the start.
    pub start: Start,
    /// Speed factor of successors, site factor included.
    pub speed: Law,
}

impl Turnover {
    /// Shares of days, in the long run, on which a seat is filled, and on which its person is trained, at a factor on the
    /// hazard: 1 ÷ (1 + ν·V), and e^(−ν·T) of that; all of them where the run does not begin as it is in the long run.
    pub fn shares(&self, factor: f64) -> [f64; 2] {
        if !matches!(self.start, Start::Stationary { .. }) {
            return [1.0, 1.0];
        }
        let hazard = self.hazard * factor / DAYS_PER_YEAR;
        let filled = 1.0 / (1.0 + hazard * self.vacancy.mean());
        [filled, filled * exp(-hazard * self.training)]
    }
}

/// Tenure at the start of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start {
    /// As it is in the long run; `may_be_vacant`: the seat itself, too.
    Stationary {
        /// The seat may be vacant on the first day.
        may_be_vacant: bool,
    },
    /// Everybody has been here for ever.
    Long,
    /// Everybody is trained, and begins on the first day.
    New,
    /// Hired so many days before the first day.
    Days(f64),
}

/// Craft p(t) by time on duty, as a share of full craft: handle times are divided by it.
#[derive(Debug, Clone, PartialEq)]
pub enum RampUp {
    /// Full craft from the first day on.
    None,
    /// `p(t) = 1 − (1 − start)·exp(−t ÷ days)`.
    Exponential {
        /// p(0).
        start: f64,
        /// τ, in days.
        days: f64,
    },
    /// By month on duty (a twelfth of a year); full craft after the last.
    Monthly(Vec<f64>),
}

impl RampUp {
    /// ∫ (1 − p(t)) dt over all time on duty: days of full craft that a new person falls short of.
    pub fn days_lost(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Exponential { start, days } => (1.0 - start) * days,
            Self::Monthly(months) => months.iter().map(|craft| (1.0 - craft) * DAYS_PER_MONTH).sum(),
        }
    }

    /// Craft after so many days on duty.
    pub fn craft(&self, on_duty: f64) -> f64 {
        match self {
            Self::None => 1.0,
            Self::Exponential { start, days } => 1.0 - (1.0 - start) * exp(-on_duty / days),
            Self::Monthly(months) => {
                // Infinity becomes the largest index, which is behind the last month.
                months.get((on_duty / DAYS_PER_MONTH) as usize).copied().unwrap_or(1.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RampUp, RateIs};
    use crate::math::exp;

    /// `exact.json`, key `workforce_renewal`, `p_annual_prob_form`.
    #[test]
    fn two_definitions_of_a_leaver_rate() {
        assert!((RateIs::OfHeadcount.hazard(0.35) - 0.35).abs() < 1e-15);
        assert!((RateIs::ShareWithinYear.hazard(0.295_311_910_281_286_56) - 0.35).abs() < 1e-12);
    }

    #[test]
    fn craft_grows_to_full_craft() {
        let ramp = RampUp::Exponential { start: 0.5, days: 90.0 };
        assert!((ramp.craft(0.0) - 0.5).abs() < 1e-15 && (ramp.craft(f64::INFINITY) - 1.0).abs() < 1e-15);
        assert!((ramp.craft(90.0) - (1.0 - 0.5 * exp(-1.0))).abs() < 1e-12);
        let table = RampUp::Monthly(vec![0.5, 0.8]);
        let crafts = [0.0, 30.0, 31.0, 60.0, 61.0, f64::INFINITY].map(|days| table.craft(days));
        let known = [0.5, 0.5, 0.8, 0.8, 1.0, 1.0];
        assert!(crafts.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-15), "{crafts:?}");
    }
}
