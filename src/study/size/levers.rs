//! Levers that sizing may move, and the edits that move them.
//!
//! In: a scenario, a staffing. Out: [`Free`] levers with their values as they stand, and edits for any other values.
//! Must not know: what a point comes to.

use std::ops::RangeInclusive;

use super::blocks::blocks;
use super::ground::counted;
use crate::scenario::Loaded;
use crate::scenario::file::{Agents, FreeLever, Team};
use crate::scenario::lever::scaled;

/// What a lever moves.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Moves {
    /// The people of a team.
    People { team: String },
    /// Those of one of its shifts; `split`: the people of every shift of the team in the scenario.
    Shift { team: String, shift: String, split: Vec<(String, u32)> },
    /// The people of a team over some steps of its plan by interval: its largest entry there is the lever's value.
    Steps { team: String, steps: RangeInclusive<usize>, plan: Vec<u32> },
}

/// A lever that may be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Free {
    moves: Moves,
    /// What it is called in results: its dotted path below the staffing.
    pub name: String,
    /// Its value in the scenario.
    pub now: u32,
    /// Least and most it may be.
    pub bounds: (u32, u32),
    /// Least and most that the reviews of its team allow, where they say so: what stands behind these bounds, if they are
    /// the same.
    pub reviewed: (Option<u32>, Option<u32>),
}

/// The levers of a staffing.
///
/// # Errors
/// Why there are none, or which of them cannot be moved.
pub(super) fn free(loaded: &Loaded, staffing: &str, most: u32) -> Result<Vec<Free>, String> {
    let teams = loaded.file.teams_of(staffing);
    let Some(wanted) = &loaded.file.size.free else {
        let all: Vec<Free> = teams.iter().flat_map(|(name, team)| of_team(name, team, most)).collect();
        return if all.is_empty() {
            Err(format!(
                "staffing `{staffing}` has no team whose people are counted: nothing to size; name levers in \
                 [size] free"
            ))
        } else {
            Ok(all)
        };
    };
    let mut levers: Vec<Free> = Vec::new();
    for wanted in wanted {
        let (path, least, bound) = match wanted {
            FreeLever::Path(path) => (path.as_str(), 0, most),
            FreeLever::Within(bound) => (bound.lever.as_str(), bound.from, bound.to.unwrap_or(most)),
        };
        if least > bound {
            return Err(format!(
                "size.free: `{path}` begins at {least}, and there may be {bound} at most: lower its `from`, or raise \
                 size.most"
            ));
        }
        let path = match path.strip_prefix("staffings.") {
            // Other staffings have levers of their own.
            Some(rest) => match rest.split_once('.') {
                Some((of, below)) if of == staffing && below.starts_with("teams.") => below,
                Some((of, _)) if of == staffing => path,
                _ => continue,
            },
            None => path,
        };
        // The people of a team that does not work in this staffing are a lever of others.
        let found = of_people(path, &teams, most).unwrap_or_default();
        let found = found.into_iter().map(|free| {
            let (reviewed, most) = free.bounds;
            Free { bounds: (least.max(reviewed), bound.min(most)), ..free }
        });
        for free in found {
            if levers.iter().any(|known| overlaps(&known.moves, &free.moves)) {
                return Err(format!("size.free: `{path}` is named twice for staffing `{staffing}`"));
            }
            levers.push(free);
        }
    }
    if levers.is_empty() {
        return Err(format!("size.free names no lever of staffing `{staffing}`"));
    }
    Ok(levers)
}

/// People of a staffing as its teams say it, by whatever lever they are moved.
pub(super) fn people(loaded: &Loaded, staffing: &str) -> u32 {
    let teams = loaded.file.teams_of(staffing);
    let levers = teams.iter().flat_map(|(name, team)| of_team(name, team, u32::MAX));
    levers.map(|lever| lever.now).sum()
}

/// People of a staffing whom none of the levers moves, and who are there whatever these say; none where a lever is a plan by
/// interval, which counts people on duty.
pub(super) fn held(loaded: &Loaded, staffing: &str, levers: &[Free]) -> u32 {
    if levers.iter().any(|lever| steps(lever).is_some()) {
        return 0;
    }
    let now: Vec<u32> = levers.iter().map(|lever| lever.now).collect();
    people(loaded, staffing).saturating_sub(counted(&crews(levers), &now))
}

