//! Replayed demand: a log's rows in the place of drawn requests.
//!
//! In: rows in order of time. Out: arrivals into an [`Intake`], and the values that a row gives.
//! Must not know: files.

use super::attributes::Kinds;
use super::intake::Intake;
use super::order::Arrival;
use super::sources::{contact_key, source_key};
use crate::model::accounts::Traced;
use crate::model::{Contact, Model};
use crate::random::{Streams, mix};
use crate::time::{DAY, Moment, SECOND, from_seconds};

/// The rows, and how many each (account, channel) has had on the current day.
#[derive(Debug, Clone)]
pub(super) struct Replay<'m> {
    rows: &'m [Traced],
    streams: Streams,
    /// (day + 1, count) of account × channels + channel.
    counts: Vec<(u32, u32)>,
}

impl<'m> Replay<'m> {
    pub(super) fn new(model: &Model, rows: &'m [Traced], streams: Streams) -> Self {
        debug_assert!(rows.is_sorted_by_key(|row| row.time), "rows in order of time");
        Self { rows, streams, counts: vec![(0, 0); model.accounts.len() * model.channels.len()] }
    }

    /// Takes a day's rows into `intake`.
    pub(super) fn draw(&mut self, model: &Model, day: u32, intake: &mut Intake) {
        let midnight = Moment::from(day) * DAY;
        let first = self.rows.partition_point(|row| row.time < midnight);
        for (index, row) in self.rows.iter().enumerate().skip(first) {
            if row.time >= midnight + DAY {
                break;
            }
            let source = row.account as usize * model.channels.len() + usize::from(row.channel);
            let count = &mut self.counts[source];
            if count.0 != day + 1 {
                *count = (day + 1, 0);
            }
            let k = u64::from(count.1);
            count.1 += 1;
            let source = source_key(self.streams, model, row.account, row.channel);
            let key = contact_key(mix(source, u64::from(day)), k);
            intake.take(model, intake.door(row.channel), row.time, key, index as u32);
        }
    }

    /// The contact of an arrival: what the row gives, and the rest drawn.
    #[inline]
    pub(super) fn contact(&self, kinds: &Kinds<'_>, arrival: &Arrival) -> Contact {
        let model = kinds.model();
        let row = &self.rows[arrival.origin as usize];
        let group = model.accounts[row.account as usize].group;
        let mut contact = Contact::plain(arrival.at, arrival.key, row.account, group, row.channel);
        kinds.fill(&mut contact, row.reason);
        if let Some(seconds) = row.handle_time {
            // Work times mean gives the logged time back, for a person of ordinary speed.
            let table = model.handle_time(group, row.channel, contact.reason);
            let mean = table.mean.at(model.calendar.interval_of(contact.arrived));
            contact.work = if *mean > 0.0 { seconds * SECOND as f64 / mean } else { 1.0 };
        }
        if let Some(seconds) = row.patience {
            contact.patience = from_seconds(seconds);
            contact.balks = false;
        }
        contact
    }
}
