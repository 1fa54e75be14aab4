//! Every scenario file that ships runs, and shows what its comment says.

mod people;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use portflow::scenario::{Loaded, load};
use portflow::study::compare::{Question, run};
use portflow::study::record::Results;
use portflow::study::setting::Setting;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn compared(loaded: &Loaded, replications: u32) -> Results {
    let question = Question::of(Setting { replications, ..Setting::of(loaded) });
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

fn shown(file: &str, replications: u32) -> Results {
    shown_with(file, &[], replications)
}

/// Compared with levers set.
fn shown_with(file: &str, sets: &[&str], replications: u32) -> Results {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    let loaded =
        load(&folder().join(file), &sets).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    compared(&loaded, replications)
}

/// A difference from the baseline with its interval: lower end, mean, upper end.
fn against_baseline(results: &Results, staffing: &str, metric: &str, scope: &str) -> [f64; 3] {
    let found = results.records.iter().find(|record| {
        record.staffing == staffing
            && record.metric == metric
            && record.scope == scope
            && record.interval.is_empty()
            && record.point.is_empty()
    });
    let record = found.unwrap_or_else(|| panic!("no {metric} of {staffing} over {scope}"));
    [record.difference_lower, record.difference, record.difference_upper]
        .map(|end| end.expect("against the baseline"))
}

fn mean(results: &Results, staffing: &str, metric: &str, scope: &str) -> f64 {
    let found = results.records.iter().find(|record| {
        record.staffing == staffing
            && record.metric == metric
            && record.scope == scope
            && record.interval.is_empty()
    });
    found.and_then(|record| record.mean).unwrap_or_else(|| panic!("no {metric} of {staffing} over {scope}"))
}

#[test]
fn every_scenario_compiles_and_runs() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("scenarios are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 6, "the scenarios are found");
    for file in files {
        // What is dated within the run needs its days.
        let text = std::fs::read_to_string(&file).expect("readable");
        let moves = text.contains(".transition]") && text.lines().any(|line| line.starts_with("date = "));
        let recut = text.lines().any(|line| line.starts_with('[') && line.ends_with(".reorganisation]"));
        let is_dated = moves || recut;
        let sets = if is_dated { Vec::new() } else { vec!["run.days=5".to_string()] };
        let loaded = load(&file, &sets).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
        let results = compared(&loaded, 2);
        assert!(
            results.records.iter().any(|record| record.metric == "service_level" && record.mean.is_some())
        );
        for record in &results.records {
            let numbers = [record.mean, record.lower, record.upper, record.difference, record.variance_ratio];
            assert!(numbers.iter().flatten().all(|number| number.is_finite()), "{record:?}");
        }
    }
}

/// The two-server example: simulations of 2·10⁶ arrivals, minutes, with their standard errors
/// (`exact.json`, key `sim_reference_vandijk`); dedicated is exact (M/D/1). Four standard errors of both.
#[test]
fn two_servers_show_that_pooling_is_not_always_better() {
    let results = shown("two-servers.toml", 20);
    let minutes = |staffing: &str, group: &str| {
        let scope = format!("channel=phone;group={group}");
        let found = results.records.iter().find(|record| {
            record.staffing == staffing && record.metric == "mean_wait" && record.scope == scope
        });
        let record = found.expect("mean wait by group");
        (record.mean.expect("a mean") / 60.0, record.half_width.expect("an interval") / 60.0 / 2.093)
    };
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../data/exact_simulated.json")).expect("it is JSON");
    let published = &all["sim_reference_vandijk"];
    let number = |value: &serde_json::Value| value.as_f64().expect("a figure");
    for (staffing, case) in
        [("dedicated", ""), ("flow", "pooled"), ("own_first", "two-way"), ("short_overflows", "one-way")]
    {
        for (group, name) in [("short", "w1"), ("long", "w2")] {
            let [wait, error] = match case {
                "" => [number(&published["unpooled_exact"][name]), 0.0],
                _ => [0, 1].map(|index| number(&published[case][name][index])),
            };
            let (mean, own) = minutes(staffing, group);
            let most = 4.0 * (error * error + own * own).sqrt();
            assert!((mean - wait).abs() <= most, "{staffing}, {group}: {mean} against {wait} ± {most}");
        }
    }
}

#[test]
fn c1_dedicated_keeps_the_owner_and_flow_the_service() {
    let results = shown("c1-dedicated-or-flow.toml", 10);
    assert!((mean(&results, "dedicated", "owner_share", "all") - 1.0).abs() < 1e-12);
    let flow = mean(&results, "flow", "service_level", "channel=phone");
    assert!(flow > mean(&results, "dedicated", "service_level", "channel=phone") + 0.2);
}

#[test]
fn c2_who_shares_an_owner_with_a_busy_account_waits_longest() {
    let phone =
        |results: &Results, staffing: &str, metric: &str| mean(results, staffing, metric, "channel=phone");
    let behind = |results: &Results, staffing: &str| {
        phone(results, staffing, "service_level") - phone(results, staffing, "service_level_worst_account")
    };
    let results = shown("c2-portfolios.toml", 10);
    assert!(behind(&results, "portfolio") > 0.06, "{}", behind(&results, "portfolio"));
    assert!(behind(&results, "desk") < 0.02, "{}", behind(&results, "desk"));
    let deputy = phone(&results, "deputy", "service_level");
    assert!(deputy > phone(&results, "portfolio", "service_level") + 0.1, "{deputy}");
    assert!(mean(&results, "deputy", "owner_share", "all") > 0.7);
    // Accounts of one size compete evenly.
    let even = shown_with("c2-portfolios.toml", &["groups.clients.spread=1"], 10);
    assert!(
        behind(&even, "portfolio") < 0.5 * behind(&results, "portfolio"),
        "{}",
        behind(&even, "portfolio")
    );
}

#[test]
fn c4_key_accounts_of_a_mix_reach_their_owner_and_others_flow() {
    let results = shown("c4-dedicate-the-best.toml", 10);
    assert!(mean(&results, "mix", "owner_share", "group=key") > 0.5);
    assert!(mean(&results, "mix", "owner_share", "group=others") < 0.2);
    // The figures of its comment, to the point.
    for (staffing, metric, group, share) in [
        ("mix", "owner_share", "key", 0.65),
        ("mix", "owner_share", "others", 0.12),
        ("mix", "service_level", "key", 0.48),
        ("mix", "service_level", "others", 0.95),
        ("everybody_dedicated", "service_level", "others", 0.53),
        ("flow", "service_level", "others", 0.93),
    ] {
        let found = mean(&results, staffing, metric, &format!("group={group}"));
        assert!((found - share).abs() < 0.03, "{staffing} {metric} of {group}: {found}");
    }
    // Everybody dedicated by rank is everybody dedicated.
    let all = shown_with("c4-dedicate-the-best.toml", &["staffings.mix.dedicate.top=212"], 2);
    for metric in ["service_level", "owner_share", "occupancy"] {
        let [mix, everybody] =
            ["mix", "everybody_dedicated"].map(|staffing| mean(&all, staffing, metric, "all"));
        assert_eq!(mix.to_bits(), everybody.to_bits(), "{metric}");
    }
}

#[test]
fn c5_dedication_is_repaid_in_value_where_accounts_are_worth_it() {
    let with = |sets: &[&str]| shown_with("c5-repaid-in-value.toml", sets, 6);
    // With equal people service is paid, quality and value come back.
    let results = with(&[]);
    assert!(against_baseline(&results, "owners", "service_level", "channel=phone")[2] < 0.0);
    assert!(against_baseline(&results, "owners", "error_cost_per_month", "all")[2] < 0.0);
    assert!(against_baseline(&results, "owners", "value_lost_per_year", "all")[2] < 0.0);
    // One owner more: 7,170 a month, some 910 of it back in errors.
    let extra = against_baseline(&results, "more_owners", "cost_per_month", "all")[1]
        + against_baseline(&results, "more_owners", "error_cost_per_month", "all")[1];
    let saved = -against_baseline(&results, "more_owners", "value_lost_per_year", "all")[1];
    assert!(12.0 * extra > saved, "not repaid: {extra} a month, {saved} a year");
    // At the value that is said to repay, it repays to the cent: the same contacts, other values.
    let factor = mean(&results, "more_owners", "value_factor_at_tie", "all");
    assert!((5.8..7.4).contains(&factor), "6.6 with 40 replications: {factor}");
    let at_tie = with(&[&format!("groups.clients.value={}", 20_000.0 * factor)]);
    let saved_there = -against_baseline(&at_tie, "more_owners", "value_lost_per_year", "all")[1];
    assert!((12.0 * extra - saved_there).abs() < 1e-6 * saved_there, "{extra} {saved_there}");
    // Owners with equal people spend less and lose less, at any value.
    let never = results.records.iter().find(|r| r.staffing == "owners" && r.metric == "value_factor_at_tie");
    assert_eq!(never.map(|record| record.status), Some(portflow::study::record::Status::Never));
    let rich = with(&["groups.clients.value=150000"]);
    let saved = -against_baseline(&rich, "more_owners", "value_lost_per_year", "all")[0];
    assert!(12.0 * extra < saved, "repaid: {extra} a month, {saved} a year");
    // Where accounts do not mind a new face there is nothing to repay with.
    let indifferent = with(&["satisfaction.continuity=0"]);
    assert!(against_baseline(&indifferent, "owners", "value_lost_per_year", "all")[0] > 0.0);
}

#[test]
fn c7_what_chance_alone_would_give_stands_beside_continuity() {
    let results = shown("c7-same-face.toml", 6);
    let excess = |staffing: &str| {
        mean(&results, staffing, "upc", "all") - mean(&results, staffing, "upc_shuffled", "all")
    };
    assert!(excess("owners") > 0.3, "{}", excess("owners"));
    assert!(excess("flow").abs() < 0.01, "{}", excess("flow"));
    let secon = |staffing: &str| mean(&results, staffing, "secon", "all");
    // By 1.9 points (40 replications).
    assert!(secon("last_first") > secon("flow") + 0.012, "{} {}", secon("last_first"), secon("flow"));
    // In a desk of three, flow shows the same faces anyway: half of the distance is gone.
    let small = shown_with("c7-same-face.toml", &["teams.desk.agents=3"], 6);
    let distance = |results| against_baseline(results, "flow", "upc", "all")[1];
    assert!(distance(&small) > 0.6 * distance(&results), "{} {}", distance(&small), distance(&results));
}

#[test]
fn c16_professionalising_in_place_buys_knowledge_and_not_wages() {
    let results = shown("c16-professionalise.toml", 6);
    let of = |staffing: &str, metric: &str| mean(&results, staffing, metric, "all");
    let cost = |staffing: &str| of(staffing, "cost_per_month");
    assert!(cost("offshore") < 0.7 * cost("as_it_is"), "{} {}", cost("offshore"), cost("as_it_is"));
    assert!(cost("better") > cost("as_it_is"), "{} {}", cost("better"), cost("as_it_is"));
    let factor = |staffing: &str| of(staffing, "knowledge_factor");
    assert!(factor("better") < factor("as_it_is") - 0.02, "{} {}", factor("better"), factor("as_it_is"));
    assert!(factor("offshore") < factor("as_it_is") - 0.01, "{} {}", factor("offshore"), factor("as_it_is"));
    assert!(of("better", "mean_proficiency") > of("as_it_is", "mean_proficiency"));
    // Only who moves pays for a move, only who professionalises for that.
    let is_paid = |staffing: &str, metric: &str| of(staffing, metric) > 0.0;
    assert!(is_paid("offshore", "cost_transition") && !is_paid("better", "cost_transition"));
    assert!(is_paid("better", "cost_programme") && !is_paid("offshore", "cost_programme"));
}

#[test]
fn c11_who_follows_the_volume_has_people_when_it_comes() {
    let results = shown("c11-flexibility.toml", 12);
    let of = |staffing: &str, metric: &str| mean(&results, staffing, metric, "all");
    let served = |staffing: &str| mean(&results, staffing, "service_level", "channel=phone");
    assert!(served("outsourced") > served("in_house") && served("in_house") > served("never_reviewed"));
    assert!(of("outsourced", "cost_per_month") > of("in_house", "cost_per_month"));
    assert!(of("in_house", "releases_per_year") > 0.1 && of("in_house", "cost_severance") > 0.0);
}

#[test]
fn c13_growth_runs_away_from_who_cannot_recruit() {
    let results = shown("c13-sites.toml", 3);
    let of = |staffing: &str, metric: &str| mean(&results, staffing, metric, "all");
    assert!(of("small_town", "agents") < of("morocco", "agents") - 0.5);
    let cost = |staffing: &str| of(staffing, "cost_per_month");
    assert!(cost("france") > cost("portugal") && cost("portugal") > cost("morocco"));
    assert!(of("morocco", "handle_time") > of("france", "handle_time"));
}

#[test]
fn c14_near_first_loses_less_and_costs_more() {
    let results = shown("c14-near-first.toml", 2);
    let of = |staffing: &str, metric: &str| mean(&results, staffing, metric, "all");
    assert!(of("near_first", "knowledge_factor") < of("far_at_once", "knowledge_factor") - 0.01);
    let cost = |staffing: &str| of(staffing, "cost_per_month");
    assert!(cost("far_at_once") < cost("near") && cost("near") < cost("near_first"));
    assert!(cost("near_first") < cost("stay"));
    // Seven people come and go in the end, and the far site is there for eight months only.
    let months = |staffing: &str| mean(&results, staffing, "site_months", "site=madagascar");
    assert!(months("near_first") < 0.6 * months("far_at_once"));
}

#[test]
fn c15_visits_bring_the_far_desk_nearer() {
    let told = |sets: &[&str]| {
        let results = shown_with("c15-presence.toml", sets, 6);
        ["handle_time", "contacts_per_request"].map(|metric| mean(&results, "offshore", metric, "all"))
    };
    let [visited, without] = [&[][..], &["sites.tunisia.travel.visits_per_year=0"][..]].map(told);
    // 4 × 2 of 12 person-visits leave 0.63 of it: of 0.15, and half as much again for the 0.7 that is not written down.
    let left = portflow::math::exp2(-8.0 / 12.0);
    let expected = (1.0 + left * 0.15 * 1.35) / (1.0 + 0.15 * 1.35);
    assert!((visited[0] / without[0] - expected).abs() < 0.01, "{} {expected}", visited[0] / without[0]);
    assert!(visited[1] < without[1] - 0.01, "{visited:?} {without:?}");
}
