//! Two teams or one, with short and long work; many teams behind a common limit of lines.

use super::rig::{Played, a_day, exact, exponential, figure, play, play_all, row_of, stationary};
use portflow::metrics::Count;
use std::fmt::Write;

/// Key `sim_reference_vandijk`: 50 contacts an hour of one minute and 5 of ten minutes, a person each. The source
/// is another program's simulation with standard errors, but for the separate desks, which are exact.
#[test]
fn short_and_long_work_pooled_or_not() {
    let text = format!(
        "[channels.phone]\nkind = \"live\"\n[groups.short]\naccounts = 1\nteam = \"short\"\n\
         requests_per_day = {{ phone = {} }}\nhandle_time = {{ phone = \"1m\" }}\n[groups.long]\naccounts = 1\n\
         team = \"long\"\nrequests_per_day = {{ phone = {} }}\nhandle_time = {{ phone = \"10m\" }}\n\
         [teams.short]\nalways = true\nagents = 1\n[teams.long]\nalways = true\nagents = 1\n\
         [staffings.apart]\nladder = [\"team\"]\n\
         [staffings.pooled]\nladder = [\"anyone\"]\npull = \"longest_wait\"\n\
         [staffings.both_ways]\nladder = [\"team\", {{ to = \"anyone\", after = \"0s\" }}]\n\
         [staffings.one_way]\nladder = [\"team\"]\n[[staffings.one_way.ladders]]\ngroups = [\"short\"]\n\
         ladder = [\"team\", {{ to = \"team:long\", after = \"0s\" }}]\n",
        a_day(50.0 / 60.0),
        a_day(5.0 / 60.0)
    );
    let played = play_all(&stationary(120, &text), 40);
    let [apart, pooled, both_ways, one_way]: [Played; 4] = played.try_into().ok().expect("four staffings");
    let separate = &exact("sim_reference_vandijk")["unpooled_exact"];
    apart.mean_wait_all(Some(0), figure(separate, "w1"));
    apart.mean_wait_all(Some(1), figure(separate, "w2"));
    for (key, played) in [("pooled", pooled), ("two-way", both_ways), ("one-way", one_way)] {
        for (name, group) in [("w1", Some(0)), ("w2", Some(1)), ("w_all", None)] {
            let published = row_of(&exact("sim_reference_vandijk")[key], name);
            let [mean, error] = [0, 1].map(|index| published[index].as_f64().expect("a figure"));
            played.mean_wait_like(group, mean, error);
        }
    }
}

/// Key `trunk_limited_specialists_vs_pooled`: six teams of fifteen, each for its own accounts, and 120 lines for
/// all of them.
#[test]
fn teams_behind_common_lines() {
    for row in row_of(exact("trunk_limited_specialists_vs_pooled"), "cases") {
        let mut text = "[channels.phone]\nkind = \"live\"\nin_time = \"30s\"\n".to_string();
        for team in 0..6 {
            write!(
                text,
                "[groups.g{team}]\naccounts = 1\nteam = \"t{team}\"\nrequests_per_day = {{ phone = {} }}\n\
                 handle_time = {{ phone = {} }}\n[teams.t{team}]\nalways = true\nagents = 15\n",
                a_day(figure(row, "lam_per_class")),
                exponential(figure(row, "aht"))
            )
            .expect("text takes text");
        }
        text.push_str("[staffings.apart]\nladder = [\"team\"]\nlines = 120\n");
        let played = play(&stationary(10, &text), 24);
        let blocked = figure(row, "p_block");
        played.holds("blocked", None, blocked, &[Count::Blocked], &[Count::Offered], 1.0);
        played.mean_wait_answered(None, figure(row, "mean_wait_given_entered"));
        let in_time = 1.0 - figure(row, "P_wait_gt_0_5_given_entered");
        played.holds("in time of entered", None, in_time, &[Count::InTime], &[Count::Answered], 1.0);
    }
}
