//! Compact counters for the hot path, and what they come to.
//!
//! A contact that is answered is one of twelve kinds (in time or not, first or not, by an owner, by somebody
//! else though there is an owner, or without owner): one counter goes up instead of eight, and a cell stays in
//! two lines of the cache. In: kinds and spans. Out: [`Counts`]. Must not know: which cells there are.

use super::counts::{Count, Counts};
use crate::engine::ports::Left;
use crate::time::Span;

/// Whether an account has an owner, and whether he answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The account has no owner.
    None,
    /// It has one; somebody else answered.
    Other,
    /// He answered.
    Answered,
}

/// What kind of answered contact it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    pub(super) in_time: bool,
    pub(super) first: bool,
    pub(super) owner: Owner,
}

const ANSWERED: usize = 12;

impl Answered {
    #[inline]
    fn index(self) -> usize {
        usize::from(self.in_time) + 2 * usize::from(self.first) + 4 * self.owner as usize
    }
}

/// Answered contacts of a cell, or of an agent.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Served {
    answered: [u32; ANSWERED],
    wait: Span,
    handle_time: Span,
    handled: u32,
    /// Arrived while no owner was signed on (whatever became of them).
    pub(super) owner_absent: u32,
}

impl Served {
    #[inline]
    pub(super) fn answered(&mut self, kind: Answered, wait: Span) {
        self.answered[kind.index()] += 1;
        self.wait += wait;
    }

    #[inline]
    pub(super) fn handled(&mut self, handle_time: Span) {
        self.handled += 1;
        self.handle_time += handle_time;
    }

    /// Time on a handling that somebody else goes on with.
    pub(super) fn shared(&mut self, handle_time: Span) {
        self.handle_time += handle_time;
    }

    /// What it comes to.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (index, number) in self.answered.iter().enumerate() {
            let number = i64::from(*number);
            let (in_time, first, owner) = (index & 1 == 1, index & 2 == 2, index / 4);
            counts.add(Count::Offered, number);
            counts.add(Count::Answered, number);
            counts.add(Count::First, number * i64::from(first));
            counts.add(Count::InTime, number * i64::from(in_time));
            counts.add(Count::FirstInTime, number * i64::from(in_time && first));
            counts.add(Count::Owned, number * i64::from(owner > 0));
            counts.add(Count::OwnedOffered, number * i64::from(owner > 0));
            counts.add(Count::ByOwner, number * i64::from(owner == Owner::Answered as usize));
        }
        counts.add(Count::WaitAnswered, self.wait);
        counts.add(Count::WaitAll, self.wait);
        counts.add(Count::Handled, i64::from(self.handled));
        counts.add(Count::HandleTime, self.handle_time);
        counts.add(Count::OwnerAbsent, i64::from(self.owner_absent));
        counts
    }
}

/// Ways to end without an answer: those of [`Left`], and short abandonments apart.
const WAYS: usize = 6;
const SHORT: usize = 5;

#[inline]
fn way(how: Left, short: bool) -> usize {
    match how {
        Left::Abandoned if short => SHORT,
        Left::Abandoned => 0,
        Left::Blocked => 1,
        Left::Converted => 2,
        Left::Unserved => 3,
        Left::Pending => 4,
    }
}

fn add_way(counts: &mut Counts, way: usize, number: i64) {
    counts.add(Count::Offered, number);
    match way {
        1 => counts.add(Count::Blocked, number),
        2 => counts.add(Count::Converted, number),
        3 => counts.add(Count::Unserved, number),
        4 => counts.add(Count::Pending, number),
        _ => counts.add(Count::Abandoned, number),
    }
    if way == SHORT {
        counts.add(Count::ShortAbandoned, number);
    }
}

/// Contacts of a cell that ended without an answer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lost {
    ways: [u32; WAYS * 4],
    wait: Span,
    /// Requests that never became contacts.
    pub(super) avoided: u32,
}

impl Lost {
    #[inline]
    pub(super) fn add(&mut self, how: Left, short: bool, first: bool, owned: bool, wait: Span) {
        self.ways[4 * way(how, short) + 2 * usize::from(first) + usize::from(owned)] += 1;
        self.wait += wait;
    }

    /// Adds what it comes to.
    pub(super) fn add_to(&self, counts: &mut Counts) {
        for (index, number) in self.ways.iter().enumerate().filter(|(_, number)| **number > 0) {
            let number = i64::from(*number);
            let (way, first, owned) = (index / 4, index & 2 == 2, index & 1 == 1);
            add_way(counts, way, number);
            counts.add(Count::First, number * i64::from(first));
            counts.add(Count::FirstPending, number * i64::from(first && way == 4));
            counts.add(Count::OwnedOffered, number * i64::from(owned));
        }
        counts.add(Count::WaitAll, self.wait);
        counts.add(Count::Avoided, i64::from(self.avoided));
    }
}

/// An account's contacts on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountCell {
    /// Late or in time, by somebody else or by an owner, repeated or first.
    answered: [u32; 8],
    wait: Span,
    ways: [u32; WAYS],
    /// First contacts among those that were lost, and among those that are pending.
    first: [u32; 2],
    pub(super) owner_absent: u32,
    /// Requests that never became contacts.
    pub(super) avoided: u32,
    /// Of those that were lost.
    wait_lost: Span,
}

