//! Points of a staffing, played when they are looked at.
//!
//! In: a bench, levers, a judge. Out: what points come to, and on how many replications. Must not know: which point is next.

use std::collections::BTreeMap;

use super::judge::{Decision, Effort, Judge, Judged};
use super::levers::{self, Free};
use super::search::Points;
use super::sized::Visited;
use crate::scenario::Rejected;
use crate::scenario::summary::is_given_up;
use crate::study::trial::{Bench, Trial};

/// Points of a staffing, played when they are looked at.
pub(super) struct Desk<'a, 'b> {
    pub(super) bench: &'a Bench<'b>,
    pub(super) judge: Judge<'a>,
    pub(super) levers: &'a [Free],
    pub(super) visited: BTreeMap<Vec<u32>, Visited>,
}

impl Desk<'_, '_> {
    fn looked(&mut self, point: &[u32], effort: Effort) -> Result<Option<Judged>, Rejected> {
        let number = self.visited.len();
        if !self.visited.contains_key(point) {
            let trial = trial(self.bench, self.judge.staffing, self.levers, point);
            self.visited.insert(point.to_vec(), Visited { number, judged: self.no_such_point(), trial });
        }
        let Some(visited) = self.visited.get_mut(point) else { return Ok(None) };
        if let Some(trial) = &mut visited.trial {
            match self.judge.judge(self.bench, trial, effort)? {
                Some(judged) => visited.judged = judged,
                None => return Ok(None),
            }
        }
        Ok(Some(visited.judged.clone()))
    }

    /// Whether a point that was decided on fewer replications is enough after so many; the inner `None` where it was judged on
    /// these already, the outer after an interruption.
    #[expect(clippy::option_option, reason = "the outer one is an interruption")]
    pub(super) fn is_enough_after(&mut self, point: &[u32], wanted: u32) -> Option<Option<bool>> {
        let Some(Visited { judged, trial: Some(trial), .. }) = self.visited.get_mut(point) else {
            return Some(None);
        };
        if trial.replications() >= wanted {
            return Some(None);
        }
        let values = trial.play_to(self.bench, wanted, self.judge.at_a_look()).ok()?;
        if trial.replications() < wanted {
            return None;
        }
        *judged = self.judge.seen(trial, &values);
        Some(Some(judged.is_enough()))
    }

    fn no_such_point(&self) -> Judged {
        let slack = vec![f64::NEG_INFINITY; self.judge.model.goals.len()];
        Judged { decision: Decision::Missed, slack, cost: f64::INFINITY }
    }
}

/// A point to be played; `None` where the scenario has none: it does not compile, a team without people, say, or it leaves
/// hours with contacts to nobody who have somebody as things stand.
pub(super) fn trial(bench: &Bench<'_>, staffing: usize, levers: &[Free], point: &[u32]) -> Option<Trial> {
    let loaded = bench.setting.loaded;
    let edits = levers::edits(&loaded.names.staffings[staffing], levers, point);
    if levers.iter().zip(point).any(|(lever, value)| *value == 0 && lever.now > 0) {
        let there = bench.at(&edits).ok()?;
        if is_given_up(&loaded.model, &there.model, staffing) {
            return None;
        }
    }
    Trial::new(bench, staffing, edits).ok()
}

impl Points for Desk<'_, '_> {
    fn judge(&mut self, point: &[u32], effort: Effort) -> Option<Judged> {
        // A point that compiles once compiles again.
        self.looked(point, effort).ok().flatten()
    }
}
