//! Many mistakes at once, and how they look.

use super::{DESK, load, told};

#[test]
fn everything_wrong_is_told_at_once() {
    // Form and meaning: a misspelt key, a wrong kind, a wrong unit, an unknown name, a number out of range.
    let text = DESK
        .replace("hourly_cost = 30", "hourly_csot = 30")
        .replace("in_time = \"20s\"", "in_time = 20")
        .replace("within = \"20s\"", "within = \"20\"")
        .replace("channel = \"phone\"", "channel = \"fone\"")
        .replace("shifts = [\"day\"]", "shifts = [\"dya\"]");
    let rejected = load(&text, &[], ("", "")).expect_err("this is wrong");
    assert_eq!(
        told(&rejected),
        [
            "desk.toml:13:11: `in_time` should be a duration | write it with its unit, \"20s\", \"20m\" or \"20h\"",
            "desk.toml:22:1: there is no key `hourly_csot` here | did you mean `hourly_cost`?",
            "desk.toml:41:10: `within`: `20` is not a duration: a unit is missing; expected numbers with units d, h, m, s or ms, largest first, such as \"20s\", \"6m30s\" or \"4h\" | write it with its unit, \"20s\", \"20m\" or \"20h\"",
            "desk.toml:29:11: there is no shift `dya` | did you mean `day`?",
            "desk.toml:40:11: there is no channel `fone` | there is phone",
        ]
    );
    assert!(rejected.text(false).ends_with("desk.toml: 5 problems; nothing was run or written.\n"));
}

#[test]
fn a_problem_looks_like_a_compilers() {
    let text = DESK.replace("title = \"A small desk\"", "titel = \"Ein kleines Büro\"");
    let rejected = load(&text, &[], ("", "")).expect_err("this is wrong");
    let expected = "\
error: there is no key `titel` here
 --> desk.toml:5:1
  |
5 | titel = \"Ein kleines Büro\"
  | ^^^^^ unknown key
  |
  = help: did you mean `title`?

desk.toml: 1 problem; nothing was run or written.
";
    assert_eq!(rejected.text(false), expected);
}

#[test]
fn columns_count_characters() {
    let text = DESK.replace(
        "title = \"A small desk\"",
        "title = \"Büro\"\nbaseline = \"Büro\" # ü\ncurrency = { \"é\" = 1 }",
    );
    let rejected = load(&text, &[], ("", "")).expect_err("this is wrong");
    assert!(
        told(&rejected)[0].starts_with("desk.toml:7:12: `currency` should be text"),
        "{:?}",
        told(&rejected)
    );
}

#[test]
fn a_call_back_that_is_called_back_for_ever_is_refused() {
    let text = DESK
        .replace(
            "[groups.clients]",
            "[channels.callback]\nkind = \"deferrable\"\nin_time = \"1h\"\n\n[groups.clients]",
        )
        .replace("handle_time = { phone", "handle_time = { callback = \"3m\", phone")
        .replace(
            "ladder = [\"anyone\"]",
            "ladder = [\"anyone\", { to = \"message\", after = \"2m\", call_back = \"callback\" }]",
        );
    let rejected = load(&text, &[], ("", "")).expect_err("this never ends");
    assert_eq!(told(&rejected).len(), 1, "{:?}", told(&rejected));
    assert!(told(&rejected)[0].contains("call-backs by callback have a ladder that leaves a message"));
    // With a ladder of their own they end.
    let mended = text.replace(
        "[goals.phone]",
        "[[staffings.flow.ladders]]\nchannels = [\"callback\"]\nladder = [\"anyone\"]\n\n[goals.phone]",
    );
    assert!(load(&mended, &[], ("", "")).is_ok());
}

#[test]
fn a_share_below_nothing_is_no_matter_of_adding_up() {
    let text = DESK
        .replace("[groups.clients]", "[reasons.order]\n[reasons.question]\n\n[groups.clients]")
        .replace("spread =", "reasons = { order = 1.3, question = -0.3 }\nspread =");
    let told = told(&load(&text, &[], ("", "")).expect_err("no share"));
    assert!(told.iter().all(|one| !one.contains("add up")) && told.len() == 2, "{told:?}");
}

#[test]
fn a_goal_tells_all_that_is_wrong_with_it_at_once() {
    let text = DESK
        .replace("channel = \"phone\"\nwithin = \"20s\"\nat_least = 0.80", "channel = \"fone\"\n")
        .replace("ladder = [\"anyone\"]", "ladder = [\"anyne\"]");
    assert_eq!(
        told(&load(&text, &[], ("", "")).expect_err("this is wrong")),
        [
            "desk.toml:40:11: there is no channel `fone` | there is phone",
            "desk.toml:38:1: goal `phone` needs either `at_least` or `at_most` | at_least = 0.8",
            "desk.toml:38:1: goal `phone` lacks `within` | within = \"20s\"",
            "desk.toml:36:11: a rung cannot be open to `anyne` | did you mean `anyone`?",
        ]
    );
}

#[test]
fn one_problem_hides_no_other() {
    // Hours that cannot be read, a team with several slips, a law within a law, a rung below the end of the ladder.
    let text = DESK
        .replace("mon-fri = \"09:00-17:00\"", "mon-fri = \"9-17\"")
        .replace(
            "patience = { exponential = { mean = \"3m\" } }",
            "patience = { law = { exponential = { mean = 3 } }, by_interval = [] }",
        )
        .replace("hours = \"09:00-17:00\"\ndays = \"mon-fri\"", "hours = \"9\"\ndays = \"mo-fr\"")
        .replace(
            "shifts = [\"day\"]\nagents = 5",
            "roster = \"nobody\"\nshifts = [\"dya\"]\nagents = { nite = 1, dusk = 2 }",
        )
        .replace(
            "handle_time = { phone = { lognormal = { mean = \"5m\", cv = 1.0 } } }",
            "handle_time = { phone = { law = \"5m\", reasons = { order = 2 } } }",
        );
    let found = told(&load(&text, &[], ("", "")).expect_err("this is wrong"));
    for expected in [
        "expected hours and minutes",
        "3 of what?",
        "`by_interval` should have at least 1 entry, not 0",
        "there is no reason `order`",
        "`9`",
        "`mo-fr` names no weekday",
        "there is no roster `nobody`",
        "there is no shift `dya`",
        "there is no shift `nite`",
        "there is no shift `dusk`",
    ] {
        assert!(found.iter().any(|row| row.contains(expected)), "{expected} in {found:#?}");
    }
    let text = DESK.replace(
        "ladder = [\"anyone\"]",
        "ladder = [\"anyone\", { to = \"team\", after = \"never\" }, { to = [\"tem\", \"message\"] }]",
    );
    assert_eq!(
        told(&load(&text, &[], ("", "")).expect_err("this is wrong")),
        [
            "desk.toml:36:55: a rung cannot be open to `tem` | did you mean `team`?",
            "desk.toml:36:55: a message is a rung of its own | write { to = \"message\", after = … } as the last rung",
        ]
    );
}

/// Twenty steps of half an hour over ten hours that cannot be read.
#[test]
fn steps_are_not_judged_by_hours_that_cannot_be_read() {
    let text = DESK.replace("mon-fri = \"09:00-17:00\"", "mo-fr = \"09:00-17:00\"").replace(
        "[groups.clients]",
        "profile = [1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1]\n[groups.clients]",
    );
    let said = told(&load(&text, &[], ("", "")).expect_err("no weekday"));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("`mo-fr` names no weekday"), "{said:?}");
}
