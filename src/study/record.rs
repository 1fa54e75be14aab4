//! The one type that flows out of a study.
//!
//! In: nothing. Out: [`Results`], a document of tidy rows with its provenance, the defaults it rests on
//! and its cautions. Tables, data files, plots and reports are made from this document alone, so it can
//! be saved, read back and drawn again without simulating. Must not know: models, engines, replications,
//! threads. It is plain data; of a point alone it can be asked what nobody chooses of it ([`circumstances`]), by the
//! names of a scenario's tables, for studies and pages alike.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::metrics::catalogue::Unit;

/// Version of the saved document. It rises when a field changes its meaning or disappears.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything that one command found out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// Always [`SCHEMA_VERSION`] in documents written by this build.
    pub schema_version: u32,
    /// Where the figures come from.
    pub provenance: Provenance,
    /// The modelling defaults and other stated choices that the figures rest on.
    pub assumptions: Vec<Assumption>,
    /// The figures, one tidy row each.
    pub records: Vec<Record>,
    /// What the reader should know before trusting a figure.
    pub cautions: Vec<Caution>,
}

/// One figure: a metric of one staffing in one scope, with its interval of confidence and, where
/// there is one, its paired difference from the baseline. A number that is not defined is `None`
/// (`null` in JSON, an empty cell in CSV), never NaN.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Levers that this row's run was made with, `lever=value;…`; empty for the scenario as it is.
    pub point: String,
    /// Name of the staffing; empty for a row that belongs to none.
    pub staffing: String,
    /// What the figure is about: `all`, or `channel=…;group=…;team=…;site=…;agent=…;account=…;goal=…`
    /// with the keys that apply, in that order; of a price `site=…;line=…`, under a contract `contract=…`.
    pub scope: String,
    /// Time of day at which the interval begins, `09:30`; empty for the whole day.
    pub interval: String,
    /// Coordinate on a curve, for example seconds waited; `None` for a plain figure.
    pub at: Option<f64>,
    /// Stable name of the metric in `snake_case`.
    pub metric: String,
    /// Unit of the figure: `share`, `seconds`, `contacts`, `agents`, a currency, …
    pub unit: Unit,
    /// Best estimate, in `unit`.
    pub mean: Option<f64>,
    /// Lower end of the confidence interval, in `unit`.
    pub lower: Option<f64>,
    /// Upper end of the confidence interval, in `unit`.
    pub upper: Option<f64>,
    /// Half the width of the confidence interval, in `unit`.
    pub half_width: Option<f64>,
    /// Replications that the estimate uses.
    pub replications: u64,
    /// Name of the staffing that the difference is taken from; empty if there is no difference.
    pub baseline: String,
    /// This staffing minus the baseline, on the same contacts, in `unit`.
    pub difference: Option<f64>,
    /// Lower end of the difference's confidence interval.
    pub difference_lower: Option<f64>,
    /// Upper end of the difference's confidence interval.
    pub difference_upper: Option<f64>,
    /// Half the width of the difference's confidence interval.
    pub difference_half_width: Option<f64>,
    /// Variance of the difference if the two staffings had met different contacts, divided by its
    /// variance as it is: how many times more replications an unpaired comparison would need.
    pub variance_ratio: Option<f64>,
    /// What may be claimed: of a difference, or of a goal.
    pub verdict: Option<Verdict>,
    /// Whether the figure could be had.
    pub status: Status,
}

/// What may be claimed of a difference from the baseline, or of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The difference is established and goes the good way.
    Better,
    /// The difference is established and goes the bad way.
    Worse,
    /// The difference is established to be too small to matter.
    NoDifference,
    /// The replications do not tell.
    Undecided,
    /// The goal is met.
    Met,
    /// The goal is missed.
    Missed,
}

/// Whether a figure could be had.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is there.
    #[default]
    Ok,
    /// The replications do not tell.
    Undecided,
    /// What was looked for never happens in the range that was searched.
    Never,
    /// It has no meaning here, for example a share of nothing.
    Undefined,
}

