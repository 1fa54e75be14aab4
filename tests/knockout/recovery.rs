//! When service is back, on desks where the answer is known beforehand.

use portflow::study::record::{Record, Results, Status};

use super::{loaded, played, question};

/// Three people on every day of the week, phone only, closed at night: nothing outlives a day, and nothing is known.
/// Without one of them two are left with work for 2.5, so that every day of absence is felt.
const DESK: &str = r#"
[run]
count = "calendar days"
days = 42
start = "2026-01-05"
[opening]
mon-sun = "08:00-18:00"
[sites.here]
hourly_cost = 30
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.all]
accounts = 6
requests_per_day = { phone = 300 }
handle_time = { phone = { exponential = { mean = "5m" } } }
[shifts.day]
hours = "08:00-18:00"
days = "mon-sun"
[teams.desk]
shifts = ["day"]
agents = 3
[staffings.flow]
ladder = ["anyone"]
"#;

fn back(results: &Results) -> Vec<&Record> {
    results.records.iter().filter(|record| record.metric == "days_to_recover").collect()
}

#[test]
fn who_is_away_for_ten_days_is_back_on_the_eleventh() {
    let loaded = loaded(DESK, &[]);
    let mut question = question(&loaded, 0, 20);
    question.days = Some(7..17);
    let results = played(&question);
    assert_eq!(back(&results).len(), 3);
    for record in back(&results) {
        let said = (record.status, record.mean, record.lower, record.upper);
        assert_eq!(said, (Status::Ok, Some(10.0), Some(10.0), Some(10.0)), "{}", record.scope);
    }
    // From the return on the same contacts meet the same people.
    let later = |record: &&Record| record.metric == "service_level_by_day" && record.at >= Some(10.0);
    let later: Vec<&Record> = results.records.iter().filter(later).collect();
    assert_eq!(later.len(), 3 * 25);
    assert!(later.iter().all(|day| day.difference == Some(0.0)));
}

#[test]
fn who_never_comes_back_is_missed_to_the_end() {
    let loaded = loaded(DESK, &[]);
    let mut question = question(&loaded, 0, 20);
    question.days = Some(7..42);
    for record in back(&played(&question)) {
        assert_eq!((record.status, record.mean), (Status::Never, None), "{}", record.scope);
    }
}

#[test]
fn a_run_that_ends_too_soon_or_says_too_little_leaves_it_undecided() {
    let loaded = loaded(DESK, &[]);
    let mut question = question(&loaded, 0, 20);
    // Six days after the return: nothing is lost any more, and a week is not seen.
    question.days = Some(20..36);
    let statuses = |results: &Results| back(results).iter().map(|record| record.status).collect::<Vec<_>>();
    let soon = statuses(&played(&question));
    assert!(soon.iter().all(|status| [Status::Never, Status::Undecided].contains(status)), "{soon:?}");
    // Two replications of a desk where hardly anybody calls, and who is gone is gone to the end.
    let quiet = super::loaded(DESK, &["groups.all.requests_per_day.phone=60".into()]);
    let mut question = super::question(&quiet, 0, 2);
    question.days = Some(7..42);
    assert!(statuses(&played(&question)).contains(&Status::Undecided));
}
