//! Drawn demand: how many requests of each (account, channel) a day, and where in the day.
//!
//! In: rates, day factors, busyness, profiles, streams. Out: arrivals into an [`Intake`].
//! Must not know: what else a contact carries.
//!
//! Everything about the k-th request of (account, channel, day) hangs on these four alone, and the count is monotone in
//! the rate: more volume only adds requests.

use super::busyness::Busyness;
use super::growth::Path;
use super::intake::Intake;
use super::profile::{Inverse, by_weekday};
use crate::distribution::poisson_count;
use crate::model::{Model, NONE};
use crate::random::{Purpose, Streams, drawn_from, mix};
use crate::time::{DAY, Moment};

/// An (account, channel) that brings requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    /// Stream key of (account, channel).
    key: u64,
    /// Mean requests per ordinary day.
    per_day: f64,
    pub(super) account: u32,
    pub(super) group: u16,
    sector: u16,
    pub(super) channel: u8,
    /// Its place among the day's factors.
    factor: u32,
}

/// All sources, and what a day needs.
#[derive(Debug, Clone)]
pub(super) struct Sources {
    list: Vec<Source>,
    busyness: Busyness,
    /// By profile and weekday.
    inverses: Vec<Vec<Option<Inverse>>>,
    /// Day's factor by channel; where volumes grow, by group and channel.
    factors: Vec<f64>,
    growth: Option<Path>,
    fixed: bool,
}

/// Key of the draws about (account, channel).
pub(super) fn source_key(streams: Streams, model: &Model, account: u32, channel: u8) -> u64 {
    let account = &model.accounts[account as usize];
    let channel = &model.channels[usize::from(channel)];
    streams.key(mix(account.key, channel.key))
}

/// Key of the k-th contact of a source on a day; `day_key` is the source's key mixed with the day.
#[inline]
pub(super) fn contact_key(day_key: u64, k: u64) -> u64 {
    drawn_from(day_key, Purpose::ContactKey, k).bits()
}

impl Sources {
    /// Those of the accounts that are wanted.
    pub(super) fn new(model: &Model, streams: Streams, wanted: &dyn Fn(u32) -> bool) -> Self {
        let mut sources = Vec::new();
        let growth = Path::draw(model, streams);
        let channels = model.channels.len();
        let rows = if growth.is_some() { model.groups.len() } else { 1 };
        for (account, row) in model.accounts.iter().enumerate().filter(|(account, _)| wanted(*account as u32))
        {
            for (channel, &per_day) in row.requests_per_day.iter().enumerate() {
                if per_day > 0.0 {
                    let (account, channel) = (account as u32, channel as u8);
                    let line = if growth.is_some() { usize::from(row.group) } else { 0 };
                    sources.push(Source {
                        key: source_key(streams, model, account, channel),
                        per_day,
                        account,
                        group: row.group,
                        sector: row.sector,
                        channel,
                        factor: (line * channels + usize::from(channel)) as u32,
                    });
                }
            }
        }
        let interval = model.calendar.interval;
        Self {
            list: sources,
            busyness: Busyness::new(model, streams),
            inverses: model.volume.profiles.iter().map(|profile| by_weekday(profile, interval)).collect(),
            factors: vec![0.0; rows * channels],
            growth,
            fixed: model.volume.fixed_counts,
        }
    }

    #[inline]
    pub(super) fn get(&self, index: u32) -> &Source {
        &self.list[index as usize]
    }

    /// Draws the arrivals of a day into `intake`.
    pub(super) fn draw(&mut self, model: &Model, day: u32, intake: &mut Intake) {
        self.busyness.turn_to(day);
        for (group, row) in self.factors.chunks_mut(model.channels.len().max(1)).enumerate() {
            let growth = self.growth.as_ref().map_or(1.0, |path| path.factor(group, day));
            for (factor, by_day) in row.iter_mut().zip(&model.volume.day_factor) {
                *factor = growth * by_day.get(day as usize).copied().unwrap_or(0.0);
            }
        }
        let anything = self.factors.iter().any(|&factor| factor > 0.0);
        if !anything && !self.busyness.persists() {
            return;
        }
        let weekday = model.calendar.weekday(day);
        let midnight = Moment::from(day) * DAY;
        let has_own = self.busyness.has_own();
        let (mut account, mut own) = (NONE, 1.0);
        for (index, source) in self.list.iter().enumerate() {
            if has_own && source.account != account {
                account = source.account;
                own = self.busyness.of_account(account);
            }
            let factor = self.factors[source.factor as usize];
            let mean = source.per_day * factor * self.busyness.of_sector(source.sector) * own;
            let u = drawn_from(source.key, Purpose::Count, u64::from(day)).uniform();
            let count = if self.fixed {
                // The mean in the mean, and monotone in it.
                (mean + u) as u64
            } else if u < 1.0 - mean {
                // 1 − m < exp(−m): no request, without an exponential. Most accounts, most days.
                0
            } else {
                poisson_count(mean, u)
            };
            if count == 0 {
                continue;
            }
            let profile = model.groups[usize::from(source.group)].profile[usize::from(source.channel)];
            let Some(inverse) = &self.inverses[profile][weekday] else {
                continue;
            };
            let day_key = mix(source.key, u64::from(day));
            let door = intake.door(source.channel);
            for k in 0..count {
                let key = contact_key(day_key, k);
                let place = inverse.place(drawn_from(key, Purpose::Place, 0).bits());
                intake.take(model, door, midnight + place, key, index as u32);
            }
        }
    }
}
