//! Mistakes about who of a team is admitted to which groups.

use super::all_told;

const TEAM: &str = "shifts = [\"day\"]\nagents = 5\n";

/// What is written of the team's people, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    ("admitted = { vipp = 2 }", &["desk.toml:31:14: there is no account group `vipp` | did you mean `vip`?"]),
    (
        "admitted = { clients = 2 }",
        &[
            "desk.toml:31:24: group `clients` asks for no admission: whoever's team serves it may | add admission = { \
           training_days = 3 } to [groups.clients], or 0 days",
        ],
    ),
    (
        "admitted = { vip = 6 }",
        &[
            "desk.toml:31:20: team `desk` has 5 people who may be admitted to group `vip`, not 6 | ask for fewer, or give \
           the team more agents",
        ],
    ),
    (
        "admitted = { vip = \"120%\" }",
        &["desk.toml:31:20: `120%` is no share of people | write a number of people, or \"25%\""],
    ),
    (
        "admitted = { vip = 0.5 }",
        &[
            "desk.toml:31:20: `vip` should be a whole number or text | How many people. A share of them as text, rounded up \
             to whole people: \"25%\".",
        ],
    ),
    (
        "admitted = { vip = 2 }\n[rosters.site.people]\nanna = { groups = [\"vip\"] }\nben = { groups = [\"clients\"] }\ncarl = { groups = [\"clients\"] }\ndora = { groups = [\"clients\"] }\nemil = { groups = [\"clients\"] }",
        &[
            "desk.toml:31:20: team `desk` has 1 person who may be admitted to group `vip`, not 2 | ask for fewer, or let \
           more people name the group: rosters.X.people.NAME.groups",
        ],
    ),
    (
        "admitted = { vip = 0 }",
        &[
            "desk.toml:39:10: in staffing `dedicated` nobody covers phone contacts of 2 accounts of group `vip`, such as \
             `vip-001` | give them an owner, or end their ladder in a rung that somebody serves, such as \"anyone\"",
            "desk.toml:42:10: in staffing `flow` nobody covers phone contacts of 2 accounts of group `vip`, such as \
             `vip-001` | give them an owner, or end their ladder in a rung that somebody serves, such as \"anyone\"",
        ],
    ),
];

#[test]
fn every_mistake_about_admission_is_told() {
    let group = "[groups.vip]\naccounts = 2\nrequests_per_day = { phone = 1 }\nhandle_time = { phone = \"5m\" }\n\
                 admission = { training_days = 3 }\n";
    all_told(MISTAKES.iter().map(|(said, expected)| (TEAM, format!("{TEAM}{said}\n{group}"), *expected)));
}
