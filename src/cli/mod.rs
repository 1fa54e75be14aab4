//! The command line: the only room that prints, reads the clock and listens for Ctrl-C.
//!
//! In: arguments. Out: the result on stdout, progress and diagnostics on stderr, an exit code.
//! Must not know: how anything is computed; each command is one file.

mod arguments;
mod check;
mod compare;
mod console;
mod effort;
mod erlang;
mod files;
mod init;
mod knockout;
mod manual;
mod next;
mod opening;
mod progress;
mod report;
mod schema;
mod shown;
mod size;
mod sweep;
mod threshold;
mod validate;
mod values;

use std::process::ExitCode;

use clap::Parser;

use self::arguments::{Arguments, Command};

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// A goal was missed, and `--require-goals` asked to be told; or `validate` found an exact figure missed.
    GoalMissed,
    /// Bad usage or input.
    BadInput,
    /// Results could not be written.
    NotWritten,
    /// Interrupted; what was finished is saved.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::GoalMissed => 1,
            Outcome::BadInput => 2,
            Outcome::NotWritten => 3,
            Outcome::Interrupted => 130,
        })
    }
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = console::Console::new(arguments.color, arguments.quiet);
    let outcome = match &arguments.command {
        Command::Compare(options) => compare::run(options, console),
        Command::Knockout(options) => knockout::run(options, console),
        Command::Size(options) => size::run(options, console),
        Command::Sweep(options) => sweep::run(options, console),
        Command::Threshold(options) => threshold::run(options, console),
        Command::Check(options) => check::run(options, console),
        Command::Schema(options) => schema::run(options, console),
        Command::Init(options) => init::run(options, console),
        Command::Erlang(options) => erlang::run(options, console),
        Command::Report(options) => report::run(options, console),
        Command::Validate(options) => validate::run(options, console),
        Command::Completions { shell } => manual::completions(*shell, console),
        Command::Man => manual::man(console),
    };
    if matches!(outcome, Outcome::Done) && console::Console::has_lost_a_result() {
        return Outcome::NotWritten.into();
    }
    outcome.into()
}
