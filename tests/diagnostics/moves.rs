//! Mistakes about moves and programmes.

use super::all_told;

const FLOW: &str = "[staffings.flow]\n";

/// What is written before the second staffing, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "[staffings.dedicated.transition]\nfrom = \"flaw\"\n",
        &["desk.toml:36:8: there is no staffing `flaw` | did you mean `flow`?"],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"dedicated\"\n",
        &[
            "desk.toml:36:8: staffing `dedicated` cannot move from itself | name the staffing in which the work is before",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\n[staffings.flow.transition]\nfrom = \"dedicated\"\n",
        &[
            "desk.toml:36:8: the work moves in a circle: dedicated → flow → dedicated | let one of them have no transition: \
             there the work begins",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\ndate = \"2027-01-04\"\n",
        &[
            "desk.toml:37:8: 2027-01-04 lies after the end of the run | the last day is 2026-02-01: lengthen [run] days, or take \
             a date before the run, which is then what follows the move",
        ],
    ),
    (
        "[staffings.dedicated.programme]\nonce = 1000\nhandle_time_factor = 0.8\ndate = \"2026-02-02\"\n",
        &[
            "desk.toml:38:8: 2026-02-02 lies after the end of the run | the last day is 2026-02-01: lengthen [run] days, or take \
             an earlier date; what a programme changes holds for the whole run",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\ndate = \"2025-12-29\"\nparallel_run = \"14d\"\n",
        &[
            "desk.toml:37:8: the move to `dedicated` has begun when the run begins, and is not over | let the run begin before \
             the move does, or on 2026-01-12, when it is over",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\nwaves = [{ date = \"2025-03-03\", share = 0.5 }]\n",
        &[
            "desk.toml:37:9: the waves of the move to `dedicated` leave something where it was | let the last wave bring all 5 \
             people; fewer in the end are another `agents`",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\nwaves = [{ date = \"2025-03-03\", agents = 2 }, \
         { date = \"2025-03-03\", agents = 5 }]\n",
        &["desk.toml:37:56: the waves of the move to `dedicated` are out of order | write waves by date"],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"flow\"\nwaves = [{ date = \"2025-03-03\", agents = 6 }]\n",
        &[
            "desk.toml:37:42: more have moved than the 5 people of staffing `dedicated` | the last wave brings all of them",
        ],
    ),
    (
        "[staffings.dedicated.transition]\nfrom = \"third\"\ndate = \"2025-03-17\"\n[staffings.third]\n\
         ladder = [\"anyone\"]\n[staffings.third.transition]\nfrom = \"flow\"\ndate = \"2025-03-03\"\nparallel_run = \"28d\"\n",
        &[
            "desk.toml:37:8: the move to `dedicated` begins before the one to `third` is over | let it begin on 2025-03-31 or \
             later, its parallel run included",
        ],
    ),
    (
        "[staffings.dedicated.programme]\ndocumentation = 0.8\n",
        &[
            "desk.toml:36:17: how far accounts are documented does nothing where nothing is known | add [knowledge] (its \
             defaults will do) and measured_under",
        ],
    ),
    (
        "[staffings.dedicated.programme]\nturnover_factor = 0.8\n",
        &[
            "desk.toml:36:19: `turnover_factor` does nothing where nobody leaves and nobody is new | add [rosters.X.turnover]",
        ],
    ),
];

#[test]
fn every_mistake_about_moves_is_told() {
    all_told(MISTAKES.iter().map(|(to, expected)| (FLOW, format!("{to}{FLOW}"), *expected)));
}
