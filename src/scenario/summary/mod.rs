//! What is in a scenario, in numbers: before anything is run.
//!
//! In: a [`Loaded`] scenario. Out: [`Summary`]. Must not know: how it is printed, what a run would give.

mod cover;
mod given_up;
pub mod load;
mod logged;
mod planned;
mod reached;
mod rests;
mod stranded;
mod told;
mod unattended;

pub use cover::{Gap, Hole, LONG, Lone, On, holes};
pub use given_up::is_given_up;
pub use load::{Demanded, Desk};
pub use logged::{Logged, other_unit};
pub use rests::SharedBreak;
pub use stranded::stranded;
pub use told::uncovered;
pub use unattended::{Unattended, unattended};

use super::Loaded;
use super::compile::WEEKS;
use super::names::{Assumption, Caution};
use crate::demand::trace::outside_opening;

/// A scenario in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Account groups and how many accounts they have.
    pub groups: Vec<(String, usize)>,
    /// Channels and their requests per open day, on average over the days counted.
    pub channels: Vec<(String, f64)>,
    /// Requests of a day by its weekday (Monday = 0), on average over the days counted.
    pub by_weekday: [f64; 7],
    /// Requests of a year as `demand.volume` counts them: of ordinary weeks, without season, stretches and growth.
    pub a_year: f64,
    /// Calendar days counted.
    pub days: u32,
    /// Days among them on which some channel is open.
    pub open_days: u32,
    /// Rows of a log that came over a live channel while it was closed, and are left out.
    pub left_out: usize,
    /// Handle times of a log, by channel.
    pub logged: Vec<Logged>,
    /// Staffings.
    pub desks: Vec<Desk>,
    /// People of each staffing by team and shift, of teams that have several shifts.
    pub shifts: Vec<String>,
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
    let shifts = loaded.file.shifts.names();
    let shifts = (0..desks.len()).map(|staffing| load::split(model, (names, &shifts), staffing)).collect();
    let (gaps, lone, rests) = cover::holes(model, names);
    let count =
        |group: usize| model.accounts.iter().filter(|account| usize::from(account.group) == group).count();
    Summary {
        groups: names.groups.iter().cloned().enumerate().map(|(at, name)| (name, count(at))).collect(),
        channels: names.channels.iter().cloned().zip(demanded.per_open_day.iter().copied()).collect(),
        by_weekday: demanded.by_weekday,
        a_year: a_year(loaded, &demanded),
        days: model.calendar.counted_days(),
        open_days: demanded.open_days,
        left_out: outside_opening(model),
        logged: logged::logged(model, names),
        gaps,
        lone,
        rests,
        contacts: demanded.contacts,
        cautions: names.cautions.clone(),
        assumptions: names.assumptions.clone(),
        desks,
        shifts,
    }
}

/// Requests of a year of ordinary weeks.
fn a_year(loaded: &Loaded, demanded: &Demanded) -> f64 {
    let (model, demand) = (&loaded.model, &loaded.file.demand);
    let scale = demand.scale.unwrap_or(1.0);
    if let Some(volume) = demand.volume {
        return volume * scale;
    }
    if model.volume.trace.is_some() {
        return demanded.by_weekday.iter().sum::<f64>() * WEEKS;
    }
    let of_channel = |channel: usize| {
        let comes = |weekday: &usize| {
            let days = (0..model.calendar.days).filter(|day| model.calendar.weekday(*day) == *weekday);
            days.into_iter().any(|day| model.volume.day_factor[channel][day as usize] > 0.0)
        };
        let a_day: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
        a_day * (0..7).filter(comes).count() as f64
    };
    (0..model.channels.len()).map(of_channel).sum::<f64>() * scale * WEEKS
}
