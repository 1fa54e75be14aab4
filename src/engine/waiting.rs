//! Who waits, and for whom: one list per (pool × line), each in order of arrival.
//!
//! A *pool* is whom a rung's target stands for: one person, one team, one site, everybody. A *line*
//! is a rung of a class. A contact is a node in one list per open (target, line); a freed agent looks
//! at the heads of the lists of his four pools. In: contacts and the rungs that open. Out: heads.
//! Must not know: who is free, which contact is to be preferred.

use super::works::{ROOM, Works};
use crate::model::{NONE, Portfolio, Rows, Staffing, Target};
use crate::time::Moment;

#[derive(Debug, Clone, Copy)]
struct Node {
    /// When the contact arrived.
    arrived: Moment,
    list: u32,
    prev: u32,
    next: u32,
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    head: u32,
    tail: u32,
}

/// All waiting contacts.
#[derive(Debug)]
pub(super) struct Waiting {
    /// By place: how many lists the contact is in.
    used: Vec<u8>,
    /// By place, and by each list that a contact there may be in: `1 << shift` nodes a place.
    nodes: Vec<Node>,
    shift: u32,
    /// By pool and line: `1 << lines` lists a pool, as many as there are lines or more.
    lists: Vec<Ends>,
    lines: u32,
    words: usize,
    /// For each pool, the lines with somebody waiting.
    filled: Vec<u64>,
    /// For each team, the lines it serves.
    served: Vec<u64>,
    pools: Pools,
    /// For each team, its pools: its own, its site's, everybody's.
    beyond: Vec<[u32; 3]>,
    live: usize,
}

/// Lines of a word, as a shift.
const WORD: u32 = 6;

/// Numbering of pools.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pools {
    agents: u32,
    teams: u32,
    sites: u32,
}

impl Pools {
    pub(super) fn of(staffing: &Staffing, sites: usize) -> Self {
        Self { agents: staffing.agents.len() as u32, teams: staffing.teams.len() as u32, sites: sites as u32 }
    }

    #[inline]
    pub(super) fn team(self, team: u16) -> u32 {
        self.agents + u32::from(team)
    }

    #[inline]
    pub(super) fn site(self, site: u16) -> u32 {
        self.agents + self.teams + u32::from(site)
    }

    #[inline]
    pub(super) fn everybody(self) -> u32 {
        self.agents + self.teams + self.sites
    }

    fn count(self) -> usize {
        self.everybody() as usize + 1
    }
}

/// The pools that the people of a team are in beside their own: the team's, its site's, everybody's.
fn beyond(pools: Pools, team: u16, site: u16) -> [u32; 3] {
    [pools.team(team), pools.site(site), pools.everybody()]
}

impl Waiting {
    pub(super) fn new(staffing: &Staffing, pools: Pools) -> Self {
        let lines = staffing.lines.len().max(1).next_power_of_two();
        let words = (lines >> WORD).max(1);
        let mut served = vec![0; staffing.teams.len() * words];
        for (index, line) in staffing.lines.iter().enumerate() {
            let class = &staffing.classes[usize::from(line.class)];
            for (team, _) in class.served_by.iter().enumerate().filter(|(_, serves)| **serves) {
                served[team * words + (index >> WORD)] |= 1 << (index & ((1 << WORD) - 1));
            }
        }
        let longest = |rows: fn(&Portfolio) -> &Rows| {
            let later = staffing.reorganisations.iter().map(|new| rows(&new.portfolio).longest());
            let longest = later.fold(rows(&staffing.portfolio).longest(), usize::max);
            // Each share may give an account one owner and one deputy.
            longest.max(staffing.shares.len())
        };
        let targets = |target: &Target| match target {
            Target::Owner => longest(|portfolio| &portfolio.owners),
            Target::Deputy => longest(|portfolio| &portfolio.deputies),
            _ => 1,
        };
        let width = staffing
            .ladders
            .iter()
            .map(|ladder| ladder.rungs.iter().flat_map(|rung| &rung.to).map(targets).sum())
            .max()
            .unwrap_or(0)
            .max(1_usize)
            .next_power_of_two();
        Self {
            used: Vec::with_capacity(ROOM),
            nodes: Vec::with_capacity(ROOM * width),
            shift: width.trailing_zeros(),
            lists: vec![Ends { head: NONE, tail: NONE }; pools.count() * lines],
            lines: lines.trailing_zeros(),
            words,
            filled: vec![0; pools.count() * words],
            served,
            beyond: (0..).zip(&staffing.teams).map(|(team, facts)| beyond(pools, team, facts.site)).collect(),
            pools,
            live: 0,
        }
    }

