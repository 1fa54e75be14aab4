//! What a run takes: contacts, processor time, memory. Rough, from the sizes of what is kept and the replications played.
//!
//! In: a model. Out: [`Effort`]. Must not know: how a run is organised beyond batches of replications.

use std::mem::size_of;

use crate::metrics::part::Time;
use crate::metrics::{Counts, histogram, pairs};
use crate::model::{Account, Model, Traced};
use crate::scenario::names::Names;
use crate::study::compare::{Details, pairs_kept, plays};
use crate::study::record::Record;

/// Processor time of a contact in one staffing, with everything, in seconds: measured on a server core.
const PER_CONTACT: f64 = 400e-9;
/// Of an agent's day.
const PER_AGENT_DAY: f64 = 1.5e-6;
/// The program before any scenario, and the pictures that it draws.
const BASE: f64 = 36e6;
/// A figure as a record, names included.
const OF_RECORD: usize = size_of::<Record>() + 80;
/// A row of a log as text, with the fields that are usual.
const ROW_OF_TEXT: f64 = 48.0;

/// What a `compare` takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effort {
    /// Contacts of all staffings and replications.
    pub(crate) contacts: f64,
    /// Core-seconds.
    pub(crate) seconds: f64,
    /// Threads assumed.
    pub(crate) threads: usize,
    /// Bytes of memory.
    pub(crate) bytes: f64,
}

impl Effort {
    /// Estimates it, for all cores of this machine.
    pub(crate) fn of(model: &Model, names: &Names, contacts: f64) -> Self {
        let threads = cores();
        let usual = (names.replications, Details::default());
        let plays = plays(model, names.replications) as f64;
        let agents: f64 = model.staffings.iter().map(|staffing| staffing.agents.len() as f64).sum();
        let contacts = contacts * plays;
        let agent_days =
            agents / model.staffings.len().max(1) as f64 * f64::from(model.calendar.days) * plays;
        Self {
            contacts,
            seconds: contacts * PER_CONTACT + agent_days * PER_AGENT_DAY,
            threads,
            bytes: bytes(model, names, threads, usual),
        }
    }

    pub(crate) fn text(&self) -> String {
        let contacts = match self.contacts {
            few if few < 1e6 => format!("{few:.0}"),
            many => format!("{:.0} million", many / 1e6),
        };
        let time = self.seconds / self.threads as f64;
        let time = match time {
            short if short < 1.0 => "under a second".into(),
            short if short < 120.0 => format!("about {short:.0} s"),
            long => format!("about {:.0} min", long / 60.0),
        };
        let cores = if self.threads == 1 { "one core".into() } else { format!("{} cores", self.threads) };
        format!(
            "compare plays {contacts} contacts: {time} on {cores}, {:.0} MB of memory (rough estimates).",
            self.bytes / 1e6
        )
    }
}

/// Cores of this machine.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Memory (bytes) of a comparison of so many replications, with the details asked for.
pub(crate) fn bytes(
    model: &Model,
    names: &Names,
    threads: usize,
    (replications, details): (u32, Details),
) -> f64 {
    let (channels, groups) = (model.channels.len() as f64, model.groups.len() as f64);
    let accounts = model.accounts.len() as f64;
    let intervals = model.calendar.intervals() as f64;
    let word = 8.0;
    // Names, accounts with their rates, people with their days.
    let mut sum = BASE
        + accounts * (size_of::<Account>() as f64 + channels * word + 60.0)
        + model.people.len() as f64 * (200.0 + threads as f64 * f64::from(model.calendar.days))
        + model
            .volume
            .trace
            .as_ref()
            .map_or(0.0, |log| (size_of::<Traced>() as f64 + ROW_OF_TEXT) * log.rows.len() as f64);
    let histograms = 2.0 * channels * histogram::BINS as f64;
    for (place, staffing) in model.staffings.iter().enumerate() {
        let (agents, teams) = (staffing.agents.len() as f64, staffing.teams.len() as f64);
        let cells = channels * groups * teams * intervals + agents + accounts * channels;
        let part =
            cells * size_of::<Counts>() as f64 + (teams * intervals + agents) * size_of::<Time>() as f64;
        let slots = if agents <= pairs::MOST as f64 || accounts * agents <= f64::from(1 << 20) {
            agents
        } else {
            pairs::MOST as f64
        };
        // Who served whom, really and shuffled; waits as they are counted.
        let playing = 2.0 * accounts * (slots * 8.0 + 16.0) + histograms * groups * 4.0;
        let kept = pairs_kept(model, names, place, replications, details);
        let kept = (kept.pairs * size_of::<(f64, f64)>() + kept.figures * OF_RECORD) as f64;
        // Blocks of replications for the jackknife.
        let blocks = 20.0 * (accounts * channels * 16.0 + histograms * word);
        let owned = accounts * 24.0;
        // What people know when a run begins, and as it goes on.
        let known =
            if model.knowledge.is_some() { accounts * slots * (24.0 + 8.0 * threads as f64) } else { 0.0 };
        sum +=
            owned + known + kept + blocks + threads as f64 * (playing + part) + 4.0 * threads as f64 * part;
    }
    sum
}
