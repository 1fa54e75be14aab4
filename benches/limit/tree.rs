//! A loser tree over agents: whoever was, or will be, free first.
//!
//! In: moments. Out: the earliest. Must not know: what happens then.
//!
//! Each inner node keeps the later of the two that met there, the earliest goes up (D. E. Knuth, "The Art of Computer
//! Programming", volume 3, §5.4.1). Only the earliest is ever given a new moment, which then plays against the losers
//! on its own way up, without a branch that could be guessed wrongly. Agents who tie go by number.

use super::{FOR_EVER, Micros};

/// Bits of the agent's number below the moment: up to 16,384 agents, and moments up to 35 years.
const BITS: u32 = 14;

/// Agents, each with the moment from which it is free.
#[derive(Clone, Debug)]
pub(crate) struct LoserTree {
    /// Node 1 is the root; a node's parent is half its number.
    losers: Box<[u64]>,
    earliest: u64,
    levels: u32,
}

impl LoserTree {
    /// So many agents, all free from moment 0.
    pub(crate) fn new(agents: u32) -> Self {
        assert!((1..=1 << BITS).contains(&agents), "from 1 to {} agents", 1 << BITS);
        // A full tree: every way up is equally long. Agents that do not exist are never free.
        let leaves = agents.next_power_of_two() as usize;
        let mut winners = vec![0_u64; 2 * leaves];
        for leaf in 0..leaves {
            let free = if leaf < agents as usize { 0 } else { FOR_EVER >> BITS };
            winners[leaves + leaf] = (free << BITS) | leaf as u64;
        }
        let mut losers = vec![0_u64; leaves];
        for node in (1..leaves).rev() {
            let (left, right) = (winners[2 * node], winners[2 * node + 1]);
            winners[node] = left.min(right);
            losers[node] = left.max(right);
        }
        Self { losers: losers.into(), earliest: winners[1], levels: leaves.ilog2() }
    }

    /// The moment from which the agent who is free first is free: in the past if he is idle.
    #[inline]
    pub(crate) fn earliest(&self) -> Micros {
        self.earliest >> BITS
    }

    /// That agent will now be free from another moment on.
    #[inline]
    pub(crate) fn replace_earliest(&mut self, free: Micros) {
        let agent = self.earliest & ((1 << BITS) - 1);
        let mut key = (free << BITS) | agent;
        let mut node = (agent as usize + self.losers.len()) >> 1;
        for _ in 0..self.levels {
            let other = &mut self.losers[node];
            (key, *other) = (key.min(*other), key.max(*other));
            node >>= 1;
        }
        self.earliest = key;
    }
}
