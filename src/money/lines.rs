//! The bill: what a team's (or a site's) quantities come to, line by line.
//!
//! In: [`Quantities`] over the days counted, prices. Out: an amount for each [`CostLine`]. Must not know: replications, names.
//!
//! | line | formula |
//! |---|---|
//! | wages | paid hours × hourly cost |
//! | overtime | overtime hours × multiple × hourly cost |
//! | premiums | Σ share × paid hours in the window, × hourly cost |
//! | supervisors | ⌈agents ÷ span⌉ × cost per month × months |
//! | tooling | agents × cost per month × months |
//! | capital | (amount + agents × amount per seat) × share of it that falls on the days counted |
//! | recruiting, training | costed hires × cost per hire |
//! | vacancies | vacant days × cost per day |
//! | severance | people released × cost per release |
//! | travel | people × visits a year × years × cost of a trip, while somebody is there |
//! | admission | person-days of training for admission × cost of such a day |
//! | fixed | cost per month × months with somebody there |
//! | transition, programme | what falls on the days counted |
//! | governance | share × all other lines + cost per month × months with somebody there |

use super::Rates;
use super::horizon::{annuity, charged};
use crate::model::costs::{COST_LINES, Capital, CostLine, SiteCosts};
use crate::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, Span, hours};

/// What is paid for, over the days counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quantities {
    /// Paid time inside shifts.
    pub paid: Span,
    /// Time beyond the end of shifts.
    pub overtime: Span,
    /// Σ share × paid time in the windows of premiums.
    pub premium: Span,
    /// People on the payroll.
    pub agents: f64,
    /// Supervisors; of a team, its share of the site's.
    pub supervisors: f64,
    /// Hires that are paid for.
    pub hires: f64,
    /// Calendar days on which a seat is vacant.
    pub vacant_days: f64,
    /// People who are released.
    pub releases: f64,
    /// People × visits; of a team, its share of the site's.
    pub trips: f64,
    /// Share of what the site costs at any size: 1 for the site itself.
    pub share: f64,
    /// Share of the days counted on which the site has somebody.
    pub there: f64,
    /// Person-days of training for admission.
    pub admission_days: f64,
    /// What such a day costs.
    pub training_day: f64,
    /// What falls on the days counted of transition and programme.
    pub beside: [f64; 2],
    /// Calendar days counted.
    pub days: u32,
}

/// Amounts by [`CostLine`].
pub type Lines = [f64; COST_LINES];

/// The bill of a site, or of a part of it.
pub fn lines(rates: Rates, costs: &SiteCosts, quantities: &Quantities, discount: f64) -> Lines {
    let months = f64::from(quantities.days) / DAYS_PER_MONTH;
    let mut lines = [0.0; COST_LINES];
    let mut set = |line: CostLine, amount: f64| lines[line as usize] = amount;
    set(CostLine::Wages, rates.hourly_cost * hours(quantities.paid));
    set(CostLine::Overtime, rates.hourly_cost * rates.overtime * hours(quantities.overtime));
    set(CostLine::Premiums, rates.hourly_cost * hours(quantities.premium));
    set(CostLine::Supervisors, quantities.supervisors * costs.supervisor * months);
    set(CostLine::Tooling, quantities.agents * costs.tooling * months);
    let capital = |one: &Capital| {
        let spent = quantities.share * one.amount + quantities.agents * one.per_seat;
        spent * charged_share(one, quantities.days, discount)
    };
    set(CostLine::Capital, costs.capital.iter().map(capital).sum());
    set(CostLine::Recruiting, quantities.hires * costs.recruiting);
    set(CostLine::Training, quantities.hires * costs.training);
    set(CostLine::Vacancies, quantities.vacant_days * costs.vacant_day);
    set(CostLine::Severance, quantities.releases * costs.severance);
    set(CostLine::Travel, quantities.trips * costs.trip);
    let site_months = quantities.share * quantities.there * months;
    set(CostLine::Fixed, site_months * costs.fixed);
    set(CostLine::Admission, quantities.admission_days * quantities.training_day);
    set(CostLine::Transition, quantities.beside[0]);
    set(CostLine::Programme, quantities.beside[1]);
    let others: f64 = lines.iter().sum();
    let steering = site_months * costs.governance;
    lines[CostLine::Governance as usize] = costs.governance_share * others + steering;
    lines
}

/// Supervisors that so many people need: ⌈agents ÷ span⌉, and none where there is no span.
pub fn supervisors(agents: u32, span: u32) -> u32 {
    if span == 0 { 0 } else { agents.div_ceil(span) }
}

/// People × visits over so many days, at so many a year.
pub fn trips(a_year: f64, days: u32) -> f64 {
    a_year * f64::from(days) / DAYS_PER_YEAR
}

/// Hires that are paid for over so many days: their expected number, and of the deviation from it all from a year on,
/// and in proportion to the days below. So a year's figure made of them is what is expected in a year, plus the
/// deviation as simulated, and not the luck of two months six times over.
pub fn costed_hires(expected: f64, simulated: f64, days: u32) -> f64 {
    let weight = (f64::from(days) / DAYS_PER_YEAR).min(1.0);
    expected + weight * (simulated - expected)
}

