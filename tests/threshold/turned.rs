//! Ties where the second staffing comes to have more along the lever: as good as the others, and told the right way about.

use portflow::erlang::ErlangA;
use portflow::report::style::Style;
use portflow::report::threshold::page;
use portflow::scenario::along::Along;
use portflow::study::record::{Record, Results, Status};
use portflow::study::threshold::{Question, Value};

use super::{EXACT, answer, asked, break_even, figure, loaded, pools, values};

const STYLE: Style = Style { width: 80, colour: false, markdown: false };

/// Values of any lever.
fn along(text: &str, points: u32) -> (String, Vec<Value>) {
    let along = Along::parse(text).expect("a range");
    let axis = along.axis(points).expect("places on an axis");
    (along.lever, axis.into_iter().map(|(text, at)| Value { text, at }).collect())
}

fn who(record: &Record) -> (&str, &str) {
    (record.staffing.as_str(), record.baseline.as_str())
}

/// The same question the other way about has the same answer, to the last bit: only who is the second differs.
#[test]
fn the_order_of_the_two_moves_no_tie() {
    let loaded = loaded(&break_even());
    let plain = asked(&loaded, 3, 20, values(40_000, 100_000, 5));
    let turned =
        Question { between: [1, 0], contracts: plain.contracts.map(|[a, b]| [b, a]), ..plain.clone() };
    let (plain, turned) = (answer(&plain), answer(&turned));
    let exact = EXACT["offshore_break_even"]["V_star_hours"].as_f64().expect("hours") * 12.0;
    for results in [&plain, &turned] {
        let found = figure(results, "threshold");
        assert_eq!((found.status, who(found)), (Status::Ok, ("go", "stay")));
        // A 95 % interval is 3.92 standard errors wide; at four of them a false alarm is below 1 in 10,000.
        let four = found.half_width.expect("an interval") * 4.0 / 1.96;
        assert!((found.mean.expect("a tie") - exact).abs() < four, "{found:?}");
    }
    let place = |results: &Results| {
        let found = figure(results, "threshold");
        [found.mean, found.lower, found.upper].map(|end| end.expect("within the range"))
    };
    for (one, other) in place(&plain).iter().zip(place(&turned)) {
        assert!((one / other - 1.0).abs() < 1e-12, "{one} {other}");
    }
}

/// Five people around the clock at 30 at home; abroad at `h` an hour and 40,000 a month: a tie at h = 30 − 40,000 ÷ hours.
#[test]
fn a_site_that_becomes_dearer_is_cheaper_up_to_a_value() {
    let loaded = loaded(&pools());
    let (lever, values) = along("sites.far.hourly_cost=5..40", 4);
    let question =
        Question { lever, metric: "cost_per_month".into(), contracts: None, ..asked(&loaded, 1, 5, values) };
    let results = answer(&question);
    let found = figure(&results, "threshold");
    let exact = 30.0 - 40_000.0 / (5.0 * 24.0 * 365.25 / 12.0);
    assert_eq!((found.status, who(found)), (Status::Ok, ("stay", "go")));
    assert!((found.mean.expect("a tie") - exact).abs() < 1e-6, "{:?} {exact}", found.mean);
    // Of the values looked at (5, 10, 20, 40) home has not less at 10, and less at 20.
    let near = |metric: &str, value: f64| {
        let mean = figure(&results, metric).mean.expect("a value");
        assert!((mean - value).abs() < 0.01, "{metric}: {mean}");
    };
    near("last_where_not_less", 10.0);
    near("first_where_less", 20.0);
}

