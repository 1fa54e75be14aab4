//! The limit kernels: how fast a desk that knows nothing but first come, first served could be played at all.
//!
//! In: a stationary system of desks, a seed and a number of contacts; or contacts drawn by somebody else. Out:
//! outcomes and [`Figures`]. They are the yardstick for the speed of the product's engine, and an oracle for it: they
//! share no line with it, and have a generator, an exponential law and a tree of their own.
//! Must not know: anything of the product.
//!
//! [`chance`] only draws; [`recursion`] plays without ever forming a queue; [`queue`] keeps the waiting contacts.
//! The last two give the same outcome, contact by contact, and the test `limit_kernels` holds them to it.

pub(crate) mod chance;
pub(crate) mod queue;
pub(crate) mod recursion;
pub(crate) mod tree;

use chance::Source;

/// Whole microseconds, as in the product.
pub(crate) type Micros = u64;

/// Later than any moment.
pub(crate) const FOR_EVER: Micros = u64::MAX >> 2;

/// A limit of "in time".
pub(crate) const IN_TIME: Micros = 20_000_000;

/// Like desks side by side, each with its own agents and its own line; Poisson arrivals, exponential times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct System {
    /// Number of desks, each with an equal part of the contacts.
    pub(crate) desks: u32,
    /// Agents of each desk.
    pub(crate) agents: u32,
    /// Work offered to all desks together, in erlangs.
    pub(crate) load: f64,
    /// Mean handle time, in seconds.
    pub(crate) handle_time: f64,
    /// Mean patience, in seconds; `None` waits for ever.
    pub(crate) patience: Option<f64>,
}

impl System {
    /// W1: one desk of 100 agents at 95 % occupancy, nobody gives up.
    pub(crate) const W1: Self =
        Self { desks: 1, agents: 100, load: 95.0, handle_time: 300.0, patience: None };
    /// W2 (and W3p, the streams of W3d pooled): the same desk overloaded, with a patience of two minutes.
    pub(crate) const W2: Self =
        Self { desks: 1, agents: 100, load: 105.0, handle_time: 300.0, patience: Some(120.0) };
    /// W3d: the contacts of W2 spread over 20 desks of 5 agents.
    pub(crate) const W3D: Self =
        Self { desks: 20, agents: 5, load: 105.0, handle_time: 300.0, patience: Some(120.0) };
}

/// A contact with everything random about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawn {
    /// When it arrives.
    pub(crate) arrived: Micros,
    /// How long an agent takes for it.
    pub(crate) handle_time: Micros,
    /// How long it waits before it gives up; [`FOR_EVER`] for one that never does.
    pub(crate) patience: Micros,
    /// At which desk.
    pub(crate) desk: u32,
}

/// What became of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// An agent took it after this wait.
    Answered(Micros),
    /// It gave up after this wait, its patience.
    Abandoned(Micros),
}

/// Sums over contacts whose outcome is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Contacts that an agent took.
    pub(crate) answered: u64,
    /// Contacts that gave up.
    pub(crate) abandoned: u64,
    /// Answered within [`IN_TIME`].
    pub(crate) in_time: u64,
    /// Sum of the waits of the answered.
    pub(crate) waited: u64,
}

impl Figures {
    /// Counts one more.
    #[inline]
    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Answered(wait) => {
                self.answered += 1;
                self.in_time += u64::from(wait <= IN_TIME);
                self.waited += wait;
            }
            Outcome::Abandoned(_) => self.abandoned += 1,
        }
    }

    /// Contacts in all.
    pub(crate) fn offered(&self) -> u64 {
        self.answered + self.abandoned
    }

    /// Mean wait of the answered in seconds; share of the offered that was answered in time; share that gave up.
    pub(crate) fn shares(&self) -> [f64; 3] {
        let offered = self.offered().max(1) as f64;
        [
            self.waited as f64 * 1e-6 / self.answered.max(1) as f64,
            self.in_time as f64 / offered,
            self.abandoned as f64 / offered,
        ]
    }
}

/// Plays so many contacts by the recursion of free times.
pub(crate) fn by_recursion(system: &System, seed: u64, contacts: u64) -> Figures {
    let mut source = Source::new(system, seed);
    let mut desks = recursion::Desks::new(system.desks, system.agents);
    let mut figures = Figures::default();
    for _ in 0..contacts {
        figures.count(desks.offer(&source.draw()));
    }
    figures
}

/// Plays so many contacts with explicit queues, to the last outcome.
pub(crate) fn by_queue(system: &System, seed: u64, contacts: u64) -> Figures {
    let mut source = Source::new(system, seed);
    let mut desks = queue::Desks::new(system.desks, system.agents);
    let mut figures = Figures::default();
    for number in 0..contacts {
        desks.offer(number, &source.draw(), &mut |_, outcome| figures.count(outcome));
    }
    desks.drain(&mut |_, outcome| figures.count(outcome));
    figures
}
