//! From what was played along a lever to records: both curves, their difference, and where it crosses zero.
//!
//! In: what was asked, what each value came to. Out: [`Results`]. Must not know: how it was played.

use super::curve::{Beyond, Comes, Place, Sample, crossings, smaller_beyond};
use super::{End, Question, Step, Value, caution};
use crate::math::more;
use crate::metrics::catalogue::{self, Figure, Unit};
use crate::random::{Purpose, Streams};
use crate::study::collect::BLOCKS;
use crate::study::estimate::{CONFIDENCE, Estimate, by_percentiles};
use crate::study::provenance;
use crate::study::record::{Caution, Record, Results, SCHEMA_VERSION, Status};
use crate::study::size::Certainty;

/// Bootstrap resamples.
const RESAMPLES: u64 = 1_000;

/// Both curves in one resample.
pub(super) struct Curves {
    whole: Vec<f64>,
    pub(super) exact: Vec<f64>,
    sides: [Vec<Comes>; 2],
}

pub(super) fn curves(steps: &[Step], sample: &Sample) -> Curves {
    curves_of(steps, |place| place.comes(sample))
}

fn curves_of(steps: &[Step], comes: impl Fn(&Place) -> Comes) -> Curves {
    let side =
        |side: usize| -> Vec<Comes> { steps.iter().map(|step| comes(&step.stood[side].place)).collect() };
    let sides = [side(0), side(1)];
    let less =
        |of: fn(&Comes) -> f64| sides[0].iter().zip(&sides[1]).map(|(a, b)| more(of(a), of(b))).collect();
    Curves { whole: less(|comes| comes.whole), exact: less(|comes| comes.exact), sides }
}

/// A figure with the percentiles of its resamples, and itself among them: what sizing answered with may be dearer than
/// what nearly all resamples choose.
fn around(mean: f64, again: Vec<f64>) -> (Estimate, f64, f64) {
    let (estimate, lower, upper) = by_percentiles(mean, again, CONFIDENCE);
    let (lower, upper) = (if mean < lower { mean } else { lower }, if mean > upper { mean } else { upper });
    (Estimate { half_width: (upper - lower) / 2.0, ..estimate }, lower, upper)
}

/// The document of a threshold.
pub(super) fn results(question: &Question<'_>, steps: &[Step], moved: &[End]) -> Results {
    let names = &question.setting.loaded.names;
    let all = || steps.iter().chain(moved.iter().flat_map(|end| &end.steps));
    let places = || all().flat_map(|step| &step.stood).map(|stood| &stood.place);
    let replications = places().filter_map(Place::replications).min().unwrap_or(0) as u32;
    let is_between = |name: &str| question.between.iter().any(|one| names.staffings[*one] == name);
    let cautions = provenance::cautions(names, is_between);
    let mut telling = Telling { question, steps, moved, replications, records: Vec::new(), cautions };
    if replications >= 2 {
        telling.tell();
    }
    let Telling { records, mut cautions, .. } = telling;
    cautions.extend(caution::cautions(question, steps, moved));
    let whole = steps.len() == question.values.len() && moved.len() == 2 * question.sensitivity.len();
    let stopped_by = if whole { "replications" } else { "interrupted" };
    let mut made = question.setting.provenance("threshold", replications, stopped_by);
    made.staffings = question.between.iter().map(|one| names.staffings[*one].clone()).collect();
    made.baseline.clone_from(&names.staffings[question.between[0]]);
    let mut results = Results {
        schema_version: SCHEMA_VERSION,
        provenance: made,
        assumptions: provenance::assumptions(names),
        records,
        cautions,
    };
    results.sort();
    results
}

pub(super) struct Telling<'a> {
    pub(super) question: &'a Question<'a>,
    steps: &'a [Step],
    pub(super) moved: &'a [End],
    replications: u32,
    pub(super) records: Vec<Record>,
    cautions: Vec<Caution>,
}

