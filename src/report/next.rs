//! What is worth asking next.
//!
//! In: [`Results`] of a comparison, and what is on the page beside page one. Out: a reason and the command with its
//! options. Must not know: the path of the scenario, which no document holds.

use super::finding::standings;
use crate::study::record::Results;

/// A question that these results raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What for: "as some goals are undecided".
    pub why: &'static str,
    /// The command.
    pub command: &'static str,
    /// So many replications are asked for, in place of what was asked for.
    pub replications: Option<u64>,
    /// Figures by interval are asked for beside the rest.
    pub by_interval: bool,
}

/// The most worthwhile question that has not just been answered; `None` where none is known.
pub fn next(results: &Results, by_interval: bool) -> Option<Next> {
    let standings = standings(results);
    let played = results.provenance.replications;
    let next = Next { why: "", command: "compare", replications: None, by_interval: false };
    if played > 0 && standings.iter().any(|one| !one.undecided.is_empty()) {
        return Some(Next { why: "as some goals are undecided", replications: Some(4 * played), ..next });
    }
    if !by_interval {
        return Some(Next { why: "to see when service fails", by_interval: true, ..next });
    }
    let missed = standings.iter().any(|one| !one.missed.is_empty());
    (results.provenance.equal.is_none() && missed).then_some(Next {
        why: "to find the people that meet all goals",
        command: "size",
        ..next
    })
}

#[cfg(test)]
mod tests {
    use super::{Next, next};
    use crate::report::sample::sample;
    use crate::study::record::{Equal, Verdict};

    #[test]
    fn what_was_just_answered_is_not_asked_again() {
        let mut results = sample();
        let told = |next: Option<Next>| next.map(|next| (next.command, next.replications, next.by_interval));
        assert_eq!(told(next(&results, true)), Some(("compare", Some(800), false)));
        for record in results.records.iter_mut().filter(|record| record.metric == "goal") {
            record.verdict = Some(Verdict::Missed);
        }
        assert_eq!(told(next(&results, false)), Some(("compare", None, true)));
        assert_eq!(told(next(&results, true)), Some(("size", None, false)));
        results.provenance.equal = Some(Equal { in_what: "service".into(), ..Equal::default() });
        assert_eq!(next(&results, true), None);
    }
}
