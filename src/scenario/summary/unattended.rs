//! What comes before a run ends without anybody being planned for it any more: it waits at the end, however many people
//! there are at other hours.
//!
//! In: a model, a staffing, a channel. Out: [`Unattended`]. Must not know: what a run gives.

use std::collections::BTreeMap;

use super::planned::{Days, SLOT};
use super::reached::{Reached, Route};
use crate::model::{Model, Staffing};
use crate::time::{DAY, Moment, Span};

/// Requests that nobody is planned for until the run ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unattended {
    /// How many are to be expected.
    pub requests: f64,
    /// Since when nobody is there for most of them.
    pub since: Moment,
}

/// Those of a channel.
pub fn unattended(model: &Model, staffing: &Staffing, channel: usize) -> Unattended {
    let mut reached = Reached::new(model, staffing, &[], Days::Run);
    let mut ends: BTreeMap<Route, Moment> = BTreeMap::new();
    let since: Vec<Moment> = (0..model.accounts.len() as u32)
        .map(|account| {
            let route = Route::of(model, staffing, account, channel);
            *ends.entry(route).or_insert_with_key(|route| {
                reached.hours(route).last().map_or(0, |last| (last + 1) as Span * SLOT)
            })
        })
        .collect();
    let mut by_end: BTreeMap<Moment, f64> = BTreeMap::new();
    if let Some(log) = &model.volume.trace {
        let ours = log.rows.iter().filter(|row| usize::from(row.channel) == channel);
        for end in ours.filter_map(|row| Some(since[row.account as usize]).filter(|end| *end <= row.time)) {
            *by_end.entry(end).or_default() += log.scale;
        }
    } else {
        let mut days: BTreeMap<(usize, Moment), f64> = BTreeMap::new();
        for (account, end) in model.accounts.iter().zip(&since) {
            let profile = model.groups[usize::from(account.group)].profile[channel];
            let days =
                days.entry((profile, *end)).or_insert_with(|| days_since(model, (channel, profile), *end));
            *by_end.entry(*end).or_default() += account.requests_per_day[channel] * *days;
        }
    }
    let most = by_end.iter().max_by(|one, other| one.1.total_cmp(other.1));
    Unattended {
        requests: by_end.values().sum(),
        since: most.map_or_else(|| model.calendar.end(), |(end, _)| *end),
    }
}

/// Ordinary days' worth of requests from a moment to the end of the run.
fn days_since(model: &Model, (channel, profile): (usize, usize), since: Moment) -> f64 {
    let calendar = &model.calendar;
    let first = since / DAY;
    let of_day = |day: u32| {
        let cumulative = &model.volume.profiles[profile].cumulative[calendar.weekday(day)];
        if cumulative.is_empty() {
            return 0.0;
        }
        let before =
            if i64::from(day) == first { (since % DAY) as f64 / calendar.interval as f64 } else { 0.0 };
        let whole = before as usize;
        let upto = |intervals: usize| intervals.checked_sub(1).map_or(0.0, |last| cumulative[last]);
        let within = (before - whole as f64) * (upto((whole + 1).min(cumulative.len())) - upto(whole));
        model.volume.day_factor[channel][day as usize] * (1.0 - upto(whole) - within)
    };
    (first.max(0) as u32..calendar.days).map(of_day).sum()
}
