//! What happens to the accounts of an owner who leaves, in words.
//!
//! In: the records by week around departures, and of when service is back. Out: sentences that the records establish,
//! none where nobody leaves. Must not know: how it was measured.

use std::fmt::Write as _;

use super::words::{difference, list};
use crate::math::counted;
use crate::metrics::catalogue::{
    DAYS_TO_RECOVER, DAYS_TO_RECOVER_HANDLE_TIME, HANDLE_TIME_AROUND_DEPARTURE,
    SERVICE_LEVEL_AROUND_DEPARTURE,
};
use crate::study::record::{Record, Results, Status};

/// Weeks around departures in a staffing.
#[derive(Debug, Clone)]
pub(crate) struct Followed<'a> {
    /// Place among the staffings.
    pub(crate) place: usize,
    pub(crate) name: &'a str,
    /// In order, from weeks before the departure on.
    pub(crate) weeks: Vec<&'a Record>,
}

impl Followed<'_> {
    /// The week with the deepest fall (or, of what is better lower, rise) of those that are established.
    pub(crate) fn worst(&self, higher_is_better: bool) -> Option<&Record> {
        let sign = if higher_is_better { 1.0 } else { -1.0 };
        let loss = |week: &Record| sign * week.difference.unwrap_or(0.0);
        let is_established = |week: &&&Record| {
            let end = if higher_is_better { week.difference_upper } else { week.difference_lower };
            week.at >= Some(0.0) && end.is_some_and(|end| sign * end < 0.0)
        };
        self.weeks.iter().filter(is_established).min_by(|a, b| loss(a).total_cmp(&loss(b))).copied()
    }
}

/// The staffings in which departures were followed.
pub(crate) fn followed<'a>(results: &'a Results, metric: &str) -> Vec<Followed<'a>> {
    let of = |(place, name): (usize, &'a String)| {
        let is_it =
            |record: &&Record| record.metric == metric && record.staffing == *name && record.scope == "all";
        let mut weeks: Vec<&Record> =
            results.records.iter().filter(is_it).filter(|r| r.at.is_some() && r.mean.is_some()).collect();
        weeks.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
        Followed { place, name, weeks }
    };
    results.provenance.staffings.iter().enumerate().map(of).filter(|one| one.weeks.len() > 1).collect()
}

/// When a figure is back within 5 % of its level before.
fn back(results: &Results, staffing: &str, metric: &str) -> String {
    let record =
        results.records.iter().find(|r| r.metric == metric && r.staffing == staffing && r.scope == "all");
    let Some(record) = record else { return String::new() };
    match (record.status, record.mean, record.lower) {
        (Status::Never, ..) => {
            ", and is not back within 5 % of the level before in the weeks that are seen".into()
        }
        (_, Some(latest), _) if latest < 0.5 => ", and stays within 5 % of the level before".into(),
        (_, Some(latest), Some(earliest)) if earliest + 0.5 < latest => {
            format!(", and is back within 5 % of the level before after {earliest:.0} to {latest:.0} days")
        }
        (_, Some(latest), _) => {
            let days = counted(latest.round() as u32, "day", "days");
            format!(", and is back within 5 % of the level before after {days}")
        }
        _ => ", and when it is back within 5 % of the level before is undecided".into(),
    }
}

/// The finding about service, and the one about handle times where they rise.
pub(crate) fn departures(results: &Results) -> Vec<String> {
    let service = sentence(
        results,
        (SERVICE_LEVEL_AROUND_DEPARTURE.name, DAYS_TO_RECOVER.name, true),
        ("the service level of their accounts falls", "fall of service"),
    );
    let time = sentence(
        results,
        (HANDLE_TIME_AROUND_DEPARTURE.name, DAYS_TO_RECOVER_HANDLE_TIME.name, false),
        ("the handle time of their accounts rises", "rise of handle times"),
    );
    let mut all: Vec<String> = service.into_iter().map(|(text, _)| text).collect();
    all.extend(time.filter(|(_, established)| *established).map(|(text, _)| text));
    all
}

/// The sentence, and whether any change is established.
fn sentence(
    results: &Results,
    (metric, back_metric, higher_is_better): (&str, &str, bool),
    (what, change): (&str, &str),
) -> Option<(String, bool)> {
    let all = followed(results, metric);
    if all.is_empty() {
        return None;
    }
    let mut hurt: Vec<(&Followed, &Record)> =
        all.iter().filter_map(|one| Some((one, one.worst(higher_is_better)?))).collect();
    let size = |record: &Record| record.difference.unwrap_or(0.0).abs();
    hurt.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
    let Some((worst, week)) = hurt.first() else {
        return Some((
            format!("When an owner leaves, no {change} of the accounts left behind is established."),
            false,
        ));
    };
    let most = difference(week.difference.map(f64::abs), &week.unit, "");
    let most = most.trim_start_matches('+');
    let mut text = format!(
        "When an owner leaves, {what} by up to {most} in a week with {}{}",
        worst.name,
        back(results, worst.name, back_metric)
    );
    let others: Vec<&str> = hurt.iter().skip(1).map(|(one, _)| one.name).collect();
    if !others.is_empty() {
        let _ = write!(text, "; by less with {}", list(&others));
    }
    let spared: Vec<&str> =
        all.iter().filter(|one| one.worst(higher_is_better).is_none()).map(|one| one.name).collect();
    if !spared.is_empty() {
        let _ = write!(text, "; with {} no {change} is established", list(&spared));
    }
    Some((format!("{text}."), true))
}

#[cfg(test)]
mod tests {
    use super::departures;
    use crate::report::sample::sample;
    use crate::study::record::Status;

    #[test]
    fn what_is_established_is_said_and_no_more() {
        let mut results = sample();
        let said = departures(&results).join(" ");
        assert!(said.contains("falls by up to 8.0 points in a week with dedicated"), "{said}");
        assert!(
            said.contains("back within 5 % of the level before after 70 days; with flow no fall"),
            "{said}"
        );
        // Where others are hurt, too, none is left out.
        let mut both = results.clone();
        let of_flow = |record: &&mut crate::study::record::Record| {
            record.staffing == "flow" && record.metric == "service_level_around_departure"
        };
        for record in both.records.iter_mut().filter(of_flow).filter(|record| record.at >= Some(0.0)) {
            (record.difference, record.difference_lower, record.difference_upper) =
                (Some(-0.02), Some(-0.03), Some(-0.01));
        }
        let all = departures(&both).join(" ");
        assert!(all.contains("with dedicated") && all.contains("; by less with flow"), "{all}");
        let recovery = |record: &&mut crate::study::record::Record| record.metric == "days_to_recover";
        for record in results.records.iter_mut().filter(recovery) {
            (record.mean, record.status) = (None, Status::Never);
        }
        assert!(departures(&results).join(" ").contains("is not back within 5 %"));
        for record in results.records.iter_mut().filter(|record| record.metric.ends_with("_around_departure"))
        {
            record.difference_upper = Some(0.5);
            record.difference_lower = Some(-0.5);
        }
        assert!(departures(&results)[0].contains("no fall of service"), "{:?}", departures(&results));
        results.records.clear();
        assert!(departures(&results).is_empty());
    }
}
