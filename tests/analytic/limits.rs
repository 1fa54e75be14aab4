//! Lines for those in handling only: nobody may wait.

use super::rig::{a_day, figure, play, row, stationary};
use portflow::metrics::Count;

/// Key `erlang_b_c`: where nobody may wait, Erlang B.
#[test]
fn nobody_may_wait() {
    for agents in [3.0, 10.0] {
        let row = row("erlang_b_c", &[("n", agents)]);
        let (rate, handle, blocked) = (figure(row, "lam"), figure(row, "aht"), figure(row, "erlang_b"));
        let text = format!(
            "[channels.phone]\nkind = \"live\"\nlines = {agents}\n[groups.all]\naccounts = 1\n\
             requests_per_day = {{ phone = {} }}\n\
             handle_time = {{ phone = {{ exponential = {{ mean = \"{handle}m\" }} }} }}\n\
             [teams.desk]\nalways = true\nagents = {agents}\n[staffings.flow]\nladder = [\"anyone\"]\n",
            a_day(rate)
        );
        let played = play(&stationary(40, &text), 40);
        played.holds("blocked", None, blocked, &[Count::Blocked], &[Count::Offered], 1.0);
        played.occupancy(rate * handle * (1.0 - blocked) / agents);
    }
}
