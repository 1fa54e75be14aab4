//! Ladders, classes, portfolios, limits: the staffing.

use portflow::model::{
    Absent, Agent, Channel, Class, Kind, Ladder, Limit, LimitOf, Line, Message, Model, Opens, Portfolio,
    Pull, Push, Rows, Rung, Staffing, Target, Team,
};
use portflow::time::SECOND;

use super::{Dice, Frame};

pub(super) fn staffing(
    frame: &Frame,
    dice: &mut Dice,
    teams: Vec<Team>,
    agents: Vec<Agent>,
    channels: &[Channel],
) -> Staffing {
    let few_rungs = dice.chance(0.3);
    let mut ladders: Vec<Ladder> =
        (0..dice.range(1, 3)).map(|_| ladder(frame, dice, channels, few_rungs)).collect();
    let drawn = ladders.len();
    let mut classes: Vec<Class> = Vec::new();
    let pairs: Vec<(usize, usize)> = (0..frame.groups)
        .flat_map(|group| (0..frame.channels).map(move |channel| (group, channel)))
        .collect();
    let own_priority = dice.chance(0.5);
    let named: Vec<(u16, f64)> = pairs
        .iter()
        .map(|&(_, channel)| {
            let priority = if own_priority { dice.range(0, 3) as f64 } else { 0.0 };
            let ladder = dice.index(drawn) as u16;
            let live = channels[channel].kind == Kind::Live;
            // A call-back that could leave a message would call itself back for ever.
            (if live { ladder } else { without_message(&mut ladders, ladder) }, priority)
        })
        .collect();
    let class_of = pairs
        .iter()
        .zip(&named)
        .map(|(&pair, &(ladder, priority))| class(&mut classes, frame, &teams, pair, ladder, priority))
        .collect();
    let last_first = dice.chance(0.6);
    let follow_up_class_of = pairs
        .iter()
        .zip(&named)
        .map(|(&pair, &(ladder, priority))| {
            let ladder = if last_first { with_last(&mut ladders, ladder) } else { ladder };
            class(&mut classes, frame, &teams, pair, ladder, priority)
        })
        .collect();
    let mut lines = Vec::new();
    for (number, class) in classes.iter_mut().enumerate() {
        class.first_line = lines.len() as u16;
        for rung in 0..ladders[usize::from(class.ladder)].rungs.len() {
            lines.push(Line { class: number as u16, rung: rung as u8 });
        }
    }
    Staffing {
        account_team: (0..frame.accounts).map(|_| dice.index(teams.len()) as u16).collect(),
        portfolio: portfolio(frame, dice),
        reference_owners: Rows::default(),
        teams,
        agents,
        ladders,
        classes,
        lines,
        class_of,
        follow_up_class_of,
        dedicated: Vec::new(),
        push: dice.pick(&[
            Push::LongestIdle,
            Push::Random,
            Push::LeastOccupied,
            Push::Ranked,
            Push::MostFamiliar,
        ]),
        pull: dice.pick(&[
            Pull::OwnFirst,
            Pull::OwnFirst,
            Pull::LongestWait,
            Pull::Priority { per_second: 0.0 },
            Pull::Priority { per_second: 0.015_625 },
        ]),
        limits: limits(frame, dice),
        settled: Vec::new(),
        succession: None,
        shares: Vec::new(),
        reorganisations: Vec::new(),
        programme: portflow::model::Programme::default(),
        spending: portflow::model::Spending::default(),
    }
}

/// The class of a ladder, channel, priority and set of teams; alike pairs share one.
fn class(
    classes: &mut Vec<Class>,
    frame: &Frame,
    teams: &[Team],
    (group, channel): (usize, usize),
    ladder: u16,
    priority: f64,
) -> u16 {
    let served_by = teams.iter().map(|team| team.serves[group * frame.channels + channel]).collect();
    let new = Class { ladder, channel: channel as u8, priority, served_by, first_line: 0 };
    let number = classes.iter().position(|class| *class == new).unwrap_or_else(|| {
        classes.push(new);
        classes.len() - 1
    });
    number as u16
}

/// The same ladder after a rung for who handled the previous contact.
fn with_last(ladders: &mut Vec<Ladder>, ladder: u16) -> u16 {
    let mut rungs = ladders[usize::from(ladder)].rungs.clone();
    rungs.insert(0, plain(vec![Target::Last]));
    number_of(ladders, Ladder { rungs })
}

/// The same ladder with people only.
fn without_message(ladders: &mut Vec<Ladder>, ladder: u16) -> u16 {
    let mut rungs = ladders[usize::from(ladder)].rungs.clone();
    rungs.retain(|rung| rung.message.is_none());
    number_of(ladders, Ladder { rungs })
}

/// The number of a ladder, which is put down if it is new.
fn number_of(ladders: &mut Vec<Ladder>, new: Ladder) -> u16 {
    let number = ladders.iter().position(|ladder| *ladder == new).unwrap_or_else(|| {
        ladders.push(new);
        ladders.len() - 1
    });
    number as u16
}

fn plain(to: Vec<Target>) -> Rung {
    Rung {
        to,
        opens: Opens::After(0),
        when_idle: 1,
        absent: Absent::Passed,
        message: None,
        patience: 1.0,
        balk: 0.0,
    }
}

