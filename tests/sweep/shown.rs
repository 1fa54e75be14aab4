//! What is shown of a sweep: pages, findings, plots, from a document with invented figures.

use portflow::report::data;
use portflow::report::look::look;
use portflow::report::style::Style;
use portflow::study::record::{Goal, Provenance, Record, Results, SCHEMA_VERSION, Status, Verdict};

/// Two staffings: the first dearer with each step and in time, the second cheap and in time from some step on.
fn swept(points: &[&str], costs: &[(f64, f64)], met: &[(Verdict, Verdict)]) -> Results {
    let mut records = Vec::new();
    for ((point, costs), met) in points.iter().zip(costs).zip(met) {
        for (staffing, cost, met) in [("hybrid", costs.0, met.0), ("flow", costs.1, met.1)] {
            let figure = |metric: &str, scope: &str, unit: &str, mean: f64, half: f64| Record {
                point: (*point).into(),
                staffing: staffing.into(),
                scope: scope.into(),
                metric: metric.into(),
                unit: unit.into(),
                mean: Some(mean),
                lower: Some(mean - half),
                upper: Some(mean + half),
                half_width: Some(half),
                replications: 10,
                status: Status::Ok,
                ..Record::default()
            };
            records.push(figure("cost_per_month", "all", "EUR", cost, 10.0));
            let level = if met == Verdict::Met { 0.9 } else { 0.7 };
            records.push(figure("service_level", "channel=phone", "share", level, 0.01));
            records.push(Record { verdict: Some(met), ..figure("goal", "goal=phone", "share", level, 0.01) });
            records.push(figure("owner_share", "all", "share", 0.5, 0.01));
        }
    }
    let goal = Goal {
        name: "phone".into(),
        metric: "service_level".into(),
        channel: "phone".into(),
        threshold: 0.8,
        at_least: true,
        ..Goal::default()
    };
    let mut results = Results {
        schema_version: SCHEMA_VERSION,
        provenance: Provenance {
            command: "sweep".into(),
            scenario: "desk.toml".into(),
            currency: "EUR".into(),
            confidence: 0.95,
            replications: 10,
            days: 5,
            baseline: "hybrid".into(),
            staffings: vec!["hybrid".into(), "flow".into()],
            channels: vec!["phone".into()],
            goals: vec![goal],
            points: points.iter().map(|point| (*point).to_string()).collect(),
            ..Provenance::default()
        },
        assumptions: Vec::new(),
        records,
        cautions: Vec::new(),
    };
    results.read_money();
    results.sort();
    results
}

fn page(results: &Results) -> String {
    let page = (look(results).page)(results, Style::default());
    for line in page.lines() {
        assert!(line.chars().count() <= 80, "80 columns: {line}");
        assert_eq!(line.trim_end(), line, "no blanks at the end");
    }
    page.replace('\n', " ")
}

/// The plots that are drawn, by name.
fn drawn(results: &Results) -> Vec<(&'static str, String)> {
    (look(results).plots)().iter().filter_map(|(name, draw)| Some((*name, draw(results)?))).collect()
}

const FOUR: [&str; 4] = ["a.after=0s", "a.after=5s", "a.after=20s", "a.after=never"];

