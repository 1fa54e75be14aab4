//! What a contact brings about later: redials, follow-ups, call-backs, drawn rung times.
//!
//! In: the model, a contact and the moment. Out: the next contact of the same request, or nothing.
//! All draws are keyed by the contact's own stream root, so they are the same in every staffing.
//! Must not know: why the contact ended as it did.
//!
//! A contact has at most one child, so (request, generation) names it: whether the second attempt at a request is a redial
//! in one staffing and a follow-up in another, it has the same key, hence the same luck.

use super::attributes;
use crate::distribution::Law;
use crate::model::{Contact, Model, Origin};
use crate::random::{Purpose, drawn_from};
use crate::time::{Moment, Span, from_seconds};

/// The redial that follows when `contact` gave up (or was blocked) at `at`, if any; dated to opening.
pub fn redial(model: &Model, contact: &Contact, at: Moment) -> Option<Contact> {
    let redial = model.channels[usize::from(contact.channel)].redial.as_ref()?;
    if !drawn_from(contact.key, Purpose::Redial, 0).yes(redial.probability) {
        return None;
    }
    let delay = drawn(&redial.delay, contact.key, Purpose::RedialDelay, 0);
    child(model, contact, contact.channel, Origin::Redial, at, delay)
}

/// The follow-up when `agent` ended handling `contact` at `at` without resolving it, if any.
///
/// The delay runs on the wall clock; what comes while the channel is closed is dated to its opening.
pub fn follow_up(model: &Model, contact: &Contact, agent: u32, at: Moment) -> Option<Contact> {
    let group = &model.groups[usize::from(contact.group)];
    let channel = usize::from(contact.channel);
    let share = group.follow_up[channel][usize::from(contact.reason)];
    if share <= 0.0 || !drawn_from(contact.key, Purpose::FollowUp, 0).yes(share) {
        return None;
    }
    let law = &group.follow_up_delay[channel];
    let delay = drawn(law, contact.key, Purpose::FollowUpDelay, 0);
    let mut next = child(model, contact, contact.channel, Origin::FollowUp, at, delay)?;
    next.last = agent;
    Some(next)
}

/// The call-back on `channel` after `contact` left a message at `at`.
pub fn call_back(model: &Model, contact: &Contact, channel: u8, at: Moment) -> Option<Contact> {
    child(model, contact, channel, Origin::CallBack, at, 0)
}

/// The time after arrival at which a drawn rung opens for this contact.
#[inline]
pub fn rung_delay(contact: &Contact, rung: u8, law: &Law) -> Span {
    drawn(law, contact.key, Purpose::RungTimer, u64::from(rung))
}

/// A drawn time of a law in seconds.
#[inline]
fn drawn(law: &Law, key: u64, purpose: Purpose, n: u64) -> Span {
    from_seconds(law.sample(&mut drawn_from(key, purpose, n)))
}

/// The request's next contact, `delay` after `at`; `None` if that lies beyond the end of the run.
fn child(
    model: &Model,
    contact: &Contact,
    channel: u8,
    origin: Origin,
    at: Moment,
    delay: Span,
) -> Option<Contact> {
    let opening = &model.channels[usize::from(channel)].opening;
    let arrived = opening.next_open(at.saturating_add(delay));
    if arrived >= model.calendar.end() {
        return None;
    }
    let key = match contact.generation.checked_add(1) {
        Some(generation) => drawn_from(contact.request, Purpose::Child, u64::from(generation)).bits(),
        // The count is full; the chain of keys goes on from the parent.
        None => drawn_from(contact.key, Purpose::Child, 0).bits(),
    };
    let mut next = Contact {
        arrived,
        key,
        channel,
        origin,
        generation: contact.generation.saturating_add(1),
        ..*contact
    };
    attributes::fill(model, &mut next);
    Some(next)
}
