//! A small desk for the tests of this room.
//!
//! In: accounts, requests per day of each, days. Out: a [`Model`] that tests change as they need. Must not know: how
//! requests are drawn.

use crate::distribution::Law;
use crate::model::{
    Account, ByInterval, Calendar, Channel, Clock, Closing, Group, HandleTime, Kind, Model, Opening,
    Patience, Profile, Redial, Volume,
};
use crate::random::subject;
use crate::time::{DAY, Date, HOUR, MINUTE, SECOND};

/// Open from 8 to 18 on the first five days of each week.
pub(super) fn office(days: u32) -> Opening {
    Opening::new(
        (0..i64::from(days))
            .filter(|day| day % 7 < 5)
            .map(|day| (day * DAY + 8 * HOUR, day * DAY + 18 * HOUR)),
    )
}

/// Cumulative shares of 48 half hours, in proportion to a weight.
pub(super) fn shares(weight: impl Fn(usize) -> f64) -> Vec<f64> {
    let total: f64 = (0..48).map(&weight).sum();
    let mut sum = 0.0;
    (0..48)
        .map(|interval| {
            sum += weight(interval) / total;
            sum
        })
        .collect()
}

fn channel(name: &str, kind: Kind, days: u32) -> Channel {
    let live = kind == Kind::Live;
    Channel {
        key: subject(name),
        kind,
        clock: if live { Clock::Wall } else { Clock::Opening },
        opening: office(days),
        closing: Closing::Drain,
        patience: live
            .then(|| Patience { law: ByInterval::constant(Law::exponential(120.0).unwrap()), balk: 0.1 }),
        redial: live.then(|| Redial { probability: 0.5, delay: Law::exponential(600.0).unwrap() }),
        interrupts: live,
        in_time: 20 * SECOND,
        strict: false,
        short_abandon: 0,
        goal_time: None,
        escalate: 0,
    }
}

/// Phone (0) and email (1), two reasons, one group, `accounts` accounts with these mean requests per day and channel,
/// starting on a Monday.
pub(super) fn desk(accounts: usize, per_day: [f64; 2], days: u32) -> Model {
    let phone = |interval: usize| match interval {
        16..20 => 2.0,
        20..36 => 1.0,
        _ => 0.0,
    };
    let by_weekday = |monday_to_friday: Vec<f64>, weekend: Vec<f64>| Profile {
        cumulative: (0..7)
            .map(|weekday| if weekday < 5 { monday_to_friday.clone() } else { weekend.clone() })
            .collect(),
        open: Default::default(),
    };
    let handle_time = |mean: f64| HandleTime {
        work: Law::lognormal(1.0, 0.8).unwrap(),
        mean: ByInterval::constant(mean * SECOND as f64),
        by_start: false,
    };
    Model {
        calendar: Calendar {
            start: Date::parse("2026-01-05").unwrap(),
            days,
            warm_up_days: 0,
            interval: 30 * MINUTE,
        },
        channels: vec![channel("phone", Kind::Live, days), channel("email", Kind::Deferrable, days)],
        groups: vec![Group {
            key: subject("all"),
            reasons: vec![vec![0.3, 1.0], vec![0.5, 1.0]],
            follow_up: vec![vec![0.2, 0.0], vec![0.2, 0.1]],
            follow_up_delay: vec![Law::exponential(86_400.0).unwrap(); 2],
            profile: vec![0, 1],
            patience: vec![None, None],
        }],
        reasons: 2,
        handle_times: [240.0, 360.0, 400.0, 600.0].map(handle_time).to_vec(),
        accounts: (0..accounts)
            .map(|number| Account {
                key: subject(&format!("account {number}")),
                group: 0,
                sector: (number % 3) as u16,
                area: 0,
                complexity: 1.0,
                value: 1.0,
                requests_per_day: per_day.to_vec(),
            })
            .collect(),
        sectors: 3,
        volume: Volume {
            profiles: vec![
                by_weekday(shares(phone), Vec::new()),
                by_weekday(shares(|_| 1.0), shares(|_| 1.0)),
            ],
            day_factor: vec![vec![1.0; days as usize]; 2],
            beyond: Vec::new(),
            common_cv: 0.0,
            sector_cv: 0.0,
            own_cv: 0.0,
            persistence: 0.0,
            growth: None,
            fixed_counts: false,
            trace: None,
        },
        sites: Vec::new(),
        shifts: Vec::new(),
        people: Vec::new(),
        staffings: Vec::new(),
        goals: Vec::new(),
        knowledge: None,
        satisfaction: None,
        admission: crate::model::Admission::default(),
        measured: None,
        volume_of_contacts: false,
        money: crate::model::Money::default(),
        contracts: Vec::new(),
    }
}
