//! The engine against a second, naive one: a thousand random small desks, contact by contact.
//!
//! Both play the same contacts by the same rules, written down in the model's rules; any difference is an error in one
//! of them, or in the rules. To look at one desk again: `ORACLE_SEED=17 cargo test --test oracle`.

mod naive;
mod outcome;
mod scenarios;

use std::fmt::Write as _;

use portflow::model::Contact;
use portflow::routing;
use portflow::workforce::presence::Presence;

use self::outcome::{Told, Witness, clock};
use self::scenarios::Case;

/// Lines of either engine's account that are shown around a difference.
const SHOWN: usize = 25;

fn real(case: &Case, presence: &Presence) -> Told {
    let mut witness = Witness::new(case.model.staffings[0].agents.len());
    let mut play = routing::play(&case.model, 0, presence, &mut witness);
    for (day, contacts) in case.days.iter().enumerate() {
        play.advance(day as u32, contacts);
    }
    play.finish();
    drop(play);
    witness.told
}

/// Plays a seed's desk on both engines; tells the first difference, if any.
fn difference(seed: u64) -> Option<String> {
    let case = scenarios::case(seed);
    let presence = Presence::draw(&case.model, &case.streams);
    let contacts: Vec<Contact> = case.days.iter().flatten().copied().collect();
    let naive = naive::play(&case.model, 0, &presence, &contacts);
    let real = real(&case, &presence);
    let mut keys: Vec<u64> = naive.outcomes.keys().chain(real.outcomes.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let first = keys
        .into_iter()
        .filter(|key| naive.outcomes.get(key) != real.outcomes.get(key))
        .min_by_key(|key| {
            let at = |told: &Told| told.outcomes.get(key).map(|outcome| outcome.fate.at());
            (at(&naive).into_iter().chain(at(&real)).min(), *key)
        });
    let mut text = String::new();
    if let Some(key) = first {
        let _ = writeln!(text, "seed {seed}: contact {key:016x}");
        let _ = writeln!(text, "  naive  {:?}", naive.outcomes.get(&key));
        let _ = writeln!(text, "  real   {:?}", real.outcomes.get(&key));
        let at = [&naive, &real]
            .into_iter()
            .filter_map(|told| told.outcomes.get(&key).map(|outcome| outcome.fate.at()))
            .min()
            .unwrap_or(0);
        show(&mut text, "naive", &naive.log, &clock(at), key);
        show(&mut text, "real", &real.log, &clock(at), key);
    } else if naive.times != real.times {
        let agent = (0..naive.times.len()).find(|&agent| naive.times[agent] != real.times[agent])?;
        let _ = writeln!(text, "seed {seed}: time of agent {agent}");
        let _ = writeln!(text, "  naive  {:?}", naive.times[agent]);
        let _ = writeln!(text, "  real   {:?}", real.times[agent]);
        for (name, log) in [("naive", &naive.log), ("real", &real.log)] {
            let _ = writeln!(text, "  {name}:");
            for line in log.iter().filter(|line| line.contains(&format!("agent {agent} "))) {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    (!text.is_empty()).then_some(text)
}

/// The lines about a contact, and those before the difference.
fn show(text: &mut String, name: &str, log: &[String], at: &str, key: u64) {
    let _ = writeln!(text, "  {name}:");
    let until = log.iter().rposition(|line| line.starts_with(at)).map_or(0, |last| last + 1);
    let about = format!("{key:016x}");
    for (number, line) in log.iter().enumerate() {
        let mark = if line.contains(&about) { '*' } else { ' ' };
        if mark == '*' || (number + SHOWN >= until && number < until) {
            let _ = writeln!(text, "   {mark} {line}");
        }
    }
}

#[test]
fn both_engines_tell_the_same() {
    let seeds = match std::env::var("ORACLE_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => seed..seed + 1,
        None => 0..1000,
    };
    let differences: Vec<String> = seeds.filter_map(difference).collect();
    let first = differences.first().map_or("", String::as_str);
    assert!(differences.is_empty(), "{} desks are played differently; the first:\n{first}", differences.len());
}
