//! The moments at which an agent comes on duty, rests and goes, in order.
//!
//! In: changes of a day, as they are added, met and dropped. Out: the one that comes first, and when. Must not know: who
//! adds them, what is done about them.

use std::collections::VecDeque;
use std::collections::vec_deque::Iter;

use crate::time::{Moment, NEVER};

/// A moment at which it changes whether an agent is on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DutyChange {
    On(Moment),
    /// A break that begins at the earliest then, and its length; `passes`: it counts as absence.
    Break {
        at: Moment,
        length: Moment,
        passes: bool,
    },
    Back(Moment),
    Off(Moment),
}

impl DutyChange {
    #[inline]
    pub(super) fn at(&self) -> Moment {
        match *self {
            Self::On(at) | Self::Back(at) | Self::Off(at) | Self::Break { at, .. } => at,
        }
    }
}

/// What lies ahead, in order. When it is due is asked at every handling, and it changes a few times a day: that is kept.
#[derive(Debug, Clone)]
#[repr(C)]
pub(super) struct DutyChanges {
    // First, for it is asked most.
    leaves: Moment,
    due: Moment,
    list: VecDeque<DutyChange>,
}

impl DutyChanges {
    /// None ahead.
    pub(super) fn none() -> Self {
        Self { list: VecDeque::with_capacity(16), due: NEVER, leaves: NEVER }
    }

    /// When the first is due; `NEVER` where there is none.
    #[inline]
    pub(super) fn due(&self) -> Moment {
        self.due
    }

    /// When the first is due that takes somebody off what he does: who is there does not sign on, and a shift that begins
    /// as the last one ends is no event.
    #[inline]
    pub(super) fn leaves(&self) -> Moment {
        self.leaves
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(super) fn iter(&self) -> Iter<'_, DutyChange> {
        self.list.iter()
    }

    pub(super) fn first(&self) -> Option<&DutyChange> {
        self.list.front()
    }

    pub(super) fn last(&self) -> Option<&DutyChange> {
        self.list.back()
    }

    /// Adds one behind all others.
    pub(super) fn add(&mut self, change: DutyChange) {
        self.list.push_back(change);
        self.look();
    }

    /// Takes back the last one.
    pub(super) fn take_back(&mut self) {
        self.list.pop_back();
        self.look();
    }

    /// Puts one before all others.
    pub(super) fn put_first(&mut self, change: DutyChange) {
        self.list.push_front(change);
        self.look();
    }

    /// The first one is met.
    pub(super) fn meet(&mut self) -> Option<DutyChange> {
        let change = self.list.pop_front();
        self.look();
        change
    }

    /// So many are past.
    pub(super) fn drop_first(&mut self, number: usize) {
        self.list.drain(..number);
        self.look();
    }

    fn look(&mut self) {
        self.due = self.list.front().map_or(NEVER, DutyChange::at);
        self.leaves = self
            .list
            .iter()
            .find(|change| !matches!(change, DutyChange::On(_)))
            .map_or(NEVER, DutyChange::at);
    }
}
