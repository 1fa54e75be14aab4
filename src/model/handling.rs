//! How long a handling takes: MODEL §4's product, as far as it goes without knowledge.
//!
//! `H = W · m · f / p(t) · σ · (team factor) · ω`, with W unit-mean work drawn with the contact, m the mean
//! of (group, channel, reason), f the person's speed, p(t) the person's craft, σ the site's factor and ω
//! the owners' factor. f, p and σ come as one number, the *pace*, which the caller keeps for each agent.
//! In: the model and a contact's attributes. Out: a span. Must not know: who decides that they meet.

use super::{Contact, Model, Rows, Staffing};
use crate::time::{Moment, Span};

/// Full handle time of a contact by an agent of a staffing who works at a pace (factor on handle times of
/// whoever holds the seat now), started at `start`, where these own the accounts; at least 1 µs.
#[inline]
pub fn handle_time(
    model: &Model,
    staffing: &Staffing,
    owners: &Rows,
    contact: &Contact,
    agent: u32,
    pace: f64,
    start: Moment,
) -> Span {
    let member = &staffing.agents[agent as usize];
    let team = &staffing.teams[usize::from(member.team)];
    let mut factor = pace * team.factor[usize::from(contact.group)];
    // 1 is the default, written exactly so: most staffings need not look the owner up.
    if team.owner_factor.to_bits() != 1.0_f64.to_bits() && owners.row(contact.account).contains(&agent) {
        factor *= team.owner_factor;
    }
    ((plain_time(model, contact, start) * factor + 0.5) as Span).max(1)
}

/// What a contact would take an expert of ordinary speed, in µs: W·m.
#[inline]
pub fn plain_time(model: &Model, contact: &Contact, start: Moment) -> f64 {
    let table = model.handle_time(contact.group, contact.channel, contact.reason);
    let clock = if table.by_start { start } else { contact.arrived };
    let mean = if table.mean.values().len() == 1 {
        table.mean.values()[0]
    } else {
        *table.mean.at(model.calendar.interval_of(clock))
    };
    contact.work * mean
}
