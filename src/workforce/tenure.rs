//! Who holds each seat of a staffing on each day: people leave, seats stay vacant, successors are trained and ramp up.
//!
//! In: a staffing, the streams of a replication. Out: [`Tenures`]. Must not know: leave, absence, shifts, what is done on
//! duty, how the generations of a seat are drawn.

use std::ops::Range;
use std::sync::Arc;

use super::handover::{HandOver, hand_overs};
use super::reviews::closed;
use super::stints::{Keys, Stint, at_once, drawn, there};
use crate::math::exp;
use crate::model::{Agent, Model, Staffing, Team, Turnover};
use crate::random::{Purpose, Streams};
use crate::time::DAYS_PER_YEAR;

/// Departures per year of each agent's seat, as its team and ownership make them; 0 where nobody ever leaves.
pub fn hazards(model: &Model, staffing: &Staffing) -> Vec<f64> {
    let mut owns = vec![false; staffing.agents.len()];
    for account in 0..staffing.portfolio.owners.len() as u32 {
        for owner in staffing.portfolio.owners.row(account) {
            owns[*owner as usize] = true;
        }
    }
    let hazard = |(agent, owns): (&Agent, bool)| {
        let rules = model.people[agent.person as usize].turnover.as_ref();
        rules.map_or(0.0, |rules| rules.hazard * factor(&staffing.teams[usize::from(agent.team)], owns))
    };
    staffing.agents.iter().zip(owns).map(hazard).collect()
}

/// Who leaves within a quarter of a year, in the n-th future drawn for nothing but this question: each with
/// probability 1 − e^(−hazard/4), by a draw of their own that no staffing changes.
pub fn quarter_of_departures(
    model: &Model,
    staffing: &Staffing,
    hazards: &[f64],
    streams: Streams,
    n: u64,
) -> Vec<bool> {
    let leaves = |(agent, hazard): (&Agent, &f64)| {
        let key = model.people[agent.person as usize].key;
        streams.draw(Purpose::RiskedDeparture, key, n).yes(1.0 - exp(-hazard / 4.0))
    };
    staffing.agents.iter().zip(hazards).map(leaves).collect()
}

#[derive(Debug, Clone, PartialEq)]
struct Seat {
    /// `None`: one stint without end.
    rules: Option<Arc<Turnover>>,
    stints: Vec<Stint>,
    /// Number of this seat's first stint among all.
    first: u32,
}

/// Days of seats, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeatDays {
    /// All.
    pub all: i64,
    /// Vacant.
    pub vacant: i64,
    /// In training.
    pub training: i64,
    /// Σ craft of the others, in millionths.
    pub craft: i64,
    /// People who left.
    pub departures: i64,
    /// People who were hired.
    pub hires: i64,
    /// People whose seats ceased to be.
    pub releases: i64,
}

/// Who holds each agent's seat; empty where nobody ever leaves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tenures {
    seats: Vec<Seat>,
    people: usize,
    /// By agent: days on which there is no such seat; empty where all seats are there throughout.
    closed: Vec<Vec<Range<u32>>>,
    /// A day on duty is worth so many of ramp-up.
    ramp_up: f64,
    hand_overs: Vec<HandOver>,
}

impl Tenures {
    /// Draws them for one staffing: its hazards may differ from another's, the draws do not.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the rooms agreed on it")]
    pub fn draw(model: &Model, staffing: usize, streams: &Streams) -> Self {
        let staffing = &model.staffings[staffing];
        let mut tenures = Self { ramp_up: staffing.programme.ramp_up, ..Self::default() };
        let closed = closed(model, staffing, *streams);
        let rules = |agent: &Agent| {
            let own = model.people[agent.person as usize].turnover.clone();
            let goes = agent.leaves.is_some() || staffing.teams[usize::from(agent.team)].review.is_some();
            own.or_else(|| goes.then(|| at_once(agent.speed)).flatten().map(Arc::new))
        };
        if staffing.agents.iter().any(|agent| rules(agent).is_some()) {
            let hazards = hazards(model, staffing);
            for ((agent, hazard), closed) in staffing.agents.iter().zip(hazards).zip(&closed) {
                let person = &model.people[agent.person as usize];
                let rules = rules(agent);
                let stints = match &rules {
                    None => vec![Stint {
                        generation: 0,
                        hired: i32::MIN,
                        begins: i32::MIN,
                        gone: i32::MAX,
                        speed: agent.speed,
                    }],
                    Some(rules) => {
                        let keys =
                            Keys { replication: streams.key(person.key), population: person.population };
                        let days = there(closed, model.calendar.days);
                        drawn(rules, hazard / DAYS_PER_YEAR, keys, agent, (&days, model.calendar.days))
                    }
                };
                let first = tenures.people as u32;
                tenures.people += stints.len();
                tenures.seats.push(Seat { rules, stints, first });
            }
        }
        if closed.iter().any(|days| !days.is_empty()) {
            tenures.closed = closed;
        }
        tenures.hand_overs = hand_overs(model, staffing, &tenures);
        tenures
    }

