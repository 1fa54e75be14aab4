//! One panel of the frontier: a figure from left to right, the service level upwards, a mark for each spot.
//!
//! In: spots, an axis, words. Out: strokes on the canvas. Must not know: which plot it is a part of.

use crate::report::frontier::{Frontier, Spot, Standing};
use crate::report::plot::axis::{Scale, Taken, overlap, round_step, tick_decimals, ticks};
use crate::report::plot::canvas::{Anchor, Canvas, Colour, GRID, INK, SOFT, SOLID, WORDS, look};
use crate::report::words::{Kind, bare, capital, grouped, kind, metric, scaled, shortened};
use crate::study::record::{Goal, Record};

/// Room for an axis at the left.
const AXIS: f64 = 54.0;
/// Sizes of marks: of an ordinary spot, and of one that may be dominated.
const MARK: f64 = 5.5;
const SMALL: f64 = 3.2;
/// Values that are written beside the frontier at most; beyond, only those at the ends of a staffing's.
const WRITTEN: usize = 12;
/// Pieces of a line from spot to spot that labels keep clear of.
const STRETCHES: u32 = 40;

/// What is written beside a spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// Its staffing and service level.
    Written,
    /// The number of its staffing; a key below says whose it is.
    Numbers,
    /// The values of the levers, of spots on the frontier; the mark is that of its staffing.
    Values,
}

/// An axis of a figure.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    metric: String,
    kind: Kind,
    words: String,
    pub(super) from: f64,
    to: f64,
}

impl Axis {
    /// From 0, unless the figures lie so close together that nothing could be told apart.
    pub(super) fn of<'r>(records: impl Iterator<Item = &'r Record>, currency: &str) -> Self {
        let records: Vec<&Record> = records.collect();
        let sample = records.first();
        let unit = sample.map_or("", |record| record.unit.as_str());
        let kind = kind(unit);
        let end = |pick: fn(&Record) -> Option<f64>| {
            records
                .iter()
                .filter_map(move |record| pick(record).or(record.mean))
                .map(move |end| scaled(kind, end))
        };
        let least = end(|record| record.lower).fold(f64::INFINITY, f64::min);
        let most = end(|record| record.upper).fold(f64::NEG_INFINITY, f64::max);
        let (from, to) = match kind {
            Kind::Share => (0.0, 100.0),
            _ if least < most * 0.5 => (least.min(0.0), most * 1.05),
            _ => {
                let pad = ((most - least) * 0.12).max(most.abs() * 0.002).max(1e-9);
                let step = round_step(most - least + 2.0 * pad, 8);
                (((least - pad) / step).floor() * step, most + pad)
            }
        };
        let name = sample.map_or(String::new(), |record| record.metric.clone());
        let unit = match kind {
            Kind::Share => ", %".to_owned(),
            Kind::Money => format!(", {currency}"),
            Kind::Time => ", s".to_owned(),
            Kind::Count => format!(", {unit}"),
        };
        let words = format!("{}{unit}", capital(&metric(&name)));
        Self { metric: name, kind, words, from, to }
    }

    fn record<'a>(&self, spot: &Spot<'a>) -> Option<&'a Record> {
        [Some(spot.cost), spot.dependency].into_iter().flatten().find(|record| record.metric == self.metric)
    }
}

/// One panel.
pub(super) struct Panel<'a> {
    pub(super) frontier: &'a Frontier<'a>,
    pub(super) across: &'a Axis,
    pub(super) heading: String,
    pub(super) goal: Option<&'a Goal>,
    pub(super) staffings: &'a [String],
    pub(super) names: Names,
    /// Left and right.
    pub(super) bounds: (f64, f64),
    pub(super) top: f64,
    pub(super) height: f64,
}

/// Where a spot is on the sheet, with the ends of its bars.
struct Placed<'a> {
    spot: &'a Spot<'a>,
    at: (f64, f64),
    across: Option<(f64, f64)>,
    up: Option<(f64, f64)>,
}

