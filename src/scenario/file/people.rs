//! Sites, rosters, shifts, teams.
//!
//! In: `[sites]`, `[rosters]`, `[shifts]`, `[teams]` as written. Out: [`Site`], [`Roster`], [`Shift`], [`Team`], and
//! what they hold. Must not know: which seats and persons come of them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ClockTime, DateText, Duration, HoursText, Law, Multiple, OffsetText, Table};

/// A place where people work.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// Cost of a paid hour.
    #[schemars(range(min = 0))]
    pub hourly_cost: f64,
    /// Overtime is paid at this multiple, default 1.25.
    #[schemars(range(min = 0))]
    pub overtime: Option<f64>,
    /// Paid hours of a full-time week, default 35.
    #[schemars(range(min = 1, max = 168))]
    pub full_time_hours: Option<f64>,
    /// Hours ahead of the scenario's clock, such as "1h" or "-5h": shifts are in local time.
    #[schemars(with = "Option<OffsetText>")]
    pub utc_offset: Option<String>,
    /// Dates on which nobody works here.
    pub holidays: Vec<DateText>,
    /// Factor on handle times here, default 1; or `{ default = 1.05, areas = { 2 = 1.2 }, undocumented = 0.5 }`.
    pub handle_time_factor: Option<super::SiteFactor>,
    /// Factor on the share of contacts that are resolved here, and do not come back; default 1.
    #[schemars(range(min = 0.1, max = 1))]
    pub resolution_factor: Option<f64>,
    /// Share of handed-over knowledge that arrives here, default 1.
    #[schemars(range(min = 0, max = 1))]
    pub absorption: Option<f64>,
    /// Shares on top of the cost of paid hours, by time of the day and week; several add up. Default none.
    pub premiums: Vec<super::Premium>,
    /// One for every so many people; default none (or part of the hourly cost).
    pub supervisors: Option<super::Supervisors>,
    /// Tools for a person on the payroll, per month; default 0.
    #[schemars(range(min = 0))]
    pub tooling_per_seat_month: f64,
    /// One-off amounts, each spread over its time; default none.
    pub capital: Vec<super::Capital>,
    /// Cost of finding a person, per hire; default 0.
    #[schemars(range(min = 0))]
    pub recruiting_per_hire: f64,
    /// Cost of training a person, per hire, beside the paid hours of whom is trained; default 0.
    #[schemars(range(min = 0))]
    pub training_per_hire: f64,
    /// Cost of covering a vacant seat, per calendar day; default 0.
    #[schemars(range(min = 0))]
    pub vacancy_cover_per_day: f64,
    /// Cost of paying off a person who is released, because their team ends, moves or is reviewed; default 0.
    #[schemars(range(min = 0))]
    pub severance: f64,
    /// Time from the decision to hire for a new seat until that person is there; default "0d".
    pub hiring_lead_time: Option<Duration>,
    /// Time from the decision to release a person until they are gone; default "0d".
    pub notice: Option<Duration>,
    /// New seats that can be filled a month, all teams of the site together; default any number.
    #[schemars(range(min = 0.01, max = 100_000))]
    pub hires_per_month: Option<f64>,
    /// Visits to the site; default none.
    pub travel: Option<super::Travel>,
    /// Cost per month at any size, where the site has a team; default 0.
    #[schemars(range(min = 0))]
    pub fixed_per_month: f64,
    /// The same per year, on top; default 0.
    #[schemars(range(min = 0))]
    pub fixed_per_year: f64,
    /// Cost of steering the site; default none.
    pub governance: Option<super::Governance>,
}

impl Site {
    /// What is left of a factor on handle times once visits have brought the site nearer: of what is above 1.
    pub fn nearer(&self, factor: f64) -> f64 {
        let left = self.travel.map_or(1.0, |travel| travel.distance_left());
        factor.min(1.0) + left * (factor - 1.0).max(0.0)
    }

    /// The same of a share: of what is missing to 1.
    pub fn nearer_share(&self, share: f64) -> f64 {
        let left = self.travel.map_or(1.0, |travel| travel.distance_left());
        share + (1.0 - left) * (1.0 - share)
    }

