//! The lines of the cost of production, and what is paid for.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications, prices.

use super::catalogue::{Metric, TEAMS, WHOLE};
use super::figure::{Direction, Figure};
use super::part::Sums;
use super::unit::Unit;
use crate::model::{CostLine, Purpose};
use crate::time::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// A line of the bill.
const fn line(name: &'static str, definition: &'static str, ratio: fn(&Sums) -> (f64, f64)) -> Metric {
    let (unit, direction) = (Unit::CURRENCY, Direction::Lower);
    Metric { figure: Figure { name, unit, definition, direction, ..Figure::BARE }, scopes: TEAMS, ratio }
}

/// A quantity.
const fn quantity(
    name: &'static str,
    unit: Unit,
    definition: &'static str,
    ratio: fn(&Sums) -> (f64, f64),
) -> Metric {
    Metric { figure: Figure { name, unit, definition, margin: 0.1, ..Figure::BARE }, scopes: TEAMS, ratio }
}

fn amount(sums: &Sums, line: CostLine) -> (f64, f64) {
    (sums.bill.lines[line as usize], 1.0)
}

/// The lines, in the order of a bill.
pub(super) static LINES: &[(CostLine, &Metric)] = &[
    (CostLine::Wages, &COST_WAGES),
    (CostLine::Overtime, &COST_OVERTIME),
    (CostLine::Premiums, &COST_PREMIUMS),
    (CostLine::Supervisors, &COST_SUPERVISORS),
    (CostLine::Tooling, &COST_TOOLING),
    (CostLine::Capital, &COST_CAPITAL),
    (CostLine::Recruiting, &COST_RECRUITING),
    (CostLine::Training, &COST_TRAINING),
    (CostLine::Vacancies, &COST_VACANCIES),
    (CostLine::Severance, &COST_SEVERANCE),
    (CostLine::Travel, &COST_TRAVEL),
    (CostLine::Admission, &COST_ADMISSION),
    (CostLine::Fixed, &COST_FIXED),
    (CostLine::Transition, &COST_TRANSITION),
    (CostLine::Programme, &COST_PROGRAMME),
    (CostLine::Governance, &COST_GOVERNANCE),
    // What is paid for.
    (CostLine::Premiums, &PREMIUM_HOURS),
    (CostLine::Supervisors, &SUPERVISORS),
    (CostLine::Recruiting, &COSTED_HIRES),
    (CostLine::Training, &COSTED_HIRES),
    (CostLine::Vacancies, &VACANT_DAYS),
    (CostLine::Severance, &RELEASES),
    (CostLine::Travel, &TRIPS),
    (CostLine::Fixed, &SITE_MONTHS),
    (CostLine::Governance, &SITE_MONTHS),
    (CostLine::Admission, &ADMISSION_DAYS),
    (CostLine::Transition, &TRANSITION_PARALLEL),
    (CostLine::Transition, &TRANSITION_RAMP),
    (CostLine::Transition, &TRANSITION_HIRES),
    (CostLine::Transition, &TRANSITION_SEVERANCE),
    (CostLine::Transition, &TRANSITION_IMMERSION),
    (CostLine::Transition, &TRANSITION_DOCUMENTATION),
    (CostLine::Programme, &PROGRAMME_ONCE),
    (CostLine::Programme, &PROGRAMME_YEARLY),
    // Where there is a bill at all.
    (CostLine::Wages, &COST_PER_YEAR),
    (CostLine::Wages, &COST_IDLE_USABLE),
    (CostLine::Wages, &COST_IDLE_CRUMBS),
    (CostLine::Wages, &MONTHS_COUNTED),
];

/// Wages.
pub(crate) static COST_WAGES: Metric =
    line("cost_wages", "Paid hours × hourly cost, over the days counted.", |sums| {
        amount(sums, CostLine::Wages)
    });

/// Overtime.
pub(crate) static COST_OVERTIME: Metric =
    line("cost_overtime", "Overtime hours × its multiple × hourly cost, over the days counted.", |sums| {
        amount(sums, CostLine::Overtime)
    });

/// Premiums.
pub(crate) static COST_PREMIUMS: Metric = line(
    "cost_premiums",
    "Paid hours in the windows of premiums × their shares × hourly cost, over the days counted.",
    |sums| amount(sums, CostLine::Premiums),
);

/// Supervisors.
pub(crate) static COST_SUPERVISORS: Metric =
    line("cost_supervisors", "Supervisors × cost per month × months counted.", |sums| {
        amount(sums, CostLine::Supervisors)
    });

