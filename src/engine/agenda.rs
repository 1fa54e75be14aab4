//! When the next thing happens: one winner tree with a fixed leaf per agent and per timer.
//!
//! In: the next moment of each leaf. Out: the leaf that comes first, ties by rank and key.
//! Must not know: what the leaves mean.

use crate::time::{Moment, NEVER};

/// What happens first at one instant, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    HandleEnd = 0,
    SignOn = 1,
    Arrival = 2,
    RungOpens = 3,
    PatienceEnd = 4,
    SignOff = 5,
    Close = 6,
}

/// A moment and a rank in one number that sorts like the pair.
pub(super) type Instant = u64;

/// Later than everything.
pub(super) const LATER: Instant = u64::MAX;

/// Packs a moment and a rank.
#[inline]
pub(super) fn instant(at: Moment, rank: Rank) -> Instant {
    if at >= NEVER / 8 { LATER } else { ((at as u64) << 3) | rank as u64 }
}

/// The moment of an instant.
#[inline]
pub(super) fn moment(instant: Instant) -> Moment {
    (instant >> 3) as Moment
}

/// An instant and the key of those that tie, in one number that sorts like the pair.
pub(super) type Turn = u128;

/// Packs an instant and a key.
#[inline]
pub(super) fn turn(instant: Instant, tie: u64) -> Turn {
    (Turn::from(instant) << 64) | Turn::from(tie)
}

/// Bits of a leaf's number, which takes the place of the lowest bits of its key.
const LEAF_BITS: u32 = 20;
const LEAF_MASK: u64 = (1 << LEAF_BITS) - 1;

/// A winner tree: changing a leaf costs one comparison per level, whichever leaf it is.
#[derive(Debug)]
pub(super) struct Agenda {
    levels: u32,
    first: Turn,
    /// Node 1 is the root, leaves come last; each pair is those who play for the node of its index.
    pairs: Vec<[Turn; 2]>,
}

impl Agenda {
    pub(super) fn new(leaves: usize) -> Self {
        let leaves = leaves.max(2).next_power_of_two();
        assert!(leaves <= 1 << LEAF_BITS);
        let nobody = turn(LATER, u64::MAX);
        let mut agenda = Self { levels: leaves.ilog2(), first: nobody, pairs: vec![[nobody; 2]; leaves] };
        (0..leaves).for_each(|leaf| agenda.set(leaf, LATER, 0));
        agenda
    }

    /// The first turn, its instant and its leaf.
    #[inline]
    pub(super) fn first(&self) -> (Turn, Instant, u32) {
        (self.first, (self.first >> 64) as u64, (self.first as u64 & LEAF_MASK) as u32)
    }

    /// Sets a leaf's next instant; `tie` orders leaves of one instant.
    #[inline]
    pub(super) fn set(&mut self, leaf: usize, instant: Instant, tie: u64) {
        let mine = turn(instant, (tie & !LEAF_MASK) | leaf as u64);
        let at = leaf + self.pairs.len();
        // Timers are often set to what they stood at.
        if self.pairs[at / 2][at % 2] == mine {
            return;
        }
        self.first = climb(self.levels, &mut self.pairs, leaf, mine);
    }
}

/// Plays a leaf against its neighbours, level by level, up to the root: who comes first there.
fn climb(levels: u32, pairs: &mut [[Turn; 2]], leaf: usize, mine: Turn) -> Turn {
    macro_rules! as_high_as {
        ($($height:literal)*) => {
            match levels {
                $($height => straight::<$height>(pairs, leaf, mine),)*
                _ => straight::<{ LEAF_BITS }>(pairs, leaf, mine),
            }
        };
    }
    as_high_as!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19)
}

/// One level after the other without a loop: in a loop, compilers make a jump of the choice between two turns,
/// which nobody could predict and which then costs several times as much as all the rest.
#[inline]
fn straight<const LEVELS: u32>(pairs: &mut [[Turn; 2]], leaf: usize, mine: Turn) -> Turn {
    let (mut at, mut first) = (leaf + (1 << LEVELS), mine);
    for _ in 0..LEVELS {
        let side = at & 1;
        at >>= 1;
        let pair = &mut pairs[at];
        pair[side] = first;
        let other = pair[side ^ 1];
        first = if other < first { other } else { first };
    }
    first
}

#[cfg(test)]
mod tests {
    use super::{Agenda, LATER, Rank, instant, moment};

    #[test]
    fn the_earliest_leaf_wins_then_rank_then_tie() {
        let mut agenda = Agenda::new(5);
        assert_eq!(agenda.first().1, LATER);
        agenda.set(3, instant(20, Rank::HandleEnd), 1);
        agenda.set(0, instant(10, Rank::SignOff), 1);
        assert_eq!(agenda.first().2, 0);
        agenda.set(4, instant(10, Rank::SignOn), 9);
        assert_eq!(agenda.first().2, 4);
        agenda.set(1, instant(10, Rank::SignOn), 2);
        assert_eq!(agenda.first().2, 1);
        agenda.set(1, LATER, 0);
        agenda.set(4, LATER, 0);
        agenda.set(0, LATER, 0);
        assert_eq!((agenda.first().2, moment(agenda.first().1)), (3, 20));
    }
}
