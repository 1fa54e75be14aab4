//! Staffings, ladders, goals.
//!
//! In: `[staffings]`, `[goals]` as written. Out: [`Staffing`], [`Goal`], and what they hold. Must not know: whether
//! what they name is there.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::{Duration, Law, Table, Team};
use crate::metrics::catalogue::METRICS;

/// One word or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(String),
    /// Several.
    More(Vec<String>),
}

impl OneOrMore {
    /// All words.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::One(word) => vec![word.as_str()],
            Self::More(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

/// When a rung opens.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum When {
    /// Never: the ladder ends before it.
    Never(Never),
    /// After a time, or a law drawn with the contact.
    After(Law),
}

/// The word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Never {
    /// "never".
    Never,
}

/// What the rung of absent people does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// The next rung opens at once.
    #[default]
    Passed,
    /// It waits for the return.
    Kept,
}

/// What follows a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum CallBack {
    /// false: the message is only counted.
    Counted(bool),
    /// A call-back on this channel.
    Channel(String),
}

/// A rung: owner, deputy, team, team:NAME, site, site:NAME, anyone, last, message.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Rung {
    /// Open at once.
    To(String),
    /// With conditions.
    Table(RungTable),
}

/// A rung with conditions.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RungTable {
    /// Whom it is open to: one or several of owner, deputy, team, team:NAME, site, site:NAME, anyone, last; or message.
    pub to: OneOrMore,
    /// From this waiting time on, default "0s"; a law is drawn with the contact; "never" ends the ladder.
    pub after: Option<When>,
    /// A person takes a contact through it only while so many of its people, himself included, are idle.
    #[schemars(range(min = 1))]
    pub when_idle: Option<u32>,
    /// What it does while all its people are absent: "passed" (default) or "kept".
    #[serde(default)]
    pub absent: Absent,
    /// What is left of a contact's patience when the rung opens to it is multiplied by this, default 1.
    #[schemars(range(min = 0, max = 1000))]
    pub patience: Option<f64>,
    /// Share of contacts that give up when the rung opens to them, rather than be served by a stranger; default 0.
    #[schemars(range(min = 0, max = 1))]
    pub balk: Option<f64>,
    /// After a message: the channel of the call-back, or false.
    pub call_back: Option<CallBack>,
}

/// A ladder.
pub type Ladder = Vec<Rung>;

/// A ladder for some groups, channels, or both; the most specific wins.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LadderOverride {
    /// For these account groups; default all.
    pub groups: Option<Vec<String>>,
    /// For these channels; default all.
    pub channels: Option<Vec<String>>,
    /// The ladder.
    pub ladder: Ladder,
}

/// How accounts are dealt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PortfolioRule {
    /// Equal work.
    #[default]
    Balanced,
    /// Equal work, sectors together.
    Sector,
    /// Equal work, areas together.
    Area,
    /// Equal value.
    Value,
    /// As people's `accounts` say.
    Explicit,
}

/// A portfolio: a rule, or accounts by person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Portfolio {
    /// By rule.
    Rule(PortfolioRule),
    /// Accounts by the person who owns them.
    ByPerson(Table<Vec<String>>),
}

/// How many owners an account has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Owners {
    /// One in every shift: several people, where there are several shifts.
    #[default]
    #[serde(rename = "per shift")]
    PerShift,
    /// A single person.
    #[serde(rename = "one")]
    One,
}

/// Who among several free people takes a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Push {
    /// The one idle longest.
    #[default]
    LongestIdle,
    /// Any.
    Random,
    /// The one with the least work today.
    LeastOccupied,
    /// By the team's rank for the group.
    Ranked,
    /// Who remembers most of the account; needs `[knowledge]`.
    MostFamiliar,
}

/// Which of several waiting contacts a freed person takes.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pull {
    /// By the rung, then longest wait.
    #[default]
    OwnFirst,
    /// Longest wait.
    LongestWait,
    /// Priority + `per_second` × seconds waited, highest first: `{ priority = { per_second = 0.01 } }`.
    Priority(PriorityPull),
}

/// The pull rule `priority`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorityPull {
    /// Points that a second of waiting adds.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub per_second: f64,
}

