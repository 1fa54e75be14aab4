//! The engine's two ports: who for whom (routing), and what happened (metrics).
//!
//! In: nothing. Out: the traits [`Choose`] and [`Observer`], and what they are told.
//! Must not know: any routing rule, any metric.

use crate::engine::floor::Floor;
use crate::knowledge::Stocks;
use crate::model::{Changed, Contact};
use crate::time::{Moment, Span};

/// How a contact ended without being answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// Gave up waiting, or balked (wait 0).
    Abandoned,
    /// Found a limit reached.
    Blocked,
    /// Left a message.
    Converted,
    /// Cut off at closing, or nobody came until the end.
    Unserved,
    /// Its deadline lies after the end of the run.
    Pending,
}

/// Which free people a choice is among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Free {
    /// On duty with nothing in hand.
    Idle,
    /// On work that may be interrupted.
    Interruptible,
}

/// Whom a rung is open to, for one contact.
#[derive(Debug, Clone, Copy)]
pub struct Candidates<'a> {
    /// Single people (owners, deputies, last).
    pub people: &'a [u32],
    /// Whole teams.
    pub teams: &'a [u16],
    /// Class of the contact.
    pub class: u16,
}

/// What people know of accounts now.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub(super) stocks: Option<&'a Stocks<'a>>,
    pub(super) now: Moment,
}

impl Known<'_> {
    /// Contacts with an account that an agent remembers; 0 where knowledge does not matter.
    pub fn remembered(&self, agent: u32, account: u32) -> f64 {
        self.stocks.map_or(0.0, |stocks| stocks.remembered(agent, account, self.now))
    }
}

/// A push rule: which of the free people takes this contact.
pub trait Choose {
    /// An agent of `among` who is free in the sense of `free` and may serve the contact, or `None`.
    /// Use [`Floor::each_free`] to see them; ties go by [`Floor::order`], never by position.
    fn choose(
        &self,
        floor: &Floor<'_>,
        known: Known<'_>,
        among: &Candidates<'_>,
        free: Free,
        contact: &Contact,
    ) -> Option<u32>;
}

/// A stretch of an agent's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Handling contacts.
    Busy,
    /// Signed on inside the shift (busy or idle).
    OnDuty,
    /// Signed on beyond the shift's end.
    Overtime,
    /// Signed on with nothing in hand, without a pause: told whole, whatever midnight or the end of a shift lies in it.
    Idle,
}

/// Told what happens, as it happens. Every method has an empty default.
/// Moments of one call never precede those of an earlier `arrived`, but an abandonment may be told
/// late (`at` is then in the past): order across contacts must not matter to an observer.
pub trait Observer {
    /// A contact arrived; `owner_on_duty` tells whether one of its reference owners is signed on.
    #[inline]
    fn arrived(&mut self, _contact: &Contact, _owner_on_duty: bool) {}
    /// A request that never became a contact.
    #[inline]
    fn avoided(&mut self, _contact: &Contact) {}
    /// Told at midnight, before anything else of the day: a successor is on duty in an agent's seat from now on.
    #[inline]
    fn new_person(&mut self, _agent: u32) {}
    /// Told at midnight, before anything else of the day: these accounts are in other hands from now on.
    #[inline]
    fn owners_change(&mut self, _changed: &Changed) {}
    /// An agent began to handle it, reached through a rung (of its class's ladder) after a wait on the channel's clock.
    #[inline]
    fn answered(&mut self, _contact: &Contact, _agent: u32, _rung: u8, _at: Moment, _wait: Span) {}
    /// An agent handed on what he had begun, having spent so much on it, net of interruptions.
    #[inline]
    fn shared(&mut self, _contact: &Contact, _agent: u32, _handle_time: Span) {}
    /// The handling ended; `handle_time` is this agent's part of it, net of interruptions: all of it but what was
    /// told as `shared`.
    #[inline]
    fn handled(&mut self, _contact: &Contact, _agent: u32, _at: Moment, _handle_time: Span) {}
    /// Told after `handled`, where knowledge matters: the agent's ignorance about the account (before this contact taught
    /// him anything), and whether he made an error.
    #[inline]
    fn judged(&mut self, _contact: &Contact, _agent: u32, _ignorance: f64, _error: bool) {}
    /// It ended without being answered, after a wait on the channel's clock.
    #[inline]
    fn left(&mut self, _contact: &Contact, _how: Left, _at: Moment, _wait: Span) {}
    /// A stretch of an agent's time, told at its end; `channel` for `Busy`.
    #[inline]
    fn time(&mut self, _agent: u32, _what: Stretch, _channel: u8, _from: Moment, _to: Moment) {}
    /// Midnight: everything that arrived or was worked before `day`'s end has been told, except what still waits.
    #[inline]
    fn day_ended(&mut self, _day: u32) {}
}

/// Observes nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Observer for Nobody {}
