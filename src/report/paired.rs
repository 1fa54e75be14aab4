//! Differences from the baseline on the same contacts, with what pairing saved.
//!
//! In: records that have a difference and a verdict. Out: text. Must not know: how anything was computed.

use super::finding::against_baseline;
use super::style::Style;
use super::table::Table;
use super::words::{MISSING, difference, plus_minus, with_error, wrapped};
use crate::study::record::{Record, Results, Verdict};

/// A row per headline figure and staffing.
pub(crate) fn differences(results: &Results, style: Style) -> String {
    let provenance = &results.provenance;
    let heads = ["figure", "staffing", "difference", "pairing\nsaves", "verdict"];
    if provenance.staffings.len() < 2 {
        return wrapped("There is one staffing only: nothing to take a difference from.", "", 0, style.width);
    }
    let mut table = Table::new(2, heads.map(String::from).to_vec());
    for against in against_baseline(results) {
        for (at, record) in against.records.iter().enumerate() {
            let figure = if at == 0 { against.figure.clone() } else { String::new() };
            table.row(vec![
                figure,
                record.staffing.clone(),
                with_half_width(record),
                record.variance_ratio.map_or_else(|| MISSING.to_owned(), |ratio| format!("× {ratio:.1}")),
                verdict(record.verdict).to_owned(),
            ]);
        }
    }
    let baseline = &provenance.baseline;
    let mut text = style.heading(&format!("Differences from {baseline}, on the same contacts"));
    text.push('\n');
    text.push_str(&style.table(&table));
    let own = against_baseline(results);
    let own = own.iter().filter_map(|against| {
        let record = results.figure(baseline, &against.records.first()?.scope, &against.records[0].metric);
        Some(format!("{} {}", against.figure, with_error(Some(record?))))
    });
    let own: Vec<String> = own.collect();
    let note = format!(
        "{baseline} has {}. Pairing saves: so many times larger would the variance of the difference be, and with it the \
         replications needed, if every staffing met contacts of its own. Same: no difference that matters. Verdicts hold \
         together (Holm), intervals one by one. Every other difference is in records.csv.",
        own.join(", ")
    );
    text + &wrapped(&note, "", 0, style.width)
}

fn with_half_width(record: &Record) -> String {
    let half = plus_minus(record.difference_half_width, record.difference, &record.unit);
    format!("{} {half}", difference(record.difference, &record.unit, "")).trim_end().to_owned()
}

fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Better) => "better",
        Some(Verdict::Worse) => "worse",
        Some(Verdict::NoDifference) => "same",
        Some(Verdict::Undecided) => "undecided",
        Some(Verdict::Met | Verdict::Missed) | None => MISSING,
    }
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::report::sample::sample;
    use crate::report::style::Style;

    #[test]
    fn every_difference_has_its_interval_its_verdict_and_what_pairing_saved() {
        let mut results = sample();
        let mut asked = 0;
        for record in results.records.iter_mut().filter(|record| record.difference.is_some()) {
            record.variance_ratio = Some(12.34);
            asked += 1;
        }
        assert!(asked > 0);
        let text = differences(&results, Style::default());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("× 12.3") && text.contains("±") && text.contains("points"), "{text}");
        assert!(text.contains("better") || text.contains("worse"), "{text}");
        results.provenance.staffings.truncate(1);
        assert!(differences(&results, Style::default()).contains("one staffing only"));
    }
}
