//! Channels, opening hours, demand as a whole.
//!
//! In: `[channels]`, `[demand]` as written. Out: [`Channel`], [`Demand`], and what they hold. Must not know: how much
//! comes when.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AboveZero, DateText, Duration, HoursText, Law, NotBelowZero, Table, YearlyGrowth};

/// Opening hours by weekday.
pub type Opening = Table<OpeningHours>;

/// `"08:00-18:00"`, several stretches, or `true` for `always`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OpeningHours {
    /// One stretch, such as "08:00-18:00".
    One(#[schemars(with = "HoursText")] String),
    /// Several stretches.
    Several(#[schemars(with = "Vec<HoursText>")] Vec<String>),
    /// Only as `always = true`.
    Always(bool),
}

/// What kind of attention a channel wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody waits now: phone, chat.
    Live,
    /// It may wait for hours and be put aside: email, forms, call-backs.
    Deferrable,
    /// Done in the gaps.
    Proactive,
}

/// Which time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Every second.
    Wall,
    /// Only while the channel is open.
    Opening,
}

/// What happens to waiting contacts at closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Those on duty stay until nobody waits.
    #[default]
    Drain,
    /// They are cut off.
    Clear,
}

/// A profile of the day: shares for any number of equal steps over the opening hours.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Profile {
    /// The same every day.
    Daily(#[schemars(with = "Vec<NotBelowZero>", length(min = 1))] Vec<f64>),
    /// By weekday: `{ mon = [...], tue-fri = [...] }`.
    Weekly(#[schemars(with = "Table<Vec<NotBelowZero>>")] Table<Vec<f64>>),
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// live, deferrable or proactive.
    pub kind: Kind,
    /// Time that counts for waits and goals: "wall" (default of live channels) or "opening" (of the others).
    pub clock: Option<Clock>,
    /// Opening hours of this channel; default those of the scenario.
    pub opening: Option<Opening>,
    /// What happens to waiting contacts at closing, default "drain".
    #[serde(default)]
    pub closing: Closing,
    /// How long contacts wait before they give up; without it, for ever.
    pub patience: Option<Patience>,
    /// Share of contacts that leave at once when nobody can start at once, default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub balk: f64,
    /// Who tries again after giving up.
    pub redial: Option<Redial>,
    /// Answered within this wait counts as in time (service level); default `goal_time` where work may wait and has one,
    /// else "20s".
    pub in_time: Option<Duration>,
    /// In time means a wait below the limit rather than up to it.
    #[serde(default)]
    pub strict: bool,
    /// Abandonments up to this wait are short, default "5s".
    pub short_abandon: Option<Duration>,
    /// Deferrable work: the time that is promised; default `in_time`.
    pub goal_time: Option<Duration>,
    /// Deferrable work goes first once less than this is left of its goal time; default a quarter of it.
    pub escalate: Option<Duration>,
    /// Live contacts interrupt deferrable work, default true.
    pub interrupts: Option<bool>,
    /// When in the day requests come; default evenly over the opening hours.
    pub profile: Option<Profile>,
    /// A portal that takes this channel's requests away over time.
    pub self_service: Option<SelfService>,
    /// What a contact teaches whoever handles it, beside a call's 1; default 1 for live channels, 0.5 for the others.
    #[schemars(range(min = 0, max = 100))]
    pub teaches: Option<f64>,
    /// Waiting contacts at most; more are blocked.
    pub queue_capacity: Option<u32>,
    /// Contacts waiting and in handling at most.
    pub lines: Option<u32>,
}

/// A portal that takes requests away.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfService {
    /// The day on which it opens, such as "2026-02-02"; default the first day of the run.
    pub from: Option<DateText>,
    /// Share of requests that it takes in the end.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// How long adoption takes, evenly; default "0d": at once.
    pub over: Option<Duration>,
    /// Share of people who keep the accounts that they own away from it; default 0.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1))]
    pub owners_block: f64,
    /// Time after its opening at which that is noticed and ends; default never.
    pub noticed_after: Option<Duration>,
}

/// Patience: a law, or one that varies over the day.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Patience {
    /// One law all day.
    Law(Law),
    /// A law times a factor for each of any number of equal steps over the opening hours.
    Varying(Varying),
}

