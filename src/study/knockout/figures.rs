//! The figures that a knock-out compares, and their pairs replication by replication.
//!
//! In: what a variant of a replication came to. Out: numerators and denominators. Must not know: who is gone.

use super::play::Played;
use super::rank::RankBy;
use crate::metrics::part::Slice;
use crate::metrics::{Count, Digest, Direction, Metric, Satisfied, catalogue};
use crate::model::Model;
use crate::model::satisfaction::Experience;
use crate::scenario::names::Names;
use crate::study::ends::Ends;
use crate::study::estimate::Pair;
use crate::study::rows::sums;

/// Where a figure comes from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// A ratio of the catalogue, over all channels or one.
    Ratio(&'static Metric, Option<usize>),
    /// Yearly value of accounts × share of their contacts that are not answered in time.
    ValueAtStake,
    /// Contacts answered in time ÷ requests: a game whose denominator nobody changes.
    InTimePerRequest,
}

/// A figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) unit: String,
    /// `channel=phone`, or empty for all.
    pub(super) scope: String,
    pub(super) direction: Direction,
    /// A difference below this does not matter; of money, as a share.
    pub(super) margin: f64,
    /// Between what it lies.
    pub(super) ends: Ends,
    source: Source,
}

/// Over all contacts.
const OF_ALL: [&str; 8] = [
    "service_level",
    "abandonment",
    "mean_wait",
    "handle_time",
    "owner_share",
    "answered_per_day",
    "cost_production",
    "cost_per_month",
];
/// Over all contacts, where they mean anything: satisfaction, knowledge, the cost of errors.
const WHERE_MEANT: [&str; 4] =
    ["satisfaction", "value_lost_per_year", "knowledge_factor", "error_cost_per_month"];
/// By channel.
const OF_CHANNEL: [&str; 3] = ["service_level", "abandonment", "mean_wait"];

/// All figures.
pub(super) fn figures(model: &Model, names: &Names) -> Vec<Figure> {
    let ratio = |name: &str, channel: Option<usize>| {
        let metric = catalogue::find(name)?;
        let unit = if metric.unit == "currency" { names.currency.clone() } else { metric.unit.into() };
        Some(Figure {
            name: metric.name,
            ends: Ends::of(&unit),
            unit,
            scope: channel.map_or_else(String::new, |channel| format!("channel={}", names.channels[channel])),
            direction: metric.direction,
            margin: metric.margin,
            source: Source::Ratio(metric, channel),
        })
    };
    let mut figures: Vec<Figure> = OF_ALL.iter().filter_map(|name| ratio(name, None)).collect();
    let errors_cost = model.knowledge.as_ref().is_some_and(|knowledge| knowledge.error_cost > 0.0);
    let is_meant = |figure: &Figure| match figure.source {
        Source::Ratio(metric, _) => {
            catalogue::means_anything(metric, model) && (figure.name != "error_cost_per_month" || errors_cost)
        }
        _ => true,
    };
    figures.extend(WHERE_MEANT.iter().filter_map(|name| ratio(name, None)).filter(is_meant));
    for channel in 0..names.channels.len() {
        figures.extend(OF_CHANNEL.iter().filter_map(|name| ratio(name, Some(channel))));
    }
    // Where no account has a value nothing is at stake.
    if RankBy::ValueAtStake.is_undefined(model).is_none() {
        figures.push(Figure {
            name: "value_at_stake",
            unit: names.currency.clone(),
            scope: String::new(),
            direction: Direction::Lower,
            margin: 0.005,
            // No more can be lost than all accounts are worth.
            ends: Ends::part_of(crate::math::total(model.accounts.iter().map(|account| account.value))),
            source: Source::ValueAtStake,
        });
    }
    figures.push(Figure {
        name: "in_time_per_request",
        unit: "share".into(),
        scope: String::new(),
        direction: Direction::Higher,
        margin: 0.005,
        ends: Ends::of("share"),
        source: Source::InTimePerRequest,
    });
    figures
}

/// The pairs of every figure.
pub(super) fn pairs(model: &Model, team: &[u16], figures: &[Figure], played: &Played) -> Vec<Pair> {
    let teams = model.staffings[0].teams.len();
    let mut part = played.digest.part(team, teams, played.hours.clone());
    part.seats.clone_from(&played.seats);
    part.heads.clone_from(&played.heads);
    part.stretches.clone_from(&played.stretches);
    part.moved.clone_from(&played.moved);
    let over = |channel: Option<usize>| sums(model, 0, &part, &[Slice { channel, ..Slice::default() }]);
    let mut all = over(None);
    all.known[0] = played.digest.known;
    if let Some(rules) = &model.satisfaction {
        all.satisfied =
            Satisfied::with(model, rules, Slice::default(), |account| experience(model, played, account));
    }
    let by_channel: Vec<_> = (0..model.channels.len()).map(|channel| over(Some(channel))).collect();
    let pair = |figure: &Figure| match figure.source {
        Source::Ratio(metric, None) => (metric.ratio)(&all),
        Source::Ratio(metric, Some(channel)) => (metric.ratio)(&by_channel[channel]),
        Source::ValueAtStake => (value_at_stake(model, &played.digest), 1.0),
        Source::InTimePerRequest => (all.counts.get(Count::InTime) as f64, all.counts.requests() as f64),
    };
    figures.iter().map(pair).collect()
}

/// What an account went through.
fn experience(model: &Model, played: &Played, account: usize) -> Experience {
    Experience {
        days: i64::from(model.calendar.counted_days()),
        after_departure: played.departed.get(account).copied().map_or(0, i64::from),
        ..played.digest.experience[account]
    }
}

/// Σ value of an account × share of its contacts not answered in time; accounts without contacts have no part in it.
fn value_at_stake(model: &Model, digest: &Digest) -> f64 {
    let missed = |(account, of): (&crate::model::Account, &crate::metrics::digest::InTime)| {
        if of.due > 0 { account.value * (of.due - of.hits) as f64 / of.due as f64 } else { 0.0 }
    };
    crate::math::total(model.accounts.iter().zip(&digest.accounts).map(missed))
}
