//! Whom an account's contacts reach over a channel, and when somebody of them is planned to be there.
//!
//! In: a model, a staffing, which days. Out: [`Hours`] by [`Route`]. Must not know: what is made of hours without anybody.

use std::collections::{BTreeMap, BTreeSet};

use super::planned::{Days, Hours};
use crate::model::{Leave, Model, Plan, Portfolio, Staffing, Target};
use crate::workforce::timeline::is_filled;

/// Whom a rung is open to, once the account is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whom {
    Agent(u32),
    Team(u16),
}

/// Whom contacts may reach: accounts with the same route find the same people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    class: u16,
    group: u16,
    /// A message takes them, whoever is there.
    message: bool,
    /// From which day of the run on, whom; the first from its beginning on.
    whom: Vec<(u32, Vec<Whom>)>,
}

impl Route {
    /// That of an account's contacts over a channel.
    pub(super) fn of(model: &Model, staffing: &Staffing, account: u32, channel: usize) -> Self {
        let group = model.accounts[account as usize].group;
        let row = usize::from(group) * model.channels.len() + channel;
        let class = staffing.class_of[staffing.row(account, row)];
        let ladder = &staffing.ladders[usize::from(staffing.classes[usize::from(class)].ladder)];
        let message = ladder.rungs.iter().any(|rung| rung.message.is_some());
        let reached = |portfolio: &Portfolio, team: u16| {
            let of = |target: &Target| {
                let people = portfolio.reached(*target, account).iter().map(|agent| Whom::Agent(*agent));
                people.chain(staffing.teams_reached(*target, team).map(Whom::Team))
            };
            ladder.rungs.iter().flat_map(|rung| &rung.to).flat_map(of).collect::<Vec<Whom>>()
        };
        let mut whom = vec![(0, reached(&staffing.portfolio, staffing.account_team[account as usize]))];
        for new in &staffing.reorganisations {
            let then = reached(&new.portfolio, new.account_team[account as usize]);
            if whom.last().is_none_or(|(_, before)| *before != then) {
                whom.push((new.day, then));
            }
        }
        Self { class, group, message, whom }
    }

    /// The same with the teams of people in their place.
    pub(super) fn by_team(mut self, staffing: &Staffing) -> Self {
        for (_, whom) in &mut self.whom {
            for one in whom.iter_mut() {
                if let Whom::Agent(agent) = *one {
                    *one = Whom::Team(staffing.agents[agent as usize].team);
                }
            }
            whom.sort_unstable();
            whom.dedup();
        }
        self
    }

    /// How many people by name it reaches at first.
    pub(super) fn people(&self) -> usize {
        let agents = self.whom[0].1.iter().filter_map(|whom| match whom {
            Whom::Agent(agent) => Some(*agent),
            Whom::Team(_) => None,
        });
        agents.collect::<BTreeSet<u32>>().len()
    }

    /// Whether it reaches named people only, who are on leave or ill at times.
    pub(super) fn is_lone(&self, model: &Model, staffing: &Staffing) -> bool {
        let away = |whom: &Whom| match whom {
            Whom::Team(_) => false,
            Whom::Agent(agent) => {
                let person = &model.people[staffing.agents[*agent as usize].person as usize];
                person.absence.share() > 0.0 || person.leave != Leave::Share(0.0)
            }
        };
        let first = &self.whom[0].1;
        !self.message && !first.is_empty() && first.iter().all(away)
    }
}

/// By what somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rota {
    /// A shift, with its breaks as the seat of this turn takes them; 0 where all take them at once.
    Shift(u16, u32),
    /// The plan of a team, without breaks.
    Team(u16),
}

/// The hours of everybody whom contacts may reach, remembered by whom.
pub(super) struct Reached<'m> {
    model: &'m Model,
    staffing: &'m Staffing,
    /// People who do not count.
    gone: &'m [u32],
    days: Days,
    people: Vec<Option<Hours>>,
    known: BTreeMap<(Whom, u16, u16), Hours>,
    rotas: BTreeMap<(Whom, u16, u16), BTreeSet<Rota>>,
}

