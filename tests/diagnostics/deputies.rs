//! Mistakes about who stands in for an owner.

use super::all_told;

const OWNED: &str = "ladder = [\"owner\"]\n";
const WITH: &str = "ladder = [\"owner\", \"deputy\"]\n";

/// What is written after the rung for deputies (or without it), and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        WITH,
        "[rosters.here.people]\nanna = { deputy = \"bop\" }\nbob = {}\n",
        &["desk.toml:35:19: the deputy of `anna` is nobody's name: `bop` | did you mean `bob`?"],
    ),
    (
        WITH,
        "[rosters.here.people]\nanna = { deputy = \"anna\" }\n",
        &[
            "desk.toml:35:19: `anna` cannot be the deputy of accounts that `anna` owns | name somebody else, or leave \
           `deputy` out: the next owner of the shift deputises",
        ],
    ),
    (
        WITH,
        "[rosters.here.people.anna]\ndeputy = \"here-06\"\n[staffings.larger]\nladder = [\"owner\", \"deputy\"]\n\
         teams.desk.agents = 6\n",
        &[
            "desk.toml:35:10: the deputy `here-06` does not work in staffing `dedicated` | name somebody who works in every \
           staffing that has the owner and a rung \"deputy\"",
        ],
    ),
    // Not admitted to the group, and in a team that does not serve it.
    (
        WITH,
        "[rosters.here.people]\nanna = { deputy = \"bob\" }\nbob = { groups = [] }\n",
        &[
            "desk.toml:35:19: in staffing `dedicated` the deputy `bob` may not serve accounts that `anna` owns | name \
           somebody who is admitted to their groups, and whose team serves them",
        ],
    ),
    (
        WITH,
        "[rosters.here.people.anna]\ndeputy = \"here-06\"\n[teams.mail]\nshifts = [\"day\"]\nagents = 1\n\
         serves = { groups = [] }\n",
        &[
            "desk.toml:35:10: in staffing `dedicated` the deputy `here-06` may not serve accounts that `anna` owns | name \
           somebody who is admitted to their groups, and whose team serves them",
        ],
    ),
    (
        OWNED,
        "[rosters.here.people]\nanna = { deputy = \"bob\" }\nbob = {}\n",
        &[
            "desk.toml:35:19: `deputy` has no effect: no ladder has a rung for deputies | give a ladder the rung \
           \"deputy\", or take it out",
        ],
    ),
];

#[test]
fn every_mistake_about_deputies_is_told() {
    all_told(
        MISTAKES.iter().map(|(ladder, people, expected)| (OWNED, format!("{ladder}{people}"), *expected)),
    );
}
