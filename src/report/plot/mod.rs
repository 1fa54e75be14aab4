//! Plots: each a small file over the canvas, each drawn from records alone.
//!
//! In: [`Results`]. Out: SVG text, and PNG bytes made from it (feature `png`). A plot whose records are not there is
//! `None`. A new plot is one file and one line in [`plots`]. Must not know: how figures came about, where pictures
//! are kept.

mod axis;
mod canvas;
mod clock;
mod costs;
mod departure;
mod differences;
mod edge;
mod event;
mod familiarity;
mod frontier;
mod geometry;
mod hatch;
mod intervals;
mod knockout;
mod labels;
mod looks;
mod lorenz;
mod map;
mod required;
mod size;
mod sweep;
mod threshold;
mod tornado;
mod waits;

#[cfg(feature = "png")]
mod png;

#[cfg(feature = "png")]
pub use png::{PictureError, png};

use crate::study::record::{Record, Results};
use canvas::{Canvas, INK, SOFT, WORDS};

/// Draws one plot; `None` where the document has no such figures.
pub type Plot = fn(&Results) -> Option<String>;

/// All plots, by the name of their file.
pub fn plots() -> &'static [(&'static str, Plot)] {
    &[
        ("differences", differences::draw),
        ("intervals", intervals::draw),
        ("required", required::draw),
        ("cost_service", frontier::draw),
        ("waits", waits::draw),
        ("knowledge", lorenz::draw),
        ("familiarity", familiarity::draw),
        ("departure", departure::draw),
        ("costs", costs::draw),
    ]
}

/// The plots of a knock-out.
pub fn knockout_plots() -> &'static [(&'static str, Plot)] {
    &[("knockout", knockout::draw), ("departure", event::draw)]
}

/// The plots of a sizing.
pub fn size_plots() -> &'static [(&'static str, Plot)] {
    &[("size", size::draw)]
}

/// The plots of a sweep.
pub fn sweep_plots() -> &'static [(&'static str, Plot)] {
    &[("sweep", sweep::draw), ("map", map::draw), ("frontier", frontier::draw_sweep)]
}

/// The plots of a threshold.
pub fn threshold_plots() -> &'static [(&'static str, Plot)] {
    &[("threshold", threshold::draw), ("tornado", tornado::draw)]
}

/// Width of all plots, in points.
const WIDTH: f64 = 960.0;
/// Space at the left and right edge.
const EDGE: f64 = 24.0;

/// The lines of a title that states the finding, and of the smaller line below it.
struct Head {
    title: Vec<String>,
    below: Vec<String>,
}

impl Head {
    fn new(title: &str, below: &str) -> Self {
        Self {
            title: broken(title, |line| WORDS.bold(18.0).width(line)),
            below: broken(below, |line| WORDS.width(line)),
        }
    }

    /// Points down to the first line of the drawing.
    fn height(&self) -> f64 {
        26.0 + self.title.len() as f64 * 23.0 + self.below.len() as f64 * 17.0
    }

    fn draw(&self, canvas: &mut Canvas) {
        let mut y = 12.0;
        for line in &self.title {
            y += 22.0;
            canvas.words(line, EDGE, y, WORDS.bold(18.0).coloured(INK));
        }
        y += 4.0;
        for line in &self.below {
            y += 17.0;
            canvas.words(line, EDGE, y, WORDS.coloured(SOFT));
        }
    }
}

/// The text in as few lines as fit between the edges, of much the same length.
fn broken(text: &str, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut best = filled(text, WIDTH - 2.0 * EDGE, &width);
    let mut room = WIDTH - 2.0 * EDGE;
    while best.len() > 1 && room > 300.0 {
        room -= 20.0;
        let narrower = filled(text, room, &width);
        if narrower.len() > best.len() {
            break;
        }
        best = narrower;
    }
    best
}

fn filled(text: &str, room: f64, width: &impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in together(text) {
        let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
        if !line.is_empty() && width(&longer) > room {
            lines.push(std::mem::replace(&mut line, word));
        } else {
            line = longer;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a text; a number stays with what it counts: `5 people`, `95 %`.
fn together(text: &str) -> Vec<String> {
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['+', '−', '±', '(']);
        !digits.is_empty()
            && digits.chars().all(|letter| letter.is_ascii_digit() || ",.".contains(letter))
            && digits.ends_with(|letter: char| letter.is_ascii_digit())
    };
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if is_number(last) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// What all plots say about how their figures were made.
fn made(results: &Results) -> String {
    let provenance = &results.provenance;
    format!(
        "{}, {} replications of {} days",
        if provenance.title.is_empty() { &provenance.scenario } else { &provenance.title },
        provenance.replications,
        provenance.days
    )
}

/// What the error bars are.
fn bars(results: &Results) -> String {
    format!("Bars: {:.0} % confidence intervals", results.provenance.confidence * 100.0)
}

/// How wide the intervals are of a plot that does not draw them; empty where none is known.
fn undrawn<'a>(results: &Results, records: impl Iterator<Item = &'a Record>) -> String {
    let widest = records.filter_map(|record| record.half_width).fold(0.0, f64::max) * 100.0;
    if widest <= 0.0 {
        return String::new();
    }
    let level = results.provenance.confidence * 100.0;
    format!(" The {level:.0} % confidence intervals, not drawn, are at most ±{widest:.1} points.")
}

#[cfg(test)]
mod tests {
    use super::{plots, together};
    use crate::report::sample::sample;
    use crate::study::record::Provenance;

    #[test]
    fn every_plot_is_drawn_and_well_formed() {
        for (name, draw) in plots() {
            let svg = draw(&sample()).unwrap_or_else(|| panic!("{name} has its records"));
            assert!(svg.starts_with("<svg "), "{name}");
            assert!(svg.contains("role=\"img\""), "{name}");
            assert!(!svg.contains("NaN") && !svg.contains("inf "), "{name}");
            for size in svg.split("font-size=\"").skip(1) {
                let size: f64 = size.split('"').next().and_then(|n| n.parse().ok()).expect("a number");
                assert!(size >= 12.0 * 8.0 - 0.01, "{name}: a font of {size} / 8");
            }
        }
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        let words = together("Bars: 95 % intervals of 5 people, 16,670 EUR (95 % sure)");
        assert_eq!(words, ["Bars:", "95 %", "intervals", "of", "5 people,", "16,670 EUR", "(95 %", "sure)"]);
    }

    #[test]
    fn without_records_there_is_no_plot() {
        let mut results = sample();
        results.records.clear();
        for (name, draw) in plots() {
            assert!(draw(&results).is_none(), "{name}");
        }
    }

    #[test]
    fn names_and_odd_numbers_do_no_harm() {
        let mut results = sample();
        results.provenance =
            Provenance { staffings: vec!["dedicated".into(), "<b>&".into()], ..results.provenance };
        for record in &mut results.records {
            if record.staffing == "flow" {
                record.staffing = "<b>&".into();
                record.half_width = None;
                record.lower = None;
                record.upper = None;
                record.difference_lower = None;
            }
        }
        for (_, draw) in plots() {
            if let Some(svg) = draw(&results) {
                assert!(!svg.contains("<b>"));
            }
        }
    }
}
