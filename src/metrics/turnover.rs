//! Turnover: who came and went, was released, and how far the people present know their craft.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{Metric, TEAMS};
use super::figure::{Direction, Figure};
use super::part::Sums;
use super::unit::Unit;
use crate::time::DAYS_PER_YEAR;

/// All of them.
pub(super) static FIGURES: &[&Metric] = &[
    &DEPARTURES_PER_YEAR,
    &HIRES_PER_YEAR,
    &RELEASES_PER_YEAR,
    &VACANCY_SHARE,
    &TRAINING_SHARE,
    &MEAN_PROFICIENCY,
    &EFFECTIVE_AGENTS,
];

fn a_year(sums: &Sums, count: i64) -> (f64, f64) {
    if sums.seats.all == 0 { (0.0, 0.0) } else { (DAYS_PER_YEAR * count as f64, sums.days as f64) }
}

fn on_duty(sums: &Sums) -> f64 {
    (sums.seats.all - sums.seats.vacant - sums.seats.training) as f64
}

pub(crate) static DEPARTURES_PER_YEAR: Metric = Metric {
    figure: Figure {
        name: "departures_per_year",
        unit: Unit::People,
        definition: "People who leave, per year.",
        direction: Direction::Lower,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| a_year(sums, sums.seats.departures),
};

pub(crate) static HIRES_PER_YEAR: Metric = Metric {
    figure: Figure {
        name: "hires_per_year",
        unit: Unit::People,
        definition: "People who are hired, per year.",
        direction: Direction::Lower,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| a_year(sums, sums.seats.hires),
};

/// People who are released, per year.
pub(crate) static RELEASES_PER_YEAR: Metric = Metric {
    figure: Figure {
        name: "releases_per_year",
        unit: Unit::People,
        definition: "People whose seats cease to be, per year: teams that end, moves, reviews.",
        direction: Direction::Lower,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| a_year(sums, sums.seats.releases),
};

pub(crate) static VACANCY_SHARE: Metric = Metric {
    figure: Figure {
        name: "vacancy_share",
        unit: Unit::Share,
        definition: "Days on which nobody holds a seat ÷ days of all seats.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.seats.vacant as f64, sums.seats.all as f64),
};

pub(crate) static TRAINING_SHARE: Metric = Metric {
    figure: Figure {
        name: "training_share",
        unit: Unit::Share,
        definition: "Days on which a seat's person is in training ÷ days of all seats.",
        direction: Direction::Lower,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.seats.training as f64, sums.seats.all as f64),
};

/// Mean craft of trained people, as a share of full craft.
pub(crate) static MEAN_PROFICIENCY: Metric = Metric {
    figure: Figure {
        name: "mean_proficiency",
        unit: Unit::Factor,
        definition: "Mean craft of trained people, by days, as a share of full craft.",
        direction: Direction::Higher,
        margin: 0.005,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| (sums.seats.craft as f64 / 1e6, on_duty(sums)),
};

/// Trained people, each counted by craft, mean over calendar days.
pub(crate) static EFFECTIVE_AGENTS: Metric = Metric {
    figure: Figure {
        name: "effective_agents",
        unit: Unit::Agents,
        definition: "Trained people, each counted by craft, mean over calendar days; leave and absence not taken off.",
        direction: Direction::Higher,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: TEAMS,
    ratio: |sums| {
        if sums.seats.all == 0 { (0.0, 0.0) } else { (sums.seats.craft as f64 / 1e6, sums.days as f64) }
    },
};
