//! Plans by interval sized: two stretches of the day that share nothing, each held to Erlang C.

use std::sync::atomic::AtomicBool;

use portflow::erlang::ErlangC;
use portflow::study::compare::Details;
use portflow::study::equal::{self, In};
use portflow::study::record::Results;
use portflow::study::setting::Setting;
use portflow::study::size::{Question, run};
use serde_json::Value;

use super::{EXACT, HANDLE_TIME, loaded, sized};

/// Erlangs by day and by night.
const LOADS: [f64; 2] = [2.5, 5.0];

/// Twelve hours of one load, an hour closed, eleven of another: a channel and a goal each, one team with a plan by the hour.
/// Every day begins empty, but two hours of the slower queue, 14 minutes to settle, are a thousandth of what 40 days bring.
fn day_and_night(plan: &str) -> String {
    let group = |name: &str, load: f64, hours: f64| {
        format!(
            "[groups.{name}]\naccounts = 1\nrequests_per_day = {{ {name} = {} }}\n\
             handle_time = {{ {name} = {{ exponential = {{ mean = \"5m\" }} }} }}\n",
            load * hours * 3_600.0 / HANDLE_TIME
        )
    };
    let channel = |name: &str, hours: &str| {
        format!(
            "[channels.{name}]\nkind = \"live\"\nin_time = \"20s\"\nopening = {{ mon-sun = \"{hours}\" }}\n\
             [goals.{name}]\nmetric = \"answered_within\"\nchannel = \"{name}\"\nwithin = \"20s\"\nat_least = 0.8\n"
        )
    };
    format!(
        "[run]\ncount = \"calendar days\"\ndays = 41\nwarm_up = 1\n{}{}{}{}[sites.here]\nhourly_cost = 30\n\
         [teams.desk]\nagents_per_interval = {plan}\n[staffings.flow]\nladder = [\"anyone\"]\n",
        channel("day", "00:00-12:00"),
        channel("night", "13:00-24:00"),
        group("day", LOADS[0], 12.0),
        group("night", LOADS[1], 11.0),
    )
}

fn plan(of: impl Fn(usize) -> u32) -> String {
    let entries: Vec<String> = (0..24).map(|hour| of(hour).to_string()).collect();
    format!("[{}]", entries.join(", "))
}

/// `pooling_penalty_80_20_aht5`: the fewest agents of a load, told with their level and that of one less.
fn exact(load: f64) -> u32 {
    let rows = EXACT["pooling_penalty_80_20_aht5"].as_array().expect("rows");
    let number = |row: &Value, key: &str| row[key].as_f64().expect("a number");
    let found = rows.iter().find_map(|row| {
        let pooled = number(row, "load_per_account") * number(row, "accounts");
        ((pooled - load).abs() < 1e-9).then(|| number(row, "n_pooled") as u32)
    });
    let agents = found.expect("a row of this load");
    let level = |agents| ErlangC::new(load / HANDLE_TIME, HANDLE_TIME, agents).service_level(20.0);
    assert!(level(agents) >= 0.82 && level(agents - 1) < 0.78, "{load}: both are clear of the goal");
    agents
}

/// The plan as the records tell it, by the time of day at which each of its steps begins.
fn entries(results: &Results) -> Vec<(String, f64)> {
    let ours = results.records.iter().filter(|record| record.metric == "size" && record.point.is_empty());
    let mut entries: Vec<(String, f64)> =
        ours.map(|record| (record.interval.clone(), record.mean.expect("a number of people"))).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    entries
}

/// The sizes are six points and more from the goal on both sides, the half width at a look below one: chance plays no part.
#[test]
fn each_stretch_of_the_day_gets_the_people_of_erlang_c() {
    let wanted = LOADS.map(exact);
    // Too many by day and too few by night, the other way round, and far too many.
    for (day, night) in [(9, 6), (3, 14), (30, 30)] {
        let text = day_and_night(&plan(|hour| match hour {
            12 => 0,
            hour if hour < 12 => day,
            _ => night,
        }));
        let found = sized(&loaded(&text), 40, None);
        let names: Vec<&str> = found.levers.iter().map(|lever| lever.name.as_str()).collect();
        assert_eq!(names, ["teams.desk.agents_per_interval.0-11", "teams.desk.agents_per_interval.13-23"]);
        assert_eq!(found.best, Some(wanted.to_vec()), "from {day} and {night}");
        assert!(found.doubtful.is_empty(), "from {day} and {night}: certain");
        let answer = plan(|hour| if hour == 12 { 0 } else { wanted[usize::from(hour > 12)] });
        assert_eq!(found.edits, [format!("staffings.flow.teams.desk.agents_per_interval={answer}")]);
    }
}

