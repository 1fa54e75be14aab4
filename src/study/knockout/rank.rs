//! By which figure people are ranked: who is missed most is a question of what is missed.
//!
//! In: what was asked, a model. Out: a figure's name, or why there is none. Must not know: how it is computed.

use crate::metrics::catalogue::{self, Direction, Figure};
use crate::model::Model;

/// By which figure people are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankBy {
    /// Service level of all contacts.
    #[default]
    ServiceLevel,
    /// Cost of production per month.
    Cost,
    /// Yearly value of accounts × share of their contacts that are not answered in time.
    ValueAtStake,
    /// Value expected to leave within a year.
    ValueLost,
    /// Mean handle time.
    HandleTime,
}

impl RankBy {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::ServiceLevel, Self::Cost, Self::ValueAtStake, Self::ValueLost, Self::HandleTime];

    /// The figure.
    fn figure(self) -> &'static Figure {
        match self {
            Self::ServiceLevel => &catalogue::SERVICE_LEVEL,
            Self::Cost => &catalogue::COST_PER_MONTH,
            Self::ValueAtStake => &catalogue::VALUE_AT_STAKE,
            Self::ValueLost => &catalogue::VALUE_LOST_PER_YEAR,
            Self::HandleTime => &catalogue::HANDLE_TIME,
        }
    }

    /// Name of the figure.
    pub fn metric(self) -> &'static str {
        self.figure().name
    }

    /// How it is asked for.
    pub fn word(self) -> &'static str {
        match self {
            Self::ServiceLevel => "service-level",
            Self::Cost => "cost",
            Self::ValueAtStake => "value-at-stake",
            Self::ValueLost => "value-lost",
            Self::HandleTime => "handle-time",
        }
    }

    /// What people are ranked by, as the command line says it.
    pub fn told(self) -> &'static str {
        match self {
            Self::ServiceLevel => "Service level of all contacts",
            Self::Cost => "Cost of production per month",
            Self::ValueAtStake => {
                "Yearly value of accounts × share of their contacts that are not answered in time"
            }
            Self::ValueLost => "Value expected to leave within a year ([satisfaction])",
            Self::HandleTime => "Mean handle time: contacts take longer without whom",
        }
    }

    /// Why nobody can be ranked by it; `None` where they can.
    pub fn is_undefined(self, model: &Model) -> Option<&'static str> {
        let no_value = || model.accounts.iter().all(|account| account.value <= 0.0);
        match self {
            Self::Cost if model.sites.iter().all(|site| site.hourly_cost <= 0.0) => {
                Some("nobody's hours cost anything; give sites.X.hourly_cost")
            }
            Self::ValueLost if model.satisfaction.is_none() => {
                Some("nothing says why accounts leave; add [satisfaction]")
            }
            Self::ValueAtStake | Self::ValueLost if no_value() => {
                Some("no account has a value; give groups.X.value")
            }
            Self::ValueLost if model.satisfaction.is_some_and(|rules| !rules.matters()) => {
                Some("accounts leave as often whatever they go through; give satisfaction.per_point above 0")
            }
            _ => None,
        }
    }

    /// 1 where less is worse, −1 where more is.
    pub(super) fn sign(self) -> f64 {
        if self.figure().direction == Direction::Higher { 1.0 } else { -1.0 }
    }

    /// What is said of ranks: the chance of being missed most, the distance from whom that is.
    pub(super) fn said_of_ranks(self) -> [&'static Figure; 2] {
        match self {
            Self::ServiceLevel => [&catalogue::CHANCE_LOWEST, &catalogue::SERVICE_LEVEL_ABOVE_LOWEST],
            _ => [&catalogue::CHANCE_MOST_MISSED, &catalogue::APART_FROM_MOST_MISSED],
        }
    }
}
