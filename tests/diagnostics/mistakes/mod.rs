//! Mistakes in the scenario itself, one by one.

mod desk;
mod effects;
mod money;
mod studies;
mod written;

use super::all_told;

/// What is written instead of what, and all that is said about it.
type Mistake = (&'static str, &'static str, &'static [&'static str]);

#[test]
fn every_mistake_is_told_with_its_place_cause_and_remedy() {
    let all =
        [written::MISTAKES, desk::MISTAKES, effects::MISTAKES, money::MISTAKES, studies::MISTAKES].concat();
    all_told(all.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
}
