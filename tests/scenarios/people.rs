//! Claims about people, and where they stop being true: sectors (C6), ownership (C8), a portal (C9), dependency and
//! reorganising (C10), what is written down (C12). Comes in: the scenario files. Figures are those of their comments,
//! held with fewer replications: to two half widths of the interval, or by their direction. Seeds are fixed.

use super::{against_baseline, mean, shown, shown_with};

/// Holds a difference from the baseline to a figure of the comment, at two half widths of its interval: of some ten
/// such figures, from six replications, one is outside by chance once in fifty changes of the draws.
fn as_told(what: &str, found: [f64; 3], told: f64) {
    let [lower, mean, upper] = found;
    assert!((mean - told).abs() <= upper - lower, "{what}: {found:?}, told {told}");
}

#[test]
fn c6_sector_portfolios_make_sector_experts_and_areas_do_not() {
    let file = "c6-sectors.toml";
    let factor = |sets: &[&str], staffing| {
        against_baseline(&shown_with(file, sets, 6), staffing, "knowledge_factor", "all")
    };
    let results = shown(file, 6);
    let differs = |staffing, metric| against_baseline(&results, staffing, metric, "all");
    assert!(differs("by_sector", "knowledge_factor")[2] < -0.005);
    as_told("factor by sector", differs("by_sector", "knowledge_factor"), -0.0093);
    as_told("handle time by sector", differs("by_sector", "handle_time"), -3.2);
    assert!(differs("by_area", "knowledge_factor")[1].abs() < 0.001);
    as_told("handle time by area", differs("by_area", "handle_time"), 0.0);
    let people = differs("by_sector", "proficient_people");
    assert!(people[2] < -1.0, "fewer people know an account: {people:?}");
    // Where it stops: a sector teaches nothing, there are two, each account is one, accounts are few and large.
    for (sets, most) in [
        ("knowledge.sector_share=0", 0.001),
        ("groups.clients.sectors=2", 0.002),
        ("groups.clients.sectors=240", 0.001),
        ("groups.clients.accounts=24", 0.003),
    ] {
        let alike = factor(&[sets], "by_sector");
        assert!(alike[1].abs() < most, "{sets}: {alike:?}");
    }
    assert!(factor(&["groups.clients.accounts=1000"], "by_sector")[2] < -0.02);
}

#[test]
fn c8_owners_who_stay_leave_fewer_seats_empty() {
    let file = "c8-ownership.toml";
    let results = shown(file, 10);
    let departures = |staffing: &str| mean(&results, staffing, "departures_per_year", "all");
    assert!(
        departures("owners") < 0.8 * departures("flow"),
        "{} {}",
        departures("owners"),
        departures("flow")
    );
    let of_flow = |results, metric| against_baseline(results, "flow", metric, "all");
    as_told("handle time of flow", of_flow(&results, "handle_time"), 11.1);
    // Where it stops: without either effect the same people leave on the same days, and what is left is the queue.
    let neither = ["teams.desk.owner_turnover=1", "teams.desk.owner_factor=1"];
    let results = shown_with(file, &neither, 10);
    for metric in ["departures_per_year", "vacancy_share"] {
        let same = of_flow(&results, metric);
        assert!(same.iter().all(|end| *end == 0.0), "{metric}: {same:?}");
    }
    as_told("handle time", of_flow(&results, "handle_time"), 0.0);
    assert!(against_baseline(&results, "flow", "service_level", "channel=phone")[0] > 0.25);
    // Who leaves more often as an owner, leaves more seats empty; who is slower with his own, is slower.
    let worse = ["teams.desk.owner_turnover=1.5", "teams.desk.owner_factor=1.05"];
    let results = shown_with(file, &worse, 10);
    assert!(of_flow(&results, "departures_per_year")[1] < 0.0);
    assert!(of_flow(&results, "handle_time")[2] < 0.0);
}

