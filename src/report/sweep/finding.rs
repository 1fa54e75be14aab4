//! What a sweep allows to be said: where the best staffing changes, and what the levers move.
//!
//! In: a [`Grid`]. Out: sentences; the first states the finding. Must not know: tables, plots.

use super::along::{At, Best, Grid};
use crate::metrics::catalogue::{OWNER_SHARE, SERVICE_LEVEL};
use crate::report::frontier::{Frontier, Standing, channel};
use crate::report::words::{capital, figure, list, plus_minus, value};
use crate::study::record::Record;

/// Sentences on a sweep.
pub(crate) fn finding(grid: &Grid<'_>) -> Vec<String> {
    let mut sentences: Vec<String> = from_end_to_end(grid).into_iter().collect();
    if grid.can_be_judged() {
        sentences.extend(best(grid));
    }
    sentences.extend(frontier_found(grid));
    sentences.extend(moved(grid));
    if sentences.is_empty() {
        sentences.push("Nothing is established to change along the levers.".into());
    }
    sentences
}

/// Along one lever: what becomes of service and owner share of the staffing that it moves most, from its first value to
/// its last, where that is more than chance.
fn from_end_to_end(grid: &Grid<'_>) -> Option<String> {
    let ([lever], [first, .., last]) = (grid.levers.as_slice(), grid.points.as_slice()) else { return None };
    let figures: Vec<(&str, String)> = grid
        .figures()
        .into_iter()
        .filter(|(metric, _)| [SERVICE_LEVEL.name, OWNER_SHARE.name].contains(metric))
        .collect();
    let moves = |staffing: &String| -> (f64, Vec<String>) {
        let ends = figures.iter().filter_map(|(metric, scope)| {
            Some((first.figure(staffing, metric, scope)?, last.figure(staffing, metric, scope)?))
        });
        let mut most = 0.0_f64;
        let mut said = Vec::new();
        for (from, to) in ends {
            let apart = from.upper < to.lower || to.upper < from.lower;
            let (Some(before), Some(after), true) = (from.mean, to.mean, apart) else { continue };
            most = most.max((before - after).abs());
            let told = |record: &Record| value(record.mean, &record.unit, "");
            said.push(format!("{} from {} to {}", figure(from), told(from), told(to)));
        }
        (most, said)
    };
    let all = grid.results.provenance.staffings.iter().map(|staffing| (staffing, moves(staffing)));
    let (staffing, (_, said)) =
        all.filter(|(_, (_, said))| !said.is_empty()).reduce(|a, b| if b.1.0 > a.1.0 { b } else { a })?;
    Some(format!(
        "{}, {} from {} to {}: {}.",
        capital(staffing),
        lever.name,
        first.values[0],
        last.values[0],
        list(&said)
    ))
}

/// Which points are on the frontier of cost, service and dependency, and which are dominated.
pub(crate) fn frontier_found(grid: &Grid<'_>) -> Vec<String> {
    let names = &grid.results.provenance.staffings;
    let found = channel(grid.results).and_then(|channel| Frontier::of(grid.results, channel));
    let Some(frontier) = found.filter(|frontier| frontier.is_told() && frontier.spots.len() > 1) else {
        return Vec::new();
    };
    if !frontier.is_one() {
        return vec![format!(
            "Points that differ in more than staffings, teams and shifts are no alternatives: each such value has a frontier \
             of its own of {}.",
            frontier.figures()
        )];
    }
    let on = frontier.named(names, &|spot| spot.standing == Standing::On(true));
    let open =
        frontier.named(names, &|spot| matches!(spot.standing, Standing::On(false) | Standing::PerhapsNot));
    let sure = if on.is_empty() { "none for certain".to_owned() } else { list(&on) };
    let perhaps = match open.as_slice() {
        [] => String::new(),
        open => {
            let too = if on.is_empty() { "" } else { ", too" };
            format!("; {} may be{too}: undecided, the intervals are too wide", list(open))
        }
    };
    let mut sentences = vec![format!("On the frontier of {}: {sure}{perhaps}.", frontier.figures())];
    let dominated = frontier.named(names, &|spot| spot.standing == Standing::Dominated);
    if !dominated.is_empty() {
        sentences.push(format!("Dominated, another as good in all and better in one: {}.", list(&dominated)));
    }
    sentences
}

