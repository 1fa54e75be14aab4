//! Which points nobody need leave behind: the frontier of cost, service and dependency.
//!
//! A point is a staffing, at the values of the levers. In: the figures of points, with their intervals. Out: a record
//! `on_frontier` for each, by channel. Must not know: how figures came about.
//!
//! The rules are those of `docs/model.md` (Sweeps): a point is *dominated* where another is established to be better in
//! one of the three and in none worse by what matters; the intervals of all points hold together (Bonferroni), and of
//! two points nothing is assumed on how their errors hang together.

use std::collections::BTreeMap;

use super::estimate::{Estimate, t_quantile};
use super::record::{Record, Results, Status, Verdict, circumstances};
use super::verdict;
use crate::metrics::{Direction, catalogue};

/// What a point costs: the first that is known.
const COSTS: [&str; 2] = [catalogue::COST_PER_MONTH.figure.name, catalogue::COST_PRODUCTION.figure.name];
/// What a point is judged by beside cost and service: the first that is known of every point. How few people could go,
/// where people know accounts; else how often accounts reach their own person, which is what dedication buys.
const DEPENDENCY: [&str; 2] = [catalogue::BUS_FACTOR.figure.name, catalogue::OWNER_SHARE.figure.name];

/// A figure, in the direction in which more is better.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    mean: f64,
    /// Half its interval, such that those of all points hold together.
    half: f64,
    /// A difference below this does not matter.
    margin: f64,
}

/// A point with its figures.
struct Point<'a> {
    levers: &'a str,
    staffing: &'a str,
    figures: Vec<Figure>,
}

/// A record for every point and channel of which cost and service level are known.
pub(super) fn records(results: &Results) -> Vec<Record> {
    let mut index: BTreeMap<(&str, &str, &str, &str), &Record> = BTreeMap::new();
    let mut points: Vec<(&str, &str)> = Vec::new();
    // Few of the figures, of which there may be millions.
    let is_asked = |record: &&Record| {
        let metric = record.metric.as_str();
        let is_service = metric == catalogue::SERVICE_LEVEL.name && !record.scope.contains(';');
        is_service || record.scope == "all" && (COSTS.contains(&metric) || DEPENDENCY.contains(&metric))
    };
    for record in results.records.iter().filter(is_asked) {
        if record.interval.is_empty() && record.at.is_none() && record.mean.is_some() {
            index.insert((&record.point, &record.staffing, &record.metric, &record.scope), record);
            if record.metric == catalogue::SERVICE_LEVEL.name
                && !points.contains(&(&record.point, &record.staffing))
            {
                points.push((&record.point, &record.staffing));
            }
        }
    }
    let mut told = Vec::new();
    for channel in &results.provenance.channels {
        let scope = format!("channel={channel}");
        // What no planner decides makes no alternatives: each of its values has a frontier of its own.
        let mut alternatives: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
        for (point, staffing) in &points {
            alternatives.entry(circumstances(point)).or_default().push((point, staffing));
        }
        for all in alternatives.into_values() {
            let find = |(point, staffing): &(&str, &str), metric: &str, scope: &str| {
                index.get(&(*point, *staffing, metric, scope)).copied()
            };
            let known = |metric: &&str| all.iter().all(|one| find(one, metric, "all").is_some());
            let Some(cost) = COSTS.iter().copied().find(|metric| known(metric)) else { continue };
            let dependency = DEPENDENCY.iter().copied().find(|metric| known(metric));
            let wanted: Vec<(&str, &str)> = [(cost, "all"), (catalogue::SERVICE_LEVEL.name, scope.as_str())]
                .into_iter()
                .chain(dependency.map(|metric| (metric, "all")))
                .collect();
            let found: Vec<(&(&str, &str), Vec<&Record>)> = all
                .iter()
                .filter_map(|one| {
                    let records: Option<Vec<&Record>> =
                        wanted.iter().map(|(metric, scope)| find(one, metric, scope)).collect();
                    Some((one, records?))
                })
                .collect();
            let ours = family(&found, results.provenance.confidence);
            told.extend(ours.iter().map(|point| told_of(point, &ours, &scope, results)));
        }
    }
    told
}

