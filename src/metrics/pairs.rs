//! Who served whom: one fixed-size table of people per account.
//!
//! At most [`MOST`] people per account are kept exactly; a person met beyond that displaces the one
//! with the fewest contacts, whose contacts stay in the account's total. No table grows with contacts.
//! In: (account, agent) of every answered contact. Out: [`Continuity`], integer sums over accounts.
//! Must not know: what an owner is.

use crate::model::NONE;

/// People kept per account.
pub const MOST: usize = 64;

/// Fixed point of the indices that are not whole numbers.
const UNIT: f64 = (1_u64 << 32) as f64;

/// Contacts by (account, agent).
#[derive(Debug, Clone)]
pub struct Pairs {
    slots: usize,
    /// Every agent has a slot of his own.
    direct: bool,
    /// Who has each slot; empty where it is direct.
    people: Vec<u32>,
    contacts: Vec<u32>,
    rows: Vec<Row>,
    displaced: i64,
}

/// What is kept of an account beside its table.
#[derive(Debug, Clone, Copy)]
struct Row {
    total: u32,
    last: u32,
    repeats: u32,
    /// People in the table, where it is not direct.
    people: u32,
}

impl Row {
    #[inline]
    fn add(&mut self, agent: u32) {
        self.total += 1;
        self.repeats += u32::from(self.last == agent);
        self.last = agent;
    }
}

impl Pairs {
    /// Tables for so many accounts and agents.
    pub fn new(accounts: usize, agents: usize) -> Self {
        Self::laid_out(accounts, agents, agents <= MOST || accounts * agents <= 1 << 20)
    }

    fn laid_out(accounts: usize, agents: usize, direct: bool) -> Self {
        let slots = if direct { agents.max(1) } else { MOST };
        Self {
            slots,
            direct,
            people: vec![NONE; if direct { 0 } else { accounts * slots }],
            contacts: vec![0; accounts * slots],
            rows: vec![Row { total: 0, last: NONE, repeats: 0, people: 0 }; accounts],
            displaced: 0,
        }
    }

    /// An agent served an account.
    pub fn add(&mut self, account: u32, agent: u32) {
        self.add_all(&[(account, agent)]);
    }

    /// Accounts were served by agents, in this order.
    pub fn add_all(&mut self, served: &[(u32, u32)]) {
        let slots = self.slots;
        if self.direct {
            let (rows, contacts) = (&mut self.rows[..], &mut self.contacts[..]);
            for &(account, agent) in served {
                rows[account as usize].add(agent);
                contacts[account as usize * slots + agent as usize] += 1;
            }
        } else {
            for &(account, agent) in served {
                self.rows[account as usize].add(agent);
                self.seek(account as usize, account as usize * slots, agent);
            }
        }
    }

    /// Counts an agent in an open-addressed table, which has room or makes it.
    fn seek(&mut self, account: usize, base: usize, agent: u32) {
        let slots = self.slots;
        let people = &mut self.people[base..base + slots];
        let contacts = &mut self.contacts[base..base + slots];
        let probes = (0..slots).map(|step| (agent as usize + step) % slots);
        if (self.rows[account].people as usize) < slots {
            for slot in probes {
                if people[slot] == agent {
                    contacts[slot] += 1;
                    return;
                }
                if people[slot] == NONE {
                    (people[slot], contacts[slot]) = (agent, 1);
                    self.rows[account].people += 1;
                    return;
                }
            }
        }
        // A full table is looked through in one sweep without a branch, whoever is in it.
        let found = people.iter().enumerate().fold(
            slots,
            |found, (slot, person)| {
                if *person == agent { slot } else { found }
            },
        );
        if found < slots {
            contacts[found] += 1;
            return;
        }
        let fewest = contacts.iter().copied().fold(u32::MAX, u32::min);
        let mut probes = (0..slots).map(|step| (agent as usize + step) % slots);
        if let Some(least) = probes.find(|slot| contacts[*slot] == fewest) {
            self.displaced += i64::from(fewest);
            (people[least], contacts[least]) = (agent, 1);
        }
    }

    /// Contacts of people who were displaced from full tables.
    pub fn displaced(&self) -> i64 {
        self.displaced
    }

    /// Accounts.
    pub fn accounts(&self) -> usize {
        self.rows.len()
    }

