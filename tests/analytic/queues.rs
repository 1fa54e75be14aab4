//! One queue: Erlang C and A, other laws, priorities, returns, redials, busyness, limits.

use super::rig::{a_day, exact, exponential, figure, named_row, play, row, row_of, stationary};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;

/// One group on a phone channel; laws as TOML.
pub(crate) fn queue(rate: f64, agents: u32, handle: &str, channel: &str) -> String {
    format!(
        "[channels.phone]\nkind = \"live\"\n{channel}\n[groups.all]\naccounts = 1\nrequests_per_day = {{ phone = {} }}\n\
         handle_time = {{ phone = {handle} }}\n[teams.desk]\nalways = true\nagents = {agents}\n[staffings.flow]\n\
         ladder = [\"anyone\"]\n",
        a_day(rate)
    )
}

/// Key `erlang_b_c`, one agent and two.
#[test]
fn erlang_c() {
    for rate in [0.05, 0.2] {
        let row = row("erlang_b_c", &[("lam", rate)]);
        let text = queue(rate, figure(row, "n") as u32, &exponential(figure(row, "aht")), "");
        let played = play(&stationary(60, &text), 60);
        played.service_level(None, figure(row, "sl"));
        played.mean_wait_all(None, figure(row, "asa"));
        played.occupancy(figure(row, "occupancy"));
    }
}

/// Key `erlang_a`, first two rows, and `ctmc_iv_named_agents.check_C`.
#[test]
fn erlang_a() {
    for row in [
        row("erlang_a", &[("lam", 0.05)]),
        row("erlang_a", &[("lam", 0.5), ("n", 1.0)]),
        &exact("ctmc_iv_named_agents_C")["check_C"],
    ] {
        let patience = format!("patience = {}", exponential(figure(row, "patience_mean")));
        let handle = exponential(figure(row, "aht"));
        let text = queue(figure(row, "lam"), figure(row, "n") as u32, &handle, &patience);
        let played = play(&stationary(60, &text), 40);
        played.service_level(None, figure(row, "p_served_within_T"));
        played.abandonment(None, figure(row, "p_abandon"));
        played.mean_wait_all(None, figure(row, "mean_wait_all"));
        played.mean_wait_answered(None, figure(row, "mean_wait_served"));
    }
}

/// Key `mmn_general_patience`: lognormal of mean 3 min with sigma 1 (cv √(e − 1)), and 2 min exactly.
#[test]
fn patience_of_any_law() {
    for (begins, patience) in [
        ("lognormal", "{ lognormal = { mean = \"3m\", cv = 1.3108324944320862 } }"),
        ("deterministic", "\"2m\""),
    ] {
        let row = named_row("mmn_general_patience", "patience", begins, Some(5.0));
        let channel = format!("patience = {patience}");
        let text = queue(figure(row, "lam"), 5, &exponential(figure(row, "aht")), &channel);
        let played = play(&stationary(40, &text), 40);
        played.service_level(None, figure(row, "p_served_within_T"));
        played.abandonment(None, figure(row, "p_abandon"));
        played.mean_wait_all(None, figure(row, "mean_wait_all"));
    }
}

/// Keys `mg1_pollaczek_khinchine` (lognormal, cv 1.2) and `m_ph_c` (Erlang-2; hyperexponential as a mixture).
#[test]
fn handle_times_of_any_law() {
    let hyper = named_row("m_ph_c", "service", "H2", None);
    let branches: Vec<String> = row_of(hyper, "branch_probs")
        .iter()
        .zip(row_of(hyper, "branch_rates"))
        .map(|(weight, rate)| {
            let law = exponential(1.0 / rate.as_f64().expect("a rate"));
            format!("{{ weight = {weight}, law = {law} }}")
        })
        .collect();
    let lognormal = named_row("mg1_pollaczek_khinchine", "service", "lognormal", None);
    let erlang = named_row("m_ph_c", "service", "Erlang-2", None);
    for (row, agents, handle, replications) in [
        (lognormal, 1, "{ lognormal = { mean = \"5m\", cv = 1.2 } }".to_string(), 160),
        (erlang, 2, "{ gamma = { mean = \"5m\", cv = 0.7071067811865476 } }".to_string(), 100),
        (hyper, 2, format!("{{ mixture = [{}] }}", branches.join(", ")), 200),
    ] {
        let played = play(&stationary(120, &queue(figure(row, "lam"), agents, &handle, "")), replications);
        played.mean_wait_all(None, figure(row, "mean_wait"));
    }
}

