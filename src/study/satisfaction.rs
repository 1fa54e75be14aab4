//! What to know before trusting a value lost: scores that scatter, departures that nobody saw.
//!
//! In: the experience of accounts, all replications together, and the figure made of single ones. Out: cautions.
//! Must not know: how a score is made.

use super::collect::Staffed;
use super::estimate::ratio;
use super::record::Caution;
use crate::metrics::Part;
use crate::model::satisfaction::Experience;
use crate::model::{Model, Staffing};
use crate::money::DAYS_PER_YEAR;

/// Share of the value lost from which on it is told that scatter makes it.
const SCATTER: f64 = 0.05;

/// Adds what accounts went through in one replication; nothing where nobody asks.
pub(super) fn add(model: &Model, part: &Part, sums: &mut Vec<Experience>) {
    let Some(rules) = model.satisfaction.as_ref().filter(|rules| rules.matters()) else { return };
    sums.resize(model.accounts.len(), Experience::default());
    for (account, sum) in sums.iter_mut().enumerate() {
        *sum += part.experience(rules, account);
    }
}

/// What is to be said of a staffing.
pub(super) fn cautions(model: &Model, staffing: &Staffing, staffed: &Staffed, name: &str) -> Vec<Caution> {
    let Some(rules) = model.satisfaction.as_ref().filter(|rules| rules.matters()) else { return Vec::new() };
    let mut found = Vec::new();
    let caution = |code: &str, message: String, remedy: &str| Caution {
        code: code.into(),
        staffing: Some(name.into()),
        message,
        remedy: remedy.into(),
    };
    let each = staffed.find("value_lost_per_year", "all", "").and_then(|pairs| ratio(pairs, 0.95));
    let days = model.calendar.counted_days();
    // Within a year of its own an account's luck is its own: only what a shorter run adds is scatter.
    if let Some(each) = each.filter(|each| each.mean > 0.0 && f64::from(days) < DAYS_PER_YEAR.floor()) {
        let lost = model.accounts.iter().zip(&staffed.experience);
        let together: f64 = lost.map(|(account, experience)| account.value * rules.lost(experience)).sum();
        let scatter = 1.0 - together / each.mean;
        if scatter > SCATTER {
            found.push(caution(
                "scores_scatter",
                format!(
                    "{:.0} % of the value lost comes from scores that scatter: in {days} days an account sees few contacts.",
                    100.0 * scatter
                ),
                "Simulate a year (run.days), over which luck evens out as it does for the accounts.",
            ));
        }
    }
    let owns = staffing.portfolio.owners.longest() > 0;
    if owns && rules.departure_days > model.calendar.warm_up_days {
        found.push(caution(
            "departures_before",
            format!(
                "Owners who left before the first day are not known, though it would be felt for {} days: what departures cost is understated.",
                rules.departure_days
            ),
            "Warm up for as long: run.warm_up.",
        ));
    }
    found
}
