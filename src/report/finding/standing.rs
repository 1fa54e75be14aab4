//! How each staffing stands: its goals, its cost, and whose costs are the same.
//!
//! In: [`Results`]. Out: a [`Standing`] per staffing. Must not know: what is said of it, and where.

use crate::math::more;
use crate::metrics::catalogue::{COST_PER_MONTH, COST_PRODUCTION, GOAL};
use crate::report::style::{MET, MISSED, OPEN};
use crate::study::record::{Record, Results, Verdict};

/// How a staffing stands against the goals.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Name of the staffing.
    pub staffing: &'a str,
    /// Goals established as met.
    pub met: usize,
    /// Names of the goals that the replications do not settle.
    pub undecided: Vec<&'a str>,
    /// Names of the goals that are missed.
    pub missed: Vec<&'a str>,
    /// Goals looked at.
    pub goals: usize,
    /// Sum of the relative distances to the thresholds that are not reached.
    pub shortfall: f64,
    /// Cost, from which the cheapest is chosen.
    pub cost: Option<&'a Record>,
}

impl Standing<'_> {
    /// True when there are goals and every one of them is established as met.
    pub fn meets_all(&self) -> bool {
        self.goals > 0 && self.met == self.goals
    }

    /// Its mark: all goals met, one missed, or undecided.
    pub(in crate::report) fn mark(&self) -> &'static str {
        match (self.missed.is_empty(), self.undecided.is_empty()) {
            (false, _) => MISSED,
            (true, true) => MET,
            (true, false) => OPEN,
        }
    }

    pub(super) fn may_meet_all(&self) -> bool {
        self.goals > 0 && self.missed.is_empty()
    }
}

/// The staffings in file order, with their goals and cost.
pub fn standings(results: &Results) -> Vec<Standing<'_>> {
    results.provenance.staffings.iter().map(|name| standing(results, name)).collect()
}

fn standing<'a>(results: &'a Results, staffing: &'a str) -> Standing<'a> {
    let mut standing = Standing {
        staffing,
        met: 0,
        undecided: Vec::new(),
        missed: Vec::new(),
        goals: 0,
        shortfall: 0.0,
        cost: [COST_PER_MONTH.name, COST_PRODUCTION.name]
            .iter()
            .find_map(|metric| results.figure(staffing, "all", metric))
            .filter(|record| record.mean.is_some()),
    };
    for record in results.records.iter().filter(|r| {
        r.metric == GOAL.name && r.staffing == staffing && r.interval.is_empty() && r.point.is_empty()
    }) {
        let Some(name) = record.scope_value("goal") else {
            continue;
        };
        standing.goals += 1;
        match record.verdict {
            Some(Verdict::Met) => standing.met += 1,
            Some(Verdict::Missed) => standing.missed.push(name),
            _ => standing.undecided.push(name),
        }
        let provenance = &results.provenance;
        let goals = provenance.promises.get(staffing).unwrap_or(&provenance.goals);
        let goal = goals.iter().find(|goal| goal.name == name);
        if let (Some(goal), Some(mean)) = (goal, record.mean) {
            let short = if goal.at_least { goal.threshold - mean } else { mean - goal.threshold };
            if short > 0.0 && goal.threshold != 0.0 {
                standing.shortfall += short / goal.threshold.abs();
            }
        }
    }
    standing
}

/// The share of a cost that a difference must be above to matter: the margin by which verdicts on costs are given.
pub(super) const COST_MARGIN: f64 = 0.005;

pub(super) fn cost_of(standing: &Standing) -> f64 {
    standing.cost.and_then(|cost| cost.mean).unwrap_or(f64::INFINITY)
}

/// By cost; equal costs keep the order of the file.
pub(super) fn sort_by_cost(standings: &mut [&Standing]) {
    standings.sort_by(|a, b| cost_of(a).total_cmp(&cost_of(b)));
}

/// Whether two costs are the same to the cent, as those of the same people at the same wages are: no number of replications
/// tells these apart.
pub(in crate::report) fn is_same_cost(one: f64, other: f64) -> bool {
    more(one, other).abs() <= 0.0
}

/// Whether two cost the same to the cent.
pub(in crate::report) fn costs_as_much(one: &Standing, other: &Standing) -> bool {
    one.staffing == other.staffing || is_same_cost(cost_of(one), cost_of(other))
}

/// True when the records do not allow to say that the two costs differ.
pub(in crate::report) fn same_cost(results: &Results, one: &Standing, other: &Standing) -> bool {
    let (Some(a), Some(b)) = (one.cost, other.cost) else {
        return false;
    };
    let baseline = &results.provenance.baseline;
    // A paired difference is sharper than two intervals side by side, where one of the two is the baseline.
    for (of, against) in [(a, one), (b, other)] {
        let pair = if against.staffing == one.staffing { other.staffing } else { one.staffing };
        if pair == baseline && of.verdict.is_some() {
            return !matches!(of.verdict, Some(Verdict::Better | Verdict::Worse));
        }
    }
    match (a.upper, b.lower) {
        (Some(upper), Some(lower)) => lower < upper,
        _ => a.mean == b.mean,
    }
}
