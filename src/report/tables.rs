//! The tables of page one: a row per staffing.
//!
//! In: records. Out: tables with their titles. Must not know: what stands around them.

use super::finding::standings;
use super::page_one::heading;
use super::table::Table;
use super::words::{Kind, MISSING, bare, difference, kind, plus_minus, value, with_error};
use crate::metrics::catalogue::{
    ABANDONED_PER_WEEK, AGENTS, BUS_FACTOR, CONTACTS_PER_REQUEST, COST_PER_MONTH, COST_PER_REQUEST,
    ERRORS_PER_THOUSAND, FTE, GOAL, GOALS_MET, IDLE_COST_PER_MONTH, KNOWLEDGE_FACTOR, MEAN_WAIT, OCCUPANCY,
    OWNER_ABSENT, OWNER_SHARE, PROFICIENT_PEOPLE, SATISFACTION, SERVICE_LEVEL, SERVICE_LEVEL_P5_ACCOUNTS,
    SERVICE_LEVEL_WORST_ACCOUNT, UNLEARNT, Unit, VALUE_FACTOR_AT_TIE, VALUE_LOST_PER_YEAR,
};
use crate::study::record::{Goal, Record, Results};

/// The tables of page one with their titles, one row per staffing.
pub(super) fn tables(results: &Results) -> Vec<(String, Table)> {
    let provenance = &results.provenance;
    let currency =
        if provenance.currency.is_empty() { String::new() } else { format!(" ({})", provenance.currency) };
    let mut all = vec![(format!("Goals, people and money{currency}"), people(results))];
    for channel in &provenance.channels {
        let limit = provenance.in_time.get(channel);
        let limit =
            limit.map_or_else(String::new, |limit| format!("; SL: answered within {}", round(*limit)));
        all.push((format!("Service by {channel}{limit}"), service(results, channel)));
    }
    all.push(("Owners and work".to_owned(), owners(results)));
    all.push(("What people know".to_owned(), knowledge(results)));
    all.push((format!("What accounts make of it{currency}"), satisfaction(results)));
    all.retain(|(_, table)| !table.is_empty() && table.has_figures());
    all
}

fn table(results: &Results, heads: &[&str], cells: impl Fn(&str) -> Vec<String>) -> Table {
    let mut titles = vec!["staffing".to_owned()];
    titles.extend(heads.iter().map(|head| (*head).to_owned()));
    let mut table = Table::new(1, titles);
    for staffing in &results.provenance.staffings {
        let mut row = vec![staffing.clone()];
        row.extend(cells(staffing));
        table.row(row);
    }
    table.without_empty_columns(MISSING)
}

fn people(results: &Results) -> Table {
    let heads = ["goals\nmet", "agents", "FTE", "cost per\nmonth", "per\nrequest", "idle cost\nper month"];
    let standings = standings(results);
    table(results, &heads, |staffing| {
        let plain = |metric: &str| number(results.figure(staffing, "all", metric));
        let goals = standings.iter().find(|s| s.staffing == staffing).filter(|s| s.goals > 0);
        let goals =
            goals.map_or_else(|| plain(GOALS_MET.name), |s| format!("{} of {} {}", s.met, s.goals, s.mark()));
        vec![
            goals,
            plain(AGENTS.name),
            plain(FTE.name),
            with_error(results.figure(staffing, "all", COST_PER_MONTH.name)),
            number(results.figure(staffing, "all", COST_PER_REQUEST.name)),
            number(results.figure(staffing, "all", IDLE_COST_PER_MONTH.name)),
        ]
    })
}

fn service(results: &Results, channel: &str) -> Table {
    let other = other_waits(results, channel);
    let mut heads = vec!["SL"];
    heads.extend(other.iter().map(|(head, _)| head.as_str()));
    let mean_wait = heading(MEAN_WAIT.name);
    heads.extend(["worst\naccount", "5th perc.\naccounts", &mean_wait, "abandoned\na week"]);
    let scope = format!("channel={channel}");
    table(results, &heads, |staffing| {
        let figure = |metric: &str| results.figure(staffing, &scope, metric);
        let unit =
            |metric: &str| figure(metric).map_or_else(|| MISSING.to_owned(), |r| value(r.mean, &r.unit, ""));
        let mut row = vec![with_error(figure(SERVICE_LEVEL.name))];
        row.extend(other.iter().map(|(_, goal)| promised(results, staffing, goal)));
        row.extend([
            unit(SERVICE_LEVEL_WORST_ACCOUNT.name),
            unit(SERVICE_LEVEL_P5_ACCOUNTS.name),
            wait(figure(MEAN_WAIT.name)),
            with_error(figure(ABANDONED_PER_WEEK.name)),
        ]);
        row
    })
}