/// Tooling.
pub(crate) static COST_TOOLING: Metric =
    line("cost_tooling", "People on the payroll × tooling per month × months counted.", |sums| {
        amount(sums, CostLine::Tooling)
    });

/// Capital.
pub(crate) static COST_CAPITAL: Metric = line(
    "cost_capital",
    "One-off amounts, spread over their years: what falls on the days counted.",
    |sums| amount(sums, CostLine::Capital),
);

/// Recruiting.
pub(crate) static COST_RECRUITING: Metric =
    line("cost_recruiting", "Costed hires × cost of recruiting, over the days counted.", |sums| {
        amount(sums, CostLine::Recruiting)
    });

/// Training.
pub(crate) static COST_TRAINING: Metric = line(
    "cost_training",
    "Costed hires × cost of training beside the paid hours of those trained, over the days counted.",
    |sums| amount(sums, CostLine::Training),
);

/// Vacancies.
pub(crate) static COST_VACANCIES: Metric = line(
    "cost_vacancies",
    "Calendar days of vacant seats × cost of covering one, over the days counted.",
    |sums| amount(sums, CostLine::Vacancies),
);

/// Severance.
pub(crate) static COST_SEVERANCE: Metric = line(
    "cost_severance",
    "People released by reviews × cost of paying one off, over the days counted.",
    |sums| amount(sums, CostLine::Severance),
);

/// Travel.
pub(crate) static COST_TRAVEL: Metric =
    line("cost_travel", "Trips × cost of a trip, over the days counted.", |sums| {
        amount(sums, CostLine::Travel)
    });

/// Fixed.
pub(crate) static COST_FIXED: Metric =
    line("cost_fixed", "Fixed cost per month × months on which the site has somebody.", |sums| {
        amount(sums, CostLine::Fixed)
    });

/// Admission.
pub(crate) static COST_ADMISSION: Metric = line(
    "cost_admission",
    "Person-days of training for admission to account groups × cost of a day, over the days counted.",
    |sums| amount(sums, CostLine::Admission),
);

/// Transition.
pub(crate) static COST_TRANSITION: Metric = line(
    "cost_transition",
    "One-off costs of moving the work and of people who come and go by date, spread over their time: what falls on the \
     days counted.",
    |sums| amount(sums, CostLine::Transition),
);

/// Programme.
pub(crate) static COST_PROGRAMME: Metric = line(
    "cost_programme",
    "A programme's one-off cost, spread over its time, and its yearly cost: what falls on the days counted.",
    |sums| amount(sums, CostLine::Programme),
);

/// Governance.
pub(crate) static COST_GOVERNANCE: Metric = line(
    "cost_governance",
    "Share of all other lines + amount per month × months on which the site has somebody.",
    |sums| amount(sums, CostLine::Governance),
);

/// Premium hours.
pub(crate) static PREMIUM_HOURS: Metric = quantity(
    "premium_hours",
    Unit::Hours,
    "Paid hours in the windows of premiums, each counted by its share, per week.",
    |sums| (7.0 * sums.hours[3] as f64 / 3.6e9, sums.days as f64),
);

/// Supervisors.
pub(crate) static SUPERVISORS: Metric = quantity(
    "supervisors",
    Unit::People,
    "People on the payroll ÷ span, rounded up by site; a team has its share of its site's by people.",
    |sums| (sums.bill.supervisors, 1.0),
);

/// Costed hires.
pub(crate) static COSTED_HIRES: Metric = quantity(
    "costed_hires",
    Unit::People,
    "Hires that are paid for over the days counted: those expected, and the simulated deviation (below a year, its \
     share of a year); whoever comes by date is found and trained once: `transition_hires`.",
    |sums| (sums.bill.hires, 1.0),
);

/// Vacant days.
pub(crate) static VACANT_DAYS: Metric = quantity(
    "vacant_days",
    Unit::Days,
    "Calendar days on which nobody holds a seat, summed over seats and the days counted.",
    |sums| (sums.seats.vacant as f64, 1.0),
);

/// Releases.
pub(crate) static RELEASES: Metric = quantity(
    "releases",
    Unit::People,
    "People released by reviews on the days counted; whoever goes by date is paid off once: `transition_severance`.",
    |sums| (sums.bill.releases, 1.0),
);

/// Trips.
pub(crate) static TRIPS: Metric = quantity(
    "trips",
    Unit::Trips,
    "People × visits a year × years counted on which the site has somebody; a team has its share of its site's by people.",
    |sums| (sums.bill.trips, 1.0),
);

