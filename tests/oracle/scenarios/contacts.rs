//! First contacts, made by hand from the laws of the model so that they can fall on the grain.

use portflow::model::{Contact, Model};
use portflow::time::{DAY, MINUTE, Moment, NEVER, Span, from_seconds};

use super::{Dice, Frame, midnight};

pub(super) fn draw(frame: &Frame, model: &Model, dice: &mut Dice) -> Vec<Vec<Contact>> {
    let open = if frame.always { DAY } else { frame.closes - frame.opens };
    // From half of what the agents can do to half as much again, by a rough guess of eight minutes each.
    let load = dice.between(0.4, 1.5) * frame.agents as f64;
    let count = (load * open as f64 / (8 * MINUTE) as f64).min(120.0) as u64;
    (0..frame.days)
        .map(|day| {
            let mut contacts: Vec<Contact> =
                (0..count).filter_map(|_| contact(frame, model, dice, day)).collect();
            contacts.sort_by_key(|contact| (contact.arrived, contact.key));
            contacts
        })
        .collect()
}

fn contact(frame: &Frame, model: &Model, dice: &mut Dice, day: u32) -> Option<Contact> {
    let index = dice.index(model.accounts.len());
    let group = model.accounts[index].group;
    let channel = dice.index(model.channels.len());
    let data = &model.channels[channel];
    let (from, to) = if frame.always { (0, DAY) } else { (frame.opens, frame.closes) };
    let within = dice.range(0, (to - from) as u64 - 1) as Moment;
    let arrived = midnight(day) + from + within / frame.grain * frame.grain;
    if !data.opening.is_open(arrived) {
        return None;
    }
    let mut contact = Contact::plain(arrived, dice.key(), index as u32, group, channel as u8);
    contact.reason = dice.index(model.reasons) as u8;
    contact.work = model.handle_time(group, channel as u8, contact.reason).work.sample(&mut dice.0);
    let patience = model.groups[usize::from(group)].patience[channel].as_ref().or(data.patience.as_ref());
    if let Some(patience) = patience {
        let drawn: Span =
            from_seconds(patience.law.at(model.calendar.interval_of(arrived)).sample(&mut dice.0));
        contact.patience = if drawn == NEVER { NEVER } else { drawn / frame.grain * frame.grain };
        contact.balks = dice.chance(patience.balk);
    }
    Some(contact)
}
