//! What happens when: events in order of (moment, rank, key), taken one by one.
//!
//! In: the world. Out: the world, later. Must not know: how a choice among people or contacts is made.

use portflow::demand::later;
use portflow::engine::ports::Left;
use portflow::model::{Closing, Contact, Kind, Limit, LimitOf, Origin};
use portflow::random::{Purpose, drawn_from};
use portflow::time::{DAY, Moment, NEVER};
use portflow::workforce::stints::Stint;

use super::duty::is_closed;
use super::{Item, Place, World};
use crate::outcome::Fate;

/// Order of events at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Midnight,
    HandleEnd,
    SignOn,
    Arrival,
    RungOpens,
    PatienceEnd,
    SignOff,
    Close,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    HandleEnd { agent: usize },
    PlanRises { team: usize },
    SignOn { agent: usize, shift: usize },
    BackFromBreak { agent: usize },
    Arrival { item: usize },
    RungOpens { item: usize, rung: usize },
    PatienceEnd { item: usize },
    PlanFalls { team: usize },
    SignOff { agent: usize, shift: usize },
    Break { agent: usize, shift: usize, number: usize },
    Close { channel: usize },
    Midnight,
}

/// Something that may happen; whether it still does is looked at when its moment comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    at: Moment,
    rank: Rank,
    /// Within a rank: whole teams before people; then the tie key of the person, or the key of the contact.
    order: (bool, u64, u64),
    what: What,
}

