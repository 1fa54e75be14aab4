//! Absence in spells, and people who leave and are replaced.
//!
//! In: `absence` and `turnover` of `[rosters]` as written. Out: [`Absence`], [`Turnover`]. Must not know: who is
//! away, or leaves, when.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Craft, Duration, Law};

/// Absence: a share of days, each on its own, or spells.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Absence {
    /// Chance of being absent on a planned day.
    Daily(#[schemars(range(min = 0, max = 1))] f64),
    /// Spells of several days.
    Spells(Spells),
}

/// Spells of absence.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spells {
    /// Share of days absent, in the long run.
    #[schemars(range(min = 0, max = 0.9))]
    pub share: f64,
    /// How long a spell lasts, in calendar days: "4d", or a law; default one day.
    pub spell: Option<Law>,
    /// Coefficient of variation, from date to date, of the chance that anybody of the roster falls ill (an epidemic); default 0.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub common: f64,
}

/// People who leave, and those who come after them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Turnover {
    /// Rate of leavers a year, such as 0.3; what it means says `rate_is`.
    #[schemars(range(min = 0, max = 20))]
    pub leavers_per_year: f64,
    /// Whether the rate is leavers ÷ mean headcount ("of headcount", the default), or the share of those there on a day
    /// who have left a year later ("share within a year").
    #[serde(default)]
    pub rate_is: RateIs,
    /// How long a seat stays empty until the next person is hired; default "34d".
    pub vacancy: Option<Law>,
    /// Training after hiring, paid and not on duty; default "40d".
    pub training: Option<Duration>,
    /// Craft of a new person by time on duty, as a share of full craft; default a table of twelve months from 0.53 on.
    pub ramp_up: Option<RampUp>,
    /// Time for which a leaver passes on what he knows to the next person of the seat; default "0d": what is
    /// documented remains, and nothing else.
    pub overlap: Option<Duration>,
    /// Who has the accounts of somebody who leaves: the next person of the seat ("seat", default), or the other owners of
    /// the same shift for good ("shared"). A named `successor` goes before.
    #[serde(default)]
    pub succession: Succession,
    /// How long people have been there at the start.
    #[serde(default)]
    pub tenure: Tenure,
}

/// Who has the accounts of somebody who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Succession {
    /// The next person of the seat; nobody while it is vacant.
    #[default]
    Seat,
    /// The other owners of the same shift, at once and for good; the next person of the seat owns none.
    Shared,
}

/// What a rate of leavers is a rate of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum RateIs {
    /// Leavers of a year ÷ mean headcount: above 1 if a seat changes hands more than once a year.
    #[default]
    #[serde(rename = "of headcount")]
    OfHeadcount,
    /// Share of those there on a day who have left a year later: below 1.
    #[serde(rename = "share within a year")]
    ShareWithinYear,
}

/// Tenure at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// As it is in the long run: some are new, some seats are vacant. People with a name are there.
    #[default]
    Stationary,
    /// Everybody has full craft.
    Long,
    /// Everybody begins on the first day, trained.
    None,
}

/// How craft grows.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RampUp {
    /// The gap to full craft falls exponentially.
    Exponential(Exponential),
    /// By month on duty; full craft after the last.
    Monthly(#[schemars(with = "Vec<Craft>", length(min = 1))] Vec<f64>),
}

/// An exponential ramp-up.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exponential {
    /// Craft on the first day on duty, as a share of full craft.
    #[schemars(with = "Craft")]
    pub start: f64,
    /// Time in which the gap to full craft falls to 37 %.
    pub time: Duration,
}
