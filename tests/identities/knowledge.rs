//! Knowledge: the level it is entered at, its start, its absence.

use portflow::study::record::{Record, Results};

use super::{compared, record};

/// A desk whose people know much or little, with everything that knowledge moves.
fn desk(top: &str) -> String {
    format!(
        r#"
{top}
[run]
days = 40

[opening]
mon-fri = "08:00-18:00"

[channels.phone]
kind = "live"
patience = {{ exponential = {{ mean = "3m" }} }}
redial = {{ probability = 0.3, delay = {{ exponential = {{ mean = "10m" }} }} }}
[channels.email]
kind = "deferrable"
in_time = "4h"

[groups.clients]
accounts = 60
sectors = 5
requests_per_day = {{ phone = 150, email = 60 }}
spread = {{ lognormal = {{ cv = 1.2 }} }}
complexity = {{ uniform = {{ min = 0.8, max = 1.4 }} }}
handle_time = {{ phone = {{ exponential = {{ mean = "10m" }} }}, email = {{ exponential = {{ mean = "12m" }} }} }}
follow_up = {{ share = 0.15, delay = {{ exponential = {{ mean = "3h" }} }} }}

[sites.lyon]
hourly_cost = 33
[rosters.lyon]
absence = 0.05
speed = {{ lognormal = {{ mean = 1.1, cv = 0.15 }} }}
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["day"]
agents = 8

[staffings.flow]
ladder = ["anyone"]
[staffings.dedicated]
ladder = ["owner", {{ to = "deputy", after = "30s" }}]
"#
    )
}

const EFFECTS: &str = r"
[knowledge]
effect = 0.8
resolution = { expert = 0.85, novice = 0.6 }
errors = { expert = 0.01, novice = 0.2, cost = 40 }
";

/// Handle times and follow-ups are entered as measured under a staffing, and that staffing shows them.
///
/// False alarm 6e-5 a figure: 4 standard errors of the replications, beside which those of the pilot are small
/// (it sees some 12,000 contacts whose factors vary by a tenth).
#[test]
fn figures_measured_under_a_staffing_are_its_figures() {
    for under in ["flow", "dedicated"] {
        let results = compared(&desk(&format!("measured_under = \"{under}\"\n{EFFECTS}")), 20);
        for (channel, minutes) in [("channel=phone", 10.0), ("channel=email", 12.0)] {
            let found = record(&results, under, "handle_time", channel);
            let error = found.half_width.expect("an interval") / 2.093;
            let pilot = 60.0 * minutes * 0.1 * (2.0_f64 / 12_000.0).sqrt();
            let off = found.mean.expect("a mean") - 60.0 * minutes;
            assert!(off.abs() < 4.0 * error.hypot(pilot), "{under} {channel}: {off} ± {error}");
        }
    }
}

/// What differs between staffings is what their people know: owners are faster, and are asked again less often.
#[test]
fn owners_know_their_accounts() {
    let results = compared(&desk(&format!("measured_under = \"flow\"\n{EFFECTS}")), 20);
    for (metric, scope) in
        [("knowledge_factor", "all"), ("errors_per_thousand", "all"), ("handle_time", "channel=phone")]
    {
        let found = record(&results, "dedicated", metric, scope);
        assert!(found.difference_upper.expect("against flow") < 0.0, "{metric}: {found:?}");
    }
}

/// A settled start is settled: the second half of the run is no better than the first. From nothing it is a ramp.
#[test]
fn a_settled_start_does_not_drift() {
    let drift = |start: &str| {
        let results =
            compared(&desk(&format!("measured_under = \"flow\"\n{EFFECTS}start = \"{start}\"")), 10);
        let half = |metric| record(&results, "dedicated", metric, "all").mean.expect("a mean");
        let drift = half("knowledge_factor_second_half") / half("knowledge_factor_first_half") - 1.0;
        let told = results.cautions.iter().any(|caution| caution.code == "knowledge_drifts");
        assert_eq!(told, drift.abs() > 0.01 || start == "none", "{start}: {drift}");
        drift
    };
    assert!(drift("settled").abs() < 0.01);
    assert!(drift("none") < -0.02);
}

