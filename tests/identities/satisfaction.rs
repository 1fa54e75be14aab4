//! Satisfaction: by hand on a tiny desk, of no effect, in one direction, and after departures.

use portflow::math::exp;
use portflow::study::record::{Record, Results, Verdict};

use super::{compared, compared_beside, record};

/// Two accounts, two people, a morning of which every moment is known. Everything takes ten minutes.
const MORNING: &str = r#"
[run]
days = 1
[demand]
trace = "log.csv"
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
in_time = "20s"
redial = { probability = 1.0, delay = "30m" }
[groups.first]
accounts = ["a"]
value = 1000
handle_time = { phone = "10m" }
[groups.second]
accounts = ["b"]
value = 500
handle_time = { phone = "10m" }
[rosters.here.people]
anna = {}
bob = {}
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
roster = "here"
shifts = ["day"]
agents = 2
[satisfaction]
wait = 40
continuity = 20
resolution = 30
per_point = 0.1
loss_hazard = 0.05
reference = 80
[staffings.dedicated]
ladder = ["owner"]
portfolio = { anna = ["a"], bob = ["b"] }
[staffings.flow]
ladder = ["anyone"]
"#;

/// The second contact of `a` waits a minute and no longer.
const LOG: &str = "time,account,channel,handle_time,patience
2026-01-05T09:00:00,a,phone,600,
2026-01-05T09:05:00,a,phone,600,60
2026-01-05T09:06:00,b,phone,600,
2026-01-05T10:00:00,a,phone,600,
2026-01-05T10:01:00,b,phone,600,
2026-01-05T10:30:00,b,phone,600,
2026-01-05T10:35:00,b,phone,600,
";

fn near(found: &Record, by_hand: f64) {
    let mean = found.mean.expect("a mean");
    assert!((mean - by_hand).abs() < 1e-9 * by_hand, "{} {}: {mean}, {by_hand}", found.metric, found.scope);
}

/// Dedicated: `a` is served at 9:00, gives up at 9:06, comes back at 9:36 and calls at 10:00: 3 of 4 in time, 1 of 4 a
/// repeat, always the same face: 100 − 40/4 − 30/4 = 82.5. `b` waits from 10:35 to 10:40, else nothing: 100 − 40/4 = 90.
///
/// Flow: X serves `a` at 9:00, Y at 9:05 (in time), X serves `b` at 9:10 (late); at 10:00 Y has been idle longest, and
/// serves `a` again: 100 − 20/2 = 90. `b` goes on with X at 10:01, meets Y at 10:30 and X at 10:35: 1 of 4 late, 2 of 3
/// faces new: 100 − 10 − 40/3 = 76.667.
///
/// Loss hazard 0.05·e^(0.1·(80 − score)); lost: value × (1 − e^(−hazard)).
#[test]
fn a_morning_by_hand() {
    let results = compared_beside(MORNING, LOG, 2);
    for (staffing, a, b) in [("dedicated", 82.5, 90.0), ("flow", 90.0, 100.0 - 10.0 - 40.0 / 3.0)] {
        let lost = |value: f64, score: f64| {
            let hazard = 0.05 * exp(0.1 * (80.0 - score));
            value * (1.0 - exp(-hazard))
        };
        for scope in ["account=a", "group=first"] {
            near(record(&results, staffing, "satisfaction", scope), a);
            near(record(&results, staffing, "value_lost_per_year", scope), lost(1000.0, a));
        }
        for scope in ["account=b", "group=second"] {
            near(record(&results, staffing, "satisfaction", scope), b);
            near(record(&results, staffing, "value_lost_per_year", scope), lost(500.0, b));
        }
        near(record(&results, staffing, "satisfaction", "all"), (1000.0 * a + 500.0 * b) / 1500.0);
        near(record(&results, staffing, "value_lost_per_year", "all"), lost(1000.0, a) + lost(500.0, b));
    }
    // 0.05·e^(−0.25) = 0.0389400, 0.05·e^(−1) = 0.0183940, 0.05·e^(1/3) = 0.0697806: 38.19157 + 9.11292; and
    // 18.22585 + 33.70079.
    let lost =
        |staffing: &str| record(&results, staffing, "value_lost_per_year", "all").mean.expect("a mean");
    assert!((lost("dedicated") - 47.304_49).abs() < 1e-4, "{}", lost("dedicated"));
    assert!((lost("flow") - 51.926_64).abs() < 1e-4, "{}", lost("flow"));
}

/// With the owner as the face to meet, the same morning: every answered contact of dedicated met him; of flow's by
/// chance, whoever X and Y are: `a` met X, Y, Y and `b` X, X, Y, X.
#[test]
fn the_owner_is_the_face_to_meet() {
    let text = MORNING.replace("continuity = 20", "continuity = 20\nmeets = \"owner\"");
    let results = compared_beside(&text, LOG, 2);
    near(record(&results, "dedicated", "satisfaction", "account=a"), 82.5);
    let score = |account: &str| {
        record(&results, "flow", "satisfaction", &format!("account={account}")).mean.expect("a mean")
    };
    // Two replications, in each of which Anna is X or Y: 20·(1/3 or 2/3) and 10 + 20·(1/4 or 3/4), which of the two
    // goes together.
    let met = (100.0 - score("a")) * 3.0 / 20.0;
    assert!([1.0, 1.5, 2.0].iter().any(|n| (met - n).abs() < 1e-9), "{met}");
    // Where Anna (owner of a) is X, a met her once of three; b then met Bob (Y) once of four.
    let expected = (90.0 - score("b")) * 4.0 / 20.0;
    let x_is_anna = met - 1.0;
    assert!((expected - (1.0 + 2.0 * x_is_anna)).abs() < 1e-9, "{met} {expected}");
}

