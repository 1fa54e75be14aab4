//! People required by time of day against people on duty: a panel per staffing.
//!
//! In: the records `required_agents` and `agents_on_duty`. Out: SVG. Required people are a dark step line, people on
//! duty are filled; where they are too few, the gap is hatched. Must not know: by which formula people are required.

use super::axis::{Scale, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::clock::axis;
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::{AGENTS_ON_DUTY, GOAL, REQUIRED_AGENTS, SERVICE_LEVEL};
use crate::report::words::shortened;
use crate::study::record::{Goal, Results, Verdict};

/// Height of a panel's drawing.
const PANEL: f64 = 120.0;
/// Height of a panel with its heading and axis.
const STEP: f64 = PANEL + 62.0;
/// Panels at most.
const MOST: usize = 8;
/// Where one staffing has so many times the people of another, each panel has a scale of its own.
const APART: f64 = 4.0;

/// An interval: when, its place on the axis, people on duty, people required.
struct Slot<'a> {
    time: &'a str,
    place: usize,
    on_duty: f64,
    required: f64,
}

impl Slot<'_> {
    /// People missing; half a person is no one.
    fn missing(&self) -> f64 {
        let missing = self.required - self.on_duty;
        if missing >= 0.5 { missing } else { 0.0 }
    }
}

/// Draws the plot; `None` where no goal requires anybody.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let staffings = results.provenance.staffings.iter().enumerate();
    let required = results.records.iter().filter(|r| r.metric == REQUIRED_AGENTS.name && r.point.is_empty());
    let times = axis(required.map(|r| r.interval.as_str()).filter(|time| !time.is_empty()));
    let all: Vec<(usize, &str, Vec<Slot<'_>>)> = staffings
        .map(|(place, name)| (place, name.as_str(), slots(results, &times, name)))
        .filter(|(.., slots)| slots.len() > 1)
        .collect();
    let title = title(results, &all);
    let told = all.len();
    let all = &all[..told.min(MOST)];
    let tops: Vec<f64> = all.iter().map(|(.., slots)| top(slots)).collect();
    let most = tops.iter().copied().fold(0.0, f64::max);
    if all.is_empty() || most <= 0.0 {
        return None;
    }
    let apart = tops.iter().any(|top| *top > 0.0 && most > APART * top);
    let below = format!(
        "Filled: people on duty by plan, leave and absence taken off. Line: the fewest who would meet the goal by Erlang, \
         everybody one pool, at the interval's mean contacts; hatched: too few. Whoever serves only some contacts, and email \
         beside the phone, need more. {}.{}{}",
        made(results),
        if apart { " Each panel has a scale of its own." } else { "" },
        if told > MOST { format!(" The first {MOST} of {told} staffings.") } else { String::new() }
    );
    let head = Head::new(&title, &below);
    let mut canvas = Canvas::new(WIDTH, head.height() + all.len() as f64 * STEP + 6.0);
    head.draw(&mut canvas);
    for (index, (place, name, slots)) in all.iter().enumerate() {
        let most = if apart && tops[index] > 0.0 { tops[index] } else { most };
        panel(&mut canvas, (*place, name), (&times, slots), most, head.height() + index as f64 * STEP);
    }
    Some(canvas.finish(&title, &below))
}

fn slots<'a>(results: &'a Results, times: &[String], staffing: &str) -> Vec<Slot<'a>> {
    let of = |metric: &'static str| {
        let ours = results.records.iter().filter(move |record| {
            record.metric == metric && record.point.is_empty() && !record.interval.is_empty()
        });
        ours.filter(|record| record.staffing == staffing)
    };
    let on_duty = |time: &str| of(AGENTS_ON_DUTY.name).find(|record| record.interval == time)?.mean;
    let slot = |record: &'a crate::study::record::Record| {
        let time = record.interval.as_str();
        let place = times.iter().position(|one| one == time)?;
        Some(Slot { time, place, on_duty: on_duty(time)?, required: record.mean? })
    };
    let mut slots: Vec<Slot<'a>> = of(REQUIRED_AGENTS.name).filter_map(slot).collect();
    slots.sort_by_key(|slot| slot.time);
    slots
}

