//! Service around a departure: the change of the service level day by day, mean and band, before and after.
//!
//! In: the records of a knock-out for some days. Out: SVG, one panel for each person followed. Must not know: whom a
//! knock-out follows, and why.

use super::axis::{Scale, round_step, tick_decimals, ticks};
use super::canvas::{Anchor, Canvas, GRID, INK, Mark, SERIES, SOFT, SOLID, WORDS};
use super::{EDGE, Head, WIDTH, made};
use crate::metrics::catalogue::SERVICE_LEVEL_BY_DAY;
use crate::report::knockout::{Back, after, back, people};
use crate::report::words::grouped;
use crate::study::record::{Record, Results, Verdict};

/// Height of a panel's drawing.
const PANEL: f64 = 150.0;

/// Draws the plot; `None` where nobody was followed.
pub(crate) fn draw(results: &Results) -> Option<String> {
    let all: Vec<(&str, Vec<&Record>)> = people(results)
        .iter()
        .map(|lost| (lost.name, days(results, lost.name)))
        .filter(|(_, days)| days.len() > 1)
        .collect();
    let away = results.assumptions.iter().find(|one| one.path == "--for").map(|one| one.value.clone())?;
    if all.is_empty() {
        return None;
    }
    let title = title(results, &all, &away);
    let below = format!(
        "Change of the service level of the contacts of each day, on the same contacts; day 0 is the first without the person, gone for {away}. {}. Bars: {:.0} % intervals that hold for all days together; filled where a loss that matters is established.",
        made(results),
        results.provenance.confidence * 100.0
    );
    let head = Head::new(&title, &below);
    let mut canvas = Canvas::new(WIDTH, head.height() + all.len() as f64 * (PANEL + 62.0) + 6.0);
    head.draw(&mut canvas);
    let ends = all
        .iter()
        .flat_map(|(_, days)| days.iter())
        .flat_map(|day| [day.difference_lower, day.difference_upper]);
    let (least, most) = ends
        .flatten()
        .map(|end| 100.0 * end)
        .fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let pad = (0.06 * (most - least)).max(0.05);
    for (place, (name, days)) in all.iter().enumerate() {
        let top = head.height() + place as f64 * (PANEL + 62.0) + 24.0;
        canvas.words(&format!("without {name}, points of service level"), EDGE, top - 6.0, WORDS.bold(13.0));
        panel(&mut canvas, days, top + 6.0, (least - pad, most + pad));
    }
    Some(canvas.finish(&title, &below))
}

fn days<'a>(results: &'a Results, name: &str) -> Vec<&'a Record> {
    let scope = format!("agent={name}");
    let mut days: Vec<&Record> = results
        .records
        .iter()
        .filter(|r| r.metric == SERVICE_LEVEL_BY_DAY.name && r.scope == scope)
        .collect();
    days.sort_by(|a, b| a.at.unwrap_or(0.0).total_cmp(&b.at.unwrap_or(0.0)));
    days
}

fn panel(canvas: &mut Canvas, days: &[&Record], top: f64, (least, most): (f64, f64)) {
    let at = |day: &Record| day.at.unwrap_or(0.0);
    let (first, last) = (at(days[0]), at(days[days.len() - 1]));
    let (left, right, bottom) = (EDGE + 46.0, WIDTH - EDGE, top + PANEL);
    let across = Scale::linear(first - 0.5, last + 0.5, left, right);
    let down = Scale::linear(least, most, bottom, top);
    for tick in ticks(least, most, 5) {
        let y = down.at(tick);
        canvas.line(&[(left, y), (right, y)], GRID, 1.0, SOLID);
        let sign = if tick > 0.0 { "+" } else { "" };
        let text = format!("{sign}{}", grouped(tick, tick_decimals(least, most, 5)));
        canvas.words(&text, left - 8.0, y + 4.0, WORDS.anchored(Anchor::End).coloured(SOFT));
    }
    let step = round_step(last - first, 10).max(1.0);
    for tick in ticks(first, last, 10).into_iter().filter(|tick| (tick / step).fract().abs() < 1e-9) {
        let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
        canvas.words(&grouped(tick, 0), across.at(tick), bottom + 17.0, pen);
    }
    canvas.words(
        "days after the departure",
        right,
        bottom + 32.0,
        WORDS.anchored(Anchor::End).coloured(SOFT),
    );
    canvas.line(&[(left, down.at(0.0)), (right, down.at(0.0))], INK, 1.5, SOLID);
    if first < 0.0 && last > 0.0 {
        canvas.line(&[(across.at(-0.5), top), (across.at(-0.5), bottom)], INK, 1.0, &[4.0, 3.0]);
    }
    for day in days {
        let (Some(mean), Some(low), Some(high)) =
            (day.difference, day.difference_lower, day.difference_upper)
        else {
            continue;
        };
        let felt = day.verdict == Some(Verdict::Worse);
        let colour = if felt { SERIES[1] } else { SERIES[4] };
        let x = across.at(at(day));
        canvas.line(&[(x, down.at(100.0 * low)), (x, down.at(100.0 * high))], colour, 2.0, SOLID);
        let mark = if felt { Mark::Square } else { Mark::Circle };
        canvas.mark(mark, (x, down.at(100.0 * mean)), 3.5, colour, !felt);
    }
}

