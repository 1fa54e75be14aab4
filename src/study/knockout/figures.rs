//! The figures that a knock-out compares, and their pairs replication by replication.
//!
//! In: what a variant of a replication came to. Out: numerators and denominators. Must not know: who is gone.

use super::play::Played;
use super::rank::RankBy;
use crate::metrics::catalogue::{self, Direction, Metric, Unit};
use crate::metrics::part::Slice;
use crate::metrics::{Count, Digest, Satisfied};
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
    pub(super) unit: Unit,
    /// `channel=phone`, or empty for all.
    pub(super) scope: String,
    pub(super) direction: Direction,
    /// A difference below this does not matter; of money, as a share.
    pub(super) margin: f64,
    /// Between what it lies.
    pub(super) ends: Ends,
    source: Source,
}

impl Figure {
    /// A figure of the catalogue, over all contacts.
    fn of(told: &'static catalogue::Figure, currency: &str, source: Source) -> Self {
        Self {
            name: told.name,
            unit: told.unit.in_currency(currency),
            scope: String::new(),
            direction: told.direction,
            margin: told.margin,
            ends: Ends::of(&told.unit),
            source,
        }
    }
}

/// Over all contacts.
static OF_ALL: [&Metric; 8] = [
    &catalogue::SERVICE_LEVEL,
    &catalogue::ABANDONMENT,
    &catalogue::MEAN_WAIT,
    &catalogue::HANDLE_TIME,
    &catalogue::OWNER_SHARE,
    &catalogue::ANSWERED_PER_DAY,
    &catalogue::COST_PRODUCTION,
    &catalogue::COST_PER_MONTH,
];
/// Over all contacts, where they mean anything: satisfaction, knowledge, the cost of errors.
static WHERE_MEANT: [&Metric; 4] = [
    &catalogue::SATISFACTION,
    &catalogue::VALUE_LOST_PER_YEAR,
    &catalogue::KNOWLEDGE_FACTOR,
    &catalogue::ERROR_COST_PER_MONTH,
];
/// By channel.
static OF_CHANNEL: [&Metric; 3] = [&catalogue::SERVICE_LEVEL, &catalogue::ABANDONMENT, &catalogue::MEAN_WAIT];

/// All figures.
pub(super) fn figures(model: &Model, names: &Names) -> Vec<Figure> {
    let ratio = |metric: &'static Metric, channel: Option<usize>| Figure {
        scope: channel.map_or_else(String::new, |channel| format!("channel={}", names.channels[channel])),
        ..Figure::of(metric, &names.currency, Source::Ratio(metric, channel))
    };
    let mut figures: Vec<Figure> = OF_ALL.into_iter().map(|metric| ratio(metric, None)).collect();
    let errors_cost = model.knowledge.as_ref().is_some_and(|knowledge| knowledge.error_cost > 0.0);
    let is_meant = |figure: &Figure| match figure.source {
        Source::Ratio(metric, _) => {
            catalogue::means_anything(metric, model)
                && (figure.name != catalogue::ERROR_COST_PER_MONTH.name || errors_cost)
        }
        _ => true,
    };
    figures.extend(WHERE_MEANT.into_iter().map(|metric| ratio(metric, None)).filter(is_meant));
    for channel in 0..names.channels.len() {
        figures.extend(OF_CHANNEL.into_iter().map(|metric| ratio(metric, Some(channel))));
    }
    // Where no account has a value nothing is at stake.
    if RankBy::ValueAtStake.is_undefined(model).is_none() {
        figures.push(Figure {
            // No more can be lost than all accounts are worth.
            ends: Ends::part_of(crate::math::total(model.accounts.iter().map(|account| account.value))),
            ..Figure::of(&catalogue::VALUE_AT_STAKE, &names.currency, Source::ValueAtStake)
        });
    }
    figures.push(Figure::of(&catalogue::IN_TIME_PER_REQUEST, &names.currency, Source::InTimePerRequest));
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
