//! What must hold to the microsecond, whatever is drawn: no tolerance here.

use std::sync::atomic::AtomicBool;

use super::rig::{a_day, exponential, play_all, stationary};
use portflow::demand::day::Demand;
use portflow::engine::ports::{Left, Observer, Stretch};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;
use portflow::model::Contact;
use portflow::random::Streams;
use portflow::routing;
use portflow::scenario::load_text;
use portflow::study::compare::{Details, Question, run};
use portflow::study::setting::Setting;
use portflow::time::{Moment, Span};
use portflow::workforce::presence::Presence;
use portflow::workforce::tenure::Tenures;
use std::fmt::Write;

const ORDER_DESK: &str = include_str!("../../scenarios/order-desk.toml");

/// Two staffings that differ in name only differ by exactly nothing, in every figure: no draw knows the name.
#[test]
fn the_same_staffing_twice() {
    let text = format!(
        "{ORDER_DESK}\n[staffings.again]\n\
         ladder = [\"owner\", {{ to = \"team\", after = \"20s\" }}, {{ to = \"anyone\", after = \"90s\" }}]\n"
    );
    let loaded = load_text("case.toml", &text, &["run.days=5".into()], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let names = &loaded.names;
    let question = Question {
        baseline: names.staffings.iter().position(|name| name == "hybrid").expect("it is there"),
        details: Details::ALL,
        ..Question::of(Setting { loaded: &loaded, seed: 5, replications: 4, threads: 1 })
    };
    let results = run(&question, &|_| {}, &AtomicBool::new(false)).expect("it was not interrupted");
    let compared = |staffing: &str| {
        let of_it = results.records.iter().filter(move |record| record.staffing == staffing);
        of_it.filter_map(|record| Some((record, record.difference?))).collect::<Vec<_>>()
    };
    let same = compared("again");
    assert!(same.len() > 50, "only {} figures are compared", same.len());
    for (record, difference) in same {
        let what = format!("{} of {} {}", record.metric, record.scope, record.interval);
        assert!(difference == 0.0 && record.difference_half_width == Some(0.0), "{what}: {difference}");
    }
    assert!(compared("flow").iter().any(|(_, difference)| *difference != 0.0), "flow differs from hybrid");
}

/// Two groups of 0.3 contacts a minute, two teams of two; redials and follow-ups.
fn two_teams(channel: &str, group: &str, staffings: &str) -> String {
    let mut text = format!("[channels.phone]\nkind = \"live\"\npatience = {}\n{channel}\n", exponential(3.0));
    for name in ["north", "south"] {
        write!(
            text,
            "[groups.{name}]\naccounts = 3\nteam = \"{name}\"\nrequests_per_day = {{ phone = {} }}\n\
             handle_time = {{ phone = {} }}\n{group}\n[teams.{name}]\nalways = true\nagents = 2\n",
            a_day(0.3),
            exponential(5.0)
        )
        .expect("text takes text");
    }
    stationary(20, &(text + staffings))
}

const REDIAL: &str = "redial = { probability = 0.5, delay = { exponential = { mean = \"10m\" } } }";
const FOLLOW_UP: &str = "follow_up = { share = 0.1, delay = { exponential = { mean = \"1h\" } } }";

/// A rung that never opens leaves every sum as it is.
#[test]
fn never_is_no_rung() {
    let staffings = "[staffings.alone]\nladder = [\"team\"]\n[staffings.never]\n\
                     ladder = [\"team\", { to = \"anyone\", after = \"never\" }]\n";
    let played = play_all(&two_teams(REDIAL, FOLLOW_UP, staffings), 4);
    assert!(played[0].0 == played[1].0, "parts differ");
}

/// Without a penalty, first come first served: whoever serves, every contact waits exactly as long.
#[test]
fn preferring_the_own_team_changes_no_wait() {
    let staffings = "[staffings.flow]\nladder = [\"anyone\"]\npull = \"longest_wait\"\n[staffings.own]\n\
                     ladder = [\"team\", { to = \"anyone\", after = \"0s\" }]\npull = \"longest_wait\"\n";
    let played = play_all(&two_teams(REDIAL, "", staffings), 4);
    for (flow, own) in played[0].0.iter().zip(&played[1].0) {
        let [flow, own] = [flow, own].map(|part| part.counts(Slice::default()));
        for count in [Count::Offered, Count::First, Count::Abandoned, Count::InTime, Count::WaitAll] {
            assert_eq!(flow.get(count), own.get(count), "{count:?}");
        }
        assert!(flow.get(Count::Abandoned) > 0);
    }
}

/// Everything that changes the number waiting or in handling.
#[derive(Default)]
struct Numbers {
    waiting: Vec<(Moment, i64)>,
    handling: Vec<(Moment, i64)>,
    waits: Span,
    handle_times: Span,
    busy: Span,
}

impl Observer for Numbers {
    fn arrived(&mut self, contact: &Contact, _: bool) {
        self.waiting.push((contact.arrived, 1));
    }

    fn answered(&mut self, _: &Contact, _: u32, _: u8, at: Moment, wait: Span) {
        self.waiting.push((at, -1));
        self.handling.push((at, 1));
        self.waits += wait;
    }

    fn handled(&mut self, _: &Contact, _: u32, at: Moment, handle_time: Span) {
        self.handling.push((at, -1));
        self.handle_times += handle_time;
    }

    fn left(&mut self, _: &Contact, _: Left, at: Moment, wait: Span) {
        self.waiting.push((at, -1));
        self.waits += wait;
    }

    fn time(&mut self, _: u32, what: Stretch, _: u8, from: Moment, to: Moment) {
        if what == Stretch::Busy {
            self.busy += to - from;
        }
    }
}

/// The integral over time of a number that is never below 0 nor above `most`, and 0 at the end. Of changes at one
/// instant, those of sign `first` come first.
fn integral(mut changes: Vec<(Moment, i64)>, first: i64, most: i64) -> Span {
    changes.sort_by_key(|(at, change)| (*at, -first * change));
    let (mut number, mut before, mut sum) = (0, 0, 0);
    for (at, change) in changes {
        sum += number * (at - before);
        before = at;
        number += change;
        assert!((0..=most).contains(&number), "{number} at {at}");
    }
    assert_eq!(number, 0, "somebody is left over");
    sum
}

/// Little's law on the path: people waiting, integrated over time, are the waits summed over contacts; and so for
/// people in handling, handle times and busy agents.
#[test]
fn littles_law() {
    let ladder = "[staffings.hybrid]\nladder = [\"team\", { to = \"anyone\", after = \"30s\" }]\n";
    // A desk that closes: at the end of the run nobody has anything in hand.
    let text = two_teams(REDIAL, FOLLOW_UP, ladder)
        .replace("[opening]\nalways = true", "[opening]\ndaily = \"08:00-18:00\"")
        .replace("always = true", "shifts = [\"day\"]")
        + "[shifts.day]\nhours = \"08:00-18:00\"\n";
    let loaded = load_text("case.toml", &text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let model = &loaded.model;
    let streams = Streams::new(8, 0);
    let tenures = Tenures::default();
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let mut numbers = Numbers::default();
    let mut engine = routing::play(model, 0, &presence, &tenures, &mut numbers);
    for day in 0..model.calendar.days {
        engine.advance(day, demand.draw(day));
    }
    engine.finish();
    drop(engine);
    assert!(numbers.waiting.len() > 10_000);
    assert_eq!(integral(numbers.waiting, 1, i64::MAX), numbers.waits);
    assert_eq!(integral(numbers.handling, -1, 4), numbers.handle_times);
    assert_eq!(numbers.handle_times, numbers.busy);
}
