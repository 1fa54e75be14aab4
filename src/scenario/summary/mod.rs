//! What is in a scenario, in numbers: before anything is run.
//!
//! In: a [`Loaded`] scenario. Out: [`Summary`]. Must not know: how it is printed, what a run would give.

mod cover;
mod given_up;
pub mod load;
mod planned;
mod reached;
mod rests;
mod unattended;

pub use cover::{Gap, Hole, LONG, Lone, On, stranded};
pub use given_up::is_given_up;
pub use load::{Demanded, Desk};
pub use rests::SharedBreak;
pub use unattended::{Unattended, unattended};

use super::Loaded;
use super::names::{Assumption, Caution};
use crate::demand::trace::outside_opening;

/// A scenario in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Account groups and how many accounts they have.
    pub groups: Vec<(String, usize)>,
    /// Channels and their requests per open day, on average over the days counted.
    pub channels: Vec<(String, f64)>,
    /// Calendar days counted.
    pub days: u32,
    /// Days among them on which some channel is open.
    pub open_days: u32,
    /// Rows of a log that came over a live channel while it was closed, and are left out.
    pub left_out: usize,
    /// Staffings.
    pub desks: Vec<Desk>,
    /// Accounts that nobody on duty serves for long.
    pub gaps: Vec<Gap>,
    /// Accounts whom only named people serve, who are away at times.
    pub lone: Vec<Lone>,
    /// Accounts whose live contacts find everybody on a break; one at most of each staffing.
    pub rests: Vec<SharedBreak>,
    /// Contacts of a replication of one staffing: requests and their follow-ups, without redials.
    pub contacts: f64,
    /// What may be meant, but hardly is.
    pub cautions: Vec<Caution>,
    /// Modelling defaults that a run rests on.
    pub assumptions: Vec<Assumption>,
}

/// Sums a scenario up.
pub fn summary(loaded: &Loaded) -> Summary {
    let (model, names) = (&loaded.model, &loaded.names);
    let demanded = Demanded::of(model);
    let desks: Vec<Desk> =
        (0..model.staffings.len()).map(|staffing| Desk::of(model, names, staffing, &demanded)).collect();
    let (gaps, lone, rests) = cover::holes(model, names);
    let count =
        |group: usize| model.accounts.iter().filter(|account| usize::from(account.group) == group).count();
    Summary {
        groups: names.groups.iter().cloned().enumerate().map(|(at, name)| (name, count(at))).collect(),
        channels: names.channels.iter().cloned().zip(demanded.per_open_day.iter().copied()).collect(),
        days: model.calendar.counted_days(),
        open_days: demanded.open_days,
        left_out: outside_opening(model),
        gaps,
        lone,
        rests,
        contacts: demanded.contacts,
        cautions: names.cautions.clone(),
        assumptions: names.assumptions.clone(),
        desks,
    }
}
