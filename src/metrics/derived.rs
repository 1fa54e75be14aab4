//! Figures that are no plain ratio of sums: tails, quantiles, goals, what studies other than a comparison find.
//!
//! A figure is one entry of the table. In: nothing. Out: a constant for each, and all of them, [`DERIVED`]. Must not
//! know: how they are made; that is the studies'.

use super::figure::{Direction, Figure};
use super::unit::Unit;

/// Figures as constants and as a list: constant, name, unit, which way is better, definition; behind it, what it is
/// called where that is not its name, and over columns.
macro_rules! figures {
    ($($figure:ident = $name:literal, $unit:expr, $better:ident, $definition:literal $(, $key:ident: $word:literal)*;)*) => {
        $(pub(crate) static $figure: Figure = Figure {
            name: $name,
            unit: $unit,
            direction: Direction::$better,
            definition: $definition,
            $($key: $word,)*
            ..Figure::BARE
        };)*

        /// Every figure of the studies that is not in [`METRICS`](super::METRICS).
        pub static DERIVED: &[&Figure] = &[$(&$figure),*];
    };
}

figures! {
    UNIT_COST = "unit_cost", Unit::CURRENCY, Neither,
        "What a unit of a line of cost comes to at a site: per hour, month, hire, trip, or over the days counted.";
    PRICE_PAID = "price_paid", Unit::CURRENCY, Lower,
        "What the principal pays under a contract over the days counted, penalties and bonuses included.";
    PRICE_PER_MONTH = "price_per_month", Unit::CURRENCY, Lower,
        "Price paid ÷ calendar days × 30.44.";
    PRICE_PER_REQUEST = "price_per_request", Unit::CURRENCY, Lower,
        "Price paid ÷ requests.";
    MARGIN = "margin", Unit::CURRENCY, Higher,
        "Price paid − cost of production, over the days counted: what is left to the provider.";
    MARGIN_PER_MONTH = "margin_per_month", Unit::CURRENCY, Higher,
        "Margin ÷ calendar days × 30.44.";
    SERVICE_ADJUSTMENT = "service_adjustment", Unit::CURRENCY, Neither,
        "Bonuses less penalties under a contract, over the days counted.";
    BILLED_VOLUME = "billed_volume", Unit::Units, Neither,
        "Units that are paid for over the days counted: hours, contacts, resolved requests or FTE and months; at least \
        the minimum.";
    SERVICE_LEVEL_WORST_ACCOUNT = "service_level_worst_account", Unit::Share, Higher,
        "Service level of the account with the lowest, among those with enough contacts to be ranked; which it is, other \
        replications say.",
        label: "SL of the worst account", heading: "SL worst account";
    SERVICE_LEVEL_P5_ACCOUNTS = "service_level_p5_accounts", Unit::Share, Higher,
        "Service level of the account that 5 % of the ranked accounts do not exceed; which it is, other replications say.",
        label: "SL of the 5th percentile of accounts", heading: "SL 5th perc. accounts";
    ACCOUNTS_RANKED = "accounts_ranked", Unit::Accounts, Neither,
        "Accounts with at least 100 contacts over all replications, on the channel.";
    WAIT_P50 = "wait_p50", Unit::Seconds, Lower,
        "Wait that half of the answered contacts do not exceed, on the channel's clock; counted in bins at most 0.8 % wide.",
        label: "median wait of answered";
    WAIT_P90 = "wait_p90", Unit::Seconds, Lower,
        "Wait that 90 % of the answered contacts do not exceed.",
        label: "P90 wait of answered";
    WAIT_P95 = "wait_p95", Unit::Seconds, Lower,
        "Wait that 95 % of the answered contacts do not exceed.",
        label: "P95 wait of answered";
    WAIT_P99 = "wait_p99", Unit::Seconds, Lower,
        "Wait that 99 % of the answered contacts do not exceed.",
        label: "P99 wait of answered";
    WAIT_OVER = "wait_over", Unit::Share, Lower,
        "Contacts (answered or not) that waited longer than `at` seconds ÷ contacts offered less blocked ones.";
    GOAL = "goal", Unit::AsTheGoals, Neither,
        "Value that the goal is judged by: the centre's, or that of the worst group, portfolio or account.";
    CHANCE_DAY_MEETS_GOAL = "chance_day_meets_goal", Unit::Share, Higher,
        "Days on which the goal was met ÷ days on which it was measured.";
    VALUE_AT_RISK = "value_at_risk", Unit::Share, Lower,
        "Value of accounts (of those that anybody is proficient in) left without anybody proficient in the worst twentieth of quarters of random departures, at least.";
    VALUE_AT_RISK_SHORTFALL = "value_at_risk_shortfall", Unit::Share, Lower,
        "The same on average over the worst twentieth of quarters.";
    KNOWLEDGE_AT_RISK = "knowledge_at_risk", Unit::Share, Lower,
        "Contacts remembered by proficient people that leavers take with them in the worst twentieth of quarters of random departures, at least.";
    KNOWLEDGE_AT_RISK_SHORTFALL = "knowledge_at_risk_shortfall", Unit::Share, Lower,
        "The same on average over the worst twentieth of quarters.";
    KNOWLEDGE_LORENZ = "knowledge_lorenz", Unit::Share, Neither,
        "Share of all contacts remembered that those hold who know least, up to the share `at` of the people.";
    KNOWN_BY_BEST = "known_by_best", Unit::Share, Lower,
        "Contacts remembered by the person who knows an account best ÷ by everybody, at the end of the run, mean over the accounts of `known_contacts`.";
    KNOWN_CONTACTS = "known_contacts", Unit::Contacts, Neither,
        "Contacts with an account that a person remembers at the end of the run: the 40 most valuable accounts (the busiest where none has a value) and the 40 people who know most of them, in the two staffings where knowledge is with fewest and with most people; pairs with nothing to remember are left out.";
    KNOWLEDGE_EFFECT_AT_TIE = "knowledge_effect_at_tie", Unit::Factor, Neither,
        "The knowledge effect at which the staffing's service level equals that of the baseline named beside it.";
    HANDLE_TIME_GAIN_AT_TIE = "handle_time_gain_at_tie", Unit::Share, Neither,
        "1 − handle time of the staffing ÷ that of the baseline named beside it, at the effect at which they tie.";
    VALUE_FACTOR_AT_TIE = "value_factor_at_tie", Unit::Factor, Neither,
        "Factor on the values of all accounts at which a year's cost of production and of errors and the value lost come to the baseline's; never: one of the two is better at any value.";
    GOALS_MET = "goals_met", Unit::Goals, Higher,
        "Goals that are met for certain, given the interval.";
    ERLANG_SERVICE_LEVEL = "erlang_service_level", Unit::Share, Higher,
        "Service level by Erlang A (Erlang C without patience), interval by interval, everybody one pool.",
        label: "SL by Erlang";
    ERLANG_MEAN_WAIT = "erlang_mean_wait", Unit::Seconds, Lower,
        "Mean wait of answered contacts by Erlang A (or C), interval by interval, everybody one pool.";
    ERLANG_ABANDONMENT = "erlang_abandonment", Unit::Share, Lower,
        "Share that gives up by Erlang A, interval by interval, everybody one pool.";
    REQUIRED_AGENTS = "required_agents", Unit::Agents, Neither,
        "By interval: the fewest people who meet the goals in time of live channels by Erlang A (or C) at the interval's mean contacts and the mean handle time, everybody one pool, on days on which the channel is open; of a channel's goals the one that asks for most, channels added up.";
    AGENTS_ON_DUTY = "agents_on_duty", Unit::Agents, Neither,
        "By interval: people signed on by plan, leave and absence taken off, mean over days on which the channel (of several, the one that requires most people) is open.";
    ON_FRONTIER = "on_frontier", Unit::Index, Higher,
        "1: no other point (staffing, at values of staffings, teams and shifts) is at least as good in cost, the channel's service level and the bus factor (without knowledge: owner share), and better in one; 0: one is; its status says whether the intervals settle it.";
    VALUE_AT_STAKE = "value_at_stake", Unit::CURRENCY, Lower,
        "Yearly value of accounts × share of their contacts not answered in time, summed over accounts (knockout).";
    IN_TIME_PER_REQUEST = "in_time_per_request", Unit::Share, Higher,
        "Contacts answered in time ÷ requests (knockout).";
    ACCOUNTS_OWNED = "accounts_owned", Unit::Accounts, Neither,
        "Accounts that the person or team owns (knockout).";
    ACCOUNTS_STRANDED = "accounts_stranded", Unit::Accounts, Lower,
        "Accounts that without the person or team find nobody on duty at a time of the week at which there was \
        somebody, by shifts (knockout).";
    VALUE_OWNED = "value_owned", Unit::CURRENCY, Neither,
        "Yearly value of the accounts owned (knockout).";
    SHARE_OF_CONTACTS = "share_of_contacts", Unit::Share, Neither,
        "Contacts that the person answers ÷ contacts answered, as things are (knockout).";
    RANK = "rank", Unit::People, Neither,
        "Place by the service level without the person, or the figure of --rank-by: 1 is missed most (knockout).";
    CHANCE_MOST_MISSED = "chance_most_missed", Unit::Share, Neither,
        "Share of bootstrap samples of the replications in which the figure that people are ranked by is worst without \
        the person (knockout --rank-by).";
    APART_FROM_MOST_MISSED = "apart_from_most_missed", Unit::AsTheFigures, Neither,
        "How much better the figure that people are ranked by is without the person than without the one missed most, in \
        its own unit; an interval above 0 tells them apart (knockout --rank-by).";
    CHANCE_LOWEST = "chance_lowest", Unit::Share, Neither,
        "Share of bootstrap samples of the replications in which the service level is lowest without the person \
        (knockout).";
    SERVICE_LEVEL_ABOVE_LOWEST = "service_level_above_lowest", Unit::Share, Neither,
        "Service level without the person less that without the one missed most; an interval above 0 tells them \
        apart (knockout).";
    BUS_FACTOR_SERVICE = "bus_factor_service", Unit::People, Higher,
        "The fewest people whose absence lets accounts of more than half of the value down (of those that meet their goals with everybody): they miss a goal, or their contacts take a tenth longer; beyond two an upper bound, at most 6 (knockout --service).";
    VALUE_MISSING_SERVICE = "value_missing_service", Unit::Share, Lower,
        "Value of accounts that miss a goal without these people, or whose contacts take a tenth longer ÷ value of those that meet their goals with everybody (knockout --service).";
    VALUE_SLOWER = "value_slower", Unit::Share, Lower,
        "Value of accounts whose contacts take a tenth longer or more without these people (time spent ÷ what an expert would take) ÷ value of those that meet their goals with everybody (knockout --service).";
    SHAPLEY_IN_TIME = "shapley_in_time", Unit::Share, Neither,
        "What the person adds to contacts answered in time ÷ requests, averaged over all orders of coming (knockout).";
    SHAPLEY_ANSWERED = "shapley_answered", Unit::Contacts, Neither,
        "What the person adds to contacts answered per day, averaged over all orders of coming (knockout).";
    SERVICE_LEVEL_BY_DAY = "service_level_by_day", Unit::Share, Higher,
        "Service level of contacts that came `at` days after the departure, without the person (knockout --for).";
    SERVICE_LEVEL_AROUND_DEPARTURE = "service_level_around_departure", Unit::Share, Higher,
        "Service level of the accounts of owners who leave, contacts of the week that begins `at` days after they are \
        gone; its difference is from the three weeks before (compare).";
    HANDLE_TIME_AROUND_DEPARTURE = "handle_time_around_departure", Unit::Seconds, Lower,
        "The same of mean handle times.";
    OWNER_SHARE_AROUND_DEPARTURE = "owner_share_around_departure", Unit::Share, Higher,
        "The same of the share of answered contacts that an owner of the account answers.";
    DEPARTURES_SEEN = "departures_seen", Unit::People, Neither,
        "Departures of owners per replication of which three weeks before and sixteen after are counted.";
    DAYS_TO_RECOVER_HANDLE_TIME = "days_to_recover_handle_time", Unit::Days, Lower,
        "As days_to_recover of a comparison, of the mean handle time.";
    DAYS_TO_RECOVER = "days_to_recover", Unit::Days, Lower,
        "First day since the departure (0 = the first day without the person) from which on every day's service level is \
        within 0.5 points of what it would be with the person, as far as intervals that hold for all days together \
        establish it, and a week is seen of it; its lower end is the day after the last on which a loss is established. \
        Never: a loss is established in the last week of the run (knockout --for, --from). In a comparison: first day \
        since the departure of an owner from which on every week's service level of the leaver's accounts is within \
        5 % of that of the three weeks before.";
    SIZE = "size", Unit::Agents, Lower,
        "Value of a lever at the cheapest point that meets all goals (size, scope `lever=…`); its status says whether that \
        is certain.";
    OVERSHOOT = "overshoot", Unit::AsTheGoals, Neither,
        "How far a goal is on the good side of its threshold at the point found (size).";
    LAST_PERSON_BUYS = "last_person_buys", Unit::AsTheGoals, Neither,
        "Value of a goal at the point found less that with one person less, the one that is missed least (size).";
    LAST_PERSON_COSTS = "last_person_costs", Unit::CURRENCY, Lower,
        "Cost per month at the point found less that with one person less, the one that is missed least (size).";
    COST_AT_GOAL = "cost_at_goal", Unit::CURRENCY, Lower,
        "Cost per month on the line through the point found and the one with one person less, where the tightest goal is \
        met exactly: what it would cost if people were divisible (size).";
    SLACK = "slack", Unit::Share, Higher,
        "How far the tightest goal is on the good side at a point that was looked at: points of a share, else as a share \
        of the threshold (size, by point; `at` is the order of looking).";
    AT_GOAL = "at_goal", Unit::AsTheMetrics, Neither,
        "The metric of a threshold at a value of its lever if people were divisible, as cost_at_goal (threshold).";
    THRESHOLD = "threshold", Unit::AsTheLevers, Neither,
        "Value of the lever from which on the record's staffing has less of the metric than its baseline, up to the end \
        of the range; where people are sized, as if they were divisible (threshold).";
    THRESHOLD_WHOLE_PEOPLE = "threshold_whole_people", Unit::AsTheLevers, Neither,
        "The same with whole people (threshold).";
    FIRST_WHERE_LESS = "first_where_less", Unit::AsTheLevers, Neither,
        "First of the values looked at, both sized with certainty, where the staffing with less beyond the threshold has \
        less, with whole people (threshold).";
    LAST_WHERE_NOT_LESS = "last_where_not_less", Unit::AsTheLevers, Neither,
        "Last of the values looked at, both sized with certainty, where the staffing with less beyond the threshold has \
        not less, with whole people (threshold).";
    CROSSING = "crossing", Unit::AsTheLevers, Neither,
        "Where the two staffings tie, numbered by `at`; told where there are several such values (threshold).";
}
