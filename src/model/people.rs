//! Sites, shifts, people, teams.
//!
//! In: the scenario's door. Out: who could work when, and for whom.
//! Must not know: who is ill today (that is `workforce`), who is idle now (that is `engine`).

use std::sync::Arc;

use super::{Absence, SiteFactors, Turnover};
use crate::time::{Date, Span};

/// A place where people work.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Stable key of its name.
    pub key: u64,
    /// Cost of a paid hour, in the scenario's currency.
    pub hourly_cost: f64,
    /// Overtime is paid at this multiple.
    pub overtime: f64,
    /// Dates on which nobody works there.
    pub holidays: Vec<Date>,
    /// Paid hours of a full-time week.
    pub full_time_hours: f64,
    /// What the place does to work.
    pub factors: SiteFactors,
}

impl Site {
    /// What a day of training costs: a fifth of a full-time week.
    pub fn training_day(&self) -> f64 {
        self.full_time_hours / 5.0 * self.hourly_cost
    }
}

/// Working hours of a day, on the scenario's clock (UTC offsets are already applied).
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Start and end after midnight by weekday, Monday first; the end may lie beyond 24:00.
    pub hours: [Option<(Span, Span)>; 7],
    /// In order, inside the hours.
    pub breaks: Vec<Break>,
    /// Days from the date on which it starts on the scenario's clock to the one that it is then at its site: −1, 0 or 1.
    pub days_ahead: i8,
}

/// A break of a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// After midnight, of those whose turn is the first.
    pub start: Span,
    /// How long.
    pub length: Span,
    /// It counts as paid time.
    pub paid: bool,
    /// It counts as absence for ladders.
    pub passes: bool,
    /// In so many turns people of a team's shift take it, seat after seat, each as the one before ends; 1: all at once.
    pub turns: u32,
}

impl Break {
    /// From when to when it is planned for the seat of this number in its team's shift.
    pub fn planned(&self, number: u32) -> (Span, Span) {
        let start = self.start + Span::from(number % self.turns.max(1)) * self.length;
        (start, start + self.length)
    }
}

/// Planned leave of a roster's people.
#[derive(Debug, Clone, PartialEq)]
pub enum Leave {
    /// This share of weeks, staggered over people.
    Share(f64),
    /// These days: first and last date of each stretch.
    Dates(Vec<(Date, Date)>),
}

impl Leave {
    /// Whether a date is one of those named; a share names none.
    pub fn is_on(&self, date: Date) -> bool {
        match self {
            Self::Share(_) => false,
            Self::Dates(stretches) => stretches.iter().any(|(first, last)| (*first..=*last).contains(&date)),
        }
    }
}

/// A seat of a roster, with the person who holds it at the start. Successors come with the workforce.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Stable key of (roster, seat) or of the name.
    pub key: u64,
    /// Number of the seat in its roster, from 0: sizes are nested.
    pub seat: u32,
    /// Key of the roster.
    pub roster: u64,
    /// Index into [`super::Model::sites`].
    pub site: u16,
    /// Speed factor f on handle time (1 = ordinary), the site's factor for areas not named included.
    pub speed: f64,
    /// Planned leave.
    pub leave: Leave,
    /// Absence; of the seat, whoever holds it.
    pub absence: Absence,
    /// How the seat's people leave and are replaced; `None`: nobody leaves.
    pub turnover: Option<Arc<Turnover>>,
    /// Key of the seat's draws that belong to the population: tenure at the start, speed of successors.
    pub population: u64,
}

/// A person at work in a staffing.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// Index into [`super::Model::people`].
    pub person: u32,
    /// Index into [`super::Staffing::teams`].
    pub team: u16,
    /// Index into [`super::Model::shifts`]; `None` under [`Plan::Always`] and [`Plan::PerInterval`].
    pub shift: Option<u16>,
    /// Its number among the seats of its team and shift, from 0: whose turn it is to take a break.
    pub turn: u32,
    /// Speed factor of the person who holds the seat at the start.
    pub speed: f64,
    /// Groups that whoever holds the seat is admitted to; `None` = all that the team serves.
    pub admitted: Option<Vec<bool>>,
    /// Days of the run on which the seat has no person: nobody comes, nobody is paid. Portfolios are cut as with
    /// the person.
    pub unfilled: Option<std::ops::Range<u32>>,
    /// Days of the run on which there is no such seat, in order and apart; empty: it is there throughout. Nobody comes,
    /// nobody is paid, and portfolios are cut without it. Of a team with a [`Team::review`]: where no review changes it.
    pub closed: Vec<std::ops::Range<u32>>,
    /// Day of the run on which whoever holds the seat leaves for good, whatever their own time would be.
    pub leaves: Option<u32>,
}

impl Agent {
    /// Whether there is such a seat on a day of the run, as far as dates say it.
    pub fn has_seat(&self, day: u32) -> bool {
        !self.closed.iter().any(|days| days.contains(&day))
    }
}

/// How a team's people come to work.
#[derive(Debug, Clone, PartialEq)]
pub enum Plan {
    /// By their shifts, less leave and absence.
    Shifts,
    /// All, always (stationary runs).
    Always,
    /// So many in each interval of the day (from midnight); leave and absence already taken off.
    PerInterval(Vec<u32>),
}

/// A team of a staffing.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Stable key of its name.
    pub key: u64,
    /// Index into [`super::Model::sites`].
    pub site: u16,
    /// Its agents: a range of [`super::Staffing::agents`].
    pub agents: std::ops::Range<u32>,
    /// How they come to work.
    pub plan: Plan,
    /// Whether it serves (group, channel): index group × channels + channel.
    pub serves: Vec<bool>,
    /// Rank of a group under the push rule `ranked` (lower first), by group.
    pub rank: Vec<i32>,
    /// Handle-time factor by group.
    pub factor: Vec<f64>,
    /// Factor ω on the handle time of owners with their own accounts (1 = none).
    pub owner_factor: f64,
    /// Factor on the hazard of leaving (1 = none).
    pub turnover_factor: f64,
    /// Further factor for those who own accounts (1 = none).
    pub owner_turnover: f64,
    /// Who decides how many people there are; `None`: the same number throughout, or as [`Agent::closed`] says.
    pub review: Option<super::Review>,
}
