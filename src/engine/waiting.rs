//! Who waits, and for whom: one list per (pool × line), each in order of arrival.
//!
//! A *pool* is whom a rung's target stands for: one person, one team, one site, everybody. A *line*
//! is a rung of a class. A contact is a node in one list per open (target, line); a freed agent looks
//! at the heads of the lists of his four pools. In: contacts and the rungs that open. Out: heads.
//! Must not know: who is free, which contact is to be preferred.

use crate::model::{Contact, NONE, Staffing, Target};
use crate::time::{Moment, Span};

/// A contact with what the engine adds to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    pub(super) contact: Contact,
    /// When it gives up, on the wall clock.
    pub(super) leaves: Moment,
    /// When its goal time is over.
    pub(super) due: Moment,
    /// From when on it goes first.
    pub(super) escalates: Moment,
    /// Full handle time; 0 before the first start.
    pub(super) total: Span,
    /// Handle time still to do; 0 before the first start.
    pub(super) remaining: Span,
    /// Open rungs, one bit each.
    pub(super) open: u32,
    pub(super) class: u16,
    /// Rung through which it was taken.
    pub(super) rung: u8,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    list: u32,
    prev: u32,
    next: u32,
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    head: u32,
    tail: u32,
}

/// A waiting contact's place, with the generation that tells it from a later tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) slot: u32,
    pub(super) generation: u32,
}

/// Room for so many waiting contacts is made at once: a long run then needs no more than a short one.
const ROOM: usize = 1024;

/// All waiting contacts.
#[derive(Debug)]
pub(super) struct Waiting {
    slots: Vec<Work>,
    generations: Vec<u32>,
    used: Vec<u8>,
    vacant: Vec<u32>,
    nodes: Vec<Node>,
    width: usize,
    lists: Vec<Ends>,
    lines: usize,
    words: usize,
    /// For each pool, the lines with somebody waiting.
    filled: Vec<u64>,
    /// For each team, the lines it serves.
    served: Vec<u64>,
    pools: Pools,
    live: usize,
}

/// Numbering of pools.
#[derive(Debug, Clone, Copy)]
struct Pools {
    agents: u32,
    teams: u32,
    sites: u32,
}

impl Pools {
    fn count(self) -> usize {
        (self.agents + self.teams + self.sites + 1) as usize
    }
}

impl Waiting {
    pub(super) fn new(staffing: &Staffing, sites: usize) -> Self {
        let pools = Pools {
            agents: staffing.agents.len() as u32,
            teams: staffing.teams.len() as u32,
            sites: sites as u32,
        };
        let lines = staffing.lines.len();
        let words = lines.div_ceil(64).max(1);
        let mut served = vec![0; staffing.teams.len() * words];
        for (index, line) in staffing.lines.iter().enumerate() {
            let class = &staffing.classes[usize::from(line.class)];
            for (team, _) in class.served_by.iter().enumerate().filter(|(_, serves)| **serves) {
                served[team * words + index / 64] |= 1 << (index % 64);
            }
        }
        let targets = |target: &Target| match target {
            Target::Owner => staffing.portfolio.owners.longest(),
            Target::Deputy => staffing.portfolio.deputies.longest(),
            _ => 1,
        };
        let width = staffing
            .ladders
            .iter()
            .map(|ladder| ladder.rungs.iter().flat_map(|rung| &rung.to).map(targets).sum())
            .max()
            .unwrap_or(0)
            .max(1);
        Self {
            slots: Vec::with_capacity(ROOM),
            generations: Vec::with_capacity(ROOM),
            used: Vec::with_capacity(ROOM),
            vacant: Vec::with_capacity(ROOM),
            nodes: Vec::with_capacity(ROOM * width),
            width,
            lists: vec![Ends { head: NONE, tail: NONE }; pools.count() * lines],
            lines,
            words,
            filled: vec![0; pools.count() * words],
            served,
            pools,
            live: 0,
        }
    }

    /// The four pools of an agent: himself, his team, his site, everybody.
    #[inline]
    pub(super) fn pools_of(&self, agent: u32, team: u16, site: u16) -> [u32; 4] {
        let pools = self.pools;
        [
            agent,
            pools.agents + u32::from(team),
            pools.agents + pools.teams + u32::from(site),
            pools.agents + pools.teams + pools.sites,
        ]
    }

    pub(super) fn team_pool(&self, team: u16) -> u32 {
        self.pools.agents + u32::from(team)
    }

    pub(super) fn site_pool(&self, site: u16) -> u32 {
        self.pools.agents + self.pools.teams + u32::from(site)
    }

    pub(super) fn everybody(&self) -> u32 {
        self.pools.agents + self.pools.teams + self.pools.sites
    }

