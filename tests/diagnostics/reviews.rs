//! Mistakes about reviews of how many people a team has.

use super::all_told;

const TEAM: &str = "shifts = [\"day\"]\nagents = 5\n";

/// What is written in the place of the team's keys, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"2h\" }\n",
        &["desk.toml:31:20: the people of team `desk` are reviewed at most once a day | write such as \
             \"91d\""],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"91d\", least = 6, most = 4 }\n",
        &[
            "desk.toml:31:35: team `desk` has 5 people, but `least` is 6 | `agents` are the people of the \
             first day: they lie between `least` and `most`",
            "desk.toml:31:45: team `desk` has 5 people, but `most` is 4 | `agents` are the people of the first \
             day: they lie between `least` and `most`",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"91d\", occupancy = 0.8 }\n",
        &["desk.toml:31:39: `occupancy` has no effect on people in proportion to volumes | take it out, \
             or write rule = \"square_root\""],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"91d\", rule = \"square\" }\n",
        &["desk.toml:31:34: `rule` cannot be `square` | there is proportional, square_root"],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nuntil = \"2026-01-20\"\nreview = { every = \"91d\" }\n",
        &[
            "desk.toml:32:10: team `desk` has both `review` and `until` | a review decides how many people \
             of shifts there are: leave one of them out",
            "desk.toml:34:1: in staffing `dedicated` no team has anybody from 2026-01-20 on | let one team \
             stay until the next is there, or have a first wave on the first day",
            "desk.toml:37:1: in staffing `flow` no team has anybody from 2026-01-20 on | let one team stay \
             until the next is there, or have a first wave on the first day",
        ],
    ),
    (
        "agents_per_interval = [3, 4]\nreview = { every = \"91d\" }\n",
        &["desk.toml:30:10: team `desk` has both `review` and `agents_per_interval` | a review decides \
             how many people of shifts there are: leave one of them out"],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"91d\" }\n[teams.more]\nshifts = [\"day\"]\nagents = 1\nfrom = \"2026-01-12\"\n",
        &[
            "desk.toml:31:10: staffing `dedicated` has reviews of its people and people who come and go by \
             date | leave one of them out",
            "desk.toml:31:10: staffing `flow` has reviews of its people and people who come and go by date \
             | leave one of them out",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { every = \"91d\" }\n[staffings.cut]\nladder = [\"owner\"]\nreorganisation = { on = \"2026-01-12\" }\n[staffings.named]\nladder = [\"owner\"]\nportfolio = \"explicit\"\n",
        &[
            "desk.toml:31:10: staffing `cut` has reviews of its people and a reorganisation | leave one of \
             them out",
            "desk.toml:31:10: staffing `named` has reviews of its people and owners by name | choose a \
             portfolio rule, such as \"balanced\"",
            "desk.toml:37:13: nobody who works in staffing `named` is said to own an account | give people \
             `accounts`, write portfolio = { NAME = [\"ACCOUNT\", …] }, or take another rule",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nreview = { }\n",
        &["desk.toml:31:1: `review` lacks `every` | every: Days from one review to the next, such as \
             \"91d\"; the first is on the first day."],
    ),
];

#[test]
fn every_mistake_about_reviews_is_told() {
    all_told(MISTAKES.iter().map(|(to, expected)| (TEAM, to.to_string(), *expected)));
}