/// Where which staffing is the best.
fn best(grid: &Grid<'_>) -> Vec<String> {
    let all: Vec<Best<'_>> = grid.points.iter().map(At::best).collect();
    let what = if grid.with_goals() { "the cheapest that meets all goals" } else { "the cheapest" };
    let mut names: Vec<&[&str]> = Vec::new();
    for best in &all {
        if !names.contains(&best.staffings.as_slice()) {
            names.push(&best.staffings);
        }
    }
    let mut sentences = Vec::new();
    match (names.as_slice(), grid.levers.as_slice()) {
        ([], _) => {}
        ([[]], _) => {
            sentences.push("At no point is any staffing established to meet all goals.".to_owned());
        }
        ([[one]], _) => {
            sentences.push(format!("{} is {what} at every point.", capital(one)));
        }
        ([several], _) => {
            sentences.push(format!(
                "{} cost the same to the cent at every point: each is {what}.",
                capital(&list(several))
            ));
        }
        (_, [lever]) => {
            let stretches = stretches(&grid.points, &all);
            sentences.push(format!("Along {}, {what} changes: {}.", lever.path, stretches.join("; ")));
        }
        (several, _) => {
            let count = |names: &[&str]| all.iter().filter(|best| best.staffings == names).count();
            let said = |names: &[&str]| match names {
                [] => format!("at {} none is established to meet them", count(names)),
                names => format!("{} at {}", together(names), count(names)),
            };
            let mut several = several.to_vec();
            several.sort_by_key(|names| (names.is_empty(), std::cmp::Reverse(count(names))));
            let mut each: Vec<String> = several.iter().copied().map(said).collect();
            // Numbers of points, lest they be read as values of a lever.
            each[0] += " of them";
            sentences.push(format!("Of {} points, {what} is {}.", all.len(), each.join(", ")));
        }
    }
    let doubtful = all.iter().filter(|best| !best.is_sure()).count();
    if doubtful > 0 {
        sentences.push(format!(
            "At {doubtful} of {} points this is undecided: another may cost as little, or cost less with its goals \
             undecided.",
            all.len()
        ));
    }
    sentences
}

/// A staffing; several that cost the same, `sep and pool (the same cost)`.
fn together(names: &[&str]) -> String {
    match names {
        [one] => (*one).to_owned(),
        several => format!("{} (the same cost)", list(several)),
    }
}

/// `flow from 0s to 20s`, for neighbours with the same best staffing.
fn stretches(points: &[At<'_>], all: &[Best<'_>]) -> Vec<String> {
    let mut stretches: Vec<(&[&str], &str, &str)> = Vec::new();
    for (at, best) in points.iter().zip(all) {
        let here = at.values[0];
        match stretches.last_mut() {
            Some((names, _, to)) if *names == best.staffings => *to = here,
            _ => stretches.push((&best.staffings, here, here)),
        }
    }
    let said = |(names, from, to): (&[&str], &str, &str)| {
        let name = match names {
            [] => "none is established to meet them".to_owned(),
            names => together(names),
        };
        if from == to { format!("{name} at {from}") } else { format!("{name} from {from} to {to}") }
    };
    stretches.into_iter().map(said).collect()
}

