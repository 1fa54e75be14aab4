//! Cases of other simulators as scenario text, played, and held to what they published.

use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Part};
use portflow::scenario::load_text;
use portflow::study::estimate::{Pair, ratio};
use portflow::study::parallel::Run;
use serde_json::Value;
use std::sync::atomic::AtomicBool;

pub(crate) const ALL: Slice =
    Slice { channel: None, group: None, team: None, interval: None, agent: None, account: None };

/// A case with its published figures and our parts.
pub(crate) struct Case {
    facts: Value,
    parts: Vec<Part>,
}

impl Case {
    /// Plays replications of a scenario for a case.
    pub(crate) fn play(key: &str, text: &str, replications: u32) -> Self {
        let facts: Value = serde_json::from_str(include_str!("../data/golden_simulated.json"))
            .expect("the file of published figures is JSON");
        let loaded = load_text("case.toml", text, &[], &|name| Err(format!("no {name}")))
            .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
        let run = Run {
            model: &loaded.model,
            seed: 1_999,
            threads: 0,
            staffings: None,
            details: portflow::metrics::Details::default(),
            redraw: None,
            contacts: None,
            interrupt: &AtomicBool::new(false),
        };
        let mut parts = Vec::new();
        run.each(0, replications, &|_| {}, |_, mut staffings| parts.push(staffings.swap_remove(0)));
        Self { facts: facts[key].clone(), parts }
    }

    /// Something among the facts of the case.
    pub(crate) fn fact(&self, name: &str) -> &Value {
        self.facts.get(name).unwrap_or_else(|| panic!("no fact {name}"))
    }

    /// Holds a ratio to a published figure `[mean, half width]`: their interval and ours overlap, at four standard
    /// errors of both together.
    pub(crate) fn holds(&self, name: &str, pair: impl Fn(&Part) -> Pair) {
        let fact = self.fact(name);
        let [mean, half_width] = [0, 1].map(|index| fact[index].as_f64().expect("[mean, half width]"));
        self.holds_to(name, mean, half_width, pair);
    }

    /// The same, where the figure stands in a table.
    pub(crate) fn holds_to(&self, what: &str, published: f64, half_width: f64, pair: impl Fn(&Part) -> Pair) {
        let quantile = if self.fact("level") == &Value::from(0.90) { 1.645 } else { 1.96 };
        let standard_error = half_width / quantile;
        let found = ratio(&self.parts.iter().map(pair).collect::<Vec<Pair>>(), 0.95).expect("it happened");
        let most = 4.0 * (found.variance + standard_error * standard_error).sqrt();
        assert!(
            (found.mean - published).abs() <= most,
            "{what}: {} against {published} ± {most}",
            found.mean
        );
    }

    /// Mean number of something by day, or by stretches of so many days.
    pub(crate) fn holds_by_days(&self, name: &str, days: f64, counted: Count) {
        self.holds(name, |part| (count(part, ALL, counted) * days, part.shape.days as f64));
    }

    /// Answered in time over answered, or over everything that `below` counts.
    pub(crate) fn holds_level(&self, name: &str, below: impl Fn(&Part) -> f64) {
        self.holds(name, |part| (count(part, ALL, Count::InTime), below(part)));
    }

    /// Mean wait of answered contacts in minutes.
    pub(crate) fn holds_speed_of_answer(&self) {
        self.holds("asa_minutes", |part| {
            (count(part, ALL, Count::WaitAnswered) / 6e7, count(part, ALL, Count::Answered))
        });
    }
}

pub(crate) fn count(part: &Part, slice: Slice, count: Count) -> f64 {
    part.counts(slice).get(count) as f64
}

/// Answered, and given up later than the limit of short abandonment.
pub(crate) fn answered_or_late(part: &Part, slice: Slice) -> f64 {
    count(part, slice, Count::Answered) + count(part, slice, Count::Abandoned)
        - count(part, slice, Count::ShortAbandoned)
}

/// Busy time in some intervals, µs.
pub(crate) fn busy(part: &Part, intervals: std::ops::Range<usize>) -> f64 {
    intervals.map(|at| part.time(Slice { interval: Some(at), ..ALL }).busy as f64).sum()
}
