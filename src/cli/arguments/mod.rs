//! What the command line understands.
//!
//! In: words. Out: [`Arguments`]. Must not know: what the commands do.

mod shared;
mod studies;
mod tools;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use shared::{By, Format, OutputArguments, RunArguments, ScenarioArguments};
pub(crate) use studies::{Compare, CoverBy, Knockout, Ready, Size, Sweep, Threshold};
pub(crate) use tools::{Check, CheckFormat, Erlang, Init, Report, Schema, Validate};

const AFTER_HELP: &str = "\
Start with:
  portflow init --template planner my-desk.toml   a file that asks for what a planner has
  portflow check my-desk.toml                     what is in it, and what is wrong
  portflow compare my-desk.toml                   every way of staffing, on the same requests
  portflow knockout my-desk.toml                  whom a staffing depends on
  portflow size my-desk.toml                      the cheapest people that meet all goals
  portflow sweep my-desk.toml --lever L=v1,v2     all staffings along a lever
  portflow threshold my-desk.toml                 from which volume another site pays

Words: dedicated = gestion dédiée, portfolio = gestion de portefeuille, flow = gestion de flux,
owner = interlocuteur, ramp-up = montée en compétences.

Exit codes: 0 done, 1 a goal missed (--require-goals), 2 bad usage or input,
3 results could not be written, 130 interrupted with finished work saved.";

/// Dedicated, portfolio or flow: how to staff client accounts, by simulation with confidence intervals
#[derive(Debug, Parser)]
#[command(name = "portflow", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Only the result: no progress, no notes
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Colour on the terminal (`NO_COLOR` is respected)
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On terminals, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Play every staffing of a scenario on the same requests and say which is better
    Compare(Compare),
    /// Say whom a staffing depends on, and what it would cost to lose them
    Knockout(Knockout),
    /// Find the cheapest people that meet all goals, per staffing
    Size(Size),
    /// Play all staffings at every point of a grid of levers, on the same requests; goes on where it was stopped
    Sweep(Sweep),
    /// Find where two staffings tie along a lever: from which volume does the second cost less?
    Threshold(Threshold),
    /// Validate a scenario: what is in it, what is wrong, how long it will take
    Check(Check),
    /// Print the JSON Schema of scenario files, or the list of metrics
    Schema(Schema),
    /// Start a scenario file from a template
    Init(Init),
    /// Closed forms: Erlang B, C and A, and the agents a goal needs
    Erlang(Erlang),
    /// Redraw table, data and plots from saved results, without simulating
    Report(Report),
    /// Hold sizes found by simulation against Erlang C
    Validate(Validate),
    /// Print a completion script for a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}
