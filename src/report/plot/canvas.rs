//! The sheet that plots are drawn on, and the only file that knows plotters.
//!
//! In: lines, boxes, marks and words in picture points (`f64`, origin at the top left, y downwards).
//! Out: SVG text of the stated size with title and description for screen readers. Must not know: records.
//!
//! plotters rounds every coordinate to whole points. Everything is therefore drawn [`SCALE`] times
//! larger and the finished document says its true size, so that slopes are smooth.

use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{
    DrawingArea, FontDesc, FontFamily, FontStyle, IntoDrawingArea, RGBColor, SVGBackend,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, ShapeStyle, TextStyle, register_font};
use std::sync::Once;

pub(crate) use super::looks::{Colour, Dash, GRID, INK, Mark, PAPER, SERIES, SOFT, SOLID, look};

/// Points drawn for each point of the finished picture.
const SCALE: f64 = 8.0;
/// How much of its colour a band has.
const BAND: f64 = 0.18;
/// The embedded font first, then whatever the reader's machine has.
const FAMILY: &str = "Noto Sans, Helvetica, Arial, sans-serif";
/// Height of the font from the deepest to the highest point, in ems; plotters measures by it.
const FONT_HEIGHT: f64 = (2_189.0 + 600.0) / 2_048.0;
/// plotters writes a font's size divided by this.
const WRITTEN: f64 = 1.24;
/// plotters lowers text that hangs from its top by this many ems.
const DROP: f64 = 0.76;

/// Noto Sans, cut down to Latin, Greek and the signs that plots need.
pub(crate) const REGULAR: &[u8] = include_bytes!("../../../assets/font/NotoSans-Regular.subset.ttf");
/// The same in bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../../../assets/font/NotoSans-Bold.subset.ttf");

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
    pub(crate) anchor: Anchor,
}

/// Ordinary words: 12 points, in ink, from the left.
pub(crate) const WORDS: Pen = Pen { size: 12.0, bold: false, colour: INK, anchor: Anchor::Start };

impl Pen {
    /// The same pen, anchored elsewhere.
    pub(crate) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same pen in another colour.
    pub(crate) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// The same pen in bold at another size.
    pub(crate) const fn bold(self, size: f64) -> Self {
        Self { bold: true, size, ..self }
    }

    /// Width of a text, in points.
    pub(crate) fn width(self, text: &str) -> f64 {
        register();
        // Measured large, because plotters cuts widths to whole points.
        let size = self.size * FONT_HEIGHT * SCALE;
        FontDesc::new(FontFamily::Name(FAMILY), size, self.style())
            .layout_box(text)
            .map_or(text.chars().count() as f64 * self.size * 0.55, |((left, _), (right, _))| {
                f64::from(right - left) / SCALE
            })
    }

    fn style(self) -> FontStyle {
        if self.bold { FontStyle::Bold } else { FontStyle::Normal }
    }
}

/// A sheet being drawn on.
pub(crate) struct Canvas {
    width: f64,
    height: f64,
    strokes: Vec<Stroke>,
}

/// Something drawn, in the order of drawing.
enum Stroke {
    Path(Vec<(f64, f64)>, Colour, f64),
    Shape(Vec<(f64, f64)>, Colour),
    Band(Vec<(f64, f64)>, Colour),
    Box((f64, f64), (f64, f64), Colour),
    Disc((f64, f64), f64, Colour),
    Words(String, (f64, f64), Pen),
}

