//! Whom a rung stands for: people, teams, and the waiting lists that go with them.
//!
//! In: a contact and a rung. Out: candidates for the push rule, places in waiting lists.
//! Must not know: when a rung opens.

use super::Engine;
use super::facts::{LineFacts, Where};
use super::floor::State;
use super::ports::{Candidates, Choose, Free, Known, Observer};
use super::works::Work;
use crate::model::{Absent, Contact, NONE, Rung, Target};

/// What an offer to a rung's people came to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Offered {
    Taken(u32, Free),
    /// Nobody takes it, and the next rung opens now: all its people are absent.
    Passed,
    Waits,
}

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Asks something about the people of a rung. The buffers in which a rung that names several targets
    /// gathers them are the engine's own: nothing is allocated.
    #[inline]
    fn ask<R>(
        &mut self,
        slot: u32,
        index: usize,
        question: impl FnOnce(&Self, &Contact, &LineFacts, &Candidates<'_>) -> R,
    ) -> R {
        let Work { contact, class, .. } = self.works.at(slot);
        let line = self.line(*class, index);
        if let Some(target) = line.to {
            return question(self, contact, line, &self.people_of(contact, line.class, target));
        }
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let Work { contact, class, .. } = self.works.at(slot);
        self.gather((contact, *class), &self.rungs(*class)[index], &mut people, &mut teams);
        let among = Candidates { people: &people, teams: &teams, class: *class };
        let answer = question(self, contact, self.line(*class, index), &among);
        (self.people, self.teams) = (people, teams);
        answer
    }

    /// Offers a contact to a rung's people: the push rule is asked for idle people first, then for those on work that it
    /// may interrupt. Where nobody takes it and `may_pass`, the rung may be passed.
    #[expect(clippy::inline_always, reason = "at every event, from one place of the code")]
    #[inline(always)]
    pub(super) fn offer(&mut self, slot: u32, index: usize, may_pass: bool) -> Offered {
        let Work { contact, class, .. } = self.works.at(slot);
        let facts = &self.classes[usize::from(*class)];
        let line = &self.lines[usize::from(facts.first_line) + index];
        let asks = (facts.interrupts, may_pass);
        match line.to {
            Some(target) => self.offer_to(contact, line, &self.people_of(contact, *class, target), asks),
            None => self.offer_to_several(slot, index, asks),
        }
    }

    /// The same where a rung names several targets.
    #[inline(never)]
    fn offer_to_several(&mut self, slot: u32, index: usize, asks: (bool, bool)) -> Offered {
        self.ask(slot, index, |engine, contact, line, among| engine.offer_to(contact, line, among, asks))
    }

    #[expect(clippy::inline_always, reason = "at every event, from few places of the code")]
    #[inline(always)]
    fn offer_to(
        &self,
        contact: &Contact,
        line: &LineFacts,
        among: &Candidates<'_>,
        (interrupts, may_pass): (bool, bool),
    ) -> Offered {
        if among.teams.is_empty() && line.when_idle <= 1 {
            return self.offer_to_people(contact, line, among, (interrupts, may_pass));
        }
        let floor = &self.floor;
        let known = Known { stocks: self.stocks.as_ref(), now: self.now };
        for free in [Free::Idle, Free::Interruptible] {
            let may = match free {
                Free::Idle => line.when_idle <= 1 || floor.idle_among(among, contact, NONE) >= line.when_idle,
                Free::Interruptible => interrupts && line.when_idle <= 1,
            };
            if may
                && floor.is_anybody_free(free)
                && let Some(agent) = self.chooser.choose(floor, known, among, free, contact)
            {
                return Offered::Taken(agent, free);
            }
        }
        if may_pass && self.is_passed(contact, line, among) { Offered::Passed } else { Offered::Waits }
    }

    /// The same where a rung names single people: the rule is asked only if several of them are free in the same sense.
    #[expect(clippy::inline_always, reason = "at every event, from few places of the code")]
    #[inline(always)]
    fn offer_to_people(
        &self,
        contact: &Contact,
        line: &LineFacts,
        among: &Candidates<'_>,
        (interrupts, may_pass): (bool, bool),
    ) -> Offered {
        // The best sense in which somebody is free, who it is, and whether he is the only one.
        let (mut best, mut who, mut several) = (None, NONE, false);
        let mut is_there = false;
        for agent in among.people {
            if !self.floor.may_serve(*agent, line.class, contact) {
                continue;
            }
            let state = self.floor.state(*agent);
            is_there |= line.absent == Absent::Kept || state.is_present();
            let free = match state {
                State::Idle => Free::Idle,
                State::Interruptible if interrupts => Free::Interruptible,
                _ => continue,
            };
            if best == Some(free) {
                several = true;
            } else if best != Some(Free::Idle) {
                (best, who, several) = (Some(free), *agent, false);
            }
        }
        let Some(free) = best else {
            return if may_pass && !is_there { Offered::Passed } else { Offered::Waits };
        };
        if !several {
            return Offered::Taken(who, free);
        }
        let known = Known { stocks: self.stocks.as_ref(), now: self.now };
        let chosen = self.chooser.choose(&self.floor, known, among, free, contact);
        // Every rule chooses one of those who are free.
        debug_assert!(chosen.is_some_and(|agent| among.people.contains(&agent)));
        Offered::Taken(chosen.unwrap_or(who), free)
    }

    #[inline]
    fn is_passed(&self, contact: &Contact, line: &LineFacts, among: &Candidates<'_>) -> bool {
        match line.absent {
            Absent::Passed => self.floor.all_absent(among, contact),
            Absent::Kept => self.floor.has_nobody(among, contact),
        }
    }

    /// Whether an agent is one of a rung's people.
    pub(super) fn is_among(&mut self, slot: u32, index: usize, agent: u32, team: u16) -> bool {
        self.ask(slot, index, |engine, contact, line, among| {
            (among.people.contains(&agent) || among.teams.contains(&team))
                && engine.floor.may_serve(agent, line.class, contact)
        })
    }

    /// Whether a rung lets the next one open now: all its people are absent and it is passed then, or it has none.
    pub(super) fn passes(&mut self, slot: u32, index: usize) -> bool {
        self.ask(slot, index, Self::is_passed)
    }

    /// Idle people of a rung besides one.
    pub(super) fn idle_besides(&mut self, slot: u32, index: usize, besides: u32) -> u32 {
        self.ask(slot, index, |engine, contact, _, among| engine.floor.idle_among(among, contact, besides))
    }

    /// Puts a waiting contact into the lists of an open rung: one per person, team, site, or of everybody.
    #[inline]
    pub(super) fn enlist(&mut self, slot: u32, index: usize) {
        let work = self.works.at(slot);
        let facts = &self.classes[usize::from(work.class)];
        let line = usize::from(facts.first_line) + index;
        let pool = match self.lines[line].waits {
            Where::Pool(pool) => pool,
            Where::Team => self.waiting.pools().team(*self.holders.team(work.contact.account)),
            Where::Targets => return self.enlist_with_each(slot, index, line),
        };
        // Other rungs have other lists.
        self.waiting.enlist(slot, &self.works, pool, line, true);
    }

    /// The same where targets have to be looked at one by one.
    #[inline(never)]
    fn enlist_with_each(&mut self, slot: u32, index: usize, line: usize) {
        let pools = self.waiting.pools();
        let (works, waiting) = (&self.works, &mut self.waiting);
        let work = works.at(slot);
        let account = work.contact.account;
        let targets = &self.classes[usize::from(work.class)].rungs[index].to;
        let once = targets.len() == 1;
        for target in targets {
            let row = match *target {
                Target::Owner => self.holders.owners(account),
                Target::Deputy => self.holders.deputies(account),
                Target::Last if work.contact.last == NONE => &[],
                Target::Last => &[work.contact.last],
                Target::Team => &[pools.team(*self.holders.team(account))],
                Target::TeamNamed(named) => &[pools.team(named)],
                Target::Site => {
                    let team = usize::from(*self.holders.team(account));
                    &[pools.site(self.staffing.teams[team].site)]
                }
                Target::SiteNamed(site) => &[pools.site(site)],
                Target::Anyone => &[pools.everybody()],
            };
            for pool in row {
                waiting.enlist(slot, works, *pool, line, once && row.len() == 1);
            }
        }
    }

    /// Whom a rung that names several targets is open to, for this contact.
    fn gather(
        &self,
        (contact, class): (&Contact, u16),
        rung: &Rung,
        people: &mut Vec<u32>,
        teams: &mut Vec<u16>,
    ) {
        people.clear();
        teams.clear();
        for target in &rung.to {
            let more = self.people_of(contact, class, *target);
            people.extend_from_slice(more.people);
            for team in more.teams {
                if !teams.contains(team) {
                    teams.push(*team);
                }
            }
        }
    }

    /// The line of a class's rung.
    #[inline]
    fn line(&self, class: u16, rung: usize) -> &LineFacts {
        &self.lines[usize::from(self.classes[usize::from(class)].first_line) + rung]
    }

    /// Whom a target stands for.
    #[expect(clippy::inline_always, reason = "at every event, from few places of the code")]
    #[inline(always)]
    fn people_of<'s>(&'s self, contact: &'s Contact, class: u16, target: Target) -> Candidates<'s> {
        let team = self.holders.team(contact.account);
        let people = |people: &'s [u32]| Candidates { people, teams: &[], class };
        let teams = |teams: &'s [u16]| Candidates { people: &[], teams, class };
        match target {
            Target::Owner => people(self.holders.owners(contact.account)),
            Target::Deputy => people(self.holders.deputies(contact.account)),
            Target::Last if contact.last == NONE => people(&[]),
            Target::Last => people(std::slice::from_ref(&contact.last)),
            Target::Team => teams(std::slice::from_ref(team)),
            Target::TeamNamed(named) => teams(&self.all_teams[usize::from(named)..=usize::from(named)]),
            Target::Site => teams(&self.teams_at[usize::from(self.staffing.teams[usize::from(*team)].site)]),
            Target::SiteNamed(site) => teams(&self.teams_at[usize::from(site)]),
            Target::Anyone => teams(&self.all_teams),
        }
    }
}
