//! What would flip the verdict: the verdicts with knowledge of no effect, and the effect at which two staffings tie.
//!
//! In: a question about a scenario in which knowledge matters, and its answer. Out: records and cautions beside it.
//! Must not know: how a contact is played, how records are shown.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::answer::Answer;
use super::calibrate::{calibrated_for, neutral};
use super::compare::{Question, play};
use super::estimate::{CONFIDENCE, Estimate, Pair, difference, ratio};
use super::parallel::Run;
use super::record::{Caution, Record, Results, Status, Verdict};
use super::setting::Setting;
use crate::metrics::catalogue::{Figure, HANDLE_TIME_GAIN_AT_TIE, KNOWLEDGE_EFFECT_AT_TIE};
use crate::metrics::part::Slice;
use crate::metrics::{Count, Details, Part};
use crate::model::{Kind, Model, Push};
use crate::scenario::Loaded;

/// Point of the records of the run in which knowledge has no effect on anything: handle times, follow-ups, errors.
const NEUTRAL: &str = "knowledge=neutral";
/// Replications of each point of the search for a tie.
const REPLICATIONS: u32 = 40;
/// Points of the search: both ends, the scenario's own, and at most so many steps between.
const STEPS: u32 = 8;
/// A root is found where what is left of the difference is so small a part of its interval.
const SMALL: f64 = 0.1;
const POINTS: u32 = STEPS + 3;
/// The search goes up to this many times the scenario's effect, and at least up to [`LEAST`].
const UP_TO: f64 = 4.0;
const LEAST: f64 = 2.0;

/// Whether knowledge moves anything in a model.
pub(super) fn matters(model: &Model) -> bool {
    model.knowledge.as_ref().is_some_and(|knowledge| {
        let moves = |expert: f64, novice: f64| expert.to_bits() != novice.to_bits();
        knowledge.effect > 0.0
            || moves(knowledge.unresolved.expert, knowledge.unresolved.novice)
            || moves(knowledge.errors.expert, knowledge.errors.novice)
    })
}

/// Replications of single staffings that are played beside the comparison itself.
pub(super) fn work(model: &Model, replications: u32) -> u64 {
    if !matters(model) {
        return 0;
    }
    let staffings = model.staffings.len() as u64;
    let ties = if staffings > 1 { u64::from(2 * POINTS * replications.min(REPLICATIONS)) } else { 0 };
    staffings * u64::from(replications) + ties
}

/// Adds to an answer what would flip it.
pub(super) fn add(
    question: &Question<'_>,
    results: &mut Results,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) {
    let replications = results.provenance.replications as u32;
    let entered = &question.setting.loaded.model;
    let mut without = neutral(entered);
    // Without effect stocks are only looked at by who is asked first for knowing an account: spared otherwise.
    if without.staffings.iter().all(|staffing| staffing.push != Push::MostFamiliar) {
        without.knowledge = None;
    }
    let all: Vec<usize> = (0..without.staffings.len()).collect();
    let without = calibrated_for(&without, &all);
    let setting = Setting { replications, ..question.setting };
    let asked = Question { setting, precision: None, ..*question };
    let Some((collected, _)) = play(&without, &asked, tick, interrupt) else { return };
    let neutral =
        Answer { model: &without, question: &asked, collected: &collected }.results("replications").records;
    let verdict = |record: &&Record| record.difference.is_some() && record.verdict.is_some();
    for record in neutral.iter().filter(verdict) {
        let same = |other: &&Record| {
            (&other.staffing, &other.metric, &other.scope)
                == (&record.staffing, &record.metric, &record.scope)
                && other.interval == record.interval
        };
        let with = results.records.iter().find(same).and_then(|other| other.verdict);
        if let Some(caution) = with.and_then(|with| flipped(record, with)) {
            results.cautions.push(caution);
        }
    }
    let neutral = neutral.into_iter().filter(|record| verdict(&record));
    results.records.extend(neutral.map(|record| Record { point: NEUTRAL.into(), ..record }));
    if !interrupt.load(Ordering::SeqCst) && entered.staffings.len() > 1 {
        let setting = Setting { replications: replications.min(REPLICATIONS), ..question.setting };
        results.records.extend(tie(&setting, tick, interrupt));
    }
}

/// A verdict that turns round without knowledge.
fn flipped(neutral: &Record, with: Verdict) -> Option<Caution> {
    let without = neutral.verdict?;
    let words = |verdict| if verdict == Verdict::Better { "better" } else { "worse" };
    let turns =
        matches!((with, without), (Verdict::Better, Verdict::Worse) | (Verdict::Worse, Verdict::Better));
    turns.then(|| Caution {
        code: "knowledge_flips".into(),
        staffing: Some(neutral.staffing.clone()),
        message: format!(
            "{} ({}) is {} than {} with knowledge and {} without: the verdict rests on the effects of knowledge.",
            neutral.metric,
            neutral.scope,
            words(with),
            neutral.baseline,
            words(without)
        ),
        remedy: "Measure handle times of owners and of others before relying on it.".into(),
    })
}

