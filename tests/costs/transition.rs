//! What it costs to move the work, by hand.

use super::{compared, mean, near};

/// Six people in Lyon, eight in Tunis, 40 paid hours a week, four weeks from Monday 5 January 2026.
const MOVE: &str = r#"
[run]
start = "2026-01-05"
days = 20
[opening]
mon-fri = "08:00-16:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[groups.clients]
accounts = 10
requests_per_day = { phone = 100 }
handle_time = { phone = "5m" }
[sites.lyon]
hourly_cost = 30
[sites.tunis]
hourly_cost = 10
recruiting_per_hire = 300
training_per_hire = 500
[rosters.tunis.turnover]
leavers_per_year = 0.3
vacancy = "34d"
training = "20d"
ramp_up = { exponential = { start = 0.5, time = "60d" } }
[shifts.day]
hours = "08:00-16:00"
days = "mon-fri"
[teams.home]
site = "lyon"
shifts = ["day"]
agents = 6
[teams.far]
site = "tunis"
shifts = ["day"]
agents = 8
[staffings.home]
ladder = ["anyone"]
use_teams = ["home"]
[staffings.far]
ladder = ["anyone"]
use_teams = ["far"]
[staffings.far.transition]
from = "home"
parallel_run = "42d"
immersion = { people = 2, weeks = 3, trip = 900, week = 400 }
documentation = { days = 30, cost_per_day = 350 }
"#;

#[test]
fn a_move_that_is_over_costs_what_it_cost_once() {
    let results = compared(MOVE, &[]);
    let far = |metric: &str| mean(&results, "far", "all", metric);
    // Six people for six weeks of 40 hours at 30.
    near(far("transition_parallel"), 6.0 * 6.0 * 40.0 * 30.0, "parallel run");
    // Eight people: 20 days of training, and 0.5 × 60 days of full craft missing, of 40 hours in seven days at 10.
    near(far("transition_ramp"), 8.0 * (20.0 + 30.0) / 7.0 * 40.0 * 10.0, "ramp");
    near(far("transition_hires"), 8.0 * 800.0, "hires");
    near(far("transition_immersion"), 2.0 * (900.0 + 3.0 * 400.0), "immersion");
    near(far("transition_documentation"), 30.0 * 350.0, "documentation");
    let once = 43_200.0 + 160_000.0 / 7.0 + 6_400.0 + 4_200.0 + 10_500.0;
    // Three years, four weeks of which are counted.
    near(far("cost_transition"), once * 28.0 / 365.25 / 3.0, "charged");
    near(
        mean(&results, "far", "site=tunis", "cost_transition"),
        far("cost_transition"),
        "where the work goes",
    );
    near(mean(&results, "home", "all", "cost_transition"), 0.0, "nothing moves home");
}

/// The same move within the run, to people of full craft: the parallel run is in the wages.
#[test]
fn a_move_within_the_run_is_played() {
    let from = MOVE.find("[rosters.tunis.turnover]").expect("a roster");
    let to = MOVE.find("[shifts.day]").expect("shifts");
    let text =
        format!("{}{}", &MOVE[..from], &MOVE[to..]).replace("\"42d\"", "\"14d\"\ndate = \"2026-01-12\"");
    let results = compared(&text, &[]);
    let of = |scope: &str, metric: &str| mean(&results, "far", scope, metric);
    // Six people of Lyon for three weeks, eight of Tunis for three weeks, of four.
    near(of("site=lyon", "paid_hours"), 6.0 * 40.0 * 3.0 / 4.0, "Lyon");
    near(of("site=tunis", "paid_hours"), 8.0 * 40.0 * 3.0 / 4.0, "Tunis");
    near(of("all", "agents"), (6.0 + 8.0) * 3.0 / 4.0, "agents");
    near(of("all", "costed_hires"), 0.0, "nobody is hired again and again");
    near(of("all", "transition_hires"), 8.0 * 800.0, "hires");
    for part in ["parallel", "ramp", "severance"] {
        near(of("all", &format!("transition_{part}")), 0.0, part);
    }
    near(of("all", "transition_immersion"), 4_200.0, "immersion");
    // From the eighth of 28 days on.
    let once = 4_200.0 + 10_500.0 + 6_400.0;
    near(of("all", "cost_transition"), once * 21.0 / 365.25 / 3.0, "charged");
}

