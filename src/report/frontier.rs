//! The points of a document with their places on the frontier of cost, service and dependency.
//!
//! In: the records of a comparison or a sweep. Out: [`Frontier`]: a spot for each staffing, at values of the levers where
//! there are any; where it is the same at several values it is one spot. Must not know: tables, plots, how the
//! frontier is found.

use std::collections::BTreeMap;

use super::words::{list, metric};
use crate::metrics::catalogue::{
    BUS_FACTOR, COST_PER_MONTH, COST_PRODUCTION, ON_FRONTIER, OWNER_SHARE, SERVICE_LEVEL,
};
use crate::study::record::{Record, Results, Status, circumstances};

/// Costs that are shown, the first that is there.
const COSTS: [&str; 2] = [COST_PER_MONTH.figure.name, COST_PRODUCTION.figure.name];
/// What is shown beside cost and service, the first that is there for every spot.
const DEPENDENCY: [&str; 2] = [BUS_FACTOR.figure.name, OWNER_SHARE.figure.name];

/// Where a spot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The document does not say.
    Untold,
    /// On the frontier; whether the intervals settle it.
    On(bool),
    /// Dominated by the means; the intervals do not settle it.
    PerhapsNot,
    /// Another is at least as good in all and better in one.
    Dominated,
}

/// A staffing at one point, or at several points where it is the same.
#[derive(Debug, Clone)]
pub(crate) struct Spot<'a> {
    /// Place of the staffing in the file.
    pub(crate) place: usize,
    /// Its points; one empty text where no lever is moved.
    pub(crate) points: Vec<&'a str>,
    pub(crate) cost: &'a Record,
    pub(crate) service: &'a Record,
    pub(crate) dependency: Option<&'a Record>,
    pub(crate) standing: Standing,
}

/// The spots of one channel.
#[derive(Debug, Clone)]
pub(crate) struct Frontier<'a> {
    pub(crate) spots: Vec<Spot<'a>>,
    /// Points in all.
    points: usize,
}

impl Spot<'_> {
    /// What of its points nobody chooses.
    pub(crate) fn circumstances(&self) -> String {
        circumstances(self.points[0])
    }

    /// Its values of the levers, one point after the other, `5s, 10s`; empty where no lever moves it.
    pub(crate) fn values(&self, frontier: &Frontier<'_>) -> String {
        if self.points.len() == frontier.points {
            return String::new();
        }
        let values = |point: &&str| -> String {
            let each = point.split(';').filter_map(|edit| Some(edit.split_once('=')?.1));
            each.collect::<Vec<_>>().join(" / ")
        };
        self.points.iter().map(values).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn is_on(&self) -> bool {
        matches!(self.standing, Standing::On(_))
    }
}

impl<'a> Frontier<'a> {
    /// The spots with a cost and a service level on a channel; `None` where there are none.
    pub(crate) fn of(results: &'a Results, channel: &str) -> Option<Self> {
        let scope = format!("channel={channel}");
        let mut index: BTreeMap<(&str, &str, &str), &Record> = BTreeMap::new();
        for record in &results.records {
            let about = record.scope == "all" || record.scope == scope;
            // Service by channel and cost over all have names of their own, but for one.
            if about
                && record.interval.is_empty()
                && record.at.is_none()
                && record.mean.is_some()
                && (record.scope == "all")
                    != [SERVICE_LEVEL.name, ON_FRONTIER.name].contains(&record.metric.as_str())
            {
                index.insert((&record.point, &record.staffing, &record.metric), record);
            }
        }
        let provenance = &results.provenance;
        let plain = [String::new()];
        let points: &[String] = if provenance.points.is_empty() { &plain } else { &provenance.points };
        let mut spots: Vec<Spot<'a>> = Vec::new();
        for (place, staffing) in provenance.staffings.iter().enumerate() {
            for point in points {
                // The texts of the records live as long as the document.
                let find = |metric: &str| index.get(&(point.as_str(), staffing.as_str(), metric)).copied();
                let (Some(cost), Some(service)) =
                    (COSTS.into_iter().find_map(find), find(SERVICE_LEVEL.name))
                else {
                    continue;
                };
                let dependency = DEPENDENCY.into_iter().find_map(find);
                let standing = find(ON_FRONTIER.name).map_or(Standing::Untold, |record| {
                    match (record.mean.unwrap_or(0.0) > 0.5, record.status) {
                        (true, status) => Standing::On(status == Status::Ok),
                        (false, Status::Undecided) => Standing::PerhapsNot,
                        (false, _) => Standing::Dominated,
                    }
                });
                let spot =
                    Spot { place, points: vec![cost.point.as_str()], cost, service, dependency, standing };
                match spots.iter_mut().find(|known| is_same(known, &spot)) {
                    Some(known) => known.points.push(cost.point.as_str()),
                    None => spots.push(spot),
                }
            }
        }
        // One and the same third figure for all, or none.
        let shared = DEPENDENCY.into_iter().find(|metric| {
            spots.iter().all(|spot| {
                spot.points.iter().all(|point| {
                    index.contains_key(&(*point, provenance.staffings[spot.place].as_str(), *metric))
                })
            })
        });
        for spot in &mut spots {
            let staffing = provenance.staffings[spot.place].as_str();
            spot.dependency =
                shared.and_then(|metric| index.get(&(spot.points[0], staffing, metric)).copied());
        }
        (!spots.is_empty()).then_some(Self { spots, points: points.len() })
    }

