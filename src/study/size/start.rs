//! Where to begin: people by closed form, as if all of them took every contact.
//!
//! In: a model; for plans by interval, the contacts of a few replications. Out: a number of people, or the values of levers.
//! Must not know: how they will be moved.

use std::collections::BTreeMap;

use super::judge::FIRST;
use super::levers::{self, Free};
use crate::erlang::{Goal, agents_needed, agents_needed_with_patience};
use crate::model::calendar::step_of;
use crate::model::{GoalKind, Kind, Model};
use crate::scenario::names::Names;
use crate::scenario::summary::load::{Demanded, Desk};
use crate::study::closed_forms;
use crate::study::estimate::CONFIDENCE;
use crate::study::trial::{Bench, Trial};
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

/// Values of the levers at which each interval meets the goals by itself (what `required_agents` says), where some of them
/// are of plans by interval: of the people on duty then, each team has its share by plan. The inner `None` where there is no
/// such lever, or no goal that says; the outer after an interruption.
#[expect(clippy::option_option, reason = "the outer one is an interruption")]
pub(super) fn by_interval(bench: &Bench<'_>, staffing: usize, levers: &[Free]) -> Option<Option<Vec<u32>>> {
    if levers.iter().all(|lever| levers::steps(lever).is_none()) {
        return Some(None);
    }
    let loaded = bench.setting.loaded;
    let mut trial = Trial::by_interval(bench, staffing);
    let wanted = FIRST.min(bench.setting.replications);
    if trial.play_to(bench, wanted, CONFIDENCE).is_err() {
        return Some(None);
    }
    if trial.replications() < wanted {
        return None;
    }
    let needs = required(&loaded.model, &loaded.names, staffing, &trial);
    if needs.is_empty() {
        return Some(None);
    }
    let calendar = &loaded.model.calendar;
    let value = |lever: &Free| {
        let Some((_, steps, plan)) = levers::steps(lever) else { return lever.now };
        let most = plan[steps.clone()].iter().copied().max().unwrap_or(0).max(1);
        let of_interval = |interval: usize| {
            let step = step_of(interval, calendar.interval, loaded.names.open_between, plan.len())?;
            let label = crate::time::format_clock(interval as i64 * calendar.interval);
            let (on_duty, required) = needs.get(&label).filter(|_| steps.contains(&step))?;
            // What the team needs there, and what its largest step is then: all keep their share of that.
            let share = if *on_duty > 0.0 { f64::from(plan[step]) / on_duty } else { 1.0 };
            let ours = f64::from(*required) * share.min(1.0);
            Some((ours * f64::from(most) / f64::from(plan[step].max(1))).ceil() as u32)
        };
        (0..calendar.intervals()).filter_map(of_interval).max().unwrap_or(lever.now)
    };
    Some(Some(levers.iter().map(value).collect()))
}

/// By time of day, the people on duty by plan and the people required by the goals: of each live channel the most that any
/// goal on it asks for, all channels together.
fn required(model: &Model, names: &Names, staffing: usize, trial: &Trial) -> BTreeMap<String, (f64, u32)> {
    let mut by_channel: BTreeMap<usize, BTreeMap<String, (f64, u32)>> = BTreeMap::new();
    for goal in &model.goals {
        let GoalKind::AnsweredWithin(within) = goal.kind_for(staffing) else { continue };
        let channel = goal.channel.map_or(0, usize::from);
        let promised = (channel, seconds(*within), goal.threshold_for(staffing).min(0.99));
        let ours = by_channel.entry(channel).or_default();
        for (label, on_duty, people) in
            closed_forms::required(model, names, (staffing, trial.staffed()), promised)
        {
            let known = ours.entry(label).or_insert((on_duty, 0));
            known.1 = known.1.max(people);
        }
    }
    let mut all: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for (label, (on_duty, people)) in by_channel.into_values().flatten() {
        let known = all.entry(label).or_insert((on_duty, 0));
        known.1 += people;
    }
    all
}
