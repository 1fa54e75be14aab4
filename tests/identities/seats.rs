//! Seats over time: what is there from the first day on is as if nothing were said, and nobody is paid, owns or serves
//! before their first day or after their last.

use portflow::model::Model;
use portflow::random::Streams;
use portflow::scenario::load_text;
use portflow::scenario::summary::summary;
use portflow::study::record::Results;
use portflow::workforce::tenure::Tenures;

use super::{compared, record};

/// Twenty working days, four weeks from Monday 5 January; 8 paid hours on 5 days a week.
fn desk(team: &str, more: &str) -> String {
    format!(
        r#"
measured_under = "expert"
[run]
start = "2026-01-05"
days = 20
[opening]
mon-fri = "08:00-16:00"
[channels.phone]
kind = "live"
patience = {{ exponential = {{ mean = "3m" }} }}
[groups.clients]
accounts = 24
requests_per_day = {{ phone = 150 }}
spread = {{ lognormal = {{ cv = 1.0 }} }}
handle_time = {{ phone = "6m" }}
[sites.lyon]
hourly_cost = 30
tooling_per_seat_month = 100
supervisors = {{ span = 4, cost_per_month = 3000 }}
[sites.tunis]
hourly_cost = 10
[shifts.day]
hours = "08:00-16:00"
days = "mon-fri"
[teams.desk]
site = "lyon"
shifts = ["day"]
agents = 6
{team}
[knowledge]
effect = 0.5
[staffings.owned]
ladder = ["owner", {{ to = "anyone", after = "30s" }}]
{more}
"#
    )
}

