//! One queue: Erlang C and A, other laws, priorities, returns, redials, busyness, limits.

use super::rig::{a_day, exact, exponential, figure, play, stationary};
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
    for (rate, agents, level, wait, occupancy) in [
        (0.05, 1, 0.812_898_602_993_673_6, 1.0, 0.2),
        (0.2, 2, 0.793_180_018_734_637_8, 0.761_904_761_904_761_9, 0.4),
    ] {
        let played = play(&stationary(60, &queue(rate, agents, &exponential(4.0), "")), 60);
        played.service_level(None, level);
        played.mean_wait_all(None, wait);
        played.occupancy(occupancy);
    }
}

/// Key `erlang_a`, first two rows, and the row of `ctmc_iv_named_agents.check_C`.
#[test]
fn erlang_a() {
    for (rate, handle, agents, level, gave_up, wait, answered) in [
        (
            0.05,
            4.0,
            1,
            0.833_471_015_546_355_5,
            0.104_697_577_621_761_32,
            0.314_092_732_865_284,
            0.147_401_902_230_042_6,
        ),
        (
            0.5,
            4.0,
            1,
            0.188_308_172_781_974_4,
            0.580_896_430_414_307_8,
            1.742_689_291_242_923_5,
            1.467_343_347_594_197,
        ),
        (
            0.38,
            5.0,
            3,
            0.756_574_323_176_689_9,
            0.118_437_724_656_721_9,
            0.355_313_173_970_165_65,
            0.238_564_759_560_849_4,
        ),
    ] {
        let patience = format!("patience = {}", exponential(3.0));
        let played = play(&stationary(60, &queue(rate, agents, &exponential(handle), &patience)), 40);
        played.service_level(None, level);
        played.abandonment(None, gave_up);
        played.mean_wait_all(None, wait);
        played.mean_wait_answered(None, answered);
    }
}

/// Key `mmn_general_patience`: lognormal of mean 3 min with sigma 1 (cv √(e − 1)), and 2 min exactly.
#[test]
fn patience_of_any_law() {
    for (patience, level, gave_up, wait) in [
        (
            "{ lognormal = { mean = \"3m\", cv = 1.3108324944320862 } }",
            0.713_282_366_577_795_9,
            0.120_629_845_472_918_79,
            0.358_582_942_732_980_14,
        ),
        ("\"2m\"", 0.685_240_425_048_390_1, 0.105_692_745_746_150_66, 0.454_015_619_200_169_7),
    ] {
        let channel = format!("patience = {patience}");
        let played = play(&stationary(40, &queue(0.8, 5, &exponential(5.0), &channel)), 40);
        played.service_level(None, level);
        played.abandonment(None, gave_up);
        played.mean_wait_all(None, wait);
    }
}

/// Keys `mg1_pollaczek_khinchine` (lognormal, cv 1.2) and `m_ph_c` (Erlang-2; hyperexponential as a mixture).
#[test]
fn handle_times_of_any_law() {
    let lognormal = "{ lognormal = { mean = \"5m\", cv = 1.2 } }".to_string();
    let erlang_2 = "{ gamma = { mean = \"5m\", cv = 0.7071067811865476 } }".to_string();
    let branch = |weight: f64, rate: f64| {
        format!("{{ weight = {weight}, law = {{ exponential = {{ mean = \"{:.6}s\" }} }} }}", 60.0 / rate)
    };
    let mixture = format!(
        "{{ mixture = [{}, {}] }}",
        branch(0.788_675_134_594_812_8, 0.315_470_053_837_925_15),
        branch(0.211_324_865_405_187_13, 0.084_529_946_162_074_85)
    );
    for (rate, agents, handle, wait, replications) in [
        (0.15, 1, lognormal, 18.3, 160),
        (0.34, 2, erlang_2, 9.811_154_064_780_904, 100),
        (0.34, 2, mixture, 19.289_419_348_995_978, 200),
    ] {
        let played = play(&stationary(120, &queue(rate, agents, &handle, "")), replications);
        played.mean_wait_all(None, wait);
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

/// Key `erlang_r_returns`: 0.6 first contacts a minute, a quarter of answered ones come back after half an hour.
#[test]
fn returns() {
    let mut text = queue(0.6, 5, &exponential(5.0), "");
    let follow_up =
        "follow_up = { share = 0.25, delay = { exponential = { mean = \"30m\" } } }\n[teams.desk]";
    text = text.replace("[teams.desk]", follow_up);
    // The closed form is about one queue in order of arrival: nobody is preferred.
    text.push_str("follow_up_first = \"ladder\"\n");
    let played = play(&stationary(40, &text), 60);
    played.holds("contacts per request", None, 1.0 / 0.75, &[Count::Offered], &[Count::First], 1.0);
    played.mean_wait_all(None, 2.770_562_770_562_770_5);
    played.service_level(None, 0.481_623_835_133_995_37);
}

/// Key `ctmc_iii_retrial`: patience 2 min, 80 % of those who gave up try again after 10 min.
#[test]
fn redials() {
    let channel = format!(
        "patience = {}\nredial = {{ probability = 0.8, delay = {} }}",
        exponential(2.0),
        exponential(10.0)
    );
    let played = play(&stationary(40, &queue(0.5, 3, &exponential(5.0), &channel)), 60);
    played.holds("attempts", None, 1.366_488_975_918_280_1, &[Count::Offered], &[Count::First], 1.0);
    played.abandonment(None, 0.335_246_919_639_435_54);
    played.mean_wait_all(None, 0.670_493_839_278_871_1);
}

/// Key `trunk_limited_specialists_vs_pooled`, pooled at 1.4 per class: 90 agents, 120 lines, handle time 10 min.
#[test]
fn limited_lines() {
    let text = queue(6.0 * 1.4, 90, &exponential(10.0), "lines = 120\nin_time = \"30s\"");
    let played = play(&stationary(20, &text), 40);
    played.holds("blocked", None, 0.003_643_076, &[Count::Blocked], &[Count::Offered], 1.0);
    let not_blocked = [Count::Answered, Count::Unserved];
    played.holds("mean wait", None, 0.450_022_8, &[Count::WaitAnswered], &not_blocked, 6e7);
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