/// The points with the intervals and margins of their family.
fn family<'a>(found: &[(&(&'a str, &'a str), Vec<&Record>)], confidence: f64) -> Vec<Point<'a>> {
    let count = found.iter().map(|(_, records)| records.len()).sum::<usize>().max(1) as f64;
    let least = |place: usize| {
        let means = found.iter().filter_map(|(_, records)| records[place].mean);
        means.map(f64::abs).fold(f64::INFINITY, f64::min)
    };
    let figure = |place: usize, record: &Record| {
        let metric = catalogue::find(&record.metric);
        let sign = if metric.is_some_and(|metric| metric.direction == Direction::Lower) { -1.0 } else { 1.0 };
        let margin = metric.map_or(0.0, |metric| metric.margin);
        // The least cost of all, so that what matters is the same for every pair.
        let scale = if metric.is_some_and(|metric| metric.unit.is_money()) { least(place) } else { 1.0 };
        Figure {
            mean: sign * record.mean.unwrap_or(0.0),
            half: wider(record, confidence, count),
            margin: margin * scale,
        }
    };
    let point = |((levers, staffing), records): &(&(&'a str, &'a str), Vec<&Record>)| Point {
        levers,
        staffing,
        figures: records.iter().enumerate().map(|(place, record)| figure(place, record)).collect(),
    };
    found.iter().map(point).collect()
}

/// Half an interval that holds together with `count` others.
fn wider(record: &Record, confidence: f64, count: f64) -> f64 {
    match record.half_width {
        None => f64::INFINITY,
        Some(half) if half > 0.0 => {
            let degrees = (record.replications as f64 - 1.0).max(1.0);
            let quantile = |level: f64| t_quantile(degrees, 0.5 + level / 2.0);
            half * quantile(1.0 - (1.0 - confidence) / count) / quantile(confidence)
        }
        Some(_) => 0.0,
    }
}

/// Whether a point is dominated by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dominates {
    /// The other is established to be worse in something, or to be better in nothing by what matters.
    No,
    /// The means say no, the intervals do not exclude it.
    Hardly,
    /// The means say yes, the intervals do not establish it.
    Perhaps,
    /// It is established.
    Yes,
}

fn dominates(one: &Point<'_>, other: &Point<'_>) -> Dominates {
    let pairs = || one.figures.iter().zip(&other.figures);
    // Small differences may add up in a circle: what is better must outweigh what is worse, in units of what matters.
    let outweighs: f64 = pairs().map(|(a, b)| (a.mean - b.mean) / a.margin.max(f64::MIN_POSITIVE)).sum();
    let differences = |wide: bool| -> Vec<(Estimate, f64)> {
        let difference = |(a, b): (&Figure, &Figure)| {
            let half_width = if wide { a.half + b.half } else { 0.0 };
            (Estimate { mean: a.mean - b.mean, half_width, variance: 0.0, degrees: 0.0 }, a.margin)
        };
        pairs().map(difference).collect()
    };
    let is = |wanted: Verdict, (difference, margin): &(Estimate, f64)| {
        verdict::of_difference(difference, *margin, Direction::Higher, true) == wanted
    };
    let is_better = |all: &[(Estimate, f64)]| {
        outweighs > 0.0
            && all.iter().all(|(difference, margin)| difference.lower() >= -margin)
            && all.iter().any(|one| is(Verdict::Better, one))
    };
    let known = differences(true);
    if is_better(&known) {
        Dominates::Yes
    } else if is_better(&differences(false)) {
        Dominates::Perhaps
    } else if known.iter().any(|one| is(Verdict::Worse, one))
        || known.iter().all(|(difference, margin)| difference.upper() <= *margin)
    {
        Dominates::No
    } else {
        Dominates::Hardly
    }
}