impl Canvas {
    /// An empty white sheet of this size in points.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        register();
        let mut sheet = Self { width, height, strokes: Vec::new() };
        sheet.rect(0.0, 0.0, width, height, PAPER);
        sheet
    }

    /// A filled box.
    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, colour: Colour) {
        self.strokes.push(Stroke::Box((x, y), (x + width, y + height), colour));
    }

    /// A shape that lets through what is below it.
    pub(crate) fn band(&mut self, corners: &[(f64, f64)], colour: Colour) {
        self.strokes.push(Stroke::Band(corners.to_vec(), colour));
    }

    /// A filled shape.
    pub(crate) fn shape(&mut self, corners: &[(f64, f64)], colour: Colour) {
        self.strokes.push(Stroke::Shape(corners.to_vec(), colour));
    }

    /// A line through the points.
    pub(crate) fn line(&mut self, points: &[(f64, f64)], colour: Colour, width: f64, dash: Dash) {
        if dash.is_empty() {
            self.strokes.push(Stroke::Path(points.to_vec(), colour, width));
            return;
        }
        for piece in dashed(points, dash) {
            self.strokes.push(Stroke::Path(piece, colour, width));
        }
    }

    /// A mark of the given half size; a hollow one is filled with the colour of the sheet.
    pub(crate) fn mark(&mut self, mark: Mark, at: (f64, f64), size: f64, colour: Colour, hollow: bool) {
        if hollow && matches!(mark, Mark::Cross | Mark::Plus) {
            // Two bars with paper between.
            self.bars(mark, at, size, colour, 4.6);
            self.bars(mark, at, size, PAPER, 2.2);
            return;
        }
        self.filled(mark, at, size, colour);
        if hollow {
            self.filled(mark, at, (size - mark.rim()).max(0.5), PAPER);
        }
    }

    fn filled(&mut self, mark: Mark, (x, y): (f64, f64), size: f64, colour: Colour) {
        match mark {
            Mark::Circle => self.strokes.push(Stroke::Disc((x, y), size, colour)),
            Mark::Cross | Mark::Plus => self.bars(mark, (x, y), size, colour, 2.0),
            _ => {
                let points = mark.corners().iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect();
                self.strokes.push(Stroke::Shape(points, colour));
            }
        }
    }

    fn bars(&mut self, mark: Mark, (x, y): (f64, f64), size: f64, colour: Colour, width: f64) {
        let arm = size * 0.9;
        let long = size * 1.2;
        let bars = if mark == Mark::Cross { [(arm, arm), (arm, -arm)] } else { [(long, 0.0), (0.0, long)] };
        for (dx, dy) in bars {
            self.line(&[(x - dx, y - dy), (x + dx, y + dy)], colour, width, SOLID);
        }
    }

    /// A text whose baseline is at `y`.
    pub(crate) fn words(&mut self, text: &str, x: f64, y: f64, pen: Pen) {
        if !text.is_empty() {
            self.strokes.push(Stroke::Words(text.to_owned(), (x, y), pen));
        }
    }

    /// A text on a patch of the sheet's colour, so that lines behind do not cross it.
    pub(crate) fn words_on_patch(&mut self, text: &str, x: f64, y: f64, pen: Pen) {
        let width = pen.width(text);
        let left = match pen.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        self.rect(left - 2.0, y - pen.size * 0.82, width + 4.0, pen.size * 1.08, PAPER);
        self.words(text, x, y, pen);
    }

    /// The SVG text. `title` states the finding, `description` what is drawn; both are read aloud.
    pub(crate) fn finish(self, title: &str, description: &str) -> String {
        let (width, height) = (grown(self.width), grown(self.height));
        let size = (width.max(1) as u32, height.max(1) as u32);
        let mut body = String::new();
        let area = SVGBackend::with_string(&mut body, size).into_drawing_area();
        for stroke in &self.strokes {
            put(&area, stroke);
        }
        // A string cannot fail to be written to.
        let _ = area.present();
        drop(area);
        let start = body.find('>').map_or(0, |place| place + 1);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
             role=\"img\" aria-labelledby=\"title desc\" lang=\"en\">\n<title id=\"title\">{}</title>\n\
             <desc id=\"desc\">{}</desc>{}",
            self.width,
            self.height,
            size.0,
            size.1,
            escaped(title),
            escaped(description),
            &body[start..]
        )
    }
}

/// A logical length in drawn points.
fn grown(length: f64) -> i32 {
    (length * SCALE).round() as i32
}

