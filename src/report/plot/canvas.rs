//! The sheet that plots are drawn on, and the only file that knows plotters.
//!
//! In: lines, boxes, marks and words in picture points (`f64`, origin at the top left, y downwards).
//! Out: SVG text of the stated size with title and description for screen readers. The looks of the
//! series (colour, dash, mark) live here too. Must not know: records.
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

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// Words and axes.
pub(crate) const INK: Colour = Colour(0x14, 0x17, 0x1A);
/// Words of second rank; 5.9 : 1 on white.
pub(crate) const SOFT: Colour = Colour(0x55, 0x5E, 0x6B);
/// Lines of the grid.
pub(crate) const GRID: Colour = Colour(0xE3, 0xE6, 0xEA);
/// The sheet.
pub(crate) const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);
/// Blue, vermilion, green, pink, grey, olive: each at least 3 : 1 on white and on a dark page.
pub(crate) const SERIES: [Colour; 6] = [
    Colour(0x00, 0x72, 0xB2),
    Colour(0xD5, 0x5E, 0x00),
    Colour(0x00, 0x9E, 0x73),
    Colour(0xCC, 0x79, 0xA7),
    Colour(0x6B, 0x72, 0x80),
    Colour(0x8F, 0x8A, 0x00),
];

/// Lengths of stroke and gap in turn, in points; empty for a solid line.
pub(crate) type Dash = &'static [f64];
/// A line without gaps.
pub(crate) const SOLID: Dash = &[];
/// The dashes of the series. Seven, so that colour and dash together repeat only after 42 series.
const DASHES: [Dash; 7] = [
    SOLID,
    &[8.0, 4.0],
    &[2.0, 3.0],
    &[10.0, 3.0, 2.0, 3.0],
    &[14.0, 5.0],
    &[5.0, 2.5],
    &[10.0, 3.0, 2.0, 3.0, 2.0, 3.0],
];

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A disc.
    Circle,
    /// A square on its side.
    Square,
    /// A triangle that points up.
    Up,
    /// A square on its corner.
    Diamond,
    /// A triangle that points down.
    Down,
    /// A cross of two bars.
    Cross,
}

const MARKS: [Mark; 6] = [Mark::Circle, Mark::Square, Mark::Up, Mark::Diamond, Mark::Down, Mark::Cross];

/// How one series is told from the others: by colour, dash and mark at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: Colour,
    pub(crate) dash: Dash,
    pub(crate) mark: Mark,
}

/// The look of the series at this place.
pub(crate) fn look(place: usize) -> Look {
    Look {
        colour: SERIES[place % SERIES.len()],
        dash: DASHES[place % DASHES.len()],
        // From one round of colours to the next the marks move on by one.
        mark: MARKS[(place + place / SERIES.len()) % MARKS.len()],
    }
}

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
        if hollow && mark == Mark::Cross {
            // Two bars with paper between.
            self.cross(at, size, colour, 4.6);
            self.cross(at, size, PAPER, 2.2);
            return;
        }
        self.filled(mark, at, size, colour);
        if hollow {
            let inner = if matches!(mark, Mark::Up | Mark::Down) { size - 2.6 } else { size - 1.7 };
            self.filled(mark, at, inner.max(0.5), PAPER);
        }
    }

    fn filled(&mut self, mark: Mark, (x, y): (f64, f64), size: f64, colour: Colour) {
        let corners: &[(f64, f64)] = match mark {
            Mark::Circle => {
                self.strokes.push(Stroke::Disc((x, y), size, colour));
                return;
            }
            Mark::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Mark::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            Mark::Up => &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
            Mark::Down => &[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
            Mark::Cross => {
                self.cross((x, y), size, colour, 2.0);
                return;
            }
        };
        let points = corners.iter().map(|(dx, dy)| (x + dx * size, y + dy * size)).collect();
        self.strokes.push(Stroke::Shape(points, colour));
    }

    fn cross(&mut self, (x, y): (f64, f64), size: f64, colour: Colour, width: f64) {
        let arm = size * 0.9;
        for (dx, dy) in [(arm, arm), (arm, -arm)] {
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
    use super::{Anchor, Canvas, Colour, INK, PAPER, SERIES, SOLID, WORDS, dashed};
    use crate::math::pow;

    fn luminance(Colour(r, g, b): Colour) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(one: Colour, other: Colour) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn series_stand_out_on_light_and_dark() {
        for colour in SERIES {
            assert!(contrast(colour, PAPER) >= 3.0, "{colour:?} on white");
            assert!(contrast(colour, INK) >= 3.0, "{colour:?} on dark");
        }
        assert!(contrast(super::SOFT, PAPER) >= 4.5);
    }

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