/// Named blocks and single steps: the night alone, in two halves, one of them bounded from below.
#[test]
fn named_steps_alone_are_moved() {
    let wanted = LOADS.map(exact);
    let text = day_and_night(&plan(|hour| if hour == 12 { 0 } else { 9 }));
    let free = "[size]\nfree = [\"teams.desk.agents_per_interval.13-17\", { lever = \
                \"staffings.flow.teams.desk.agents_per_interval.18-23\", from = 9 }]\n";
    let found = sized(&loaded(&format!("{text}{free}")), 40, None);
    // With one more from 18 on the first half may do with less, but not with two less.
    let best = found.best.expect("a size");
    assert!(best[1] == 9 && best[0] + 2 > wanted[1] && best[0] <= wanted[1], "{best:?}");
    for (free, words) in [
        ("[\"teams.desk.agents_per_interval.20-40\"]", "none of its elements"),
        ("[\"teams.desk.agents_per_interval.x\"]", "counted from 0 to 23"),
        ("[\"teams.desc.agents_per_interval.0\"]", "did you mean `desk`?"),
    ] {
        let text = format!("{text}[size]\nfree = {free}\n");
        let rejected =
            portflow::scenario::load_text("case.toml", &text, &[], &|name| Err(format!("no {name}")));
        let said = rejected.expect_err(free).text(false);
        assert!(said.contains(words) && said.contains("case.toml:38:"), "{free}: {said}");
    }
    let twice = "[size]\nfree = [\"teams.desk.agents_per_interval\", \"teams.desk.agents_per_interval.3\"]\n";
    let text = loaded(&format!("{text}{twice}"));
    let setting = Setting { loaded: &text, seed: 1, replications: 10, threads: 0 };
    let question = Question { setting, staffings: vec![0], confidence: 0.95, start: None };
    assert!(run(&question, &|_| {}, &AtomicBool::new(false)).is_err());
}

/// The page's records tell every step of the plan, and a comparison at equal service is made with it.
#[test]
fn the_plan_is_told_step_by_step_and_compared() {
    let wanted = LOADS.map(exact);
    let text = day_and_night(&plan(|hour| if hour == 12 { 0 } else { 7 }));
    let loaded = loaded(&text);
    let setting = Setting { loaded: &loaded, seed: 5, replications: 40, threads: 0 };
    let question = Question { setting, staffings: vec![0], confidence: 0.95, start: None };
    let results = run(&question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked");
    let entries = entries(&results);
    assert_eq!(entries.len(), 24);
    for (hour, (begins, people)) in entries.iter().enumerate() {
        assert_eq!(*begins, format!("{hour:02}:00"));
        let expected = if hour == 12 { 0 } else { wanted[usize::from(hour > 12)] };
        assert!((people - f64::from(expected)).abs() < 1e-9, "{begins}: {people}");
    }
    // What is paid is the plan, and the minutes after closing: 12 and 11 hours a day at 30, in months of 30.4375 days.
    let paid = 30.0 * (12.0 * f64::from(wanted[0]) + 11.0 * f64::from(wanted[1])) * 30.4375;
    let equal = equal::Question {
        setting,
        equal: In::Service,
        confidence: 0.95,
        precision: None,
        baseline: 0,
        details: Details::default(),
    };
    let results =
        equal::run(&equal, &|_| {}, &AtomicBool::new(false)).expect("it can be asked").expect("it ends");
    let figure =
        |metric| results.figure("flow", "all", metric).and_then(|record| record.mean).expect("a figure");
    assert!((figure("agents") - f64::from(wanted[1])).abs() < 1e-9);
    let cost = figure("cost_per_month");
    assert!(cost >= paid && cost < 1.02 * paid, "{cost} against {paid}");
}
