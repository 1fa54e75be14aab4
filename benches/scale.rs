//! How the time per contact grows: with rules, staffings, threads, days, people.
//!
//! `cargo bench --bench scale [-- --contacts 1000000 --rounds 3 --seed 1 --only desk,threads,days,agents,large]`.
//! In every table the sides are timed in turn in one run, and the ratio is what to look at. Nothing is asserted.
//!
//! | part | what |
//! |---|---|
//! | `desk` | W4: each staffing of the order desk alone, and all of them together against their sum |
//! | `threads` | one process with as many threads as cores against as many processes with one thread each |
//! | `days` | a year against a month: time per contact, most memory held |
//! | `agents` | W2's system with 10 to 10,000 agents |
//! | `large` | 10,000 agents and 200,000 accounts, for as many days as `--contacts` asks for; also with people who leave |

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[expect(dead_code, reason = "figures are for the other bench")]
mod product;
mod stopwatch;
#[expect(dead_code, reason = "exact values are for the other bench")]
mod workload_models;

use std::env;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use portflow::demand::day::Demand;
use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Ledger, Part};
use portflow::model::Model;
use portflow::random::Streams;
use portflow::routing;
use portflow::scenario::load_text;
use portflow::study::parallel::Run;
use portflow::study::unit;
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;
use stopwatch::{Stopwatch, median};
use workload_models::Workload;

const ORDER_DESK: &str = include_str!("../scenarios/order-desk.toml");
/// Contacts of a replication of 60 days of the order desk, about.
const REPLICATION: u64 = 90_000;

struct Settings {
    contacts: u64,
    rounds: usize,
    seed: u64,
    only: Option<String>,
}

impl Settings {
    fn read() -> Self {
        let timed = env::args().any(|argument| argument == "--bench");
        let number = |name: &str| argument(name)?.parse::<u64>().ok();
        Self {
            contacts: number("--contacts").unwrap_or(if timed { 1_000_000 } else { 10_000 }),
            rounds: number("--rounds").unwrap_or(if timed { 3 } else { 1 }).max(1) as usize,
            seed: number("--seed").unwrap_or(1),
            only: argument("--only"),
        }
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.split(',').any(|name| name == part))
    }

    /// Replications of the order desk that bring about as many contacts as asked for.
    fn replications(&self) -> u64 {
        (self.contacts / REPLICATION).max(1)
    }
}

fn argument(name: &str) -> Option<String> {
    let arguments: Vec<String> = env::args().collect();
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).cloned()
}

/// The order desk after some edits, and the names of its staffings.
fn desk(edits: &[String]) -> (Model, Vec<String>) {
    let loaded = load_text("order-desk.toml", ORDER_DESK, edits, &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    (loaded.model, loaded.names.staffings)
}

/// Contacts that a part has seen, redials and follow-ups included.
fn offered(part: &Part) -> f64 {
    part.counts(Slice::default()).get(Count::Offered) as f64
}

/// Seconds and contacts of some replications of some staffings, one after the other on this thread.
fn played(model: &Model, settings: &Settings, staffings: &[usize]) -> (f64, f64) {
    let watch = Stopwatch::start();
    let mut contacts = 0.0;
    for replication in 0..settings.replications() {
        let parts = unit::play(model, settings.seed, replication, staffings);
        contacts += parts.iter().map(offered).sum::<f64>();
    }
    (watch.seconds(), contacts)
}

/// What people know, and people who leave.
const KNOWLEDGE: [&str; 6] = [
    "knowledge.effect=0.25",
    "measured_under=\"expert\"",
    "knowledge.start=\"none\"",
    "rosters.lyon.turnover.leavers_per_year=0.3",
    "rosters.lyon.turnover.vacancy=34d",
    "rosters.lyon.turnover.training=40d",
];

fn desk_part(settings: &Settings) {
    desk_with(settings, "knowledge off", &[], "(goal 300, stretch 200)");
    desk_with(settings, "knowledge and turnover on", &KNOWLEDGE.map(String::from), "(goal 400, stretch 250)");
}

fn desk_with(settings: &Settings, which: &str, edits: &[String], goal: &str) {
    let (model, names) = desk(edits);
    let all: Vec<usize> = (0..names.len()).collect();
    // By round: seconds of drawing, of each staffing alone, of all together.
    let (mut drawing, mut alone, mut together) = (Vec::new(), vec![Vec::new(); names.len()], Vec::new());
    let mut contacts = vec![0.0; names.len()];
    for _ in 0..settings.rounds {
        let watch = Stopwatch::start();
        for replication in 0..settings.replications() {
            product::draw_replication(&model, settings.seed, replication);
        }
        drawing.push(watch.seconds());
        for staffing in &all {
            let (seconds, offered) = played(&model, settings, &[*staffing]);
            alone[*staffing].push(seconds);
            contacts[*staffing] = offered;
        }
        together.push(played(&model, settings, &all).0);
    }
    let total: f64 = contacts.iter().sum();
    println!("W4, the order desk, {which}: ns per contact   {goal}");
    println!("  {:<28} {:>7.1}", "drawing", median(drawing.clone()) * 1e9 / contacts[0]);
    for (staffing, name) in names.iter().enumerate() {
        println!("  {name:<28} {:>7.1}", median(alone[staffing].clone()) * 1e9 / contacts[staffing]);
    }
    println!("  {:<28} {:>7.1}", "all together", median(together.clone()) * 1e9 / total);
    let expected = |round: usize| {
        alone.iter().map(|seconds| seconds[round]).sum::<f64>() - (all.len() - 1) as f64 * drawing[round]
    };
    let ratios = together.iter().enumerate().map(|(round, seconds)| seconds / expected(round)).collect();
    println!("  all together ÷ (their sum less the drawing they share)     {:.3} (goal 1)\n", median(ratios));
}

/// What a child process does: replications of the order desk on some threads.
fn child(threads: usize, replications: u32, seed: u64) {
    let (model, _) = desk(&[]);
    let interrupt = AtomicBool::new(false);
    let run = Run {
        model: &model,
        seed,
        threads,
        staffings: None,
        details: portflow::metrics::Details::default(),
        redraw: None,
        contacts: None,
        interrupt: &interrupt,
    };
    let mut contacts = 0.0;
    run.each(0, replications, &|_| {}, |_, parts| contacts += parts.iter().map(offered).sum::<f64>());
    std::hint::black_box(contacts);
}

/// Seconds by the clock of so many processes side by side.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn processes(count: usize, threads: usize, replications: u64) -> f64 {
    let start = Instant::now();
    let children: Vec<_> = (0..count)
        .map(|number| {
            let mut command = Command::new(env::current_exe().expect("this program"));
            command.args(["--child", &threads.to_string()]);
            command.args(["--replications", &replications.to_string(), "--seed", &number.to_string()]);
            command.stdout(Stdio::null()).spawn().expect("a process of this program")
        })
        .collect();
    for mut child in children {
        child.wait().expect("the process ends");
    }
    start.elapsed().as_secs_f64()
}