/// Of a one-off amount, the share that falls on the days counted.
pub fn charged_share(one: &Capital, days: u32, discount: f64) -> f64 {
    let counted = f64::from(days) / DAYS_PER_YEAR;
    let overlap = charged(one, counted);
    (overlap.1 - overlap.0).max(0.0) / annuity(one.years, discount)
}

#[cfg(test)]
mod tests {
    use super::{Quantities, charged_share, costed_hires, lines, supervisors, trips};
    use crate::model::costs::{COST_LINES, Capital, CostLine, SiteCosts};
    use crate::money::Rates;
    use crate::time::HOUR;

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9 * right.abs().max(1.0), "{left} {right}");
    }

    /// A year by hand: 10 people, 1,820 paid hours each at 12.
    #[test]
    fn a_year_by_hand() {
        let rates = Rates { hourly_cost: 12.0, overtime: 1.5 };
        let costs = SiteCosts {
            span: 8,
            supervisor: 1_500.0,
            tooling: 100.0,
            capital: vec![Capital { amount: 30_000.0, per_seat: 900.0, from: 0.5, years: 3.0 }],
            recruiting: 300.0,
            training: 700.0,
            vacant_day: 20.0,
            severance: 4_000.0,
            trips: 8.0,
            trip: 900.0,
            fixed: 2_000.0,
            governance_share: 0.05,
            governance: 500.0,
            ..SiteCosts::default()
        };
        // 365.25 days are no whole number: four years of them are.
        let quantities = Quantities {
            paid: 4 * 18_200 * HOUR,
            overtime: 4 * 40 * HOUR,
            premium: 4 * 250 * HOUR,
            agents: 10.0,
            supervisors: f64::from(supervisors(10, 8)),
            hires: 12.0,
            vacant_days: 400.0,
            releases: 2.0,
            trips: trips(8.0, 1_461),
            there: 1.0,
            share: 1.0,
            days: 1_461,
            admission_days: 80.0,
            training_day: 84.0,
            beside: [5_000.0, 7_000.0],
        };
        let bill = lines(rates, &costs, &quantities, 0.0);
        let known = [
            873_600.0,
            2_880.0,
            12_000.0,
            2.0 * 1_500.0 * 48.0,
            10.0 * 100.0 * 48.0,
            // All of its three years lie within the four.
            39_000.0,
            3_600.0,
            8_400.0,
            8_000.0,
            8_000.0,
            32.0 * 900.0,
            6_720.0,
            96_000.0,
            5_000.0,
            7_000.0,
        ];
        for (amount, known) in bill.iter().zip(known) {
            near(*amount, known);
        }
        near(bill[CostLine::Governance as usize], 0.05 * known.iter().sum::<f64>() + 24_000.0);
    }

    #[test]
    fn parts_of_a_site_add_up_to_it() {
        let rates = Rates { hourly_cost: 20.0, overtime: 1.25 };
        let capital = vec![Capital { amount: 10_000.0, per_seat: 50.0, from: -0.1, years: 2.0 }];
        let costs = SiteCosts { fixed: 700.0, governance_share: 0.07, capital, ..SiteCosts::default() };
        let part = |agents: f64| {
            let share = agents / 7.0;
            let paid = (agents as i64) * 100 * HOUR;
            let quantities =
                Quantities { paid, agents, share, there: 0.5, days: 30, ..Quantities::default() };
            lines(rates, &costs, &quantities, 0.06)
        };
        let (whole, one, other) = (part(7.0), part(3.0), part(4.0));
        (0..COST_LINES).for_each(|line| near(one[line] + other[line], whole[line]));
    }

    #[test]
    fn a_supervisor_is_whole() {
        assert_eq!([0, 1, 12, 13, 25].map(|agents| supervisors(agents, 12)), [0, 1, 1, 2, 3]);
        assert_eq!(supervisors(40, 0), 0);
    }

    #[test]
    fn short_runs_pay_for_what_is_expected() {
        // 73.05 days are a fifth of a year: a fifth of the deviation of 4.
        near(costed_hires(2.0, 6.0, 0), 2.0);
        near(costed_hires(10.0, 6.0, 366), 6.0);
        near(costed_hires(2.0, 6.0, 73), 2.0 + 4.0 * 73.0 / 365.25);
    }

    #[test]
    fn capital_is_charged_while_it_is_used() {
        let share = |from: f64, years: f64, days: u32| {
            charged_share(&Capital { amount: 1.0, per_seat: 0.0, from, years }, days, 0.0)
        };
        near(share(0.0, 4.0, 1_461), 1.0);
        near(share(0.0, 8.0, 1_461), 0.5);
        near(share(-2.0, 4.0, 1_461), 0.5);
        near(share(3.0, 4.0, 1_461), 0.25);
        near(share(5.0, 4.0, 1_461), 0.0);
        near(share(-5.0, 4.0, 1_461), 0.0);
    }
}
