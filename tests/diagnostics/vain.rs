//! Keys that a channel, a ladder or a calendar has no use for; what counts as in time where only a promise is given.

use portflow::time::{HOUR, SECOND};

use super::meant::cautioned;
use super::{DESK, load};

const GROUP: &str = "[groups.clients]\n";
const OWNED: &str = "ladder = [\"owner\"]\n";
const SITE: &str = "hourly_cost = 30\n";

/// The desk with one more channel.
fn with_channel(keys: &str) -> String {
    DESK.replacen(GROUP, &format!("[channels.email]\n{keys}\n{GROUP}"), 1)
        .replacen("{ phone = 300 }", "{ phone = 300, email = 30 }", 1)
        .replacen("handle_time = { ", "handle_time = { email = \"5m\", ", 1)
}

#[test]
fn what_is_promised_counts_as_in_time() {
    let in_time = |keys: &str| {
        let loaded = load(&with_channel(keys), &[], ("", "")).expect("this can be run");
        let at = loaded.names.channels.iter().position(|name| name == "email").expect("email");
        let assumed = loaded.names.assumptions.iter().find(|one| one.path == "channels.email.in_time");
        let channel = &loaded.model.channels[at];
        (channel.in_time, channel.goal_time, assumed.map(|one| format!("{}: {}", one.value, one.note)))
    };
    let promised = "4h: the channel's `goal_time`, and the longest wait that counts as in time".to_string();
    let plain = "20s: longest wait that counts as in time".to_string();
    for kind in ["deferrable", "proactive"] {
        let keys = |more: &str| format!("kind = \"{kind}\"\n{more}");
        let given = in_time(&keys("goal_time = \"4h\""));
        assert_eq!(given, (4 * HOUR, Some(4 * HOUR), Some(promised.clone())));
        // What is said goes before it, and is the goal time where none is given.
        let both = in_time(&keys("goal_time = \"4h\"\nin_time = \"1h\""));
        assert_eq!(both, (HOUR, Some(4 * HOUR), None));
        assert_eq!(in_time(&keys("in_time = \"1h\"")), (HOUR, Some(HOUR), None));
        assert_eq!(in_time(&keys("")), (20 * SECOND, Some(20 * SECOND), Some(plain.clone())));
    }
    assert_eq!(in_time("kind = \"live\"\ngoal_time = \"4h\""), (20 * SECOND, None, Some(plain)));
}

/// A goal by account is measured by the channel's own limit: this one.
#[test]
fn a_goal_by_account_may_ask_for_what_is_promised() {
    let goal = |within: &str| {
        let keys = "kind = \"deferrable\"\ngoal_time = \"4h\"";
        let goal = format!(
            "\n[goals.email]\nmetric = \"answered_within\"\nchannel = \"email\"\nscope = \"account\"\nwithin = \
             \"{within}\"\nat_least = 0.9\n"
        );
        load(&format!("{}{goal}", with_channel(keys)), &[], ("", "")).is_ok()
    };
    assert!(goal("4h") && goal("240m"));
    assert!(!goal("20s"));
}

#[test]
fn keys_of_another_kind_of_channel_are_told() {
    let told = |keys: &str| {
        let loaded = load(&with_channel(keys), &[], ("", "")).expect("this can be run");
        let told = loaded.names.cautions.iter().filter(|one| one.code == "no_effect");
        told.map(|one| format!("{} {}", one.message, one.remedy)).collect::<Vec<_>>()
    };
    let interrupts = "`interrupts` of channel `email` has no effect: only live contacts interrupt other work. Say it of the \
                      live channels, or take it out.";
    for value in ["true", "false"] {
        assert_eq!(told(&format!("kind = \"deferrable\"\ninterrupts = {value}")), [interrupts]);
        assert!(told(&format!("kind = \"live\"\ninterrupts = {value}")).is_empty());
    }
    let goal_time = "`goal_time` of channel `email` has no effect: live contacts are judged by `in_time`. Write `in_time` in \
                     its place, or take it out.";
    let escalate = "`escalate` of channel `email` has no effect: only deferrable work becomes urgent. Take it out, or say it \
                    of a deferrable channel.";
    assert_eq!(told("kind = \"live\"\ngoal_time = \"4h\"\nescalate = \"1h\""), [goal_time, escalate]);
    assert!(told("kind = \"deferrable\"\ngoal_time = \"4h\"\nescalate = \"1h\"").is_empty());
    assert_eq!(told("kind = \"proactive\"\ngoal_time = \"4h\"\nescalate = \"1h\""), [escalate]);
}