fn threads_part(settings: &Settings) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let each = settings.replications().max(4);
    let (mut joint, mut apart) = (Vec::new(), Vec::new());
    for _ in 0..settings.rounds {
        joint.push(processes(1, cores, each * cores as u64));
        apart.push(processes(cores, 1, each));
    }
    let ratios = apart.iter().zip(&joint).map(|(apart, joint)| apart / joint).collect();
    println!("threads: {} replications of six staffings", each * cores as u64);
    println!("  {:<40} {:>7.2} s", format!("one process, {cores} threads"), median(joint));
    println!("  {:<40} {:>7.2} s", format!("{cores} processes, one thread each"), median(apart));
    println!(
        "  throughput of threads ÷ that of processes                  {:.3} (goal 0.9)\n",
        median(ratios)
    );
}

fn days_part(settings: &Settings) {
    let lengths = [("month", 21), ("year", 260)];
    let models = lengths.map(|(_, days)| desk(&[format!("run.days={days}")]).0);
    let hybrid = 2;
    let mut times = [Vec::new(), Vec::new()];
    let mut bytes = [0.0; 2];
    for _ in 0..settings.rounds {
        for (number, model) in models.iter().enumerate() {
            let replications = if number == 0 { 12 } else { 1 };
            let (mut seconds, mut contacts) = (0.0, 0.0);
            for replication in 0..replications {
                let counted = allocation_counter::measure(|| {
                    let watch = Stopwatch::start();
                    let parts = unit::play(model, settings.seed, replication, &[hybrid]);
                    seconds += watch.seconds();
                    contacts += offered(&parts[0]);
                });
                bytes[number] = counted.bytes_max as f64;
            }
            times[number].push(seconds * 1e9 / contacts);
        }
    }
    println!("days: the order desk's hybrid staffing");
    for (number, (name, days)) in lengths.iter().enumerate() {
        let time = median(times[number].clone());
        println!("  {:<28} {time:>7.1} ns {:>9.0} kB", format!("{name}, {days} days"), bytes[number] / 1e3);
    }
    let ratios = times[1].iter().zip(&times[0]).map(|(year, month)| year / month).collect();
    println!(
        "  year ÷ month: time {:.3}, memory {:.3}                   (goal 1 ± 0.1)\n",
        median(ratios),
        bytes[1] / bytes[0]
    );
}

