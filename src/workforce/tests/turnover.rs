//! Tenures: closed forms of renewal, nesting, coupling; with stated false-alarm rates.
//!
//! In: rules of turnover. Out: who holds each seat when, held against renewal theory. Must not know: how tenures are
//! drawn.

use std::sync::Arc;

use super::people;
use crate::distribution::Law;
use crate::math::{exp, normal_quantile};
use crate::model::{
    Agent, Leave, Model, Plan, Portfolio, Pull, Push, RampUp, Rows, Staffing, Start, Team, Turnover,
};
use crate::random::{Streams, mix};
use crate::time::DAYS_PER_YEAR;
use crate::workforce::tenure::{SeatDays, Tenures};

/// A figure of the renewal example (`exact.json`, key `workforce_renewal`) for one seat or five.
fn figure(seats: u32, name: &str) -> f64 {
    let exact: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/data/workforce.json")).expect("it is JSON");
    let rows = exact["workforce_renewal"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["n"] == seats).expect("the row is there");
    row[name].as_f64().unwrap_or_else(|| panic!("no figure {name}"))
}

/// The renewal example: 0.35 leavers a year, 0.12 years to fill a seat, ramp-up from 0.5 with 0.25 years.
fn rules() -> Turnover {
    Turnover {
        hazard: 0.35,
        vacancy: Law::exponential(0.12 * DAYS_PER_YEAR).unwrap(),
        training: 0.0,
        ramp_up: RampUp::Exponential { start: 0.5, days: 0.25 * DAYS_PER_YEAR },
        start: Start::Stationary { may_be_vacant: true },
        overlap_weeks: 0.0,
        speed: Law::uniform(0.8, 1.2).unwrap(),
    }
}

/// So many seats in one team whose people leave by these rules at a factor; the first of them owns an account.
fn desk(count: u32, days: u32, rules: &Turnover, factor: f64) -> Model {
    let mut model = people(count, days, &Leave::Share(0.0), 0.0);
    for person in &mut model.people {
        person.turnover = Some(Arc::new(rules.clone()));
        person.population = mix(77, person.key);
    }
    let team = Team {
        key: 0,
        site: 0,
        agents: 0..count,
        plan: Plan::Always,
        serves: Vec::new(),
        rank: Vec::new(),
        factor: Vec::new(),
        owner_factor: 1.0,
        turnover_factor: factor,
        owner_turnover: 1.0,
        review: None,
    };
    model.staffings = vec![Staffing {
        teams: vec![team],
        agents: (0..count)
            .map(|person| Agent {
                person,
                team: 0,
                shift: None,
                speed: 1.0,
                admitted: None,
                unfilled: None,
                closed: Vec::new(),
                leaves: None,
                turn: 0,
            })
            .collect(),
        ladders: Vec::new(),
        classes: Vec::new(),
        lines: Vec::new(),
        class_of: Vec::new(),
        follow_up_class_of: Vec::new(),
        dedicated: Vec::new(),
        portfolio: Portfolio { owners: Rows::new([[0]]), ..Portfolio::default() },
        reference_owners: Rows::default(),
        account_team: Vec::new(),
        push: Push::LongestIdle,
        pull: Pull::LongestWait,
        limits: Vec::new(),
        settled: Vec::new(),
        succession: None,
        shares: Vec::new(),
        reorganisations: Vec::new(),
        programme: crate::model::Programme::default(),
        spending: crate::model::Spending::default(),
    }];
    model
}

fn drawn(model: &Model, replication: u64) -> Tenures {
    Tenures::draw(model, 0, &Streams::new(9, replication))
}

fn seat_days(model: &Model, replication: u64) -> SeatDays {
    drawn(model, replication).seat_days(0..model.people.len() as u32, 0..model.calendar.days)
}

