//! Calibration: from figures as they were measured to the figures that the engine multiplies.
//!
//! A measured handle time holds whatever the people who were watched knew and how fast they were. It is divided by
//! the mean of those factors under that staffing, so that the staffing, simulated, shows the figure entered; so are
//! follow-up shares, and volumes of contacts by the contacts per request. What people know on the first day is what
//! their shares of contacts in a pilot come to, once settled.
//! In: a model as entered. Out: a model as the engine wants it. Must not know: seeds, threads, results.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::pilot::{Pilot, days_of_level, days_of_settling};
use crate::knowledge::Stocks;
use crate::model::knowledge::{Measured, Outcome, Settled, Start};
use crate::model::{Knowledge, Model};

/// Rounds in which level and knowledge, which depend on one another, are found together, by the share of the days that
/// each is watched: two that come near, two whose mean is taken. Each meets contacts of its own.
const ROUNDS: [f64; 4] = [0.5, 0.5, 1.0, 1.0];

/// Divisors of the figures entered, by group then channel.
#[derive(Debug, Clone)]
struct Level {
    handle_time: Vec<f64>,
    follow_up: Vec<f64>,
    /// Share of contacts that came back because of the sites that handled them; it is taken off follow-up shares before
    /// they are divided.
    of_sites: Vec<f64>,
    volume: Vec<f64>,
}

/// What is known of what people come to know under a staffing. A push rule that asks who knows most keeps to whom it began
/// with: whoever looks again goes on from what was found, or the level would be that of another habit.
#[derive(Debug, Clone)]
enum Habit {
    /// Nothing yet.
    Unknown,
    /// It was so before something was changed, or was looked for on fewer days than it takes.
    Near(Settled),
    /// This.
    Found(Settled),
}

/// The model that the engine plays: as it is, where nothing was measured and nothing is known.
///
/// The same for any seed and number of threads. Knock-outs, and sweeps of what is neither demand nor knowledge, keep
/// the calibration of the scenario as it stands: they change the calibrated model.
pub fn calibrated(model: &Model) -> Cow<'_, Model> {
    let all: Vec<usize> = (0..model.staffings.len()).collect();
    calibrated_for(model, &all)
}

/// The same where only some of the staffings will be played: the others' people know nothing.
pub(super) fn calibrated_for<'m>(model: &'m Model, wanted: &[usize]) -> Cow<'m, Model> {
    if model.admission.self_service.is_empty() {
        return at_level(model, wanted);
    }
    // A portal that opens is a change, no part of what was measured.
    let mut before = model.clone();
    let portals = std::mem::take(&mut before.admission.self_service);
    let mut calibrated = at_level(&before, wanted).into_owned();
    calibrated.admission.self_service = portals;
    Cow::Owned(calibrated)
}

/// The level of a scenario as it stands, kept while what is neither demand nor knowledge is changed; and what its people come
/// to know, from which those of a changed one go on.
#[derive(Debug, Clone)]
pub(super) struct Kept(Arc<AsItStands>);

#[derive(Debug)]
struct AsItStands {
    /// With all people in their seats, as entered.
    model: Model,
    level: Level,
    /// By staffing, once somebody asks.
    known: Vec<OnceLock<Known>>,
}

/// What people know: key of the person, account, contacts remembered.
type Known = Vec<(u64, u32, f64)>;

impl Kept {
    /// Of a model as entered.
    pub(super) fn of(model: &Model) -> Self {
        let mut before = filled(model);
        before.admission.self_service.clear();
        let known: Vec<OnceLock<Known>> = vec![OnceLock::new(); model.staffings.len()];
        let level = match model.measured {
            Some(Measured::Under(staffing)) => {
                let (level, habit) = level(&before, staffing);
                if let Habit::Near(settled) | Habit::Found(settled) = habit {
                    // Nobody has asked yet.
                    let _ = known[staffing].set(by_person(&before, staffing, settled));
                }
                level
            }
            Some(Measured::ByExperts) | None => Level::none(model),
        };
        Self(Arc::new(AsItStands { model: before, level, known }))
    }

    /// A changed model as the engine plays it, with what the people of the wanted staffings come to know in it.
    pub(super) fn applied(&self, model: &Model, wanted: &[usize]) -> Model {
        let portals = &model.admission.self_service;
        let mut before = filled(model);
        before.admission.self_service.clear();
        let asked =
            |staffing: usize| model.knowledge.as_ref().is_some_and(|facts| facts.asks(staffing, wanted));
        let habit = |staffing: usize| {
            if asked(staffing) { self.0.habit(model, staffing) } else { Habit::Unknown }
        };
        let habits = (0..model.staffings.len()).map(habit).collect();
        let mut finished = finished(&before, &self.0.level, habits, wanted);
        finished.admission.self_service.clone_from(portals);
        unfilled_as(&mut finished, model);
        finished
    }
}

