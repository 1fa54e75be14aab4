//! Options that several commands have: the scenario, how it is played, what is shown and where it goes.
//!
//! In: words. Out: groups of options. Must not know: which command has them.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::values::{replications, seed, threads};
pub(crate) use crate::report::details::By;

/// A scenario file and edits to it.
#[derive(Debug, Clone, Args)]
pub(crate) struct ScenarioArguments {
    /// The scenario file (TOML)
    pub(crate) scenario: PathBuf,
    /// A what-if edit: the dotted path of a key and its value, `teams.desk.agents=26` (repeatable)
    #[arg(long = "set", value_name = "LEVER=VALUE")]
    pub(crate) sets: Vec<String>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Page one, for people
    Table,
    /// The whole document
    Json,
    /// Tidy rows
    Csv,
    /// The same page as Markdown
    Markdown,
}

impl ValueEnum for By {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.told()))
    }
}

/// How a study is played that needs so many replications: two for an interval, five to decide point by point.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct RunArguments<const LEAST: u32> {
    /// Seed of days, contacts, absences (default: the scenario's)
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    pub(crate) seed: Option<u64>,
    #[arg(long, short, value_parser = replications::<LEAST>, allow_negative_numbers = true)]
    #[arg(help = replications_of(LEAST))]
    pub(crate) replications: Option<u32>,
    /// Threads (default: all cores); never changes a result
    #[arg(long, short, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<usize>,
}

/// What is said of `--replications`.
fn replications_of(least: u32) -> &'static str {
    if least > 2 {
        "Replications, of a point at most (default: the scenario's)"
    } else {
        "Replications (default: the scenario's)"
    }
}

/// Where results go.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutputArguments {
    /// Folder for data and plots (default: results/NAME-OF-SCENARIO-COMMAND; of compare: results/NAME-OF-SCENARIO)
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Save nothing, print only
    #[arg(long, conflicts_with = "out")]
    pub(crate) no_files: bool,
}
