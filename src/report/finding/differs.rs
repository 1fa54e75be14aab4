//! What differs from the baseline and what does not, headline figure by headline figure.
//!
//! In: [`Results`]. Out: the figures with their verdicts, and a sentence over all of them. Must not know: goals, which
//! staffing is cheapest, tables, plots.

use crate::metrics::catalogue::{GOAL, SERVICE_LEVEL};
use crate::report::words::figure;
use crate::study::record::{Record, Results, Verdict};

/// One headline figure and what may be said of each staffing against the baseline.
#[derive(Debug, Clone, Default)]
pub struct Against<'a> {
    /// The figure in words, `SL phone`.
    pub figure: String,
    /// The records of it that have a difference, in the staffings' order.
    pub records: Vec<&'a Record>,
}

impl<'a> Against<'a> {
    /// Names of the staffings with this verdict.
    pub fn with(&self, verdict: Verdict) -> Vec<&'a str> {
        self.records
            .iter()
            .filter(|record| record.verdict == Some(verdict))
            .map(|record| record.staffing.as_str())
            .collect()
    }

    /// The verdicts in words, `better: a, b; no clear difference: c`.
    pub fn said(&self) -> String {
        let mut parts = Vec::new();
        for (verdict, words) in SAID {
            let names = self.with(verdict);
            if names.len() > 1 && names.len() == self.records.len() {
                parts.push(format!("{words} all the others"));
            } else if !names.is_empty() {
                parts.push(format!("{words} {}", names.join(", ")));
            }
        }
        parts.join("; ")
    }
}

/// The four verdicts of a difference and how they are announced before a list of names.
const SAID: [(Verdict, &str); 4] = [
    (Verdict::Better, "better in"),
    (Verdict::Worse, "worse in"),
    (Verdict::NoDifference, "no difference that matters in"),
    (Verdict::Undecided, "undecided in"),
];

/// The figures with verdicts against the baseline, headline metrics first and only those where the
/// provenance names any.
pub fn against_baseline(results: &Results) -> Vec<Against<'_>> {
    let provenance = &results.provenance;
    let wanted = |record: &&Record| {
        record.point.is_empty()
            && record.interval.is_empty()
            && record.at.is_none()
            && record.metric != GOAL.name
            && record.difference.is_some()
            && matches!(
                record.verdict,
                Some(Verdict::Better | Verdict::Worse | Verdict::NoDifference | Verdict::Undecided)
            )
            && (record.scope == "all"
                || (record.scope.starts_with("channel=") && !record.scope.contains(';')))
            && (provenance.headline.is_empty() || provenance.headline.contains(&record.metric))
    };
    let mut all: Vec<(usize, usize, Against)> = Vec::new();
    for record in results.records.iter().filter(wanted) {
        let name = figure(record);
        let rank = provenance.headline.iter().position(|m| *m == record.metric).unwrap_or(usize::MAX);
        let channel = record
            .scope_value("channel")
            .and_then(|name| provenance.channels.iter().position(|channel| channel == name))
            .map_or(0, |place| place + 1);
        match all.iter_mut().find(|(_, _, against)| against.figure == name) {
            Some((_, _, against)) => against.records.push(record),
            None => all.push((rank, channel, Against { figure: name, records: vec![record] })),
        }
    }
    // One reading of a metric is enough: the channels' own where channels are not alike, else the whole.
    let scopes: Vec<(String, bool)> = all
        .iter()
        .map(|(_, _, against)| (against.records[0].metric.clone(), against.records[0].scope == "all"))
        .collect();
    all.retain(|(_, _, against)| {
        let first = against.records[0];
        let by_channel = first.metric.starts_with(SERVICE_LEVEL.name) || first.metric.contains("wait");
        let whole = first.scope == "all";
        whole != by_channel || !scopes.contains(&(first.metric.clone(), !whole))
    });
    all.sort_by_key(|(rank, channel, _)| (*rank, *channel));
    let place = |name: &str| provenance.staffings.iter().position(|staffing| staffing == name);
    all.into_iter()
        .map(|(_, _, mut against)| {
            against.records.sort_by_key(|record| place(&record.staffing));
            against
        })
        .collect()
}

/// One sentence over all headline figures: what differs from the baseline and what does not.
pub fn differs(results: &Results) -> String {
    let figures = against_baseline(results);
    let baseline = &results.provenance.baseline;
    if figures.is_empty() {
        return String::new();
    }
    let compared = figures.iter().map(|a| a.records.len()).max().unwrap_or(0);
    let mut clear = Vec::new();
    let mut same = Vec::new();
    let mut open = Vec::new();
    for against in &figures {
        let count = against.with(Verdict::Better).len() + against.with(Verdict::Worse).len();
        if count > 0 {
            let how_many =
                if count == compared { "all".to_owned() } else { format!("{count} of {compared}") };
            clear.push(format!("{} in {how_many}", against.figure));
        } else if against.with(Verdict::NoDifference).len() == against.records.len() {
            same.push(against.figure.clone());
        } else {
            open.push(against.figure.clone());
        }
    }
    let mut parts = Vec::new();
    if clear.is_empty() {
        parts.push(format!("Against {baseline} no difference is established"));
    } else {
        parts.push(format!("Against {baseline} these differ: {}", clear.join(", ")));
    }
    if !same.is_empty() {
        parts.push(format!("the same as far as it matters: {}", same.join(", ")));
    }
    if !open.is_empty() {
        parts.push(format!("no clear difference anywhere: {}", open.join(", ")));
    }
    parts.join("; ") + "."
}

#[cfg(test)]
mod tests {
    use super::{against_baseline, differs};
    use crate::report::sample::sample;
    use crate::study::record::Verdict;

    #[test]
    fn nothing_undecided_is_claimed() {
        let mut results = sample();
        for record in &mut results.records {
            if record.metric != "goal" && record.verdict.is_some() {
                record.verdict = Some(Verdict::Undecided);
            }
        }
        let text = differs(&results);
        assert!(text.starts_with("Against dedicated no difference is established"), "{text}");
        for against in against_baseline(&results) {
            assert!(against.with(Verdict::Better).is_empty());
        }
    }
}
