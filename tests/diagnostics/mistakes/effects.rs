//! What people know and accounts feel: knowledge, satisfaction.

use super::Mistake;

pub(super) const MISTAKES: &[Mistake] = &[
    // Satisfaction that nothing moves, that nothing is lost by, or that cannot be.
    (
        "[opening]",
        "[satisfaction]\nwait = 40\nper_point = 0.02\n[opening]",
        &[
            "desk.toml:7:1: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
        ],
    ),
    (
        "[groups.clients]\n",
        "[satisfaction]\nper_point = 0.02\n[groups.clients]\nvalue = 9000\n",
        &[
            "desk.toml:15:1: nothing takes points from the score | give at least one of wait, continuity and resolution, such as wait = 40",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60, per_point = -0.1, loss_hazard = -0.06 }\n",
        &[
            "desk.toml:5:41: `per_point` should be at least 0, not -0.1 | write a number from 0 to 1",
            "desk.toml:5:61: `loss_hazard` should be at least 0, not -0.06 | write a number from 0 to 100",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60, continuity = 30, resolution = 20, owner_departure = { lasts = \"2h\" }, per_point = 0.1 }\n",
        &[
            "desk.toml:5:16: wait, continuity and resolution take 110 points, and there are 100 | give points that add up to at most 100",
            "desk.toml:5:16: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
            "desk.toml:5:81: nobody ever leaves: no roster has `turnover` | add [rosters.X.turnover] leavers_per_year = 0.2, or leave `owner_departure` out",
            "desk.toml:5:91: an owner's departure is felt for at least a day | write a time such as \"182d\"",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wayt = 60, wait = 10, per_point = 0.1 }\n",
        &["desk.toml:5:18: there is no key `wayt` here | did you mean `wait`?"],
    ),
    (
        "title = \"A small desk\"\n",
        "satisfaction = { wait = 60 }\n",
        &[
            "desk.toml:5:1: `satisfaction` lacks `per_point` | per_point: β: relative rise of the loss hazard per point of score below the reference, compounded; 0 = no effect.",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        "ladder = [\"anyone\"]\n[satisfaction]\ncontinuity = 20\nmeets = \"owner\"\nper_point = 0.1\n",
        &[
            "desk.toml:34:1: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
            "desk.toml:36:9: no staffing has owners: no contact can meet one | write meets = \"last person\", or give a staffing a ladder with \"owner\"",
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "population = \"redrawn\"\nsatisfaction = { wait = 60, per_point = 0.02 }\n",
        &[
            "desk.toml:6:16: satisfaction is about what single accounts are worth, and population = \"redrawn\" draws another desk in every replication | population = 1",
            "desk.toml:6:16: what is lost with an account is its value, and no account has any | add value = 12000 (a year) to a group, or a column `value` to its file of accounts",
        ],
    ),
    // Knowledge without a level, with names and values that cannot be.
    (
        "[opening]",
        "[knowledge]\n[opening]",
        &[
            r#"desk.toml:7:1: handle times depend on what people know: under which staffing were they measured? | add measured_under = "dedicated" (or "expert") at the top of the file"#,
        ],
    ),
    (
        r#"title = "A small desk""#,
        "title = \"A small desk\"\nmeasured_under = \"flo\"",
        &["desk.toml:6:18: there is no staffing `flo` | did you mean `flow`?"],
    ),
    (
        "[opening]",
        "[knowledge]\neffect = -1\n[opening]",
        &["desk.toml:8:10: `effect` should be at least 0, not -1 | write a number from 0 to 10"],
    ),
    (
        "title = \"A small desk\"\n",
        "title = \"A small desk\"\nmeasured_under = \"flow\"\nknowledge = { start = \"from nowhere\", resolution = { expert = 1.0, novice = 0.8 } }\n",
        &[
            "desk.toml:7:52: if experts resolve everything, no share of follow-ups can be measured | write a share such as 0.9",
            "desk.toml:7:23: there is no staffing `nowhere` | there is dedicated, flow",
        ],
    ),
    (
        r#"ladder = ["owner"]"#,
        "ladder = [\"owner\"]\npush = \"most_familiar\"",
        &[
            "desk.toml:34:8: nobody is familiar with an account where nothing is known | add [knowledge] (its defaults will do) and measured_under",
        ],
    ),
    (
        "[opening]",
        "[demand]\nvolume_is = \"contacts\"\n[opening]",
        &[
            r#"desk.toml:8:13: volumes of contacts hold the repeats of a staffing: of which one? | add measured_under = "STAFFING" at the top of the file"#,
        ],
    ),
    (
        "title = \"A small desk\"\n",
        "title = \"A small desk\"\nmeasured_under = \"expert\"\ndemand = { continuity = 1.1, volume_is = \"contacts\" }\n",
        &[
            r#"desk.toml:7:42: volumes of contacts hold the repeats of a staffing: of which one? | add measured_under = "STAFFING" at the top of the file"#,
            r#"desk.toml:7:25: volumes were measured with continuity at work: under which staffing? | add measured_under = "STAFFING" at the top of the file"#,
        ],
    ),
];
