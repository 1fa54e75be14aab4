//! What became of contacts and people, as both engines tell it.
//!
//! In: nothing. Out: comparable values, and [`Witness`], the observer that takes them from the real engine.
//! Must not know: how either engine came to them.

use std::collections::BTreeMap;

use portflow::engine::ports::{Left, Observer, Stretch};
use portflow::model::Contact;
use portflow::time::{DAY, HOUR, MINUTE, Moment, SECOND, Span};

/// The end of handling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Handled {
    pub(crate) agent: u32,
    pub(crate) at: Moment,
    pub(crate) handle_time: Span,
    /// Whether an error was made, where knowledge matters.
    pub(crate) error: Option<bool>,
}

/// The start of handling, and its end if it came before that of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) agent: u32,
    pub(crate) rung: u8,
    pub(crate) at: Moment,
    pub(crate) wait: Span,
    pub(crate) handled: Option<Handled>,
}

/// How a contact ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered(Answer),
    Left {
        how: Left,
        at: Moment,
        wait: Span,
    },
    /// It never became a contact.
    Avoided {
        at: Moment,
    },
}

impl Fate {
    /// When it was decided.
    pub(crate) fn at(&self) -> Moment {
        match self {
            Self::Answered(answer) => answer.at,
            Self::Left { at, .. } | Self::Avoided { at } => *at,
        }
    }

    /// The latest moment until which nothing may be wrong yet, seen from another account of the same contact.
    pub(crate) fn differs_from(&self, other: &Self) -> Moment {
        match (self, other) {
            (Self::Answered(one), Self::Answered(two)) if (one.agent, one.at) == (two.agent, two.at) => {
                let ends = [one, two].map(|answer| answer.handled.map(|handled| handled.at));
                ends.into_iter().flatten().min().unwrap_or(one.at)
            }
            _ => self.at().min(other.at()),
        }
    }
}

/// What became of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) arrived: Moment,
    pub(crate) fate: Fate,
}

/// Totals of an agent's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Times {
    pub(crate) busy: Span,
    pub(crate) on_duty: Span,
    pub(crate) overtime: Span,
    /// Handle time of what he finished or handed on.
    pub(crate) credited: Span,
    /// Idle stretches of at least five minutes.
    pub(crate) usable: Span,
}

/// All that an engine tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) outcomes: BTreeMap<u64, Outcome>,
    pub(crate) times: Vec<Times>,
    pub(crate) log: Vec<String>,
}

/// Day, clock and µs.
pub(crate) fn clock(at: Moment) -> String {
    let (day, of_day) = (at / DAY, at % DAY);
    let (hour, minute) = (of_day / HOUR, of_day % HOUR / MINUTE);
    format!("{day}+{hour:02}:{minute:02}:{:02}.{:06}", of_day % MINUTE / SECOND, of_day % SECOND)
}

/// Takes down what the real engine tells.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    pub(crate) told: Told,
    arrived: BTreeMap<u64, Moment>,
    /// The end of the last day that is told of.
    midnight: Moment,
}

impl Witness {
    pub(crate) fn new(agents: usize) -> Self {
        let told = Told { times: vec![Times::default(); agents], ..Told::default() };
        Self { told, ..Self::default() }
    }

    fn note(&mut self, at: Moment, contact: &Contact, what: &str) {
        self.told.log.push(format!("{} {:016x} {what}", clock(at), contact.key));
    }

    fn ends(&mut self, contact: &Contact, fate: Fate) {
        let arrived = *self.arrived.get(&contact.key).expect("told of its arrival before");
        let at = fate.at();
        assert!(at >= self.midnight, "contact {:016x} ended {}, told after midnight", contact.key, clock(at));
        let before = self.told.outcomes.insert(contact.key, Outcome { arrived, fate });
        assert!(before.is_none(), "contact {:016x} ended twice: {before:?}, {fate:?}", contact.key);
    }
}

impl Observer for Witness {
    fn arrived(&mut self, contact: &Contact, _owner_on_duty: bool) {
        self.note(contact.arrived, contact, "arrives");
        let before = self.arrived.insert(contact.key, contact.arrived);
        assert!(before.is_none(), "contact {:016x} arrived twice", contact.key);
    }

    fn avoided(&mut self, contact: &Contact) {
        self.note(contact.arrived, contact, "avoided");
        self.arrived.insert(contact.key, contact.arrived);
        self.ends(contact, Fate::Avoided { at: contact.arrived });
    }

    fn day_ended(&mut self, day: u32) {
        self.midnight = Moment::from(day + 1) * DAY;
    }

    fn answered(&mut self, contact: &Contact, agent: u32, rung: u8, at: Moment, wait: Span) {
        self.note(at, contact, &format!("answered by {agent} on rung {rung}"));
        self.ends(contact, Fate::Answered(Answer { agent, rung, at, wait, handled: None }));
    }

    fn handled(&mut self, contact: &Contact, agent: u32, at: Moment, handle_time: Span) {
        self.note(at, contact, &format!("handled by {agent}"));
        self.told.times[agent as usize].credited += handle_time;
        match self.told.outcomes.get_mut(&contact.key).map(|outcome| &mut outcome.fate) {
            Some(Fate::Answered(answer)) if answer.handled.is_none() => {
                answer.handled = Some(Handled { agent, at, handle_time, error: None });
            }
            other => panic!("contact {:016x} handled after {other:?}", contact.key),
        }
    }

    fn shared(&mut self, contact: &Contact, agent: u32, handle_time: Span) {
        assert!(self.told.outcomes.contains_key(&contact.key), "handed on what was begun");
        self.told.times[agent as usize].credited += handle_time;
    }

    fn judged(&mut self, contact: &Contact, agent: u32, _ignorance: f64, error: bool) {
        match self.told.outcomes.get_mut(&contact.key).map(|outcome| &mut outcome.fate) {
            Some(Fate::Answered(Answer { handled: Some(handled), .. })) if handled.agent == agent => {
                handled.error = Some(error);
            }
            other => panic!("contact {:016x} judged after {other:?}", contact.key),
        }
    }

    fn left(&mut self, contact: &Contact, how: Left, at: Moment, wait: Span) {
        self.note(at, contact, &format!("left {how:?}"));
        self.ends(contact, Fate::Left { how, at, wait });
    }

    fn time(&mut self, agent: u32, what: Stretch, _channel: u8, from: Moment, to: Moment) {
        self.told.log.push(format!("{} agent {agent} {what:?} from {}", clock(to), clock(from)));
        assert!(from <= to, "a stretch of time runs forward");
        let times = &mut self.told.times[agent as usize];
        match what {
            Stretch::Busy => times.busy += to - from,
            Stretch::OnDuty => times.on_duty += to - from,
            Stretch::Overtime => times.overtime += to - from,
            Stretch::Idle if to - from >= 5 * MINUTE => times.usable += to - from,
            Stretch::Idle => {}
        }
    }
}
