//! The observer of studies that play hundreds of variants: only what they compare, in little memory.
//!
//! In: what the engine tells. Out: a [`Digest`], additive over sets of accounts that have nobody in common.
//! Must not know: what differs from variant to variant.

use super::cells::{Answered, Lost, Owner, Served};
use super::counts::Counts;
use super::faces::Faces;
use super::known::Known;
use super::part::{Part, Shape, Time};
use crate::engine::ports::{Left, Observer, Stretch};
use crate::model::handling::plain_time;
use crate::model::satisfaction::Experience;
use crate::model::{Changed, Contact, Model, Origin, Rows, Staffing};
use crate::time::{DAY, Moment, Span};

/// In time, and due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InTime {
    /// Contacts answered in time.
    pub hits: i64,
    /// Contacts that the service level is over.
    pub due: i64,
}

/// Time spent on contacts, and what the same contacts would take an expert of ordinary speed; in µs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// Spent on them.
    pub spent: i64,
    /// An expert's time.
    pub expert: i64,
}

/// What is asked for each account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Promises {
    /// Anything at all: how fast contacts are handled, too.
    pub asked: bool,
    /// By channel: place of a goal, and the longest wait that meets it.
    pub on: Vec<Vec<(usize, Span)>>,
    /// By goal: share of contacts that must be.
    pub thresholds: Vec<f64>,
}

/// What a replication of a variant leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// By channel.
    pub counts: Vec<Counts>,
    /// By agent.
    pub time: Vec<Time>,
    /// By agent: answered contacts.
    pub answered: Vec<i64>,
    /// By account.
    pub accounts: Vec<InTime>,
    /// By day counted (of arrival), channel.
    pub days: Vec<InTime>,
    /// By goal asked of each account, account.
    pub promised: Vec<InTime>,
    /// By account; empty where nobody asks.
    pub pace: Vec<Pace>,
    /// By account, without days; empty where satisfaction does not matter.
    pub experience: Vec<Experience>,
    /// What those knew who handled.
    pub known: Known,
}

impl Digest {
    /// Adds what was played on other accounts.
    pub fn add(&mut self, other: &Self) {
        self.change(other, 1);
    }

    /// Takes away what was played on some accounts.
    pub fn subtract(&mut self, other: &Self) {
        self.change(other, -1);
    }

    fn change(&mut self, other: &Self, sign: i64) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            mine.add_times(theirs, sign);
        }
        for (mine, theirs) in self.time.iter_mut().zip(&other.time) {
            mine.busy += sign * theirs.busy;
            mine.on_duty += sign * theirs.on_duty;
            mine.overtime += sign * theirs.overtime;
        }
        for (mine, theirs) in self.answered.iter_mut().zip(&other.answered) {
            *mine += sign * theirs;
        }
        for (mine, theirs) in [
            (&mut self.accounts, &other.accounts),
            (&mut self.days, &other.days),
            (&mut self.promised, &other.promised),
        ] {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.hits += sign * theirs.hits;
                mine.due += sign * theirs.due;
            }
        }
        for (mine, theirs) in self.pace.iter_mut().zip(&other.pace) {
            mine.spent += sign * theirs.spent;
            mine.expert += sign * theirs.expert;
        }
        let experience = self.experience.iter_mut().zip(&other.experience);
        if sign > 0 {
            experience.for_each(|(mine, theirs)| *mine += *theirs);
            self.known += other.known;
        } else {
            experience.for_each(|(mine, theirs)| *mine -= *theirs);
            self.known -= other.known;
        }
    }

    /// As a part without groups, intervals and accounts; `team` says the team of each agent.
    pub fn part(&self, team: &[u16], teams: usize, hours: Vec<[i64; 4]>) -> Part {
        let shape = Shape { channels: self.counts.len(), groups: 1, teams, intervals: 1, ..Shape::default() };
        let mut cells = vec![Counts::default(); shape.channels * teams];
        for (channel, counts) in self.counts.iter().enumerate() {
            // Figures by team are not made of it: any team will do.
            cells[Part::cell(&shape, channel, 0, 0, 0)] = *counts;
        }
        let mut time = vec![Time::default(); teams];
        for (agent, spent) in self.time.iter().enumerate() {
            time[usize::from(team[agent])] += *spent;
        }
        Part { cells, time, hours, backlog: vec![0; shape.channels], shape, ..Part::default() }
    }
}

/// Counts what happens in one variant.
#[derive(Debug)]
pub struct Digester<'m> {
    model: &'m Model,
    counted_from: Moment,
    end: Moment,
    served: Vec<Served>,
    lost: Vec<Lost>,
    digest: Digest,
    owners: Rows,
    owned: Vec<bool>,
    /// By channel: the longest wait that is in time.
    in_time: Vec<Span>,
    promises: &'m Promises,
    faces: Faces,
}

impl<'m> Digester<'m> {
    /// Nothing counted yet.
    pub fn new(model: &'m Model, staffing: &Staffing, promises: &'m Promises) -> Self {
        let channels = model.channels.len();
        let has_owner = |account| staffing.has_measured_owner(account);
        Self {
            model,
            counted_from: model.calendar.counted_from(),
            end: model.calendar.end(),
            served: vec![Served::default(); channels],
            lost: vec![Lost::default(); channels],
            digest: Digest {
                counts: Vec::new(),
                time: vec![Time::default(); staffing.agents.len()],
                answered: vec![0; staffing.agents.len()],
                accounts: vec![InTime::default(); model.accounts.len()],
                days: vec![InTime::default(); model.calendar.counted_days() as usize * channels],
                promised: vec![InTime::default(); promises.thresholds.len() * model.accounts.len()],
                pace: vec![Pace::default(); if promises.asked { model.accounts.len() } else { 0 }],
                experience: Vec::new(),
                known: Known::default(),
            },
            promises,
            faces: Faces::new(model, staffing.agents.len()),
            owners: staffing.measured_owners(),
            owned: (0..model.accounts.len() as u32).map(has_owner).collect(),
            in_time: model.channels.iter().map(|facts| facts.in_time - Span::from(facts.strict)).collect(),
        }
    }