/// Experts leave one contact in twenty unresolved and novices three in five, twelve times as many: where a fifth comes back,
/// twice as many as there are would, of a novice.
#[test]
fn more_than_all_cannot_come_back() {
    let told = |effects: &str| {
        let results = compared(&desk(&format!("measured_under = \"flow\"\n[knowledge]\n{effects}")), 2);
        results.cautions.into_iter().find(|caution| caution.code == "follow_ups_capped")
    };
    assert!(told("resolution = { expert = 0.85, novice = 0.6 }").is_none());
    let caution = told("resolution = { expert = 0.95, novice = 0.4 }\nhalf_effect = 3").expect("it is told");
    assert!(caution.message.contains("of clients by"), "{}", caution.message);
}

/// On the day of a reorganisation people know what they knew before it.
#[test]
fn a_reorganisation_starts_with_what_was_known() {
    let factor = |start: &str| {
        let results = compared(&desk(&format!("measured_under = \"flow\"\n{EFFECTS}start = \"{start}\"")), 4);
        record(&results, "dedicated", "knowledge_factor_first_half", "all").mean.expect("a mean")
    };
    let (settled, moved, cold) = (factor("settled"), factor("from flow"), factor("none"));
    assert!(settled < moved && moved < cold, "{settled} {moved} {cold}");
}

/// Four people come to know four busy accounts and go on day 30; one who comes then knows them all at the end, alone. Where
/// everybody has left and nobody follows, nobody knows anything, and there is no bus factor.
#[test]
fn what_those_know_who_are_gone_is_nobodys() {
    let desk = |people: &str| {
        format!(
            r#"
measured_under = "flow"
[run]
start = "2026-01-05"
days = 60
count = "calendar days"
[knowledge]
effect = 0
sector_share = 0
start = "none"
half_life = "100000d"
[opening]
daily = "09:00-17:00"
[channels.phone]
kind = "live"
[groups.clients]
accounts = 4
requests_per_day = {{ phone = 60 }}
handle_time = {{ phone = "2s" }}
[sites.here]
hourly_cost = 10
[shifts.day]
hours = "09:00-17:00"
days = "daily"
[staffings.flow]
ladder = ["anyone"]
push = "random"
{people}
"#
        )
    };
    let mean = |results: &Results, metric| record(results, "flow", metric, "all").mean;
    let replaced = compared(
        &desk(
            "[teams.old]\nshifts = [\"day\"]\nagents = 4\nuntil = \"2026-02-04\"\n\
             [teams.new]\nshifts = [\"day\"]\nagents = 1\nfrom = \"2026-02-04\"",
        ),
        4,
    );
    for (metric, value) in
        [("bus_factor", 1.0), ("proficient_people", 1.0), ("unlearnt", 0.0), ("knowledge_gini", 0.0)]
    {
        assert_eq!(mean(&replaced, metric), Some(value), "{metric}");
    }
    // Four seats in four futures, each left at a rate of six a year and then empty for years: after 400 days one person in
    // 700 is still there, with this seed nobody.
    let gone = "[rosters.here.turnover]\nleavers_per_year = 6\nvacancy = \"2000d\"\ntenure = \"long\"\n\
                [teams.desk]\nshifts = [\"day\"]\nagents = 4";
    let gone = compared(&desk(gone).replace("days = 60", "days = 400"), 4);
    assert_eq!(mean(&gone, "departures_per_year").map(|gone| gone > 0.0), Some(true));
    assert_eq!(
        (mean(&gone, "proficient_people"), mean(&gone, "unlearnt"), mean(&gone, "bus_factor")),
        (Some(0.0), Some(1.0), None)
    );
}

/// Knowledge without effect moves no byte.
#[test]
fn no_effect_is_no_effect() {
    let without = compared(&desk("measured_under = \"flow\""), 3);
    let neutral = compared(&desk("measured_under = \"flow\"\n[knowledge]\neffect = 0"), 3);
    // The frontier weighs dependency by the bus factor, where there is one, else by the owner share.
    let of_knowledge =
        ["knowledge_", "error", "bus_factor", "unlearnt", "proficient_people", "known_", "on_frontier"];
    let rest = |results: &Results| -> Vec<Record> {
        let about = |record: &&Record| of_knowledge.iter().any(|start| record.metric.starts_with(start));
        results.records.iter().filter(|record| !about(record)).cloned().collect()
    };
    assert_eq!(rest(&neutral), rest(&without));
}
