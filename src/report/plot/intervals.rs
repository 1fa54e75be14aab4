//! Service level and occupancy by time of day: a line per staffing.
//!
//! In: records with an interval. Out: SVG. Lines are told apart by dash, mark and colour and named at their right
//! end; the goal is a line of its own. A line breaks where there is no figure: over closed hours, and where nobody is
//! there. Must not know: how waits and work were counted.

use super::axis::{Scale, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::clock::axis;
use super::edge::{Named, height, names};
use super::{EDGE, Head, WIDTH, made, undrawn};
use crate::metrics::catalogue::{OCCUPANCY, SERVICE_LEVEL};
use crate::report::words::list;
use crate::study::record::{Goal, Record, Results};
use std::fmt::Write as _;

/// Height of the drawing area of a panel, at least.
const PANEL: f64 = 250.0;
/// Room for a panel's heading and times.
const BESIDE: f64 = 66.0;
/// Room for the names at the right.
const NAMES: f64 = 206.0;
/// Room for the axis at the left.
const AXIS: f64 = 44.0;

/// A staffing's line: its place in the file, its name, its points (place of the interval, share).
type Line<'a> = (usize, &'a str, Vec<(usize, &'a Record)>);

/// What one panel shows.
struct Panel<'a> {
    heading: String,
    lines: Vec<Line<'a>>,
    goal: Option<&'a Goal>,
}

/// Draws the plot; `None` where there are no figures by interval.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let shown = results
        .records
        .iter()
        .filter(|r| !r.interval.is_empty() && r.point.is_empty() && shown(r) && r.mean.is_some());
    let times = axis(shown.map(|r| r.interval.as_str()));
    if times.len() < 2 {
        return None;
    }
    let panels = panels(results, &times);
    let first = panels.first()?;
    let title = title(first);
    let records = panels.iter().flat_map(|panel| panel.lines.iter().flat_map(|(_, _, points)| points));
    let below = format!(
        "SL by time of arrival, occupancy by time on the clock. An interval reaches the goal when its lower \
         confidence limit does. {}{}.{}",
        if is_broken(&panels) { "No line: closed, or nobody there. " } else { "" },
        made(results),
        undrawn(results, records.map(|(_, record)| *record))
    );
    let head = Head::new(&title, &below);
    let heights = panels.iter().map(|panel| height(panel.lines.len(), PANEL) + BESIDE);
    let mut canvas = Canvas::new(WIDTH, head.height() + heights.sum::<f64>() + 4.0);
    head.draw(&mut canvas);
    let mut top = head.height();
    for panel in &panels {
        one_panel(&mut canvas, panel, &times, top);
        top += height(panel.lines.len(), PANEL) + BESIDE;
    }
    Some(canvas.finish(&title, &below))
}

/// Whether some line has a hole.
fn is_broken(panels: &[Panel]) -> bool {
    let mut lines = panels.iter().flat_map(|panel| &panel.lines);
    lines.any(|(_, _, points)| pieces(points).count() > 1)
}

/// The pieces of a line: neighbouring intervals.
fn pieces<'a, 'r>(points: &'a [(usize, &'r Record)]) -> impl Iterator<Item = &'a [(usize, &'r Record)]> {
    points.chunk_by(|one, next| one.0 + 1 == next.0)
}

fn shown(record: &Record) -> bool {
    (record.metric == SERVICE_LEVEL.name
        && record.scope.starts_with("channel=")
        && !record.scope.contains(';'))
        || (record.metric == OCCUPANCY.name && record.scope == "all")
}

