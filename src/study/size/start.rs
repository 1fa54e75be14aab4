//! Where to begin: people by closed form, as if all of them took every contact.
//!
//! In: a model. Out: a number of people. Must not know: how they will be spread over teams.

use crate::erlang::{Goal, agents_needed, agents_needed_with_patience};
use crate::model::{GoalKind, Kind, Model};
use crate::scenario::names::Names;
use crate::scenario::summary::load::{Demanded, Desk};
use crate::time::seconds;

/// How busy people may be who also do work that can wait.
const BUSY: f64 = 0.9;

/// People of a staffing with which a search may begin: Erlang A (or C) for live contacts at the mean load while open,
/// and no busier than [`BUSY`] with all work, times people per person on duty.
pub(super) fn people(model: &Model, names: &Names, staffing: usize) -> u32 {
    let demanded = Demanded::of(model);
    let desk = Desk::of(model, names, staffing, &demanded);
    let here = model.staffings[staffing].agents.len() as u32;
    let Some(occupancy) = desk.occupancy.filter(|occupancy| *occupancy > 0.0) else { return here.max(1) };
    let on_duty = desk.load / occupancy;
    let live = model.goals.iter().filter_map(|goal| {
        let GoalKind::AnsweredWithin(within) = goal.kind_for(staffing) else { return None };
        let channel = goal.channel.map_or(0, usize::from);
        let facts = &model.channels[channel];
        if facts.kind != Kind::Live {
            return None;
        }
        // In units of an ordinary handle time of five minutes: only the size of the pool matters here.
        let (rate, handle) = (desk.load / 300.0, 300.0);
        let goal = Goal::answered(goal.threshold_for(staffing).min(0.99), seconds(*within));
        match &facts.patience {
            Some(patience) => agents_needed_with_patience(rate, handle, patience.law.at(0), &goal),
            None => agents_needed(rate, handle, &goal),
        }
    });
    let needed = live.max().map_or(0.0, f64::from).max(desk.load / BUSY);
    let people = f64::from(here) * needed / on_duty.max(1e-9);
    (people.ceil() as u32).max(1)
}
