//! What people know, and forget within days; what takes requests away.

use portflow::model::knowledge::{Outcome, Settled, Start};
use portflow::model::{Admission, Knowledge, NONE, SelfService};
use portflow::time::{DAY, HOUR};

use super::{Dice, Frame};

/// Knowledge that matters within a run of a few days.
pub(super) fn knowledge(frame: &Frame, dice: &mut Dice) -> Option<Knowledge> {
    if !dice.chance(0.5) {
        return None;
    }
    let sectors = dice.range(1, 2) as usize;
    let sector = |dice: &mut Dice| if dice.chance(0.7) { dice.index(sectors) as u32 } else { NONE };
    Some(Knowledge {
        effect: dice.pick(&[0.0, 0.25, 1.0, 3.0]),
        half_effect: dice.pick(&[1.0, 3.0, 30.0]),
        half_life: dice.pick(&[HOUR, 8 * HOUR, DAY, 90 * DAY]),
        sector_share: dice.pick(&[0.0, 0.3, 1.0]),
        weight: (0..frame.channels).map(|_| dice.pick(&[0.0, 0.5, 1.0])).collect(),
        hidden: (0..frame.accounts).map(|_| dice.between(0.1, 1.5)).collect(),
        documented: (0..frame.accounts).map(|_| dice.between(0.0, 1.0)).collect(),
        sector: (0..frame.accounts).map(|_| sector(dice)).collect(),
        sectors,
        unresolved: Outcome { expert: 1.0, novice: dice.pick(&[1.0, 1.5, 4.0]) },
        errors: Outcome { expert: dice.pick(&[0.0, 0.02]), novice: dice.pick(&[0.0, 0.2, 0.9]) },
        error_cost: 0.0,
        start: Start::Settled,
    })
}

/// What some people know from the start.
pub(super) fn settled(frame: &Frame, dice: &mut Dice) -> Settled {
    (0..dice.range(0, 8))
        .map(|_| {
            (dice.index(frame.agents) as u32, dice.index(frame.accounts) as u32, dice.between(0.0, 20.0))
        })
        .collect()
}

/// Portals that open within the run, and continuity.
pub(super) fn admission(frame: &Frame, dice: &mut Dice) -> Admission {
    if !dice.chance(0.25) {
        return Admission::default();
    }
    let portal = |dice: &mut Dice| SelfService {
        from: dice.range(0, 30) as i64 * HOUR,
        over: dice.range(0, 20) as i64 * HOUR,
        share: dice.between(0.1, 1.0),
        blocks: (0..frame.agents).map(|_| dice.chance(0.3)).collect(),
        noticed: dice.range(0, 60) as i64 * HOUR,
    };
    let portals = (0..frame.channels).map(|_| dice.chance(0.6).then(|| portal(dice)));
    Admission { self_service: portals.collect(), continuity: dice.pick(&[1.0, 1.2, 3.0]) }
}