impl Panel<'_> {
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let (high, low) = (self.top + 34.0, self.top + 34.0 + self.height);
        let x = Scale::linear(self.across.from, self.across.to, self.bounds.0 + AXIS, self.bounds.1 - 8.0);
        let (start, end) = (x.at(self.across.from), x.at(self.across.to));
        let y = self.grid(canvas, x, (high, low));
        let mut taken: Vec<Taken> = Vec::new();
        if let Some(goal) = self.goal {
            let at = y.at(goal.threshold * 100.0);
            canvas.line(&[(start, at), (end, at)], INK, 1.5, &[3.0, 3.0]);
            let text = format!("goal {:.0} %", goal.threshold * 100.0);
            let width = WORDS.bold(12.0).width(&text);
            canvas.words(&text, start + 4.0, at - 5.0, WORDS.bold(12.0));
            taken.push((start, at - 17.0, start + width + 8.0, at));
            taken.push((start, at - 1.0, end, at + 1.0));
        }
        let placed: Vec<Placed> =
            self.frontier.spots.iter().filter_map(|spot| self.placed(spot, x, y)).collect();
        for Placed { at, across, up, .. } in &placed {
            taken.push((at.0 - 7.0, at.1 - 7.0, at.0 + 7.0, at.1 + 7.0));
            taken.extend(across.map(|(low, high)| (low, at.1 - 5.0, high, at.1 + 5.0)));
            taken.extend(up.map(|(low, high)| (at.0 - 5.0, high, at.0 + 5.0, low)));
        }
        // By service level: in both panels the same order.
        let mut joined: Vec<&Placed> = placed.iter().filter(|placed| placed.spot.is_on()).collect();
        joined.sort_by(|a, b| b.at.1.total_cmp(&a.at.1).then(a.at.0.total_cmp(&b.at.0)));
        let line: Vec<(f64, f64)> = joined.iter().map(|placed| placed.at).collect();
        canvas.line(&line, INK, 1.1, SOLID);
        for pair in line.windows(2) {
            // Labels keep clear of the line, stretch by stretch.
            taken.extend((0..=STRETCHES).map(|step| {
                let share = f64::from(step) / f64::from(STRETCHES);
                let at = |from: f64, to: f64| from + share * (to - from);
                let (x, y) = (at(pair[0].0, pair[1].0), at(pair[0].1, pair[1].1));
                (x - 1.0, y - 1.0, x + 1.0, y + 1.0)
            }));
        }
        for Placed { spot, at, across, up } in &placed {
            let look = look(spot.place);
            let light = matches!(spot.standing, Standing::Dominated | Standing::PerhapsNot);
            let width = if light { 0.9 } else { 1.8 };
            if let Some((low, high)) = across {
                bar(canvas, (*low, at.1), (*high, at.1), look.colour, width);
            }
            if let Some((low, high)) = up {
                bar(canvas, (at.0, *low), (at.0, *high), look.colour, width);
            }
            let size = if spot.standing == Standing::PerhapsNot { SMALL } else { MARK };
            canvas.mark(look.mark, *at, size, look.colour, spot.standing == Standing::Dominated);
        }
        let within = (start, high, self.bounds.1.max(end), low);
        for (at, text) in self.labels(&placed, &joined) {
            let free = label_place(at, WORDS.width(&text), within, &taken);
            if free.2 {
                let nearest =
                    (at.0.clamp(free.0.0, free.0.2), if free.0.1 > at.1 { free.0.1 } else { free.0.3 });
                canvas.line(&[at, nearest], SOFT, 0.8, SOLID);
            }
            taken.push(free.0);
            canvas.words(&text, free.0.0, free.1, WORDS);
        }
    }

    /// Lines and values of both axes; the one that goes up.
    fn grid(&self, canvas: &mut Canvas, x: Scale, (high, low): (f64, f64)) -> Scale {
        let (from, to) = (self.across.from, self.across.to);
        let (start, end) = (x.at(from), x.at(to));
        let least = self.frontier.spots.iter().map(|spot| share(spot.service.mean)).fold(100.0, f64::min);
        // From the last ten that leaves a little room; from 0 where little is left to cut.
        let bottom = ((least - 4.0) / 10.0).floor() * 10.0;
        let bottom = if bottom >= 20.0 { bottom } else { 0.0 };
        let y = Scale::linear(bottom, 100.0, low, high);
        let note = if bottom > 0.0 {
            format!("{} (axis from {bottom:.0} %)", self.heading)
        } else {
            self.heading.clone()
        };
        canvas.words(&note, self.bounds.0, self.top + 14.0, WORDS.bold(13.0));
        for tick in ticks(bottom, 100.0, 5) {
            canvas.line(&[(start, y.at(tick)), (end, y.at(tick))], GRID, 1.0, SOLID);
            let pen = WORDS.anchored(Anchor::End).coloured(SOFT);
            canvas.words(&format!("{tick:.0} %"), start - 8.0, y.at(tick) + 4.0, pen);
        }
        let parts = 6;
        let places = tick_decimals(from, to, parts);
        for tick in ticks(from, to, parts) {
            canvas.line(&[(x.at(tick), high), (x.at(tick), low + 5.0)], GRID, 1.0, SOLID);
            let pen = WORDS.anchored(Anchor::Middle).coloured(SOFT);
            canvas.words(&grouped(tick, places), x.at(tick), low + 19.0, pen);
        }
        canvas.line(&[(start, low), (end, low)], SOFT, 1.0, SOLID);
        let pen = WORDS.anchored(Anchor::Middle);
        canvas.words(&self.across.words, f64::midpoint(start, end), low + 40.0, pen);
        y
    }

    fn placed<'s>(&self, spot: &'s Spot<'s>, x: Scale, y: Scale) -> Option<Placed<'s>> {
        let record = self.across.record(spot)?;
        let of = |value: f64| x.at(scaled(self.across.kind, value));
        let ends = |record: &Record| record.lower.zip(record.upper);
        Some(Placed {
            spot,
            at: (of(record.mean?), y.at(share(spot.service.mean))),
            across: ends(record).map(|(low, high)| (of(low), of(high))),
            up: ends(spot.service).map(|(low, high)| (y.at(low * 100.0), y.at(high * 100.0))),
        })
    }

    /// What is written, and beside which point of the sheet.
    fn labels(&self, placed: &[Placed<'_>], joined: &[&Placed<'_>]) -> Vec<((f64, f64), String)> {
        let text = |spot: &Spot<'_>| match self.names {
            Names::Numbers => (spot.place + 1).to_string(),
            Names::Written => {
                let level = bare(spot.service.mean, "share");
                format!("{} {level} %", shortened(&self.staffings[spot.place], 26))
            }
            Names::Values => shortened(&spot.values(self.frontier), 20),
        };
        if self.names != Names::Values {
            return placed.iter().map(|placed| (placed.at, text(placed.spot))).collect();
        }
        let of_staffing = |place: usize| joined.iter().filter(move |placed| placed.spot.place == place);
        let is_end = |placed: &&&Placed<'_>| {
            let own = || of_staffing(placed.spot.place).map(|other| other.at.1);
            own().fold(f64::INFINITY, f64::min) >= placed.at.1 || own().fold(0.0, f64::max) <= placed.at.1
        };
        let few = joined.len() <= WRITTEN;
        let wanted = joined.iter().filter(|placed| few || is_end(placed));
        let all = wanted.map(|placed| (placed.at, text(placed.spot)));
        all.filter(|(_, text)| !text.is_empty()).collect()
    }
}