/// A desk with some of everything.
fn desk(satisfaction: &str) -> String {
    format!(
        r#"
[run]
days = 10
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = {{ exponential = {{ mean = "3m" }} }}
redial = {{ probability = 0.4, delay = {{ exponential = {{ mean = "10m" }} }} }}
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.key]
accounts = 6
requests_per_day = {{ phone = 60, email = 20 }}
value = {{ lognormal = {{ mean = 50000, cv = 0.8 }} }}
handle_time = {{ phone = {{ exponential = {{ mean = "8m" }} }}, email = {{ exponential = {{ mean = "9m" }} }} }}
follow_up = {{ share = 0.2, delay = {{ exponential = {{ mean = "1d" }} }} }}
[groups.others]
accounts = 20
requests_per_day = {{ phone = 60 }}
value = 4000
handle_time = {{ phone = {{ exponential = {{ mean = "6m" }} }} }}
[rosters.lyon]
absence = 0.1
[rosters.lyon.turnover]
leavers_per_year = 3
vacancy = "5d"
training = "5d"
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
roster = "lyon"
shifts = ["day"]
agents = 4
[staffings.dedicated]
ladder = ["owner", {{ to = "anyone", after = "2m" }}]
[staffings.flow]
ladder = ["anyone"]
{satisfaction}
"#
    )
}

fn about_others(results: &Results) -> Vec<Record> {
    let own = ["satisfaction", "value_lost_per_year"];
    let others = results.records.iter().filter(|record| !own.contains(&record.metric.as_str()));
    others.cloned().collect()
}

/// Of no effect: the hazard is the baseline, Σ value·(1 − e^(−baseline)) is lost in every replication of every staffing,
/// and no other byte of the records, nor a caution, moves.
#[test]
fn no_effect_is_no_effect() {
    let without = compared(&desk(""), 3);
    let neutral = compared(
        &desk(
            "[satisfaction]\nwait = 40\ncontinuity = 20\nresolution = 30\nper_point = 0\nloss_hazard = 0.07",
        ),
        3,
    );
    assert_eq!(about_others(&neutral), without.records);
    assert_eq!(neutral.cautions, without.cautions);
    assert_eq!(neutral.provenance.headline, without.provenance.headline);
    let loaded = portflow::scenario::load_text("test.toml", &desk(""), &[], &|_| Err("no file".into()));
    let model = loaded.unwrap_or_else(|rejected| panic!("{}", rejected.text(false))).model;
    let value: f64 = model.accounts.iter().map(|account| account.value).sum();
    for staffing in ["dedicated", "flow"] {
        let found = record(&neutral, staffing, "value_lost_per_year", "all");
        near(found, value * (1.0 - exp(-0.07)));
        assert_eq!(found.half_width, Some(0.0), "{found:?}");
        assert_eq!(found.verdict, None);
    }
}

/// What is lost by accounts is lost by groups, and by all.
#[test]
fn parts_add_up() {
    let results = compared(&desk("[satisfaction]\nwait = 60\nresolution = 40\nper_point = 0.05"), 4);
    for staffing in ["dedicated", "flow"] {
        let sum = |start: &str| -> f64 {
            let own = |record: &&Record| {
                record.staffing == staffing
                    && record.metric == "value_lost_per_year"
                    && record.scope.starts_with(start)
            };
            results.records.iter().filter(own).filter_map(|record| record.mean).sum()
        };
        let all = record(&results, staffing, "value_lost_per_year", "all");
        near(all, sum("account="));
        near(all, sum("group="));
    }
    let lost = record(&results, "flow", "value_lost_per_year", "all");
    assert!(lost.difference.is_some() && lost.verdict.is_some(), "a verdict is spoken: {lost:?}");
    assert!(results.provenance.headline.contains(&"value_lost_per_year".to_string()));
}