    /// How many wait (expired ones not yet told included).
    pub(super) fn len(&self) -> usize {
        self.live
    }

    pub(super) fn get(&self, ticket: Ticket) -> Option<&Work> {
        let slot = ticket.slot as usize;
        (self.generations[slot] == ticket.generation).then(|| &self.slots[slot])
    }

    #[inline]
    pub(super) fn at(&self, slot: u32) -> &Work {
        &self.slots[slot as usize]
    }

    #[inline]
    pub(super) fn ticket(&self, slot: u32) -> Ticket {
        Ticket { slot, generation: self.generations[slot as usize] }
    }

    /// Adds a contact, in no list yet.
    #[inline]
    pub(super) fn add(&mut self, work: Work) -> Ticket {
        self.live += 1;
        let slot = if let Some(slot) = self.vacant.pop() {
            self.slots[slot as usize] = work;
            slot
        } else {
            let slot = self.slots.len() as u32;
            self.slots.push(work);
            // Odd generations are tenants, even ones vacancies: a sweep sees who is there.
            self.generations.push(0);
            self.used.push(0);
            self.nodes.resize(self.nodes.len() + self.width, Node { list: NONE, prev: NONE, next: NONE });
            slot
        };
        self.generations[slot as usize] += 1;
        self.used[slot as usize] = 0;
        self.ticket(slot)
    }

    /// Its patience ends at another moment from now on.
    pub(super) fn set_leaves(&mut self, slot: u32, leaves: Moment) {
        self.slots[slot as usize].leaves = leaves;
    }

    pub(super) fn mark_open(&mut self, slot: u32, rung: usize) {
        self.slots[slot as usize].open |= 1 << rung;
    }

    /// Puts a contact into the list of a pool and a line, in order of arrival: from the tail
    /// backwards, for most come last.
    #[inline]
    pub(super) fn enlist(&mut self, slot: u32, pool: u32, line: usize) {
        let list = pool as usize * self.lines + line;
        let base = slot as usize * self.width;
        let used = usize::from(self.used[slot as usize]);
        if self.nodes[base..base + used].iter().any(|node| node.list == list as u32) {
            return;
        }
        self.used[slot as usize] += 1;
        let node = (base + used) as u32;
        let mine = &self.slots[slot as usize].contact;
        let order = (mine.arrived, mine.key);
        let mut prev = self.lists[list].tail;
        while prev != NONE {
            let theirs = &self.slots[prev as usize / self.width].contact;
            if (theirs.arrived, theirs.key) <= order {
                break;
            }
            prev = self.nodes[prev as usize].prev;
        }
        let next = if prev == NONE { self.lists[list].head } else { self.nodes[prev as usize].next };
        self.nodes[node as usize] = Node { list: list as u32, prev, next };
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
        self.filled[pool as usize * self.words + line / 64] |= 1 << (line % 64);
    }

    /// Takes a contact out of all its lists.
    #[inline]
    pub(super) fn remove(&mut self, slot: u32) -> Work {
        let base = slot as usize * self.width;
        for node in base..base + usize::from(self.used[slot as usize]) {
            let Node { list, prev, next } = self.nodes[node];
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
                let (pool, line) = (list / self.lines, list % self.lines);
                self.filled[pool * self.words + line / 64] &= !(1 << (line % 64));
            }
        }
        self.generations[slot as usize] += 1;
        self.vacant.push(slot);
        self.live -= 1;
        self.slots[slot as usize]
    }

    /// Words of 64 lines.
    #[inline]
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// Lines of a pool where somebody waits whom the team serves.
    #[inline]
    pub(super) fn filled(&self, pool: u32, team: u16, word: usize) -> u64 {
        self.filled[pool as usize * self.words + word] & self.served[usize::from(team) * self.words + word]
    }

    /// The first node of a list, or `NONE`.
    #[inline]
    pub(super) fn head(&self, pool: u32, line: usize) -> u32 {
        self.lists[pool as usize * self.lines + line].head
    }

    /// The node after this one, or `NONE`.
    #[inline]
    pub(super) fn next(&self, node: u32) -> u32 {
        self.nodes[node as usize].next
    }

    /// The slot a node belongs to.
    #[inline]
    pub(super) fn slot_of(&self, node: u32) -> u32 {
        node / self.width as u32
    }

    /// Slots, occupied or not.
    pub(super) fn slots(&self) -> u32 {
        self.slots.len() as u32
    }

    /// Whether somebody is in a slot.
    pub(super) fn is_occupied(&self, slot: u32) -> bool {
        self.generations[slot as usize] % 2 == 1
    }

    /// Slots with somebody in them.
    pub(super) fn occupied(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.slots()).filter(|slot| self.is_occupied(*slot))
    }
}
