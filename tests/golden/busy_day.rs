//! E5 to E7: thirteen hours, agents by the hour, a gamma factor on the day, a tenth of those who find nobody free
//! leaves at once, the others after 1,000 s in the mean. In E5 and E6 divisors are the 1,660 expected contacts.

use super::rig::{ALL, Case, answered_or_late, busy, count};
use portflow::metrics::part::Slice;
use portflow::metrics::{Count, Part};

const EXPECTED: f64 = 1660.0;

/// A day whose busyness is gamma of this shape; `limit` seconds is in time.
fn day(key: &str, shape: Option<f64>, limit: u32, replications: u32) -> Case {
    let busyness = shape.map_or(String::new(), |shape| {
        format!("[demand]\nbusyness = {{ common = {} }}\n", 1.0 / shape.sqrt())
    });
    let text = format!(
        "[run]\ncount = \"calendar days\"\ndays = 100\ninterval = \"60m\"\n[opening]\ndaily = \"08:00-21:00\"\n\
         {busyness}[channels.phone]\nkind = \"live\"\nstrict = true\nin_time = \"{limit}s\"\n\
         short_abandon = \"{limit}s\"\nbalk = 0.1\npatience = {{ exponential = {{ mean = \"1000s\" }} }}\n\
         profile = [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60]\n[groups.all]\naccounts = 1\n\
         requests_per_day = {{ phone = {EXPECTED} }}\n\
         handle_time = {{ phone = {{ exponential = {{ mean = \"100s\" }} }} }}\n[sites.here]\nhourly_cost = 1\n\
         [teams.desk]\nagents_per_interval = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4]\n\
         [staffings.flow]\nladder = [\"anyone\"]\n\
         [goals.any]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n"
    );
    Case::play(key, &text, replications)
}

fn expected(part: &Part) -> f64 {
    EXPECTED * part.shape.days as f64
}

/// What E5 and E6 share. Lost at once counts as below the limit.
fn holds_day(case: &Case) {
    case.holds_by_days("arrivals", 1.0, Count::Offered);
    case.holds("wait_seconds", |part| (count(part, ALL, Count::WaitAll) / 1e6, expected(part)));
    case.holds("below_limit", |part| {
        (count(part, ALL, Count::InTime) + count(part, ALL, Count::ShortAbandoned), expected(part))
    });
    case.holds("lost", |part| (count(part, ALL, Count::Abandoned), expected(part)));
}

#[test]
fn e5_a_busy_day_of_gamma_rates() {
    holds_day(&day("E5", Some(10.0), 20, 60));
}

#[test]
fn e6_a_busy_day_of_nearly_constant_rates() {
    let case = day("E6", Some(400.0), 20, 60);
    holds_day(&case);
    // Poisson and gamma variance together: 1660 + 1660² ÷ 400 = 8549 in theory.
    case.holds("arrivals_variance", |part| {
        let off = part.day_goals.iter().map(|day| f64::from(day.of) - EXPECTED);
        (off.map(|off| off * off).sum(), part.shape.days as f64)
    });
}

/// Served within the limit over served and abandoned later, as E7 has it.
fn holds_hours(case: &Case, whole: &str, by_hour: &str) {
    case.holds_level(whole, |part| answered_or_late(part, ALL));
    let half_width = case.fact("by_hour_half_width").as_f64().expect("a number");
    for (hour, published) in case.fact(by_hour).as_array().expect("by hour").iter().enumerate() {
        let slice = Slice { interval: Some(8 + hour), ..ALL };
        let published = published.as_f64().expect("a share");
        case.holds_to(&format!("{by_hour}, hour {hour}"), published, half_width, |part| {
            (count(part, slice, Count::InTime), answered_or_late(part, slice))
        });
    }
}

#[test]
fn e7_a_busy_day_of_constant_rates_by_the_hour() {
    let case = day("E7", None, 20, 40);
    holds_hours(&case, "sl_20", "sl_20_by_hour");
    // Agents planned: 81 hours a day.
    case.holds("occupancy", |part| (busy(part, 8..21), part.shape.days as f64 * 81.0 * 3.6e9));
}

#[test]
fn e7_with_half_a_minute() {
    holds_hours(&day("E7", None, 30, 40), "sl_30", "sl_30_by_hour");
}
