//! What accounts think of the service, and how many leave because of it.
//!
//! In: `[satisfaction]` as written. Out: [`Satisfaction`]. Must not know: what accounts go through.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Duration;

/// How satisfied accounts are, from 0 to 100, and how much of their value leaves within a year because of it. Looked at
/// after the run: accounts do not leave while it lasts. Off without this table.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Satisfaction {
    /// Points lost if no contact were answered in time; default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub wait: f64,
    /// Points lost if every contact met another face than `meets` says; default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub continuity: f64,
    /// Points lost if every contact were a repeat (follow-up, redial, call-back); default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub resolution: f64,
    /// Which face a contact should meet: "last person" (that of the account's contact before, default), or "owner".
    #[serde(default)]
    pub meets: Meets,
    /// β: relative rise of the loss hazard per point of score below the reference, compounded; 0 = no effect.
    #[schemars(range(min = 0, max = 1))]
    pub per_point: f64,
    /// Loss hazard per year of an account at the reference score; default 0.06.
    #[schemars(range(min = 0, max = 100))]
    pub loss_hazard: Option<f64>,
    /// Score at which the loss hazard is as given; default 100.
    #[schemars(range(min = 0, max = 100))]
    pub reference: Option<f64>,
    /// What the departure of an owner does; default nothing.
    pub owner_departure: Option<OwnerDeparture>,
}

/// Which face a contact should meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Meets {
    /// The person who answered the account's contact before.
    #[default]
    #[serde(rename = "last person")]
    LastPerson,
    /// An owner of the account.
    #[serde(rename = "owner")]
    Owner,
}

/// What the departure of an owner does to the accounts he leaves.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OwnerDeparture {
    /// Factor on the loss hazard; default 1.5.
    #[schemars(range(min = 0, max = 100))]
    pub factor: Option<f64>,
    /// Time for which it holds; default "182d".
    pub lasts: Option<Duration>,
}
