//! Replayed demand: a log's rows in the place of drawn requests.
//!
//! In: a log. Out: arrivals into an [`Intake`], and the values that a row gives. Must not know: files, which days are
//! alike.

use super::attributes::Kinds;
use super::intake::Intake;
use super::order::Arrival;
use super::sources::{contact_key, source_key};
use crate::model::{Contact, Kind, Log, Model};
use crate::random::{Purpose, Streams, drawn_from, mix};
use crate::time::{DAY, Moment, SECOND, from_seconds};

/// The log, and how many rows each (account, channel) has had on the current day.
#[derive(Debug, Clone)]
pub(super) struct Replay<'m> {
    log: &'m Log,
    streams: Streams,
    /// (day + 1, count) of account × channels + channel.
    counts: Vec<(u32, u32)>,
}

impl<'m> Replay<'m> {
    pub(super) fn new(model: &Model, log: &'m Log, streams: Streams) -> Self {
        debug_assert!(log.rows.is_sorted_by_key(|row| row.time), "rows in order of time");
        Self { log, streams, counts: vec![(0, 0); model.accounts.len() * model.channels.len()] }
    }

    /// The day of the log that is replayed on a day.
    fn stands_in(&self, day: u32) -> u32 {
        let like = self.log.alike.as_ref().map_or(&[][..], |alike| alike.like(day));
        let place = self.streams.draw(Purpose::Resample, 0, day.into()).below(like.len() as u64);
        like.get(place as usize).copied().unwrap_or(day)
    }

    /// Takes a day's rows into `intake`.
    pub(super) fn draw(&mut self, model: &Model, day: u32, intake: &mut Intake) {
        let logged = self.stands_in(day);
        let later = (Moment::from(day) - Moment::from(logged)) * DAY;
        let (first, rows) = self.log.of_day(logged);
        for (index, row) in rows.iter().enumerate() {
            let source = row.account as usize * model.channels.len() + usize::from(row.channel);
            let count = &mut self.counts[source];
            if count.0 != day + 1 {
                *count = (day + 1, 0);
            }
            let k = u64::from(count.1);
            count.1 += 1;
            let source = mix(source_key(self.streams, model, row.account, row.channel), u64::from(day));
            let key = contact_key(source, k);
            let (door, at, origin) = (intake.door(row.channel), row.time + later, (first + index) as u32);
            // As logged, unless volumes are scaled; more at a larger scale are the same ones and others.
            let mut left = self.log.scale;
            if left >= 1.0 || drawn_from(key, Purpose::Copy, 0).yes(left) {
                intake.take(model, door, at, key, origin);
            }
            // Further ones come at some open time of the same interval.
            let channel = &model.channels[usize::from(row.channel)];
            let interval = model.calendar.interval;
            let (live, begins) = (channel.kind == Kind::Live, at - at % interval);
            if live && !channel.opening.is_open(at) {
                continue;
            }
            let open = if live { channel.opening.between(begins, begins + interval) } else { interval };
            for copy in 1.. {
                left -= 1.0;
                if left <= 0.0 || (left < 1.0 && !drawn_from(key, Purpose::Copy, copy).yes(left)) {
                    break;
                }
                let key = mix(key, copy);
                let within = (drawn_from(key, Purpose::Place, 0).uniform() * open as f64) as Moment;
                let at = if live { channel.opening.advance(begins, within) } else { begins + within };
                intake.take(model, door, at, key, origin);
            }
        }
    }

    /// The contact of an arrival: what the row gives, and the rest drawn.
    #[inline]
    pub(super) fn contact(&self, kinds: &Kinds<'_>, arrival: &Arrival) -> Contact {
        let model = kinds.model();
        let row = &self.log.rows[arrival.origin as usize];
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