    /// The sums, once the engine has finished.
    pub fn finish(self) -> Digest {
        let counts = |(served, lost): (&Served, &Lost)| {
            let mut counts = served.counts();
            lost.add_to(&mut counts);
            counts
        };
        let counts = self.served.iter().zip(&self.lost).map(counts).collect();
        Digest { counts, experience: self.faces.finish(), ..self.digest }
    }

    /// A contact that the service level is over has ended.
    #[inline]
    fn due(&mut self, contact: &Contact, hit: bool) {
        let day = ((contact.arrived - self.counted_from) / DAY) as usize;
        let cell = day * self.served.len() + usize::from(contact.channel);
        for sum in [&mut self.digest.accounts[contact.account as usize], &mut self.digest.days[cell]] {
            sum.hits += i64::from(hit);
            sum.due += 1;
        }
    }

    /// The same for the goals asked of each account; `wait` of who was answered.
    #[inline]
    fn promised(&mut self, contact: &Contact, wait: Option<Span>) {
        let Some(goals) = self.promises.on.get(usize::from(contact.channel)) else { return };
        for (goal, limit) in goals {
            let sum = &mut self.digest.promised[goal * self.model.accounts.len() + contact.account as usize];
            sum.hits += i64::from(wait.is_some_and(|wait| wait <= *limit));
            sum.due += 1;
        }
    }

    #[inline]
    fn spent(&mut self, contact: &Contact, handle_time: Span) {
        if let Some(pace) = self.digest.pace.get_mut(contact.account as usize) {
            pace.spent += handle_time;
        }
    }
}

impl Observer for Digester<'_> {
    #[inline]
    fn arrived(&mut self, contact: &Contact, owner_on_duty: bool) {
        if contact.arrived >= self.counted_from && !owner_on_duty && self.owned[contact.account as usize] {
            self.served[usize::from(contact.channel)].owner_absent += 1;
        }
    }

    #[inline]
    fn answered(&mut self, contact: &Contact, agent: u32, _rung: u8, at: Moment, wait: Span) {
        if contact.arrived < self.counted_from {
            return;
        }
        let channel = usize::from(contact.channel);
        let owner = match self.owned[contact.account as usize] {
            false => Owner::None,
            true if self.owners.row(contact.account).contains(&agent) => Owner::Answered,
            true => Owner::Other,
        };
        let in_time = wait <= self.in_time[channel];
        self.served[channel]
            .answered(Answered { in_time, first: contact.origin == Origin::First, owner }, wait);
        self.digest.answered[agent as usize] += 1;
        self.due(contact, in_time);
        self.promised(contact, Some(wait));
        self.faces.answered(contact, agent, owner, in_time);
        if let Some(pace) = self.digest.pace.get_mut(contact.account as usize) {
            pace.expert += (plain_time(self.model, contact, at) + 0.5) as Span;
        }
    }

    #[inline]
    fn handled(&mut self, contact: &Contact, _agent: u32, _at: Moment, handle_time: Span) {
        if contact.arrived >= self.counted_from {
            self.served[usize::from(contact.channel)].handled(handle_time);
            self.spent(contact, handle_time);
        }
    }

    fn new_person(&mut self, agent: u32) {
        self.faces.new_person(agent);
    }

    #[inline]
    fn judged(&mut self, contact: &Contact, _agent: u32, ignorance: f64, error: bool) {
        if let Some(knowledge) = &self.model.knowledge
            && contact.arrived >= self.counted_from
        {
            self.digest.known.add(1.0 + knowledge.effect * ignorance, error);
        }
    }

    fn owners_change(&mut self, changed: &Changed) {
        for (account, owners) in changed.measured() {
            self.owners.set(account, owners);
        }
    }

    fn avoided(&mut self, contact: &Contact) {
        if contact.arrived >= self.counted_from {
            self.lost[usize::from(contact.channel)].avoided += 1;
        }
    }

    fn shared(&mut self, contact: &Contact, _agent: u32, handle_time: Span) {
        if contact.arrived >= self.counted_from {
            self.served[usize::from(contact.channel)].shared(handle_time);
            self.spent(contact, handle_time);
        }
    }

    fn left(&mut self, contact: &Contact, how: Left, _at: Moment, wait: Span) {
        if contact.arrived < self.counted_from {
            return;
        }
        let channel = usize::from(contact.channel);
        let short = how == Left::Abandoned && wait <= self.model.channels[channel].short_abandon;
        let owned = self.owned[contact.account as usize];
        self.lost[channel].add(how, short, contact.origin == Origin::First, owned, wait);
        self.faces.left(contact, how != Left::Pending);
        if how != Left::Pending {
            self.due(contact, false);
            self.promised(contact, None);
        }
    }

    #[inline]
    fn time(&mut self, agent: u32, what: Stretch, _channel: u8, from: Moment, to: Moment) {
        let span = (to.min(self.end) - from.max(self.counted_from)).max(0);
        let time = &mut self.digest.time[agent as usize];
        match what {
            Stretch::Busy => time.busy += span,
            Stretch::OnDuty => time.on_duty += span,
            Stretch::Overtime => time.overtime += span,
            // Gaps and crumbs are no figure of these studies.
            Stretch::Idle => {}
        }
    }
}
