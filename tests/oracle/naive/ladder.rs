//! Who may take what: rungs, the push rule, the pull rule.
//!
//! In: the world. Out: pairs of contact and agent. Must not know: when anybody comes or goes.

use std::cmp::Ordering;

use portflow::demand::later;
use portflow::model::{Absent, Contact, Kind, Opens, Pull, Push, Rung, Target};
use portflow::random::{self, Purpose, drawn_from};
use portflow::time::{Moment, NEVER, Span, seconds};

use super::{Place, World};

/// A contact that a freed agent may take.
struct Choice {
    item: usize,
    rung: usize,
    class: u8,
    own: bool,
}

impl World<'_> {
    /// When each rung opens by its own time.
    pub(super) fn opening_times(&self, contact: &Contact, class: u16) -> Vec<Moment> {
        let channel = &self.model.channels[usize::from(contact.channel)];
        let ladder = usize::from(self.staffing.classes[usize::from(class)].ladder);
        let mut opens = Vec::new();
        for (number, rung) in self.staffing.ladders[ladder].rungs.iter().enumerate() {
            let after = match &rung.opens {
                Opens::After(span) => *span,
                Opens::Drawn(law) => later::rung_delay(contact, number as u8, law),
            };
            opens.push(if after > 0 { channel.after(contact.arrived, after) } else { contact.arrived });
        }
        opens
    }

    /// Everybody a rung is open to who may serve the contact.
    pub(super) fn people(&self, item: usize, rung: usize) -> Vec<usize> {
        let contact = &self.items[item].contact;
        let hands = &self.hands[contact.account as usize];
        let home = hands.team;
        (0..self.desks.len())
            .filter(|&agent| {
                let team = self.staffing.agents[agent].team;
                let site = self.staffing.teams[usize::from(team)].site;
                let named = |people: &[u32]| people.contains(&(agent as u32));
                self.rungs(item)[rung].to.iter().any(|&target| match target {
                    Target::Owner => named(&hands.owners),
                    Target::Deputy => named(&hands.deputies),
                    Target::Last => named(&[contact.last]),
                    Target::Team => team == home,
                    Target::TeamNamed(one) => team == one,
                    Target::Site => site == self.staffing.teams[usize::from(home)].site,
                    Target::SiteNamed(one) => site == one,
                    Target::Anyone => true,
                })
            })
            .filter(|&agent| {
                let class = self.items[item].class;
                self.staffing.may_serve(agent as u32, class, contact.group)
            })
            .collect()
    }

    /// The rung lets the next one open before its time: nobody could ever come through it, or all are absent.
    fn passed(&self, item: usize, rung: usize) -> bool {
        let people = self.people(item, rung);
        people.is_empty()
            || (self.rungs(item)[rung].absent == Absent::Passed
                && !people.iter().any(|&agent| self.desks[agent].is_present()))
    }

    /// A contact comes: its rungs are looked at from the first on, and those that are due or passed open.
    pub(super) fn climbs_at_once(&mut self, item: usize) {
        for rung in 0..self.rungs(item).len() {
            if self.items[item].place != Place::Waiting || self.items[item].turned_away {
                return;
            }
            let due = self.items[item].opens[rung] <= self.now;
            if !self.items[item].open[rung] && (due || (rung > 0 && self.hands_on(item, rung - 1))) {
                self.opens(item, rung);
            }
        }
    }

    /// A rung opens by the clock, and those after it as long as they are passed.
    pub(super) fn rung_opens(&mut self, item: usize, rung: usize) {
        if self.items[item].place == Place::Waiting && !self.items[item].open[rung] {
            self.opens(item, rung);
            self.climbs_from(item, rung);
        }
    }

    /// Somebody went: what follows the last open rung opens as long as that is passed.
    fn climbs_by_passing(&mut self, item: usize) {
        if let Some(last) = self.items[item].open.iter().rposition(|&open| open) {
            self.climbs_from(item, last);
        }
    }

    /// Opens what follows an open rung as long as that is passed.
    fn climbs_from(&mut self, item: usize, mut rung: usize) {
        while self.items[item].place == Place::Waiting && self.hands_on(item, rung) {
            rung += 1;
            if rung == self.rungs(item).len() || self.items[item].open[rung] {
                return;
            }
            self.opens(item, rung);
        }
    }

    /// An open rung that is passed lets the next one open before its time.
    fn hands_on(&self, item: usize, rung: usize) -> bool {
        self.items[item].open[rung] && self.passed(item, rung)
    }

    /// A rung opens: its people are tried, or the contact leaves its message.
    fn opens(&mut self, item: usize, rung: usize) {
        self.items[item].open[rung] = true;
        let contact = self.items[item].contact;
        if let Some(message) = self.rungs(item)[rung].message {
            if self.items[item].finds_queue_full {
                self.items[item].turned_away = true;
            } else if self.items[item].begun.is_none() {
                // What has been begun leaves no message.
                self.leaves_message(item, message.call_back);
            }
            return;
        }
        let Rung { patience, balk, .. } = self.rungs(item)[rung];
        if self.items[item].begun.is_none() {
            if balk > 0.0 && drawn_from(contact.key, Purpose::StrangerBalk, 0).uniform() < balk {
                if self.items[item].finds_queue_full {
                    self.items[item].turned_away = true;
                } else {
                    self.abandons(item);
                }
                return;
            }
            let left = self.items[item].leaves - self.now;
            if contact.patience < NEVER {
                self.items[item].leaves = self.now + (left as f64 * patience).round() as Span;
                self.plan_patience(item);
            }
        }
        if let Some(agent) = self.push(item, rung) {
            self.starts(item, agent, rung);
        }
    }

    /// All waiting contacts look again whether their last open rung is passed.
    pub(super) fn look_for_passed_rungs(&mut self) {
        for item in self.waiting() {
            self.climbs_by_passing(item);
        }
    }

    /// A contact given back to its lists is offered through its open rungs, and goes on climbing.
    pub(super) fn offered_again(&mut self, item: usize) {
        for rung in 0..self.rungs(item).len() {
            if self.items[item].open[rung]
                && let Some(agent) = self.push(item, rung)
            {
                return self.starts(item, agent, rung);
            }
        }
        self.climbs_at_once(item);
        self.plan_rungs(item);
    }

    /// The people of a waiting contact's account have changed: rung by rung, those who are open are tried, and what
    /// follows one that is passed opens.
    pub(super) fn meets_new_people(&mut self, item: usize) {
        for rung in 0..self.rungs(item).len() {
            if self.items[item].place != Place::Waiting {
                return;
            }
            if self.items[item].open[rung] {
                if let Some(agent) = self.push(item, rung) {
                    return self.starts(item, agent, rung);
                }
            } else if rung > 0 && self.hands_on(item, rung - 1) {
                self.opens(item, rung);
            }
        }
    }

    fn idle(&self, item: usize, people: &[usize]) -> Vec<usize> {
        let live = self.kind(item) == Kind::Live;
        people.iter().copied().filter(|&agent| self.desks[agent].is_idle(live)).collect()
    }

    /// The push rule: who takes the contact through this rung, if anybody is free.
    fn push(&self, item: usize, rung: usize) -> Option<usize> {
        let people = self.people(item, rung);
        let needed = self.rungs(item)[rung].when_idle as usize;
        let idle = self.idle(item, &people);
        if !idle.is_empty() && idle.len() >= needed {
            return self.choose(item, &idle);
        }
        let channel = &self.model.channels[usize::from(self.items[item].contact.channel)];
        if channel.kind != Kind::Live || !channel.interrupts || needed > 1 {
            return None;
        }
        let busy: Vec<usize> =
            people.into_iter().filter(|&agent| self.desks[agent].is_interruptible()).collect();
        self.choose(item, &busy)
    }

    fn choose(&self, item: usize, among: &[usize]) -> Option<usize> {
        let contact = &self.items[item].contact;
        among.iter().copied().min_by_key(|&agent| {
            let member = &self.staffing.agents[agent];
            let since = self.desks[agent].free_since();
            let team = &self.staffing.teams[usize::from(member.team)];
            let first = match self.staffing.push {
                Push::LongestIdle => 0,
                Push::Random => {
                    let key = self.model.people[member.person as usize].key;
                    return (0, 0, random::mix(contact.key, key));
                }
                Push::LeastOccupied => self.desks[agent].busy_today(self.now),
                Push::MostFamiliar => {
                    // More remembered comes first: bits of a number from 0 on sort like the number.
                    let remembered = self.memory.remembered(agent as u32, contact.account, self.now);
                    -(remembered.to_bits() as i64)
                }
                Push::Ranked => i64::from(team.rank[usize::from(contact.group)]),
            };
            (first, since, self.tie(agent))
        })
    }

    /// The first open rung through which a free agent may take a waiting contact.
    pub(super) fn way(&self, item: usize, agent: usize) -> Option<usize> {
        (0..self.rungs(item).len()).filter(|&rung| self.items[item].open[rung]).find(|&rung| {
            let people = self.people(item, rung);
            people.contains(&agent)
                && self.idle(item, &people).len() >= self.rungs(item)[rung].when_idle as usize
        })
    }

    /// The pull rule: a freed agent takes the contact that comes first, if there is any for him.
    pub(super) fn pull(&mut self, agent: usize) {
        let aside = self.desks[agent].aside.clone();
        let staying = self.desks[agent].staying;
        let mut best: Option<Choice> = None;
        let mut options: Vec<Choice> = self
            .waiting()
            .into_iter()
            .filter(|&item| self.kind(item) == Kind::Live || !staying)
            .filter_map(|item| {
                let rung = self.way(item, agent)?;
                Some(Choice { item, rung, class: self.pull_class(item), own: false })
            })
            .collect();
        for item in aside.into_iter().filter(|_| !staying) {
            options.push(Choice { item, rung: 0, class: self.pull_class(item), own: true });
        }
        for option in options {
            if best.as_ref().is_none_or(|best| self.before(&option, best) == Ordering::Less) {
                best = Some(option);
            }
        }
        if let Some(option) = best {
            if option.own {
                self.desks[agent].aside.retain(|held| *held != option.item);
            }
            self.starts(option.item, agent, option.rung);
        }
    }

    /// Which of two contacts a freed agent takes first.
    fn before(&self, a: &Choice, b: &Choice) -> Ordering {
        let (left, right) = (&self.items[a.item].contact, &self.items[b.item].contact);
        let by_rule = match self.staffing.pull {
            // Pieces of one's own that were put aside know no rule: the one that arrived first goes first.
            _ if a.own && b.own => Ordering::Equal,
            Pull::OwnFirst => a.rung.cmp(&b.rung),
            Pull::LongestWait => Ordering::Equal,
            Pull::Priority { per_second } => {
                let worth = |option: &Choice, contact: &Contact| {
                    let class = &self.staffing.classes[usize::from(self.items[option.item].class)];
                    class.priority + per_second * seconds(self.now - contact.arrived)
                };
                worth(b, right).total_cmp(&worth(a, left))
            }
        };
        a.class
            .cmp(&b.class)
            .then(b.own.cmp(&a.own))
            .then(by_rule)
            .then((left.arrived, left.key).cmp(&(right.arrived, right.key)))
    }
}
