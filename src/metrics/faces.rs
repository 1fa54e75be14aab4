//! What accounts go through, counted as it happens: contacts, first ones, and whether they met the face that they should.
//!
//! The same numbers as a ledger keeps, without its tables of who met whom.
//! In: answered and lost contacts, new people. Out: [`Experience`] by account. Must not know: what it is worth.

use super::cells::Owner;
use crate::model::satisfaction::{Experience, Meets};
use crate::model::{Contact, Model, NONE, Origin};

/// Counts for every account; for none where nobody asks.
#[derive(Debug, Default)]
pub(super) struct Faces {
    meets: Option<Meets>,
    accounts: Vec<Experience>,
    /// By account: who answered last.
    last: Vec<u32>,
    /// By agent: the number of whoever holds the seat, among all people.
    people: Vec<u32>,
    next_person: u32,
}

impl Faces {
    /// Nothing counted yet.
    pub(super) fn new(model: &Model, agents: usize) -> Self {
        let Some(rules) = &model.satisfaction else { return Self::default() };
        Self {
            meets: Some(rules.meets),
            accounts: vec![Experience::default(); model.accounts.len()],
            last: vec![NONE; model.accounts.len()],
            people: (0..agents as u32).collect(),
            next_person: agents as u32,
        }
    }

    /// Somebody else holds a seat from now on.
    pub(super) fn new_person(&mut self, agent: u32) {
        if let Some(person) = self.people.get_mut(agent as usize) {
            *person = self.next_person;
            self.next_person += 1;
        }
    }

    #[inline]
    pub(super) fn answered(&mut self, contact: &Contact, agent: u32, owner: Owner, in_time: bool) {
        let Some(meets) = self.meets else { return };
        let account = contact.account as usize;
        let person = self.people[agent as usize];
        let last = std::mem::replace(&mut self.last[account], person);
        let (judged, met) = match meets {
            Meets::LastPerson => (last != NONE, last == person),
            Meets::Owner => (owner != Owner::None, owner == Owner::Answered),
        };
        let sum = &mut self.accounts[account];
        sum.judged += i64::from(judged);
        sum.met += i64::from(met);
        sum.in_time += i64::from(in_time);
        sum.due += 1;
        sum.contacts += 1;
        sum.first += i64::from(contact.origin == Origin::First);
    }

    pub(super) fn left(&mut self, contact: &Contact, is_due: bool) {
        if let Some(sum) = self.accounts.get_mut(contact.account as usize) {
            sum.due += i64::from(is_due);
            sum.contacts += 1;
            sum.first += i64::from(contact.origin == Origin::First);
        }
    }

    /// By account.
    pub(super) fn finish(self) -> Vec<Experience> {
        self.accounts
    }
}
