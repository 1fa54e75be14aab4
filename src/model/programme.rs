//! What a staffing undertakes beside its daily work: a move, a programme of its own, training for admission; what that
//! costs, and what it changes.
//!
//! In: the scenario's door. Out: [`Programme`] and [`Spending`]. Must not know: what was undertaken why, quantities of a run.

use super::costs::{Capital, CostLine};

/// How far accounts are written down in a staffing that sees to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// x·(1 − κd) of each account.
    pub hidden: Vec<f64>,
    /// d of each account, from 0 to 1.
    pub documented: Vec<f64>,
}

/// What a programme changes in a staffing; neutral by default.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Documentation other than the scenario's.
    pub written: Option<Written>,
    /// Factor on the share of contacts that are resolved, beside that of the site.
    pub resolution: f64,
    /// A day on duty is worth so many of ramp-up.
    pub ramp_up: f64,
}

impl Default for Programme {
    fn default() -> Self {
        Self { written: None, resolution: 1.0, ramp_up: 1.0 }
    }
}

/// What is paid for beside the daily work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Purpose {
    /// The desk that hands over is paid while both are there.
    Parallel,
    /// Hours lost while those who take over are trained and learn.
    Ramp,
    /// Finding and training them.
    Hires,
    /// Paying off those who go.
    Severance,
    /// Those who go to where the work is.
    Immersion,
    /// Writing down what is known.
    Documentation,
    /// A programme.
    Programme,
}

/// Number of purposes.
pub const PURPOSES: usize = 7;

impl Purpose {
    /// The line of the bill.
    pub fn line(self) -> CostLine {
        if self == Self::Programme { CostLine::Programme } else { CostLine::Transition }
    }
}

/// A payment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payment {
    /// What for.
    pub purpose: Purpose,
    /// Once, and over which time it is spread.
    pub once: Capital,
    /// Each year from that date on.
    pub per_year: f64,
}

/// What a staffing spends beside its daily work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spending {
    /// All payments.
    pub payments: Vec<Payment>,
    /// By team: its share of them.
    pub shares: Vec<f64>,
    /// By team: days of training for admission that each person has a year, and each person hired has once.
    pub admission: Vec<[f64; 2]>,
    /// By team: what such a day costs.
    pub day: Vec<f64>,
    /// From which day of the run on over how many years is spread what hires and releases cost that are made once, with
    /// seats that come and go by date; in order, empty where they cost nothing.
    pub spread: Vec<(u32, f64)>,
}

impl Spending {
    /// Years over which a hire or a release of a day of the run is spread; `None` where neither costs anything.
    pub fn years_on(&self, day: u32) -> Option<f64> {
        let since = self.spread.iter().rev().find(|(from, _)| *from <= day);
        since.or(self.spread.first()).map(|(_, years)| *years)
    }
}