/// Sites alike but for what is fixed, 30 a month at home: both cost the same at exactly 30 abroad, at an end of what is
/// looked at or within it. Whichever of the two is named first, it is told as a tie there.
#[test]
fn a_tie_at_an_end_is_told_as_one() {
    let desk = pools()
        .replace("hourly_cost = 20\nfixed_per_month = 40000", "hourly_cost = 30\nfixed_per_month = 0")
        .replace("[sites.home]\n", "[sites.home]\nfixed_per_month = 30\n");
    let loaded = loaded(&desk);
    for (range, less, said, differs) in [
        (
            "30,40,60",
            "stay",
            "have the same cost per month at sites.far.fixed_per_month = 30; beyond it stay has less than go (95 % sure: \
             between 30 and 30).",
            "At 30 go differs by 0",
        ),
        (
            "0,10,30",
            "stay",
            "Up to sites.far.fixed_per_month = 30, go has less cost per month than stay; there they have the same (95 % \
             sure: between 30 and 30).",
            "at 30 by 0",
        ),
        (
            "0,30,60",
            "stay",
            "Up to sites.far.fixed_per_month = 30, go has less cost per month than stay, beyond it stay has less",
            "At 0 go differs by −30",
        ),
    ] {
        for between in [[0, 1], [1, 0]] {
            let (lever, values) = along(&format!("sites.far.fixed_per_month={range}"), 3);
            let question = Question {
                lever,
                between,
                metric: "cost_per_month".into(),
                contracts: None,
                ..asked(&loaded, 1, 5, values)
            };
            let results = answer(&question);
            let found = figure(&results, "threshold");
            assert_eq!((found.status, found.mean), (Status::Ok, Some(30.0)), "{range} {between:?}");
            assert_eq!((found.staffing.as_str(), found.lower, found.upper), (less, Some(30.0), Some(30.0)));
            assert!(!results.records.iter().any(|record| record.metric == "crossing"), "{range}");
            let page = page(&results, STYLE).split_whitespace().collect::<Vec<_>>().join(" ");
            // Who comes to have less is told in words that fit either order.
            let turned = "From sites.far.fixed_per_month = 30 on, stay has less cost per month than go";
            let said = if between == [1, 0] && range == "0,30,60" { turned } else { said };
            assert!(page.contains(said), "{range} {between:?}\n{page}");
            if between == [0, 1] {
                assert!(page.contains(differs), "{page}");
            }
        }
    }
}

/// With as many people abroad as at home there is no difference between the two; with fewer the service there is worse.
#[test]
fn service_ties_where_both_have_the_same_people() {
    let loaded = loaded(&pools());
    let (lever, values) = along("teams.far.agents=3,4,5,6,7", 5);
    let question =
        Question { lever, metric: "service_level".into(), contracts: None, ..asked(&loaded, 1, 8, values) };
    let results = answer(&question);
    let found = figure(&results, "threshold");
    assert_eq!((found.status, who(found)), (Status::Ok, ("stay", "go")));
    for end in [found.mean, found.lower, found.upper] {
        assert!((end.expect("within the range") - 5.0).abs() < 1e-9, "{found:?}");
    }
}

/// The same people at both places make no difference in service anywhere: neither has less, and that is all there is to say.
#[test]
fn what_is_the_same_all_along_is_told() {
    let loaded = loaded(&pools());
    let (lever, values) = along("groups.all.accounts=1..3", 3);
    let question =
        Question { lever, metric: "service_level".into(), contracts: None, ..asked(&loaded, 1, 5, values) };
    let results = answer(&question);
    assert_eq!(figure(&results, "threshold").status, Status::Never);
    let page = page(&results, STYLE);
    assert!(page.contains("stay and go have the same SL in all of this range."), "{page}");
    assert!(!page.contains("differs by"), "{page}");
}

/// Where they tie nowhere in the range, it is told on which side a tie would lie: where the two come nearer.
#[test]
fn never_points_to_where_the_two_come_nearer() {
    let loaded = loaded(&pools());
    for (range, who_is_less, below) in [
        ("sites.far.hourly_cost=21..40", ("stay", "go"), true),
        ("sites.far.hourly_cost=5..18", ("stay", "go"), false),
        ("sites.home.hourly_cost=5..20", ("go", "stay"), false),
        ("sites.home.hourly_cost=40..60", ("go", "stay"), true),
    ] {
        let (lever, values) = along(range, 3);
        let question = Question {
            lever,
            metric: "cost_per_month".into(),
            contracts: None,
            ..asked(&loaded, 1, 5, values)
        };
        let results = answer(&question);
        let found = figure(&results, "threshold");
        assert_eq!((found.status, found.mean, who(found)), (Status::Never, None, who_is_less), "{range}");
        assert_eq!((found.lower.is_none(), found.upper.is_some()), (below, below), "{range}");
    }
}

