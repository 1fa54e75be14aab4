//! The search: the cheapest point that meets all goals, in whole numbers, without assuming that more people are better.
//!
//! 1. Along a ray (the people of all levers in the proportions of the scenario) until enough are found, and back; where
//!    none are, single steps away from it, each the one that helps most.
//! 2. Downhill: each lever one less; where none of these is enough, exchanges (one or two people less here, one more
//!    there), the most promising first, by what single steps have shown.
//! 3. The answer and every cheaper point that was seen are judged until decided: the search is certain when the answer
//!    meets its goals and all of these miss one, and says where it is not. Where some accounts or portfolios cannot be
//!    judged at all, the answer is the cheapest point at which all that can be judged meet the goals.
//!
//! In: points that can be judged, bounds. Out: [`Found`]. Must not know: what a point is made of.
//!
//! | file | holds |
//! |---|---|
//! | `ray` | step 1 |
//! | `downhill` | step 2 |

mod downhill;
mod ray;

use std::collections::BTreeMap;

use self::ray::Reached;
use super::ground::Ground;
use super::judge::{Decision, Effort, Judged};

/// Points that can be judged.
pub(in crate::study::size) trait Points {
    /// What a point comes to; `None` after an interruption.
    fn judge(&mut self, point: &[u32], effort: Effort) -> Option<Judged>;
}

/// What the search found.
#[derive(Debug, Clone)]
pub(in crate::study::size) struct Found {
    /// The cheapest point that meets all goals, as far as they can be judged; `None` where none was found.
    pub(in crate::study::size) best: Option<Vec<u32>>,
    /// Cheaper points of which it is not decided whether they meet the goals.
    pub(in crate::study::size) doubtful: Vec<Vec<u32>>,
    /// The point that came closest, where none meets all goals.
    pub(in crate::study::size) closest: Vec<u32>,
}

/// Gain in slack below which more people are taken not to help; two such steps end the way up.
const NO_GAIN: f64 = 0.002;
/// What costs more than this times as much is not cheaper: a few minutes of overtime are no saving.
const SAVES: f64 = 0.9995;
/// Points of which it stays undecided whether they are better, before the search leaves it at that.
const DOUBTS: usize = 2;
/// Steps up that are judged in full, of those that look best.
const STEPS_UP: usize = 3;

/// Searches; `None` after an interruption.
pub(in crate::study::size) fn search(points: &mut dyn Points, ground: &Ground) -> Option<Found> {
    let mut search = Search { points, ground, seen: BTreeMap::new() };
    let Reached::Enough(mut best) = search.ray()? else {
        let closest = search.closest();
        return Some(Found { best: None, doubtful: Vec::new(), closest });
    };
    loop {
        best = search.descend(best)?;
        match search.settle(&best)? {
            Settled::Stands { doubtful } => {
                return Some(Found { closest: best.clone(), best: Some(best), doubtful });
            }
            Settled::Moves(to) => best = to,
            Settled::Nowhere => {
                let closest = search.closest();
                // What seemed enough may yet be; what was decided is no longer in doubt.
                let is_open = search.look(&best, Effort::Full)?.decision == Decision::Undecided;
                let doubtful = if is_open { vec![best] } else { Vec::new() };
                return Some(Found { best: None, doubtful, closest });
            }
        }
    }
}

enum Settled {
    Stands { doubtful: Vec<Vec<u32>> },
    Moves(Vec<u32>),
    Nowhere,
}

/// Of points that were looked at, those that are as near to meeting all goals as any.
pub(in crate::study::size) fn nearest<'a>(
    looked: impl Iterator<Item = (&'a Vec<u32>, &'a Judged)> + Clone,
) -> Vec<(&'a Vec<u32>, &'a Judged)> {
    let most = looked.clone().map(|(_, judged)| judged.nearness()).max_by(f64::total_cmp);
    let is_near =
        |judged: &Judged| most.is_none_or(|most| judged.nearness() >= most - NO_GAIN || most.is_infinite());
    looked.filter(|(_, judged)| is_near(judged)).collect()
}

/// The levers of which all of these points have as much as there may be.
pub(in crate::study::size) fn at_bound(near: &[(&Vec<u32>, &Judged)], bounds: &[(u32, u32)]) -> Vec<usize> {
    let is_full = |lever: &usize| {
        let (least, most) = bounds[*lever];
        least < most && near.iter().all(|(point, _)| point[*lever] >= most)
    };
    (0..bounds.len()).filter(is_full).collect()
}

struct Search<'a> {
    points: &'a mut dyn Points,
    ground: &'a Ground,
    seen: BTreeMap<Vec<u32>, (Judged, Effort)>,
}

