//! `size`: the cheapest people that meet all goals.
//!
//! In: arguments. Out: results on stdout and in files. Must not know: how the cheapest people are searched for.

use super::arguments::Size;
use super::console::Console;
use super::opening::Opened;
use super::{Outcome, progress};
use crate::study::estimate::CONFIDENCE;
use crate::study::size::{Question, run as run_sizing};

pub(crate) fn run(options: &Size, console: Console) -> Outcome {
    match sized(options, console) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn sized(options: &Size, console: Console) -> Result<Outcome, Outcome> {
    let opened = Opened::new("size", &options.input, &options.output, "-size", console)?;
    let mut staffings = Vec::new();
    for wanted in &options.staffing {
        // Who is named twice is sized once.
        let staffing = opened.staffing("--staffing", wanted)?;
        if !staffings.contains(&staffing) {
            staffings.push(staffing);
        }
    }
    if staffings.is_empty() {
        staffings = (0..opened.loaded.names.staffings.len()).collect();
    }
    let confidence = options.confidence.or(opened.loaded.file.size.confidence).unwrap_or(CONFIDENCE);
    if !(0.5..1.0).contains(&confidence) {
        return Err(opened.refuse("--confidence is at least 0.5 and below 1, such as 0.95"));
    }
    let question = Question { setting: opened.setting(&options.run), staffings, confidence, start: None };
    opened.make_folder()?;
    let bar = progress::count(console, "sizing, replications played");
    let interrupt = progress::interruption();
    let results = run_sizing(&question, &|done| bar.inc(done), &interrupt);
    bar.finish_and_clear();
    opened.answered(results, "any staffing was sized", &options.output)
}
