//! What counts as in time where only a promise is given.

use portflow::time::{HOUR, SECOND};

use super::{DESK, load};

const GROUP: &str = "[groups.clients]\n";

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