fn target(frame: &Frame, dice: &mut Dice) -> Target {
    match dice.range(0, 9) {
        0..=2 => Target::Owner,
        3 => Target::Deputy,
        4 => Target::Team,
        5 => Target::TeamNamed(dice.index(frame.teams) as u16),
        6 => Target::Site,
        7 => Target::SiteNamed(dice.index(frame.sites) as u16),
        8 => Target::Last,
        _ => Target::Anyone,
    }
}

fn ladder(frame: &Frame, dice: &mut Dice, channels: &[Channel], few_rungs: bool) -> Ladder {
    let mut rungs: Vec<Rung> = Vec::new();
    let mut after = 0;
    for number in 0..if few_rungs { 1 } else { dice.range(1, 4) } {
        let mut to = vec![target(frame, dice)];
        if dice.chance(0.2) {
            to.push(target(frame, dice));
        }
        let mut rung = plain(to);
        if number > 0 && dice.chance(0.75) {
            after += frame.rounded(dice.pick(&[10.0, 60.0, 300.0, 1200.0]) * SECOND as f64);
        }
        rung.opens = Opens::After(after);
        if number > 0 && dice.chance(0.2) {
            rung.opens = Opens::Drawn(frame.law(dice, 120.0));
        }
        if dice.chance(0.2) {
            rung.when_idle = dice.range(2, 3) as u32;
        }
        if dice.chance(0.3) {
            rung.absent = Absent::Kept;
        }
        if dice.chance(0.2) {
            rung.patience = dice.pick(&[0.0, 0.3, 0.5, 2.0, 3.0]);
        }
        if dice.chance(0.15) {
            rung.balk = dice.pick(&[0.2, 0.5, 1.0]);
        }
        rungs.push(rung);
    }
    // The last resort of many ladders, so that most contacts can be served.
    if dice.chance(0.5) {
        let mut rung = plain(vec![Target::Anyone]);
        rung.opens = Opens::After(after);
        rungs.push(rung);
    }
    if dice.chance(0.15) {
        let deferrable: Vec<u8> = (0..channels.len())
            .filter(|&channel| channels[channel].kind != Kind::Live)
            .map(|channel| channel as u8)
            .collect();
        let mut rung = plain(Vec::new());
        rung.opens = Opens::After(after + frame.rounded(120.0 * SECOND as f64));
        let call_back = if deferrable.is_empty() { None } else { Some(dice.pick(&deferrable)) };
        rung.message = Some(Message { call_back: call_back.filter(|_| dice.chance(0.8)) });
        rungs.push(rung);
    }
    Ladder { rungs }
}

pub(super) fn portfolio(frame: &Frame, dice: &mut Dice) -> Portfolio {
    let mut rows = |most: u64| {
        let rows: Vec<Vec<u32>> = (0..frame.accounts)
            .map(|_| {
                let mut row: Vec<u32> =
                    (0..dice.range(0, most)).map(|_| dice.index(frame.agents) as u32).collect();
                row.sort_unstable();
                row.dedup();
                row
            })
            .collect();
        Rows::new(rows)
    };
    Portfolio { owners: rows(2), deputies: rows(2), cuts: Rows::default() }
}

fn limits(frame: &Frame, dice: &mut Dice) -> Vec<Limit> {
    if dice.chance(0.65) {
        return Vec::new();
    }
    (0..dice.range(1, 2))
        .map(|_| Limit {
            of: match dice.range(0, 2) {
                0 => LimitOf::Centre,
                1 => LimitOf::Channel(dice.index(frame.channels) as u8),
                _ => LimitOf::Group(dice.index(frame.groups) as u16),
            },
            waiting: dice.chance(0.7).then(|| dice.range(0, 5) as u32),
            lines: dice.chance(0.5).then(|| dice.range(1, 8) as u32),
        })
        .collect()
}

/// Some accounts have ladders of their own, whatever their group's.
pub(super) fn dedicate(model: &mut Model, dice: &mut Dice) {
    if dice.chance(0.6) {
        return;
    }
    let staffing = &mut model.staffings[0];
    let calls_itself = |ladder: &Ladder| ladder.rungs.iter().any(|rung| rung.message.is_some());
    let mut further = |of: &[u16], staffing: &mut Staffing| -> Vec<u16> {
        let mut rows = of.to_vec();
        for &class in of {
            let usual = staffing.classes[usize::from(class)].clone();
            let live = model.channels[usize::from(usual.channel)].kind == Kind::Live;
            let ladder = dice.index(staffing.ladders.len());
            if !live && calls_itself(&staffing.ladders[ladder]) {
                rows.push(class);
                continue;
            }
            let first_line = staffing.lines.len() as u16;
            let number = staffing.classes.len() as u16;
            for rung in 0..staffing.ladders[ladder].rungs.len() as u8 {
                staffing.lines.push(Line { class: number, rung });
            }
            staffing.classes.push(Class { ladder: ladder as u16, first_line, ..usual });
            rows.push(number);
        }
        rows
    };
    let first = staffing.class_of.clone();
    staffing.class_of = further(&first, staffing);
    let later = staffing.follow_up_class_of.clone();
    staffing.follow_up_class_of = further(&later, staffing);
    staffing.dedicated = model.accounts.iter().map(|_| dice.chance(0.5)).collect();
}
