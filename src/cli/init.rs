//! `init`.

use super::Outcome;
use super::arguments::Init;
use super::console::Console;

pub(crate) fn run(_options: &Init, console: Console) -> Outcome {
    console.error("not there yet");
    Outcome::BadInput
}
