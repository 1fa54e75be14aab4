//! The commands beside the studies: `check`, `schema`, `init`, `erlang`, `report`, `validate`.
//!
//! In: words. Out: the options of each. Must not know: how they are carried out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{By, Format, ScenarioArguments};
use crate::cli::values::{agents, number, seed, threads, time};
use crate::scenario::template::TEMPLATES;
use crate::time::Span;

/// `check`
#[derive(Debug, Clone, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    /// Problems as text or as JSON
    #[arg(long, short, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// For editors and scripts
    Json,
}

/// `schema`
#[derive(Debug, Clone, Args)]
pub(crate) struct Schema {
    /// List every metric with unit and definition instead
    #[arg(long)]
    pub(crate) metrics: bool,
}

/// What is said of `--template`.
fn templates() -> String {
    let names: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
    format!("Which template: {}", names.join(", "))
}

/// `init`
#[derive(Debug, Clone, Args)]
pub(crate) struct Init {
    /// File to write
    #[arg(default_value = "scenario.toml")]
    pub(crate) file: PathBuf,
    #[arg(long, short, default_value = "planner", help = templates())]
    pub(crate) template: String,
    /// Overwrite an existing file
    #[arg(long)]
    pub(crate) force: bool,
}

/// `erlang`
#[derive(Debug, Clone, Args)]
pub(crate) struct Erlang {
    /// Contacts offered per period
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    pub(crate) contacts: f64,
    /// The period
    #[arg(long, default_value = "30m", value_parser = time)]
    pub(crate) per: Span,
    /// Mean handle time
    #[arg(long, value_parser = time)]
    pub(crate) handle_time: Span,
    /// Mean patience (exponential): adds Erlang A
    #[arg(long, value_parser = time)]
    pub(crate) patience: Option<Span>,
    /// Agents, in place of the fewest that meet a goal
    #[arg(long, value_parser = agents, allow_negative_numbers = true)]
    pub(crate) agents: Option<u32>,
    /// Answered within …
    #[arg(long, default_value = "20s", value_parser = time)]
    pub(crate) within: Span,
    /// … this share of contacts (default: 0.8)
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    pub(crate) at_least: Option<f64>,
    /// Occupancy at most
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    pub(crate) max_occupancy: Option<f64>,
    /// Abandonment at most (Erlang A), blocking at most (Erlang B; where not given, 2 %)
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    pub(crate) max_abandonment: Option<f64>,
    /// Share of paid time away from contacts: heads = agents / (1 − shrinkage)
    #[arg(long, default_value_t = 0.0, value_parser = number, allow_negative_numbers = true)]
    pub(crate) shrinkage: f64,
    /// Text or JSON
    #[arg(long, short, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

/// `report`
#[derive(Debug, Clone, Args)]
pub(crate) struct Report {
    /// Saved results (results.json)
    pub(crate) results: PathBuf,
    /// Details to print (repeatable); they must be in the saved results
    #[arg(long, value_enum)]
    pub(crate) by: Vec<By>,
    /// Folder for data and plots (default: none)
    #[arg(long, short)]
    pub(crate) out: Option<PathBuf>,
    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// `validate`
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Validate {
    /// All loads, up to pools of thousands and to those whose goal lies between two sizes (minutes)
    #[arg(long)]
    pub(crate) long: bool,
    /// Seed of days and contacts
    #[arg(long, default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// Threads (default: all cores); never changes a result
    #[arg(long, short, value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<usize>,
}
