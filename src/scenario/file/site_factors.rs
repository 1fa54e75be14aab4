//! What a place does to handle times.
//!
//! In: `handle_time_factor` of a site as written. Out: [`SiteFactor`]. Must not know: which areas there are.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Multiple, Table};

/// A factor for all accounts, or one that tells them apart.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SiteFactor {
    /// The same for all.
    Same(#[schemars(range(min = 0.01, max = 100))] f64),
    /// By area of the account, and by what is written down.
    Apart(SiteFactorTable),
}

/// A site's factor on handle times that tells accounts apart.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SiteFactorTable {
    /// Of areas not named, default 1.
    #[serde(rename = "default")]
    #[schemars(range(min = 0.01, max = 100))]
    pub elsewhere: Option<f64>,
    /// By the number of an area: `{ 2 = 1.2 }`. Areas of a group with `areas = n` are 0 to n − 1.
    #[schemars(with = "Table<Multiple>")]
    pub areas: Table<f64>,
    /// What is above 1 grows by this share for an account of which nothing is documented, default 0; needs
    /// `[knowledge]`, which says how far accounts are.
    #[schemars(range(min = 0, max = 10))]
    pub undocumented: f64,
}

impl SiteFactor {
    /// The factor for accounts of areas not named.
    pub fn elsewhere(&self) -> f64 {
        match self {
            Self::Same(factor) => *factor,
            Self::Apart(table) => table.elsewhere.unwrap_or(1.0),
        }
    }
}
