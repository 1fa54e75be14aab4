//! Whether anything comes, and whether anybody ever answers it.
//!
//! In: volumes, staffings as compiled. Out: cautions; a problem where no staffing answers anything. Must not know: who is on
//! duty when.

use super::accounts::Groups;
use super::{Door, at};
use crate::model::{Account, Staffing, Volume};

impl Door<'_> {
    /// A desk to which nothing comes. It is no mistake where a lever is to be moved from nothing on.
    pub(super) fn note_no_requests(&mut self, groups: &Groups, volume: &Volume) {
        let comes = |channel: usize| {
            volume.day_factor[channel].iter().any(|factor| *factor > 0.0)
                && groups.accounts.iter().any(|account| account.requests_per_day[channel] > 0.0)
        };
        if volume.trace.is_some() || (0..self.scenario.channels.len()).any(comes) {
            return;
        }
        let demand = &self.scenario.demand;
        let (why, remedy) = if demand.volume == Some(0.0) {
            ("`demand.volume` is 0", "Give the requests of a year in demand.volume.")
        } else if demand.scale == Some(0.0) {
            ("`demand.scale` is 0", "Give a factor above 0 in demand.scale.")
        } else {
            (
                "no group has `requests_per_day` above 0 on a day of the run, and there is no log",
                "Give requests_per_day = { CHANNEL = … } in at least one group, or a log: demand.trace.",
            )
        };
        let message = format!("No requests come: {why}. Whatever is measured on requests is undefined.");
        self.caution("no_requests", None, message, remedy);
    }

    /// Groups of which nothing comes over a channel, for their profile has shares only while it is closed.
    pub(super) fn note_closed_profiles(&mut self, groups: &Groups, volume: &Volume) {
        let scenario = self.scenario;
        let (names, channels) = (scenario.groups.names(), scenario.channels.names());
        for (group, name) in names.iter().enumerate() {
            for (channel, channel_name) in channels.iter().enumerate() {
                let is_asked = |account: &Account| {
                    usize::from(account.group) == group && account.requests_per_day[channel] > 0.0
                };
                let days = &volume.profiles[group * channels.len() + channel].cumulative;
                let comes = days.iter().any(|shares| shares.last().is_some_and(|all| *all > 0.0));
                if volume.trace.is_some() || comes || !groups.accounts.iter().any(is_asked) {
                    continue;
                }
                let message = format!(
                    "Nothing of {name} comes by {channel_name}: the profile of the day has shares only while the channel is \
                     closed."
                );
                let remedy = "Give shares to intervals in which it is open, or open it then ([opening]).";
                self.caution("no_requests", None, message, remedy);
            }
        }
    }

    /// Ladders that are a message alone, which nobody calls back.
    pub(super) fn note_unanswered(&mut self, staffings: &[Staffing]) {
        let scenario = self.scenario;
        let (groups, channels) = (scenario.groups.names(), scenario.channels.names());
        let mut silent = 0;
        for ((name, _), staffing) in scenario.staffings.iter().zip(staffings) {
            let (mut all, mut found) = (0, 0);
            for (number, channel) in channels.iter().enumerate() {
                let rows = (0..groups.len()).map(|group| (group, group * channels.len() + number));
                let asked: Vec<(usize, usize)> =
                    rows.filter(|(_, row)| self.asked.get(*row).copied().unwrap_or(false)).collect();
                let lost: Vec<usize> = asked
                    .iter()
                    .filter(|(_, row)| !is_answered(staffing, *row, channels.len()))
                    .map(|(group, _)| *group)
                    .collect();
                (all, found) = (all + asked.len(), found + lost.len());
                if lost.is_empty() {
                    continue;
                }
                let whose = if lost.len() == asked.len() {
                    String::new()
                } else {
                    let names: Vec<&str> = lost.iter().map(|group| groups[*group]).collect();
                    format!(" of {}", names.join(", "))
                };
                let message = format!(
                    "Nobody ever answers {channel} contacts{whose}: their ladder is a message alone, and no call-back follows it."
                );
                let remedy = "Put a rung before the message, such as \"anyone\", or name the channel of a call-back: { to = \
                              \"message\", call_back = \"…\" }.";
                self.caution("unanswered", Some(name), message, remedy);
            }
            silent += usize::from(all > 0 && all == found);
        }
        if silent > 0 && silent == staffings.len() {
            for name in scenario.staffings.names() {
                let message = format!(
                    "nobody ever answers anything in staffing `{name}`: its ladders are messages alone, and no call-back follows them"
                );
                let help =
                    "put a rung before the message, such as \"anyone\", or name the channel of a call-back";
                self.say("unanswered", at!("staffings", name, "ladder"), message, "a message alone", help);
            }
        }
    }
}

/// Whether somebody may answer contacts of a row, at once or by calling back; of some accounts is enough.
fn is_answered(staffing: &Staffing, row: usize, channels: usize) -> bool {
    let rows = if staffing.dedicated.is_empty() { 1 } else { 2 };
    let half = staffing.class_of.len() / rows;
    (0..rows).any(|part| {
        let ladder = |row: usize| {
            let class = staffing.class_of[part * half + row];
            &staffing.ladders[usize::from(staffing.classes[usize::from(class)].ladder)].rungs
        };
        let rungs = ladder(row);
        // A ladder that ends before its first rung is another matter.
        let is_open = |rungs: &[crate::model::Rung]| {
            rungs.is_empty() || rungs.iter().any(|rung| rung.message.is_none())
        };
        let back = rungs.iter().find_map(|rung| rung.message?.call_back);
        is_open(rungs)
            || back.is_some_and(|back| is_open(ladder(row / channels * channels + usize::from(back))))
    })
}
