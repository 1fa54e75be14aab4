//! Where the closed form and the simulation differ by more than chance, in one caution that gives every gap its reasons.
//!
//! In: records, and the model for the reasons. Out: a caution. Must not know: how either figure is made.

use super::closed_reasons::reasons;
use super::record::{Caution, Record};
use crate::metrics::catalogue::{ERLANG_SERVICE_LEVEL, SERVICE_LEVEL};
use crate::model::Model;
use crate::scenario::names::{self as scenario, Names};
use crate::scenario::summary::holes;

/// Gap between a service level and its closed form that calls for words: two points.
const GAP: f64 = 0.02;

/// A staffing's channel on which they differ.
struct Gap<'a> {
    staffing: &'a str,
    channel: &'a str,
    form: f64,
    simulated: f64,
    reasons: Vec<String>,
}

/// All gaps that matter, each reason once, with those whom it is about.
pub(super) fn caution(model: &Model, names: &Names, records: &[Record]) -> Option<Caution> {
    let forms = records.iter().filter(|record| record.metric == ERLANG_SERVICE_LEVEL.name);
    let mut gaps: Vec<Gap> = forms.filter_map(|form| gap(model, names, records, form)).collect();
    if !gaps.is_empty() {
        add_uncovered(model, names, &mut gaps);
    }
    let (message, staffing) = match &gaps[..] {
        [] => return None,
        [one] => {
            let message = format!(
                "Erlang gives {:.1} % of {} in time where the simulation gives {:.1} %: {}.",
                100.0 * one.form,
                one.channel,
                100.0 * one.simulated,
                one.reasons.join(", ")
            );
            (message, Some(one.staffing.to_string()))
        }
        _ => {
            let message = format!(
                "the share in time by Erlang is not the simulated one ({}), because\n{}.",
                figures(&gaps),
                shared(&gaps)
            );
            (message, None)
        }
    };
    Some(Caution {
        code: "closed_form".into(),
        staffing,
        message,
        remedy: "The closed form stands beside every simulated figure; trust the simulation where these reasons matter."
            .into(),
    })
}

/// Hours and days on which the closed form, which goes by means over days, knows people and contacts find nobody.
fn add_uncovered(model: &Model, names: &Names, gaps: &mut [Gap<'_>]) {
    let (unmanned, _, rests) = holes(model, names);
    for gap in gaps {
        let mut reasons = Vec::new();
        let is_holiday = |one: &scenario::Caution| {
            one.code == "holiday" && one.staffing.as_deref().is_none_or(|name| name == gap.staffing)
        };
        if unmanned.iter().any(|one| (&*one.staffing, &*one.channel) == (gap.staffing, gap.channel))
            || names.cautions.iter().any(is_holiday)
        {
            reasons.push("nobody is on duty at some open hours".to_owned());
        }
        if rests
            .iter()
            .any(|rest| rest.staffing == gap.staffing && rest.channels.iter().any(|name| name == gap.channel))
        {
            reasons.push("everybody is on a break at the same time".to_owned());
        }
        gap.reasons.splice(0..0, reasons);
    }
}

/// A gap of more than two points that is more than the simulated figure's error.
fn gap<'a>(model: &Model, names: &Names, records: &[Record], form: &'a Record) -> Option<Gap<'a>> {
    let simulated = records.iter().find(|other| {
        other.metric == SERVICE_LEVEL.name
            && other.interval.is_empty()
            && (&other.staffing, &other.scope) == (&form.staffing, &form.scope)
    })?;
    let (said, mean) = (form.mean?, simulated.mean?);
    let gap = (said - mean).abs();
    if gap < GAP || simulated.half_width.is_some_and(|half| gap <= half) {
        return None;
    }
    let channel = form.scope_value("channel")?;
    let staffing = names.staffings.iter().position(|name| *name == form.staffing)?;
    let number = names.channels.iter().position(|name| name == channel)?;
    let reasons = reasons(model, names, staffing, number);
    Some(Gap { staffing: &form.staffing, channel, form: said, simulated: mean, reasons })
}

