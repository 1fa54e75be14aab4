//! What people know, and what it does.
//!
//! In: `[knowledge]` as written. Out: [`Knowledge`]. Must not know: who knows what.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Duration;

/// What people know of accounts, and what that does. Ignorance is x·(1 − κd) ÷ (1 + ê/e50): the account's
/// complexity x, how far it is documented d, and the contacts that a person remembers ê.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Knowledge {
    /// δ: somebody who knows nothing of an account takes so much longer than an expert; default 0.25. 0 = no effect.
    #[schemars(range(min = 0, max = 10))]
    pub effect: Option<f64>,
    /// e50: contacts remembered that take away half of the ignorance; default 30.
    #[schemars(range(min = 0.001, max = 1_000_000))]
    pub half_effect: Option<f64>,
    /// h: time after which half of what was learnt is forgotten; default "90d".
    pub half_life: Option<Duration>,
    /// κ: share of what is hidden of an account that full documentation takes away; default 0.6.
    #[schemars(range(min = 0, max = 1))]
    pub documentation_effect: Option<f64>,
    /// d: how far accounts are documented, from 0 to 1; default 0.4. Groups may have their own.
    #[schemars(range(min = 0, max = 1))]
    pub documentation: Option<f64>,
    /// s: what a contact with another account of the sector is worth; default 0.3.
    #[schemars(range(min = 0, max = 1))]
    pub sector_share: Option<f64>,
    /// Share of contacts that are resolved; default no effect.
    pub resolution: Option<Skilled>,
    /// Share of contacts with an error; default none.
    pub errors: Option<Errors>,
    /// What people know on the first day: "settled" (default), "none", or "from STAFFING" (the day of a reorganisation).
    pub start: Option<String>,
}

/// A share of experts and of novices.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skilled {
    /// Of somebody who knows the account.
    #[schemars(range(min = 0, max = 1))]
    pub expert: f64,
    /// Of somebody who knows nothing of it, where nothing is documented and its complexity is 1.
    #[schemars(range(min = 0, max = 1))]
    pub novice: f64,
}

/// Errors.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Errors {
    /// Share of contacts with an error, of somebody who knows the account.
    #[schemars(range(min = 0, max = 1))]
    pub expert: f64,
    /// Of somebody who knows nothing of it.
    #[schemars(range(min = 0, max = 1))]
    pub novice: f64,
    /// Cost of an error; default 0.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub cost: f64,
}
