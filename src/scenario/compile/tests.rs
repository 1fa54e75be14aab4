//! Whole scenarios through the door: what they come to, and what is refused.

use crate::demand::day::Demand;
use crate::engine::ports::{Nobody, Observer, Stretch};
use crate::model::{Model, Opens, Plan, Target};
use crate::random::Streams;
use crate::routing;
use crate::scenario::{Loaded, Rejected, load_text};
use crate::time::{HOUR, Moment};
use crate::workforce::presence::Presence;

const ORDER_DESK: &str = include_str!("../../../scenarios/order-desk.toml");

/// A small desk that a test adds to: two groups, phone and email, six people on two shifts.
const SMALL: &str = r#"
[run]
days = 5
[opening]
mon-fri = "08:00-18:00"
[channels.phone]
kind = "live"
patience = { exponential = { mean = "3m" } }
[channels.email]
kind = "deferrable"
in_time = "4h"
[groups.key]
accounts = 8
requests_per_day = { phone = 40, email = 8 }
handle_time = { phone = "5m", email = "6m" }
spread = { lognormal = { cv = 1.0 } }
[groups.other]
accounts = 20
requests_per_day = { phone = 60 }
handle_time = { phone = "4m" }
[sites.lyon]
[shifts.early]
hours = "08:00-16:00"
days = "mon-fri"
[shifts.late]
hours = "10:00-18:00"
days = "mon-fri"
[teams.desk]
shifts = ["early", "late"]
agents = 6
"#;

fn no_file(_: &str) -> Result<String, String> {
    Err("no such file".into())
}

