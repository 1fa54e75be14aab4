//! What a contact carries: reason, work, patience, balking, each drawn from a stream of its own.
//!
//! In: the model and the contact's key. Out: values. Must not know: when or why the contact comes.

use crate::model::{Contact, Model, Patience};
use crate::random::{Purpose, drawn_from};
use crate::time::{Moment, NEVER, Span, from_seconds};

/// The reason of a contact of this group and channel.
#[inline]
pub(super) fn reason(model: &Model, group: u16, channel: u8, key: u64) -> u8 {
    if model.reasons <= 1 {
        return 0;
    }
    let shares = &model.groups[usize::from(group)].reasons[usize::from(channel)];
    let u = drawn_from(key, Purpose::Reason, 0).uniform();
    let found = shares.iter().position(|&share| u < share);
    // Shares end at 1 up to rounding: what lies beyond belongs to the last reason.
    found.unwrap_or(model.reasons - 1) as u8
}

/// Unit-mean work of a contact of this group, channel and reason.
#[expect(clippy::inline_always, reason = "for every contact, from one place of the code")]
#[inline(always)]
pub(super) fn work(model: &Model, group: u16, channel: u8, reason: u8, key: u64) -> f64 {
    let law = &model.handle_time(group, channel, reason).work;
    law.sample(&mut drawn_from(key, Purpose::Work, 0))
}

/// The group's patience on this channel, else the channel's.
#[inline]
fn law_of(model: &Model, group: u16, channel: u8) -> Option<&Patience> {
    let channel = usize::from(channel);
    model.groups[usize::from(group)].patience[channel].as_ref().or(model.channels[channel].patience.as_ref())
}

/// How long the contact waits, and whether it leaves at once if nobody can start at once.
#[expect(clippy::inline_always, reason = "for every contact, from one place of the code")]
#[inline(always)]
pub(super) fn patience(model: &Model, group: u16, channel: u8, arrived: Moment, key: u64) -> (Span, bool) {
    let Some(patience) = law_of(model, group, channel) else {
        return (NEVER, false);
    };
    let law = if patience.law.values().len() == 1 {
        &patience.law.values()[0]
    } else {
        patience.law.at(model.calendar.interval_of(arrived))
    };
    let seconds = law.sample(&mut drawn_from(key, Purpose::Patience, 0));
    let balks = patience.balk > 0.0 && drawn_from(key, Purpose::Balk, 0).yes(patience.balk);
    (from_seconds(seconds), balks)
}

/// Draws everything about a contact that its key, group, channel, reason and arrival determine.
#[inline]
pub(super) fn fill(model: &Model, contact: &mut Contact) {
    let Contact { group, channel, reason, key, arrived, .. } = *contact;
    contact.work = work(model, group, channel, reason, key);
    (contact.patience, contact.balks) = patience(model, group, channel, arrived, key);
}
