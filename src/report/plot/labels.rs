//! Places for labels beside points, joined to them by a leader where they stand apart.
//!
//! In: points, sizes of words, what already stands on the sheet. Out: boxes of which no two overlap, and leaders that cross
//! neither each other nor a label. A label without a leader stands beside its own point, clearly nearer to it than to any
//! other. Must not know: records, how anything is drawn.

use super::geometry::{Point, Taken, away, cross, far, off, overlap, through};

/// Half the height of a label.
const HALF: f64 = 8.0;
/// From a point to a label without a leader, and to the start of a leader: the room of a mark.
const BESIDE: f64 = 10.0;
const MARK: f64 = 7.0;
/// How many times farther from another point than from its own a label without a leader is.
const CLEARLY: f64 = 1.8;
/// Distances and directions of labels that have a leader.
const RINGS: u32 = 14;
const RING: f64 = 12.0;
const DIRECTIONS: [Point; 16] = [
    (1.0, -1.0),
    (-1.0, -1.0),
    (1.0, 1.0),
    (-1.0, 1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -0.5),
    (-1.0, -0.5),
    (1.0, 0.5),
    (-1.0, 0.5),
    (0.5, -1.0),
    (-0.5, -1.0),
    (0.5, 1.0),
    (-0.5, 1.0),
];
/// How close to the mark of another a label with a leader had better not be.
const NEAR: f64 = 14.0;
/// What it costs to stand on something, to be near another mark or lead across it, and to have a leader at all.
const ON: f64 = 60.0;
const ACROSS: f64 = 15.0;
const LED: f64 = 25.0;
/// What must not be: labels on each other, leaders that cross.
const NEVER: f64 = 1e6;
/// Rounds of looking for a better place for each label.
const ROUNDS: usize = 20;
/// Orders that are tried at most.
const STARTS: usize = 12;
/// Rounds of parting two that still quarrel.
const PARTINGS: usize = 4;
/// Labels of a column beside a point, up or down; and from one to the next.
const COLUMN: u32 = 8;
const STEP: f64 = 17.0;

/// What is to be written beside a point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// The middle of its mark.
    pub(crate) at: Point,
    /// Width of its words.
    pub(crate) width: f64,
    /// How much wider it is where it has a leader.
    pub(crate) led: f64,
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) area: Taken,
    /// From the mark to the label, where that stands apart.
    pub(crate) leader: Option<[Point; 2]>,
}

impl Place {
    /// The line that the words stand on.
    pub(crate) fn baseline(&self) -> f64 {
        f64::midpoint(self.area.1, self.area.3) + 4.0
    }
}

/// A place that a label may take, with what it costs by itself.
struct Choice {
    place: Place,
    cost: f64,
}

/// Places for all labels, and whether all rules are kept; where points lie very close there may be no room for all.
/// `marks` are the middles of all marks, with and without a label; `taken` is what labels had better not cover.
pub(crate) fn places(
    wanted: &[Wanted],
    marks: &[Point],
    taken: &[Taken],
    within: Taken,
) -> (Vec<Place>, bool) {
    let choices: Vec<Vec<Choice>> = wanted.iter().map(|label| choices(label, marks, taken, within)).collect();
    let mut best = (f64::INFINITY, Vec::new());
    for start in 0..STARTS {
        let (cost, chosen) = from(&choices, &order(wanted, start));
        if cost < best.0 {
            best = (cost, chosen);
        }
        if best.0 < NEVER {
            break;
        }
    }
    let place = |(label, choice): (usize, &usize)| choices[label][*choice].place;
    (best.1.iter().enumerate().map(place).collect(), best.0 < NEVER)
}

