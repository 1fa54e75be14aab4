//! PNG from SVG, with the embedded font only: the same picture on every machine.
//!
//! In: SVG text of the canvas. Out: PNG bytes at twice the stated size. Must not know: records.

use super::canvas::{BOLD, REGULAR};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use thiserror::Error;

/// Dots of the picture for each point of the SVG.
const DENSITY: f32 = 2.0;

/// Why a picture could not be made.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The SVG text is not one.
    #[error("the plot cannot be read: {0}")]
    Unreadable(String),
    /// There is no picture of this size.
    #[error("a picture of {width} x {height} dots cannot be made")]
    Size {
        /// Dots across.
        width: u32,
        /// Dots down.
        height: u32,
    },
    /// The finished picture could not be packed.
    #[error("the picture cannot be packed: {0}")]
    Packing(String),
}

/// The picture of an SVG text, as PNG bytes.
///
/// # Errors
/// When the text is no SVG or says an impossible size.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    let mut options = Options { font_family: "Noto Sans".to_owned(), ..Options::default() };
    let fonts = options.fontdb_mut();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    let tree = Tree::from_str(svg, &options).map_err(|cause| PictureError::Unreadable(cause.to_string()))?;
    let size = tree.size();
    let (width, height) = ((size.width() * DENSITY).round() as u32, (size.height() * DENSITY).round() as u32);
    let mut picture = Pixmap::new(width, height).ok_or(PictureError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(DENSITY, DENSITY), &mut picture.as_mut());
    picture.encode_png().map_err(|cause| PictureError::Packing(cause.to_string()))
}

#[cfg(test)]
mod tests {
    use super::png;
    use crate::report::plot::canvas::{Canvas, WORDS};

    #[test]
    fn a_picture_is_twice_the_size_and_the_same_each_time() {
        let mut canvas = Canvas::new(40.0, 20.0);
        canvas.words("±", 5.0, 15.0, WORDS);
        let svg = canvas.finish("a", "b");
        let picture = png(&svg).expect("the canvas writes SVG");
        assert_eq!(&picture[1..4], b"PNG");
        assert_eq!(&picture[16..24], &[0, 0, 0, 80, 0, 0, 0, 40]);
        assert_eq!(picture, png(&svg).expect("again"));
        assert!(png("no picture").is_err());
    }
}
