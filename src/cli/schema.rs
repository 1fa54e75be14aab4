//! `schema`.

use super::Outcome;
use super::arguments::Schema;
use super::console::Console;

pub(crate) fn run(_options: &Schema, console: Console) -> Outcome {
    console.error("not there yet");
    Outcome::BadInput
}
