//! Whom a rung stands for: people, teams, and the waiting lists that go with them.
//!
//! In: a contact and a rung. Out: candidates for the push rule, places in waiting lists.
//! Must not know: when a rung opens.

use super::Engine;
use super::ports::{Candidates, Choose, Free, Known, Observer};
use super::works::Work;
use crate::model::{Absent, Contact, NONE, Rung, Target};

/// Whom a target stands for.
enum Whom<'a> {
    People(&'a [u32]),
    Teams(&'a [u16]),
}

impl<C: Choose, O: Observer> Engine<'_, C, O> {
    /// Asks something about the people of a rung. The buffers in which a rung that names several targets
    /// gathers them are the engine's own: nothing is allocated.
    #[inline]
    fn ask<R>(
        &mut self,
        slot: u32,
        index: usize,
        question: impl FnOnce(&Self, &Work, &Rung, Candidates<'_>) -> R,
    ) -> R {
        let work = self.works.at(slot);
        let class = work.class;
        let rung = &self.rungs(class)[index];
        if let [target] = rung.to.as_slice() {
            let among = match self.people_of(&work.contact, *target) {
                Whom::People(people) => Candidates { people, teams: &[], class },
                Whom::Teams(teams) => Candidates { people: &[], teams, class },
            };
            return question(self, work, rung, among);
        }
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let work = self.works.at(slot);
        self.gather(&work.contact, rung, &mut people, &mut teams);
        let answer = question(self, work, rung, Candidates { people: &people, teams: &teams, class });
        (self.people, self.teams) = (people, teams);
        answer
    }

    /// Whom the push rule gives a contact through one rung: idle people first, then those on work that it may
    /// interrupt.
    #[inline]
    pub(super) fn choose(&mut self, slot: u32, index: usize) -> Option<(u32, Free)> {
        self.ask(slot, index, |engine, work, rung, among| {
            let (floor, contact) = (&engine.floor, &work.contact);
            let known = Known { stocks: engine.stocks.as_ref(), now: engine.now };
            if rung.when_idle <= 1 || floor.idle_among(among, contact, NONE) >= rung.when_idle {
                let idle = engine.chooser.choose(floor, known, among, Free::Idle, contact);
                if let Some(agent) = idle {
                    return Some((agent, Free::Idle));
                }
            }
            if !engine.classes[usize::from(work.class)].interrupts || rung.when_idle > 1 {
                return None;
            }
            let busy = engine.chooser.choose(floor, known, among, Free::Interruptible, contact);
            busy.map(|agent| (agent, Free::Interruptible))
        })
    }

    /// Whether an agent is one of a rung's people.
    pub(super) fn is_among(&mut self, slot: u32, index: usize, agent: u32, team: u16) -> bool {
        self.ask(slot, index, |engine, work, _, among| {
            (among.people.contains(&agent) || among.teams.contains(&team))
                && engine.floor.may_serve(agent, work.class, &work.contact)
        })
    }

    /// Whether a rung lets the next one open now: all its people are absent and it is passed then, or it has none.
    pub(super) fn passes(&mut self, slot: u32, index: usize) -> bool {
        self.ask(slot, index, |engine, work, rung, among| match rung.absent {
            Absent::Passed => engine.floor.all_absent(among, &work.contact),
            Absent::Kept => engine.floor.has_nobody(among, &work.contact),
        })
    }

    /// Idle people of a rung besides one.
    pub(super) fn idle_besides(&mut self, slot: u32, index: usize, besides: u32) -> u32 {
        self.ask(slot, index, |engine, work, _, among| engine.floor.idle_among(among, &work.contact, besides))
    }

    /// Puts a waiting contact into the lists of an open rung: one per person, team, site, or of everybody.
    #[inline]
    pub(super) fn enlist(&mut self, slot: u32, index: usize) {
        let works = &self.works;
        let work = works.at(slot);
        let (account, last, class) = (work.contact.account, work.contact.last, work.class);
        let (staffing, portfolio) = (self.staffing, self.portfolio);
        let facts = self.classes[usize::from(class)];
        let line = usize::from(facts.first_line) + index;
        let team = self.account_team[account as usize];
        for target in &facts.rungs[index].to {
            let waiting = &mut self.waiting;
            let pool = match *target {
                Target::Owner | Target::Deputy => {
                    let rows = if *target == Target::Owner { &portfolio.owners } else { &portfolio.deputies };
                    for agent in rows.row(account) {
                        waiting.enlist(slot, works, *agent, line);
                    }
                    continue;
                }
                Target::Last if last == NONE => continue,
                Target::Last => last,
                Target::Team => waiting.team_pool(team),
                Target::TeamNamed(named) => waiting.team_pool(named),
                Target::Site => waiting.site_pool(staffing.teams[usize::from(team)].site),
                Target::SiteNamed(site) => waiting.site_pool(site),
                Target::Anyone => waiting.everybody(),
            };
            waiting.enlist(slot, works, pool, line);
        }
    }

    /// Whom a rung that names several targets is open to, for this contact.
    fn gather(&self, contact: &Contact, rung: &Rung, people: &mut Vec<u32>, teams: &mut Vec<u16>) {
        people.clear();
        teams.clear();
        for target in &rung.to {
            match self.people_of(contact, *target) {
                Whom::People(more) => people.extend_from_slice(more),
                Whom::Teams(more) => {
                    for team in more {
                        if !teams.contains(team) {
                            teams.push(*team);
                        }
                    }
                }
            }
        }
    }

    #[expect(clippy::inline_always, reason = "at every event, from one place of the code")]
    #[inline(always)]
    fn people_of<'s>(&'s self, contact: &'s Contact, target: Target) -> Whom<'s> {
        let team = &self.account_team[contact.account as usize];
        match target {
            Target::Owner => Whom::People(self.portfolio.owners.row(contact.account)),
            Target::Deputy => Whom::People(self.portfolio.deputies.row(contact.account)),
            Target::Last if contact.last == NONE => Whom::People(&[]),
            Target::Last => Whom::People(std::slice::from_ref(&contact.last)),
            Target::Team => Whom::Teams(std::slice::from_ref(team)),
            Target::TeamNamed(named) => Whom::Teams(&self.all_teams[usize::from(named)..=usize::from(named)]),
            Target::Site => {
                Whom::Teams(&self.teams_at[usize::from(self.staffing.teams[usize::from(*team)].site)])
            }
            Target::SiteNamed(site) => Whom::Teams(&self.teams_at[usize::from(site)]),
            Target::Anyone => Whom::Teams(&self.all_teams),
        }
    }
}