#[test]
fn a_rung_for_those_who_may_already_is_told() {
    let told = |ladder: &str| cautioned("no_effect", &[(OWNED, &format!("ladder = {ladder}\n"))], &[]);
    let of = |number: usize, whom: &str| {
        format!(
            "Some(\"dedicated\") Rung {number} of `ladder`, `{whom}`, opens to nobody new: who may take the contact there \
             may do so before. Take it out, or open it to others, such as \"anyone\"."
        )
    };
    assert_eq!(told("[\"owner\", { to = \"owner\", after = \"20s\" }]"), [of(2, "owner")]);
    let both = "[\"owner\", \"team\", { to = [\"team\", \"owner\"], after = \"20s\" }]";
    assert_eq!(told(both), [of(3, "team`, `owner")]);
    let drawn = "{ exponential = { mean = \"20s\" } }";
    assert_eq!(told(&format!("[\"owner\", {{ to = \"owner\", after = {drawn} }}]")), [of(2, "owner")]);
    for other in [
        "[\"owner\", { to = \"anyone\", after = \"20s\" }]".to_string(),
        // For one person as well, once nobody else is idle.
        "[{ to = \"anyone\", when_idle = 2 }, { to = \"anyone\", after = \"20s\" }]".to_string(),
        // Which of them opens first is drawn.
        format!("[{{ to = \"owner\", after = {drawn} }}, {{ to = \"owner\", after = \"20s\" }}]"),
        // Callers do something at it.
        "[\"owner\", { to = \"owner\", after = \"20s\", patience = 0.5 }]".to_string(),
        "[\"owner\", { to = \"owner\", after = \"20s\", balk = 0.5 }]".to_string(),
        "[\"owner\", { to = \"owner\", after = \"20s\", absent = \"kept\" }]".to_string(),
        "[\"owner\", { to = \"owner\", after = \"never\" }]".to_string(),
    ] {
        assert!(told(&other).is_empty(), "{other}: {:?}", told(&other));
    }
}

/// The run is from 2026-01-05 to 2026-01-09 and the weekend behind it.
#[test]
fn dates_outside_the_run_are_told() {
    let told = |keys: &str| {
        let sets = ["run.start=\"2026-01-05\"", "run.days=5"];
        cautioned("no_effect", &[(SITE, &format!("{SITE}{keys}"))], &sets)
    };
    let outside = |what: &str, key: &str| {
        format!(
            "None The {what} have no effect: all lie outside the run, 2026-01-05 to 2026-01-11. Mind the year, move \
             `run.start`, or take `{key}` out."
        )
    };
    assert_eq!(
        told("holidays = [\"2025-01-06\", \"2026-01-13\"]\n"),
        [outside("holidays of `here`", "holidays")]
    );
    assert!(told("holidays = [\"2025-01-06\", \"2026-01-06\"]\n").is_empty());
    // The eve, whose night lasts into the run.
    assert!(told("holidays = [\"2026-01-04\"]\n").is_empty());
    let leave = |anna: &str, bob: &str| {
        told(&format!(
            "[rosters.here.people]\nanna = {{ leave = [\"{anna}\"] }}\nbob = {{ leave = [\"{bob}\"] }}\n"
        ))
    };
    let away = leave("2025-12-01..2026-01-02", "2026-01-13..2026-01-20");
    assert_eq!(away, [outside("dates of leave of `anna` and `bob`", "leave")]);
    assert_eq!(leave("2025-12-01..2026-01-05", "2026-02-01"), [outside("dates of leave of `bob`", "leave")]);
    assert!(leave("2026-01-07", "2026-01-11..2026-01-12").is_empty());
}

#[test]
fn a_coefficient_of_variation_in_per_cent_is_told() {
    let told = |cv: &str| {
        cautioned("large_cv", &[("mean = \"5m\", cv = 1.0", &format!("mean = \"5m\", cv = {cv}"))], &[])
    };
    let fifty = "None The law of `groups.clients.handle_time.phone` has a `cv` of 50: a standard deviation of 50 times the \
                 mean. If per cent are meant, write cv = 0.5.";
    assert_eq!(told("50"), [fifty]);
    assert!(told("5").is_empty());
}

/// Ranks that are all alike, as with one team, rank nobody.
#[test]
fn a_rule_by_ranks_that_nobody_has_is_told() {
    let told = |edits: &[(&str, &str)]| {
        let mut told = cautioned("no_effect", edits, &[]);
        told.retain(|one| one.contains("ranked"));
        told
    };
    let by_rank = (OWNED, "ladder = [\"owner\"]\npush = \"ranked\"\n");
    assert!(told(&[by_rank])[0].contains("Who is idle longest is asked."));
    let more = "[teams.more]\nshifts = [\"day\"]\nagents = 2\nrank = { clients = 1 }\n[teams.desk]\n";
    assert_eq!(told(&[by_rank, ("[teams.desk]\n", more)]), Vec::<String>::new());
}

/// Shares in the lunch break alone, when the channel is closed.
#[test]
fn a_profile_of_closed_hours_is_told() {
    let hours = ("\"09:00-17:00\"", "[\"09:00-12:00\", \"13:00-17:00\"]");
    let told = |profile: &str| {
        let profile = format!("{GROUP}profile = {{ phone = {profile} }}\n");
        cautioned("no_requests", &[hours, (GROUP, &profile)], &[])
    };
    assert!(told("[0, 0, 0, 1, 0, 0, 0, 0]")[0].contains("Nothing of clients comes by phone"));
    assert_eq!(told("[0, 0, 0, 1, 1, 0, 0, 0]"), Vec::<String>::new());
}
