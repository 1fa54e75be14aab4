//! What is asked of the desk, and the files that it names.

use super::Mistake;

pub(super) const MISTAKES: &[Mistake] = &[
    // What cannot be swept.
    (
        "[opening]",
        "[sweep]\nlevers = [\n{ lever = \"a\", from = 30, to = 20 },\n{ lever = \"b\", values = [] },\n{ lever = \"c\" },\n\
         { lever = \"d\", from = \"0s\", to = \"never\" },\n{ lever = \"run.seed\", values = [1] },\n\
         { lever = \"b\", values = [1, 1] },\n]\n[opening]",
        &[
            "desk.toml:9:32: there is nothing between 30 and 20 for `a` | swap them",
            "desk.toml:10:25: `b` lacks a value | write them as b=v1,v2",
            "desk.toml:11:11: `c` needs either `values`, or `from` and `to` | such as values = [20, 22, 24], or from = 20, to = 30",
            "desk.toml:12:34: `d` cannot run from `0s` to `never`: both ends are numbers or both durations, such as 20..30, 0.0..1.0 or 0s..90s | give other values one by one, d=v1,v2",
            "desk.toml:13:11: `run.seed` is no lever of a study: all points are played on the same requests | give seed and replications as options, not `run.seed`",
            "desk.toml:14:25: `b` has the value 1 twice | leave one of them out",
            "desk.toml:14:11: `b` is swept twice | give all its values at once",
        ],
    ),
    (
        "[opening]",
        "[sweep]\nready = \"dedicated-accounts\"\nsample = 4\nlevers = [{ lever = \"demand.volume\", values = [1] }]\n[opening]",
        &[
            "desk.toml:10:10: `ready` names its own values, and `levers` others | leave one of them out",
            "desk.toml:9:10: `ready` names its own values, and `sample` others | leave one of them out",
            "desk.toml:8:9: no staffing chooses accounts to dedicate | add [staffings.NAME.dedicate] with top = 10 and ladder = [\"owner\", { to = \"anyone\", after = \"1m\" }]",
        ],
    ),
    (
        "[opening]",
        "[sweep]\nready = \"rungtime\"\n[opening]",
        &["desk.toml:8:9: `ready` cannot be `rungtime` | did you mean `rung-time`?"],
    ),
    (
        "[opening]",
        "[sweep]\nstaffing = \"x\"\n[opening]",
        &[
            "desk.toml:8:12: `staffing` says whose lever a ready-made sweep moves | add ready = \"rung-time\", or leave it out",
        ],
    ),
    (
        "[opening]",
        "[size]\nfree = [\"teams.desk.agents\", { lever = \"teams.desk.agents\", from = 9, to = 2 }]\n[opening]",
        &["desk.toml:8:76: `teams.desk.agents` runs from 9 down to 2 | swap `from` and `to`"],
    ),
    // A tie that is none.
    (
        r#"title = "A small desk""#,
        "title = \"A small desk\"\ntie = [\"flow\", \"flow\"]",
        &["desk.toml:6:7: `flow` always ties with itself | name two different staffings"],
    ),
    // A file that is not there.
    (
        "[opening]",
        "[demand]\ntrace = \"log.csv\"\n[opening]",
        &["desk.toml:8:9: cannot read `log.csv`: no such file | paths count from the scenario's folder"],
    ),
];
