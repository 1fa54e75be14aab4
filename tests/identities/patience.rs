//! Whoever has given up is gone, whether or not anything depends on the instant.

use super::{compared, record};

/// A person alone with forty emails a day, whose senders wait half an hour; `more` on the phone.
fn desk(more: &str) -> String {
    format!(
        r#"
[run]
start = "2026-01-05"
days = 10
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = "3m"
{more}
[channels.email]
kind = "deferrable"
patience = "30m"
in_time = "4h"
[groups.clients]
accounts = 5
requests_per_day = {{ phone = 10, email = 40 }}
handle_time = {{ phone = "6m", email = "30m" }}
[sites.lyon]
hourly_cost = 30
[shifts.day]
hours = "08:00-18:00"
[teams.desk]
shifts = ["day"]
agents = 1
[staffings.flow]
ladder = ["anyone"]
"#
    )
}

/// The last email comes before 18:00: by half past six everybody has written to somebody else.
#[test]
fn nobody_waits_at_midnight_who_gave_up_in_the_evening() {
    for redial in ["", "redial = { probability = 0.3, delay = \"10m\" }"] {
        let results = compared(&desk(redial), 4);
        let of = |metric| record(&results, "flow", metric, "channel=email").mean.unwrap();
        assert!(of("abandonment") > 0.3, "many give up: {}", of("abandonment"));
        assert!(of("backlog").abs() < 1e-12, "{redial}: {}", of("backlog"));
    }
}
