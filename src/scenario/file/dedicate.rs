//! Which accounts are dedicated.
//!
//! In: `dedicate` of a staffing as written. Out: [`Dedicate`]. Must not know: which accounts rank first.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Ladder;

/// The first accounts by rank have a ladder of their own; only they have owners.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dedicate {
    /// How many accounts, from the first by rank.
    pub top: u32,
    /// What accounts are ranked by, highest first; default "value".
    #[serde(default)]
    pub rank_by: RankBy,
    /// Their ladder on all channels; it names owner.
    pub ladder: Ladder,
}

/// What accounts are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankBy {
    /// Value per year.
    #[default]
    Value,
    /// Requests per day.
    Volume,
    /// Complexity.
    Complexity,
    /// Value × the share of contacts that a stranger leaves unresolved or makes an error with.
    Risk,
    /// Handle time per day that a stranger takes longer than an expert; needs `[knowledge]`.
    Gain,
}
