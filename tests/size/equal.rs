//! Comparisons at equal service and at equal cost, held to Erlang C and to arithmetic.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use portflow::erlang::ErlangC;
use portflow::report::page_one::page_one;
use portflow::report::style::Style;
use portflow::scenario::Loaded;
use portflow::study::compare::Details;
use portflow::study::equal::{In, Question, run};
use portflow::study::record::{Caution, Results, Verdict};
use portflow::study::setting::Setting;

use super::{HANDLE_TIME, loaded};

/// Two halves of the accounts, served by one pool or by a team each; always open, so that Erlang C is exact.
fn halves(erlangs: f64) -> String {
    let a_day = erlangs / 2.0 * 86_400.0 / HANDLE_TIME;
    let group = |name: &str| {
        format!(
            "[groups.{name}]\naccounts = 1\nrequests_per_day = {{ phone = {a_day} }}\n\
             handle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n"
        )
    };
    let team = |name: &str, serves: &str| {
        format!("[teams.{name}]\nsite = \"here\"\nagents = 2\nalways = true\n{serves}")
    };
    format!(
        "[run]\ncount = \"calendar days\"\ndays = 20\nwarm_up = 1\n[opening]\nalways = true\n\
         [channels.phone]\nkind = \"live\"\nin_time = \"20s\"\n{}{}[sites.here]\nhourly_cost = 30\n\
         [sites.far]\nhourly_cost = 20\n{}{}{}[teams.far]\nsite = \"far\"\nagents = 3\nalways = true\n\
         [staffings.flow]\nladder = [\"anyone\"]\nuse_teams = [\"all\"]\n\
         [staffings.apart]\nladder = [\"anyone\"]\nuse_teams = [\"left\", \"right\"]\n\
         [staffings.away]\nladder = [\"anyone\"]\nuse_teams = [\"far\"]\n\
         [goals.phone]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n",
        group("a"),
        group("b"),
        team("all", ""),
        team("left", "serves = { groups = [\"a\"] }\n"),
        team("right", "serves = { groups = [\"b\"] }\n"),
    )
}

fn level(erlangs: f64, agents: u32) -> f64 {
    let form = ErlangC::new(erlangs / HANDLE_TIME, HANDLE_TIME, agents);
    if f64::from(agents) > erlangs { form.service_level(20.0) } else { 0.0 }
}

/// The best level of so many people in two teams.
fn best_apart(erlangs: f64, agents: u32) -> f64 {
    let split = |left: u32| f64::midpoint(level(erlangs / 2.0, left), level(erlangs / 2.0, agents - left));
    (1..agents).map(split).fold(0.0, f64::max)
}

/// Fewest people, where they and one less are both two points and more from the goal.
fn fewest(level: impl Fn(u32) -> f64) -> Option<u32> {
    let agents = (2..100).find(|agents| level(*agents) >= 0.8)?;
    let clear = |agents: u32| (level(agents) - 0.8).abs() >= 0.02;
    (clear(agents) && clear(agents - 1)).then_some(agents)
}

