//! Expected work, by which accounts and teams are weighed.
//!
//! In: groups, handle times, volumes. Out: seconds. Must not know: who does it.

use super::{Account, Group, HandleTime, NONE, Reason, Volume};
use crate::time::SECOND;

/// Mean handle time of a group's contacts over a channel, in seconds, over reasons and intervals.
pub fn mean_handle_time(groups: &[Group], handle_times: &[HandleTime], group: usize, channel: usize) -> f64 {
    let facts = &groups[group];
    let (channels, reasons) = (facts.reasons.len(), facts.reasons[channel].len());
    let first = (group * channels + channel) * reasons;
    let of_reason = |reason: Reason| {
        let values = handle_times[first + usize::from(reason.number)].mean.values();
        reason.share * (values.iter().sum::<f64>() / values.len() as f64) / SECOND as f64
    };
    facts.reasons_of(channel).map(of_reason).fold(0.0, |sum, more| sum + more)
}

/// Expected work of each account per ordinary day in seconds; from the log's contacts where there is one, over the whole log.
pub fn work(
    groups: &[Group],
    handle_times: &[HandleTime],
    accounts: &[Account],
    volume: &Volume,
) -> Vec<f64> {
    let of_group = |group: usize| {
        let channels = 0..groups[group].reasons.len();
        channels.map(|channel| mean_handle_time(groups, handle_times, group, channel)).collect()
    };
    let means: Vec<Vec<f64>> = (0..groups.len()).map(of_group).collect();
    if let Some(log) = &volume.trace {
        let mut work = vec![0.0; accounts.len()];
        for row in log.rows.iter().filter(|row| row.account != NONE) {
            let account = row.account as usize;
            let group = usize::from(accounts[account].group);
            work[account] += row.handle_time.unwrap_or(means[group][usize::from(row.channel)]);
        }
        return work;
    }
    let of_account = |account: &Account| {
        let rates = account.requests_per_day.iter().zip(&means[usize::from(account.group)]);
        rates.map(|(rate, mean)| rate * mean).sum()
    };
    accounts.iter().map(of_account).collect()
}
