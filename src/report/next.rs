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
    /// What is asked beside what was asked before; may be empty.
    pub options: String,
}

/// The most worthwhile question that has not just been answered; `None` where none is known.
pub fn next(results: &Results, by_interval: bool) -> Option<Next> {
    let standings = standings(results);
    let replications = results.provenance.replications;
    let (why, command, options) = if replications > 0 && standings.iter().any(|one| !one.undecided.is_empty())
    {
        ("as some goals are undecided", "compare", format!("--replications {}", replications * 4))
    } else if !by_interval {
        ("to see when service fails", "compare", "--by interval".to_owned())
    } else if results.provenance.equal.is_none() && standings.iter().any(|one| !one.missed.is_empty()) {
        ("to find the people that meet all goals", "size", String::new())
    } else {
        return None;
    };
    Some(Next { why, command, options })
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::report::sample::sample;
    use crate::study::record::{Equal, Verdict};

    #[test]
    fn what_was_just_answered_is_not_asked_again() {
        let mut results = sample();
        let options =
            |next: Option<super::Next>| next.map(|next| format!("{} {}", next.command, next.options));
        assert_eq!(options(next(&results, true)).as_deref(), Some("compare --replications 800"));
        for record in results.records.iter_mut().filter(|record| record.metric == "goal") {
            record.verdict = Some(Verdict::Missed);
        }
        assert_eq!(options(next(&results, false)).as_deref(), Some("compare --by interval"));
        assert_eq!(options(next(&results, true)).as_deref(), Some("size "));
        results.provenance.equal = Some(Equal { in_what: "service".into(), ..Equal::default() });
        assert_eq!(next(&results, true), None);
    }
}