fn agents_part(settings: &Settings) {
    let sizes = [10_u32, 100, 1_000, 10_000];
    let models = sizes.map(|agents| {
        let accounts = (agents / 5).max(1);
        let desk = Workload { agents, accounts, load: 1.05 * f64::from(agents), ..Workload::W2 };
        desk.model(desk.days(settings.contacts as u32), 0)
    });
    let mut times = vec![Vec::new(); sizes.len()];
    for _ in 0..settings.rounds {
        for (times, model) in times.iter_mut().zip(&models) {
            let mut ledger = Ledger::new(model, 0, Streams::new(settings.seed, 0));
            let watch = Stopwatch::start();
            let contacts = product::play(model, settings.seed, &mut ledger);
            times.push(watch.seconds() * 1e9 / contacts as f64);
        }
    }
    println!("agents: one desk of W2's kind, ns per contact");
    for (size, column) in sizes.iter().zip(&times) {
        let ratios = column.iter().zip(&times[0]).map(|(this, smallest)| this / smallest).collect();
        println!("  {size:>6} {:>7.1} {:>6.2} × that of 10", median(column.clone()), median(ratios));
    }
    println!("  (goal for 10,000: at most 5, stretch 3)\n");
}

/// Most memory this process ever held, in MB, as Linux tells it.
fn most_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1e3)
}

/// People who leave, and whose accounts their colleagues share out.
const SUCCESSION: [&str; 4] = [
    "rosters.lyon.turnover.leavers_per_year=0.3",
    "rosters.lyon.turnover.vacancy=34d",
    "rosters.lyon.turnover.training=40d",
    "rosters.lyon.turnover.succession=\"shared\"",
];

/// Plays a staffing of a large desk: what is made once, and what every contact costs.
fn play_large(settings: &Settings, model: &Model, staffing: usize, name: &str) {
    let watch = Stopwatch::start();
    let streams = Streams::new(settings.seed, 0);
    let presence = Presence::draw(model, &streams);
    let tenures = Tenures::draw(model, staffing, &streams);
    let mut demand = Demand::new(model, streams);
    let mut ledger = Ledger::new(model, staffing, streams).with_people(tenures.people());
    let mut engine = routing::play(model, staffing, &presence, &tenures, &mut ledger);
    let once = watch.seconds();
    for day in 0..model.calendar.days {
        engine.advance(day, demand.draw(day));
    }
    engine.finish();
    drop(engine);
    let seconds = watch.seconds() - once;
    let contacts = offered(&ledger.finish());
    let each = seconds * 1e9 / contacts;
    let moves: usize = tenures.hand_overs().iter().map(|one| one.passed.len()).sum();
    println!(
        "  {name:<28} {each:>7.1} ns, {contacts} contacts, {moves} hand-overs; {once:.1} s before the first"
    );
}

fn large_part(settings: &Settings) {
    // The order desk, 833 times its accounts and 417 times its people and volume.
    let per_day = 625_000;
    let days = settings.contacts.div_ceil(per_day).max(1);
    let mut edits = vec![format!("run.days={days}")];
    for (group, accounts, phone, email) in
        [("key", 33_333, 440, 160), ("regular", 100_000, 480, 170), ("small", 66_667, 180, 70)]
    {
        edits.push(format!("groups.{group}.accounts={accounts}"));
        edits.push(format!("groups.{group}.requests_per_day.phone={}", phone * 417));
        edits.push(format!("groups.{group}.requests_per_day.email={}", email * 417));
    }
    for team in ["north", "south", "east", "west"] {
        edits.push(format!("teams.{team}.agents=2500"));
    }
    let watch = Stopwatch::start();
    let (model, names) = desk(&edits);
    println!("large: {} people, {} accounts, {days} days", model.people.len(), model.accounts.len());
    println!("  {:<28} {:>7.1} s", "preparing the model", watch.seconds());
    let place = |name: &str| names.iter().position(|one| one == name).expect("a staffing of the order desk");
    for name in ["hybrid", "flow"] {
        play_large(settings, &model, place(name), name);
    }
    if let Some(megabytes) = most_memory() {
        println!("  {:<28} {megabytes:>7.0} MB", "most memory of this process");
    }
    edits.extend(SUCCESSION.map(String::from));
    let (model, _) = desk(&edits);
    play_large(settings, &model, place("hybrid"), "hybrid, people leave");
    if let Some(megabytes) = most_memory() {
        println!("  {:<28} {megabytes:>7.0} MB", "most memory of this process");
    }
    println!("  (goal at 100 M contacts: at most 600 ns and 2 GB, stretch 300 ns and 1 GB)\n");
}

fn main() {
    let settings = Settings::read();
    if let Some(threads) = argument("--child").and_then(|threads| threads.parse().ok()) {
        let replications = argument("--replications").and_then(|number| number.parse().ok()).unwrap_or(1);
        child(threads, replications, settings.seed);
        return;
    }
    println!(
        "{} contacts, {} rounds in alternation, seed {}; medians\n",
        settings.contacts, settings.rounds, settings.seed
    );
    let when_wanted = |name: &str, part: fn(&Settings)| {
        if settings.wants(name) {
            part(&settings);
        }
    };
    when_wanted("desk", desk_part);
    when_wanted("threads", threads_part);
    when_wanted("days", days_part);
    when_wanted("agents", agents_part);
    when_wanted("large", large_part);
}
