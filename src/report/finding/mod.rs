//! What the records allow to be said: nothing is claimed whose verdict is undecided.
//!
//! In: [`Results`](crate::study::record::Results). Out: sentences for page one and for the titles of plots ([`cheapest`],
//! [`differs`]), and what they rest on. Must not know: tables, plots.

mod cheapest;
mod differs;
mod standing;

pub use cheapest::cheapest;
pub use differs::{Against, against_baseline, differs};
pub use standing::{Standing, standings};
pub(super) use standing::{costs_as_much, is_same_cost, same_cost};
