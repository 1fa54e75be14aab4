//! The records of a sweep, point by point.
//!
//! In: [`Results`] of the command `sweep`. Out: [`Grid`]: its levers with their values in the order asked, its points
//! with their figures. Must not know: how they are shown.

use std::collections::BTreeMap;

use super::is_there;
use crate::metrics::catalogue::{COST_PER_MONTH, GOAL, OWNER_SHARE, SERVICE_LEVEL, VALUE_LOST_PER_YEAR};
use crate::report::finding::{Standing, costs_as_much, same_cost, standings};
use crate::study::record::{Record, Results};

/// Figures that are shown: over everything, or by channel.
const FIGURES: [(&str, bool); 4] = [
    (COST_PER_MONTH.figure.name, false),
    (SERVICE_LEVEL.figure.name, true),
    (OWNER_SHARE.figure.name, false),
    (VALUE_LOST_PER_YEAR.figure.name, false),
];

/// A lever with its values.
#[derive(Debug, Clone)]
pub(crate) struct Lever<'a> {
    /// Its dotted path.
    pub(crate) path: &'a str,
    /// As much of its path as tells it from the others.
    pub(crate) name: String,
    /// Its values in the order asked.
    pub(crate) values: Vec<&'a str>,
}

/// A point with its figures.
#[derive(Debug, Clone)]
pub(crate) struct At<'a> {
    /// The values of the levers.
    pub(crate) values: Vec<&'a str>,
    /// A document of its own, as if the scenario were as it is there.
    here: Results,
}

/// A sweep.
#[derive(Debug, Clone)]
pub(crate) struct Grid<'a> {
    pub(crate) results: &'a Results,
    pub(crate) levers: Vec<Lever<'a>>,
    pub(crate) points: Vec<At<'a>>,
}

/// The cheapest staffing that meets all goals, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Best<'a> {
    /// Its name, and those of all that cost exactly the same; none where no staffing is established to meet them.
    pub(crate) staffings: Vec<&'a str>,
    /// Those that cannot be told from it on cost, or that cost less with their goals undecided.
    pub(crate) rivals: Vec<&'a str>,
}

impl Best<'_> {
    /// What is said of it, in tables and maps alike: its name (of several that cost the same, all), or that there is none;
    /// and that this is not settled.
    pub(crate) fn said(&self, name: impl Fn(&str) -> String) -> String {
        let doubt = if self.is_sure() { "" } else { " ?" };
        let names: Vec<String> = self.staffings.iter().map(|staffing| name(staffing)).collect();
        if names.is_empty() { format!("none{doubt}") } else { names.join(" = ") + doubt }
    }

    /// Whether no other may be the best.
    pub(crate) fn is_sure(&self) -> bool {
        self.rivals.is_empty()
    }
}

impl<'a> Grid<'a> {
    pub(crate) fn of(results: &'a Results) -> Self {
        let mut by_point: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
        for record in &results.records {
            let bare = Record { point: String::new(), ..record.clone() };
            by_point.entry(&record.point).or_default().push(bare);
        }
        let mut provenance = results.provenance.clone();
        provenance.points.clear();
        let mut levers: Vec<Lever<'a>> = Vec::new();
        let mut points = Vec::new();
        for point in &results.provenance.points {
            let pairs: Vec<(&str, &str)> = point.split(';').filter_map(|edit| edit.split_once('=')).collect();
            for (path, value) in &pairs {
                let place = levers.iter().position(|lever| lever.path == *path).unwrap_or_else(|| {
                    levers.push(Lever { path, name: String::new(), values: Vec::new() });
                    levers.len() - 1
                });
                if !levers[place].values.contains(value) {
                    levers[place].values.push(value);
                }
            }
            let records = by_point.remove(point.as_str()).unwrap_or_default();
            let here = Results {
                schema_version: results.schema_version,
                provenance: provenance.clone(),
                assumptions: Vec::new(),
                records,
                cautions: Vec::new(),
            };
            points.push(At { values: pairs.into_iter().map(|(_, value)| value).collect(), here });
        }
        let names: Vec<String> = levers.iter().map(|lever| short(lever.path, &levers)).collect();
        for (lever, name) in levers.iter_mut().zip(names) {
            lever.name = name;
        }
        Self { results, levers, points }
    }

    /// Figures that are there, with their scopes.
    pub(crate) fn figures(&self) -> Vec<(&'static str, String)> {
        let channels = &self.results.provenance.channels;
        let scopes = |by_channel: bool| -> Vec<String> {
            if by_channel {
                channels.iter().map(|channel| format!("channel={channel}")).collect()
            } else {
                vec!["all".into()]
            }
        };
        let all = FIGURES.iter().flat_map(|(metric, by_channel)| {
            scopes(*by_channel).into_iter().map(move |scope| (*metric, scope))
        });
        all.filter(|(metric, scope)| self.first(metric, scope).is_some()).collect()
    }

    /// The first record of a figure that says something.
    pub(crate) fn first(&self, metric: &str, scope: &str) -> Option<&Record> {
        let mut all = self.results.records.iter();
        all.find(|record| record.metric == metric && record.scope == scope && is_there(record))
    }

    /// Whether there are goals.
    pub(crate) fn with_goals(&self) -> bool {
        self.results.records.iter().any(|record| record.metric == GOAL.name)
    }

    /// Whether one staffing may be called the best: there are costs, and all promise the same.
    pub(crate) fn can_be_judged(&self) -> bool {
        self.results.provenance.promises.is_empty()
            && self.results.provenance.staffings.len() > 1
            && self.results.records.iter().any(|record| {
                record.metric == COST_PER_MONTH.name && record.mean.is_some_and(|mean| mean > 0.0)
            })
    }
}

impl At<'_> {
    /// A figure here.
    pub(crate) fn figure(&self, staffing: &str, metric: &str, scope: &str) -> Option<&Record> {
        self.here.figure(staffing, scope, metric)
    }

    /// How the staffings stand against the goals here.
    pub(crate) fn standings(&self) -> Vec<Standing<'_>> {
        standings(&self.here)
    }

    /// The cheapest that meets all goals here; without goals, the cheapest.
    pub(crate) fn best(&self) -> Best<'_> {
        let all = self.standings();
        let cost =
            |standing: &Standing<'_>| standing.cost.and_then(|cost| cost.mean).unwrap_or(f64::INFINITY);
        let able = |standing: &&Standing<'_>| standing.goals == 0 || standing.meets_all();
        let best = all.iter().filter(able).min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let ties = |other: &Standing<'_>| able(&other) && best.is_some_and(|best| costs_as_much(best, other));
        let rivals = all.iter().filter(|other| match best {
            None => other.missed.is_empty(),
            Some(_) if ties(other) => false,
            Some(best) if able(other) => same_cost(&self.here, best, other),
            Some(best) => other.missed.is_empty() && cost(other) < cost(best),
        });
        Best {
            staffings: all.iter().filter(|other| ties(other)).map(|one| one.staffing).collect(),
            rivals: rivals.map(|rival| rival.staffing).collect(),
        }
    }
}

/// The shortest end of a path, of whole parts, that no other lever has.
fn short(path: &str, levers: &[Lever<'_>]) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let ends = (1..=parts.len()).map(|count| parts[parts.len() - count..].join("."));
    let alone = |end: &String| {
        let shared =
            |lever: &&Lever<'_>| lever.path == end.as_str() || lever.path.ends_with(&format!(".{end}"));
        levers.iter().filter(shared).count() == 1
    };
    ends.into_iter().find(alone).unwrap_or_else(|| path.into())
}
