//! A stopwatch that counts the time this thread had a processor, so that a busy machine disturbs less.
//!
//! In: nothing. Out: seconds, and their median. Must not know: what is timed.

use std::fs;
use std::thread;
use std::time::Instant;

/// Started, and read once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch {
    on_processor: Option<u64>,
    by_the_clock: Instant,
}

impl Stopwatch {
    /// Starts now.
    pub(crate) fn start() -> Self {
        Self { on_processor: on_processor(), by_the_clock: now() }
    }

    /// Seconds since the start: on the processor where the system tells, else by the clock.
    pub(crate) fn seconds(&self) -> f64 {
        match (self.on_processor, on_processor()) {
            (Some(start), Some(end)) => end.saturating_sub(start) as f64 * 1e-9,
            _ => self.by_the_clock.elapsed().as_secs_f64(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Nanoseconds this thread has run, as Linux tells them (`man 5 proc`, schedstat).
fn on_processor() -> Option<u64> {
    // The kernel brings its count up to date when a thread offers to stand aside.
    thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok()
}

/// The middle of some measurements.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) }
}
