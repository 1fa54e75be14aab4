//! What a unit of each line costs, so that a bill can be redone by hand from what is printed.
//!
//! In: a model, names. Out: records that belong to no staffing. Must not know: quantities.

use super::record::Record;
use crate::metrics::catalogue::{UNIT_COST, Unit};
use crate::model::{CostLine, Model, Site, SiteCosts};
use crate::money::lines::charged_share;
use crate::scenario::names::Names;

/// A price for every line that a site's bill may have; none where nothing is said of money beyond hours.
pub(super) fn records(model: &Model, names: &Names) -> Vec<Record> {
    let mut records = Vec::new();
    if !model.money.says_anything() {
        return records;
    }
    let nothing = SiteCosts::default();
    for (index, (site, name)) in model.sites.iter().zip(&names.sites).enumerate() {
        let costs = model.money.site(index).unwrap_or(&nothing);
        for (line, value, per) in prices(model, site, costs) {
            let per_what = || Unit::money(&format!("{} per {per}", names.currency));
            records.push(Record {
                scope: format!("site={name};line={line}"),
                metric: UNIT_COST.name.into(),
                unit: if per.is_empty() { Unit::Share } else { per_what() },
                mean: Some(value),
                lower: Some(value),
                upper: Some(value),
                half_width: Some(0.0),
                ..Record::default()
            });
        }
    }
    records
}

/// Line, price, and what it is the price of; a share of other lines where that is empty.
fn prices(model: &Model, site: &Site, costs: &SiteCosts) -> Vec<(&'static str, f64, &'static str)> {
    let (days, discount) = (model.calendar.counted_days(), model.money.discount);
    let capital = |amount: fn(&crate::model::Capital) -> f64| -> f64 {
        costs.capital.iter().map(|one| amount(one) * charged_share(one, days, discount)).sum()
    };
    let (fixed, seat) = (capital(|one| one.amount), capital(|one| one.per_seat));
    let all = [
        (CostLine::Wages, "wages", site.hourly_cost, "paid hour"),
        (CostLine::Overtime, "overtime", site.hourly_cost * site.overtime, "overtime hour"),
        (CostLine::Premiums, "premiums", site.hourly_cost, "premium hour"),
        (CostLine::Supervisors, "supervisors", costs.supervisor, "supervisor and month"),
        (CostLine::Tooling, "tooling", costs.tooling, "agent and month"),
        (CostLine::Capital, "capital", fixed, "site over the days counted"),
        (CostLine::Capital, "capital_per_seat", seat, "agent over the days counted"),
        (CostLine::Recruiting, "recruiting", costs.recruiting, "hire"),
        (CostLine::Training, "training", costs.training, "hire"),
        (CostLine::Vacancies, "vacancies", costs.vacant_day, "vacant day"),
        (CostLine::Severance, "severance", costs.severance, "release"),
        (CostLine::Travel, "travel", costs.trip, "trip"),
        (CostLine::Admission, "admission", site.training_day(), "person-day"),
        (CostLine::Fixed, "fixed", costs.fixed, "month"),
        (CostLine::Governance, "governance", costs.governance, "month"),
        (CostLine::Governance, "governance_share", costs.governance_share, ""),
    ];
    all.into_iter()
        .filter(|(line, ..)| costs.has(*line) || *line == CostLine::Admission && model.money.has(*line))
        .map(|(_, name, value, per)| (name, value, per))
        .collect()
}