/// Goals of a channel within another wait than its service level's, with the heads of their columns: beside these goals'
/// verdicts a service level alone would mislead.
fn other_waits<'a>(results: &'a Results, channel: &str) -> Vec<(String, &'a Goal)> {
    let provenance = &results.provenance;
    let Some(limit) = provenance.in_time.get(channel) else { return Vec::new() };
    let goals =
        provenance.goals.iter().filter(|goal| goal.channel == channel && goal.metric == SERVICE_LEVEL.name);
    let others = goals.filter_map(|goal| {
        goal.within.filter(|within| (within - limit).abs() > 1e-6).map(|within| (within, goal))
    });
    others.map(|(within, goal)| (format!("goal:\n{}", round(within)), goal)).collect()
}

/// How far a goal is met, where the staffing promises the same wait.
fn promised(results: &Results, staffing: &str, goal: &Goal) -> String {
    let own = results.provenance.promises.get(staffing).into_iter().flatten();
    let is_other = own.into_iter().any(|own| own.name == goal.name && own.within != goal.within);
    let record = results.figure(staffing, &format!("goal={}", goal.name), GOAL.name);
    if is_other { MISSING.to_owned() } else { with_error(record) }
}

fn owners(results: &Results) -> Table {
    let heads = ["owner share", "owner absent", "occupancy", "abandoned\na week", "contacts\nper request"];
    // Where the channels' tables say what was abandoned, it is not said again.
    let said = results
        .records
        .iter()
        .any(|record| record.metric == ABANDONED_PER_WEEK.name && record.scope.starts_with("channel="));
    table(results, &heads, |staffing| {
        let figure = |metric: &str| results.figure(staffing, "all", metric);
        vec![
            with_error(figure(OWNER_SHARE.name)),
            with_error(figure(OWNER_ABSENT.name)),
            with_error(figure(OCCUPANCY.name)),
            if said { MISSING.to_owned() } else { with_error(figure(ABANDONED_PER_WEEK.name)) },
            number(figure(CONTACTS_PER_REQUEST.name)),
        ]
    })
}

/// What knowledge does, and how few people hold it.
fn knowledge(results: &Results) -> Table {
    let heads = [
        "handle time\n÷ expert's",
        "errors per\n1000",
        "people who\nknow an acc.",
        "unlearnt\naccounts",
        "bus\nfactor",
    ];
    // What all staffings have is told where it says something about knowledge.
    if !results.records.iter().any(|record| record.metric == KNOWLEDGE_FACTOR.name) {
        return Table::new(1, vec!["staffing".to_owned()]);
    }
    table(results, &heads, |staffing| {
        let figure = |metric: &str| results.figure(staffing, "all", metric);
        let factor = figure(KNOWLEDGE_FACTOR.name).and_then(|record| record.mean);
        let errors = figure(ERRORS_PER_THOUSAND.name).filter(|record| record.mean > Some(0.0));
        vec![
            factor.map_or_else(|| MISSING.to_owned(), |factor| format!("{factor:.3}")),
            number(errors),
            number(figure(PROFICIENT_PEOPLE.name)),
            number(figure(UNLEARNT.name)),
            number(figure(BUS_FACTOR.name)),
        ]
    })
}

