//! The names that the compiled model has none of, and what the scenario says about its own run.
//!
//! In: a scenario file, resolved. Out: [`Names`], used by studies to label records. Must not know: results.

use std::collections::BTreeMap;

use super::redraw::Redraw;
use crate::time::{Date, Span};

/// A goal in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoalName {
    /// Its name.
    pub name: String,
    /// The metric of the catalogue that it sets a threshold for.
    pub metric: String,
    /// Its channel; empty for all.
    pub channel: String,
    /// `80 % of phone answered within 20 s`.
    pub text: String,
    /// What staffings promise instead, by their index.
    pub own: BTreeMap<usize, String>,
}

/// A modelling default that the run rests on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assumption {
    /// Lever that sets it.
    pub path: String,
    /// Value used.
    pub value: String,
    /// What it means.
    pub note: String,
    /// A source stands behind it.
    pub sourced: bool,
}

/// Something that may be meant, but hardly is: it is said before a run, and beside its figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caution {
    /// Stable name of its kind.
    pub code: String,
    /// The staffing that it is about; `None` for all.
    pub staffing: Option<String>,
    /// What is so, in a sentence.
    pub message: String,
    /// What to do about it, in a sentence.
    pub remedy: String,
    /// The dates that it is about, where it is about some: nothing else need tell them.
    pub dates: Vec<Date>,
}

/// Names and settings; indices are those of the model.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    /// Title of the scenario.
    pub title: String,
    /// Currency of all money.
    pub currency: String,
    /// Channels.
    pub channels: Vec<String>,
    /// Account groups.
    pub groups: Vec<String>,
    /// Contact reasons.
    pub reasons: Vec<String>,
    /// Sites.
    pub sites: Vec<String>,
    /// Accounts.
    pub accounts: Vec<String>,
    /// People.
    pub people: Vec<String>,
    /// Roster of each person.
    pub rosters: Vec<String>,
    /// Staffings.
    pub staffings: Vec<String>,
    /// The ladder of each staffing in words.
    pub ladders: Vec<String>,
    /// Teams of each staffing.
    pub teams: Vec<Vec<String>>,
    /// Goals.
    pub goals: Vec<GoalName>,
    /// Contracts.
    pub contracts: Vec<String>,
    /// Index of the staffing that differences are taken from.
    pub baseline: usize,
    /// The two staffings of which it is told what makes them tie.
    pub tie: (usize, usize),
    /// Seed of days, contacts, absences.
    pub seed: u64,
    /// Replications.
    pub replications: u32,
    /// Most replications under `--precision`.
    pub max_replications: u32,
    /// Modelling defaults taken.
    pub assumptions: Vec<Assumption>,
    /// What may be meant, but hardly is.
    pub cautions: Vec<Caution>,
    /// From the first opening of any channel on any weekday to the last closing: what plans by interval divide.
    pub open_between: (Span, Span),
    /// How to draw the desk of a replication, where each has its own.
    pub redraw: Option<Redraw>,
}