/// In which order labels choose at first: as they come, from top to bottom, from left to right, or the wide ones first; and
/// each of these beginning elsewhere.
fn order(wanted: &[Wanted], start: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    match start % 4 {
        1 => order.sort_by(|a, b| wanted[*a].at.1.total_cmp(&wanted[*b].at.1)),
        2 => order.sort_by(|a, b| wanted[*a].at.0.total_cmp(&wanted[*b].at.0)),
        3 => order.sort_by(|a, b| wanted[*b].width.total_cmp(&wanted[*a].width)),
        _ => {}
    }
    let turns = start / 4 % order.len().max(1);
    order.rotate_left(turns);
    order
}

/// What is found from an order: its cost, and the choice of each label.
fn from(choices: &[Vec<Choice>], order: &[usize]) -> (f64, Vec<usize>) {
    // Who has not chosen yet is in nobody's way.
    let mut chosen: Vec<Option<usize>> = vec![None; choices.len()];
    for label in order {
        chosen[*label] = Some(cheapest(choices, *label, &chosen));
    }
    // Each again beside all the others, until none moves.
    for _ in 0..ROUNDS {
        let before = chosen.clone();
        for label in order {
            chosen[*label] = None;
            chosen[*label] = Some(cheapest(choices, *label, &chosen));
        }
        if chosen == before {
            break;
        }
    }
    let mut chosen: Vec<usize> = chosen.into_iter().flatten().collect();
    for _ in 0..PARTINGS {
        if !part(choices, &mut chosen) {
            break;
        }
    }
    let place = |label: usize| &choices[label][chosen[label]];
    let pairs = (0..chosen.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let cost = pairs.map(|(one, other)| quarrel(&place(one).place, &place(other).place)).sum::<f64>()
        + (0..chosen.len()).map(|label| place(label).cost).sum::<f64>();
    (cost, chosen)
}

/// The cheapest place of a label beside those chosen for others.
fn cheapest(choices: &[Vec<Choice>], label: usize, chosen: &[Option<usize>]) -> usize {
    let others: Vec<&Place> =
        chosen.iter().zip(choices).filter_map(|(at, all)| at.map(|at| &all[at].place)).collect();
    let cost =
        |choice: &Choice| choice.cost + others.iter().map(|other| quarrel(&choice.place, other)).sum::<f64>();
    let all = choices[label].iter().map(cost).enumerate();
    all.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(choice, _)| choice)
}

/// Moves those that quarrel, two at a time; whether any moved.
fn part(choices: &[Vec<Choice>], chosen: &mut [usize]) -> bool {
    let place = |label: usize, choice: usize| &choices[label][choice].place;
    let mut moved = false;
    for (one, other) in (0..chosen.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
        if quarrel(place(one, chosen[one]), place(other, chosen[other])) <= 0.0 {
            continue;
        }
        let rest: Vec<&Place> = (0..chosen.len())
            .filter(|third| *third != one && *third != other)
            .map(|third| place(third, chosen[third]))
            .collect();
        let alone = |label: usize| -> Vec<f64> {
            let with = |choice: &Choice| {
                choice.cost + rest.iter().map(|third| quarrel(&choice.place, third)).sum::<f64>()
            };
            choices[label].iter().map(with).collect()
        };
        let (first, second) = (alone(one), alone(other));
        let mut best = (f64::INFINITY, chosen[one], chosen[other]);
        for (here, cost) in first.iter().enumerate() {
            for (there, more) in second.iter().enumerate() {
                // Most pairs cost more even if they do not quarrel.
                let all = cost + more;
                if all < best.0 {
                    let all = all + quarrel(place(one, here), place(other, there));
                    if all < best.0 {
                        best = (all, here, there);
                    }
                }
            }
        }
        moved |= (chosen[one], chosen[other]) != (best.1, best.2);
        (chosen[one], chosen[other]) = (best.1, best.2);
    }
    moved
}