#[test]
fn c9_owners_who_block_keep_requests_on_the_old_way() {
    let file = "c9-portal.toml";
    let more = |sets: &[&str]| {
        let results = shown_with(file, sets, 6);
        let requests = |staffing: &str| mean(&results, staffing, "requests_per_day", "all");
        assert!(
            (requests("dedicated") - requests("flow")).abs() < 1e-9,
            "requests are the same in every staffing"
        );
        against_baseline(&results, "flow", "avoided_per_day", "channel=email")
    };
    let as_it_stands = more(&[]);
    assert!(as_it_stands[0] > 0.0, "{as_it_stands:?}");
    as_told("avoided", as_it_stands, 21.2);
    as_told("everybody blocks", more(&["channels.email.self_service.owners_block=1"]), 91.7);
    // Where it stops: nobody blocks, or it is noticed at once: the same requests, to the last one.
    for set in ["channels.email.self_service.owners_block=0", "channels.email.self_service.noticed_after=0d"]
    {
        let same = more(&[set]);
        assert!(same.iter().all(|end| *end == 0.0), "{set}: {same:?}");
    }
    as_told("noticed in ten days", more(&["channels.email.self_service.noticed_after=10d"]), 3.5);
}

#[test]
fn c10_owners_make_the_desk_depend_on_few() {
    let file = "c10-dependency.toml";
    let results = shown(file, 6);
    let of = |staffing: &str, metric| mean(&results, staffing, metric, "all");
    let people = |staffing: &str| of(staffing, "bus_factor");
    assert!(people("owners") < people("flow"), "{} {}", people("owners"), people("flow"));
    let factor = |staffing: &str| of(staffing, "knowledge_factor");
    assert!(factor("owners") < factor("flow") && factor("familiar") < factor("flow"));
    // Flow depends on few because nobody knows: of most accounts.
    assert!(of("flow", "unlearnt") > 0.7 && of("owners", "unlearnt") < 0.3);
    let longer = |results, staffing| against_baseline(results, staffing, "handle_time", "all");
    as_told("handle time of flow", longer(&results, "flow"), 15.5);
    // Reorganising hurts while nobody else knows the accounts yet.
    let reorganised = shown_with(file, &["knowledge.start=\"from owners\""], 6);
    as_told("after the reorganisation", longer(&reorganised, "flow"), 26.3);
    assert!(longer(&reorganised, "flow")[0] > longer(&results, "flow")[2]);
    // Where it stops: with few large accounts everybody comes to know everything.
    let large = shown_with(file, &["groups.clients.accounts=20"], 6);
    let of_large = |staffing: &str, metric| mean(&large, staffing, metric, "all");
    assert!(of_large("owners", "bus_factor") > 6.0 && of_large("owners", "unlearnt") < 0.05);
    assert!(against_baseline(&large, "flow", "knowledge_factor", "all")[1] < 0.01);
}

#[test]
fn c10_a_recut_costs_what_is_not_written_down() {
    let after = |set: &str| {
        let results = shown_with("c10-reorganised.toml", &[set], 4);
        // Eight whole weeks behind five days of warm-up.
        assert_eq!(results.provenance.days, 56);
        assert!(results.cautions.iter().all(|one| one.code != "part_weeks"), "{:?}", results.cautions);
        ["recut", "side_by_side"].map(|staffing| against_baseline(&results, staffing, "handle_time", "all"))
    };
    let [recut, side_by_side] = after("knowledge.documentation=0.4");
    // The figures of its comment, with the interval of so few replications.
    assert!(recut[0] < 4.6 && 4.6 < recut[2] && recut[0] > 2.0, "{recut:?}");
    assert!(side_by_side[0] < 2.7 && 2.7 < side_by_side[2], "{side_by_side:?}");
    assert!(side_by_side[1] < recut[1] - 1.0, "{recut:?} {side_by_side:?}");
    let [documented, _] = after("knowledge.documentation=1.0");
    assert!(documented[1] < 0.4 * recut[1], "{recut:?} {documented:?}");
}

#[test]
fn c12_what_is_written_down_stays() {
    let factor = |replications: u32, sets: &[&str]| {
        let results = shown_with("c12-written-down.toml", sets, replications);
        mean(&results, "owners", "knowledge_factor", "all")
    };
    let documented = ["knowledge.documentation=0.1", "knowledge.documentation=0.9"];
    let [tacit, written] = documented.map(|set| factor(6, &[set]));
    assert!(written < tacit - 0.1, "{written} {tacit}");
    // Where it stops: paper helps successors alone, and hardly anybody leaves.
    let alone = ["knowledge.documentation_effect=0", "rosters.lyon.turnover.leavers_per_year=0.02"];
    let [tacit, written] = documented.map(|set| factor(2, &[set, alone[0], alone[1]]));
    assert!((written - tacit).abs() < 0.005, "{written} {tacit}");
}
