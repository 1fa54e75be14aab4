//! One panel of the frontier: a figure from left to right, the service level upwards, a mark for each spot.
//!
//! In: spots, an axis, words. Out: strokes on the canvas. Must not know: which plot it is a part of.

use crate::metrics::catalogue::Unit;
use crate::report::frontier::{Frontier, Spot, Standing};
use crate::report::plot::axis::{Scale, round_step, tick_decimals, ticks};
use crate::report::plot::canvas::{Anchor, Canvas, Colour, GRID, INK, SOFT, SOLID, WORDS, look};
use crate::report::plot::geometry::Taken;
use crate::report::plot::labels::{Place, Wanted, places};
use crate::report::words::{Kind, bare, capital, grouped, kind, metric, scaled, shortened};
use crate::study::record::{Goal, Record};

/// Room for an axis at the left.
const AXIS: f64 = 54.0;
/// Sizes of marks: of an ordinary spot, and of one that may be dominated.
const MARK: f64 = 5.5;
const SMALL: f64 = 3.2;
/// Room for the mark repeated before the words of a label that stands apart, and for the frame.
const REPEATED: f64 = 22.0;
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
        let unit = sample.map_or(&Unit::Plain, |record| &record.unit);
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
    /// Whether all labels find a place.
    pub(super) fn fits(&self) -> bool {
        let (x, y) = self.scales();
        self.labels(&self.placed(x, y), y).1
    }

    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let (x, y) = self.scales();
        self.grid(canvas, x, y);
        let (start, end) = (x.at(self.across.from), x.at(self.across.to));
        let placed = self.placed(x, y);
        if let Some(goal) = self.goal {
            let at = y.at(goal.threshold * 100.0);
            canvas.line(&[(start, at), (end, at)], INK, 1.5, &[3.0, 3.0]);
            let (left, _, _, bottom) = self.of_goal(goal, &placed, y);
            canvas.words(&goal_words(goal), left + 4.0, bottom - 5.0, WORDS.bold(12.0));
        }
        let line: Vec<(f64, f64)> = joined(&placed).iter().map(|placed| placed.at).collect();
        canvas.line(&line, INK, 1.1, SOLID);
        for Placed { spot, at, across, up } in &placed {
            let colour = look(spot.place).colour;
            let light = matches!(spot.standing, Standing::Dominated | Standing::PerhapsNot);
            let width = if light { 0.9 } else { 1.8 };
            if let Some((low, high)) = across {
                bar(canvas, (*low, at.1), (*high, at.1), colour, width);
            }
            if let Some((low, high)) = up {
                bar(canvas, (at.0, *low), (at.0, *high), colour, width);
            }
            mark(canvas, spot, *at);
        }
        for (Label { placed, text, .. }, place) in self.labels(&placed, y).0 {
            let mut left = place.area.0;
            if let Some(leader) = place.leader {
                canvas.line(&leader, SOFT, 0.8, SOLID);
                if self.names != Names::Numbers {
                    // Where marks lie on each other, a leader alone does not say whose it is. A frame keeps the mark from
                    // being taken for one more spot.
                    let (start, top, end, bottom) = place.area;
                    let frame = [(start, top), (end, top), (end, bottom), (start, bottom), (start, top)];
                    canvas.line(&frame, SOFT, 0.6, SOLID);
                    mark(canvas, placed.spot, (left + 9.0, place.baseline() - 4.0));
                    left += REPEATED - 4.0;
                }
            }
            canvas.words(&text, left, place.baseline(), WORDS);
        }
    }

    /// Left, top, right and bottom of the drawing.
    fn area(&self) -> Taken {
        let high = self.top + 34.0;
        (self.bounds.0 + AXIS, high, self.bounds.1 - 8.0, high + self.height)
    }

    fn scales(&self) -> (Scale, Scale) {
        let (left, high, right, low) = self.area();
        let x = Scale::linear(self.across.from, self.across.to, left, right);
        (x, Scale::linear(self.bottom(), 100.0, low, high))
    }

    /// Where the axis that goes up begins: at the last ten that leaves a little room, for marks and goal; at 0 where little
    /// is left to cut.
    fn bottom(&self) -> f64 {
        let levels = self.frontier.spots.iter().map(|spot| share(spot.service.mean));
        let goal = self.goal.map(|goal| goal.threshold * 100.0);
        let least = levels.chain(goal).fold(100.0, f64::min);
        let bottom = ((least - 4.0) / 10.0).floor() * 10.0;
        if bottom >= 20.0 { bottom } else { 0.0 }
    }

    /// Where the words of the goal stand: above its line or below it, at its left or right end, where no mark is.
    fn of_goal(&self, goal: &Goal, placed: &[Placed<'_>], y: Scale) -> Taken {
        let (left, _, right, _) = self.area();
        let at = y.at(goal.threshold * 100.0);
        let width = WORDS.bold(12.0).width(&goal_words(goal)) + 8.0;
        let places = [left, right - width].into_iter().flat_map(|left| {
            [at - 17.0, at + 1.0].into_iter().map(move |top| (left, top, left + width, top + 17.0))
        });
        let is_free = |(left, top, right, bottom): &Taken| {
            let hits =
                |(x, y): (f64, f64)| x > left - 9.0 && x < right + 9.0 && y > top - 9.0 && y < bottom + 9.0;
            !placed.iter().any(|placed| hits(placed.at))
        };
        let above = (left, at - 17.0, left + width, at);
        places.into_iter().find(is_free).unwrap_or(above)
    }

    /// The labels with their places, and whether they keep all rules.
    fn labels<'p>(&self, placed: &'p [Placed<'p>], y: Scale) -> (Vec<(Label<'p>, Place)>, bool) {
        let (left, high, _, low) = self.area();
        let mut taken: Vec<Taken> = Vec::new();
        if let Some(goal) = self.goal {
            let at = y.at(goal.threshold * 100.0);
            taken.push(self.of_goal(goal, placed, y));
            taken.push((left, at - 1.0, self.bounds.1, at + 1.0));
        }
        for Placed { at, across, up, .. } in placed {
            taken.push((at.0 - 7.0, at.1 - 7.0, at.0 + 7.0, at.1 + 7.0));
            taken.extend(across.map(|(low, high)| (low, at.1 - 5.0, high, at.1 + 5.0)));
            taken.extend(up.map(|(low, high)| (at.0 - 5.0, high, at.0 + 5.0, low)));
        }
        for pair in joined(placed).windows(2) {
            // Labels keep clear of the line, stretch by stretch.
            let (from, to) = (pair[0].at, pair[1].at);
            taken.extend((0..=STRETCHES).map(|step| {
                let share = f64::from(step) / f64::from(STRETCHES);
                let (x, y) = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
                (x - 1.0, y - 1.0, x + 1.0, y + 1.0)
            }));
        }
        let marks: Vec<(f64, f64)> = placed.iter().map(|placed| placed.at).collect();
        let led = if self.names == Names::Numbers { 0.0 } else { REPEATED };
        let labels = self.texts(placed);
        let wanted: Vec<Wanted> = labels
            .iter()
            .map(|label| Wanted { at: label.placed.at, width: WORDS.width(&label.text), led })
            .collect();
        let (places, kept) = places(&wanted, &marks, &taken, (left, high, self.bounds.1, low));
        (labels.into_iter().zip(places).collect(), kept)
    }

    /// Lines and values of both axes.
    fn grid(&self, canvas: &mut Canvas, x: Scale, y: Scale) {
        let (from, to) = (self.across.from, self.across.to);
        let (start, high, _, low) = self.area();
        let (end, bottom) = (x.at(to), self.bottom());
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
    }

    fn placed(&self, x: Scale, y: Scale) -> Vec<Placed<'_>> {
        let of = |value: f64| x.at(scaled(self.across.kind, value));
        // The axis may begin above the end of an interval.
        let up = |share: f64| y.inside(share * 100.0);
        let ends = |record: &Record| record.lower.zip(record.upper);
        let place = |spot| {
            let record = self.across.record(spot)?;
            Some(Placed {
                spot,
                at: (of(record.mean?), up(spot.service.mean.unwrap_or(0.0))),
                across: ends(record).map(|(low, high)| (of(low), of(high))),
                up: ends(spot.service).map(|(low, high)| (up(low), up(high))),
            })
        };
        self.frontier.spots.iter().filter_map(place).collect()
    }

    /// What is written, and beside which spot.
    fn texts<'p>(&self, placed: &'p [Placed<'p>]) -> Vec<Label<'p>> {
        let label = |placed: &'p Placed<'p>| {
            let spot = placed.spot;
            let text = match self.names {
                Names::Numbers => (spot.place + 1).to_string(),
                Names::Written => {
                    let level = bare(spot.service.mean, &Unit::Share);
                    format!("{} {level} %", shortened(&self.staffings[spot.place], 26))
                }
                Names::Values => shortened(&spot.values(self.frontier), 20),
            };
            Label { placed, text }
        };
        if self.names != Names::Values {
            return placed.iter().map(label).collect();
        }
        let joined = joined(placed);
        let is_end = |placed: &Placed<'_>| {
            let ours = joined.iter().filter(|other| other.spot.place == placed.spot.place);
            let own = || ours.clone().map(|other| other.at.1);
            own().fold(f64::INFINITY, f64::min) >= placed.at.1 || own().fold(0.0, f64::max) <= placed.at.1
        };
        let few = joined.len() <= WRITTEN;
        let wanted = joined.iter().filter(|placed| few || is_end(placed));
        wanted.map(|placed| label(placed)).filter(|label| !label.text.is_empty()).collect()
    }
}

/// Words beside a spot.
struct Label<'a> {
    placed: &'a Placed<'a>,
    text: String,
}

/// Those on the frontier from left to right, so that the line never runs back.
fn joined<'p>(placed: &'p [Placed<'p>]) -> Vec<&'p Placed<'p>> {
    let mut joined: Vec<&Placed> = placed.iter().filter(|placed| placed.spot.is_on()).collect();
    joined.sort_by(|a, b| a.at.0.total_cmp(&b.at.0).then(b.at.1.total_cmp(&a.at.1)));
    joined
}

fn mark(canvas: &mut Canvas, spot: &Spot<'_>, at: (f64, f64)) {
    let look = look(spot.place);
    let size = if spot.standing == Standing::PerhapsNot { SMALL } else { MARK };
    canvas.mark(look.mark, at, size, look.colour, spot.standing == Standing::Dominated);
}

fn goal_words(goal: &Goal) -> String {
    format!("goal {:.0} %", goal.threshold * 100.0)
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
