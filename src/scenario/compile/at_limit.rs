//! Rungs that open at the very moment at which waiting stops to count as in time: whether what they answer counts hangs by a
//! hair.
//!
//! In: compiled staffings, channels and goals, and the file for the words. Out: cautions. Must not know: figures.

use std::collections::BTreeMap;

use super::{Door, at};
use crate::model::{Channel, Goal, GoalKind, Opens, Staffing};
use crate::scenario::file::{self, Law, Number, Rung, When};
use crate::scenario::problem::{Step, dotted};
use crate::time::{SECOND, Span, format_span};

/// A limit that a rung opens at: its channel, when, and what sets it.
type Limit = (usize, Span, String);

/// A rung's lever, and whom it opens to.
type Lever = (String, String);

impl Door<'_> {
    /// Says of which staffings a rung opens exactly where in time ends, once for each limit.
    pub(super) fn note_rungs_at_limits(
        &mut self,
        staffings: &[Staffing],
        channels: &[Channel],
        goals: &[Goal],
    ) {
        let scenario = self.scenario;
        let names = scenario.channels.names();
        let mut found: BTreeMap<Limit, Vec<(&str, Lever)>> = BTreeMap::new();
        for (index, ((name, given), staffing)) in scenario.staffings.iter().zip(staffings).enumerate() {
            for (channel, facts) in channels.iter().enumerate() {
                for (place, opens) in self.rungs_of(staffing, channel) {
                    let Some(lever) = lever(name, given, names[channel], (place, opens)) else { continue };
                    let Some(set_by) = self.limit(index, (channel, facts), goals, opens) else { continue };
                    let theirs = found.entry((channel, opens, set_by)).or_default();
                    if !theirs.iter().any(|(_, known)| *known == lever) {
                        theirs.push((name, lever));
                    }
                }
            }
        }
        for ((channel, opens, set_by), rungs) in found {
            let (name, (lever, to)) = &rungs[0];
            let mut others: Vec<&str> = rungs.iter().map(|(name, _)| *name).collect();
            others.dedup();
            let staffing = (others.len() == 1).then_some(*name);
            let time = format_span(opens);
            let of = if staffing.is_some() { String::new() } else { format!("In {} ", others.join(", ")) };
            let moment = format!("{of}the rung `{to}` opens after {time}, the very moment");
            let message = if channels[channel].strict {
                format!(
                    "{moment} before which {} contacts count as in time ({set_by}, strict): nothing that it answers counts.",
                    names[channel]
                )
            } else {
                format!(
                    "{moment} up to which {} contacts count as in time ({set_by}): what it answers at once counts by a hair, \
                     and would not if it opened a second later.",
                    names[channel]
                )
            };
            let message = capital(&message);
            let remedy = format!(
                "Let it open earlier, or see both sides: --set {lever}={}, and ={}.",
                format_span((opens - SECOND).max(0)),
                format_span(opens + SECOND)
            );
            self.caution("rung_at_limit", staffing, message, &remedy);
        }
    }

    /// Later rungs of contacts that come over a channel, by their place on the ladder and when they open.
    fn rungs_of(&self, staffing: &Staffing, channel: usize) -> Vec<(usize, Span)> {
        let channels = self.scenario.channels.len();
        let mut found = Vec::new();
        for class in staffing.classes.iter().filter(|class| usize::from(class.channel) == channel) {
            let rungs = &staffing.ladders[usize::from(class.ladder)].rungs;
            for (place, rung) in rungs.iter().enumerate().filter(|(_, rung)| rung.message.is_none()) {
                match rung.opens {
                    Opens::After(time) if time > 0 && !found.contains(&(place, time)) => {
                        found.push((place, time));
                    }
                    _ => {}
                }
            }
        }
        let comes = self.asked.iter().skip(channel).step_by(channels).any(|asked| *asked);
        if comes { found } else { Vec::new() }
    }

    /// What ends at a time: what counts as in time over a channel, or the wait of a goal.
    fn limit(
        &self,
        staffing: usize,
        (channel, facts): (usize, &Channel),
        goals: &[Goal],
        at: Span,
    ) -> Option<String> {
        let named = self.scenario.goals.names();
        let mut waits = goals.iter().zip(named).filter(|(goal, _)| {
            goal.channel.is_none_or(|of| usize::from(of) == channel)
                && *goal.kind_for(staffing) == GoalKind::AnsweredWithin(at)
        });
        match waits.next() {
            _ if facts.in_time == at => {
                Some(format!("channels.{}.in_time", self.scenario.channels.names()[channel]))
            }
            Some((_, name)) => Some(format!("goals.{name}.within")),
            None => None,
        }
    }
}

/// The lever of a staffing's rung that stands at a place of one of its ladders and opens after a time: of those for a channel
/// first, for they take its contacts from the others.
fn lever(name: &str, given: &file::Staffing, channel: &str, (place, opens): (usize, Span)) -> Option<Lever> {
    let path = |rest: &[Step]| [at!("staffings", name), rest].concat();
    let main = (path(at!("ladder")), &given.ladder);
    let others = given.ladders.iter().enumerate();
    let others =
        others.map(|(index, other)| (path(at!("ladders", index, "ladder")), &other.ladder, &other.channels));
    let is_for = |channels: &Option<Vec<String>>| {
        channels.as_ref().map(|channels| channels.iter().any(|one| one == channel))
    };
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for (path, ladder, channels) in others {
        match is_for(channels) {
            Some(true) => first.push((path, ladder)),
            Some(false) => {}
            None => last.push((path, ladder)),
        }
    }
    let dedicated = given.dedicate.iter().map(|one| (path(at!("dedicate", "ladder")), &one.ladder));
    let mut all = first.into_iter().chain([main]).chain(last).chain(dedicated);
    all.find_map(|(path, ladder)| match ladder.get(place)? {
        Rung::Table(rung) => match &rung.after {
            Some(When::After(Law::Constant(Number::Duration(after)))) if after.span() == opens => {
                Some((dotted(&[&path[..], at!(place, "after")].concat()), rung.to.words().join("`, `")))
            }
            _ => None,
        },
        Rung::To(_) => None,
    })
}

/// With a capital at the beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
