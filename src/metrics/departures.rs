//! What the accounts of a leaver live through, week by week around the departure.
//!
//! A departure is looked at if the whole window around it is counted: then every week is about the same departures.
//! In: who left on which day, what becomes of contacts. Out: [`Around`] by week, integer sums. Must not know: why
//! anybody goes, who comes next.

use crate::model::{Contact, Model};
use crate::time::{DAY, Span};

/// Weeks before a departure that are looked at.
pub const WEEKS_BEFORE: usize = 3;
/// Weeks from a departure on that are looked at: a vacancy and training of the default length take ten and a half.
pub const WEEKS_AFTER: usize = 16;
/// Days of a week.
const WEEK: i32 = 7;

/// What happened in a week before or after departures, on accounts of those who left; contacts by day of arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Around {
    /// Contacts that the service level is over.
    pub due: i64,
    /// Of these, answered in time.
    pub in_time: i64,
    /// Answered.
    pub answered: i64,
    /// Of these, by an owner of the account.
    pub by_owner: i64,
    /// Handlings that ended.
    pub handled: i64,
    /// Time spent on handlings, in µs.
    pub handle_time: i64,
}

impl std::ops::AddAssign for Around {
    fn add_assign(&mut self, other: Self) {
        self.due += other.due;
        self.in_time += other.in_time;
        self.answered += other.answered;
        self.by_owner += other.by_owner;
        self.handled += other.handled;
        self.handle_time += other.handle_time;
    }
}

/// Somebody who left: the first day without the person, and the accounts that they owned the day before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departed {
    /// Day of the run.
    pub day: i32,
    /// Accounts left behind.
    pub accounts: Vec<u32>,
}

/// Whether the whole window around a day is counted.
pub fn is_whole(model: &Model, day: i32) -> bool {
    let (first, end) = (model.calendar.warm_up_days as i32, model.calendar.days as i32);
    // Who never leaves is gone at the end of time: nothing may be added to that day.
    (first + WEEK * WEEKS_BEFORE as i32..=end - WEEK * WEEKS_AFTER as i32).contains(&day)
}

/// Counts around the departures of one staffing.
#[derive(Debug)]
pub(super) struct Departures {
    /// By account: the days on which owners of it were first no longer there.
    days: Vec<Vec<i32>>,
    /// By week of the window; empty where nobody's departure is looked at.
    weeks: Vec<Around>,
    seen: i64,
}

impl Departures {
    /// Nobody leaves.
    pub(super) fn none() -> Self {
        Self { days: Vec::new(), weeks: Vec::new(), seen: 0 }
    }

    /// Looks at those departures from accounts whose whole window is counted.
    pub(super) fn of(model: &Model, departed: &[Departed]) -> Self {
        let mut days = vec![Vec::new(); model.accounts.len()];
        let mut seen = 0;
        for one in departed.iter().filter(|one| !one.accounts.is_empty() && is_whole(model, one.day)) {
            one.accounts.iter().for_each(|account| days[*account as usize].push(one.day));
            seen += 1;
        }
        if seen == 0 {
            return Self::none();
        }
        Self { days, weeks: vec![Around::default(); WEEKS_BEFORE + WEEKS_AFTER], seen }
    }

    /// Nobody's departure is looked at.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.weeks.is_empty()
    }

    /// Adds to the week of each departure around which the contact came.
    #[inline]
    fn add(&mut self, contact: &Contact, add: impl Fn(&mut Around)) {
        let day = (contact.arrived / DAY) as i32;
        for gone in &self.days[contact.account as usize] {
            let since = (day - gone).div_euclid(WEEK) + WEEKS_BEFORE as i32;
            if let Some(week) = usize::try_from(since).ok().and_then(|week| self.weeks.get_mut(week)) {
                add(week);
            }
        }
    }

    pub(super) fn answered(&mut self, contact: &Contact, in_time: bool, by_owner: bool) {
        self.add(contact, |week| {
            week.due += 1;
            week.in_time += i64::from(in_time);
            week.answered += 1;
            week.by_owner += i64::from(by_owner);
        });
    }

    /// A contact that the service level is over ended without an answer.
    pub(super) fn missed(&mut self, contact: &Contact) {
        self.add(contact, |week| week.due += 1);
    }

    /// A handling ended, or (`ended` false) was handed on.
    pub(super) fn handled(&mut self, contact: &Contact, time: Span, ended: bool) {
        self.add(contact, |week| {
            week.handled += i64::from(ended);
            week.handle_time += time;
        });
    }

    /// Departures looked at, and the sums by week.
    pub(super) fn finish(self) -> (i64, Vec<Around>) {
        (self.seen, self.weeks)
    }
}
