//! What is said of a figure wherever it is made or shown.
//!
//! In: nothing. Out: [`Figure`]. Must not know: how figures are computed, whose they are.

use super::unit::Unit;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
    /// Neither.
    Neither,
}

/// What is said of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Stable name.
    pub name: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// What it is called in tables, pictures and sentences; empty: its name with spaces.
    pub label: &'static str,
    /// What it is called where there is little room, over a column; empty: its label.
    pub heading: &'static str,
    /// One sentence, with the formula.
    pub definition: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// A difference below this does not matter, in `unit` (of money: as a share of the baseline's).
    pub margin: f64,
}

impl Figure {
    /// What a figure is where nothing else is said: half a point of a share matters, and half a per cent of money.
    pub(super) const BARE: Self = Self {
        name: "",
        unit: Unit::Plain,
        label: "",
        heading: "",
        definition: "",
        direction: Direction::Neither,
        margin: 0.005,
    };
}