/// Where the figures come from: enough to make them again, and nothing that differs between two
/// machines (no time, host, number of threads or absolute path).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Name of the program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The command that was run: `compare`, …
    pub command: String,
    /// File name of the scenario, without its folder.
    pub scenario: String,
    /// Title that the scenario gives itself; may be empty.
    pub title: String,
    /// Hash of the resolved scenario and of the files it names, in hexadecimal.
    pub scenario_hash: String,
    /// Edits made on the command line, `teams.lyon.agents=24`, in the order given.
    pub overrides: Vec<String>,
    /// Seed of everything random.
    pub seed: u64,
    /// Replications done.
    pub replications: u64,
    /// Days counted in each replication.
    pub days: u64,
    /// Days simulated before them and not counted.
    pub warm_up: u64,
    /// Level of the confidence intervals, 0.95.
    pub confidence: f64,
    /// Why the run ended: `replications`, `precision`, `max_replications`, `interrupted`.
    pub stopped_by: String,
    /// Currency of all money, an ISO 4217 code such as `EUR`.
    pub currency: String,
    /// Staffing that differences are taken from.
    pub baseline: String,
    /// Staffings in file order.
    pub staffings: Vec<String>,
    /// The ladder of each staffing in words, by staffing: `owner → team after 20 s`.
    #[serde(default)]
    pub ladders: BTreeMap<String, String>,
    /// Channels in file order.
    pub channels: Vec<String>,
    /// Longest wait that counts as in time in a service level, in seconds, by channel.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub in_time: BTreeMap<String, f64>,
    /// Account groups in file order.
    pub groups: Vec<String>,
    /// Teams in file order, of all staffings.
    pub teams: Vec<String>,
    /// Sites in file order.
    pub sites: Vec<String>,
    /// Contracts in file order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<String>,
    /// Points in the order asked, `lever=value;…`; empty where the scenario was looked at as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// Goals in file order.
    pub goals: Vec<Goal>,
    /// All that a staffing promises, by staffing with promises of its own.
    #[serde(default)]
    pub promises: BTreeMap<String, Vec<Goal>>,
    /// Metrics on which the verdicts are spoken, most important first.
    pub headline: Vec<String>,
    /// Where people were sized before they were compared: to what, and to how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equal: Option<Equal>,
}

/// What staffings were made equal in before they were compared.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Equal {
    /// `service`: all meet the same goals, or their own promises; `cost`: all cost what the baseline costs.
    pub in_what: String,
    /// By staffing: the edits that give it its people, from the scenario.
    pub edits: BTreeMap<String, Vec<String>>,
    /// By staffing: people in the scenario as it stands.
    pub before: BTreeMap<String, u64>,
    /// By staffing, team: its site, its people in the scenario as it stands, its people now.
    #[serde(default)]
    pub teams: BTreeMap<String, Vec<TeamPeople>>,
}

/// People of a team, before and after they were sized.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamPeople {
    /// The team.
    pub team: String,
    /// Its site.
    pub site: String,
    /// People in the scenario as it stands.
    pub before: u64,
    /// People now.
    pub now: u64,
}

/// A goal of the scenario, as far as a page or a plot needs it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// Metric it sets a threshold for, `service_level` for *answered within*.
    pub metric: String,
    /// Channel it is about; empty for all.
    pub channel: String,
    /// Value that must be reached, in the metric's unit (a share is 0..1).
    pub threshold: f64,
    /// True when the metric must be at least the threshold, false when at most.
    pub at_least: bool,
    /// Longest wait that counts as in time, in seconds; `None` where the goal has no such limit.
    pub within: Option<f64>,
    /// The goal in words: `80 % of phone answered within 20 s`.
    pub text: String,
}

/// A choice that the figures rest on and the user may not have made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Assumption {
    /// Lever that sets it, a dotted path.
    pub path: String,
    /// The value used, as written in a scenario.
    pub value: String,
    /// What it means, in a few words.
    pub note: String,
    /// True when a source outside this program stands behind the value; false for a mere default.
    pub sourced: bool,
}

/// Something that the reader should know before trusting a figure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Caution {
    /// Stable name of the kind of caution in `snake_case`: `overload`, `backlog`, `wide_interval`, …
    pub code: String,
    /// The staffing concerned; `None` for all.
    pub staffing: Option<String>,
    /// What is the matter, one sentence.
    pub message: String,
    /// What to do about it, one sentence; may be empty.
    pub remedy: String,
}

/// Tables of a scenario whose keys a planner chooses; what any other lever moves comes as it comes.
const CHOSEN: [&str; 3] = ["shifts", "staffings", "teams"];

/// Keys in these tables that say how people are, which nobody chooses either.
const SUPPOSED: [&str; 4] = ["handle_time_factor", "owner_factor", "owner_turnover", "turnover_factor"];

