//! Tables of detail: by channel, group, team, site, time of day, account or agent.
//!
//! In: the records whose scope names such a thing (or that have an interval). Out: text, a table per
//! staffing with a row per item and a row for the whole, which is taken from the whole's own records
//! and, where there are none, sums counts and weighs shares and times by contacts offered; what cannot
//! be weighed is a dash. Must not know: how the records were made.

use super::continuity::continuity;
use super::contracts::prices;
use super::costs::bills;
use super::page_one::heading;
use super::paired::differences;
use super::style::Style;
use super::table::Table;
use super::tables::duration;
use super::words::{Kind, MISSING, bare, kind, wrapped};
use crate::metrics::catalogue::{
    ABANDONED_PER_WEEK, ABANDONMENT, AGENTS, AGENTS_ON_DUTY, ANSWERED_PER_DAY, AVOIDED_PER_DAY, BACKLOG,
    BLOCKED_PER_DAY, CHANCE_DAY_MEETS_GOALS, CONTACTS_PER_REQUEST, CONVERTED_PER_DAY, COST_PER_MONTH,
    COST_PER_REQUEST, EFFECTIVE_HANDLERS, ERLANG_SERVICE_LEVEL, ERRORS_PER_THOUSAND, FTE, HANDLE_TIME,
    IDLE_COST_PER_MONTH, IDLE_CRUMB_HOURS, IDLE_USABLE_HOURS, IDLE_USABLE_SHARE, KNOWLEDGE_FACTOR, MEAN_WAIT,
    OCCUPANCY, OFFERED_PER_DAY, OVERTIME_HOURS, OWNER_ABSENT, OWNER_SHARE, PAID_HOURS, PENDING_PER_DAY,
    REQUIRED_AGENTS, SATISFACTION, SERVICE_LEVEL, SERVICE_LEVEL_EXCLUDING_SHORT, SERVICE_LEVEL_FIRST,
    SERVICE_LEVEL_OVER_ANSWERED, SERVICE_LEVEL_P5_ACCOUNTS, SERVICE_LEVEL_SHORT_AS_MET,
    SERVICE_LEVEL_WORST_ACCOUNT, UNSERVED_PER_DAY, UPC, Unit, VALUE_LOST_PER_YEAR, WAIT_P50, WAIT_P90,
    WAIT_P95, WAIT_P99, WORKED_HOURS,
};
use crate::study::record::{Record, Results};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What the rows of a table of detail are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A row per channel.
    Channel,
    /// A row per account group.
    Group,
    /// A row per team.
    Team,
    /// A row per site.
    Site,
    /// A row per interval of the day.
    Interval,
    /// A row per account.
    Account,
    /// A row per agent.
    Agent,
    /// A row per staffing: how often an account meets a face it knows, beside what chance would give.
    Continuity,
    /// A row per headline figure and staffing: its difference from the baseline, and what pairing saved.
    Difference,
    /// A row per line of the bill: what is paid for, at what price, and what it comes to.
    Cost,
    /// Every staffing priced under every contract.
    Contract,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Channel,
        Self::Group,
        Self::Team,
        Self::Site,
        Self::Interval,
        Self::Account,
        Self::Agent,
        Self::Continuity,
        Self::Difference,
        Self::Cost,
        Self::Contract,
    ];

    /// The word for one of its items, as in scopes and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Team => "team",
            Self::Site => "site",
            Self::Interval => "interval",
            Self::Account => "account",
            Self::Agent => "agent",
            Self::Continuity => "continuity",
            Self::Difference => "difference",
            Self::Cost => "cost",
            Self::Contract => "contract",
        }
    }

    /// What it tells, as the command line says it.
    pub fn told(self) -> &'static str {
        match self {
            Self::Channel => "By channel",
            Self::Group => "By account group",
            Self::Team => "By team",
            Self::Site => "By site",
            Self::Interval => "By interval of the day",
            Self::Account => "By account",
            Self::Agent => "By agent",
            Self::Continuity => "Continuity: how often an account meets a face it knows, by group too",
            Self::Difference => {
                "Difference: each headline figure against the baseline, with interval, verdict and what pairing saved"
            }
            Self::Cost => "Cost: a bill per staffing, line by line, that adds up",
            Self::Contract => "Contract: the price of every staffing under every contract",
        }
    }
}