/// Most people of an interval, on duty or required.
fn top(slots: &[Slot<'_>]) -> f64 {
    slots.iter().map(|slot| slot.on_duty.max(slot.required)).fold(0.0, f64::max)
}

/// Where most people are missing by Erlang; of those first whose goals are not met, since Erlang may ask for more than is
/// needed.
fn title(results: &Results, all: &[(usize, &str, Vec<Slot<'_>>)]) -> String {
    let worst = |(_, name, slots): &(usize, &str, Vec<Slot<'_>>)| {
        let short = slots.iter().filter(|slot| slot.missing() > 0.0).count();
        let worst = slots.iter().max_by(|a, b| a.missing().total_cmp(&b.missing()))?;
        let told = (worst.missing(), (*name).to_owned(), worst.time.to_owned(), short, slots.len());
        (short > 0).then(|| (meets(results, name), told))
    };
    let found = all.iter().filter_map(worst);
    let found = found.max_by(|a, b| b.0.cmp(&a.0).then(a.1.0.total_cmp(&b.1.0)));
    match found {
        Some((false, (missing, name, time, short, of))) => format!(
            "By Erlang {name} lacks up to {missing:.1} people, most at {time}, and somebody in {short} of {of} intervals"
        ),
        Some((true, (missing, name, time, short, of))) => {
            // Over the day it does; the goal of the interval itself may be missed.
            let there = level_at(results, &name, &time);
            let there = there.map_or(String::new(), |level| format!(" (SL there {:.0} %)", 100.0 * level));
            format!(
                "{name} meets the goal over all with fewer people than Erlang requires in {short} of {of} intervals, up to \
                 {missing:.1} at {time}{there}"
            )
        }
        None => "By Erlang every staffing has the people that the goal requires in every interval".to_owned(),
    }
}

/// The least service level of an interval, of the channels that a staffing promises one on.
fn level_at(results: &Results, staffing: &str, time: &str) -> Option<f64> {
    let goals = results.provenance.promises.get(staffing).unwrap_or(&results.provenance.goals);
    let channels = goals.iter().filter(|goal| goal.metric == SERVICE_LEVEL.name && goal.at_least);
    let scopes: Vec<String> = channels.map(|goal| format!("channel={}", goal.channel)).collect();
    let of = |record: &&crate::study::record::Record| {
        record.staffing == staffing
            && record.metric == SERVICE_LEVEL.name
            && record.interval == time
            && scopes.contains(&record.scope)
    };
    results.records.iter().filter(of).filter_map(|record| record.mean).min_by(f64::total_cmp)
}

/// Whether every service level that a staffing promises is established as met.
fn meets(results: &Results, staffing: &str) -> bool {
    let goals = results.provenance.promises.get(staffing).unwrap_or(&results.provenance.goals);
    let mut levels =
        goals.iter().filter(|goal| goal.metric == SERVICE_LEVEL.name && goal.at_least).peekable();
    let is_met = |goal: &Goal| {
        let of_goal = results.figure(staffing, &format!("goal={}", goal.name), GOAL.name);
        of_goal.is_some_and(|record| record.verdict == Some(Verdict::Met))
    };
    levels.peek().is_some() && levels.all(is_met)
}

fn panel(
    canvas: &mut Canvas,
    (place, name): (usize, &str),
    (times, slots): (&[String], &[Slot<'_>]),
    most: f64,
    top: f64,
) {
    let (left, right) = (EDGE + 44.0, WIDTH - EDGE);
    let (high, low) = (top + 26.0, top + 26.0 + PANEL);
    let y = Scale::linear(0.0, most * 1.05, low, high);
    let x = Scale::linear(0.0, times.len() as f64, left, right);
    canvas.words(&format!("{}: people", shortened(name, 40)), EDGE, top + 14.0, WORDS.bold(13.0));
    let places = tick_decimals(0.0, most * 1.05, 4);
    for tick in ticks(0.0, most * 1.05, 4) {
        canvas.line(&[(left, y.at(tick)), (right, y.at(tick))], GRID, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
        canvas.words(&format!("{tick:.places$}"), left - 8.0, y.at(tick) + 4.0, pen);
    }
    let look = look(place);
    // Over closed hours the line breaks.
    for piece in slots.chunk_by(|one, next| one.place + 1 == next.place) {
        let mut steps = Vec::new();
        for slot in piece {
            let (from, to) = (x.at(slot.place as f64), x.at(slot.place as f64 + 1.0));
            let on_duty = y.at(slot.on_duty);
            canvas.rect(from, on_duty, (to - from - 1.0).max(1.0), low - on_duty, look.colour);
            if slot.missing() > 0.0 {
                let mut at = from + 3.0;
                while at < to - 2.0 {
                    canvas.line(&[(at, on_duty), (at, y.at(slot.required))], INK, 1.0, SOLID);
                    at += 5.0;
                }
            }
            steps.extend([(from, y.at(slot.required)), (to, y.at(slot.required))]);
        }
        canvas.line(&steps, INK, 2.0, SOLID);
    }
    canvas.line(&[(left, low), (right, low)], SOFT, 1.0, SOLID);
    let every = times.len().div_ceil(12);
    for (index, time) in times.iter().enumerate().filter(|(index, _)| index % every == 0) {
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(time, x.at(index as f64 + 0.5), low + 18.0, pen);
    }
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::report::sample::sample;
    use crate::study::record::{Record, Results, Verdict};

    /// Four intervals of the first staffing, so many on duty and so many required.
    fn told(people: [(f64, f64); 4]) -> Results {
        let mut results = sample();
        results
            .records
            .retain(|record| record.metric != "required_agents" && record.metric != "agents_on_duty");
        let mut like = results.records[0].clone();
        like.staffing.clone_from(&results.provenance.staffings[0]);
        (like.point, like.scope) = (String::new(), "all".into());
        for (hour, (on_duty, required)) in (9..).zip(people) {
            for (metric, mean) in [("agents_on_duty", on_duty), ("required_agents", required)] {
                let (interval, mean) = (format!("{hour:02}:00"), Some(mean));
                let metric = metric.to_string();
                results.records.push(Record { interval, metric, mean, ..like.clone() });
            }
        }
        results
    }

    #[test]
    fn who_is_missing_is_in_the_title() {
        let name = &sample().provenance.staffings[0];
        let short = draw(&told([(8.0, 6.0), (9.6, 12.0), (9.7, 10.0), (9.0, 10.0)])).expect("a plot");
        let title = format!("{name} lacks up to 2.4 people, most at 10:00, and somebody in 2 of 4 intervals");
        assert!(short.contains(&title), "{title}");
        let enough = draw(&told([(8.0, 6.0), (12.0, 12.0), (9.7, 10.0), (10.0, 10.0)])).expect("a plot");
        assert!(enough.contains("has the people that the goal requires in every interval"));
    }

    /// Erlang asks for more people than meet the goal in the simulation: nobody lacks them.
    #[test]
    fn who_meets_the_goal_lacks_nobody() {
        let mut results = told([(8.0, 6.0), (9.6, 12.0), (9.7, 10.0), (9.0, 10.0)]);
        let name = results.provenance.staffings[0].clone();
        for record in &mut results.records {
            if record.metric == "goal" && record.staffing == name {
                record.verdict = Some(Verdict::Met);
            }
        }
        let svg = draw(&results).expect("a plot");
        let title = format!(
            "{name} meets the goal over all with fewer people than Erlang requires in 2 of 4 intervals, up to 2.4 at 10:00"
        );
        let plain = svg.replace("</text>", " ");
        let words = plain.split('>').filter_map(|part| part.split('<').next().map(str::to_owned));
        let words = words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&title) && !svg.contains("lacks"), "{svg:.600}");
    }

    /// Ten times the people: each panel has its own scale, and says so.
    #[test]
    fn staffings_far_apart_have_scales_of_their_own() {
        let mut results = told([(8.0, 6.0), (9.6, 12.0), (9.7, 10.0), (9.0, 10.0)]);
        assert!(!draw(&results).expect("a plot").contains("a scale of its own"));
        let large: Vec<Record> = results
            .records
            .iter()
            .filter(|record| record.metric == "required_agents" || record.metric == "agents_on_duty")
            .map(|record| Record {
                staffing: results.provenance.staffings[1].clone(),
                mean: record.mean.map(|mean| 10.0 * mean),
                ..record.clone()
            })
            .collect();
        results.records.extend(large);
        assert!(draw(&results).expect("a plot").contains("Each panel has a scale of its own."));
    }

    /// From 11:00 to 13:00 closed: two pieces in the place of one line.
    #[test]
    fn the_line_breaks_over_closed_hours() {
        let mut results = told([(8.0, 6.0), (9.6, 9.0), (9.7, 9.0), (10.0, 6.0)]);
        let paths = |results: &Results| draw(results).expect("a plot").matches("<polyline").count();
        let whole = paths(&results);
        for record in &mut results.records {
            for (from, to) in [("11:00", "13:00"), ("12:00", "14:00")] {
                if record.interval == from && record.point.is_empty() {
                    record.interval = format!("{to} ");
                }
            }
            record.interval = record.interval.trim_end().into();
        }
        let broken = draw(&results).expect("a plot");
        let has = |time: &str| broken.contains(&format!("\n{time}\n"));
        assert!(["11:00", "12:00", "14:00"].into_iter().all(has), "closed hours have their room");
        assert_eq!(broken.matches("<polyline").count(), whole + 1);
    }

    #[test]
    fn without_a_goal_there_is_none() {
        let mut results = sample();
        assert!(draw(&results).is_some());
        results.records.retain(|record| record.metric != "required_agents");
        assert!(draw(&results).is_none());
    }
}
