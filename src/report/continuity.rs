//! How often an account meets a face it knows, staffing by staffing and group by group.
//!
//! In: records of continuity for the whole and for groups. Out: text. Must not know: how anything was computed.

use super::details::{By, cell, nothing};
use super::page_one::heading;
use super::style::Style;
use super::table::Table;
use super::words::{MISSING, wrapped};
use crate::metrics::catalogue::{
    COC, COC_SHUFFLED, CONTINUITY_LEFT_OUT, DISTINCT_HANDLERS, DISTINCT_HANDLERS_SHUFFLED,
    EFFECTIVE_HANDLERS, EFFECTIVE_HANDLERS_SHUFFLED, HHI, HHI_SHUFFLED, SECON, SECON_SHUFFLED, UPC,
    UPC_SHUFFLED,
};
use crate::study::record::Results;

/// Each figure beside its value when the day's handlers are shuffled.
const FIGURES: [&str; 13] = [
    UPC.figure.name,
    UPC_SHUFFLED.figure.name,
    HHI.figure.name,
    HHI_SHUFFLED.figure.name,
    EFFECTIVE_HANDLERS.figure.name,
    EFFECTIVE_HANDLERS_SHUFFLED.figure.name,
    COC.figure.name,
    COC_SHUFFLED.figure.name,
    SECON.figure.name,
    SECON_SHUFFLED.figure.name,
    DISTINCT_HANDLERS.figure.name,
    DISTINCT_HANDLERS_SHUFFLED.figure.name,
    CONTINUITY_LEFT_OUT.figure.name,
];

/// All staffings in one table, each with its groups below it where there are several.
pub(crate) fn continuity(results: &Results, style: Style) -> String {
    let provenance = &results.provenance;
    let groups = if provenance.groups.len() > 1 { provenance.groups.as_slice() } else { &[] };
    let mut heads = vec!["staffing".to_owned()];
    if !groups.is_empty() {
        heads.push("group".to_owned());
    }
    let keys = heads.len();
    heads.extend(FIGURES.iter().map(|metric| heading(metric)));
    let mut table = Table::new(keys, heads);
    for staffing in &provenance.staffings {
        let scopes = groups.iter().map(|group| (group.as_str(), format!("group={group}")));
        for (at, (group, scope)) in std::iter::once(("all", "all".to_owned())).chain(scopes).enumerate() {
            let mut row = vec![if at == 0 { staffing.clone() } else { String::new() }];
            row.extend((keys > 1).then(|| group.to_owned()));
            row.extend(FIGURES.iter().map(|metric| cell(results.figure(staffing, &scope, metric))));
            table.row(row);
        }
    }
    let table = table.without_empty_columns(MISSING);
    if !table.has_figures() {
        return nothing(By::Continuity, style);
    }
    let mut text = style.heading("Continuity: how often an account meets a face it knows");
    text.push('\n');
    text.push_str(&style.table(&table));
    let note = "UPC: share of an account's contacts with its most frequent person. HHI: sum of squared shares, 1 = one \
                person. Effective handlers: 1 ÷ HHI. COC: chance that two contacts had the same person. SECON: share \
                of contacts with the person of the one before. Shuffled: the same with each day's handlers dealt out \
                by chance. Intervals are in records.csv.";
    text + &wrapped(note, "", 0, style.width)
}

#[cfg(test)]
mod tests {
    use super::continuity;
    use crate::report::sample::sample;
    use crate::report::style::Style;
    use crate::study::record::Record;

    #[test]
    fn figures_stand_beside_chance_and_groups_below_their_staffing() {
        let mut results = sample();
        assert!(continuity(&results, Style::default()).contains("no figures by continuity"));
        let first = results.records[0].clone();
        for staffing in ["dedicated", "flow"] {
            for (scope, metric, unit, mean) in [
                ("all", "hhi", "index", 0.4321),
                ("all", "hhi_shuffled", "index", 0.0432),
                ("all", "upc", "share", 0.678),
                ("group=key", "upc", "share", 0.789),
                ("group=key", "effective_handlers", "handlers", 2.3),
            ] {
                let (scope, metric, unit) = (scope.into(), metric.into(), unit.into());
                let record = Record { staffing: staffing.into(), scope, metric, unit, ..first.clone() };
                results.records.push(Record { mean: Some(mean), ..record });
            }
        }
        let text = continuity(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        for words in ["UPC", "HHI", "shuffled", "67.8 %", "0.43", "2.3"] {
            assert!(text.contains(words), "{words} in\n{text}");
        }
        let rows = text.lines().filter(|line| line.contains(" key ") && line.contains("78.9 %"));
        assert_eq!(rows.count(), 2, "{text}");
        assert!(!text.contains("COC  "), "what nobody knows has no column: {text}");
    }
}
