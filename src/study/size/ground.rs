//! The ground of a search: bounds of levers, and which people they count.
//!
//! In: bounds, values of the scenario. Out: how many people a point has, and points of so many people in the scenario's
//! proportions. Must not know: what a point comes to.

use std::collections::BTreeMap;

/// Where the search may go.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    /// Least and most of each lever.
    pub(super) bounds: Vec<(u32, u32)>,
    /// Values in the scenario.
    pub(super) now: Vec<u32>,
    /// Which people a lever counts: those of one number count the same people at other times, so that the largest is how
    /// many they are.
    pub(super) crews: Vec<usize>,
    /// People to begin with.
    pub(super) start: u32,
    /// People whom the load takes by a closed form: with fewer, figures may all be as bad as they can be, whatever is added.
    pub(super) load: u32,
    /// People at most.
    pub(super) most: u32,
}

impl Ground {
    /// People at a point.
    pub(super) fn count(&self, point: &[u32]) -> u32 {
        counted(&self.crews, point)
    }

    /// So many people in the scenario's proportions (largest remainders), within bounds.
    pub(super) fn spread(&self, people: u32) -> Vec<u32> {
        let Ground { bounds, now, crews, .. } = self;
        let weight = |lever: usize| u64::from(now[lever].max(1));
        // Of each crew the first lever with most people: what the others have, they have at other times.
        let top = |crew: usize| {
            let ours = (0..now.len()).filter(|lever| crews[*lever] == crew);
            ours.max_by_key(|lever| (weight(*lever), std::cmp::Reverse(*lever))).unwrap_or(crew)
        };
        let mut tops: Vec<usize> = crews.iter().map(|crew| top(*crew)).collect();
        tops.sort_unstable();
        tops.dedup();
        let total: u64 = tops.iter().map(|lever| weight(*lever)).sum();
        let share = |lever: usize| f64::from(people) * weight(lever) as f64 / total.max(1) as f64;
        let mut point = now.clone();
        for lever in &tops {
            point[*lever] = share(*lever) as u32;
        }
        let missing = people.saturating_sub(tops.iter().map(|lever| point[*lever]).sum());
        tops.sort_by(|a, b| share(*b).fract().total_cmp(&share(*a).fract()).then(a.cmp(b)));
        for lever in tops.iter().take(missing as usize) {
            point[*lever] += 1;
        }
        for lever in 0..now.len() {
            let top = top(crews[lever]);
            if top == lever {
                continue;
            }
            point[lever] = (weight(lever) * u64::from(point[top])).div_ceil(weight(top)) as u32;
        }
        for (value, (least, most)) in point.iter_mut().zip(bounds) {
            *value = (*value).clamp(*least, *most);
        }
        point
    }
}

/// Whether there may be fewer people than the load takes.
pub(super) fn is_below(load: u32, crews: &[usize], bounds: &[(u32, u32)], most: u32) -> bool {
    let all: Vec<u32> = bounds.iter().map(|(_, most)| *most).collect();
    counted(crews, &all).min(most) < load
}

/// People at a point: of each crew the most at any time.
pub(super) fn counted(crews: &[usize], point: &[u32]) -> u32 {
    let mut most: BTreeMap<usize, u32> = BTreeMap::new();
    for (crew, value) in crews.iter().zip(point) {
        let known = most.entry(*crew).or_default();
        *known = (*known).max(*value);
    }
    most.into_values().sum()
}

#[cfg(test)]
mod tests {
    use super::Ground;

    #[test]
    fn the_same_people_at_other_times_are_counted_once() {
        let now = vec![4, 8, 8, 10];
        let ground =
            Ground { bounds: vec![(0, 60); 4], now, crews: vec![0, 0, 0, 3], start: 1, load: 1, most: 240 };
        assert_eq!(ground.count(&ground.now), 18);
        assert_eq!(ground.spread(18), ground.now);
        // Nine on the first crew: the others at their share of it, rounded up.
        assert_eq!(ground.spread(20), [5, 9, 9, 11]);
        assert!((1..60).all(|people| ground.count(&ground.spread(people)) == people));
    }
}
