//! The looks of series: colours, dashes, marks. In black and white, too, no two of the first twelve look the same.
//!
//! In: the place of a series. Out: its look. Must not know: how anything is drawn.

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
/// Blue, vermilion, green, pink, grey, olive, violet, brown: each at least 3 : 1 on white and on a dark page.
pub(crate) const SERIES: [Colour; 8] = [
    Colour(0x00, 0x72, 0xB2),
    Colour(0xD5, 0x5E, 0x00),
    Colour(0x00, 0x9E, 0x73),
    Colour(0xCC, 0x79, 0xA7),
    Colour(0x6B, 0x72, 0x80),
    Colour(0x8F, 0x8A, 0x00),
    Colour(0x7E, 0x57, 0xC2),
    Colour(0x9C, 0x5B, 0x3C),
];

/// Lengths of stroke and gap in turn, in points; empty for a solid line.
pub(crate) type Dash = &'static [f64];
/// A line without gaps.
pub(crate) const SOLID: Dash = &[];
/// The dashes of the series. Seven, so that colour and dash together repeat only after 56 series, mark and dash after 84.
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
    /// A cross of two slanted bars.
    Cross,
    /// A star of five points.
    Star,
    /// A cross of an upright and a level bar.
    Plus,
    /// A triangle that points to the left.
    Left,
    /// A triangle that points to the right.
    Right,
    /// A level box.
    Wide,
    /// An upright box.
    Tall,
}

/// The marks of the series: in black and white they alone tell twelve apart.
const MARKS: [Mark; 12] = [
    Mark::Circle,
    Mark::Square,
    Mark::Up,
    Mark::Diamond,
    Mark::Down,
    Mark::Cross,
    Mark::Star,
    Mark::Plus,
    Mark::Left,
    Mark::Right,
    Mark::Wide,
    Mark::Tall,
];

impl Mark {
    /// Its corners for a half size of 1; empty for a disc and for what is made of bars.
    pub(crate) fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Self::Circle | Self::Cross | Self::Plus => &[],
            Self::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Self::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            Self::Up => &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
            Self::Down => &[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
            Self::Left => &[(-1.2, 0.0), (0.85, 1.15), (0.85, -1.15)],
            Self::Right => &[(1.2, 0.0), (-0.85, 1.15), (-0.85, -1.15)],
            Self::Wide => &[(-1.3, -0.5), (1.3, -0.5), (1.3, 0.5), (-1.3, 0.5)],
            Self::Tall => &[(-0.5, -1.3), (0.5, -1.3), (0.5, 1.3), (-0.5, 1.3)],
            Self::Star => &[
                (0.0, -1.35),
                (0.33, -0.45),
                (1.28, -0.42),
                (0.53, 0.17),
                (0.79, 1.09),
                (0.0, 0.56),
                (-0.79, 1.09),
                (-0.53, 0.17),
                (-1.28, -0.42),
                (-0.33, -0.45),
            ],
        }
    }

    /// How much smaller the hole of a hollow one is.
    pub(crate) fn rim(self) -> f64 {
        match self {
            Self::Up | Self::Down | Self::Left | Self::Right => 2.6,
            Self::Star => 2.9,
            Self::Wide | Self::Tall => 2.4,
            _ => 1.7,
        }
    }
}

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
        mark: MARKS[place % MARKS.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, INK, PAPER, SERIES, SOFT, look};
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
        assert!(contrast(SOFT, PAPER) >= 4.5);
    }

    #[test]
    fn looks_repeat_late() {
        // Without colour the mark tells series apart where there are only marks, mark and dash where there are lines.
        let of = |place: usize| (look(place).mark, look(place).dash);
        for one in 0..12 {
            for other in 0..one {
                assert_ne!(of(one).0, of(other).0, "{one} and {other}");
            }
        }
        for one in 0..84 {
            for other in 0..one {
                assert_ne!(of(one), of(other), "{one} and {other}");
            }
        }
        for one in 0..24 {
            for other in 0..one {
                let looks = [look(one), look(other)].map(|look| (look.colour, look.mark));
                assert_ne!(looks[0], looks[1], "{one} and {other}");
            }
        }
        assert_ne!(look(6).colour, look(0).colour, "the seventh is not like the first");
    }
}