/// What hires and severance of a move within the run cost a year, and over three years: they are paid once. Half of each
/// desk on the eighth day, the other half on the fifteenth; who goes stays a week.
#[test]
fn who_comes_and_goes_with_a_move_is_paid_for_once() {
    let from = MOVE.find("[rosters.tunis.turnover]").expect("a roster");
    let to = MOVE.find("[shifts.day]").expect("shifts");
    let waves = "\"7d\"\nwaves = [{ date = \"2026-01-12\", share = 0.5 }, { date = \"2026-01-19\", share = 1 }]\n\
                 amortise = \"2y\"";
    let text = format!("{}{}[money]\nhorizon = \"3y\"\n", &MOVE[..from], &MOVE[to..])
        .replace("\"42d\"", waves)
        .replace("hourly_cost = 30", "hourly_cost = 30\nseverance = 1000");
    let paid = compared(&text, &[]);
    let nothing =
        ["sites.tunis.recruiting_per_hire=0", "sites.tunis.training_per_hire=0", "sites.lyon.severance=0"];
    let free = compared(&text, &nothing);
    let more = |metric: &str| mean(&paid, "far", "all", metric) - mean(&free, "far", "all", metric);
    near(more("transition_hires"), 8.0 * 800.0, "hires");
    near(more("transition_severance"), 6.0 * 1_000.0, "severance");
    // Four people and three on days 7 and 14, 14 and 21 of 28: each amount is spread over two years.
    let counted = 3_200.0 * (21.0 + 14.0) + 3_000.0 * (14.0 + 7.0);
    near(more("cost_transition"), counted / 365.25 / 2.0, "what falls on four weeks");
    near(more("cost_per_year"), counted / 28.0 / 2.0, "a year like these four weeks");
    near(mean(&paid, "far", "site=lyon", "transition_severance"), 6_000.0, "where they were");
    for line in ["recruiting", "training", "severance"] {
        near(more(&format!("cost_{line}")), 0.0, line);
    }
    // All of it is charged within three years, and once.
    near(more("present_value"), 8.0 * 800.0 + 6.0 * 1_000.0, "present value");
}

/// A move that is over when the run begins paid those off who went, too.
#[test]
fn who_went_before_the_run_was_paid_off() {
    let text = MOVE.replace("hourly_cost = 30", "hourly_cost = 30\nseverance = 1000");
    let (paid, free) = (compared(&text, &[]), compared(MOVE, &[]));
    let more = |metric: &str| mean(&paid, "far", "all", metric) - mean(&free, "far", "all", metric);
    near(mean(&paid, "far", "all", "transition_severance"), 6_000.0, "six people");
    near(more("cost_transition"), 6_000.0 * 28.0 / 365.25 / 3.0, "of three years, four weeks");
}

/// Seats by date without a move: two people from the second week on, one less in the fourth, who is paid off; three years
/// where nothing else is said.
#[test]
fn seats_by_date_are_found_and_paid_off_once() {
    let waves = "agents = 8\nwaves = [{ date = \"2026-01-05\", agents = 4 }, { date = \"2026-01-12\", agents = 6 }, \
                 { date = \"2026-01-26\", agents = 5 }]";
    let from = MOVE.find("[rosters.tunis.turnover]").expect("a roster");
    let to = MOVE.find("[shifts.day]").expect("shifts");
    let text = format!("{}{}", &MOVE[..from], &MOVE[to..])
        .replace("\"42d\"", "\"0d\"")
        .replace("agents = 8", waves)
        .replace("training_per_hire = 500", "training_per_hire = 500\nseverance = 200");
    let end = text.find("[staffings.far.transition]").expect("a move");
    let results = compared(&text[..end], &[]);
    let far = |metric: &str| mean(&results, "far", "all", metric);
    near(far("transition_hires"), 2.0 * 800.0, "two");
    near(far("transition_severance"), 200.0, "one");
    near(far("cost_transition"), (1_600.0 * 21.0 + 200.0 * 7.0) / 365.25 / 3.0, "what falls on four weeks");
    near(far("costed_hires") + far("releases"), 0.0, "nothing recurs");
}

