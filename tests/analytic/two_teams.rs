//! Two groups, each with its own team: dedicated, and own team first with instant overflow.

use super::rig::{Played, a_day, exact, figure, play, row_of, stationary};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;
use serde_json::Value;

fn desk(rates: [f64; 2], patience: [f64; 2], factor: f64, ladder: &str) -> String {
    let group = |index: usize, name: &str| {
        format!(
            "[groups.{name}]\naccounts = 1\nrequests_per_day = {{ phone = {} }}\n\
             handle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n\
             patience = {{ phone = {{ exponential = {{ mean = \"{:.6}s\" }} }} }}\nteam = \"{name}\"\n",
            a_day(rates[index]),
            60.0 * patience[index]
        )
    };
    let team = |name: &str, other: &str| {
        format!("[teams.{name}]\nalways = true\nagents = 2\nhandle_time_factor = {{ {other} = {factor} }}\n")
    };
    let text = format!(
        "[channels.phone]\nkind = \"live\"\n{}{}{}{}[staffings.only]\nladder = {ladder}\n",
        group(0, "north"),
        group(1, "south"),
        team("north", "south"),
        team("south", "north")
    );
    stationary(60, &text)
}

/// Holds what a block says of waiting in each group and of work in each team.
fn holds(played: &Played, block: &Value) {
    for (group, row) in row_of(block, "classes").iter().enumerate() {
        played.abandonment(Some(group), figure(row, "p_abandon"));
        played.mean_wait_all(Some(group), figure(row, "mean_wait_all"));
    }
    for (team, share) in row_of(block, "utilisation_by_group").iter().enumerate() {
        played.holds_of("busy share of a team", share.as_f64().expect("a share"), |part| {
            let time = part.time(Slice { team: Some(team), ..Slice::default() });
            (time.busy as f64, time.on_duty as f64)
        });
    }
}

/// Holds what a block says of who serves whom, and of waits until served.
fn holds_servers(played: &Played, block: &Value) {
    for (group, row) in row_of(block, "classes").iter().enumerate() {
        played.mean_wait_answered(Some(group), figure(row, "mean_wait_served"));
        played.service_level(Some(group), figure(row, "p_served_within_0.333333"));
        for (team, name) in [(group, "p_served_by_owner"), (1 - group, "p_served_by_other")] {
            played.holds_of(&format!("{name} of {group}"), figure(row, name), |part| {
                let all = part.counts(Slice { group: Some(group), ..Slice::default() });
                let theirs = part.counts(Slice { group: Some(group), team: Some(team), ..Slice::default() });
                (theirs.get(Count::Answered) as f64, all.get(Count::Offered) as f64)
            });
        }
    }
}

/// Key `ctmc_i_dedicated`: `team` alone is two independent Erlang A.
#[test]
fn dedicated_teams_are_independent() {
    let block = exact("ctmc_i_dedicated");
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.0, "[\"team\"]"), 40);
    holds(&played, block);
    for (group, row) in row_of(block, "erlang_a_components").iter().enumerate() {
        played.service_level(Some(group), figure(row, "p_served_within_T"));
    }
}

/// `never` ends the ladder: the same again.
#[test]
fn a_rung_that_never_opens_is_no_rung() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"never\" }]";
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.0, ladder), 40);
    holds(&played, exact("ctmc_i_dedicated"));
}

/// Key `ctmc_ii_owner_first_overflow`, case A: without a penalty the total is pooled Erlang A with four agents, in
/// waiting and abandonment, though not in who serves whom.
#[test]
fn own_first_with_instant_overflow_is_pooled_erlang_a() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"0s\" }]";
    let played = play(&desk([0.3, 0.3], [3.0, 3.0], 1.0, ladder), 60);
    let block = exact("ctmc_ii_owner_first_overflow_A");
    played.abandonment(None, figure(&block["check_A"], "p_abandon"));
    played.mean_wait_all(None, figure(&block["check_A"], "mean_wait_all"));
    holds(&played, block);
    holds_servers(&played, block);
}

/// Case B: a stranger takes a quarter longer; who serves whom and how busy each team is.
#[test]
fn a_penalty_for_strangers() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"0s\" }]";
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.25, ladder), 60);
    let block = exact("ctmc_ii_owner_first_overflow_B");
    holds(&played, block);
    holds_servers(&played, block);
}
