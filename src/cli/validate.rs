//! `validate`: sizes found by simulation against Erlang C.
//!
//! In: arguments. Out: a table on stdout, and an exit code that says whether any size is wrong. Must not know: how
//! desks are made and sized.

use std::fmt::Write as _;

use super::arguments::Validate;
use super::console::Console;
use super::{Outcome, progress};
use crate::study::validate::{Checked, Held, cases, check};

pub(crate) fn run(options: &Validate, console: Console) -> Outcome {
    let cases = cases(options.long);
    let bar = progress::bar(console, cases.len() as u64, "sizing");
    let interrupt = progress::interruption();
    let mut rows = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        match check(*case, number, options.seed, options.threads.unwrap_or(0), &interrupt) {
            Ok(Some(checked)) => rows.push(checked),
            Ok(None) => break,
            Err(_) => {
                console.error("a desk of the validation cannot be sized: this is a mistake of the program");
                return Outcome::GoalMissed;
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    console.result(&table(&rows, cases.len()));
    if rows.len() < cases.len() {
        return Outcome::Interrupted;
    }
    if rows.iter().any(|row| row.held == Held::Wrong) { Outcome::GoalMissed } else { Outcome::Done }
}

fn table(rows: &[Checked], cases: usize) -> String {
    let mut text = String::from(
        "Fewest agents for 80 % in 20 s, handle time 5 min: by simulation, and by Erlang C\n\n\
         erlangs  simulated  Erlang C  SL with one less      SL  \n\
         ────────────────────────────────────────────────────────────────\n",
    );
    for row in rows {
        let found =
            row.found.map_or("–".into(), |found| format!("{found}{}", if row.certain { "" } else { " ?" }));
        let word = match row.held {
            Held::Right => "right",
            Held::Undecided => "undecided, within a point",
            Held::Wrong => "wrong",
        };
        let [less, level] = row.case.levels.map(|level| format!("{:.1} %", 100.0 * level));
        let _ = writeln!(
            text,
            "{:>7}  {found:>9}  {:>8}  {less:>16}  {level:>6}  {word}",
            row.case.erlangs, row.case.exact
        );
    }
    let count = |held: Held| rows.iter().filter(|row| row.held == held).count();
    let _ = writeln!(
        text,
        "\n{} of {cases} sizes right, {} undecided where the goal is within a point, {} wrong.",
        count(Held::Right),
        count(Held::Undecided),
        count(Held::Wrong)
    );
    if rows.len() < cases {
        let _ = writeln!(text, "Stopped by hand after {} of them.", rows.len());
    }
    text
}
