//! Shifts, people, teams, agents.

use std::sync::Arc;

use portflow::distribution::Law;
use portflow::model::{
    Absence, Agent, Break, Calendar, Leave, Person, Plan, RampUp, Shift, Start, Team, Turnover,
};
use portflow::time::{DAY, HOUR, MINUTE, Span};

use super::{Dice, Frame};

/// Hours near the opening hours: sometimes beyond them, sometimes short of them, sometimes over midnight.
pub(super) fn shift(frame: &Frame, dice: &mut Dice) -> Shift {
    let step = 15 * MINUTE;
    let (begins, ends) = if frame.always && dice.chance(0.2) {
        let begins = dice.range(0, 47) as Span * 30 * MINUTE;
        (begins, begins + DAY - dice.pick(&[0, 0, 10 * MINUTE]))
    } else if frame.always {
        let begins = dice.range(0, 47) as Span * 30 * MINUTE;
        (begins, begins + dice.range(4, 20) as Span * 30 * MINUTE)
    } else if dice.chance(0.1) {
        // Round the clock: each shift begins as the one before ends, or ten minutes later.
        let begins = dice.pick(&[0, frame.opens]);
        (begins, begins + DAY - dice.pick(&[0, 0, 10 * MINUTE]))
    } else {
        let begins = frame.opens - step + dice.range(0, 4) as Span * step;
        let ends = frame.closes - 3 * step + dice.range(0, 4) as Span * step;
        (begins, ends.max(begins + 30 * MINUTE))
    };
    let mut breaks = Vec::new();
    let mut at = begins;
    for _ in 0..dice.range(0, 2) {
        let start = at + dice.range(0, 6) as Span * 5 * MINUTE;
        let length = dice.range(1, 4) as Span * 5 * MINUTE;
        if start + length <= ends {
            // Not by the dice: desks of the seeds that are kept stay what they are, but for some breaks.
            let most = ((ends - start) / length).min(3) as u32;
            let turns = if start % (25 * MINUTE) == 0 { most } else { 1 };
            breaks.push(Break { start, length, paid: false, passes: dice.chance(0.5), turns });
            at = start + Span::from(turns) * length;
        } else {
            at = start + length;
        }
    }
    let mut hours = [Some((begins, ends)); 7];
    for day in &mut hours {
        if dice.chance(0.1) {
            *day = None;
        }
    }
    Shift { hours, breaks, days_ahead: 0 }
}

/// People stay for hours or days, and seats are soon filled again.
fn turnover(dice: &mut Dice) -> Turnover {
    let days = |dice: &mut Dice, most| dice.range(0, most) as f64 / 2.0;
    let vacancy = if dice.chance(0.5) {
        Law::deterministic(days(dice, 3))
    } else {
        Law::exponential(dice.between(0.1, 1.5))
    };
    Turnover {
        hazard: dice.between(20.0, 600.0),
        vacancy: vacancy.expect("a law"),
        training: days(dice, 3),
        ramp_up: match dice.range(0, 2) {
            0 => RampUp::None,
            1 => RampUp::Exponential { start: dice.between(0.3, 1.5), days: dice.between(0.2, 3.0) },
            _ => RampUp::Monthly(vec![dice.between(0.5, 1.0), 0.8]),
        },
        start: match dice.range(0, 4) {
            0 => Start::Long,
            1 => Start::New,
            2 => Start::Days(days(dice, 4)),
            _ => Start::Stationary { may_be_vacant: dice.chance(0.5) },
        },
        speed: Law::uniform(0.7, 1.4).expect("a law"),
        overlap_weeks: dice.pick(&[0.0, 2.0]),
    }
}

/// Groups that somebody is admitted to; `None`: all.
pub(super) type Admitted = Option<Vec<bool>>;

