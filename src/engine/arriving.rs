//! A contact arrives, its rungs open, it gives up.
//!
//! In: contacts, timers. Out: handlings that start, contacts that wait or leave.
//! Must not know: what a freed agent prefers.

use std::cmp::Reverse;

use super::agenda::{LATER, Rank, instant};
use super::ports::{Candidates, Choose, Free, Left, Observer};
use super::waiting::{Ticket, Work};
use super::{Engine, Entry, Timer};
use crate::demand::later;
use crate::model::{Absent, Contact, Kind, Limit, LimitOf, Message, NONE, Opens, Origin, Rung, Target};
use crate::time::{Moment, NEVER, Span};

/// What an attempt to place a contact came to.
enum Placed {
    Started,
    /// It left a message on a rung.
    Message(Message),
    Not,
}

impl<'a, C: Choose, O: Observer> Engine<'a, C, O> {
    /// A contact arrives now.
    pub(super) fn arrive(&mut self, contact: &Contact) {
        let owners = self.measured_owners.row(contact.account);
        let owner_on_duty = owners.iter().any(|agent| self.floor.is_signed_on(*agent));
        self.observer.arrived(contact, owner_on_duty);
        let mut full = false;
        if !self.staffing.limits.is_empty() {
            let (waiting_full, lines_full) = self.limits_reached(contact);
            if lines_full {
                self.block(contact);
                return;
            }
            full = waiting_full;
        }
        let mut work = self.work(contact);
        match self.place(&mut work, 0, true) {
            Placed::Started => {}
            _ if full => self.block(contact),
            Placed::Message(message) => self.convert(&work.contact, message),
            Placed::Not if contact.balks => {
                self.observer.left(contact, Left::Abandoned, self.now, 0);
                self.expect(later::redial(self.model, contact, self.now));
            }
            Placed::Not => self.wait(work),
        }
    }

    fn block(&mut self, contact: &Contact) {
        self.observer.left(contact, Left::Blocked, self.now, 0);
        self.expect(later::redial(self.model, contact, self.now));
    }

    fn convert(&mut self, contact: &Contact, message: Message) {
        self.tell_left(contact, Left::Converted, self.now);
        if let Some(channel) = message.call_back {
            self.expect(later::call_back(self.model, contact, channel, self.now));
        }
    }

    /// The contact with its class and deadlines.
    #[inline]
    fn work(&self, contact: &Contact) -> Work {
        let channel = &self.model.channels[usize::from(contact.channel)];
        let row = usize::from(contact.group) * self.model.channels.len() + usize::from(contact.channel);
        let class = match contact.origin {
            Origin::First | Origin::Redial => self.staffing.class_of[row],
            Origin::FollowUp | Origin::CallBack => self.staffing.follow_up_class_of[row],
        };
        let (due, escalates) = match channel.goal_time {
            Some(goal) if channel.kind != Kind::Live => (
                channel.after(contact.arrived, goal),
                channel.after(contact.arrived, goal - channel.escalate),
            ),
            _ => (NEVER, NEVER),
        };
        Work {
            contact: *contact,
            leaves: contact.arrived.saturating_add(contact.patience),
            due,
            escalates,
            total: 0,
            remaining: 0,
            open: 0,
            class,
            rung: 0,
        }
    }

