//! Spells of absence: share, length, dates, common shocks; with stated false-alarm rates.
//!
//! In: laws of spells. Out: days away, held against renewal theory. Must not know: how spells are drawn.

use std::sync::Arc;

use super::people;
use crate::distribution::Law;
use crate::math::{exp, log_gamma, normal_quantile};
use crate::model::{Absence, Leave, Model, Spells};
use crate::random::Streams;
use crate::workforce::presence::Presence;

fn desk(count: u32, days: u32, share: f64, length: Law, common: f64) -> Model {
    let mut model = people(count, days, &Leave::Share(0.0), 0.0);
    let spells = Arc::new(Spells::new(share, length, common).unwrap());
    for person in &mut model.people {
        person.absence = Absence::Spells(spells.clone());
    }
    model
}

/// Mean over replications at a false-alarm rate of 1e-4.
fn holds(what: &str, exact: f64, values: &[f64]) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    let allowed = normal_quantile(1.0 - 0.5e-4) * (variance / n).sqrt();
    assert!((mean - exact).abs() < allowed && allowed < 0.1 * exact, "{what}: {mean}, {exact} ± {allowed}");
}

fn absent(presence: &Presence, count: u32, day: u32) -> u32 {
    (0..count).filter(|person| !presence.is_present(*person, day)).count() as u32
}

/// The share holds from the first day on, whatever the law of lengths and the common factor.
#[test]
fn the_share_of_absent_days_is_as_asked() {
    for (share, length, common) in [
        (0.05, Law::deterministic(4.0).unwrap(), 0.0),
        (0.08, Law::exponential(5.0).unwrap(), 0.8),
        (0.3, Law::lognormal(6.0, 1.5).unwrap(), 0.3),
    ] {
        let model = desk(40, 30, share, length, common);
        let shares = |days: std::ops::Range<u32>| {
            let one = |replication| {
                let presence = Presence::draw(&model, &Streams::new(3, replication));
                let sum: u32 = days.clone().map(|day| absent(&presence, 40, day)).sum();
                f64::from(sum) / 40.0 / days.len() as f64
            };
            (0..2_000).map(one).collect::<Vec<f64>>()
        };
        holds("all days", share, &shares(0..30));
        holds("the first day", share, &shares(0..1));
    }
}

/// A spell begins after a free day with the chance q of a date and lasts 4 days, longer where another one begins in it: with
/// free days ending with chance q, the mean stretch is (share ÷ (1 − share)) ÷ q.
#[test]
fn spells_last_as_long_as_asked() {
    let model = desk(40, 400, 0.05, Law::deterministic(4.0).unwrap(), 0.0);
    let Absence::Spells(spells) = &model.people[0].absence else { unreachable!() };
    let stretch = 0.05 / 0.95 / spells.start();
    let means = (0..200).map(|replication| {
        let presence = Presence::draw(&model, &Streams::new(4, replication));
        let (mut begun, mut days) = (0, 0);
        for person in 0..40 {
            for day in 1..400 {
                let absent = !presence.is_present(person, day);
                begun += u32::from(absent && presence.is_present(person, day - 1));
                days += u32::from(absent);
            }
        }
        f64::from(days) / f64::from(begun)
    });
    holds("length", stretch, &means.collect::<Vec<f64>>());
    assert!(stretch > 4.0 && stretch < 4.2, "{stretch}");
    let presence = Presence::draw(&model, &Streams::new(4, 0));
    let shortest = (0..40).flat_map(|person| {
        let away: Vec<bool> = (0..400).map(|day| !presence.is_present(person, day)).collect();
        away[1..399].split(|away| !away).map(<[bool]>::len).filter(|len| *len > 0).collect::<Vec<_>>()
    });
    assert!(shortest.filter(|len| *len < 4).count() <= 80, "only those cut by the run's ends are shorter");
}

#[test]
fn the_same_illness_on_the_same_date_whatever_the_start() {
    let model = desk(30, 200, 0.06, Law::exponential(6.0).unwrap(), 0.5);
    let streams = Streams::new(5, 1);
    let presence = Presence::draw(&model, &streams);
    let mut later = desk(12, 150, 0.06, Law::exponential(6.0).unwrap(), 0.5);
    later.calendar.start = later.calendar.start.plus_days(50);
    let later = Presence::draw(&later, &streams);
    for day in 0..150 {
        for person in 0..12 {
            assert_eq!(later.is_present(person, day), presence.is_present(person, day + 50));
        }
    }
    // One-day spells without a common factor are absence by the day.
    let daily = people(30, 200, &Leave::Share(0.0), 0.06);
    let daily = Presence::draw(&daily, &streams);
    let single = Presence::draw(&desk(30, 200, 0.06, Law::deterministic(1.0).unwrap(), 0.0), &streams);
    assert!((0..200).all(|day| absent(&daily, 30, day) == absent(&single, 30, day)));
}

/// One-day spells with a common factor: the number absent of n is beta-binomial. All of 3 with probability
/// B(a + 3, b) ÷ B(a, b), against 0.08³ without one.
#[test]
fn a_common_shock_is_beta_binomial() {
    let (share, common) = (0.08, 1.5);
    let model = desk(3, 200, share, Law::deterministic(1.0).unwrap(), common);
    let n = (1.0 - share) / (share * common * common) - 1.0;
    let (a, b) = (share * n, (1.0 - share) * n);
    let beta = |a: f64, b: f64| log_gamma(a) + log_gamma(b) - log_gamma(a + b);
    let all = exp(beta(a + 3.0, b) - beta(a, b));
    let none = exp(beta(a, b + 3.0) - beta(a, b));
    let share_of = |wanted: u32| {
        let one = |replication| {
            let presence = Presence::draw(&model, &Streams::new(6, replication));
            (0..200).filter(|day| absent(&presence, 3, *day) == wanted).count() as f64 / 200.0
        };
        (0..2_000).map(one).collect::<Vec<f64>>()
    };
    holds("all three", all, &share_of(3));
    holds("nobody", none, &share_of(0));
    assert!(all > 10.0 * share.powi(3), "{all}");
}