    /// Factor on handle times with accounts of areas not named.
    pub fn elsewhere(&self) -> f64 {
        self.nearer(self.handle_time_factor.as_ref().map_or(1.0, super::SiteFactor::elsewhere))
    }
}

/// People.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Roster {
    /// Their site; default the only one.
    pub site: Option<String>,
    /// Planned leave: share of weeks, staggered. Default 0.
    #[schemars(range(min = 0, max = 0.9))]
    pub leave: f64,
    /// Absence: the chance of being absent on a planned day, or spells of several days. Default 0.
    pub absence: Option<super::Absence>,
    /// Factor on handle times from person to person: a law, or a number.
    pub speed: Option<Law>,
    /// People by name, who take the first seats: `{ anna = {}, ben = {} }` or a CSV file; how many there are is `teams.X.agents`.
    pub people: Option<People>,
    /// Seats without a person, by the name that the person would have: nobody comes, nobody is paid; portfolios are
    /// cut as with the person.
    pub unfilled: Option<super::OneOrMore>,
    /// People who leave, and those who come after them; default nobody leaves.
    pub turnover: Option<super::Turnover>,
}

/// People by name.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum People {
    /// A CSV file with columns `name[, speed, absence, leave, groups, accounts, successor, deputy]`; several entries of a field are separated by semicolons.
    File(String),
    /// Here.
    Named(Table<Person>),
}

/// A person by name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// Factor on handle times.
    #[schemars(range(min = 0.01, max = 100))]
    pub speed: Option<f64>,
    /// Absence: a share of days (in spells like the roster's), or spells of one's own.
    pub absence: Option<super::Absence>,
    /// How long the person has been there at the start, where the roster has turnover.
    pub tenure: Option<Duration>,
    /// Days away: "2026-02-02" or "2026-02-02..2026-02-13".
    pub leave: Vec<String>,
    /// Account groups the person is admitted to; default all that the team serves.
    pub groups: Option<Vec<String>>,
    /// Accounts the person owns where a staffing's portfolio is "explicit".
    pub accounts: Vec<String>,
    /// Who has the person's accounts once he or she leaves: the name of somebody, whoever holds that seat then; default as
    /// the roster's turnover says.
    pub successor: Option<String>,
    /// Who deputises for the person's accounts (the rung "deputy"): the name of somebody, whoever holds that seat then;
    /// default the next owner of the same shift in the order of the cut.
    pub deputy: Option<String>,
}

/// Working hours.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Local hours, "08:00-16:00"; an end at or before the start lies on the next day.
    #[schemars(with = "HoursText")]
    pub hours: String,
    /// Days, such as `"mon-fri"` or `["mon", "wed-fri"]`; default every day.
    pub days: Option<super::OneOrMore>,
    /// Breaks, in order.
    #[serde(default)]
    pub breaks: Vec<Break>,
}

/// A break.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// When it begins, at the earliest.
    pub start: ClockTime,
    /// How long it lasts.
    pub length: Duration,
    /// It is paid, default true: it counts as paid hours, in cost and in FTE.
    pub paid: Option<bool>,
    /// It counts as absence for ladders, default false.
    #[serde(default)]
    pub passes: bool,
    /// People of a team's shift take it in so many turns, each as the one before ends; default 1: all at once.
    #[schemars(range(min = 1, max = 20))]
    pub turns: Option<u32>,
}

/// How many people.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Agents {
    /// So many, spread evenly over the shifts.
    Count(#[schemars(range(min = 0, max = 100_000))] u32),
    /// By shift.
    ByShift(Table<u32>),
}

/// What a team serves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Serves {
    /// Account groups; default all.
    pub groups: Option<Vec<String>>,
    /// Channels; default all.
    pub channels: Option<Vec<String>>,
}

/// A factor for all groups, or one each.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Factor {
    /// The same for all.
    Same(#[schemars(range(min = 0.01, max = 100))] f64),
    /// By group; 1 for those not named.
    Each(#[schemars(with = "Table<Multiple>")] Table<f64>),
}

/// So many people of a team from a date on, until the next wave.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// First day with them.
    pub date: DateText,
    /// How many there are from then on, all together.
    #[schemars(range(min = 0, max = 100_000))]
    pub agents: Option<u32>,
    /// The same as a share of the team's `agents`, to whole people.
    #[schemars(range(min = 0, max = 1))]
    pub share: Option<f64>,
}