impl World<'_> {
    /// Plans an event of a person.
    pub(super) fn plan_for(&mut self, agent: usize, at: Moment, rank: Rank, what: What) {
        if at <= self.model.calendar.end() {
            let tie = self.presence.tie(self.staffing.agents[agent].person, (at / DAY) as u32);
            self.events.insert(Event { at, rank, order: (true, tie, 0), what });
        }
    }

    /// Plans an event of a whole team.
    pub(super) fn plan_team(&mut self, team: usize, at: Moment, rank: Rank, what: What) {
        self.events.insert(Event { at, rank, order: (false, self.staffing.teams[team].key, 0), what });
    }

    fn plan_contact(&mut self, item: usize, at: Moment, rank: Rank, second: u64, what: What) {
        let key = self.items[item].contact.key;
        self.events.insert(Event { at, rank, order: (true, key, second), what });
    }

    pub(super) fn plan_arrival(&mut self, item: usize) {
        let at = self.items[item].contact.arrived;
        self.plan_contact(item, at, Rank::Arrival, 0, What::Arrival { item });
    }

    /// Closings of every channel, and every midnight.
    pub(super) fn plan_closing(&mut self) {
        for (channel, data) in self.model.channels.iter().enumerate() {
            for &(_, at) in data.opening.stretches() {
                let order = (true, data.key, 0);
                self.events.insert(Event { at, rank: Rank::Close, order, what: What::Close { channel } });
            }
        }
        for day in 1..=Moment::from(self.model.calendar.days) {
            self.events.insert(Event {
                at: day * DAY,
                rank: Rank::Midnight,
                order: (true, 0, 0),
                what: What::Midnight,
            });
        }
    }

    /// Plays until the last midnight; nothing else of that instant happens any more.
    pub(super) fn run(&mut self) {
        let end = self.model.calendar.end();
        while let Some(event) = self.events.pop_first() {
            self.now = event.at;
            match event.what {
                What::HandleEnd { agent } => self.handle_ends(agent),
                What::PlanRises { team } => self.plan_rises(team),
                What::SignOn { agent, shift } => self.shift_begins(agent, shift),
                What::BackFromBreak { agent } => self.back_from_break(agent),
                What::Arrival { item } => self.arrives(item),
                What::RungOpens { item, rung } => self.rung_opens(item, rung),
                What::PatienceEnd { item } => self.gives_up(item),
                What::PlanFalls { team } => self.plan_falls(team),
                What::SignOff { agent, shift } => self.shift_ends(agent, shift),
                What::Break { agent, shift, number } => self.break_begins(agent, shift, number),
                What::Close { channel } => self.closes(channel),
                What::Midnight => self.midnight(),
            }
            self.release_those_who_stayed();
            if self.now == end {
                break;
            }
        }
        self.ends();
    }

    fn arrives(&mut self, item: usize) {
        if !self.is_admitted(item) {
            self.note(item, "avoided");
            self.items[item].fate = Some(Fate::Avoided { at: self.now });
            return;
        }
        let Item { contact, class, .. } = &self.items[item];
        let Contact { account, group, channel, origin, .. } = contact;
        let about = format!(
            "arrives: {origin:?}, account {account}, group {group}, channel {channel}, class {class}"
        );
        self.note(item, &about);
        let (no_line, queue_full) = self.limits_reached(item);
        if no_line {
            return self.blocked(item);
        }
        self.items[item].place = Place::Waiting;
        self.items[item].finds_queue_full = queue_full;
        self.climbs_at_once(item);
        if self.items[item].place != Place::Waiting {
            return;
        }
        if queue_full {
            return self.blocked(item);
        }
        let contact = self.items[item].contact;
        if contact.balks {
            return self.abandons(item);
        }
        self.plan_rungs(item);
        self.plan_patience(item);
    }

    /// Whether a request becomes a contact: its mark lies below what the account's state admits.
    fn is_admitted(&self, item: usize) -> bool {
        let contact = self.items[item].contact;
        let admission = &self.model.admission;
        if contact.origin != Origin::First {
            return true;
        }
        let mut share = 1.0;
        if let Some(Some(portal)) = admission.self_service.get(usize::from(contact.channel)) {
            let owners = self.owners(contact.account);
            let person = |agent: &u32| self.staffing.agents[*agent as usize].person as usize;
            let blocked = owners.iter().any(|agent| portal.blocks[person(agent)]);
            let opens = if blocked { portal.from.max(portal.noticed) } else { portal.from };
            let progress = if self.now < opens {
                0.0
            } else if self.now - opens >= portal.over {
                1.0
            } else {
                (self.now - opens) as f64 / portal.over as f64
            };
            share -= portal.share * progress;
        }
        if self.last_by_owner[contact.account as usize] {
            share /= admission.continuity;
        }
        let mark = drawn_from(contact.key, Purpose::Thinning, 0).uniform();
        share >= 1.0 || mark < share
    }

    /// Plans the end of a contact's patience as it is now.
    pub(super) fn plan_patience(&mut self, item: usize) {
        let at = self.items[item].leaves;
        if at < NEVER {
            self.plan_contact(item, at, Rank::PatienceEnd, 0, What::PatienceEnd { item });
        }
    }

    /// Plans the opening of the rungs whose time is still to come.
    pub(super) fn plan_rungs(&mut self, item: usize) {
        for rung in 0..self.items[item].opens.len() {
            let at = self.items[item].opens[rung];
            if at > self.now {
                self.plan_contact(item, at, Rank::RungOpens, rung as u64, What::RungOpens { item, rung });
            }
        }
    }

    /// Whether a bound on lines, and whether one on waiting is reached for a contact that comes.
    pub(super) fn limits_reached(&self, item: usize) -> (bool, bool) {
        let new = self.items[item].contact;
        let mut reached = (false, false);
        for &Limit { of, waiting, lines } in &self.staffing.limits {
            let counts = |channel: u8, group: u16| match of {
                LimitOf::Centre => true,
                LimitOf::Channel(one) => one == channel,
                LimitOf::Group(one) => one == group,
            };
            if !counts(new.channel, new.group) {
                continue;
            }
            let counted = self.items.iter().filter(|item| counts(item.contact.channel, item.contact.group));
            let waits = counted.clone().filter(|item| item.place == Place::Waiting).count();
            let there = counted.filter(|item| item.place != Place::Gone).count();
            reached.0 |= lines.is_some_and(|lines| there >= lines as usize);
            reached.1 |= waiting.is_some_and(|waiting| waits >= waiting as usize);
        }
        reached
    }

    fn blocked(&mut self, item: usize) {
        self.leaves(item, Left::Blocked);
        let contact = self.items[item].contact;
        self.has_child(later::redial(self.model, &contact, self.now));
    }

    pub(super) fn abandons(&mut self, item: usize) {
        self.leaves(item, Left::Abandoned);
        let contact = self.items[item].contact;
        self.has_child(later::redial(self.model, &contact, self.now));
    }

    /// The contact leaves a message.
    pub(super) fn leaves_message(&mut self, item: usize, call_back: Option<u8>) {
        self.leaves(item, Left::Converted);
        let contact = self.items[item].contact;
        if let Some(channel) = call_back {
            self.has_child(later::call_back(self.model, &contact, channel, self.now));
        }
    }

    fn gives_up(&mut self, item: usize) {
        let Item { place, begun, leaves, .. } = self.items[item];
        if place == Place::Waiting && begun.is_none() && leaves == self.now {
            self.abandons(item);
        }
    }

    fn closes(&mut self, channel: usize) {
        if self.model.channels[channel].closing == Closing::Clear {
            for item in self.waiting() {
                if usize::from(self.items[item].contact.channel) == channel
                    && self.items[item].begun.is_none()
                {
                    self.leaves(item, Left::Unserved);
                }
            }
        }
    }

    /// Those who would wait for ever on a closed live channel are sent away.
    fn midnight(&mut self) {
        let day = (self.now / DAY) as u32;
        let before = self.hands.clone();
        let told = self.accounts_change_hands();
        self.seats_change_hands(day);
        self.are_told(told);
        for item in self.waiting() {
            let contact = self.items[item].contact;
            let channel = &self.model.channels[usize::from(contact.channel)];
            if channel.kind == Kind::Live && contact.patience == NEVER && !channel.opening.is_open(self.now) {
                self.leaves(item, Left::Unserved);
            }
        }
        for item in self.waiting() {
            let account = self.items[item].contact.account as usize;
            if before[account] != self.hands[account] && self.now < self.model.calendar.end() {
                self.meets_new_people(item);
            }
        }
    }

    /// Whoever is on duty in a seat for the first time takes over what is left of what was known there.
    pub(super) fn seats_change_hands(&mut self, day: u32) {
        for agent in 0..self.desks.len() {
            let on_duty = |stint: &&Stint| stint.begins <= day as i32 && (day as i32) < stint.gone;
            let there = !is_closed(self.tenures, agent, day);
            let Some(stint) = self.tenures.stints(agent as u32).iter().find(on_duty).filter(|_| there) else {
                continue;
            };
            if std::mem::replace(&mut self.generations[agent], stint.generation) != stint.generation {
                let person = self.staffing.agents[agent].person as usize;
                let rules = self.model.people[person].turnover.as_ref();
                let weeks = rules.map_or(0.0, |rules| rules.overlap_weeks);
                let takes_in = self.takes_in(agent);
                self.memory.hand_over(agent as u32, weeks, takes_in);
            }
        }
    }

    /// The run is over.
    fn ends(&mut self) {
        self.now = self.model.calendar.end();
        for item in self.waiting() {
            if self.items[item].begun.is_none() {
                let later = self.kind(item) != Kind::Live && self.items[item].due > self.now;
                self.leaves(item, if later { Left::Pending } else { Left::Unserved });
            }
        }
        for agent in 0..self.desks.len() {
            self.run_ends_for(agent);
        }
    }
}
