//! The first contacts of each day of a replication.
//!
//! In: the model, the replication's streams, a day. Out: the day's contacts in order of time and key.
//! Must not know: staffings. The same contacts meet every staffing.

use super::attributes::Kinds;
use super::intake::Intake;
use super::order::Arrival;
use super::replay::Replay;
use super::sources::Sources;
use crate::model::{Contact, Model};
use crate::random::Streams;

/// Contacts that are set down together, then filled, while they are in the nearest cache.
const AT_ONCE: usize = 128;

/// Where arrivals come from.
#[derive(Debug, Clone)]
enum Supply<'m> {
    Drawn(Box<Sources>),
    Replayed(Replay<'m>),
}

/// Draws days one after the other into buffers of its own.
#[derive(Debug, Clone)]
pub struct Demand<'m> {
    model: &'m Model,
    kinds: Kinds<'m>,
    supply: Supply<'m>,
    intake: Intake,
    contacts: Vec<Contact>,
    /// The day that follows the last one drawn.
    next: u32,
}

impl<'m> Demand<'m> {
    /// Prepares the drawing of one replication; a trace in the model takes the place of drawn requests.
    pub fn new(model: &'m Model, streams: Streams) -> Self {
        Self::of(model, streams, &|_| true)
    }

    /// The same of some accounts only: their contacts are those that they have among all. A trace is replayed whole.
    pub fn of(model: &'m Model, streams: Streams, wanted: &dyn Fn(u32) -> bool) -> Self {
        let supply = match &model.volume.trace {
            Some(log) => Supply::Replayed(Replay::new(model, log, streams)),
            None => Supply::Drawn(Box::new(Sources::new(model, streams, wanted))),
        };
        let most = model.busiest_day();
        Self {
            model,
            kinds: Kinds::new(model),
            supply,
            intake: Intake::new(most),
            contacts: Vec::with_capacity(most),
            next: 0,
        }
    }

    /// The first contacts dated in a day, by (arrived, key); none beyond the end of the run.
    ///
    /// Deferrable contacts that came while closed, perhaps days before, are dated to the opening. Days are meant to be
    /// drawn in order from 0 on; another order gives the same contacts, at the cost of drawing the days before again.
    pub fn draw(&mut self, day: u32) -> &[Contact] {
        self.contacts.clear();
        if day >= self.model.calendar.days {
            return &self.contacts;
        }
        if day != self.next {
            self.intake.reset();
            for earlier in 0..day {
                self.arrivals(earlier);
            }
        }
        self.arrivals(day);
        self.next = day + 1;
        let kinds = &self.kinds;
        let arrivals = self.intake.day.sorted();
        match &self.supply {
            Supply::Drawn(sources) => {
                for arrivals in arrivals.chunks(AT_ONCE) {
                    let first = self.contacts.len();
                    self.contacts.extend(arrivals.iter().map(|arrival| drawn(sources, arrival)));
                    self.contacts[first..].iter_mut().for_each(|contact| kinds.fill(contact, None));
                }
            }
            Supply::Replayed(replay) => {
                self.contacts.extend(arrivals.iter().map(|arrival| replay.contact(kinds, arrival)));
            }
        }
        &self.contacts
    }

    /// Fills the intake with a day's arrivals.
    fn arrivals(&mut self, day: u32) {
        self.intake.open(self.model, day);
        match &mut self.supply {
            Supply::Drawn(sources) => sources.draw(self.model, day, &mut self.intake),
            Supply::Replayed(replay) => replay.draw(self.model, day, &mut self.intake),
        }
    }
}

/// The contact of a drawn arrival, before the rest of it is drawn.
#[inline]
fn drawn(sources: &Sources, arrival: &Arrival) -> Contact {
    let source = sources.get(arrival.origin);
    Contact::plain(arrival.at, arrival.key, source.account, source.group, source.channel)
}
