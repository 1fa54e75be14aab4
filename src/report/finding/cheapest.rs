//! Which staffing is the cheapest that meets all goals, in a sentence.
//!
//! In: [`Results`]. Out: the sentence; where none meets them all, which comes nearest. Must not know: what differs from the
//! baseline, tables, plots.

use std::fmt::Write as _;

use super::standing::{COST_MARGIN, Standing, cost_of, costs_as_much, same_cost, sort_by_cost, standings};
use crate::metrics::catalogue::COST_PER_MONTH;
use crate::report::words::{capital, list, value};
use crate::study::record::{Record, Results};

/// One sentence that names the cheapest staffing that meets all goals, or says that none does and
/// which comes nearest.
pub fn cheapest(results: &Results) -> String {
    let standings = standings(results);
    let currency = &results.provenance.currency;
    if standings.iter().all(|standing| standing.goals == 0) {
        return no_goals(results, &standings);
    }
    if !results.provenance.promises.is_empty() {
        return different_promises(results, &standings);
    }
    let mut good: Vec<&Standing> = standings.iter().filter(|s| s.meets_all()).collect();
    if good.is_empty() {
        return none_meets(&standings);
    }
    sort_by_cost(&mut good);
    let best = good[0];
    let ties: Vec<&Standing> = standings.iter().filter(|s| s.meets_all() && costs_as_much(best, s)).collect();
    let mut text = at_which_cost(&standings, &good, &ties, currency);
    let near: Vec<&str> = good[1..]
        .iter()
        .filter(|other| !costs_as_much(best, other) && same_cost(results, best, other))
        .map(|other| other.staffing)
        .collect();
    if !near.is_empty() {
        let _ = write!(text, "; {} cannot be told from {} on cost", list(&near), it(&ties));
    }
    let maybe: Vec<&str> = standings
        .iter()
        .filter(|s| s.may_meet_all() && !s.meets_all() && cost_of(s) < cost_of(best))
        .filter(|s| saves(results, s, best))
        .map(|s| s.staffing)
        .collect();
    if !maybe.is_empty() {
        let verb =
            if maybe.len() == 1 { "costs less and its goals are" } else { "cost less and their goals are" };
        let _ = write!(text, "; {} {verb} undecided", list(&maybe));
    }
    text.push('.');
    text
}

/// Who meets all goals, by cost, cheapest first (`good`), and who of them costs as little as the first (`ties`): the beginning of
/// the sentence.
fn at_which_cost(standings: &[Standing], good: &[&Standing], ties: &[&Standing], currency: &str) -> String {
    let best = good[0];
    let goals = goals_in_words(best);
    match (best.cost, good.len()) {
        (Some(cost), 1) if standings.iter().any(|other| other.may_meet_all() && !other.meets_all()) => {
            format!(
                "{} alone meets {goals} for certain, at {} {}",
                capital(best.staffing),
                value(cost.mean, &cost.unit, currency),
                per(cost)
            )
        }
        (Some(cost), 1) => format!(
            "Only {} meets {goals}, at {} {}",
            best.staffing,
            value(cost.mean, &cost.unit, currency),
            per(cost)
        ),
        (Some(cost), count) if ties.len() == count => format!(
            "{} meet {goals} at the same cost, {} {}",
            capital(&list(&names(ties))),
            value(cost.mean, &cost.unit, currency),
            per(cost)
        ),
        (Some(cost), count) => format!(
            "Cheapest of the {count} staffings that meet {goals}: {}, {}at {} {}",
            list(&names(ties)),
            if ties.len() > 1 { "each " } else { "" },
            value(cost.mean, &cost.unit, currency),
            per(cost)
        ),
        (None, _) => format!(
            "{} {} {goals}; costs are not known",
            capital(&list(&names(good))),
            if good.len() == 1 { "meets" } else { "meet" }
        ),
    }
}

/// Its goals: "the goal", "all 3 goals".
fn goals_in_words(standing: &Standing) -> String {
    if standing.goals == 1 { "the goal".to_owned() } else { format!("all {} goals", standing.goals) }
}

/// Whether one costs less than another by so much that it matters, and the records allow to say so.
fn saves(results: &Results, one: &Standing, best: &Standing) -> bool {
    let matters = cost_of(best) - cost_of(one) > COST_MARGIN * cost_of(best).abs();
    matters && !costs_as_much(best, one) && !same_cost(results, one, best)
}

