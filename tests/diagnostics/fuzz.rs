//! Whatever is done to a scenario, it is loaded or refused in words; nothing panics.

use proptest::prelude::*;

use super::load;

/// The desk that has most in it.
const FULL: &str = include_str!("../../scenarios/order-desk.toml");

/// Pieces that mistakes are made of.
const PIECES: &[&str] = &[
    "",
    "\"",
    "'",
    "=",
    ".",
    ",",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "#",
    "-",
    "-1",
    "0",
    "1e999",
    "nan",
    "inf",
    "99999999999",
    "true",
    "\"20s\"",
    "\"never\"",
    "\"owner\"",
    "\"mon-fri\"",
    "[]",
    "{}",
    "[[1]]",
    "{ to = \"last\" }",
    "é",
    "2026-01-05",
    "\"09:00-08:00\"",
    "\"2026-02-30\"",
    "0.0",
    "-0.5",
    "\"key\"",
    "always",
    "mean",
    "message",
    "\"message\"",
];

/// Tries a text and looks at what is said.
fn play(text: &str, sets: &[&str]) -> Result<(), TestCaseError> {
    if let Err(rejected) = load(text, sets, ("", "")) {
        prop_assert!(!rejected.problems.is_empty(), "refused without a reason");
        prop_assert!(rejected.text(true).contains("nothing was run or written"));
        prop_assert!(rejected.json().starts_with('['));
    }
    Ok(())
}

/// The nearest place where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// A stretch of the file replaced by a piece.
    #[test]
    fn stretches_replaced(at in 0..FULL.len(), length in 0_usize..40, piece in 0..PIECES.len()) {
        let from = boundary(FULL, at);
        let to = boundary(FULL, from + length).max(from);
        play(&format!("{}{}{}", &FULL[..from], PIECES[piece], &FULL[to..]), &[])?;
    }

    /// A value replaced by another: the file stays TOML, so that every later stage is reached.
    #[test]
    fn values_replaced(line in 0_usize..200, piece in 0..PIECES.len(), other in 0_usize..200) {
        let lines: Vec<&str> = FULL.lines().collect();
        let line = line % lines.len();
        let Some((key, value)) = lines[line].split_once('=') else { return Ok(()) };
        let others: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once('=')?.1)).collect();
        let new = if other % 2 == 0 { PIECES[piece] } else { others[other % others.len()] };
        let changed = FULL.replacen(&format!("{key}={value}"), &format!("{key}={new}"), 1);
        play(&changed, &[])?;
    }

    /// A line left out, or said twice.
    #[test]
    fn lines_left_out(line in 0_usize..200, twice: bool) {
        let lines: Vec<&str> = FULL.lines().collect();
        let line = line % lines.len();
        let kept = lines.iter().enumerate().flat_map(|(at, text)| {
            std::iter::repeat_n(*text, if at != line { 1 } else if twice { 2 } else { 0 })
        });
        play(&kept.collect::<Vec<_>>().join("\n"), &[])?;
    }

    /// Levers of all sorts.
    #[test]
    fn levers(words in prop::collection::vec("(teams|staffings|hybrid|flow|north|ladder|agents|0|1|after|run|days|channels|phone|patience|demand|volume|groups|key|accounts|\"a.b\"|)", 1..5), piece in 0..PIECES.len()) {
        play(FULL, &[&format!("{}={}", words.join("."), PIECES[piece])])?;
    }
}
