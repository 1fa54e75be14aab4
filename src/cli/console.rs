//! Printing: the result on stdout, everything else on stderr; a closed pipe is no error.
//!
//! In: text. Out: bytes. Must not know: what they say.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::arguments::Color;

/// Standard output is one for the whole process, and so is what became of it.
static IS_LOST: AtomicBool = AtomicBool::new(false);

/// Where and how to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    pub(crate) color: bool,
    pub(crate) quiet: bool,
    color_errors: bool,
}

impl Console {
    pub(crate) fn new(color: Color, quiet: bool) -> Self {
        let wanted = |terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                terminal
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Self {
            color: wanted(std::io::stdout().is_terminal()),
            color_errors: wanted(std::io::stderr().is_terminal()),
            quiet,
        }
    }

    /// Prints a result.
    pub(crate) fn result(self, text: &str) {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => {}
            // A reader that has gone (`| head`) wants no more: nothing is lost.
            Err(why) if why.kind() == ErrorKind::BrokenPipe => {}
            Err(why) => {
                IS_LOST.store(true, Ordering::Relaxed);
                self.error(&format!("the result cannot be written: {why}"));
            }
        }
    }

    /// Whether a result could not be printed: the process is then no success, whatever its command says.
    pub(crate) fn has_lost_a_result() -> bool {
        IS_LOST.load(Ordering::Relaxed)
    }

    /// Prints a note, unless quiet.
    pub(crate) fn note(self, text: &str) {
        if !self.quiet {
            self.error_text(&format!("{text}\n"));
        }
    }

    /// Prints an error.
    pub(crate) fn error(self, text: &str) {
        let mark = if self.color_errors { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        self.error_text(&format!("{mark}: {text}\n"));
    }

    /// Prints text that is already a diagnostic.
    #[expect(clippy::unused_self, reason = "printing is what a console is for")]
    pub(crate) fn error_text(self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Whether diagnostics are coloured.
    pub(crate) fn colors_errors(self) -> bool {
        self.color_errors
    }
}