/// What is established of each person followed: how deep service falls, and of the deepest fall when it is back.
fn title<'a>(results: &Results, all: &[(&'a str, Vec<&Record>)], away: &str) -> String {
    let worst = |(name, days): &(&'a str, Vec<&Record>)| {
        let felt = days.iter().filter(|day| day.verdict == Some(Verdict::Worse));
        (*name, felt.filter_map(|day| day.difference).fold(0.0, f64::min))
    };
    let mut losses: Vec<(&str, f64)> = all.iter().map(worst).collect();
    // Whom service falls deepest without first; those of whom nothing is established keep their order behind them.
    losses.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (felt, open): (Vec<_>, Vec<_>) = losses.into_iter().partition(|(_, worst)| *worst < 0.0);
    let names = |all: &[(&str, f64)]| all.iter().map(|(name, _)| *name).collect::<Vec<&str>>().join(" or ");
    let Some(((name, worst), others)) = felt.split_first() else {
        return format!("On no single day is it established that {} is missed", names(&open));
    };
    let back = match back(results, name) {
        Some(Back::On(day)) => format!("and is back {}", after(day)),
        Some(Back::Between(_, day)) => format!("and is back {} at the latest", after(day)),
        Some(Back::Never) => "and is not back before the run ends".to_owned(),
        _ => "; when it is back is undecided".to_owned(),
    };
    let worst = grouped(-100.0 * worst, 1);
    let others = others
        .iter()
        .map(|(name, worst)| format!("; without {name} by up to {}", grouped(-100.0 * worst, 1)));
    let others: String = others.collect();
    let open = if open.is_empty() {
        String::new()
    } else {
        format!("; on no day is {} established to be missed", names(&open))
    };
    format!("Without {name} ({away}) service falls by up to {worst} points on a day {back}{others}{open}")
        .replace(" ;", ";")
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::report::sample::sample;
    use crate::study::record::{Record, Verdict};

    #[test]
    fn the_title_tells_of_everybody_followed() {
        let day = |loss: f64, verdict| Record {
            difference: Some(-loss),
            verdict: Some(verdict),
            ..Record::default()
        };
        let [small, large] = [0.011, 0.043].map(|loss| day(loss, Verdict::Worse));
        let open = day(0.2, Verdict::Undecided);
        let results = sample();
        let said = |all: &[(&str, &Record)]| {
            let all: Vec<(&str, Vec<&Record>)> =
                all.iter().map(|(name, day)| (*name, vec![*day, &open])).collect();
            title(&results, &all, "10d")
        };
        assert_eq!(
            said(&[("anna", &small), ("ben", &large), ("cleo", &open)]),
            "Without ben (10d) service falls by up to 4.3 points on a day; when it is back is undecided; without anna by up \
             to 1.1; on no day is cleo established to be missed"
        );
        assert_eq!(said(&[("anna", &open)]), "On no single day is it established that anna is missed");
        assert_eq!(
            said(&[("anna", &open), ("ben", &open)]),
            "On no single day is it established that anna or ben is missed"
        );
    }
}
