//! Times W1 to W3 through the product's engine beside the limit kernels, in alternation, and prints ratios.
//!
//! `cargo bench --bench ratios [-- --contacts 1000000 --rounds 5 --seed 1]`. On a shared machine the time per contact
//! moves from minute to minute; the ratio of two things timed in turn in one run hardly does. So every round times
//! every candidate once, and the table gives medians over rounds: of times, and of each round's ratios.
//! Each candidate's figures are printed beside the exact ones; at 10⁶ contacts they agree to about two digits.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod limit;
mod product;
mod stopwatch;
mod workload_models;

use std::env;
use std::hint::black_box;

use limit::{System, by_queue, by_recursion, chance::three_exponentials};
use portflow::metrics::Ledger;
use portflow::metrics::part::Slice;
use portflow::random::Streams;
use product::Tally;
use stopwatch::{Stopwatch, median};
use workload_models::Workload;

/// What is timed for a workload, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Exponentials,
    Recursion,
    Queue,
    Drawing,
    Engine,
    Full,
}

impl What {
    const ALL: [Self; 6] =
        [Self::Exponentials, Self::Recursion, Self::Queue, Self::Drawing, Self::Engine, Self::Full];

    fn name(self) -> &'static str {
        match self {
            Self::Exponentials => "limit: three exponentials",
            Self::Recursion => "limit: recursion of free times",
            Self::Queue => "limit: explicit queue",
            Self::Drawing => "product: drawing the days",
            Self::Engine => "product: drawing and engine, four sums",
            Self::Full => "product: with full statistics",
        }
    }

    /// The kernels are so fast that a round plays more contacts through them, to outlast the clock's grain.
    fn times(self) -> u64 {
        match self {
            Self::Exponentials | Self::Recursion | Self::Queue => 4,
            Self::Drawing | Self::Engine | Self::Full => 1,
        }
    }
}

/// The goals and measurements of the reference machine, in ns per contact.
struct Reference {
    workload: Workload,
    system: System,
    /// The fastest peer.
    peer: f64,
    /// The closest peer in function, where a goal names it.
    closest: Option<f64>,
    /// Times the fastest peer that must be reached, and hoped for.
    goal: f64,
    stretch: f64,
}

/// The recursion for one desk of 100 agents, W1 and W2, on the reference machine: the bridge from there to here.
const RECURSION_THERE: [f64; 2] = [13.8, 16.9];
/// At most so many times the explicit queue.
const QUEUES: f64 = 4.0;

fn references() -> [Reference; 4] {
    let usual = Reference {
        workload: Workload::W2,
        system: System::W2,
        peer: 195.0,
        closest: Some(3_200.0),
        goal: 2.0,
        stretch: 2.6,
    };
    [
        Reference {
            workload: Workload::W1,
            system: System::W1,
            peer: 144.0,
            closest: None,
            goal: 1.7,
            stretch: 2.0,
        },
        Reference { ..usual },
        Reference {
            workload: Workload::W3D,
            system: System::W3D,
            peer: 193.0,
            closest: Some(3_900.0),
            ..usual
        },
        Reference { workload: Workload::W3P, peer: 206.0, closest: Some(6_260.0), ..usual },
    ]
}

struct Settings {
    contacts: u32,
    rounds: usize,
    seed: u64,
}

fn settings() -> Settings {
    let arguments: Vec<String> = env::args().collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    // `cargo bench` says so; anybody else (`cargo test --benches`) only wants to see it run.
    let timed = arguments.iter().any(|argument| argument == "--bench");
    Settings {
        contacts: value("--contacts").map_or(if timed { 1_000_000 } else { 20_000 }, |n| n as u32),
        rounds: value("--rounds").map_or(if timed { 5 } else { 1 }, |n| n as usize).max(1),
        seed: value("--seed").unwrap_or(1),
    }
}

