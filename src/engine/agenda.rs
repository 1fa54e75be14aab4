//! When the next thing happens: winner trees with a fixed leaf per agent and per timer.
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

/// An event of a person's in one number: its instant since midnight, then the person's place in the order of those
/// that tie that day.
type Place = u64;
/// Beyond every day: 25 days after midnight. What lies there is set anew before it can come.
const BEYOND: Instant = (1 << (u64::BITS - LEAF_BITS)) - 1;

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Somebody's handling ends, or he comes or goes.
    Person { agent: u32, instant: Instant },
    /// A timer.
    Timer { leaf: usize, instant: Instant },
}

/// Two winner trees, of people and of timers: changing a leaf costs one comparison per level, whichever leaf it is.
///
/// People, who change at every contact, are ordered by numbers of 64 bits, half as long as those of timers, whose ties
/// go by the keys of contacts.
#[derive(Debug)]
pub(super) struct Agenda {
    /// The instant of midnight before the events at hand.
    midnight: Instant,
    people: Tree<Place>,
    /// By agent: his place among those that tie today, counted from 1; and who has each place.
    places: Vec<u32>,
    agents: Vec<u32>,
    timers: Tree<Turn>,
    /// The first timer as people's events are: before all that tie with it.
    first_timer: Place,
}

impl Agenda {
    pub(super) fn new(agents: usize, timers: usize) -> Self {
        assert!(agents < 1 << LEAF_BITS && timers <= 1 << LEAF_BITS);
        let mut agenda = Self {
            midnight: 0,
            people: Tree::new(agents, Place::MAX),
            places: vec![0; agents],
            agents: vec![0; agents + 1],
            timers: Tree::new(timers, Turn::MAX),
            first_timer: Place::MAX,
        };
        agenda.start_day(0, u64::from);
        agenda
    }

    /// A day begins: `tie` orders the people of one instant. Everybody's event has to be set anew.
    pub(super) fn start_day(&mut self, midnight: Moment, tie: impl Fn(u32) -> u64) {
        self.midnight = instant(midnight, Rank::HandleEnd);
        let agents = self.places.len() as u32;
        self.agents.clear();
        // Places count from 1: a timer comes before everybody.
        self.agents.push(0);
        self.agents.extend(0..agents);
        self.agents[1..].sort_unstable_by_key(|agent| (tie(*agent), *agent));
        for (place, agent) in self.agents.iter().enumerate().skip(1) {
            self.places[*agent as usize] = place as u32;
        }
        for agent in 0..agents {
            self.set_person(agent, LATER);
        }
        self.first_timer = self.place(instant_of(self.timers.first), 0);
    }

    #[inline]
    fn place(&self, instant: Instant, place: u32) -> Place {
        (instant.saturating_sub(self.midnight).min(BEYOND) << LEAF_BITS) | Place::from(place)
    }

    /// An instant of today as it compares with [`Self::first`].
    #[inline]
    pub(super) fn of_today(&self, instant: Instant) -> Place {
        self.place(instant, 0)
    }

    /// What comes first, as a number that sorts by instant.
    #[inline]
    pub(super) fn first(&self) -> Place {
        self.people.first.min(self.first_timer)
    }

    /// The first timer's turn.
    #[inline]
    pub(super) fn first_timer(&self) -> Turn {
        self.timers.first
    }

    /// Whose event [`Self::first`] is.
    #[inline]
    pub(super) fn next(&self) -> Next {
        if self.first_timer <= self.people.first {
            let first = self.timers.first;
            return Next::Timer { leaf: (first as u64 & LEAF_MASK) as usize, instant: instant_of(first) };
        }
        let first = self.people.first;
        let agent = self.agents[(first & LEAF_MASK) as usize];
        Next::Person { agent, instant: self.midnight + (first >> LEAF_BITS) }
    }

    /// Sets somebody's next instant.
    #[inline]
    pub(super) fn set_person(&mut self, agent: u32, instant: Instant) {
        let mine = self.place(instant, self.places[agent as usize]);
        self.people.set(agent as usize, mine);
    }

    /// Sets a timer's next instant; `tie` orders timers of one instant.
    #[inline]
    pub(super) fn set_timer(&mut self, leaf: usize, instant: Instant, tie: u64) {
        let mine = turn(instant, (tie & !LEAF_MASK) | leaf as u64);
        // Timers are often set to what they stood at.
        if self.timers.at(leaf) == mine {
            return;
        }
        self.timers.set(leaf, mine);
        self.first_timer = self.place(instant_of(self.timers.first), 0);
    }
}

#[inline]
fn instant_of(turn: Turn) -> Instant {
    (turn >> 64) as Instant
}