/// Whether a study's lever moves nothing in a staffing whose `levers` are sized: sizing gives these people their number,
/// whatever it was. `None` where the staffing has no such people.
pub(super) fn is_set(loaded: &Loaded, staffing: &str, levers: &[Free], lever: &str) -> Option<bool> {
    let teams = loaded.file.teams_of(staffing);
    let below = match lever.strip_prefix("staffings.") {
        Some(rest) => match rest.split_once('.') {
            Some((of, below)) if of == staffing && below.starts_with("teams.") => below,
            Some((of, _)) if of == staffing => lever,
            _ => return None,
        },
        None => lever,
    };
    if let Some(people) = of_people(below, &teams, u32::MAX) {
        let is_sized = |one: &Free| levers.iter().any(|free| overlaps(&free.moves, &one.moves));
        return Some(people.iter().all(is_sized));
    }
    let team = below.strip_prefix("teams.").and_then(|rest| rest.split('.').next());
    if team.is_some_and(|team| !teams.iter().any(|(name, _)| name == team)) {
        return None;
    }
    Some(false)
}

/// Whether two levers move the same people.
fn overlaps(one: &Moves, other: &Moves) -> bool {
    match (one, other) {
        (Moves::Steps { team, steps, .. }, Moves::Steps { team: other, steps: others, .. }) => {
            team == other && steps.start() <= others.end() && others.start() <= steps.end()
        }
        _ => one == other,
    }
}

/// The people of a team over some steps of its plan.
fn of_steps(team: &str, plan: &[u32], steps: RangeInclusive<usize>, most: u32) -> Free {
    let (from, to) = (*steps.start(), *steps.end());
    let named = if from == to { from.to_string() } else { format!("{from}-{to}") };
    Free {
        name: format!("teams.{team}.agents_per_interval.{named}"),
        now: plan[steps.clone()].iter().copied().max().unwrap_or(0),
        bounds: (0, most),
        reviewed: (None, None),
        moves: Moves::Steps { team: team.into(), steps, plan: plan.to_vec() },
    }
}

/// Whether all people of a team come in waves of so many: its `agents` are as many as these need, whatever they are.
fn is_in_fixed_waves(team: &Team) -> bool {
    team.waves.as_ref().is_some_and(|waves| waves.iter().all(|wave| wave.agents.is_some()))
}

/// The people of a team, by shift where it has several, by blocks of intervals where it has a plan of these.
fn of_team(name: &str, team: &Team, most: u32) -> Vec<Free> {
    if is_in_fixed_waves(team) {
        return Vec::new();
    }
    let shifts = team.shifts.as_deref().unwrap_or_default();
    let several =
        matches!(&team.agents, Some(Agents::ByShift(_))) || shifts.len() > 1 && team.always != Some(true);
    let review = team.review.as_ref();
    // Of several shifts together reviews allow so many: none of them more.
    let reviewed = (review.and_then(|one| one.least).filter(|_| !several), review.and_then(|one| one.most));
    let bounds = (reviewed.0.unwrap_or(0), reviewed.1.unwrap_or(most).min(most));
    let lever = |moves: Moves, name: String, now: u32| Free { moves, name, now, bounds, reviewed };
    let by_shift = |split: Vec<(String, u32)>| {
        let of_shift = |(shift, now): &(String, u32)| {
            let moves = Moves::Shift { team: name.into(), shift: shift.clone(), split: split.clone() };
            lever(moves, format!("teams.{name}.agents.{shift}"), *now)
        };
        split.iter().map(of_shift).collect()
    };
    if let Some(plan) = &team.agents_per_interval {
        return blocks(plan).into_iter().map(|steps| of_steps(name, plan, steps, most)).collect();
    }
    match &team.agents {
        Some(Agents::ByShift(table)) => {
            by_shift(table.iter().map(|(shift, now)| (shift.to_owned(), *now)).collect())
        }
        Some(Agents::Count(count)) if shifts.len() > 1 && team.always != Some(true) => {
            let seats = |at: usize| (*count as usize + shifts.len() - 1 - at) / shifts.len();
            let each = shifts.iter().enumerate();
            by_shift(each.map(|(at, shift)| (shift.clone(), seats(at) as u32)).collect())
        }
        Some(Agents::Count(count)) => {
            vec![lever(Moves::People { team: name.into() }, format!("teams.{name}.agents"), *count)]
        }
        None => Vec::new(),
    }
}

