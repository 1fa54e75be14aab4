//! The day, played: events, queues, floor; the only mutable world.
//!
//! An [`Engine`] is a resumable value that lives as long as a replication: it is handed one day's
//! contacts after the other and keeps what outlives midnight. In: a model, one of its staffings, the
//! people present, a day's contacts. Out: what an [`Observer`] is told. Must not know: how contacts are
//! drawn, which routing rule decides, what is counted.
//!
//! | file | holds |
//! |---|---|
//! | `agenda` | when the next thing happens |
//! | `works` | the contacts in the house |
//! | `waiting` | who waits, and for whom |
//! | `floor` | who is on duty, idle, interruptible |
//! | `arriving` | a contact arrives, waits, gives up |
//! | `rungs` | its rungs open, by the clock or because people are absent |
//! | `expected` | what comes back, or opens, at a known moment |
//! | `reach` | whom a rung stands for |
//! | `facts` | what events need of lines, classes and entrances |
//! | `handling` | a freed agent chooses; handlings start, pause, end |
//! | `station` | what somebody has in hand |
//! | `people` | seats change hands at midnight |
//! | `places` | what sites do to work |
//! | `times` | how long handlings take |
//! | `holders` | whose an account is |
//! | `owners` | accounts change hands at midnight |
//! | `duty_changes` | when people sign on, rest and sign off next |
//! | `signing` | people sign on and off; breaks |
//! | `by_interval` | teams planned by the interval |
//! | `closing` | channels close |
//! | `ports` | the two traits by which routing and metrics are joined |

mod agenda;
mod arriving;
mod by_interval;
mod closing;
mod duty_changes;
mod expected;
mod facts;
pub mod floor;
mod handling;
mod holders;
mod owners;
mod people;
mod places;
pub mod ports;
mod reach;
mod rungs;
mod signing;
mod station;
mod times;
mod waiting;
mod works;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use self::agenda::{Agenda, Instant, Next, Rank, instant, moment, turn};
use self::expected::{Due, Expected};
use self::facts::{ClassFacts, Entrance, LineFacts, class_facts, entrances, line_facts};
use self::floor::Floor;
use self::holders::Holders;
use self::people::{experience, first_generations};
use self::places::Places;
use self::ports::{Choose, Left, Observer};
use self::station::Station;
use self::times::Times;
use self::waiting::{Pools, Waiting};
use self::works::{ROOM, Ticket, Work, Works};
use crate::knowledge::Stocks;
use crate::model::{Contact, Kind, Model, Plan, Staffing};
use crate::time::{DAY, Moment, NEVER};
use crate::workforce::presence::Presence;
use crate::workforce::tenure::Tenures;

/// A replication of one staffing, day by day.
pub trait Play {
    /// Plays a day: `contacts` are its first contacts in order of (arrived, key). Days come in order from 0.
    fn advance(&mut self, day: u32, contacts: &[Contact]);
    /// Ends the run after its last day: what still waits is told as pending or unserved.
    fn finish(&mut self);
    /// What people know now, where anything depends on it.
    fn stocks(&self) -> Option<&Stocks<'_>>;
}

/// When the instant matters at which somebody's patience ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matters {
    Never,
    /// Of those who will try again: the time until then counts from it.
    BeforeRedials,
    /// Of everybody, for he makes room.
    Always,
}

/// A contact for which a line with a fixed opening time will open.
#[derive(Debug, Clone, Copy)]
struct Timer {
    at: Moment,
    key: u64,
    ticket: Ticket,
    rung: u8,
}

/// Room for timers to begin with: a queue walks through all its room, which had better stay in the cache.
const FEW: usize = 64;

/// The agenda's timers: those of rungs come after these.
mod leaf {
    pub(super) const EXPECTED: usize = 0;
    pub(super) const PATIENCE: usize = 1;
    pub(super) const CLOSE: usize = 2;
    pub(super) const MORE_PEOPLE: usize = 3;
    pub(super) const FEWER_PEOPLE: usize = 4;
    pub(super) const RUNGS: usize = 5;
}

