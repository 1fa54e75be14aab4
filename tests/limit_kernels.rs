//! The limit kernels of `benches/` against exact values, and against each other.

#[path = "../benches/limit/mod.rs"]
mod limit;

use limit::chance::{Source, three_exponentials};
use limit::{Drawn, Figures, Outcome, System, by_queue, by_recursion, queue, recursion};

/// Contacts of a check: 40 parts of 100,000.
const PARTS: usize = 40;
const PART: u64 = 100_000;
/// A figure may be this many of its own standard errors from the exact value. With 39 degrees of freedom one figure
/// in 3,700 is; the seed is fixed, so a test that passes keeps passing.
const STANDARD_ERRORS: f64 = 4.0;

/// Mean and standard error of parts, which are long against the memory of every system here.
fn mean_and_error(parts: &[f64]) -> (f64, f64) {
    let count = parts.len() as f64;
    let mean = parts.iter().sum::<f64>() / count;
    let squares = parts.iter().map(|part| (part - mean) * (part - mean)).sum::<f64>();
    (mean, (squares / (count - 1.0) / count).sqrt())
}

/// Exact values of a workload: those of Erlang C (W1) and Erlang A (the others), to the digits given
/// (`performance.md`).
fn exact(name: &str) -> [f64; 3] {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("data/golden_erlang.json")).expect("the data file is JSON");
    let rows = all["performance"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["name"] == name).expect("the workload is there");
    ["mean_wait_answered_s", "answered_within_20s", "abandonment"]
        .map(|key| row[key].as_f64().expect("a figure"))
}

/// Plays the parts one after the other in one system that was warmed up, and compares.
fn holds(name: &str, system: &System) {
    let exact = exact(name);
    let mut source = Source::new(system, 20_260_105);
    let mut desks = recursion::Desks::new(system.desks, system.agents);
    let mut play = || {
        let mut figures = Figures::default();
        for _ in 0..PART {
            figures.count(desks.offer(&source.draw()));
        }
        figures.shares()
    };
    play();
    let parts: Vec<[f64; 3]> = (0..PARTS).map(|_| play()).collect();
    for (index, what) in ["mean wait", "answered in time", "abandoned"].iter().enumerate() {
        let values: Vec<f64> = parts.iter().map(|part| part[index]).collect();
        let (mean, error) = mean_and_error(&values);
        assert!(
            (mean - exact[index]).abs() <= STANDARD_ERRORS * error,
            "{name}, {what}: {mean} ± {error}, exact {}",
            exact[index]
        );
    }
}

#[test]
fn w1_is_erlang_c() {
    holds("W1", &System::W1);
}

#[test]
fn w2_is_erlang_a() {
    holds("W2", &System::W2);
}

#[test]
fn w3_is_erlang_a_at_every_desk() {
    holds("W3d", &System::W3D);
}

#[test]
fn recursion_and_queue_give_the_same_outcome_to_every_contact() {
    for system in [System::W1, System::W2, System::W3D] {
        let drawn: Vec<Drawn> = {
            let mut source = Source::new(&system, 7);
            (0..200_000).map(|_| source.draw()).collect()
        };
        let mut without = recursion::Desks::new(system.desks, system.agents);
        let expected: Vec<Outcome> = drawn.iter().map(|contact| without.offer(contact)).collect();

        let mut with = queue::Desks::new(system.desks, system.agents);
        let mut told = vec![None; drawn.len()];
        let mut tell = |number: u64, outcome| {
            assert!(told[number as usize].replace(outcome).is_none(), "{number} told twice");
        };
        for (number, contact) in drawn.iter().enumerate() {
            with.offer(number as u64, contact, &mut tell);
        }
        with.drain(&mut tell);
        assert!(told.iter().copied().eq(expected.into_iter().map(Some)), "{system:?}");
    }
}

#[test]
fn the_timed_functions_play_the_same() {
    for system in [System::W1, System::W2, System::W3D] {
        let figures = by_recursion(&system, 11, 50_000);
        assert_eq!(figures, by_queue(&system, 11, 50_000));
        assert_eq!(figures.offered(), 50_000);
    }
}

#[test]
fn exponentials_have_mean_one() {
    let draws = 3.0 * 4e6;
    let mean = three_exponentials(3, 4_000_000) / draws;
    assert!((mean - 1.0).abs() < STANDARD_ERRORS / draws.sqrt(), "{mean}");
}

#[test]
fn exponentials_have_the_right_tail() {
    let law = limit::chance::Exponential::new();
    let mut generator = limit::chance::Generator::new(5);
    let draws = 8_000_000_u32;
    // Three places under the boxes, and two in the tail, which has a rule of its own.
    let points = [0.1, 1.0, 4.0, 8.0, 10.0];
    let mut beyond = [0_u32; 5];
    for _ in 0..draws {
        let x = law.sample(&mut generator);
        for (count, point) in beyond.iter_mut().zip(points) {
            *count += u32::from(x > point);
        }
    }
    for (count, point) in beyond.into_iter().zip(points) {
        let p = libm::exp(-point);
        let error = (f64::from(draws) * p * (1.0 - p)).sqrt();
        let far = (f64::from(count) - f64::from(draws) * p) / error;
        assert!(far.abs() < STANDARD_ERRORS, "P(X > {point}): {far} standard errors off");
    }
}