/// What a label may do, by itself.
fn choices(label: &Wanted, marks: &[Point], taken: &[Taken], within: Taken) -> Vec<Choice> {
    let (x, y) = label.at;
    let mut all = Vec::new();
    let mut add = |left: f64, middle: f64, width: f64, cost: f64, led: bool| {
        let area = (left, middle - HALF, left + width, middle + HALF);
        if area.0 < within.0 || area.2 > within.2 || area.1 < within.1 || area.3 > within.3 {
            return;
        }
        let stood_on = taken.iter().filter(|other| overlap(area, **other)).count();
        let mut cost = cost + ON * stood_on.min(3) as f64;
        let leader = led.then(|| leader(label.at, area));
        let others = || marks.iter().filter(|mark| far(**mark, label.at) > 0.5);
        if let Some(line) = leader {
            // Neither across the marks of others nor close to one.
            let passes = |mark: &&Point| off(**mark, line) < MARK - 1.0 || away(**mark, area) < NEAR;
            cost += ACROSS * others().filter(passes).count() as f64;
        } else {
            let own = away(label.at, area);
            // Marks on one spot: a leader and the mark repeated beside the words tell them apart.
            let same = marks.iter().filter(|mark| far(**mark, label.at) <= 0.5).count() > 1;
            if same || others().any(|mark| away(*mark, area) < CLEARLY * own) {
                return;
            }
        }
        all.push(Choice { place: Place { area, leader }, cost });
    };
    let width = label.width;
    let beside = [
        (x + BESIDE, y - 14.0),
        (x - BESIDE - width, y - 14.0),
        (x + BESIDE, y + 14.0),
        (x - BESIDE - width, y + 14.0),
        (x + BESIDE + 2.0, y),
        (x - BESIDE - 2.0 - width, y),
        (x - width / 2.0, y - 18.0),
        (x - width / 2.0, y + 18.0),
    ];
    for (rank, (left, middle)) in beside.into_iter().enumerate() {
        add(left, middle, width, rank as f64, false);
    }
    let width = label.width + label.led;
    for ring in 1..=RINGS {
        let reach = 16.0 + f64::from(ring) * RING;
        for (rank, (dx, dy)) in DIRECTIONS.into_iter().enumerate() {
            // The near side of the label lies at the distance of the ring.
            let left = x + dx * reach - width * (1.0 - dx) / 2.0;
            let middle = y + dy * reach;
            let length = away(label.at, (left, middle - HALF, left + width, middle + HALF));
            add(left, middle, width, LED + length + 0.1 * rank as f64, true);
        }
    }
    // Columns beside the point.
    for step in (0..COLUMN).flat_map(|step| [f64::from(step) + 0.5, -f64::from(step) - 0.5]) {
        for aside in [26.0, 44.0, 70.0] {
            let length = (aside * aside + step * step * STEP * STEP).sqrt();
            add(x + aside, y + step * STEP, width, LED + length, true);
            add(x - aside - width, y + step * STEP, width, LED + length, true);
        }
    }
    if all.is_empty() {
        // Wider than the panel: where it sticks out least.
        let left = (x + BESIDE).min(within.2 - width).max(within.0);
        let middle = (y - 14.0).clamp(within.1 + HALF, (within.3 - HALF).max(within.1 + HALF));
        let area = (left, middle - HALF, left + width, middle + HALF);
        all.push(Choice { place: Place { area, leader: Some(leader(label.at, area)) }, cost: NEVER });
    }
    all
}

/// From the edge of the mark to the nearest point of a label.
fn leader(at: Point, area: Taken) -> [Point; 2] {
    let end = (at.0.clamp(area.0, area.2), at.1.clamp(area.1, area.3));
    let length = far(at, end).max(1e-9);
    let share = (MARK / length).min(1.0);
    [(at.0 + share * (end.0 - at.0), at.1 + share * (end.1 - at.1)), end]
}