/// The columns and their order; every other figure is in the data files.
const COLUMNS: &[&str] = &[
    AVOIDED_PER_DAY.figure.name,
    OFFERED_PER_DAY.figure.name,
    ANSWERED_PER_DAY.figure.name,
    BLOCKED_PER_DAY.figure.name,
    CONVERTED_PER_DAY.figure.name,
    UNSERVED_PER_DAY.figure.name,
    PENDING_PER_DAY.figure.name,
    ABANDONED_PER_WEEK.figure.name,
    ABANDONMENT.figure.name,
    SERVICE_LEVEL.figure.name,
    ERLANG_SERVICE_LEVEL.name,
    SERVICE_LEVEL_FIRST.figure.name,
    SERVICE_LEVEL_OVER_ANSWERED.figure.name,
    SERVICE_LEVEL_EXCLUDING_SHORT.figure.name,
    SERVICE_LEVEL_SHORT_AS_MET.figure.name,
    SERVICE_LEVEL_WORST_ACCOUNT.name,
    SERVICE_LEVEL_P5_ACCOUNTS.name,
    CHANCE_DAY_MEETS_GOALS.figure.name,
    MEAN_WAIT.figure.name,
    WAIT_P50.name,
    WAIT_P90.name,
    WAIT_P95.name,
    WAIT_P99.name,
    HANDLE_TIME.figure.name,
    KNOWLEDGE_FACTOR.figure.name,
    ERRORS_PER_THOUSAND.figure.name,
    OCCUPANCY.figure.name,
    PAID_HOURS.figure.name,
    WORKED_HOURS.figure.name,
    OVERTIME_HOURS.figure.name,
    IDLE_USABLE_HOURS.figure.name,
    IDLE_CRUMB_HOURS.figure.name,
    IDLE_USABLE_SHARE.figure.name,
    REQUIRED_AGENTS.name,
    AGENTS_ON_DUTY.name,
    AGENTS.figure.name,
    FTE.figure.name,
    BACKLOG.figure.name,
    OWNER_SHARE.figure.name,
    OWNER_ABSENT.figure.name,
    UPC.figure.name,
    EFFECTIVE_HANDLERS.figure.name,
    CONTACTS_PER_REQUEST.figure.name,
    SATISFACTION.figure.name,
    VALUE_LOST_PER_YEAR.figure.name,
    COST_PER_MONTH.figure.name,
    COST_PER_REQUEST.figure.name,
    IDLE_COST_PER_MONTH.figure.name,
];
/// The columns of tables by time of day, which have many rows.
const OF_INTERVALS: &[&str] = &[
    OFFERED_PER_DAY.figure.name,
    ABANDONMENT.figure.name,
    SERVICE_LEVEL.figure.name,
    MEAN_WAIT.figure.name,
    WAIT_P90.name,
    HANDLE_TIME.figure.name,
    OCCUPANCY.figure.name,
    REQUIRED_AGENTS.name,
    AGENTS_ON_DUTY.name,
    OWNER_SHARE.figure.name,
];
/// The columns of tables by account, which have many rows.
const OF_ACCOUNTS: &[&str] = &[
    OFFERED_PER_DAY.figure.name,
    ABANDONMENT.figure.name,
    SERVICE_LEVEL.figure.name,
    MEAN_WAIT.figure.name,
    WAIT_P90.name,
    HANDLE_TIME.figure.name,
    OWNER_SHARE.figure.name,
    OWNER_ABSENT.figure.name,
    UPC.figure.name,
    EFFECTIVE_HANDLERS.figure.name,
    CONTACTS_PER_REQUEST.figure.name,
    SATISFACTION.figure.name,
    VALUE_LOST_PER_YEAR.figure.name,
];
/// The columns of tables by agent, which have many rows.
const OF_AGENTS: &[&str] = &[
    ANSWERED_PER_DAY.figure.name,
    SERVICE_LEVEL_OVER_ANSWERED.figure.name,
    WAIT_P90.name,
    HANDLE_TIME.figure.name,
    OCCUPANCY.figure.name,
    PAID_HOURS.figure.name,
    WORKED_HOURS.figure.name,
    OVERTIME_HOURS.figure.name,
    IDLE_USABLE_HOURS.figure.name,
    OWNER_SHARE.figure.name,
    IDLE_COST_PER_MONTH.figure.name,
];
/// The columns of a table; where there are few rows, every one that there is.
fn columns(by: By) -> &'static [&'static str] {
    match by {
        By::Interval => OF_INTERVALS,
        By::Account => OF_ACCOUNTS,
        By::Agent => OF_AGENTS,
        _ => COLUMNS,
    }
}
/// Other definitions of the service level: shown by channel, where a promise is made.
const DEFINITIONS: [&str; 3] = [
    SERVICE_LEVEL_OVER_ANSWERED.figure.name,
    SERVICE_LEVEL_EXCLUDING_SHORT.figure.name,
    SERVICE_LEVEL_SHORT_AS_MET.figure.name,
];
/// Columns that are shown per channel where they are there, because channels are not alike.
const SPLIT: [&str; 7] = [
    SERVICE_LEVEL.figure.name,
    MEAN_WAIT.figure.name,
    ABANDONMENT.figure.name,
    WAIT_P50.name,
    WAIT_P90.name,
    WAIT_P95.name,
    WAIT_P99.name,
];

