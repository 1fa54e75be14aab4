//! Goals that cannot be held as they are written.

use super::{DESK, all_told, load};

const SHARE: &str = "at_least = 0.80";

/// What is written in the place of what, and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        SHARE,
        "at_least = 0.80\nscope = \"account\"\nperiod = \"day\"",
        &[
            "desk.toml:44:10: goal `phone` by account is held over the whole run, not by day | leave `period` out, or take \
             `scope` out",
        ],
    ),
    (
        SHARE,
        "at_least = 0.80\nscope = \"group\"\nperiod = \"week\"",
        &[
            "desk.toml:44:10: goal `phone` by group is held over the whole run, not by week | leave `period` out, or take \
             `scope` out",
        ],
    ),
    (
        SHARE,
        "at_least = 0.80\nscope = \"portfolio\"\nperiod = \"day\"",
        &[
            "desk.toml:44:10: goal `phone` by portfolio is held over the whole run, not by day | leave `period` out, or take \
             `scope` out",
        ],
    ),
    // What is no share of contacts is a figure of the run.
    (
        SHARE,
        "at_least = 0.80\n[goals.busy]\nmetric = \"occupancy\"\nat_most = 0.9\nperiod = \"week\"",
        &["desk.toml:46:10: `occupancy` is measured over the whole run, not by week | leave `period` out"],
    ),
];

#[test]
fn a_period_that_would_not_be_looked_at_is_refused() {
    all_told(MISTAKES.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
    let kept = [
        "at_least = 0.80\nscope = \"account\"\nperiod = \"month\"",
        "at_least = 0.80\nperiod = \"day\"",
        "at_least = 0.80\n[goals.lost]\nmetric = \"abandonment\"\nat_most = 0.1\nperiod = \"week\"",
    ];
    for text in kept {
        load(&DESK.replace(SHARE, text), &[], ("", ""))
            .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    }
}

#[test]
fn a_goal_that_the_worst_meets_best_is_cautioned() {
    let directed = |goal: &str| -> Vec<String> {
        let text = format!("{DESK}\n[goals.second]\nchannel = \"phone\"\n{goal}\n");
        let loaded = load(&text, &[], ("", "")).expect("fine");
        let cautions = loaded.names.cautions.iter().filter(|caution| caution.code == "goal_direction");
        cautions.map(|caution| format!("{} {}", caution.message, caution.remedy)).collect()
    };
    let slip = "Goal second has `at_least` of abandonment, of which less is better: the worse it is, the surer the goal is \
                met. If that is not what you mean, write at_most = …";
    assert_eq!(directed("metric = \"abandonment\"\nat_least = 0.05"), [slip]);
    assert!(directed("metric = \"abandonment\"\nat_most = 0.05").is_empty());
    assert!(
        directed("metric = \"answered_within\"\nwithin = \"30s\"\nat_most = 0.9")[0]
            .contains("more is better")
    );
    assert!(directed("metric = \"answered_per_day\"\nat_most = 500").is_empty());
}