impl Telling<'_> {
    pub(super) fn name(&self, side: usize) -> &str {
        &self.question.setting.loaded.names.staffings[self.question.between[side]]
    }

    fn unit(&self) -> Unit {
        // What is no metric is a price.
        let unit = catalogue::find(&self.question.metric).map_or(&Unit::CURRENCY, |metric| &metric.unit);
        unit.in_currency(&self.question.setting.loaded.names.currency)
    }

    fn record(&self, metric: &str, unit: Unit, (estimate, lower, upper): (Estimate, f64, f64)) -> Record {
        Record {
            staffing: self.name(1).into(),
            scope: "all".into(),
            metric: metric.into(),
            unit,
            mean: Some(estimate.mean),
            lower: Some(lower),
            upper: Some(upper),
            half_width: Some(estimate.half_width),
            replications: u64::from(self.replications),
            ..Record::default()
        }
        .finite()
    }

    fn tell(&mut self) {
        let at: Vec<f64> = self.steps.iter().map(|step| step.value.at).collect();
        let places = self.steps.iter().chain(self.moved.iter().flat_map(|end| &end.steps));
        let by_block = places.flat_map(|step| &step.stood).any(|stood| stood.place.is_by_block());
        let blocks = if by_block { self.replications.min(BLOCKS as u32) } else { 0 };
        let all = Sample::whole(self.replications, blocks);
        let streams = Streams::new(self.question.setting.seed, 0);
        let sample = |n: u64| {
            let draw = |place: u32, below: u32| {
                streams.draw(Purpose::Bootstrap, n, u64::from(place)).below(u64::from(below)) as u32
            };
            Sample::drawn(self.replications, blocks, draw)
        };
        let samples: Vec<Sample> = (0..RESAMPLES).map(sample).collect();
        let here = curves_of(self.steps, |place| place.stands(&all));
        let resampled: Vec<Curves> = samples.iter().map(|sample| curves(self.steps, sample)).collect();
        self.curves(&at, &here, &resampled);
        let beyond = smaller_beyond(&at, &here.exact);
        self.crossings(beyond, &at, &here, &resampled);
        let threshold = |curves: &Curves| beyond.last_tie(&at, &curves.exact);
        let base: Vec<f64> = resampled.iter().map(threshold).collect();
        self.sensitivity(&at, beyond, (threshold(&here), &base), (&all, &samples));
    }

    /// Both staffings and their difference at every value.
    fn curves(&mut self, at: &[f64], here: &Curves, resampled: &[Curves]) {
        let unit = self.unit();
        let mut records = Vec::new();
        for (number, step) in self.steps.iter().enumerate() {
            let point = format!("{}={}", self.question.lever, step.value.text);
            for side in 0..2 {
                let pick = |of: fn(&Comes) -> f64| {
                    let again = resampled.iter().map(|curves| of(&curves.sides[side][number])).collect();
                    around(of(&here.sides[side][number]), again)
                };
                let told = |metric: &str, found| Record {
                    staffing: self.name(side).into(),
                    point: point.clone(),
                    at: Some(at[number]),
                    ..self.record(metric, unit.clone(), found)
                };
                let mut whole = told(&self.question.metric, pick(|comes| comes.whole));
                whole.status = step.stood[side].certainty.status();
                if side == 1 {
                    let again = resampled.iter().map(|curves| -curves.whole[number]).collect();
                    let (estimate, lower, upper) = around(-here.whole[number], again);
                    whole.baseline = self.name(0).into();
                    whole.difference = Some(estimate.mean);
                    (whole.difference_lower, whole.difference_upper) = (Some(lower), Some(upper));
                    whole.difference_half_width = Some(estimate.half_width);
                }
                records.push(whole.finite());
                if self.question.sized {
                    records.push(told(catalogue::AT_GOAL.name, pick(|comes| comes.exact)));
                }
                if self.question.sized && self.question.metric != catalogue::AGENTS.name {
                    // Of the people that the cost is of, which an uncertain size may be one away from.
                    let agents = told(catalogue::AGENTS.name, pick(|comes| comes.agents));
                    records.push(Record { unit: catalogue::AGENTS.unit.clone(), ..agents });
                }
            }
        }
        self.records.extend(records);
    }

    /// Unit of the lever.
    fn axis(&self) -> Unit {
        let is_duration = |value: &Value| value.text.parse::<f64>().is_err();
        match self.question.lever.as_str() {
            "demand.volume" => Unit::Requests,
            _ if self.question.values.iter().any(is_duration) => Unit::Duration,
            _ => Unit::Plain,
        }
    }

    /// A crossing with its interval, and who has less beyond it than whom; one before or beyond the range is told by its
    /// status, and by the end that it lies behind.
    pub(super) fn crossing(
        &self,
        figure: &Figure,
        beyond: Beyond,
        at: &[f64],
        mean: f64,
        again: Vec<f64>,
    ) -> Record {
        let record = self
            .facing(beyond, self.record(figure.name, self.axis(), by_percentiles(mean, again, CONFIDENCE)));
        let status = if mean.is_finite() { Status::Ok } else { Status::Never };
        let outside = (mean.is_infinite() && mean > 0.0).then(|| at[at.len() - 1]);
        let before = (mean.is_infinite() && mean < 0.0).then(|| at[0]);
        Record { lower: record.lower.or(outside), upper: record.upper.or(before), status, ..record }
    }

    /// A record about a crossing: its staffing has less beyond it than its baseline.
    fn facing(&self, beyond: Beyond, record: Record) -> Record {
        let (staffing, baseline) = (self.name(beyond.side()), self.name(beyond.other().side()));
        Record { staffing: staffing.into(), baseline: baseline.into(), ..record }
    }

    /// Where the difference crosses zero. `beyond` has less from the threshold on.
    fn crossings(&mut self, beyond: Beyond, at: &[f64], here: &Curves, resampled: &[Curves]) {
        let axis = || self.axis();
        let found = |figure: &Figure, pick: &dyn Fn(&Curves) -> f64| {
            self.crossing(figure, beyond, at, pick(here), resampled.iter().map(pick).collect())
        };
        // The headline is where people are divisible; whole people come in lumps, told beside it.
        let headline = found(&catalogue::THRESHOLD, &|curves| beyond.last_tie(at, &curves.exact));
        let mut told = vec![headline];
        if self.question.sized {
            told.push(found(&catalogue::THRESHOLD_WHOLE_PEOPLE, &|curves| {
                beyond.last_tie(at, &curves.whole)
            }));
        }
        let whole = beyond.facing(&here.whole);
        // Where a size is undecided, so is who has less.
        let is_sure = |step: &Step| step.stood.iter().all(|one| one.certainty == Certainty::Sure);
        let sure = || self.steps.iter().zip(at).zip(&whole).filter(|((step, _), _)| is_sure(step));
        let last = sure().rev().find(|(_, less)| **less <= 0.0).map(|((_, at), _)| *at);
        // From where on it has less for good, of those that are sure.
        let beyond_last = |at: f64| last.is_none_or(|last| at > last);
        let first = sure().map(|((_, at), _)| *at).find(|at| beyond_last(*at));
        for (figure, value) in
            [(&catalogue::FIRST_WHERE_LESS, first), (&catalogue::LAST_WHERE_NOT_LESS, last)]
        {
            let exactly = value.unwrap_or(f64::NAN);
            let known = Estimate { mean: exactly, half_width: 0.0, variance: 0.0, degrees: f64::INFINITY };
            let record = self.facing(beyond, self.record(figure.name, axis(), (known, exactly, exactly)));
            told.push(Record { status: if value.is_some() { Status::Ok } else { Status::Never }, ..record });
        }
        let all = crossings(at, &here.exact);
        if all.len() > 1 {
            for (number, (value, becomes)) in all.iter().enumerate() {
                let there = if *becomes { Beyond::Second } else { Beyond::First };
                let known = Estimate { mean: *value, half_width: 0.0, variance: 0.0, degrees: f64::INFINITY };
                let record = self
                    .facing(there, self.record(catalogue::CROSSING.name, axis(), (known, *value, *value)));
                told.push(Record {
                    at: Some(number as f64 + 1.0),
                    lower: None,
                    upper: None,
                    half_width: None,
                    ..record
                });
            }
        }
        self.records.extend(told);
    }
}