/// The figures of one item: by metric, and by channel where the figure is a channel's own.
type Figures<'a> = BTreeMap<(String, String), &'a Record>;

/// The tables, one per staffing; a sentence where there are no such records.
pub fn details(results: &Results, by: By, style: Style) -> String {
    if by == By::Continuity {
        return continuity(results, style);
    }
    if by == By::Difference {
        return differences(results, style);
    }
    if by == By::Contract {
        return prices(results, style);
    }
    if by == By::Cost {
        return bills(results, style);
    }
    let mut text = String::new();
    for staffing in &results.provenance.staffings {
        let table = one(results, by, staffing);
        if !table.is_empty() && table.has_figures() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&style.heading(&format!("{staffing}, by {}", by.word())));
            text.push('\n');
            text.push_str(&style.table(&table));
        }
    }
    if text.is_empty() {
        return nothing(by, style);
    }
    let mut note = String::new();
    if matches!(by, By::Team | By::Site) {
        note += "Contacts answered count for those who answered them; all others for the team of their account, so that \
                 there is no share of what was offered here. ";
    }
    if by == By::Interval {
        note += "Contacts are per calendar day, days on which nothing is open included; people, required and on duty, are those \
                 while it is open. ";
    }
    let _ = write!(note, "Intervals, and every other figure by {}, are in records.csv.", by.word());
    text + &wrapped(&note, "", 0, style.width)
}

/// What is said where nothing is known by these items.
pub(super) fn nothing(by: By, style: Style) -> String {
    let word = by.word();
    let sentence = format!(
        "There are no figures by {word} in these results: they are made where portflow compare is run with --by {word}."
    );
    wrapped(&sentence, "", 0, style.width)
}

/// The item of a record, and the channel that its figure is of where the item is another thing.
fn place(record: &Record, by: By) -> Option<(String, String)> {
    if !record.point.is_empty() || record.at.is_some() {
        return None;
    }
    if by == By::Interval {
        let channel = record.scope_value("channel").unwrap_or("");
        let plain = record.scope == "all" || record.scope == format!("channel={channel}");
        return (plain && !record.interval.is_empty()).then(|| (record.interval.clone(), channel.to_owned()));
    }
    if !record.interval.is_empty() {
        return None;
    }
    let item = record.scope_value(by.word())?;
    let parts = record.scope.split(';').count();
    match record.scope_value("channel") {
        _ if parts == 1 => Some((item.to_owned(), String::new())),
        Some(channel) if parts == 2 && by != By::Channel => Some((item.to_owned(), channel.to_owned())),
        _ => None,
    }
}