/// Mean of figures over replications against an exact value, at a false-alarm rate of 1e-4.
fn holds(what: &str, exact: f64, values: &[f64], most: f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    let allowed = normal_quantile(1.0 - 0.5e-4) * (variance / n).sqrt();
    assert!((mean - exact).abs() < allowed, "{what}: {mean} against {exact} ± {allowed}");
    assert!(allowed < most * exact, "{what}: ± {allowed} tests nothing");
}

/// Whoever is there on the first day was hired before the run: with vacancies of no length everybody who comes takes the
/// place of somebody who left, be they new on the first day or there for half a day.
#[test]
fn nobody_is_hired_who_is_there_at_the_start() {
    for start in [Start::New, Start::Days(0.2), Start::Long] {
        let vacancy = Law::deterministic(0.0).unwrap();
        let model = desk(300, 200, &Turnover { vacancy, hazard: 1.0, start, ..rules() }, 1.0);
        let days = seat_days(&model, 1);
        assert!(days.departures > 100, "{days:?}");
        assert_eq!((days.hires, days.vacant), (days.departures, 0));
    }
}

/// `workforce_renewal`, from a stationary start, in the first quarter alone and over two years; with training, too, which is part
/// of the tenure: on duty is e^(−ν·T) of the filled, and craft is what it was.
#[test]
fn renewal_is_the_closed_form() {
    for (training, days) in [(0.0, 91), (0.0, 730), (40.0, 365)] {
        let rules = Turnover { training, ..rules() };
        let model = desk(400, days, &rules, 1.0);
        let years = f64::from(days) / DAYS_PER_YEAR;
        let sums: Vec<SeatDays> = (0..200)
            .map(|replication| {
                let mut model = model.clone();
                // A population of its own each time: the start belongs to it.
                for person in &mut model.people {
                    person.population = mix(replication, person.key);
                }
                seat_days(&model, replication)
            })
            .collect();
        let of = |figure: &dyn Fn(&SeatDays) -> f64| sums.iter().map(figure).collect::<Vec<f64>>();
        let availability = figure(1, "availability");
        let craft = figure(1, "mean_proficiency_of_present");
        let trained = exp(-0.35 * training / DAYS_PER_YEAR);
        let [filled, on_duty_share] = rules.shares(1.0);
        assert!((filled - availability).abs() < 1e-12);
        assert!((on_duty_share - availability * trained).abs() < 1e-12);
        let all = |days: &SeatDays| days.all as f64;
        holds("availability", availability, &of(&|days| 1.0 - days.vacant as f64 / all(days)), 0.01);
        let on_duty = |days: &SeatDays| (days.all - days.vacant - days.training) as f64;
        holds("on duty", availability * trained, &of(&|days| on_duty(days) / all(days)), 0.01);
        holds("craft", craft, &of(&|days| days.craft as f64 / 1e6 / on_duty(days)), 0.01);
        let capacity = of(&|days| days.craft as f64 / 1e6 / all(days));
        holds("capacity", figure(1, "effective_capacity_fte") * trained, &capacity, 0.01);
        let a_year = |count: i64| count as f64 / 400.0 / years;
        let hires = figure(1, "hires_per_year");
        holds("hires", hires, &of(&|days| a_year(days.hires)), 0.08);
        holds("departures", hires, &of(&|days| a_year(days.departures)), 0.08);
    }
}

/// Five people who are there on the first day: none leaves within a year with probability e^(−5·ν).
#[test]
fn nobody_leaves_within_a_year() {
    let rules = Turnover { start: Start::Long, ..rules() };
    for count in [1, 5] {
        let exact = figure(count, "p_no_departure_in_1y_all_filled_poisson");
        let model = desk(count, 366, &rules, 1.0);
        let stays = |replication| {
            let tenures = drawn(&model, replication);
            // A year ends on the 365.25th day: the mean of both roundings.
            let none = |day: i32| (0..count).all(|agent| tenures.stints(agent)[0].gone >= day);
            0.75 * f64::from(u8::from(none(366))) + 0.25 * f64::from(u8::from(none(367)))
        };
        holds("nobody leaves", exact, &(0..20_000).map(stays).collect::<Vec<f64>>(), 0.1);
    }
}

