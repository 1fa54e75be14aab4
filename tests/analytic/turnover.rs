//! People who leave and are replaced, played by the engine and counted by the study: closed forms of renewal.

use portflow::metrics::Part;
use portflow::metrics::part::{SeatDays, Slice};

use super::rig::{Played, figure, play, row, stationary};

/// A hundred seats of a roster, in a team that never closes, whose people leave as in the example.
fn desk(roster: u32) -> String {
    let rest = format!(
        "[channels.phone]\nkind = \"live\"\nin_time = \"20s\"\n\n[groups.all]\naccounts = 1\n\
         requests_per_day = {{ phone = 300 }}\nhandle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n\n\
         [rosters.r{roster}.turnover]\nleavers_per_year = 0.35\nvacancy = {{ exponential = {{ mean = \"1051h55m12s\" }} }}\n\
         training = \"0s\"\nramp_up = {{ exponential = {{ start = 0.5, time = \"2191h30m\" }} }}\n\n\
         [teams.desk]\nroster = \"r{roster}\"\nagents = 100\nalways = true\n\n[staffings.flow]\nladder = [\"anyone\"]\n"
    );
    stationary(363, &rest)
}

fn seats(part: &Part) -> SeatDays {
    let mut sum = SeatDays::default();
    for seats in &part.seats {
        sum += *seats;
    }
    sum
}

fn on_duty(part: &Part) -> f64 {
    let seats = seats(part);
    (seats.all - seats.vacant - seats.training) as f64
}

/// Key `workforce_renewal`: availability, craft, capacity and hires, for one seat. The start belongs to the population, so a
/// replication is a roster of its own. And as many people are signed on, and paid, as the seats say.
#[test]
fn seats_change_hands_as_computed() {
    let exact = row("workforce_renewal", &[("n", 1.0)]);
    let rosters = (0..40).map(|roster| play(&desk(roster), 1).0.remove(0));
    let played = Played(rosters.collect());
    let a_seat = |part: &Part| seats(part).all as f64;
    played.holds_of("availability", figure(exact, "availability"), |part| (on_duty(part), a_seat(part)));
    let craft = |part: &Part| seats(part).craft as f64 / 1e6;
    played
        .holds_of("craft", figure(exact, "mean_proficiency_of_present"), |part| (craft(part), on_duty(part)));
    played.holds_of("capacity", figure(exact, "effective_capacity_fte"), |part| (craft(part), a_seat(part)));
    let hires = |part: &Part| (365.25 * seats(part).hires as f64, a_seat(part));
    played.holds_of("hires", figure(exact, "hires_per_year"), hires);
    for part in &played.0 {
        let days = |time: i64| time as f64 / 86.4e9;
        let time = part.time(Slice::default());
        assert!((days(time.on_duty) - on_duty(part)).abs() < 1e-6);
        assert!((days(part.hours[0][0]) - on_duty(part)).abs() < 1e-6);
        // Who handles a contact at the midnight of leaving ends it.
        assert!(days(time.overtime) < 0.1);
    }
}