impl Search<'_> {
    fn look(&mut self, point: &[u32], effort: Effort) -> Option<Judged> {
        if let Some((judged, done)) = self.seen.get(point)
            && (matches!(judged.decision, Decision::Met | Decision::Missed)
                || *done == Effort::Full
                || effort == Effort::Brief)
        {
            return Some(judged.clone());
        }
        let judged = self.points.judge(point, effort)?;
        self.seen.insert(point.to_vec(), (judged.clone(), effort));
        Some(judged)
    }

    /// The points that are nearest to meeting all goals.
    fn nearest(&self) -> Vec<(&Vec<u32>, &Judged)> {
        nearest(self.seen.iter().map(|(point, (judged, _))| (point, judged)))
    }

    /// Of those that are nearest, the cheapest.
    fn closest(&self) -> Vec<u32> {
        let near = self.nearest().into_iter();
        let cheapest = near.min_by(|a, b| a.1.cost.total_cmp(&b.1.cost));
        cheapest.map_or_else(|| self.ground.now.clone(), |(point, _)| point.clone())
    }

    /// One step of a lever, if it stays within its bounds.
    fn step(&self, point: &[u32], moves: &[(usize, i64)]) -> Option<Vec<u32>> {
        let mut next = point.to_vec();
        for (lever, by) in moves {
            let value = i64::from(next[*lever]) + by;
            let (least, most) = self.ground.bounds[*lever];
            if value < i64::from(least) || value > i64::from(most) {
                return None;
            }
            next[*lever] = value as u32;
        }
        (self.ground.count(&next) <= self.ground.most).then_some(next)
    }

    /// Judges the answer, and whatever was seen to be cheaper, until decided.
    fn settle(&mut self, best: &[u32]) -> Option<Settled> {
        let here = self.look(best, Effort::Full)?;
        if !here.is_enough() {
            return self.up(best);
        }
        let cheaper = |(point, (judged, _)): (&Vec<u32>, &(Judged, Effort))| {
            (judged.cost < SAVES * here.cost && judged.decision != Decision::Missed).then(|| point.clone())
        };
        let open: Vec<Vec<u32>> = self.seen.iter().filter_map(cheaper).collect();
        let (mut doubtful, mut better): (Vec<_>, Option<(f64, Vec<u32>)>) = (Vec::new(), None);
        for point in open {
            // Two doubts are as good as ten: what more there is keeps the replications that it has.
            let effort = if doubtful.len() < DOUBTS { Effort::Full } else { Effort::Brief };
            let judged = self.look(&point, effort)?;
            // What is certain is not given up for what is met only as far as can be known.
            let as_known = effort == Effort::Full && here.decision == Decision::MetAsKnown;
            let decision = match judged.decision {
                Decision::MetAsKnown if as_known => Decision::Met,
                Decision::MetAsKnown => Decision::Undecided,
                other => other,
            };
            match decision {
                Decision::Met if better.as_ref().is_none_or(|(cost, _)| judged.cost < *cost) => {
                    better = Some((judged.cost, point));
                }
                Decision::Undecided if effort == Effort::Full || judged.seems_met() => doubtful.push(point),
                _ => {}
            }
        }
        Some(match better {
            Some((_, point)) => Settled::Moves(point),
            None => Settled::Stands { doubtful },
        })
    }

    /// What seemed enough is not, or not surely: the cheapest step up that is; several steps where one is not enough.
    fn up(&mut self, from: &[u32]) -> Option<Settled> {
        let mut from = from.to_vec();
        for _ in 0..8 {
            let steps: Vec<Vec<u32>> =
                (0..from.len()).filter_map(|lever| self.step(&from, &[(lever, 1)])).collect();
            let mut promising = Vec::new();
            for point in steps {
                let judged = self.look(&point, Effort::Brief)?;
                promising.push((judged.tightest().1, point));
            }
            promising.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            let closest = promising.first().cloned();
            let mut met: Option<(f64, Vec<u32>)> = None;
            for (_, point) in promising.into_iter().take(STEPS_UP) {
                let judged = self.look(&point, Effort::Full)?;
                if judged.is_enough() && met.as_ref().is_none_or(|(cost, _)| judged.cost < *cost) {
                    met = Some((judged.cost, point));
                }
            }
            match (met, closest) {
                (Some((_, point)), _) => return Some(Settled::Moves(point)),
                (None, Some((_, point))) => from = point,
                (None, None) => break,
            }
        }
        Some(Settled::Nowhere)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ground, Points, at_bound, nearest, search};
    use crate::study::size::judge::{Decision, Effort, Judged};

    /// Points whose slack and cost are known, decided at once.
    struct Known<F>(F, u32, Vec<(Vec<u32>, Judged)>);

    /// The same, but that some accounts can never be judged.
    struct AsKnown<F>(Known<F>);

    impl<F: Fn(&[u32]) -> (f64, f64)> Points for AsKnown<F> {
        fn judge(&mut self, point: &[u32], effort: Effort) -> Option<Judged> {
            let judged = self.0.judge(point, effort)?;
            let decision = match judged.decision {
                Decision::Met => Decision::MetAsKnown,
                other => other,
            };
            Some(Judged { decision, ..judged })
        }
    }

    impl<F: Fn(&[u32]) -> (f64, f64)> Points for Known<F> {
        fn judge(&mut self, point: &[u32], _: Effort) -> Option<Judged> {
            self.1 += 1;
            let (slack, cost) = (self.0)(point);
            let decision = if slack >= 0.0 { Decision::Met } else { Decision::Missed };
            let judged = Judged { decision, slack: vec![slack], cost };
            self.2.push((point.to_vec(), judged.clone()));
            Some(judged)
        }
    }

    fn ground(now: &[u32], start: u32) -> Ground {
        Ground {
            bounds: vec![(0, 60); now.len()],
            now: now.to_vec(),
            crews: (0..now.len()).collect(),
            start,
            load: 1,
            most: 60 * now.len() as u32,
        }
    }

    /// The cheapest of all points, one by one.
    fn cheapest(of: impl Fn(&[u32]) -> (f64, f64)) -> f64 {
        let mut least = f64::INFINITY;
        for a in 0..40 {
            for b in 0..40 {
                for c in 0..40 {
                    let (slack, cost) = of(&[a, b, c]);
                    if slack >= 0.0 {
                        least = least.min(cost);
                    }
                }
            }
        }
        least
    }

    #[test]
    fn the_cheapest_of_all_points_is_found() {
        // Levers of unlike worth and cost, with returns that fall, and one that hurts beyond a number.
        let smooth = |x: &[u32]| {
            let [a, b, c] = [x[0], x[1], x[2]].map(f64::from);
            let served = a.sqrt() + 1.3 * b.sqrt() + 0.9 * c.sqrt();
            ((served - 9.0) / 30.0, 10.0 * a + 13.0 * b + 9.0 * c)
        };
        let hurting = |x: &[u32]| {
            let (slack, cost) = smooth(x);
            (slack - 0.03 * f64::from(x[2].saturating_sub(6)), cost)
        };
        for start in [3, 20, 90] {
            for now in [[5, 5, 5], [1, 9, 2], [0, 5, 1]] {
                for (name, of) in
                    [("smooth", &smooth as &dyn Fn(&[u32]) -> (f64, f64)), ("hurting", &hurting)]
                {
                    let mut points = Known(of, 0, Vec::new());
                    let found = search(&mut points, &ground(&now, start)).expect("not interrupted");
                    let best = found.best.expect("there is one");
                    let (slack, cost) = of(&best);
                    let exact = cheapest(of);
                    assert!(slack >= 0.0);
                    assert!(cost <= exact * 1.000_001, "{name} from {now:?} {start}: {cost} against {exact}");
                    assert!(points.1 < 400, "{} points", points.1);
                    // Where some can never be judged, it is the cheapest of those that are as good as can be known.
                    let mut points = AsKnown(Known(of, 0, Vec::new()));
                    let as_known = search(&mut points, &ground(&now, start)).expect("not interrupted");
                    assert_eq!((as_known.best, as_known.doubtful), (Some(best), Vec::new()), "{name}");
                }
            }
        }
    }

    #[test]
    fn what_no_number_reaches_is_told() {
        let mut points =
            Known(|x: &[u32]| (-0.1 - 1.0 / f64::from(1 + x[0]), f64::from(x[0])), 0, Vec::new());
        let found = search(&mut points, &ground(&[5], 4)).expect("not interrupted");
        assert_eq!(found.best, None);
        assert!(points.1 < 20);
    }

    /// Four people at most on the first lever, whose people are cheap. Where people of both are worth the same, and no
    /// number of them is enough, it is not that bound that is missing; where nothing stands for those of the first, it is.
    #[test]
    fn a_bound_is_missing_only_where_it_is_felt() {
        let [alike, apart] = [
            |a: f64, b: f64| -0.1 - 1.0 / (1.0 + a + b).powi(2),
            |a: f64, b: f64| -1.0 / (1.0 + a) - 1.0 / (1.0 + b).powi(2),
        ];
        for (of, bound) in [(alike as fn(f64, f64) -> f64, vec![]), (apart, vec![0])] {
            let of = |x: &[u32]| {
                let [a, b] = [x[0], x[1]].map(f64::from);
                (of(a, b), a + 3.0 * b)
            };
            let ground = Ground { bounds: vec![(0, 4), (0, 60)], most: 64, ..ground(&[4, 4], 8) };
            let mut points = Known(of, 0, Vec::new());
            let found = search(&mut points, &ground).expect("not interrupted");
            assert_eq!(found.best, None);
            // The cheapest of the closest is at the bound either way.
            assert_eq!(found.closest[0], 4);
            let near = nearest(points.2.iter().map(|(point, judged)| (point, judged)));
            assert_eq!(at_bound(&near, &ground.bounds), bound);
        }
    }
}
