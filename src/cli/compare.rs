//! `compare`: the main job.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::arguments::{By, Compare};
use super::console::Console;
use super::{Outcome, files, next, progress, shown};
use crate::scenario::{self, Loaded};
use crate::study::compare::{Details, Question, run as run_comparison, work};
use crate::study::equal;
use crate::study::record::{Results, Verdict};
use crate::study::setting::Setting;
use crate::study::size::{CONFIDENCE, Refused};

pub(crate) fn run(options: &Compare, console: Console) -> Outcome {
    #[expect(clippy::disallowed_methods, reason = "the time a run took is told on stderr, never saved")]
    let started = Instant::now();
    let loaded = match scenario::load(&options.input.scenario, &options.input.sets) {
        Ok(loaded) => loaded,
        Err(rejected) => {
            console.error_text(&rejected.text(console.colors_errors()));
            return Outcome::BadInput;
        }
    };
    let names = &loaded.names;
    let mut baseline = names.baseline;
    if let Some(wanted) = &options.baseline {
        let Some(index) = names.staffings.iter().position(|name| name == wanted) else {
            console.error(&format!(
                "--baseline: there is no staffing `{wanted}`; the scenario has {}",
                names.staffings.join(", ")
            ));
            return Outcome::BadInput;
        };
        baseline = index;
    }
    let named = options.by.iter().find(|by| matches!(by, By::Account | By::Agent));
    if let (Some(by), true) = (named, names.redraw.is_some()) {
        let what = if *by == By::Account { "account" } else { "agent" };
        console.error(&format!(
            "--by {what}: with population = \"redrawn\" every replication has other accounts and people; \
             name one desk, --set population=1"
        ));
        return Outcome::BadInput;
    }
    if options.precision.is_some_and(|precision| precision.is_nan() || precision <= 0.0) {
        console.error("--precision must be above 0, such as 0.5");
        return Outcome::BadInput;
    }
    let file_name =
        options.input.scenario.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let replications = options.replications.unwrap_or(names.replications);
    let question = Question {
        model: &loaded.model,
        names,
        scenario: file_name,
        hash: format!("{:016x}", loaded.hash),
        overrides: options.input.sets.clone(),
        seed: options.seed.unwrap_or(names.seed),
        replications,
        precision: options.precision,
        threads: options.threads.unwrap_or(0),
        baseline,
        details: details(&options.by),
    };
    let stem = options.input.scenario.file_stem().map_or("scenario".into(), |stem| stem.to_string_lossy());
    let apart = match (options.equal_service, options.equal_cost) {
        (true, _) => "-equal-service",
        (_, true) => "-equal-cost",
        _ => "",
    };
    let folder =
        options.out.clone().unwrap_or_else(|| PathBuf::from("results").join(format!("{stem}{apart}")));
    let folder = (!options.no_files).then_some(folder);
    if let Some(Err(problem)) = folder.as_deref().map(files::make_folder) {
        console.error(&problem);
        return Outcome::NotWritten;
    }
    let interrupt = progress::interruption();
    let results = if options.equal_service || options.equal_cost {
        match at_equal(options, &loaded, &question, console, &interrupt) {
            Ok(results) => results,
            Err(outcome) => return outcome,
        }
    } else {
        let bar = progress::bar(console, work(&question), "comparing");
        let results = run_comparison(&question, &|done| bar.inc(done), &interrupt);
        bar.finish_and_clear();
        results
    };
    let Some(results) = results else {
        console.error("interrupted before two replications were done: nothing to show");
        return Outcome::Interrupted;
    };
    console.result(&shown::text(&results, options.format, &options.by, console));
    if let Some(folder) = folder {
        match shown::save(&results, &folder) {
            Ok(names) => console.note(&format!("Saved in {}: {}.", folder.display(), names.join(", "))),
            Err(problem) => {
                console.error(&problem);
                return Outcome::NotWritten;
            }
        }
    }
    console.note(&format!("{:.1} s.", started.elapsed().as_secs_f64()));
    next::suggest(options, &results, console);
    if results.provenance.stopped_by == "interrupted" {
        return Outcome::Interrupted;
    }
    let missed = results.records.iter().any(|record| record.verdict == Some(Verdict::Missed));
    if options.require_goals && missed { Outcome::GoalMissed } else { Outcome::Done }
}

/// What is kept for the tables asked for.
fn details(by: &[By]) -> Details {
    Details {
        intervals: by.contains(&By::Interval),
        teams: by.iter().any(|by| matches!(by, By::Team | By::Site)),
        agents: by.contains(&By::Agent),
        accounts: by.contains(&By::Account),
    }
}

/// Every staffing sized to the same service, or the same cost, and then compared.
fn at_equal(
    options: &Compare,
    loaded: &Loaded,
    question: &Question<'_>,
    console: Console,
    interrupt: &AtomicBool,
) -> Result<Option<Results>, Outcome> {
    let Question { seed, replications, threads, precision, baseline, details, .. } = *question;
    let asked = equal::Question {
        setting: Setting { loaded, seed, replications, threads },
        equal: if options.equal_service { equal::In::Service } else { equal::In::Cost },
        confidence: loaded.file.size.confidence.unwrap_or(CONFIDENCE),
        precision,
        baseline,
        details,
    };
    let bar = progress::count(console, "sizing and comparing, replications played");
    let results = equal::run(&asked, &|done| bar.inc(done), interrupt);
    bar.finish_and_clear();
    results.map_err(|refused| {
        match refused {
            Refused::Because(why) => console.error(&why),
            Refused::Rejected(rejected) => console.error_text(&rejected.text(console.colors_errors())),
        }
        Outcome::BadInput
    })
}
