//! E8: three types of call, two teams; the middle type may go to the second team when the first is busy. Three
//! periods of two hours with rates, handle times, patience and people of their own; one gamma factor on the day.

use super::rig::{ALL, Case, answered_or_late, count};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;
use std::fmt::Write;

/// Contacts a minute, by type and period.
const RATES: [[f64; 3]; 3] = [[4.2, 5.3, 3.2], [5.1, 4.3, 4.8], [6.3, 5.2, 4.8]];

#[test]
fn e8_three_types_and_two_teams() {
    // Means of the first period, and the others' as factors.
    let handle_time = format!(
        "{{ law = {{ exponential = {{ mean = \"2m\" }} }}, by_interval = [1.0, {}, {}] }}",
        0.5 / 0.6,
        0.5 / 0.4
    );
    let mut text = format!(
        "[run]\ncount = \"calendar days\"\ndays = 20\ninterval = \"60m\"\n[demand]\n\
         busyness = {{ common = {} }}\n[opening]\ndaily = \"08:00-14:00\"\n[sites.here]\nhourly_cost = 1\n\
         [channels.phone]\nkind = \"live\"\nshort_abandon = \"20s\"\npatience = {{ law = {{ exponential = {{ mean = \"200s\" }} }}, \
         by_interval = [1.0, {}, {}] }}\n",
        1.0 / 28.7_f64.sqrt(),
        0.3 / 0.4,
        0.3 / 0.2
    );
    for (group, rates) in RATES.iter().enumerate() {
        write!(
            text,
            "[groups.type{group}]\naccounts = 1\nrequests_per_day = {{ phone = {} }}\n\
             profile = {{ phone = {rates:?} }}\nhandle_time = {{ phone = {handle_time} }}\n",
            120.0 * rates.iter().sum::<f64>()
        )
        .expect("text takes text");
    }
    text.push_str(
        "[teams.first]\nagents_per_interval = [12, 18, 9]\n[teams.second]\nagents_per_interval = [15, 20, 11]\n\
         [staffings.skills]\npull = \"longest_wait\"\nladder = [\"team:first\"]\n[[staffings.skills.ladders]]\n\
         groups = [\"type1\"]\nladder = [\"team:first\", { to = \"team:second\", after = \"0s\" }]\n\
         [[staffings.skills.ladders]]\ngroups = [\"type2\"]\nladder = [\"team:second\"]\n",
    );
    let case = Case::play("E8", &text, 60);
    case.holds_by_days("answered", 1.0, Count::Answered);
    case.holds_by_days("abandoned", 1.0, Count::Abandoned);
    case.holds_level("sl_late", |part| answered_or_late(part, ALL));
    for group in 0..3 {
        for period in 0..3 {
            let [published, half_width] = ["in_time", "in_time_half_width"]
                .map(|name| case.fact(name)[group][period].as_f64().expect("a number"));
            case.holds_to(
                &format!("in time: type {group}, period {period}"),
                published,
                half_width,
                |part| {
                    let hours = (8 + 2 * period)..(10 + 2 * period);
                    let slice = |hour| Slice { group: Some(group), interval: Some(hour), ..ALL };
                    (hours.map(|hour| count(part, slice(hour), Count::InTime)).sum(), part.shape.days as f64)
                },
            );
        }
    }
    // Theirs leaves out nobody who stays after the plan has dropped.
    case.holds("occupancy_first", |part| {
        let time = part.time(Slice { team: Some(0), ..ALL });
        (time.busy as f64, (time.on_duty + time.overtime) as f64)
    });
}