    #[inline]
    pub(super) fn rungs(&self, class: u16) -> &'a [Rung] {
        let ladder = self.staffing.classes[usize::from(class)].ladder;
        &self.staffing.ladders[usize::from(ladder)].rungs
    }

    /// Opens what is open from `from` on (at arrival: what opens at once) and lets the push rule try
    /// each rung in turn; a rung whose people are absent passes to the next.
    fn place(&mut self, work: &mut Work, from: usize, arriving: bool) -> Placed {
        let rungs = self.rungs(work.class);
        let mut passed = !arriving;
        for (index, rung) in rungs.iter().enumerate().skip(from) {
            let at_once = || match &rung.opens {
                Opens::After(span) => *span == 0,
                Opens::Drawn(law) => later::rung_delay(&work.contact, index as u8, law) == 0,
            };
            let open = passed || work.open & (1 << index) != 0 || (arriving && at_once());
            if !open {
                if arriving {
                    passed = false;
                    continue;
                }
                break;
            }
            if let Some(message) = rung.message {
                return Placed::Message(message);
            }
            work.open |= 1 << index;
            if let Some((agent, free)) = self.choose(work, index) {
                work.rung = index as u8;
                self.take(agent, *work, free);
                return Placed::Started;
            }
            passed = index + 1 < rungs.len() && self.passes(work, index);
            if !passed && !arriving {
                break;
            }
        }
        Placed::Not
    }

    /// Whom the push rule gives a contact through one rung.
    #[inline]
    fn choose(&mut self, work: &Work, index: usize) -> Option<(u32, Free)> {
        let rung = &self.rungs(work.class)[index];
        let channel = &self.model.channels[usize::from(work.contact.channel)];
        let interrupts = channel.kind == Kind::Live && channel.interrupts;
        if let [Target::Team] = rung.to.as_slice()
            && !interrupts
            && self.floor.idle_in(self.staffing.account_team[work.contact.account as usize]) == 0
        {
            return None;
        }
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let among = self.candidates(&work.contact, work.class, rung, &mut people, &mut teams);
        let mut chosen = None;
        if rung.when_idle <= 1 || self.floor.idle_among(among, &work.contact, NONE) >= rung.when_idle {
            let idle = self.chooser.choose(&self.floor, among, Free::Idle, &work.contact);
            chosen = idle.map(|agent| (agent, Free::Idle));
        }
        let channel = &self.model.channels[usize::from(work.contact.channel)];
        if chosen.is_none() && rung.when_idle <= 1 && channel.kind == Kind::Live && channel.interrupts {
            let busy = self.chooser.choose(&self.floor, among, Free::Interruptible, &work.contact);
            chosen = busy.map(|agent| (agent, Free::Interruptible));
        }
        (self.people, self.teams) = (people, teams);
        chosen
    }

    /// Whom a rung is open to, for this contact. The buffers are used where a rung names several.
    pub(super) fn candidates<'s>(
        &'s self,
        contact: &'s Contact,
        class: u16,
        rung: &Rung,
        people: &'s mut Vec<u32>,
        teams: &'s mut Vec<u16>,
    ) -> Candidates<'s> {
        if let [target] = rung.to.as_slice() {
            return match self.people_of(contact, *target) {
                Whom::People(people) => Candidates { people, teams: &[], class },
                Whom::Teams(teams) => Candidates { people: &[], teams, class },
            };
        }
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
        Candidates { people, teams, class }
    }

    #[inline]
    fn people_of<'s>(&'s self, contact: &'s Contact, target: Target) -> Whom<'s> {
        let team = &self.staffing.account_team[contact.account as usize];
        match target {
            Target::Owner => Whom::People(self.staffing.portfolio.owners.row(contact.account)),
            Target::Deputy => Whom::People(self.staffing.portfolio.deputies.row(contact.account)),
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

    /// Whether an agent is one of a rung's people.
    pub(super) fn is_among(&mut self, work: &Work, index: usize, agent: u32, team: u16) -> bool {
        let rung = &self.rungs(work.class)[index];
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let among = self.candidates(&work.contact, work.class, rung, &mut people, &mut teams);
        let is = (among.people.contains(&agent) || among.teams.contains(&team))
            && self.floor.may_serve(agent, work.class, &work.contact);
        (self.people, self.teams) = (people, teams);
        is
    }

    /// Whether a rung lets the next one open now: all its people are absent and it is passed then, or it has none.
    fn passes(&mut self, work: &Work, index: usize) -> bool {
        let rung = &self.rungs(work.class)[index];
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let among = self.candidates(&work.contact, work.class, rung, &mut people, &mut teams);
        let passes = match rung.absent {
            Absent::Passed => self.floor.all_absent(among, &work.contact),
            Absent::Kept => self.floor.has_nobody(among, &work.contact),
        };
        (self.people, self.teams) = (people, teams);
        passes
    }

    /// Idle people of a rung besides one.
    pub(super) fn idle_besides(&mut self, work: &Work, index: usize, besides: u32) -> u32 {
        let rung = &self.rungs(work.class)[index];
        let mut people = std::mem::take(&mut self.people);
        let mut teams = std::mem::take(&mut self.teams);
        let among = self.candidates(&work.contact, work.class, rung, &mut people, &mut teams);
        let idle = self.floor.idle_among(among, &work.contact, besides);
        (self.people, self.teams) = (people, teams);
        idle
    }

    /// The contact waits: in the lists of its open rungs, with timers for the others.
    fn wait(&mut self, work: Work) {
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] += u32::from(counts(limit, &work.contact));
        }
        let ticket = self.waiting.add(work);
        for index in 0..self.rungs(work.class).len() {
            if work.open & (1 << index) != 0 {
                self.enlist(ticket.slot, index);
            } else {
                self.set_rung_timer(ticket, &work, index);
            }
        }
        if self.exact_patience && work.leaves < NEVER {
            let first = self
                .patience
                .peek()
                .is_none_or(|Reverse(top)| (work.leaves, work.contact.key) < (top.0, top.1));
            self.patience.push(Reverse((work.leaves, work.contact.key, ticket.slot, ticket.generation)));
            if first {
                self.set_patience();
            }
        }
    }

    /// When a rung opens by the clock.
    fn opens_at(&self, contact: &Contact, rung: &Rung, index: usize) -> Moment {
        let channel = &self.model.channels[usize::from(contact.channel)];
        let after: Span = match &rung.opens {
            Opens::After(span) => *span,
            Opens::Drawn(law) => later::rung_delay(contact, index as u8, law),
        };
        channel.after(contact.arrived, after)
    }

    fn set_rung_timer(&mut self, ticket: Ticket, work: &Work, index: usize) {
        let rung = &self.rungs(work.class)[index];
        let at = self.opens_at(&work.contact, rung, index).max(self.now);
        if at > work.leaves {
            return;
        }
        let line = usize::from(self.staffing.classes[usize::from(work.class)].first_line) + index;
        let in_order =
            self.timers[line].back().is_none_or(|last| (last.at, last.key) < (at, work.contact.key));
        if matches!(rung.opens, Opens::After(_)) && in_order {
            self.timers[line].push_back(Timer { at, key: work.contact.key, ticket });
            if self.timers[line].len() == 1 {
                self.set_timer(line);
            }
        } else if at < NEVER {
            let Ticket { slot, generation } = ticket;
            let entry = Entry::Rung { rung: index as u8, slot, generation };
            self.calendar.push(Reverse((instant(at, Rank::RungOpens), work.contact.key, entry)));
            self.set_calendar();
        }
    }

    fn set_timer(&mut self, line: usize) {
        // Timers of contacts that are gone are dropped here rather than when they leave.
        while self.timers[line].front().is_some_and(|timer| self.waiting.get(timer.ticket).is_none()) {
            self.timers[line].pop_front();
        }
        let (at, tie) = self.timers[line]
            .front()
            .map_or((LATER, 0), |timer| (instant(timer.at, Rank::RungOpens), timer.key));
        self.agenda.set(self.leaves.first_timer + line, at, tie);
    }

    pub(super) fn timer_fires(&mut self, line: usize) {
        let Some(timer) = self.timers[line].pop_front() else { return };
        self.set_timer(line);
        self.rung_opens(timer.ticket, usize::from(self.lines[line].rung));
    }

    /// A rung opens for a waiting contact, unless it is open or the contact gone.
    pub(super) fn rung_opens(&mut self, ticket: Ticket, index: usize) {
        let Some(work) = self.waiting.get(ticket) else { return };
        if work.open & (1 << index) != 0 {
            return;
        }
        if self.has_given_up(work) {
            self.abandon(ticket.slot);
            return;
        }
        let mut work = *work;
        // Of rungs that open at one instant the first comes first, whichever timer rang.
        let rungs = self.rungs(work.class);
        if rungs.iter().any(|rung| matches!(rung.opens, Opens::Drawn(_))) {
            let earlier = (0..index).find(|at| {
                work.open & (1 << at) == 0 && self.opens_at(&work.contact, &rungs[*at], *at) == self.now
            });
            if let Some(earlier) = earlier {
                self.rung_opens(ticket, earlier);
                self.rung_opens(ticket, index);
                return;
            }
        }
        let before = work.open;
        work.open |= 1 << index;
        match self.place(&mut work, index, false) {
            Placed::Started => {
                self.stop_waiting(ticket.slot);
            }
            Placed::Message(message) => {
                self.stop_waiting(ticket.slot);
                self.convert(&work.contact, message);
            }
            Placed::Not => {
                for rung in 0..self.rungs(work.class).len() {
                    if (work.open & !before) & (1 << rung) != 0 {
                        self.waiting.mark_open(ticket.slot, rung);
                        self.enlist(ticket.slot, rung);
                    }
                }
            }
        }
    }

    #[inline]
    fn enlist(&mut self, slot: u32, index: usize) {
        if let [Target::Team] = self.rungs(self.waiting.at(slot).class)[index].to.as_slice() {
            let Work { class, contact: Contact { account, .. }, .. } = *self.waiting.at(slot);
            let line = usize::from(self.staffing.classes[usize::from(class)].first_line) + index;
            let pool = self.waiting.team_pool(self.staffing.account_team[account as usize]);
            self.waiting.enlist(slot, pool, line);
            return;
        }
        self.enlist_all(slot, index);
    }

    fn enlist_all(&mut self, slot: u32, index: usize) {
        let work = *self.waiting.at(slot);
        let line = usize::from(self.staffing.classes[usize::from(work.class)].first_line) + index;
        for target in &self.rungs(work.class)[index].to {
            let everybody = self.waiting.everybody();
            let pool = match (target, self.people_of(&work.contact, *target)) {
                (Target::Anyone, _) => everybody,
                (Target::Site, _) => {
                    let team = self.staffing.account_team[work.contact.account as usize];
                    self.waiting.site_pool(self.staffing.teams[usize::from(team)].site)
                }
                (Target::SiteNamed(site), _) => self.waiting.site_pool(*site),
                (Target::TeamNamed(team), _) => self.waiting.team_pool(*team),
                (Target::Team, _) => {
                    self.waiting.team_pool(self.staffing.account_team[work.contact.account as usize])
                }
                (Target::Last, Whom::People(people)) => match people.first() {
                    Some(agent) => *agent,
                    None => continue,
                },
                (Target::Owner | Target::Deputy, _) => {
                    let portfolio = &self.staffing.portfolio;
                    let rows = if *target == Target::Owner { &portfolio.owners } else { &portfolio.deputies };
                    for agent in rows.row(work.contact.account) {
                        self.waiting.enlist(slot, *agent, line);
                    }
                    continue;
                }
                (Target::Last, Whom::Teams(_)) => continue,
            };
            self.waiting.enlist(slot, pool, line);
        }
    }

    /// Takes a contact out of the waiting lists.
    #[inline]
    pub(super) fn stop_waiting(&mut self, slot: u32) -> Work {
        let work = self.waiting.remove(slot);
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.waiting_by[index] -= u32::from(counts(limit, &work.contact));
        }
        work
    }

    /// A waiting contact has given up at the end of its patience (now, or unnoticed before).
    pub(super) fn abandon(&mut self, slot: u32) {
        let work = self.stop_waiting(slot);
        self.tell_left(&work.contact, Left::Abandoned, work.leaves);
        self.expect(later::redial(self.model, &work.contact, work.leaves));
    }

    fn set_patience(&mut self) {
        let (at, tie) = self
            .patience
            .peek()
            .map_or((LATER, 0), |Reverse((at, key, ..))| (instant(*at, Rank::PatienceEnd), *key));
        self.agenda.set(self.leaves.patience, at, tie);
    }

    pub(super) fn patience_end(&mut self) {
        let Some(Reverse((_, _, slot, generation))) = self.patience.pop() else { return };
        // Those who were answered in time are dropped on the way.
        while let Some(Reverse((_, _, slot, generation))) = self.patience.peek() {
            if self.waiting.get(Ticket { slot: *slot, generation: *generation }).is_some() {
                break;
            }
            self.patience.pop();
        }
        self.set_patience();
        if self.waiting.get(Ticket { slot, generation }).is_some() {
            self.abandon(slot);
        }
    }

    /// The people of a rung have gone: contacts for whom it is the highest open one go on to the next.
    pub(super) fn pass_after(&mut self, agent: u32) {
        let team = self.staffing.agents[agent as usize].team;
        let site = self.staffing.teams[usize::from(team)].site;
        let pools = self.waiting.pools_of(agent, team, site);
        let (in_team, at_site, in_all) = self.floor.present(team);
        // Counts say who is present, not who of them may serve the contact.
        let all = self.floor.has_admission() || self.some_serve_only_some;
        let relevant = [true, all || in_team == 0, all || at_site == 0, all || in_all == 0];
        let mut found = std::mem::take(&mut self.scratch);
        found.clear();
        for (pool, _) in pools.iter().zip(relevant).filter(|(_, relevant)| *relevant) {
            for word in 0..self.waiting.words() {
                let mut bits = self.waiting.filled(*pool, team, word);
                while bits != 0 {
                    let line = word * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let rung = self.lines[line].rung;
                    let rungs = self.rungs(self.lines[line].class);
                    if usize::from(rung) + 1 >= rungs.len() || rungs[usize::from(rung)].absent == Absent::Kept
                    {
                        continue;
                    }
                    let mut node = self.waiting.head(*pool, line);
                    while node != NONE {
                        let slot = self.waiting.slot_of(node);
                        let work = self.waiting.at(slot);
                        if work.open >> (rung + 1) == 0 {
                            found.push((work.contact.key, self.waiting.ticket(slot), rung));
                        }
                        node = self.waiting.next(node);
                    }
                }
            }
        }
        found.sort_unstable_by_key(|(key, _, rung)| (*key, *rung));
        for (_, ticket, rung) in &found {
            let Some(work) = self.waiting.get(*ticket).copied() else { continue };
            if work.open >> (rung + 1) == 0 && self.passes(&work, usize::from(*rung)) {
                self.rung_opens(*ticket, usize::from(*rung) + 1);
            }
        }
        self.scratch = found;
    }

    /// A contact begun and put aside goes back to its lists, and is offered once more.
    pub(super) fn give_back(&mut self, mut work: Work) {
        // It was answered once: it no longer gives up.
        work.leaves = NEVER;
        for (index, limit) in self.staffing.limits.iter().enumerate() {
            self.in_hand_by[index] -= u32::from(counts(limit, &work.contact));
        }
        for (index, rung) in self.rungs(work.class).iter().enumerate() {
            if rung.message.is_none() && self.opens_at(&work.contact, rung, index) <= self.now {
                work.open |= 1 << index;
            }
        }
        match self.place(&mut work, 0, true) {
            Placed::Started => {}
            Placed::Message(message) => self.convert(&work.contact, message),
            Placed::Not => self.wait(work),
        }
    }

    fn limits_reached(&self, contact: &Contact) -> (bool, bool) {
        let mut reached = (false, false);
        for (index, limit) in
            self.staffing.limits.iter().enumerate().filter(|(_, limit)| counts(limit, contact))
        {
            reached.0 |= limit.waiting.is_some_and(|most| self.waiting_by[index] >= most);
            let lines = self.waiting_by[index] + self.in_hand_by[index];
            reached.1 |= limit.lines.is_some_and(|most| lines >= most);
        }
        reached
    }
}

/// Whom a target stands for.
enum Whom<'a> {
    People(&'a [u32]),
    Teams(&'a [u16]),
}

/// Whether a limit counts a contact.
pub(super) fn counts(limit: &Limit, contact: &Contact) -> bool {
    match limit.of {
        LimitOf::Centre => true,
        LimitOf::Channel(channel) => channel == contact.channel,
        LimitOf::Group(group) => group == contact.group,
    }
}
