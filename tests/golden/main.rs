//! Published results of other simulators, made again from their inputs (`golden.md`, keys E1 to E8).
//!
//! Random numbers differ, so intervals are compared: the published interval (half width as given) and ours, with
//! four standard errors of both together. Each case says whose definition of service level it uses.

use std::sync::atomic::AtomicBool;

use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Part};
use portflow::scenario::load_text;
use portflow::study::estimate::{Pair, ratio};
use portflow::study::parallel::Run;

/// Plays a case: replications of many days each.
fn play(text: &str, replications: u32) -> Vec<Part> {
    let loaded = load_text("case.toml", text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let run = Run { model: &loaded.model, seed: 1_999, threads: 0, interrupt: &AtomicBool::new(false) };
    let mut parts = Vec::new();
    run.each(0, replications, &|_| {}, |_, mut staffings| parts.push(staffings.swap_remove(0)));
    parts
}

/// A published figure with the standard error of its interval.
fn holds(what: &str, parts: &[Part], published: f64, standard_error: f64, pair: impl Fn(&Part) -> Pair) {
    let found = ratio(&parts.iter().map(pair).collect::<Vec<Pair>>(), 0.95).expect("something happened");
    let most = 4.0 * (found.variance + standard_error * standard_error).sqrt();
    assert!((found.mean - published).abs() <= most, "{what}: {} against {published} ± {most}", found.mean);
}

fn count(part: &Part, slice: Slice, count: Count) -> f64 {
    part.counts(slice).get(count) as f64
}

const ALL: Slice =
    Slice { channel: None, group: None, team: None, interval: None, agent: None, account: None };

/// Half width of a 95 % interval to a standard error.
const T95: f64 = 1.96;
/// Of a 90 % interval.
const T90: f64 = 1.645;

/// E1 to E4: 4.2 a minute for 480 minutes, service 2 minutes, 12 agents; strictly below 20 s is in time.
fn day(channel: &str) -> String {
    format!(
        "[run]\ncount = \"calendar days\"\ndays = 100\n[opening]\ndaily = \"08:00-16:00\"\n[channels.phone]\n\
         kind = \"live\"\nstrict = true\nshort_abandon = \"20s\"\n{channel}\n[groups.all]\naccounts = 1\n\
         requests_per_day = {{ phone = 2016 }}\nhandle_time = {{ phone = {{ exponential = {{ mean = \"2m\" }} }} }}\n\
         [sites.here]\nhourly_cost = 1\n[shifts.day]\nhours = \"08:00-16:00\"\n[teams.desk]\nshifts = [\"day\"]\n\
         agents = 12\n[staffings.flow]\nladder = [\"anyone\"]\n"
    )
}

fn a_day(parts: &[Part], what: &str, published: f64, half_width: f64, counted: Count) {
    holds(what, parts, published, half_width / T95, |part| {
        (count(part, ALL, counted), part.shape.days as f64)
    });
}

/// Their occupancy is over opening hours: 480 minutes of 12 agents.
fn occupancy(parts: &[Part], published: f64, half_width: f64) {
    holds("occupancy", parts, published, half_width / T95, |part| {
        let open: f64 = (16..32).map(|at| part.time(Slice { interval: Some(at), ..ALL }).busy as f64).sum();
        (open, part.shape.days as f64 * 12.0 * 480.0 * 6e7)
    });
}

#[test]
fn e1_a_day_of_m_m_12() {
    let parts = play(&day(""), 20);
    a_day(&parts, "in time", 1816.158, 3.540, Count::InTime);
    holds("SL", &parts, 0.902, 0.002 / T95, |part| {
        (count(part, ALL, Count::InTime), count(part, ALL, Count::Answered))
    });
    holds("ASA, minutes", &parts, 0.099, 0.0025 / T95, |part| {
        (count(part, ALL, Count::WaitAnswered) / 6e7, count(part, ALL, Count::Answered))
    });
    occupancy(&parts, 0.695, 0.0015);
}

#[test]
fn e2_with_abandonment() {
    let parts = play(&day("patience = { exponential = { mean = \"1m\" } }"), 20);
    a_day(&parts, "abandoned", 58.609, 0.950, Count::Abandoned);
    a_day(&parts, "in time", 1906.008, 2.223, Count::InTime);
    holds("SL over late abandons", &parts, 0.968, 0.0005, |part| {
        let late = count(part, ALL, Count::Abandoned) - count(part, ALL, Count::ShortAbandoned);
        (count(part, ALL, Count::InTime), count(part, ALL, Count::Answered) + late)
    });
    occupancy(&parts, 0.675, 0.0015);
}

#[test]
fn e3_at_most_five_wait() {
    let parts = play(&day("queue_capacity = 5"), 20);
    a_day(&parts, "blocked", 18.655, 0.610, Count::Blocked);
    a_day(&parts, "in time", 1854.284, 2.617, Count::InTime);
    holds("SL", &parts, 0.929, 0.0005, |part| {
        (count(part, ALL, Count::InTime), count(part, ALL, Count::Answered))
    });
    occupancy(&parts, 0.689, 0.0015);
}

#[test]
fn e4_cut_off_at_closing() {
    let parts = play(&day("closing = \"clear\""), 20);
    a_day(&parts, "cut off", 0.433, 0.105, Count::Unserved);
    a_day(&parts, "in time", 1816.112, 3.540, Count::InTime);
}

/// E5 to E7: thirteen hours, agents by the hour, a tenth balks, patience 1,000 s; below 20 s or lost at once counts.
fn busy_day(shape: Option<f64>) -> String {
    let busyness = shape.map_or(String::new(), |shape| {
        format!("[demand]\nbusyness = {{ common = {} }}\n", 1.0 / shape.sqrt())
    });
    format!(
        "[run]\ncount = \"calendar days\"\ndays = 100\ninterval = \"60m\"\n[opening]\ndaily = \"08:00-21:00\"\n{busyness}\
         [channels.phone]\nkind = \"live\"\nstrict = true\nshort_abandon = \"20s\"\nbalk = 0.1\n\
         patience = {{ exponential = {{ mean = \"1000s\" }} }}\n\
         profile = [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60]\n[groups.all]\naccounts = 1\n\
         requests_per_day = {{ phone = 1660 }}\nhandle_time = {{ phone = {{ exponential = {{ mean = \"100s\" }} }} }}\n\
         [sites.here]\nhourly_cost = 1\n[teams.desk]\nagents_per_interval = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4]\n\
         [staffings.flow]\nladder = [\"anyone\"]\n"
    )
}

#[test]
fn e5_a_busy_day_of_gamma_rates() {
    let parts = play(&busy_day(Some(10.0)), 60);
    let days = |part: &Part| 1660.0 * part.shape.days as f64;
    holds("arrivals", &parts, 1639.507, 26.7 / T90, |part| {
        (count(part, ALL, Count::Offered), part.shape.days as f64)
    });
    holds("wait, s", &parts, 11.834, 1.774 / T90, |part| {
        (count(part, ALL, Count::WaitAll) / 1e6, days(part))
    });
    holds("lost", &parts, 0.0342, 0.0032 / T90, |part| (count(part, ALL, Count::Abandoned), days(part)));
}

#[test]
fn e6_a_busy_day_of_nearly_constant_rates() {
    let parts = play(&busy_day(Some(400.0)), 60);
    let days = |part: &Part| 1660.0 * part.shape.days as f64;
    holds("wait, s", &parts, 4.713, 0.033 / T90, |part| (count(part, ALL, Count::WaitAll) / 1e6, days(part)));
    holds("lost", &parts, 0.020, 0.0005, |part| (count(part, ALL, Count::Abandoned), days(part)));
}

/// Served within 20 s over served and abandoned later.
#[test]
fn e7_a_busy_day_of_constant_rates_by_the_hour() {
    let parts = play(&busy_day(None), 60);
    let level = |slice: Slice| {
        move |part: &Part| {
            let late = count(part, slice, Count::Abandoned) - count(part, slice, Count::ShortAbandoned);
            (count(part, slice, Count::InTime), count(part, slice, Count::Answered) + late)
        }
    };
    holds("SL", &parts, 0.925, 0.0025 / T95, level(ALL));
    let by_hour = [78.1, 85.9, 97.5, 93.7, 90.1, 93.0, 97.4, 97.3, 93.5, 97.0, 87.3, 91.8, 94.7];
    for (hour, published) in by_hour.into_iter().enumerate() {
        // 300 replications of about 130 calls an hour: half a point of standard error is what they can tell.
        let slice = Slice { interval: Some(8 + hour), ..ALL };
        holds(&format!("SL of hour {hour}"), &parts, published / 100.0, 0.005, level(slice));
    }
}
