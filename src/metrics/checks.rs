//! Identities that hold in every run: what arrives ends in one way, and Little's law.
//!
//! In: what a ledger is told, and its sums. Out: nothing; debug runs stop where one fails.
//! Must not know: what figures are made of the sums.

use super::counts::{Count, Counts};
use super::part::Part;
use crate::engine::ports::Stretch;
use crate::model::{Clock, Contact, Model};
use crate::time::{Moment, Span};

/// Identities that hold in every run, checked on debug runs only.
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// Σ time between arrival and end of waiting: the integral of the number waiting.
    queue: i128,
    /// Σ waits as told; the same on wall clocks (Little's law over a finite run).
    waits: i128,
    /// Handlings that have begun and not ended.
    in_hand: i64,
    /// Σ handle times of handlings that ended, warm-up included.
    handled: i128,
    /// Σ stretches of being busy: the integral of the number busy.
    busy: i128,
    /// Σ stretches signed on.
    present: i128,
    /// Σ stretches signed on with nothing in hand, where they are told.
    idle: i128,
}

impl Checks {
    #[inline]
    pub(super) fn waited(&mut self, model: &Model, contact: &Contact, at: Moment, wait: Span) {
        if cfg!(debug_assertions) && model.channels[usize::from(contact.channel)].clock == Clock::Wall {
            self.queue += i128::from(at - contact.arrived);
            self.waits += i128::from(wait);
        }
    }

    #[inline]
    pub(super) fn begun(&mut self) {
        if cfg!(debug_assertions) {
            self.in_hand += 1;
        }
    }

    #[inline]
    pub(super) fn handled(&mut self, handle_time: Span) {
        if cfg!(debug_assertions) {
            self.in_hand -= 1;
            self.handled += i128::from(handle_time);
        }
    }

    #[inline]
    pub(super) fn shared(&mut self, handle_time: Span) {
        if cfg!(debug_assertions) {
            self.handled += i128::from(handle_time);
        }
    }

    #[inline]
    pub(super) fn spent(&mut self, what: Stretch, stretch: Span) {
        if cfg!(debug_assertions) {
            *match what {
                Stretch::Busy => &mut self.busy,
                Stretch::OnDuty | Stretch::Overtime => &mut self.present,
                Stretch::Idle => &mut self.idle,
            } += i128::from(stretch);
        }
    }

    pub(super) fn end(&self, part: &Part, mut waiting: impl Iterator<Item = i64>) {
        let sum = |count: Count| part.cells.iter().map(|cell: &Counts| cell.get(count)).sum::<i64>();
        debug_assert_eq!(part.arrived, sum(Count::Offered), "every contact that arrived has ended");
        let ways = [Count::Abandoned, Count::Blocked, Count::Converted, Count::Unserved, Count::Pending];
        let ended = sum(Count::Answered) + ways.map(sum).iter().sum::<i64>();
        debug_assert_eq!(sum(Count::Offered), ended, "every contact ended in one way");
        debug_assert!(waiting.all(|waiting| waiting == 0), "nobody waits after the end");
        debug_assert_eq!(self.queue, self.waits, "the integral of the queue is the sum of waits");
        debug_assert!(
            self.busy == self.handled || (self.in_hand > 0 && self.busy > self.handled),
            "the integral of the busy is the sum of handle times, and what is still in hand at the end"
        );
        debug_assert!(
            self.idle == 0 || self.idle == self.present - self.busy,
            "who is on duty is busy or idle, where idle stretches are told"
        );
    }
}
