//! A contact: what `demand` draws, `engine` plays and `metrics` counts.
//!
//! In: nothing. Out: [`Contact`]. Must not know: what becomes of it.

use super::NONE;
use crate::time::{Moment, NEVER, Span};

/// Why a contact exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The original need.
    First,
    /// Another attempt after giving up.
    Redial,
    /// The need was not resolved.
    FollowUp,
    /// Somebody left a message.
    CallBack,
}

/// One attempt at a request. Drawn by `demand`; everything random about it is here or derived from `key`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contact {
    /// When it arrived, dated to the next opening if the channel was closed.
    pub arrived: Moment,
    /// Stream root of this contact: holds seed, replication, account, channel, day, number, generation.
    pub key: u64,
    /// Key of the request's first contact: the unit of pairing.
    pub request: u64,
    /// When the request's first contact arrived.
    pub requested: Moment,
    /// Unit-mean work.
    pub work: f64,
    /// How long it waits on the wall clock before it gives up; `NEVER` = for ever.
    pub patience: Span,
    /// Account.
    pub account: u32,
    /// Agent who handled the request's previous contact, or `NONE`.
    pub last: u32,
    /// Account group.
    pub group: u16,
    /// Channel.
    pub channel: u8,
    /// Reason.
    pub reason: u8,
    /// 0 = the request's first contact.
    pub generation: u8,
    /// Why it exists.
    pub origin: Origin,
    /// It leaves at once if nobody can start at once.
    pub balks: bool,
}

impl Contact {
    /// A first contact with nothing special about it.
    pub fn plain(arrived: Moment, key: u64, account: u32, group: u16, channel: u8) -> Self {
        Self {
            arrived,
            key,
            request: key,
            requested: arrived,
            work: 1.0,
            patience: NEVER,
            account,
            last: NONE,
            group,
            channel,
            reason: 0,
            generation: 0,
            origin: Origin::First,
            balks: false,
        }
    }
}
