//! Mistakes about what places do to work.

use super::all_told;

const SITE: &str = "hourly_cost = 30\n";

/// What is written after the cost of the site, and all that is said about it.
const MISTAKES: &[(&str, &[&str])] = &[
    (
        "handle_time_factor = { defualt = 1.1 }",
        &["desk.toml:23:24: there is no key `defualt` here | did you mean `default`?"],
    ),
    (
        "handle_time_factor = { areas = { 3 = 1.2 } }",
        &[
            "desk.toml:23:34: no account lies in area `3` | give a group `areas = n` (0 to n − 1), or a file of accounts with a column `area`",
        ],
    ),
    (
        "handle_time_factor = { areas = { paris = 0 } }",
        &["desk.toml:23:42: `paris` should be at least 0.01, not 0 | write a number from 0.01 to 100"],
    ),
    (
        "handle_time_factor = { default = 1.1, undocumented = 1 }",
        &[
            "desk.toml:23:54: how far accounts are documented is not known | add [knowledge], with effect = 0 if knowing accounts is to do nothing",
        ],
    ),
    (
        "resolution_factor = 0.97",
        &[
            "desk.toml:23:21: resolution moves the share of follow-ups, but no group has any | add follow_up = { share = 0.1, delay = \"1d\" } to a group, or leave it out",
        ],
    ),
    (
        "travel = { visits_per_year = 4, people = 2, trip = 900, halves_distance = 8 }",
        &[
            "desk.toml:23:75: distance does nothing to work at site `here`: visits cannot make it less | give the site handle_time_factor, resolution_factor or absorption, or leave it out",
        ],
    ),
    (
        "absorption = 0.5",
        &[
            "desk.toml:23:14: nothing is handed over where nothing is known | add [knowledge], or leave `absorption` out",
        ],
    ),
];

#[test]
fn every_mistake_about_places_is_told() {
    all_told(MISTAKES.iter().map(|(to, expected)| (SITE, format!("{SITE}{to}\n"), *expected)));
}

/// What a site alone leaves unresolved cannot be more than was measured there.
#[test]
fn more_than_was_measured_is_told() {
    let few = "follow_up = { share = 0.05, delay = \"1d\" }\nspread";
    let desk = format!("measured_under = \"flow\"\n{}", super::DESK.replacen("spread", few, 1));
    let here = |factor: f64| desk.replacen(SITE, &format!("{SITE}resolution_factor = {factor}\n"), 1);
    let told = super::load(&here(0.9), &[], ("", "")).map_err(|rejected| super::told(&rejected));
    let expected = "desk.toml:25:21: this site alone leaves 10.0 % unresolved, but under `flow` 5.0 % were measured | write a \
                    factor nearer to 1, or measured_under = \"expert\" with the follow-ups of a site of factor 1";
    assert_eq!(told.err(), Some(vec![expected.to_string()]));
    assert!(super::load(&here(0.96), &[], ("", "")).is_ok());
}
