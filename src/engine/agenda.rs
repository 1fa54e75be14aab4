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

/// Later than everything; its highest bit is 0.
pub(super) const LATER: Instant = u64::MAX >> 1;

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

/// A leaf's next instant, then its tie key with the leaf's number in the lowest bits, in one number. The highest
/// bit is 0.
type Node = u128;

/// Bits of a leaf's number.
const LEAF_BITS: u32 = 20;
const LEAF_MASK: u64 = (1 << LEAF_BITS) - 1;

#[inline]
fn node(instant: Instant, tie: u64, leaf: usize) -> Node {
    (Node::from(instant) << 64) | Node::from((tie & !LEAF_MASK) | leaf as u64)
}

/// The smaller of two, in plain arithmetic: which one it is nobody could predict, and of a comparison compilers
/// make a jump, which costs five times as much when it is guessed wrongly half of the time.
#[inline]
fn smaller(one: Node, other: Node) -> Node {
    let difference = other.wrapping_sub(one) as i128;
    one.wrapping_add((difference & (difference >> 127)) as Node)
}

/// A winner tree: changing a leaf costs one comparison per level, whichever leaf it is.
#[derive(Debug)]
pub(super) struct Agenda {
    leaves: usize,
    /// Node 1 is the root; leaves start at `leaves`.
    nodes: Vec<Node>,
}

impl Agenda {
    pub(super) fn new(leaves: usize) -> Self {
        let leaves = leaves.max(2).next_power_of_two();
        assert!(leaves <= 1 << LEAF_BITS);
        let mut nodes = vec![node(LATER, u64::MAX, LEAF_MASK as usize); 2 * leaves];
        for (leaf, place) in nodes[leaves..].iter_mut().enumerate() {
            *place = node(LATER, 0, leaf);
        }
        Self { leaves, nodes }
    }

    /// The first instant, its tie key and its leaf.
    #[inline]
    pub(super) fn first(&self) -> (Instant, u64, u32) {
        let root = self.nodes[1];
        ((root >> 64) as u64, root as u64, (root as u64 & LEAF_MASK) as u32)
    }

    /// Sets a leaf's next instant; `tie` orders leaves of one instant.
    #[inline]
    pub(super) fn set(&mut self, leaf: usize, instant: Instant, tie: u64) {
        let mut at = self.leaves + leaf;
        let mut first = node(instant, tie, leaf);
        let nodes = &mut self.nodes[..];
        nodes[at] = first;
        while at > 1 {
            first = smaller(first, nodes[at ^ 1]);
            at >>= 1;
            nodes[at] = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Agenda, LATER, Rank, instant, moment};

    #[test]
    fn the_earliest_leaf_wins_then_rank_then_tie() {
        let mut agenda = Agenda::new(5);
        assert_eq!(agenda.first().0, LATER);
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
        assert_eq!((agenda.first().2, moment(agenda.first().0)), (3, 20));
    }
}
