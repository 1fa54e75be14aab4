//! How long handlings take, looked up where nothing moves.
//!
//! In: a model and a staffing. Out: spans. Must not know: who meets whom.
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
            factors: teams.flat_map(|team| team.factor.iter().copied()).collect(),
        }
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
        let group = usize::from(contact.group);
        let row = (group * self.channels + usize::from(contact.channel)) * self.reasons;
        let mean = self.means[row + usize::from(contact.reason)];
        match self.factors.get(usize::from(team) * self.groups + group) {
            Some(factor) if !mean.is_nan() => ((contact.work * mean * (pace * factor) + 0.5) as Span).max(1),
            _ => handle_time(model, staffing, owners, contact, agent, pace, now),
        }
    }
}
