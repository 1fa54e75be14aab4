//! Ladders, people, groups, goals of small desks, and what is refused.
//!
//! In: small desks. Out: what they come to, or codes and paths of what is wrong. Must not know: through which stages
//! a file goes.

use super::{good, small_with, wrong};
use crate::model::{Absence, GoalKind, Opens, Plan, Start, Target};
use crate::time::{HOUR, MINUTE, SECOND};

#[test]
fn follow_ups_try_the_last_person_first_and_never_ends_a_ladder() {
    let loaded = good(
        r#"
        [staffings.flow]
        ladder = ["team", { to = "anyone", after = "30s" }, { to = "owner", after = "never" }]
        "#,
    );
    let staffing = &loaded.model.staffings[0];
    let ladder = |class: u16| &staffing.ladders[usize::from(staffing.classes[usize::from(class)].ladder)];
    assert_eq!(ladder(staffing.class_of[0]).rungs.len(), 2);
    let follow_up = &ladder(staffing.follow_up_class_of[0]).rungs;
    assert_eq!((follow_up[0].to.as_slice(), &follow_up[0].opens), (&[Target::Last][..], &Opens::After(0)));
    assert_eq!(follow_up.len(), 3);
    assert_eq!(staffing.portfolio.owners.longest(), 0);
}