pub(super) fn people(frame: &Frame, dice: &mut Dice) -> (Vec<Person>, Vec<Admitted>) {
    let mut admitted = Vec::new();
    let roster = dice.key();
    let ordinary = dice.chance(0.7);
    let rules = dice.chance(0.25).then(|| Arc::new(turnover(dice)));
    let person = |seat: usize| {
        let mut person = Person {
            key: dice.key(),
            seat: seat as u32,
            roster,
            site: dice.index(frame.sites) as u16,
            speed: if ordinary { 1.0 } else { dice.between(0.7, 1.4) },
            leave: Leave::Share(0.0),
            absence: Absence::Daily(if dice.chance(0.2) { 0.3 } else { 0.0 }),
            turnover: None,
            population: 0,
        };
        admitted.push(dice.chance(0.15).then(|| (0..frame.groups).map(|_| dice.chance(0.6)).collect()));
        person.turnover = rules.clone().filter(|_| dice.chance(0.8));
        person.population = dice.key();
        person
    };
    ((0..frame.agents).map(person).collect(), admitted)
}

pub(super) fn teams(frame: &Frame, calendar: &Calendar, dice: &mut Dice) -> Vec<Team> {
    // Where teams begin: each has at least one agent.
    let mut starts: Vec<u32> = (1..frame.agents as u32).collect();
    while starts.len() + 1 > frame.teams {
        starts.remove(dice.index(starts.len()));
    }
    starts.insert(0, 0);
    (0..frame.teams)
        .map(|number| {
            let agents = starts[number]..starts.get(number + 1).copied().unwrap_or(frame.agents as u32);
            let seats = u64::from(agents.end - agents.start);
            Team {
                key: dice.key(),
                site: dice.index(frame.sites) as u16,
                plan: plan(frame, calendar, dice, seats),
                agents,
                serves: (0..frame.groups * frame.channels).map(|_| dice.chance(0.85)).collect(),
                rank: (0..frame.groups).map(|_| dice.range(0, 2) as i32).collect(),
                factor: (0..frame.groups).map(|_| dice.pick(&[1.0, 1.0, 1.0, 1.5])).collect(),
                owner_factor: dice.pick(&[1.0, 1.0, 0.5]),
                turnover_factor: dice.pick(&[1.0, 1.0, 0.3]),
                owner_turnover: dice.pick(&[1.0, 1.0, 2.0]),
                review: None,
            }
        })
        .collect()
}

fn plan(frame: &Frame, calendar: &Calendar, dice: &mut Dice, seats: u64) -> Plan {
    if dice.chance(0.6) {
        return Plan::Shifts;
    }
    if dice.chance(0.3) {
        return Plan::Always;
    }
    let (from, to) = if frame.always { (0, DAY) } else { (frame.opens, frame.closes) };
    let often = dice.chance(0.5);
    let mut count = dice.range(0, seats + 1) as u32;
    let each = (0..calendar.intervals() as Span).map(|interval| {
        let begins = interval * calendar.interval;
        if begins < from - HOUR / 2 || begins >= to {
            return 0;
        }
        if dice.chance(if often { 0.6 } else { 0.2 }) {
            count = dice.range(0, seats) as u32;
        }
        count
    });
    Plan::PerInterval(each.collect())
}

/// The whole run, or some days of it.
fn unfilled(days: u32, dice: &mut Dice) -> std::ops::Range<u32> {
    if dice.chance(0.4) {
        return 0..days;
    }
    let from = dice.range(0, u64::from(days) - 1) as u32;
    from..dice.range(u64::from(from) + 1, u64::from(days)) as u32
}

pub(super) fn agents(
    (people, admitted): (&[Person], &[Admitted]),
    teams: &[Team],
    (shifts, days): (usize, u32),
    dice: &mut Dice,
) -> Vec<Agent> {
    let mut agents: Vec<Agent> = Vec::new();
    for (team, data) in teams.iter().enumerate() {
        for person in data.agents.clone() {
            let shift = (data.plan == Plan::Shifts).then(|| dice.index(shifts) as u16);
            let alike = |other: &&Agent| other.team == team as u16 && other.shift == shift;
            agents.push(Agent {
                person,
                team: team as u16,
                shift,
                turn: agents.iter().filter(alike).count() as u32,
                speed: people[person as usize].speed,
                admitted: admitted[person as usize].clone(),
                unfilled: dice.chance(0.15).then(|| unfilled(days, dice)),
                closed: Vec::new(),
                leaves: None,
            });
        }
    }
    agents
}
