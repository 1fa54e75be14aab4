//! Moves: from which staffing the work comes, and whose seats are there while it moves.
//!
//! In: `[staffings.X.transition]`, the teams of all staffings. Out: phases, and the teams of a staffing that moves within
//! the run. Must not know: what a move costs, who owns what.

use std::collections::BTreeSet;

use super::crews::Crew;
use super::seats::put;
use super::{Door, at};
use crate::math::counted;
use crate::model::{Calendar, Step};
use crate::scenario::file::{DateText, Duration, Transition};
use crate::scenario::problem::Step as Way;
use crate::time::{DAY, Date};

/// A move from one staffing to another.
#[derive(Debug, Clone)]
pub(super) struct Phase {
    /// The staffing in which the work is before.
    pub(super) from: usize,
    /// The staffing in which it is afterwards.
    pub(super) to: usize,
    /// Days of the run on which people take over, and which share of it all has moved then.
    waves: Vec<(i64, f64)>,
    /// Days for which those who hand over stay.
    parallel: i64,
    /// When it begins.
    pub(super) date: Option<Date>,
    /// Weeks side by side: of the parallel run, and of those who go to where the work is.
    overlap_weeks: f64,
}

/// Long before any run.
const LONG_AGO: i64 = -1_000_000;

impl Phase {
    pub(super) fn begins(&self) -> i64 {
        self.waves.first().map_or(LONG_AGO, |wave| wave.0)
    }

    fn ends(&self) -> i64 {
        self.waves.last().map_or(LONG_AGO, |wave| wave.0) + self.parallel
    }

    /// It is over when the run begins.
    pub(super) fn is_settled(&self) -> bool {
        self.ends() <= 0
    }

    /// Weeks for which those who hand over are there beside those who take over.
    pub(super) fn parallel_weeks(&self) -> f64 {
        self.parallel as f64 / 7.0
    }
}

