//! What is promised: goals with metric, threshold, channel, scope and period.
//!
//! In: the scenario's door. Out: [`Goal`]. Must not know: how it is measured.

use std::collections::BTreeMap;

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
    /// Share of offered contacts that gave up.
    Abandoned,
    /// Any other metric, by its name in the catalogue: a figure of the whole run.
    Metric(&'static str),
}

impl GoalKind {
    /// Whether it is a share of contacts, each of which keeps it or not: known by day, week and month.
    pub fn is_by_contact(&self) -> bool {
        !matches!(self, Self::Metric(_))
    }
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
    /// What staffings promise instead, by their index.
    pub own: BTreeMap<usize, Promise>,
}

/// What a staffing promises in place of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// What is measured: as the goal's, with a wait of its own.
    pub kind: GoalKind,
    /// The threshold, in the metric's unit.
    pub threshold: f64,
}

impl Goal {
    /// What is measured in a staffing.
    pub fn kind_for(&self, staffing: usize) -> &GoalKind {
        self.own.get(&staffing).map_or(&self.kind, |promise| &promise.kind)
    }

    /// A staffing's threshold, in the metric's unit.
    pub fn threshold_for(&self, staffing: usize) -> f64 {
        self.own.get(&staffing).map_or(self.threshold, |promise| promise.threshold)
    }

    /// Whether a value meets what a staffing promises.
    pub fn is_met(&self, staffing: usize, value: f64) -> bool {
        let threshold = self.threshold_for(staffing);
        if self.at_least { value >= threshold } else { value <= threshold }
    }
}
