//! The threshold at the ends of other levers, held to `V* = F ÷ (r_on − m·r_off)` with another price at each end.

use std::sync::atomic::AtomicBool;

use portflow::scenario::along::Along;
use portflow::scenario::around::Around;
use portflow::study::record::{Record, Results, Status};
use portflow::study::setting::Setting;
use portflow::study::size::Refused;
use portflow::study::threshold::{Moved, Question, Value, run};

use super::{EXACT, answer, asked, break_even, figure, loaded, pools, values};

fn exact(key: &str) -> f64 {
    EXACT["offshore_break_even"][key].as_f64().expect("a number")
}

/// Requests a year at which the two tie, with another price per hour at home.
fn tie(home: f64) -> f64 {
    let fixed = exact("annual_fixed") + exact("amortised_transition");
    // Twelve requests are an hour.
    fixed / (home - exact("multiplier") * exact("r_off")) * 12.0
}

fn moved(loaded: &portflow::scenario::Loaded, text: &str) -> Moved {
    let around = Around::parse(text).expect("a lever and its reach");
    let ends = loaded.ends(&around).expect("it is there").map(|end| Value { text: end.text, at: end.at });
    Moved { lever: around.lever, ends }
}

fn end<'a>(results: &'a Results, lever: &str, low: bool) -> &'a Record {
    let mut ends: Vec<&Record> =
        results.records.iter().filter(|r| r.metric == "threshold" && r.point.starts_with(lever)).collect();
    ends.sort_by(|a, b| a.at.partial_cmp(&b.at).expect("numbers"));
    assert_eq!(ends.len(), 2, "{lever}");
    ends[usize::from(!low)]
}

/// Prices 10 % lower and higher at home: the thresholds are those of the closed form, and so are the differences; these
/// are of the same contacts, so that they are known far better than two thresholds that were looked for apart.
///
/// Each of the four comparisons with a value is made at 4 standard errors: a false alarm has a chance below 1 in 3,000.
#[test]
fn ends_and_differences_are_those_of_the_closed_form() {
    let loaded = loaded(&break_even());
    let home = exact("r_on");
    let mut question = asked(&loaded, 11, 40, values(30_000, 120_000, 5));
    question.sensitivity =
        vec![moved(&loaded, "contracts.home.price=10%"), moved(&loaded, "sites.home.hourly_cost=20..40")];
    let results = answer(&question);
    let base = figure(&results, "threshold");
    for (low, price) in [(true, 0.9 * home), (false, 1.1 * home)] {
        let found = end(&results, "contracts.home.price", low);
        let mean = found.mean.expect("it crosses");
        // A 95 % interval is 3.92 standard errors wide.
        let four = found.half_width.expect("an interval") * 4.0 / 1.96;
        assert!((mean - tie(price)).abs() < four, "{mean} {} {four}", tie(price));
        let difference = found.difference.expect("both cross");
        let half = found.difference_half_width.expect("an interval");
        let wanted = tie(price) - tie(home);
        assert!((difference - wanted).abs() < half * 4.0 / 1.96, "{difference} {wanted} {half}");
        assert!((difference - (mean - base.mean.expect("it crosses"))).abs() < 1e-6);
        let (here, there) = (base.half_width.expect("wide"), found.half_width.expect("wide"));
        assert!(half < 0.7 * (here * here + there * there).sqrt(), "{half} {here} {there}");
    }
    // What does not enter the price moves nothing, not by a hair.
    for low in [true, false] {
        let found = end(&results, "sites.home.hourly_cost", low);
        assert_eq!((found.mean, found.lower, found.upper), (base.mean, base.lower, base.upper));
        assert_eq!((found.difference, found.difference_half_width), (Some(0.0), Some(0.0)));
    }
    // The threshold as things stand is that of the same question without other levers, and threads move no byte.
    let alone = answer(&Question { sensitivity: Vec::new(), ..question.clone() });
    assert_eq!(figure(&alone, "threshold"), base);
    let one_thread = Question { setting: Setting { threads: 1, ..question.setting }, ..question };
    assert_eq!(results, answer(&one_thread));
}

/// An end at which the two never tie in the range is an answer of its own; the others are told.
#[test]
fn an_end_outside_the_range_is_an_answer() {
    let loaded = loaded(&break_even());
    let mut question = asked(&loaded, 1, 10, values(40_000, 100_000, 4));
    let home = exact("r_on");
    // At the lower price the distant site is hardly cheaper by the hour; at the upper it is cheaper by far.
    let text = format!("contracts.home.price={}..{}", home * 0.72, home * 3.0);
    question.sensitivity = vec![moved(&loaded, &text)];
    let results = answer(&question);
    let (low, high) =
        (end(&results, "contracts.home.price", true), end(&results, "contracts.home.price", false));
    assert_eq!((low.status, low.mean, low.difference), (Status::Never, None, None));
    assert_eq!((low.lower, low.upper), (Some(100_000.0), None), "it lies beyond the range");
    assert_eq!((high.status, high.mean, high.difference), (Status::Never, None, None));
    assert_eq!((high.lower, high.upper), (None, Some(40_000.0)), "it lies below the range");
    assert_eq!(figure(&results, "threshold").status, Status::Ok);
}

/// Both staffings have a pool of home and one of their own. People whom sizing finds are no lever of its threshold, neither
/// the one walked along nor one held at its ends; whoever sizing leaves as they stand is one.
#[test]
fn what_sizing_sets_is_no_lever() {
    let both = pools().replace("teams = [\"home\"]", "teams = [\"home\", \"far\"]");
    let alone = format!("{both}[size]\nfree = [\"teams.far.agents\"]\n");
    for (text, lever, is_refused) in [
        (&both, "teams.far.agents", true),
        (&both, "teams.home.agents", true),
        (&both, "staffings.go.teams.far.agents", true),
        (&both, "teams.home.handle_time_factor", false),
        (&both, "demand.volume", false),
        (&alone, "teams.far.agents", true),
        (&alone, "teams.home.agents", false),
        (&alone, "staffings.stay.teams.home.agents", false),
    ] {
        let loaded = loaded(text);
        let along = Along::parse(&format!("{lever}=4..8")).expect("a range");
        let values = along.axis(3).expect("places on an axis");
        let values: Vec<Value> = values.into_iter().map(|(text, at)| Value { text, at }).collect();
        let ours = |lever: &str| Question {
            lever: lever.into(),
            metric: "cost_per_month".into(),
            contracts: None,
            sized: true,
            ..asked(&loaded, 5, 30, values.clone())
        };
        let ends = [values[0].clone(), values[2].clone()];
        let beside = Question {
            sensitivity: vec![Moved { lever: lever.into(), ends }],
            ..ours("sites.far.hourly_cost")
        };
        for question in [ours(lever), beside] {
            // Stopped before it begins: only what is refused matters here.
            match run(&question, &|_| {}, &AtomicBool::new(true)) {
                Err(Refused::Because(why)) => {
                    assert!(is_refused && why.contains("is what sizing finds"), "{why}");
                }
                Err(Refused::Rejected(rejected)) => panic!("{lever}: {}", rejected.text(false)),
                Ok(_) => assert!(!is_refused, "{lever}"),
            }
        }
        assert!(run(&Question { sized: false, ..ours(lever) }, &|_| {}, &AtomicBool::new(true)).is_ok());
    }
}