/// Half of them in each of two waves: three people of Lyon go when four of Tunis have come.
#[test]
fn waves_bring_some_and_take_some() {
    let waves =
        "\"0d\"\nwaves = [{ date = \"2026-01-12\", agents = 4 }, { date = \"2026-01-19\", share = 1 }]";
    let results = compared(&MOVE.replace("\"42d\"", waves), &[]);
    near(mean(&results, "far", "team=home", "paid_hours"), 40.0 * (6.0 + 3.0) / 4.0, "Lyon");
    near(mean(&results, "far", "team=home", "agents"), (6.0 + 3.0) / 4.0, "agents");
    near(mean(&results, "far", "team=far", "agents"), (4.0 + 8.0 + 8.0) / 4.0, "agents");
}

/// From Lyon to Tunis by way of another place: both moves are paid for, and all three places are there in turn.
#[test]
fn phases_follow_one_another() {
    let near_first = MOVE
        .replace("from = \"home\"", "from = \"near\"\ndate = \"2026-01-19\"")
        .replace("\"42d\"", "\"0d\"")
        + r#"
[sites.porto]
hourly_cost = 18
[teams.between]
site = "porto"
shifts = ["day"]
agents = 7
[staffings.near]
ladder = ["anyone"]
use_teams = ["between"]
[staffings.near.transition]
from = "home"
date = "2026-01-12"
documentation = { days = 10, cost_per_day = 100 }
"#;
    let results = compared(&near_first, &[]);
    let agents = |team: &str| mean(&results, "far", &format!("team={team}"), "agents");
    near(agents("home"), 6.0 / 4.0, "a week");
    near(agents("between"), 7.0 / 4.0, "a week");
    near(agents("far"), 8.0 * 2.0 / 4.0, "two weeks");
    near(mean(&results, "far", "all", "transition_documentation"), 1_000.0 + 10_500.0, "both");
    near(mean(&results, "near", "team=between", "agents"), 7.0 * 3.0 / 4.0, "it stays");
}

/// A programme is paid for once, and yearly; training for admission by those admitted.
#[test]
fn programmes_and_admission_are_lines() {
    let text = MOVE.replace(
        "handle_time = { phone = \"5m\" }",
        "handle_time = { phone = \"5m\" }\nadmission = { training_days = 3 }",
    ) + "[staffings.home.programme]\nonce = 36000\nper_year = 12000\namortise = \"2y\"\nhandle_time_factor = 0.9\n";
    let results = compared(&text, &[]);
    let years = 28.0 / 365.25;
    near(mean(&results, "home", "all", "cost_programme"), (18_000.0 + 12_000.0) * years, "programme");
    near(mean(&results, "home", "all", "programme_once"), 36_000.0, "once");
    near(mean(&results, "home", "all", "programme_yearly"), 12_000.0, "yearly");
    // Six people, three days of a fifth of 35 hours at 30 a year.
    near(mean(&results, "home", "all", "admission_days"), 6.0 * 3.0 * years, "days");
    near(mean(&results, "home", "all", "cost_admission"), 6.0 * 3.0 * years * 7.0 * 30.0, "admission");
    // In Tunis those who are hired have it, too.
    let hires = mean(&results, "far", "all", "costed_hires");
    near(mean(&results, "far", "all", "admission_days"), 3.0 * (8.0 * years + hires), "with hires");
}

/// What a programme changes holds from the first day on: where it is paid for from a later date on, that is said; where it
/// changes nothing, or is paid for from the first day counted on, there is nothing to say.
#[test]
fn a_programme_that_works_before_it_is_paid_for_is_cautioned() {
    for (keys, is_told) in [
        ("handle_time_factor = 0.9\ndate = \"2026-01-12\"", true),
        ("date = \"2026-01-12\"", false),
        ("handle_time_factor = 0.9\ndate = \"2026-01-05\"", false),
        ("handle_time_factor = 0.9", false),
    ] {
        let results = compared(&format!("{MOVE}[staffings.home.programme]\nonce = 1000\n{keys}\n"), &[]);
        let told = results.cautions.iter().any(|caution| caution.code == "early_effects");
        assert_eq!(told, is_told, "{keys}");
    }
}
