//! The closed forms against exact values and against what other programs print.

use portflow::distribution::{Law, gamma_busyness, poisson_count};
use portflow::erlang::{
    ErlangA, ErlangC, Goal, LimitedLines, LineGroup, SharedLines, SingleAgent, agents_needed,
    agents_needed_blocking, agents_needed_mean_patience, blocking, waiting,
};
use portflow::math::sqrt;
use portflow::random::{Purpose, Streams};
use serde_json::Value;

fn exact() -> Value {
    serde_json::from_str(include_str!("data/analytic_erlang.json")).expect("the data file is JSON")
}

fn golden() -> Value {
    serde_json::from_str(include_str!("data/golden_erlang.json")).expect("the data file is JSON")
}

fn number(case: &Value, key: &str) -> f64 {
    case[key].as_f64().unwrap_or_else(|| panic!("no number `{key}` in {case}"))
}

fn count(case: &Value, key: &str) -> u32 {
    number(case, key) as u32
}

fn rows(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list of cases").iter()
}

/// Equal to 1e-9 of the value.
fn same(found: f64, case: &Value, key: &str) {
    let wanted = number(case, key);
    assert!(
        (found - wanted).abs() <= 1e-9 * wanted.abs() + 1e-13,
        "{key}: {found}, expected {wanted} in {case}"
    );
}

/// Equal to the digits printed.
fn printed(found: f64, case: &Value, key: &str) {
    let wanted = &case[key];
    let text = wanted.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let half_digit = 0.5 * (0..decimals).fold(1.0, |step, _| step * 0.1);
    let value = number(case, key);
    assert!((found - value).abs() <= half_digit * 1.01, "{key}: {found}, expected {value} in {case}");
}

fn check_erlang_c(system: &ErlangC, case: &Value) {
    same(system.load(), case, "offered_load");
    same(blocking(system.load(), count(case, "n")), case, "erlang_b");
    same(waiting(system.load(), count(case, "n")), case, "erlang_c");
    same(system.wait_probability(), case, "erlang_c");
    same(system.mean_wait(), case, "asa");
    same(system.mean_wait_of_waiting(), case, "asa_given_wait");
    same(system.service_level(number(case, "T")), case, "sl");
    same(system.mean_queue(), case, "lq");
    same(system.occupancy(), case, "occupancy");
    same(system.wait_variance(), case, "var_wait");
    let median_of_waiting = system.wait_quantile(1.0 - 0.5 * system.wait_probability());
    assert!((system.service_level(median_of_waiting) - 1.0 + 0.5 * system.wait_probability()).abs() < 1e-12);
}

#[test]
fn erlang_b_and_c() {
    for case in rows(&exact()["erlang_b_c"]) {
        check_erlang_c(&ErlangC::new(number(case, "lam"), number(case, "aht"), count(case, "n")), case);
    }
}

#[test]
fn erlang_r_returns() {
    for case in rows(&exact()["erlang_r_returns"]["cases"]) {
        let system = ErlangC::with_returns(
            number(case, "first_contact_rate"),
            number(case, "return_prob"),
            number(case, "aht"),
            count(case, "n"),
        );
        same(system.arrival_rate(), case, "lam_eff");
        check_erlang_c(&system, case);
    }
}

fn check_patience(system: &ErlangA, case: &Value) {
    same(system.wait_probability(), case, "p_delay");
    same(system.abandonment(), case, "p_abandon");
    same(system.mean_wait(), case, "mean_wait_all");
    same(system.mean_wait_answered(), case, "mean_wait_served");
    same(system.mean_wait_abandoned(), case, "mean_wait_abandoned");
    same(system.mean_queue(), case, "mean_queue");
    same(system.occupancy(), case, "occupancy");
    let levels = system.service_levels(number(case, "T"));
    same(levels.answered_within, case, "p_served_within_T");
    same(levels.abandoned_within, case, "p_abandon_within_T");
    same(levels.over_offered, case, "sl_served_T_over_offered");
    same(levels.over_answered, case, "sl_served_T_over_served");
    same(levels.excluding_short_abandons, case, "sl_excl_short_abandons");
    same(levels.short_abandons_as_met, case, "sl_T_or_short_abandon_over_offered");
}

#[test]
fn erlang_a() {
    for case in rows(&exact()["erlang_a"]) {
        let (rate, handle, agents) = (number(case, "lam"), number(case, "aht"), count(case, "n"));
        let patience = number(case, "patience_mean");
        check_patience(&ErlangA::new(rate, handle, agents, patience).expect("patience is positive"), case);
    }
}