fn model(text: &str) -> Model {
    load_text("test.toml", text, &[], &|_| Err("no file".into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
        .model
}

fn told(results: &Results) -> String {
    format!("{:?} {:?}", results.records, results.cautions)
}

#[test]
fn seats_of_the_whole_run_move_no_byte() {
    let plain = compared(&desk("", ""), 3);
    for said in [
        "from = \"2026-01-05\"",
        "from = \"2025-11-03\"\nuntil = \"2027-01-01\"",
        "waves = [{ date = \"2025-12-01\", agents = 3 }, { date = \"2026-01-05\", agents = 6 }]",
        "waves = [{ date = \"2026-01-01\", share = 1 }]\nuntil = \"2026-02-02\"",
    ] {
        assert_eq!(told(&plain), told(&compared(&desk(said, ""), 3)), "{said}");
    }
}

/// Two people in the first week, four in the second, six in the third, three in the last.
const WAVES: &str = "waves = [{ date = \"2025-12-01\", agents = 2 }, { date = \"2026-01-12\", agents = 4 }, \
                     { date = \"2026-01-19\", agents = 6 }, { date = \"2026-01-26\", share = 0.5 }]";

#[test]
fn nobody_is_paid_before_the_first_day_or_after_the_last() {
    let results = compared(&desk(WAVES, ""), 2);
    let of = |metric: &str| record(&results, "owned", metric, "all").mean.expect("a figure");
    // 15 person-weeks of 40 hours in 4 weeks.
    assert!((of("paid_hours") - 150.0).abs() < 1e-9);
    assert!((of("agents") - 3.75).abs() < 1e-9);
    // What `check` expects before anything is played: full-time weeks of 35 hours, and 15 person-weeks of five days on duty.
    let loaded =
        load_text("test.toml", &desk(WAVES, ""), &[], &|_| Err("no file".into())).expect("it is right");
    let expected = &summary(&loaded).desks[0];
    assert!((expected.fte - 3.75 * 40.0 / 35.0).abs() < 1e-9 && expected.people == 6, "{expected:?}");
    let work = 20.0 * 150.0 * 6.0 / 60.0;
    let occupancy = expected.occupancy.expect("somebody is there");
    assert!((occupancy - work / (15.0 * 40.0)).abs() < 1e-9, "{occupancy}");
    assert!((of("cost_tooling") - 3.75 * 100.0 * 28.0 * 12.0 / 365.25).abs() < 1e-9);
    // One supervisor for up to four people, two for six: 35 days of supervisors in 28.
    assert!((of("supervisors") - 1.25).abs() < 1e-12);
    // Two come in the second week and two in the third; nobody is replaced.
    let agents = |text: &str| {
        let model = model(&desk(text, ""));
        let tenures = Tenures::draw(&model, 0, &Streams::new(1, 1));
        let there = |day: u32| (0..6).filter(|agent| tenures.is_on_duty(*agent, day)).count();
        [0, 6, 7, 13, 14, 20, 21, 27].map(there)
    };
    assert_eq!(agents(WAVES), [2, 2, 4, 4, 6, 6, 3, 3]);
    assert_eq!(
        agents("from = \"2026-01-12\"\n[teams.first]\nsite = \"tunis\"\nshifts = [\"day\"]\nagents = 1"),
        [0, 0, 6, 6, 6, 6, 6, 6]
    );
}

#[test]
fn whoever_owns_is_there() {
    let model = model(&desk(WAVES, ""));
    let staffing = &model.staffings[0];
    let owners = |rows: &portflow::model::Rows| {
        let mut owners: Vec<u32> = (0..24).flat_map(|account| rows.row(account).to_vec()).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    };
    assert_eq!(owners(&staffing.portfolio.owners), [0, 1]);
    let later: Vec<_> =
        staffing.reorganisations.iter().map(|new| (new.day, owners(&new.portfolio.owners).len())).collect();
    assert_eq!(later, [(7, 4), (14, 6), (21, 3)]);
    // From two to four owners only the accounts of the new ones change hands.
    let (before, after) = (&staffing.portfolio.owners, &staffing.reorganisations[0].portfolio.owners);
    for account in 0..24 {
        let new = after.row(account)[0];
        assert!(before.row(account)[0] == new || new >= 2);
    }
}

/// A desk that moves in two halves: each newcomer has exactly what somebody had who goes.
#[test]
fn a_newcomer_takes_the_place_of_somebody_who_goes() {
    let leaving = "waves = [{ date = \"2026-01-05\", agents = 6 }, { date = \"2026-01-12\", agents = 3 }]\n\
                   until = \"2026-01-19\"\n[teams.far]\nsite = \"tunis\"\nshifts = [\"day\"]\n\
                   waves = [{ date = \"2026-01-12\", agents = 3 }, { date = \"2026-01-19\", agents = 6 }]";
    let model = model(&desk(leaving, ""));
    let staffing = &model.staffings[0];
    let owner = |rows: &portflow::model::Rows, account: u32| rows.row(account)[0];
    let first: Vec<u32> = (0..24).map(|account| owner(&staffing.portfolio.owners, account)).collect();
    let half: Vec<u32> =
        (0..24).map(|account| owner(&staffing.reorganisations[0].portfolio.owners, account)).collect();
    let moved: Vec<u32> =
        (0..24).map(|account| owner(&staffing.reorganisations[1].portfolio.owners, account)).collect();
    for account in 0..24 {
        // Seats 0 to 5 are in Lyon, 6 to 11 in Tunis.
        assert_eq!(half[account], if first[account] < 3 { first[account] } else { first[account] + 3 });
        assert_eq!(moved[account], if half[account] >= 6 { half[account] } else { half[account] + 9 });
    }
    assert_eq!(staffing.reorganisations.len(), 2);
}

/// With turnover, whoever comes with a new seat is hired on its first day, trained, and learns.
#[test]
fn who_comes_later_is_hired_and_trained() {
    let turnover = "from = \"2026-01-12\"\n[teams.first]\nsite = \"tunis\"\nshifts = [\"day\"]\nagents = 1\n\
                    [rosters.lyon.turnover]\nleavers_per_year = 0.001\nvacancy = \"5d\"\ntraining = \"3d\"\n\
                    ramp_up = { exponential = { start = 0.5, time = \"30d\" } }\n[rosters.tunis]";
    let model = model(&desk(turnover, ""));
    let tenures = Tenures::draw(&model, 0, &Streams::new(1, 1));
    let agent = 0;
    assert_eq!(model.staffings[0].teams[0].agents, 0..6);
    let state = |day: u32| (tenures.is_filled(agent, day), tenures.is_on_duty(agent, day));
    assert_eq!([6, 7, 9, 10].map(state), [(false, false), (true, false), (true, false), (true, true)]);
    assert!((tenures.experience(agent, 10) - 0.5).abs() < 1e-12);
    let days = tenures.seat_days(0..6, 0..28);
    assert_eq!((days.all, days.hires, days.training), (6 * 21, 6, 6 * 3));
}
