//! A curve along a lever: what a staffing comes to at each value, for any resample of the replications.
//!
//! Where people are sized, each value keeps several candidates (the answer, one person less, one more): a resample
//! chooses the cheapest that meets all goals in it, so that the interval of a threshold holds the chance in the
//! choice of people, too. In: pairs by replication. Out: values, differences, crossings. Must not know: how they came about.

use crate::study::estimate::Pair;
use crate::study::goals::Members;

/// A goal of a candidate.
#[derive(Debug, Clone)]
pub(super) struct Held {
    /// Whom it is about; the worst of them counts.
    pub(super) members: Members,
    pub(super) threshold: f64,
    pub(super) at_least: bool,
}

/// A number of people that may be the cheapest.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) goals: Vec<Held>,
    /// What it costs, by replication: the cheapest is chosen, whatever the metric.
    pub(super) cost: Vec<Pair>,
    /// The metric by replication.
    pub(super) value: Vec<Pair>,
    /// People, by replication.
    pub(super) agents: Vec<Pair>,
}

/// Candidates of a staffing at a value of the lever; one alone where people are not sized.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) candidates: Vec<Candidate>,
    /// Which of them sizing answered with: the one that is established to meet all goals.
    pub(super) answer: Option<usize>,
}

/// A candidate in a resample.
struct Seen {
    cost: f64,
    slack: f64,
    value: f64,
    agents: f64,
}

/// What a staffing comes to: with whole people, and if people were divisible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Comes {
    pub(super) whole: f64,
    pub(super) exact: f64,
    /// The people that this takes.
    pub(super) agents: f64,
}

/// A resample: replications with repetitions, by index. Where some figures are kept by block only, blocks are drawn, each
/// with all its replications.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample {
    pub(super) replications: Vec<u32>,
    /// Empty where all is known by replication.
    pub(super) blocks: Vec<u32>,
}

impl Sample {
    /// Every replication once, of so many that are in so many blocks.
    pub(super) fn whole(replications: u32, blocks: u32) -> Self {
        Self { replications: (0..replications).collect(), blocks: (0..blocks).collect() }
    }

    /// Draws one: `draw` gives an index below what it is asked for.
    pub(super) fn drawn(replications: u32, blocks: u32, draw: impl Fn(u32, u32) -> u32) -> Self {
        if blocks == 0 {
            let replications = (0..replications).map(|place| draw(place, replications)).collect();
            return Self { replications, blocks: Vec::new() };
        }
        let drawn: Vec<u32> = (0..blocks).map(|place| draw(place, blocks)).collect();
        let of_block = |block: &u32| (*block..replications).step_by(blocks as usize);
        Self { replications: drawn.iter().flat_map(of_block).collect(), blocks: drawn }
    }
}

fn ratio(pairs: &[Pair], sample: &[u32]) -> f64 {
    let picked = sample.iter().filter_map(|index| pairs.get(*index as usize));
    let (top, bottom) = picked.fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    top / bottom
}

impl Candidate {
    /// How far the tightest goal is on the good side; infinite without goals.
    fn slack(&self, sample: &Sample) -> f64 {
        let over = |goal: &Held| {
            let sample = if goal.members.by_block { &sample.blocks } else { &sample.replications };
            let over = |pairs: &Vec<Pair>| {
                let value = ratio(pairs, sample);
                if goal.at_least { value - goal.threshold } else { goal.threshold - value }
            };
            // One without contacts in a resample says nothing in it.
            goal.members.pairs.iter().map(over).fold(f64::INFINITY, f64::min)
        };
        self.goals.iter().map(over).fold(f64::INFINITY, f64::min)
    }
}

impl Place {
    /// Whether some goal is known by block of replications only.
    pub(super) fn is_by_block(&self) -> bool {
        self.candidates.iter().flat_map(|candidate| &candidate.goals).any(|goal| goal.members.by_block)
    }

    /// Replications that all candidates have; `None` where there is none.
    pub(super) fn replications(&self) -> Option<usize> {
        self.candidates.iter().map(|candidate| candidate.value.len()).min()
    }

