//! `report`: table, data and plots from saved results, without simulating.
//!
//! In: a document saved by a study. Out: its page or its data on stdout, its files in a folder. Must not know:
//! scenarios, how the figures were found.

use super::arguments::Report;
use super::console::Console;
use super::{Outcome, shown};
use crate::report::data;

pub(crate) fn run(options: &Report, console: Console) -> Outcome {
    // The folder of a study holds its results.
    let file =
        if options.results.is_dir() { options.results.join("results.json") } else { options.results.clone() };
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            console.error(&format!(
                "cannot read {}: {error}; name a results.json that portflow compare has saved",
                options.results.display()
            ));
            return Outcome::BadInput;
        }
    };
    let results = match data::read_json(&text) {
        Ok(results) => results,
        Err(error) => {
            console.error(&format!(
                "{}: {error}; name a results.json that portflow compare has saved",
                options.results.display()
            ));
            return Outcome::BadInput;
        }
    };
    console.result(&shown::text(&results, options.format, &options.by, console));
    if let Some(folder) = &options.out {
        match shown::save(&results, folder) {
            Ok(names) => console.note(&format!("Saved in {}: {}.", folder.display(), names.join(", "))),
            Err(problem) => {
                console.error(&problem);
                return Outcome::NotWritten;
            }
        }
    }
    Outcome::Done
}
