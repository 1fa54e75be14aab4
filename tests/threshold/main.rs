//! Thresholds held to closed forms: `offshore_break_even` without sizing, and sized desks to Erlang C, people by people.

mod program;
mod sensitivity;
mod sizes;
mod turned;

use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use portflow::erlang::ErlangC;
use portflow::metrics::catalogue::figures;
use portflow::report::style::Style;
use portflow::report::threshold::page;
use portflow::scenario::along::Along;
use portflow::scenario::{Loaded, load_text};
use portflow::study::record::{Record, Results, Status};
use portflow::study::setting::Setting;
use portflow::study::size::Refused;
use portflow::study::threshold::{Question, Value, run};
use serde_json::Value as Json;

static EXACT: LazyLock<Json> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/exact_sizes.json")).expect("the file of exact figures is JSON")
});

fn loaded(text: &str) -> Loaded {
    load_text("case.toml", text, &[], &|name| Err(format!("no {name}")))
        .unwrap_or_else(|rejected| panic!("{}", rejected.text(false)))
}

fn figure<'a>(results: &'a Results, metric: &str) -> &'a Record {
    let plain = |record: &&Record| record.metric == metric && record.point.is_empty();
    results.records.iter().find(plain).unwrap_or_else(|| panic!("no {metric}"))
}

/// Both sites priced per handled hour; what is fixed is the price of the first hour of a month.
fn break_even() -> String {
    let exact = &EXACT["offshore_break_even"];
    let number = |key: &str| exact[key].as_f64().expect("a number");
    let (home, far, factor) = (number("r_on"), number("r_off"), number("multiplier"));
    let fixed = (number("annual_fixed") + number("amortised_transition")) / 12.0;
    format!(
        "[run]\ncount = \"calendar days\"\ndays = 3\n[opening]\nalways = true\n[channels.phone]\nkind = \"live\"\n\
         [groups.all]\naccounts = 1\nrequests_per_day = {{ phone = 200 }}\n\
         handle_time = {{ phone = {{ exponential = {{ mean = \"5m\" }} }} }}\n\
         [sites.home]\nhourly_cost = 30\n[sites.far]\nhourly_cost = 10\nhandle_time_factor = {factor}\n\
         [teams.home]\nsite = \"home\"\nagents = 30\nalways = true\n\
         [teams.far]\nsite = \"far\"\nagents = 30\nalways = true\n\
         [staffings.stay]\nladder = [\"anyone\"]\nteams = [\"home\"]\n\
         [staffings.go]\nladder = [\"anyone\"]\nteams = [\"far\"]\n\
         [contracts.home]\nunit = \"hour\"\nhour = \"handled\"\nprice = {home}\n\
         [contracts.far]\nunit = \"hour\"\nhour = \"handled\"\n\
         tiers = [{{ to = 1, price = {} }}, {{ price = {far} }}]\n",
        fixed + far
    )
}

fn asked(loaded: &Loaded, seed: u64, replications: u32, values: Vec<Value>) -> Question<'_> {
    Question {
        setting: Setting { loaded, seed, replications, threads: 0 },
        lever: "demand.volume".into(),
        values,
        between: [0, 1],
        metric: "price_per_month".into(),
        contracts: Some([0, 1]),
        sized: false,
        confidence: 0.95,
        sensitivity: Vec::new(),
    }
}

/// Volumes between two ends.
fn values(from: u32, to: u32, points: u32) -> Vec<Value> {
    let along = Along::parse(&format!("demand.volume={from}..{to}")).expect("a range");
    let axis = along.axis(points).expect("places on an axis");
    axis.into_iter().map(|(text, at)| Value { text, at }).collect()
}

/// Every figure that a study tells is in the list of `portflow schema --metrics`.
fn all_listed(results: &Results) {
    for record in &results.records {
        assert!(figures().any(|figure| figure.name == record.metric), "{}", record.metric);
    }
}

fn answer(question: &Question<'_>) -> Results {
    run(question, &|_| {}, &AtomicBool::new(false)).expect("it can be asked")
}

/// `V* = F ÷ (r_on − m·r_off)` handled hours, twelve requests each; and its intervals hold it as often as they say.
///
/// 60 intervals of 95 %, each from 30 replications: a percentile bootstrap of 30 covers some 93 % (variances are
/// short by a factor of 29 ÷ 30, and its ends are normal, not t), so that 55.8 ± 2.0 are right; fewer than 50 has a
/// chance below 1 %.
#[test]
fn the_break_even_of_the_closed_form_is_found_and_covered() {
    let exact = EXACT["offshore_break_even"]["V_star_hours"].as_f64().expect("hours") * 12.0;
    let loaded = loaded(&break_even());
    let mut covered = 0;
    let mut sum = 0.0;
    for seed in 0..60 {
        let values = values(40_000, 100_000, 5);
        let results = answer(&asked(&loaded, seed, 30, values));
        let found = figure(&results, "threshold");
        assert_eq!(found.status, Status::Ok);
        let (lower, upper) = (found.lower.expect("an end"), found.upper.expect("an end"));
        covered += u32::from(lower <= exact && exact <= upper);
        sum += found.mean.expect("a threshold");
    }
    assert!((50..=60).contains(&covered), "{covered} of 60 intervals hold {exact}");
    // Each has a standard error of some 0.8 %: their mean is within 0.4 % at four standard errors.
    assert!((sum / 60.0 / exact - 1.0).abs() < 0.004, "{} {exact}", sum / 60.0);
}

