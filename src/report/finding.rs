//! What the records allow to be said.
//!
//! In: [`Results`]. Out: sentences for page one and for the titles of plots: which staffing is the
//! cheapest that meets all goals, what differs from the baseline and what does not. Nothing is
//! claimed whose verdict is undecided. Must not know: tables, plots.

use super::style::{MET, MISSED, OPEN};
use super::words::{capital, difference, figure, list, value};
use crate::math::more;
use crate::study::record::{Record, Results, Verdict};
use std::fmt::Write as _;

/// How a staffing stands against the goals.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Name of the staffing.
    pub staffing: &'a str,
    /// Goals established as met.
    pub met: usize,
    /// Names of the goals that the replications do not settle.
    pub undecided: Vec<&'a str>,
    /// Names of the goals that are missed.
    pub missed: Vec<&'a str>,
    /// Goals looked at.
    pub goals: usize,
    /// Sum of the relative distances to the thresholds that are not reached.
    pub shortfall: f64,
    /// Cost, from which the cheapest is chosen.
    pub cost: Option<&'a Record>,
}

impl Standing<'_> {
    /// True when there are goals and every one of them is established as met.
    pub fn meets_all(&self) -> bool {
        self.goals > 0 && self.met == self.goals
    }

    /// Its mark: all goals met, one missed, or undecided.
    pub(super) fn mark(&self) -> &'static str {
        match (self.missed.is_empty(), self.undecided.is_empty()) {
            (false, _) => MISSED,
            (true, true) => MET,
            (true, false) => OPEN,
        }
    }

    fn may_meet_all(&self) -> bool {
        self.goals > 0 && self.missed.is_empty()
    }
}

/// The staffings in file order, with their goals and cost.
pub fn standings(results: &Results) -> Vec<Standing<'_>> {
    results.provenance.staffings.iter().map(|name| standing(results, name)).collect()
}

fn standing<'a>(results: &'a Results, staffing: &'a str) -> Standing<'a> {
    let mut standing = Standing {
        staffing,
        met: 0,
        undecided: Vec::new(),
        missed: Vec::new(),
        goals: 0,
        shortfall: 0.0,
        cost: ["cost_per_month", "cost_production"]
            .iter()
            .find_map(|metric| results.figure(staffing, "all", metric))
            .filter(|record| record.mean.is_some()),
    };
    for record in results.records.iter().filter(|r| {
        r.metric == "goal" && r.staffing == staffing && r.interval.is_empty() && r.point.is_empty()
    }) {
        let Some(name) = record.scope_value("goal") else {
            continue;
        };
        standing.goals += 1;
        match record.verdict {
            Some(Verdict::Met) => standing.met += 1,
            Some(Verdict::Missed) => standing.missed.push(name),
            _ => standing.undecided.push(name),
        }
        let provenance = &results.provenance;
        let goals = provenance.promises.get(staffing).unwrap_or(&provenance.goals);
        let goal = goals.iter().find(|goal| goal.name == name);
        if let (Some(goal), Some(mean)) = (goal, record.mean) {
            let short = if goal.at_least { goal.threshold - mean } else { mean - goal.threshold };
            if short > 0.0 && goal.threshold != 0.0 {
                standing.shortfall += short / goal.threshold.abs();
            }
        }
    }
    standing
}

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
    let goals = if best.goals == 1 { "the goal".to_owned() } else { format!("all {} goals", best.goals) };
    let mut text = match (best.cost, good.len()) {
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
            capital(&list(&names(&ties))),
            value(cost.mean, &cost.unit, currency),
            per(cost)
        ),
        (Some(cost), count) => format!(
            "Cheapest of the {count} staffings that meet {goals}: {}, {}at {} {}",
            list(&names(&ties)),
            if ties.len() > 1 { "each " } else { "" },
            value(cost.mean, &cost.unit, currency),
            per(cost)
        ),
        (None, _) => format!(
            "{} {} {goals}; costs are not known",
            capital(&list(&names(&good))),
            if good.len() == 1 { "meets" } else { "meet" }
        ),
    };
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
        .filter(|s| !costs_as_much(best, s))
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

fn per(cost: &Record) -> &'static str {
    if cost.metric == "cost_per_month" { "a month" } else { "in all" }
}

fn names<'a>(standings: &[&Standing<'a>]) -> Vec<&'a str> {
    standings.iter().map(|standing| standing.staffing).collect()
}

fn cost_of(standing: &Standing) -> f64 {
    standing.cost.and_then(|cost| cost.mean).unwrap_or(f64::INFINITY)
}

/// By cost; equal costs keep the order of the file.
fn sort_by_cost(standings: &mut [&Standing]) {
    standings.sort_by(|a, b| cost_of(a).total_cmp(&cost_of(b)));
}

/// Whether two costs are the same to the cent, as those of the same people at the same wages are: no number of replications
/// tells these apart.
pub(super) fn is_same_cost(one: f64, other: f64) -> bool {
    more(one, other).abs() <= 0.0
}

/// Whether two cost the same to the cent.
pub(super) fn costs_as_much(one: &Standing, other: &Standing) -> bool {
    one.staffing == other.staffing || is_same_cost(cost_of(one), cost_of(other))
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
    let goals =
        if nearest.goals == 1 { "the goal".to_owned() } else { format!("all {} goals", nearest.goals) };
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

/// True when the records do not allow to say that the two costs differ.
pub(super) fn same_cost(results: &Results, one: &Standing, other: &Standing) -> bool {
    let (Some(a), Some(b)) = (one.cost, other.cost) else {
        return false;
    };
    let baseline = &results.provenance.baseline;
    // A paired difference is sharper than two intervals side by side, where one of the two is the baseline.
    for (of, against) in [(a, one), (b, other)] {
        let pair = if against.staffing == one.staffing { other.staffing } else { one.staffing };
        if pair == baseline && of.verdict.is_some() {
            return !matches!(of.verdict, Some(Verdict::Better | Verdict::Worse));
        }
    }
    match (a.upper, b.lower) {
        (Some(upper), Some(lower)) => lower < upper,
        _ => a.mean == b.mean,
    }
}

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
            && record.metric != "goal"
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
        let by_channel = first.metric.starts_with("service_level") || first.metric.contains("wait");
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

/// The difference of one record in words, `+4.2 ±0.5 points`, for labels.
pub fn difference_words(record: &Record, currency: &str) -> String {
    difference(record.difference, &record.unit, currency)
}

#[cfg(test)]
mod tests {
    use super::{against_baseline, cheapest, differs, standings};
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
