//! Judging a point: whether it meets all goals, with no more replications than that takes.
//!
//! A point is looked at after 4, 8, 16 … replications; the chance of error is shared out over goals and looks
//! (Bonferroni), so that what is decided is decided at the stated confidence however often one has looked. A look ends
//! where it is clear which way to go, or where all replications that there may be would hardly decide it.
//! In: a trial, goals. Out: [`Judged`]. Must not know: how points are chosen.

use crate::math::sqrt;
use crate::metrics::catalogue::{AGENTS, COST_PER_MONTH};
use crate::model::{Goal, Model, Scope};
use crate::scenario::Rejected;
use crate::study::estimate::{Estimate, ratio};
use crate::study::trial::{Bench, Trial};

/// Replications of the first look; costs of points are compared on these. Looks double, so that they share out evenly
/// over two cores and over four.
pub(super) const FIRST: u32 = 4;
/// Replications after which a point that is only looked over is taken for what it seems.
pub(super) const BRIEF: u32 = 8;
/// Of a half width at the confidence of a look: a point further than this from its goals is clear enough to be passed by
/// (some two standard errors at the first look). Whichever way that is wrong, what is cheaper is judged in full before the
/// search ends.
const CLEAR: f64 = 0.2;
/// Standard deviations that the last look would have to be off from what is expected of it, for a point to be decided
/// after all: beyond this the replications go elsewhere.
const UNLIKELY: f64 = 1.3;
/// Replications before which nothing is given up: widths are not known well enough.
const HOPELESS_FROM: u32 = 16;

/// Whether all goals are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// All, with the stated confidence.
    Met,
    /// All that can be judged are, with the stated confidence; some accounts have too few contacts to be. More people tell
    /// no more of those: it is as good as can be known.
    MetAsKnown,
    /// One at least is missed, with the stated confidence.
    Missed,
    /// The replications do not tell.
    Undecided,
}

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// Enough to see which way to go.
    Brief,
    /// Until it is decided, or replications are used up.
    Full,
}

/// What a point came to.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) decision: Decision,
    /// By goal: how far on the good side, in points of a share, else as a share of the threshold.
    pub(super) slack: Vec<f64>,
    /// Cost per month over the first replications, the same for all points.
    pub(super) cost: f64,
}

impl Judged {
    /// The goal that is furthest on the bad side, and how far it is on the good one.
    pub(super) fn tightest(&self) -> (usize, f64) {
        let slack = self.slack.iter().copied().enumerate();
        slack.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
    }

    /// How near it is to meeting all goals: what is lacking of those that are missed, added up, so that one that nobody
    /// can meet does not hide what becomes of the others; the slack of the tightest where all are met.
    pub(super) fn nearness(&self) -> f64 {
        let lacking: f64 = self.slack.iter().filter(|slack| **slack < 0.0).sum();
        if lacking < 0.0 { lacking } else { self.tightest().1 }
    }

    /// Whether it is enough, as far as can be known.
    pub(super) fn is_enough(&self) -> bool {
        matches!(self.decision, Decision::Met | Decision::MetAsKnown)
    }

    /// Whether it seems enough.
    pub(super) fn seems_met(&self) -> bool {
        match self.decision {
            Decision::Met | Decision::MetAsKnown => true,
            Decision::Missed => false,
            Decision::Undecided => self.tightest().1 >= 0.0,
        }
    }
}

/// How to judge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) model: &'a Model,
    pub(super) staffing: usize,
    pub(super) confidence: f64,
    /// Replications at most.
    pub(super) most: u32,
}

