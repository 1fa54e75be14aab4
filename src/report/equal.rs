//! What a comparison at equal service, or at equal cost, says of how it was made: people before and after, and what is
//! left of differences.
//!
//! In: [`Results`]. Out: a table and sentences. Must not know: how anything was computed.

use super::finding::{Standing, standings};
use super::table::Table;
use super::words::{MISSING, bare, difference, list, plus_minus};
use crate::metrics::catalogue::{AGENTS, COST_PER_MONTH, SERVICE_LEVEL, Unit};
use crate::study::record::{Equal, Record, Results, TeamPeople};
use std::fmt::Write as _;

/// The tables of a comparison with people who were sized; none of one with people as they stand.
pub(super) fn tables(results: &Results) -> Vec<(String, Table)> {
    table(results).into_iter().chain(whereabouts(results)).collect()
}

/// People, and what is left of differences in cost and service.
fn table(results: &Results) -> Option<(String, Table)> {
    let provenance = &results.provenance;
    let equal = provenance.equal.as_ref()?;
    let mut heads: Vec<String> =
        ["staffing", "agents in\nthe file", "agents\nnow", "cost\nper month"].map(String::from).to_vec();
    heads.extend(provenance.channels.iter().map(|channel| format!("SL\n{channel}")));
    let mut table = Table::new(1, heads);
    let standings = standings(results);
    let mark = |staffing: &str| {
        let standing = standings.iter().find(|one| one.staffing == staffing && one.goals > 0);
        standing.map_or_else(String::new, |one| format!(" {}", one.mark()))
    };
    for staffing in &provenance.staffings {
        let figure = |scope: &str, metric| results.figure(staffing, scope, metric);
        let before = equal.before.get(staffing).map_or(MISSING.into(), ToString::to_string);
        let agents =
            figure("all", AGENTS.name).map_or(MISSING.into(), |record| bare(record.mean, &Unit::People));
        let mut row = vec![
            staffing.clone(),
            before,
            format!("{}{}", agents.trim_end_matches(".0"), mark(staffing)),
            left(figure("all", COST_PER_MONTH.name)),
        ];
        let levels = provenance.channels.iter();
        row.extend(levels.map(|channel| left(figure(&format!("channel={channel}"), SERVICE_LEVEL.name))));
        table.row(row);
    }
    let title = match equal.in_what.as_str() {
        "cost" => format!("People of equal cost; differences from {} that are left", provenance.baseline),
        _ if !provenance.promises.is_empty() => {
            format!(
                "People sized to what each promises; differences from {} that are left",
                provenance.baseline
            )
        }
        _ => format!("People of equal service; differences from {} that are left", provenance.baseline),
    };
    Some((title, table.without_empty_columns(MISSING)))
}

/// Where people are, in the file and now: by site where there are several, else by team; `None` where there is one of both.
fn whereabouts(results: &Results) -> Option<(String, Table)> {
    let provenance = &results.provenance;
    let teams = &provenance.equal.as_ref()?.teams;
    let named = |name: fn(&TeamPeople) -> &String| -> Vec<&String> {
        let mut all: Vec<&String> = Vec::new();
        for team in teams.values().flatten() {
            if !all.contains(&name(team)) {
                all.push(name(team));
            }
        }
        all
    };
    let by_site = named(|team| &team.site).len() > 1;
    let name: fn(&TeamPeople) -> &String = if by_site { |team| &team.site } else { |team| &team.team };
    let columns = named(name);
    if columns.len() < 2 {
        return None;
    }
    let heads = std::iter::once("staffing".into()).chain(columns.iter().map(ToString::to_string));
    let mut table = Table::new(1, heads.collect());
    for staffing in &provenance.staffings {
        let cell = |column: &&String| {
            let ours = teams.get(staffing).into_iter().flatten().filter(|team| name(team) == *column);
            let (before, now) = ours.fold((0, 0), |sum, team| (sum.0 + team.before, sum.1 + team.now));
            if before + now == 0 { MISSING.into() } else { format!("{before} → {now}") }
        };
        table.row(std::iter::once(staffing.clone()).chain(columns.iter().map(cell)).collect());
    }
    let what = if by_site { "by site" } else { "by team" };
    Some((format!("Where they work: people in the file → now, {what}"), table))
}

