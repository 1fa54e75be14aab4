//! `report`.

use super::Outcome;
use super::arguments::Report;
use super::console::Console;

pub(crate) fn run(_options: &Report, console: &Console) -> Outcome {
    console.error("not there yet");
    Outcome::BadInput
}