/// One staffing at work.
#[derive(Debug)]
pub struct Engine<'a, C, O> {
    model: &'a Model,
    staffing: &'a Staffing,
    holders: Holders<'a>,
    presence: &'a Presence,
    tenures: &'a Tenures,
    chooser: C,
    observer: &'a mut O,
    now: Moment,
    day: u32,
    agenda: Agenda,
    floor: Floor<'a>,
    stations: Vec<Station>,
    works: Works,
    waiting: Waiting,
    classes: Vec<ClassFacts<'a>>,
    /// By group and channel.
    entrances: Vec<Entrance>,
    lines: Vec<LineFacts>,
    /// Rungs that open after the same time on the same clock share one, in the order in which they fire.
    timers: Vec<VecDeque<Timer>>,
    expected: Expected,
    /// The event at hand ranks after the end of patience: who gives up at this instant has gone.
    after_patience: bool,
    /// Patience ends, kept only where the instant matters.
    patience: BinaryHeap<Reverse<(Moment, u64, u32, u32)>>,
    patience_matters: Matters,
    /// Waiting and in hand, by limit.
    waiting_by: Vec<u32>,
    in_hand_by: Vec<u32>,
    teams_at: Vec<Vec<u16>>,
    all_teams: Vec<u16>,
    /// By the order of their keys, for what happens to several at one instant.
    teams_by_key: Vec<usize>,
    /// Some class is not served by every team.
    some_serve_only_some: bool,
    places: Places,
    times: Times,
    /// The generation that each seat's last person on duty belongs to; empty where nobody ever leaves.
    generations: Vec<u32>,
    /// What people know of accounts, where anything depends on it.
    stocks: Option<Stocks<'a>>,
    /// By account, where some requests never become contacts: its last answered contact was with its own person.
    last_by_owner: Option<Vec<bool>>,
    next_close: Vec<usize>,
    /// Next interval boundary, counted from the start of the run.
    boundary: u32,
    /// How many teams are planned by the interval.
    teams_by_interval: usize,
    /// By team planned by the interval: people who go once they end a handling.
    excess: Vec<u32>,
    people: Vec<u32>,
    teams: Vec<u16>,
    scratch: Vec<(u64, Ticket, u8)>,
    gone: Vec<u32>,
}

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    /// An engine before its first day.
    pub fn new(
        model: &'a Model,
        staffing: usize,
        presence: &'a Presence,
        tenures: &'a Tenures,
        chooser: C,
        observer: &'a mut O,
    ) -> Self {
        let staffing = &model.staffings[staffing];
        let agents = staffing.agents.len();
        let floor = Floor::new(model, staffing);
        let pools = Pools::of(staffing, model.sites.len());
        let lines = line_facts(model, staffing, floor.has_admission(), pools);
        let timers = lines.iter().map(|line| usize::from(line.timer) + 1).max().unwrap_or(0);
        let mut engine = Self {
            model,
            staffing,
            holders: Holders::new(staffing),
            presence,
            tenures,
            chooser,
            observer,
            now: 0,
            day: 0,
            agenda: Agenda::new(agents, leaf::RUNGS + timers),
            floor,
            stations: staffing.agents.iter().map(|agent| Station::empty(agent.speed)).collect(),
            works: Works::new(agents),
            waiting: Waiting::new(staffing, pools),
            timers: vec![VecDeque::with_capacity(FEW); timers],
            classes: class_facts(model, staffing),
            entrances: entrances(model, staffing),
            lines,
            expected: Expected::new(),
            after_patience: false,
            patience: BinaryHeap::with_capacity(ROOM),
            patience_matters: if !staffing.limits.is_empty() {
                Matters::Always
            } else if model.channels.iter().any(|channel| channel.redial.is_some()) {
                Matters::BeforeRedials
            } else {
                Matters::Never
            },
            waiting_by: vec![0; staffing.limits.len()],
            in_hand_by: vec![0; staffing.limits.len()],
            teams_at: (0..model.sites.len())
                .map(|site| {
                    let at_site = |team: &u16| usize::from(staffing.teams[usize::from(*team)].site) == site;
                    (0..staffing.teams.len() as u16).filter(at_site).collect()
                })
                .collect(),
            all_teams: (0..staffing.teams.len() as u16).collect(),
            teams_by_key: {
                let mut order: Vec<usize> = (0..staffing.teams.len()).collect();
                order.sort_by_key(|team| staffing.teams[*team].key);
                order
            },
            some_serve_only_some: staffing.classes.iter().any(|class| class.served_by.contains(&false)),
            places: Places::new(model, staffing),
            times: Times::new(model, staffing),
            generations: first_generations(tenures, agents),
            stocks: model.knowledge.as_ref().map(|knowledge| {
                let settled = &staffing.settled;
                Stocks::new(knowledge, agents, settled, |agent| experience(tenures, agent))
                    .written(staffing.programme.written.as_ref())
            }),
            last_by_owner: (!model.admission.is_open()).then(|| vec![false; model.accounts.len()]),
            next_close: vec![0; model.channels.len()],
            boundary: 0,
            teams_by_interval: {
                let teams = staffing.teams.iter();
                teams.filter(|team| matches!(team.plan, Plan::PerInterval(_))).count()
            },
            excess: vec![0; staffing.teams.len()],
            people: Vec::new(),
            teams: Vec::new(),
            scratch: Vec::new(),
            gone: Vec::with_capacity(ROOM),
        };
        engine.set_close();
        engine.set_boundary();
        engine
    }

    /// Plays everything before `until`; `contacts` are in order.
    fn play(&mut self, contacts: &[Contact], until: Moment) {
        let end = self.agenda.of_today(instant(until, Rank::HandleEnd));
        let mut arrivals = contacts.iter();
        let mut next = arrivals.next();
        let mut arrival = self.order(next);
        loop {
            let event = self.agenda.first();
            if arrival < event || (arrival == event && self.precedes_timer(next)) {
                let Some(contact) = next else { break };
                debug_assert!(contact.arrived < until, "a contact of another day");
                self.now = contact.arrived;
                self.after_patience = false;
                self.arrive(contact);
                next = arrivals.next();
                arrival = self.order(next);
            } else if event >= end {
                // Nothing left before midnight, and no arrival precedes it.
                break;
            } else {
                self.event();
            }
        }
    }

    /// An arrival as it compares with what comes first on the agenda.
    #[inline]
    fn order(&self, contact: Option<&Contact>) -> u64 {
        contact.map_or(u64::MAX, |contact| self.agenda.of_today(instant(contact.arrived, Rank::Arrival)))
    }

    /// Whether a contact comes before the timer of the same instant.
    #[cold]
    fn precedes_timer(&self, contact: Option<&Contact>) -> bool {
        contact.is_some_and(|contact| {
            turn(instant(contact.arrived, Rank::Arrival), contact.key) < self.agenda.first_timer()
        })
    }

    #[inline]
    fn event(&mut self) {
        match self.agenda.next() {
            Next::Person { agent, instant } => {
                let rank = self.happens(instant);
                if rank == Rank::HandleEnd as u64 {
                    self.handle_end(agent);
                } else if rank == Rank::SignOn as u64 {
                    self.come(agent);
                } else {
                    self.go(agent);
                }
            }
            Next::Timer { leaf, instant } => {
                self.happens(instant);
                match leaf {
                    leaf::EXPECTED => self.meet_expected(),
                    leaf::PATIENCE => self.patience_end(),
                    leaf::CLOSE => self.close(),
                    leaf::MORE_PEOPLE => self.more_people(),
                    leaf::FEWER_PEOPLE => self.fewer_people(),
                    _ => self.timer_fires(leaf - leaf::RUNGS),
                }
            }
        }
    }

    /// The clock moves to an event, whose rank is returned.
    #[inline]
    fn happens(&mut self, instant: Instant) -> u64 {
        debug_assert!(moment(instant) >= self.now, "time does not run backwards");
        self.now = moment(instant);
        let rank = instant & 7;
        self.after_patience = rank > Rank::PatienceEnd as u64;
        rank
    }

    /// The next redial, follow-up, call-back, or rung whose time is drawn.
    fn meet_expected(&mut self) {
        let due = self.expected.take();
        self.set_expected();
        match due {
            Some(Due::Arrival(child)) => self.arrive(&child),
            Some(Due::Rung(ticket, rung)) => self.rung_is_due(ticket, usize::from(rung)),
            None => {}
        }
    }

    fn set_expected(&mut self) {
        let (at, tie) = self.expected.first();
        self.agenda.set_timer(leaf::EXPECTED, at, tie);
    }

    /// Expects a redial, follow-up or call-back.
    fn expect(&mut self, child: Contact) {
        self.expected.expect(child);
        self.set_expected();
    }

    #[inline]
    fn entrance(&self, contact: &Contact) -> Entrance {
        let channels = self.model.channels.len();
        let row = usize::from(contact.group) * channels + usize::from(contact.channel);
        self.entrances[self.staffing.row(contact.account, row)]
    }

    /// Whether a waiting contact's patience is over, noticed or not.
    #[inline]
    fn has_given_up(&self, work: &Work) -> bool {
        work.leaves < self.now || (work.leaves == self.now && self.after_patience)
    }

    /// Tells of a contact that ends without an answer.
    fn tell_left(&mut self, contact: &Contact, how: Left, at: Moment) {
        let wait = self.model.channels[usize::from(contact.channel)].elapsed(contact.arrived, at);
        self.observer.left(contact, how, at, wait);
    }

    /// Midnight: gives up the sweep of those who gave up unnoticed, and of live contacts that nobody
    /// can serve any more because their channel has closed.
    fn sweep(&mut self) {
        if self.waiting.len() == 0 {
            return;
        }
        let mut gone = std::mem::take(&mut self.gone);
        for slot in self.works.waiting() {
            let work = self.works.at(slot);
            let channel = &self.model.channels[usize::from(work.contact.channel)];
            if work.leaves < self.now
                || (work.leaves == NEVER && channel.kind == Kind::Live && !channel.opening.is_open(self.now))
            {
                gone.push(slot);
            }
        }
        for slot in gone.drain(..) {
            if self.works.at(slot).leaves < self.now {
                self.abandon(slot);
            } else {
                let work = self.see_off(slot);
                self.tell_left(&work.contact, Left::Unserved, self.now);
            }
        }
        self.gone = gone;
    }
}

impl<C: Choose, O: Observer> Play for Engine<'_, C, O> {
    fn advance(&mut self, day: u32, contacts: &[Contact]) {
        self.day = day;
        self.now = Moment::from(day) * DAY;
        self.start_day();
        self.play(contacts, self.now.max(Moment::from(day) * DAY) + DAY);
        self.now = (Moment::from(day) + 1) * DAY;
        self.tell_duty(self.now);
        // Who still waits is counted now.
        self.sweep();
        self.observer.day_ended(day);
    }

    fn finish(&mut self) {
        self.sweep();
        for agent in 0..self.stations.len() as u32 {
            self.stop_clock(agent);
        }
        let waiting: Vec<u32> = self.works.waiting().collect();
        for slot in waiting {
            let work = self.see_off(slot);
            self.tell_end(&work);
        }
    }

    fn stocks(&self) -> Option<&Stocks<'_>> {
        self.stocks.as_ref()
    }
}
