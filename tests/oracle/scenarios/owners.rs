//! Accounts that change hands within the run.

use portflow::model::portfolio::{Piece, Share};
use portflow::model::seats::Rule;
use portflow::model::{Growth, Heir, Model, Plan, Reorganisation, Review, Staffing, Succession};

use super::routes::portfolio;
use super::{Dice, Frame};

/// People who leave for good on a day, who takes over from those who leave, and portfolios cut anew.
pub(super) fn change(frame: &Frame, model: &mut Model, dice: &mut Dice) {
    let staffing = &mut model.staffings[0];
    let days = u64::from(frame.days);
    for agent in &mut staffing.agents {
        agent.leaves = dice.chance(0.2).then(|| dice.range(0, days) as u32);
    }
    staffing.succession = dice.chance(0.6).then(|| {
        let usual = dice.range(0, 2);
        let heir = |dice: &mut Dice| match if dice.chance(0.6) { usual } else { dice.range(0, 2) } {
            0 => Heir::Seat,
            1 => Heir::Shared,
            _ => Heir::Named(dice.index(frame.agents) as u32),
        };
        Succession {
            heirs: (0..frame.agents).map(|_| heir(dice)).collect(),
            // Whole numbers: sums are the same in any order.
            work: (0..frame.accounts).map(|_| dice.range(0, 9) as f64).collect(),
            hours: (0..frame.agents).map(|_| dice.pick(&[1.0, 1.0, 2.0])).collect(),
        }
    });
    if frame.days > 1 && dice.chance(0.3) {
        recut(frame, staffing, dice);
    }
    staffing.portfolio.cuts = cuts(frame, dice);
    if dice.chance(0.2) {
        for agent in &mut staffing.agents {
            agent.closed = closed(frame.days, dice);
        }
        // Again, some of it on days on which seats come and go.
        if frame.days > 2 && dice.chance(0.5) {
            recut(frame, staffing, dice);
        }
    } else if frame.days > 1 && dice.chance(0.8) {
        reviews(frame, model, dice);
    }
}

/// Volumes that change from day to day, and people who follow them.
fn reviews(frame: &Frame, model: &mut Model, dice: &mut Dice) {
    model.volume.growth = Some(Growth { per_year: vec![0.0; frame.groups], uncertainty: 40.0 });
    let shares = model.people.len() > 1 && dice.chance(0.6);
    let staffing = &mut model.staffings[0];
    for team in &mut staffing.teams {
        let most = team.agents.end - team.agents.start;
        if team.plan == Plan::Always || dice.chance(0.1) {
            continue;
        }
        let planned = dice.range(1, u64::from(most)) as u32;
        let rows = frame.groups * frame.channels;
        team.review = Some(Review {
            every: dice.range(1, 2) as u32,
            rule: dice.pick(&[Rule::Proportional, Rule::SquareRoot { occupancy: 0.8 }]),
            planned,
            least: dice.range(0, u64::from(planned)) as u32,
            most,
            looks_ahead: dice.chance(0.5),
            weight: vec![1.0 / rows as f64; rows],
            lead: dice.range(0, 1) as u32,
            notice: dice.range(0, 1) as u32,
            between_hires: dice.pick(&[0.0, 0.0, 0.5, 1.0]),
        });
        for seat in team.agents.clone().skip(planned as usize) {
            staffing.agents[seat as usize].closed = std::iter::once(0..frame.days).collect();
        }
    }
    if shares {
        staffing.reorganisations.clear();
        // Nobody owns an account twice.
        let people = order(frame, dice);
        let (some, others) = people.split_at(dice.index(people.len()));
        staffing.shares = [some, others].map(|members| share(frame, members, dice)).to_vec();
    }
}

/// All accounts among some people.
fn share(frame: &Frame, members: &[u32], dice: &mut Dice) -> Share {
    let pieces = (0..frame.accounts).map(|number| Piece {
        weight: dice.range(0, 9) as f64,
        mark: dice.index(2) as u16,
        key: number as u64,
    });
    let pieces = pieces.collect();
    Share {
        deputies: members.iter().map(|_| dice.chance(0.3).then(|| dice.index(frame.agents) as u32)).collect(),
        hours: members.iter().map(|_| dice.pick(&[1.0, 1.0, 2.0])).collect(),
        members: members.to_vec(),
        accounts: (0..frame.accounts as u32).collect(),
        pieces,
        together: dice.chance(0.3),
    }
}

/// One more day on which portfolios are cut anew.
fn recut(frame: &Frame, staffing: &mut Staffing, dice: &mut Dice) {
    let day = dice.range(1, u64::from(frame.days) - 1) as u32;
    let mut new = Reorganisation {
        day,
        portfolio: portfolio(frame, dice),
        account_team: (0..frame.accounts).map(|_| dice.index(frame.teams) as u16).collect(),
        overlap_weeks: dice.pick(&[0.0, 1.0, 6.0]),
    };
    new.portfolio.cuts = cuts(frame, dice);
    staffing.reorganisations.retain(|known| known.day != day);
    staffing.reorganisations.push(new);
    staffing.reorganisations.sort_by_key(|new| new.day);
}

/// Days on which a seat is not there: before some day, from some day on, in between, or never.
fn closed(days: u32, dice: &mut Dice) -> Vec<std::ops::Range<u32>> {
    let mut closed: Vec<std::ops::Range<u32>> = Vec::new();
    let mut day = 0;
    while day < days && dice.chance(0.5) {
        let from = dice.range(u64::from(day), u64::from(days) - 1) as u32;
        let to = dice.range(u64::from(from) + 1, u64::from(days)) as u32;
        closed.push(from..to);
        day = to + 1;
    }
    closed
}

/// People in any order, some of them in several cuts.
fn cuts(frame: &Frame, dice: &mut Dice) -> portflow::model::Rows {
    portflow::model::Rows::new((0..dice.range(0, 3)).map(|_| order(frame, dice)))
}

/// Some of the people in any order.
fn order(frame: &Frame, dice: &mut Dice) -> Vec<u32> {
    let mut people: Vec<u32> = (0..frame.agents as u32).collect();
    for last in (1..people.len()).rev() {
        people.swap(last, dice.index(last + 1));
    }
    people.truncate(dice.range(1, frame.agents as u64) as usize);
    people
}
