//! Levels of service at larger sizes: the four definitions, laws of handle time, the speed workloads.

use super::queues::queue;
use super::rig::{Played, a_day, exponential, figure, named_row, play, row, stationary};
use portflow::metrics::Count;
use std::fmt::Write;

fn share(played: &Played, what: &str, exact: f64, top: &[Count], bottom: &[Count]) {
    played.holds(what, None, exact, top, bottom, 1.0);
}

/// Key `erlang_a`: all four definitions of service level, with short abandonments up to the same limit.
#[test]
fn four_definitions_of_service_level() {
    for (rate, agents, days, replications) in
        [(0.5, 2.0, 60, 40), (0.8, 5.0, 40, 40), (0.8, 3.0, 60, 40), (2.4, 10.0, 20, 30), (9.0, 45.0, 8, 20)]
    {
        let row = row("erlang_a", &[("lam", rate), ("n", agents)]);
        let limit = 60.0 * figure(row, "T");
        let channel = format!(
            "patience = {}\nin_time = \"{limit}s\"\nshort_abandon = \"{limit}s\"",
            exponential(figure(row, "patience_mean"))
        );
        let text = queue(rate, agents as u32, &exponential(figure(row, "aht")), &channel);
        let played = play(&stationary(days, &text), replications);
        let of = |name: &str| figure(row, name);
        share(&played, "over offered", of("sl_served_T_over_offered"), &[Count::InTime], &[Count::Offered]);
        share(&played, "over answered", of("sl_served_T_over_served"), &[Count::InTime], &[Count::Answered]);
        played.holds_counts("without short abandons", of("sl_excl_short_abandons"), |of| {
            (of(Count::InTime), of(Count::Offered) - of(Count::ShortAbandoned))
        });
        let met = [Count::InTime, Count::ShortAbandoned];
        share(&played, "short as met", of("sl_T_or_short_abandon_over_offered"), &met, &[Count::Offered]);
        played.abandonment(None, of("p_abandon"));
        played.mean_wait_all(None, of("mean_wait_all"));
        played.mean_wait_answered(None, of("mean_wait_served"));
        played.occupancy(of("occupancy"));
    }
}

/// Key `erlang_b_c`: 3, 10 and 25 agents who never see anybody give up.
#[test]
fn erlang_c_of_larger_desks() {
    for (agents, days, replications) in [(3.0, 120, 60), (10.0, 60, 40), (25.0, 20, 40)] {
        let row = row("erlang_b_c", &[("n", agents)]);
        let text = queue(figure(row, "lam"), agents as u32, &exponential(figure(row, "aht")), "");
        let played = play(&stationary(days, &text), replications);
        played.service_level(None, figure(row, "sl"));
        played.mean_wait_all(None, figure(row, "asa"));
        played.occupancy(figure(row, "occupancy"));
    }
}

/// Key `mg1_pollaczek_khinchine`: a lone person, handle times that never vary or vary as Erlang-2.
#[test]
fn a_lone_person() {
    for (service, law, days) in [
        ("deterministic", "\"5m\"", 200),
        ("erlang2", "{ gamma = { mean = \"12m\", cv = 0.7071067811865476 } }", 200),
        ("exponential", "{ exponential = { mean = \"5m\" } }", 200),
    ] {
        let row = named_row("mg1_pollaczek_khinchine", "service", service, None);
        let text = queue(figure(row, "lam"), 1, law, "in_time = \"10m\"");
        let played = play(&stationary(days, &text), 100);
        played.mean_wait_all(None, figure(row, "mean_wait"));
        played.occupancy(figure(row, "rho"));
        if let Some(level) = row["P_wait_le_10.000000"].as_f64() {
            played.service_level(None, level);
        }
    }
}

/// Key `mmn_general_patience`, ten agents under more load than they can carry.
#[test]
fn patience_of_any_law_under_overload() {
    for (begins, patience) in [
        ("lognormal", "{ lognormal = { mean = \"3m\", cv = 1.3108324944320862 } }"),
        ("deterministic", "\"2m\""),
    ] {
        let row = named_row("mmn_general_patience", "patience", begins, Some(10.0));
        let text = queue(figure(row, "lam"), 10, &exponential(5.0), &format!("patience = {patience}"));
        let played = play(&stationary(20, &text), 40);
        played.service_level(None, figure(row, "sl_served_T_over_offered"));
        played.abandonment(None, figure(row, "p_abandon"));
        played.mean_wait_all(None, figure(row, "mean_wait_all"));
        played.mean_wait_answered(None, figure(row, "mean_wait_served"));
    }
}

/// The desks whose speed is measured.
fn workload(name: &str, text: &str, days: u32, replications: u32) {
    let played = play(&stationary(days, text), replications);
    let row = named_row("performance", "name", name, None);
    played.mean_wait_answered(None, figure(row, "mean_wait_answered_s") / 60.0);
    played.service_level(None, figure(row, "answered_within_20s"));
    let gave_up = figure(row, "abandonment");
    if gave_up > 0.0 {
        played.abandonment(None, gave_up);
    }
}

/// W2 (and W3 pooled): 100 agents, 105 erlangs, patience 2 minutes.
#[test]
fn a_hundred_agents_with_abandonment() {
    let channel = format!("patience = {}", exponential(2.0));
    workload("W2", &queue(21.0, 100, &exponential(5.0), &channel), 4, 20);
}

/// W3 dedicated: the same in twenty desks of five.
#[test]
fn twenty_dedicated_desks() {
    let mut text = format!("[channels.phone]\nkind = \"live\"\npatience = {}\n", exponential(2.0));
    for desk in 0..20 {
        write!(
            text,
            "[groups.d{desk}]\naccounts = 1\nteam = \"d{desk}\"\nrequests_per_day = {{ phone = {} }}\n\
             handle_time = {{ phone = {} }}\n[teams.d{desk}]\nalways = true\nagents = 5\n",
            a_day(1.05),
            exponential(5.0)
        )
        .expect("text takes text");
    }
    text.push_str("[staffings.dedicated]\nladder = [\"team\"]\n");
    workload("W3d", &text, 2, 20);
}

/// W1: 100 agents at an occupancy of 0.95 without abandonment: the queue forgets slowly, so more of it.
#[test]
fn a_hundred_agents_without_abandonment() {
    workload("W1", &queue(19.0, 100, &exponential(5.0), ""), 10, 30);
}
