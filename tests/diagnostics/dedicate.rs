//! Mistakes about which accounts to dedicate.

use super::all_told;

const FLOW: &str = "ladder = [\"anyone\"]\n";

/// What is written in the table, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "top = 31\nrank_by = \"volume\"\nladder = [\"owner\"]\n",
        &["desk.toml:38:7: `top` asks for 31 accounts, and there are 30 | write 0 to 30"],
    ),
    (
        "top = 3\nrank_by = \"value\"\nladder = [\"owner\"]\n",
        &["desk.toml:39:11: no account has a value to rank by | give a group `value`"],
    ),
    (
        "top = 3\nrank_by = \"gain\"\nladder = [\"owner\"]\n",
        &[
            "desk.toml:39:11: knowing accounts gains nothing | add [knowledge] with an effect above 0, or rank by something \
             else",
        ],
    ),
    (
        "top = 3\nrank_by = \"risk\"\nladder = [\"owner\"]\n",
        &[
            "desk.toml:39:11: no account is at risk: nothing is of value, or everything is resolved without error | give \
             groups `value`, and `follow_up` or knowledge.errors",
        ],
    ),
    (
        "top = 3\nrank_by = \"volume\"\nladder = [\"anyone\"]\n",
        &[
            "desk.toml:40:10: the ladder of dedicated accounts does not lead to their owners | begin it with \"owner\", or \
             use [[staffings.X.ladders]] for ladders without owners",
        ],
    ),
    (
        "top = 3\nrank_by = \"worth\"\nladder = [\"owner\"]\n",
        &["desk.toml:39:11: `rank_by` cannot be `worth` | there is value, volume, complexity, risk, gain"],
    ),
];

#[test]
fn every_mistake_about_whom_to_dedicate_is_told() {
    all_told(
        MISTAKES
            .iter()
            .map(|(to, expected)| (FLOW, format!("{FLOW}[staffings.flow.dedicate]\n{to}"), *expected)),
    );
}
