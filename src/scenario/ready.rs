//! Ready-made sweeps: which lever is moved, and over which values, worked out from the scenario.
//!
//! In: a scenario as written, the number of its accounts. Out: an [`Along`], or why there is none. Must not know: what a
//! sweep finds.

use super::along::{Along, Values};
use super::file::{Duration, Kind, Law, Number, OneOrMore, Ready, Rung, RungTable, Scenario, When};
use super::problem::suggestion;
use crate::math::pow;
use crate::time::{Span, format_span, parse_span};

/// Time for which a contact is kept for its owner where the scenario names none, in seconds.
const USUAL: Span = 20_000_000;
const SECOND: Span = 1_000_000;
/// Steps from one dedicated account to all of them.
const STEPS: u32 = 6;

/// A lever that a ready-made sweep may move.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    staffing: String,
    lever: String,
    /// Its values, but for those that depend on the number of accounts.
    values: Vec<String>,
    /// It leads from owners to everybody, which is what most ask about.
    to_anyone: bool,
}

/// A ready-made sweep of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The lever with its values.
    pub along: Along,
    /// Other staffings of which the same could be asked.
    pub others: Vec<String>,
}

/// Works a ready-made sweep out; `wanted` names the staffing, else it is the first that has such a lever (of rungs, the
/// first whose ladder ends with anyone).
///
/// # Errors
/// Why there is none, and what to do about it.
pub fn made(
    ready: Ready,
    scenario: &Scenario,
    accounts: usize,
    wanted: Option<&str>,
) -> Result<Made, String> {
    if let Some(wanted) = wanted.filter(|wanted| scenario.staffings.get(wanted).is_none()) {
        let help = suggestion(wanted, scenario.staffings.names());
        return Err(format!("there is no staffing `{wanted}`; {help}"));
    }
    let found = match ready {
        Ready::RungTime => rungs(scenario),
        Ready::DedicatedAccounts => dedicated(scenario, accounts),
    };
    let of = |found: &&Found| wanted.is_none_or(|wanted| wanted == found.staffing);
    let chosen = found.iter().filter(of).find(|found| found.to_anyone).or_else(|| found.iter().find(of));
    let Some(Found { staffing, lever, values, .. }) = chosen else {
        let whose =
            wanted.map_or("no staffing".into(), |wanted| format!("staffing `{wanted}` is not one that"));
        return Err(match ready {
            Ready::RungTime => format!(
                "{whose} has a rung that opens some time after its owners' rung; write one as a table, such as ladder = \
                 [\"owner\", {{ to = \"anyone\", after = \"20s\" }}]"
            ),
            Ready::DedicatedAccounts => format!(
                "{whose} chooses accounts to dedicate; add [staffings.NAME.dedicate] with top = 10 and ladder = [\"owner\", \
                 {{ to = \"anyone\", after = \"1m\" }}]"
            ),
        });
    };
    let mut others: Vec<String> = Vec::new();
    for other in &found {
        if other.staffing != *staffing && !others.contains(&other.staffing) {
            others.push(other.staffing.clone());
        }
    }
    Ok(Made { along: Along { lever: lever.clone(), values: Values::List(values.clone()) }, others })
}

/// Rungs behind an owners' rung whose time can be moved: from nothing to never.
fn rungs(scenario: &Scenario) -> Vec<Found> {
    let limits = limits(scenario);
    let mut found = Vec::new();
    for (name, staffing) in scenario.staffings.iter() {
        let path = path(name);
        let mut ladders = vec![(format!("{path}.ladder"), &staffing.ladder)];
        for (place, other) in staffing.ladders.iter().enumerate() {
            ladders.push((format!("{path}.ladders.{place}.ladder"), &other.ladder));
        }
        ladders.extend(
            staffing.dedicate.iter().map(|dedicate| (format!("{path}.dedicate.ladder"), &dedicate.ladder)),
        );
        for (ladder_path, ladder) in ladders {
            let Some(owners) = ladder.iter().position(|rung| leads_to(rung, "owner")) else { continue };
            let behind = ladder.iter().enumerate().skip(owners + 1);
            let first = behind.clone().find_map(|(place, rung)| match rung {
                Rung::Table(table) if !leads_to(rung, "owner") => Some((place, table)),
                _ => None,
            });
            let Some((place, rung)) = first else { continue };
            // Drawn times stand beside; below `never` the ladder has ended.
            let below = ladder.iter().skip(place + 1).take_while(|rung| !is_never(rung));
            let next = below.clone().find_map(|rung| match rung {
                Rung::To(_) => Some(0),
                Rung::Table(table) => constant(table),
            });
            found.push(Found {
                staffing: name.into(),
                lever: format!("{ladder_path}.{place}.after"),
                values: times(constant(rung), next, &limits),
                to_anyone: behind.clone().any(|(_, rung)| leads_to(rung, "anyone")),
            });
        }
    }
    found
}