fn answer(loaded: &Loaded, equal: In, threads: usize) -> Results {
    let question = Question {
        setting: Setting { loaded, seed: 3, replications: 30, threads },
        equal,
        confidence: 0.95,
        precision: None,
        baseline: 0,
        details: Details::default(),
    };
    run(&question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked").expect("nobody stops it")
}

fn agents(results: &Results, staffing: &str) -> f64 {
    results.figure(staffing, "all", "agents").and_then(|record| record.mean).expect("people")
}

/// Both are held to the same goal and get the people of Erlang C; apart they are more, and cost as much more (claim C5).
///
/// Sizes are clear of the goal by two points, some ten standard errors: a false alarm is below 1 in 1,000.
#[test]
fn at_equal_service_teams_apart_need_the_people_of_erlang_c() {
    let clear = (8..60).map(|tenths| f64::from(tenths) / 5.0).find_map(|erlangs| {
        let together = fewest(|agents| level(erlangs, agents))?;
        let apart = fewest(|agents| best_apart(erlangs, agents))?;
        Some((erlangs, together, apart))
    });
    let (erlangs, together, apart) = clear.expect("there is a clear load");
    assert!(apart > together);
    let loaded = loaded(&halves(erlangs));
    let results = answer(&loaded, In::Service, 0);
    for (staffing, exact) in [("flow", together), ("away", together), ("apart", apart)] {
        assert!((agents(&results, staffing) - f64::from(exact)).abs() < 1e-9, "{staffing} at {erlangs}");
        let goal = results.figure(staffing, "goal=phone", "goal").expect("a goal");
        assert_eq!(goal.verdict, Some(Verdict::Met), "{staffing}");
    }
    let cost = results.figure("apart", "all", "cost_per_month").expect("a cost");
    let month = 365.25 / 12.0 * 24.0 * 30.0;
    let more = month * f64::from(apart - together);
    assert!((cost.difference.expect("paired") / more - 1.0).abs() < 1e-9);
    assert_eq!(cost.verdict, Some(Verdict::Worse));
    let equal = results.provenance.equal.as_ref().expect("it says so");
    let moved = |staffing: &str| -> Vec<(&str, u64, u64)> {
        equal.teams[staffing].iter().map(|team| (team.site.as_str(), team.before, team.now)).collect()
    };
    assert_eq!(moved("away"), [("far", 3, u64::from(together))]);
    assert_eq!(
        moved("apart").iter().map(|(site, before, _)| (*site, *before)).collect::<Vec<_>>(),
        [("here", 2); 2]
    );
    assert_eq!(moved("apart").iter().map(|(.., now)| *now).sum::<u64>(), u64::from(apart));
    let page = page_one(&results, Style::default());
    assert!(page.contains("Where they work: people in the file → now, by site"), "{page}");
    assert!(page.contains(&format!("3 → {together}")), "{page}");
    assert_eq!((equal.in_what.as_str(), equal.before["apart"]), ("service", 4));
    assert_eq!(results, answer(&loaded, In::Service, 1), "the same bytes on one thread");
}

/// A contact in ten days an account: too few in all replications for a goal by account. Nothing says how many people that
/// takes, so everybody keeps those of the file, and the page says why.
#[test]
fn where_nothing_can_be_judged_people_are_those_of_the_file() {
    let text = halves(1.0)
        .replace("[channels.phone]", "[channels.line]\nkind = \"live\"\n[channels.phone]")
        .replace(
            "[sites.here]",
            "[groups.tiny]\naccounts = 2\nrequests_per_day = { line = 0.1 }\n\
         handle_time = { line = { exponential = { mean = \"5m\" } } }\n[sites.here]",
        );
    let text = text.replace(
        "[goals.phone]\nmetric = \"answered_within\"\nchannel = \"phone\"\n",
        "[goals.line]\nscope = \"account\"\nmetric = \"answered_within\"\nchannel = \"line\"\n",
    );
    let text = text.replace("groups = [\"b\"]", "groups = [\"b\", \"tiny\"]");
    let results = answer(&loaded(&text), In::Service, 0);
    for (staffing, people) in [("flow", 2.0), ("apart", 4.0), ("away", 3.0)] {
        assert!((agents(&results, staffing) - people).abs() < 1e-9, "{staffing}");
        let told = |code: &str| {
            let here =
                |caution: &&Caution| caution.code == code && caution.staffing.as_deref() == Some(staffing);
            results.cautions.iter().find(here).map(|caution| caution.message.as_str())
        };
        let why = told("size_undecided").expect("it is told");
        assert!(why.ends_with("cannot be told: nothing can be judged of any goal."), "{why}");
    }
    let page = page_one(&results, Style::default());
    assert!(page.contains("Nobody was sized: nothing can be judged of any goal."), "{page}");
}

/// Two people at 30 an hour cost what three cost at 20; at any other number one is as near as whole people allow.
#[test]
fn at_equal_cost_people_are_those_that_the_money_buys() {
    for (base, exact, left) in [(4, 6, 0.0), (5, 7, -10.0), (8, 12, 0.0)] {
        let text = halves(1.0).replace(
            "[teams.all]\nsite = \"here\"\nagents = 2",
            &format!("[teams.all]\nsite = \"here\"\nagents = {base}"),
        );
        let loaded = loaded(&text);
        let results = answer(&loaded, In::Cost, 0);
        assert!((agents(&results, "flow") - f64::from(base)).abs() < 1e-9, "the baseline stays as it is");
        assert!((agents(&results, "away") - f64::from(exact)).abs() < 1e-9, "{base}");
        assert!((agents(&results, "apart") - f64::from(base)).abs() < 1e-9, "{base}");
        let cost = results.figure("away", "all", "cost_per_month").and_then(|record| record.difference);
        let month = 365.25 / 12.0 * 24.0;
        assert!((cost.expect("paired") - left * month).abs() < 1e-6 * month, "{base}: {cost:?}");
    }
}

/// The command says on page one what was made equal, and refuses what cannot be.
#[test]
fn the_page_says_what_was_made_equal() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("equal");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder to work in");
    let told = |text: &str, arguments: &str| {
        fs::write(folder.join("desk.toml"), text).expect("written");
        let out = Command::new(env!("CARGO_BIN_EXE_portflow"))
            .args(["compare", "desk.toml", "--replications", "10", "--quiet", "--no-files"])
            .args(arguments.split(' '))
            .current_dir(&folder)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let text = String::from_utf8_lossy(&out.stdout) + String::from_utf8_lossy(&out.stderr);
        (out.status.code(), text.into_owned())
    };
    let desk = halves(2.0);
    let promise = "[staffings.away.goals.phone]\nwithin = \"60s\"\n";
    for (text, arguments, words) in [
        (desk.clone(), "--equal-service", "People of equal service; differences from flow"),
        (desk.clone(), "--equal-cost --baseline apart", "People of equal cost; differences from apart"),
        (
            format!("{desk}{promise}"),
            "--equal-service",
            "Different promises, so this is no equal service: away was",
        ),
    ] {
        let (code, page) = told(&text, arguments);
        assert_eq!(code, Some(0), "{page}");
        assert!(page.replace('\n', " ").contains(words), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    }
    let without = &desk[..desk.find("[goals").expect("goals")];
    for (text, arguments, words) in [
        (without, "--equal-service", "there are no goals to meet"),
        (&desk, "--equal-service --equal-cost", "cannot be used with"),
    ] {
        let (code, said) = told(text, arguments);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