fn per(cost: &Record) -> &'static str {
    if cost.metric == COST_PER_MONTH.name { "a month" } else { "in all" }
}

fn names<'a>(standings: &[&Standing<'a>]) -> Vec<&'a str> {
    standings.iter().map(|standing| standing.staffing).collect()
}

/// Those that were named, again.
fn it(named: &[&Standing]) -> &'static str {
    if named.len() > 1 { "them" } else { "it" }
}

fn no_goals(results: &Results, standings: &[Standing]) -> String {
    let mut all: Vec<&Standing> = standings.iter().filter(|s| s.cost.is_some()).collect();
    sort_by_cost(&mut all);
    match all.first().and_then(|first| first.cost.map(|cost| (first, cost))) {
        // Where nothing costs anything there is nothing to tell.
        Some((first, cost)) if all.iter().any(|one| one.cost.is_some_and(|cost| cost.mean > Some(0.0))) => {
            let ties: Vec<&Standing> =
                standings.iter().filter(|s| s.cost.is_some() && costs_as_much(first, s)).collect();
            let near: Vec<&str> = all[1..]
                .iter()
                .filter(|other| !costs_as_much(first, other) && same_cost(results, first, other))
                .map(|other| other.staffing)
                .collect();
            let value = value(cost.mean, &cost.unit, &results.provenance.currency);
            let least = match names(&ties).as_slice() {
                [one] => format!("{one} costs least, {value} {}", per(cost)),
                several => format!("{} cost least, {value} {} each", list(several), per(cost)),
            };
            if ties.len() > 1 && ties.len() == all.len() {
                format!("The scenario sets no goals; all cost the same, {value} {}.", per(cost))
            } else if near.is_empty() {
                format!("The scenario sets no goals; {least}.")
            } else if near.len() + ties.len() == all.len() {
                format!(
                    "The scenario sets no goals; all cost the same as far as can be told, {value} {}.",
                    per(cost)
                )
            } else {
                format!(
                    "The scenario sets no goals; {least}; {} cannot be told from {} on cost.",
                    list(&near),
                    it(&ties)
                )
            }
        }
        _ => "The scenario sets no goals.".to_owned(),
    }
}

/// What may be said where staffings promise different things: who keeps which promise at which cost, and no more.
fn different_promises(results: &Results, standings: &[Standing]) -> String {
    let provenance = &results.provenance;
    let mut text = "Different promises, so none is called cheapest at equal service".to_owned();
    for (staffing, promised) in &provenance.promises {
        let own = promised.iter().filter(|goal| !provenance.goals.contains(goal));
        let own: Vec<&str> = own.map(|goal| goal.text.as_str()).collect();
        let _ = write!(text, "; {staffing} promises {}", list(&own));
    }
    text.push('.');
    let mut good: Vec<&Standing> = standings.iter().filter(|s| s.meets_all()).collect();
    if good.is_empty() {
        text.push_str(" No staffing is established to meet all of its own goals.");
        return text;
    }
    sort_by_cost(&mut good);
    let at_cost = |standing: &&Standing| match standing.cost {
        Some(cost) => {
            let amount = value(cost.mean, &cost.unit, &provenance.currency);
            format!("{} at {amount} {}", standing.staffing, per(cost))
        }
        None => standing.staffing.to_owned(),
    };
    let verb = if good.len() == 1 { "meets all of its own goals" } else { "meet all of their own goals" };
    let _ = write!(text, " {} {verb}.", capital(&list(&good.iter().map(at_cost).collect::<Vec<_>>())));
    text
}

fn none_meets(standings: &[Standing]) -> String {
    let undecided: Vec<&str> = standings.iter().filter(|s| s.may_meet_all()).map(|s| s.staffing).collect();
    if !undecided.is_empty() {
        return format!(
            "No staffing is established to meet all goals; {} may: {} misses none, but whether all are met is undecided.",
            list(&undecided),
            if undecided.len() == 1 { "it" } else { "each" },
        );
    }
    let mut order: Vec<&Standing> = standings.iter().collect();
    order.sort_by(|a, b| {
        a.missed.len().cmp(&b.missed.len()).then(b.met.cmp(&a.met)).then(a.shortfall.total_cmp(&b.shortfall))
    });
    let Some(nearest) = order.first() else {
        return "There is no staffing to judge.".to_owned();
    };
    let goals = goals_in_words(nearest);
    let open = match nearest.undecided.as_slice() {
        [] => String::new(),
        open => format!("; whether it meets {} is undecided", list(open)),
    };
    format!(
        "No staffing meets {goals}; {} comes nearest: it misses {}{open}.",
        nearest.staffing,
        list(&nearest.missed)
    )
}

