//! Mistakes about volumes over time.

use super::all_told;

/// What is written before the opening hours, and all that is said about it.
const GROWTH: &[(&str, &[&str])] = &[
    (
        "[demand.growth]\nper_year = -0.95",
        &["desk.toml:8:12: `per_year` should be at least -0.9, not -0.95 | write a number from -0.9 to 10"],
    ),
    (
        "[demand.growth]\nuncertainty = 3",
        &[
            "desk.toml:8:15: `uncertainty` should be at most 2, not 3 | write a number from 0 to 2, 0.03 for 3 %",
        ],
    ),
    (
        "[demand.growth]\nper_yaer = 0.1",
        &["desk.toml:8:1: there is no key `per_yaer` here | did you mean `per_year`?"],
    ),
    (
        "[demand.growth]\ngroups = { clinets = 0.1 }",
        &["desk.toml:8:12: there is no account group `clinets` | did you mean `clients`?"],
    ),
    (
        "[demand.growth]\ngroups = { clients = 11 }",
        &[
            "desk.toml:8:22: `clients` should be at most 10, not 11 | write a number from -0.9 to 10, 0.11 for 11 %",
        ],
    ),
    (
        "[demand]\ntrace = \"log.csv\"\ngrowth = { per_year = 0.1 }",
        &[
            "desk.toml:9:10: the requests of a log do not grow | take `growth` out: a log is replayed as it is",
            "desk.toml:8:9: cannot read `log.csv`: no such file | paths count from the scenario's folder",
        ],
    ),
    (
        "[staffings.flow.teams.desk]\nalways = true\n[demand.growth]\nper_year = 0.1",
        &[
            "desk.toml:9:1: volumes cannot grow where people are always there: that is a stationary run | take `growth` \
           out, or give the teams shifts or agents_per_interval",
        ],
    ),
];

#[test]
fn every_mistake_about_growth_is_told() {
    let opening = "[opening]\n";
    all_told(GROWTH.iter().map(|(to, expected)| (opening, format!("{to}\n{opening}"), *expected)));
}
