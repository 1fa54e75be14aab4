//! The product's engine against the limit kernel, contact by contact, on the same draws.
//!
//! Where everybody is always there and one rung is open at once, first come is first served: then the recursion of
//! free times, which shares no line with the engine, must give every contact the same outcome to the microsecond.

#[path = "../benches/limit/mod.rs"]
#[expect(dead_code, reason = "the benches use the rest")]
mod limit;
#[path = "../benches/workload_models.rs"]
#[expect(dead_code, reason = "the benches use the rest")]
mod workload_models;

use std::collections::BTreeMap;

use limit::recursion::Desks;
use limit::{Drawn, FOR_EVER, Outcome};
use portflow::demand::day::Demand;
use portflow::engine::ports::{Left, Observer};
use portflow::model::{Contact, Model, handle_time};
use portflow::random::Streams;
use portflow::routing;
use portflow::time::{Moment, NEVER, Span};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;
use workload_models::Workload;

/// What the engine told of each contact, by key.
#[derive(Debug, Default)]
struct Told {
    outcomes: BTreeMap<u64, Outcome>,
    left_at_end: usize,
}

impl Told {
    fn keep(&mut self, contact: &Contact, outcome: Outcome) {
        let before = self.outcomes.insert(contact.key, outcome);
        assert!(before.is_none(), "a contact ended twice");
    }
}

impl Observer for Told {
    fn answered(&mut self, contact: &Contact, _agent: u32, _rung: u8, at: Moment, wait: Span) {
        assert_eq!(at - contact.arrived, wait);
        self.keep(contact, Outcome::Answered(wait as u64));
    }

    fn left(&mut self, contact: &Contact, how: Left, at: Moment, wait: Span) {
        if how == Left::Abandoned {
            assert_eq!(at - contact.arrived, wait);
            self.keep(contact, Outcome::Abandoned(wait as u64));
        } else {
            self.left_at_end += 1;
        }
    }
}

/// A contact of the product in the kernel's terms.
fn translated(model: &Model, contact: &Contact) -> Drawn {
    let desk = model.staffings[0].account_team[contact.account as usize];
    let agent = model.staffings[0].teams[usize::from(desk)].agents.start;
    let pace = model.staffings[0].agents[agent as usize].speed;
    Drawn {
        arrived: contact.arrived as u64,
        handle_time: handle_time(
            model,
            &model.staffings[0],
            &model.staffings[0].portfolio.owners,
            contact,
            agent,
            pace,
            contact.arrived,
        ) as u64,
        patience: if contact.patience == NEVER { FOR_EVER } else { contact.patience as u64 },
        desk: u32::from(desk),
    }
}

/// Plays some days through both; every outcome the engine told must be the kernel's.
fn agree(workload: &Workload, seed: u64) {
    let days = 4;
    let model = workload.model(days, 0);
    let streams = Streams::new(seed, 0);
    let tenures = Tenures::default();
    let presence = Presence::draw(&model, &streams);
    let mut demand = Demand::new(&model, streams);
    let mut told = Told::default();
    let mut expected = Vec::new();
    let mut desks = Desks::new(workload.teams, workload.agents / workload.teams);
    let mut engine = routing::play(&model, 0, &presence, &tenures, &mut told);
    for day in 0..days {
        let contacts = demand.draw(day);
        expected.extend(contacts.iter().map(|contact| (*contact, desks.offer(&translated(&model, contact)))));
        engine.advance(day, contacts);
    }
    engine.finish();
    drop(engine);

    let end = model.calendar.end() as u64;
    let mut open = 0;
    for (contact, outcome) in &expected {
        if let Some(seen) = told.outcomes.get(&contact.key) {
            assert_eq!(seen, outcome, "{}: {contact:?}", workload.name);
        } else {
            let (Outcome::Answered(wait) | Outcome::Abandoned(wait)) = outcome;
            assert!(contact.arrived as u64 + wait >= end, "{}: {contact:?} {outcome:?}", workload.name);
            open += 1;
        }
    }
    assert_eq!(told.outcomes.len() + open, expected.len(), "{}", workload.name);
    assert_eq!(told.left_at_end, open, "{}", workload.name);
    assert!(expected.len() > 100_000 && open < 200, "{}: {} {open}", workload.name, expected.len());
}

#[test]
fn w1_contact_by_contact() {
    agree(&Workload::W1, 1);
}

#[test]
fn w2_contact_by_contact() {
    agree(&Workload::W2, 2);
}

#[test]
fn dedicated_desks_contact_by_contact() {
    agree(&Workload::W3D, 3);
}

#[test]
fn pooled_streams_contact_by_contact() {
    agree(&Workload::W3P, 4);
}
