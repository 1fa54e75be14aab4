//! Goals, contact by contact: which contacts a goal is about, and for which it is met.
//!
//! In: a model's goals, contacts as they end. Out: [`DayGoal`]s by day and goal. Must not know: verdicts,
//! goals that are no share of contacts.

use std::iter::repeat;

use super::part::DayGoal;
use crate::engine::ports::Left;
use crate::model::{Contact, GoalKind, Model, Origin};
use crate::time::Span;

/// A goal on a channel.
#[derive(Debug, Clone, Copy)]
struct Measured {
    goal: usize,
    /// The longest wait that is a hit; below every wait where an answer is none.
    limit: Span,
    /// Only an answer by an owner is a hit.
    owner_only: bool,
    /// Who gives up is a hit.
    abandoned: bool,
    /// Origins of the contacts that it is about, a bit each.
    about: u8,
}

/// About nothing.
const NO_GOAL: Measured =
    Measured { goal: 0, limit: Span::MIN, owner_only: false, abandoned: false, about: 0 };

impl Measured {
    #[inline]
    fn is_about(&self, contact: &Contact) -> bool {
        (self.about >> contact.origin as u8) & 1 == 1
    }
}

/// Goals by channel, and what came of them day by day.
#[derive(Debug)]
pub(super) struct DayGoals {
    first_day: usize,
    days: usize,
    goals: usize,
    /// Goals of a channel: as many on each, so that the hot loop ends as foreseen.
    width: usize,
    /// By channel, goal of it.
    measured: Vec<Measured>,
    /// By day counted, channel, goal of it.
    counts: Vec<DayGoal>,
}

impl DayGoals {
    pub(super) fn new(model: &Model, staffing: usize) -> Self {
        let measured = |channel: usize| {
            let of_channel = |channel: usize, wanted: Option<u8>| {
                wanted.is_none_or(|wanted| usize::from(wanted) == channel)
            };
            // In time means below the limit where the channel says so: a µs less.
            let strictly = |limit: Span| limit - Span::from(model.channels[channel].strict);
            let goals = model.goals.iter().enumerate().filter(|(_, goal)| of_channel(channel, goal.channel));
            let with = |(goal, facts): (usize, &crate::model::Goal)| {
                let all = Measured { goal, about: u8::MAX, ..NO_GOAL };
                Some(match *facts.kind_for(staffing) {
                    GoalKind::AnsweredWithin(limit) => Measured { limit: strictly(limit), ..all },
                    GoalKind::ReachedOwnerWithin(limit) => {
                        Measured { limit: strictly(limit), owner_only: true, ..all }
                    }
                    GoalKind::CalledBackWithin(limit) => {
                        Measured { limit: strictly(limit), about: 1 << Origin::CallBack as u8, ..all }
                    }
                    GoalKind::Metric("abandonment") => Measured { abandoned: true, ..all },
                    // Measured over the run.
                    GoalKind::Metric(_) => return None,
                })
            };
            goals.filter_map(with).collect()
        };
        let on: Vec<Vec<Measured>> = (0..model.channels.len()).map(measured).collect();
        let width = on.iter().map(Vec::len).max().unwrap_or(0);
        let padded = |goals: Vec<Measured>| goals.into_iter().chain(repeat(NO_GOAL)).take(width);
        let days = model.calendar.counted_days() as usize;
        Self {
            first_day: model.calendar.warm_up_days as usize,
            days,
            goals: model.goals.len(),
            width,
            counts: vec![DayGoal::default(); days * on.len() * width],
            measured: on.into_iter().flat_map(padded).collect(),
        }
    }

    /// Adds to each goal of the contact's channel that is about it; the day is that on which it arrived.
    #[inline]
    fn add(&mut self, contact: &Contact, day: usize, is_hit: impl Fn(&Measured) -> bool) {
        let goals = usize::from(contact.channel) * self.width;
        let counts = (day - self.first_day) * self.measured.len() + goals;
        for place in 0..self.width {
            let goal = &self.measured[goals + place];
            let about = goal.is_about(contact);
            let counts = &mut self.counts[counts + place];
            counts.of += u32::from(about);
            counts.hits += u32::from(about & is_hit(goal));
        }
    }

    /// A contact that arrived on this day was answered.
    #[inline]
    pub(super) fn answered(&mut self, contact: &Contact, day: usize, wait: Span, by_owner: bool) {
        self.add(contact, day, |goal| wait <= goal.limit && (by_owner || !goal.owner_only));
    }

    /// A contact that arrived on this day ended without an answer.
    pub(super) fn left(&mut self, contact: &Contact, day: usize, how: Left) {
        if how != Left::Pending {
            self.add(contact, day, |goal| goal.abandoned && how == Left::Abandoned);
        }
    }

    /// By day counted, goal.
    pub(super) fn finish(self) -> Vec<DayGoal> {
        let mut sums = vec![DayGoal::default(); self.days * self.goals];
        let days = self.counts.chunks_exact(self.measured.len().max(1));
        for (day, counts) in days.enumerate() {
            for (measured, counts) in self.measured.iter().zip(counts).filter(|(goal, _)| goal.about > 0) {
                let sum = &mut sums[day * self.goals + measured.goal];
                sum.of += counts.of;
                sum.hits += counts.hits;
            }
        }
        sums
    }
}
