//! Options that several commands have: the scenario, how it is played, what is shown and where it goes.
//!
//! In: words. Out: groups of options. Must not know: which command has them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::values::{five_replications, seed, threads};

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

/// Details beside page one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// By channel
    Channel,
    /// By account group
    Group,
    /// By team
    Team,
    /// By site
    Site,
    /// By interval of the day
    Interval,
    /// By account
    Account,
    /// By agent
    Agent,
    /// Continuity: how often an account meets a face it knows, by group too
    Continuity,
    /// Difference: each headline figure against the baseline, with interval, verdict and what pairing saved
    Difference,
    /// Cost: a bill per staffing, line by line, that adds up
    Cost,
    /// Contract: the price of every staffing under every contract
    Contract,
}

/// How a study is played.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct RunArguments {
    /// Seed of days, contacts, absences (default: the scenario's)
    #[arg(long, value_parser = seed, allow_negative_numbers = true)]
    pub(crate) seed: Option<u64>,
    /// Replications, of a point at most (default: the scenario's)
    #[arg(long, short, value_parser = five_replications, allow_negative_numbers = true)]
    pub(crate) replications: Option<u32>,
    /// Threads (default: all cores); never changes a result
    #[arg(long, short, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<usize>,
}

/// Where results go.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutputArguments {
    /// Folder for data and plots (default: results/NAME-OF-SCENARIO-COMMAND)
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Save nothing, print only
    #[arg(long, conflicts_with = "out")]
    pub(crate) no_files: bool,
}
