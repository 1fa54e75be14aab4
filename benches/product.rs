//! A replication through the product's own engine.
//!
//! In: a model, its first staffing, an observer. Out: contacts played; what happened, as [`Tally`] saw it.
//! Must not know: how it is timed.

use portflow::demand::day::Demand;
use portflow::engine::ports::{Left, Observer};
use portflow::metrics::{Count, Counts};
use portflow::model::{Contact, Model};
use portflow::random::Streams;
use portflow::routing;
use portflow::time::{Moment, Span};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

/// Draws every day and plays it; gives the number of contacts drawn.
pub(crate) fn play(model: &Model, seed: u64, observer: &mut impl Observer) -> u64 {
    let streams = Streams::new(seed, 0);
    let tenures = Tenures::default();
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let mut engine = routing::play(model, 0, &presence, &tenures, observer);
    let mut contacts = 0;
    for day in 0..model.calendar.days {
        let drawn = demand.draw(day);
        contacts += drawn.len() as u64;
        engine.advance(day, drawn);
    }
    engine.finish();
    contacts
}

/// Draws every day and plays none; gives the number of contacts drawn.
pub(crate) fn draw(model: &Model, seed: u64) -> u64 {
    draw_replication(model, seed, 0)
}

/// The same of any replication.
pub(crate) fn draw_replication(model: &Model, seed: u64, replication: u64) -> u64 {
    let mut demand = Demand::new(model, Streams::new(seed, replication));
    (0..model.calendar.days).map(|day| std::hint::black_box(demand.draw(day)).len() as u64).sum()
}

/// The few sums that the exact values are about; the least that an observer can do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    answered: u64,
    in_time: u64,
    waited: Span,
    abandoned: u64,
}

impl Tally {
    /// Mean wait of the answered in seconds; share of the offered answered within 20 s; share abandoned.
    pub(crate) fn shares(&self) -> [f64; 3] {
        let offered = (self.answered + self.abandoned).max(1) as f64;
        [
            self.waited as f64 * 1e-6 / self.answered.max(1) as f64,
            self.in_time as f64 / offered,
            self.abandoned as f64 / offered,
        ]
    }
}

impl Observer for Tally {
    fn answered(&mut self, _contact: &Contact, _agent: u32, _rung: u8, _at: Moment, wait: Span) {
        self.answered += 1;
        self.in_time += u64::from(wait <= 20 * portflow::time::SECOND);
        self.waited += wait;
    }

    fn left(&mut self, _contact: &Contact, how: Left, _at: Moment, _wait: Span) {
        self.abandoned += u64::from(how == Left::Abandoned);
    }
}

/// The same of a finished ledger.
pub(crate) fn shares(counts: &Counts) -> [f64; 3] {
    let get = |count| counts.get(count) as f64;
    let due = counts.due().max(1) as f64;
    [
        get(Count::WaitAnswered) * 1e-6 / get(Count::Answered).max(1.0),
        get(Count::InTime) / due,
        get(Count::Abandoned) / due,
    ]
}