    /// All hand-overs of the run, in order.
    pub fn hand_overs(&self) -> &[HandOver] {
        &self.hand_overs
    }

    /// What changes hands at the beginning of a day.
    pub fn hand_over_on(&self, day: u32) -> Option<&HandOver> {
        let place = self.hand_overs.binary_search_by_key(&day, |hand_over| hand_over.day).ok()?;
        Some(&self.hand_overs[place])
    }

    /// Weeks for which whoever leaves a seat works beside who takes over; 0 where nobody ever leaves.
    pub fn overlap_weeks(&self, agent: u32) -> f64 {
        let rules = self.seats.get(agent as usize).and_then(|seat| seat.rules.as_ref());
        rules.map_or(0.0, |rules| rules.overlap_weeks)
    }

    /// Nobody ever leaves: every seat is held by its first person, of full craft, on every day.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.seats.is_empty()
    }

    /// Everybody who ever holds a seat of the agents; 0 if empty.
    pub fn people(&self) -> usize {
        self.people
    }

    /// The generations of a seat in order; none if empty.
    pub fn stints(&self, agent: u32) -> &[Stint] {
        self.seats.get(agent as usize).map_or(&[], |seat| seat.stints.as_slice())
    }

    /// Who was hired last on or before a day (the first one ever, if nobody was).
    fn index(stints: &[Stint], day: i32) -> usize {
        stints.partition_point(|stint| stint.hired <= day).saturating_sub(1)
    }

    fn stint(&self, agent: u32, day: u32) -> Option<Stint> {
        let stints = &self.seats.get(agent as usize)?.stints;
        Some(stints[Self::index(stints, day as i32)])
    }

    /// Whether there is such a seat on a day: teams grow, and go.
    #[inline]
    pub fn has_seat(&self, agent: u32, day: u32) -> bool {
        let closed = self.closed.get(agent as usize);
        closed.is_none_or(|closed| !closed.iter().any(|days| days.contains(&day)))
    }

    /// Some seat is not there throughout.
    pub fn has_closed_seats(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Days of the run, the first left out, at whose beginning seats come or go; in order.
    pub fn seat_changes(&self, days: u32) -> Vec<u32> {
        let ends = self.closed.iter().flatten().flat_map(|days| [days.start, days.end]);
        let mut changes: Vec<u32> = ends.filter(|day| (1..days).contains(day)).collect();
        changes.sort_unstable();
        changes.dedup();
        changes
    }

    /// Whether somebody holds the seat on a day, and is paid: on duty or in training.
    pub fn is_filled(&self, agent: u32, day: u32) -> bool {
        let day_number = day as i32;
        self.has_seat(agent, day)
            && self.stint(agent, day).is_none_or(|stint| stint.hired <= day_number && day_number < stint.gone)
    }

    /// Whether the one who holds the seat is trained: comes to work if planned and not away.
    #[inline]
    pub fn is_on_duty(&self, agent: u32, day: u32) -> bool {
        let day_number = day as i32;
        self.has_seat(agent, day)
            && self
                .stint(agent, day)
                .is_none_or(|stint| stint.begins <= day_number && day_number < stint.gone)
    }

    /// The generation that was last hired on or before a day; before the first hiring, the one to come.
    pub fn generation(&self, agent: u32, day: u32) -> u32 {
        self.stint(agent, day).map_or(0, |stint| stint.generation)
    }

    /// The generation that holds the seat as the run begins: whoever is replaced at the first midnight was there before it.
    pub fn first_generation(&self, agent: u32) -> u32 {
        self.stints(agent).first().map_or(0, |stint| stint.generation)
    }

    /// Days since that generation came on duty, up to the middle of the first day.
    pub fn first_experience(&self, agent: u32) -> f64 {
        self.stints(agent).first().map_or(f64::INFINITY, |stint| since(stint.begins, 0))
    }

    /// A number below [`Tenures::people`] for the generation last hired, of its own among all seats.
    pub fn person(&self, agent: u32, day: u32) -> u32 {
        self.seats
            .get(agent as usize)
            .map_or(agent, |seat| seat.first + Self::index(&seat.stints, day as i32) as u32)
    }

    /// Days since whoever holds the seat was hired, up to the middle of a day; without end where nobody ever leaves.
    pub fn tenure(&self, agent: u32, day: u32) -> f64 {
        self.stint(agent, day).map_or(f64::INFINITY, |stint| since(stint.hired, day))
    }

    /// Days since whoever holds the seat came on duty, up to the middle of a day.
    pub fn experience(&self, agent: u32, day: u32) -> f64 {
        self.stint(agent, day).map_or(f64::INFINITY, |stint| since(stint.begins, day))
    }

    /// Craft p of whoever holds the seat, in the middle of a day.
    pub fn craft(&self, agent: u32, day: u32) -> f64 {
        let Some(seat) = self.seats.get(agent as usize) else { return 1.0 };
        let Some(rules) = &seat.rules else { return 1.0 };
        let stint = seat.stints[Self::index(&seat.stints, day as i32)];
        rules.ramp_up.craft(self.ramp_up * since(stint.begins, day))
    }

    /// Factor on handle times of whoever holds the seat: speed ÷ craft; `None` if empty.
    pub fn pace(&self, agent: u32, day: u32) -> Option<f64> {
        self.stint(agent, day).map(|stint| stint.speed / self.craft(agent, day))
    }

    /// Days on which it is at most so many days since somebody left one of these seats; departures before the first day
    /// of the run are not known.
    pub fn days_after_departures(&self, agents: &[u32], lasts: u32, days: Range<u32>) -> u32 {
        let of_agent = |agent: &u32| {
            let left = |stint: &&Stint| self.is_left(*agent, stint);
            self.stints(*agent).iter().filter(left).map(|stint| i64::from(stint.gone)).collect::<Vec<i64>>()
        };
        let gone: Vec<i64> = agents.iter().flat_map(of_agent).collect();
        let is_felt = |day: &u32| {
            let day = i64::from(*day);
            gone.iter().any(|gone| (*gone..gone.saturating_add(i64::from(lasts))).contains(&day))
        };
        days.filter(is_felt).count() as u32
    }

    /// Whether the one who ends a stint leaves: who was there when the seat went, did not.
    fn is_left(&self, agent: u32, stint: &Stint) -> bool {
        self.has_seat(agent, (stint.gone.max(1) - 1) as u32)
    }

    /// How often a seat comes to be on some days: each time somebody is hired for it.
    pub fn openings(&self, agent: u32, days: Range<u32>) -> i64 {
        let closed = self.closed.get(agent as usize).into_iter().flatten();
        closed.filter(|closed| days.contains(&closed.end)).count() as i64
    }

    /// How often a seat with somebody in it ceases to be on some days: each time that person is released.
    pub fn closings(&self, agent: u32, days: Range<u32>) -> i64 {
        let closed = self.closed.get(agent as usize).into_iter().flatten();
        let had_somebody = |day: u32| day > 0 && self.is_filled(agent, day - 1);
        closed.filter(|closed| days.contains(&closed.start) && had_somebody(closed.start)).count() as i64
    }

    /// Days of some agents' seats, and who came and went on them.
    pub fn seat_days(&self, agents: Range<u32>, days: Range<u32>) -> SeatDays {
        let mut sum = SeatDays::default();
        for agent in agents {
            for day in days.clone().filter(|day| self.has_seat(agent, *day)) {
                sum.all += 1;
                if self.is_on_duty(agent, day) {
                    sum.craft += (self.craft(agent, day) * 1e6).round() as i64;
                } else if self.is_filled(agent, day) {
                    sum.training += 1;
                } else {
                    sum.vacant += 1;
                }
            }
            sum.releases += self.closings(agent, days.clone());
            let within = |day: i32| days.contains(&u32::try_from(day).unwrap_or(u32::MAX));
            let stints = self.stints(agent);
            for stint in stints {
                sum.departures += i64::from(within(stint.gone) && self.is_left(agent, stint));
                // Who is there at the start was hired before it, be it at the last midnight.
                let is_first = stint.generation == 0 && stint.hired <= 0;
                let comes = within(stint.hired) && self.has_seat(agent, stint.hired.max(0) as u32);
                sum.hires += i64::from(comes && !is_first);
            }
            if self.seats.get(agent as usize).is_none_or(|seat| seat.rules.is_none()) {
                sum.hires += self.openings(agent, days.clone());
            }
        }
        sum
    }
}

/// Factor on the hazard in a staffing.
fn factor(team: &Team, owns: bool) -> f64 {
    team.turnover_factor * if owns { team.owner_turnover } else { 1.0 }
}

/// Days from the midnight before `from` to the middle of `day`; none before it.
fn since(from: i32, day: u32) -> f64 {
    if from == i32::MIN { f64::INFINITY } else { (f64::from(day) + 0.5 - f64::from(from)).max(0.0) }
}
