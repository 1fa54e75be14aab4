//! The catalogue of figures: each a constant with name, unit, definition, direction, and a ratio of sums.
//!
//! A figure is one constant in the file of its theme and one name in [`METRICS`]; tables, data files,
//! plots and help follow from the list. In: [`Sums`]. Out: numerator and denominator.
//! Must not know: over which slice the sums were taken.

use super::part::Sums;
use super::{
    continuity, costs, dependency, known, occupancy, satisfaction, service, turnover, volume, wages,
};
use crate::model::Model;

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
#[expect(clippy::struct_excessive_bools, reason = "a column of yes and no per kind of slice")]
pub struct Scopes {
    /// By channel.
    pub channel: bool,
    /// By group, account, channel and group: figures about contacts.
    pub contacts: bool,
    /// By team, site, agent: figures about people and what they did.
    pub people: bool,
    /// By interval of the day.
    pub interval: bool,
}

/// About contacts: any slice.
pub const ANY: Scopes = Scopes { channel: true, contacts: true, people: true, interval: true };
/// About people.
pub const PEOPLE: Scopes = Scopes { channel: false, contacts: false, people: true, interval: true };
/// About people, not about times of day.
pub const TEAMS: Scopes = Scopes { channel: false, contacts: false, people: true, interval: false };
/// About accounts, over all channels together: the whole, a group, an account.
pub const GROUPS: Scopes = Scopes { contacts: true, ..WHOLE };
/// About the whole and its channels.
pub const CHANNELS: Scopes = Scopes { channel: true, ..WHOLE };
/// About the whole only.
pub const WHOLE: Scopes = Scopes { channel: false, contacts: false, people: false, interval: false };

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
    &costs::COST_WAGES,
    &costs::COST_OVERTIME,
    &costs::COST_PREMIUMS,
    &costs::COST_SUPERVISORS,
    &costs::COST_TOOLING,
    &costs::COST_CAPITAL,
    &costs::COST_RECRUITING,
    &costs::COST_TRAINING,
    &costs::COST_VACANCIES,
    &costs::COST_TRAVEL,
    &costs::COST_FIXED,
    &costs::COST_GOVERNANCE,
    &costs::PREMIUM_HOURS,
    &costs::SUPERVISORS,
    &costs::COSTED_HIRES,
    &costs::VACANT_DAYS,
    &costs::TRIPS,
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
/// people leave, those about satisfaction where somebody asks.
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
    let leave = || model.people.iter().any(|person| person.turnover.is_some());
    let about_knowledge = is_one_of(&known::FIGURES) || is_one_of(&dependency::FIGURES);
    (model.knowledge.is_some() || !about_knowledge) && (!is_one_of(turnover::FIGURES) || leave())
}

/// A figure by its name.
pub fn find(name: &str) -> Option<&'static Metric> {
    METRICS.iter().copied().find(|metric| metric.name == name)
}

/// A figure that is no plain ratio of sums: made by the studies from distributions, tails and goals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Derived {
    /// Stable name.
    pub name: &'static str,
    /// As in [`Metric::unit`]; `as the goal's` where the goal decides.
    pub unit: &'static str,
    /// One sentence, with the formula.
    pub definition: &'static str,
    /// Which way is better.
    pub direction: Direction,
}

const fn derived(
    name: &'static str,
    unit: &'static str,
    direction: Direction,
    definition: &'static str,
) -> Derived {
    Derived { name, unit, definition, direction }
}

