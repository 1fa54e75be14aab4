//! `knockout`: whom a staffing depends on.
//!
//! In: arguments. Out: results on stdout and in files, or why the question cannot be asked. Must not know: how people
//! are taken away, how they are ranked.

use std::ops::Range;

use super::arguments::{CoverBy, Knockout};
use super::console::Console;
use super::opening::Opened;
use super::{Outcome, progress};
use crate::model::{Agent, Calendar, Model};
use crate::scenario::Loaded;
use crate::scenario::problem::suggestion;
use crate::study::knockout::{Cover, Question, run as run_knockout};
use crate::time::DAY;

pub(crate) fn run(options: &Knockout, console: Console) -> Outcome {
    match lost(options, console) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn lost(options: &Knockout, console: Console) -> Result<Outcome, Outcome> {
    let opened = Opened::new("knockout", &options.input, &options.output, "-knockout", console)?;
    let question = asked(options, &opened)?;
    opened.make_folder()?;
    let bar = progress::bar(console, question.plays(), "losing people in turn");
    let interrupt = progress::interruption();
    let results = run_knockout(&question, &|done| bar.inc(done), &interrupt);
    bar.finish_and_clear();
    let results = results.ok_or_else(|| opened.interrupted("two replications were done"))?;
    Ok(opened.finish(&results, options.output.format, &[]))
}

/// What is asked; says why it cannot be.
fn asked<'a>(options: &Knockout, opened: &'a Opened) -> Result<Question<'a>, Outcome> {
    let loaded = &opened.loaded;
    let (model, names) = (&loaded.model, &loaded.names);
    if names.redraw.is_some() {
        return Err(opened.refuse(
            "with population = \"redrawn\" every replication has other people, and there is nobody to name: give a \
             number, --set population=1",
        ));
    }
    let staffing = match &options.staffing {
        None => names.baseline,
        Some(wanted) => opened.staffing("--staffing", wanted)?,
    };
    let team = match &options.team {
        None => None,
        Some(wanted) => {
            let teams = &names.teams[staffing];
            let found = teams.iter().position(|name| name == wanted).ok_or_else(|| {
                let help = suggestion(wanted, teams.iter().map(String::as_str));
                let of = &names.staffings[staffing];
                opened.refuse(&format!("--team: staffing `{of}` has no team `{wanted}`; {help}"))
            })?;
            Some(found as u16)
        }
    };
    check_changes(options, loaded, staffing).map_err(|why| opened.refuse(&why))?;
    if let Some(why) = options.rank_by.is_undefined(model) {
        return Err(opened.refuse(&format!("--rank-by {}: {why}", options.rank_by.word())));
    }
    let question = Question {
        setting: opened.setting(&options.run),
        staffing,
        cover: match options.cover {
            _ if options.replace => Cover::Replace,
            CoverBy::Ladder => Cover::Ladder,
            CoverBy::Reassign => Cover::Reassign,
        },
        days: days(options, &model.calendar).map_err(|why| opened.refuse(&why))?,
        team,
        pairs: options.pairs,
        shapley: options.shapley,
        service: options.service,
        rank_by: options.rank_by,
    };
    check_people(&question).map_err(|why| opened.refuse(&why))?;
    Ok(question)
}

/// There is somebody to lose, and to be missed.
fn check_people(question: &Question<'_>) -> Result<(), String> {
    let people = question.people().len();
    if people == 0 {
        return Err("there is nobody to lose: every seat is unfilled".into());
    }
    if question.pairs && people < 2 {
        return Err("--pairs is about two people, and there is one to lose: leave it out, or look at more people than \
                    this team's (--team) or this staffing's (--staffing)"
            .into());
    }
    match question.days.clone().filter(|_| question.off_duty().len() == people) {
        Some(days) => Err(nobody_there(question, &days)),
        None => Ok(()),
    }
}

/// An option that would change nothing is refused.
fn check_changes(options: &Knockout, loaded: &Loaded, staffing: usize) -> Result<(), String> {
    let (model, names) = (&loaded.model, &loaded.names);
    if options.replace && !is_felt(model, staffing) {
        let why = "--replace would change nothing: who leaves is replaced at once by somebody as fast, for no roster of \
                   this staffing has turnover, and nothing is known of accounts; add [rosters.X.turnover] (vacancy, \
                   training, ramp-up) or [knowledge]";
        return Err(why.into());
    }
    if matches!(options.cover, CoverBy::Reassign) && !options.replace {
        let owners = &model.staffings[staffing].portfolio.owners;
        if (0..model.accounts.len() as u32).all(|account| owners.row(account).is_empty()) {
            return Err(format!(
                "--cover reassign would change nothing: no account of staffing `{}` has an owner whose accounts others could \
                 be given; leave it out, or name a staffing with owners: --staffing",
                names.staffings[staffing]
            ));
        }
    }
    Ok(())
}

/// That nobody is on duty on the days asked for.
fn nobody_there(question: &Question<'_>, days: &Range<u32>) -> String {
    let Question { staffing, team, .. } = *question;
    let names = question.names();
    let date = |day: u32| question.model().calendar.date(day);
    let when = question.when(days);
    let whose = match team {
        None => format!("staffing `{}`", names.staffings[staffing]),
        Some(team) => format!("team `{}`", names.teams[staffing][usize::from(team)]),
    };
    let next =
        question.next_duty(days.end).or_else(|| question.next_duty(question.model().calendar.warm_up_days));
    let help = next.map_or_else(
        || "nobody of it ever works in this run".into(),
        |day| format!("ask for other days, such as --from {}", date(day)),
    );
    format!("nobody of {whose} is on duty {when}, so that nobody can be missed; {help}")
}

/// Whether anything changes when somebody is replaced by somebody else.
fn is_felt(model: &Model, staffing: usize) -> bool {
    let staffing = &model.staffings[staffing];
    let leaves = |agent: &Agent| model.people[agent.person as usize].turnover.is_some();
    model.knowledge.is_some() || staffing.succession.is_some() || staffing.agents.iter().any(leaves)
}

/// The days on which people are gone; `None`: all of the run.
fn days(options: &Knockout, calendar: &Calendar) -> Result<Option<Range<u32>>, String> {
    if options.gone_for.is_none() && options.from.is_none() && !options.replace {
        return Ok(None);
    }
    let first = match options.from {
        None => calendar.warm_up_days,
        Some(from) => {
            let day = calendar.day_of(from);
            if day < i64::from(calendar.warm_up_days) || day >= i64::from(calendar.days) {
                return Err(format!(
                    "--from {from} is outside the days that are counted; they are {} to {}",
                    calendar.date(calendar.warm_up_days),
                    calendar.last_date()
                ));
            }
            day as u32
        }
    };
    let Some(span) = options.gone_for else { return Ok(Some(first..calendar.days)) };
    let last = i64::from(first) + span / DAY;
    if last > i64::from(calendar.days) {
        let left = calendar.days - first;
        return Err(format!(
            "--for {}d is longer than the run: from {} there {} left; ask for {left}d at most, leave --for out for the whole \
             run, or run longer (--set run.days=…)",
            span / DAY,
            calendar.date(first),
            if left == 1 { "is 1 day".to_string() } else { format!("are {left} days") }
        ));
    }
    Ok(Some(first..last as u32))
}