impl<'m> Reached<'m> {
    pub(super) fn new(model: &'m Model, staffing: &'m Staffing, gone: &'m [u32], days: Days) -> Self {
        let people = vec![None; staffing.agents.len()];
        Self { model, staffing, gone, days, people, known: BTreeMap::new(), rotas: BTreeMap::new() }
    }

    /// When somebody is there for the contacts of a route.
    pub(super) fn hours(&mut self, route: &Route) -> Hours {
        let days = self.days.count(self.model);
        if route.message {
            return Hours::all(days);
        }
        let mut hours = Hours::none(days);
        for (place, (from, whom)) in route.whom.iter().enumerate() {
            // An ordinary week is one of the first owners'.
            let (from, until) = match self.days {
                Days::Week if place > 0 => break,
                Days::Week => (0, days),
                Days::Run => {
                    (*from as usize, route.whom.get(place + 1).map_or(days, |(next, _)| *next as usize))
                }
            };
            for whom in whom {
                hours.join_days(self.of(*whom, route.class, route.group), from..until.min(days));
            }
        }
        hours
    }

    /// Ordinary weeks of a route's contacts, with the day of the run from which on they are so: one of each portfolio.
    pub(super) fn weeks(&mut self, route: &Route) -> Vec<(u32, Hours)> {
        if route.message {
            return vec![(0, Hours::all(7))];
        }
        let week = |(from, whom): &(u32, Vec<Whom>)| {
            let mut hours = Hours::none(7);
            for whom in whom {
                hours.join(self.of(*whom, route.class, route.group));
            }
            (*from, hours)
        };
        route.whom.iter().map(week).collect()
    }

    /// By what those whom a route's contacts reach at first are there; nothing where a message takes them.
    pub(super) fn rotas(&mut self, route: &Route) -> BTreeSet<Rota> {
        let mut all = BTreeSet::new();
        for whom in route.whom[0].1.iter().filter(|_| !route.message) {
            let key = (*whom, route.class, route.group);
            if !self.rotas.contains_key(&key) {
                let of = |agent: u32| {
                    let member = &self.staffing.agents[agent as usize];
                    match (&self.staffing.teams[usize::from(member.team)].plan, member.shift) {
                        (Plan::Shifts, Some(shift)) => {
                            let breaks = &self.model.shifts[usize::from(shift)].breaks;
                            // After so many seats all turns are the same again.
                            let mut turns: Vec<u32> = breaks.iter().map(|rest| rest.turns.max(1)).collect();
                            turns.sort_unstable();
                            turns.dedup();
                            let again = turns.iter().fold(1_u32, |all, turns| all.saturating_mul(*turns));
                            Rota::Shift(shift, member.turn % again)
                        }
                        _ => Rota::Team(member.team),
                    }
                };
                let found = self.counted(*whom, (route.class, route.group)).map(of).collect();
                self.rotas.insert(key, found);
            }
            all.extend(&self.rotas[&key]);
        }
        all
    }

    /// Those of some people who may serve contacts, and come at some time. Whoever comes during the run covers a week, as
    /// leave and illness do not count either.
    fn counted(&self, whom: Whom, (class, group): (u16, u16)) -> impl Iterator<Item = u32> + use<'m> {
        let Self { model, staffing, gone, .. } = *self;
        let agents = match whom {
            Whom::Agent(agent) => agent..agent + 1,
            Whom::Team(team) => staffing.teams[usize::from(team)].agents.clone(),
        };
        agents.filter(move |agent| {
            let seat = &staffing.agents[*agent as usize];
            !gone.contains(agent)
                && staffing.may_serve(*agent, class, group)
                && (0..model.calendar.days).any(|day| is_filled(seat, day))
        })
    }

    fn of(&mut self, whom: Whom, class: u16, group: u16) -> &Hours {
        if !self.known.contains_key(&(whom, class, group)) {
            let Self { model, staffing, days, .. } = *self;
            let mut hours = Hours::none(days.count(model));
            for agent in self.counted(whom, (class, group)) {
                let theirs =
                    self.people[agent as usize].get_or_insert_with(|| days.of_agent(model, staffing, agent));
                hours.join(theirs);
                if hours.is_all() {
                    break;
                }
            }
            self.known.insert((whom, class, group), hours);
        }
        &self.known[&(whom, class, group)]
    }
}
