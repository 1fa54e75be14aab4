//! Plans by interval as levers: blocks of neighbouring intervals, each with its people.
//!
//! In: a plan (people on duty for equal steps over the opening hours). Out: blocks of it. Must not know: when an interval is.

use std::ops::RangeInclusive;

/// Blocks at most of a plan: more levers than these find little more, and take long.
const MOST: usize = 8;

/// Stretches of neighbouring steps with the same people. Where there are more than [`MOST`], neighbours whose people differ
/// least (as a share of the larger) are taken together; steps without anybody are in no block.
pub(super) fn blocks(plan: &[u32]) -> Vec<RangeInclusive<usize>> {
    let mut blocks: Vec<RangeInclusive<usize>> = Vec::new();
    for (at, people) in plan.iter().enumerate().filter(|(_, people)| **people > 0) {
        match blocks.last_mut() {
            Some(last) if *last.end() + 1 == at && plan[*last.end()] == *people => *last = *last.start()..=at,
            _ => blocks.push(at..=at),
        }
    }
    while blocks.len() > MOST {
        let apart = |pair: &[RangeInclusive<usize>]| {
            let together = &plan[*pair[0].start()..=*pair[1].end()];
            let (least, most) = (together.iter().min(), together.iter().max());
            let (least, most) = (*least.unwrap_or(&0), *most.unwrap_or(&1));
            (most - least, most, together.len())
        };
        let touching =
            blocks.windows(2).enumerate().filter(|(_, pair)| *pair[0].end() + 1 == *pair[1].start());
        // (a − b) ÷ a < (c − d) ÷ c without a division; of two that are as far apart the shorter, then the earlier.
        let closest = touching.map(|(at, pair)| (apart(pair), at)).min_by(|(a, _), (b, _)| {
            let share = |a: &(u32, u32, usize), b: &(u32, u32, usize)| u64::from(a.0) * u64::from(b.1);
            share(a, b).cmp(&share(b, a)).then(a.2.cmp(&b.2))
        });
        let Some((_, at)) = closest else { break };
        let next = blocks.remove(at + 1);
        blocks[at] = *blocks[at].start()..=*next.end();
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_are_stretches_with_the_same_people() {
        assert_eq!(blocks(&[3, 3, 8, 8, 8, 2]), [0..=1, 2..=4, 5..=5]);
        // Nobody is in no block, and keeps those beside it apart.
        assert_eq!(blocks(&[0, 4, 0, 0, 4, 4, 0]), [1..=1, 4..=5]);
        assert_eq!(blocks(&[0, 0]), []);
    }

    #[test]
    fn no_more_than_eight_and_the_most_alike_together() {
        // A day of two peaks: steps of a tenth and less are taken together, the lunch hour stays apart.
        let plan = [10, 20, 40, 41, 42, 40, 20, 21, 40, 42, 40, 20, 10, 5];
        let blocks = blocks(&plan);
        assert_eq!(blocks, [0..=0, 1..=1, 2..=5, 6..=7, 8..=10, 11..=11, 12..=12, 13..=13]);
        let whole: Vec<u32> = (1..=48).collect();
        let blocks = super::blocks(&whole);
        assert_eq!(blocks.len(), 8);
        assert_eq!((*blocks[0].start(), *blocks[7].end()), (0, 47));
        assert!(blocks.windows(2).all(|pair| *pair[0].end() + 1 == *pair[1].start()));
    }
}
