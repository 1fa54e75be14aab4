//! What a contact brings about later: redials, follow-ups, call-backs, drawn rung times.
//!
//! In: the model, a contact and the moment. Out: the next contact of the same request, or nothing.
//! All draws are keyed by the contact's own stream root, so they are the same in every staffing.
//! Must not know: why the contact ended as it did.

use crate::distribution::Law;
use crate::model::{Contact, Model};
use crate::time::{Moment, Span};

/// The redial that follows when `contact` gave up (or was blocked) at `at`, if any; dated to opening.
pub fn redial(_model: &Model, _contact: &Contact, _at: Moment) -> Option<Contact> {
    None
}

/// The follow-up when `agent` ended handling `contact` at `at` without resolving it, if any.
pub fn follow_up(_model: &Model, _contact: &Contact, _agent: u32, _at: Moment) -> Option<Contact> {
    None
}

/// The call-back on `channel` after `contact` left a message at `at`.
pub fn call_back(_model: &Model, _contact: &Contact, _channel: u8, _at: Moment) -> Option<Contact> {
    None
}

/// The time after arrival at which a drawn rung opens for this contact.
pub fn rung_delay(_contact: &Contact, _rung: u8, _law: &Law) -> Span {
    0
}