#[test]
fn never_in_this_range_is_an_answer() {
    let loaded = loaded(&break_even());
    for (from, to, below) in [(1_000, 30_000, false), (90_000, 200_000, true)] {
        let results = answer(&asked(&loaded, 1, 10, values(from, to, 3)));
        let found = figure(&results, "threshold");
        assert_eq!((found.status, found.mean), (Status::Never, None));
        assert_eq!((found.lower.is_none(), found.upper.is_some()), (below, below), "{found:?}");
    }
}

const HANDLE_TIME: f64 = 300.0;

/// A pool at home, and one abroad that is cheap by the hour and has a fixed cost.
fn pools() -> String {
    String::from(
        "[run]\ncount = \"calendar days\"\ndays = 12\nwarm_up = 1\n[opening]\nalways = true\n\
         [channels.phone]\nkind = \"live\"\nin_time = \"20s\"\n\
         [groups.all]\naccounts = 1\nrequests_per_day = { phone = 500 }\n\
         handle_time = { phone = { exponential = { mean = \"5m\" } } }\n\
         [sites.home]\nhourly_cost = 30\n[sites.far]\nhourly_cost = 20\nfixed_per_month = 40000\n\
         [teams.home]\nsite = \"home\"\nagents = 5\nalways = true\n\
         [teams.far]\nsite = \"far\"\nagents = 5\nalways = true\n\
         [staffings.stay]\nladder = [\"anyone\"]\nteams = [\"home\"]\n\
         [staffings.go]\nladder = [\"anyone\"]\nteams = [\"far\"]\n\
         [goals.phone]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n",
    )
}

/// The fewest of Erlang C; `None` where a neighbour is within two points of the goal.
fn fewest(erlangs: f64) -> Option<u32> {
    let level = |agents: u32| {
        let form = ErlangC::new(erlangs / HANDLE_TIME, HANDLE_TIME, agents);
        if f64::from(agents) > erlangs { form.service_level(20.0) } else { 0.0 }
    };
    let agents = (1..200).find(|agents| level(*agents) >= 0.8)?;
    let clear = |agents| (level(agents) - 0.8_f64).abs() >= 0.02;
    (clear(agents) && clear(agents - 1)).then_some(agents)
}

/// Volumes at which Erlang C is clear: people, costs and the crossing of whole people are known exactly.
fn clear_volumes() -> Vec<(Value, u32)> {
    let all = (1..60).map(|step| f64::from(step) * 20_000.0);
    let clear = all.filter_map(|volume| {
        let agents = fewest(volume / 365.25 / 288.0)?;
        Some((Value { text: format!("{volume}"), at: volume }, agents))
    });
    clear.step_by(4).take(8).collect()
}

/// Costs by hand at every volume, and the last crossing of the lines between them.
///
/// Sizes are clear of the goal by two points, some ten standard errors: a false alarm is below 1 in 1,000.
#[test]
fn sized_desks_tie_where_erlang_c_says() {
    let clear = clear_volumes();
    let month = 365.25 / 12.0 * 24.0;
    let less: Vec<f64> =
        clear.iter().map(|(_, agents)| 10.0 * month * f64::from(*agents) - 40_000.0).collect();
    let last = less.windows(2).rposition(|pair| pair[0] <= 0.0 && pair[1] > 0.0).expect("it crosses");
    let (from, to) = (clear[last].0.at, clear[last + 1].0.at);
    let exact = from + (to - from) * less[last] / (less[last] - less[last + 1]);
    let loaded = loaded(&pools());
    let values: Vec<Value> = clear.iter().map(|(value, _)| value.clone()).collect();
    let question = Question {
        metric: "cost_per_month".into(),
        contracts: None,
        sized: true,
        ..asked(&loaded, 5, 30, values)
    };
    let results = answer(&question);
    for (value, agents) in &clear {
        for staffing in ["stay", "go"] {
            let people = results.records.iter().find(|record| {
                record.metric == "agents" && record.staffing == staffing && record.at == Some(value.at)
            });
            let found = people.and_then(|record| record.mean).expect("people");
            assert!(
                (found - f64::from(*agents)).abs() < 1e-9,
                "{staffing} at {}: {found}, not {agents}",
                value.text
            );
        }
    }
    all_listed(&results);
    let found = figure(&results, "threshold_whole_people");
    let mean = found.mean.expect("it crosses");
    assert!((mean / exact - 1.0).abs() < 1e-6, "{mean} {exact}");
    let one_thread = Question { setting: Setting { threads: 1, ..question.setting }, ..question.clone() };
    assert_eq!(results, answer(&one_thread), "the same bytes on one thread");
}

