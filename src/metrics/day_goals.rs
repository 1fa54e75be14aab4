//! Goals, contact by contact: which contacts a goal is about, and for which it is met.
//!
//! In: a model's goals, contacts as they end. Out: [`DayGoal`]s by day and goal. Must not know: verdicts,
//! goals that are no share of contacts.

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
    /// It is about call-backs only.
    call_backs_only: bool,
    /// Who gives up is a hit.
    abandoned: bool,
}

/// Whether an owner answered, whether it was a call-back: what a limit hangs on beside the goal.
const CLASSES: usize = 4;

/// The class of an answered contact.
#[inline]
fn class(by_owner: bool, call_back: bool) -> usize {
    2 * usize::from(by_owner) + usize::from(call_back)
}

impl Measured {
    /// The longest wait of an answered contact of a class that is a hit.
    fn limit_of(&self, by_owner: bool, call_back: bool) -> Span {
        let is_hit = (by_owner || !self.owner_only) && (call_back || !self.call_backs_only);
        if is_hit { self.limit } else { Span::MIN }
    }
}

/// Goals of a channel are looked at in blocks of so many, each of which counts contacts for itself.
const BLOCK: usize = 2;

/// What came of a block of goals on a day.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Contacts that ended, call-backs behind the others.
    ended: [u32; 2],
    hits: [u32; BLOCK],
}

/// Goals by channel, and what came of them day by day.
#[derive(Debug)]
pub(super) struct DayGoals {
    first_day: usize,
    days: usize,
    goals: usize,
    /// By channel.
    on: Vec<Vec<Measured>>,
    /// Blocks of the channel with most goals: as many on each, so that the hot loop ends as foreseen.
    blocks: usize,
    /// By channel, class, block.
    limits: Vec<[Span; BLOCK]>,
    /// By day counted, channel, block.
    tallies: Vec<Tally>,
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
                let any = Measured {
                    goal,
                    limit: Span::MIN,
                    owner_only: false,
                    call_backs_only: false,
                    abandoned: false,
                };
                Some(match *facts.kind_for(staffing) {
                    GoalKind::AnsweredWithin(limit) => Measured { limit: strictly(limit), ..any },
                    GoalKind::ReachedOwnerWithin(limit) => {
                        Measured { limit: strictly(limit), owner_only: true, ..any }
                    }
                    GoalKind::CalledBackWithin(limit) => {
                        Measured { limit: strictly(limit), call_backs_only: true, ..any }
                    }
                    GoalKind::Abandoned => Measured { abandoned: true, ..any },
                    // Measured over the run.
                    GoalKind::Metric(_) => return None,
                })
            };
            goals.filter_map(with).collect()
        };
        let on: Vec<Vec<Measured>> = (0..model.channels.len()).map(measured).collect();
        let blocks = on.iter().map(Vec::len).max().unwrap_or(0).div_ceil(BLOCK);
        let mut limits = vec![[Span::MIN; BLOCK]; on.len() * CLASSES * blocks];
        for (channel, goals) in on.iter().enumerate() {
            for (by_owner, call_back) in [(false, false), (false, true), (true, false), (true, true)] {
                let row = (channel * CLASSES + class(by_owner, call_back)) * blocks;
                for (limit, goal) in limits[row..].as_flattened_mut().iter_mut().zip(goals) {
                    *limit = goal.limit_of(by_owner, call_back);
                }
            }
        }
        let days = model.calendar.counted_days() as usize;
        Self {
            first_day: model.calendar.warm_up_days as usize,
            days,
            goals: model.goals.len(),
            blocks,
            limits,
            tallies: vec![Tally::default(); days * on.len() * blocks],
            on,
        }
    }

    /// The first tally of a channel on a day counted.
    #[inline]
    fn first(&self, channel: u8, day: usize) -> usize {
        ((day - self.first_day) * self.on.len() + usize::from(channel)) * self.blocks
    }

    /// A contact that arrived on this day was answered.
    #[inline]
    pub(super) fn answered(&mut self, contact: &Contact, day: usize, wait: Span, by_owner: bool) {
        if self.blocks == 0 {
            return;
        }
        let call_back = contact.origin == Origin::CallBack;
        let first = self.first(contact.channel, day);
        let limits = (usize::from(contact.channel) * CLASSES + class(by_owner, call_back)) * self.blocks;
        let tallies = &mut self.tallies[first..first + self.blocks];
        for (tally, limits) in tallies.iter_mut().zip(&self.limits[limits..]) {
            tally.ended[usize::from(call_back)] += 1;
            for (hits, limit) in tally.hits.iter_mut().zip(limits) {
                *hits += u32::from(wait <= *limit);
            }
        }
    }

    /// A contact that arrived on this day ended without an answer.
    pub(super) fn left(&mut self, contact: &Contact, day: usize, how: Left) {
        if how == Left::Pending {
            return;
        }
        let first = self.first(contact.channel, day);
        let goals = self.on[usize::from(contact.channel)].chunks(BLOCK);
        for (tally, goals) in self.tallies[first..].iter_mut().zip(goals) {
            tally.ended[usize::from(contact.origin == Origin::CallBack)] += 1;
            for (hits, goal) in tally.hits.iter_mut().zip(goals) {
                *hits += u32::from(goal.abandoned && how == Left::Abandoned);
            }
        }
    }

    /// By day counted, goal.
    pub(super) fn finish(self) -> Vec<DayGoal> {
        let mut sums = vec![DayGoal::default(); self.days * self.goals];
        for (row, tallies) in self.tallies.chunks(self.blocks.max(1)).enumerate() {
            let (day, channel) = (row / self.on.len(), row % self.on.len());
            for (goals, Tally { ended, hits }) in self.on[channel].chunks(BLOCK).zip(tallies) {
                for (goal, hits) in goals.iter().zip(hits) {
                    let sum = &mut sums[day * self.goals + goal.goal];
                    sum.of += if goal.call_backs_only { ended[1] } else { ended[0] + ended[1] };
                    sum.hits += hits;
                }
            }
        }
        sums
    }
}