    /// What the staffing comes to in a resample.
    pub(super) fn comes(&self, sample: &Sample) -> Comes {
        let figure = |pairs: &[Pair]| ratio(pairs, &sample.replications);
        let look = |one: &Candidate| Seen {
            cost: figure(&one.cost),
            slack: one.slack(sample),
            value: figure(&one.value),
            agents: figure(&one.agents),
        };
        let mut all: Vec<Seen> = self.candidates.iter().map(look).collect();
        all.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.agents.total_cmp(&b.agents)));
        let met = all.iter().position(|one| one.slack >= 0.0);
        // Where none of the candidates is enough in this resample, the largest stands for what would be.
        let Some(chosen) = met.or(all.len().checked_sub(1)) else {
            return Comes { whole: f64::NAN, exact: f64::NAN, agents: f64::NAN };
        };
        let Seen { cost, slack, value, agents } = all[chosen];
        // With any of those that are cheaper and miss a goal: the least that people would cost if they were divisible, and
        // what the metric comes to there.
        let divided = all[..chosen].iter().filter(|less| less.slack < 0.0 && slack > less.slack);
        let exact = divided
            .filter(|_| slack.is_finite() && slack >= 0.0)
            .map(|less| {
                let share = slack / (slack - less.slack);
                (cost - (cost - less.cost) * share, value - (value - less.value) * share)
            })
            .fold((cost, value), |least, other| if other.0 < least.0 { other } else { least });
        Comes { whole: value, exact: exact.1, agents }
    }
}

impl Place {
    /// What the staffing comes to as things stand: with the people that sizing answered with. One person less whose goals
    /// are undecided may look enough, and is no answer.
    pub(super) fn stands(&self, all: &Sample) -> Comes {
        let comes = self.comes(all);
        let answer = self.answer.and_then(|answer| self.candidates.get(answer));
        answer.map_or(comes, |answer| Comes {
            whole: ratio(&answer.value, &all.replications),
            agents: ratio(&answer.agents, &all.replications),
            exact: comes.exact,
        })
    }
}

/// The values at which a difference is known, with it.
fn known<'a>(at: &'a [f64], differences: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    at.iter().copied().zip(differences.iter().copied()).filter(|(_, less)| !less.is_nan())
}

/// Where a curve of differences, first less second, crosses zero: coordinates, and whether the second becomes the
/// smaller there. Values at which the two are equal belong to neither: a crossing is where another has less after than
/// before; of several equal ones between, at the last.
pub(super) fn crossings(at: &[f64], differences: &[f64]) -> Vec<(f64, bool)> {
    let (mut found, mut before, mut tie) = (Vec::new(), None, None);
    for (here, less) in known(at, differences) {
        if less == 0.0 {
            tie = Some(here);
            continue;
        }
        if let Some((place, was)) = before.replace((here, less))
            && (was > 0.0) != (less > 0.0)
        {
            let between = place + was / (was - less) * (here - place);
            found.push((tie.unwrap_or(between), less > 0.0));
        }
        tie = None;
    }
    found
}

/// Which of the two is the smaller beyond the threshold: the one that is at the end of the range, where they cross in
/// it; else, since they may cross outside of it, the one that gains along it.
pub(super) fn smaller_beyond(at: &[f64], differences: &[f64]) -> Beyond {
    let ends = known(at, differences).next().zip(known(at, differences).last());
    let (first, last) = ends.map_or((0.0, 0.0), |((_, first), (_, last))| (first, last));
    let unequal = known(at, differences).map(|(_, less)| less).filter(|less| *less != 0.0).last();
    let second = match unequal {
        Some(less) if !crossings(at, differences).is_empty() || last - first == 0.0 && last != 0.0 => {
            less > 0.0
        }
        // Equal at the end: the other has less before.
        Some(less) if last == 0.0 => less < 0.0,
        _ => last >= first,
    };
    if second { Beyond::Second } else { Beyond::First }
}

/// The staffing that has less from the threshold on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    /// The first.
    First,
    /// The second.
    Second,
}

impl Beyond {
    /// Its side.
    pub(super) fn side(self) -> usize {
        usize::from(self == Self::Second)
    }

    /// The other way about.
    pub(super) fn other(self) -> Self {
        if self == Self::First { Self::Second } else { Self::First }
    }

    /// Differences, first less second, by which this one is the smaller where they are above zero.
    pub(super) fn facing(self, differences: &[f64]) -> Vec<f64> {
        differences.iter().map(|less| if self == Self::Second { *less } else { -less }).collect()
    }

    /// From which value on this one is the smaller for good.
    pub(super) fn last_tie(self, at: &[f64], differences: &[f64]) -> f64 {
        from_here_on(at, &self.facing(differences))
    }
}

