//! Ladders: who may take a contact, from which waiting time on.
//!
//! In: rungs as data. Out: [`Ladder`], and [`Class`]: contacts that wait in the same lists.
//! Must not know: how a rung is searched or a list is kept.

use crate::distribution::Law;
use crate::time::{Moment, NEVER, Span};

/// Whom a rung is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The account's owners (one per shift).
    Owner,
    /// Their named backups.
    Deputy,
    /// The account's team.
    Team,
    /// A team by name.
    TeamNamed(u16),
    /// The site of the account's team.
    Site,
    /// A site by name.
    SiteNamed(u16),
    /// Everybody who serves it.
    Anyone,
    /// Who handled the request's previous contact.
    Last,
}

/// When a rung opens, counted from arrival on the channel's clock.
#[derive(Debug, Clone, PartialEq)]
pub enum Opens {
    /// After a fixed time.
    After(Span),
    /// After a time drawn with the contact, in seconds.
    Drawn(Law),
}

impl Opens {
    /// The fixed time, in µs; `None` where it is drawn.
    pub fn given(&self) -> Option<Span> {
        match self {
            Self::After(span) => Some(*span),
            Self::Drawn(_) => None,
        }
    }
}

/// What an absent person's rung does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The next rung opens now.
    Passed,
    /// It waits for the return.
    Kept,
}

/// A rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// Whom it is open to; the push rule chooses among all of them. Empty for a message rung.
    pub to: Vec<Target>,
    /// From when on.
    pub opens: Opens,
    /// A person takes a contact through it only while at least this many of its people, himself
    /// included, are idle (1 = always).
    pub when_idle: u32,
    /// What happens while all its people are absent.
    pub absent: Absent,
    /// The contact leaves a message when the rung opens: ends as `converted`.
    pub message: Option<Message>,
    /// What is left of the contact's patience when the rung opens is multiplied by this (1 = no effect).
    pub patience: f64,
    /// Share that gives up when the rung opens, whoever is free (0 = nobody).
    pub balk: f64,
}

impl Rung {
    /// When a contact gives up that would have given up at `leaves`, once the rung has opened at `now`.
    #[inline]
    pub fn gives_up_at(&self, now: Moment, leaves: Moment) -> Moment {
        // The usual case and those who wait for ever are exact.
        if self.patience.total_cmp(&1.0).is_eq() || leaves == NEVER {
            return leaves;
        }
        now.saturating_add(((leaves - now) as f64 * self.patience).round() as Span)
    }
}

/// What becomes of a contact that leaves a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// Channel of the call-back it spawns; `None` only counts it.
    pub call_back: Option<u8>,
}

/// Rungs in order. Rungs that never open are not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// First to last; opening times do not fall.
    pub rungs: Vec<Rung>,
}

/// Contacts that wait in the same lists: same ladder, channel, goal, priority, and served by the same teams.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Index into [`super::Staffing::ladders`].
    pub ladder: u16,
    /// Channel.
    pub channel: u8,
    /// Priority under the pull rule `priority` (higher first).
    pub priority: f64,
    /// Teams that serve it.
    pub served_by: Vec<bool>,
    /// Index of its first line in [`super::Staffing::lines`]; one line per rung follows.
    pub first_line: u16,
}

/// A rung of a class: what a waiting list is about, together with whom it is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Class.
    pub class: u16,
    /// Rung of the class's ladder.
    pub rung: u8,
}
