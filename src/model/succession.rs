//! How accounts change hands within a run: when somebody leaves, and when portfolios are cut anew.
//!
//! In: the scenario's door. Out: [`Succession`], [`Reorganisation`]. Must not know: who leaves when (that is `workforce`), what is
//! known of accounts (that is `knowledge`).

use super::Portfolio;

/// Who takes over what a person owned who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heir {
    /// The next person of the seat.
    #[default]
    Seat,
    /// The other owners of the same shift share it out among themselves, for good.
    Shared,
    /// Whoever holds this agent's seat.
    Named(u32),
}

/// What becomes of the accounts of those who leave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Succession {
    /// By agent.
    pub heirs: Vec<Heir>,
    /// Expected work of each account per day, in any unit.
    pub work: Vec<f64>,
    /// Hours for which each agent is there, in any unit above 0: work is shared out evenly per hour.
    pub hours: Vec<f64>,
}

/// Portfolios that are cut anew within the run.
#[derive(Debug, Clone, PartialEq)]
pub struct Reorganisation {
    /// Day of the run at whose beginning they change; from 1 on.
    pub day: u32,
    /// Who owns and who deputises from then on.
    pub portfolio: Portfolio,
    /// Team of each account from then on.
    pub account_team: Vec<u16>,
    /// Weeks for which old and new owners work side by side.
    pub overlap_weeks: f64,
}