/// A panel for each channel with a service level (two at most, those with a goal first), then occupancy.
fn panels<'a>(results: &'a Results, times: &[String]) -> Vec<Panel<'a>> {
    let provenance = &results.provenance;
    let goal = |channel: &str| {
        provenance.goals.iter().find(|g| g.metric == SERVICE_LEVEL.name && g.channel == channel && g.at_least)
    };
    let mut channels: Vec<&String> = provenance.channels.iter().collect();
    channels.sort_by_key(|channel| goal(channel).is_none());
    let mut panels = Vec::new();
    for channel in channels {
        let lines = lines(results, times, SERVICE_LEVEL.name, &format!("channel={channel}"));
        if !lines.is_empty() && panels.len() < 2 {
            panels.push(Panel { heading: format!("SL {channel}"), lines, goal: goal(channel) });
        }
    }
    let lines = lines(results, times, OCCUPANCY.name, "all");
    if !lines.is_empty() {
        panels.push(Panel { heading: "Occupancy".to_owned(), lines, goal: None });
    }
    panels
}

fn lines<'a>(results: &'a Results, times: &[String], metric: &str, scope: &str) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (place, staffing) in results.provenance.staffings.iter().enumerate() {
        let mut points: Vec<(usize, &Record)> = results
            .records
            .iter()
            .filter(|r| {
                r.staffing == *staffing
                    && r.metric == metric
                    && r.scope == scope
                    && r.point.is_empty()
                    && r.mean.is_some()
            })
            .filter_map(|r| times.iter().position(|time| *time == r.interval).map(|at| (at, r)))
            .collect();
        points.sort_by_key(|(at, _)| *at);
        if !points.is_empty() {
            lines.push((place, staffing.as_str(), points));
        }
    }
    lines
}

/// How many intervals of each staffing are established to reach the goal.
fn title(panel: &Panel) -> String {
    let Some(goal) = panel.goal else { return lowest(panel) };
    let percent = format!("{:.0} %", goal.threshold * 100.0);
    let counts: Vec<(&str, usize, usize)> = panel
        .lines
        .iter()
        .map(|(_, name, points)| {
            let reach = |r: &Record| r.lower.or(r.mean).is_some_and(|low| low >= goal.threshold);
            (*name, points.iter().filter(|(_, r)| reach(r)).count(), points.len())
        })
        .collect();
    let most = counts.iter().map(|(_, n, _)| *n).max().unwrap_or(0);
    let least = counts.iter().map(|(_, n, _)| *n).min().unwrap_or(0);
    let of = counts.first().map_or(0, |(_, _, all)| *all);
    let named = |count: usize| {
        let names: Vec<&str> =
            counts.iter().filter(|(_, n, _)| *n == count).map(|(name, _, _)| *name).collect();
        if names.len() > 3 { format!("{} of the staffings", names.len()) } else { list(&names) }
    };
    if most == 0 {
        format!("{} clearly reaches {percent} in no interval, in any staffing", panel.heading)
    } else if most == least {
        format!("{} reaches {percent} in {most} of {of} intervals in every staffing", panel.heading)
    } else {
        let few = if least == 0 { "none".to_owned() } else { least.to_string() };
        format!(
            "{} reaches {percent} in {most} of {of} intervals with {}, in {few} with {}",
            panel.heading,
            named(most),
            named(least)
        )
    }
}

fn lowest(panel: &Panel) -> String {
    let mut lows: Vec<&str> = panel
        .lines
        .iter()
        .filter_map(|(_, _, points)| {
            points.iter().min_by(|a, b| a.1.mean.unwrap_or(1.0).total_cmp(&b.1.mean.unwrap_or(1.0)))
        })
        .map(|(_, record)| record.interval.as_str())
        .collect();
    lows.sort_unstable();
    lows.dedup();
    match lows.as_slice() {
        [one] => format!("{} is lowest at {one} in every staffing", panel.heading),
        _ => format!("{} by time of day", panel.heading),
    }
}

