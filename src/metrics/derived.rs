//! Figures that are no plain ratio of sums: their names, units and definitions.
//!
//! Tails, quantiles, goals, what studies other than a comparison find. In: nothing. Out: [`DERIVED`]. Must not know: how
//! they are made; that is the studies'.

use super::Direction;

/// A figure that is no plain ratio of sums: made by the studies from distributions, tails and goals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Derived {
    /// Stable name.
    pub name: &'static str,
    /// As in [`Metric::unit`](super::Metric::unit); `as the goal's` where the goal decides,
    /// `as the figure's` where the figure that people are ranked by does.
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

/// Every figure of the studies that is not in [`METRICS`](super::METRICS).
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
        "Wait that half of the answered contacts do not exceed, on the channel's clock; counted in bins at most 0.8 % wide.",
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
        "required_agents",
        "agents",
        Direction::Neither,
        "By interval: the fewest people who meet the goals in time of live channels by Erlang A (or C) at the interval's mean contacts and the mean handle time, everybody one pool, on days on which the channel is open; of a channel's goals the one that asks for most, channels added up.",
    ),
    derived(
        "agents_on_duty",
        "agents",
        Direction::Neither,
        "By interval: people signed on by plan, leave and absence taken off, mean over days on which the channel (of several, the one that requires most people) is open.",
    ),
    derived(
        "on_frontier",
        "index",
        Direction::Higher,
        "1: no other point (staffing, at values of staffings, teams and shifts) is at least as good in cost, the channel's service level and the bus factor (without knowledge: owner share), and better in one; 0: one is; its status says whether the intervals settle it.",
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
        "Place by the service level without the person, or the figure of --rank-by: 1 is missed most (knockout).",
    ),
    derived(
        "chance_most_missed",
        "share",
        Direction::Neither,
        "Share of bootstrap samples of the replications in which the figure that people are ranked by is worst without \
         the person (knockout --rank-by).",
    ),
    derived(
        "apart_from_most_missed",
        "as the figure's",
        Direction::Neither,
        "How much better the figure that people are ranked by is without the person than without the one missed most, in \
         its own unit; an interval above 0 tells them apart (knockout --rank-by).",
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
        "The fewest people whose absence lets accounts of more than half of the value down (of those that meet their goals with everybody): they miss a goal, or their contacts take a tenth longer; beyond two an upper bound, at most 6 (knockout --service).",
    ),
    derived(
        "value_missing_service",
        "share",
        Direction::Lower,
        "Value of accounts that miss a goal without these people, or whose contacts take a tenth longer ÷ value of those that meet their goals with everybody (knockout --service).",
    ),
    derived(
        "value_slower",
        "share",
        Direction::Lower,
        "Value of accounts whose contacts take a tenth longer or more without these people (time spent ÷ what an expert would take) ÷ value of those that meet their goals with everybody (knockout --service).",
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
    derived(
        "size",
        "agents",
        Direction::Lower,
        "Value of a lever at the cheapest point that meets all goals (size, scope `lever=…`); its status says whether that \
         is certain.",
    ),
    derived(
        "overshoot",
        "as the goal's",
        Direction::Neither,
        "How far a goal is on the good side of its threshold at the point found (size).",
    ),
    derived(
        "last_person_buys",
        "as the goal's",
        Direction::Neither,
        "Value of a goal at the point found less that with one person less, the one that is missed least (size).",
    ),
    derived(
        "last_person_costs",
        "currency",
        Direction::Lower,
        "Cost per month at the point found less that with one person less, the one that is missed least (size).",
    ),
    derived(
        "cost_at_goal",
        "currency",
        Direction::Lower,
        "Cost per month on the line through the point found and the one with one person less, where the tightest goal is \
         met exactly: what it would cost if people were divisible (size).",
    ),
    derived(
        "slack",
        "share",
        Direction::Higher,
        "How far the tightest goal is on the good side at a point that was looked at: points of a share, else as a share \
         of the threshold (size, by point; `at` is the order of looking).",
    ),
    derived(
        "at_goal",
        "as the metric's",
        Direction::Neither,
        "The metric of a threshold at a value of its lever if people were divisible, as cost_at_goal (threshold).",
    ),
    derived(
        "threshold",
        "as the lever's",
        Direction::Neither,
        "Value of the lever from which on the record's staffing has less of the metric than its baseline, up to the end \
         of the range; where people are sized, as if they were divisible (threshold).",
    ),
    derived(
        "threshold_whole_people",
        "as the lever's",
        Direction::Neither,
        "The same with whole people (threshold).",
    ),
    derived(
        "first_where_less",
        "as the lever's",
        Direction::Neither,
        "First of the values looked at, both sized with certainty, where the staffing with less beyond the threshold has \
         less, with whole people (threshold).",
    ),
    derived(
        "last_where_not_less",
        "as the lever's",
        Direction::Neither,
        "Last of the values looked at, both sized with certainty, where the staffing with less beyond the threshold has \
         not less, with whole people (threshold).",
    ),
    derived(
        "crossing",
        "as the lever's",
        Direction::Neither,
        "Where the two staffings tie, numbered by `at`; told where there are several such values (threshold).",
    ),
];