/// One point of the search.
#[derive(Debug, Clone, Copy)]
struct Tried {
    effect: f64,
    /// Service level of the one less that of the other.
    difference: Estimate,
    /// How much less time the one takes than the other, as a share.
    gain: Estimate,
}

/// The knowledge effect at which the service levels of two staffings are the same, on the first live channel.
fn tie(setting: &Setting<'_>, tick: &(dyn Fn(u64) + Sync), interrupt: &AtomicBool) -> Vec<Record> {
    let Loaded { model, names, .. } = setting.loaded;
    let Some(channel) = model.channels.iter().position(|channel| channel.kind == Kind::Live) else {
        return Vec::new();
    };
    let Some(own) = model.knowledge.as_ref().map(|knowledge| knowledge.effect) else {
        return Vec::new();
    };
    let record = |figure: &Figure| Record {
        staffing: names.staffings[names.tie.0].clone(),
        baseline: names.staffings[names.tie.1].clone(),
        scope: format!("channel={}", names.channels[channel]),
        metric: figure.name.into(),
        unit: figure.unit.clone(),
        replications: u64::from(setting.replications),
        ..Record::default()
    };
    let mut effect = record(&KNOWLEDGE_EFFECT_AT_TIE);
    let mut gain = record(&HANDLE_TIME_GAIN_AT_TIE);
    let try_at = |effect: f64| at(setting, effect, channel, tick, interrupt);
    match search(own, try_at) {
        Search::Found(tried, half_width) => {
            for (record, mean, half_width) in
                [(&mut effect, tried.effect, half_width), (&mut gain, tried.gain.mean, tried.gain.half_width)]
            {
                record.mean = Some(mean);
                record.lower = Some(mean - half_width);
                record.upper = Some(mean + half_width);
                record.half_width = Some(half_width);
            }
            effect.lower = effect.lower.map(|lower| lower.max(0.0));
        }
        Search::Never => {
            (effect.status, gain.status) = (Status::Never, Status::Never);
            // How far was searched.
            (effect.lower, effect.upper) = (Some(0.0), Some(farthest(own)));
        }
        Search::Undecided => (effect.status, gain.status) = (Status::Undecided, Status::Undecided),
        Search::Stopped => return Vec::new(),
    }
    vec![effect, gain]
}

/// How a search ended.
enum Search {
    /// There, and half the width of the interval.
    Found(Tried, f64),
    /// The one is better, or worse, all the way.
    Never,
    /// Differences are too small beside their intervals.
    Undecided,
    /// Interrupted.
    Stopped,
}

/// The largest effect looked at.
fn farthest(own: f64) -> f64 {
    (UP_TO * own).max(LEAST)
}

/// A root of the difference as a function of the effect: on the same contacts it is nearly a line.
fn search(own: f64, try_at: impl Fn(f64) -> Option<Tried>) -> Search {
    let far = farthest(own);
    let (Some(none), Some(here), Some(most)) = (try_at(0.0), try_at(own), try_at(far)) else {
        return Search::Stopped;
    };
    let crosses = |a: &Tried, b: &Tried| a.difference.mean * b.difference.mean <= 0.0;
    let brackets = [(none, here), (here, most)];
    let Some((mut a, mut b)) = brackets.into_iter().find(|(a, b)| crosses(a, b)) else {
        return Search::Never;
    };
    let unclear = |tried: &Tried| tried.difference.mean.abs() <= tried.difference.half_width;
    if unclear(&a) && unclear(&b) {
        return Search::Undecided;
    }
    let nearest = |a: Tried, b: Tried| if a.difference.mean.abs() < b.difference.mean.abs() { a } else { b };
    let mut tried = vec![a, b];
    let mut best = nearest(a, b);
    // An end that stays put twice in a row counts half, so that steps do not creep up from one side (Illinois rule).
    let (mut weight_a, mut weight_b) = (1.0, 1.0);
    let mut stayed = None;
    for _ in 0..STEPS {
        if best.difference.mean.abs() <= SMALL * best.difference.half_width {
            break;
        }
        let (left, right) = (weight_a * a.difference.mean, weight_b * b.difference.mean);
        if (left - right).abs() < f64::EPSILON {
            break;
        }
        let Some(next) = try_at(a.effect + (b.effect - a.effect) * left / (left - right)) else {
            return Search::Stopped;
        };
        tried.push(next);
        best = nearest(best, next);
        let a_stays = crosses(&a, &next);
        let half = if stayed == Some(a_stays) { 0.5 } else { 1.0 };
        stayed = Some(a_stays);
        if a_stays {
            b = next;
            (weight_a, weight_b) = (weight_a * half, 1.0);
        } else {
            a = next;
            (weight_a, weight_b) = (1.0, weight_b * half);
        }
    }
    // How steep it is where it matters: between the nearest points on both sides whose sign is established.
    let clear = |other: &&Tried| !unclear(other) && other.effect.to_bits() != best.effect.to_bits();
    let before = tried.iter().filter(clear).filter(|one| one.effect < best.effect);
    let after = tried.iter().filter(clear).filter(|one| one.effect > best.effect);
    let before = before.max_by(|a, b| a.effect.total_cmp(&b.effect));
    let after = after.min_by(|a, b| a.effect.total_cmp(&b.effect));
    let (before, after) = match (before, after) {
        (None, None) => (&tried[0], &tried[1]),
        (before, after) => (before.unwrap_or(&best), after.unwrap_or(&best)),
    };
    let slope = (after.difference.mean - before.difference.mean) / (after.effect - before.effect);
    // What the steps left of the difference widens the interval.
    Search::Found(best, (best.difference.half_width + best.difference.mean.abs()) / slope.abs())
}

