//! A progress bar for whatever takes over a second, and the ear for Ctrl-C.
//!
//! In: how much is done. Out: a line on stderr. Must not know: what is being done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;

/// A bar on stderr; invisible when quiet, in pipes, and for the first second.
pub(crate) fn bar(console: Console, length: u64, what: &str) -> ProgressBar {
    let target =
        if console.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(4) };
    let bar = ProgressBar::with_draw_target(Some(length), target);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.set_message(what.to_string());
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

/// A count on stderr of work whose end is not known.
pub(crate) fn count(console: Console, what: &str) -> ProgressBar {
    let bar = bar(console, 0, what);
    let style = ProgressStyle::with_template("{spinner} {msg}: {pos}, {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}

/// A flag that the first Ctrl-C raises; the second ends the program at once.
pub(crate) fn interruption() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let raised = Arc::clone(&flag);
    // Without a handler the program simply ends at Ctrl-C: nothing finished is lost before it is saved.
    let _ = ctrlc::set_handler(move || {
        if raised.swap(true, Ordering::SeqCst) {
            #[expect(clippy::exit, reason = "asked twice to stop: the units in hand are given up")]
            std::process::exit(130);
        }
    });
    flag
}
