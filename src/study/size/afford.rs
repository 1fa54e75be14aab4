//! The people that cost an amount: in the scenario's proportions, as near as whole people come to it.
//!
//! In: a staffing, its levers, a cost per month. Out: the edits that give it these people. Must not know: goals.

use std::collections::BTreeMap;

use super::judge::FIRST;
use super::levers::{self, Free};
use crate::metrics::catalogue::COST_PER_MONTH;
use crate::study::estimate::{CONFIDENCE, ratio};
use crate::study::trial::{Bench, Trial};

/// Numbers of people looked at, at most.
const LOOKS: usize = 60;
/// Steps in proportion to what is missing, before single steps.
const LEAPS: usize = 4;

/// The people whose cost per month, over the first replications, is nearest to an amount; `None` after an interruption.
pub(in crate::study) fn afford(
    bench: &Bench<'_>,
    staffing: usize,
    (free, most): &(Vec<Free>, u32),
    amount: f64,
) -> Option<Vec<String>> {
    let name = &bench.setting.loaded.names.staffings[staffing];
    let ground = super::ground(free, 0, 1, *most);
    let edits = |people: u32| levers::edits(name, free, &ground.spread(people));
    let here = ground.count(&ground.now).clamp(1, *most);
    // By number of people: how far its cost is from the amount; where there is no such number, infinitely far.
    let mut seen: BTreeMap<u32, f64> = BTreeMap::new();
    let mut next = here;
    for look in 0..LOOKS {
        let cost = cost(bench, staffing, edits(next))?;
        seen.insert(next, cost);
        let nearest = nearest(&seen, amount)?;
        let single = || [nearest + 1, nearest.saturating_sub(1).max(1)].into_iter();
        let leap = (f64::from(next) * amount / cost).round();
        next = if look < LEAPS && leap.is_finite() && !seen.contains_key(&(leap as u32).clamp(1, *most)) {
            (leap as u32).clamp(1, *most)
        } else {
            let Some(beside) = single().find(|people| *people <= *most && !seen.contains_key(people)) else {
                break;
            };
            beside
        };
    }
    Some(edits(nearest(&seen, amount)?))
}

/// The number whose cost is nearest to the amount; of two that are as near the smaller.
fn nearest(seen: &BTreeMap<u32, f64>, amount: f64) -> Option<u32> {
    let off = |cost: &f64| (cost - amount).abs();
    seen.iter().min_by(|a, b| off(a.1).total_cmp(&off(b.1))).map(|(people, _)| *people)
}

/// Cost per month over the first replications; infinite where the scenario has no such people.
fn cost(bench: &Bench<'_>, staffing: usize, edits: Vec<String>) -> Option<f64> {
    let Ok(mut trial) = Trial::new(bench, staffing, edits) else { return Some(f64::INFINITY) };
    let wanted = FIRST.min(bench.setting.replications);
    if trial.play_to(bench, wanted, CONFIDENCE).is_err() {
        return Some(f64::INFINITY);
    }
    if trial.replications() < wanted {
        return None;
    }
    Some(ratio(trial.pairs(COST_PER_MONTH.name, "all"), CONFIDENCE).map_or(f64::INFINITY, |cost| cost.mean))
}
