//! Expected work, by which accounts and teams are weighed.
//!
//! In: groups, handle times, volumes. Out: seconds. Must not know: who does it.

use super::accounts::Groups;
use crate::model::{Account, NONE, Volume};
use crate::time::SECOND;

/// Mean handle time of a group's contacts over a channel, in seconds, over reasons and intervals.
pub(super) fn mean_handle_time(groups: &Groups, channels: usize, group: usize, channel: usize) -> f64 {
    let reasons = groups.groups.first().map_or(1, |group| group.follow_up.first().map_or(1, Vec::len));
    let first = (group * channels + channel) * reasons;
    let mut before = 0.0;
    let mut sum = 0.0;
    for (reason, upto) in groups.groups[group].reasons[channel].iter().enumerate() {
        let values = groups.handle_times[first + reason].mean.values();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        sum += (upto - before) * mean / SECOND as f64;
        before = *upto;
    }
    sum
}

/// Expected work of each account per ordinary day in seconds; from the log's contacts where there is one.
pub(super) fn work(channels: usize, groups: &Groups, volume: &Volume) -> Vec<f64> {
    let means: Vec<Vec<f64>> = (0..groups.groups.len())
        .map(|group| {
            (0..channels).map(|channel| mean_handle_time(groups, channels, group, channel)).collect()
        })
        .collect();
    if let Some(log) = &volume.trace {
        let mut work = vec![0.0; groups.accounts.len()];
        for row in log.rows.iter().filter(|row| row.account != NONE) {
            let account = row.account as usize;
            let group = usize::from(groups.accounts[account].group);
            work[account] += row.handle_time.unwrap_or(means[group][usize::from(row.channel)]);
        }
        return work;
    }
    let of_account = |account: &Account| {
        let rates = account.requests_per_day.iter().zip(&means[usize::from(account.group)]);
        rates.map(|(rate, mean)| rate * mean).sum()
    };
    groups.accounts.iter().map(of_account).collect()
}
