//! `sweep`: all staffings at every point of a grid; goes on where it was stopped.
//!
//! In: arguments. Out: results on stdout and in files; each finished point in a file of its own, at once. Must not know:
//! how a point is played.

use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::{self, Sweep};
use super::console::Console;
use super::opening::Opened;
use super::{Outcome, files, progress};
use crate::report::data;
use crate::scenario::along::Along;
use crate::scenario::file;
use crate::scenario::ready::{Made, made};
use crate::study::sweep::points::{Point, grid, sample};
use crate::study::sweep::{Finished, NoShelf, Question, Refused, Shelf, run as run_sweep, work};

pub(crate) fn run(options: &Sweep, console: Console) -> Outcome {
    match swept(options, console) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn swept(options: &Sweep, console: Console) -> Result<Outcome, Outcome> {
    let opened = Opened::new("sweep", &options.input, &options.output, "-sweep", console)?;
    let setting = opened.setting(&options.run);
    let points = points(options, &opened, setting.seed, console)?;
    let question = Question { setting, points };
    let mut shelf: Box<dyn Shelf> = match opened.folder() {
        None => Box::new(NoShelf),
        Some(folder) => {
            let hash = format!("{:016x}", opened.loaded.hash);
            let folder = Folder { points: folder.join("points") };
            if options.fresh {
                opened.make_folder_anew()?;
                folder.clear().map_err(|problem| {
                    console.error(&problem);
                    Outcome::NotWritten
                })?;
            } else if let Some(why) = folder.is_of_another(&hash) {
                return Err(opened.refuse(&why));
            } else {
                opened.make_folder()?;
            }
            Box::new(folder)
        }
    };
    let bar = progress::bar(console, work(&question), &format!("sweeping {} points", question.points.len()));
    let interrupt = progress::interruption();
    let results = run_sweep(&question, &mut *shelf, &|done| bar.inc(done), &interrupt);
    bar.finish_and_clear();
    match results {
        Ok(results) => Ok(opened.finish(&results, options.output.format, &[])),
        Err(Refused::At(point, rejected)) => {
            console.error(&format!("the scenario cannot be played at the point {point}"));
            console.error_text(&rejected.text(console.colors_errors()));
            Err(Outcome::BadInput)
        }
        Err(Refused::NotKept(problem)) => {
            console.error(&problem);
            Err(Outcome::NotWritten)
        }
        Err(Refused::Interrupted) => Err(opened.interrupted("any point was finished")),
    }
}

/// The points of the command line, else of the scenario.
fn points(options: &Sweep, opened: &Opened, seed: u64, console: Console) -> Result<Vec<Point>, Outcome> {
    let own = &opened.loaded.file.sweep;
    let asked = options.ready.map(|ready| match ready {
        arguments::Ready::RungTime => file::Ready::RungTime,
        arguments::Ready::DedicatedAccounts => file::Ready::DedicatedAccounts,
    });
    let ready = asked.or(own.ready.filter(|_| options.levers.is_empty()));
    let own_staffing = own.staffing.as_deref().filter(|_| asked.is_none());
    let staffing = options.staffing.as_deref().or(own_staffing);
    if options.staffing.is_some() && ready.is_none() {
        return Err(opened.refuse(
            "--staffing says which staffing a ready-made sweep moves, and none is asked for: add one, such as --ready \
             rung-time, or leave it out; all staffings are played at every point",
        ));
    }
    let (levers, drawn): (Vec<Along>, Option<u32>) = if let Some(ready) = ready {
        (vec![ready_made(ready, staffing, opened, console)?], None)
    } else if options.levers.is_empty() {
        // The door has looked at them.
        (own.levers.iter().filter_map(|swept| Along::of(swept).ok()).collect(), options.sample.or(own.sample))
    } else {
        let levers: Result<_, String> = options.levers.iter().map(|text| Along::parse(text)).collect();
        (levers.map_err(|why| opened.refuse(&format!("--lever: {why}")))?, options.sample)
    };
    if levers.is_empty() {
        return Err(opened.refuse(
            "nothing to sweep: give a lever with its values, such as --lever teams.desk.agents=20,22,24, a ready-made sweep \
             such as --ready rung-time, or [sweep] levers in the scenario",
        ));
    }
    if options.points.is_some() && !levers.iter().any(Along::is_cut) {
        return Err(opened.refuse(
            "--points says into how many values a range is cut, and no lever has a range to be cut: write one, such as \
             --lever teams.desk.agents=20..30, or leave it out",
        ));
    }
    // A number of values asked for on the command line is about grids.
    let drawn = drawn.filter(|_| options.points.is_none());
    let points = match drawn {
        Some(count) => sample(&levers, count, seed),
        None => grid(&levers, options.points),
    };
    points.map_err(|why| opened.refuse(&why))
}

/// The lever of a ready-made sweep; stderr says which it is, and of which staffings the same could be asked.
fn ready_made(
    ready: file::Ready,
    staffing: Option<&str>,
    opened: &Opened,
    console: Console,
) -> Result<Along, Outcome> {
    let loaded = &opened.loaded;
    let made = made(ready, &loaded.file, loaded.model.accounts.len(), staffing);
    let Made { along, others } = made.map_err(|why| opened.refuse(&why))?;
    let also = match others.as_slice() {
        [] => String::new(),
        others => format!(" --staffing {} moves another.", others.join(" or ")),
    };
    console.note(&format!("Moving {} over {}.{also}", along.lever, along.grid(None).join(", ")));
    Ok(along)
}

/// Finished points as files of a folder.
struct Folder {
    points: PathBuf,
}

impl Folder {
    fn file(&self, name: &str) -> PathBuf {
        self.points.join(format!("{name}.json"))
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.points).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut files: Vec<PathBuf> =
            entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
        files.sort();
        files
    }

    /// Why nothing may be written here: it holds results of another scenario.
    fn is_of_another(&self, hash: &str) -> Option<String> {
        let folder = self.points.parent().unwrap_or(Path::new(""));
        let of = |found: &str, what: String| {
            (found != hash).then(|| {
                format!(
                    "{} holds {what} of another scenario, or of this one before it was changed; name another folder with \
                     --out, or write over it with --fresh",
                    folder.display()
                )
            })
        };
        let results = fs::read_to_string(folder.join("results.json")).ok();
        let results = results.and_then(|text| data::read_json(&text).ok());
        let told = results.and_then(|results| {
            of(&results.provenance.scenario_hash, format!("results ({})", results.provenance.scenario))
        });
        // All points of a folder are of one scenario: the first that can be read tells.
        let first = || self.files().iter().find_map(|file| read(file));
        told.or_else(|| first().and_then(|point| of(&point.scenario, "points".into())))
    }

    fn clear(&self) -> Result<(), String> {
        for file in self.files() {
            files::remove(&file)?;
        }
        Ok(())
    }
}

impl Shelf for Folder {
    fn take(&self, name: &str) -> Option<Finished> {
        read(&self.file(name))
    }

    fn put(&mut self, name: &str, finished: &Finished) -> Result<(), String> {
        let mut text = serde_json::to_string(finished).map_err(|error| error.to_string())?;
        text.push('\n');
        files::write(&self.file(name), text.as_bytes())
    }
}

/// A finished point; `None` of a file that is no such thing: it is played again.
fn read(file: &Path) -> Option<Finished> {
    serde_json::from_str(&fs::read_to_string(file).ok()?).ok()
}