impl AsItStands {
    /// What those knew who are still there in a changed model.
    fn habit(&self, model: &Model, staffing: usize) -> Habit {
        let Some(facts) = &self.model.knowledge else { return Habit::Unknown };
        let Some(known) = self.known.get(staffing) else { return Habit::Unknown };
        let known = known.get_or_init(|| {
            let (measured, finished) = (self.level.of_volume(&self.model), self.level.applied(&self.model));
            let settled = settle(&measured, &finished, staffing, facts, Habit::Unknown);
            by_person(&self.model, staffing, settled)
        });
        let mut now: Vec<(u64, u32)> = keys(model, staffing).into_iter().zip(0..).collect();
        now.sort_unstable();
        let known = known.iter().filter_map(|&(key, account, level)| {
            let at = now.binary_search_by_key(&key, |(key, _)| *key).ok()?;
            Some((now[at].1, account, level))
        });
        let mut known: Settled = known.collect();
        known.sort_unstable_by_key(|(agent, account, _)| (*agent, *account));
        if known.is_empty() { Habit::Unknown } else { Habit::Near(known) }
    }
}

/// What the agents of a staffing know, by the keys of who they are.
fn by_person(model: &Model, staffing: usize, settled: Settled) -> Known {
    let keys = keys(model, staffing);
    settled.into_iter().map(|(agent, account, level)| (keys[agent as usize], account, level)).collect()
}

/// Keys of the people of a staffing, by agent.
fn keys(model: &Model, staffing: usize) -> Vec<u64> {
    model.staffings[staffing].agents.iter().map(|agent| model.people[agent.person as usize].key).collect()
}

/// A model at the level of the staffing under which it was measured.
fn at_level<'m>(model: &'m Model, wanted: &[usize]) -> Cow<'m, Model> {
    let under = match model.measured {
        Some(Measured::Under(staffing)) => Some(staffing),
        Some(Measured::ByExperts) | None => None,
    };
    if under.is_none() && model.knowledge.is_none() {
        return Cow::Borrowed(model);
    }
    let mut finished = found(&filled(model), under, wanted);
    unfilled_as(&mut finished, model);
    Cow::Owned(finished)
}

/// Seats are as unfilled as they were, with the calibration and the knowledge that they have with their people.
fn unfilled_as(finished: &mut Model, model: &Model) {
    for (staffing, given) in finished.staffings.iter_mut().zip(&model.staffings) {
        for (seat, given) in staffing.agents.iter_mut().zip(&given.agents) {
            seat.unfilled.clone_from(&given.unfilled);
        }
    }
}

/// The same model with a person on every seat.
fn filled(model: &Model) -> Model {
    let mut filled = model.clone();
    filled
        .staffings
        .iter_mut()
        .flat_map(|staffing| &mut staffing.agents)
        .for_each(|seat| seat.unfilled = None);
    filled
}

/// Level and knowledge of a model whose seats all have their people.
fn found(model: &Model, under: Option<usize>, wanted: &[usize]) -> Model {
    let mut habits = vec![Habit::Unknown; model.staffings.len()];
    let mut at = Level::none(model);
    if let Some(staffing) = under {
        (at, habits[staffing]) = level(model, staffing);
    }
    finished(model, &at, habits, wanted)
}

/// The level of a staffing, and what its people come to know.
fn level(model: &Model, staffing: usize) -> (Level, Habit) {
    let mut level = Level::none(model);
    let mut habit = Habit::Unknown;
    // The first round knows nothing of what people know, and takes the figures as they are.
    let mut played = neutral(model);
    for (round, share) in (0..).zip(ROUNDS) {
        let days = (share * f64::from(days_of_level(model))).ceil() as u32;
        let pilot = Pilot::play(&played, staffing, days, round);
        let (seen, rates) = (Level::seen(model, &pilot), pilot.rates());
        level = if round + 1 == ROUNDS.len() as u64 { level.mean(&seen) } else { seen };
        played = level.applied(model);
        if let Some(facts) = &model.knowledge {
            let settled = Stocks::settled(facts, &rates);
            played.staffings[staffing].settled.clone_from(&settled);
            // Knowledge that settles in another time than the level is looked for is counted by itself.
            let enough = days_of_settling(model, facts) == days_of_level(model);
            habit = if enough { Habit::Found(settled) } else { Habit::Near(settled) };
        }
    }
    (level, habit)
}