/// Key `priority_mmc_nonpreemptive`: one agent and two; the first group always goes first.
#[test]
fn priorities() {
    for row in exact("priority_mmc_nonpreemptive").as_array().expect("rows") {
        let of = |name: &str| figure(row, name);
        let handle_time = exponential(of("aht"));
        let group = |name: &str, rate: f64| {
            format!(
                "[groups.{name}]\naccounts = 1\nrequests_per_day = {{ phone = {} }}\n\
                 handle_time = {{ phone = {handle_time} }}\n",
                a_day(rate)
            )
        };
        let text = format!(
            "[channels.phone]\nkind = \"live\"\nin_time = \"2m\"\n{}{}[teams.desk]\nalways = true\nagents = {}\n\
             [staffings.flow]\nladder = [\"anyone\"]\npull = {{ priority = {{ per_second = 0.0 }} }}\n\
             priorities = {{ first = 1.0 }}\n",
            group("first", of("lam1")),
            group("second", of("lam2")),
            of("n")
        );
        let played = play(&stationary(60, &text), 100);
        played.mean_wait_all(Some(0), of("w1"));
        played.mean_wait_all(Some(1), of("w2"));
        played.service_level(Some(0), 1.0 - of("P_w1_gt_2.000000"));
        played.service_level(Some(1), 1.0 - of("P_w2_gt_2.000000"));
    }
}

/// Key `erlang_r_returns`: a quarter of answered contacts come back after half an hour.
#[test]
fn returns() {
    let row = &exact("erlang_r_returns")["cases"][0];
    let (rate, share) = (figure(row, "first_contact_rate"), figure(row, "return_prob"));
    let mut text = queue(rate, figure(row, "n") as u32, &exponential(figure(row, "aht")), "");
    let follow_up = format!(
        "follow_up = {{ share = {share}, delay = {{ exponential = {{ mean = \"30m\" }} }} }}\n[teams.desk]"
    );
    text = text.replace("[teams.desk]", &follow_up);
    // The closed form is about one queue in order of arrival: nobody is preferred.
    text.push_str("follow_up_first = \"ladder\"\n");
    let played = play(&stationary(40, &text), 60);
    let contacts = figure(row, "lam_eff") / rate;
    played.holds("contacts per request", None, contacts, &[Count::Offered], &[Count::First], 1.0);
    played.mean_wait_all(None, figure(row, "asa"));
    played.service_level(None, figure(row, "sl"));
}

/// Key `ctmc_iii_retrial`: patience 2 min, 80 % of those who gave up try again after 10 min.
#[test]
fn redials() {
    let block = exact("ctmc_iii_retrial");
    let of = |name: &str| figure(&block["params"], name);
    let channel = format!(
        "patience = {}\nredial = {{ probability = {}, delay = {} }}",
        exponential(1.0 / of("theta")),
        of("retry_prob"),
        exponential(1.0 / of("retry_rate"))
    );
    let text = queue(of("lam"), of("n") as u32, &exponential(1.0 / of("mu")), &channel);
    let played = play(&stationary(40, &text), 60);
    let attempts = figure(block, "attempts_per_call");
    played.holds("attempts", None, attempts, &[Count::Offered], &[Count::First], 1.0);
    played.abandonment(None, figure(block, "p_abandon_per_attempt"));
    played.mean_wait_all(None, figure(block, "mean_wait_per_attempt"));
    let in_the_end = figure(block, "p_eventually_served");
    played.holds("served in the end", None, in_the_end, &[Count::Answered], &[Count::First], 1.0);
    played.occupancy(figure(block, "utilisation"));
}

/// `trunk_limited_pooled` at 1.4 per class: 90 agents, 120 lines, handle time 10 min.
#[test]
fn limited_lines() {
    let cases = row_of(exact("trunk_limited_pooled"), "cases");
    let row = cases.iter().find(|row| figure(row, "lam_per_class") > 1.39).expect("it is there");
    let rate = 6.0 * figure(row, "lam_per_class");
    let text = queue(rate, 90, &exponential(10.0), "lines = 120\nin_time = \"30s\"");
    let played = play(&stationary(20, &text), 40);
    let blocked = figure(row, "p_block");
    played.holds("blocked", None, blocked, &[Count::Blocked], &[Count::Offered], 1.0);
    let not_blocked = [Count::Answered, Count::Unserved];
    let wait = figure(row, "mean_wait_given_entered");
    played.holds("mean wait", None, wait, &[Count::WaitAnswered], &not_blocked, 6e7);
}

/// Busyness moves days, not the mean volume.
#[test]
fn busyness_keeps_the_mean() {
    let text = format!("[demand]\nbusyness = {{ common = 0.3 }}\n{}", queue(0.8, 50, &exponential(5.0), ""));
    let played = play(&stationary(60, &text), 60);
    played.holds_of("contacts a day", a_day(0.8), |part| {
        (part.counts(Slice::default()).get(Count::Offered) as f64, part.shape.days as f64)
    });
}
