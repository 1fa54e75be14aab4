//! The generations of one seat: who is hired, trained, on duty and gone, drawn over the run.
//!
//! A seat is held by one generation after the other: hired, trained, on duty, gone; then it is vacant. Everything happens
//! at midnight: real times are rounded to the nearest. In: rules of turnover, a hazard, when there is such a seat. Out:
//! [`Stint`]s. Must not know: other seats, staffings.
//!
//! | draw | key | spent on |
//! |---|---|---|
//! | unit exponential | (seat, generation), replication | hazard since hired (generation 0: since day 0): it leaves when they are equal |
//! | vacancy | (seat, generation), replication | the time until the next one is hired |
//! | starting tenure, whether the seat is vacant | seat, population | stationary law of the staffing's hazard |
//! | speed | (seat, generation), population | from the second generation on |

use std::ops::Range;

use crate::distribution::Law;
use crate::math::ln;
use crate::model::{Agent, RampUp, Start, Turnover};
use crate::random::{Purpose, drawn_from};

/// A generation's time in a seat, in days of the run; days before the first are negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stint {
    /// 0 is who is there at the start.
    pub generation: u32,
    /// First day on the payroll.
    pub hired: i32,
    /// First day on duty, after training; may lie after `gone`.
    pub begins: i32,
    /// First day no longer there.
    pub gone: i32,
    /// Speed factor.
    pub speed: f64,
}

/// Keys of what is drawn for a seat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    pub(super) replication: u64,
    pub(super) population: u64,
}

/// How a person is replaced who leaves a roster without turnover, or is released: at once, or when there is such a seat
/// again, by somebody as fast, of full craft.
pub(super) fn at_once(speed: f64) -> Option<Turnover> {
    Some(Turnover {
        hazard: 0.0,
        vacancy: Law::deterministic(0.0).ok()?,
        training: 0.0,
        ramp_up: RampUp::None,
        overlap_weeks: 0.0,
        start: Start::Long,
        speed: Law::deterministic(speed).ok()?,
    })
}

/// The generations of a seat from before the first day to after the last, at a hazard per day, over the stretches of the
/// run's days on which there is such a seat. Whoever is there when the agent's day of leaving begins leaves then.
pub(super) fn drawn(
    rules: &Turnover,
    hazard: f64,
    keys: Keys,
    agent: &Agent,
    (there, days): (&[Range<u32>], u32),
) -> Vec<Stint> {
    let forced = agent.leaves.map(f64::from);
    let until = |hired: f64, gone: f64| forced.filter(|day| hired < *day && *day < gone).unwrap_or(gone);
    let exponential = |key, purpose, n| -ln(drawn_from(key, purpose, n).uniform()) / hazard;
    let staying = |generation: u32| exponential(keys.replication, Purpose::Departure, u64::from(generation));
    let speed = |generation: u32| {
        rules.speed.sample(&mut drawn_from(keys.population, Purpose::Speed, u64::from(generation)))
    };
    let mut stints: Vec<Stint> = Vec::new();
    for stretch in there {
        let next = stints.last().map_or(0, |stint| stint.generation + 1);
        if let Some(last) = stints.last_mut() {
            // Whoever comes when the seat is there again is somebody else.
            last.gone = last.gone.min(stretch.start as i32);
        }
        let (from, end) = (f64::from(stretch.start), f64::from(stretch.end));
        // Real times, in days of the run.
        let (mut generation, mut hired) =
            if stretch.start > 0 { (next, from) } else { first(rules, hazard, keys) };
        let mut gone = if stretch.start == 0 && generation == 0 { 0.0 } else { hired } + staying(generation);
        // A vacancy may outlast the seat.
        while hired < end || end >= f64::from(days) {
            gone = until(hired, gone);
            stints.push(Stint {
                generation,
                hired: midnight(hired),
                begins: midnight(hired + rules.training),
                gone: midnight(gone),
                speed: if generation == 0 { agent.speed } else { speed(generation) },
            });
            if gone >= end {
                break;
            }
            let mut draw = drawn_from(keys.replication, Purpose::Vacancy, u64::from(generation) + 1);
            hired = gone + rules.vacancy.sample(&mut draw);
            if hired >= end {
                break;
            }
            generation += 1;
            gone = hired + staying(generation);
        }
    }
    if stints.is_empty() {
        stints.push(Stint {
            generation: 0,
            hired: i32::MAX,
            begins: i32::MAX,
            gone: i32::MAX,
            speed: agent.speed,
        });
    }
    stints
}

/// Who is there on the first day: the generation, and when it was or will be hired, in days of the run.
fn first(rules: &Turnover, hazard: f64, keys: Keys) -> (u32, f64) {
    match rules.start {
        Start::Long => (0, f64::NEG_INFINITY),
        Start::New => (0, -rules.training),
        Start::Days(days) => (0, -days),
        Start::Stationary { may_be_vacant } => {
            let load = hazard * rules.vacancy.mean();
            let is_vacant = drawn_from(keys.population, Purpose::Tenure, 1).uniform() < load / (1.0 + load);
            if may_be_vacant && is_vacant {
                let u = drawn_from(keys.replication, Purpose::Vacancy, 0).uniform();
                (1, residual(&rules.vacancy, u))
            } else {
                (0, ln(drawn_from(keys.population, Purpose::Tenure, 0).uniform()) / hazard)
            }
        }
    }
}

/// Stretches of days of the run on which there is a seat.
pub(super) fn there(closed: &[Range<u32>], days: u32) -> Vec<Range<u32>> {
    let mut there = Vec::new();
    let mut from = 0;
    for gap in closed {
        if gap.start > from {
            there.push(from..gap.start.min(days));
        }
        from = gap.end;
    }
    if from < days {
        there.push(from..days);
    }
    there
}

/// The nearest midnight; what never was or never comes is as far away as can be.
fn midnight(days: f64) -> i32 {
    // A cast of a float saturates; what is no number (0 ÷ 0) cannot be.
    days.round() as i32
}

/// What is left of a vacancy at a moment without regard to it: density P(V > x) ÷ E[V], by inversion.
fn residual(vacancy: &Law, u: f64) -> f64 {
    let area = u * vacancy.mean();
    let mut high = vacancy.mean();
    while vacancy.limited_mean(high) < area && high < 1e7 {
        high *= 2.0;
    }
    let mut low = 0.0;
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if vacancy.limited_mean(middle) < area { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}
