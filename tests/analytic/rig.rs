//! Stationary desks written as scenario text, played, and held to exact figures.

use portflow::math::student_quantile;
use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Part};
use portflow::scenario::load_text;
use portflow::study::estimate::{Pair, ratio};
use portflow::study::parallel::Run;
use serde_json::Value;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

/// The chance that a right program fails any of the figures, and how many there are; Bonferroni deals it out evenly.
const FALSE_ALARMS: f64 = 0.01;
const FIGURES: f64 = 329.0;

/// Exact figures, keys as in their source.
static CLOSED: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../data/analytic_erlang.json")));
static WORKFORCE: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../data/workforce.json")));
static SIMULATED: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../data/exact_simulated.json")));
static GOLDEN: LazyLock<Value> = LazyLock::new(|| parsed(include_str!("../data/golden_erlang.json")));

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the file of exact figures is JSON")
}

/// A block of exact figures.
pub(crate) fn exact(key: &str) -> &'static Value {
    [&CLOSED, &SIMULATED, &WORKFORCE, &GOLDEN]
        .iter()
        .find_map(|file| file.get(key))
        .unwrap_or_else(|| panic!("no exact figures {key}"))
}

/// The row of a block with these values.
pub(crate) fn row(key: &str, wanted: &[(&str, f64)]) -> &'static Value {
    let is_it = |row: &&Value| wanted.iter().all(|(name, value)| row[name].as_f64() == Some(*value));
    let rows = exact(key).as_array().expect("rows");
    rows.iter().find(is_it).unwrap_or_else(|| panic!("no row of {key} with {wanted:?}"))
}

/// The row of a block whose text under a name begins so; of several the one with this many people.
pub(crate) fn named_row(key: &str, name: &str, begins: &str, agents: Option<f64>) -> &'static Value {
    let is_it = |row: &&Value| {
        let named = row[name].as_str().is_some_and(|text| text.starts_with(begins));
        named && agents.is_none_or(|number| row["n"].as_f64() == Some(number))
    };
    let rows = exact(key).as_array().expect("rows");
    rows.iter().find(is_it).unwrap_or_else(|| panic!("no row of {key} with {begins}, {agents:?}"))
}

/// A figure of a row.
pub(crate) fn figure(row: &Value, name: &str) -> f64 {
    row[name].as_f64().unwrap_or_else(|| panic!("no figure {name} in {row}"))
}

/// A desk that never closes: what differs from case to case is the rest of the text.
pub(crate) fn stationary(days: u32, rest: &str) -> String {
    format!(
        "[run]\ncount = \"calendar days\"\ndays = {days}\nwarm_up = 2\n\n[opening]\nalways = true\n\n[sites.here]\n\
         hourly_cost = 1\n\n{rest}"
    )
}

/// The rows, or figures, under a name.
pub(crate) fn row_of<'a>(block: &'a Value, name: &str) -> &'a [Value] {
    block[name].as_array().unwrap_or_else(|| panic!("no rows {name}"))
}

/// A law of chance.
pub(crate) fn exponential(minutes: f64) -> String {
    format!("{{ exponential = {{ mean = \"{:.6}s\" }} }}", 60.0 * minutes)
}

/// A rate per minute as requests a day.
pub(crate) fn a_day(per_minute: f64) -> f64 {
    per_minute * 1440.0
}

/// Parts of a staffing, replication by replication.
pub(crate) struct Played(pub(crate) Vec<Part>);

/// Plays the first staffing of a scenario.
pub(crate) fn play(text: &str, replications: u32) -> Played {
    play_all(text, replications).swap_remove(0)
}

