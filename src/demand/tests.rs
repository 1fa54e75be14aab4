//! What the room promises, by statistics with stated false-alarm rates.
//!
//! In: the sample desk, changed. Out: counts, times and marks of contacts, held against the laws that they follow.
//! Must not know: by which samplers they are drawn.
//!
//! Draws are keyed, so a test that passes once passes always; the rates say how likely a right program was to fail it
//! with the key chosen.

use super::Demand;
use super::sample::desk;
use crate::math::{incomplete_gamma_upper, normal_quantile};
use crate::model::{Contact, Kind, Model};
use crate::random::Streams;
use crate::time::{DAY, HOUR, MINUTE};

/// Two-sided limit in standard deviations at a false-alarm rate.
fn limit(rate: f64) -> f64 {
    normal_quantile(1.0 - rate / 2.0)
}

/// All contacts of a replication.
fn all(model: &Model, replication: u64) -> Vec<Contact> {
    let mut demand = Demand::new(model, Streams::new(7, replication));
    (0..model.calendar.days).flat_map(|day| demand.draw(day).to_vec()).collect()
}

/// Requests of each account on each day (day-major), over the channel 0 of a desk whose days are all alike.
fn counts(model: &Model, replication: u64) -> Vec<Vec<f64>> {
    let mut demand = Demand::new(model, Streams::new(7, replication));
    (0..model.calendar.days)
        .map(|day| {
            let mut count = vec![0.0; model.accounts.len()];
            for contact in demand.draw(day) {
                count[contact.account as usize] += 1.0;
            }
            count
        })
        .collect()
}

fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    values.clone().sum::<f64>() / values.count() as f64
}

/// Covariance of pairs.
fn covariance(pairs: &[(f64, f64)]) -> f64 {
    let left = mean(pairs.iter().map(|pair| pair.0));
    let right = mean(pairs.iter().map(|pair| pair.1));
    mean(pairs.iter().map(|pair| (pair.0 - left) * (pair.1 - right)))
}

/// A desk whose days are all alike, phone only and always open.
fn steady(accounts: usize, per_day: f64, days: u32) -> Model {
    let mut model = desk(accounts, [per_day, 0.0], days);
    model.channels[0].opening = crate::model::Opening::always();
    let weekday = model.volume.profiles[0].cumulative[0].clone();
    model.volume.profiles[0].cumulative = vec![weekday; 7];
    model
}

#[test]
fn days_are_sorted_dated_and_the_same_in_any_order() {
    let mut model = desk(40, [12.0, 6.0], 21);
    model.volume.common_cv = 0.2;
    model.volume.own_cv = 0.4;
    model.volume.persistence = 0.6;
    let mut demand = Demand::new(&model, Streams::new(7, 3));
    let days: Vec<Vec<Contact>> = (0..21).map(|day| demand.draw(day).to_vec()).collect();
    for (day, contacts) in days.iter().enumerate() {
        assert!(contacts.is_sorted_by(|a, b| (a.arrived, a.key) < (b.arrived, b.key)));
        for contact in contacts {
            assert_eq!(contact.arrived / DAY, day as i64);
            let channel = &model.channels[usize::from(contact.channel)];
            assert!(channel.opening.is_open(contact.arrived));
            assert_eq!(contact.requested, contact.arrived);
            assert_eq!(contact.request, contact.key);
            assert!(contact.work > 0.0);
            if channel.kind == Kind::Deferrable {
                assert!(contact.patience == crate::time::NEVER && !contact.balks);
            }
        }
    }
    // No phone at the weekend; mail of Friday night to Monday morning lies at the opening.
    assert!(days[5].is_empty() && days[6].is_empty());
    let at_opening = |day: usize| {
        let opening = day as i64 * DAY + 8 * HOUR;
        days[day].iter().filter(|c| c.arrived == opening).count()
    };
    assert!(at_opening(7) > 3 * at_opening(8), "a weekend of mail");
    // A fresh one asked for a day in the middle, and an old one asked again.
    assert_eq!(Demand::new(&model, Streams::new(7, 3)).draw(9), days[9]);
    assert_eq!(demand.draw(2), days[2]);
    assert_eq!(demand.draw(3), days[3]);
    assert!(demand.draw(21).is_empty());
    assert_ne!(Demand::new(&model, Streams::new(7, 4)).draw(9), days[9]);
    assert_ne!(Demand::new(&model, Streams::new(8, 3)).draw(9), days[9]);
}

