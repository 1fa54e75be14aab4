//! Account groups and contact reasons.
//!
//! In: `[groups]`, `[reasons]` as written. Out: [`Group`], [`Reason`], and what they hold. Must not know: which
//! accounts come of them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::channels::{Patience, Profile};
use super::{AboveZero, Law, NotBelowZero, Share, ShareBelowOne, Table};

/// A value per channel, by the channel's name.
pub type PerChannel<T> = Table<T>;

/// A contact reason; its shares and times stand with the groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {}

/// Which accounts a group has.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Accounts {
    /// So many, named GROUP-001 and so on.
    Count(#[schemars(range(min = 0, max = 1_000_000))] u32),
    /// These.
    Names(Vec<String>),
    /// Those of a CSV file with columns `account[, sector, area, complexity, value, weight]`.
    File(AccountFile),
}

/// A CSV file of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountFile {
    /// Its path, from the scenario's folder.
    pub file: String,
}

/// Shares of contact reasons: `{ order = 0.7, question = 0.3 }`, or such a table for each channel.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reasons {
    /// The same on every channel.
    Same(#[schemars(with = "Table<Share>")] Table<f64>),
    /// By channel; reasons are all alike on channels not named.
    ByChannel(#[schemars(with = "Table<Table<Share>>")] Table<Table<f64>>),
}

/// A share for all reasons, or one each.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ByReason {
    /// The same for all.
    Same(#[schemars(with = "ShareBelowOne")] f64),
    /// By reason.
    Each(#[schemars(with = "Table<ShareBelowOne>")] Table<f64>),
}

/// Contacts that come back unresolved.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// Share of answered contacts, for all reasons or by reason.
    pub share: ByReason,
    /// Time until they come back.
    pub delay: Law,
}

/// A handle time.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum HandleTime {
    /// One law.
    Law(Law),
    /// A law with factors.
    Table(Box<HandleTimeTable>),
}

/// A handle time with factors.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleTimeTable {
    /// The law.
    pub law: Law,
    /// Factors on it for equal steps over the opening hours.
    #[schemars(with = "Option<Vec<AboveZero>>", length(min = 1))]
    pub by_interval: Option<Vec<f64>>,
    /// The step is that of "arrival" (default) or of the "start" of handling.
    #[serde(default)]
    pub by: By,
    /// Factors on it by reason.
    #[serde(default)]
    #[schemars(with = "Table<AboveZero>")]
    pub reasons: Table<f64>,
}

/// Which moment decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Arrival.
    #[default]
    Arrival,
    /// Start of handling.
    Start,
}

/// A group of like accounts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many accounts, their names, or a file of them.
    pub accounts: Accounts,
    /// Requests per working day of the whole group, by channel.
    #[serde(default)]
    #[schemars(with = "PerChannel<NotBelowZero>")]
    pub requests_per_day: PerChannel<f64>,
    /// How sizes differ between accounts: a law, made to have the group's total; default all alike.
    pub spread: Option<Law>,
    /// Number of sectors, dealt out evenly, default 1.
    #[schemars(range(min = 1, max = 60000))]
    pub sectors: Option<u32>,
    /// Number of areas, dealt out evenly, default 1.
    #[schemars(range(min = 1, max = 60000))]
    pub areas: Option<u32>,
    /// Value of an account per year.
    pub value: Option<Law>,
    /// Complexity of an account, 1 = ordinary.
    pub complexity: Option<Law>,
    /// How far an account is documented, from 0 to 1; default `knowledge.documentation`.
    pub documentation: Option<Law>,
    /// Shares of contact reasons, of all contacts or by channel; default all alike.
    pub reasons: Option<Reasons>,
    /// Handle time by channel.
    pub handle_time: PerChannel<HandleTime>,
    /// Patience by channel; default the channel's.
    #[serde(default)]
    pub patience: PerChannel<Patience>,
    /// Share of contacts that leave at once when nobody can start at once, by channel; default the channel's.
    #[serde(default)]
    #[schemars(with = "PerChannel<Share>")]
    pub balk: PerChannel<f64>,
    /// Profile of the day by channel; default the channel's.
    #[serde(default)]
    pub profile: PerChannel<Profile>,
    /// Contacts that come back unresolved.
    pub follow_up: Option<FollowUp>,
    /// What it takes to be admitted to the group; default nothing.
    pub admission: Option<super::AdmissionTraining>,
    /// Team of accounts that no portfolio gives one.
    pub team: Option<String>,
    /// Waiting contacts of this group at most; more are blocked.
    pub queue_capacity: Option<u32>,
    /// Contacts of this group waiting and in handling at most.
    pub lines: Option<u32>,
}