fn share(mean: Option<f64>) -> f64 {
    100.0 * mean.unwrap_or(0.0)
}

fn bar(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) {
    canvas.line(&[from, to], colour, width, SOLID);
    let flat = (from.1 - to.1).abs() < 0.01;
    for (x, y) in [from, to] {
        let (dx, dy) = if flat { (0.0, 4.0) } else { (4.0, 0.0) };
        canvas.line(&[(x - dx, y - dy), (x + dx, y + dy)], colour, width, SOLID);
    }
}

/// A free box for a label near a point, its baseline, and whether it is so far that a line must lead
/// to it.
fn label_place(at: (f64, f64), width: f64, within: Taken, taken: &[Taken]) -> (Taken, f64, bool) {
    let boxed = |x: f64, middle: f64| (x, middle - 8.0, x + width, middle + 8.0);
    let mut fallback = boxed(at.0 + 10.0, at.1);
    for distance in 0..10 {
        let far = f64::from(distance) * 13.0;
        let candidates = [
            (at.0 + 10.0, at.1 - 14.0 - far),
            (at.0 - 10.0 - width, at.1 - 14.0 - far),
            (at.0 + 10.0, at.1 + 14.0 + far),
            (at.0 - 10.0 - width, at.1 + 14.0 + far),
            (at.0 - width / 2.0, at.1 - 18.0 - far),
            (at.0 - width / 2.0, at.1 + 18.0 + far),
        ];
        for (x, middle) in candidates {
            let place = boxed(x, middle);
            let inside =
                place.0 >= within.0 && place.2 <= within.2 && place.1 >= within.1 && place.3 <= within.3;
            if inside && !taken.iter().any(|other| overlap(place, *other)) {
                return (place, middle + 4.0, distance > 0);
            }
            if inside {
                fallback = place;
            }
        }
    }
    (fallback, f64::midpoint(fallback.1, fallback.3) + 4.0, true)
}
