//! The catalogue of figures: whatever is known of a figure, known once, by a constant.
//!
//! A metric is one constant in the file of its theme and one name in [`METRICS`]; what the studies make otherwise is one
//! entry of the table in `derived`. Goals, tables, data files, plots and help follow from these: nobody else writes a
//! figure's name, unit, label or direction. In: [`Sums`]. Out: figures, and numerators and denominators.
//! Must not know: over which slice the sums were taken.

use std::ops::Deref;

use super::part::Sums;
use super::{
    continuity, costs, dependency, known, occupancy, satisfaction, service, turnover, volume, wages,
};
use crate::model::{Model, Staffing};

pub use super::derived::DERIVED;
pub use super::figure::{Direction, Figure};
pub use super::unit::Unit;
pub(crate) use super::{
    continuity::*, costs::*, dependency::*, derived::*, known::*, occupancy::*, satisfaction::*, service::*,
    turnover::*, volume::*, wages::*,
};

/// Which slices a figure makes sense for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a column of yes and no per kind of slice")]
pub struct Scopes {
    /// By channel.
    pub channel: bool,
    /// By group, channel and group: figures about contacts.
    pub contacts: bool,
    /// By account.
    pub account: bool,
    /// By team, site: figures about people and what they did.
    pub people: bool,
    /// By agent: what is a person's own.
    pub agent: bool,
    /// By interval of the day.
    pub interval: bool,
}

/// About contacts: any slice but a single person's.
pub const ANY: Scopes = Scopes { agent: false, ..ANSWERED };
/// About what became of contacts: not by team and site, for those that nobody answered are nobody's; they count for the
/// team of their account, which would be set against what a team answered of others.
pub const FATE: Scopes = Scopes { people: false, ..ANY };
/// About answered contacts: any slice.
pub const ANSWERED: Scopes =
    Scopes { channel: true, contacts: true, account: true, people: true, agent: true, interval: true };
/// About people.
pub const PEOPLE: Scopes = Scopes { people: true, agent: true, interval: true, ..WHOLE };
/// About people, not about times of day.
pub const PERSONS: Scopes = Scopes { interval: false, ..PEOPLE };
/// About teams: what is no single person's, nor a time of day's.
pub const TEAMS: Scopes = Scopes { people: true, ..WHOLE };
/// About accounts, over all channels together: the whole, a group, an account.
pub const GROUPS: Scopes = Scopes { contacts: true, account: true, ..WHOLE };
/// About the whole and its channels.
pub const CHANNELS: Scopes = Scopes { channel: true, ..WHOLE };
/// About the whole only.
pub const WHOLE: Scopes =
    Scopes { channel: false, contacts: false, account: false, people: false, agent: false, interval: false };

/// A figure that is a ratio of sums.
#[derive(Debug, Clone)]
pub struct Metric {
    /// What is said of it; by this name in constants, where nothing is dereferenced.
    pub figure: Figure,
    /// Where it makes sense.
    pub scopes: Scopes,
    /// Numerator and denominator; a denominator of 0 means undefined.
    pub ratio: fn(&Sums) -> (f64, f64),
}

/// A metric is a figure, wherever no ratio is asked for.
impl Deref for Metric {
    type Target = Figure;

    fn deref(&self) -> &Figure {
        &self.figure
    }
}

