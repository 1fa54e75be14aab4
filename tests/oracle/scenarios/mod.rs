//! Random small desks: one per seed, with every rule of the model somewhere among them.
//!
//! In: a seed. Out: a [`Case`]: a model with one staffing, its streams, and the first contacts of each day.
//! Must not know: how either engine plays it.
//!
//! Times are rounded to whole seconds or minutes in most cases, so that many things happen at one instant.

mod contacts;
mod demand;
mod knowledge;
mod owners;
mod people;
mod routes;
mod sites;

use portflow::distribution::Law;
use portflow::model::{Calendar, Contact, Model, Site};
use portflow::random::{OneShot, Purpose, Streams, drawn_from};
use portflow::time::{DAY, Date, HOUR, MINUTE, Moment, SECOND, Span};

/// A desk and its contacts.
pub(crate) struct Case {
    pub(crate) model: Model,
    pub(crate) streams: Streams,
    /// First contacts by day, in order of (arrived, key).
    pub(crate) days: Vec<Vec<Contact>>,
}

/// A source of chance for the making of cases.
struct Dice(OneShot);

impl Dice {
    fn chance(&mut self, p: f64) -> bool {
        self.0.yes(p)
    }

    /// A whole number from `low` to `high`, both possible.
    fn range(&mut self, low: u64, high: u64) -> u64 {
        low + self.0.below(high - low + 1)
    }

    fn index(&mut self, len: usize) -> usize {
        self.0.below(len as u64) as usize
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())].clone()
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.uniform()
    }

    fn key(&mut self) -> u64 {
        self.0.bits()
    }
}

/// What is decided first and shapes all the rest.
struct Frame {
    /// Times are multiples of this.
    grain: Span,
    days: u32,
    /// Open around the clock.
    always: bool,
    /// Usual opening hours, after midnight.
    opens: Span,
    closes: Span,
    channels: usize,
    groups: usize,
    sites: usize,
    teams: usize,
    agents: usize,
    accounts: usize,
    reasons: usize,
}

impl Frame {
    fn new(dice: &mut Dice) -> Self {
        let opens = dice.range(6, 9) as Span * HOUR;
        let agents = dice.range(1, 6) as usize;
        Self {
            grain: dice.pick(&[1, SECOND, 30 * SECOND, MINUTE, MINUTE, 5 * MINUTE]),
            days: dice.range(1, 3) as u32,
            always: dice.chance(0.15),
            opens,
            closes: opens + dice.range(2, 8) as Span * 30 * MINUTE,
            channels: dice.range(1, 3) as usize,
            groups: dice.range(1, 3) as usize,
            sites: dice.range(1, 2) as usize,
            teams: (dice.range(1, 3) as usize).min(agents),
            agents,
            accounts: dice.range(2, 6) as usize,
            reasons: dice.range(1, 2) as usize,
        }
    }

    /// A time rounded to the grain, at least one grain.
    fn rounded(&self, span: f64) -> Span {
        ((span / self.grain as f64).round() as Span).max(1) * self.grain
    }

    /// A law of times with this mean in seconds: on the grain, or spread.
    fn law(&self, dice: &mut Dice, mean: f64) -> Law {
        let law = if self.grain == 1 || dice.chance(0.2) {
            match dice.range(0, 2) {
                0 => Law::exponential(mean),
                1 => Law::uniform(0.0, 2.0 * mean),
                _ => Law::lognormal(mean, 1.0),
            }
        } else {
            let grain = self.grain as f64 / SECOND as f64;
            let steps = (mean / grain).round().max(1.0);
            let values = (0..4).map(|_| dice.range(0, 2 * steps as u64) as f64 * grain).collect();
            Law::empirical(values)
        };
        law.expect("a law")
    }
}

/// The case of a seed.
pub(crate) fn case(seed: u64) -> Case {
    let mut dice = Dice(drawn_from(seed, Purpose::Test, 0));
    let frame = Frame::new(&mut dice);
    let dice = &mut dice;
    let calendar = Calendar {
        start: Date::parse("2026-01-05").expect("a date").plus_days(dice.range(0, 6) as i32),
        days: frame.days,
        warm_up_days: 0,
        interval: dice.pick(&[15 * MINUTE, 30 * MINUTE, HOUR]),
    };
    let channels: Vec<_> = (0..frame.channels).map(|number| demand::channel(&frame, dice, number)).collect();
    let groups: Vec<_> = (0..frame.groups).map(|_| demand::group(&frame, dice)).collect();
    let accounts: Vec<_> = (0..frame.accounts).map(|_| demand::account(&frame, dice)).collect();
    let handle_times = demand::handle_times(&frame, &calendar, dice);
    let sites = (0..frame.sites)
        .map(|_| Site {
            key: dice.key(),
            hourly_cost: 30.0,
            overtime: 1.25,
            holidays: Vec::new(),
            full_time_hours: 35.0,
            factors: portflow::model::SiteFactors::default(),
        })
        .collect();
    let shifts: Vec<_> = (0..dice.range(1, 2)).map(|_| people::shift(&frame, dice)).collect();
    let (people, admitted) = people::people(&frame, dice);
    let teams = people::teams(&frame, &calendar, dice);
    let agents = people::agents((&people, &admitted), &teams, (shifts.len(), frame.days), dice);
    let staffing = routes::staffing(&frame, dice, teams, agents, &channels);
    let volume = demand::volume(&frame);
    let mut model = Model {
        calendar,
        channels,
        groups,
        reasons: frame.reasons,
        handle_times,
        accounts,
        sectors: 1,
        volume,
        sites,
        shifts,
        people,
        staffings: vec![staffing],
        goals: Vec::new(),
        knowledge: None,
        satisfaction: None,
        admission: portflow::model::Admission::default(),
        measured: None,
        volume_of_contacts: false,
        money: portflow::model::Money::default(),
        contracts: Vec::new(),
    };
    let days = contacts::draw(&frame, &model, dice);
    model.knowledge = knowledge::knowledge(&frame, dice);
    model.staffings[0].settled = knowledge::settled(&frame, dice);
    model.admission = knowledge::admission(&frame, dice);
    owners::change(&frame, &mut model, dice);
    sites::factors(&mut model, dice);
    sites::programme(&mut model, dice);
    routes::dedicate(&mut model, dice);
    Case { model, streams: Streams::new(seed, 0), days }
}

/// The start of a day.
fn midnight(day: u32) -> Moment {
    Moment::from(day) * DAY
}
