//! Sizes: what each staffing costs with the cheapest people that meet all goals, and how close it then is to the goal that
//! binds it, with these people and with one less.
//!
//! In: the records of a sizing. Out: SVG, a row per staffing, the cheapest on top. Must not know: how sizes were
//! searched for.

use super::axis::{Scale, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, Mark, PAPER, SERIES, SOFT, SOLID, WORDS};
use super::hatch::cut;
use super::{EDGE, Head, WIDTH, bars, made};
use crate::metrics::catalogue::{AGENTS, COST_PER_MONTH, LAST_PERSON_BUYS, OVERSHOOT, Unit};
use crate::report::size::{finding, status};
use crate::report::words::{Kind, bare, grouped, kind, scaled, shortened};
use crate::study::record::{Goal, Record, Results, Status};

/// Height of a row, and of its bar.
const ROW: f64 = 46.0;
const BAR: f64 = 20.0;
/// Width of the panel of goals, and of what is said at its right.
const GOALS: f64 = 230.0;
const SAID: f64 = 120.0;

/// A staffing with its size.
struct Row<'a> {
    name: &'a str,
    status: Status,
    agents: String,
    cost: f64,
    /// Of the goals that are shares the one that is met with the least room, or missed by most.
    goal: Option<Tight<'a>>,
    /// Names of the goals that are missed, whatever their figure.
    missed: Vec<&'a str>,
}

/// How far a goal is met.
struct Tight<'a> {
    name: &'a str,
    over: &'a Record,
    /// The same with one person less, where that is known.
    without: Option<f64>,
}

/// Draws the plot; `None` where nothing was sized.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let mut rows: Vec<Row<'_>> =
        results.provenance.staffings.iter().filter_map(|name| row(results, name)).collect();
    if rows.is_empty() {
        return None;
    }
    // What is never enough stands last, whatever it costs.
    rows.sort_by(|a, b| {
        let never = |row: &Row<'_>| row.status == Status::Never;
        never(a).cmp(&never(b)).then(a.cost.total_cmp(&b.cost))
    });
    // A size that is no answer may be tenfold: its bar is cut at the edge.
    let able = rows.iter().filter(|row| row.status != Status::Never).map(|row| row.cost).fold(0.0, f64::max);
    let most = if able > 0.0 { able } else { rows.iter().map(|row| row.cost).fold(0.0, f64::max) };
    let end = most * 1.02;
    let currency = &results.provenance.currency;
    let title = finding(results).first()?.trim_end_matches('.').to_owned();
    let below = format!(
        "Cost per month in {currency} with the cheapest people found that meet all goals (hollow: no number does; ?: with \
         less it is undecided{}), and how far the tightest goal of each is met with them (filled) and with one person less \
         (hollow). {}. {}.",
        if rows.iter().any(|row| row.cost > end) { "; //: the bar is longer than the axis" } else { "" },
        made(results),
        bars(results)
    );
    let head = Head::new(&title, &below);
    let names = rows.iter().map(|row| WORDS.width(&shortened(row.name, 24))).fold(0.0, f64::max) + 14.0;
    let top = head.height() + 34.0;
    let bottom = top + rows.len() as f64 * ROW;
    let mut canvas = Canvas::new(WIDTH, bottom + 52.0);
    head.draw(&mut canvas);
    let middle = WIDTH - EDGE - SAID - GOALS;
    let (left, right) = (EDGE + names, middle - 130.0);
    let across = Scale::linear(0.0, end, left, right);
    canvas.words(&format!("cost per month, {currency}"), left, top - 12.0, WORDS.bold(12.0));
    let places = tick_decimals(0.0, most, 4);
    for tick in ticks(0.0, end, 4) {
        let x = across.at(tick);
        canvas.line(&[(x, top), (x, bottom)], GRID, 1.0, SOLID);
        canvas.words(&grouped(tick, places), x, bottom + 17.0, WORDS.anchored(Anchor::Middle).coloured(SOFT));
    }
    for (place, row) in rows.iter().enumerate() {
        let y = top + (place as f64 + 0.5) * ROW;
        canvas.words(&shortened(row.name, 24), left - 14.0, y + 4.0, WORDS.anchored(Anchor::End));
        let (from, to) = (across.at(0.0), across.inside(row.cost));
        let is_cut = across.at(row.cost) > to + 0.5;
        canvas.rect(from, y - BAR / 2.0, (to - from).max(1.5), BAR, SERIES[0]);
        if row.status == Status::Never && to - from > 4.0 {
            canvas.rect(from + 1.6, y - BAR / 2.0 + 1.6, to - from - 3.2, BAR - 3.2, PAPER);
        }
        if is_cut {
            cut(&mut canvas, to - 18.0, y, BAR);
        }
        let sure = match row.status {
            Status::Ok => "",
            Status::Undecided => " ?",
            _ => ", in vain",
        };
        canvas.words(&format!("{} people{sure}", row.agents), to + 8.0, y - 2.0, WORDS.bold(12.0));
        canvas.words(&grouped(row.cost, 0), to + 8.0, y + 13.0, WORDS.coloured(SOFT));
    }
    canvas.line(&[(left, top - 4.0), (left, bottom + 4.0)], INK, 1.5, SOLID);
    goals(&mut canvas, &rows, (middle, middle + GOALS), (top, bottom));
    Some(canvas.finish(&title, &below))
}