fn put(area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>, stroke: &Stroke) {
    let spot = |(x, y): (f64, f64)| (grown(x), grown(y));
    // Drawing into a string cannot fail, and a picture has no better answer than being without it.
    let _ = match stroke {
        Stroke::Path(points, colour, width) => {
            let points: Vec<_> = points.iter().map(|p| spot(*p)).collect();
            let style = ShapeStyle::from(rgb(*colour)).stroke_width(grown(*width).max(1) as u32);
            area.draw(&PathElement::new(points, style))
        }
        Stroke::Shape(points, colour) => {
            let points: Vec<_> = points.iter().map(|p| spot(*p)).collect();
            area.draw(&Polygon::new(points, rgb(*colour).filled()))
        }
        Stroke::Band(points, colour) => {
            let points: Vec<_> = points.iter().map(|p| spot(*p)).collect();
            area.draw(&Polygon::new(points, rgb(*colour).mix(BAND).filled()))
        }
        Stroke::Box(from, to, colour) => {
            area.draw(&Rectangle::new([spot(*from), spot(*to)], rgb(*colour).filled()))
        }
        Stroke::Disc(at, radius, colour) => {
            area.draw(&Circle::new(spot(*at), grown(*radius), rgb(*colour).filled()))
        }
        Stroke::Words(text, (x, y), pen) => {
            let horizontal = match pen.anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let font = FontDesc::new(FontFamily::Name(FAMILY), pen.size * SCALE * WRITTEN, pen.style());
            let colour = rgb(pen.colour);
            let style = TextStyle::from(font).color(&colour).pos(Pos::new(horizontal, VPos::Top));
            area.draw(&Text::new(text.clone(), spot((*x, y - pen.size * DROP)), style))
        }
    };
}

fn rgb(Colour(red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

/// Gives plotters the embedded font, once.
fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // The bytes are part of the program and are a font; without it widths are guessed.
        let _ = register_font(FAMILY, FontStyle::Normal, REGULAR);
        let _ = register_font(FAMILY, FontStyle::Bold, BOLD);
    });
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The strokes of a dashed line along the points.
fn dashed(points: &[(f64, f64)], dash: Dash) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = Vec::new();
    let (mut place, mut left) = (0, dash[0]);
    let mut piece: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = ((to.0 - from.0) * (to.0 - from.0) + (to.1 - from.1) * (to.1 - from.1)).sqrt();
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let spot = (from.0 + (to.0 - from.0) * done / length, from.1 + (to.1 - from.1) * done / length);
            if place % 2 == 0 {
                piece.push(spot);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![spot];
            }
            place = (place + 1) % dash.len();
            left = dash[place];
        }
        left -= length - done;
        if place % 2 == 0 {
            piece.push(to);
        }
    }
    if place % 2 == 0 && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Canvas, INK, SOLID, WORDS, dashed};

    #[test]
    fn the_document_is_readable_aloud_and_escaped() {
        let mut canvas = Canvas::new(100.0, 50.0);
        canvas.line(&[(0.0, 0.0), (10.0, 10.0)], INK, 1.0, SOLID);
        canvas.words("a & b", 10.0, 20.0, WORDS.anchored(Anchor::Middle));
        let text = canvas.finish("5 < 6", "a line");
        assert!(text.starts_with("<svg xmlns="), "{text}");
        assert!(text.contains(r#"width="100" height="50" viewBox="0 0 800 400" role="img""#), "{text}");
        assert!(text.contains("<title id=\"title\">5 &lt; 6</title>"), "{text}");
        assert!(text.contains("a &amp; b"), "{text}");
        assert!(text.trim_end().ends_with("</svg>"), "{text}");
        assert_eq!(text.matches("<svg").count(), 1);
    }

    #[test]
    fn texts_have_width_and_dashes_gaps() {
        assert!((WORDS.width("mmmm") - 2.0 * WORDS.width("mm")).abs() < 0.5);
        let width = WORDS.width("staffing");
        assert!(width > 40.0 && width < 55.0, "{width}");
        let pieces = dashed(&[(0.0, 0.0), (20.0, 0.0)], &[4.0, 2.0]);
        assert_eq!(pieces.len(), 4);
        assert_eq!(pieces[1], vec![(6.0, 0.0), (10.0, 0.0)]);
    }
}