/// A model at a level, with what people know on its first day as far as it is not given.
fn finished(model: &Model, level: &Level, habits: Vec<Habit>, wanted: &[usize]) -> Model {
    let mut finished = level.applied(model);
    let Some(knowledge) = &model.knowledge else { return finished };
    let settled = habits.into_iter().enumerate().map(|(staffing, habit)| {
        knowledge
            .asks(staffing, wanted)
            .then(|| settle(&level.of_volume(model), &finished, staffing, knowledge, habit))
    });
    let settled = settled.collect();
    start(&mut finished, settled, knowledge);
    finished
}

/// What people come to know under a staffing: seen first as if it did not matter, then with what that came to.
fn settle(
    measured: &Model,
    finished: &Model,
    staffing: usize,
    knowledge: &Knowledge,
    habit: Habit,
) -> Settled {
    let days = days_of_settling(measured, knowledge);
    let pilot = |model: &Model| Stocks::settled(knowledge, &Pilot::play(model, staffing, days, 0).rates());
    let first = match habit {
        Habit::Found(settled) => return settled,
        Habit::Near(first) => first,
        Habit::Unknown => pilot(&neutral(measured)),
    };
    let mut played = finished.clone();
    played.staffings[staffing].settled = first;
    pilot(&played)
}

/// Gives everybody what they know on the first day.
fn start(model: &mut Model, settled: Vec<Option<Settled>>, knowledge: &Knowledge) {
    let own = |settled: Option<Settled>| settled.unwrap_or_default();
    match knowledge.start {
        Start::Nothing => model.staffings.iter_mut().for_each(|staffing| staffing.settled.clear()),
        Start::Settled => {
            for (staffing, settled) in model.staffings.iter_mut().zip(settled) {
                staffing.settled = own(settled);
            }
        }
        Start::From(before) => {
            let agents = model.staffings[before].agents.iter();
            let people: Vec<u32> = agents.map(|agent| agent.person).collect();
            let before = own(settled.into_iter().nth(before).flatten());
            for staffing in &mut model.staffings {
                let now = |person: u32| staffing.agents.iter().position(|agent| agent.person == person);
                let moved = before.iter().filter_map(|&(agent, account, level)| {
                    Some((now(people[agent as usize])? as u32, account, level))
                });
                staffing.settled = moved.collect();
            }
        }
    }
}

/// The same model with knowledge of no effect.
pub(super) fn neutral(model: &Model) -> Model {
    let mut neutral = model.clone();
    if let Some(knowledge) = &mut neutral.knowledge {
        knowledge.effect = 0.0;
        knowledge.unresolved = Outcome::same(1.0);
        knowledge.errors = Outcome::same(0.0);
    }
    neutral
}

impl Level {
    fn none(model: &Model) -> Self {
        let ones = vec![1.0; model.groups.len() * model.channels.len()];
        let of_sites = vec![0.0; ones.len()];
        Self { handle_time: ones.clone(), follow_up: ones.clone(), of_sites, volume: ones }
    }

    /// The level of a staffing, as a pilot saw it.
    fn seen(model: &Model, pilot: &Pilot<'_>) -> Self {
        let none = Self::none(model);
        let unresolved = model.knowledge.as_ref().map(|knowledge| knowledge.unresolved);
        let resolution = pilot.resolution();
        Self {
            handle_time: pilot.slowness(),
            // Of a share s, `1 − ρ·(1 − s·u)` comes back, ρ of the site, u of what is known: s times the mean of ρu,
            // and 1 less the mean of ρ.
            follow_up: match unresolved {
                None => resolution.clone(),
                Some(Outcome { expert, novice }) => {
                    let ignorance = pilot.ignorance().into_iter().zip(&resolution);
                    ignorance
                        .map(|(ignorance, of_site)| expert * of_site + (novice - expert) * ignorance)
                        .collect()
                }
            },
            of_sites: resolution.iter().map(|of_site| 1.0 - of_site).collect(),
            volume: {
                // Volumes were measured when continuity had already taken its share.
                let repeats =
                    if model.volume_of_contacts { pilot.contacts_per_request() } else { none.volume };
                repeats.iter().zip(pilot.admitted()).map(|(repeats, admitted)| repeats * admitted).collect()
            },
        }
    }

