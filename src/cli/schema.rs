//! `schema`: the JSON Schema of scenario files, or every metric with its unit and definition.
//!
//! In: arguments. Out: the schema or the list on stdout. Must not know: what keys mean, how figures are made.

use std::fmt::Write as _;

use super::Outcome;
use super::arguments::Schema;
use super::console::Console;
use crate::metrics::Direction;
use crate::metrics::catalogue::rows;
use crate::scenario;

pub(crate) fn run(options: &Schema, console: Console) -> Outcome {
    let text = if options.metrics { metrics() } else { scenario::schema::text() };
    console.result(&text);
    Outcome::Done
}

/// Every metric: name, unit, which way is better, definition.
fn metrics() -> String {
    let width = rows().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let units = rows().map(|(_, unit, ..)| unit.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:units$}  {:7}  definition\n", "metric", "unit", "better");
    for (name, unit, definition, direction) in rows() {
        let better = match direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
            Direction::Neither => "",
        };
        let _ = writeln!(text, "{name:width$}  {unit:units$}  {better:7}  {definition}");
    }
    text
}
