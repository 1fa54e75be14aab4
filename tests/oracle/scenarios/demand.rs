//! Channels, groups, accounts, handle times.

use portflow::distribution::Law;
use portflow::model::{
    Account, ByInterval, Calendar, Channel, Clock, Closing, Group, HandleTime, Kind, Opening, Patience,
    Profile, Redial, Volume,
};
use portflow::time::{DAY, HOUR, MINUTE, SECOND};

use super::{Dice, Frame, midnight};

fn opening(frame: &Frame, dice: &mut Dice) -> Opening {
    if frame.always {
        return Opening::new([(0, midnight(frame.days + 2))]);
    }
    let own_hours = dice.chance(0.25);
    let opens = if own_hours { frame.opens + dice.range(0, 2) as i64 * 30 * MINUTE } else { frame.opens };
    let closes = if own_hours { frame.closes - dice.range(0, 1) as i64 * 15 * MINUTE } else { frame.closes };
    let closes = closes.max(opens + 30 * MINUTE);
    let noon = dice.chance(0.1).then(|| opens + (closes - opens) / (2 * MINUTE) * MINUTE);
    Opening::new((0..frame.days).flat_map(|day| {
        let day = midnight(day);
        match noon {
            Some(noon) => {
                vec![(day + opens, day + noon), (day + noon + 5 * MINUTE, day + closes + 5 * MINUTE)]
            }
            None => vec![(day + opens, day + closes)],
        }
    }))
}

/// The first channel is live in most cases, the others are mostly not.
pub(super) fn channel(frame: &Frame, dice: &mut Dice, number: usize) -> Channel {
    let kind = if dice.chance(if number == 0 { 0.8 } else { 0.3 }) {
        Kind::Live
    } else if dice.chance(0.75) {
        Kind::Deferrable
    } else {
        Kind::Proactive
    };
    let live = kind == Kind::Live;
    let goal = dice.range(1, 16) as i64 * 15 * MINUTE;
    Channel {
        key: dice.key(),
        kind,
        clock: if dice.chance(if live { 0.2 } else { 0.6 }) { Clock::Opening } else { Clock::Wall },
        opening: opening(frame, dice),
        closing: if dice.chance(0.7) { Closing::Drain } else { Closing::Clear },
        patience: dice.chance(if live { 0.75 } else { 0.1 }).then(|| patience(frame, dice)),
        redial: dice
            .chance(if live { 0.5 } else { 0.1 })
            .then(|| Redial { probability: dice.between(0.1, 0.9), delay: frame.law(dice, 600.0) }),
        interrupts: live && dice.chance(0.6),
        in_time: 20 * SECOND,
        strict: false,
        short_abandon: 5 * SECOND,
        goal_time: (!live && dice.chance(0.75)).then_some(goal),
        escalate: dice.pick(&[0, goal / 4, goal / 2, goal]),
    }
}

fn patience(frame: &Frame, dice: &mut Dice) -> Patience {
    let mean = dice.pick(&[20.0, 120.0, 300.0, 3000.0]);
    Patience {
        law: ByInterval::constant(frame.law(dice, mean)),
        balk: if dice.chance(0.3) { dice.between(0.0, 0.6) } else { 0.0 },
    }
}

pub(super) fn group(frame: &Frame, dice: &mut Dice) -> Group {
    let half: Vec<f64> = if frame.reasons == 1 { vec![1.0] } else { vec![0.5, 1.0] };
    let share = dice.pick(&[0.0, 0.0, 0.2, 0.5]);
    Group {
        key: dice.key(),
        reasons: vec![half; frame.channels],
        follow_up: vec![vec![share; frame.reasons]; frame.channels],
        follow_up_delay: (0..frame.channels).map(|_| frame.law(dice, 1800.0)).collect(),
        profile: vec![0; frame.channels],
        patience: (0..frame.channels).map(|_| dice.chance(0.1).then(|| patience(frame, dice))).collect(),
    }
}

pub(super) fn account(frame: &Frame, dice: &mut Dice) -> Account {
    Account {
        key: dice.key(),
        group: dice.index(frame.groups) as u16,
        sector: 0,
        area: 0,
        complexity: 1.0,
        value: 1000.0,
        requests_per_day: vec![1.0; frame.channels],
    }
}

pub(super) fn handle_times(frame: &Frame, calendar: &Calendar, dice: &mut Dice) -> Vec<HandleTime> {
    (0..frame.groups * frame.channels * frame.reasons)
        .map(|_| {
            let mean = dice.between(30.0, 900.0) * SECOND as f64;
            let mean = frame.rounded(mean) as f64;
            let work = if frame.grain > 1 && dice.chance(0.7) {
                Law::empirical(vec![0.5, 1.0, 1.0, 1.5])
            } else {
                Law::exponential(1.0)
            };
            let by_interval = dice.chance(0.2);
            HandleTime {
                work: work.expect("a law"),
                mean: if by_interval {
                    let two = [mean, frame.rounded(mean * 1.5) as f64];
                    ByInterval::each((0..calendar.intervals()).map(|interval| two[interval % 2]).collect())
                } else {
                    ByInterval::constant(mean)
                },
                by_start: dice.chance(0.5),
            }
        })
        .collect()
}

/// Nothing is drawn by volume here: the contacts of a case are made by hand.
pub(super) fn volume(frame: &Frame) -> Volume {
    let steps = (DAY / HOUR) as usize;
    let even: Vec<f64> = (1..=steps).map(|step| step as f64 / steps as f64).collect();
    Volume {
        profiles: vec![Profile { cumulative: vec![even; 7], open: Default::default() }],
        day_factor: vec![vec![1.0; frame.days as usize]; frame.channels],
        beyond: Vec::new(),
        common_cv: 0.0,
        sector_cv: 0.0,
        own_cv: 0.0,
        persistence: 0.0,
        growth: None,
        fixed_counts: false,
        trace: None,
    }
}