/// The chain of states (lines enough never to block) and the integral over the wait are two different ways to the same figures.
#[test]
fn erlang_a_by_states_and_by_integral() {
    for case in rows(&exact()["erlang_a"]) {
        let (rate, handle, agents) = (number(case, "lam"), number(case, "aht"), count(case, "n"));
        let system =
            LimitedLines::new(rate, handle, agents, agents + 600, Some(number(case, "patience_mean")));
        assert!(system.blocking() < 1e-15);
        same(system.wait_probability(), case, "p_delay");
        same(system.abandonment(), case, "p_abandon");
        same(system.mean_wait(), case, "mean_wait_all");
        let levels = system.service_levels(number(case, "T"));
        same(levels.answered_within, case, "p_served_within_T");
        same(levels.abandoned_within, case, "p_abandon_within_T");
    }
}

#[test]
fn general_patience() {
    for case in rows(&exact()["mmn_general_patience"]) {
        let patience = match case["patience"].as_str().expect("a text") {
            text if text.starts_with("lognormal mean 3 min, sigma_log=1") => Law::lognormal_sigma(3.0, 1.0),
            "deterministic 2 min" => Law::deterministic(2.0),
            other => panic!("unknown patience {other}"),
        };
        let (rate, handle, agents) = (number(case, "lam"), number(case, "aht"), count(case, "n"));
        check_patience(&ErlangA::with_patience(rate, handle, agents, patience.expect("valid")), case);
    }
}

#[test]
fn one_agent_any_handle_time() {
    for case in rows(&exact()["mg1_pollaczek_khinchine"]) {
        let mean = number(case, "aht");
        let handle = match case["service"].as_str().expect("a text") {
            "exponential" => Law::exponential(mean),
            "lognormal cv=1.2" => Law::lognormal(mean, 1.2),
            "deterministic" => Law::deterministic(mean),
            "erlang2" => Law::erlang(mean, 2),
            "H2 cv2=2 balanced" => {
                // Two exponential branches that carry half of the mean each.
                let first = 0.5 * (1.0 + sqrt(1.0 / 3.0));
                let branch = |share: f64| Law::exponential(0.5 * mean / share).expect("positive");
                Law::mixture(&[first, 1.0 - first], vec![branch(first), branch(1.0 - first)])
            }
            other => panic!("unknown handle time {other}"),
        };
        let system = SingleAgent::of_law(number(case, "lam"), &handle.expect("valid"));
        same(system.occupancy(), case, "rho");
        same(system.occupancy(), case, "p_delay");
        same(system.mean_wait(), case, "mean_wait");
        same(system.wait_variance(), case, "var_wait");
        same(system.mean_queue(), case, "mean_queue");
        for (key, limit) in
            [("P_wait_le_0.333333", 1.0 / 3.0), ("P_wait_le_2.000000", 2.0), ("P_wait_le_10.000000", 10.0)]
        {
            if case.get(key).is_some() {
                same(SingleAgent::deterministic_service_level(number(case, "lam"), mean, limit), case, key);
            }
        }
    }
}

#[test]
fn shared_lines() {
    for case in rows(&exact()["trunk_limited_specialists_vs_pooled"]["cases"]) {
        let group = LineGroup {
            arrival_rate: number(case, "lam_per_class"),
            mean_handle: number(case, "aht"),
            agents: count(case, "servers_per_class"),
        };
        let system = SharedLines::new(vec![group; count(case, "classes") as usize], count(case, "trunks"));
        same(system.blocking(), case, "p_block");
        same(system.wait_probability(2), case, "p_delay_given_entered");
        same(system.mean_wait(2), case, "mean_wait_given_entered");
        same(system.late(2, 0.5), case, "P_wait_gt_0_5_given_entered");
        same(system.late(2, 1.0), case, "P_wait_gt_1_given_entered");
    }
}

/// The same desk as one pool: to the digits printed.
#[test]
fn shared_lines_of_one_pool() {
    for case in rows(&exact()["trunk_limited_pooled"]["cases"]) {
        let system = LimitedLines::new(6.0 * number(case, "lam_per_class"), 10.0, 90, 120, None);
        printed(system.blocking(), case, "p_block");
        printed(system.mean_wait(), case, "mean_wait_given_entered");
        printed(1.0 - system.service_levels(0.5).over_offered, case, "P_wait_gt_0_5_given_entered");
    }
}

