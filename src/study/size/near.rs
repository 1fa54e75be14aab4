//! Points beside an answer that may be the cheapest, should chance have it otherwise.
//!
//! In: what was sized. Out: those points, all played as often. Must not know: what a resample makes of them.

use super::desk::trial;
use super::judge::{Decision, Judged};
use super::sized::{Sized, Visited};
use super::{Question, TOLD, answer, ground, levers, most_replications};
use crate::study::trial::Bench;

/// Points below an answer that may be the closest to it: on few replications the first may only look so.
const BELOW: usize = 2;

/// Candidates for the cheapest size, should chance have it otherwise: the answer, the points below it that look closest,
/// and the one that is as far above; all played as often. `None` after an interruption.
pub(in crate::study) fn neighbours(
    question: &Question<'_>,
    bench: &Bench<'_>,
    sized: &mut Sized,
) -> Option<Vec<Vec<u32>>> {
    let answer = sized.point().clone();
    let mut near = vec![answer.clone()];
    let below = answer::all_below(&answer, &sized.visited);
    let crews = levers::crews(&sized.levers);
    let may_be = |point: &Vec<u32>| {
        point.iter().zip(&sized.levers).all(|(value, lever)| *value <= lever.bounds.1)
            && ground::counted(&crews, point) <= sized.most
    };
    let above =
        below.first().map(|below| answer.iter().zip(below).map(|(here, below)| 2 * here - below).collect());
    near.extend(above.filter(may_be));
    near.extend(below.into_iter().take(BELOW));
    let wanted = most_replications(&bench.setting.loaded.file, question).min(TOLD);
    let mut played: Vec<Vec<u32>> = Vec::new();
    while let Some(point) = near.pop() {
        if played.contains(&point) {
            continue;
        }
        let number = sized.visited.len();
        let visited = sized.visited.entry(point.clone()).or_insert_with(|| {
            let trial = trial(bench, sized.staffing, &sized.levers, &point);
            let judged = Judged { decision: Decision::Undecided, slack: Vec::new(), cost: f64::INFINITY };
            Visited { number, judged, trial }
        });
        let Some(trial) = &mut visited.trial else { continue };
        let values = trial.play_to(bench, wanted, question.confidence).ok()?;
        if trial.replications() < wanted {
            return None;
        }
        // What lies below the answer and is enough in some resamples is the size there: then what lies below that counts,
        // too, or nothing cheaper would be left to draw the line to.
        let is_below = point != answer && point.iter().zip(&answer).all(|(here, answer)| here <= answer);
        let goals = &bench.setting.loaded.model.goals;
        let may_be_enough = goals.iter().zip(&values).all(|(goal, value)| {
            let threshold = goal.threshold_for(sized.staffing);
            // Of what cannot be judged, or does not happen, nothing says that it is missed.
            value.is_none_or(|value| {
                let short = if goal.at_least { threshold - value.mean } else { value.mean - threshold };
                short <= value.half_width
            })
        });
        if is_below && may_be_enough {
            for (lever, free) in sized.levers.iter().enumerate() {
                if point[lever] > free.bounds.0 {
                    let mut less = point.clone();
                    less[lever] -= 1;
                    near.push(less);
                }
            }
        }
        played.push(point);
    }
    Some(played)
}
