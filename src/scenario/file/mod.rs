//! The scenario file as it is written: one struct per table; doc comments become the schema's descriptions.
//!
//! In: TOML, walked. Out: [`Scenario`]. Must not know: what is made of it.

mod accounts;
#[macro_use]
mod bounds;
mod channels;
mod contracts;
mod dedicate;
mod knowledge;
mod laws;
mod money;
mod people;
mod satisfaction;
mod site_factors;
mod staffings;
mod studies;
mod turnover;
mod undertakings;
mod units;

pub use accounts::{
    Accounts, By, ByReason, FollowUp, Group, HandleTime, HandleTimeTable, PerChannel, Reason, Reasons,
};
pub(in crate::scenario) use bounds::{
    AboveZero, Craft, HoursText, Multiple, NotBelowZero, OffsetText, Share, ShareBelowOne, YearlyGrowth,
};
pub use channels::{
    Busyness, Channel, Clock, Closing, Counts, Demand, Kind, Opening, OpeningHours, Patience, Profile,
    Redial, Resample, SeasonStretch, SelfService, Varying, VolumeIs,
};
pub use contracts::{Contract, Hour, PricedUnit, Service, Tier, VolumePeriod};
pub use dedicate::{Dedicate, RankBy};
pub use knowledge::{Errors, Knowledge, Skilled};
pub use laws::{Law, Named, Number, Weighted};
pub use money::{Capital, Governance, Money, Premium, Supervisors, Travel};
pub use people::{
    Admitted, Agents, Break, Factor, Forecast, People, Person, Review, ReviewRule, Roster, Serves, Shift,
    Site, Team, Wave,
};
pub use satisfaction::{Meets, OwnerDeparture, Satisfaction};
pub use site_factors::{SiteFactor, SiteFactorTable};
pub use staffings::{
    Absent, CallBack, FollowUpFirst, Goal, Ladder, LadderOverride, OneOrMore, Owners, Period, Portfolio,
    PortfolioRule, Promise, Pull, Push, Reorganisation, Rung, RungTable, Scope, Staffing, Teams, When,
};
pub use studies::{BoundLever, FreeLever, LeverValue, MovedLever, Ready, Size, Sweep, SweptLever, Threshold};
pub use turnover::{Absence, RampUp, RateIs, Spells, Succession, Tenure, Turnover};
pub use undertakings::{AdmissionTraining, Documentation, Immersion, Programme, Renewed, Transition};
pub(super) use units::years;
pub use units::{ClockTime, DateText, Duration, Table, Term};

use schemars::JsonSchema;
use serde::Deserialize;

/// Which desk it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Population {
    /// The desk of this number.
    Number(u64),
    /// Another desk in every replication.
    Redrawn(Redrawn),
}

impl Default for Population {
    fn default() -> Self {
        Self::Number(1)
    }
}

/// The word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Redrawn {
    /// "redrawn".
    Redrawn,
}

/// A scenario: client accounts, what they bring, who works, and the ways of staffing to compare.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "portflow scenario")]
pub struct Scenario {
    /// What this scenario is about, for the heading of results.
    #[serde(default)]
    pub title: String,
    /// Which desk it is: a number (the same accounts and people in every replication), default 1; or "redrawn", another
    /// desk of the same kind in every replication.
    #[serde(default)]
    pub population: Population,
    /// Currency of all money, such as EUR.
    #[serde(default = "euro")]
    pub currency: String,
    /// Staffing that the others are compared with; default the first.
    pub baseline: Option<String>,
    /// Staffing whose owners `owner_share` refers to; default the first that has owners.
    pub reference_owners: Option<String>,
    /// The two staffings of which it is told at which knowledge effect they tie; default the first two.
    pub tie: Option<[String; 2]>,
    /// Where handle times and follow-up shares were measured: a staffing, or "expert" (they are taken as they are).
    /// Required with `[knowledge]`.
    pub measured_under: Option<String>,
    /// What people know of accounts, and what that does; default nothing.
    pub knowledge: Option<Knowledge>,
    /// What accounts think of the service, and how much of their value leaves because of it; default nobody asks.
    pub satisfaction: Option<Satisfaction>,
    /// Dates, days, replications.
    #[serde(default)]
    pub run: Run,
    /// How volumes move.
    #[serde(default)]
    pub demand: Demand,
    /// Opening hours by weekday: `mon-fri = "08:00-18:00"`, `sat = "09:00-12:00"`; `always = true` never closes.
    #[serde(default)]
    pub opening: Option<Opening>,
    /// Channels by name.
    pub channels: Table<Channel>,
    /// Contact reasons by name; none means one reason.
    #[serde(default)]
    pub reasons: Table<Reason>,
    /// Account groups by name.
    pub groups: Table<Group>,
    /// Sites by name.
    #[serde(default)]
    pub sites: Table<Site>,
    /// Rosters (people) by name; default one per site.
    #[serde(default)]
    pub rosters: Table<Roster>,
    /// Shifts by name.
    #[serde(default)]
    pub shifts: Table<Shift>,
    /// Teams by name: the default of every staffing.
    #[serde(default)]
    pub teams: Table<Team>,
    /// Ways of staffing by name, compared in this order.
    pub staffings: Table<Staffing>,
    /// Goals by name.
    #[serde(default)]
    pub goals: Table<Goal>,
    /// Contracts by name: every staffing is priced under each.
    #[serde(default)]
    pub contracts: Table<Contract>,
    /// Money over time: horizon, discount, time over which one-off amounts are spread.
    #[serde(default)]
    pub money: Money,
    /// How `portflow size` looks for the cheapest people that meet all goals.
    #[serde(default)]
    pub size: Size,
    /// What `portflow sweep` runs over.
    #[serde(default)]
    pub sweep: Sweep,
    /// What `portflow threshold` looks for: where two staffings tie along a lever.
    #[serde(default)]
    pub threshold: Threshold,
}

fn euro() -> String {
    "EUR".into()
}

/// Dates, days, replications.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Run {
    /// First day, such as "2026-01-05".
    pub start: DateText,
    /// Days counted in each replication, default 20.
    #[schemars(range(min = 1, max = 36500))]
    pub days: u32,
    /// Whether `days` are working days (any channel open; closed days up to the end of the last week come on top) or calendar
    /// days.
    pub count: Days,
    /// Calendar days simulated before them and not counted: for stationary runs.
    #[schemars(range(max = 3650))]
    pub warm_up: u32,
    /// Independent futures of the desk, default 100.
    #[schemars(range(min = 2, max = 100_000))]
    pub replications: u32,
    /// Most replications under `--precision`, default 1000.
    #[schemars(range(min = 2, max = 100_000))]
    pub max_replications: u32,
    /// Seed of days, contacts and absences.
    pub seed: u64,
    /// Length of an interval: "15m", "30m" or "60m".
    pub interval: Duration,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            start: DateText("2026-01-05".into()),
            days: 20,
            count: Days::Working,
            warm_up: 0,
            replications: 100,
            max_replications: 1000,
            seed: 1,
            interval: Duration("30m".into()),
        }
    }
}

/// What a number of days counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Days {
    /// Days on which a channel is open.
    #[default]
    #[serde(rename = "working days")]
    Working,
    /// All days.
    #[serde(rename = "calendar days")]
    Calendar,
}
