//! What things cost beside hours.
//!
//! In: `[money]`, and what `[sites]` say of cost. Out: [`Money`] and prices. Must not know: what is paid for, and how
//! much of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{DateText, HoursText, OneOrMore, Term};
use crate::math::exp2;

/// Money over time.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Money {
    /// Time over which the present value of costs is taken, such as "3y" or "18mo"; default none is taken.
    pub horizon: Option<Term>,
    /// Discount rate per year, 0.06 for 6 %; default 0. Also what capital costs until it is written off.
    #[schemars(range(min = 0, max = 1))]
    pub discount: Option<f64>,
    /// Time over which one-off amounts are spread that do not say it themselves; default the horizon, else "3y".
    pub amortise: Option<Term>,
}

/// A share of the hourly cost on top of it, at some hours.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Premium {
    /// Local hours, "21:00-06:00"; an end at or before the start lies on the next day. Default the whole day.
    #[schemars(with = "Option<HoursText>")]
    pub hours: Option<String>,
    /// Days, such as `"sun"` or `["sat", "sun"]`; default every day.
    pub days: Option<OneOrMore>,
    /// Share of the hourly cost that is paid on top; several premiums add up.
    #[schemars(range(min = 0, max = 10))]
    pub share: f64,
}

/// Supervisors: one for every so many people.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervisors {
    /// People on the payroll whom one supervisor looks after.
    #[schemars(range(min = 1, max = 10_000))]
    pub span: u32,
    /// Cost of a supervisor per month.
    #[schemars(range(min = 0))]
    pub cost_per_month: f64,
}

/// A one-off amount.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capital {
    /// What it is for.
    pub name: Option<String>,
    /// The amount, whatever the number of people.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub amount: f64,
    /// The amount for each person on the payroll, on top.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub per_seat: f64,
    /// When it is spent; default the first day counted.
    pub date: Option<DateText>,
    /// Time over which it is spread, such as "3y"; default that of `[money]`.
    pub amortise: Option<Term>,
}

/// What it takes to steer a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Governance {
    /// As a share of all other lines of the site.
    #[schemars(range(min = 0, max = 10))]
    pub share: f64,
    /// Amount per month, on top.
    #[schemars(range(min = 0))]
    pub per_month: f64,
}

/// Visits to a site.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// Visits a year.
    #[schemars(range(min = 0, max = 1000))]
    pub visits_per_year: f64,
    /// People who travel; default 1.
    #[serde(default = "one")]
    #[schemars(range(min = 0, max = 1000))]
    pub people: f64,
    /// Cost of one person's trip.
    #[schemars(range(min = 0))]
    pub trip: f64,
    /// So many visits × people a year halve what distance does to work here: what is above 1 of the factors on handle times,
    /// what is missing of `resolution_factor` and of `absorption`. Default: visits change nothing.
    #[schemars(range(min = 0.01, max = 100_000))]
    pub halves_distance: Option<f64>,
}

impl Travel {
    /// Share of what distance does that is left: 2^(−visits × people ÷ `halves_distance`).
    pub fn distance_left(&self) -> f64 {
        self.halves_distance.map_or(1.0, |half| exp2(-self.visits_per_year * self.people / half))
    }
}

fn one() -> f64 {
    1.0
}