    /// The mean of two.
    fn mean(&self, other: &Self) -> Self {
        let mean = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| f64::midpoint(*a, *b)).collect();
        Self {
            handle_time: mean(&self.handle_time, &other.handle_time),
            follow_up: mean(&self.follow_up, &other.follow_up),
            of_sites: mean(&self.of_sites, &other.of_sites),
            volume: mean(&self.volume, &other.volume),
        }
    }

    /// A model with its volumes alone divided by the level: its handle times are those that are seen.
    fn of_volume(&self, model: &Model) -> Model {
        Self { volume: self.volume.clone(), ..Self::none(model) }.applied(model)
    }

    /// A model with its figures divided by the level.
    fn applied(&self, model: &Model) -> Model {
        let mut model = model.clone();
        let (channels, reasons) = (model.channels.len(), model.reasons);
        for (index, table) in model.handle_times.iter_mut().enumerate() {
            table.mean = table.mean.map(|mean| mean / self.handle_time[index / reasons]);
        }
        for (group, facts) in model.groups.iter_mut().enumerate() {
            for (channel, shares) in facts.follow_up.iter_mut().enumerate() {
                let at = group * channels + channel;
                for share in shares.iter_mut().filter(|share| **share > 0.0) {
                    *share = (*share - self.of_sites[at]) / self.follow_up[at];
                }
            }
        }
        for account in &mut model.accounts {
            for (channel, rate) in account.requests_per_day.iter_mut().enumerate() {
                *rate /= self.volume[usize::from(account.group) * channels + channel];
            }
        }
        for row in model.volume.trace.iter_mut().flat_map(|log| &mut log.rows) {
            let group = usize::from(model.accounts[row.account as usize].group);
            if let Some(seconds) = &mut row.handle_time {
                *seconds /= self.handle_time[group * channels + usize::from(row.channel)];
            }
        }
        model
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Pilot, calibrated};
    use crate::model::Model;
    use crate::scenario::load_text;

    /// Two sites of unlike speed where whoever knows an account is asked first: a habit that lasts, whoever it began with.
    const DESK: &str = r#"
measured_under = "familiar"
[run]
days = 40
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "2m" } }
[groups.clients]
accounts = 60
requests_per_day = { phone = 400 }
spread = { lognormal = { cv = 0.9 } }
handle_time = { phone = { exponential = { mean = "4m" } } }
[knowledge]
effect = 0.4
half_life = "90d"
[sites.here]
hourly_cost = 30
[sites.there]
hourly_cost = 12
handle_time_factor = 1.3
[rosters.here]
site = "here"
speed = { lognormal = { mean = 1.0, cv = 0.2 } }
[rosters.there]
site = "there"
speed = { lognormal = { mean = 1.1, cv = 0.2 } }
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.here]
site = "here"
roster = "here"
shifts = ["day"]
agents = 5
[teams.there]
site = "there"
roster = "there"
shifts = ["day"]
agents = 5
[staffings.familiar]
ladder = ["anyone"]
push = "most_familiar"
"#;

    /// Handle time as simulated ÷ as entered, less 1: its mean over futures, and its standard error.
    fn off(entered: &Model, played: &Model) -> (f64, f64) {
        let mean = |model: &Model| model.handle_times[0].mean.values()[0];
        // Futures that no pilot of the calibration has met.
        let futures: Vec<f64> = (100..116)
            .map(|number| {
                mean(played) / mean(entered) * Pilot::play(played, 0, 1, number).slowness()[0] - 1.0
            })
            .collect();
        let n = futures.len() as f64;
        let average = futures.iter().sum::<f64>() / n;
        let variance = futures.iter().map(|off| (off - average) * (off - average)).sum::<f64>() / (n - 1.0);
        (average, (variance / n).sqrt())
    }

    /// The handle time entered is the one that is simulated, for a comparison as for a search that keeps the level.
    ///
    /// False alarm 6e-5 each: 4 standard errors, those of the level added (the mean of two pilots of 500 days, 26 futures).
    #[test]
    fn who_knows_most_is_asked_at_the_level_that_was_found() {
        let entered = load_text("desk.toml", DESK, &[], &|_| Err(String::new())).expect("a scenario").model;
        let kept = Kept::of(&entered).applied(&entered, &[0]);
        for played in [&*calibrated(&entered), &kept] {
            let (off, error) = off(&entered, played);
            let pilots = error * (16.0_f64 / 26.0).sqrt();
            assert!(off.abs() < 4.0 * error.hypot(pilots), "{off} ± {error}");
        }
    }
}
