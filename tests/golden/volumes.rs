//! E16: seven agents for 70 units of time, one of them busy for 20: arithmetic of a group's volumes.

use super::rig::ALL;
use portflow::scenario::load_text;
use portflow::study::unit;
use serde_json::Value;

const MINUTE: i64 = 60_000_000;

#[test]
fn e16_seven_agents() {
    let text = "[run]\ncount = \"calendar days\"\nstart = \"2026-01-05\"\ndays = 1\n[demand]\ntrace = \"log.csv\"\n\
                [opening]\ndaily = \"08:00-09:10\"\n[sites.here]\nhourly_cost = 1\n[channels.phone]\nkind = \"live\"\n\
                [groups.all]\naccounts = [\"one\"]\nhandle_time = { phone = \"20m\" }\n[shifts.day]\n\
                hours = \"08:00-09:10\"\n[teams.desk]\nshifts = [\"day\"]\nagents = 7\n[staffings.flow]\n\
                ladder = [\"anyone\"]\n";
    let log = |_: &str| Ok("time,account,channel\n2026-01-05T08:10:00,one,phone\n".to_string());
    let loaded = load_text("case.toml", text, &[], &log).unwrap_or_else(|all| panic!("{}", all.text(false)));
    let facts: Value =
        serde_json::from_str(include_str!("../data/golden_simulated.json")).expect("it is JSON");
    let minutes = |name: &str| facts["E16"][name].as_i64().expect("a whole number") * MINUTE;
    let part = unit::play(&loaded.model, 1, 0, &[0]).swap_remove(0);
    let time = part.time(ALL);
    assert_eq!(time.busy, minutes("busy"));
    assert_eq!(time.on_duty - time.busy, minutes("idle"));
    assert_eq!(time.on_duty, minutes("total"));
    assert_eq!(time.overtime, 0);
}
