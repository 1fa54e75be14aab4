//! Who is on duty, idle, or on work that may be interrupted.
//!
//! In: what the engine does to people. Out: [`Floor`], a read-only view for routing rules.
//! Must not know: what waits.

use super::ports::{Candidates, Free};
use crate::model::{Contact, Model, NONE, Staffing};
use crate::time::{Moment, Span};

/// What an agent is doing; from `Break` on he is present in the sense of ladders, from `Idle` on at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Not signed on.
    Away,
    /// On a break that counts as absence for ladders.
    Absent,
    /// On a break that does not.
    Break,
    Idle,
    /// Handling something that may be interrupted.
    Interruptible,
    /// Handling something that may not be interrupted.
    Busy,
}

impl State {
    #[inline]
    pub(super) fn is_present(self) -> bool {
        self >= Self::Break
    }

    /// Neither away nor on a break.
    #[inline]
    pub(super) fn is_at_work(self) -> bool {
        self >= Self::Idle
    }
}

#[derive(Debug, Clone, Copy)]
struct Station {
    /// Idle since, or start of the current piece of interruptible work.
    since: Moment,
    tie: u64,
    busy_today: Span,
    prev: u32,
    next: u32,
    team: u16,
    state: State,
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    head: u32,
    tail: u32,
}

const EMPTY: Ends = Ends { head: NONE, tail: NONE };

/// The floor as routing rules see it.
#[derive(Debug)]
pub struct Floor<'a> {
    model: &'a Model,
    staffing: &'a Staffing,
    stations: Vec<Station>,
    /// By team: idle people, then interruptible ones, each in the order of (since, tie).
    free: [Vec<Ends>; 2],
    /// How many are idle, and interruptible, in all.
    free_in_all: [u32; 2],
    /// By team: people present in the sense of ladders.
    present: Vec<u32>,
    present_at_site: Vec<u32>,
    present_in_all: u32,
    idle: Vec<u32>,
    /// By class and team: whether the team serves the class.
    serves: Vec<bool>,
    /// Somebody is admitted to some groups only.
    admission: bool,
}

impl<'a> Floor<'a> {
    pub(super) fn new(model: &'a Model, staffing: &'a Staffing) -> Self {
        let teams = staffing.teams.len();
        let station = |team| Station {
            since: 0,
            tie: 0,
            busy_today: 0,
            prev: NONE,
            next: NONE,
            team,
            state: State::Away,
        };
        Self {
            model,
            staffing,
            stations: staffing.agents.iter().map(|agent| station(agent.team)).collect(),
            free: [vec![EMPTY; teams], vec![EMPTY; teams]],
            free_in_all: [0; 2],
            present: vec![0; teams],
            present_at_site: vec![0; model.sites.len()],
            present_in_all: 0,
            idle: vec![0; teams],
            serves: staffing.classes.iter().flat_map(|class| class.served_by.iter().copied()).collect(),
            admission: staffing.agents.iter().any(|agent| agent.admitted.is_some()),
        }
    }