/// A goal of the one group, or of the one account, is that of the centre: the curves and the tie are the same to the last
/// digits, with people that are divisible, too. Twenty replications: as many as there are blocks.
#[test]
fn a_goal_of_the_only_account_is_that_of_the_centre() {
    let values: Vec<Value> = clear_volumes().into_iter().map(|(value, _)| value).take(4).collect();
    let told = |text: &str| {
        let loaded = loaded(text);
        let asked = asked(&loaded, 5, 20, values.clone());
        let question = Question { metric: "cost_per_month".into(), contracts: None, sized: true, ..asked };
        answer(&question).records
    };
    let centre = told(&pools());
    for scope in ["group", "account"] {
        let same =
            told(&pools().replace("at_least = 0.8\n", &format!("at_least = 0.8\nscope = \"{scope}\"\n")));
        assert_eq!(same.len(), centre.len());
        for (one, other) in centre.iter().zip(&same) {
            assert_eq!((&one.metric, &one.staffing, one.at), (&other.metric, &other.staffing, other.at));
            let ends = |record: &Record| [record.mean, record.lower, record.upper, record.difference];
            for (a, b) in ends(one).into_iter().zip(ends(other)) {
                let (a, b) = (a.unwrap_or(-1.0), b.unwrap_or(-1.0));
                assert!((a - b).abs() <= 1e-9 * a.abs(), "{scope}: {one:?} {other:?}");
            }
        }
    }
}

/// What a threshold cannot be asked of, and one that is asked of people: each value stands in the table once.
#[test]
fn people_are_compared_and_the_goal_is_not() {
    let loaded = loaded(&pools());
    let values: Vec<Value> = clear_volumes().into_iter().map(|(value, _)| value).take(3).collect();
    let asked = asked(&loaded, 5, 10, values);
    let of = |metric: &str| Question { metric: metric.into(), contracts: None, sized: true, ..asked.clone() };
    let refused = run(&of("service_level"), &|_| {}, &AtomicBool::new(false)).expect_err("it is a goal's");
    assert!(
        matches!(&refused, Refused::Because(why) if why.contains("people are sized to a goal of service_level"))
    );
    let results = answer(&of("agents"));
    let keys: Vec<String> = results
        .records
        .iter()
        .map(|record| format!("{} {} {} {:?}", record.metric, record.staffing, record.point, record.at))
        .collect();
    let unlike: std::collections::BTreeSet<&String> = keys.iter().collect();
    assert_eq!(unlike.len(), keys.len(), "{keys:#?}");
    // Both sites need the people of Erlang C: nobody has fewer, at any volume.
    let page = page(&results, Style { width: 80, colour: false, markdown: false });
    assert!(page.contains("stay and go have the same agents in all of this range."), "{page}");
}

/// From one erlang to twenty at one step: the people that the first volume needs say nothing of the second.
#[test]
fn a_volume_far_beyond_the_one_before_is_sized_too() {
    let [few, many] = [1.0, 20.0].map(fewest);
    let (few, many) = (few.expect("clear"), many.expect("clear"));
    let values = [288.0, 5760.0].map(|a_day: f64| Value { text: format!("{a_day}"), at: a_day }).to_vec();
    let loaded = loaded(&pools());
    let question = Question {
        lever: "groups.all.requests_per_day.phone".into(),
        metric: "cost_per_month".into(),
        contracts: None,
        sized: true,
        ..asked(&loaded, 5, 20, values)
    };
    let results = answer(&question);
    for (at, agents) in [(288.0, few), (5760.0, many)] {
        for staffing in ["stay", "go"] {
            let people = results.records.iter().find(|record| {
                record.metric == "agents" && record.staffing == staffing && record.at == Some(at)
            });
            assert_eq!(people.and_then(|record| record.mean), Some(f64::from(agents)), "{staffing} at {at}");
        }
    }
}

/// Accounts with too few contacts for the only goal: no people are told, no cost, and no tie, and the page says why.
#[test]
fn where_nothing_can_be_judged_nothing_is_told() {
    let text = pools()
        .replace("phone = 500", "phone = 0.1")
        .replace("accounts = 1", "accounts = 3")
        .replace("at_least = 0.8\n", "at_least = 0.8\nscope = \"account\"\n");
    let loaded = loaded(&text);
    let values = [10.0, 20.0].map(|cost: f64| Value { text: format!("{cost}"), at: cost }).to_vec();
    let question = Question {
        lever: "sites.far.hourly_cost".into(),
        metric: "cost_per_month".into(),
        contracts: None,
        sized: true,
        ..asked(&loaded, 5, 10, values)
    };
    let results = answer(&question);
    assert!(!results.records.iter().any(|record| record.mean.is_some()), "{:?}", results.records);
    let said = results.cautions.iter().find(|caution| caution.code == "few_contacts").expect("it is told");
    assert!(
        said.message.contains("nothing can be judged of any goal at sites.far.hourly_cost = 10, 20"),
        "{}",
        said.message
    );
    let page = page(&results, Style { width: 80, colour: false, markdown: false });
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("nothing can be judged of any goal"), "{page}");
}
