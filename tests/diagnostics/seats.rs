//! Mistakes about seats that come and go.

use super::all_told;

const TEAM: &str = "shifts = [\"day\"]\nagents = 5\n";

/// What is written in the place of the team's keys, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "shifts = [\"day\"]\nagents = 5\nfrom = \"2026-02-02\"\n",
        &[
            "desk.toml:31:8: 2026-02-02 lies after the end of the run | the last day is 2026-02-01: take an earlier date, or \
             lengthen [run] days",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nfrom = \"2026-01-12\"\n",
        &[
            "desk.toml:33:1: in staffing `dedicated` no team has anybody from 2026-01-05 on | let one team stay until the \
             next is there, or have a first wave on the first day",
            "desk.toml:36:1: in staffing `flow` no team has anybody from 2026-01-05 on | let one team stay until the \
             next is there, or have a first wave on the first day",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nuntil = \"2026-01-05\"\n",
        &[
            "desk.toml:31:9: team `desk` is gone on 2026-01-05, but its last people come on 2026-01-05 | let `until` lie \
             after the first day, after `from`, and after the last wave",
        ],
    ),
    (
        "shifts = [\"day\"]\nwaves = [{ date = \"2026-01-05\", agents = 3 }, { date = \"2026-01-05\", agents = 5 }]\n",
        &[
            "desk.toml:30:56: the waves of team `desk` are out of order: 2026-01-05 comes after 2026-01-05 | write waves \
             by date",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nwaves = [{ date = \"2026-01-05\", agents = 6 }]\n",
        &[
            "desk.toml:31:42: a wave of 6 people, but team `desk` has 5 | `agents` of a team is the most there ever are: \
             raise it, or leave it out",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nwaves = [{ date = \"2026-01-05\" }, { date = \"2026-01-12\", agents = 1, share = 1 }]\n",
        &[
            "desk.toml:31:10: a wave of team `desk` says how many people there are by one key | give `agents`, or `share` of \
             the team's agents",
            "desk.toml:31:35: a wave of team `desk` says how many people there are by one key | give `agents`, or `share` of \
             the team's agents",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nwaves = []\n",
        &[
            "desk.toml:31:9: the waves of team `desk` are none | write waves = [{ date = \"2026-03-02\", agents = 6 }], or \
             leave it out",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nfrom = \"2026-01-05\"\nwaves = [{ date = \"2026-01-05\", agents = 5 }]\n",
        &["desk.toml:31:8: team `desk` has both `from` and `waves` | let the first wave say when it begins"],
    ),
    (
        "agents_per_interval = [3, 4]\nwaves = [{ date = \"2026-01-05\", share = 1 }]\n",
        &[
            "desk.toml:30:9: team `desk` is planned by the interval, and cannot come and go by `waves` | give it shifts and \
             `agents`, or leave the dates out",
        ],
    ),
    (
        "shifts = [\"day\"]\nagents = 5\nfrom = \"2026-13-12\"\n",
        &[
            "desk.toml:31:8: `from`: `2026-13-12` is not a date: expected year, month and day such as \"2026-01-05\" | write it \
             as \"2026-01-05\"",
        ],
    ),
];

#[test]
fn every_mistake_about_seats_that_come_and_go_is_told() {
    all_told(MISTAKES.iter().map(|(to, expected)| (TEAM, to.to_string(), *expected)));
}
