//! Prices: what the principal pays for a volume, under a contract.
//!
//! In: a contract, the volume over the days counted, which months met which goals. Out: [`Price`]. Must not know:
//! how the volume came about, names.
//!
//! Of a month's volume v, at least the minimum is paid for: `b = max(v, minimum)`. Each unit costs what its tier says:
//! `Σ price × (units of b between from and to)`. The volume of a month is the mean over the months counted, or where the
//! contract says so that of each calendar month by itself; of a month of which only some days are counted it is taken to
//! the whole month, and that share of the month's price is paid. Penalties and bonuses are shares of the price of each
//! calendar month by itself: of its own price, or of its days' share of the price of all.

use crate::model::contract::{Contract, PricedUnit, ServiceTerm};
use crate::time::DAYS_PER_MONTH;

/// A calendar month, or the part of it that is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// Days of it that are counted.
    pub days: u32,
    /// By term of the contract: what the month does to the price.
    pub terms: Vec<Kept>,
    /// What it came to, where each month is priced by itself.
    pub own: Option<Own>,
}

/// The volume of a calendar month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Own {
    /// Units on its days that are counted.
    pub volume: f64,
    /// Share of the month's days that are counted.
    pub share: f64,
}

/// How a month stands to a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The goal is missed.
    Missed,
    /// It is met (or nothing was measured).
    Met,
    /// The bonus is reached.
    Surpassed,
}

/// What is paid over the days counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Price {
    /// Units paid for.
    pub volume: f64,
    /// Before penalties and bonuses.
    pub base: f64,
    /// Bonuses less penalties.
    pub service: f64,
}

impl Price {
    /// What is paid.
    pub fn paid(&self) -> f64 {
        self.base + self.service
    }
}

/// The price of a volume over the days counted; under own staff, that of the cost of production.
pub fn price(contract: &Contract, volume: f64, production: f64, months: &[Month]) -> Price {
    let own: Option<Vec<Own>> = months.iter().map(|month| month.own).collect();
    if let Some(own) = own.filter(|own| contract.by_month && !own.is_empty()) {
        return by_month(contract, months, &own);
    }
    let days: u32 = months.iter().map(|month| month.days).sum();
    let counted = f64::from(days) / DAYS_PER_MONTH;
    let (volume, base) = if contract.unit == PricedUnit::OwnStaff || days == 0 {
        (volume, production)
    } else {
        let of_month = (volume / counted).max(contract.minimum);
        (of_month * counted, tiered(contract, of_month) * counted)
    };
    let of_month =
        |month: &Month| base * effects(contract, month) * f64::from(month.days) / f64::from(days.max(1));
    Price { volume, base, service: months.iter().map(of_month).sum() }
}

/// Each calendar month by itself.
fn by_month(contract: &Contract, months: &[Month], own: &[Own]) -> Price {
    let mut sum = Price::default();
    for (month, own) in months.iter().zip(own) {
        let of_month = (own.volume / own.share).max(contract.minimum);
        let base = tiered(contract, of_month) * own.share;
        sum.volume += of_month * own.share;
        sum.base += base;
        sum.service += base * effects(contract, month);
    }
    sum
}

/// Bonuses less penalties of a month, as a share of its price.
fn effects(contract: &Contract, month: &Month) -> f64 {
    contract.service.iter().zip(&month.terms).map(|(term, kept)| effect(term, *kept)).sum()
}

/// The price of a month's units.
fn tiered(contract: &Contract, units: f64) -> f64 {
    contract.tiers.iter().map(|tier| tier.price * (units.min(tier.to) - tier.from).max(0.0)).sum()
}

