//! E1 to E4: 4.2 contacts a minute for 480 minutes, 2 minutes each, 12 agents; strictly below 20 s is in time. The
//! day starts empty and is drained.

use super::rig::{ALL, Case, answered_or_late, busy, count};
use portflow::metrics::Count;

fn day(key: &str, channel: &str) -> Case {
    let text = format!(
        "[run]\ncount = \"calendar days\"\ndays = 100\n[opening]\ndaily = \"08:00-16:00\"\n[channels.phone]\n\
         kind = \"live\"\nstrict = true\nshort_abandon = \"20s\"\n{channel}\n[groups.all]\naccounts = 1\n\
         requests_per_day = {{ phone = 2016 }}\nhandle_time = {{ phone = {{ exponential = {{ mean = \"2m\" }} }} }}\n\
         [sites.here]\nhourly_cost = 1\n[shifts.day]\nhours = \"08:00-16:00\"\n[teams.desk]\nshifts = [\"day\"]\n\
         agents = 12\n[staffings.flow]\nladder = [\"anyone\"]\n"
    );
    Case::play(key, &text, 30)
}

/// Their occupancy is over opening hours: 480 minutes of 12 agents.
fn holds_occupancy(case: &Case) {
    case.holds("occupancy", |part| (busy(part, 16..32), part.shape.days as f64 * 12.0 * 480.0 * 6e7));
}

#[test]
fn e1_a_day_of_m_m_12() {
    let case = day("E1", "");
    case.holds_by_days("in_time", 1.0, Count::InTime);
    case.holds_level("sl_answered", |part| count(part, ALL, Count::Answered));
    case.holds_speed_of_answer();
    holds_occupancy(&case);
}

#[test]
fn e2_with_abandonment() {
    let case = day("E2", "patience = { exponential = { mean = \"1m\" } }");
    case.holds_by_days("abandoned", 1.0, Count::Abandoned);
    case.holds_by_days("in_time", 1.0, Count::InTime);
    case.holds_level("sl_answered", |part| count(part, ALL, Count::Answered));
    case.holds_level("sl_late", |part| answered_or_late(part, ALL));
    case.holds_speed_of_answer();
    holds_occupancy(&case);
}

#[test]
fn e3_at_most_five_wait() {
    let case = day("E3", "queue_capacity = 5");
    case.holds_by_days("blocked", 1.0, Count::Blocked);
    case.holds_by_days("in_time", 1.0, Count::InTime);
    case.holds_level("sl_answered", |part| count(part, ALL, Count::Answered));
    case.holds_level("sl_offered", |part| count(part, ALL, Count::Offered));
    case.holds_speed_of_answer();
    holds_occupancy(&case);
}

#[test]
fn e4_cut_off_at_closing() {
    let case = day("E4", "closing = \"clear\"");
    case.holds_by_days("unserved", 1.0, Count::Unserved);
    case.holds_by_days("in_time", 1.0, Count::InTime);
}