/// One timed run: ns per contact, and figures where the candidate has any.
fn run(
    what: What,
    reference: &Reference,
    model: &portflow::model::Model,
    settings: &Settings,
) -> (f64, Option<[f64; 3]>) {
    let contacts = u64::from(settings.contacts) * what.times();
    let seed = settings.seed;
    let watch = Stopwatch::start();
    let (played, figures) = match what {
        What::Exponentials => {
            black_box(three_exponentials(seed, contacts));
            (contacts, None)
        }
        What::Recursion => (contacts, Some(by_recursion(&reference.system, seed, contacts).shares())),
        What::Queue => (contacts, Some(by_queue(&reference.system, seed, contacts).shares())),
        What::Drawing => (product::draw(model, seed), None),
        What::Engine => {
            let mut tally = Tally::default();
            let played = product::play(model, seed, &mut tally);
            (played, Some(tally.shares()))
        }
        What::Full => {
            let mut ledger = Ledger::new(model, 0, Streams::new(seed, 0));
            let played = product::play(model, seed, &mut ledger);
            let counts = ledger.finish().counts(Slice::default());
            (played, Some(product::shares(&counts)))
        }
    };
    (watch.seconds() * 1e9 / played as f64, figures)
}

fn main() {
    let settings = settings();
    println!(
        "{} contacts, {} rounds in alternation, seed {}; ns per contact on the processor, medians\n",
        settings.contacts, settings.rounds, settings.seed
    );
    let references = references();
    let models: Vec<_> = references
        .iter()
        .map(|reference| reference.workload.model(reference.workload.days(settings.contacts), 0))
        .collect();
    // By workload, candidate, round.
    let mut times = vec![vec![Vec::new(); What::ALL.len()]; references.len()];
    let mut figures = vec![[None; What::ALL.len()]; references.len()];
    for _ in 0..settings.rounds {
        for (number, (reference, model)) in references.iter().zip(&models).enumerate() {
            for (index, what) in What::ALL.into_iter().enumerate() {
                let (time, shares) = run(what, reference, model, &settings);
                times[number][index].push(time);
                figures[number][index] = shares;
            }
        }
    }
    // W1 and W2 are the first two; the machines' factor is the geometric mean over both.
    let slower =
        |number: usize| RECURSION_THERE[number] / median(times[number][What::Recursion as usize].clone());
    let factor = (slower(0) * slower(1)).sqrt();
    for ((reference, times), figures) in references.iter().zip(&times).zip(&figures) {
        print_workload(reference, times, figures, factor);
    }
}

fn print_workload(reference: &Reference, times: &[Vec<f64>], figures: &[Option<[f64; 3]>], factor: f64) {
    let column = |what: What| &times[what as usize];
    let ratio = |of: What, to: What| {
        median(column(of).iter().zip(column(to)).map(|(of, to)| of / to).collect::<Vec<f64>>())
    };
    let full = What::Full;
    println!(
        "{:<46} {:>6} {:>8} {:>8}   {:>8} {:>8} {:>9}",
        reference.workload.name, "ns", "fastest", "x queue", "wait, s", "in time", "abandoned"
    );
    for what in What::ALL {
        let fastest = column(what).iter().copied().fold(f64::INFINITY, f64::min);
        let shares = figures[what as usize].map_or_else(String::new, |[wait, in_time, abandoned]| {
            format!("{wait:>8.3} {in_time:>8.5} {abandoned:>9.5}")
        });
        println!(
            "{:<46} {:>6.1} {fastest:>8.1} {:>8.2}   {shares}",
            what.name(),
            median(column(what).clone()),
            ratio(what, What::Queue)
        );
    }
    let [wait, in_time, abandoned] = reference.workload.exact;
    println!("{:<71} {wait:>8.3} {in_time:>8.5} {abandoned:>9.5}", "exact");

    // What the product would take on the reference machine, were all else slower there as the recursion is.
    let there = median(column(full).clone()) * factor;
    let judged = |name: &str, value: f64, reached: bool, goal: String| {
        println!("  {name:<52} {value:>6.2}   {} ({goal})", if reached { "reached" } else { "MISSED" });
    };
    println!("  as on the reference machine: {there:.0} ns");
    let times_peer = reference.peer / there;
    judged(
        "times as fast as the fastest peer",
        times_peer,
        times_peer >= reference.goal,
        format!("goal {}, stretch {}", reference.goal, reference.stretch),
    );
    if let Some(closest) = reference.closest {
        let times_closest = closest / there;
        judged(
            "times as fast as the closest peer in function",
            times_closest,
            times_closest >= 30.0,
            "goal 30".to_owned(),
        );
        let queues = ratio(full, What::Queue);
        judged("times the explicit queue's time", queues, queues <= QUEUES, format!("at most {QUEUES}"));
    }
    println!();
}
