//! What an agent is told to do next, in order.
//!
//! In: duties of a day, as they are added, met and dropped. Out: the one that comes first, and when. Must not know: who
//! adds them, what is done about them.

use std::collections::VecDeque;
use std::collections::vec_deque::Iter;

use crate::time::{Moment, NEVER};

/// What an agent is told to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
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

impl Duty {
    #[inline]
    pub(super) fn at(&self) -> Moment {
        match *self {
            Self::On(at) | Self::Back(at) | Self::Off(at) | Self::Break { at, .. } => at,
        }
    }
}

/// Duties in order. When they are due is asked at every handling, and they change a few times a day: it is kept.
#[derive(Debug, Clone)]
#[repr(C)]
pub(super) struct Duties {
    // First, for it is asked most.
    leaves: Moment,
    due: Moment,
    list: VecDeque<Duty>,
}

impl Duties {
    /// No duty.
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

    pub(super) fn iter(&self) -> Iter<'_, Duty> {
        self.list.iter()
    }

    pub(super) fn first(&self) -> Option<&Duty> {
        self.list.front()
    }

    pub(super) fn last(&self) -> Option<&Duty> {
        self.list.back()
    }

    /// Adds a duty behind all others.
    pub(super) fn add(&mut self, duty: Duty) {
        self.list.push_back(duty);
        self.look();
    }

    /// Takes back the last one.
    pub(super) fn take_back(&mut self) {
        self.list.pop_back();
        self.look();
    }

    /// Puts a duty before all others.
    pub(super) fn put_first(&mut self, duty: Duty) {
        self.list.push_front(duty);
        self.look();
    }

    /// The first one is met.
    pub(super) fn meet(&mut self) -> Option<Duty> {
        let duty = self.list.pop_front();
        self.look();
        duty
    }

    /// So many are past.
    pub(super) fn drop_first(&mut self, number: usize) {
        self.list.drain(..number);
        self.look();
    }

    fn look(&mut self) {
        self.due = self.list.front().map_or(NEVER, Duty::at);
        self.leaves = self.list.iter().find(|duty| !matches!(duty, Duty::On(_))).map_or(NEVER, Duty::at);
    }
}