    /// The four pools of an agent of a team: himself, his team, its site, everybody.
    #[inline]
    pub(super) fn pools_of(&self, agent: u32, team: u16) -> [u32; 4] {
        let [at_team, at_site, everybody] = self.beyond[usize::from(team)];
        [agent, at_team, at_site, everybody]
    }

    pub(super) fn pools(&self) -> Pools {
        self.pools
    }

    /// How many wait (expired ones not yet told included).
    pub(super) fn len(&self) -> usize {
        self.live
    }

    /// A contact begins to wait, in no list yet.
    #[inline]
    pub(super) fn add(&mut self, slot: u32, works: &mut Works) {
        self.live += 1;
        works.turn(slot);
        let slot = slot as usize;
        if slot >= self.used.len() {
            self.used.resize(slot + 1, 0);
            let nobody = Node { arrived: 0, list: NONE, prev: NONE, next: NONE };
            self.nodes.resize((slot + 1) << self.shift, nobody);
        }
        debug_assert_eq!(self.used[slot], 0);
    }

    /// Puts a contact into the list of a pool and a line, in order of arrival: from the tail
    /// backwards, for most come last. `once`: it cannot be there already.
    #[inline]
    pub(super) fn enlist(&mut self, slot: u32, works: &Works, pool: u32, line: usize, once: bool) {
        let list = self.list(pool, line);
        let base = (slot as usize) << self.shift;
        let used = usize::from(self.used[slot as usize]);
        if !once && self.nodes[base..base + used].iter().any(|node| node.list == list as u32) {
            return;
        }
        self.used[slot as usize] += 1;
        let node = (base + used) as u32;
        let arrived = works.at(slot).contact.arrived;
        let key = |slot: u32| works.at(slot).contact.key;
        let mut prev = self.lists[list].tail;
        let next = loop {
            if prev == NONE {
                break self.lists[list].head;
            }
            let other = &self.nodes[prev as usize];
            if other.arrived < arrived || (other.arrived == arrived && key(self.slot_of(prev)) <= key(slot)) {
                break other.next;
            }
            prev = other.prev;
        };
        self.nodes[node as usize] = Node { arrived, list: list as u32, prev, next };
        if prev == NONE {
            self.lists[list].head = node;
        } else {
            self.nodes[prev as usize].next = node;
        }
        if next == NONE {
            self.lists[list].tail = node;
        } else {
            self.nodes[next as usize].prev = node;
        }
        let (word, bit) = self.word(list);
        self.filled[word] |= bit;
    }

    #[inline]
    fn list(&self, pool: u32, line: usize) -> usize {
        ((pool as usize) << self.lines) | line
    }

    /// The word in which it is kept whether somebody waits in a list, and its bit there.
    #[inline]
    fn word(&self, list: usize) -> (usize, u64) {
        let lines = self.lines.min(WORD);
        (list >> lines, 1 << (list & ((1 << lines) - 1)))
    }

    /// A contact ceases to wait: it leaves all its lists.
    #[inline]
    pub(super) fn remove(&mut self, slot: u32, works: &mut Works) {
        self.withdraw(slot);
        works.turn(slot);
        self.live -= 1;
    }

    /// A waiting contact leaves all its lists, to be put into others.
    #[inline]
    pub(super) fn withdraw(&mut self, slot: u32) {
        let base = (slot as usize) << self.shift;
        for node in base..base + usize::from(self.used[slot as usize]) {
            let Node { list, prev, next, .. } = self.nodes[node];
            let list = list as usize;
            if prev == NONE {
                self.lists[list].head = next;
            } else {
                self.nodes[prev as usize].next = next;
            }
            if next == NONE {
                self.lists[list].tail = prev;
            } else {
                self.nodes[next as usize].prev = prev;
            }
            if prev == NONE && next == NONE {
                let (word, bit) = self.word(list);
                self.filled[word] &= !bit;
            }
        }
        self.used[slot as usize] = 0;
    }

    /// Words of 64 lines.
    #[inline]
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// Lines of pools where somebody waits whom the team serves.
    #[inline]
    pub(super) fn filled(&self, pools: [u32; 4], team: u16, word: usize) -> [u64; 4] {
        let served = self.served[usize::from(team) * self.words + word];
        pools.map(|pool| self.filled[pool as usize * self.words + word] & served)
    }

    /// The first node of a list, or `NONE`.
    #[inline]
    pub(super) fn head(&self, pool: u32, line: usize) -> u32 {
        self.lists[self.list(pool, line)].head
    }

    /// The node after this one, or `NONE`.
    #[inline]
    pub(super) fn next(&self, node: u32) -> u32 {
        self.nodes[node as usize].next
    }

    /// The place of the contact that a node belongs to.
    #[inline]
    pub(super) fn slot_of(&self, node: u32) -> u32 {
        node >> self.shift
    }
}