/// Site-months.
pub(crate) static SITE_MONTHS: Metric = quantity(
    "site_months",
    Unit::Months,
    "Months counted on which a site has anybody, summed over sites; a team has its share of its site's by people.",
    |sums| (sums.bill.site_months, 1.0),
);

/// Admission days.
pub(crate) static ADMISSION_DAYS: Metric = quantity(
    "admission_days",
    Unit::Days,
    "Person-days of training for admission over the days counted: yearly ones, and those of costed hires.",
    |sums| (sums.bill.admission_days, 1.0),
);

/// A part of lines, or an amount beside the bill: neither way is better by itself.
const fn aside(name: &'static str, definition: &'static str, ratio: fn(&Sums) -> (f64, f64)) -> Metric {
    let unit = Unit::CURRENCY;
    Metric { figure: Figure { name, unit, definition, ..Figure::BARE }, scopes: TEAMS, ratio }
}

fn beside(sums: &Sums, purpose: Purpose) -> (f64, f64) {
    (sums.bill.beside[purpose as usize], 1.0)
}

/// Parallel run.
pub(crate) static TRANSITION_PARALLEL: Metric = aside(
    "transition_parallel",
    "Once, for moves that are over when the run begins: the desk that hands over, paid while both are there.",
    |sums| beside(sums, Purpose::Parallel),
);

/// Ramp loss.
pub(crate) static TRANSITION_RAMP: Metric = aside(
    "transition_ramp",
    "Once, for moves that are over when the run begins: paid hours lost while newcomers are trained and learn.",
    |sums| beside(sums, Purpose::Ramp),
);

/// Hires.
pub(crate) static TRANSITION_HIRES: Metric = aside(
    "transition_hires",
    "Once: recruiting and training of those who come with a move, or with seats that are there from a date on.",
    |sums| beside(sums, Purpose::Hires),
);

/// Severance.
pub(crate) static TRANSITION_SEVERANCE: Metric = aside(
    "transition_severance",
    "Once: paying off those who go with a move, or with seats that are there until a date.",
    |sums| beside(sums, Purpose::Severance),
);

/// Immersion.
pub(crate) static TRANSITION_IMMERSION: Metric =
    aside("transition_immersion", "Once: trips and weeks of those who go to where the work was.", |sums| {
        beside(sums, Purpose::Immersion)
    });

/// Documentation.
pub(crate) static TRANSITION_DOCUMENTATION: Metric =
    aside("transition_documentation", "Once: days of writing down what is known × cost of a day.", |sums| {
        beside(sums, Purpose::Documentation)
    });

/// A programme's one-off cost.
pub(crate) static PROGRAMME_ONCE: Metric =
    aside("programme_once", "One-off cost of a programme.", |sums| beside(sums, Purpose::Programme));

/// A programme's yearly cost.
pub(crate) static PROGRAMME_YEARLY: Metric =
    aside("programme_yearly", "Yearly cost of a programme.", |sums| (sums.bill.programme_year, 1.0));

/// Cost per year.
pub(crate) static COST_PER_YEAR: Metric =
    line("cost_per_year", "Cost of production ÷ calendar days × 365.25.", |sums| {
        (DAYS_PER_YEAR * sums.cost[0], sums.days as f64)
    });

/// Idle gaps.
pub(crate) static COST_IDLE_USABLE: Metric = aside(
    "cost_idle_usable",
    "Of wages and overtime: hourly cost × idle hours in stretches of at least 5 min, over the days counted.",
    |sums| (sums.bill.usable, 1.0),
);

/// Idle crumbs.
pub(crate) static COST_IDLE_CRUMBS: Metric = aside(
    "cost_idle_crumbs",
    "Of wages and overtime: hourly cost × idle hours in shorter stretches, over the days counted.",
    |sums| (sums.cost[2] - sums.bill.usable, 1.0),
);

/// Months counted.
pub(crate) static MONTHS_COUNTED: Metric = Metric {
    figure: Figure {
        name: "months_counted",
        unit: Unit::Months,
        definition: "Calendar days counted ÷ 30.4375: the divisor of all figures per month.",
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| (sums.days as f64, DAYS_PER_MONTH),
};

/// Present value.
pub(crate) static PRESENT_VALUE: Metric = line(
    "present_value",
    "Value on the first day counted of the cost of production over the horizon: what runs, as if every year were like \
     the days counted, and one-off amounts as they are charged; discounted continuously.",
    |sums| (sums.bill.present_value, 1.0),
);
