//! What an agent has in hand, put aside, and is told to do.
//!
//! In: places of contacts, changes of duty. Out: a record per agent. Must not know: who is free, what waits.

use super::duty_changes::DutyChanges;
use crate::model::{Kind, NONE};
use crate::time::{Moment, NEVER};

/// What an agent has in hand, put aside, and is told to do: what every handling asks for comes first, in one line of
/// the cache.
#[derive(Debug, Clone)]
#[repr(C, align(128))]
pub(super) struct Station {
    /// Place of the contact in hand.
    pub(super) hand: u32,
    /// Its kind.
    pub(super) kind: Kind,
    /// End of the handling in hand.
    pub(super) ends: Moment,
    /// Start of the current piece of work.
    pub(super) piece: Moment,
    /// Factor on the handle times of whoever holds the seat today.
    pub(super) pace: f64,
    /// Interrupted work, resumed by the same person: seldom more than two pieces.
    pub(super) aside: Vec<u32>,
    pub(super) changes: DutyChanges,
    /// Start of the stretch of duty not yet told.
    pub(super) on_since: Moment,
    /// When he last signed on.
    pub(super) signed_on: Moment,
}

impl Station {
    /// Nobody has begun anything.
    pub(super) fn empty(pace: f64) -> Self {
        Self {
            hand: NONE,
            kind: Kind::Live,
            ends: NEVER,
            piece: 0,
            on_since: 0,
            aside: Vec::with_capacity(2),
            changes: DutyChanges::none(),
            signed_on: 0,
            pace,
        }
    }
}