/// From which value on the second is the smaller for good: the last crossing that way, else the last of the values that
/// the range begins with at which both are equal, else before the range. Where it is not the smaller at the end, the
/// first of those at which they are equal there, else beyond the range.
fn from_here_on(at: &[f64], differences: &[f64]) -> f64 {
    let is_equal = |(_, less): &(f64, f64)| *less == 0.0;
    let told: Vec<(f64, f64)> = known(at, differences).collect();
    let Some(last) = told.iter().rposition(|one| !is_equal(one)) else { return f64::INFINITY };
    if told[last].1 < 0.0 {
        return told.get(last + 1).map_or(f64::INFINITY, |(at, _)| *at);
    }
    let crossed = crossings(at, differences).last().map(|(at, _)| *at);
    let equal = || told.iter().take_while(|one| is_equal(one)).last().map(|(at, _)| *at);
    crossed.or_else(equal).unwrap_or(f64::NEG_INFINITY)
}

#[cfg(test)]
mod tests {
    use super::{Beyond, Candidate, Held, Members, Place, Sample, crossings, from_here_on, smaller_beyond};

    #[test]
    fn several_crossings_none_and_one() {
        let at = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(crossings(&at, &[-1.0, 1.0, -1.0, 3.0]), [(1.5, true), (2.5, false), (3.25, true)]);
        assert!((from_here_on(&at, &[-1.0, 1.0, -1.0, 3.0]) - 3.25).abs() < 1e-12);
        assert!(from_here_on(&at, &[-1.0; 4]).is_infinite());
        assert!(from_here_on(&at, &[1.0; 4]).is_sign_negative());
    }

    /// A tie is a tie whichever of the two is the smaller beyond it.
    #[test]
    fn either_of_the_two_may_be_the_smaller_beyond() {
        let at = [1.0, 2.0, 3.0, 4.0];
        for (differences, beyond, from) in [
            ([-2.0, -1.0, 1.0, 2.0], Beyond::Second, 2.5),
            ([2.0, 1.0, -1.0, -2.0], Beyond::First, 2.5),
            // Exactly at a value, on the way up and on the way down.
            ([-1.0, 0.0, 1.0, 2.0], Beyond::Second, 2.0),
            ([1.0, 0.0, -1.0, -2.0], Beyond::First, 2.0),
            // None in the range: outside of it, on the side to which the differences point.
            ([-4.0, -3.0, -2.0, -1.0], Beyond::Second, f64::INFINITY),
            ([4.0, 3.0, 2.0, 1.0], Beyond::First, f64::INFINITY),
            ([1.0, 2.0, 3.0, 4.0], Beyond::Second, f64::NEG_INFINITY),
            ([-1.0, -2.0, -3.0, -4.0], Beyond::First, f64::NEG_INFINITY),
        ] {
            let found = smaller_beyond(&at, &differences);
            assert_eq!(found, beyond, "{differences:?}");
            let there = found.last_tie(&at, &differences);
            assert!(
                there.total_cmp(&from).is_eq() || (there - from).abs() < 1e-12,
                "{differences:?}: {there}"
            );
        }
    }

    /// Values at which both are equal belong to neither side, whichever of the two is named first.
    #[test]
    fn equal_values_belong_to_neither() {
        let at = [10.0, 20.0, 30.0, 40.0];
        let none: &[(f64, bool)] = &[];
        for (differences, crossed, beyond, from) in [
            // A tie at the beginning, and at the end.
            ([0.0, 1.0, 1.0, 2.0], none, Beyond::Second, 10.0),
            ([0.0, 0.0, 1.0, 2.0], none, Beyond::Second, 20.0),
            ([-2.0, -1.0, -1.0, 0.0], none, Beyond::Second, 40.0),
            ([-2.0, -1.0, 0.0, 0.0], none, Beyond::Second, 30.0),
            ([0.0, -1.0, -1.0, 0.0], none, Beyond::Second, 40.0),
            // One that is touched within the range, where nothing changes.
            ([-3.0, 0.0, -2.0, -1.0], none, Beyond::Second, f64::INFINITY),
            ([3.0, 0.0, 2.0, 4.0], none, Beyond::Second, f64::NEG_INFINITY),
            // Crossings, with ties beside them: half way from 20 to 30, at 20, and at the last of two.
            ([-2.0, -1.0, 1.0, 0.0], &[(25.0, true)], Beyond::Second, 25.0),
            ([0.0, -1.0, 1.0, 2.0], &[(25.0, true)], Beyond::Second, 25.0),
            ([-1.0, 0.0, 1.0, 2.0], &[(20.0, true)], Beyond::Second, 20.0),
            ([-1.0, 0.0, 0.0, 1.0], &[(30.0, true)], Beyond::Second, 30.0),
            ([0.0, -1.0, 1.0, 0.0], &[(25.0, true)], Beyond::Second, 25.0),
        ] {
            for turned in [false, true] {
                let differences = differences.map(|less| if turned { -less } else { less });
                let crossed: Vec<(f64, bool)> =
                    crossed.iter().map(|(at, second)| (*at, *second != turned)).collect();
                let beyond = if turned { beyond.other() } else { beyond };
                assert_eq!(crossings(&at, &differences), crossed, "{differences:?}");
                assert_eq!(smaller_beyond(&at, &differences), beyond, "{differences:?}");
                let there = beyond.last_tie(&at, &differences);
                assert!(there.total_cmp(&from).is_eq(), "{differences:?}: {there}");
            }
        }
        // Equal all along: neither has less anywhere. As far apart all along: who has less has it everywhere.
        assert!(from_here_on(&at, &[0.0; 4]).is_infinite());
        assert_eq!(smaller_beyond(&at, &[1.0; 4]), Beyond::Second);
        assert_eq!(smaller_beyond(&at, &[-1.0; 4]), Beyond::First);
        // What is not known is passed over.
        assert_eq!(crossings(&at, &[-1.0, f64::NAN, 1.0, f64::NAN]), [(20.0, true)]);
    }

