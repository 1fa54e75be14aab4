//! The catalogue of figures: each a constant with name, unit, definition, direction, and a ratio of sums.
//!
//! A figure is one constant in the file of its theme and one name in [`METRICS`]; tables, data files,
//! plots and help follow from the list. In: [`Sums`]. Out: numerator and denominator.
//! Must not know: over which slice the sums were taken.

use super::part::Sums;
use super::{continuity, occupancy, service, volume, wages};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
    /// Neither.
    Neither,
}

/// Which slices a figure makes sense for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scopes {
    /// By channel, group, account: figures about contacts.
    pub contacts: bool,
    /// By team, site, agent: figures about people and what they did.
    pub people: bool,
    /// By interval of the day.
    pub interval: bool,
}

/// About contacts: any slice.
pub const ANY: Scopes = Scopes { contacts: true, people: true, interval: true };
/// About people.
pub const PEOPLE: Scopes = Scopes { contacts: false, people: true, interval: true };
/// About people, not about times of day.
pub const TEAMS: Scopes = Scopes { contacts: false, people: true, interval: false };
/// About the whole only.
pub const WHOLE: Scopes = Scopes { contacts: false, people: false, interval: false };

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Stable name.
    pub name: &'static str,
    /// `share`, `seconds`, `contacts`, `agents`, `hours`, `currency` …
    pub unit: &'static str,
    /// One sentence, with the formula.
    pub definition: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// Where it makes sense.
    pub scopes: Scopes,
    /// A difference below this does not matter, in `unit` (of a currency: as a share of the baseline's).
    pub margin: f64,
    /// Numerator and denominator; a denominator of 0 means undefined.
    pub ratio: fn(&Sums) -> (f64, f64),
}

/// Every figure, in the order in which they are listed.
pub const METRICS: &[&Metric] = &[
    &wages::AGENTS,
    &wages::FTE,
    &wages::COST_PRODUCTION,
    &wages::COST_PER_MONTH,
    &wages::COST_PER_REQUEST,
    &wages::COST_PER_CONTACT,
    &wages::IDLE_COST_PER_MONTH,
    &wages::OVERTIME_COST_PER_MONTH,
    &service::SERVICE_LEVEL,
    &service::SERVICE_LEVEL_FIRST,
    &service::SERVICE_LEVEL_OVER_ANSWERED,
    &service::SERVICE_LEVEL_EXCLUDING_SHORT,
    &service::SERVICE_LEVEL_SHORT_AS_MET,
    &service::ABANDONMENT,
    &service::MEAN_WAIT,
    &service::MEAN_WAIT_ALL,
    &service::CHANCE_DAY_MEETS_GOALS,
    &volume::REQUESTS_PER_DAY,
    &volume::OFFERED_PER_DAY,
    &volume::ANSWERED_PER_DAY,
    &volume::ABANDONED_PER_WEEK,
    &volume::BLOCKED_PER_DAY,
    &volume::CONVERTED_PER_DAY,
    &volume::UNSERVED_PER_DAY,
    &volume::PENDING_PER_DAY,
    &volume::CONTACTS_PER_REQUEST,
    &volume::BACKLOG,
    &occupancy::OCCUPANCY,
    &occupancy::HANDLE_TIME,
    &occupancy::SCHEDULED_AGENTS,
    &occupancy::OVERTIME_HOURS,
    &occupancy::PAID_HOURS,
    &occupancy::PLANNED_HOURS,
    &occupancy::WORKED_HOURS,
    &occupancy::IDLE_HOURS,
    &continuity::OWNER_SHARE,
    &continuity::OWNER_ABSENT,
    &continuity::UPC,
    &continuity::UPC_SHUFFLED,
    &continuity::HHI,
    &continuity::HHI_SHUFFLED,
    &continuity::COC,
    &continuity::COC_SHUFFLED,
    &continuity::SECON,
    &continuity::SECON_SHUFFLED,
    &continuity::DISTINCT_HANDLERS,
    &continuity::DISTINCT_HANDLERS_SHUFFLED,
    &continuity::CONTINUITY_LEFT_OUT,
];

/// A figure by its name.
pub fn find(name: &str) -> Option<&'static Metric> {
    METRICS.iter().copied().find(|metric| metric.name == name)
}
