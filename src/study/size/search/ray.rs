//! Along a ray: the people of all levers in the proportions of the scenario, until enough are found, and back. Where none
//! are, single steps away from it, each the one that helps most.
//!
//! In: the search, its ground. Out: the fewest people that seem enough. Must not know: what is cheaper.

use super::{NO_GAIN, Search, at_bound};
use crate::study::size::ground::Ground;
use crate::study::size::judge::Effort;

/// Steps away from the scenario's proportions, where these lead nowhere.
const STEPS_OFF_THE_RAY: usize = 30;

/// What the ray comes to.
pub(super) enum Reached {
    /// So many are enough.
    Enough(Vec<u32>),
    /// No number is.
    Nothing,
}

impl Search<'_> {
    /// Fewest people on the ray that seem enough.
    pub(super) fn ray(&mut self) -> Option<Reached> {
        let Ground { start, most, .. } = self.ground;
        let start = (*start).clamp(1, *most);
        let more = |count: u32| (count < *most).then(|| (count * 3 / 2).max(count + 1).min(*most));
        let fewer = |count: u32| (count > 1).then(|| count * 2 / 3).map(|count| count.max(1));
        // Up first; but people may stand in each other's way, and fewer be better.
        let found = match self.walk(start, &more)? {
            Some(found) => Some(found),
            None => self.walk(start, &fewer)?,
        };
        let Some(mut enough) = found else { return self.ascend() };
        let mut few = 0;
        while let Some(count) = fewer(enough) {
            let point = self.ground.spread(count);
            if !self.look(&point, Effort::Brief)?.seems_met() {
                few = count;
                break;
            }
            enough = count;
        }
        while enough - few > 1 {
            let middle = few + (enough - few) / 2;
            let point = self.ground.spread(middle);
            if self.look(&point, Effort::Brief)?.seems_met() {
                enough = middle;
            } else {
                few = middle;
            }
        }
        Some(Reached::Enough(self.ground.spread(enough)))
    }

    /// From a number of people on until they seem enough, or two steps in a row do not help; the inner `None` then.
    #[expect(clippy::option_option, reason = "the outer one is an interruption")]
    fn walk(&mut self, from: u32, next: &dyn Fn(u32) -> Option<u32>) -> Option<Option<u32>> {
        let (mut count, mut best, mut idle) = (from, f64::NEG_INFINITY, 0);
        loop {
            let point = self.ground.spread(count);
            let judged = self.look(&point, Effort::Brief)?;
            if judged.seems_met() {
                return Some(Some(count));
            }
            let slack = judged.nearness();
            let helps = slack > best + NO_GAIN || slack.is_infinite() || count < self.ground.load;
            idle = if helps { 0 } else { idle + 1 };
            best = best.max(slack);
            match next(count) {
                Some(further) if idle < 2 => count = further,
                _ => return Some(None),
            }
        }
    }

    /// The proportions of the scenario lead nowhere: from what came closest, the single step that helps most, and on.
    fn ascend(&mut self) -> Option<Reached> {
        let mut here = self.closest();
        for _ in 0..STEPS_OFF_THE_RAY {
            let slack = self.look(&here, Effort::Brief)?.nearness();
            let steps: Vec<Vec<u32>> = (0..here.len())
                .flat_map(|lever| [(lever, 1), (lever, -1)])
                .filter_map(|step| self.step(&here, &[step]))
                .collect();
            let mut best: Option<(f64, Vec<u32>)> = None;
            for point in steps {
                let judged = self.look(&point, Effort::Brief)?;
                if judged.seems_met() {
                    return Some(Reached::Enough(point));
                }
                let better = judged.nearness();
                if best.as_ref().is_none_or(|(known, _)| better > *known) {
                    best = Some((better, point));
                }
            }
            match best {
                Some((better, point)) if better > slack + NO_GAIN => here = point,
                _ => break,
            }
        }
        // Whether a bound is what is missing: one less there, with as many elsewhere as did no better.
        for lever in at_bound(&self.nearest(), &self.ground.bounds) {
            let near = self.nearest().into_iter();
            let dearest = near.max_by(|a, b| a.1.cost.total_cmp(&b.1.cost)).map(|(point, _)| point.clone());
            let Some(point) = dearest.and_then(|point| self.step(&point, &[(lever, -1)])) else { continue };
            if self.look(&point, Effort::Brief)?.seems_met() {
                return Some(Reached::Enough(point));
            }
        }
        Some(Reached::Nothing)
    }
}