fn one_panel(canvas: &mut Canvas, panel: &Panel, times: &[String], top: f64) {
    let (left, right) = (EDGE + AXIS, WIDTH - EDGE - NAMES);
    let (high, low) = (top + 30.0, top + 30.0 + height(panel.lines.len(), PANEL));
    let least = panel
        .lines
        .iter()
        .flat_map(|(_, _, points)| points)
        .filter_map(|(_, record)| record.mean)
        .chain(panel.goal.map(|goal| goal.threshold))
        .fold(1.0, f64::min);
    let from = if least >= 0.55 { 0.5 } else { 0.0 };
    let y = Scale::linear(from * 100.0, 100.0, low, high);
    let x = Scale::linear(-0.3, times.len() as f64 - 0.7, left, right);
    let mut heading = panel.heading.clone();
    if let Some(goal) = panel.goal {
        let _ = write!(heading, ", goal {:.0} % dotted", goal.threshold * 100.0);
    }
    if from > 0.0 {
        heading.push_str(", axis from 50 %");
    }
    canvas.words(&heading, EDGE, top + 14.0, WORDS.bold(13.0));
    for tick in ticks(from * 100.0, 100.0, 5) {
        let at = y.at(tick);
        canvas.line(&[(left, at), (right, at)], GRID, 1.0, SOLID);
        canvas.words(
            &format!("{tick:.0} %"),
            left - 8.0,
            at + 4.0,
            WORDS.anchored(Anchor::End).coloured(SOFT),
        );
    }
    let every = times.len().div_ceil(12);
    for (place, time) in times.iter().enumerate().filter(|(place, _)| place % every == 0) {
        let at = x.at(place as f64);
        canvas.line(&[(at, low), (at, low + 5.0)], SOFT, 1.0, SOLID);
        canvas.words(time, at, low + 19.0, WORDS.anchored(Anchor::Middle).coloured(SOFT));
    }
    canvas.line(&[(left, low), (right, low)], SOFT, 1.0, SOLID);
    if let Some(goal) = panel.goal {
        let at = y.at(goal.threshold * 100.0);
        canvas.line(&[(left, at), (right, at)], INK, 1.5, &[3.0, 3.0]);
    }
    for (place, _, points) in &panel.lines {
        let look = look(*place);
        let mut n = 0;
        for piece in pieces(points) {
            let spots: Vec<(f64, f64)> = piece
                .iter()
                .map(|(at, record)| (x.at(*at as f64), y.inside(record.mean.unwrap_or(0.0) * 100.0)))
                .collect();
            canvas.line(&spots, look.colour, 2.0, look.dash);
            // Marks at every fourth point and shifted from line to line, so that they seldom cover each other; a point by
            // itself is nothing but its mark.
            for spot in &spots {
                if points.len() <= 8 || spots.len() == 1 || n % 4 == place % 4 {
                    canvas.mark(look.mark, *spot, 4.0, look.colour, false);
                }
                n += 1;
            }
        }
    }
    let ends: Vec<Named<'_>> = panel
        .lines
        .iter()
        .filter_map(|(place, name, points)| {
            let (at, record) = points.last()?;
            Some((*place, *name, (x.at(*at as f64), y.inside(record.mean.unwrap_or(0.0) * 100.0))))
        })
        .collect();
    names(canvas, &ends, right, (high, low));
}

#[cfg(test)]
mod tests {
    use super::{draw, lines, pieces};
    use crate::report::plot::clock::axis;
    use crate::report::sample::sample;

    /// Ten to one: closed. The line ends before, and begins again behind.
    #[test]
    fn a_line_breaks_over_closed_hours() {
        let mut results = sample();
        let whole = draw(&results).expect("a plot");
        assert!(!whole.contains("No line"), "{whole:.600}");
        results.records.retain(|record| !("10:00".."13:00").contains(&record.interval.as_str()));
        let broken = draw(&results).expect("a plot");
        assert!(broken.contains("No line: closed, or nobody there."), "{broken:.600}");
        let times = axis(results.records.iter().map(|r| r.interval.as_str()).filter(|time| !time.is_empty()));
        let lines = lines(&results, &times, "service_level", "channel=phone");
        assert!(!lines.is_empty());
        for (_, name, points) in &lines {
            let ends: Vec<(&str, &str)> = pieces(points)
                .map(|piece| (piece[0].1.interval.as_str(), piece[piece.len() - 1].1.interval.as_str()))
                .collect();
            assert_eq!(ends, [("08:00", "09:30"), ("13:00", "17:30")], "{name}");
        }
    }
}
