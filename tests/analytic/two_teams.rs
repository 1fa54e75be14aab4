//! Two groups, each with its own team: dedicated, and own team first with instant overflow.

use super::rig::{Played, a_day, exact, figure, play, row_of, stationary};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;

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

fn holds(played: &Played, group: usize, gave_up: f64, wait: f64) {
    played.abandonment(Some(group), gave_up);
    played.mean_wait_all(Some(group), wait);
}

/// Key `ctmc_i_dedicated`: `team` alone is two independent Erlang A.
#[test]
fn dedicated_teams_are_independent() {
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.0, "[\"team\"]"), 40);
    holds(&played, 0, 0.215_944_980_497_343_31, 0.647_834_941_492_03);
    holds(&played, 1, 0.130_339_794_417_184_05, 0.521_359_177_668_736_9);
    played.service_level(Some(0), 0.621_334_461_161_323_1);
    played.service_level(Some(1), 0.732_071_392_804_482_2);
}

/// `never` ends the ladder: the same again.
#[test]
fn a_rung_that_never_opens_is_no_rung() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"never\" }]";
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.0, ladder), 40);
    holds(&played, 0, 0.215_944_980_497_343_31, 0.647_834_941_492_03);
    holds(&played, 1, 0.130_339_794_417_184_05, 0.521_359_177_668_736_9);
}

/// Key `ctmc_ii_owner_first_overflow`, case A: without a penalty the total is pooled Erlang A with four agents, in
/// waiting and abandonment, though not in who serves whom.
#[test]
fn own_first_with_instant_overflow_is_pooled_erlang_a() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"0s\" }]";
    let played = play(&desk([0.3, 0.3], [3.0, 3.0], 1.0, ladder), 60);
    played.abandonment(None, 0.126_115_024_443_147_4);
    played.mean_wait_all(None, 0.378_345_073_329_443_95);
    played.service_level(Some(0), 0.723_945_366_096_203_4);
}

/// Case B: a stranger takes a quarter longer; who serves whom and how busy each team is.
#[test]
fn a_penalty_for_strangers() {
    let ladder = "[\"team\", { to = \"anyone\", after = \"0s\" }]";
    let played = play(&desk([0.3, 0.22], [3.0, 4.0], 1.25, ladder), 60);
    let block = exact("ctmc_ii_owner_first_overflow_B");
    for (group, row) in row_of(block, "classes").iter().enumerate() {
        holds(&played, group, figure(row, "p_abandon"), figure(row, "mean_wait_all"));
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
    for (team, share) in row_of(block, "utilisation_by_group").iter().enumerate() {
        played.holds_of("busy share of a team", share.as_f64().expect("a share"), |part| {
            let time = part.time(Slice { team: Some(team), ..Slice::default() });
            (time.busy as f64, time.on_duty as f64)
        });
    }
}
