//! Value lost beside money: how much accounts must be worth for two staffings to tie; and what to know before trusting
//! it: scores that scatter, departures that nobody saw.
//!
//! In: pairs of figures by replication, the experience of accounts, all replications together. Out: an estimate, cautions.
//! Must not know: how a score is made.

use super::collect::Staffed;
use super::estimate::{CONFIDENCE, Estimate, Pair, paired, ratio};
use super::record::{Caution, Status};
use crate::math::counted;
use crate::metrics::Part;
use crate::metrics::catalogue::{COST_PER_MONTH, ERROR_COST_PER_MONTH, VALUE_LOST_PER_YEAR};
use crate::model::satisfaction::Experience;
use crate::model::{Model, Staffing};
use crate::time::DAYS_PER_YEAR;

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

/// Months in a year.
const MONTHS: f64 = 12.0;

/// The factor on all values at which a staffing ties with the baseline, all costs counted; `None` where value or money
/// play no part.
///
/// Value lost is proportional to values, so with E more spent a year and S less lost they tie at E ÷ S; its interval by
/// the delta method. Where it is established that one of them spends less and loses less there is no such factor.
pub(super) fn tie(model: &Model, mine: &Staffed, theirs: &Staffed) -> Option<(Status, Option<Estimate>)> {
    model.satisfaction.as_ref().filter(|rules| rules.matters())?;
    let against = |metric: &str| paired(mine.find(metric, "all", "")?, theirs.find(metric, "all", "")?);
    let (lost, lost_each) = against(VALUE_LOST_PER_YEAR.name)?;
    let (cost, cost_each) = against(COST_PER_MONTH.name)?;
    let (errors, errors_each) =
        against(ERROR_COST_PER_MONTH.name).unwrap_or((0.0, vec![0.0; cost_each.len()]));
    let spent = MONTHS * (cost + errors);
    let spent_each: Vec<f64> = cost_each.iter().zip(&errors_each).map(|(c, e)| MONTHS * (c + e)).collect();
    // Deviations of each replication around the difference, as pairs of a mean.
    let estimate = |mean: f64, each: &mut dyn Iterator<Item = f64>| {
        let pairs: Vec<Pair> = each.map(|deviation| (mean + deviation, 1.0)).collect();
        ratio(&pairs, CONFIDENCE)
    };
    let is_clear = |estimate: &Estimate| estimate.lower() > 0.0 || estimate.upper() < 0.0;
    let of_spent = estimate(spent, &mut spent_each.iter().copied())?;
    let of_lost = estimate(lost, &mut lost_each.iter().copied())?;
    if model.sites.iter().all(|site| site.hourly_cost <= 0.0) {
        return None;
    }
    if !is_clear(&of_spent) || !is_clear(&of_lost) {
        return Some((Status::Undecided, None));
    }
    let factor = -spent / lost;
    if factor < 0.0 {
        return Some((Status::Never, None));
    }
    let each =
        &mut spent_each.iter().zip(&lost_each).map(|(spent, lost_each)| -(spent + factor * lost_each) / lost);
    Some((Status::Ok, estimate(factor, each)))
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
    let each = staffed.find(VALUE_LOST_PER_YEAR.name, "all", "").and_then(|pairs| ratio(pairs, 0.95));
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
                    "{:.0} % of the value lost comes from scores that scatter: in {} an account sees few contacts.",
                    100.0 * scatter,
                    counted(days, "day", "days")
                ),
                &format!(
                    "Simulate a year, over which luck evens out as it does for the accounts: run.days = {}.",
                    model.a_year()
                ),
            ));
        }
    }
    let owns = staffing.portfolio.owners.longest() > 0;
    if owns && rules.departure_days > model.calendar.warm_up_days {
        found.push(caution(
            "departures_before",
            format!(
                "Owners who left before the first day are not known, though it would be felt for {}: what departures cost is understated.",
                counted(rules.departure_days, "day", "days")
            ),
            "Warm up for as long: run.warm_up.",
        ));
    }
    found
}
