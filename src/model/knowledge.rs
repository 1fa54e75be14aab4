//! What people know of accounts, and what that does: numbers only.
//!
//! In: the scenario's door. Out: [`Knowledge`] and, by staffing, [`Settled`]. Must not know: how stocks grow and fade
//! (that is `knowledge`), who serves whom.

use crate::time::Span;

/// What knowledge does, and how fast it fades. One formula carries all three effects: the *ignorance* of a person
/// about an account, x·(1 − κd) ÷ (1 + ê/e50), where x is the account's complexity, d how far it is documented and ê
/// the contacts remembered.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    /// δ: handle time is 1 + δ·ignorance times that of an expert.
    pub effect: f64,
    /// e50: contacts after which half of the ignorance is gone.
    pub half_effect: f64,
    /// h: after this time half of what was learnt is forgotten.
    pub half_life: Span,
    /// s: how much a contact with another account of the sector is worth, from 0 to 1.
    pub sector_share: f64,
    /// What a contact teaches, by channel (1 = a whole contact).
    pub weight: Vec<f64>,
    /// x·(1 − κd) of each account.
    pub hidden: Vec<f64>,
    /// d of each account, from 0 to 1.
    pub documented: Vec<f64>,
    /// Sector of each account, or [`super::NONE`].
    pub sector: Vec<u32>,
    /// Number of sectors.
    pub sectors: usize,
    /// Factor on the share of contacts that come back unresolved: 1 for experts.
    pub unresolved: Outcome,
    /// Share of contacts with an error.
    pub errors: Outcome,
    /// Cost of an error, in the scenario's currency.
    pub error_cost: f64,
    /// What people know on the first day.
    pub start: Start,
}

impl Knowledge {
    /// Whether it has to be known what people of a staffing come to know, where these are wanted.
    pub fn asks(&self, staffing: usize, wanted: &[usize]) -> bool {
        match self.start {
            Start::Nothing => false,
            Start::Settled => wanted.contains(&staffing),
            Start::From(before) => staffing == before,
        }
    }
}

/// A figure that ignorance moves from that of an expert towards that of a novice.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcome {
    /// Of somebody who knows all there is to know.
    pub expert: f64,
    /// Of somebody who knows nothing of an undocumented account of complexity 1.
    pub novice: f64,
}

impl Outcome {
    /// The same whatever anybody knows.
    pub fn same(value: f64) -> Self {
        Self { expert: value, novice: value }
    }

    /// The figure at an ignorance.
    #[inline]
    pub fn at(&self, ignorance: f64) -> f64 {
        self.expert + (self.novice - self.expert) * ignorance
    }
}

/// What people know on the first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// What they have come to know under the staffing, in the time they have been there.
    Settled,
    /// Nothing.
    Nothing,
    /// What they have come to know under another staffing: the day of a reorganisation.
    From(usize),
}

/// Under which staffing handle times, follow-up shares (and volumes, if they are of contacts) were measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// By experts of ordinary speed: figures are taken as they are.
    ByExperts,
    /// Under a staffing.
    Under(usize),
}

/// What people know once a staffing has lasted: (agent, account, contacts remembered), of those who know anything.
pub type Settled = Vec<(u32, u32, f64)>;
