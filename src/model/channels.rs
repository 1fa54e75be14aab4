//! Channels: phone, chat, email … each is data.
//!
//! In: numbers of the scenario's door. Out: [`Channel`]. Must not know: what serves them.

use super::{ByInterval, Opening};
use crate::distribution::Law;
use crate::time::Span;

/// What kind of attention a channel wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody is waiting now: phone, chat.
    Live,
    /// It may wait for hours and be put aside: email, forms, call-backs.
    Deferrable,
    /// Done in the gaps.
    Proactive,
}

/// Which time counts for goals, waits, rung times and ageing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Every second.
    Wall,
    /// Only while the channel is open.
    Opening,
}

/// What happens to waiting contacts at closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Those on duty stay until nobody waits (live), or it waits for the next opening (deferrable).
    Drain,
    /// They are cut off: `unserved`.
    Clear,
}

/// How long one waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Patience {
    /// Seconds, by interval of arrival.
    pub law: ByInterval<Law>,
    /// Share that leaves at once when nobody can start at once.
    pub balk: f64,
}

/// Who tries again after giving up.
#[derive(Debug, Clone, PartialEq)]
pub struct Redial {
    /// Chance of another attempt after each abandonment, balk or block.
    pub probability: f64,
    /// Seconds until then.
    pub delay: Law,
}

/// A channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Channel {
    /// Stable key of its name.
    pub key: u64,
    /// What attention it wants.
    pub kind: Kind,
    /// Which time counts.
    pub clock: Clock,
    /// When it is open.
    pub opening: Opening,
    /// What happens at closing.
    pub closing: Closing,
    /// Patience of groups that have none of their own; `None` waits for ever.
    pub patience: Option<Patience>,
    /// Redials, if any.
    pub redial: Option<Redial>,
    /// A live contact interrupts deferrable work.
    pub interrupts: bool,
    /// The limit of "in time", on the channel's clock.
    pub in_time: Span,
    /// In time means a wait below the limit rather than up to it.
    pub strict: bool,
    /// Abandonments up to this wait are "short".
    pub short_abandon: Span,
    /// Goal time of deferrable work, on the channel's clock, from which `due` follows.
    pub goal_time: Option<Span>,
    /// Deferrable work goes first once less than this is left of its goal time.
    pub escalate: Span,
}

impl Channel {
    /// Time between two moments on this channel's clock.
    #[inline]
    pub fn elapsed(&self, from: crate::time::Moment, to: crate::time::Moment) -> Span {
        match self.clock {
            Clock::Wall => to - from,
            Clock::Opening => self.opening.between(from, to),
        }
    }

    /// The moment when `span` has passed on this channel's clock since `from`.
    #[inline]
    pub fn after(&self, from: crate::time::Moment, span: Span) -> crate::time::Moment {
        match self.clock {
            Clock::Wall => from.saturating_add(span),
            Clock::Opening => self.opening.advance(from, span),
        }
    }

    /// Whether a wait is in time.
    #[inline]
    pub fn is_in_time(&self, wait: Span) -> bool {
        wait < self.in_time || (wait == self.in_time && !self.strict)
    }
}