/// A law that varies over the day.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Varying {
    /// The law.
    pub law: Law,
    /// Factors on it for equal steps over the opening hours.
    #[schemars(with = "Vec<AboveZero>", length(min = 1))]
    pub by_interval: Vec<f64>,
}

/// Redials.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Redial {
    /// Chance of another attempt after each one that was abandoned or blocked.
    #[schemars(range(min = 0, max = 1))]
    pub probability: f64,
    /// Time until then.
    pub delay: Law,
}

/// How volumes move.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Demand {
    /// Requests a year of all accounts over all channels: everything is scaled to it.
    #[schemars(range(min = 0))]
    pub volume: Option<f64>,
    /// What volumes count: "requests" (original needs, default), or "contacts" (repeats included: they are divided by
    /// the contacts per request under `measured_under`).
    pub volume_is: VolumeIs,
    /// Factor on all volumes, default 1.
    #[schemars(range(min = 0))]
    pub scale: Option<f64>,
    /// Factor on all handle times that groups (and the rows of a log) say, default 1.
    #[schemars(range(min = 0.1, max = 10))]
    pub handle_time_factor: Option<f64>,
    /// Day-to-day variation beyond chance: coefficients of variation.
    pub busyness: Busyness,
    /// An account's next request comes so many times later after a contact with its own person; default 1. Sourced
    /// range 1 to 1.18 (Kajaria-Montag, Freeman and Scholtes, 2024).
    #[schemars(range(min = 1, max = 10))]
    pub continuity: Option<f64>,
    /// Factors for Monday to Sunday; made to average 1 over the days with any.
    #[schemars(with = "Option<[NotBelowZero; 7]>")]
    pub weekday: Option<Vec<f64>>,
    /// Factors for January to December; made to average 1.
    #[schemars(with = "Option<[NotBelowZero; 12]>")]
    pub season: Option<Vec<f64>>,
    /// Factors of some dates, on top of the season: they multiply where they overlap, and are taken as they are.
    pub stretches: Vec<SeasonStretch>,
    /// How volumes grow from the first day of the run on; default not at all.
    pub growth: Option<Growth>,
    /// Daily counts: "poisson" (default) or "fixed".
    pub counts: Counts,
    /// Requests from a log instead: a CSV file `time, account, channel[, reason, handle_time, patience, agent]`.
    pub trace: Option<String>,
    /// How replications of a log differ: "days" (default) draws each day anew among its days of the same weekday and
    /// opening hours (holidays for holidays), "none" replays it day by day.
    pub resample: Option<Resample>,
}

/// What is drawn anew of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resample {
    /// Days, among those of the same weekday and opening hours.
    Days,
    /// Nothing.
    None,
}

/// Growth of volumes.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Growth {
    /// Growth a year, 0.08 for 8 %: expected volumes are those of the first day × 1.08 to the power of years since; default 0.
    #[schemars(range(min = -0.9, max = 10))]
    pub per_year: f64,
    /// How unsure that is: standard deviation of the logarithm of volumes after a year, of a random walk that all groups
    /// share; the mean is kept. Default 0.
    #[schemars(range(min = 0, max = 2))]
    pub uncertainty: f64,
    /// Growth a year of single groups, in the place of `per_year`.
    #[schemars(with = "Table<YearlyGrowth>")]
    pub groups: Table<f64>,
}

/// Dates with a factor.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeasonStretch {
    /// First date.
    pub from: DateText,
    /// Last date.
    pub to: DateText,
    /// Factor on the volumes of these dates.
    #[schemars(range(min = 0, max = 1000))]
    pub factor: f64,
}

/// What volumes count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VolumeIs {
    /// Original needs.
    #[default]
    Requests,
    /// Attempts: redials and follow-ups included.
    Contacts,
}

/// Coefficients of variation of the day's busyness.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Busyness {
    /// Common to all accounts.
    #[schemars(range(min = 0, max = 5))]
    pub common: f64,
    /// Common to the accounts of a sector.
    #[schemars(range(min = 0, max = 5))]
    pub sector: f64,
    /// Of each account alone.
    #[schemars(range(min = 0, max = 5))]
    pub own: f64,
    /// Correlation of one day with the next, default 0.
    #[schemars(range(min = 0, max = 0.999))]
    pub persistence: f64,
}

/// How daily counts are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// By the Poisson law.
    #[default]
    Poisson,
    /// The mean, rounded.
    Fixed,
}