/// One group with shared lines is the same thing as a system with limited lines.
#[test]
fn one_group_with_shared_lines_is_limited_lines() {
    let group = LineGroup { arrival_rate: 8.4, mean_handle: 10.0, agents: 90 };
    let shared = SharedLines::new(vec![group], 120);
    let single = LimitedLines::new(8.4, 10.0, 90, 120, None);
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
    close(shared.blocking(), single.blocking());
    close(shared.wait_probability(0), single.wait_probability());
    close(shared.mean_wait(0), single.mean_wait());
    close(1.0 - shared.late(0, 0.5), single.service_levels(0.5).over_offered);
}

#[test]
fn e14_waits() {
    let golden = golden();
    let case = &golden["E14"];
    let (rate, handle) = (number(case, "arrival_rate_per_min"), number(case, "mean_handle_min"));
    let unlimited = &case["erlang_c"];
    printed(
        60.0 * ErlangC::new(rate, handle, count(unlimited, "agents")).mean_wait(),
        unlimited,
        "mean_wait_s",
    );
    for row in rows(&case["with_patience"]) {
        let patience = number(case, "patience_min");
        let system =
            LimitedLines::new(rate, handle, count(row, "agents"), count(case, "lines"), Some(patience));
        printed(60.0 * system.mean_wait(), row, "mean_wait_s");
        let endless = ErlangA::new(rate, handle, count(row, "agents"), patience).expect("valid");
        printed(60.0 * endless.mean_wait(), row, "mean_wait_s");
    }
}

#[test]
fn e15_sizes() {
    let golden = golden();
    let case = &golden["E15"];
    let (rate, handle, limit) =
        (100.0 / 30.0, number(case, "mean_handle_min"), number(case, "limit_s") / 60.0);
    for row in rows(&case["erlang_c"]) {
        let system = ErlangC::new(rate, handle, count(row, "agents"));
        printed(system.wait_probability(), row, "wait_probability");
        printed(system.service_level(limit), row, "service_level");
        printed(system.occupancy(), row, "occupancy");
    }
    let patience = number(case, "erlang_a_patience_min");
    for row in rows(&case["erlang_a"]) {
        let system = ErlangA::new(rate, handle, count(row, "agents"), patience).expect("valid");
        printed(system.wait_probability(), row, "wait_probability");
        printed(system.abandonment(), row, "abandonment");
        printed(system.occupancy(), row, "occupancy");
        printed(system.mean_wait(), row, "mean_wait_min");
        printed(system.service_level(limit), row, "service_level");
    }
    for row in rows(&case["erlang_b"]) {
        printed(blocking(number(row, "load"), count(row, "agents")), row, "blocking");
    }
    let goal = Goal::answered(number(case, "needed_service_level"), limit);
    assert_eq!(agents_needed(rate, handle, &goal), Some(count(case, "needed_erlang_c")));
    let spared = Goal { max_occupancy: Some(0.7), ..goal };
    assert_eq!(agents_needed(rate, handle, &spared), Some(count(case, "needed_with_occupancy_0.7")));
    let kept = Goal { max_abandonment: Some(0.05), ..goal };
    let needed = agents_needed_mean_patience(rate, handle, patience, &kept).expect("valid");
    assert_eq!(needed, Some(count(case, "needed_erlang_a_80_5")));
    let lines = &case["needed_blocking"];
    assert_eq!(
        agents_needed_blocking(number(lines, "load"), number(lines, "most")),
        Some(count(lines, "agents"))
    );
}

#[test]
fn e1_to_e3_in_steady_state() {
    let golden = golden();
    let case = &golden["stationary"];
    let (rate, handle, agents) =
        (number(case, "arrival_rate_per_min"), number(case, "mean_handle_min"), count(case, "agents"));
    let limit = number(case, "limit_s") / 60.0;

    let (e1, system) = (&case["E1"], ErlangC::new(rate, handle, agents));
    printed(system.wait_probability(), e1, "wait_probability");
    printed(system.service_level(limit), e1, "service_level");
    printed(system.mean_wait(), e1, "mean_wait_min");
    printed(system.occupancy(), e1, "occupancy");

    let e2 = &case["E2"];
    let system = ErlangA::new(rate, handle, agents, number(e2, "patience_min")).expect("valid");
    printed(system.abandonment(), e2, "abandonment");
    printed(system.wait_probability(), e2, "wait_probability");
    printed(system.service_levels(limit).over_answered, e2, "over_answered");
    printed(system.service_levels(limit).excluding_short_abandons, e2, "excluding_short_abandons");
    printed(system.mean_wait_answered(), e2, "mean_wait_answered_min");
    printed(system.occupancy(), e2, "occupancy");

    let e3 = &case["E3"];
    let system = LimitedLines::new(rate, handle, agents, agents + count(e3, "queue_capacity"), None);
    printed(system.blocking(), e3, "blocking");
    printed(system.service_levels(limit).over_answered, e3, "over_answered");
    printed(system.service_levels(limit).over_offered * (1.0 - system.blocking()), e3, "over_all");
    printed(system.mean_wait(), e3, "mean_wait_min");
    printed(system.occupancy(), e3, "occupancy");
}