fn order_desk(sets: &[&str]) -> Loaded {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    load_text("order-desk.toml", ORDER_DESK, &sets, &no_file)
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn small(more: &str) -> Result<Loaded, Rejected> {
    small_with(more, &no_file)
}

fn small_with(more: &str, read: &super::ReadFile<'_>) -> Result<Loaded, Rejected> {
    load_text("small.toml", &format!("{SMALL}{more}"), &[], read)
}

fn good(more: &str) -> Loaded {
    small(more).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

/// The codes and paths of what is wrong.
fn wrong(more: &str) -> Vec<String> {
    let rejected = small(more).expect_err("this is wrong");
    let row = |problem: &crate::scenario::problem::Problem| {
        format!("{} {}", problem.code, crate::scenario::problem::dotted(&problem.path))
    };
    rejected.problems.iter().map(|(problem, _)| row(problem)).collect()
}

#[derive(Default)]
struct Times {
    busy: Moment,
    on_duty: Moment,
}

impl Observer for Times {
    fn time(&mut self, _: u32, what: Stretch, _: u8, from: Moment, to: Moment) {
        match what {
            Stretch::Busy => self.busy += to - from,
            Stretch::OnDuty | Stretch::Overtime => self.on_duty += to - from,
        }
    }
}

fn play(model: &Model, staffing: usize, replication: u64, observer: &mut impl Observer) {
    let streams = Streams::new(1, replication);
    let presence = Presence::draw(model, &streams);
    let mut demand = Demand::new(model, streams);
    let mut engine = routing::play(model, staffing, &presence, observer);
    for day in 0..model.calendar.days {
        engine.advance(day, demand.draw(day));
    }
    engine.finish();
}

#[test]
fn the_order_desk_is_what_its_file_says() {
    let Loaded { model, names, .. } = order_desk(&[]);
    assert_eq!(model.accounts.len(), 240);
    assert_eq!(names.channels, ["phone", "email"]);
    assert_eq!(names.staffings, ["dedicated", "dedicated_with_deputy", "hybrid", "team", "flow", "mix"]);
    assert!(model.staffings.iter().all(|staffing| staffing.agents.len() == 24));
    assert_eq!(model.people.len(), 24);
    for (channel, total) in [(0, 1100.0), (1, 400.0)] {
        let sum: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
        assert!((sum - total).abs() < 1e-9, "{sum}");
        let open = |day: &u32| model.calendar.weekday(*day) < 5;
        let days: Vec<u32> = (0..model.calendar.days).filter(open).collect();
        assert_eq!(days.len(), 60);
        let factor = |day: u32| model.volume.day_factor[channel][day as usize];
        let week: f64 = (0..7).map(factor).sum();
        assert!((week - 5.0).abs() < 1e-12 && factor(5) <= 0.0, "{week}");
    }
    assert_eq!(model.reference_owners.longest(), 2);
}

#[test]
fn every_staffing_of_the_order_desk_plays() {
    let Loaded { model, .. } = order_desk(&["run.days=2"]);
    for staffing in 0..model.staffings.len() {
        play(&model, staffing, 0, &mut Nobody);
    }
}

#[test]
fn flow_at_the_order_desk_runs_at_three_quarters() {
    let Loaded { model, names, .. } = order_desk(&[]);
    let flow = names.staffings.iter().position(|name| name == "flow").expect("it is there");
    let mut times = Times::default();
    (0..4).for_each(|replication| play(&model, flow, replication, &mut times));
    let occupancy = times.busy as f64 / times.on_duty as f64;
    assert!((occupancy - 0.75).abs() < 0.03, "{occupancy}");
}

#[test]
fn sizes_are_nested() {
    let (small, large) = (order_desk(&["teams.desk.agents=23"]), order_desk(&["teams.desk.agents=24"]));
    assert_eq!(large.model.people[..23], small.model.people[..23]);
    let flow = 4;
    let (few, more) = (&small.model.staffings[flow].agents, &large.model.staffings[flow].agents);
    assert_eq!(more[..23], few[..]);
    let early = more.iter().filter(|agent| agent.shift == Some(0)).count();
    assert_eq!(early, 12);
}

#[test]
fn profiles_end_at_one_and_stay_inside_the_opening_hours() {
    let Loaded { model, .. } = order_desk(&[]);
    let profile = &model.volume.profiles[model.groups[0].profile[0]];
    let monday = &profile.cumulative[0];
    assert_eq!(monday.len(), 48);
    assert!(monday[15] <= 0.0 && monday[16] > 0.0 && monday[34] < 1.0 && monday[35] >= 1.0);
    assert!((monday[17] - 0.09).abs() < 1e-12 && (monday[19] - 0.21).abs() < 1e-12);
    assert!(profile.cumulative[6].is_empty());
}

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
fn owners_can_serve_what_they_own_and_every_account_is_covered() {
    let teams = r#"
        [teams.keys]
        shifts = ["early", "late"]
        agents = 4
        serves = { groups = ["key"] }
        [staffings.own]
        use_teams = ["keys", "desk"]
        teams.desk.serves = { groups = ["other"] }
        ladder = ["owner"]
        "#;
    let loaded = good(teams);
    let (model, staffing) = (&loaded.model, &loaded.model.staffings[0]);
    assert_eq!(loaded.names.teams[0], ["keys", "desk"]);
    for (account, facts) in model.accounts.iter().enumerate() {
        let owners = staffing.portfolio.owners.row(account as u32);
        assert_eq!(owners.len(), 2);
        assert!(owners.iter().all(|owner| staffing.agents[*owner as usize].team == facts.group));
        let deputies = staffing.portfolio.deputies.row(account as u32);
        let shift = |agent: &u32| staffing.agents[*agent as usize].shift;
        assert!(
            owners
                .iter()
                .zip(deputies)
                .all(|(owner, deputy)| owner != deputy && shift(owner) == shift(deputy))
        );
    }
    let nobody = wrong(
        "[teams.keys]\nshifts = [\"early\"]\nagents = 2\nserves = { groups = [\"key\"] }\n[staffings.own]\nuse_teams = [\"keys\"]\nladder = [\"owner\"]\n",
    );
    assert!(nobody.iter().any(|problem| problem.starts_with("uncovered")), "{nobody:?}");
}

#[test]
fn explicit_portfolios_leave_nobody_uncovered() {
    let given = |accounts: &str, ladder: &str| {
        format!(
            "[rosters.lyon.people]\nanna = {{}}\nben = {{}}\n[staffings.own]\nladder = {ladder}\nowned = [\"key\"]\n\
             ladders = [{{ groups = [\"other\"], ladder = [\"anyone\"] }}]\n\
             portfolio = {{ anna = [\"key-001\", \"key-002\"], ben = [{accounts}] }}\n"
        )
    };
    let loaded = good(&given("\"key-003\"", "[\"owner\", \"anyone\"]"));
    let staffing = &loaded.model.staffings[0];
    assert_eq!(staffing.portfolio.owners.row(1), [0]);
    assert_eq!(staffing.portfolio.owners.row(2), [1]);
    assert!(staffing.portfolio.owners.row(3).is_empty());
    let problems = wrong(&given("\"key-003\"", "[\"owner\"]"));
    assert_eq!(problems, ["uncovered staffings.own.ladder", "uncovered staffings.own.ladder"]);
    let problems = wrong(&given("\"kye-003\"", "[\"owner\", \"anyone\"]"));
    assert_eq!(problems, ["unknown_name staffings.own.portfolio.ben"]);
}

#[test]
fn reordering_teams_and_groups_moves_nobody() {
    let (first, second) = (
        "[teams.night]\nshifts = [\"late\"]\nagents = 2\n",
        "[teams.annex]\nshifts = [\"early\"]\nagents = 3\n",
    );
    let staffing = "[staffings.own]\nladder = [\"owner\", \"team\"]\n";
    let (one, other) =
        (good(&format!("{first}{second}{staffing}")), good(&format!("{second}{first}{staffing}")));
    let owners = |loaded: &Loaded| -> Vec<Vec<u32>> {
        let staffing = &loaded.model.staffings[0];
        let person = |agent: &u32| staffing.agents[*agent as usize].person;
        let row = |account| staffing.portfolio.owners.row(account).iter().map(person).collect();
        (0..loaded.model.accounts.len() as u32).map(row).collect()
    };
    assert_eq!(owners(&one), owners(&other));
    let teams = |loaded: &Loaded| -> Vec<(u32, String)> {
        let staffing = &loaded.model.staffings[0];
        let name = |team: u16| loaded.names.teams[0][usize::from(team)].clone();
        let mut rows: Vec<_> = staffing.agents.iter().map(|agent| (agent.person, name(agent.team))).collect();
        rows.sort();
        rows
    };
    assert_eq!(teams(&one), teams(&other));
    assert_eq!(one.model.people, other.model.people);
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
fn a_log_weighs_portfolios_and_needs_handle_times() {
    let more = "[demand]\ntrace = \"log.csv\"\n[staffings.own]\nladder = [\"owner\", \"anyone\"]\n";
    let read = |_: &str| {
        let row = |number: usize| {
            format!("2026-01-05T09:{:02}:00,key-{:03},phone,{}\n", number, number % 8 + 1, 100)
        };
        Ok(format!("time,account,channel,handle_time\n{}", (0..48).map(row).collect::<String>()))
    };
    let loaded = small_with(more, &read).unwrap_or_else(|rejected| panic!("{}", rejected.text(false)));
    let staffing = &loaded.model.staffings[0];
    let mut owned = [0; 6];
    (0..8).for_each(|account| owned[staffing.portfolio.owners.row(account)[0] as usize] += 1);
    assert!(owned.iter().all(|count| *count <= 3), "{owned:?}");
    let read = |_: &str| Ok("time,account,channel\n2026-01-05T09:00:00,other-001,email\n".to_string());
    let rejected = small_with(more, &read).expect_err("no handle time");
    assert!(rejected.text(false).contains("without handle time"), "{}", rejected.text(false));
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
fn ladders_are_put_into_words_with_their_overrides() {
    let names = order_desk(&[]).names;
    assert_eq!(names.ladders[2], "owner → team after 20s → anyone after 1m30s");
    assert_eq!(
        names.ladders[5],
        "anyone; key: owner → team after 20s → anyone after 1m30s; key by email: owner → deputy after 2h"
    );
    let paths: Vec<&str> = names.assumptions.iter().map(|assumption| assumption.path.as_str()).collect();
    assert!(paths.contains(&"staffings.*.push") && paths.contains(&"channels.email.escalate"), "{paths:?}");
}

#[test]
fn a_volume_per_year_is_what_comes_in_a_year() {
    let model = order_desk(&["demand.volume=365250", "run.days=5"]).model;
    let a_week: f64 = (0..2)
        .map(|channel| {
            let a_day: f64 = model.accounts.iter().map(|account| account.requests_per_day[channel]).sum();
            a_day * model.volume.day_factor[channel][..5].iter().sum::<f64>()
        })
        .sum();
    assert!((a_week - 7000.0).abs() < 1e-6, "{a_week}");
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
fn a_large_desk_compiles() {
    let text =
        SMALL.replace("accounts = 20\n", "accounts = 20000\n").replace("agents = 6", "agents = 1000");
    let text = format!("{text}[staffings.own]\nladder = [\"owner\", \"anyone\"]\n");
    let loaded = load_text("large.toml", &text, &[], &no_file).expect("it is good");
    assert_eq!(loaded.model.staffings[0].portfolio.owners.len(), 20_008);
}