/// Plays all staffings of a scenario.
pub(crate) fn play_all(text: &str, replications: u32) -> Vec<Played> {
    let loaded = load_text("case.toml", text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let run = Run {
        model: &loaded.model,
        seed: 20_261_124,
        threads: 0,
        staffings: None,
        details: portflow::metrics::Details::default(),
        redraw: None,
        contacts: None,
        interrupt: &AtomicBool::new(false),
    };
    let mut played: Vec<Played> = loaded.model.staffings.iter().map(|_| Played(Vec::new())).collect();
    run.each(0, replications, &|_| {}, |_, parts| {
        for (staffing, part) in played.iter_mut().zip(parts) {
            staffing.0.push(part);
        }
    });
    played
}

impl Played {
    /// Holds a ratio of counts over a group (or all) to an exact value.
    pub(crate) fn holds(
        &self,
        what: &str,
        group: Option<usize>,
        exact: f64,
        top: &[Count],
        bottom: &[Count],
        unit: f64,
    ) {
        let slice = Slice { group, ..Slice::default() };
        let sum = |part: &Part, counts: &[Count]| {
            let cells = part.counts(slice);
            counts.iter().map(|count| cells.get(*count) as f64).sum::<f64>()
        };
        let pairs: Vec<Pair> = self.0.iter().map(|part| (sum(part, top) / unit, sum(part, bottom))).collect();
        Self::close(what, exact, 0.0, &pairs);
    }

    /// Holds a ratio of what is made of counts over all contacts to an exact value.
    pub(crate) fn holds_counts(
        &self,
        what: &str,
        exact: f64,
        pair: impl Fn(&dyn Fn(Count) -> f64) -> (f64, f64),
    ) {
        self.holds_of(what, exact, |part| {
            let counts = part.counts(Slice::default());
            pair(&|count| counts.get(count) as f64)
        });
    }

    /// Holds a ratio of anything else to an exact value.
    pub(crate) fn holds_of(&self, what: &str, exact: f64, pair: impl Fn(&Part) -> Pair) {
        Self::close(what, exact, 0.0, &self.0.iter().map(pair).collect::<Vec<Pair>>());
    }

    /// Holds the mean wait, in minutes, to another simulation's figure with its own standard error.
    pub(crate) fn mean_wait_like(&self, group: Option<usize>, published: f64, standard_error: f64) {
        let slice = Slice { group, ..Slice::default() };
        let pair = |part: &Part| {
            let counts = part.counts(slice);
            (counts.get(Count::WaitAll) as f64 / 6e7, counts.get(Count::Offered) as f64)
        };
        let pairs: Vec<Pair> = self.0.iter().map(pair).collect();
        Self::close("mean wait of all", published, standard_error, &pairs);
    }

    fn close(what: &str, exact: f64, its_error: f64, pairs: &[Pair]) {
        let found = ratio(pairs, 0.95).expect("something happened");
        let quantile = student_quantile(pairs.len() as f64 - 1.0, 1.0 - 0.5 * FALSE_ALARMS / FIGURES);
        let most = quantile * (found.variance + its_error * its_error).sqrt();
        assert!(
            (found.mean - exact).abs() <= most,
            "{what}: {} against {exact} exactly, ± {most}",
            found.mean
        );
        // A test that would pass whatever happens tests nothing.
        assert!(most < 0.15 * exact.abs().max(0.02), "{what}: too few contacts, ± {most} of {exact}");
    }

    pub(crate) fn service_level(&self, group: Option<usize>, exact: f64) {
        self.holds("answered in time", group, exact, &[Count::InTime], &[Count::Offered], 1.0);
    }

    pub(crate) fn abandonment(&self, group: Option<usize>, exact: f64) {
        self.holds("abandoned", group, exact, &[Count::Abandoned], &[Count::Offered], 1.0);
    }

    /// In minutes, over all contacts.
    pub(crate) fn mean_wait_all(&self, group: Option<usize>, exact: f64) {
        self.holds("mean wait of all", group, exact, &[Count::WaitAll], &[Count::Offered], 6e7);
    }

    /// In minutes, over answered contacts.
    pub(crate) fn mean_wait_answered(&self, group: Option<usize>, exact: f64) {
        self.holds("mean wait of answered", group, exact, &[Count::WaitAnswered], &[Count::Answered], 6e7);
    }

    pub(crate) fn occupancy(&self, exact: f64) {
        self.holds_of("occupancy", exact, |part| {
            let time = part.time(Slice::default());
            (time.busy as f64, (time.on_duty + time.overtime) as f64)
        });
    }
}