/// On the same run every coefficient moves the value lost one way, and nothing else.
#[test]
fn more_of_anything_loses_more() {
    let table = |wait: f64, continuity: f64, resolution: f64, per_point: f64, hazard: f64, departure: f64| {
        let text = format!(
            "[satisfaction]\nwait = {wait}\ncontinuity = {continuity}\nresolution = {resolution}\n\
             per_point = {per_point}\nloss_hazard = {hazard}\n\
             owner_departure = {{ factor = {departure}, lasts = \"30d\" }}"
        );
        compared(&desk(&text).replace("days = 10", "days = 40"), 3)
    };
    let base = table(30.0, 20.0, 20.0, 0.03, 0.06, 1.2);
    let lost = |results: &Results, staffing: &str| {
        record(results, staffing, "value_lost_per_year", "all").mean.expect("a mean")
    };
    for (more, dedicated_only) in [
        (table(40.0, 20.0, 20.0, 0.03, 0.06, 1.2), false),
        (table(30.0, 30.0, 20.0, 0.03, 0.06, 1.2), false),
        (table(30.0, 20.0, 30.0, 0.03, 0.06, 1.2), false),
        (table(30.0, 20.0, 20.0, 0.04, 0.06, 1.2), false),
        (table(30.0, 20.0, 20.0, 0.03, 0.07, 1.2), false),
        (table(30.0, 20.0, 20.0, 0.03, 0.06, 1.6), true),
    ] {
        assert!(lost(&more, "dedicated") > lost(&base, "dedicated"));
        if dedicated_only {
            // Nobody owns in a flow: nobody's departure is felt as an owner's.
            assert!((lost(&more, "flow") - lost(&base, "flow")).abs() < 1e-9);
        } else {
            assert!(lost(&more, "flow") > lost(&base, "flow"));
        }
        assert_eq!(figures(&more), figures(&base));
    }
}

/// All other figures, but their verdicts: these are corrected for how many were asked, and may move.
fn figures(results: &Results) -> Vec<Record> {
    about_others(results).into_iter().map(|record| Record { verdict: None, ..record }).collect()
}

/// Seats that are filled again at once lose people in a Poisson stream of rate ν: on a day it is felt with probability
/// 1 − e^(−νL) that somebody left within L days, and with a small hazard the value lost is Σ value·h·(1 + (f − 1)·that).
///
/// False alarm 6e-5: 4 standard errors.
#[test]
fn departures_are_felt_as_long_as_they_should_be() {
    let text = desk(
        "[satisfaction]\nwait = 50\nper_point = 0\nloss_hazard = 1e-6\n\
         owner_departure = { factor = 3, lasts = \"40d\" }",
    )
    .replace("days = 10", "days = 20\nwarm_up = 40")
    .replace("vacancy = \"5d\"", "vacancy = \"0d\"")
    .replace("training = \"5d\"", "training = \"0d\"\ntenure = \"long\"");
    let results = compared(&text, 60);
    let value = record(&results, "flow", "value_lost_per_year", "all").mean.expect("a mean") / 1e-6;
    let found = record(&results, "dedicated", "value_lost_per_year", "all");
    let felt = 1.0 - exp(-3.0 * 40.0 / 365.25);
    let expected = value * 1e-6 * (1.0 + 2.0 * felt);
    let error = found.half_width.expect("an interval") / 2.001;
    let off = found.mean.expect("a mean") - expected;
    assert!(error > 0.0 && off.abs() < 4.0 * error, "{off} ± {error} of {expected}");
    assert!(!results.cautions.iter().any(|caution| caution.code == "departures_before"));
}

/// Goals may be set on it, for the whole and for the worst group; a goal by group is met where every group meets it.
#[test]
fn goals_may_be_set_on_it() {
    let goals = "[satisfaction]\nwait = 60\nresolution = 40\nper_point = 0.05\n\
                 [goals.score]\nmetric = \"satisfaction\"\nscope = \"group\"\nat_least = 99\n\
                 [goals.lost]\nmetric = \"value_lost_per_year\"\nat_most = 1e9";
    let results = compared(&desk(goals), 4);
    for staffing in ["dedicated", "flow"] {
        let groups = ["group=key", "group=others"]
            .map(|scope| record(&results, staffing, "satisfaction", scope).mean.expect("a mean"));
        let goal = record(&results, staffing, "goal", "goal=score");
        near(goal, groups[0].min(groups[1]));
        assert_eq!(goal.verdict, Some(Verdict::Missed), "{goal:?}");
        assert_eq!(record(&results, staffing, "goal", "goal=lost").verdict, Some(Verdict::Met));
    }
}

/// In two days an account has a handful of contacts: much of the loss is luck, and it is said. In sixty it is not.
#[test]
fn scores_that_scatter_are_told() {
    let told = |days: u32| {
        let text = desk("[satisfaction]\nwait = 100\nper_point = 0.05")
            .replace("days = 10", &format!("days = {days}"));
        compared(&text, 10).cautions.iter().filter(|caution| caution.code == "scores_scatter").count()
    };
    assert!(told(2) > 0);
    assert_eq!(told(60), 0);
}

/// Who left before the first day is not known: it is said where it would be felt, of those who own.
#[test]
fn departures_before_the_run_are_told() {
    let results = compared(&desk("[satisfaction]\nwait = 50\nper_point = 0.02\nowner_departure = {}"), 2);
    let told = results.cautions.iter().filter(|caution| caution.code == "departures_before");
    let of: Vec<_> = told.filter_map(|caution| caution.staffing.as_deref()).collect();
    assert_eq!(of, ["dedicated"]);
    let defaults = results.assumptions.iter().filter(|one| one.path.starts_with("satisfaction."));
    assert_eq!(defaults.filter(|one| !one.sourced).count(), 4, "all of them modelling choices");
}
