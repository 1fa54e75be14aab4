//! `compare`.

use super::Outcome;
use super::arguments::Compare;
use super::console::Console;

pub(crate) fn run(_options: &Compare, console: &Console) -> Outcome {
    console.error("not there yet");
    Outcome::BadInput
}
