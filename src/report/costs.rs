//! The bill: a table per staffing, a row per line and site, that adds up to the cent.
//!
//! In: the records of lines, quantities and unit costs. Out: text. Must not know: how anything was computed.

use super::style::Style;
use super::table::Table;
use super::words::{MISSING, grouped, plus_minus, wrapped};
use crate::math::counted;
use crate::metrics::catalogue::{
    ADMISSION_DAYS, AGENTS, COST_IDLE_CRUMBS, COST_IDLE_USABLE, COST_PER_MONTH, COST_PER_YEAR,
    COST_PRODUCTION, COSTED_HIRES, MONTHS_COUNTED, OVERTIME_HOURS, PAID_HOURS, PREMIUM_HOURS, PRESENT_VALUE,
    PROGRAMME_ONCE, PROGRAMME_YEARLY, RELEASES, SITE_MONTHS, SUPERVISORS, TRANSITION_DOCUMENTATION,
    TRANSITION_HIRES, TRANSITION_IMMERSION, TRANSITION_PARALLEL, TRANSITION_RAMP, TRANSITION_SEVERANCE,
    TRIPS, UNIT_COST, VACANT_DAYS,
};
use crate::study::record::{Record, Results};

/// Lines in the order of a bill.
pub(crate) const LINES: [&str; 16] = [
    "wages",
    "overtime",
    "premiums",
    "supervisors",
    "tooling",
    "capital",
    "recruiting",
    "training",
    "vacancies",
    "severance",
    "travel",
    "admission",
    "fixed",
    "transition",
    "programme",
    "governance",
];

/// The tables, one per staffing; a sentence where the scenario says nothing of money beyond hours.
pub(crate) fn bills(results: &Results, style: Style) -> String {
    let currency = &results.provenance.currency;
    let mut text = String::new();
    for staffing in &results.provenance.staffings {
        let table = bill(results, staffing);
        if table.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let days = counted(results.provenance.days, "day", "days");
        text.push_str(&style.heading(&format!("{staffing}, by cost ({currency} over {days})")));
        text.push('\n');
        text.push_str(&style.table(&table));
    }
    if text.is_empty() {
        let nothing = "This scenario pays for hours only: cost per month and idle cost are on page one. Other \
                       lines (premiums, supervisors, tooling, travel, …) are keys of [sites.X]; see docs/cost.md.";
        return wrapped(nothing, "", 0, style.width);
    }
    let note = "Amount = quantity × unit cost; ± is half a confidence interval. Governance is a share of the \
                lines above it, and an amount per month. Idle time is part of wages and overtime.";
    text + &wrapped(note, "", 0, style.width)
}

fn mean(results: &Results, staffing: &str, scope: &str, metric: &str) -> Option<f64> {
    results.figure(staffing, scope, metric)?.mean
}

/// A site's line, with what it is made of.
struct Row<'a> {
    line: &'static str,
    site: &'a str,
    amount: &'a Record,
}

fn bill(results: &Results, staffing: &str) -> Table {
    let heads = ["line", "site", "quantity", "unit cost", "amount", "±"];
    let mut table = Table::new(2, heads.map(String::from).to_vec());
    let mut rows = Vec::new();
    for line in LINES {
        for site in &results.provenance.sites {
            let found = results.figure(staffing, &format!("site={site}"), &format!("cost_{line}"));
            // What neither costs anything nor has a price here is no line of this site.
            let priced = results.figure("", &format!("site={site};line={line}"), UNIT_COST.name).is_some();
            if let Some(amount) = found.filter(|amount| priced || amount.mean.is_some_and(|mean| mean > 0.0))
            {
                rows.push(Row { line, site, amount });
            }
        }
    }
    let all = |metric: &str| mean(results, staffing, "all", metric);
    let (Some(total), Some(months)) = (all(COST_PRODUCTION.name), all(MONTHS_COUNTED.name)) else {
        return table;
    };
    let amounts: Vec<f64> = rows.iter().map(|row| row.amount.mean.unwrap_or(0.0)).collect();
    let rounded = cents(&amounts, total);
    for (row, cents) in rows.iter().zip(&rounded) {
        let (quantity, price) = made_of(results, staffing, row, months);
        let half = plus_minus(row.amount.half_width, row.amount.mean, &row.amount.unit);
        table.row(vec![row.line.into(), row.site.into(), quantity, price, money(*cents), half]);
    }
    let mut sum = |name: &str, quantity: String, metric: &str, amount: f64| {
        let half = results.figure(staffing, "all", metric);
        let half = half.map_or_else(String::new, |one| plus_minus(one.half_width, one.mean, &one.unit));
        let cents = (100.0 * amount).round() as i64;
        table.row(vec![name.into(), String::new(), quantity, String::new(), money(cents), half]);
    };
    sum("production", String::new(), COST_PRODUCTION.name, total);
    sum("per month", format!("÷ {months:.4} months"), COST_PER_MONTH.name, total / months);
    sum("per year", format!("÷ {:.4} years", months / 12.0), COST_PER_YEAR.name, 12.0 * total / months);
    for (name, metric) in [
        ("idle, gaps", COST_IDLE_USABLE.name),
        ("idle, crumbs", COST_IDLE_CRUMBS.name),
        ("present value", PRESENT_VALUE.name),
    ] {
        if let Some(amount) = all(metric) {
            sum(name, String::new(), metric, amount);
        }
    }
    table
}

