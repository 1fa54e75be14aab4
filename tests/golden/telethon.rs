//! E9: five evenings of four hours, 50 contacts an hour, 12 agents, 24 lines; whoever has waited two minutes leaves
//! a message, and the queue is cut off at closing. Figures are by week; within a minute is in time.

use super::rig::{Case, busy};
use portflow::metrics::Count;

#[test]
fn e9_a_telethon() {
    let text = "[run]\ncount = \"calendar days\"\ndays = 50\n[opening]\ndaily = \"18:00-22:00\"\n[sites.here]\n\
                hourly_cost = 1\n[channels.phone]\nkind = \"live\"\nclosing = \"clear\"\nin_time = \"1m\"\n\
                patience = { exponential = { mean = \"2m\" } }\n[groups.all]\naccounts = 1\n\
                requests_per_day = { phone = 200 }\n\
                handle_time = { phone = { exponential = { mean = \"10m\" } } }\n[shifts.evening]\n\
                hours = \"18:00-22:00\"\n[teams.desk]\nshifts = [\"evening\"]\nagents = 12\n[staffings.flow]\n\
                ladder = [\"anyone\", { to = \"message\", after = \"2m\", call_back = false }]\nlines = 24\n";
    let case = Case::play("E9", text, 60);
    for (name, counted) in [
        ("answered", Count::Answered),
        ("abandoned", Count::Abandoned),
        ("converted", Count::Converted),
        ("unserved", Count::Unserved),
        ("in_time", Count::InTime),
    ] {
        case.holds_by_days(name, 5.0, counted);
    }
    case.holds_speed_of_answer();
    // All work, that after closing too, over the opening hours: 240 minutes of 12 agents.
    case.holds("occupancy", |part| (busy(part, 0..48), part.shape.days as f64 * 12.0 * 240.0 * 6e7));
}