fn one(results: &Results, by: By, staffing: &str) -> Table {
    let mut items: BTreeMap<String, Figures> = BTreeMap::new();
    let mut keys: BTreeSet<(String, String)> = BTreeSet::new();
    for record in results.records.iter().filter(|record| record.staffing == staffing) {
        let Some((item, channel)) = place(record, by) else { continue };
        let key = (record.metric.clone(), channel);
        keys.insert(key.clone());
        items.entry(item).or_default().insert(key, record);
    }
    let split: Vec<String> =
        keys.iter().filter(|(_, channel)| !channel.is_empty()).map(|(metric, _)| metric.clone()).collect();
    let is_column = |(metric, channel): &(String, String)| {
        let may_split = SPLIT.contains(&metric.as_str());
        columns(by).contains(&metric.as_str())
            && (!matches!(by, By::Group | By::Interval | By::Account)
                || !DEFINITIONS.contains(&metric.as_str()))
            && if channel.is_empty() { !(may_split && split.contains(metric)) } else { may_split }
    };
    let mut keys: Vec<(String, String)> = keys.iter().filter(|key| is_column(key)).cloned().collect();
    let channels = &results.provenance.channels;
    keys.sort_by_key(|(metric, channel)| {
        (COLUMNS.iter().position(|name| name == metric), channels.iter().position(|name| name == channel))
    });
    let mut heads = vec![by.word().to_owned()];
    heads.extend(keys.iter().map(|(metric, channel)| {
        let head = heading(metric);
        if channel.is_empty() { head } else { format!("{head}\n{channel}") }
    }));
    let mut table = Table::new(1, heads);
    for (item, figures) in ordered(results, by, &items) {
        let mut row = vec![item.to_owned()];
        row.extend(keys.iter().map(|key| cell(figures.get(key).copied())));
        table.row(row);
    }
    if items.len() > 1 {
        let mut row = vec!["all".to_owned()];
        row.extend(keys.iter().map(|key| total(results, by, staffing, key, &items)));
        table.row(row);
    }
    table.without_empty_columns(MISSING)
}

/// Items in the order of the file where the provenance knows it, else by name.
fn ordered<'a, 'b>(
    results: &Results,
    by: By,
    items: &'b BTreeMap<String, Figures<'a>>,
) -> Vec<(&'b str, &'b Figures<'a>)> {
    let provenance = &results.provenance;
    let names: &[String] = match by {
        By::Channel => &provenance.channels,
        By::Group => &provenance.groups,
        By::Team => &provenance.teams,
        By::Site => &provenance.sites,
        By::Interval
        | By::Account
        | By::Agent
        | By::Continuity
        | By::Difference
        | By::Cost
        | By::Contract => &[],
    };
    let mut rows: Vec<_> = items.iter().map(|(item, figures)| (item.as_str(), figures)).collect();
    rows.sort_by_key(|(item, _)| names.iter().position(|name| name == item).unwrap_or(names.len()));
    rows
}

pub(super) fn cell(record: Option<&Record>) -> String {
    let Some(record) = record else { return MISSING.to_owned() };
    written(record.mean, &record.unit)
}

fn written(mean: Option<f64>, unit: &Unit) -> String {
    match (kind(unit), mean) {
        (Kind::Share, Some(_)) => bare(mean, unit) + " %",
        (Kind::Time, Some(seconds)) if seconds.is_finite() => duration(seconds),
        _ => bare(mean, unit),
    }
}