#[test]
fn rungs_change_patience() {
    let loaded = good(
        r#"
        [staffings.own]
        ladder = [{ to = "owner", patience = 1.5 }, { to = "anyone", after = "90s", patience = 0.5, balk = 0.1 }]
        follow_up_first = "ladder"
        "#,
    );
    let rungs = &loaded.model.staffings[0].ladders[0].rungs;
    let effects: Vec<_> = rungs.iter().map(|rung| (rung.patience, rung.balk)).collect();
    assert_eq!(effects, [(1.5, 0.0), (0.5, 0.1)]);
    let refused = |rung: &str| {
        let problems = wrong(&format!("[staffings.own]\nladder = [\"owner\", {rung}]"));
        assert!(problems[0].contains("staffings.own.ladder.1"), "{rung}: {problems:?}");
    };
    refused(r#"{ to = "message", after = "90s", call_back = false, patience = 0.5 }"#);
    refused(r#"{ to = "anyone", balk = 1.2 }"#);
    refused(r#"{ to = "anyone", patience = -1 }"#);
}

#[test]
fn a_staffing_may_promise_something_else() {
    let goals = r#"
        [staffings.flow]
        ladder = ["anyone"]
        [staffings.own]
        ladder = ["anyone"]
        [goals.phone]
        metric = "answered_within"
        channel = "phone"
        within = "20s"
        at_least = 0.8
        [goals.lost]
        metric = "abandonment"
        at_most = 0.05
        "#;
    let loaded = good(&format!(
        "{goals}[staffings.own.goals.phone]\nwithin = \"60s\"\n[staffings.own.goals.lost]\nat_most = 0.05"
    ));
    let [phone, lost] = &loaded.model.goals[..] else { panic!("two goals") };
    assert_eq!(phone.kind_for(1), &GoalKind::AnsweredWithin(MINUTE));
    assert_eq!(phone.kind_for(0), &GoalKind::AnsweredWithin(20 * SECOND));
    assert!(phone.is_met(1, 0.8) && !phone.is_met(1, 0.79));
    // The same in other words is no promise of its own.
    assert!(lost.own.is_empty());
    assert_eq!(loaded.names.goals[0].own[&1], "at least 80 % of phone answered within 1m");
    for (promise, expected) in [
        ("[staffings.own.goals.chat]\nat_least = 0.5", "unknown_name staffings.own.goals.chat"),
        ("[staffings.own.goals.lost]\nat_least = 0.5", "goal staffings.own.goals.lost.at_least"),
        ("[staffings.own.goals.lost]\nwithin = \"20s\"", "goal staffings.own.goals.lost.within"),
        ("[staffings.own.goals.phone]\nat_least = 80", "range staffings.own.goals.phone.at_least"),
    ] {
        assert_eq!(wrong(&format!("{goals}{promise}")), [expected]);
    }
}

#[test]
fn what_names_an_account_or_a_person_needs_one_desk() {
    let text = r#"
        [staffings.own]
        ladder = ["owner"]
        portfolio = { jo = ["key-1"] }
        [rosters.lyon.people.jo]
        speed = 1.0
        [goals.worst]
        metric = "answered_within"
        channel = "phone"
        within = "20s"
        at_least = 0.5
        scope = "account"
        "#;
    let problems = |population: &str| -> Vec<String> {
        let text = format!("population = {population}\n{}{text}", super::SMALL);
        let Err(rejected) = crate::scenario::load_text("small.toml", &text, &[], &super::no_file) else {
            return Vec::new();
        };
        let row = |problem: &crate::scenario::problem::Problem| {
            format!("{} {}", problem.code, crate::scenario::problem::dotted(&problem.path))
        };
        let about = rejected.problems.iter().filter(|(problem, _)| problem.code == "population");
        about.map(|(problem, _)| row(problem)).collect()
    };
    assert_eq!(problems("4"), [] as [&str; 0]);
    assert_eq!(
        problems("\"redrawn\""),
        [
            "population rosters.lyon.people",
            "population staffings.own.portfolio",
            "population goals.worst.scope"
        ]
    );
}

#[test]
fn stretches_of_dates_have_factors_on_top_of_the_season() {
    // Five days from Monday 2026-01-05.
    let demand = |stretches: &str| {
        format!(
            "[staffings.flow]\nladder = [\"anyone\"]\n[demand]\nseason = [2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n\
             stretches = [{stretches}]"
        )
    };
    let given = |from: &str, to: &str| {
        format!("{{ from = \"2026-01-{from}\", to = \"2026-01-{to}\", factor = 0.5 }}")
    };
    let loaded = good(&demand(&format!("{}, {}", given("06", "08"), given("08", "20"))));
    let factors = &loaded.model.volume.day_factor[0];
    for (factor, expected) in factors.iter().zip([2.0, 1.0, 1.0, 0.5, 1.0]) {
        assert!((factor - expected).abs() < 1e-12, "{factors:?}");
    }
    assert_eq!(wrong(&demand(&given("20", "06"))), ["date demand.stretches.0"]);
}

#[test]
fn people_per_interval_stand_only_inside_the_opening_hours() {
    let loaded = good(
        r#"
        [teams.extra]
        agents_per_interval = [2, 3]
        [staffings.flow]
        ladder = ["anyone"]
        "#,
    );
    let Plan::PerInterval(counts) = &loaded.model.staffings[0].teams[1].plan else { panic!("by interval") };
    assert_eq!(counts.iter().sum::<u32>(), 10 * 2 + 10 * 3);
    assert_eq!((counts[15], counts[16], counts[35], counts[36]), (0, 2, 3, 0));
    assert_eq!(loaded.model.staffings[0].teams[1].agents, 6..9);
    assert_eq!(loaded.model.shifts[0].hours[0], Some((8 * HOUR, 16 * HOUR)));
}

#[test]
fn a_seat_without_a_person_changes_nothing_else() {
    let staffings = "[staffings.dedicated]\nladder = [\"owner\"]\n[rosters.lyon]\n";
    let with = good(staffings);
    let name = &with.names.people[2];
    for given in [format!("\"{name}\""), format!("[\"{name}\"]")] {
        let mut without = good(&format!("{staffings}unfilled = {given}\n"));
        let days = without.model.calendar.days;
        let seats: Vec<_> = without.model.staffings[0].agents.iter_mut().map(|a| a.unfilled.take()).collect();
        assert!(seats.iter().enumerate().all(|(seat, days_of)| days_of.is_some() == (seat == 2)));
        assert_eq!(seats[2], Some(0..days));
        assert_eq!(without.model, with.model, "portfolios and everybody else as with the person");
    }
    let problems = wrong(&format!("{staffings}unfilled = [\"lyon-02\", \"lyon-33\"]\n"));
    assert_eq!(problems, ["unknown_name rosters.lyon.unfilled.1"]);
}

#[test]
fn every_problem_is_told_in_one_pass() {
    let problems = wrong(
        r#"
        [teams.empty]
        shifts = ["early"]
        agents = 0
        [teams.lost]
        shifts = ["night"]
        agents = 2
        [staffings.flow]
        ladder = ["anyone"]
        [goals.chat]
        metric = "answered_within"
        channel = "chat"
        within = "20s"
        at_least = 0.8
        "#,
    );
    for expected in
        ["empty teams.empty.agents", "unknown_name teams.lost.shifts.0", "unknown_name goals.chat.channel"]
    {
        assert!(problems.iter().any(|problem| problem == expected), "{expected}: {problems:?}");
    }
}

#[test]
fn files_of_people_and_accounts_are_read_and_blamed_by_line() {
    let more = r#"
        [rosters.lyon]
        people = "people.csv"
        [groups.named]
        accounts = { file = "accounts.csv" }
        requests_per_day = { phone = 30 }
        handle_time = { phone = "4m" }
        [staffings.flow]
        ladder = ["anyone"]
        "#;
    let files = |people: &'static str, accounts: &'static str| {
        move |name: &str| Ok(if name == "people.csv" { people } else { accounts }.to_string())
    };
    let read = files(
        "name,speed,leave\nanna,0.9,2026-02-02..2026-02-06\nben,,\n",
        "account,weight,sector\nA,2,1\nB,1,0\n",
    );
    let loaded = small_with(more, &read).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    assert_eq!(loaded.names.people[..3], ["anna", "ben", "lyon-03"]);
    assert!((loaded.model.people[0].speed - 0.9).abs() < 1e-12);
    assert!(matches!(&loaded.model.people[0].leave, crate::model::Leave::Dates(dates) if dates.len() == 1));
    let named: Vec<f64> =
        loaded.model.accounts[28..].iter().map(|account| account.requests_per_day[0]).collect();
    assert_eq!(named, [20.0, 10.0]);
    let read = files("name,sped\nanna,1\nanna,2\n", "account,weight\nA,2\n\nB,-1\n");
    let rejected = small_with(more, &read).expect_err("two wrong files");
    let text = rejected.text(false);
    for expected in ["people.csv:1:6", "did you mean `speed`?", "named twice", "accounts.csv:4:3"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn groups_have_their_own_reasons_and_balking_by_channel() {
    let more = r#"
        [reasons.order]
        [reasons.question]
        [groups.shops]
        accounts = 5
        requests_per_day = { phone = 10, email = 5 }
        handle_time = { phone = "4m", email = "5m" }
        reasons = { phone = { order = 0.25, question = 0.75 } }
        balk = { phone = 0.1 }
        [staffings.flow]
        ladder = ["anyone"]
        "#;
    let loaded = good(more);
    let group = &loaded.model.groups[2];
    assert_eq!(group.reasons, [vec![0.25, 1.0], vec![0.5, 1.0]]);
    assert!(matches!(&group.patience[0], Some(patience) if (patience.balk - 0.1).abs() < 1e-12));
    assert_eq!(group.patience[1], None);
    let problems =
        wrong(&more.replace("0.75", "0.7").replace("balk = { phone = 0.1 }", "balk = { fax = 0.1 }"));
    for expected in ["shares groups.shops.reasons.phone", "unknown_name groups.shops.balk.fax"] {
        assert!(problems.iter().any(|problem| problem == expected), "{expected}: {problems:?}");
    }
}

#[test]
fn goals_that_cannot_be_measured_are_refused() {
    let problems = wrong(
        r#"
        [staffings.flow]
        ladder = ["anyone"]
        [goals.busy]
        metric = "occupancy"
        channel = "phone"
        at_most = 0.85
        [goals.half]
        metric = "answered_within"
        channel = "phone"
        at_least = 80
        within = "20s"
        "#,
    );
    assert_eq!(problems, ["goal goals.busy.channel", "range goals.half.at_least"]);
}

#[test]
fn shifts_are_in_the_local_time_of_the_site_that_works_them() {
    let more = |offset: &str| {
        format!(
            r#"
            [sites.east]
            utc_offset = "{offset}"
            [teams.desk2]
            site = "east"
            shifts = ["late"]
            agents = 2
            [staffings.flow]
            ladder = ["anyone"]
            teams.desk.site = "lyon"
            "#
        )
    };
    let loaded = good(&more("2h"));
    let model = &loaded.model;
    let hours = |agent: usize| {
        let shift = model.staffings[0].agents[agent].shift.expect("by shifts");
        model.shifts[usize::from(shift)].hours[0]
    };
    assert_eq!((hours(0), hours(1)), (Some((8 * HOUR, 16 * HOUR)), Some((10 * HOUR, 18 * HOUR))));
    assert_eq!(hours(6), Some((8 * HOUR, 16 * HOUR)));
    assert_eq!(wrong(&more("11h")), ["shift shifts.late.hours"]);
}

#[test]
fn turnover_and_spells_that_cannot_be_are_told() {
    let problems =
        |roster: &str| wrong(&format!("[staffings.flow]\nladder = [\"anyone\"]\n[rosters.lyon]\n{roster}"));
    let turnover = |keys: &str| problems(&format!("[rosters.lyon.turnover]\n{keys}"));
    let share = "leavers_per_year = 1.2\nrate_is = \"share within a year\"";
    assert_eq!(turnover(share), ["range rosters.lyon.turnover.leavers_per_year"]);
    let ramp = "leavers_per_year = 0.3\nramp_up = { monthly = [0.5, 0, 2.5] }";
    let expected =
        ["range rosters.lyon.turnover.ramp_up.monthly.1", "range rosters.lyon.turnover.ramp_up.monthly.2"];
    assert_eq!(turnover(ramp), expected);
    let ramp = "leavers_per_year = 0.3\nramp_up = { exponential = { start = -1, time = \"90d\" } }";
    assert_eq!(turnover(ramp), ["range rosters.lyon.turnover.ramp_up.exponential.start"]);
    let unit = "leavers_per_year = 0.3\nvacancy = 34";
    assert_eq!(turnover(unit), ["unit rosters.lyon.turnover.vacancy"]);
    assert_eq!(problems("absence = 0.95"), ["range rosters.lyon.absence"]);
    let common = "absence = { share = 0.2, common = 3 }";
    assert_eq!(problems(common), ["range rosters.lyon.absence.common"]);
    let tenure = "[rosters.lyon.people.anna]\ntenure = \"3d\"";
    assert_eq!(problems(tenure), ["no_effect rosters.lyon.people.anna.tenure"]);
}

#[test]
fn people_with_a_name_are_there_and_keep_the_spells_of_the_roster() {
    let loaded = good(
        r#"
        [staffings.flow]
        ladder = ["anyone"]
        [rosters.lyon]
        absence = { share = 0.05, spell = "4d", common = 0.3 }
        [rosters.lyon.turnover]
        leavers_per_year = 0.3
        rate_is = "share within a year"
        [rosters.lyon.people]
        anna = { absence = 0.2, tenure = "400d" }
        ben = {}
        "#,
    );
    let people = &loaded.model.people;
    let spells = |person: usize| match &people[person].absence {
        Absence::Spells(spells) => (spells.share(), spells.longest()),
        Absence::Daily(_) => panic!("spells"),
    };
    assert_eq!([spells(0), spells(1), spells(2)], [(0.2, 4), (0.05, 4), (0.05, 4)]);
    let start = |person: usize| people[person].turnover.as_ref().map(|rules| rules.start);
    assert_eq!(start(0), Some(Start::Days(400.0)));
    assert_eq!(start(1), Some(Start::Stationary { may_be_vacant: false }));
    assert_eq!(start(2), Some(Start::Stationary { may_be_vacant: true }));
    let rules = people[2].turnover.as_ref().unwrap();
    assert!((rules.hazard - 0.356_674_943_938_732_4).abs() < 1e-12);
    assert!((rules.vacancy.mean() - 34.0).abs() < 1e-9 && (rules.training - 40.0).abs() < 1e-9);
    let year: f64 = (0..12).map(|month| rules.ramp_up.craft((f64::from(month) + 0.5) * 30.4375)).sum();
    assert!((year / 12.0 - 0.67).abs() < 0.001, "the source's mean over the first year: {year}");
}