/// For each figure the staffing that the levers move most, where that is more than chance.
fn moved(grid: &Grid<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    for (metric, scope) in grid.figures() {
        let mut most: Option<(f64, Record, String, Record, String)> = None;
        for staffing in &grid.results.provenance.staffings {
            let values = grid.points.iter().filter_map(|at| {
                let record = at.figure(staffing, metric, &scope)?;
                Some((record.mean?, record, at))
            });
            let values: Vec<_> = values.collect();
            // Of points alike, the first.
            let low = values.iter().min_by(|a, b| a.0.total_cmp(&b.0));
            let high = values.iter().rev().max_by(|a, b| a.0.total_cmp(&b.0));
            let (Some(low), Some(high)) = (low, high) else { continue };
            let apart = low.1.upper.unwrap_or(low.0) < high.1.lower.unwrap_or(high.0);
            let range = high.0 - low.0;
            if apart && most.as_ref().is_none_or(|most| range > most.0) {
                most =
                    Some((range, low.1.clone(), where_(grid, low.2), high.1.clone(), where_(grid, high.2)));
            }
        }
        if let Some((_, low, at_low, high, at_high)) = most {
            let currency = &grid.results.provenance.currency;
            let amount = |record: &Record| {
                let error = plus_minus(record.half_width, record.mean, &record.unit);
                format!("{} {error}", value(record.mean, &record.unit, currency)).trim_end().to_owned()
            };
            sentences.push(format!(
                "{} moves most for {}: from {} at {at_low} to {} at {at_high}.",
                capital(&figure(&low)),
                low.staffing,
                amount(&low),
                amount(&high)
            ));
        }
    }
    sentences
}

/// A point in words: its values.
fn where_(grid: &Grid<'_>, at: &At<'_>) -> String {
    match grid.levers.as_slice() {
        [_] => at.values.join(", "),
        levers => {
            let each: Vec<String> = levers
                .iter()
                .zip(&at.values)
                .map(|(lever, value)| format!("{} = {value}", lever.name))
                .collect();
            list(&each)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::frontier_found;
    use crate::report::sample::sample;
    use crate::report::sweep::along::Grid;
    use crate::study::record::{Record, Results, Status};

    /// The sample with a place on the frontier for each of its staffings: on it or not by the means, settled or not.
    fn placed(places: [(f64, Status); 6]) -> Results {
        let mut results = sample();
        let staffings = results.provenance.staffings.clone();
        results.records.retain(|record| record.metric != "on_frontier");
        results.records.extend(staffings.into_iter().zip(places).map(|(staffing, (mean, status))| Record {
            staffing,
            scope: "channel=phone".into(),
            metric: "on_frontier".into(),
            mean: Some(mean),
            status,
            ..Record::default()
        }));
        results
    }

    #[test]
    fn first_who_is_surely_on_the_frontier_then_who_may_be_and_nobody_twice() {
        let (sure, open) = (Status::Ok, Status::Undecided);
        let places = [(1.0, sure), (0.0, open), (1.0, open), (0.0, sure), (1.0, sure), (0.0, sure)];
        let results = placed(places);
        let said = frontier_found(&Grid::of(&results));
        let figures = "cost per month, SL phone and owner share";
        let first = format!(
            "On the frontier of {figures}: dedicated and flow; dedicated with deputy and hybrid may be, too: undecided, the \
             intervals are too wide."
        );
        assert_eq!(
            said,
            [first.as_str(), "Dominated, another as good in all and better in one: team and mix."]
        );
        let results = placed(places.map(|(mean, _)| (mean, open)));
        let said = frontier_found(&Grid::of(&results));
        let all = "dedicated, dedicated with deputy, hybrid, team, flow and mix may be: undecided";
        assert!(
            said[0].starts_with(&format!("On the frontier of {figures}: none for certain; {all}")),
            "{said:?}"
        );
        assert_eq!(said.len(), 1);
        let results = placed(places.map(|(mean, _)| (mean, sure)));
        let said = frontier_found(&Grid::of(&results));
        assert_eq!(said[0], format!("On the frontier of {figures}: dedicated, hybrid and flow."));
    }
}
