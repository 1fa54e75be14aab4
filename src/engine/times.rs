//! How long handlings take and how many come back, looked up where nothing moves.
//!
//! In: a model and a staffing. Out: spans and shares. Must not know: who meets whom.
//!
//! The rule is [`handle_time`]'s, to the last bit: where means do not change over the day and owners take as long as
//! others, which is most desks, its factors stand in two small tables.

use crate::model::{Contact, Model, Rows, Staffing, handle_time};
use crate::time::{Moment, Span};

/// Means and factors of a staffing.
#[derive(Debug, Clone)]
pub(super) struct Times {
    channels: usize,
    reasons: usize,
    groups: usize,
    /// By group, channel and reason, in µs; not a number where it changes over the day.
    means: Vec<f64>,
    /// The same way: share of contacts that bring a follow-up.
    follow_ups: Vec<f64>,
    /// By team and group; empty where owners take another time than others.
    factors: Vec<f64>,
}

impl Times {
    pub(super) fn new(model: &Model, staffing: &Staffing) -> Self {
        let mean = |table: &crate::model::HandleTime| match table.mean.values() {
            [mean] => *mean,
            _ => f64::NAN,
        };
        let alike = staffing.teams.iter().all(|team| team.owner_factor.to_bits() == 1.0_f64.to_bits());
        let teams = staffing.teams.iter().filter(|_| alike);
        Self {
            channels: model.channels.len(),
            reasons: model.reasons,
            groups: model.groups.len(),
            means: model.handle_times.iter().map(mean).collect(),
            follow_ups: model.groups.iter().flat_map(|group| group.follow_up.concat()).collect(),
            factors: teams.flat_map(|team| team.factor.iter().copied()).collect(),
        }
    }

    #[inline]
    fn row(&self, contact: &Contact) -> usize {
        let of_group = usize::from(contact.group) * self.channels + usize::from(contact.channel);
        of_group * self.reasons + usize::from(contact.reason)
    }

    /// Share of contacts of this kind that bring a follow-up, as the scenario has it.
    #[inline]
    pub(super) fn follow_up(&self, contact: &Contact) -> f64 {
        self.follow_ups[self.row(contact)]
    }

    /// Full handle time of a contact by an agent of a team who works at a pace, started now, where these own the accounts.
    #[expect(clippy::inline_always, reason = "at every start, from one place of the code")]
    #[inline(always)]
    pub(super) fn total(
        &self,
        (model, staffing): (&Model, &Staffing),
        owners: &Rows,
        contact: &Contact,
        (agent, team): (u32, u16),
        pace: f64,
        now: Moment,
    ) -> Span {
        let mean = self.means[self.row(contact)];
        match self.factors.get(usize::from(team) * self.groups + usize::from(contact.group)) {
            Some(factor) if !mean.is_nan() => ((contact.work * mean * (pace * factor) + 0.5) as Span).max(1),
            _ => handle_time(model, staffing, owners, contact, agent, pace, now),
        }
    }
}
