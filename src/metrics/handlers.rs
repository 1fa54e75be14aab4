//! Who handled which account, and who would have if the day's handlers had been dealt out by chance.
//!
//! In: answered contacts in order, midnights. Out: [`Continuity`] of both. Must not know: owners, waits.

use super::pairs::{Continuity, Pairs};
use crate::random::{OneShot, Purpose, Streams};

/// Both, and the day's contacts, which are counted at midnight: in one sweep, not one by one between other things.
#[derive(Debug)]
pub(super) struct Handlers {
    streams: Streams,
    accounts: usize,
    met: Pairs,
    dealt: Pairs,
    /// The day's answered contacts: account, person.
    today: Vec<(u32, u32)>,
}

impl Handlers {
    /// Room for so many people, and for days of so many contacts.
    pub(super) fn new(streams: Streams, accounts: usize, people: usize, most: usize) -> Self {
        let pairs = || Pairs::new(accounts, people);
        Self { streams, accounts, met: pairs(), dealt: pairs(), today: Vec::with_capacity(most) }
    }

    /// The same with room for so many people.
    pub(super) fn with_people(self, people: usize) -> Self {
        Self::new(self.streams, self.accounts, people, self.today.capacity())
    }

    /// A person answered a contact of an account.
    #[inline]
    pub(super) fn answered(&mut self, account: u32, person: u32) {
        self.today.push((account, person));
    }

    /// Counts the day's contacts.
    pub(super) fn end_day(&mut self, day: u32) {
        self.met.add_all(&self.today);
        deal(&mut self.today, self.streams.draw(Purpose::Shuffle, u64::from(day), 0));
        self.dealt.add_all(&self.today);
        self.today.clear();
    }

    /// By account: as it was, and as dealt; and the contacts of people displaced from full tables.
    pub(super) fn finish(self) -> (Vec<[Continuity; 2]>, i64) {
        let both = |account| [self.met.continuity(account), self.dealt.continuity(account)];
        ((0..self.met.accounts()).map(both).collect(), self.met.displaced())
    }
}

/// Shuffles the people among the contacts (Fisher and Yates, from the last contact on).
fn deal(today: &mut [(u32, u32)], mut draw: OneShot) {
    let contacts = today.len();
    let mut exchange = |last: usize, half: u64| {
        let other = ((half * (last as u64 + 1)) >> 32) as usize;
        let person = today[last].1;
        today[last].1 = today[other].1;
        today[other].1 = person;
    };
    let first = draw.bits();
    if contacts % 2 == 1 {
        exchange(contacts - 1, first >> 32);
    }
    // Two places from one draw: 32 bits are plenty for the contacts of a day.
    for pair in (0..contacts / 2).rev() {
        let bits = draw.bits();
        exchange(2 * pair + 1, bits & u64::from(u32::MAX));
        exchange(2 * pair, bits >> 32);
    }
}