/// Every figure of the studies that is not in [`METRICS`].
pub const DERIVED: &[Derived] = &[
    derived(
        "unit_cost",
        "currency",
        Direction::Neither,
        "What a unit of a line of cost comes to at a site: per hour, month, hire, trip, or over the days counted.",
    ),
    derived(
        "price_paid",
        "currency",
        Direction::Lower,
        "What the principal pays under a contract over the days counted, penalties and bonuses included.",
    ),
    derived("price_per_month", "currency", Direction::Lower, "Price paid ÷ calendar days × 30.44."),
    derived("price_per_request", "currency", Direction::Lower, "Price paid ÷ requests."),
    derived(
        "margin",
        "currency",
        Direction::Higher,
        "Price paid − cost of production, over the days counted: what is left to the provider.",
    ),
    derived("margin_per_month", "currency", Direction::Higher, "Margin ÷ calendar days × 30.44."),
    derived(
        "service_adjustment",
        "currency",
        Direction::Neither,
        "Bonuses less penalties under a contract, over the days counted.",
    ),
    derived(
        "billed_volume",
        "units",
        Direction::Neither,
        "Units that are paid for over the days counted: hours, contacts, resolved requests or FTE and months; at least \
         the minimum.",
    ),
    derived(
        "service_level_worst_account",
        "share",
        Direction::Higher,
        "Lowest service level of an account among those with enough contacts to be ranked.",
    ),
    derived(
        "service_level_p5_accounts",
        "share",
        Direction::Higher,
        "Service level that 5 % of the ranked accounts do not exceed.",
    ),
    derived(
        "accounts_ranked",
        "accounts",
        Direction::Neither,
        "Accounts with at least 100 contacts over all replications, on the channel.",
    ),
    derived(
        "wait_p50",
        "seconds",
        Direction::Lower,
        "Wait that half of the answered contacts do not exceed, on the channel's clock.",
    ),
    derived(
        "wait_p90",
        "seconds",
        Direction::Lower,
        "Wait that 90 % of the answered contacts do not exceed.",
    ),
    derived(
        "wait_p95",
        "seconds",
        Direction::Lower,
        "Wait that 95 % of the answered contacts do not exceed.",
    ),
    derived(
        "wait_p99",
        "seconds",
        Direction::Lower,
        "Wait that 99 % of the answered contacts do not exceed.",
    ),
    derived(
        "wait_over",
        "share",
        Direction::Lower,
        "Contacts (answered or not) that waited longer than `at` seconds ÷ contacts offered less blocked ones.",
    ),
    derived(
        "goal",
        "as the goal's",
        Direction::Neither,
        "Value that the goal is judged by: the centre's, or that of the worst group, portfolio or account.",
    ),
    derived(
        "chance_day_meets_goal",
        "share",
        Direction::Higher,
        "Days on which the goal was met ÷ days on which it was measured.",
    ),
    derived(
        "value_at_risk",
        "share",
        Direction::Lower,
        "Value of accounts (of those that anybody is proficient in) left without anybody proficient in the worst twentieth of quarters of random departures, at least.",
    ),
    derived(
        "value_at_risk_shortfall",
        "share",
        Direction::Lower,
        "The same on average over the worst twentieth of quarters.",
    ),
    derived(
        "knowledge_at_risk",
        "share",
        Direction::Lower,
        "Contacts remembered by proficient people that leavers take with them in the worst twentieth of quarters of random departures, at least.",
    ),
    derived(
        "knowledge_at_risk_shortfall",
        "share",
        Direction::Lower,
        "The same on average over the worst twentieth of quarters.",
    ),
    derived(
        "knowledge_lorenz",
        "share",
        Direction::Neither,
        "Share of all contacts remembered that those hold who know least, up to the share `at` of the people.",
    ),
    derived(
        "known_by_best",
        "share",
        Direction::Lower,
        "Contacts remembered by the person who knows an account best ÷ by everybody, at the end of the run, mean over the accounts of `known_contacts`.",
    ),
    derived(
        "known_contacts",
        "contacts",
        Direction::Neither,
        "Contacts with an account that a person remembers at the end of the run: the 40 most valuable accounts (the busiest where none has a value) and the 40 people who know most of them, in the two staffings where knowledge is with fewest and with most people; pairs with nothing to remember are left out.",
    ),
    derived(
        "knowledge_effect_at_tie",
        "factor",
        Direction::Neither,
        "The knowledge effect at which the staffing's service level equals that of the baseline named beside it.",
    ),
    derived(
        "handle_time_gain_at_tie",
        "share",
        Direction::Neither,
        "1 − handle time of the staffing ÷ that of the baseline named beside it, at the effect at which they tie.",
    ),
    derived(
        "value_factor_at_tie",
        "factor",
        Direction::Neither,
        "Factor on the values of all accounts at which a year's cost of production and of errors and the value lost come to the baseline's; never: one of the two is better at any value.",
    ),
    derived("goals_met", "goals", Direction::Higher, "Goals that are met for certain, given the interval."),
    derived(
        "erlang_service_level",
        "share",
        Direction::Higher,
        "Service level by Erlang A (Erlang C without patience), interval by interval, everybody one pool.",
    ),
    derived(
        "erlang_mean_wait",
        "seconds",
        Direction::Lower,
        "Mean wait of answered contacts by Erlang A (or C), interval by interval, everybody one pool.",
    ),
    derived(
        "erlang_abandonment",
        "share",
        Direction::Lower,
        "Share that gives up by Erlang A, interval by interval, everybody one pool.",
    ),
    derived(
        "value_at_stake",
        "currency",
        Direction::Lower,
        "Yearly value of accounts × share of their contacts not answered in time, summed over accounts (knockout).",
    ),
    derived(
        "in_time_per_request",
        "share",
        Direction::Higher,
        "Contacts answered in time ÷ requests (knockout).",
    ),
    derived(
        "accounts_owned",
        "accounts",
        Direction::Neither,
        "Accounts that the person or team owns (knockout).",
    ),
    derived(
        "accounts_stranded",
        "accounts",
        Direction::Lower,
        "Accounts that without the person or team find nobody on duty at a time of the week at which there was \
         somebody, by shifts (knockout).",
    ),
    derived("value_owned", "currency", Direction::Neither, "Yearly value of the accounts owned (knockout)."),
    derived(
        "share_of_contacts",
        "share",
        Direction::Neither,
        "Contacts that the person answers ÷ contacts answered, as things are (knockout).",
    ),
    derived(
        "rank",
        "people",
        Direction::Neither,
        "Place by the service level without the person: 1 is missed most (knockout).",
    ),
    derived(
        "chance_lowest",
        "share",
        Direction::Neither,
        "Share of bootstrap samples of the replications in which the service level is lowest without the person \
         (knockout).",
    ),
    derived(
        "service_level_above_lowest",
        "share",
        Direction::Neither,
        "Service level without the person less that without the one missed most; an interval above 0 tells them \
         apart (knockout).",
    ),
    derived(
        "bus_factor_service",
        "people",
        Direction::Higher,
        "The fewest people whose absence makes accounts of more than half of the value (of those that meet their goals with everybody) miss one; beyond two an upper bound, at most 6 (knockout --service).",
    ),
    derived(
        "value_missing_service",
        "share",
        Direction::Lower,
        "Value of accounts that miss a goal without these people ÷ value of those that meet their goals with everybody (knockout --service).",
    ),
    derived(
        "shapley_in_time",
        "share",
        Direction::Neither,
        "What the person adds to contacts answered in time ÷ requests, averaged over all orders of coming (knockout).",
    ),
    derived(
        "shapley_answered",
        "contacts",
        Direction::Neither,
        "What the person adds to contacts answered per day, averaged over all orders of coming (knockout).",
    ),
    derived(
        "service_level_by_day",
        "share",
        Direction::Higher,
        "Service level of contacts that came `at` days after the departure, without the person (knockout --for).",
    ),
    derived(
        "service_level_around_departure",
        "share",
        Direction::Higher,
        "Service level of the accounts of owners who leave, contacts of the week that begins `at` days after they are \
         gone; its difference is from the three weeks before (compare).",
    ),
    derived("handle_time_around_departure", "seconds", Direction::Lower, "The same of mean handle times."),
    derived(
        "owner_share_around_departure",
        "share",
        Direction::Higher,
        "The same of the share of answered contacts that an owner of the account answers.",
    ),
    derived(
        "departures_seen",
        "people",
        Direction::Neither,
        "Departures of owners per replication of which three weeks before and sixteen after are counted.",
    ),
    derived(
        "days_to_recover_handle_time",
        "days",
        Direction::Lower,
        "As days_to_recover of a comparison, of the mean handle time.",
    ),
    derived(
        "days_to_recover",
        "days",
        Direction::Lower,
        "First day since the departure (0 = the first day without the person) from which on every day's service level is \
         within 0.5 points of what it would be with the person, as far as intervals that hold for all days together \
         establish it, and a week is seen of it; its lower end is the day after the last on which a loss is established. \
         Never: a loss is established in the last week of the run (knockout --for, --from). In a comparison: first day \
         since the departure of an owner from which on every week's service level of the leaver's accounts is within \
         5 % of that of the three weeks before.",
    ),
];