#[test]
fn the_page_says_where_the_best_staffing_changes() {
    use Verdict::{Met, Missed, Undecided};
    let costs = [(1000.0, 900.0), (1000.0, 1100.0), (1000.0, 1005.0), (1000.0, 900.0)];
    let results = swept(&FOUR, &costs, &[(Met, Met), (Met, Met), (Met, Met), (Missed, Undecided)]);
    let told = page(&results);
    for words in [
        "changes: flow at 0s; hybrid from 5s to 20s; none is established to meet them at never.",
        // 1,005 cannot be told from 1,000 ± 10, and at never flow may meet its goal.
        "At 2 of 4 points this is undecided",
        "SL phone moves most for hybrid: from 70.0 % ±1.0 at never to 90.0 % ±1.0 at 0s.",
        "1,000 ±10 ✗",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    assert!(!told.contains("Owner share moves"), "what does not move is not told");
    let all = swept(&FOUR, &[(1000.0, 900.0); 4], &[(Met, Met); 4]);
    assert!(page(&all).contains("Flow is the cheapest that meets all goals at every point."));
    let text = data::json(&results);
    let back = data::read_json(&text).expect("our own document");
    assert_eq!(page(&back), told);
}

/// Costs that are the same to the cent are a tie, not the first one's win: on the page, in titles and in the map.
#[test]
fn what_costs_the_same_is_told_as_a_tie() {
    use Verdict::{Met, Missed};
    let all = swept(&FOUR, &[(1000.0, 1000.0); 4], &[(Met, Met); 4]);
    let told = page(&all);
    let words = "Hybrid and flow cost the same to the cent at every point: each is the cheapest that meets all goals.";
    assert!(told.contains(words) && told.contains("hybrid = flow"), "{told}");
    assert!(!told.contains("this is undecided"), "no replications settle it, and none are needed: {told}");
    // A tie at two of the points, one of the two alone in the others.
    let costs = [(1000.0, 900.0), (1000.0, 1000.0), (1000.0, 1000.0), (1000.0, 1000.0)];
    let some = swept(&FOUR, &costs, &[(Met, Met), (Met, Met), (Met, Met), (Met, Missed)]);
    let told = page(&some);
    let words = "changes: flow at 0s; hybrid and flow (the same cost) from 5s to 20s; hybrid at never.";
    assert!(told.contains(words), "{told}");
    let two = ["a=1;b=1", "a=1;b=2", "a=2;b=1", "a=2;b=2"];
    let plots = drawn(&swept(&two, &costs, &[(Met, Met); 4]));
    let map = &plots.iter().find(|plot| plot.0 == "map").expect("a map").1;
    let words =
        "the cheapest that meets all goals is hybrid and flow (the same cost) at 3 of them, flow at 1";
    assert!(map.contains(words), "{map}");
}

#[test]
fn one_lever_is_lines_and_two_are_a_map() {
    use Verdict::{Met, Missed};
    let one = swept(&FOUR, &[(1000.0, 900.0); 4], &[(Met, Missed); 4]);
    let plots = drawn(&one);
    assert_eq!(plots.iter().map(|plot| plot.0).collect::<Vec<_>>(), ["sweep"]);
    let two = ["a.n=1;b.n=x", "a.n=1;b.n=y", "a.n=2;b.n=x", "a.n=2;b.n=y"];
    let two = swept(&two, &[(1000.0, 900.0); 4], &[(Met, Met), (Met, Missed), (Missed, Missed), (Met, Met)]);
    let maps = drawn(&two);
    assert_eq!(maps.iter().map(|plot| plot.0).collect::<Vec<_>>(), ["map"]);
    let told = page(&two);
    assert!(
        told.contains(
            "Of 4 points, the cheapest that meets all goals is flow at 2 of them, hybrid at 1, at 1 none"
        ),
        "{told}"
    );
    // Where nobody meets all goals table and map use one word; the dash is for figures that are not there.
    assert!(told.contains(" none 2 ") && maps[0].1.contains(">\nnone\n<"), "{told}");
    for (name, svg) in plots.iter().chain(&maps) {
        assert!(svg.starts_with("<svg ") && svg.contains("role=\"img\""), "{name}");
        assert!(!svg.contains("NaN") && !svg.contains("inf "), "{name}");
        for size in svg.split("font-size=\"").skip(1) {
            let size: f64 = size.split('"').next().and_then(|n| n.parse().ok()).expect("a number");
            assert!(size >= 12.0 * 8.0 - 0.01, "{name}: a font of {size} / 8");
        }
    }
    assert!(drawn(&swept(&FOUR[..1], &[(1.0, 2.0)], &[(Met, Met)])).is_empty(), "one point is no line");
}
