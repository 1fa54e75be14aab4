//! Days that are not alike: a profile with an empty start and a drained end, and gamma busyness.

use super::queues::queue;
use super::rig::{exact, exponential, figure, play, row_of, stationary};
use portflow::metrics::Count;
use portflow::metrics::part::Slice;

/// Key `mt_day`: eighteen half hours, five agents; those on duty stay until nobody waits. Service level by half
/// hour of arrival, busy people by half hour on the clock.
#[test]
fn a_day_with_a_profile() {
    let day = exact("mt_day");
    let profile: Vec<f64> = row_of(day, "profile").iter().filter_map(serde_json::Value::as_f64).collect();
    let text = format!(
        "[run]\ncount = \"calendar days\"\ndays = 100\n[opening]\ndaily = \"08:00-17:00\"\n[sites.here]\n\
         hourly_cost = 1\n[channels.phone]\nkind = \"live\"\npatience = {}\nprofile = {profile:?}\n[groups.all]\n\
         accounts = 1\nrequests_per_day = {{ phone = {} }}\nhandle_time = {{ phone = {} }}\n[shifts.day]\n\
         hours = \"08:00-17:00\"\n[teams.desk]\nshifts = [\"day\"]\nagents = 5\n[staffings.flow]\n\
         ladder = [\"anyone\"]\n",
        exponential(3.0),
        30.0 * profile.iter().sum::<f64>(),
        exponential(5.0)
    );
    let played = play(&text, 60);
    played.abandonment(None, figure(day, "p_abandon_day"));
    played.mean_wait_all(None, figure(day, "mean_wait_all_day"));
    played.service_level(None, figure(day, "sl_0.333333_served_over_offered_day"));
    let opens = 16;
    for (slot, row) in row_of(day, "slots").iter().enumerate() {
        let slice = Slice { interval: Some(opens + slot), ..Slice::default() };
        let level = figure(row, "p_served_within_0.333333_by_arrival_slot");
        played.holds_of(&format!("service level of slot {slot}"), level, |part| {
            let counts = part.counts(slice);
            (counts.get(Count::InTime) as f64, counts.get(Count::Offered) as f64)
        });
        played.holds_of(&format!("arrivals of slot {slot}"), figure(row, "arrivals"), |part| {
            (part.counts(slice).get(Count::Offered) as f64, part.shape.days as f64)
        });
        played.holds_of(&format!("busy people of slot {slot}"), figure(row, "mean_busy"), |part| {
            (part.time(slice).busy as f64 / 1.8e9, part.shape.days as f64)
        });
    }
    let late = figure(day, "agent_busy_minutes_after_close");
    let closes = opens + row_of(day, "slots").len();
    played.holds_of("busy minutes after closing", late, |part| {
        let after = (closes..part.shape.intervals)
            .map(|interval| part.time(Slice { interval: Some(interval), ..Slice::default() }).busy as f64);
        (after.sum::<f64>() / 6e7, part.shape.days as f64)
    });
}

/// Key `gamma_poisson`: one busyness with cv 0.3 for each day, every day as long as for ever. Here everything is
/// five times as fast, so that a day is 7,200 of the source's minutes and midnight is forgotten at once.
#[test]
fn busyness_from_day_to_day() {
    let days = exact("gamma_poisson")["cases"][0].clone();
    let channel = format!("patience = {}\nin_time = \"4s\"", exponential(0.6));
    let text = format!(
        "[demand]\nbusyness = {{ common = 0.3 }}\n{}[goals.level]\nmetric = \"answered_within\"\nwithin = \"4s\"\n\
         channel = \"phone\"\nat_least = 0.8\n",
        queue(4.0, 5, &exponential(1.0), &channel)
    );
    let played = play(&stationary(40, &text), 70);
    played.abandonment(None, figure(&days, "p_abandon_call_weighted"));
    played.service_level(None, figure(&days, "sl_call_weighted"));
    played.holds_of("service level, mean over days", figure(&days, "sl_day_average"), |part| {
        let levels = part.day_goals.iter().map(|day| f64::from(day.hits) / f64::from(day.of));
        (levels.sum(), part.shape.days as f64)
    });
    played.holds_of("days that meet the goal", figure(&days, "p_day_sl_ge_80"), |part| {
        let met = part.day_goals.iter().filter(|day| f64::from(day.hits) >= 0.8 * f64::from(day.of));
        (met.count() as f64, part.shape.days as f64)
    });
}
