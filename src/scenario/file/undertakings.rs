//! What stands beside daily work: moves, programmes.
//!
//! In: `transition` and `programme` of a staffing, `admission` of a group, as written. Out: [`Transition`],
//! [`Programme`], [`AdmissionTraining`]. Must not know: when which people are there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{DateText, Duration, Term, Wave};

/// The work comes from another staffing; the move costs something, and may be played within the run.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// The staffing in which the work is before; where that has a transition of its own, its phase comes first.
    pub from: String,
    /// When all of it moves; default before the first day: the move is over when the run begins.
    pub date: Option<DateText>,
    /// Moves by steps in place of `date`: so many of this staffing's people (or shares of them) have taken over from each
    /// date on; the last wave brings all.
    pub waves: Option<Vec<Wave>>,
    /// Time for which those who hand over are there beside those who take over, such as "28d"; default "0d".
    pub parallel_run: Option<Duration>,
    /// People who go to where the work is, and learn it there; default none.
    pub immersion: Option<Immersion>,
    /// Writing down what is known, before anything moves; default nothing.
    pub documentation: Option<Documentation>,
    /// Time over which the cost is spread; default that of `[money]`.
    pub amortise: Option<Term>,
}

/// People who go to where the work is.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Immersion {
    /// How many.
    #[schemars(range(min = 0, max = 10_000))]
    pub people: f64,
    /// For how many weeks: they count as weeks side by side.
    #[schemars(range(min = 0, max = 104))]
    pub weeks: f64,
    /// One person's trip.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub trip: f64,
    /// A person's week there, beside the wages: lodging, allowance. Default 0.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub week: f64,
}

/// Writing down what is known of accounts.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Documentation {
    /// Days of work.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub days: f64,
    /// Cost of a day.
    #[schemars(range(min = 0))]
    pub cost_per_day: f64,
    /// How far accounts are documented then; those that are further stay as they are. Default: as before.
    #[schemars(range(min = 0, max = 1))]
    pub reaches: Option<f64>,
    /// Account groups that it is about; default all.
    pub groups: Option<Vec<String>>,
}

/// What a staffing undertakes where it is: to professionalise, to equip and keep its people.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Programme {
    /// What it is called.
    pub name: Option<String>,
    /// When it is paid for, once, and from when on yearly; default the first day counted. What it changes holds for the
    /// whole run.
    pub date: Option<DateText>,
    /// Paid once.
    #[schemars(range(min = 0))]
    pub once: f64,
    /// Paid each year.
    #[schemars(range(min = 0))]
    pub per_year: f64,
    /// Time over which what is paid once is spread; default that of `[money]`.
    pub amortise: Option<Term>,
    /// How far accounts are documented; those that are further stay as they are. Default: as before.
    #[schemars(range(min = 0, max = 1))]
    pub documentation: Option<f64>,
    /// Factor on handle times, default 1.
    #[schemars(range(min = 0.1, max = 10))]
    pub handle_time_factor: Option<f64>,
    /// Factor on the share of contacts that are resolved, default 1.
    #[schemars(range(min = 0.1, max = 2))]
    pub resolution_factor: Option<f64>,
    /// A day on duty is worth so many of ramp-up, default 1.
    #[schemars(range(min = 0.1, max = 100))]
    pub ramp_up_factor: Option<f64>,
    /// Factor on the rate at which people leave, default 1.
    #[schemars(range(min = 0, max = 10))]
    pub turnover_factor: Option<f64>,
}

/// What it takes to serve a group.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmissionTraining {
    /// Days of training, paid on top of hours: once for whoever is hired, and each time it is renewed.
    #[schemars(range(min = 0, max = 365))]
    pub training_days: f64,
    /// "yearly" (default) or "never".
    #[serde(default)]
    pub renewed: Renewed,
}

/// How often an admission is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Renewed {
    /// Each year.
    #[default]
    Yearly,
    /// Never.
    Never,
}
