//! What is promised: goals with metric, threshold, channel, scope and period.
//!
//! In: the scenario's door. Out: [`Goal`]. Must not know: how it is measured.

use crate::time::Span;

/// For whom a goal must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Over all contacts.
    Centre,
    /// For every group.
    Group,
    /// For every portfolio.
    Portfolio,
    /// For every account.
    Account,
}

/// Over which stretch it is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Every day.
    Day,
    /// Every week.
    Week,
    /// The month: the whole run, as far as verdicts go.
    Month,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum GoalKind {
    /// Share of offered contacts answered within a wait on the channel's clock.
    AnsweredWithin(Span),
    /// Share of offered contacts that reached an owner within a wait.
    ReachedOwnerWithin(Span),
    /// Share of call-backs made within a time.
    CalledBackWithin(Span),
    /// Any other metric, by its name in the catalogue.
    Metric(&'static str),
}

/// A promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// What is measured.
    pub kind: GoalKind,
    /// On which channel; `None` = all.
    pub channel: Option<u8>,
    /// For whom.
    pub scope: Scope,
    /// Over which stretch.
    pub period: Period,
    /// The threshold, in the metric's unit.
    pub threshold: f64,
    /// The value must be at least (else at most) the threshold.
    pub at_least: bool,
}
