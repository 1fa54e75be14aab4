//! What the edges of a run, and of what was measured, do to figures without anybody meaning it: told before a run.

use super::{DESK, load};

const GROUP: &str = "requests_per_day = { phone = 300 }";
const TIMES: &str = "handle_time = { phone = ";

/// The cautions of one code, of the desk with texts in the place of others.
fn cautions(edits: &[(&str, &str)], sets: &[&str], code: &str) -> Vec<String> {
    let text = edits.iter().fold(DESK.to_string(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let loaded = load(&text, sets, ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
    let ours = loaded.names.cautions.iter().filter(|caution| caution.code == code);
    ours.map(|caution| caution.message.clone()).collect()
}

/// Two days of fourteen are a weekend at the end: of as many emails a day, a seventh. After a week of warm-up those of the
/// weekend before wait on the first day, and where no email comes on closed days none are lost.
#[test]
fn work_that_is_dated_beyond_the_run_is_told() {
    let mail = [
        ("[groups.clients]", "[channels.email]\nkind = \"deferrable\"\n[groups.clients]"),
        (GROUP, "requests_per_day = { phone = 300, email = 100 }"),
        (TIMES, "handle_time = { email = \"5m\", phone = "),
    ];
    let fortnight = ["run.days=14", "run.count=\"calendar days\""];
    let daily = "demand.weekday=[1, 1, 1, 1, 1, 1, 1]";
    let told = |more: &[&str]| cautions(&mail, &[&fortnight[..], more].concat(), "carried_over");
    let said = told(&[daily]);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("14.3 % of email requests come on the last days of the run"), "{}", said[0]);
    assert_eq!(told(&[daily, "run.warm_up=7"]), [""; 0]);
    assert_eq!(told(&[]), [""; 0]);
    assert_eq!(told(&["demand.weekday=[1, 1, 1, 1, 1, 0, 0]"]), [""; 0]);
}

/// A factor that everybody has under whom handle times were measured is in them; one that some have, or that stands on all
/// handle times, is not.
#[test]
fn factors_that_are_in_what_was_measured_are_told() {
    let measured = [("title = ", "measured_under = \"flow\"\ntitle = ")];
    let told = |edits: &[(&str, &str)], set: &str| cautions(edits, &[set], "measured_factor");
    for set in ["sites.here.handle_time_factor=0.9", "teams.desk.handle_time_factor=1.2"] {
        let said = told(&measured, set);
        let lever = set.split('=').next().unwrap_or_default();
        assert!(said.len() == 1 && said[0].contains(lever), "{said:?}");
        assert_eq!(told(&[], set), [""; 0]);
    }
    assert_eq!(told(&measured, "demand.handle_time_factor=0.9"), [""; 0]);
    assert_eq!(told(&measured, "staffings.dedicated.teams.desk.handle_time_factor=0.9"), [""; 0]);
}

/// All handle times at once: 300 calls of five minutes on a desk open for eight hours are 3.125 erlangs, and nine tenths of it.
#[test]
fn a_factor_on_all_handle_times_is_one_lever() {
    let load = |set: &str| {
        let loaded = load(DESK, &[set], ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
        portflow::scenario::summary::summary(&loaded).desks[0].load
    };
    assert!((load("demand.handle_time_factor=1") - 3.125).abs() < 1e-9);
    assert!((load("demand.handle_time_factor=0.9") - 0.9 * 3.125).abs() < 1e-9);
}

/// Of ten contacts three bring another: 300 requests are 428.6 contacts, and 300 contacts are 300.
#[test]
fn volumes_of_contacts_have_their_repeats_in_them() {
    let text = DESK.replacen("title = ", "measured_under = \"flow\"\ntitle = ", 1);
    let load = |volume_is: &str| {
        let sets = [volume_is, "groups.clients.follow_up={ share = 0.3, delay = \"1d\" }"];
        let loaded = load(&text, &sets, ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
        portflow::scenario::summary::summary(&loaded).desks[0].load
    };
    assert!((load("demand.volume_is=requests") - 3.125 / 0.7).abs() < 1e-9);
    assert!((load("demand.volume_is=contacts") - 3.125).abs() < 1e-9);
}