    /// The model's people and everything else that does not move.
    pub fn model(&self) -> &'a Model {
        self.model
    }

    /// The staffing that is played.
    pub fn staffing(&self) -> &'a Staffing {
        self.staffing
    }

    /// Whether an agent is free in this sense.
    #[inline]
    pub fn is_free(&self, agent: u32, free: Free) -> bool {
        let state = self.stations[agent as usize].state;
        state == if free == Free::Idle { State::Idle } else { State::Interruptible }
    }

    /// An agent's team.
    #[inline]
    pub(super) fn team(&self, agent: u32) -> u16 {
        self.stations[agent as usize].team
    }

    /// Whether anybody at all is free in this sense.
    #[inline]
    pub(super) fn is_anybody_free(&self, free: Free) -> bool {
        self.free_in_all[free as usize] > 0
    }

    /// Nobody at all is free, not even on work that may be interrupted if that is meant.
    #[inline]
    pub(super) fn is_nobody_free(&self, interrupts: bool) -> bool {
        let on_work = interrupts && self.is_anybody_free(Free::Interruptible);
        !self.is_anybody_free(Free::Idle) && !on_work
    }

    /// Whether an agent may serve a contact.
    #[expect(clippy::inline_always, reason = "at every event, and cheap where nobody's admission is limited")]
    #[inline(always)]
    pub fn may_serve(&self, agent: u32, class: u16, contact: &Contact) -> bool {
        self.team_serves(self.stations[agent as usize].team, class)
            && (!self.admission || self.staffing.may_serve(agent, class, contact.group))
    }

    /// Whether a team serves a class.
    #[inline]
    pub fn team_serves(&self, team: u16, class: u16) -> bool {
        self.serves[usize::from(class) * self.present.len() + usize::from(team)]
    }

    /// The first of a team's free people, in the order of (since, tie), who may serve the contact.
    #[inline]
    pub fn first_free(&self, team: u16, free: Free, class: u16, contact: &Contact) -> Option<u32> {
        if !self.team_serves(team, class) {
            return None;
        }
        let mut people = self.free_in_team(team, free);
        if self.admission {
            people.find(|agent| self.may_serve(*agent, class, contact))
        } else {
            people.next()
        }
    }

    /// The free people of a team, in the order of (since, tie).
    #[inline]
    pub fn free_in_team(&self, team: u16, free: Free) -> FreeInTeam<'_> {
        FreeInTeam { stations: &self.stations, next: self.free[free as usize][usize::from(team)].head }
    }

    /// Every free person among the candidates who may serve the contact.
    pub fn each_free<'f>(
        &'f self,
        among: &Candidates<'f>,
        free: Free,
        contact: &'f Contact,
    ) -> impl Iterator<Item = u32> + 'f {
        let among = *among;
        let people = among.people.iter().copied().filter(move |agent| self.is_free(*agent, free));
        let teams = among
            .teams
            .iter()
            .filter(move |team| self.team_serves(**team, among.class))
            .flat_map(move |team| self.free_in_team(*team, free));
        people.chain(teams).filter(move |agent| self.may_serve(*agent, among.class, contact))
    }

    /// Since when an agent is idle (or on the present piece of interruptible work), and his key among those that tie.
    #[inline]
    pub fn order(&self, agent: u32) -> (Moment, u64) {
        let station = &self.stations[agent as usize];
        (station.since, station.tie)
    }

    /// Busy time since midnight, up to the last finished stretch.
    #[inline]
    pub fn busy_today(&self, agent: u32) -> Span {
        self.stations[agent as usize].busy_today
    }

    /// Signed on (on a break, too).
    #[inline]
    pub fn is_signed_on(&self, agent: u32) -> bool {
        self.stations[agent as usize].state != State::Away
    }

    /// How many idle people a rung has, besides `besides`.
    pub(super) fn idle_among(&self, among: &Candidates<'_>, contact: &Contact, besides: u32) -> u32 {
        let teams = among.teams.iter().filter(|team| self.team_serves(**team, among.class));
        let in_teams: u32 = if self.admission {
            teams
                .flat_map(|team| self.free_in_team(*team, Free::Idle))
                .filter(|agent| *agent != besides && self.may_serve(*agent, among.class, contact))
                .count() as u32
        } else {
            let all: u32 = teams.map(|team| self.idle[usize::from(*team)]).sum();
            // The one who asks is not in the idle list while he asks.
            all
        };
        let single = among.people.iter().enumerate().filter(|(index, agent)| {
            **agent != besides
                && self.is_free(**agent, Free::Idle)
                && self.may_serve(**agent, among.class, contact)
                && !among.teams.contains(&self.staffing.agents[**agent as usize].team)
                && !among.people[..*index].contains(agent)
        });
        in_teams + single.count() as u32
    }

    #[inline]
    pub(super) fn is_present(&self, agent: u32) -> bool {
        self.stations[agent as usize].state.is_present()
    }

    /// None of a rung's people who may serve the contact is present.
    pub(super) fn all_absent(&self, among: &Candidates<'_>, contact: &Contact) -> bool {
        let someone = |agent: u32| self.is_present(agent) && self.may_serve(agent, among.class, contact);
        if among.people.iter().any(|agent| someone(*agent)) {
            return false;
        }
        !among.teams.iter().filter(|team| self.team_serves(**team, among.class)).any(|team| {
            self.present[usize::from(*team)] > 0
                && (!self.admission || self.staffing.teams[usize::from(*team)].agents.clone().any(someone))
        })
    }

    /// Nobody at all, present or not, may take the contact through the rung.
    pub(super) fn has_nobody(&self, among: &Candidates<'_>, contact: &Contact) -> bool {
        let may = |agent: u32| self.may_serve(agent, among.class, contact);
        !among.people.iter().any(|agent| may(*agent))
            && !among.teams.iter().any(|team| self.staffing.teams[usize::from(*team)].agents.clone().any(may))
    }

    /// People present in a team, at a site, in all; and whether counts say all (nobody has limited admission).
    pub(super) fn present(&self, team: u16) -> (u32, u32, u32) {
        let site = self.staffing.teams[usize::from(team)].site;
        (self.present[usize::from(team)], self.present_at_site[usize::from(site)], self.present_in_all)
    }

    pub(super) fn has_admission(&self) -> bool {
        self.admission
    }

    #[inline]
    pub(super) fn state(&self, agent: u32) -> State {
        self.stations[agent as usize].state
    }

    pub(super) fn tie(&self, agent: u32) -> u64 {
        self.stations[agent as usize].tie
    }

    #[inline]
    pub(super) fn worked(&mut self, agent: u32, span: Span) {
        self.stations[agent as usize].busy_today += span;
    }

    /// Changes what an agent does; `at` becomes his `since` where he becomes free. Since when he was idle, if he was.
    #[inline]
    pub(super) fn put(&mut self, agent: u32, state: State, at: Moment) -> Option<Moment> {
        let station = &self.stations[agent as usize];
        let since = (station.state == State::Idle).then_some(station.since);
        if state != State::Busy || station.state != State::Busy {
            self.change(agent, state, at);
        }
        since
    }

    fn change(&mut self, agent: u32, state: State, at: Moment) {
        let station = &mut self.stations[agent as usize];
        let (before, team) = (station.state, usize::from(station.team));
        station.state = state;
        match before {
            State::Idle => {
                self.idle[team] -= 1;
                self.free_in_all[Free::Idle as usize] -= 1;
                self.unlink(agent, team, Free::Idle);
            }
            State::Interruptible => {
                self.free_in_all[Free::Interruptible as usize] -= 1;
                self.unlink(agent, team, Free::Interruptible);
            }
            _ => {}
        }
        if before.is_present() != state.is_present() {
            let site = usize::from(self.staffing.teams[team].site);
            let count = |value: u32| if state.is_present() { value + 1 } else { value - 1 };
            self.present[team] = count(self.present[team]);
            self.present_at_site[site] = count(self.present_at_site[site]);
            self.present_in_all = count(self.present_in_all);
        }
        match state {
            State::Idle => {
                self.stations[agent as usize].since = at;
                self.idle[team] += 1;
                self.free_in_all[Free::Idle as usize] += 1;
                self.link(agent, team, Free::Idle);
            }
            State::Interruptible => {
                self.stations[agent as usize].since = at;
                self.free_in_all[Free::Interruptible as usize] += 1;
                self.link(agent, team, Free::Interruptible);
            }
            _ => {}
        }
    }

    /// A new day: new keys for those that tie, no busy time yet.
    pub(super) fn new_day(&mut self, tie: impl Fn(u32) -> u64) {
        for (agent, station) in self.stations.iter_mut().enumerate() {
            station.tie = tie(self.staffing.agents[agent].person);
            station.busy_today = 0;
        }
        for free in [Free::Idle, Free::Interruptible] {
            for team in 0..self.staffing.teams.len() {
                self.free[free as usize][team] = EMPTY;
                for agent in self.staffing.teams[team].agents.clone() {
                    if self.is_free(agent, free) {
                        self.link(agent, team, free);
                    }
                }
            }
        }
    }

    #[inline]
    fn link(&mut self, agent: u32, team: usize, free: Free) {
        let order = self.order(agent);
        let mut prev = self.free[free as usize][team].tail;
        while prev != NONE && self.order(prev) > order {
            prev = self.stations[prev as usize].prev;
        }
        let ends = &mut self.free[free as usize][team];
        let next = if prev == NONE { ends.head } else { self.stations[prev as usize].next };
        if prev == NONE {
            ends.head = agent;
        } else {
            self.stations[prev as usize].next = agent;
        }
        if next == NONE {
            ends.tail = agent;
        } else {
            self.stations[next as usize].prev = agent;
        }
        let station = &mut self.stations[agent as usize];
        (station.prev, station.next) = (prev, next);
    }

    #[inline]
    fn unlink(&mut self, agent: u32, team: usize, free: Free) {
        let Station { prev, next, .. } = self.stations[agent as usize];
        let ends = &mut self.free[free as usize][team];
        if prev == NONE {
            ends.head = next;
        } else {
            self.stations[prev as usize].next = next;
        }
        if next == NONE { ends.tail = prev } else { self.stations[next as usize].prev = prev }
    }
}

/// Iterator of [`Floor::free_in_team`].
#[derive(Debug, Clone)]
pub struct FreeInTeam<'f> {
    stations: &'f [Station],
    next: u32,
}

impl Iterator for FreeInTeam<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.next == NONE {
            return None;
        }
        let agent = self.next;
        self.next = self.stations[agent as usize].next;
        Some(agent)
    }
}