/// Plays the two staffings at an effect.
fn at(
    setting: &Setting<'_>,
    effect: f64,
    channel: usize,
    tick: &(dyn Fn(u64) + Sync),
    interrupt: &AtomicBool,
) -> Option<Tried> {
    let Setting { loaded, seed, replications, threads } = *setting;
    let (one, other) = loaded.names.tie;
    let mut model = loaded.model.clone();
    if let Some(knowledge) = &mut model.knowledge {
        knowledge.effect = effect;
    }
    let mut model: Model = Cow::into_owned(calibrated_for(&model, &[one, other]));
    model.staffings = vec![model.staffings[one].clone(), model.staffings[other].clone()];
    let (mut levels, mut times) = ([Vec::new(), Vec::new()], Vec::new());
    let runner = Run {
        model: &model,
        seed,
        threads,
        staffings: None,
        details: Details::default(),
        redraw: None,
        contacts: None,
        interrupt,
    };
    let slice = Slice { channel: Some(channel), ..Slice::default() };
    let done = runner.each(0, replications, tick, |_, parts| {
        let time = |part: &Part| {
            let counts = part.counts(slice);
            counts.get(Count::HandleTime) as f64 / counts.get(Count::Handled).max(1) as f64
        };
        for (levels, part) in levels.iter_mut().zip(&parts) {
            let counts = part.counts(slice);
            let pair: Pair = (counts.get(Count::InTime) as f64, counts.due() as f64);
            levels.push(pair);
        }
        times.push((1.0 - time(&parts[0]) / time(&parts[1]), 1.0));
    });
    if done < replications {
        return None;
    }
    let difference = difference(&levels[0], &levels[1], CONFIDENCE)?.by;
    Some(Tried { effect, difference, gain: ratio(&times, CONFIDENCE)? })
}

#[cfg(test)]
mod tests {
    use super::{Search, Tried, search};
    use crate::study::estimate::ratio;

    fn tried(effect: f64, mean: f64, noise: f64) -> Option<Tried> {
        let pairs: Vec<(f64, f64)> =
            (0..40).map(|n| (mean + noise * (f64::from(n % 2) - 0.5), 1.0)).collect();
        let difference = ratio(&pairs, 0.95)?;
        Some(Tried { effect, difference, gain: difference })
    }

    #[test]
    fn a_root_is_found_where_there_is_one() {
        let curve = |effect: f64| tried(effect, 0.1 - 0.2 * effect + 0.05 * effect * effect, 0.01);
        let exact = 2.0 - 2.0_f64.sqrt();
        match search(0.25, curve) {
            Search::Found(found, half_width) => {
                assert!((found.effect - exact).abs() < 1e-3, "{}", found.effect);
                assert!(half_width > 0.0 && half_width < 0.1, "{half_width}");
            }
            _ => panic!("it crosses"),
        }
    }

    /// Steep at first and flat behind, as where a queue empties; the far end says little of the root.
    #[test]
    fn a_root_is_found_on_a_curve_that_bends() {
        for level in [0.02, 0.05, 0.2, 0.5] {
            let curve = |effect: f64| tried(effect, 0.1 * (crate::math::exp(-4.0 * effect) - level), 0.002);
            let exact = -crate::math::ln(level) / 4.0;
            match search(0.3, curve) {
                Search::Found(found, half_width) => {
                    assert!(
                        (found.effect - exact).abs() < half_width,
                        "{} {exact} {half_width}",
                        found.effect
                    );
                    // The interval is as wide as the noise over the slope at the root, or little wider.
                    let sharp = found.difference.half_width / (0.4 * level);
                    assert!((0.5..2.5).contains(&(half_width / sharp)), "{level}: {half_width} {sharp}");
                }
                _ => panic!("it crosses"),
            }
        }
    }

    #[test]
    fn no_root_is_made_up() {
        assert!(matches!(search(0.25, |effect| tried(effect, 0.1 + effect, 0.01)), Search::Never));
        assert!(matches!(
            search(0.25, |effect| tried(effect, 0.001 * (1.0 - effect), 0.5)),
            Search::Undecided
        ));
        assert!(matches!(search(0.25, |_| None), Search::Stopped));
    }
}