impl Door<'_> {
    /// By staffing: the moves that lead to it, the first one first.
    pub(super) fn phases(&mut self, plain: &[Vec<Crew>], calendar: &Calendar) -> Vec<Vec<Phase>> {
        let own: Vec<Option<Phase>> = (0..plain.len()).map(|to| self.phase(to, plain, calendar)).collect();
        (0..plain.len()).map(|to| self.chain(to, &own, calendar)).collect()
    }

    fn phase(&mut self, to: usize, plain: &[Vec<Crew>], calendar: &Calendar) -> Option<Phase> {
        let scenario = self.scenario;
        let (name, staffing) = scenario.staffings.iter().nth(to)?;
        let given = staffing.transition.as_ref()?;
        let path = |key: &str| at!("staffings", name, "transition", key).to_vec();
        let from = self.find(&scenario.staffings, "staffing", &given.from, &path("from"))?;
        if from == to {
            let message = format!("staffing `{name}` cannot move from itself");
            let help = "name the staffing in which the work is before";
            self.say("transition", &path("from"), message, "the same staffing", help);
            return None;
        }
        let parallel = (given.parallel_run.as_ref().map_or(0, Duration::span) + DAY / 2) / DAY;
        let immersion = given.immersion.map_or(0.0, |immersion| immersion.weeks);
        let people = plain[to].iter().map(|crew| crew.count).sum();
        let waves = self.waves_of(name, given, people, calendar)?;
        let overlap_weeks = parallel as f64 / 7.0 + immersion;
        let date = given.date.as_ref().and_then(DateText::date);
        let first = given.waves.iter().flatten().next().and_then(|wave| wave.date.date());
        let phase = Phase { from, to, waves, parallel, date: date.or(first), overlap_weeks };
        if !phase.is_settled() && phase.begins() < 1 {
            let message = format!("the move to `{name}` has begun when the run begins, and is not over");
            let over = calendar.date(phase.ends());
            let help = format!("let the run begin before the move does, or on {over}, when it is over");
            let key = if given.date.is_some() { "date" } else { "waves" };
            self.say("transition", &path(key), message, "halfway through", &help);
            return None;
        }
        Some(phase)
    }

    /// Days of the run on which people take over, and the share that has moved then.
    fn waves_of(
        &mut self,
        name: &str,
        given: &Transition,
        people: u32,
        calendar: &Calendar,
    ) -> Option<Vec<(i64, f64)>> {
        let path = |steps: &[Way]| [at!("staffings", name, "transition"), steps].concat();
        let Some(waves) = &given.waves else {
            let Some(date) = &given.date else { return Some(vec![(LONG_AGO, 1.0)]) };
            return Some(vec![(self.day_of_move(date, calendar, &path(at!("date")))?, 1.0)]);
        };
        let told = self.problems.len();
        if given.date.is_some() {
            let message = format!("the move to `{name}` has both `date` and `waves`");
            self.say(
                "conflict",
                &path(at!("date")),
                message,
                "said twice",
                "let the first wave say when it begins",
            );
        }
        let mut all: Vec<(i64, f64)> = Vec::new();
        for (index, wave) in waves.iter().enumerate() {
            let below = |key: &str| path(at!("waves", index, key));
            let share = match (wave.agents, wave.share) {
                (Some(agents), None) => f64::from(agents) / f64::from(people.max(1)),
                (None, Some(share)) => share,
                _ => {
                    let message =
                        format!("a wave of the move to `{name}` says by one key how much has moved");
                    let help = "give `agents` who have taken over by then, or their `share`";
                    self.say("missing_key", &path(at!("waves", index)), message, "how many?", help);
                    continue;
                }
            };
            if share > 1.0 {
                let message = format!(
                    "more have moved than the {} of staffing `{name}`",
                    counted(people, "person", "people")
                );
                self.say("range", &below("agents"), message, "too many", "the last wave brings all of them");
            }
            let Some(day) = self.day_of_move(&wave.date, calendar, &below("date")) else { continue };
            let before = all.last().copied();
            if before.is_some_and(|(last, _)| last >= day) {
                let message = format!("the waves of the move to `{name}` are out of order");
                self.say("order", &below("date"), message, "not after the one before", "write waves by date");
            } else if before.is_some_and(|(_, last)| last >= share) {
                let key = if wave.agents.is_some() { "agents" } else { "share" };
                let message = format!("this wave of the move to `{name}` moves nothing");
                let help = "say how many have taken over by then, all waves before included";
                self.say("range", &below(key), message, "not more than before", help);
            }
            all.push((day, share));
        }
        if self.problems.len() == told && all.last().is_none_or(|(_, share)| *share < 1.0) {
            let message = format!("the waves of the move to `{name}` leave something where it was");
            let help = format!(
                "let the last wave bring all {}; fewer in the end are another `agents`",
                counted(people, "person", "people")
            );
            self.say("range", &path(at!("waves")), message, "not all of it", &help);
        }
        (self.problems.len() == told).then_some(all)
    }

    fn day_of_move(&mut self, date: &DateText, calendar: &Calendar, path: &[Way]) -> Option<i64> {
        let date = date.date()?;
        let day = calendar.day_of(date);
        if day >= i64::from(calendar.days) {
            let last = calendar.last_date();
            let message = format!("{date} lies after the end of the run");
            let help = format!(
                "the last day is {last}: lengthen [run] days, or take a date before the run, which is then what follows \
                 the move"
            );
            self.say("range", path, message, "outside the run", &help);
            return None;
        }
        Some(day)
    }

    /// The moves that lead to a staffing; none where they lead in a circle.
    fn chain(&mut self, to: usize, own: &[Option<Phase>], calendar: &Calendar) -> Vec<Phase> {
        let names = self.scenario.staffings.names();
        let mut chain: Vec<Phase> = Vec::new();
        let mut way = vec![to];
        let mut is_circle = false;
        while let Some(phase) = &own[*way.last().unwrap_or(&to)] {
            chain.push(phase.clone());
            is_circle = way.contains(&phase.from);
            way.push(phase.from);
            if is_circle {
                break;
            }
        }
        if is_circle {
            // Told once, by the first on the circle.
            if way.last() == Some(&to) && way.iter().min() == Some(&to) {
                let round: Vec<&str> = way.iter().rev().map(|staffing| names[*staffing]).collect();
                let message = format!("the work moves in a circle: {}", round.join(" → "));
                let path = at!("staffings", names[to], "transition", "from");
                let help = "let one of them have no transition: there the work begins";
                self.say("transition", path, message, "a circle", help);
            }
            return Vec::new();
        }
        chain.reverse();
        if let [.., before, last] = &chain[..]
            && last.begins() < before.ends()
        {
            let over = calendar.date(before.ends().max(-100_000));
            let message = format!(
                "the move to `{}` begins before the one to `{}` is over",
                names[last.to], names[before.to]
            );
            let help = format!("let it begin on {over} or later, its parallel run included");
            let given = self.scenario.staffings.iter().nth(last.to);
            let waves =
                given.and_then(|(_, one)| one.transition.as_ref()).is_some_and(|one| one.waves.is_some());
            let dated = last.date.is_some();
            let key = if waves {
                "waves"
            } else if dated {
                "date"
            } else {
                "from"
            };
            let path = at!("staffings", names[last.to], "transition", key);
            self.say("transition", path, message, "phases overlap", &help);
        }
        chain
    }

    /// The teams of a staffing with those that hand over within the run.
    pub(super) fn moved(
        &mut self,
        staffing: usize,
        phases: &[Phase],
        plain: &[Vec<Crew>],
        calendar: &Calendar,
    ) -> Vec<Crew> {
        let open: Vec<&Phase> = phases.iter().filter(|phase| !phase.is_settled()).collect();
        let Some(first) = open.first() else { return plain[staffing].clone() };
        let states: Vec<&Vec<Crew>> = std::iter::once(first.from)
            .chain(open.iter().map(|phase| phase.to))
            .map(|state| &plain[state])
            .collect();
        let names: BTreeSet<&str> =
            states.iter().flat_map(|crews| crews.iter().map(|crew| crew.name.as_str())).collect();
        let mut crews = Vec::new();
        for name in names {
            let of: Vec<Option<&Crew>> =
                states.iter().map(|crews| crews.iter().find(|crew| crew.name == name)).collect();
            let Some(last) = of.iter().rev().copied().flatten().next() else { continue };
            let Some(most) = of.iter().copied().flatten().max_by_key(|crew| crew.count) else { continue };
            let counts: Vec<u32> = of.iter().map(|crew| crew.map_or(0, |crew| crew.count)).collect();
            if !self.can_move(staffing, name, &of, &counts) {
                continue;
            }
            let mut crew = last.clone();
            (crew.count, crew.shifts) = (most.count, most.shifts.clone());
            crew.hands_over = of.last().is_some_and(Option::is_none);
            crew.steps = vec![Step { day: 0, people: counts[0] }];
            crew.owning.clone_from(&crew.steps);
            for (phase, counts) in open.iter().zip(counts.windows(2)) {
                let (was, becomes) = (f64::from(counts[0]), f64::from(counts[1]));
                for (day, share) in &phase.waves {
                    let people = (was + share * (becomes - was)).round() as u32;
                    put(&mut crew.owning, *day as u32, people);
                    let day = if becomes < was { day + phase.parallel } else { *day };
                    if day < i64::from(calendar.days) {
                        put(&mut crew.steps, day as u32, people);
                    }
                }
            }
            crews.push(crew);
        }
        crews
    }

    /// Weeks side by side, by the days of the run on which people take over.
    pub(super) fn overlaps(phases: &[Phase]) -> Vec<(u32, f64)> {
        let open = phases.iter().filter(|phase| !phase.is_settled());
        open.flat_map(|phase| phase.waves.iter().map(|(day, _)| (*day as u32, phase.overlap_weeks))).collect()
    }

    /// Whether a team may be another one after a move.
    fn can_move(&mut self, staffing: usize, name: &str, of: &[Option<&Crew>], counts: &[u32]) -> bool {
        let there: Vec<&Crew> = of.iter().copied().flatten().collect();
        let moving = self.scenario.staffings.names()[staffing];
        let path = at!("staffings", moving, "transition", "from");
        let told = self.problems.len();
        if there.iter().any(|crew| (crew.site, &crew.roster) != (there[0].site, &there[0].roster)) {
            let message = format!("team `{name}` has people of another roster before the move to `{moving}`");
            let help = "give teams of different people names of their own";
            self.say("transition", path, message, "another team of this name", help);
        } else if there.iter().any(|crew| crew.steps.len() > 1) {
            let message =
                format!("team `{name}` has dates of its own, and staffing `{moving}` moves within the run");
            let help = "take `from`, `until` and `waves` out of the team: the move says who is there when";
            self.say("conflict", path, message, "said twice", help);
        } else if there.iter().any(|crew| crew.team.agents_per_interval.is_some())
            && counts.windows(2).any(|pair| pair[0] != pair[1])
        {
            let message =
                format!("team `{name}` is planned by the interval, and cannot come or go with a move");
            let help = "give it shifts and `agents`, or date the move before the run";
            self.say("conflict", path, message, "not with agents_per_interval", help);
        }
        self.problems.len() == told
    }
}
