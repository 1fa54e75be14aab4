//! A second engine, written from the rules alone: an event set, linear scans, nothing clever.
//!
//! In: a model, a staffing, presence, first contacts. Out: what became of every contact, and every agent's time.
//! Must not know: anything of `portflow::engine` but how a contact may leave.
//!
//! `events` plays the run, `ladder` says who may take what, `duty` who is there, `desk` what a person does.

mod desk;
mod duty;
mod events;
mod ladder;
mod memory;
mod owners;
mod sites;

use std::collections::{BTreeMap, BTreeSet};

use portflow::demand::later;
use portflow::engine::ports::Left;
use portflow::model::{Contact, Kind, Model, Origin, Rows, Rung, Staffing};
use portflow::time::{DAY, Moment, NEVER, Span};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

use self::desk::Desk;
use self::duty::is_on_duty;
use self::events::Event;
use self::memory::Memory;
use self::owners::Hands;
use crate::outcome::{Answer, Fate, Handled, Outcome, Told, clock};

/// Where a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Waiting in its lists: never begun, or begun and given back.
    Waiting,
    /// Being handled.
    InHand,
    /// Begun, and put aside by the agent who will resume it.
    Aside,
    /// It has left, or is done.
    Gone,
}

/// A contact and what has become of it so far.
#[derive(Debug, Clone)]
struct Item {
    contact: Contact,
    class: u16,
    place: Place,
    /// When each rung opens by the clock.
    opens: Vec<Moment>,
    /// Whether it has opened.
    open: Vec<bool>,
    /// When its patience is over.
    leaves: Moment,
    /// It came while a bound on waiting was reached.
    finds_queue_full: bool,
    /// … and could leave no message.
    turned_away: bool,
    /// Deadline of deferrable work.
    due: Moment,
    /// From here on deferrable work goes first.
    escalates: Moment,
    /// Whole handle time and what is left of it, once begun.
    begun: Option<(Span, Span)>,
    /// Of the handle time, what those have to their account who handed it on.
    credited: Span,
    fate: Option<Fate>,
}

/// The world.
pub(crate) struct World<'a> {
    model: &'a Model,
    staffing: &'a Staffing,
    presence: &'a Presence,
    tenures: &'a Tenures,
    now: Moment,
    events: BTreeSet<Event>,
    items: Vec<Item>,
    desks: Vec<Desk>,
    memory: Memory<'a>,
    /// By account, now.
    hands: Vec<Hands>,
    /// Those who shared accounts out among themselves.
    cuts: Rows,
    /// By agent: who was on duty last.
    generations: Vec<u32>,
    /// By account: an owner answered its last answered contact.
    last_by_owner: Vec<bool>,
    /// By team: so many of those who end a handling next are to leave.
    leaving: Vec<u32>,
    log: Vec<String>,
}

/// Plays a whole run.
pub(crate) fn play(
    model: &Model,
    staffing: usize,
    people: (&Presence, &Tenures),
    contacts: &[Contact],
) -> Told {
    let mut world = World::new(model, &model.staffings[staffing], people);
    for &contact in contacts {
        world.arrives_later(contact);
    }
    world.run();
    world.told()
}

impl<'a> World<'a> {
    fn new(
        model: &'a Model,
        staffing: &'a Staffing,
        (presence, tenures): (&'a Presence, &'a Tenures),
    ) -> Self {
        let mut world = Self {
            model,
            staffing,
            presence,
            tenures,
            now: 0,
            events: BTreeSet::new(),
            items: Vec::new(),
            desks: (0..staffing.agents.len())
                .map(|agent| Desk::new(model, staffing, (presence, tenures), agent))
                .collect(),
            memory: Memory::new(model, staffing, tenures),
            hands: (0..model.accounts.len())
                .map(|account| Hands {
                    owners: staffing.portfolio.owners.row(account as u32).to_vec(),
                    deputies: staffing.portfolio.deputies.row(account as u32).to_vec(),
                    team: staffing.account_team[account],
                })
                .collect(),
            cuts: staffing.portfolio.cuts.clone(),
            generations: (0..staffing.agents.len() as u32)
                .map(|agent| tenures.stints(agent).first().map_or(0, |stint| stint.generation))
                .collect(),
            last_by_owner: vec![false; model.accounts.len()],
            leaving: vec![0; staffing.teams.len()],
            log: Vec::new(),
        };
        world.plan_duty();
        world.plan_closing();
        // The first midnight is one, too.
        let told = world.accounts_change_hands();
        world.seats_change_hands(0);
        world.are_told(told);
        world
    }

    /// Takes in a contact whose arrival is still to come.
    fn arrives_later(&mut self, contact: Contact) {
        let mut index = usize::from(contact.group) * self.model.channels.len() + usize::from(contact.channel);
        // Accounts that were chosen have classes of their own, after those of all groups and channels.
        if self
            .staffing
            .dedicated
            .iter()
            .enumerate()
            .any(|(account, yes)| *yes && account as u32 == contact.account)
        {
            index += self.model.groups.len() * self.model.channels.len();
        }
        let class = match contact.origin {
            Origin::FollowUp | Origin::CallBack => self.staffing.follow_up_class_of[index],
            Origin::First | Origin::Redial => self.staffing.class_of[index],
        };
        let channel = &self.model.channels[usize::from(contact.channel)];
        let (due, escalates) = channel.goal_time.map_or((NEVER, NEVER), |goal| {
            (
                channel.after(contact.arrived, goal),
                channel.after(contact.arrived, (goal - channel.escalate).max(0)),
            )
        });
        let opens = self.opening_times(&contact, class);
        self.items.push(Item {
            contact,
            class,
            place: Place::Gone,
            open: vec![false; opens.len()],
            opens,
            leaves: contact.arrived.saturating_add(contact.patience),
            finds_queue_full: false,
            turned_away: false,
            due,
            escalates,
            begun: None,
            credited: 0,
            fate: None,
        });
        self.plan_arrival(self.items.len() - 1);
    }