/// What two places have against each other.
fn quarrel(one: &Place, other: &Place) -> f64 {
    let mut cost = 0.0;
    if overlap(one.area, other.area) {
        cost += NEVER;
    }
    if one.leader.zip(other.leader).is_some_and(|(first, second)| cross(first, second)) {
        cost += NEVER;
    }
    for (led, still) in [(one, other), (other, one)] {
        if led.leader.is_some_and(|line| through(line, still.area)) {
            cost += NEVER;
        }
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::{Place, Point, Taken, Wanted, away, cross, far, overlap, places, through};

    /// Numbers that look random: the same on every machine.
    fn numbers(seed: u64) -> impl FnMut() -> f64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    const WITHIN: Taken = (54.0, 0.0, 430.0, 380.0);

    fn held(wanted: &[Wanted], all: &[Place]) -> Result<(), String> {
        for (place, label) in all.iter().zip(wanted) {
            let area = place.area;
            if area.0 < WITHIN.0 || area.1 < WITHIN.1 || area.2 > WITHIN.2 || area.3 > WITHIN.3 {
                return Err(format!("{area:?} is outside"));
            }
            if place.leader.is_none() {
                let own = away(label.at, area);
                let others = wanted.iter().filter(|other| far(other.at, label.at) > 0.5);
                if let Some(other) = others.into_iter().find(|other| away(other.at, area) < 1.7 * own) {
                    return Err(format!("{area:?} of {:?} is as near to {:?}", label.at, other.at));
                }
            }
        }
        for (first, one) in all.iter().enumerate() {
            for other in &all[first + 1..] {
                if overlap(one.area, other.area) {
                    return Err(format!("{one:?} is on {other:?}"));
                }
                if one.leader.zip(other.leader).is_some_and(|(a, b)| cross(a, b)) {
                    return Err(format!("{one:?} crosses {other:?}"));
                }
                let passes = |a: &Place, b: &Place| a.leader.is_some_and(|line| through(line, b.area));
                if passes(one, other) || passes(other, one) {
                    return Err(format!("{one:?} goes through {other:?}"));
                }
            }
        }
        Ok(())
    }

    /// Points spread out, in clusters and on one spot: no labels overlap, no leaders cross, and each label is nearest to its
    /// own point or led to it. Names of up to seven staffings; numbers of up to eleven.
    #[test]
    fn labels_part_and_leaders_do_not_cross() {
        let mut wrong = Vec::new();
        for seed in 1..=TRIALS {
            let mut next = numbers(seed);
            let (most, least, wide) = if seed % 2 == 0 { (7, 30.0, 120.0) } else { (11, 7.0, 8.0) };
            let count = 2 + (seed / 2 % (most - 1)) as usize;
            let size = [400.0, 60.0, 12.0, 0.0][(seed / 26 % 4) as usize];
            let middle = (60.0 + 360.0 * next(), 10.0 + 360.0 * next());
            let wanted: Vec<Wanted> = (0..count)
                .map(|_| {
                    let at: Point = (
                        (middle.0 + size * (next() - 0.5)).clamp(60.0, 424.0),
                        (middle.1 + size * (next() - 0.5)).clamp(6.0, 374.0),
                    );
                    Wanted { at, width: least + wide * next(), led: 14.0 }
                })
                .collect();
            let marks: Vec<Point> = wanted.iter().map(|label| label.at).collect();
            let taken: Vec<Taken> =
                marks.iter().map(|at| (at.0 - 20.0, at.1 - 7.0, at.0 + 20.0, at.1 + 7.0)).collect();
            let (all, kept) = places(&wanted, &marks, &taken, WITHIN);
            let found = held(&wanted, &all);
            if let Err(what) = &found {
                wrong.push(format!("{seed} ({count} within {size}): {what}"));
            }
            assert_eq!(kept, found.is_ok(), "{seed}: {found:?}");
        }
        assert!(wrong.is_empty(), "{} of {TRIALS}\n{}", wrong.len(), wrong.join("\n"));
    }

    const TRIALS: u64 = 1_000;
}
