//! What places do to work.

use portflow::model::{Model, Programme, SiteFactors, Written};

use super::Dice;

/// Areas of accounts, and sites that suit some of them less. People's speed may have a factor of the site already.
pub(super) fn factors(model: &mut Model, dice: &mut Dice) {
    if dice.chance(0.5) {
        return;
    }
    for account in &mut model.accounts {
        account.area = dice.range(0, 2) as u16;
    }
    let knows = model.knowledge.is_some();
    for site in &mut model.sites {
        let areas: Vec<u16> = (0..3).filter(|_| dice.chance(0.4)).collect();
        site.factors = SiteFactors {
            elsewhere: dice.pick(&[1.0, 1.0, 1.05, 0.9]),
            areas: areas.into_iter().map(|area| (area, dice.pick(&[1.0, 0.8, 1.2, 1.5]))).collect(),
            undocumented: if knows { dice.pick(&[0.0, 0.0, 1.0, 2.5]) } else { 0.0 },
            resolution: dice.pick(&[1.0, 1.0, 0.97, 0.6]),
            absorption: dice.pick(&[1.0, 1.0, 0.5, 0.0]),
        };
    }
}

/// A programme of the staffing's own: accounts written down further, contacts resolved better or worse.
pub(super) fn programme(model: &mut Model, dice: &mut Dice) {
    if dice.chance(0.7) {
        return;
    }
    let accounts = model.accounts.len();
    let written = |dice: &mut Dice| Written {
        hidden: (0..accounts).map(|_| dice.between(0.1, 1.5)).collect(),
        documented: (0..accounts).map(|_| dice.between(0.0, 1.0)).collect(),
    };
    let knows = model.knowledge.is_some();
    model.staffings[0].programme = Programme {
        written: (knows && dice.chance(0.7)).then(|| written(dice)),
        resolution: dice.pick(&[1.0, 1.05, 1.4, 0.9]),
        ramp_up: dice.pick(&[1.0, 2.0]),
    };
}