/// Name, unit, definition and direction of every figure that a record may hold, in order of listing.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str, Direction)> {
    let ratios = METRICS.iter().map(|metric| (metric.name, metric.unit, metric.definition, metric.direction));
    let others = DERIVED.iter().map(|one| (one.name, one.unit, one.definition, one.direction));
    ratios.chain(others)
}

#[cfg(test)]
mod tests {
    use super::{METRICS, rows};
    use crate::metrics::Sums;
    use crate::model::MEASURES;

    #[test]
    fn goals_may_be_set_on_every_figure() {
        let facts = |name: &'static str, share, channel, group| (name, share, channel, group);
        let figures: Vec<_> = METRICS
            .iter()
            .map(|one| facts(one.name, one.unit == "share", one.scopes.channel, one.scopes.contacts))
            .collect();
        let named: Vec<_> =
            MEASURES.iter().map(|one| facts(one.name, one.share, one.by_channel, one.by_group)).collect();
        assert_eq!(named, figures, "model::measures lists the catalogue's figures");
    }

    #[test]
    fn every_figure_has_a_name_of_its_own_and_a_sentence() {
        let mut names: Vec<&str> = rows().map(|row| row.0).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "no name twice");
        for (name, unit, definition, _) in rows() {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
            assert!(!unit.is_empty() && definition.ends_with('.'), "{name}");
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