    /// Whether all spots are alternatives: they differ only in what is chosen.
    pub(crate) fn is_one(&self) -> bool {
        let first = self.spots[0].circumstances();
        self.spots.iter().all(|spot| spot.circumstances() == first)
    }

    /// Whether the document says where spots are.
    pub(crate) fn is_told(&self) -> bool {
        self.spots.iter().any(|spot| spot.standing != Standing::Untold)
    }

    /// The figures in words: `cost per month, SL phone and owner share`.
    pub(crate) fn figures(&self) -> String {
        let Spot { cost, service, dependency, .. } = &self.spots[0];
        let names = [Some(*cost), Some(*service), *dependency].into_iter().flatten();
        list(&names.map(super::words::figure).collect::<Vec<_>>())
    }

    /// The third figure in words.
    pub(crate) fn dependency(&self) -> Option<String> {
        self.spots[0].dependency.map(|record| metric(&record.metric))
    }

    /// Staffings with the values at which they are in a state, in words: `flow, and hybrid at 0s and 10s`.
    pub(crate) fn named(&self, names: &[String], wanted: &dyn Fn(&Spot<'_>) -> bool) -> Vec<String> {
        let told = |(place, name): (usize, &String)| {
            let all: Vec<&Spot<'_>> = self.spots.iter().filter(|spot| spot.place == place).collect();
            let those: Vec<&Spot<'_>> = all.iter().copied().filter(|spot| wanted(spot)).collect();
            let count = |spots: &[&Spot<'_>]| spots.iter().map(|spot| spot.points.len()).sum::<usize>();
            match (count(&those), count(&all)) {
                (0, _) => None,
                (_, 1) => Some(name.clone()),
                (some, every) if some == every && all.len() == 1 => Some(name.clone()),
                (some, every) if some == every => Some(format!("{name} everywhere")),
                (some, every) if those.len() > 4 => Some(format!("{name} at {some} of {every} points")),
                _ => {
                    let values: Vec<String> = those.iter().map(|spot| spot.values(self)).collect();
                    Some(format!("{name} at {}", list(&values)))
                }
            }
        };
        names.iter().enumerate().filter_map(told).collect()
    }
}

/// The channel that a frontier is about: that of the first goal in time, else the first.
pub(crate) fn channel(results: &Results) -> Option<&str> {
    let provenance = &results.provenance;
    let promised = provenance.goals.iter().find(|goal| {
        goal.metric == SERVICE_LEVEL.name && goal.at_least && provenance.channels.contains(&goal.channel)
    });
    promised.map(|goal| goal.channel.as_str()).or_else(|| provenance.channels.first().map(String::as_str))
}

/// The same staffing with the same figures in the same place: a lever that does not touch it was moved.
fn is_same(one: &Spot<'_>, other: &Spot<'_>) -> bool {
    let same = |a: &Record, b: &Record| {
        (a.mean, a.lower, a.upper, &a.metric) == (b.mean, b.lower, b.upper, &b.metric)
    };
    one.place == other.place
        && one.standing == other.standing
        && same(one.cost, other.cost)
        && same(one.service, other.service)
        && one.dependency.is_some() == other.dependency.is_some()
        && one.dependency.zip(other.dependency).is_none_or(|(a, b)| same(a, b))
        && circumstances(one.points[0]) == circumstances(other.points[0])
}
