//! The unit of work: one replication of all staffings, from a model to one `Part` per staffing.
//!
//! People are drawn once, each day's contacts are drawn once into a reused buffer, and every staffing
//! plays them. In: a model, a seed, a replication. Out: parts. Must not know: threads, other replications.

use crate::demand::day::Demand;
use crate::engine::Play;
use crate::metrics::part::Slice;
use crate::metrics::{Count, Ledger, Part};
use crate::model::Model;
use crate::random::Streams;
use crate::routing;
use crate::workforce::presence::Presence;
use crate::workforce::timeline::{Hours, hours};

/// Plays one replication of some staffings.
pub fn play(model: &Model, seed: u64, replication: u64, staffings: &[usize]) -> Vec<Part> {
    let streams = Streams::new(seed, replication);
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let mut ledgers: Vec<Ledger<'_>> =
        staffings.iter().map(|staffing| Ledger::new(model, *staffing, streams)).collect();
    let mut engines: Vec<Box<dyn Play + '_>> = staffings
        .iter()
        .zip(&mut ledgers)
        .map(|(staffing, ledger)| routing::play(model, *staffing, &presence, ledger))
        .collect();
    let mut requests = 0;
    for day in 0..model.calendar.days {
        let contacts = demand.draw(day);
        if day >= model.calendar.warm_up_days {
            requests += contacts.len() as i64;
        }
        for engine in &mut engines {
            engine.advance(day, contacts);
        }
    }
    for engine in &mut engines {
        engine.finish();
    }
    drop(engines);
    let with_hours = |(staffing, ledger): (&usize, Ledger<'_>)| {
        let mut part = ledger.finish();
        debug_assert_eq!(
            part.counts(Slice::default()).get(Count::First),
            requests,
            "every request that was drawn is somewhere"
        );
        part.hours = paid_hours(model, *staffing, &presence);
        part
    };
    staffings.iter().zip(ledgers).map(with_hours).collect()
}

/// Paid, planned and worked time of each team over the days counted.
fn paid_hours(model: &Model, staffing: usize, presence: &Presence) -> Vec<[i64; 3]> {
    let staffing = &model.staffings[staffing];
    (0..staffing.teams.len() as u16)
        .map(|team| {
            let mut sum = Hours::default();
            for day in model.calendar.warm_up_days..model.calendar.days {
                sum += hours(model, staffing, presence, team, day);
            }
            [sum.paid, sum.planned, sum.worked]
        })
        .collect()
}
