//! Downhill: each lever one less; where none of these is enough, exchanges (one or two people less here, one more there),
//! the most promising first, by what single steps have shown.
//!
//! In: the search, a point that seems enough. Out: one that costs no more. Must not know: how it was found.

use super::{SAVES, Search};
use crate::study::size::judge::{Decision, Effort, Judged};

/// Points looked at, at most: a guard against levers by the dozen, never reached by a desk of teams and shifts.
const MOST_POINTS: usize = 2_000;
/// Exchanges looked at between two steps down.
const EXCHANGES: usize = 8;
/// An exchange that is expected to miss a goal by more than this is not tried.
const HOPELESS: f64 = 0.02;

impl Search<'_> {
    /// Downhill until no step that was tried is cheaper and enough.
    pub(super) fn descend(&mut self, mut best: Vec<u32>) -> Option<Vec<u32>> {
        while self.seen.len() < MOST_POINTS {
            let here = self.look(&best, Effort::Brief)?;
            let mut next: Option<(Vec<u32>, Judged)> = None;
            let singles: Vec<Vec<u32>> =
                (0..best.len()).filter_map(|lever| self.step(&best, &[(lever, -1)])).collect();
            for point in singles {
                let judged = self.look(&point, Effort::Brief)?;
                if self.may_take(&point, &judged, here.cost) {
                    take(&mut next, point, judged);
                }
            }
            if next.is_none() {
                for point in self.exchanges(&best, &here)? {
                    let judged = self.look(&point, Effort::Brief)?;
                    if self.may_take(&point, &judged, here.cost) {
                        next = Some((point, judged));
                        break;
                    }
                }
            }
            let Some((to, _)) = next else { break };
            best = to;
        }
        Some(best)
    }

    /// Whether a point is a step down: it seems enough, and has not been looked at in full in vain.
    fn may_take(&self, point: &[u32], judged: &Judged, below: f64) -> bool {
        let in_vain = self.seen.get(point).is_some_and(|(judged, effort)| {
            judged.decision == Decision::Undecided && *effort == Effort::Full
        });
        judged.seems_met() && !in_vain && judged.cost < SAVES * below
    }

    /// What one person of a lever is worth here: what one less loses of each goal, and saves; of a lever that cannot go
    /// down, what one more adds and costs. Without it where neither is known.
    #[expect(clippy::option_option, reason = "the outer one is an interruption")]
    fn worth(&mut self, best: &[u32], here: &Judged, lever: usize) -> Option<Option<Worth>> {
        let of = |more: &Judged, less: &Judged, may_fall: bool| {
            let goals = more.slack.iter().zip(&less.slack).map(|(more, less)| more - less).collect();
            let worth = Worth { goals, cost: more.cost - less.cost, may_fall };
            (worth.cost.is_finite() && worth.goals.iter().all(|goal| goal.is_finite())).then_some(worth)
        };
        let less = self.step(best, &[(lever, -1)]);
        if let Some(worth) = less.and_then(|less| of(here, &self.seen.get(&less)?.0, true)) {
            return Some(Some(worth));
        }
        let Some(more) = self.step(best, &[(lever, 1)]) else { return Some(None) };
        Some(of(&self.look(&more, Effort::Brief)?, here, false))
    }

    /// Exchanges that save money, the most promising first: what single steps lost and saved, added up. `None` after an
    /// interruption.
    fn exchanges(&mut self, best: &[u32], here: &Judged) -> Option<Vec<Vec<u32>>> {
        let mut single: Vec<Option<Worth>> = Vec::new();
        for lever in 0..best.len() {
            single.push(self.worth(best, here, lever)?);
        }
        let that = |may: fn(&Worth) -> bool| -> Vec<usize> {
            (0..best.len()).filter(|lever| single[*lever].as_ref().is_some_and(may)).collect()
        };
        let (known, falling) = (that(|_| true), that(|worth| worth.may_fall));
        let mut moves: Vec<Vec<(usize, i64)>> = Vec::new();
        for (at, &a) in falling.iter().enumerate() {
            moves.extend(known.iter().filter(|to| **to != a).map(|to| vec![(a, -1), (*to, 1)]));
            for &b in &falling[at..] {
                let both = if a == b { vec![(a, -2)] } else { vec![(a, -1), (b, -1)] };
                let to = known.iter().filter(|to| **to != a && **to != b);
                moves.extend(to.map(|to| [&both[..], &[(*to, 1)]].concat()));
                moves.push(both);
            }
        }
        let mut promising: Vec<(f64, Vec<u32>)> = Vec::new();
        for moved in moves {
            let (mut slack, mut saved) = (here.slack.clone(), 0.0);
            for (lever, by) in &moved {
                if let Some(worth) = &single[*lever] {
                    for (slack, goal) in slack.iter_mut().zip(&worth.goals) {
                        *slack += *by as f64 * goal;
                    }
                    saved -= *by as f64 * worth.cost;
                }
            }
            let least = slack.into_iter().fold(f64::INFINITY, f64::min);
            if saved <= (1.0 - SAVES) * here.cost.abs() || least < -HOPELESS {
                continue;
            }
            promising.extend(self.step(best, &moved).map(|point| (least, point)));
        }
        promising.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Some(promising.into_iter().take(EXCHANGES).map(|(_, point)| point).collect())
    }
}

/// What one person of a lever is worth.
struct Worth {
    /// By goal, in slack.
    goals: Vec<f64>,
    cost: f64,
    /// There may be one less.
    may_fall: bool,
}

/// Keeps the cheapest, of equally cheap ones the better.
fn take(next: &mut Option<(Vec<u32>, Judged)>, point: Vec<u32>, judged: Judged) {
    let better = next.as_ref().is_none_or(|(_, known)| {
        let same = (judged.cost - known.cost).abs() <= 1e-9 * known.cost.abs();
        if same { judged.tightest().1 > known.tightest().1 } else { judged.cost < known.cost }
    });
    if better {
        *next = Some((point, judged));
    }
}
