//! The order desk of `scenarios/`, through the door.
//!
//! In: the file, and edits to it. Out: its model, held against what the file says in words. Must not know: through
//! which stages a file goes.

use super::no_file;
use crate::model::{Rows, Staffing};
use crate::scenario::{Loaded, load_text};

const ORDER_DESK: &str = include_str!("../../../../scenarios/order-desk.toml");

fn order_desk(sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    load_text("order-desk.toml", ORDER_DESK, &sets, &no_file)
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

#[test]
fn the_order_desk_is_what_its_file_says() {
    let Loaded { model, names, .. } = order_desk(&[]);
    assert_eq!(model.accounts.len(), 240);
    assert_eq!(names.channels, ["phone", "email"]);
    assert_eq!(names.staffings, ["dedicated", "dedicated_with_deputy", "hybrid", "team", "flow", "mix"]);
    assert!(model.staffings.iter().all(|staffing| staffing.agents.len() == 24));
    assert_eq!(model.people.len(), 24);
    for (channel, total) in [(0, 1100.0), (1, 400.0)] {
        let sum: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
        assert!((sum - total).abs() < 1e-9, "{sum}");
        let open = |day: &u32| model.calendar.weekday(*day) < 5;
        let days: Vec<u32> = (0..model.calendar.days).filter(open).collect();
        assert_eq!(days.len(), 60);
        let factor = |day: u32| model.volume.day_factor[channel][day as usize];
        let week: f64 = (0..7).map(factor).sum();
        assert!((week - 5.0).abs() < 1e-12 && factor(5) <= 0.0, "{week}");
    }
    assert!(model.staffings.iter().all(|staffing| staffing.reference_owners.longest() == 2));
}

#[test]
fn sizes_are_nested() {
    let (small, large) = (order_desk(&["teams.west.agents=5"]), order_desk(&["teams.west.agents=6"]));
    assert_eq!(large.model.people[..23], small.model.people[..]);
    let flow = 4;
    let (few, more) = (&small.model.staffings[flow].agents, &large.model.staffings[flow].agents);
    assert_eq!(more[..23], few[..]);
    let early = more.iter().filter(|agent| agent.shift == Some(0)).count();
    assert_eq!(early, 12);
}

#[test]
fn profiles_end_at_one_and_stay_inside_the_opening_hours() {
    let Loaded { model, .. } = order_desk(&[]);
    let profile = &model.volume.profiles[model.groups[0].profile[0]];
    let monday = &profile.cumulative[0];
    assert_eq!(monday.len(), 48);
    assert!(monday[15] <= 0.0 && monday[16] > 0.0 && monday[34] < 1.0 && monday[35] >= 1.0);
    assert!((monday[17] - 0.09).abs() < 1e-12 && (monday[19] - 0.21).abs() < 1e-12);
    assert!(profile.cumulative[6].is_empty());
}

#[test]
fn ladders_are_put_into_words_with_their_overrides() {
    let names = order_desk(&[]).names;
    assert_eq!(names.ladders[2], "owner → team after 20s → anyone after 1m30s");
    assert_eq!(
        names.ladders[5],
        "anyone; key: owner → team after 20s → anyone after 1m30s; key by email: owner → deputy after 2h"
    );
    let paths: Vec<&str> = names.assumptions.iter().map(|assumption| assumption.path.as_str()).collect();
    assert!(paths.contains(&"staffings.*.push") && paths.contains(&"channels.email.escalate"), "{paths:?}");
}

#[test]
fn a_volume_per_year_is_what_comes_in_a_year() {
    let model = order_desk(&["demand.volume=365250", "run.days=5"]).model;
    let a_week: f64 = (0..2)
        .map(|channel| {
            let a_day: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
            a_day * model.volume.day_factor[channel][..5].iter().sum::<f64>()
        })
        .sum();
    assert!((a_week - 7000.0).abs() < 1e-6, "{a_week}");
}

/// A flow is measured against the owners of the dedicated staffing where these work in it, and else against its own
/// people, as a dedicated staffing of these people would cut accounts among them: never against people who are not there.
#[test]
fn reference_owners_work_in_the_staffing() {
    let same = order_desk(&[]).model;
    let [dedicated, .., flow, _] = &same.staffings[..] else { unreachable!("six staffings") };
    let people = |staffing: &Staffing, rows: &Rows, account: u32| -> Vec<u32> {
        rows.row(account).iter().map(|agent| staffing.agents[*agent as usize].person).collect()
    };
    for account in 0..240 {
        let own = people(dedicated, &dedicated.portfolio.owners, account);
        assert_eq!(people(flow, &flow.reference_owners, account), own);
    }
    let larger = order_desk(&["staffings.dedicated.teams.west.agents=60"]).model;
    assert_eq!(larger.staffings[0].agents.len(), 78);
    assert_eq!(larger.staffings[4].reference_owners, flow.reference_owners);
    let mix = &larger.staffings[5];
    for account in 0..240 {
        let own = mix.portfolio.owners.row(account);
        assert_eq!(mix.reference_owners.row(account).is_empty(), !own.is_empty());
        assert!(mix.measured_owners().row(account).len() == 2);
    }
}
