//! Contracts: under which terms a principal pays.
//!
//! In: `[contracts]` as written. Out: [`Contract`]. Must not know: volumes, which goals are met.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum PricedUnit {
    /// Own staff: the cost of production, and nothing on top.
    #[serde(rename = "own staff")]
    OwnStaff,
    /// An hour; `hour` says which.
    #[serde(rename = "hour")]
    Hour,
    /// An answered contact.
    #[serde(rename = "contact")]
    Contact,
    /// A handled contact that no follow-up came of.
    #[serde(rename = "resolved request")]
    ResolvedRequest,
    /// A full-time equivalent for a month.
    #[serde(rename = "FTE and month")]
    FteMonth,
}

/// Which hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Hour {
    /// Of shifts, leave and absence included.
    #[default]
    Paid,
    /// Not planned leave.
    Planned,
    /// Neither leave, absence nor training.
    Worked,
    /// Signed on.
    Productive,
    /// Spent on contacts.
    Handled,
}

/// Over which time the volume of a month is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VolumePeriod {
    /// The mean month of the run.
    #[default]
    Run,
    /// Each calendar month by itself.
    Month,
}

/// A price for units of a month between two volumes.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Units of a month below it; default where the tier before ends, 0 for the first.
    #[schemars(range(min = 0))]
    pub from: Option<f64>,
    /// Units of a month up to which it reaches; default without end.
    #[schemars(range(min = 0))]
    pub to: Option<f64>,
    /// Price of a unit.
    #[schemars(range(min = 0))]
    pub price: f64,
}

/// What a goal does to the price of a month.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The goal: one that is measured contact by contact.
    pub goal: String,
    /// Share of the month's price taken off in a calendar month that misses it; default none.
    #[schemars(range(min = 0, max = 1))]
    pub penalty: Option<f64>,
    /// Share put on top in a calendar month that reaches `bonus_at`; default none.
    #[schemars(range(min = 0, max = 1))]
    pub bonus: Option<f64>,
    /// Value from which on the bonus is paid; default the goal itself.
    #[schemars(range(min = 0, max = 1))]
    pub bonus_at: Option<f64>,
}

/// A contract: every staffing is priced under it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// What the price is for: "own staff", "hour", "contact", "resolved request" or "FTE and month".
    pub unit: PricedUnit,
    /// Which hour: "paid" (default), "planned", "worked", "productive" or "handled".
    pub hour: Option<Hour>,
    /// Price of a unit; or `tiers`.
    #[schemars(range(min = 0))]
    pub price: Option<f64>,
    /// Prices by the volume of a month, each for the units that lie in it; in place of `price`.
    pub tiers: Option<Vec<Tier>>,
    /// Units of a month that are paid for at least; default 0.
    #[schemars(range(min = 0))]
    pub minimum: Option<f64>,
    /// The volume to which `minimum` and `tiers` apply: the mean month of the "run" (default), or each calendar "month".
    pub period: Option<VolumePeriod>,
    /// Penalties and bonuses, by calendar month.
    #[serde(default)]
    pub service: Vec<Service>,
}
