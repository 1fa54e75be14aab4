//! Service around departures of owners: the accounts they leave behind, week by week, one line per staffing.
//!
//! In: the records by week. Out: SVG, a panel for each figure, with intervals and the departure as a line. Must not
//! know: how departures were followed.

use super::axis::{Scale, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, SOFT, SOLID, WORDS, look};
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::{
    HANDLE_TIME_AROUND_DEPARTURE, OWNER_SHARE_AROUND_DEPARTURE, SERVICE_LEVEL_AROUND_DEPARTURE,
};
use crate::report::departures::{Followed, departures, followed};
use crate::report::words::{grouped, shortened};
use crate::study::record::{Record, Results};

/// Height of a panel's drawing.
const PANEL: f64 = 150.0;
/// Height of a panel with its heading and axis.
const STEP: f64 = PANEL + 76.0;
/// Room for the names of the staffings.
const KEY: f64 = 170.0;

/// What is drawn: metric, heading, factor to what is shown.
const PANELS: [(&str, &str, f64); 3] = [
    (SERVICE_LEVEL_AROUND_DEPARTURE.name, "service level, %", 100.0),
    (HANDLE_TIME_AROUND_DEPARTURE.name, "mean handle time, seconds", 1.0),
    (OWNER_SHARE_AROUND_DEPARTURE.name, "answered by an owner of the account, %", 100.0),
];

/// Draws the plot; `None` where no departure was followed.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let panels: Vec<_> = PANELS
        .iter()
        .map(|(metric, heading, factor)| (*heading, *factor, followed(results, metric)))
        .filter(|(.., all)| !all.is_empty())
        .collect();
    let title = departures(results).into_iter().next()?.trim_end_matches('.').to_owned();
    if panels.is_empty() {
        return None;
    }
    let below = format!(
        "Contacts with the accounts of owners who leave, by the week in which they came; day 0 is the first without the person. {}. Bars: {:.0} % confidence intervals of each week. The axes begin where the figures do.",
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let mut canvas = Canvas::new(WIDTH, head.height() + panels.len() as f64 * STEP + 10.0);
    head.draw(&mut canvas);
    for (place, (heading, factor, all)) in panels.iter().enumerate() {
        let top = head.height() + place as f64 * STEP + 30.0;
        canvas.words(heading, EDGE, top - 10.0, WORDS.bold(13.0));
        panel(&mut canvas, all, *factor, top);
    }
    Some(canvas.finish(&title, &below))
}

fn panel(canvas: &mut Canvas, all: &[Followed], factor: f64, top: f64) {
    let weeks = || all.iter().flat_map(|one| one.weeks.iter().copied());
    let at = |week: &Record| week.at.unwrap_or(0.0);
    let (first, last) = weeks().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), week| {
        (low.min(at(week)), high.max(at(week)))
    });
    let (least, most) = weeks()
        .flat_map(|week| [week.lower.or(week.mean), week.upper.or(week.mean)])
        .flatten()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| {
            (low.min(factor * end), high.max(factor * end))
        });
    let pad = (0.06 * (most - least)).max(0.05);
    let (least, most) = (least - pad, most + pad);
    let (left, right, low) = (EDGE + 46.0, WIDTH - EDGE - KEY, top + PANEL);
    // A week is drawn at its middle.
    let across = Scale::linear(first, last + 7.0, left, right);
    let down = Scale::linear(least, most, low, top);
    for tick in ticks(least, most, 5) {
        canvas.line(&[(left, down.at(tick)), (right, down.at(tick))], GRID, 1.0, SOLID);
        let text = grouped(tick, tick_decimals(least, most, 5));
        canvas.words(&text, left - 8.0, down.at(tick) + 4.0, WORDS.anchored(Anchor::End).coloured(SOFT));
    }
    // The departure itself is among the days that are named.
    let mut day = 14.0 * (first / 14.0).ceil();
    while day <= last {
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(day, 0), across.at(day), low + 17.0, pen);
        day += 14.0;
    }
    let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
    canvas.words("days after the departure", right, low + 33.0, pen);
    canvas.line(&[(left, low), (right, low)], SOFT, 1.0, SOLID);
    canvas.line(&[(across.at(0.0), top), (across.at(0.0), low)], INK, 1.5, &[4.0, 3.0]);
    let shift = |one: usize| 3.0 * (one as f64 - 0.5 * (all.len() as f64 - 1.0));
    for (index, one) in all.iter().enumerate() {
        let look = look(one.place);
        let spot = |week: &Record| across.at(at(week) + 3.5) + shift(index);
        let line: Vec<(f64, f64)> =
            one.weeks.iter().map(|week| (spot(week), down.at(factor * week.mean.unwrap_or(0.0)))).collect();
        for week in &one.weeks {
            if let (Some(from), Some(to)) = (week.lower, week.upper) {
                let x = spot(week);
                canvas.line(
                    &[(x, down.at(factor * from)), (x, down.at(factor * to))],
                    look.colour,
                    1.0,
                    SOLID,
                );
            }
        }
        canvas.line(&line, look.colour, 2.0, look.dash);
        for spot in line {
            canvas.mark(look.mark, spot, 3.5, look.colour, false);
        }
        let y = top + 12.0 + 20.0 * index as f64;
        let key = right + 20.0;
        canvas.line(&[(key, y - 4.0), (key + 30.0, y - 4.0)], look.colour, 2.0, look.dash);
        canvas.mark(look.mark, (key + 15.0, y - 4.0), 3.5, look.colour, false);
        canvas.words(&shortened(one.name, 18), key + 36.0, y, WORDS);
    }
}