    /// What an account met with.
    pub fn continuity(&self, account: usize) -> Continuity {
        let row = &self.rows[account];
        let total = i64::from(row.total);
        if total < 2 {
            return Continuity { left_out: total, ..Continuity::default() };
        }
        let met = self.contacts[account * self.slots..(account + 1) * self.slots].iter().filter(|n| **n > 0);
        let (mut most, mut squares, mut people) = (0, 0, 0);
        for contacts in met {
            let contacts = i64::from(*contacts);
            most = most.max(contacts);
            squares += contacts * contacts;
            people += 1;
        }
        Continuity {
            contacts: total,
            left_out: 0,
            accounts: 1,
            usual: most,
            hhi: (squares as f64 / total as f64 * UNIT).round() as i64,
            coc: ((squares - total) as f64 / (total - 1) as f64 * UNIT).round() as i64,
            handlers: total * people,
            repeats: i64::from(row.repeats),
            successions: total - 1,
        }
    }
}

/// Continuity of an account, or over accounts with at least two contacts, weighted by these; indices in units of 2⁻³².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Continuity {
    /// Contacts of accounts with at least two.
    pub contacts: i64,
    /// Contacts of accounts with one: left out.
    pub left_out: i64,
    /// Accounts with at least two contacts.
    pub accounts: i64,
    /// Contacts served by the account's most frequent person: UPC's numerator.
    pub usual: i64,
    /// Σ contacts × HHI, HHI = Σ shares².
    pub hhi: i64,
    /// Σ contacts × COC (Bice and Boxerman): (Σ n² − N) / (N (N − 1)).
    pub coc: i64,
    /// Σ contacts × number of different people.
    pub handlers: i64,
    /// Successive contacts served by the same person: SECON's numerator.
    pub repeats: i64,
    /// Successive contacts.
    pub successions: i64,
}

impl std::ops::AddAssign for Continuity {
    fn add_assign(&mut self, other: Self) {
        self.contacts += other.contacts;
        self.left_out += other.left_out;
        self.accounts += other.accounts;
        self.usual += other.usual;
        self.hhi += other.hhi;
        self.coc += other.coc;
        self.handlers += other.handlers;
        self.repeats += other.repeats;
        self.successions += other.successions;
    }
}

impl Continuity {
    /// A fixed-point sum as a number.
    pub fn number(sum: i64) -> f64 {
        sum as f64 / UNIT
    }
}

#[cfg(test)]
mod tests {
    use super::{Continuity, Pairs};

    fn account(rows: &[u32]) -> Continuity {
        let mut pairs = Pairs::new(1, rows.len());
        for (agent, contacts) in rows.iter().enumerate() {
            (0..*contacts).for_each(|_| pairs.add(0, agent as u32));
        }
        pairs.continuity(0)
    }

    /// `exact.json`, key `concentration_example`.
    #[test]
    fn the_concentration_example() {
        for (row, upc, hhi, coc) in [
            ([40, 10, 0], 0.8, 0.68, 0.673_469_387_755_102),
            ([5, 30, 5], 0.75, 0.593_75, 0.583_333_333_333_333_4),
            ([0, 0, 10], 1.0, 1.0, 1.0),
        ] {
            let sums = account(&row);
            let contacts = sums.contacts as f64;
            assert!((sums.usual as f64 / contacts - upc).abs() < 1e-12);
            assert!((Continuity::number(sums.hhi) / contacts - hhi).abs() < 1e-9);
            assert!((Continuity::number(sums.coc) / contacts - coc).abs() < 1e-9);
        }
    }

    #[test]
    fn succession_counts_returns_to_the_same_person() {
        let mut pairs = Pairs::new(2, 3);
        for agent in [0, 0, 1, 1, 0] {
            pairs.add(1, agent);
        }
        pairs.add(0, 2);
        let mut sums = pairs.continuity(0);
        sums += pairs.continuity(1);
        assert_eq!((sums.repeats, sums.successions, sums.left_out), (2, 4, 1));
    }

    #[test]
    fn a_full_table_displaces_the_least_and_keeps_the_total() {
        // So many accounts and people that a table holds 64 of them.
        let mut pairs = Pairs::new(6_000, 200);
        for agent in 0..64 {
            pairs.add(0, agent);
            pairs.add(0, agent);
        }
        pairs.add(0, 7);
        pairs.add(0, 150);
        let sums = pairs.continuity(0);
        assert_eq!((sums.contacts, pairs.displaced(), sums.usual), (130, 2, 3));
    }

    /// While no table is full, both layouts say the same.
    #[test]
    fn seeking_counts_as_direct_slots_do() {
        let (mut direct, mut sought) = (Pairs::laid_out(3, 40, true), Pairs::laid_out(3, 40, false));
        for n in 0..2_000_u32 {
            let (account, agent) = (n * n % 3, n * 7 % 40 / (1 + n % 3));
            direct.add(account, agent);
            sought.add(account, agent);
        }
        for account in 0..3 {
            assert_eq!(direct.continuity(account), sought.continuity(account));
        }
        assert_eq!((direct.displaced(), sought.displaced()), (0, 0));
    }
}