/// A difference with half its interval.
fn left(record: Option<&Record>) -> String {
    let Some(record) = record.filter(|record| record.difference.is_some()) else { return MISSING.into() };
    let text = difference(record.difference, &record.unit, "").replace(" points", "");
    let error = plus_minus(record.difference_half_width, record.difference, &record.unit);
    if error.is_empty() { text } else { format!("{text} {error}") }
}

/// How staffings were made equal.
pub(super) fn sentence(results: &Results) -> Option<String> {
    let provenance = &results.provenance;
    let Equal { in_what, edits, .. } = provenance.equal.as_ref()?;
    if in_what == "cost" {
        return Some(format!(
            "Each staffing has people for the cost of {}, in the scenario's proportions and as nearly as whole people allow.",
            provenance.baseline
        ));
    }
    let mut text = String::from(
        "Each staffing has the cheapest people that were found to meet all goals; whole people leave some a little above \
         their goals.",
    );
    let own: Vec<&str> = provenance.promises.keys().map(String::as_str).collect();
    if !own.is_empty() {
        text = format!(
            "Different promises, so this is no equal service: {} {} sized to goals of {} own; the others have the cheapest \
             people that were found to meet the goals of all.",
            list(&own),
            if own.len() == 1 { "was" } else { "were" },
            if own.len() == 1 { "its" } else { "their" }
        );
    }
    let as_they_stand: Vec<&str> = provenance
        .staffings
        .iter()
        .filter(|name| edits.get(*name).is_some_and(Vec::is_empty))
        .map(String::as_str)
        .collect();
    if as_they_stand.len() == provenance.staffings.len() {
        return Some(
            "Nobody was sized: nothing can be judged of any goal. People are those of the file.".into(),
        );
    }
    if !as_they_stand.is_empty() {
        let _ = write!(
            text,
            " Not sized, as nothing can be judged of any goal: {}, with the people of the file.",
            list(&as_they_stand)
        );
    }
    let standings = standings(results);
    let short: Vec<&str> =
        standings.iter().filter(|one| !one.missed.is_empty()).map(|one| one.staffing).collect();
    if !short.is_empty() {
        let is_baseline = short.contains(&provenance.baseline.as_str());
        let too =
            if is_baseline { "; what differs from the baseline is service as well as people" } else { "" };
        let _ =
            write!(text, " Short of a goal nevertheless, with the best people found: {}{too}.", list(&short));
    }
    let is_open = |one: &&Standing<'_>| {
        one.missed.is_empty() && !one.undecided.is_empty() && !as_they_stand.contains(&one.staffing)
    };
    let open: Vec<&str> = standings.iter().filter(is_open).map(|one| one.staffing).collect();
    if !open.is_empty() {
        let _ = write!(text, " Whether they meet all goals is undecided of {}.", list(&open));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{sentence, table};
    use crate::report::sample::sample;
    use crate::study::record::{Equal, Verdict};

    /// Who misses a goal with all people found is named, and marked beside its people; no baseline passes for equal.
    #[test]
    fn who_misses_a_goal_is_not_called_equal() {
        let mut results = sample();
        let equal = Equal { in_what: "service".into(), ..Equal::default() };
        results.provenance.equal = Some(equal);
        let baseline = results.provenance.baseline.clone();
        for verdict in [Verdict::Met, Verdict::Missed] {
            for record in results.records.iter_mut().filter(|record| record.metric == "goal") {
                let of_baseline = record.staffing == baseline;
                record.verdict = Some(if of_baseline { verdict } else { Verdict::Met });
            }
            let said = sentence(&results).expect("it says how");
            let rows = table(&results).expect("a table").1.render(80);
            let misses = verdict == Verdict::Missed;
            assert_eq!(
                said.contains(&format!("best people found: {baseline}; what differs")),
                misses,
                "{said}"
            );
            assert_eq!(rows.contains('✗'), misses, "{rows}");
            assert!(rows.contains('✓'), "{rows}");
        }
    }
}