    /// Seven replications in three blocks (0, 3, 6; 1, 4; 2, 5): a block is drawn with all that it has.
    #[test]
    fn a_resample_of_blocks_has_all_replications_of_each() {
        let drawn = Sample::drawn(7, 3, |place, below| [2, 0, 2][place as usize] % below);
        assert_eq!((drawn.blocks, drawn.replications), (vec![2, 0, 2], vec![2, 5, 0, 3, 6, 2, 5]));
        let plain = Sample::drawn(3, 0, |place, below| (place + 1) % below);
        assert_eq!((plain.blocks, plain.replications), (vec![], vec![1, 2, 0]));
    }

    #[test]
    fn a_resample_chooses_its_own_people() {
        let candidate = |levels: [f64; 2], cost: f64, falls: bool| Candidate {
            goals: vec![Held {
                members: Members { pairs: vec![levels.map(|level| (level, 1.0)).to_vec()], by_block: false },
                threshold: 0.8,
                at_least: true,
            }],
            cost: vec![(cost, 1.0); 2],
            value: vec![(if falls { 1.0 - cost / 1000.0 } else { cost }, 1.0); 2],
            agents: vec![(cost / 100.0, 1.0); 2],
        };
        let place = |falls: bool| Place {
            candidates: vec![
                candidate([0.85, 0.79], 300.0, falls),
                candidate([0.75, 0.71], 200.0, falls),
                candidate([0.9, 0.88], 400.0, falls),
            ],
            answer: None,
        };
        let falling = place(true);
        let place = place(false);
        let sample =
            |replications: [u32; 2]| Sample { replications: replications.to_vec(), blocks: Vec::new() };
        let both = place.comes(&sample([0, 1]));
        assert!((both.whole - 300.0).abs() < 1e-9 && (both.agents - 3.0).abs() < 1e-9);
        // 0.82 and 0.73, 0.80 between them: two ninths of the way down from 300 to 200.
        assert!((both.exact - (300.0 - 100.0 * 0.02 / 0.09)).abs() < 1e-9);
        assert!((place.comes(&sample([1, 1])).whole - 400.0).abs() < 1e-9);
        // Of a metric that falls with people the same people count, the cheapest: 0.7 with three, 0.8 with two.
        let found = falling.comes(&sample([0, 1]));
        assert!((found.whole - 0.7).abs() < 1e-9 && (found.agents - 3.0).abs() < 1e-9);
        assert!((found.exact - (0.7 + 0.1 * 0.02 / 0.09)).abs() < 1e-9);
        // Of several that a goal is about the worst counts: with a second one at 0.7 none is enough, and the dearest stands in.
        let mut several = place.clone();
        for candidate in &mut several.candidates {
            candidate.goals[0].members.pairs.push(vec![(0.7, 1.0); 2]);
        }
        assert!((several.comes(&sample([0, 1])).whole - 400.0).abs() < 1e-9);
        // What is told as things stand is what sizing is sure of; people that are divisible are as they were.
        let sure = Place { answer: Some(2), ..place };
        let stands = sure.stands(&sample([0, 1]));
        assert!((stands.whole - 400.0).abs() < 1e-9 && (stands.agents - 4.0).abs() < 1e-9);
        assert!((stands.exact - both.exact).abs() < 1e-9);
    }
}
