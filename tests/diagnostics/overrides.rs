//! Ladders for some groups and channels: two for the same contacts are a mistake where neither is more specific.

use super::{DESK, all_told, load};

const FLOW: &str = "ladder = [\"anyone\"]\n";
const HELP: &str = "leave one of them out, or name other groups or channels: the most specific ladder wins, and these are equally so";

/// The flow desk with two ladders more; the keys that say for whom they are.
fn two(first: &str, second: &str) -> String {
    let one = |whose: &str, rung: &str| format!("[[staffings.flow.ladders]]\n{whose}ladder = [\"{rung}\"]\n");
    format!("{FLOW}{}{}", one(first, "owner"), one(second, "team"))
}

#[test]
fn two_ladders_for_the_same_are_refused() {
    let group = "groups = [\"clients\"]\n";
    let channel = "channels = [\"phone\"]\n";
    let both = format!("{group}{channel}");
    let told = |at: &str, whose: &str, line: u32| {
        format!(
            "desk.toml:{at}: staffing `flow` has another ladder for {whose} already, in line {line} | {HELP}"
        )
    };
    let rows = [
        (two(group, group), told("41:11", "group `clients`", 38)),
        (two(channel, channel), told("41:13", "channel `phone`", 38)),
        (two(&both, &both), told("42:11", "group `clients` by `phone`", 38)),
        (two("", ""), told("40:10", "all groups and channels", 38)),
    ];
    for (text, expected) in &rows {
        all_told([(FLOW, text.clone(), &[expected.as_str()][..])].into_iter());
    }
}

/// Groups a and b, phone and chat: where the two meet is what is named, and the row in which it is.
#[test]
fn what_two_ladders_share_is_named() {
    let more = "[channels.chat]\nkind = \"live\"\nin_time = \"20s\"\n\n[groups.other]\naccounts = 3\n\
                requests_per_day = { phone = 10, chat = 10 }\nhandle_time = { phone = \"3m\", chat = \"3m\" }\n\n[groups.clients]\n";
    let desk = DESK.replacen("[groups.clients]\n", more, 1);
    let with = |first: &str, second: &str| desk.replacen(FLOW, &two(first, second), 1);
    let refused = |first: &str, second: &str| {
        let rejected = load(&with(first, second), &[], ("", "")).expect_err("refused");
        super::told(&rejected)
    };
    let told = refused("groups = [\"clients\", \"other\"]\n", "groups = [\"other\"]\n");
    assert!(told.len() == 1 && told[0].contains("for group `other` already, in line 47"), "{told:?}");
    let told = refused(
        "groups = [\"clients\"]\nchannels = [\"chat\"]\n",
        "groups = [\"other\", \"clients\"]\nchannels = [\"phone\", \"chat\"]\n",
    );
    assert!(told.len() == 1 && told[0].contains("for group `clients` by `chat` already"), "{told:?}");
    // They have nothing in common, or one goes before the other.
    for (first, second) in [
        ("groups = [\"clients\"]\n", "groups = [\"other\"]\n"),
        (
            "groups = [\"clients\"]\nchannels = [\"chat\"]\n",
            "groups = [\"clients\"]\nchannels = [\"phone\"]\n",
        ),
        ("groups = [\"clients\"]\n", "groups = [\"clients\"]\nchannels = [\"chat\"]\n"),
        ("groups = [\"clients\"]\n", "channels = [\"phone\"]\n"),
        ("channels = [\"phone\"]\n", ""),
    ] {
        let ladders = |first: &str, second: &str| {
            let text = desk.replacen(FLOW, &two(first, second), 1);
            let loaded = load(&text, &[], ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
            let flow = &loaded.model.staffings[1];
            let of =
                |class: &u16| flow.ladders[usize::from(flow.classes[usize::from(*class)].ladder)].clone();
            flow.class_of.iter().map(of).collect::<Vec<_>>()
        };
        // Whichever stands first, with its own rung.
        let swapped = |text: String| {
            text.replace("\"owner\"", "\"x\"").replace("\"team\"", "\"owner\"").replace("\"x\"", "\"team\"")
        };
        let other = desk.replacen(FLOW, &swapped(two(second, first)), 1);
        let other = load(&other, &[], ("", "")).unwrap_or_else(|why| panic!("{}", why.text(false)));
        let flow = &other.model.staffings[1];
        let of = |class: &u16| flow.ladders[usize::from(flow.classes[usize::from(*class)].ladder)].clone();
        assert_eq!(
            ladders(first, second),
            flow.class_of.iter().map(of).collect::<Vec<_>>(),
            "{first}{second}"
        );
    }
    // Where a third is more specific for all that they share, nothing hangs on their order.
    let third = "[[staffings.flow.ladders]]\ngroups = [\"clients\", \"other\"]\nladder = [\"anyone\"]\n";
    let twice = two("channels = [\"chat\"]\n", "channels = [\"chat\"]\n");
    assert!(load(&desk.replacen(FLOW, &twice, 1), &[], ("", "")).is_err());
    assert!(load(&desk.replacen(FLOW, &format!("{twice}{third}"), 1), &[], ("", "")).is_ok());
}