impl AccountCell {
    #[inline]
    pub(super) fn answered(&mut self, kind: Answered, wait: Span) {
        let by_owner = kind.owner == Owner::Answered;
        self.answered[usize::from(kind.in_time) + 2 * usize::from(by_owner) + 4 * usize::from(kind.first)] +=
            1;
        self.wait += wait;
    }

    #[inline]
    pub(super) fn lost(&mut self, how: Left, short: bool, first: bool, wait: Span) {
        self.ways[way(how, short)] += 1;
        self.first[usize::from(how == Left::Pending)] += u32::from(first);
        self.wait_lost += wait;
    }

    /// Answered contacts of the kinds that have all these bits.
    fn of_kind(&self, bits: usize) -> u64 {
        let kinds = self.answered.iter().enumerate().filter(|(kind, _)| kind & bits == bits);
        kinds.map(|(_, number)| u64::from(*number)).sum()
    }

    /// Answered in time.
    pub fn in_time(&self) -> u64 {
        self.of_kind(1)
    }

    /// Contacts that the service level is over: offered, less pending.
    pub fn due(&self) -> u64 {
        let lost = self.ways.iter().enumerate().filter(|(way, _)| *way != 4).map(|(_, number)| *number);
        self.answered.iter().copied().chain(lost).map(u64::from).sum()
    }

    /// What it comes to; `owned`: the account has an owner. Handle times are kept by account only where somebody
    /// asks for them.
    pub fn counts(&self, owned: bool) -> Counts {
        let mut counts = Counts::default();
        let answered = self.of_kind(0) as i64;
        counts.add(Count::Answered, answered);
        counts.add(Count::Offered, answered);
        counts.add(Count::InTime, self.in_time() as i64);
        counts.add(Count::FirstInTime, self.of_kind(5) as i64);
        for (way, number) in self.ways.iter().enumerate() {
            add_way(&mut counts, way, i64::from(*number));
        }
        let [lost, pending] = self.first.map(i64::from);
        counts.add(Count::First, self.of_kind(4) as i64 + lost + pending);
        counts.add(Count::FirstPending, pending);
        counts.add(Count::Avoided, i64::from(self.avoided));
        counts.add(Count::WaitAnswered, self.wait);
        counts.add(Count::WaitAll, self.wait + self.wait_lost);
        if owned {
            counts.add(Count::Owned, answered);
            counts.add(Count::ByOwner, self.of_kind(2) as i64);
            counts.add(Count::OwnedOffered, counts.get(Count::Offered));
            counts.add(Count::OwnerAbsent, i64::from(self.owner_absent));
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountCell, Answered, Lost, Owner, Served};
    use crate::engine::ports::Left;
    use crate::metrics::Count;

    #[test]
    fn kinds_come_to_what_they_say() {
        let mut served = Served::default();
        served.answered(Answered { in_time: true, first: true, owner: Owner::Answered }, 5);
        served.answered(Answered { in_time: false, first: true, owner: Owner::Other }, 70);
        served.answered(Answered { in_time: true, first: false, owner: Owner::None }, 0);
        served.handled(300);
        let mut counts = served.counts();
        let mut lost = Lost::default();
        lost.add(Left::Abandoned, true, true, true, 3);
        lost.add(Left::Abandoned, false, false, false, 30);
        lost.add(Left::Pending, false, true, false, 9);
        lost.add_to(&mut counts);
        let expected = [
            (Count::First, 4),
            (Count::Offered, 6),
            (Count::Answered, 3),
            (Count::InTime, 2),
            (Count::FirstInTime, 1),
            (Count::FirstPending, 1),
            (Count::Abandoned, 2),
            (Count::ShortAbandoned, 1),
            (Count::Pending, 1),
            (Count::WaitAnswered, 75),
            (Count::WaitAll, 117),
            (Count::Handled, 1),
            (Count::HandleTime, 300),
            (Count::Owned, 2),
            (Count::ByOwner, 1),
            (Count::OwnedOffered, 3),
        ];
        for (count, value) in expected {
            assert_eq!(counts.get(count), value, "{count:?}");
        }
        assert_eq!(counts.due(), 5);
    }

    #[test]
    fn an_account_leaves_pending_work_out_of_what_is_due() {
        let mut cell = AccountCell::default();
        cell.answered(Answered { in_time: true, first: true, owner: Owner::Answered }, 5);
        cell.answered(Answered { in_time: false, first: false, owner: Owner::Other }, 8);
        cell.lost(Left::Blocked, false, true, 0);
        cell.lost(Left::Pending, false, true, 7);
        assert_eq!((cell.in_time(), cell.due()), (1, 3));
        let counts = cell.counts(true);
        assert_eq!(counts.due(), 3);
        assert_eq!((counts.get(Count::ByOwner), counts.get(Count::OwnedOffered)), (1, 4));
        let first = [Count::First, Count::FirstInTime, Count::FirstPending].map(|count| counts.get(count));
        assert_eq!((first, counts.get(Count::WaitAnswered), counts.get(Count::WaitAll)), ([3, 1, 1], 13, 20));
        assert_eq!(cell.counts(false).get(Count::OwnedOffered), 0);
    }
}
