//! What would flip the verdict, in words.
//!
//! In: the records of the run without knowledge, and of the tie. Out: sentences, none where knowledge does
//! not matter. Must not know: how either was found.

use super::words::{figure, value};
use crate::metrics::catalogue::{HANDLE_TIME_GAIN_AT_TIE, KNOWLEDGE_EFFECT_AT_TIE, Unit};
use crate::study::record::{Record, Results, Status, Verdict};

fn words(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Better) => "better",
        Some(Verdict::Worse) => "worse",
        Some(Verdict::NoDifference) => "no different",
        Some(Verdict::Met) => "met",
        Some(Verdict::Missed) => "missed",
        Some(Verdict::Undecided) | None => "undecided",
    }
}

/// One sentence about the verdicts if knowledge had no effect, and one about the tie.
pub(super) fn flips(results: &Results) -> Vec<String> {
    without(results).into_iter().chain(tie(results)).collect()
}

/// What changes if knowledge has no effect.
fn without(results: &Results) -> Option<String> {
    let neutral =
        results.records.iter().filter(|record| !record.point.is_empty() && record.verdict.is_some());
    let pairs: Vec<(&Record, &Record)> = neutral
        .filter_map(|record| Some((record, results.figure(&record.staffing, &record.scope, &record.metric)?)))
        .collect();
    let baseline = &pairs.first()?.0.baseline;
    let changed: Vec<String> = pairs
        .iter()
        .filter(|(without, with)| without.verdict != with.verdict)
        .map(|(without, with)| {
            let (then, now) = (words(without.verdict), words(with.verdict));
            format!("{} in {} would be {then} instead of {now}", figure(without), without.staffing)
        })
        .collect();
    Some(if changed.is_empty() {
        format!(
            "If knowledge had no effect on anything, all verdicts against {baseline} would stay as they are."
        )
    } else {
        format!("If knowledge had no effect on anything, against {baseline} {}.", changed.join("; "))
    })
}

/// At which effect the two staffings are alike.
fn tie(results: &Results) -> Option<String> {
    let of = |metric: &str| results.records.iter().find(|record| record.metric == metric);
    let effect = of(KNOWLEDGE_EFFECT_AT_TIE.name)?;
    let channel = effect.scope_value("channel").unwrap_or_default();
    let (one, other) = (&effect.staffing, &effect.baseline);
    Some(match (effect.status, effect.mean) {
        (Status::Ok, Some(mean)) => {
            let interval = effect.half_width.map_or_else(String::new, |half| format!(" ±{half:.2}"));
            let gain = of(HANDLE_TIME_GAIN_AT_TIE.name).and_then(|gain| gain.mean);
            let gain = gain.map_or_else(String::new, |gain| {
                let share = value(Some(gain.abs()), &Unit::Share, "");
                format!(
                    ", where {one} takes {share} {} per contact",
                    if gain > 0.0 { "less" } else { "more" }
                )
            });
            format!(
                "{one} and {other} tie in SL {channel} at a knowledge effect on handle times of \
                 {mean:.2}{interval}, all else as it is{gain}."
            )
        }
        (Status::Undecided, _) => {
            format!(
                "{one} and {other} are too close in SL {channel} to say at which knowledge effect on handle times they tie."
            )
        }
        _ => {
            let upto = effect.upper.map_or_else(String::new, |upper| format!(" up to {upper:.1}"));
            format!("No knowledge effect on handle times{upto} makes {one} and {other} tie in SL {channel}.")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::flips;
    use crate::report::sample::sample as results;
    use crate::study::record::{Record, Status, Verdict};

    #[test]
    fn nothing_is_said_where_knowledge_does_not_matter() {
        assert!(flips(&results()).is_empty());
    }

    #[test]
    fn a_verdict_that_changes_and_a_tie_are_told() {
        let mut results = results();
        let with = results
            .records
            .iter()
            .find(|record| record.verdict == Some(Verdict::Worse) && record.difference.is_some())
            .expect("something is worse")
            .clone();
        let point = "knowledge=neutral".to_owned();
        results.records.push(Record { point, verdict: Some(Verdict::Better), ..with.clone() });
        let tie = Record {
            staffing: "dedicated".into(),
            baseline: "flow".into(),
            scope: "channel=phone".into(),
            metric: "knowledge_effect_at_tie".into(),
            mean: Some(0.834),
            half_width: Some(0.1),
            ..Record::default()
        };
        results.records.push(tie.clone());
        let said = flips(&results);
        assert!(said[0].contains("would be better instead of worse"), "{said:?}");
        assert!(
            said[1].contains("tie in SL phone at a knowledge effect on handle times of 0.83 ±0.10"),
            "{said:?}"
        );
        results.records.pop();
        results.records.push(Record { mean: None, status: Status::Never, ..tie });
        assert!(flips(&results)[1].starts_with("No knowledge effect"), "{:?}", flips(&results));
    }
}