/// `phone: one 83.4 % by Erlang and 54.7 % simulated, two 80.1 % and 76.0 %; chat: …`.
fn figures(gaps: &[Gap<'_>]) -> String {
    let of_channel = |(at, channel): (usize, &str)| {
        let theirs = gaps.iter().filter(|gap| gap.channel == channel);
        let figure = |(place, gap): (usize, &Gap<'_>)| {
            let (form, simulated) = (100.0 * gap.form, 100.0 * gap.simulated);
            // Said once what is what.
            let [by, how] = if at + place == 0 { [" by Erlang", " simulated"] } else { ["", ""] };
            format!("{} {form:.1} %{by} and {simulated:.1} %{how}", gap.staffing)
        };
        let figures: Vec<String> = theirs.enumerate().map(figure).collect();
        format!("{channel}: {}", figures.join(", "))
    };
    let channels = once(gaps.iter().map(|gap| gap.channel)).into_iter().enumerate();
    channels.map(of_channel).collect::<Vec<String>>().join("; ")
}

/// Every reason once, a line for each set of gaps: first those of all, then others behind the names of those that they
/// explain.
fn shared(gaps: &[Gap<'_>]) -> String {
    let channels = once(gaps.iter().map(|gap| gap.channel)).len();
    let label = |gap: &&Gap<'_>| {
        if channels > 1 { format!("{} {}", gap.staffing, gap.channel) } else { gap.staffing.to_string() }
    };
    // Those concerned, and their reasons.
    let mut parts: Vec<(String, Vec<&str>)> = vec![("of all: ".to_owned(), Vec::new())];
    for reason in once(gaps.iter().flat_map(|gap| &gap.reasons).map(String::as_str)) {
        let (with, without): (Vec<&Gap>, Vec<&Gap>) =
            gaps.iter().partition(|gap| gap.reasons.iter().any(|one| one == reason));
        let labels = |gaps: &[&Gap]| gaps.iter().map(label).collect::<Vec<String>>().join(", ");
        let who = match (with.len(), without.len()) {
            (_, 0) => "of all: ".to_owned(),
            (some, few) if few < some => format!("all but {}: ", labels(&without)),
            _ => format!("{}: ", labels(&with)),
        };
        match parts.iter_mut().find(|(known, _)| *known == who) {
            Some((_, reasons)) => reasons.push(reason),
            None => parts.push((who, vec![reason])),
        }
    }
    parts.retain(|(_, reasons)| !reasons.is_empty());
    parts
        .iter()
        .map(|(who, reasons)| format!("{who}{}", reasons.join(", ")))
        .collect::<Vec<String>>()
        .join(";\n")
}

/// Words in their order, each once.
fn once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{Gap, figures, shared};

    #[test]
    fn every_gap_is_told_and_every_reason_once() {
        let gap = |staffing, channel, reasons: &[&str]| Gap {
            staffing,
            channel,
            form: 0.8,
            simulated: 0.9,
            reasons: reasons.iter().map(ToString::to_string).collect(),
        };
        let gaps =
            [gap("a", "phone", &["x", "y"]), gap("b", "phone", &["y", "z"]), gap("c", "phone", &["z", "y"])];
        assert_eq!(
            figures(&gaps),
            "phone: a 80.0 % by Erlang and 90.0 % simulated, b 80.0 % and 90.0 %, c 80.0 % and 90.0 %"
        );
        assert_eq!(shared(&gaps), "of all: y;\na: x;\nall but a: z");
        let gaps = [gap("a", "phone", &["x"]), gap("a", "chat", &["y"])];
        assert_eq!(
            figures(&gaps),
            "phone: a 80.0 % by Erlang and 90.0 % simulated; chat: a 80.0 % and 90.0 %"
        );
        assert_eq!(shared(&gaps), "a phone: x;\na chat: y");
    }
}