fn row<'a>(results: &'a Results, name: &'a str) -> Option<Row<'a>> {
    let cost = results.figure(name, "all", COST_PER_MONTH.name)?.mean?;
    let agents = bare(results.figure(name, "all", AGENTS.name)?.mean, &Unit::People);
    let over = results.provenance.goals.iter().filter_map(|goal| {
        let scope = format!("goal={}", goal.name);
        let over =
            results.figure(name, &scope, OVERSHOOT.name).filter(|over| kind(&over.unit) == Kind::Share)?;
        let bought = results.figure(name, &scope, LAST_PERSON_BUYS.name).and_then(|record| record.mean);
        let without = bought.zip(over.mean);
        let without = without.map(|(bought, over)| if goal.at_least { over - bought } else { over + bought });
        Some(Tight { name: &goal.name, over, without })
    });
    let room = |tight: &Tight<'_>| tight.over.mean.unwrap_or(f64::INFINITY);
    let tightest = over.filter(|tight| tight.over.mean.is_some()).min_by(|a, b| room(a).total_cmp(&room(b)));
    let is_missed = |goal: &&Goal| {
        let over = results.figure(name, &format!("goal={}", goal.name), OVERSHOOT.name);
        over.and_then(|over| over.mean).is_some_and(|over| over < 0.0)
    };
    let missed = results.provenance.goals.iter().filter(is_missed).map(|goal| goal.name.as_str()).collect();
    Some(Row {
        missed,
        name,
        status: status(results, name),
        agents: agents.trim_end_matches(".0").to_owned(),
        cost,
        goal: tightest,
    })
}

/// Points above the goal: filled with the people found, hollow with one less.
fn goals(canvas: &mut Canvas, rows: &[Row<'_>], (left, right): (f64, f64), (top, bottom): (f64, f64)) {
    let points = |value: f64| scaled(Kind::Share, value);
    let mut ends: Vec<f64> = vec![0.0];
    // What is never reached may be far away: it is told in words.
    let able = rows.iter().filter(|row| row.status != Status::Never);
    for Tight { over, without, .. } in able.filter_map(|row| row.goal.as_ref()) {
        let all = [over.mean, over.lower, over.upper, *without];
        ends.extend(all.into_iter().flatten().map(points));
    }
    let (least, most) =
        ends.iter().fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(*end), high.max(*end)));
    let pad = ((most - least) * 0.08).max(0.05);
    let across = Scale::linear(least - pad, most + pad, left, right);
    canvas.words("above the tightest goal, points", left, top - 12.0, WORDS.bold(12.0));
    let places = tick_decimals(least, most, 4);
    for tick in ticks(least - pad, most + pad, 4) {
        let x = across.at(tick);
        canvas.line(&[(x, top), (x, bottom)], GRID, 1.0, SOLID);
        let sign = if tick > 0.0 { "+" } else { "" };
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&format!("{sign}{}", grouped(tick, places)), x, bottom + 17.0, pen);
    }
    canvas.line(&[(across.at(0.0), top - 4.0), (across.at(0.0), bottom + 4.0)], INK, 1.5, SOLID);
    canvas.words("the goal", across.at(0.0), bottom + 34.0, WORDS.anchored(Anchor::Middle));
    for (place, row) in rows.iter().enumerate() {
        let y = top + (place as f64 + 0.5) * ROW;
        let tight = row.goal.as_ref().and_then(|tight| Some((tight, tight.over.mean?)));
        if row.status == Status::Never {
            let (said, whose) = never(row, tight);
            canvas.words_on_patch(&said, f64::midpoint(left, right), y + 4.0, WORDS.anchored(Anchor::Middle));
            canvas.words(&shortened(&whose, 16), right + 12.0, y + 4.0, WORDS);
            continue;
        }
        let Some((Tight { name, over, without }, mean)) = tight else { continue };
        let x = across.at(points(mean));
        if let (Some(lower), Some(upper)) = (over.lower, over.upper) {
            let ends = [lower, upper].map(|end| across.at(points(end)));
            canvas.line(&[(ends[0], y), (ends[1], y)], SERIES[0], 2.0, SOLID);
        }
        if let Some(without) = without {
            let less = across.at(points(*without));
            canvas.line(&[(less, y), (x, y)], SOFT, 1.0, &[3.0, 3.0]);
            canvas.mark(Mark::Circle, (less, y), 4.5, SERIES[0], true);
        }
        canvas.mark(Mark::Circle, (x, y), 4.5, SERIES[0], false);
        canvas.words(&shortened(name, 16), right + 12.0, y + 4.0, WORDS);
    }
}