/// The levers of `teams.NAME.agents` or of one of its shifts, of `teams.NAME.agents_per_interval` or of some of its steps
/// (`….4`, `….4-9`); `None` where a path is about something else.
fn of_people(path: &str, teams: &[(String, Team)], most: u32) -> Option<Vec<Free>> {
    let below = path.strip_prefix("teams.")?;
    let by_interval = teams.iter().find_map(|(name, team)| {
        let rest = below.strip_prefix(name.as_str())?.strip_prefix(".agents_per_interval")?;
        Some((name, team.agents_per_interval.as_deref()?, rest))
    });
    if let Some((name, plan, rest)) = by_interval {
        if rest.is_empty() {
            return Some(blocks(plan).into_iter().map(|steps| of_steps(name, plan, steps, most)).collect());
        }
        let steps = rest.strip_prefix('.')?;
        let (from, to) = steps.split_once('-').unwrap_or((steps, steps));
        let (from, to) = (from.parse::<usize>().ok()?, to.parse::<usize>().ok()?);
        return (from <= to && to < plan.len()).then(|| vec![of_steps(name, plan, from..=to, most)]);
    }
    let (name, team) = teams.iter().find(|(name, _)| {
        below
            .strip_prefix(name.as_str())
            .is_some_and(|rest| rest == ".agents" || rest.starts_with(".agents."))
    })?;
    let all = of_team(name, team, most);
    let shift = below[name.len()..].strip_prefix(".agents.");
    let ours: Vec<Free> = all
        .into_iter()
        .filter(|free| match (&free.moves, shift) {
            (Moves::Shift { shift, .. }, Some(wanted)) => shift == wanted,
            (_, wanted) => wanted.is_none(),
        })
        .collect();
    (!ours.is_empty()).then_some(ours)
}

/// A name as a part of a dotted path.
fn part(name: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    if name.chars().all(plain) { name.into() } else { format!("\"{name}\"") }
}

/// The edits that give levers these values in a staffing.
pub(super) fn edits(staffing: &str, levers: &[Free], values: &[u32]) -> Vec<String> {
    let mut edits: Vec<String> = Vec::new();
    let mut by_shift: Vec<(&str, Vec<(String, u32)>)> = Vec::new();
    let team_of = |team: &str| format!("staffings.{}.teams.{}.agents", part(staffing), part(team));
    let listed = |plan: &[u32]| plan.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    for (lever, value) in levers.iter().zip(values) {
        match &lever.moves {
            Moves::Steps { .. } => {}
            Moves::People { team } => edits.push(format!("{}={value}", team_of(team))),
            Moves::Shift { team, shift, split } => {
                let known = by_shift.iter().position(|(known, _)| known == team).unwrap_or_else(|| {
                    // Shifts that no lever moves keep their people.
                    by_shift.push((team, split.clone()));
                    by_shift.len() - 1
                });
                let mine = by_shift[known].1.iter_mut().filter(|(name, _)| name == shift);
                mine.for_each(|(_, people)| *people = *value);
            }
        }
    }
    let of_shifts = by_shift.iter().map(|(team, split)| {
        let entries: Vec<String> = split.iter().map(|(shift, n)| format!("\"{shift}\" = {n}")).collect();
        format!("{}={{ {} }}", team_of(team), entries.join(", "))
    });
    edits.extend(of_shifts);
    let by_interval = plans(levers, values).into_iter();
    edits.extend(
        by_interval.map(|plan| format!("{}_per_interval=[{}]", team_of(&plan.team), listed(&plan.entries))),
    );
    edits
}

/// The point in words: `teams.north.agents.early=3;…`.
pub(super) fn point(levers: &[Free], values: &[u32]) -> String {
    let each = levers.iter().zip(values).map(|(lever, value)| format!("{}={value}", lever.name));
    each.collect::<Vec<_>>().join(";")
}

/// By lever which people it counts: levers of the same number count the same people at other times of the day.
pub(super) fn crews(levers: &[Free]) -> Vec<usize> {
    let same = |a: &Free, b: &Free| match (&a.moves, &b.moves) {
        (Moves::Steps { team, .. }, Moves::Steps { team: other, .. }) => team == other,
        _ => a == b,
    };
    let first = |at: usize| levers[..at].iter().position(|other| same(&levers[at], other)).unwrap_or(at);
    (0..levers.len()).map(first).collect()
}

/// A plan by interval that levers move: its team, and its entries at a point.
pub(super) struct Plan {
    pub(super) team: String,
    pub(super) entries: Vec<u32>,
}

/// The plans by interval that levers move, at a point.
pub(super) fn plans(levers: &[Free], values: &[u32]) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (lever, value) in levers.iter().zip(values) {
        let Moves::Steps { team, steps, plan } = &lever.moves else { continue };
        let known = plans.iter().position(|known| known.team == *team).unwrap_or_else(|| {
            plans.push(Plan { team: team.clone(), entries: plan.clone() });
            plans.len() - 1
        });
        plans[known].entries[steps.clone()].copy_from_slice(&scaled(&plan[steps.clone()], *value));
    }
    plans
}

/// Of a lever over steps of a plan: its team, its steps, and the plan in the scenario.
pub(super) fn steps(lever: &Free) -> Option<(&str, RangeInclusive<usize>, &[u32])> {
    match &lever.moves {
        Moves::Steps { team, steps, plan } => Some((team, steps.clone(), plan)),
        Moves::People { .. } | Moves::Shift { .. } => None,
    }
}
