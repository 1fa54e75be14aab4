//! Admission by team: so many of a team serve a group as if they alone had it, and they alone are trained for it.

use portflow::model::Model;
use portflow::scenario::load_text;

use super::{compared, record};

/// Key accounts, and others when `others` come; people who are always there, so that only who may serve whom matters.
fn desk(agents: u32, more: &str, others: u32) -> String {
    format!(
        r#"
[run]
start = "2026-01-05"
count = "calendar days"
days = 29
warm_up = 1
[opening]
always = true
[channels.phone]
kind = "live"
[groups.key]
accounts = 6
requests_per_day = {{ phone = 100 }}
handle_time = {{ phone = {{ exponential = {{ mean = "5m" }} }} }}
admission = {{ training_days = 4 }}
[groups.others]
accounts = 6
requests_per_day = {{ phone = {others} }}
handle_time = {{ phone = {{ exponential = {{ mean = "5m" }} }} }}
[sites.lyon]
hourly_cost = 30
[teams.desk]
always = true
agents = {agents}
{more}
[staffings.pool]
ladder = ["anyone"]
"#
    )
}

fn model(text: &str) -> Model {
    load_text("test.toml", text, &[], &|_| Err("no file".into()))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
        .model
}

/// Seats (from 1) of the first team that are admitted to the first group.
fn admitted(model: &Model) -> Vec<usize> {
    let agents = model.staffings[0].agents.iter().filter(|agent| agent.team == 0).enumerate();
    let key = agents.filter(|(_, agent)| agent.admitted.as_ref().is_none_or(|groups| groups[0]));
    key.map(|(seat, _)| seat + 1).collect()
}

/// Three of eight are admitted, and nobody else has anything to do: contact by contact what three people alone would do.
#[test]
fn so_many_admitted_are_so_many_people() {
    let (three, of_eight) =
        (compared(&desk(3, "", 0), 2), compared(&desk(8, "admitted = { key = 3 }", 0), 2));
    for metric in ["service_level", "mean_wait", "answered_per_day", "handle_time"] {
        let figure = |results| {
            let record = record(results, "pool", metric, "all");
            (record.mean, record.lower, record.upper)
        };
        assert_eq!(figure(&three), figure(&of_eight), "{metric}");
    }
    // What is admitted to all is what nothing says; the share comes to the same people.
    let told = |more: &str| format!("{:?}", compared(&desk(8, more, 200), 2).records);
    assert_eq!(told(""), told("admitted = { key = 8 }"));
    assert_eq!(told("admitted = { key = 3 }"), told("admitted = { key = \"37.5%\" }"));
}

/// Four days a year of a fifth of 35 hours at 30, for each of those admitted.
#[test]
fn those_admitted_are_trained() {
    for (more, people) in [("", 8.0), ("admitted = { key = 3 }", 3.0), ("admitted = { key = \"30%\" }", 3.0)]
    {
        let results = compared(&desk(8, more, 200), 2);
        let of = |metric: &str| record(&results, "pool", metric, "all").mean.expect("a figure");
        let days = people * 4.0 * 29.0 / 365.25;
        assert!(
            (of("admission_days") - days).abs() < 1e-9,
            "{more}: {} against {days}",
            of("admission_days")
        );
        assert!((of("cost_admission") - days * 7.0 * 30.0).abs() < 1e-6, "{more}");
    }
}

/// By seat, those who say it first; one more admitted is one person more, one more agent changes nobody.
#[test]
fn who_is_admitted_goes_by_seat() {
    let of = |agents, more: &str| admitted(&model(&desk(agents, more, 200)));
    assert_eq!(of(8, "admitted = { key = 3 }"), [1, 2, 3]);
    assert_eq!(of(8, "admitted = { key = 4 }"), [1, 2, 3, 4]);
    assert_eq!(of(9, "admitted = { key = 3 }"), [1, 2, 3]);
    // 10 % of 30 are three, of 31 four.
    assert_eq!(of(30, "admitted = { key = \"10%\" }").len(), 3);
    assert_eq!(of(31, "admitted = { key = \"10%\" }").len(), 4);
    let people =
        "[rosters.lyon.people]\nanna = { groups = [\"others\"] }\nben = {}\ncarl = { groups = [\"key\"] }\n";
    assert_eq!(of(8, &format!("admitted = {{ key = 1 }}\n{people}")), [3]);
    assert_eq!(of(8, &format!("admitted = {{ key = 3 }}\n{people}")), [2, 3, 4]);
    // The order of teams in the file moves nobody.
    let second = "[teams.alone]\nalways = true\nagents = 2\nadmitted = { key = 1 }\n";
    let after = model(&desk(4, &format!("admitted = {{ key = 2 }}\n{second}"), 200));
    let text = desk(4, "admitted = { key = 2 }", 200);
    let before = model(&text.replace("[teams.desk]", &format!("{second}[teams.desk]")));
    assert_eq!(after.staffings, before.staffings);
}
