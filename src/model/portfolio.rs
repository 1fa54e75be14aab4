//! Portfolios: who owns which accounts, and who deputises.
//!
//! In: a cut. Out: [`Portfolio`]. Must not know: ladders, chance.

use super::Rows;

/// Owners and deputies of every account, as agents of the staffing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Portfolio {
    /// Owners of each account, one per shift; empty rows where nobody owns it.
    pub owners: Rows,
    /// Their deputies, in the same order; `NONE` is left out.
    pub deputies: Rows,
}
