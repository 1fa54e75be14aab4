//! Satisfaction: what accounts went through, account by account, and what it is worth.
//!
//! In: a finished part, the rules and the accounts of a model. Out: [`Satisfied`], and figures of the catalogue.
//! Must not know: replications, names.

use super::catalogue::{GROUPS, Metric};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::part::Sums;
use super::part::{Part, Slice};
use super::unit::Unit;
use crate::math::total;
use crate::model::satisfaction::{Experience, Meets};
use crate::model::{Model, Satisfaction};

/// All of them.
pub(super) static FIGURES: &[&Metric] = &[&SATISFACTION, &VALUE_LOST_PER_YEAR];

/// Sums over accounts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Satisfied {
    /// Σ value × score, of accounts that had contacts.
    score: f64,
    /// Σ value of these.
    scored: f64,
    /// Σ value × chance that the account is lost within a year.
    lost: f64,
    /// Accounts.
    accounts: f64,
}

impl Satisfied {
    /// Adds up the accounts of a slice: all, a group's, or one.
    pub fn of(model: &Model, rules: &Satisfaction, part: &Part, slice: Slice) -> Self {
        Self::with(model, rules, slice, |account| part.experience(rules, account))
    }

    /// The same of accounts that went through something.
    pub fn with(
        model: &Model,
        rules: &Satisfaction,
        slice: Slice,
        experience: impl Fn(usize) -> Experience,
    ) -> Self {
        let (mut scores, mut values, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        for account in slice.accounts(model) {
            let facts = &model.accounts[account];
            let experience = experience(account);
            if let Some(score) = rules.score(&experience) {
                // One account is what it is, whatever it is worth.
                let weight = if slice.account.is_some() { 1.0 } else { facts.value };
                scores.push(weight * score);
                values.push(weight);
            }
            lost.push(facts.value * rules.lost(&experience));
        }
        // Whatever the order of accounts in the file.
        let accounts = lost.len() as f64;
        Self { score: total(scores), scored: total(values), lost: total(lost), accounts }
    }
}

impl std::ops::AddAssign for Satisfied {
    fn add_assign(&mut self, other: Self) {
        self.score += other.score;
        self.scored += other.scored;
        self.lost += other.lost;
        self.accounts += other.accounts;
    }
}

impl Part {
    /// What an account went through on all channels together.
    pub fn experience(&self, rules: &Satisfaction, account: usize) -> Experience {
        let counts = self.counts(Slice { account: Some(account), ..Slice::default() });
        let (judged, met) = match rules.meets {
            Meets::Owner => (counts.get(Count::Owned), counts.get(Count::ByOwner)),
            Meets::LastPerson => {
                let met = &self.continuity[account][0];
                (met.successions, met.repeats)
            }
        };
        Experience {
            due: counts.due(),
            in_time: counts.get(Count::InTime),
            contacts: counts.get(Count::Offered),
            first: counts.get(Count::First),
            judged,
            met,
            days: self.shape.days as i64,
            after_departure: self.departed.get(account).copied().map_or(0, i64::from),
        }
    }
}

/// How satisfied accounts are.
pub(crate) static SATISFACTION: Metric = Metric {
    figure: Figure {
        name: "satisfaction",
        unit: Unit::Points,
        definition: "Score of accounts that had contacts, weighted by their value: 100 less the points of [satisfaction] for contacts not in time, new faces and repeats.",
        direction: Direction::Higher,
        margin: 0.5,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.satisfied.score, sums.satisfied.scored),
};

/// What their leaving costs.
pub(crate) static VALUE_LOST_PER_YEAR: Metric = Metric {
    figure: Figure {
        name: "value_lost_per_year",
        unit: Unit::CURRENCY,
        definition: "Σ over accounts of yearly value × (1 − exp(−loss hazard)): the value expected to leave within a year.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums: &Sums| (sums.satisfied.lost, f64::from(u8::from(sums.satisfied.accounts > 0.0))),
};