/// What is said where no number of people is enough: by how much the tightest goal is missed, or else which are missed; or
/// that none is by itself. And whose goal that is.
fn never(row: &Row<'_>, tight: Option<(&Tight<'_>, f64)>) -> (String, String) {
    match (tight, row.missed.as_slice()) {
        (Some((Tight { name, .. }, over)), _) if over < 0.0 => {
            let by = grouped(scaled(Kind::Share, -over), 1);
            (format!("missed by {by} points"), (*name).to_owned())
        }
        (_, []) => ("never all met together".into(), String::new()),
        (_, [one]) => ("missed".into(), (*one).to_owned()),
        (_, some) => (format!("{} goals missed", some.len()), some.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::metrics::catalogue::Unit;
    use crate::report::sample::sample;
    use crate::study::record::{Goal, Provenance, Record, Results, Status};

    /// Two staffings: one answer, and one that is none at so much a month.
    fn sized(in_vain: f64, over: f64, unit: &str) -> Results {
        let record =
            |staffing: &str, scope: &str, metric: &str, unit: &str, mean: f64, status: Status| Record {
                staffing: staffing.into(),
                scope: scope.into(),
                metric: metric.into(),
                unit: Unit::from(unit).read_in("EUR"),
                mean: Some(mean),
                status,
                ..Record::default()
            };
        let mut records = Vec::new();
        for (name, cost, over, unit, status) in
            [("flow", 50_000.0, 0.02, "share", Status::Ok), ("dedicated", in_vain, over, unit, Status::Never)]
        {
            records.push(record(name, "all", "size", "", 1.0, status));
            records.push(record(name, "all", "agents", "people", 9.0, Status::Ok));
            records.push(record(name, "all", "cost_per_month", "EUR", cost, Status::Ok));
            records.push(record(name, "goal=phone", "overshoot", unit, over, Status::Ok));
        }
        let provenance = Provenance {
            staffings: vec!["flow".into(), "dedicated".into()],
            currency: "EUR".into(),
            goals: vec![Goal { name: "phone".into(), at_least: true, ..Goal::default() }],
            ..Provenance::default()
        };
        Results { provenance, records, ..sample() }
    }

    #[test]
    fn a_bar_that_is_longer_than_the_axis_is_marked() {
        let told = "the bar is longer than the axis";
        let cut = draw(&sized(230_000.0, -0.1, "share")).expect("a plot");
        assert!(cut.contains(told) && cut.contains("230,000"), "its figure is written");
        let whole = draw(&sized(49_000.0, -0.1, "share")).expect("a plot");
        assert!(!whole.contains(told));
        // The sign itself: a slanted gap and its two edges.
        let strokes = |svg: &str| (svg.matches("<polygon").count(), svg.matches("<polyline").count());
        let (with, without) = (strokes(&cut), strokes(&whole));
        assert_eq!((with.0 - without.0, with.1 - without.1), (1, 2));
    }

    #[test]
    fn what_is_never_enough_misses_something() {
        let svg = |over, unit| draw(&sized(49_000.0, over, unit)).expect("a plot");
        assert!(svg(-0.1, "share").contains("missed by 10.0 points"));
        assert!(svg(-0.04, "").contains(">\nmissed\n<"), "a goal that is no share has no points");
        assert!(svg(0.007, "share").contains("never all met together"));
    }
}
