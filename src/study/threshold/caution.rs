//! Values of the lever at which people were not sized with certainty.
//!
//! In: what both staffings came to at each value. Out: cautions. Must not know: curves, crossings.

use super::{End, Question, Step};
use crate::study::goals;
use crate::study::record::Caution;
use crate::study::size::Certainty;

/// What is said of values: a code, the words before and after them, what to do.
type Said = (&'static str, [&'static str; 2], &'static str);

const MORE: &str = "Give more --replications.";

/// What is said of values at which no more than this is known.
fn said(certainty: Certainty) -> Option<Said> {
    Some(match certainty {
        Certainty::Sure => return None,
        Certainty::Never => (
            "no_size",
            ["no number of people meets all goals", ": the closest that was found stands in for it."],
            "See what it misses: portflow size.",
        ),
        Certainty::Capped => (
            "no_size",
            [
                "no number of people (with no more than there may be) meets all goals",
                ": the closest that was found stands in for it.",
            ],
            "See what it misses: portflow size.",
        ),
        Certainty::Undecided => (
            "size_undecided",
            [
                "whether any number of people meets all goals is undecided",
                ": the closest that was found stands in.",
            ],
            MORE,
        ),
        Certainty::Blind => (
            "few_contacts",
            ["nothing can be judged of any goal", ": no people are told there."],
            goals::MORE_CONTACTS,
        ),
        Certainty::Open { as_known: true, doubtful } => (
            "few_contacts",
            [
                "some accounts or portfolios have too few contacts to be judged",
                if doubtful {
                    ": people with whom all that can be judged meet the goals are told there; whether all goals are met, and \
                     whether one person less would do as well, is undecided."
                } else {
                    ": the cheapest people with which all that can be judged meet the goals are told there, and whether all \
                     goals are met is undecided."
                },
            ],
            goals::MORE_CONTACTS,
        ),
        Certainty::Open { as_known: false, .. } => (
            "size_undecided",
            [
                "whether one person less is enough is undecided",
                "; what is told there is what is sure to be enough, and the interval of the threshold holds the doubt.",
            ],
            MORE,
        ),
    })
}

/// What to know of the people told, by staffing.
pub(super) fn cautions(question: &Question<'_>, steps: &[Step], moved: &[End]) -> Vec<Caution> {
    let names = &question.setting.loaded.names.staffings;
    let mut found = Vec::new();
    for side in 0..2 {
        let all = || steps.iter().chain(moved.iter().flat_map(|end| &end.steps));
        let mut kinds: Vec<Certainty> = Vec::new();
        for certainty in all().map(|step| step.stood[side].certainty) {
            if !kinds.contains(&certainty) {
                kinds.push(certainty);
            }
        }
        for (certainty, said) in kinds.into_iter().filter_map(|kind| Some((kind, said(kind)?))) {
            let is_so = |step: &&Step| step.stood[side].certainty == certainty;
            let mut values: Vec<String> =
                steps.iter().filter(is_so).map(|step| step.value.text.clone()).collect();
            let elsewhere = all().filter(is_so).count() - values.len();
            if elsewhere > 0 {
                values.push(format!("and {elsewhere} more with other levers at one end"));
            }
            let (code, [before, after], remedy) = said;
            found.push(Caution {
                code: code.into(),
                staffing: Some(names[question.between[side]].clone()),
                message: format!("{before} at {} = {}{after}", question.lever, values.join(", ")),
                remedy: remedy.into(),
            });
        }
    }
    found
}
