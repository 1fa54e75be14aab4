//! `check`.

use super::Outcome;
use super::arguments::Check;
use super::console::Console;

pub(crate) fn run(_options: &Check, console: Console) -> Outcome {
    console.error("not there yet");
    Outcome::BadInput
}
