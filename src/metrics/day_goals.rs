//! Goals, contact by contact: which contacts a goal is about, and for which it is met.
//!
//! In: a model's goals, contacts as they end. Out: [`DayGoal`]s by day and goal. Must not know: verdicts,
//! goals that are no share of contacts.

use super::part::DayGoal;
use crate::engine::ports::Left;
use crate::model::{Contact, GoalKind, Model, Origin};
use crate::time::{DAY, Moment, Span};

/// What makes a contact a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Answered,
    ReachedOwner,
    CalledBack,
    Abandoned,
}

/// A goal on a channel.
#[derive(Debug, Clone, Copy)]
struct Measured {
    goal: usize,
    measure: Measure,
    /// The longest wait that is a hit.
    limit: Span,
}

/// Goals by channel, and what came of them day by day.
#[derive(Debug)]
pub(super) struct DayGoals {
    counted_from: Moment,
    /// By channel.
    on: Vec<Vec<Measured>>,
    goals: usize,
    /// By day counted, goal.
    days: Vec<DayGoal>,
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
                let (measure, limit) = match *facts.kind_for(staffing) {
                    GoalKind::AnsweredWithin(limit) => (Measure::Answered, strictly(limit)),
                    GoalKind::ReachedOwnerWithin(limit) => (Measure::ReachedOwner, strictly(limit)),
                    GoalKind::CalledBackWithin(limit) => (Measure::CalledBack, strictly(limit)),
                    GoalKind::Metric("abandonment") => (Measure::Abandoned, 0),
                    // Measured over the run.
                    GoalKind::Metric(_) => return None,
                };
                Some(Measured { goal, measure, limit })
            };
            goals.filter_map(with).collect()
        };
        let days = model.calendar.counted_days() as usize;
        Self {
            counted_from: model.calendar.counted_from(),
            on: (0..model.channels.len()).map(measured).collect(),
            goals: model.goals.len(),
            days: vec![DayGoal::default(); days * model.goals.len()],
        }
    }

    #[inline]
    fn row(&self, contact: &Contact) -> usize {
        // Counted contacts arrive after the warm-up.
        ((contact.arrived - self.counted_from) as u64 / DAY as u64) as usize * self.goals
    }

    #[inline]
    pub(super) fn answered(&mut self, contact: &Contact, wait: Span, by_owner: bool) {
        let row = self.row(contact);
        for goal in &self.on[usize::from(contact.channel)] {
            let within = wait <= goal.limit;
            let (of, hit) = match goal.measure {
                Measure::Answered => (true, within),
                Measure::ReachedOwner => (true, within && by_owner),
                Measure::CalledBack => (contact.origin == Origin::CallBack, within),
                Measure::Abandoned => (true, false),
            };
            let day = &mut self.days[row + goal.goal];
            day.of += u32::from(of);
            day.hits += u32::from(of && hit);
        }
    }

    pub(super) fn left(&mut self, contact: &Contact, how: Left) {
        if how == Left::Pending {
            return;
        }
        let row = self.row(contact);
        for goal in &self.on[usize::from(contact.channel)] {
            let of = goal.measure != Measure::CalledBack || contact.origin == Origin::CallBack;
            let hit = goal.measure == Measure::Abandoned && how == Left::Abandoned;
            let day = &mut self.days[row + goal.goal];
            day.of += u32::from(of);
            day.hits += u32::from(of && hit);
        }
    }

    pub(super) fn finish(self) -> Vec<DayGoal> {
        self.days
    }
}
