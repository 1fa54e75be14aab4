//! Service around departures: week by week against the weeks before, and when it is back.
//!
//! In: sums by week of every replication. Out: records, a caution. Must not know: who left.

use super::ends::Ends;
use super::estimate::{CONFIDENCE, Estimate, Pair, difference, paired, ratio};
use super::record::{Caution, Record};
use super::recovery::recovery;
use super::simultaneous::family;
use crate::metrics::catalogue;
use crate::metrics::departures::{Around, WEEKS_AFTER, WEEKS_BEFORE};
use crate::model::{Model, Staffing};

/// Share of the level before within which a figure is back (a definition of the field, with no source).
const BACK_WITHIN: f64 = 0.05;
/// Departures below which little is to be seen.
const FEW: i64 = 20;

/// What replications saw of the departures of one staffing.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Departures looked at.
    pub(super) departures: Vec<Pair>,
    /// By replication, week.
    weeks: Vec<Vec<Around>>,
}

impl Seen {
    /// Takes in a replication.
    pub(super) fn add(&mut self, departures: i64, weeks: &[Around]) {
        self.departures.push((departures as f64, 1.0));
        self.weeks.push(weeks.to_vec());
    }

    /// Departures looked at in all replications.
    pub(super) fn total(&self) -> i64 {
        self.departures.iter().map(|(departures, _)| *departures as i64).sum()
    }

    /// Pairs of a figure over some weeks, by replication.
    fn pairs(&self, figure: &Figure, weeks: std::ops::Range<usize>) -> Vec<Pair> {
        let of = |all: &Vec<Around>| {
            let mut sum = Around::default();
            all.get(weeks.clone()).unwrap_or_default().iter().for_each(|week| sum += *week);
            (figure.ratio)(&sum)
        };
        self.weeks.iter().map(of).collect()
    }
}

/// A figure that is followed.
struct Figure {
    /// What is told of it week by week.
    told: &'static catalogue::Figure,
    /// The figure that says when it is back.
    back: Option<&'static catalogue::Figure>,
    ratio: fn(&Around) -> Pair,
}

const FIGURES: [Figure; 3] = [
    Figure {
        told: &catalogue::SERVICE_LEVEL_AROUND_DEPARTURE,
        back: Some(&catalogue::DAYS_TO_RECOVER),
        ratio: |sum| (sum.in_time as f64, sum.due as f64),
    },
    Figure {
        told: &catalogue::HANDLE_TIME_AROUND_DEPARTURE,
        back: Some(&catalogue::DAYS_TO_RECOVER_HANDLE_TIME),
        ratio: |sum| (sum.handle_time as f64 / crate::time::SECOND as f64, sum.handled as f64),
    },
    Figure {
        told: &catalogue::OWNER_SHARE_AROUND_DEPARTURE,
        back: None,
        ratio: |sum| (sum.by_owner as f64, sum.answered as f64),
    },
];

/// Days since the departure on which a week begins.
fn begins(week: usize) -> f64 {
    7.0 * (week as f64 - WEEKS_BEFORE as f64)
}

/// The records of a staffing: `record` makes one of a figure and an estimate.
pub(super) fn records(
    seen: &Seen,
    seed: u64,
    record: &dyn Fn(&catalogue::Figure, Option<Estimate>) -> Record,
) -> Vec<Record> {
    if seen.total() == 0 {
        return Vec::new();
    }
    let mut records = vec![record(&catalogue::DEPARTURES_SEEN, ratio(&seen.departures, CONFIDENCE))];
    for figure in &FIGURES {
        follow(seen, seed, figure, record, &mut records);
    }
    records
}

fn follow(
    seen: &Seen,
    seed: u64,
    figure: &Figure,
    record: &dyn Fn(&catalogue::Figure, Option<Estimate>) -> Record,
    records: &mut Vec<Record>,
) {
    let before = seen.pairs(figure, 0..WEEKS_BEFORE);
    let Some(level) = ratio(&before, CONFIDENCE) else { return };
    let weeks: Vec<Vec<Pair>> =
        (0..WEEKS_BEFORE + WEEKS_AFTER).map(|week| seen.pairs(figure, week..week + 1)).collect();
    let found: Vec<(f64, Vec<f64>)> = weeks.iter().filter_map(|week| paired(week, &before)).collect();
    let estimates: Vec<(f64, &[f64])> = found.iter().map(|(mean, all)| (*mean, all.as_slice())).collect();
    let multiple = family(figure.told.name, &estimates, seed, CONFIDENCE).multiple;
    let mut curve = Vec::new();
    for (week, pairs) in weeks.iter().enumerate() {
        // A week without any contact says nothing.
        let Some(apart) = difference(pairs, &before, CONFIDENCE) else { continue };
        let apart = apart.within(multiple);
        let mut row = record(figure.told, ratio(pairs, CONFIDENCE));
        row.at = Some(begins(week));
        row.baseline.clone_from(&row.staffing);
        Ends::of(&figure.told.unit).tell(&mut row, &apart);
        records.push(row.finite());
        curve.push((begins(week), apart.by));
    }
    if let Some(back) = figure.back {
        let mut row = record(back, Some(level));
        let end = begins(WEEKS_BEFORE + WEEKS_AFTER) - 1.0;
        recovery(&curve, (0.0, end), BACK_WITHIN * level.mean.abs(), figure.told.direction).write(&mut row);
        records.push(row);
    }
}

/// What to know of them: few were seen, or the run has no room for any.
pub(super) fn caution(model: &Model, seen: &Seen, staffing: &Staffing, name: &str) -> Option<Caution> {
    let leaves = staffing.agents.iter().any(|agent| model.people[agent.person as usize].turnover.is_some());
    let owned = (0..model.accounts.len() as u32).any(|account| staffing.has_measured_owner(account));
    let total = seen.total();
    if !leaves || !owned || total >= FEW {
        return None;
    }
    let window = 7 * (WEEKS_BEFORE + WEEKS_AFTER) as u32;
    let caution = |message: String, remedy: &str| Caution {
        code: "departures_hardly_seen".into(),
        staffing: Some(name.into()),
        message,
        remedy: remedy.into(),
    };
    Some(if model.calendar.counted_days() < window {
        caution(
            format!(
                "The run has no room to see what a departure does ({WEEKS_BEFORE} weeks before it, {WEEKS_AFTER} \
                 after it)."
            ),
            &format!("Simulate a year to see service around departures: run.days = {}.", model.a_year()),
        )
    } else {
        caution(
            format!(
                "Service around departures of owners rests on {total} of them, in all replications together."
            ),
            "Simulate more days (run.days) or replications.",
        )
    })
}
