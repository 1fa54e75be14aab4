//! What the commands that study a scenario have in common: loading it, playing with a bar, showing, saving.
//!
//! In: arguments. Out: a setting, a folder; results on stdout and in files. Must not know: what is studied.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::arguments::{By, Format, OutputArguments, RunArguments, ScenarioArguments};
use super::console::Console;
use super::{Outcome, files, shown};
use crate::scenario::problem::suggestion;
use crate::scenario::{self, Loaded};
use crate::study::record::Results;
use crate::study::setting::Setting;
use crate::study::size::Refused;

/// A command under way.
pub(crate) struct Opened {
    pub(crate) loaded: Loaded,
    console: Console,
    started: Instant,
    /// As the documents of its results name it.
    command: &'static str,
    folder: Option<PathBuf>,
}

impl Opened {
    /// Loads a scenario for a command; its results go into a folder of its name and a suffix, `-size`, if not told
    /// otherwise.
    pub(crate) fn new(
        command: &'static str,
        input: &ScenarioArguments,
        output: &OutputArguments,
        suffix: &str,
        console: Console,
    ) -> Result<Self, Outcome> {
        #[expect(clippy::disallowed_methods, reason = "the time a run took is told on stderr, never saved")]
        let started = Instant::now();
        let loaded = scenario::load(&input.scenario, &input.sets).map_err(|rejected| {
            console.error_text(&rejected.text(console.colors_errors()));
            Outcome::BadInput
        })?;
        let folder = (!output.no_files).then(|| {
            let stem = input.scenario.file_stem().map_or("scenario".into(), |stem| stem.to_string_lossy());
            let usual = || PathBuf::from("results").join(format!("{stem}{suffix}"));
            output.out.clone().unwrap_or_else(usual)
        });
        Ok(Self { loaded, console, started, command, folder })
    }

    /// The folder for results.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Makes the folder, once it is clear that the question can be asked. Results of another scenario or study are not
    /// written over.
    pub(crate) fn make_folder(&self) -> Result<(), Outcome> {
        self.folder_for(Some(&self.loaded.source.file_name()))
    }

    /// The same where results of the command on any scenario may be written over.
    pub(crate) fn make_folder_anew(&self) -> Result<(), Outcome> {
        self.folder_for(None)
    }

    fn folder_for(&self, scenario: Option<&str>) -> Result<(), Outcome> {
        let Some(folder) = self.folder() else { return Ok(()) };
        if let Some(why) = shown::holds_another(folder, self.command, scenario) {
            return Err(self.refuse(&why));
        }
        files::make_folder(folder).map_err(|problem| {
            self.console.error(&problem);
            Outcome::NotWritten
        })
    }

    /// How it is played.
    pub(crate) fn setting<const LEAST: u32>(&self, run: &RunArguments<LEAST>) -> Setting<'_> {
        let usual = Setting::of(&self.loaded);
        Setting {
            seed: run.seed.unwrap_or(usual.seed),
            replications: run.replications.unwrap_or(usual.replications),
            threads: run.threads.unwrap_or(usual.threads),
            ..usual
        }
    }

    /// The index of a staffing that an option names.
    pub(crate) fn staffing(&self, option: &str, wanted: &str) -> Result<usize, Outcome> {
        let names = &self.loaded.names.staffings;
        names.iter().position(|name| name == wanted).ok_or_else(|| {
            let help = suggestion(wanted, names.iter().map(String::as_str));
            self.refuse(&format!("{option}: there is no staffing `{wanted}`; {help}"))
        })
    }

    /// Says why something cannot be asked.
    pub(crate) fn refuse(&self, why: &str) -> Outcome {
        self.console.error(why);
        Outcome::BadInput
    }

    /// Prints and saves what a study found, or says why it found nothing; `nothing` where it was interrupted too early.
    pub(crate) fn answered(
        &self,
        found: Result<Results, Refused>,
        nothing: &str,
        output: &OutputArguments,
    ) -> Result<Outcome, Outcome> {
        match found {
            Ok(results) if results.records.is_empty() => Err(self.interrupted(nothing)),
            Ok(results) => Ok(self.finish(&results, output.format, &[])),
            Err(refused) => Err(self.refused(refused)),
        }
    }

    /// Says that it was interrupted before something of which there would be anything to show.
    pub(crate) fn interrupted(&self, nothing: &str) -> Outcome {
        self.console.error(&format!("interrupted before {nothing}: nothing to show"));
        Outcome::Interrupted
    }

    /// Says why a study found nothing.
    pub(crate) fn refused(&self, refused: Refused) -> Outcome {
        match refused {
            Refused::Because(why) => self.console.error(&why),
            Refused::Rejected(rejected) => {
                self.console.error_text(&rejected.text(self.console.colors_errors()));
            }
        }
        Outcome::BadInput
    }

    /// Prints results, with the details asked for, and saves them.
    pub(crate) fn finish(&self, results: &Results, format: Format, by: &[By]) -> Outcome {
        let console = self.console;
        console.result(&shown::text(results, format, by, console));
        if let Some(folder) = self.folder() {
            match shown::save(results, folder) {
                Ok(names) => console.note(&format!("Saved in {}: {}.", folder.display(), names.join(", "))),
                Err(problem) => {
                    console.error(&problem);
                    return Outcome::NotWritten;
                }
            }
        }
        console.note(&format!("{:.1} s.", self.started.elapsed().as_secs_f64()));
        if results.provenance.stopped_by == "interrupted" { Outcome::Interrupted } else { Outcome::Done }
    }
}