/// The dotted path of a staffing.
fn path(name: &str) -> String {
    if name.contains('.') { format!("staffings.\"{name}\"") } else { format!("staffings.{name}") }
}

fn leads_to(rung: &Rung, whom: &str) -> bool {
    match rung {
        Rung::To(to) | Rung::Table(RungTable { to: OneOrMore::One(to), .. }) => to == whom,
        Rung::Table(RungTable { to: OneOrMore::More(all), .. }) => all.iter().any(|to| to == whom),
    }
}

fn is_never(rung: &Rung) -> bool {
    matches!(rung, Rung::Table(RungTable { after: Some(When::Never(_)), .. }))
}

/// When a rung opens, where that is always the same time.
fn constant(rung: &RungTable) -> Option<Span> {
    match &rung.after {
        Some(When::After(Law::Constant(Number::Duration(time)))) => parse_span(&time.0).ok(),
        None => Some(0),
        _ => None,
    }
}

/// Times up to which live contacts count as in time.
fn limits(scenario: &Scenario) -> Vec<Span> {
    let live = scenario.channels.iter().filter(|(_, channel)| channel.kind == Kind::Live);
    live.map(|(_, channel)| channel.in_time.as_ref().map_or(USUAL, Duration::span)).collect()
}

/// Nothing, quarters to fourfold of the time as it is (whole seconds, not beyond the next rung with a given time), never. Where
/// one of them is a limit, at which being in time hangs by a hair, there is one to either side of it, too.
fn times(now: Option<Span>, next: Option<Span>, limits: &[Span]) -> Vec<String> {
    let now = now.filter(|now| *now >= SECOND).unwrap_or(USUAL);
    let steps = [0, 1, 2, 4, 8, 16].map(|quarters| {
        let time = now * quarters / 4;
        (time + SECOND / 2) / SECOND * SECOND
    });
    let around = |time: Span| {
        let sides = limits.contains(&time) && time > SECOND;
        if sides { vec![time - SECOND, time, time + SECOND] } else { vec![time] }
    };
    let fits = |time: &Span| next.is_none_or(|next| *time <= next);
    let mut values: Vec<String> = steps.into_iter().flat_map(around).filter(fits).map(format_span).collect();
    values.dedup();
    values.push("never".into());
    values
}

/// Numbers of dedicated accounts: none, one, and by factors up to all.
fn dedicated(scenario: &Scenario, accounts: usize) -> Vec<Found> {
    let all = accounts as f64;
    let mut values: Vec<u64> = vec![0];
    values.extend((0..=STEPS).map(|step| pow(all, f64::from(step) / f64::from(STEPS)).round() as u64));
    values.dedup();
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    let chooses = scenario.staffings.iter().filter(|(_, staffing)| staffing.dedicate.is_some());
    let found = chooses.map(|(name, _)| Found {
        staffing: name.into(),
        lever: format!("{}.dedicate.top", path(name)),
        values: values.clone(),
        to_anyone: false,
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::{SECOND, times};

    #[test]
    fn times_run_from_nothing_to_never() {
        let at = |now, next| times(now, next, &[]).join(" ");
        assert_eq!(at(Some(20 * SECOND), None), "0s 5s 10s 20s 40s 1m20s never");
        assert_eq!(at(Some(20 * SECOND), Some(30 * SECOND)), "0s 5s 10s 20s never");
        assert_eq!(at(Some(30 * SECOND), None), "0s 8s 15s 30s 1m 2m never");
        // A rung that opens at once, or at a drawn time, is moved like one after twenty seconds.
        assert_eq!(at(Some(0), None), at(Some(20 * SECOND), None));
        assert_eq!(at(None, Some(0)), "0s never");
        assert_eq!(at(Some(SECOND), None), "0s 1s 2s 4s never");
        let limited = times(Some(20 * SECOND), Some(20 * SECOND), &[20 * SECOND]).join(" ");
        assert_eq!(limited, "0s 5s 10s 19s 20s never");
        let limited = times(Some(20 * SECOND), None, &[20 * SECOND]).join(" ");
        assert_eq!(limited, "0s 5s 10s 19s 20s 21s 40s 1m20s never");
    }
}