#[test]
fn less_volume_is_a_subset() {
    let mut model = desk(300, [2.0, 0.02], 10);
    model.volume.common_cv = 0.3;
    model.volume.own_cv = 0.5;
    for fixed in [false, true] {
        model.volume.fixed_counts = fixed;
        let full = all(&model, 1);
        let mut less = model.clone();
        for account in &mut less.accounts {
            for rate in &mut account.requests_per_day {
                *rate *= 0.9;
            }
        }
        let part = all(&less, 1);
        let share = part.len() as f64 / full.len() as f64;
        assert!((0.85..0.95).contains(&share), "{share}");
        let mut rest = full.iter();
        for contact in &part {
            // Both are in order: each must come in what remains of the full volume.
            assert!(rest.any(|other| other == contact), "not a subset");
        }
    }
}

#[test]
fn more_accounts_leave_the_others_alone() {
    let model = desk(30, [3.0, 1.0], 5);
    let more = desk(60, [3.0, 1.0], 5);
    let kept: Vec<Contact> = all(&more, 2).into_iter().filter(|contact| contact.account < 30).collect();
    assert_eq!(all(&model, 2), kept);
}

/// False-alarm rate 1e-4 for each of nine figures.
/// Busyness of every kind, from day to day: who is looked at alone has the contacts that are his among all.
#[test]
fn accounts_looked_at_alone_have_the_same_contacts() {
    let mut model = desk(40, [3.0, 1.0], 12);
    (model.volume.common_cv, model.volume.sector_cv, model.volume.own_cv) = (0.2, 0.3, 0.5);
    model.volume.persistence = 0.6;
    let wanted = |account: u32| account % 3 == 1;
    let mut some = Demand::of(&model, Streams::new(7, 2), &wanted);
    let alone: Vec<Contact> = (0..12).flat_map(|day| some.draw(day).to_vec()).collect();
    let among: Vec<Contact> = all(&model, 2).into_iter().filter(|one| wanted(one.account)).collect();
    assert!(alone.len() > 300);
    assert_eq!(alone, among);
}

#[test]
fn gamma_busyness_gives_the_negative_binomial() {
    let text = include_str!("../../tests/data/negative_binomial.json");
    let exact: serde_json::Value = serde_json::from_str(text).unwrap();
    let number = |key: &str| exact[key].as_f64().unwrap();
    let mut model = steady(400, number("mean"), 50);
    model.volume.own_cv = 1.0 / number("shape").sqrt();
    let counts: Vec<f64> = counts(&model, 1).into_iter().flatten().collect();
    let n = counts.len() as f64;
    let z = limit(1e-4);
    let average = mean(counts.iter().copied());
    assert!((average - 30.0).abs() < z * (255.0 / n).sqrt(), "{average}");
    let squares = counts.iter().map(|count| (count - 30.0) * (count - 30.0));
    let variance = mean(squares.clone());
    let fourth = mean(squares.map(|square| square * square));
    let error = ((fourth - variance * variance) / n).sqrt();
    assert!((variance - number("variance")).abs() < z * error, "{variance}");
    for (count, p) in exact["pmf"].as_object().unwrap() {
        let (count, p) = (count.parse::<f64>().unwrap(), p.as_f64().unwrap());
        let seen = counts.iter().filter(|&&c| (c - count).abs() < 0.5).count() as f64 / n;
        assert!((seen - p).abs() < z * (p * (1.0 - p) / n).sqrt() + 0.5 / n, "{count}: {seen}");
    }
}