impl Judge<'_> {
    /// The numbers of replications after which there is a look.
    fn looks(&self) -> Vec<u32> {
        let mut looks = vec![FIRST.min(self.most)];
        while let Some(last) = looks.last().filter(|last| **last < self.most) {
            looks.push((last * 2).min(self.most));
        }
        looks
    }

    /// The confidence of one goal at one look.
    pub(super) fn at_a_look(&self) -> f64 {
        let share = self.looks().len() * self.model.goals.len().max(1);
        1.0 - (1.0 - self.confidence) / share as f64
    }

    /// Plays a trial on as far as the effort goes; `None` after an interruption.
    ///
    /// # Errors
    /// What is wrong with the scenario at its point.
    pub(super) fn judge(
        &self,
        bench: &Bench<'_>,
        trial: &mut Trial,
        effort: Effort,
    ) -> Result<Option<Judged>, Rejected> {
        let confidence = self.at_a_look();
        let mut judged = None;
        // Nothing is known yet of a goal of which there may be: that says nothing of which way to go.
        let mut is_early = false;
        for look in self.looks() {
            if look < trial.replications() {
                continue;
            }
            if effort == Effort::Brief && look > BRIEF && judged.is_some() && !is_early {
                break;
            }
            let values = trial.play_to(bench, look, confidence)?;
            if trial.replications() < look {
                return Ok(None);
            }
            let now = self.seen(trial, &values);
            let may_tell = |goal: usize| self.may_tell_more(trial, goal, look);
            let is_known = |goal: usize| values[goal].is_some();
            is_early = (0..values.len()).any(|goal| !is_known(goal) && may_tell(goal));
            // What can be known is, or nothing ever will be.
            let is_all = !(0..values.len()).any(may_tell)
                && (now.decision == Decision::MetAsKnown || !(0..values.len()).any(is_known));
            let ends = matches!(now.decision, Decision::Met | Decision::Missed)
                || is_all
                || effort == Effort::Brief && self.is_clear(&now, &values, is_early)
                || self.is_hopeless(&now, &values, look);
            judged = Some(now);
            if ends {
                break;
            }
        }
        Ok(judged)
    }

    /// Whether of those that too few contacts say nothing about some would be judged with all replications.
    fn may_tell_more(&self, trial: &Trial, goal: usize, look: u32) -> bool {
        let unjudged = trial.worst(goal).and_then(|worst| worst.unjudged);
        unjudged.is_some_and(|unjudged| unjudged.would_be_ranked(look, self.most))
    }

    /// By goal: its slack, half its interval, and its standard error, all in the same units.
    fn slacks<'b>(
        &'b self,
        judged: &'b Judged,
        values: &'b [Option<Estimate>],
    ) -> impl Iterator<Item = (f64, f64, f64)> + 'b {
        let each = self.model.goals.iter().zip(values).zip(&judged.slack);
        each.filter_map(|((goal, value), slack)| {
            let scale = scale(goal.threshold_for(self.staffing));
            value.map(|value| (*slack, value.half_width / scale, sqrt(value.variance.max(0.0)) / scale))
        })
    }

    /// Whether a point seems clearly enough, or clearly not.
    fn is_clear(&self, judged: &Judged, values: &[Option<Estimate>], is_early: bool) -> bool {
        let (mut all_met, mut one_missed) = (!is_early, false);
        for (slack, half, _) in self.slacks(judged, values) {
            all_met &= slack > CLEAR * half;
            one_missed |= slack < -CLEAR * half;
        }
        all_met || one_missed
    }

    /// Whether even the most replications would hardly decide a point: each goal that is open is too close to its
    /// threshold. After all of them the interval is narrower by √(n ÷ most), and its middle is where it is now, give or
    /// take what the rest of the replications add.
    fn is_hopeless(&self, judged: &Judged, values: &[Option<Estimate>], look: u32) -> bool {
        let done = f64::from(look) / f64::from(self.most);
        if look < HOPELESS_FROM || done >= 1.0 {
            return false;
        }
        let mut open = self.slacks(judged, values).filter(|(slack, half, _)| slack.abs() < *half).peekable();
        open.peek().is_some()
            && open.all(|(slack, half, error)| {
                half * sqrt(done) - slack.abs() > UNLIKELY * error * sqrt(1.0 - done)
            })
    }

    /// What a trial came to, whose goals have these values.
    pub(super) fn seen(&self, trial: &Trial, values: &[Option<Estimate>]) -> Judged {
        let goals = || self.model.goals.iter().zip(values);
        // Where none of those that have contacts can be judged, or there is nothing of what it asks for, nothing speaks for
        // it, nor against it.
        let slack = goals().map(|(goal, value)| value.map_or(0.0, |value| self.slack(goal, value)));
        let slack = slack.collect();
        let (mut met, mut missed, mut all_judged, mut something_known) =
            (true, false, true, goals().len() == 0);
        for (number, (goal, value)) in goals().enumerate() {
            let threshold = goal.threshold_for(self.staffing);
            // Those with too few contacts yet may still miss it, and be all that there is to judge.
            let some_unjudged = has_unjudged(trial, number);
            let (good, bad) = match value {
                None => (true, false),
                Some(value) if goal.at_least => (value.lower() >= threshold, value.upper() < threshold),
                Some(value) => (value.upper() <= threshold, value.lower() > threshold),
            };
            something_known |= value.is_some();
            // Portfolios are smaller the more owners there are: those that are no longer judged may be those that missed it.
            met &= good && !(some_unjudged && goal.scope == Scope::Portfolio);
            missed |= bad;
            all_judged &= !some_unjudged;
        }
        let decision = match (met, missed) {
            (true, _) if all_judged => Decision::Met,
            (true, _) if something_known => Decision::MetAsKnown,
            (_, true) => Decision::Missed,
            _ => Decision::Undecided,
        };
        let costs = trial.pairs(COST_PER_MONTH.name, "all");
        let first = &costs[..costs.len().min(FIRST as usize)];
        let cost = ratio(first, self.confidence).map_or(f64::INFINITY, |cost| cost.mean);
        // Where people cost nothing, fewer are better all the same.
        let people =
            || ratio(trial.pairs(AGENTS.name, "all"), self.confidence).map_or(0.0, |people| people.mean);
        let cost = if cost == 0.0 { people() } else { cost };
        Judged { decision, slack, cost }
    }

    /// How far on the good side of a goal a value is.
    fn slack(&self, goal: &Goal, value: Estimate) -> f64 {
        let threshold = goal.threshold_for(self.staffing);
        let over = if goal.at_least { value.mean - threshold } else { threshold - value.mean };
        over / scale(threshold)
    }
}

/// Whether some of those that a goal is about have too few contacts to be judged.
fn has_unjudged(trial: &Trial, goal: usize) -> bool {
    trial.worst(goal).is_some_and(|worst| worst.unjudged.is_some())
}

/// Shares are told apart in points, other figures by their size.
fn scale(threshold: f64) -> f64 {
    if threshold.abs() <= 1.0 { 1.0 } else { threshold.abs() }
}