    fn kind(&self, item: usize) -> Kind {
        self.model.channels[usize::from(self.items[item].contact.channel)].kind
    }

    fn rungs(&self, item: usize) -> &'a [Rung] {
        let class = &self.staffing.classes[usize::from(self.items[item].class)];
        &self.staffing.ladders[usize::from(class.ladder)].rungs
    }

    /// The order in which kinds of work are pulled.
    fn pull_class(&self, item: usize) -> u8 {
        match self.kind(item) {
            Kind::Deferrable if self.now >= self.items[item].escalates => 0,
            Kind::Live => 1,
            Kind::Deferrable => 2,
            Kind::Proactive => 3,
        }
    }

    /// Wait of a contact until now, on its channel's clock.
    fn wait(&self, item: usize) -> Span {
        let contact = &self.items[item].contact;
        self.model.channels[usize::from(contact.channel)].elapsed(contact.arrived, self.now)
    }

    fn tie(&self, agent: usize) -> u64 {
        self.presence.tie(self.staffing.agents[agent].person, (self.now / DAY) as u32)
    }

    /// Waiting contacts in order of their keys.
    fn waiting(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> =
            (0..self.items.len()).filter(|&item| self.items[item].place == Place::Waiting).collect();
        waiting.sort_by_key(|&item| self.items[item].contact.key);
        waiting
    }

    /// Ends a contact that nobody answered.
    fn leaves(&mut self, item: usize, how: Left) {
        let wait = self.wait(item);
        let at = self.now;
        self.note(item, &format!("left {how:?}"));
        let it = &mut self.items[item];
        assert!(it.begun.is_none() && it.fate.is_none(), "answered contacts cannot leave");
        it.place = Place::Gone;
        it.fate = Some(Fate::Left { how, at, wait });
    }

    /// An agent begins or goes on with a contact.
    fn starts(&mut self, item: usize, agent: usize, rung: usize) {
        let wait = self.wait(item);
        let contact = self.items[item].contact;
        let left = if let Some((_, left)) = self.items[item].begun {
            self.note(item, &format!("resumed by {agent}"));
            left
        } else {
            let known = self.memory.factor(agent as u32, contact.account, self.now);
            let pace = self.pace(agent) * known * self.of_place(agent, contact.account);
            let time = portflow::model::handle_time(
                self.model,
                self.staffing,
                &Rows::new(self.hands.iter().map(|hands| &hands.owners)),
                &contact,
                agent as u32,
                pace,
                self.now,
            );
            self.note(item, &format!("answered by {agent} on rung {rung} for {}", clock(time)));
            self.items[item].begun = Some((time, time));
            let by_owner = self.owners(contact.account).contains(&(agent as u32));
            self.last_by_owner[contact.account as usize] = by_owner;
            self.items[item].fate = Some(Fate::Answered(Answer {
                agent: agent as u32,
                rung: rung as u8,
                at: self.now,
                wait,
                handled: None,
            }));
            time
        };
        self.items[item].place = Place::InHand;
        let class = self.pull_class(item);
        self.takes(agent, item, left, class);
    }

    /// Factor on handle times of whoever is on duty in a seat, or was last.
    fn pace(&self, agent: usize) -> f64 {
        let days = 0..=(self.now / DAY) as u32;
        let last = days.rev().find(|&day| is_on_duty(self.tenures, agent, day));
        let pace = last.and_then(|day| self.tenures.pace(agent as u32, day));
        pace.unwrap_or(self.staffing.agents[agent].speed)
    }

    /// An agent is done with a contact.
    fn finishes(&mut self, item: usize, agent: usize) {
        self.note(item, &format!("handled by {agent}"));
        let it = &mut self.items[item];
        it.place = Place::Gone;
        let whole = it.begun.expect("begun").0 - it.credited;
        self.desks[agent].credited += whole;
        let contact = it.contact;
        let agent = agent as u32;
        let about = (contact.account, contact.channel, contact.key);
        let (error, unresolved) = self.memory.handled(agent, about, self.now);
        let Some(Fate::Answered(answer)) = &mut it.fate else { unreachable!("answered") };
        answer.handled = Some(Handled { agent, at: self.now, handle_time: whole, error });
        let group = &self.model.groups[usize::from(contact.group)];
        let share = group.follow_up[usize::from(contact.channel)][usize::from(contact.reason)];
        let unresolved = self.comes_back_from(agent as usize, share, unresolved);
        self.has_child(later::follow_up(self.model, &contact, agent, self.now, (unresolved, 1.0)));
    }

    /// A contact brought about another one.
    fn has_child(&mut self, child: Option<Contact>) {
        if let Some(child) = child.filter(|child| child.arrived < self.model.calendar.end()) {
            self.arrives_later(child);
        }
    }

    fn note(&mut self, item: usize, what: &str) {
        let line = format!("{} {:016x} {what}", clock(self.now), self.items[item].contact.key);
        self.log.push(line);
    }

    fn note_agent(&mut self, agent: usize, what: &str) {
        self.log.push(format!("{} agent {agent} {what}", clock(self.now)));
    }

    fn told(self) -> Told {
        let outcomes: BTreeMap<u64, Outcome> = self
            .items
            .iter()
            .filter_map(|item| {
                let Item { contact, fate, .. } = item;
                fate.map(|fate| (contact.key, Outcome { arrived: contact.arrived, fate }))
            })
            .collect();
        Told { outcomes, times: self.desks.iter().map(Desk::totals).collect(), log: self.log }
    }
}