/// The figure of the whole.
fn total(
    results: &Results,
    by: By,
    staffing: &str,
    key: &(String, String),
    items: &BTreeMap<String, Figures>,
) -> String {
    let (metric, channel) = key;
    let scope = if channel.is_empty() { "all".to_owned() } else { format!("channel={channel}") };
    if let Some(record) = results.figure(staffing, &scope, metric) {
        return written(record.mean, &record.unit);
    }
    let parts: Vec<(&Record, Option<f64>)> = items
        .values()
        .filter_map(|figures| {
            let record = figures.get(key)?;
            let offered = |channel: &str| figures.get(&(OFFERED_PER_DAY.name.to_owned(), channel.to_owned()));
            // Contacts of the same channel weigh best; those of all channels are no weight for one.
            let weight = offered(channel).filter(|_| by != By::Agent).and_then(|record| record.mean);
            Some((*record, weight))
        })
        .collect();
    let Some((first, _)) = parts.first() else { return MISSING.to_owned() };
    let unit = &first.unit;
    if matches!(unit, Unit::Contacts | Unit::Requests) {
        let sum: Option<f64> = parts.iter().map(|(record, _)| record.mean).sum();
        return written(sum, unit);
    }
    let weighable = [&SERVICE_LEVEL, &ABANDONMENT, &OWNER_SHARE, &OWNER_ABSENT];
    if !weighable.iter().any(|figure| figure.name == metric) {
        return MISSING.to_owned();
    }
    let mut sum = 0.0;
    let mut weights = 0.0;
    for (record, weight) in parts {
        // An item without contacts has no share and takes no part.
        let (Some(mean), Some(weight)) = (record.mean, weight) else {
            if weight == Some(0.0) {
                continue;
            }
            return MISSING.to_owned();
        };
        sum += mean * weight;
        weights += weight;
    }
    written((weights > 0.0).then(|| sum / weights), unit)
}

#[cfg(test)]
mod tests {
    use super::{By, details};
    use crate::report::sample::sample;
    use crate::report::style::Style;

    #[test]
    fn every_table_fits_80_columns() {
        for by in
            [By::Channel, By::Group, By::Team, By::Site, By::Interval, By::Account, By::Agent, By::Difference]
        {
            let text = details(&sample(), by, Style::default());
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
            assert!(text.ends_with('\n'));
        }
        assert!(details(&sample(), By::Agent, Style::default()).contains("no figures by agent"));
    }

    #[test]
    fn service_levels_stand_side_by_side() {
        let mut results = sample();
        let first = results.records[0].clone();
        for staffing in ["dedicated", "flow"] {
            for definition in super::DEFINITIONS {
                let (scope, metric, unit) = ("channel=phone".into(), definition.into(), "share".into());
                let record =
                    super::Record { staffing: staffing.into(), scope, metric, unit, ..first.clone() };
                results.records.push(super::Record { mean: Some(0.4321), ..record });
            }
        }
        let text = details(&results, By::Channel, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert_eq!(text.matches("43.2 %").count(), 6, "{text}");
    }

    #[test]
    fn the_whole_is_weighed_not_averaged() {
        let mut results = sample();
        results.records.retain(|r| r.scope.starts_with("group=") && r.staffing == "flow");
        for (record, share) in
            results.records.iter_mut().filter(|r| r.metric == "owner_share").zip([0.1, 0.2, 0.3])
        {
            record.mean = Some(share);
        }
        let text = details(&results, By::Group, Style::default());
        // 0.6 x 10 % + 0.25 x 20 % + 0.15 x 30 %
        let last = text.lines().rfind(|line| line.starts_with("all")).expect("a row of the whole");
        assert!(last.contains("15.5 %") && last.contains("66,000"), "{text}");
        for record in results.records.iter_mut().filter(|r| r.metric == "offered_per_day") {
            record.mean = None;
        }
        let text = details(&results, By::Group, Style::default());
        assert!(!text.contains("15.5 %"), "{text}");
    }

    #[test]
    fn groups_stand_in_the_order_of_the_file() {
        let mut results = sample();
        results.provenance.groups = vec!["south".into(), "key".into(), "north".into()];
        let text = details(&results, By::Group, Style::default());
        let place = |name: &str| text.find(&format!("\n{name} ")).expect("a row");
        assert!(place("south") < place("key") && place("key") < place("north"));
    }
}
