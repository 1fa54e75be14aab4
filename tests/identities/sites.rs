//! What places do to work: exactly what is entered, and nothing where nothing is.

use super::{compared, record};

/// Everybody answers at once, here or there, and some contacts come back.
fn desk(top: &str, there: &str) -> String {
    format!(
        r#"
{top}
[run]
days = 40

[opening]
mon-fri = "08:00-18:00"

[channels.phone]
kind = "live"

[groups.clients]
accounts = 20
areas = 2
requests_per_day = {{ phone = 60 }}
complexity = {{ uniform = {{ min = 0.8, max = 1.4 }} }}
handle_time = {{ phone = {{ exponential = {{ mean = "5m" }} }} }}
follow_up = {{ share = 0.15, delay = {{ exponential = {{ mean = "3h" }} }} }}

[sites.here]
hourly_cost = 33
[sites.there]
hourly_cost = 20
{there}
[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"
[teams.home]
site = "here"
shifts = ["day"]
agents = 30
[teams.away]
site = "there"
shifts = ["day"]
agents = 30

[staffings.onshore]
ladder = ["anyone"]
use_teams = ["home"]
[staffings.offshore]
ladder = ["anyone"]
use_teams = ["away"]
"#
    )
}

const KNOWN: &str = "measured_under = \"expert\"\n[knowledge]\neffect = 0\ndocumentation = 0.4";

/// With 30 people for 2.5 everybody is answered, so both staffings handle the same contacts, each longer by the factor:
/// 1.2, and for what is not written down 1.2 + 0.5 · 0.6 · 0.2 = 1.26. Handle times are whole µs.
#[test]
fn handle_times_are_longer_by_the_factor() {
    let all_areas = "handle_time_factor = { areas = { 0 = 1.2, 1 = 1.2 } }";
    let undocumented = "handle_time_factor = { default = 1.2, undocumented = 0.5 }";
    for (there, factor) in [("handle_time_factor = 1.2", 1.2), (all_areas, 1.2), (undocumented, 1.26)] {
        let results = compared(&desk(KNOWN, there), 2);
        let time = |staffing| record(&results, staffing, "handle_time", "all").mean.expect("a mean");
        let found = time("offshore") / time("onshore");
        assert!((found - factor).abs() < 1e-6, "{there}: {found}");
    }
}

/// Six visits by two people where twelve halve it: half of each excess is left, and of what is missing. With 24, a quarter.
#[test]
fn visits_halve_what_distance_does() {
    let told = |there: &str| {
        let results = compared(&desk(KNOWN, there), 2);
        let figure = |metric| record(&results, "offshore", metric, "all").mean.expect("a mean");
        (figure("handle_time"), figure("contacts_per_request"))
    };
    let visits = |visits: u32| {
        format!(
            "handle_time_factor = {{ default = 1.2, areas = {{ 1 = 1.4 }}, undocumented = 0.5 }}\n\
             resolution_factor = 0.9\n\
             travel = {{ visits_per_year = {visits}, people = 2, trip = 0, halves_distance = 12 }}"
        )
    };
    let near = "handle_time_factor = { default = 1.1, areas = { 1 = 1.2 }, undocumented = 0.5 }\nresolution_factor = 0.95";
    assert_eq!(told(&visits(6)), told(near));
    let nearer = "handle_time_factor = { default = 1.05, areas = { 1 = 1.1 }, undocumented = 0.5 }\nresolution_factor = 0.975";
    let (found, wanted) = (told(&visits(12)), told(nearer));
    assert!((found.0 - wanted.0).abs() < 1e-6 && (found.1 - wanted.1).abs() < 1e-12, "{found:?} {wanted:?}");
}

/// An area that is slower lies between: by the share of its contacts, which is about a half.
#[test]
fn an_area_of_its_own_is_slower_alone() {
    let results = compared(&desk("", "handle_time_factor = { default = 1.0, areas = { 1 = 1.2 } }"), 2);
    let time = |staffing| record(&results, staffing, "handle_time", "all").mean.expect("a mean");
    let found = time("offshore") / time("onshore");
    assert!((1.05..1.15).contains(&found), "{found}");
}

/// Of 0.85 that are resolved, 0.9: 0.235 come back, so a request takes 1 ÷ (1 − 0.235) contacts, but for those that
/// would come back after the end. Four standard errors, false alarm 6e-5.
#[test]
fn what_is_not_resolved_comes_back() {
    let results = compared(&desk("", "resolution_factor = 0.9"), 20);
    for (staffing, share) in [("onshore", 0.15), ("offshore", 0.235)] {
        let found = record(&results, staffing, "contacts_per_request", "all");
        let error = found.half_width.expect("an interval") / 2.093;
        // Follow-ups of the last day come too late: a tenth of a day's of forty, at most.
        let cut = 1.0 / 40.0 * share;
        let off = found.mean.expect("a mean") - 1.0 / (1.0 - share);
        assert!(off < 4.0 * error && off > -4.0 * error - cut, "{staffing}: {off} ± {error}");
    }
}

/// Figures measured where the place has its say already are its figures.
#[test]
fn the_level_has_the_place_in_it() {
    let there = "resolution_factor = 0.95\nhandle_time_factor = { default = 1.1, areas = { 1 = 1.3 }, undocumented = 1 }";
    let top = "measured_under = \"offshore\"\n[knowledge]\nresolution = { expert = 0.9, novice = 0.8 }";
    let results = compared(&desk(top, there), 20);
    let wanted = compared(&desk("", ""), 20);
    for (metric, spread) in [("handle_time", 300.0), ("contacts_per_request", 0.45)] {
        let [found, wanted] = [&results, &wanted].map(|results| record(results, "offshore", metric, "all"));
        // Two times independent pilots of some 3,600 contacts beside both intervals.
        let error = (found.half_width.expect("an interval") / 2.093)
            .hypot(wanted.half_width.expect("an interval") / 2.093)
            .hypot(0.1 * spread / 3_600.0_f64.sqrt());
        let off = found.mean.expect("a mean") - wanted.mean.expect("a mean");
        assert!(off.abs() < 4.0 * error, "{metric}: {off} ± {error}");
    }
}

/// Neutral factors, spelt out, move no byte; nor do those of a site that a staffing does not use.
#[test]
fn neutral_places_move_no_byte() {
    let top = "measured_under = \"onshore\"\n[knowledge]\nresolution = { expert = 0.9, novice = 0.8 }";
    let plain = compared(&desk(top, ""), 2);
    let neutral = "resolution_factor = 1.0\nabsorption = 1.0\n\
                   handle_time_factor = { default = 1.0, areas = { 1 = 1.0 }, undocumented = 0.7 }";
    assert_eq!(plain.records, compared(&desk(top, neutral), 2).records);
    let own = |results: &portflow::study::record::Results| {
        let rows = results.records.iter().filter(|record| record.staffing == "onshore");
        rows.map(|record| (record.metric.clone(), record.scope.clone(), record.mean)).collect::<Vec<_>>()
    };
    let slower = "resolution_factor = 0.97\nabsorption = 0.5\nhandle_time_factor = { areas = { 1 = 1.4 } }";
    assert_eq!(own(&plain), own(&compared(&desk(top, slower), 2)));
}