/// Var B and covariances between accounts of one sector, of two, and of neighbouring days. False-alarm rate about 1e-4
/// for each of eight figures, with standard errors from 40 independent replications.
#[test]
fn busyness_moves_accounts_together() {
    for persistence in [0.0, 0.7] {
        let mut model = steady(6, 50.0, 60);
        model.volume.common_cv = 0.2;
        model.volume.sector_cv = 0.3;
        model.volume.own_cv = 0.25;
        model.volume.persistence = persistence;
        let mut figures: [Vec<f64>; 4] = Default::default();
        for replication in 0..40 {
            let days = counts(&model, replication);
            let pairs = |left: usize, right: usize, lag: usize| -> Vec<(f64, f64)> {
                (lag..days.len()).map(|day| (days[day - lag][left], days[day][right])).collect()
            };
            // Around the known mean, so that no bias of small samples is left.
            let known = |pairs: Vec<(f64, f64)>| mean(pairs.iter().map(|p| (p.0 - 50.0) * (p.1 - 50.0)));
            figures[0].push(known(pairs(0, 0, 0)));
            figures[1].push(known(pairs(0, 3, 0)));
            figures[2].push(known(pairs(0, 1, 0)));
            figures[3].push(known(pairs(0, 1, 1)));
        }
        let (common, sector, own) = (1.04, 1.09, 1.0625);
        let expected = [
            50.0 + 2500.0 * (common * sector * own - 1.0),
            2500.0 * (common * sector - 1.0),
            2500.0 * (common - 1.0),
            // Gamma factors follow the normal scores nearly linearly: 0.7 of the variance, to within a hundredth.
            2500.0 * (common - 1.0) * persistence,
        ];
        for (figure, expected) in figures.iter().zip(expected) {
            let average = mean(figure.iter().copied());
            let spread: Vec<(f64, f64)> = figure.iter().map(|&value| (value, value)).collect();
            let error = (covariance(&spread) / 39.0).sqrt();
            // Student's law with 39 degrees of freedom at 1e-4.
            assert!((average - expected).abs() < 4.33 * error, "{average} {expected} {error}");
        }
    }
}

/// Chi-square over the 20 open half hours, and over tenths of a half hour. False-alarm rate 1e-4 each.
#[test]
fn arrivals_follow_the_profile() {
    let model = steady(50, 40.0, 50);
    let contacts = all(&model, 1);
    let n = contacts.len() as f64;
    let mut half_hours = [0.0; 48];
    let mut tenths = [0.0; 10];
    for contact in &contacts {
        half_hours[(contact.arrived % DAY / (30 * MINUTE)) as usize] += 1.0;
        tenths[(contact.arrived % (30 * MINUTE) / (3 * MINUTE)) as usize] += 1.0;
    }
    let mut square = 0.0;
    for (interval, seen) in half_hours.iter().enumerate() {
        let expected = match interval {
            16..20 => n * 2.0 / 24.0,
            20..36 => n / 24.0,
            _ => 0.0,
        };
        if expected > 0.0 {
            square += (seen - expected) * (seen - expected) / expected;
        } else {
            assert!(*seen < 0.5, "closed");
        }
    }
    assert!(incomplete_gamma_upper(19.0 / 2.0, square / 2.0) > 1e-4, "{square}");
    let even = n / 10.0;
    let square: f64 = tenths.iter().map(|seen| (seen - even) * (seen - even) / even).sum();
    assert!(incomplete_gamma_upper(9.0 / 2.0, square / 2.0) > 1e-4, "{square}");
}

/// Means of what contacts carry. False-alarm rate 1e-4 for each of five figures.
#[test]
fn contacts_carry_what_the_laws_say() {
    let model = steady(50, 40.0, 50);
    let contacts = all(&model, 1);
    let n = contacts.len() as f64;
    let z = limit(1e-4);
    let check = |values: Vec<f64>, expected: f64| {
        let average = mean(values.iter().copied());
        let error = (mean(values.iter().map(|v| (v - average) * (v - average))) / n).sqrt();
        assert!((average - expected).abs() < z * error, "{average} {expected}");
    };
    check(contacts.iter().map(|c| c.work).collect(), 1.0);
    check(contacts.iter().map(|c| crate::time::seconds(c.patience)).collect(), 120.0);
    check(contacts.iter().map(|c| f64::from(u8::from(c.balks))).collect(), 0.1);
    check(contacts.iter().map(|c| f64::from(c.reason)).collect(), 0.7);
    // Work and patience are drawn apart.
    check(
        contacts.iter().map(|c| (c.work - 1.0) * (crate::time::seconds(c.patience) - 120.0)).collect(),
        0.0,
    );
}

/// Fixed counts: the mean in the mean, never two apart. False-alarm rate 1e-4.
#[test]
fn fixed_counts_round_the_mean() {
    let mut model = steady(200, 3.3, 30);
    model.volume.fixed_counts = true;
    let counts: Vec<f64> = counts(&model, 1).into_iter().flatten().collect();
    assert!(counts.iter().all(|&count| (2.9..4.1).contains(&count)));
    let average = mean(counts.iter().copied());
    let error = (0.3 * 0.7 / counts.len() as f64).sqrt();
    assert!((average - 3.3).abs() < limit(1e-4) * error, "{average}");
}
