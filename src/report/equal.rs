//! What a comparison at equal service, or at equal cost, says of how it was made: people before and after, and what is
//! left of differences.
//!
//! In: [`Results`]. Out: a table and sentences. Must not know: how anything was computed.

use super::table::Table;
use super::words::{MISSING, bare, difference, list, plus_minus};
use crate::study::record::{Equal, Record, Results};

/// People, and what is left of differences in cost and service; `None` of a comparison with people as they stand.
pub(super) fn table(results: &Results) -> Option<(String, Table)> {
    let provenance = &results.provenance;
    let equal = provenance.equal.as_ref()?;
    let mut heads: Vec<String> =
        ["staffing", "agents in\nthe file", "agents\nnow", "cost\nper month"].map(String::from).to_vec();
    heads.extend(provenance.channels.iter().map(|channel| format!("SL\n{channel}")));
    let mut table = Table::new(1, heads);
    for staffing in &provenance.staffings {
        let figure = |scope: &str, metric| results.figure(staffing, scope, metric);
        let before = equal.before.get(staffing).map_or(MISSING.into(), ToString::to_string);
        let agents = figure("all", "agents").map_or(MISSING.into(), |record| bare(record.mean, "people"));
        let mut row = vec![
            staffing.clone(),
            before,
            agents.trim_end_matches(".0").to_string(),
            left(figure("all", "cost_per_month")),
        ];
        let levels = provenance.channels.iter();
        row.extend(levels.map(|channel| left(figure(&format!("channel={channel}"), "service_level"))));
        table.row(row);
    }
    let title = match equal.in_what.as_str() {
        "cost" => format!("People of equal cost; differences from {} that are left", provenance.baseline),
        _ => format!("People of equal service; differences from {} that are left", provenance.baseline),
    };
    Some((title, table.without_empty_columns(MISSING)))
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
    let Equal { in_what, .. } = provenance.equal.as_ref()?;
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
    Some(text)
}
