//! Whole scenarios through the door: what they come to, and what is refused.
//!
//! In: the text of a scenario. Out: what it comes to, or codes and paths of what is wrong. Must not know: through
//! which stages a file goes.

use crate::scenario::{Loaded, Rejected, load_text};

mod deputies;
mod order_desk;
mod portfolios;
mod rules;

/// A small desk that a test adds to: two groups, phone and email, six people on two shifts.
const SMALL: &str = r#"
[run]
days = 5
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.key]
accounts = 8
requests_per_day = { phone = 40, email = 8 }
handle_time = { phone = "5m", email = "6m" }
spread = { lognormal = { cv = 1.0 } }
[groups.other]
accounts = 20
requests_per_day = { phone = 60 }
handle_time = { phone = "4m" }
[sites.lyon]
[shifts.early]
hours = "08:00-16:00"
days = "mon-fri"
[shifts.late]
hours = "10:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["early", "late"]
agents = 6
"#;

fn no_file(_: &str) -> Result<String, String> {
    Err("no such file".into())
}

fn small(more: &str) -> Result<Loaded, Rejected> {
    small_with(more, &no_file)
}

fn small_with(more: &str, read: &super::ReadFile<'_>) -> Result<Loaded, Rejected> {
    load_text("small.toml", &format!("{SMALL}{more}"), &[], read)
}

fn good(more: &str) -> Loaded {
    small(more).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

/// The codes and paths of what is wrong.
fn wrong(more: &str) -> Vec<String> {
    let rejected = small(more).expect_err("this is wrong");
    let row = |problem: &crate::scenario::problem::Problem| {
        format!("{} {}", problem.code, crate::scenario::problem::dotted(&problem.path))
    };
    rejected.problems.iter().map(|(problem, _)| row(problem)).collect()
}
