//! `schema`: the JSON Schema of scenario files, or every metric with its unit and definition.
//!
//! In: arguments. Out: the schema or the list on stdout. Must not know: what keys mean, how figures are made.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::Schema;
use super::console::Console;
use crate::metrics::Direction;
use crate::metrics::catalogue::figures;
use crate::scenario;

pub(crate) fn run(options: &Schema, console: Console) -> Outcome {
    let text = if options.metrics { metrics() } else { scenario::schema::text() };
    console.result(&text);
    Outcome::Done
}

/// Every metric: name, unit, which way is better, definition.
fn metrics() -> String {
    let width = figures().map(|figure| figure.name.len()).max().unwrap_or(0);
    let units = figures().map(|figure| figure.unit.name().len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:units$}  {:7}  definition\n", "metric", "unit", "better");
    for figure in figures() {
        let better = match figure.direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Neither => "",
        };
        let (name, unit, definition) = (figure.name, figure.unit.name(), figure.definition);
        let _ = writeln!(text, "{name:width$}  {unit:units$}  {better:7}  {definition}");
    }
    text
}
