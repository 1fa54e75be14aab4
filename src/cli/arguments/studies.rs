//! The commands that play a scenario: `compare`, `knockout`, `size`, `sweep`, `threshold`.
//!
//! In: words. Out: the options of each. Must not know: how they are carried out.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::shared::{By, OutputArguments, RunArguments, ScenarioArguments};
use crate::cli::values::{days, number, parse_date, points, sample, values};
use crate::study::knockout::RankBy;
use crate::time::{Date, Span};

/// `compare`
#[derive(Debug, Clone, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    #[command(flatten)]
    pub(crate) run: RunArguments<2>,
    /// Stop once every goal metric is known this well: 0.5 = points of a share, per cent of money; then
    /// `run.max_replications` (1000) is the most, whatever `--replications` says
    #[arg(long, value_name = "POINTS", value_parser = number, allow_negative_numbers = true)]
    pub(crate) precision: Option<f64>,
    /// Staffing that the others are compared with (default: the first)
    #[arg(long)]
    pub(crate) baseline: Option<String>,
    /// Details to print and to save (repeatable)
    #[arg(long, value_enum)]
    pub(crate) by: Vec<By>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// Exit with 1 when a staffing misses a goal
    #[arg(long)]
    pub(crate) require_goals: bool,
    /// Give every staffing the cheapest people that meet all goals first, then compare
    #[arg(long, conflicts_with = "equal_cost")]
    pub(crate) equal_service: bool,
    /// Give every staffing people for the cost of the baseline first, then compare
    #[arg(long)]
    pub(crate) equal_cost: bool,
}

/// Who covers for a person that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverBy {
    /// Accounts follow their ladder
    Ladder,
    /// Accounts are handed over, at the start, to the other owners of the shift
    Reassign,
}

impl ValueEnum for RankBy {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(self.told()))
    }
}

/// `knockout`
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Knockout {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    /// Staffing whose people are lost in turn (default: the baseline)
    #[arg(long)]
    pub(crate) staffing: Option<String>,
    /// Only the people of this team, and the team as a whole
    #[arg(long)]
    pub(crate) team: Option<String>,
    /// Who covers for a person that is gone
    #[arg(long, value_enum, default_value_t = CoverBy::Ladder)]
    pub(crate) cover: CoverBy,
    /// Gone for so many days, such as 10d; then back (default: the whole run)
    #[arg(long = "for", value_name = "DAYS", value_parser = days)]
    pub(crate) gone_for: Option<Span>,
    /// First day without the person, such as 2026-02-02 (default: the first day that is counted)
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) from: Option<Date>,
    /// Gone for good from --from on, and replaced as the roster's turnover says: vacancy, training, ramp-up, succession
    #[arg(long, conflicts_with_all = ["gone_for", "cover"])]
    pub(crate) replace: bool,
    /// Also the ten people most missed in pairs: who must not be away together
    #[arg(long)]
    pub(crate) pairs: bool,
    /// Also Shapley shares: what each person adds, averaged over all orders of coming
    #[arg(long)]
    pub(crate) shapley: bool,
    /// Also the bus factor in service: the fewest people whose absence makes accounts of more than half of the value miss
    /// their goals, or have their contacts take a tenth longer
    #[arg(long)]
    pub(crate) service: bool,
    /// By which figure people are ranked: who is missed most
    #[arg(long, value_enum, default_value_t = RankBy::ServiceLevel)]
    pub(crate) rank_by: RankBy,
    #[command(flatten)]
    pub(crate) run: RunArguments<2>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// `size`
#[derive(Debug, Clone, Args)]
pub(crate) struct Size {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    /// Only this staffing (repeatable; default: all)
    #[arg(long)]
    pub(crate) staffing: Vec<String>,
    /// Confidence with which goals are met and what is cheaper misses them (default: 0.95)
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    pub(crate) confidence: Option<f64>,
    #[command(flatten)]
    pub(crate) run: RunArguments<5>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// Sweeps whose lever and values are worked out from the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ready {
    /// From flow to dedicated: the time for which contacts are kept for their owners, from nothing to never
    RungTime,
    /// How many accounts are dedicated, from none to all
    DedicatedAccounts,
}

/// `sweep`
#[derive(Debug, Clone, Args)]
pub(crate) struct Sweep {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    /// A lever and its values, `L=v1,v2,…`, or its range, `L=from..to` (repeatable: every combination is a point;
    /// default: [sweep] of the scenario)
    #[arg(long = "lever", value_name = "LEVER=VALUES")]
    pub(crate) levers: Vec<String>,
    /// A ready-made sweep: lever and values are worked out from the scenario
    #[arg(long, conflicts_with_all = ["levers", "points", "sample"])]
    pub(crate) ready: Option<Ready>,
    /// The staffing that a ready-made sweep moves (default: the first that has such a lever)
    #[arg(long)]
    pub(crate) staffing: Option<String>,
    /// Values in each range (default: 5)
    #[arg(long, value_parser = points, allow_negative_numbers = true)]
    pub(crate) points: Option<u32>,
    /// So many points drawn from the ranges (a Latin hypercube) in place of every combination
    #[arg(long, conflicts_with = "points", value_parser = sample, allow_negative_numbers = true)]
    pub(crate) sample: Option<u32>,
    /// Begin anew: forget the points that the folder holds, whatever scenario they are of
    #[arg(long, conflicts_with = "no_files")]
    pub(crate) fresh: bool,
    #[command(flatten)]
    pub(crate) run: RunArguments<5>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// `threshold`
#[derive(Debug, Clone, Args)]
pub(crate) struct Threshold {
    #[command(flatten)]
    pub(crate) input: ScenarioArguments,
    /// The lever and its range, `L=from..to`, or its values, `L=v1,v2,…` (default: the scenario's)
    #[arg(long, value_name = "LEVER=VALUES")]
    pub(crate) lever: Option<String>,
    /// Values looked at in the range (default: the scenario's, else 12)
    #[arg(long, value_parser = values, allow_negative_numbers = true)]
    pub(crate) points: Option<u32>,
    /// The two staffings: from which value on has the second less of the metric? (default: the first two)
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"])]
    pub(crate) between: Option<Vec<String>>,
    /// The metric (default: `cost_per_month`)
    #[arg(long)]
    pub(crate) metric: Option<String>,
    /// Contracts under which the two are priced, for metrics of prices
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"])]
    pub(crate) contracts: Option<Vec<String>>,
    /// Size both to the goals at every value (usual for money)
    #[arg(long, conflicts_with = "as_they_are")]
    pub(crate) sized: bool,
    /// Take both with the people that the scenario gives them
    #[arg(long)]
    pub(crate) as_they_are: bool,
    /// Look for the threshold again at both ends of other levers, `L=low..high` or `L=20%` of what the scenario says
    /// (several; without any: those of [threshold] sensitivity)
    #[arg(long, num_args = 0.., value_name = "LEVER=REACH")]
    pub(crate) sensitivity: Option<Vec<String>>,
    #[command(flatten)]
    pub(crate) run: RunArguments<5>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}