/// Somebody looks at volumes every so often, and decides how many people a team has.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Days from one review to the next, such as "91d"; the first is on the first day.
    pub every: Duration,
    /// How people follow volumes, default "proportional".
    #[serde(default)]
    pub rule: ReviewRule,
    /// Under `square_root`: share of their time for which the team's `agents` are busy at the volumes that are
    /// entered; default 0.8.
    #[schemars(range(min = 0.01, max = 1))]
    pub occupancy: Option<f64>,
    /// What is forecast, default "ahead".
    #[serde(default)]
    pub forecast: Forecast,
    /// People at least, default half the team's `agents`.
    #[schemars(range(min = 1, max = 100_000))]
    pub least: Option<u32>,
    /// People at most, default twice the team's `agents`.
    #[schemars(range(min = 1, max = 100_000))]
    pub most: Option<u32>,
}

/// How people follow volumes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewRule {
    /// In proportion.
    #[default]
    Proportional,
    /// Work in proportion, what is kept above it with the square root.
    SquareRoot,
}

/// What a review forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Forecast {
    /// Volumes as they stand, with the growth and the season that are expected until those hired after the next review come.
    #[default]
    Ahead,
    /// Volumes as they stand.
    Level,
}

/// How many of a team's people are admitted to a group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Admitted {
    /// How many people.
    Count(#[schemars(range(min = 0, max = 100_000))] u32),
    /// A share of them as text, rounded up to whole people: "25%".
    Share(String),
}

/// A team; in a staffing, only the keys that differ need be given.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Team {
    /// Its site; default that of its roster, or the only one.
    pub site: Option<String>,
    /// The roster its people come from; default the site's.
    pub roster: Option<String>,
    /// Its shifts.
    pub shifts: Option<Vec<String>>,
    /// How many people, or how many by shift.
    pub agents: Option<Agents>,
    /// First day on which its people are there, and paid; default the whole run.
    pub from: Option<DateText>,
    /// First day on which they are there no more; default never.
    pub until: Option<DateText>,
    /// How many are there from which dates on, in order; they may rise and fall. `agents` is then the most there are.
    pub waves: Option<Vec<Wave>>,
    /// Reviews that decide within the run how many people there are; `agents` are those of the first day, for the
    /// volumes as they are entered.
    pub review: Option<Review>,
    /// People on duty for equal steps over the opening hours, instead of shifts.
    pub agents_per_interval: Option<Vec<u32>>,
    /// Everybody is always there: for stationary runs.
    pub always: Option<bool>,
    /// Groups and channels it serves; default all.
    pub serves: Option<Serves>,
    /// How many of its people are admitted to groups that ask for `admission`; default everybody (or as people say
    /// themselves).
    pub admitted: Option<Table<Admitted>>,
    /// Rank by group for the push rule "ranked", lower first; default 0.
    pub rank: Option<Table<i32>>,
    /// Factor on handle times, for all groups or by group.
    pub handle_time_factor: Option<Factor>,
    /// Factor on the handle time of owners with their own accounts, default 1.
    #[schemars(range(min = 0.01, max = 100))]
    pub owner_factor: Option<f64>,
    /// Factor on the rate at which people leave, default 1.
    #[schemars(range(min = 0, max = 10))]
    pub turnover_factor: Option<f64>,
    /// Further factor on the rate at which owners of accounts leave, default 1.
    #[schemars(range(min = 0, max = 10))]
    pub owner_turnover: Option<f64>,
}

impl Team {
    /// This team with the keys of another laid over it.
    #[must_use]
    pub fn overlaid(&self, over: &Self) -> Self {
        let mut team = self.clone();
        macro_rules! lay {
            ($($key:ident),*) => { $( if over.$key.is_some() { team.$key.clone_from(&over.$key); } )* };
        }
        lay!(
            site,
            roster,
            shifts,
            agents,
            from,
            until,
            waves,
            review,
            agents_per_interval,
            always,
            serves,
            admitted,
            rank,
            handle_time_factor,
            owner_factor,
            turnover_factor,
            owner_turnover
        );
        team
    }
}
