//! Mistakes about who takes over: successors, and reorganisations.

use super::all_told;

const SITE: &str = "[sites.here]\n";
const OWNED: &str = "ladder = [\"owner\"]\n";

/// What is written before or after what, and all that is said about it.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        SITE,
        "[rosters.here.people]\nanna = { successor = \"bop\" }\nbob = {}\n[sites.here]\n",
        &["desk.toml:22:22: the successor of `anna` is nobody's name: `bop` | did you mean `bob`?"],
    ),
    (
        SITE,
        "[rosters.here.people]\nanna = { successor = \"anna\" }\n[sites.here]\n",
        &[
            "desk.toml:22:22: `anna` cannot succeed themselves | name somebody else, or leave `successor` out: the next \
           person of the seat takes over",
        ],
    ),
    (
        SITE,
        "[rosters.here.people]\nanna = { successor = \"bob\" }\nbob = { successor = \"anna\" }\n[sites.here]\n",
        &[
            "desk.toml:22:22: the succession returns to its start: anna → bob → anna | let it end with somebody who has \
           no successor of their own",
        ],
    ),
    (
        SITE,
        "[rosters.here.turnover]\nleavers_per_year = 1.2\nrate_is = \"share within a year\"\n[sites.here]\n",
        &[
            "desk.toml:22:20: a share of 1.2 cannot leave within a year: a share is below 1 | write rate_is = \"of headcount\" \
           if it is leavers ÷ mean headcount",
        ],
    ),
    (
        SITE,
        "[rosters.crew]\nsite = \"here\"\n[sites.there]\n[teams.far]\nsite = \"there\"\nroster = \"crew\"\nshifts = [\"day\"]\nagents = 1\n\
         [sites.here]\n",
        &[
            "desk.toml:36:1: team `desk` does not say at which site it is | add site = \"…\": there is there, here",
            "desk.toml:26:10: team `far` is at site `there`, but its roster `crew` is at `here` | people work at the site of \
           their roster",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\nowners_from = [\"desk\"]\n[rosters.here.people.anna]\nsuccessor = \"here-06\"\n\
         [teams.other]\nshifts = [\"day\"]\nagents = 1\n",
        &[
            "desk.toml:36:13: in staffing `dedicated` the successor `here-06` may not own these accounts | name somebody \
           of a team in owners_from who serves their groups and is admitted to them",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\n[rosters.here.people.anna]\nsuccessor = \"here-06\"\n\
         [staffings.larger]\nladder = [\"owner\"]\nteams.desk.agents = 6\n",
        &[
            "desk.toml:35:13: the successor `here-06` does not work in staffing `dedicated` | name somebody who works in \
           every staffing that has the owner",
        ],
    ),
    (
        OWNED,
        "ladder = [\"anyone\"]\n[rosters.here.people]\nanna = { successor = \"bob\" }\nbob = {}\n",
        &[
            "desk.toml:35:22: `successor` has no effect: no staffing has owners | give a staffing a ladder with owner, or \
           take it out",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\n[staffings.dedicated.reorganisation]\non = \"2025-12-24\"\n",
        &[
            "desk.toml:35:6: 2025-12-24 is not a day within the run | it is a day from 2026-01-06 to 2026-02-01; what holds \
           from the first day on belongs to the staffing itself",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\n[staffings.dedicated.reorganisation]\non = \"2026-01-20\"\nportfolio = \"sektor\"\n\
         owners_from = [\"dask\"]\n",
        &[
            "desk.toml:36:13: `portfolio` cannot be `sektor` | did you mean `sector`?",
            "desk.toml:37:16: there is no team `dask` | did you mean `desk`?",
        ],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\n[staffings.dedicated.reorganisation]\non = \"2026-01-20\"\nowners_from = [\"dask\"]\n",
        &["desk.toml:36:16: there is no team `dask` | did you mean `desk`?"],
    ),
    (
        OWNED,
        "ladder = [\"owner\"]\n[staffings.dedicated.reorganisation]\nportfolio = \"sector\"\n",
        &[
            "desk.toml:34:22: `reorganisation` lacks `on` | on: Date at whose beginning accounts change hands; after the \
           first day, within the run.",
        ],
    ),
];

#[test]
fn every_mistake_about_who_takes_over_is_told() {
    all_told(MISTAKES.iter().map(|(from, to, expected)| (*from, to.to_string(), *expected)));
}
