//! Three named people, each the owner of one account (key `ctmc_iv_named_agents`).

use super::rig::{Played, a_day, play, stationary};
use portflow::metrics::Count;

fn desk(factor: f64, rules: &str) -> Played {
    let group = |name: &str, rate: f64| {
        format!(
            "[groups.{name}]\naccounts = [\"{name}\"]\nrequests_per_day = {{ phone = {} }}\n\
             handle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n",
            a_day(rate)
        )
    };
    // Others take longer than the owner: everybody is slower by the factor, owners by its inverse again.
    let text = format!(
        "[channels.phone]\nkind = \"live\"\npatience = {{ exponential = {{ mean = \"3m\" }} }}\n{}{}{}\
         [rosters.here.people.anna]\n[rosters.here.people.bert]\n[rosters.here.people.cleo]\n\
         [teams.desk]\nalways = true\nagents = 3\nhandle_time_factor = {factor}\nowner_factor = {}\n\
         [staffings.named]\nladder = [\"owner\", {{ to = \"anyone\", after = \"0s\" }}]\n{rules}\n\
         portfolio = {{ anna = [\"a\"], bert = [\"b\"], cleo = [\"c\"] }}\n",
        group("a", 0.18),
        group("b", 0.12),
        group("c", 0.08),
        1.0 / factor
    );
    play(&stationary(60, &text), 60)
}

/// Case A: idle others at random, the longest wait first; others take a quarter longer.
#[test]
fn longest_wait_first() {
    let played = desk(1.25, "push = \"random\"\npull = \"longest_wait\"");
    played.abandonment(None, 0.151_752_534_467_609_58);
    played.mean_wait_all(None, 0.455_257_603_402_828_8);
    let share = [Count::ByOwner];
    played.holds("owner share", Some(0), 0.514_710_022_408_134_6, &share, &[Count::Owned], 1.0);
    played.holds("by owner", Some(1), 0.459_738_008_987_104_43, &share, &[Count::Offered], 1.0);
}

/// Case C: no penalty: Erlang A with three agents, whoever serves.
#[test]
fn without_a_penalty_it_is_erlang_a() {
    let played = desk(1.0, "push = \"random\"\npull = \"longest_wait\"");
    played.abandonment(None, 0.118_437_724_656_721_88);
    played.mean_wait_all(None, 0.355_313_173_970_165_7);
    played.holds("owner share", Some(0), 0.523_239_594_209_403_5, &[Count::ByOwner], &[Count::Owned], 1.0);
}