/// What accounts think, what their leaving costs, and what that is against the baseline.
fn satisfaction(results: &Results) -> Table {
    let heads =
        ["score of\n100", "value lost\na year", "against the\nbaseline", "all costs tie at\nthese values ×"];
    table(results, &heads, |staffing| {
        let figure = |metric: &str| results.figure(staffing, "all", metric);
        let lost = figure(VALUE_LOST_PER_YEAR.name);
        let against = lost.filter(|record| record.difference.is_some()).map(|record| {
            let half = plus_minus(record.difference_half_width, record.difference, &record.unit);
            format!("{} {half}", difference(record.difference, &record.unit, "")).trim_end().to_owned()
        });
        vec![
            with_error(figure(SATISFACTION.name)),
            with_error(lost),
            against.unwrap_or_else(|| MISSING.to_owned()),
            with_error(figure(VALUE_FACTOR_AT_TIE.name)),
        ]
    })
}

/// The mean alone, shares with their sign, whole numbers of people without decimals.
fn number(record: Option<&Record>) -> String {
    record.map_or_else(
        || MISSING.to_owned(),
        |record| {
            let whole = record.mean.is_some_and(|mean| mean.fract() == 0.0);
            if whole && [AGENTS.name, GOALS_MET.name].contains(&record.metric.as_str()) {
                return bare(record.mean, &record.unit).replace(".0", "");
            }
            // A share without its sign would pass for a count.
            if kind(&record.unit) == Kind::Share {
                return value(record.mean, &record.unit, "");
            }
            bare(record.mean, &record.unit)
        },
    )
}

/// A wait; long ones in minutes or hours, as people say them.
pub(crate) fn wait(record: Option<&Record>) -> String {
    let Some(seconds) = record.and_then(|record| record.mean) else { return MISSING.to_owned() };
    duration(seconds)
}

/// A wait that somebody chose: `20 s`, `4 h`.
fn round(seconds: f64) -> String {
    duration(seconds).replace(".0 ", " ")
}

/// `12.3 s`, `4.5 min`, `2.1 h`.
pub(crate) fn duration(seconds: f64) -> String {
    if seconds < 600.0 {
        value(Some(seconds), &Unit::Seconds, "")
    } else if seconds < 7_200.0 {
        format!("{:.1} min", seconds / 60.0)
    } else {
        format!("{:.1} h", seconds / 3_600.0)
    }
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::report::sample::sample;
    use crate::study::record::Record;

    /// Where a goal asks for another wait than the channel's service level, what the goal is judged by stands beside it.
    #[test]
    fn a_goal_within_another_wait_has_its_own_column() {
        let mut results = sample();
        let phone = |results: &_| {
            let mut all = tables(results).into_iter();
            all.find(|(title, _)| title.starts_with("Service by phone")).expect("a table of the phone")
        };
        let (title, table) = phone(&results);
        assert!(
            title.ends_with("SL: answered within 20 s") && !table.render(80).contains("goal:"),
            "{title}"
        );
        results.provenance.in_time.insert("phone".into(), 60.0);
        let (title, table) = phone(&results);
        let text = table.render(80);
        assert!(title.ends_with("SL: answered within 60 s") && text.contains("goal:"), "{title}\n{text}");
        let goal =
            results.figure("flow", "goal=phone", "goal").and_then(|record| record.mean).expect("a goal");
        let row = text.lines().find(|line| line.starts_with("flow")).expect("flow");
        assert!(row.contains(&format!("{:.1} %", 100.0 * goal)), "{row}");
        // Who promises another wait has no figure for this one.
        let mut own = results.provenance.goals.clone();
        own[0].within = Some(40.0);
        results.provenance.promises.insert("flow".into(), own);
        let text = phone(&results).1.render(80);
        let row = text.lines().find(|line| line.starts_with("flow")).expect("flow");
        assert!(row.contains('–'), "{row}");
    }

    #[test]
    fn a_share_has_its_sign() {
        let mut results = sample();
        let record = |metric: &str, unit: &str, mean: f64| Record {
            staffing: "flow".into(),
            scope: "all".into(),
            metric: metric.into(),
            unit: unit.into(),
            mean: Some(mean),
            ..Record::default()
        };
        results.records.push(record("knowledge_factor", "ratio", 1.1));
        results.records.push(record("unlearnt", "share", 0.162));
        let known = tables(&results).into_iter().find(|(title, _)| title == "What people know");
        let text = known.expect("a table of knowledge").1.render(80);
        assert!(text.contains("16.2 %"), "{text}");
    }
}
