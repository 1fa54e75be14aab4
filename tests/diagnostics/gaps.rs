//! Open hours without anybody, as `check` tells them: over midnight, on dates, by owners.

use std::fs;

use super::{DESK, folder, portflow, text};

#[test]
fn a_gap_over_midnight_is_told_as_one() {
    let folder = folder("gap");
    // Open day and night; three nights a week are worked, from Monday, Tuesday and Wednesday evening on.
    let desk = DESK.replace("mon-fri = \"09:00-17:00\"", "daily = \"00:00-24:00\"").replace(
        "hours = \"09:00-17:00\"\ndays = \"mon-fri\"",
        "hours = \"22:00-06:00\"\ndays = \"mon-wed\"",
    );
    fs::write(folder.join("desk.toml"), desk).expect("written");
    let out = portflow(&folder, &["check", "desk.toml"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let said: String = text_of(&out.stdout);
    assert!(said.contains("longest 4d16h, Thursday from 06:00 to Monday 22:00"), "{said}");
}

/// What `check` says of desks on whose ordinary days somebody is always there: a site's holiday, leave of everybody at once
/// and a team that comes later leave open hours to nobody.
#[test]
fn dates_that_leave_open_hours_to_nobody_are_told() {
    let folder = folder("dates");
    let said = |text: &str| {
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = portflow(&folder, &["check", "desk.toml"]);
        assert_eq!(out.status.code(), Some(0), "{}", text_of(&out.stderr));
        text_of(&out.stdout)
    };
    // Two sites, early and late (to 02:00), from Monday 5 January on.
    let hours = "mon = \"09:00-24:00\"\ntue-fri = [\"00:00-02:00\", \"09:00-24:00\"]\nsat = \"00:00-02:00\"";
    let two = DESK
        .replace("mon-fri = \"09:00-17:00\"", hours)
        .replace("[shifts.day]", "[sites.there]\nhourly_cost = 20\n[shifts.day]")
        .replace(
            "[teams.desk]\n",
            "[shifts.late]\nhours = \"17:00-02:00\"\ndays = \"mon-fri\"\n[teams.night]\nsite = \"there\"\n\
             shifts = [\"late\"]\nagents = 5\n[teams.desk]\nsite = \"here\"\n",
        );
    assert!(!said(&two).contains("find nobody on duty for more"), "{}", said(&two));
    let both = two
        .replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-20\"]");
    let told = said(&both);
    let flow = "flow: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 9h, 2026-01-20 \
                from 17:00 to 2026-01-21 02:00 (clients-001). Not in an ordinary week: 2026-01-14 from 09:00 to 17:00 (holiday \
                of here); 2026-01-20 from 17:00 to 2026-01-21 02:00 (holiday of there).";
    assert!(told.contains(flow), "{told}");
    // Nine hours ahead the same evening is the next date's early morning, and it is that date's holiday that empties it.
    let east = two
        .replace(hours, "mon-fri = \"09:00-24:00\"")
        .replace("hourly_cost = 20", "hourly_cost = 20\nutc_offset = \"9h\"\nholidays = [\"2026-01-21\"]")
        .replace(
            "hours = \"17:00-02:00\"\ndays = \"mon-fri\"",
            "hours = \"02:00-09:00\"\ndays = \"tue-sat\"",
        );
    let told = said(&east);
    let evening = "longest 7h, 2026-01-20 from 17:00 to 24:00 (clients-001). Not in an ordinary week: 2026-01-20 from 17:00 to \
                   24:00 (holiday of there).";
    assert!(told.contains(evening), "{told}");
    // On a date without contacts nobody is missed.
    let closed = "[[demand.stretches]]\nfrom = \"2026-01-14\"\nto = \"2026-01-14\"\nfactor = 0\n\
                  [[demand.stretches]]\nfrom = \"2026-01-20\"\nto = \"2026-01-21\"\nfactor = 0\n";
    assert!(!said(&format!("{both}{closed}")).contains("find nobody on duty for more"));
    // The longest of ordinary weeks stays, dates come behind it.
    let told = said(&both.replace("hours = \"17:00-02:00\"", "hours = \"20:00-02:00\""));
    let both =
        "longest 11h, 2026-01-14 from 09:00 to 20:00 (clients-001); of ordinary weeks 3h, Monday from 17:00.";
    assert!(told.contains(both), "{told}");
    // Round the clock, and on leave from the day after a holiday on: the days that the holiday does not account for are told.
    let told = said(
        &DESK
            .replace("mon-fri = \"09:00-17:00\"", "daily = \"00:00-24:00\"")
            .replace("hours = \"09:00-17:00\"\ndays = \"mon-fri\"", "hours = \"00:00-24:00\"")
            .replace("agents = 5", "agents = 1")
            .replace(
                "hourly_cost = 30",
                "hourly_cost = 30\nholidays = [\"2026-01-14\"]\n[rosters.here.people]\n\
                 anna = { leave = [\"2026-01-15..2026-01-18\"] }",
            ),
    );
    assert!(told.contains("everybody has a holiday (2026-01-14)"), "{told}");
    assert!(told.contains("2026-01-15 from 00:00 to 2026-01-18 24:00"), "{told}");
    // One site, open on its holiday: told once, as that.
    let told = said(&DESK.replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]"));
    assert!(told.contains("On 1 day contacts come, but everybody has a holiday (2026-01-14)."), "{told}");
    assert!(!told.contains("find nobody on duty for more"), "{told}");
    // With a night shift somebody is there until 02:00: no day without anybody, and told as the hours that are left.
    let night = two
        .replace("hourly_cost = 30", "hourly_cost = 30\nholidays = [\"2026-01-14\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-14\"]");
    let told = said(&night);
    assert!(!told.contains("everybody has a holiday"), "{told}");
    let left = "Not in an ordinary week: 2026-01-14 from 09:00 to 2026-01-15 02:00 (holiday of here, there).";
    assert!(told.contains(left), "{told}");
    // Leave of everybody at once, and a team that comes on Wednesday.
    let leave = "[rosters.here.people.anna]\nleave = [\"2026-01-15..2026-01-16\"]\n[teams.desk]\n";
    let told = said(&DESK.replace("[teams.desk]\n", leave).replace("agents = 5", "agents = 1"));
    let dates = "Not in an ordinary week: 2026-01-15 from 09:00 to 17:00; 2026-01-16 from 09:00 to 17:00.";
    assert!(told.contains(dates), "{told}");
    let later = "[shifts.late]\nhours = \"13:00-17:00\"\ndays = \"mon-fri\"\n[teams.afternoon]\nshifts = [\"late\"]\n\
                 agents = 5\nfrom = \"2026-01-07\"\n[teams.desk]\n";
    let halves = DESK.replace("hours = \"09:00-17:00\"", "hours = \"09:00-13:00\"");
    let told = said(&halves.replace("[teams.desk]\n", later));
    let dates = "flow: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 4h, 2026-01-05 \
                 from 13:00 to 17:00 (clients-001). Not in an ordinary week: 2026-01-05 from 13:00 to 17:00; 2026-01-06 \
                 from 13:00 to 17:00.";
    assert!(told.contains(dates), "{told}");
}

/// Accounts that go to other owners on 20 January: those who have them on a date are looked at, not those of the first day.
#[test]
fn dates_are_those_of_the_owners_of_the_day() {
    let folder = folder("owners-of-the-day");
    let said = |text: &str| {
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = portflow(&folder, &["check", "desk.toml", "--set", "run.days=20"]);
        assert_eq!(out.status.code(), Some(0), "{}", text_of(&out.stderr));
        text_of(&out.stdout)
    };
    let teams = |hours: [&str; 2]| {
        let [first, then] = hours;
        let more = format!(
            "[sites.there]\nhourly_cost = 20\n[shifts.first]\nhours = \"{first}\"\ndays = \"mon-fri\"\n\
             [shifts.then]\nhours = \"{then}\"\ndays = \"mon-fri\"\n[teams.then]\nsite = \"there\"\n\
             shifts = [\"then\"]\nagents = 5\n[teams.desk]\nsite = \"here\"\n"
        );
        let moved = "owners_from = [\"desk\"]\n\
                     [staffings.dedicated.reorganisation]\non = \"2026-01-20\"\nowners_from = [\"then\"]\n";
        DESK.replace("[teams.desk]\n", &more)
            .replace("shifts = [\"day\"]", "shifts = [\"first\"]")
            .replace("[staffings.flow]", &format!("{moved}\n[staffings.flow]"))
    };
    // All day at first, then mornings: from the 20th, a Tuesday, to Friday the 30th nine afternoons.
    let told = said(&teams(["09:00-17:00", "09:00-13:00"]));
    let afternoons = "dedicated: phone contacts of 30 accounts find nobody on duty for more than 1h of open time; longest 4h, \
                      2026-01-20 from 13:00 to 17:00 (clients-001). Not in an ordinary week: 2026-01-20 from 13:00 to \
                      17:00; 2026-01-21 from 13:00 to 17:00; 2026-01-22 from 13:00 to 17:00; 2026-01-23 from 13:00 to \
                      17:00; and on 5 other dates.";
    assert!(told.contains(afternoons), "{told}");
    // Mornings by the desk's team all along; afternoons by the new owners, who have a holiday on the 27th.
    let both = teams(["09:00-13:00", "13:00-17:00"])
        .replace("ladder = [\"owner\"]", "ladder = [\"owner\", \"team:desk\"]")
        .replace("hourly_cost = 20", "hourly_cost = 20\nholidays = [\"2026-01-27\"]");
    let told = said(&both);
    let of_old = "longest 4h, Monday from 13:00 (clients-001). Not in an ordinary week: 2026-01-27 from 13:00 to 17:00 \
                  (holiday of there).";
    assert!(told.contains(of_old), "{told}");
}

/// In one line.
fn text_of(bytes: &[u8]) -> String {
    text(bytes).split_whitespace().collect::<Vec<&str>>().join(" ")
}
