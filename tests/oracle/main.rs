//! The engine against a second, naive one: a thousand random small desks, contact by contact.
//!
//! Both play the same contacts by the same rules, written down in the model's rules; any difference is an error in one
//! of them, or in the rules. To look at one desk again: `ORACLE_SEED=17 cargo test --test oracle`; for
//! a wider search: `ORACLE_SEED=1000..20000`.

mod naive;
mod outcome;
mod scenarios;

use std::fmt::Write as _;
use std::ops::Range;

use portflow::model::{Agent, Channel, Contact, Opens, Portfolio, Rung, Team};
use portflow::routing;
use portflow::time::{MINUTE, SECOND};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;

use self::outcome::{Told, Witness, clock as time};
use self::scenarios::Case;

/// Lines of either engine's account that are shown around a difference.
const SHOWN: usize = 40;

fn real(case: &Case, presence: &Presence, tenures: &Tenures) -> Told {
    let mut witness = Witness::new(case.model.staffings[0].agents.len());
    let mut play = routing::play(&case.model, 0, presence, tenures, &mut witness);
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
    let tenures = Tenures::draw(&case.model, 0, &case.streams);
    let contacts: Vec<Contact> = case.days.iter().flatten().copied().collect();
    let naive = naive::play(&case.model, 0, (&presence, &tenures), &contacts);
    let real = real(&case, &presence, &tenures);
    let mut keys: Vec<u64> = naive.outcomes.keys().chain(real.outcomes.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let differs = |key: &u64| match (naive.outcomes.get(key), real.outcomes.get(key)) {
        (Some(naive), Some(real)) => naive.fate.differs_from(&real.fate),
        (one, other) => one.or(other).map_or(0, |outcome| outcome.arrived),
    };
    let first = keys
        .into_iter()
        .filter(|key| naive.outcomes.get(key) != real.outcomes.get(key))
        .min_by_key(|key| (differs(key), *key));
    let mut text = String::new();
    if let Some(key) = first {
        let _ = writeln!(text, "seed {seed}: contact {key:016x}");
        let _ = writeln!(text, "  naive  {:?}", naive.outcomes.get(&key));
        let _ = writeln!(text, "  real   {:?}", real.outcomes.get(&key));
        let at = differs(&key);
        if let Some(contact) = contacts.iter().find(|contact| contact.key == key) {
            let _ = writeln!(text, "  {contact:?}");
        }
        describe(&mut text, &case);
        show(&mut text, "naive", &naive.log, &time(at), key);
        show(&mut text, "real", &real.log, &time(at), key);
    } else if naive.times != real.times {
        let agent = (0..naive.times.len()).find(|&agent| naive.times[agent] != real.times[agent])?;
        let _ = writeln!(text, "seed {seed}: time of agent {agent}");
        describe(&mut text, &case);
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
    let mut log: Vec<&String> = log.iter().collect();
    // Some of it is told late.
    log.sort_by_key(|line| line.split(' ').next());
    let until = log.partition_point(|line| line.split(' ').next() <= Some(at));
    let about = format!("{key:016x}");
    for (number, line) in log.into_iter().enumerate() {
        let mark = if line.contains(&about) { '*' } else { ' ' };
        if mark == '*' || (number + SHOWN >= until && number < until) {
            let _ = writeln!(text, "   {mark} {line}");
        }
    }
}

/// The desk, as far as it helps to see who is right.
fn describe(text: &mut String, case: &Case) {
    let model = &case.model;
    let staffing = &model.staffings[0];
    let _ = writeln!(text, "  rules {:?}, {:?}, limits {:?}", staffing.push, staffing.pull, staffing.limits);
    for (number, channel) in model.channels.iter().enumerate() {
        let Channel { kind, clock, closing, interrupts, goal_time, escalate, .. } = channel;
        let opening: Vec<String> =
            channel.opening.stretches().iter().map(|&(a, b)| format!("{} - {}", time(a), time(b))).collect();
        let _ = writeln!(
            text,
            "  channel {number}: {kind:?} {clock:?} {closing:?}, interrupts {interrupts}, goal {:?} s, escalate {} s, {opening:?}",
            goal_time.map(|goal| goal / SECOND),
            escalate / SECOND
        );
    }
    for (number, team) in staffing.teams.iter().enumerate() {
        let Team { site, agents, plan, review, .. } = team;
        let _ = writeln!(text, "  team {number}: agents {agents:?} site {site} {plan:?} {review:?}");
    }
    for (number, agent) in staffing.agents.iter().enumerate() {
        let Agent { shift, admitted, unfilled, closed, .. } = agent;
        let _ = writeln!(
            text,
            "  agent {number}: shift {shift:?}, admitted {admitted:?}, unfilled {unfilled:?}, closed {closed:?}"
        );
    }
    for (number, shift) in model.shifts.iter().enumerate() {
        let hours: Vec<_> = shift.hours.iter().map(|hours| hours.map(|(a, b)| (time(a), time(b)))).collect();
        let breaks: Vec<_> =
            shift.breaks.iter().map(|b| (time(b.start), b.length / MINUTE, b.passes)).collect();
        let _ = writeln!(text, "  shift {number}: {hours:?}, breaks {breaks:?}");
    }
    for (number, class) in staffing.classes.iter().enumerate() {
        let _ = writeln!(
            text,
            "  class {number}: ladder {} channel {} priority {} served by {:?}",
            class.ladder, class.channel, class.priority, class.served_by
        );
    }
    for (number, ladder) in staffing.ladders.iter().enumerate() {
        let _ = writeln!(text, "  ladder {number}:");
        for rung in &ladder.rungs {
            let Rung { to, opens, when_idle, absent, message, patience, balk } = rung;
            let opens = match opens {
                Opens::After(after) => time(*after),
                Opens::Drawn(_) => "drawn".to_owned(),
            };
            let _ = writeln!(
                text,
                "    {to:?} after {opens}, when_idle {when_idle}, {absent:?}, {message:?}, patience × {patience}, balk {balk}"
            );
        }
    }
    let _ = writeln!(
        text,
        "  first classes {:?}, follow-ups {:?}",
        staffing.class_of, staffing.follow_up_class_of
    );
    let _ =
        writeln!(text, "  leaves {:?}", staffing.agents.iter().map(|agent| agent.leaves).collect::<Vec<_>>());
    let _ = writeln!(text, "  {:?}\n  {:?}", staffing.succession, staffing.reorganisations);
    for account in 0..model.accounts.len() {
        let Portfolio { owners, deputies, .. } = &staffing.portfolio;
        let _ = writeln!(
            text,
            "  account {account}: group {} team {} owners {:?} deputies {:?}",
            model.accounts[account].group,
            staffing.account_team[account],
            owners.row(account as u32),
            deputies.row(account as u32)
        );
    }
}

/// Desks on which the two engines still disagree: at a boundary of `agents per interval` the engine lets teams sign on in
/// the order of the file, where no order of the file may matter. They are named so that they are neither forgotten nor
/// hidden: whoever settles one takes it off this list.
const OPEN: &[u64] = &[];

/// The seeds to play: a thousand, or one (`17`), or a range (`1000..6000`) that `ORACLE_SEED` names.
fn seeds() -> Range<u64> {
    let Ok(named) = std::env::var("ORACLE_SEED") else { return 0..1000 };
    let (from, to) = named.split_once("..").unwrap_or((&named, ""));
    let from = from.parse().expect("ORACLE_SEED is a number, or a range such as 1000..6000");
    from..to.parse().unwrap_or(from + 1)
}

/// Desks beyond the thousand on which the engines once disagreed: several pieces of one's own put aside, in which the
/// pull rule has no say.
const SETTLED: &[u64] = &[25708, 49268];

#[test]
fn desks_once_played_differently_are_played_alike() {
    for seed in SETTLED {
        assert_eq!(difference(*seed), None);
    }
}

/// Hand-overs would be compared in vain if there were none.
#[test]
fn accounts_change_hands_on_many_desks() {
    let (mut leavers, mut recut, mut come_and_go, mut by_review) = (0, 0, 0, 0);
    for seed in 0..1000 {
        let case = scenarios::case(seed);
        let tenures = Tenures::draw(&case.model, 0, &case.streams);
        let days = 0..case.model.calendar.days;
        let passed: Vec<_> = days.filter_map(|day| tenures.hand_over_on(day)).collect();
        let any = |leaves: bool| passed.iter().any(|one| one.passed.iter().any(|one| one.leaves == leaves));
        leavers += u32::from(any(true));
        recut += u32::from(any(false));
        come_and_go += u32::from(tenures.has_closed_seats());
        let staffing = &case.model.staffings[0];
        let is_reviewed = staffing.teams.iter().any(|team| team.review.is_some());
        by_review += u32::from(is_reviewed && !tenures.seat_changes(case.model.calendar.days).is_empty());
    }
    assert!(leavers > 50 && recut > 50, "{leavers} desks with successions, {recut} with reorganisations");
    assert!(come_and_go > 100, "{come_and_go} desks whose seats come and go");
    assert!(by_review > 50, "{by_review} desks whose reviews change something");
}

#[test]
fn both_engines_tell_the_same() {
    let seeds = seeds();
    let mut different = Vec::new();
    let mut first = String::new();
    for seed in seeds.clone() {
        let panicked = |_| Some(format!("seed {seed}: panicked, see above"));
        let text = std::panic::catch_unwind(|| difference(seed)).unwrap_or_else(panicked);
        let open = OPEN.contains(&seed) && seeds.end - seeds.start > 1;
        assert!(text.is_some() || !open, "seed {seed} is played alike now: take it off the list");
        if let Some(text) = text.filter(|_| !open) {
            if different.is_empty() {
                first = text;
            }
            different.push(seed);
        }
    }
    assert!(
        different.is_empty(),
        "{} desks are played differently, {different:?}; the first:\n{first}",
        different.len()
    );
}
