//! What a comparison sees of departures, on desks where the answer is known beforehand.

use std::sync::atomic::AtomicBool;

use portflow::study::compare;
use portflow::study::record::{Record, Results, Status};
use portflow::study::setting::Setting;

use super::loaded;

/// A hundred and twenty people with an account each, every day of the week, phone only, closed at night. Who leaves is replaced after
/// three weeks to the day by somebody as good.
const DESK: &str = r#"
[run]
count = "calendar days"
days = 364
start = "2026-01-05"
[opening]
mon-sun = "08:00-18:00"
[sites.here]
hourly_cost = 30
[rosters.here.turnover]
leavers_per_year = 0.3
vacancy = "14d"
training = "0s"
ramp_up = { exponential = { start = 1.0, time = "1d" } }
tenure = "long"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.all]
accounts = 120
requests_per_day = { phone = 480 }
handle_time = { phone = { exponential = { mean = "2m" } } }
[shifts.day]
hours = "08:00-18:00"
days = "mon-sun"
[teams.desk]
shifts = ["day"]
agents = 120
[staffings.alone]
ladder = ["owner"]
[staffings.shared]
ladder = ["owner", { to = "anyone", after = "0s" }]
"#;

const REPLICATIONS: u32 = 40;

fn compared(text: &str, edits: &[String]) -> Results {
    let loaded = loaded(text, edits);
    let question =
        compare::Question::of(Setting { loaded: &loaded, seed: 3, replications: REPLICATIONS, threads: 0 });
    compare::run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

/// Values of a figure by week, from three weeks before on.
fn weeks(results: &Results, staffing: &str, metric: &str) -> Vec<f64> {
    let is_it = |record: &&Record| record.metric == metric && record.staffing == staffing;
    let mut rows: Vec<&Record> = results.records.iter().filter(is_it).collect();
    rows.sort_by(|a, b| a.at.partial_cmp(&b.at).expect("weeks"));
    assert_eq!(rows.len(), 19, "{metric} of {staffing}");
    assert_eq!((rows[0].at, rows[18].at), (Some(-21.0), Some(105.0)));
    rows.iter().map(|row| row.mean.expect("a value")).collect()
}

/// Departures of a seat that is held at the start and vacant for `vacancy` days after each, whose midnight is one of
/// `days`: m′(t) = ν·(1 − ∫ m′ over the last vacancy), for a seat is vacant if it was left within it.
fn departures_of_a_seat(hazard: f64, vacancy: f64, days: std::ops::RangeInclusive<u32>) -> f64 {
    let step = 0.01;
    let back = (vacancy / step).round() as usize;
    let end = ((f64::from(*days.end()) + 0.5) / step).round() as usize;
    let (mut rates, mut vacant) = (vec![0.0; end], 0.0);
    for at in 0..end {
        rates[at] = hazard * (1.0 - vacant);
        vacant += rates[at] * step;
        if at >= back {
            vacant -= rates[at - back] * step;
        }
    }
    let from = ((f64::from(*days.start()) - 0.5) / step).round() as usize;
    rates[from..].iter().sum::<f64>() * step
}

#[test]
fn two_weeks_without_an_owner_are_seen_as_two_weeks() {
    let results = compared(DESK, &[]);
    let service = weeks(&results, "alone", "service_level_around_departure");
    // Nobody else answers; and on the fifteenth day everything is as before.
    assert!(service[3..5].iter().all(|level| *level == 0.0), "{service:?}");
    assert!(service[..3].iter().chain(&service[5..]).all(|level| *level > 0.85), "{service:?}");
    let owners = weeks(&results, "shared", "owner_share_around_departure");
    assert!(owners[3..5].iter().all(|share| *share == 0.0), "{owners:?}");
    assert!(owners[..3].iter().chain(&owners[5..]).all(|share| *share > 0.85), "{owners:?}");
    let back = |staffing| {
        let record = results.figure(staffing, "all", "days_to_recover").expect("a figure");
        (record.status, record.mean, record.lower, record.upper)
    };
    assert_eq!(back("alone"), (Status::Ok, Some(14.0), Some(14.0), Some(14.0)));
    assert_eq!(back("shared"), (Status::Ok, Some(0.0), Some(0.0), Some(0.0)));
    // Whole windows only: from three weeks after the start to sixteen before the end.
    let exact = 120.0 * departures_of_a_seat(0.3 / 365.25, 14.0, 21..=364 - 112);
    for staffing in ["alone", "shared"] {
        let seen = results.figure(staffing, "all", "departures_seen").expect("a figure");
        let (mean, half) = (seen.mean.expect("a mean"), seen.half_width.expect("a width"));
        // The half width is 2.02 standard errors of 40 replications; at four of them one run in a thousand is outside.
        assert!((mean - exact).abs() < 4.0 / 2.02 * half, "{mean} ± {half}, exactly {exact}");
        assert!(half < 0.35 * exact, "{half} of {exact}");
    }
    assert!(results.cautions.iter().all(|caution| caution.code != "departures_hardly_seen"));
}

#[test]
fn a_run_without_room_and_a_desk_without_owners_say_so_or_nothing() {
    let edits = |text: &str| text.split(' ').map(ToString::to_string).collect::<Vec<_>>();
    let around = |results: &Results| {
        results.records.iter().filter(|record| record.metric.ends_with("around_departure")).count()
    };
    let told = |results: &Results| {
        let told = results.cautions.iter().filter(|caution| caution.code == "departures_hardly_seen");
        told.map(|caution| caution.message.clone()).collect::<Vec<_>>()
    };
    let short = compared(DESK, &edits("run.days=60"));
    assert_eq!(around(&short), 0);
    assert!(told(&short).iter().all(|message| message.contains("no room")) && told(&short).len() == 2);
    let few = compared(DESK, &edits("run.days=140 rosters.here.turnover.leavers_per_year=0.02"));
    assert!(told(&few).iter().all(|message| message.contains("rests on")) && told(&few).len() == 2);
}

/// Accounts that colleagues take over are followed with their leaver: somebody owns them on every day, and answers.
#[test]
fn accounts_that_are_shared_out_are_still_those_of_the_leaver() {
    let results = compared(DESK, &["rosters.here.turnover.succession=\"shared\"".into()]);
    let owners = weeks(&results, "shared", "owner_share_around_departure");
    assert!(owners.iter().all(|share| *share > 0.8), "{owners:?}");
    let service = weeks(&results, "alone", "service_level_around_departure");
    assert!(service.iter().all(|level| *level > 0.8), "{service:?}");
}