/// Every metric, in the order in which they are listed.
pub static METRICS: &[&Metric] = &[
    &wages::AGENTS,
    &wages::FTE,
    &wages::COST_PRODUCTION,
    &wages::COST_PER_MONTH,
    &wages::COST_PER_REQUEST,
    &wages::COST_PER_CONTACT,
    &wages::IDLE_COST_PER_MONTH,
    &wages::OVERTIME_COST_PER_MONTH,
    &costs::COST_WAGES,
    &costs::COST_OVERTIME,
    &costs::COST_PREMIUMS,
    &costs::COST_SUPERVISORS,
    &costs::COST_TOOLING,
    &costs::COST_CAPITAL,
    &costs::COST_RECRUITING,
    &costs::COST_TRAINING,
    &costs::COST_VACANCIES,
    &costs::COST_SEVERANCE,
    &costs::COST_TRAVEL,
    &costs::COST_ADMISSION,
    &costs::COST_FIXED,
    &costs::COST_TRANSITION,
    &costs::COST_PROGRAMME,
    &costs::COST_GOVERNANCE,
    &costs::PREMIUM_HOURS,
    &costs::SUPERVISORS,
    &costs::COSTED_HIRES,
    &costs::VACANT_DAYS,
    &costs::RELEASES,
    &costs::TRIPS,
    &costs::SITE_MONTHS,
    &costs::ADMISSION_DAYS,
    &costs::TRANSITION_PARALLEL,
    &costs::TRANSITION_RAMP,
    &costs::TRANSITION_HIRES,
    &costs::TRANSITION_SEVERANCE,
    &costs::TRANSITION_IMMERSION,
    &costs::TRANSITION_DOCUMENTATION,
    &costs::PROGRAMME_ONCE,
    &costs::PROGRAMME_YEARLY,
    &costs::COST_PER_YEAR,
    &costs::COST_IDLE_USABLE,
    &costs::COST_IDLE_CRUMBS,
    &costs::MONTHS_COUNTED,
    &costs::PRESENT_VALUE,
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
    &volume::AVOIDED_PER_DAY,
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
    &occupancy::IDLE_USABLE_HOURS,
    &occupancy::IDLE_CRUMB_HOURS,
    &occupancy::IDLE_USABLE_SHARE,
    &turnover::DEPARTURES_PER_YEAR,
    &turnover::HIRES_PER_YEAR,
    &turnover::RELEASES_PER_YEAR,
    &turnover::VACANCY_SHARE,
    &turnover::TRAINING_SHARE,
    &turnover::MEAN_PROFICIENCY,
    &turnover::EFFECTIVE_AGENTS,
    &continuity::OWNER_SHARE,
    &continuity::OWNER_ABSENT,
    &continuity::UPC,
    &continuity::UPC_SHUFFLED,
    &continuity::HHI,
    &continuity::HHI_SHUFFLED,
    &continuity::EFFECTIVE_HANDLERS,
    &continuity::EFFECTIVE_HANDLERS_SHUFFLED,
    &continuity::COC,
    &continuity::COC_SHUFFLED,
    &continuity::SECON,
    &continuity::SECON_SHUFFLED,
    &continuity::DISTINCT_HANDLERS,
    &continuity::DISTINCT_HANDLERS_SHUFFLED,
    &continuity::CONTINUITY_LEFT_OUT,
    &known::KNOWLEDGE_FACTOR,
    &known::KNOWLEDGE_FACTOR_FIRST_HALF,
    &known::KNOWLEDGE_FACTOR_SECOND_HALF,
    &known::ERRORS_PER_THOUSAND,
    &known::ERROR_COST_PER_MONTH,
    &dependency::BUS_FACTOR,
    &dependency::UNLEARNT,
    &dependency::PROFICIENT_PEOPLE,
    &dependency::KNOWLEDGE_GINI,
    &satisfaction::SATISFACTION,
    &satisfaction::VALUE_LOST_PER_YEAR,
];

/// Whether a figure means anything in a model: those about knowledge do where there is any, those about turnover where
/// people leave or are reviewed, those about satisfaction where somebody asks.
pub fn means_anything(metric: &Metric, model: &Model) -> bool {
    if metric.name == volume::AVOIDED_PER_DAY.name {
        return !model.admission.is_open();
    }
    if metric.name == costs::PRESENT_VALUE.name {
        return model.money.horizon > 0.0;
    }
    let mut on_the_bill = costs::LINES.iter().filter(|(_, figure)| figure.name == metric.name).peekable();
    if on_the_bill.peek().is_some() {
        return on_the_bill.any(|(line, _)| model.money.has(*line));
    }
    let is_one_of = |figures: &[&Metric]| figures.iter().any(|figure| figure.name == metric.name);
    if is_one_of(satisfaction::FIGURES) {
        return model.satisfaction.is_some();
    }
    if metric.name == turnover::RELEASES_PER_YEAR.name {
        return model.staffings.iter().any(Staffing::seats_come_and_go);
    }
    let reviewed = |staffing: &Staffing| staffing.teams.iter().any(|team| team.review.is_some());
    let leave = || {
        model.people.iter().any(|person| person.turnover.is_some()) || model.staffings.iter().any(reviewed)
    };
    let about_knowledge = is_one_of(&known::FIGURES) || is_one_of(&dependency::FIGURES);
    (model.knowledge.is_some() || !about_knowledge) && (!is_one_of(turnover::FIGURES) || leave())
}

/// A metric by its name.
pub fn find(name: &str) -> Option<&'static Metric> {
    METRICS.iter().copied().find(|metric| metric.name == name)
}

/// Every figure that a record may hold, in order of listing.
pub fn figures() -> impl Iterator<Item = &'static Figure> {
    METRICS.iter().map(|metric| &metric.figure).chain(DERIVED.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::{METRICS, figures};
    use crate::metrics::Sums;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_a_sentence() {
        let mut names: Vec<&str> = figures().map(|figure| figure.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "no name twice");
        for figure in figures() {
            let name = figure.name;
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
            assert!(!figure.unit.name().is_empty() && figure.definition.ends_with('.'), "{name}");
        }
    }

    #[test]
    fn no_figure_of_nothing_is_a_number() {
        for metric in METRICS {
            let (top, bottom) = (metric.ratio)(&Sums::default());
            assert!(top.is_finite() && bottom.is_finite(), "{}", metric.name);
        }
    }
}