fn told_of(point: &Point<'_>, all: &[Point<'_>], scope: &str, results: &Results) -> Record {
    // What a lever does not touch is the same at each of its values: one point, told several times.
    let others = all.iter().filter(|other| other.figures != point.figures);
    let worst = others.map(|other| dominates(other, point)).max().unwrap_or(Dominates::No);
    let (mean, status) = match worst {
        Dominates::Yes => (0.0, Status::Ok),
        Dominates::Perhaps => (0.0, Status::Undecided),
        Dominates::Hardly => (1.0, Status::Undecided),
        Dominates::No => (1.0, Status::Ok),
    };
    Record {
        point: point.levers.into(),
        staffing: point.staffing.into(),
        scope: scope.into(),
        metric: catalogue::ON_FRONTIER.name.into(),
        unit: catalogue::ON_FRONTIER.unit.clone(),
        mean: Some(mean),
        replications: results.provenance.replications,
        status,
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::records;
    use crate::study::record::{Provenance, Record, Results, Status};

    /// A point: levers, staffing, cost ± half, service level ± half, owner share.
    type Row<'a> = (&'a str, &'a str, [f64; 2], [f64; 2], f64);

    /// A document of such points, with 50 replications.
    fn results(rows: &[Row<'_>]) -> Results {
        let mut records = Vec::new();
        for (point, staffing, cost, service, share) in rows {
            for (metric, scope, [mean, half]) in [
                ("cost_per_month", "all", *cost),
                ("service_level", "channel=phone", *service),
                ("owner_share", "all", [*share, 0.001]),
            ] {
                records.push(Record {
                    point: (*point).into(),
                    staffing: (*staffing).into(),
                    scope: scope.into(),
                    metric: metric.into(),
                    mean: Some(mean),
                    half_width: Some(half),
                    replications: 50,
                    ..Record::default()
                });
            }
        }
        let provenance =
            Provenance { channels: vec!["phone".into()], confidence: 0.95, ..Provenance::default() };
        Results { schema_version: 1, provenance, assumptions: vec![], records, cautions: vec![] }
    }

    fn told(rows: &[Row<'_>]) -> Vec<(f64, Status)> {
        let told = records(&results(rows));
        let of = |(point, staffing, ..): &Row<'_>| {
            let record = told.iter().find(|record| record.point == *point && record.staffing == *staffing);
            record.map(|record| (record.mean.expect("yes or no"), record.status)).expect("each is told")
        };
        rows.iter().map(of).collect()
    }

    /// Seven points, judged by hand. Margins: 0.5 % of the least cost (50 of 10,000), half a point of service, a point of
    /// owner share. Intervals hold for 21 figures: some 1.6 times as wide.
    #[test]
    fn seven_points_by_hand() {
        let rows = [
            // Cheapest: nobody has its cost.
            ("", "cheap", [10_000.0, 10.0], [0.60, 0.004], 0.10),
            // Best service.
            ("", "flow", [10_400.0, 10.0], [0.90, 0.004], 0.10),
            // Best owner share.
            ("", "owners", [10_400.0, 10.0], [0.55, 0.004], 1.00),
            // 30 dearer than flow, 10 points worse, its owner as often: dominated.
            ("", "team", [10_430.0, 10.0], [0.80, 0.004], 0.10),
            // 15 cheaper than flow, by 47 at most, which does not matter either, and 20 points worse: dominated.
            ("", "slow", [10_385.0, 10.0], [0.70, 0.004], 0.10),
            // Worse than flow by the means (two points), but known to ±4 only: not settled.
            ("", "wide", [10_400.0, 10.0], [0.88, 0.04], 0.10),
            // Dearer than anybody and nothing for it.
            ("", "dear", [12_000.0, 10.0], [0.50, 0.004], 0.10),
        ];
        let expected = [
            (1.0, Status::Ok),
            // `wide` may serve better, as far as is known.
            (1.0, Status::Undecided),
            (1.0, Status::Ok),
            (0.0, Status::Ok),
            (0.0, Status::Ok),
            (0.0, Status::Undecided),
            (0.0, Status::Ok),
        ];
        assert_eq!(told(&rows), expected);
    }

    #[test]
    fn the_same_figures_twice_leave_both_where_they_are() {
        let one = ("", "one", [10_000.0, 5.0], [0.8, 0.001], 0.3);
        let rows = [one, ("", "two", one.2, one.3, one.4)];
        assert_eq!(told(&rows), [(1.0, Status::Ok), (1.0, Status::Ok)]);
        // Known to ten points only, one of the two may be the better.
        let rows = [("", "one", one.2, [0.8, 0.1], 0.3), ("", "two", one.2, [0.8001, 0.1], 0.3)];
        assert_eq!(told(&rows), [(1.0, Status::Undecided), (1.0, Status::Undecided)]);
    }

    /// A volume is nothing to choose from: points at different ones are no alternatives.
    #[test]
    fn circumstances_have_frontiers_of_their_own() {
        let few = ("demand.volume=10;teams.desk.agents=5", "flow", [5_000.0, 5.0], [0.9, 0.001], 0.3);
        let more = ("demand.volume=10;teams.desk.agents=9", "flow", [9_000.0, 5.0], [0.9, 0.001], 0.3);
        let busy = ("demand.volume=20;teams.desk.agents=9", "flow", [9_000.0, 5.0], [0.8, 0.001], 0.3);
        assert_eq!(told(&[few, more, busy]), [(1.0, Status::Ok), (0.0, Status::Ok), (1.0, Status::Ok)]);
    }

    /// Nor is how fast owners are, which stands among the keys of a team: each value is looked at by itself.
    #[test]
    fn what_is_supposed_of_people_is_no_choice() {
        let slow = ("teams.desk.owner_factor=1.0", "own", [9_000.0, 5.0], [0.8, 0.001], 0.3);
        let fast = ("teams.desk.owner_factor=0.7", "own", [9_000.0, 5.0], [0.9, 0.001], 0.3);
        assert_eq!(told(&[slow, fast]), [(1.0, Status::Ok), (1.0, Status::Ok)]);
    }

    /// Every set of small points against the definition, written once more as it stands in `docs/model.md`: figures
    /// without error, on a lattice coarser than what matters, so that domination is that of plain numbers.
    #[test]
    fn exact_figures_are_dominated_as_numbers_are() {
        use crate::random::{Purpose, Streams};
        let streams = Streams::new(5, 0);
        for case in 0..200 {
            let mut draw = streams.draw(Purpose::Test, case, 0);
            let names = ["a", "b", "c", "d", "e", "f"];
            let numbers: Vec<[u32; 3]> =
                names.iter().map(|_| [0, 1, 2].map(|_| draw.below(4) as u32)).collect();
            let rows: Vec<_> = names
                .iter()
                .zip(&numbers)
                .map(|(name, numbers)| {
                    let [a, b, c] = numbers.map(f64::from);
                    ("", *name, [10_000.0 + 1_000.0 * a, 0.0], [0.5 + 0.1 * b, 0.0], 0.2 + 0.1 * c)
                })
                .collect();
            let told = told(&rows);
            for (place, mine) in numbers.iter().enumerate() {
                let dominated = numbers.iter().any(|other| {
                    let no_worse = other[0] <= mine[0] && other[1] >= mine[1] && other[2] >= mine[2];
                    no_worse && other != mine
                });
                assert_eq!(told[place], (f64::from(u8::from(!dominated)), Status::Ok), "{numbers:?}");
            }
        }
    }
}