/// A desk by day whose goal lies close to a size: by Erlang A five people are not enough, by a hair, and six are.
fn day() -> String {
    String::from(
        "[run]\ncount = \"calendar days\"\ndays = 28\n[opening]\nmon-fri = \"08:00-18:00\"\n\
         [channels.phone]\nkind = \"live\"\nin_time = \"20s\"\npatience = { exponential = { mean = \"3m\" } }\n\
         [groups.all]\naccounts = 1\nrequests_per_day = { phone = 800 }\n\
         handle_time = { phone = { exponential = { mean = \"4m\" } } }\n\
         [sites.home]\nhourly_cost = 30\n[sites.far]\nhourly_cost = 15\nfixed_per_month = 10000\n\
         [shifts.d]\nhours = \"08:00-18:00\"\ndays = \"mon-fri\"\n\
         [teams.home]\nsite = \"home\"\nshifts = [\"d\"]\nagents = 8\n\
         [teams.far]\nsite = \"far\"\nshifts = [\"d\"]\nagents = 8\n\
         [staffings.home]\nladder = [\"anyone\"]\nteams = [\"home\"]\n\
         [staffings.far]\nladder = [\"anyone\"]\nteams = [\"far\"]\n\
         [goals.sl]\nmetric = \"answered_within\"\nchannel = \"phone\"\nwithin = \"20s\"\nat_least = 0.8\n",
    )
}

/// What is told as the cheapest people that meet all goals is what is sure to meet them: not one less, of whom it is
/// undecided, and who by the closed form miss the goal.
///
/// With six the level is far above the goal, with five within 0.4 points of it: five would have to be established to meet
/// it, at 95 %, to be told.
#[test]
fn an_undecided_size_is_no_answer() {
    const VOLUME: f64 = 134_573.0;
    // 28 days have 20 working days of 36,000 s.
    let rate = VOLUME / 365.25 * 28.0 / (20.0 * 36_000.0);
    let level = |agents: u32| ErlangA::new(rate, 240.0, agents, 180.0).expect("patience").service_level(20.0);
    assert!(level(5) < 0.8 && level(5) > 0.79 && level(6) > 0.88, "{} {}", level(5), level(6));
    let loaded = loaded(&day());
    let mut open = 0;
    for seed in 1..=4 {
        let values =
            ["60000", "134573"].map(|text| Value { text: text.into(), at: text.parse().expect("a number") });
        let question = Question {
            metric: "cost_per_month".into(),
            contracts: None,
            sized: true,
            ..asked(&loaded, seed, 20, values.to_vec())
        };
        let results = answer(&question);
        for staffing in ["home", "far"] {
            let of = |metric: &str| {
                let ours = |record: &&Record| {
                    (record.metric.as_str(), record.staffing.as_str(), record.at)
                        == (metric, staffing, Some(VOLUME))
                };
                results.records.iter().find(ours).expect("it is told")
            };
            let (agents, cost) = (of("agents"), of("cost_per_month"));
            assert_eq!(agents.mean, Some(6.0), "{staffing}, seed {seed}");
            let (lower, upper) = (cost.lower.expect("an end"), cost.upper.expect("an end"));
            assert!(cost.mean.is_some_and(|mean| (lower..=upper).contains(&mean)), "{cost:?}");
            open += u32::from(cost.status == Status::Undecided);
            // Nor is it told from there on, or up to there, who has less.
            if cost.status == Status::Undecided {
                for metric in ["first_where_less", "last_where_not_less"] {
                    let found = results.records.iter().find(|record| record.metric == metric).expect("told");
                    assert_ne!(found.mean, Some(VOLUME), "{metric}");
                }
                let text = page(&results, STYLE).split_whitespace().collect::<Vec<_>>().join(" ");
                let is_tie = figure(&results, "threshold").status == Status::Ok;
                assert_eq!(text.contains("has no less at any value that is sure, up to 60,000."), is_tie);
            }
        }
    }
    assert!(open > 0, "of some seeds five people are in doubt, or nothing was tested");
}