/// A winner tree.
#[derive(Debug)]
struct Tree<T> {
    levels: u32,
    first: T,
    /// By node, whoever comes first below it: node 1 is the root, those below node n are 2n and 2n + 1, leaves come last.
    nodes: Vec<T>,
}

impl<T: Copy + Ord> Tree<T> {
    fn new(leaves: usize, nobody: T) -> Self {
        let leaves = leaves.max(2).next_power_of_two();
        Self { levels: leaves.ilog2(), first: nobody, nodes: vec![nobody; 2 * leaves] }
    }

    /// Plays a leaf against its neighbours, level by level, up to the root.
    #[inline]
    fn set(&mut self, leaf: usize, mine: T) {
        macro_rules! as_high_as {
            ($($height:literal)*) => {
                match self.levels {
                    $($height => climb::<T, $height, { 2 << $height }>(&mut self.nodes, leaf, mine),)*
                    _ => climb::<T, LEAF_BITS, { 2 << LEAF_BITS }>(&mut self.nodes, leaf, mine),
                }
            };
        }
        self.first = as_high_as!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);
    }

    /// What a leaf stands at.
    #[inline]
    fn at(&self, leaf: usize) -> T {
        self.nodes[self.nodes.len() / 2 + leaf]
    }
}

/// One level after the other without a loop: in a loop, compilers make a jump of the choice between two turns,
/// which nobody could predict and which then costs several times as much as all the rest. With the number of nodes
/// known, none is looked for beyond the last.
#[inline]
fn climb<T: Copy + Ord, const LEVELS: u32, const NODES: usize>(nodes: &mut [T], leaf: usize, mine: T) -> T {
    debug_assert_eq!(nodes.len(), NODES, "a tree has as many nodes as its height says");
    let Some(nodes) = nodes.first_chunk_mut::<NODES>() else { return mine };
    let (mut at, mut first) = ((NODES / 2) | (leaf & (NODES / 2 - 1)), mine);
    for _ in 0..LEVELS {
        nodes[at] = first;
        let other = nodes[at ^ 1];
        first = if other < first { other } else { first };
        at >>= 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::{Agenda, LATER, Next, Rank, instant, moment};
    use crate::time::DAY;

    fn comes(agenda: &Agenda) -> (u32, i64) {
        match agenda.next() {
            Next::Person { agent, instant } => (agent, moment(instant)),
            Next::Timer { leaf, instant } => (100 + leaf as u32, moment(instant)),
        }
    }

    #[test]
    fn the_earliest_comes_first_then_by_rank_then_by_tie() {
        let mut agenda = Agenda::new(5, 2);
        agenda.start_day(0, |agent| u64::from(9 - agent));
        assert!(agenda.first() >= agenda.of_today(instant(DAY, Rank::HandleEnd)));
        agenda.set_person(3, instant(20, Rank::HandleEnd));
        agenda.set_person(0, instant(10, Rank::SignOff));
        assert_eq!(comes(&agenda), (0, 10));
        agenda.set_person(1, instant(10, Rank::SignOn));
        assert_eq!(comes(&agenda), (1, 10));
        agenda.set_person(4, instant(10, Rank::SignOn));
        assert_eq!(comes(&agenda), (4, 10));
        agenda.set_timer(1, instant(10, Rank::SignOn), 7);
        assert_eq!(comes(&agenda), (101, 10));
        agenda.set_timer(0, instant(10, Rank::SignOn), 1 << 40);
        assert_eq!(comes(&agenda), (101, 10));
        agenda.set_timer(1, LATER, 0);
        agenda.set_timer(0, LATER, 0);
        for agent in [0, 1, 4] {
            agenda.set_person(agent, LATER);
        }
        assert_eq!(comes(&agenda), (3, 20));
    }

    #[test]
    fn another_day_has_another_order_and_what_lies_beyond_it_waits() {
        let mut agenda = Agenda::new(3, 1);
        let midnight = 400 * DAY;
        agenda.set_timer(0, instant(midnight + 5, Rank::Close), 0);
        agenda.start_day(midnight, |agent| u64::from(agent ^ 1));
        for agent in 0..3 {
            agenda.set_person(agent, instant(midnight + 5, Rank::SignOff));
        }
        assert_eq!(comes(&agenda), (1, midnight + 5));
        agenda.set_person(1, instant(midnight + 90 * DAY, Rank::SignOff));
        assert_eq!(comes(&agenda), (0, midnight + 5));
        agenda.set_person(0, LATER);
        agenda.set_person(2, LATER);
        assert_eq!(comes(&agenda), (100, midnight + 5));
        assert_eq!(agenda.of_today(instant(midnight + 5, Rank::Close)), agenda.first());
    }
}
