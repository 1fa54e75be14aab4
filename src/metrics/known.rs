//! What those knew who handled: sums, and the figures made of them.
//!
//! In: each handled contact's ignorance and whether an error was made. Out: [`Known`], and figures.
//! Must not know: stocks, curves.

use super::catalogue::{Metric, Scopes, WHOLE};
use super::figure::{Direction, Figure};
use super::part::Sums;
use super::unit::Unit;
use crate::time::DAYS_PER_MONTH;

/// About contacts and the teams that handled them, not about times of day.
const HANDLED: Scopes = Scopes { channel: true, contacts: true, people: true, ..WHOLE };

/// The figures that mean nothing where nobody knows anything.
pub(super) static FIGURES: [&Metric; 5] = [
    &KNOWLEDGE_FACTOR,
    &KNOWLEDGE_FACTOR_FIRST_HALF,
    &KNOWLEDGE_FACTOR_SECOND_HALF,
    &ERRORS_PER_THOUSAND,
    &ERROR_COST_PER_MONTH,
];

/// Fixed point of factors, so that sums are whole numbers.
const UNIT: f64 = (1_u64 << 32) as f64;

/// Sums over handled contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Handled contacts.
    pub handled: i64,
    /// Σ factors on handle times (1 = that of an expert), in units of 2⁻³².
    factor: i64,
    /// Contacts with an error.
    pub errors: i64,
}

impl Known {
    /// Adds a handled contact.
    #[inline]
    pub fn add(&mut self, factor: f64, error: bool) {
        self.handled += 1;
        self.factor += (factor * UNIT) as i64;
        self.errors += i64::from(error);
    }

    fn factors(self) -> (f64, f64) {
        (self.factor as f64 / UNIT, self.handled as f64)
    }
}

impl std::ops::AddAssign for Known {
    fn add_assign(&mut self, other: Self) {
        self.handled += other.handled;
        self.factor += other.factor;
        self.errors += other.errors;
    }
}

impl std::ops::SubAssign for Known {
    fn sub_assign(&mut self, other: Self) {
        self.handled -= other.handled;
        self.factor -= other.factor;
        self.errors -= other.errors;
    }
}

fn all(sums: &Sums) -> Known {
    let mut all = sums.known[0];
    all += sums.known[1];
    all
}

/// How much longer handlings took than with experts.
pub(crate) static KNOWLEDGE_FACTOR: Metric = Metric {
    figure: Figure {
        name: "knowledge_factor",
        unit: Unit::Factor,
        definition: "Mean factor that knowledge of the account puts on handle times; 1 = everybody is an expert.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: HANDLED,
    ratio: |sums| all(sums).factors(),
};

/// The same in the first half of the days counted.
pub(crate) static KNOWLEDGE_FACTOR_FIRST_HALF: Metric = Metric {
    figure: Figure {
        name: "knowledge_factor_first_half",
        unit: Unit::Factor,
        definition: "The knowledge factor of the first half of the days counted.",
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| sums.known[0].factors(),
};

/// The same in the second half.
pub(crate) static KNOWLEDGE_FACTOR_SECOND_HALF: Metric = Metric {
    figure: Figure {
        name: "knowledge_factor_second_half",
        unit: Unit::Factor,
        definition: "The knowledge factor of the second half of the days counted: knowledge still drifts where it differs from the first.",
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: WHOLE,
    ratio: |sums| sums.known[1].factors(),
};

/// Errors.
pub(crate) static ERRORS_PER_THOUSAND: Metric = Metric {
    figure: Figure {
        name: "errors_per_thousand",
        unit: Unit::Errors,
        definition: "Contacts handled with an error ÷ contacts handled × 1000.",
        direction: Direction::Lower,
        margin: 1.0,
        ..Figure::BARE
    },
    scopes: HANDLED,
    ratio: |sums| (all(sums).errors as f64 * 1000.0, all(sums).handled as f64),
};

/// What errors cost.
pub(crate) static ERROR_COST_PER_MONTH: Metric = Metric {
    figure: Figure {
        name: "error_cost_per_month",
        unit: Unit::CURRENCY,
        definition: "Contacts handled with an error × the cost of an error, per month.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: HANDLED,
    ratio: |sums| (DAYS_PER_MONTH * all(sums).errors as f64 * sums.error_cost, sums.days as f64),
};

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn sums_are_means_times_numbers() {
        let mut known = Known::default();
        known.add(1.25, true);
        known.add(1.0, false);
        let (sum, number) = known.factors();
        assert!((sum - 2.25).abs() < 1e-9 && (number - 2.0).abs() < 1e-9);
        assert_eq!(known.errors, 1);
    }
}
