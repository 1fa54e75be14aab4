//! Under which terms a principal pays for a desk.
//!
//! In: the scenario's door. Out: [`Contract`], read by `money` and `study`. Must not know: quantities, results.

/// Which hour a price is for; overtime counts as an hour of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourKind {
    /// Of shifts, leave and absence included.
    Paid,
    /// Not planned leave.
    Planned,
    /// Neither leave, absence nor training.
    Worked,
    /// Signed on.
    Productive,
    /// Spent on contacts.
    Handled,
}

/// What a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PricedUnit {
    /// Own staff: the principal bears the cost of production, and nothing on top.
    OwnStaff,
    /// An hour.
    Hour(HourKind),
    /// An answered contact.
    Contact,
    /// A handled contact that no follow-up came of.
    ResolvedRequest,
    /// A full-time equivalent for a month.
    FteMonth,
}

/// A price for the units of a month that lie between two volumes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tier {
    /// Units of a month below it.
    pub from: f64,
    /// Units of a month up to here; infinite for the last.
    pub to: f64,
    /// Price of a unit.
    pub price: f64,
}

/// What a goal does to a month's price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceTerm {
    /// Index into [`super::Model::goals`].
    pub goal: u16,
    /// Share of the month's price that is taken off in a month that misses the goal.
    pub penalty: f64,
    /// Share that is put on top in a month that reaches `bonus_at`.
    pub bonus: f64,
    /// Value from which on the bonus is paid: at least, or at most, as the goal says.
    pub bonus_at: f64,
}

/// A contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// What the price is for.
    pub unit: PricedUnit,
    /// Prices by volume of a month: from 0 on, without gaps.
    pub tiers: Vec<Tier>,
    /// Units of a month that are paid for at least.
    pub minimum: f64,
    /// The volume of a month is that of each calendar month by itself, not the mean over the run.
    pub by_month: bool,
    /// Penalties and bonuses.
    pub service: Vec<ServiceTerm>,
}
