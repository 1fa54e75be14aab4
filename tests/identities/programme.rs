//! What a programme changes is what the keys of roster, site, team and knowledge change, to the last digit; a move that is
//! over and costs nothing changes nothing.

use portflow::study::record::Results;

use super::compared;

/// A desk in which everything matters that a programme may change.
fn desk(edits: &[(&str, &str)], more: &str) -> String {
    let mut text = String::from(
        r#"
measured_under = "expert"
[run]
start = "2026-01-05"
days = 30
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.clients]
accounts = 20
requests_per_day = { phone = 150 }
handle_time = { phone = "6m" }
follow_up = { share = 0.2, delay = "1d" }
[sites.lyon]
hourly_cost = 30
[rosters.lyon.turnover]
leavers_per_year = 2
vacancy = "5d"
training = "5d"
ramp_up = { exponential = { start = 0.5, time = "60d" } }
[shifts.day]
hours = "08:00-18:00"
[teams.desk]
shifts = ["day"]
agents = 6
[knowledge]
effect = 0.5
documentation = 0.4
[staffings.desk]
ladder = ["owner", { to = "anyone", after = "30s" }]
"#,
    );
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text + more
}

/// Everything but costs of a programme, which are not there without one.
fn told(results: &Results) -> String {
    format!("{:?} {:?}", results.records, results.cautions)
}

#[test]
fn a_programme_changes_what_other_keys_change() {
    for (edit, programme) in [
        (("documentation = 0.4", "documentation = 0.9"), "documentation = 0.9"),
        (("hourly_cost = 30", "hourly_cost = 30\nresolution_factor = 0.9"), "resolution_factor = 0.9"),
        (("time = \"60d\"", "time = \"30d\""), "ramp_up_factor = 2"),
        (("agents = 6", "agents = 6\nturnover_factor = 0.5"), "turnover_factor = 0.5"),
        (("agents = 6", "agents = 6\nhandle_time_factor = 0.9"), "handle_time_factor = 0.9"),
    ] {
        let by_keys = compared(&desk(&[edit], ""), 3);
        // A line of cost of nothing, so that both have the same lines.
        let by_programme = compared(&desk(&[], &format!("[staffings.desk.programme]\n{programme}\n")), 3);
        let plain = compared(&desk(&[], ""), 3);
        let figures = |results: &Results| {
            let is_cost = |metric: &str| metric.starts_with("cost_") || metric.starts_with("programme_");
            let kept = results.records.iter().filter(|record| !is_cost(&record.metric));
            kept.filter(|record| by_keys.figure("desk", &record.scope, &record.metric).is_some())
                .map(|record| format!("{record:?}"))
                .collect::<Vec<String>>()
        };
        assert_eq!(figures(&by_keys), figures(&by_programme), "{programme}");
        assert_ne!(figures(&by_keys), figures(&plain), "{programme} matters");
    }
}

#[test]
fn a_move_that_is_over_and_costs_nothing_moves_no_byte() {
    let before = "[staffings.before]\nladder = [\"anyone\"]\n";
    let moved =
        "[staffings.desk.transition]\nfrom = \"before\"\ndate = \"2025-03-03\"\nparallel_run = \"28d\"\n";
    let plain = compared(&desk(&[], before), 2);
    let after = compared(&desk(&[], &format!("{before}{moved}")), 2);
    assert_eq!(told(&plain), told(&after));
}
