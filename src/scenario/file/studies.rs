//! What the studies beside `compare` are asked by default: `[size]`, `[sweep]`, `[threshold]`.
//!
//! In: `[size]`, `[sweep]`, `[threshold]` as written. Out: [`Size`], [`Sweep`], [`Threshold`]. Must not know: how a
//! study finds its answer.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Scenario, Team, Teams};

/// How `size` looks for the cheapest people.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Size {
    /// Numbers of people that may be moved, such as `teams.north.agents`; default those of every team and shift.
    pub free: Option<Vec<FreeLever>>,
    /// Confidence with which goals must be met and what is cheaper must miss them, default 0.95.
    #[schemars(range(min = 0.5, max = 0.9999))]
    pub confidence: Option<f64>,
    /// People of a staffing at most; default ten times those of the scenario, or three times those that a closed form
    /// begins with, at least 50.
    #[schemars(range(min = 1, max = 100_000))]
    pub most: Option<u32>,
    /// Replications of a point at most, default those of the scenario.
    #[schemars(range(min = 5, max = 100_000))]
    pub replications: Option<u32>,
}

/// A lever that may be moved.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FreeLever {
    /// Its path.
    Path(String),
    /// Its path and bounds.
    Within(BoundLever),
}

/// A lever with bounds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundLever {
    /// The dotted path of a number of people, such as `teams.north.agents`.
    pub lever: String,
    /// Least value, default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub from: u32,
    /// Most, default no bound of its own.
    #[schemars(range(min = 0, max = 100_000))]
    pub to: Option<u32>,
}

/// What `sweep` runs over, unless the command line says.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sweep {
    /// Levers and what each runs over: every combination is a point.
    pub levers: Vec<SweptLever>,
    /// So many points drawn from the ranges (a Latin hypercube) in place of every combination.
    #[schemars(range(min = 1, max = 10_000))]
    pub sample: Option<u32>,
    /// A ready-made sweep in place of `levers`.
    pub ready: Option<Ready>,
    /// The staffing that a ready-made sweep moves, default the first that has such a lever.
    pub staffing: Option<String>,
}

/// Sweeps whose lever and values are worked out from the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ready {
    /// From flow to dedicated: the time for which contacts are kept for their owners, from nothing to never.
    RungTime,
    /// How many accounts are dedicated (`staffings.X.dedicate.top`), from none to all.
    DedicatedAccounts,
}

/// A lever with its values, or its range.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SweptLever {
    /// The dotted path of a key, such as `staffings.hybrid.ladder.1.after`.
    pub lever: String,
    /// Its values, in the order of tables and plots.
    pub values: Option<Vec<LeverValue>>,
    /// Least value of a range: a number or a duration.
    pub from: Option<LeverValue>,
    /// Largest value of a range.
    pub to: Option<LeverValue>,
    /// Values in the range, default 5.
    #[schemars(range(min = 2, max = 10_000))]
    pub points: Option<u32>,
}

/// The value of a lever.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum LeverValue {
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Text: a duration, a word.
    Text(String),
}

/// Where two staffings tie along a lever.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Threshold {
    /// The lever, default `demand.volume` (requests a year).
    pub lever: Option<String>,
    /// First value of the lever: a number or a duration.
    pub from: Option<LeverValue>,
    /// Last value of the lever.
    pub to: Option<LeverValue>,
    /// Values looked at, evenly spaced (by factors where the last is more than four times the first), default 12.
    #[schemars(range(min = 2, max = 1000))]
    pub points: Option<u32>,
    /// The two staffings: from which value does the second have less of the metric? Default the first two.
    pub between: Option<[String; 2]>,
    /// The metric, default `cost_per_month`.
    pub metric: Option<String>,
    /// Under which contract each of the two is priced, for metrics of prices.
    pub contracts: Option<[String; 2]>,
    /// Both are sized to the goals at every value; default where there are goals and the metric is money.
    pub sized: Option<bool>,
    /// Levers at both ends of which `--sensitivity` looks for the threshold again.
    pub sensitivity: Vec<MovedLever>,
}

/// A lever and how far it may be off: either `by`, or `from` and `to`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedLever {
    /// The dotted path of a key, such as `sites.morocco.hourly_cost`.
    pub lever: String,
    /// How far to each side of what the scenario says: "20%".
    pub by: Option<String>,
    /// Least value: a number or a duration.
    pub from: Option<LeverValue>,
    /// Largest value.
    pub to: Option<LeverValue>,
}

impl Scenario {
    /// The teams of a staffing with its own keys laid over the scenario's, by name; none of an unknown staffing.
    pub fn teams_of(&self, staffing: &str) -> Vec<(String, Team)> {
        let Some(staffing) = self.staffings.get(staffing) else { return Vec::new() };
        let mut teams: Vec<(String, Team)> =
            self.teams.iter().map(|(name, team)| (name.to_string(), team.clone())).collect();
        let mut selected = staffing.use_teams.as_ref();
        match &staffing.teams {
            Some(Teams::Select(names)) => selected = Some(names),
            Some(Teams::Table(own)) => {
                for (name, keys) in own.iter() {
                    match teams.iter_mut().find(|(known, _)| known == name) {
                        Some((_, team)) => *team = team.overlaid(keys),
                        None => teams.push((name.to_string(), keys.clone())),
                    }
                }
            }
            None => {}
        }
        if let Some(selected) = selected {
            teams.retain(|(name, _)| selected.contains(name));
        }
        teams.sort_by(|a, b| a.0.cmp(&b.0));
        teams
    }
}