/// Amounts in whole cents that add up to the total: each at most a cent off.
fn cents(amounts: &[f64], total: f64) -> Vec<i64> {
    let mut whole: Vec<i64> = amounts.iter().map(|amount| (100.0 * amount).floor() as i64).collect();
    let missing = (100.0 * total).round() as i64 - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let fraction = |index: usize| 100.0 * amounts[index] - (100.0 * amounts[index]).floor();
    order.sort_by(|a, b| fraction(*b).total_cmp(&fraction(*a)));
    for index in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        whole[index] += 1;
    }
    whole
}

fn money(cents: i64) -> String {
    grouped(cents as f64 / 100.0, 2)
}

/// What a transition's one-off cost is made of.
const TRANSITION: [&str; 6] = [
    TRANSITION_PARALLEL.figure.name,
    TRANSITION_RAMP.figure.name,
    TRANSITION_HIRES.figure.name,
    TRANSITION_SEVERANCE.figure.name,
    TRANSITION_IMMERSION.figure.name,
    TRANSITION_DOCUMENTATION.figure.name,
];

/// A one-off amount, and the share of it that falls on the days counted.
fn once(whole: f64, charged: Option<f64>) -> (String, String) {
    let share = if whole > 0.0 { charged.unwrap_or(0.0) / whole } else { 0.0 };
    (format!("once {}", grouped(whole, 2)), format!("{} %", grouped(100.0 * share, 3)))
}

/// Quantity and unit cost of a line, as far as they are two numbers.
fn made_of(results: &Results, staffing: &str, row: &Row<'_>, months: f64) -> (String, String) {
    let Row { line, site, .. } = *row;
    let scope = format!("site={site}");
    let figure = |metric: &str| mean(results, staffing, &scope, metric).unwrap_or(0.0);
    let price = |line: &str| mean(results, "", &format!("site={site};line={line}"), UNIT_COST.name);
    let weeks = results.provenance.days as f64 / 7.0;
    let hours = |metric: &str| format!("{} h", grouped(weeks * figure(metric), 2));
    let site_months = figure(SITE_MONTHS.name);
    let people = |metric: &str| {
        let number = figure(metric);
        let places = if (number - number.round()).abs() < 1e-9 { 0 } else { 2 };
        format!("{} × {months:.4} mo", grouped(number, places))
    };
    let quantity = match line {
        "wages" => hours(PAID_HOURS.name),
        "overtime" => hours(OVERTIME_HOURS.name),
        "premiums" => hours(PREMIUM_HOURS.name),
        "supervisors" => people(SUPERVISORS.name),
        "tooling" => people(AGENTS.name),
        "recruiting" | "training" => format!("{} hires", grouped(figure(COSTED_HIRES.name), 3)),
        "vacancies" => format!("{} days", grouped(figure(VACANT_DAYS.name), 2)),
        "severance" => format!("{} people", grouped(figure(RELEASES.name), 2)),
        "travel" => format!("{} trips", grouped(figure(TRIPS.name), 3)),
        "admission" => format!("{} days", grouped(figure(ADMISSION_DAYS.name), 2)),
        "transition" => return once(TRANSITION.iter().map(|part| figure(part)).sum(), row.amount.mean),
        "programme" if figure(PROGRAMME_YEARLY.name) > 0.0 => {
            let (once, yearly) = (figure(PROGRAMME_ONCE.name), figure(PROGRAMME_YEARLY.name));
            return (format!("{} + {} a year", grouped(once, 0), grouped(yearly, 0)), MISSING.into());
        }
        "programme" => return once(figure(PROGRAMME_ONCE.name), row.amount.mean),
        "fixed" => format!("{site_months:.4} mo"),
        "governance" => match (price("governance_share"), price("governance")) {
            (Some(share), Some(amount)) if share > 0.0 && amount > 0.0 => {
                return (
                    format!("{} % + {site_months:.4} mo", grouped(100.0 * share, 2)),
                    grouped(amount, 2),
                );
            }
            (Some(share), _) if share > 0.0 => {
                return (format!("{} %", grouped(100.0 * share, 2)), MISSING.into());
            }
            _ => format!("{site_months:.4} mo"),
        },
        "capital" => match (price("capital"), price("capital_per_seat")) {
            (Some(fixed), Some(seat)) if seat > 0.0 => {
                let agents = grouped(figure(AGENTS.name), 0);
                return (
                    format!("1 + {agents} agents"),
                    format!("{} + {}", grouped(fixed, 2), grouped(seat, 2)),
                );
            }
            _ => "1".into(),
        },
        _ => MISSING.into(),
    };
    (quantity, price(line).map_or_else(|| MISSING.into(), |price| grouped(price, 2)))
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn cents_add_up() {
        // 3.333 + 3.333 + 3.334 is 10: one cent goes to the largest fraction.
        assert_eq!(cents(&[3.333, 3.333, 3.334], 10.0), [333, 333, 334]);
        assert_eq!(cents(&[0.005, 0.005], 0.01), [1, 0]);
        assert_eq!(cents(&[], 0.0), Vec::<i64>::new());
    }
}
