//! `schema`: the JSON Schema of scenario files, or every metric with its unit and definition.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::Schema;
use super::console::Console;
use crate::metrics::{Direction, METRICS};
use crate::scenario;

pub(crate) fn run(options: &Schema, console: Console) -> Outcome {
    let text = if options.metrics { metrics() } else { scenario::schema::text() };
    console.result(&text);
    Outcome::Done
}

/// Every metric: name, unit, which way is better, definition.
fn metrics() -> String {
    let width = METRICS.iter().map(|metric| metric.name.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:9}  {:7}  definition\n", "metric", "unit", "better");
    for metric in METRICS {
        let better = match metric.direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Neither => "",
        };
        let _ =
            writeln!(text, "{:width$}  {:9}  {better:7}  {}", metric.name, metric.unit, metric.definition);
    }
    text
}
