//! What a comparison says of scenarios with something unusual about them.

use std::sync::atomic::AtomicBool;

use portflow::report::{data, finding};
use portflow::scenario::{Loaded, load_text};
use portflow::study::compare::{Question, run};
use portflow::study::record::{Results, Verdict};
use portflow::study::setting::Setting;

/// A desk that answers six calls in ten within 20 s, in two staffings that are the same.
const DESK: &str = r#"
currency = "EUR"

[run]
start = "2026-01-05"
days = 5

[opening]
mon-fri = "08:00-18:00"

[channels.phone]
kind = "live"
patience = { exponential = { mean = "5m" } }

[groups.all]
accounts = 12
requests_per_day = { phone = 400 }
handle_time = { phone = { exponential = { mean = "4m" } } }
spread = { lognormal = { cv = 1.0 } }

[sites.here]
hourly_cost = 30.0

[shifts.day]
hours = "08:00-18:00"
days = "mon-fri"

[teams.desk]
shifts = ["day"]
agents = 3

[goals.phone]
metric = "answered_within"
channel = "phone"
within = "20s"
at_least = 0.9

[staffings.one]
ladder = ["anyone"]

[staffings.two]
ladder = ["anyone"]
"#;

fn loaded(text: &str) -> Loaded {
    load_text("desk.toml", text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn compared(loaded: &Loaded) -> Results {
    compared_on(loaded, 2)
}

fn question(loaded: &Loaded) -> Question<'_> {
    Question { baseline: 0, ..Question::of(Setting { loaded, seed: 3, replications: 9, threads: 2 }) }
}

fn compared_on(loaded: &Loaded, threads: usize) -> Results {
    let asked = question(loaded);
    let question = Question { setting: Setting { threads, ..asked.setting }, ..asked };
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("not interrupted")
}

#[test]
fn a_staffing_with_its_own_promise_is_judged_by_it() {
    let own = "[staffings.two.goals.phone]\nwithin = \"10m\"\nat_least = 0.5\n";
    let results = compared(&loaded(&format!("{DESK}{own}")));
    let goal = |staffing: &str| results.figure(staffing, "goal=phone", "goal").expect("a goal");
    assert_eq!(goal("one").verdict, Some(Verdict::Missed));
    assert_eq!(goal("two").verdict, Some(Verdict::Met));
    // Answered within 20 s and within 10 min are not to be subtracted.
    assert!(goal("two").mean > goal("one").mean && goal("two").difference.is_none());
    // All else is the same.
    let level =
        |staffing: &str| results.figure(staffing, "channel=phone", "service_level").map(|level| level.mean);
    assert_eq!(level("one"), level("two"));
    let said = finding::cheapest(&results);
    assert!(said.starts_with("Different promises, so none is called cheapest at equal service;"), "{said}");
    assert!(said.contains("two promises at least 50 % of phone answered within 10m."), "{said}");
    assert!(said.contains("Two at ") && said.ends_with("meets all of its own goals."), "{said}");
    // Without it there is one promise, and one sentence.
    let results = compared(&loaded(DESK));
    assert!(finding::cheapest(&results).starts_with("No staffing meets the goal"));
}

/// The desk with owners, in a population.
fn owned(population: &str) -> String {
    let desk = DESK.replacen("ladder = [\"anyone\"]", "ladder = [\"owner\"]", 1);
    format!("population = {population}\n{desk}")
}

#[test]
fn a_redrawn_population_is_another_desk_in_every_replication() {
    let loaded_anew = loaded(&owned("\"redrawn\""));
    let redraw = loaded_anew.names.redraw.as_ref().expect("redrawn");
    let seven = loaded(&owned("7"));
    assert!(seven.names.redraw.is_none());
    assert_eq!(redraw.model(7).as_ref(), Some(&seven.model));
    assert_ne!(redraw.model(8).as_ref(), Some(&seven.model));

    let results = compared(&loaded_anew);
    assert_eq!(data::json(&results), data::json(&compared_on(&loaded_anew, 7)), "on any number of threads");
    // Owners' service depends on how the accounts happen to be dealt out, more than on the days of one desk.
    let half = |results: &Results| {
        let level = results.figure("one", "channel=phone", "service_level").expect("a service level");
        level.half_width.expect("an interval")
    };
    let one_desk = compared(&loaded(&owned("1")));
    assert!(half(&results) > half(&one_desk), "{} {}", half(&results), half(&one_desk));
    // Nothing is said of single accounts.
    let worst = |results: &Results| {
        results.records.iter().any(|record| record.metric == "service_level_worst_account")
    };
    assert!(worst(&one_desk) && !worst(&results));
    assert!(results.assumptions.iter().any(|one| one.path == "population" && one.value == "redrawn"));
}

#[test]
fn identical_staffings_meet_the_same_redrawn_desk() {
    let results = compared(&loaded(&format!("population = \"redrawn\"\n{DESK}")));
    let differences: Vec<f64> = results.records.iter().filter_map(|record| record.difference).collect();
    assert!(
        !differences.is_empty() && differences.iter().all(|difference| difference.abs() < f64::MIN_POSITIVE)
    );
}

/// What the caution about the closed form says of a ladder of staffing `one`.
fn beside_erlang(ladder: &str) -> String {
    let text = DESK.replacen("ladder = [\"anyone\"]", &format!("ladder = [{ladder}]"), 1);
    let results = compared(&loaded(&text));
    let said = results.cautions.iter().find(|caution| caution.code == "closed_form");
    said.map_or_else(String::new, |caution| caution.message.clone())
}

/// Contacts that wait for their owner longer than the limit of 20 s are late whenever the owner is busy: Erlang knows of no
/// such rule, and the caution names it.
#[test]
fn contacts_kept_for_their_owner_are_why_erlang_differs() {
    let late = beside_erlang("\"owner\", { to = \"anyone\", after = \"90s\" }");
    let expected = "contacts are kept for their owner until 1m30s have passed, longer than the 20s that count as in time";
    assert!(late.contains(expected), "{late}");
    let alone = beside_erlang("\"owner\"");
    assert!(
        alone.contains("contacts are for their owner alone") && !alone.contains("not everybody"),
        "{alone}"
    );
    let soon = beside_erlang("\"owner\", { to = \"anyone\", after = \"15s\" }");
    assert!(soon.contains("kept for their owner for 15s of the 20s") || soon.is_empty(), "{soon}");
    // Where anyone may take a contact at once nothing is kept.
    assert!(!beside_erlang("\"anyone\"").contains("kept"));
}

/// Everybody may take a contact after 90 s: no owner keeps it, but most of the desk does not see it in time. One staffing's
/// reason is not the other's.
#[test]
fn what_opens_late_is_why_erlang_differs() {
    let other = "\n[teams.other]\nshifts = [\"day\"]\nagents = 3\n[goals.phone]";
    let text = DESK.replacen(
        "ladder = [\"anyone\"]",
        "ladder = [\"team\", { to = \"anyone\", after = \"90s\" }]",
        1,
    );
    let text = text.replacen("\n[goals.phone]", other, 1).replacen("{ phone = 400 }", "{ phone = 800 }", 1);
    let said = |text: &str| {
        let results = compared(&loaded(text));
        let found = results.cautions.into_iter().find(|caution| caution.code == "closed_form");
        found.map_or_else(String::new, |caution| {
            format!("{}: {}", caution.staffing.unwrap_or_default(), caution.message)
        })
    };
    let late = said(&text);
    let expected = "everybody may take contacts only after 1m30s, longer than the 20s that count as in time";
    assert!(late.contains(expected) && !late.contains("not everybody"), "{late}");
    // A rung that opens at once, and closes while few are idle.
    let idle = said(&text.replacen("after = \"90s\"", "when_idle = 5", 1));
    assert!(idle.contains("a rung takes contacts only while 5 people are idle"), "{idle}");
    assert!(!idle.contains("only after") && !late.contains("idle"), "{idle}");
    // Nobody else at all.
    let never = said(&text.replacen(", { to = \"anyone\", after = \"90s\" }", "", 1));
    assert!(never.contains("not everybody may take every contact"), "{never}");
}

/// By Pollaczek and Khinchine waits grow with 1 + cv², which Erlang takes to be 2.
#[test]
fn laws_that_are_not_exponential_are_why_erlang_differs() {
    let with = |handle: &str, patience: &str| {
        let text = DESK.replacen("exponential = { mean = \"4m\" }", handle, 1).replacen(
            "exponential = { mean = \"5m\" }",
            patience,
            1,
        );
        let results = compared(&loaded(&text));
        let found: Vec<String> = results
            .cautions
            .iter()
            .filter(|caution| caution.code == "closed_form")
            .map(|caution| caution.message.clone())
            .collect();
        assert!(found.len() < 2, "{found:?}");
        found.concat()
    };
    let usual = "exponential = { mean = \"5m\" }";
    let varied = with("gamma = { mean = \"4m\", cv = 4.0 }", usual);
    // Two staffings that are the same have the same gap, and both are told.
    for words in ["handle times are not exponential (cv 4.00)", "phone: one ", ", two ", "queues carry over"]
    {
        assert!(varied.contains(words), "{words} in {varied}");
    }
    assert!(
        !varied.contains("patience") && !varied.contains("\none") && !varied.contains("all but"),
        "{varied}"
    );
    let fixed = with("deterministic = \"4m\"", "deterministic = \"5m\"");
    for words in ["handle times are not exponential (cv 0.00)", "patience is not exponential"] {
        assert!(fixed.contains(words), "{words} in {fixed}");
    }
    // A gamma law of cv 1 is the exponential one.
    let gamma = with("gamma = { mean = \"4m\", cv = 1.0 }", "deterministic = \"5m\"");
    assert!(gamma.contains("patience is not exponential") && !gamma.contains("handle times"), "{gamma}");
}

/// Reasons are those of the channel: redials of chat are none of the phone's.
#[test]
fn reasons_are_of_the_channel_that_differs() {
    let chat = "[channels.chat]\nkind = \"live\"\npatience = { exponential = { mean = \"5m\" } }\n\
                redial = { probability = 0.9, delay = \"5m\" }\n\n[groups.all]";
    let text = DESK
        .replacen("[groups.all]", chat, 1)
        .replacen("{ phone = 400 }", "{ phone = 150, chat = 150 }", 1)
        .replacen("handle_time = {", "handle_time = { chat = { exponential = { mean = \"4m\" } },", 1)
        .replacen("[staffings.two]\nladder = [\"anyone\"]\n", "", 1);
    let results = compared(&loaded(&text));
    let found =
        results.cautions.iter().find(|caution| caution.code == "closed_form").expect("they share people");
    let apart = ";\none phone: the same people also serve chat;\none chat: the same people also serve phone, redials \
                 follow abandonment.";
    assert!(found.message.contains(apart), "{}", found.message);
}

/// Whatever goal stands first.
#[test]
fn the_order_of_goals_moves_no_record() {
    let chat = "[channels.chat]\nkind = \"live\"\n\n[groups.all]";
    let [strict, lax, other] = [
        "[goals.strict]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"10s\"\nat_least = 0.95\n",
        "[goals.lax]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"2m\"\nat_least = 0.5\n",
        "[goals.other]\nmetric = \"answered_within\"\nchannel = \"chat\"\nwithin = \"1m\"\nat_least = 0.8\n",
    ];
    let (before, after) = DESK.split_once("[goals.phone]").expect("a goal");
    let (_, after) = after.split_once("\n\n").expect("more");
    let desk = before
        .replacen("[groups.all]", chat, 1)
        .replacen("{ phone = 400 }", "{ phone = 400, chat = 100 }", 1)
        .replacen("handle_time = {", "handle_time = { chat = { exponential = { mean = \"4m\" } },", 1);
    let with = |goals: &[&str]| compared(&loaded(&format!("{desk}{}\n{after}", goals.concat())));
    let (one, turned) = (with(&[lax, strict, other]), with(&[other, strict, lax]));
    assert!(one.records == turned.records);
    let required = |results: &Results| -> Vec<f64> {
        let records = results.records.iter().filter(|record| record.metric == "required_agents");
        records.filter(|record| record.staffing == "one").filter_map(|record| record.mean).collect()
    };
    // The strict goal alone asks for as many on the phone, and the chat needs people of its own.
    let (all, phone, easy, talk) =
        (required(&one), required(&with(&[strict])), required(&with(&[lax])), required(&with(&[other])));
    assert!(all.len() == 20 && phone.len() == 20 && talk.len() == 20);
    for (interval, all) in all.iter().enumerate() {
        assert!((all - phone[interval] - talk[interval]).abs() < 1e-9 && easy[interval] < phone[interval]);
    }
}

/// In two days of a half-life of ninety one day is like the other, and nobody has learnt much: the settled desk, played, is
/// faster by no more than is said, and by most of it.
#[test]
fn too_few_days_to_learn_are_told() {
    let text = |start: &str, days: u32| {
        let knowledge = format!("measured_under = \"expert\"\n[knowledge]\nstart = \"{start}\"\n\n[run]");
        DESK.replacen("[run]", &knowledge, 1)
            .replacen("currency = \"EUR\"\n", "", 1)
            .replacen("days = 5", &format!("days = {days}"), 1)
            .replacen("accounts = 12", "accounts = 400", 1)
    };
    let short = compared(&loaded(&text("none", 2)));
    let told = |results: &Results| {
        results.cautions.iter().filter(|one| one.code.starts_with("knowledge_")).cloned().collect::<Vec<_>>()
    };
    let found = told(&short);
    assert_eq!(found.len(), 2, "{found:?}");
    let (code, message, remedy) = (&found[0].code, &found[0].message, &found[0].remedy);
    assert_eq!(code, "knowledge_short", "{message}");
    // 1 − the mean of 2^(−t/90) over two days is ln 2 ÷ 90 of a day.
    assert!(
        message.contains("over the 2 days counted people know 0.8 % of what they come to know"),
        "{message}"
    );
    assert!(remedy.contains("start \"settled\"") && remedy.contains("run.warm_up"), "{remedy}");
    let factor = |results: &Results| {
        results.figure("one", "all", "knowledge_factor").and_then(|one| one.mean).expect("a factor")
    };
    let settled = compared(&loaded(&text("settled", 2)));
    assert!(told(&settled).is_empty(), "{:?}", told(&settled));
    let falls = 100.0 * (1.0 - factor(&settled) / factor(&short));
    let (_, said) = message.split_once("fall by some ").expect("how much");
    let said: f64 = said.split(' ').next().and_then(|number| number.parse().ok()).expect("a number");
    assert!(falls > 1.0 && falls <= said + 0.05 && falls > 0.5 * said, "{falls} of {said}");
}

/// Three accounts of whom nobody is answered in time, by too few contacts to judge them: the goal cannot be called met.
/// And a goal by account has no days.
#[test]
fn a_goal_by_account_is_met_only_where_every_account_is_judged() {
    let text = DESK
        .replacen("accounts = 12", "accounts = 5", 1)
        .replacen("{ phone = 400 }", "{ phone = 100 }", 1)
        .replacen(
            "[sites.here]",
            "[groups.tiny]\naccounts = 3\nrequests_per_day = { phone = 3 }\n\
             handle_time = { phone = { exponential = { mean = \"4m\" } } }\n\n[sites.here]",
            1,
        )
        .replacen("at_least = 0.9", "at_least = 0.7\nscope = \"account\"", 1)
        .replacen(
            "[staffings.two]",
            "[[staffings.one.ladders]]\ngroups = [\"tiny\"]\nladder = [{ to = \"anyone\", after = \"60s\" }]\n[staffings.two]",
            1,
        );
    let loaded = loaded(&text);
    let asked = question(&loaded);
    let run = |replications| {
        let question = Question { setting: Setting { replications, ..asked.setting }, ..asked };
        run(&question, &|_| {}, &AtomicBool::new(false)).expect("it ran")
    };
    let verdict =
        |results: &Results| results.figure("one", "goal=phone", "goal").and_then(|goal| goal.verdict);
    let few = run(5);
    assert_eq!(verdict(&few), Some(Verdict::Undecided));
    let said = few.cautions.iter().find(|caution| caution.code == "few_contacts").expect("it is said");
    assert!(said.message.contains("3 of 8 accounts"), "{}", said.message);
    assert!(said.message.ends_with("All that are judged meet it in one, two."), "{}", said.message);
    assert!(few.figure("one", "goal=phone", "chance_day_meets_goal").is_none());
    assert!(few.figure("one", "all", "chance_day_meets_goals").is_none_or(|chance| chance.mean.is_none()));
    let many = run(60);
    assert_eq!(verdict(&many), Some(Verdict::Missed));
    assert!(many.cautions.iter().all(|caution| caution.code != "few_contacts"));
}

/// What nothing is known of is told, not left open for ever.
#[test]
fn a_goal_that_is_never_measured_is_told() {
    let told =
        |text: &str| compared(&loaded(text)).cautions.iter().any(|caution| caution.code == "goal_unmeasured");
    assert!(!told(DESK));
    assert!(told(&format!("{DESK}\n[goals.known]\nmetric = \"bus_factor\"\nat_least = 2\n")));
}

/// Mail of a Sunday on which nobody works, the last day of the run: more people would change nothing.
#[test]
fn a_backlog_of_hours_without_anybody_is_no_want_of_people() {
    let remedy = |text: &str| {
        let results = compared(&loaded(text));
        let told = results.cautions.iter().find(|one| one.code == "backlog");
        told.map(|one| one.remedy.clone())
    };
    let mail = "[channels.email]\nkind = \"deferrable\"\ngoal_time = \"4h\"\n[channels.email.opening]\n\
                daily = \"08:00-18:00\"\n[groups.mail]\naccounts = 2\nrequests_per_day = { email = 40 }\n\
                handle_time = { email = \"5m\" }\n";
    let sunday = format!("{DESK}{mail}").replace("days = 5", "days = 7");
    let told = remedy(&sunday).expect("what came on Saturday and Sunday waits");
    assert!(told.contains("from 2026-01-09 18:00 to the end of the run"), "{told}");
    // Before they go on Friday, all mail of the day comes in an hour: it waits for Monday, which is not counted any more.
    let late = format!("{DESK}{mail}profile = {{ email = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }}\n")
        .replace("daily", "mon-fri")
        .replace("email = 40", "email = 80")
        .replace("phone = 400", "phone = 200");
    let told = remedy(&late).expect("a backlog");
    assert!(told.starts_with("Nobody is on duty for them from 2026-01-09 18:00 to the end"), "{told}");
    // Up to the Friday, and with far more than people can do.
    let flooded = format!("{DESK}{mail}").replace("daily", "mon-fri").replace("email = 40", "email = 900");
    let told = remedy(&flooded).expect("a backlog");
    assert!(told.starts_with("The team does not keep up: add people"), "{told}");
}

/// With as many lines as people nobody waits: by Erlang's loss formula 30.4 % of 2.67 erlangs find all three lines taken.
/// 18,000 contacts know that to half a point (σ); two points and what an empty desk in the morning takes off are allowed,
/// so that a false alarm is rarer than one in a thousand.
#[test]
fn contacts_that_are_turned_away_are_told() {
    let told = |text: &str| -> Vec<String> {
        let results = compared(&loaded(text));
        let turned = results.cautions.iter().filter(|caution| caution.code == "turned_away");
        turned.map(|caution| format!("{:?} {}", caution.staffing, caution.message)).collect()
    };
    assert!(told(DESK).is_empty());
    let said = told(&DESK.replace("[groups.all]", "lines = 3\n\n[groups.all]"));
    assert_eq!(said.len(), 2, "{said:?}");
    let rest = said[0].strip_prefix("Some(\"one\") Of phone contacts ").expect("by channel");
    let (share, rest) = rest.split_once(" % ").expect("a share");
    assert!((share.parse::<f64>().expect("a number") - 30.4).abs() < 2.0, "{share}");
    let expected =
        "find a limit reached (blocked). They are not counted as abandoned; --by channel shows them.";
    assert_eq!(rest, expected);
}

/// Hours without anybody and breaks of everybody stand beside the figures that they make, and are reasons of a gap to Erlang.
#[test]
fn hours_without_anybody_are_told_beside_the_figures() {
    let told = |text: &str| compared(&loaded(text)).cautions;
    let of = |cautions: &[portflow::study::record::Caution], code: &str| {
        cautions
            .iter()
            .filter(|one| one.code == code)
            .filter_map(|one| one.staffing.clone())
            .collect::<Vec<_>>()
    };
    let plain = told(DESK);
    assert!(of(&plain, "nobody_on_duty").is_empty() && of(&plain, "shared_break").is_empty());
    // From 14:00 on nobody is there, and at noon all have lunch for half an hour.
    let hours = "hours = \"08:00-18:00\"\n";
    let short = told(&DESK.replacen(hours, "hours = \"08:00-14:00\"\n", 1));
    assert_eq!(of(&short, "nobody_on_duty"), ["one", "two"]);
    let lunch = format!("{hours}breaks = [{{ start = \"12:00\", length = \"30m\" }}]\n");
    let lunch = told(&DESK.replacen(hours, &lunch, 1));
    assert_eq!(of(&lunch, "shared_break"), ["one", "two"]);
    // Erlang, which goes by the mean of the days, knows two or three people on Friday, too.
    let four = told(&DESK.replacen("days = \"mon-fri\"\n", "days = \"mon-thu\"\n", 1));
    assert_eq!(of(&four, "nobody_on_duty"), ["one", "two"]);
    let gap = four.iter().find(|one| one.code == "closed_form").expect("nobody is there on Friday");
    assert!(gap.message.contains("nobody is on duty at some open hours"), "{}", gap.message);
}

/// Lengths of service that are drawn once, of two rosters, are luck that no interval holds; the same people, or a desk that is
/// drawn anew in every replication, have none.
#[test]
fn one_draw_of_tenures_is_told_where_people_differ() {
    let there = "[sites.there]\n[rosters.there]\nsite = \"there\"\n[rosters.there.turnover]\nleavers_per_year = 0.3\n\
                 [rosters.here]\nsite = \"here\"\n[rosters.here.turnover]\nleavers_per_year = 0.3\n\
                 [teams.far]\nsite = \"there\"\nshifts = [\"day\"]\nagents = 3\n[goals.phone]\n";
    let two = DESK
        .replace("[goals.phone]\n", there)
        .replace("agents = 3\n\n", "site = \"here\"\nagents = 3\n\n")
        .replace("[staffings.one]\n", "[staffings.one]\nuse_teams = [\"desk\"]\n");
    let far = two.replace("[staffings.two]\n", "[staffings.two]\nuse_teams = [\"far\"]\n");
    let same = two.replace("[staffings.two]\n", "[staffings.two]\nuse_teams = [\"desk\"]\n");
    let tells = |text: &str| compared(&loaded(text)).cautions.iter().any(|one| one.code == "one_draw");
    assert!(tells(&far) && !tells(&same));
    assert!(!tells(&format!("population = \"redrawn\"\n{far}")));
    let long = far.replace("leavers_per_year = 0.3\n", "leavers_per_year = 0.3\ntenure = \"long\"\n");
    assert!(!tells(&long));
}

/// Nobody leaves by themselves where reviews alone say who is there: more days would show no more of it.
#[test]
fn reviews_alone_make_no_departures_to_wait_for() {
    let reviewed = DESK.replace("agents = 3\n", "agents = 3\nreview = { every = \"2d\" }\n");
    let results = compared(&loaded(&reviewed));
    assert!(results.cautions.iter().all(|one| one.code != "few_departures"), "{:?}", results.cautions);
}

/// Three people are on duty whenever the phones are open, whether they also work on days on which these are closed, or from
/// a quarter past the hour on, when half of an interval is open; and nobody's call is lost on the way.
#[test]
fn people_on_duty_are_those_while_the_channel_is_open() {
    let on_duty = |results: &Results, interval: &str| {
        let is_it = |record: &&portflow::study::record::Record| {
            record.metric == "agents_on_duty"
                && record.interval.starts_with(interval)
                && record.staffing == "one"
        };
        results.records.iter().find(is_it).and_then(|record| record.mean).expect("it is told")
    };
    let daily = DESK
        .replace("hours = \"08:00-18:00\"\ndays = \"mon-fri\"", "hours = \"08:00-18:00\"\ndays = \"daily\"")
        .replace("days = 5", "days = 7\ncount = \"calendar days\"");
    let results = compared(&loaded(&daily));
    assert!((on_duty(&results, "10:00") - 3.0).abs() < 0.01, "{}", on_duty(&results, "10:00"));
    let odd = DESK
        .replace("08:00-18:00", "08:15-17:15")
        .replace("accounts = 12", "accounts = 10")
        .replace("spread = { lognormal = { cv = 1.0 } }\n", "")
        .replace("[opening]", "[demand]\ncounts = \"fixed\"\n[opening]");
    let results = compared(&loaded(&odd));
    // In the last one they stay until nobody waits.
    for interval in ["08:00", "12:00"] {
        assert!(
            (on_duty(&results, interval) - 3.0).abs() < 0.01,
            "{interval}: {}",
            on_duty(&results, interval)
        );
    }
    // On five days of seven.
    let requests = results.figure("one", "all", "requests_per_day").and_then(|record| record.mean);
    assert!(requests.is_some_and(|mean| (mean - 400.0 * 5.0 / 7.0).abs() < 1e-9), "{requests:?}");
}