fn effect(term: &ServiceTerm, kept: Kept) -> f64 {
    match kept {
        Kept::Missed => -term.penalty,
        Kept::Met => 0.0,
        Kept::Surpassed => term.bonus,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Month, Own, price};
    use crate::model::contract::{Contract, HourKind, PricedUnit, ServiceTerm, Tier};

    fn near(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-9 * right.abs().max(1.0), "{left} {right}");
    }

    fn month(days: u32, kept: Kept) -> Month {
        Month { days, terms: vec![kept], own: None }
    }

    /// 487 days are 16 months of 30.4375.
    const DAYS: u32 = 487;

    fn contract(tiers: &[(f64, f64, f64)], minimum: f64) -> Contract {
        let tiers =
            tiers.iter().map(|(from, to, price)| Tier { from: *from, to: *to, price: *price }).collect();
        let service = vec![ServiceTerm { goal: 0, penalty: 0.05, bonus: 0.02, bonus_at: 0.9 }];
        Contract { unit: PricedUnit::Hour(HourKind::Paid), tiers, minimum, by_month: false, service }
    }

    #[test]
    fn tiers_by_hand() {
        let contract =
            contract(&[(0.0, 1_000.0, 20.0), (1_000.0, 3_000.0, 18.0), (3_000.0, f64::INFINITY, 15.0)], 0.0);
        let paid =
            |a_month: f64| price(&contract, 16.0 * a_month, 0.0, &[month(DAYS, Kept::Met)]).paid() / 16.0;
        near(paid(500.0), 10_000.0);
        near(paid(1_000.0), 20_000.0);
        near(paid(2_500.0), 20_000.0 + 27_000.0);
        near(paid(4_000.0), 20_000.0 + 36_000.0 + 15_000.0);
    }

    #[test]
    fn a_minimum_is_paid_for() {
        let contract = contract(&[(0.0, f64::INFINITY, 20.0)], 800.0);
        let low = price(&contract, 16.0 * 300.0, 0.0, &[month(DAYS, Kept::Met)]);
        near(low.paid(), 16.0 * 800.0 * 20.0);
        near(low.volume, 16.0 * 800.0);
        near(price(&contract, 16.0 * 900.0, 0.0, &[month(DAYS, Kept::Met)]).paid(), 16.0 * 900.0 * 20.0);
    }

    /// 31, 28 and 31 days: missed, met, surpassed.
    #[test]
    fn months_count_by_their_days() {
        let contract = contract(&[(0.0, f64::INFINITY, 20.0)], 0.0);
        let months = [month(31, Kept::Missed), month(28, Kept::Met), month(31, Kept::Surpassed)];
        let paid = price(&contract, 900.0, 0.0, &months);
        near(paid.base, 18_000.0);
        near(paid.service, 18_000.0 * (31.0 * 0.02 - 31.0 * 0.05) / 90.0);
        near(paid.paid(), paid.base + paid.service);
    }

    /// January from the 5th on, February, March up to the 17th: 1,102, 480 and 1,050 units to the month.
    #[test]
    fn months_by_themselves_by_hand() {
        let tiers = [(0.0, 1_000.0, 20.0), (1_000.0, f64::INFINITY, 15.0)];
        let contract = Contract { by_month: true, ..contract(&tiers, 800.0) };
        let month = |(days, of, volume, kept): (u32, u32, f64, Kept)| {
            let share = f64::from(days) / f64::from(of);
            Month { own: Some(Own { volume, share }), ..month(days, kept) }
        };
        let months =
            [(27, 31, 960.0, Kept::Met), (28, 28, 480.0, Kept::Missed), (17, 31, 576.0, Kept::Surpassed)]
                .map(month);
        let paid = price(&contract, 2_016.0, 0.0, &months);
        let january = (20_000.0 + 15.0 * (960.0 * 31.0 / 27.0 - 1_000.0)) * 27.0 / 31.0;
        let march = (20_000.0 + 15.0 * (576.0 * 31.0 / 17.0 - 1_000.0)) * 17.0 / 31.0;
        near(paid.base, january + 16_000.0 + march);
        near(paid.volume, 960.0 + 800.0 + 576.0);
        near(paid.service, 0.02 * march - 0.05 * 16_000.0);
        // Without a minimum and at one price it is all the same.
        let plain = Contract { by_month: true, ..self::contract(&[(0.0, f64::INFINITY, 20.0)], 0.0) };
        near(price(&plain, 2_016.0, 0.0, &months).base, 2_016.0 * 20.0);
    }

    #[test]
    fn own_staff_costs_what_it_costs() {
        let own = Contract {
            unit: PricedUnit::OwnStaff,
            tiers: Vec::new(),
            minimum: 0.0,
            by_month: false,
            service: Vec::new(),
        };
        near(price(&own, 0.0, 1234.5, &[month(30, Kept::Met)]).paid(), 1234.5);
        near(price(&own, 0.0, 0.0, &[]).paid(), 0.0);
    }
}