/// A way of staffing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    /// Whom contacts may go to, and from which waiting time on.
    pub ladder: Ladder,
    /// Other ladders for some groups or channels.
    #[serde(default)]
    pub ladders: Vec<LadderOverride>,
    /// Teams: a list of names selects (as `use_teams`); a table overrides keys of teams by name, or adds teams.
    pub teams: Option<Teams>,
    /// The teams to use, of the scenario's and this staffing's own; default all of them.
    pub use_teams: Option<Vec<String>>,
    /// How accounts are dealt out to owners, default "balanced".
    pub portfolio: Option<Portfolio>,
    /// Owners of an account: "per shift" (default: one in every shift in which people may own it, so that an account of a
    /// team with two shifts has two) or "one" (a single person, whatever the shifts).
    pub owners: Option<Owners>,
    /// Teams whose people may own; default all.
    pub owners_from: Option<Vec<String>>,
    /// Groups that are owned; default those whose ladder names owner, deputy or message.
    pub owned: Option<Vec<String>>,
    /// Accounts chosen by rank to have a ladder of their own, and owners.
    pub dedicate: Option<super::Dedicate>,
    /// How accounts without owner are dealt out to teams, default "balanced".
    pub account_teams: Option<PortfolioRule>,
    /// Portfolios cut anew on a date within the run.
    pub reorganisation: Option<Reorganisation>,
    /// The work comes from another staffing: what the move costs, and how it goes within the run.
    pub transition: Option<super::Transition>,
    /// What is undertaken where the work is: its cost, and what it changes.
    pub programme: Option<super::Programme>,
    /// Who among several free people takes a contact.
    #[serde(default)]
    pub push: Push,
    /// Which contact a freed person takes.
    #[serde(default)]
    pub pull: Pull,
    /// Priorities under the pull rule "priority", by group and by channel; they add up.
    #[serde(default)]
    pub priorities: Table<f64>,
    /// What a follow-up tries first: "last" (who handled the contact before, default) or "ladder".
    #[serde(default)]
    pub follow_up_first: FollowUpFirst,
    /// Waiting contacts at most; more are blocked.
    pub queue_capacity: Option<u32>,
    /// Contacts waiting and in handling at most.
    pub lines: Option<u32>,
    /// What this staffing promises in place of the scenario's goals, by their names.
    #[serde(default)]
    pub goals: Table<Promise>,
}

/// Portfolios cut anew: what is not said is as in the staffing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reorganisation {
    /// Date at whose beginning accounts change hands; after the first day, within the run.
    pub on: super::DateText,
    /// How accounts are dealt out to owners from then on.
    pub portfolio: Option<Portfolio>,
    /// Owners of an account from then on.
    pub owners: Option<Owners>,
    /// Teams whose people may own from then on.
    pub owners_from: Option<Vec<String>>,
    /// How accounts without owner are dealt out to teams from then on.
    pub account_teams: Option<PortfolioRule>,
    /// Time for which old and new owners work side by side; default "0d": what is documented is passed on, nothing else.
    pub overlap: Option<Duration>,
}

/// A staffing's own promise: what it does not say is the goal's.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The wait, for the …_within metrics.
    pub within: Option<Duration>,
    /// The value must be at least this.
    pub at_least: Option<f64>,
    /// The value must be at most this.
    pub at_most: Option<f64>,
}

/// The metrics that are about a wait of their own.
const WITHIN: [&str; 3] = ["answered_within", "reached_owner_within", "called_back_within"];

/// The words for what a goal is set on.
fn goal_metrics() -> Vec<&'static str> {
    WITHIN.into_iter().chain(METRICS.iter().map(|metric| metric.name)).collect()
}

/// One of these words.
struct GoalMetric;

inlined!(GoalMetric, { "type": "string", "enum": goal_metrics() });

/// What a follow-up tries first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpFirst {
    /// The person who handled the previous contact.
    #[default]
    Last,
    /// The ladder.
    Ladder,
}

/// Teams of a staffing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Teams {
    /// These of the scenario's teams.
    Select(Vec<String>),
    /// Overrides and additions.
    Table(Table<Team>),
}

/// For whom a goal must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Over all contacts.
    #[default]
    Centre,
    /// For every group.
    Group,
    /// For every portfolio.
    Portfolio,
    /// For every account.
    Account,
}

/// Over which stretch a goal is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// The mean of the days' own values.
    Day,
    /// The mean of the weeks' own values.
    Week,
    /// The value of the whole run.
    #[default]
    Month,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// `answered_within`, `reached_owner_within`, `called_back_within`, or any metric of `portflow schema --metrics`.
    #[schemars(with = "GoalMetric")]
    pub metric: String,
    /// Channel it is about; default all.
    pub channel: Option<String>,
    /// The wait, for the …_within metrics.
    pub within: Option<Duration>,
    /// The value must be at least this.
    pub at_least: Option<f64>,
    /// The value must be at most this.
    pub at_most: Option<f64>,
    /// For whom: centre (default), group, portfolio, account.
    #[serde(default)]
    pub scope: Scope,
    /// Over which stretch: month (default); day or week only with the scope centre and a share of contacts.
    #[serde(default)]
    pub period: Period,
}