#[test]
fn sizes_are_nested_and_higher_hazards_never_leave_later() {
    let rules = Turnover { start: Start::Long, training: 20.0, ..rules() };
    for replication in 0..20 {
        let large = drawn(&desk(50, 1_000, &rules, 1.0), replication);
        let small = drawn(&desk(25, 1_000, &rules, 1.0), replication);
        let restless = drawn(&desk(25, 1_000, &rules, 1.7), replication);
        let mut owners = desk(25, 1_000, &rules, 1.0);
        owners.staffings[0].teams[0].owner_turnover = 1.7;
        let owners = drawn(&owners, replication);
        for agent in 0..25 {
            assert_eq!(small.stints(agent), large.stints(agent));
            for (early, late) in restless.stints(agent).iter().zip(small.stints(agent)) {
                assert!(early.gone <= late.gone && early.hired <= late.hired);
                assert!(early.generation == late.generation && early.speed.total_cmp(&late.speed).is_eq());
            }
            assert_eq!(
                owners.stints(agent),
                if agent == 0 { restless.stints(0) } else { small.stints(agent) }
            );
        }
    }
}

#[test]
fn a_seat_goes_from_hand_to_hand() {
    let rules = Turnover {
        hazard: 4.0,
        vacancy: Law::deterministic(10.0).unwrap(),
        training: 5.0,
        start: Start::New,
        ..rules()
    };
    let model = desk(1, 2_000, &rules, 1.0);
    let tenures = drawn(&model, 1);
    let stints = tenures.stints(0);
    assert!(stints.len() > 10 && tenures.people() == stints.len());
    assert_eq!((stints[0].hired, stints[0].begins, stints[0].generation), (-5, 0, 0));
    assert!((stints[0].speed - 1.0).abs() < 1e-15, "the first one's speed is the model's");
    for pair in stints.windows(2) {
        assert_eq!(pair[1].generation, pair[0].generation + 1);
        // Each end is rounded by itself.
        assert!((9..=11).contains(&(pair[1].hired - pair[0].gone)));
        assert!((4..=6).contains(&(pair[1].begins - pair[1].hired)));
    }
    for day in 0..2_000 {
        let day_number = day as i32;
        let stint = stints.iter().rfind(|stint| stint.hired <= day_number).unwrap();
        assert_eq!(tenures.generation(0, day), stint.generation);
        assert_eq!(tenures.is_filled(0, day), day_number < stint.gone);
        let on_duty = (stint.begins..stint.gone).contains(&day_number);
        assert_eq!(tenures.is_on_duty(0, day), on_duty);
        if on_duty {
            let on_duty_for = f64::from(day_number - stint.begins) + 0.5;
            let craft = 1.0 - 0.5 * exp(-on_duty_for / (0.25 * DAYS_PER_YEAR));
            assert!((tenures.craft(0, day) - craft).abs() < 1e-12);
            assert!((tenures.pace(0, day).unwrap() - stint.speed / craft).abs() < 1e-12);
        }
    }
}