#[cfg(test)]
mod tests {
    use super::{cheapest, standings};
    use crate::report::sample::sample;
    use crate::study::record::{Results, Verdict};

    #[test]
    fn the_cheapest_that_meets_all_goals_is_named() {
        let mut results = sample();
        let text = cheapest(&results);
        assert!(text.starts_with("Cheapest of the 2 staffings that meet all 3 goals: flow"), "{text}");
        for record in &mut results.records {
            if record.metric == "goal" && record.scope == "goal=email" {
                record.verdict = Some(Verdict::Missed);
            }
        }
        let text = cheapest(&results);
        assert!(text.starts_with("No staffing meets all 3 goals; "), "{text}");
        assert!(text.contains("misses email."), "{text}");
        // Of the nearest nothing is said that is not known: a goal that is open is no goal that is met.
        let mut open = results.clone();
        for record in open.records.iter_mut().filter(|record| record.scope == "goal=phone") {
            record.verdict = record.verdict.map(|_| Verdict::Undecided);
        }
        let text = cheapest(&open);
        assert!(text.ends_with("it misses email; whether it meets phone is undecided."), "{text}");
        results.records.retain(|record| record.metric != "goal");
        assert!(cheapest(&results).starts_with("The scenario sets no goals; "));
    }

    /// Of those that cost the same to the cent, none is the cheapest by itself.
    #[test]
    fn the_same_cost_is_nobodys_alone() {
        let costs = |results: &mut Results, staffings: &[&str]| {
            for record in &mut results.records {
                if record.metric == "cost_per_month" && staffings.contains(&record.staffing.as_str()) {
                    (record.mean, record.lower, record.upper) = (Some(100.0), Some(100.0), Some(100.0));
                }
            }
        };
        let mut both = sample();
        let good: Vec<String> =
            standings(&both).iter().filter(|s| s.meets_all()).map(|s| s.staffing.to_owned()).collect();
        assert_eq!(good, ["flow", "mix"]);
        costs(&mut both, &["flow", "mix"]);
        assert_eq!(cheapest(&both), "Flow and mix meet all 3 goals at the same cost, 100 EUR a month.");
        // A third that meets them all, and costs more.
        let mut three = both.clone();
        for record in three.records.iter_mut().filter(|one| one.metric == "goal" && one.staffing == "team") {
            record.verdict = Some(Verdict::Met);
        }
        assert_eq!(
            cheapest(&three),
            "Cheapest of the 3 staffings that meet all 3 goals: flow and mix, each at 100 EUR a month."
        );
        // Without goals.
        both.records.retain(|record| record.metric != "goal");
        assert_eq!(
            cheapest(&both),
            "The scenario sets no goals; flow and mix cost least, 100 EUR a month each."
        );
        let all = both.provenance.staffings.clone();
        costs(&mut both, &all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(cheapest(&both), "The scenario sets no goals; all cost the same, 100 EUR a month.");
    }

    /// Of another whose goals are open: it is told that it costs less where that is established, and by more than 0.5 %.
    #[test]
    fn who_costs_less_by_nothing_that_matters_is_not_told() {
        let said = |cost: f64, half: f64| {
            let mut results = sample();
            results.provenance.baseline = "dedicated".into();
            for record in &mut results.records {
                if record.metric == "cost_per_month" {
                    let (mean, half) = match record.staffing.as_str() {
                        "flow" => (1000.0, 0.0),
                        "team" => (cost, half),
                        _ => (2000.0, 0.0),
                    };
                    (record.mean, record.lower, record.upper) =
                        (Some(mean), Some(mean - half), Some(mean + half));
                }
                if record.metric == "goal" && record.staffing == "team" {
                    record.verdict = Some(Verdict::Undecided);
                }
            }
            cheapest(&results)
        };
        let told = "; team costs less and its goals are undecided.";
        assert!(said(900.0, 0.0).ends_with(told), "{}", said(900.0, 0.0));
        for (cost, half) in [(996.0, 0.0), (900.0, 200.0)] {
            assert!(!said(cost, half).contains("costs less"), "{}", said(cost, half));
        }
    }
}