/// What of a point nobody chooses, `lever=value;…`: points that differ in it are no alternatives.
pub fn circumstances(point: &str) -> String {
    let is_given = |edit: &&str| {
        let path = edit.split_once('=').map_or(*edit, |(path, _)| path);
        let mut keys = path.split('.');
        !keys.next().is_some_and(|table| CHOSEN.contains(&table)) || keys.any(|key| SUPPOSED.contains(&key))
    };
    point.split(';').filter(is_given).collect::<Vec<_>>().join(";")
}

impl Verdict {
    /// The verdict as it is written in files: `no_difference`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NoDifference => "no_difference",
            Self::Undecided => "undecided",
            Self::Met => "met",
            Self::Missed => "missed",
        }
    }
}

impl Status {
    /// The status as it is written in files: `undefined`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Undecided => "undecided",
            Self::Never => "never",
            Self::Undefined => "undefined",
        }
    }
}

impl Record {
    /// The value of one key of the scope: `record.scope_value("channel")` of `channel=phone;group=key`
    /// is `phone`.
    pub fn scope_value(&self, key: &str) -> Option<&str> {
        self.scope.split(';').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
    }

    /// Replaces infinite and undefined numbers by `None`, so that the document never holds one.
    #[must_use]
    pub fn finite(mut self) -> Self {
        for number in [
            &mut self.at,
            &mut self.mean,
            &mut self.lower,
            &mut self.upper,
            &mut self.half_width,
            &mut self.difference,
            &mut self.difference_lower,
            &mut self.difference_upper,
            &mut self.difference_half_width,
            &mut self.variance_ratio,
        ] {
            *number = number.filter(|value| value.is_finite());
        }
        self
    }
}

impl Results {
    /// Sorts the records by name, so that the order of tables in a scenario moves no byte.
    pub fn sort(&mut self) {
        fn names(record: &Record) -> [&str; 5] {
            let Record { point, staffing, metric, scope, interval, .. } = record;
            [point, staffing, metric, scope, interval]
        }
        self.records.sort_by(|a, b| {
            let along = a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0));
            names(a).cmp(&names(b)).then(along)
        });
    }

    /// Takes what is in the document's currency for money, which single records do not tell when they are read.
    pub fn read_money(&mut self) {
        for record in &mut self.records {
            record.unit = std::mem::take(&mut record.unit).read_in(&self.provenance.currency);
        }
    }

    /// The plain figure (no point, no interval, no curve) of a staffing, if it is there.
    pub fn figure(&self, staffing: &str, scope: &str, metric: &str) -> Option<&Record> {
        self.records.iter().find(|record| {
            record.staffing == staffing
                && record.metric == metric
                && record.scope == scope
                && record.interval.is_empty()
                && record.at.is_none()
                && record.point.is_empty()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Record, Status, Verdict};

    #[test]
    fn missing_numbers_are_null_and_enums_snake_case() {
        let record = Record {
            mean: Some(f64::NAN),
            verdict: Some(Verdict::NoDifference),
            status: Status::Undefined,
            ..Record::default()
        }
        .finite();
        let text = serde_json::to_string(&record).expect("a record is plain data");
        assert!(text.contains(r#""mean":null"#), "{text}");
        assert!(text.contains(r#""verdict":"no_difference""#), "{text}");
        assert!(text.contains(r#""status":"undefined""#), "{text}");
        let back: Record = serde_json::from_str(&text).expect("what was written can be read");
        assert_eq!(back, record);
    }

    #[test]
    fn fields_are_written_in_the_order_of_the_format() {
        let text = serde_json::to_string(&Record::default()).expect("a record is plain data");
        let order = "point, staffing, scope, interval, at, metric, unit, mean, lower, upper, half_width, \
                     replications, baseline, difference, difference_lower, difference_upper, \
                     difference_half_width, variance_ratio, verdict, status";
        let mut from = 0;
        for field in order.split(", ") {
            let key = format!("\"{field}\":");
            let place = text[from..].find(&key).unwrap_or_else(|| panic!("{field} in {text}"));
            from += place;
        }
    }

    #[test]
    fn scope_keys_are_found() {
        let record = Record { scope: "channel=phone;group=key".into(), ..Record::default() };
        assert_eq!(record.scope_value("group"), Some("key"));
        assert_eq!(record.scope_value("team"), None);
    }
}