#[test]
fn who_is_there_at_the_start() {
    let at = |start, factor| {
        let rules = Turnover { training: 30.0, start, ..rules() };
        let model = desk(3_000, 1, &rules, factor);
        (drawn(&model, 1), drawn(&model, 2))
    };
    // So few leave that nobody does on the first day.
    let rare = 1e-9;
    let (long, _) = at(Start::Long, rare);
    assert!((0..3_000).all(|agent| long.is_on_duty(agent, 0) && (long.craft(agent, 0) - 1.0).abs() < 1e-15));
    assert!(long.tenure(0, 0) == f64::INFINITY);
    let (new, _) = at(Start::New, rare);
    let fresh = 1.0 - 0.5 * exp(-0.5 / (0.25 * DAYS_PER_YEAR));
    assert!((0..3_000).all(|agent| new.is_on_duty(agent, 0) && (new.craft(agent, 0) - fresh).abs() < 1e-12));
    let (known, _) = at(Start::Days(100.0), rare);
    assert!((0..3_000).all(|agent| (known.tenure(agent, 0) - 100.5).abs() < 1e-9));
    // The start belongs to the population: the same desk in every replication.
    let (one, other) = at(Start::Stationary { may_be_vacant: true }, 1.0);
    let first = |tenures: &Tenures, agent| tenures.stints(agent)[0];
    for agent in 0..3_000 {
        let (one, other) = (first(&one, agent), first(&other, agent));
        assert_eq!(one.generation, other.generation);
        assert!(one.generation == 1 || (one.hired, one.begins) == (other.hired, other.begins));
    }
    let vacant = (0..3_000).filter(|agent| first(&one, *agent).generation == 1).count() as f64;
    let expected = 3_000.0 * (1.0 - figure(1, "availability"));
    assert!((vacant - expected).abs() < normal_quantile(1.0 - 0.5e-4) * expected.sqrt(), "{vacant}");
    let (there, _) = at(Start::Stationary { may_be_vacant: false }, 1.0);
    assert!((0..3_000).all(|agent| first(&there, agent).generation == 0));
}

#[test]
fn nobody_leaves_where_nobody_may() {
    let mut model = desk(3, 50, &rules(), 1.0);
    for person in &mut model.people {
        person.turnover = None;
    }
    let tenures = drawn(&model, 1);
    assert!(tenures.is_empty() && tenures.is_on_duty(2, 40) && tenures.is_filled(2, 40));
    assert!(tenures.pace(2, 40).is_none() && tenures.generation(2, 40) == 0 && tenures.person(2, 40) == 2);
    assert!(tenures.tenure(2, 0) == f64::INFINITY);
    // Without leavers the others come and go all the same.
    let mut mixed = desk(3, 50, &Turnover { hazard: 0.0, ..rules() }, 1.0);
    mixed.people[1].turnover = None;
    let tenures = drawn(&mixed, 1);
    assert!(!tenures.is_empty() && tenures.people() == 3);
    assert!((0..50).all(|day| (0..3).all(
        |agent| tenures.is_on_duty(agent, day) && (tenures.pace(agent, day).unwrap() - 1.0).abs() < 1e-15
    )));
}

/// Whoever is there on the day leaves; the time until the next one comes, and all that comes after, is as drawn.
#[test]
fn who_is_told_to_leave_leaves_on_the_day() {
    let rules =
        Turnover { hazard: 0.0, vacancy: Law::deterministic(10.0).unwrap(), training: 5.0, ..rules() };
    let mut model = desk(2, 100, &rules, 1.0);
    model.staffings[0].agents[1].leaves = Some(30);
    let tenures = drawn(&model, 0);
    assert_eq!(tenures.stints(0).len(), 1, "nobody else leaves");
    let stints = tenures.stints(1);
    assert_eq!(stints.len(), 2);
    assert_eq!((stints[0].gone, stints[1].hired, stints[1].begins), (30, 40, 45));
    assert!(tenures.is_on_duty(1, 29) && !tenures.is_filled(1, 30) && !tenures.is_on_duty(1, 44));
    assert!(tenures.is_on_duty(1, 45) && tenures.generation(1, 45) == 1);
    // Where nobody ever leaves, somebody as fast is there at once.
    model.people.iter_mut().for_each(|person| person.turnover = None);
    model.staffings[0].agents[1].speed = 1.25;
    let tenures = drawn(&model, 0);
    assert!(tenures.is_on_duty(1, 30) && tenures.generation(1, 30) == 1);
    assert!((tenures.pace(1, 30).unwrap() - 1.25).abs() < 1e-15);
    assert_eq!(tenures.stints(0).len(), 1);
}