#[test]
fn workloads_of_the_benchmarks() {
    for case in rows(&golden()["performance"]) {
        let (handle, agents) = (number(case, "handle_s"), count(case, "agents"));
        let rate = number(case, "load") / handle;
        if case.get("patience_s").is_some() {
            let system = ErlangA::new(rate, handle, agents, number(case, "patience_s")).expect("valid");
            printed(system.mean_wait_answered(), case, "mean_wait_answered_s");
            printed(system.service_level(20.0), case, "answered_within_20s");
            printed(system.abandonment(), case, "abandonment");
        } else {
            let system = ErlangC::new(rate, handle, agents);
            printed(system.mean_wait(), case, "mean_wait_answered_s");
            printed(system.service_level(20.0), case, "answered_within_20s");
        }
    }
}

/// Days that differ in busyness by a gamma factor: the closed form at each level, averaged over the law of the factor in 4,000 steps.
#[test]
fn days_of_gamma_busyness() {
    let exact = exact();
    for case in rows(&exact["gamma_poisson"]["cases"]) {
        let (rate, handle, agents) = (number(case, "lam"), number(case, "aht"), count(case, "n"));
        let system = |busyness: f64| {
            ErlangA::new(rate * busyness, handle, agents, number(case, "patience_mean")).expect("valid")
        };
        let limit = 1.0 / 3.0;
        let busyness = Law::gamma(1.0, 1.0 / 0.09).expect("valid");
        let (mut lost, mut met, mut met_days) = (0.0, 0.0, 0.0);
        let steps = 4_000;
        for step in 0..steps {
            let (low, high) =
                (4.0 * f64::from(step) / f64::from(steps), 4.0 * f64::from(step + 1) / f64::from(steps));
            let chance = busyness.cdf(high) - busyness.cdf(low);
            // Contacts in this step: the share of the mean that lies between its ends.
            let contacts = busyness.limited_mean(high) - busyness.limited_mean(low)
                + low * (1.0 - busyness.cdf(low))
                - high * (1.0 - busyness.cdf(high));
            let day = system(0.5 * (low + high));
            lost += contacts * day.abandonment();
            met += contacts * day.service_level(limit);
            met_days += chance * day.service_level(limit);
        }
        let close = |found: f64, key: &str| {
            assert!((found - number(case, key)).abs() < 1e-6, "{key}: {found}");
        };
        close(lost, "p_abandon_call_weighted");
        close(met, "sl_call_weighted");
        close(met_days, "sl_day_average");
        let (mut low, mut high) = (0.1, 3.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if system(middle).service_level(limit) > 0.8 {
                low = middle;
            } else {
                high = middle;
            }
        }
        same(low, case, "b_at_sl80");
        same(busyness.cdf(low), case, "p_day_sl_ge_80");
    }
}

/// A Poisson count with a gamma factor on its mean is negative binomial: 400,000 days, each cell within 5.5 deviations
/// (false alarm below 1e-6 in all).
#[test]
fn gamma_times_poisson_is_negative_binomial() {
    let exact = exact();
    let case = &exact["gamma_poisson"]["negbin"];
    let streams = Streams::new(11, 0);
    let days = 400_000;
    let mut counts = vec![0_u32; 400];
    for day in 0..days {
        let busyness = gamma_busyness(
            1.0 / sqrt(number(case, "shape")),
            &mut streams.draw(Purpose::BusynessOwn, 1, day),
        );
        let u = streams.draw(Purpose::Count, 1, day).uniform();
        let drawn = poisson_count(number(case, "mean") * busyness, u);
        counts[usize::try_from(drawn).expect("a small count").min(399)] += 1;
    }
    for (value, chance) in case["pmf"].as_object().expect("a table") {
        let wanted = chance.as_f64().expect("a number") * days as f64;
        let found = f64::from(counts[value.parse::<usize>().expect("a number")]);
        assert!((found - wanted).abs() < 5.5 * sqrt(wanted), "{value}: {found}, expected {wanted}");
    }
}
