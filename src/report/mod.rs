//! Answers: page one, tables of detail, data files and plots.
//!
//! In: a [`Results`](crate::study::record::Results) document, fresh or read back. Out: text. Must not
//! know: anything else of a study, models, engines; it prints nothing and opens no file.

mod continuity;
mod contracts;
mod costs;
pub mod data;
mod departures;
pub mod details;
mod equal;
pub mod finding;
mod flips;
mod frontier;
pub mod knockout;
pub mod look;
pub mod next;
mod page;
pub mod page_one;
mod paired;
pub mod plot;
mod sensitivity;
pub mod size;
pub mod style;
pub mod sweep;
pub mod threshold;
pub mod words;

mod table;
mod tables;

#[cfg(test)]
mod sample;

#[cfg(test)]
mod kept;
