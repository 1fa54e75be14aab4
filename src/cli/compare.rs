//! `compare`: the main job.
//!
//! In: arguments. Out: results on stdout and in files, and what is worth asking next. Must not know: how staffings
//! are played, what a page looks like.

use std::sync::atomic::AtomicBool;

use super::arguments::{By, Compare};
use super::console::Console;
use super::opening::Opened;
use super::{Outcome, effort, next, progress};
use crate::study::compare::{Details, Question, run as run_comparison, work};
use crate::study::equal;
use crate::study::estimate::CONFIDENCE;
use crate::study::record::{Results, Verdict};
use crate::study::setting::Setting;

pub(crate) fn run(options: &Compare, console: Console) -> Outcome {
    match compared(options, console) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn compared(options: &Compare, console: Console) -> Result<Outcome, Outcome> {
    let suffix = match (options.equal_service, options.equal_cost) {
        (true, _) => "-equal-service",
        (_, true) => "-equal-cost",
        _ => "",
    };
    let opened = Opened::new("compare", &options.input, &options.output, suffix, console)?;
    let question = asked(options, &opened)?;
    opened.make_folder()?;
    tell_memory(&question, console);
    let interrupt = progress::interruption();
    let results = if options.equal_service || options.equal_cost {
        at_equal(options, &opened, &question, console, &interrupt)?
    } else {
        let bar = progress::bar(console, work(&question), "comparing");
        let results = run_comparison(&question, &|done| bar.inc(done), &interrupt);
        bar.finish_and_clear();
        results
    };
    let results = results.ok_or_else(|| opened.interrupted("two replications were done"))?;
    let outcome = opened.finish(&results, options.output.format, &options.by);
    if outcome != Outcome::NotWritten {
        next::suggest(options, &results, console);
    }
    let missed = results.records.iter().any(|record| record.verdict == Some(Verdict::Missed));
    Ok(match outcome {
        Outcome::Done if options.require_goals && missed => Outcome::GoalMissed,
        outcome => outcome,
    })
}

/// What is asked; says why it cannot be.
fn asked<'a>(options: &Compare, opened: &'a Opened) -> Result<Question<'a>, Outcome> {
    let names = &opened.loaded.names;
    let baseline = match &options.baseline {
        None => names.baseline,
        Some(wanted) => opened.staffing("--baseline", wanted)?,
    };
    let named = options.by.iter().find(|by| matches!(by, By::Account | By::Agent));
    if let (Some(by), true) = (named, names.redraw.is_some()) {
        let what = if *by == By::Account { "account" } else { "agent" };
        return Err(opened.refuse(&format!(
            "--by {what}: with population = \"redrawn\" every replication has other accounts and people; \
             name one desk, --set population=1"
        )));
    }
    if options.precision.is_some_and(|precision| precision.is_nan() || precision <= 0.0) {
        return Err(opened.refuse("--precision must be above 0, such as 0.5"));
    }
    let setting = opened.setting(&options.run);
    Ok(Question { setting, precision: options.precision, baseline, details: details(&options.by) })
}

/// Memory (bytes) from which on it is told before it is needed.
const MUCH: f64 = 2e9;

/// Says what figures of so many people or accounts take, where that is much.
fn tell_memory(question: &Question<'_>, console: Console) {
    let Setting { loaded, replications, threads, .. } = question.setting;
    let replications =
        if question.precision.is_some() { loaded.names.max_replications } else { replications };
    let threads = if threads > 0 { threads } else { effort::cores() };
    let bytes = |details| effort::bytes(&loaded.model, &loaded.names, threads, (replications, details));
    let (all, usual) = (bytes(question.details), bytes(Details::default()));
    if all > MUCH && all > 2.0 * usual {
        console.note(&format!(
            "Figures of every one of {} accounts and {} people take about {:.1} GB of memory, {:.1} GB without --by \
             account and --by agent.",
            loaded.model.accounts.len(),
            loaded.model.people.len(),
            all / 1e9,
            usual / 1e9
        ));
    }
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
    opened: &Opened,
    question: &Question<'_>,
    console: Console,
    interrupt: &AtomicBool,
) -> Result<Option<Results>, Outcome> {
    let Question { setting, precision, baseline, details } = *question;
    let asked = equal::Question {
        setting,
        equal: if options.equal_service { equal::In::Service } else { equal::In::Cost },
        confidence: setting.loaded.file.size.confidence.unwrap_or(CONFIDENCE),
        precision,
        baseline,
        details,
    };
    let bar = progress::count(console, "sizing and comparing, replications played");
    let results = equal::run(&asked, &|done| bar.inc(done), interrupt);
    bar.finish_and_clear();
    results.map_err(|refused| opened.refused(refused))
}
