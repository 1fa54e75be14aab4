//! Writes the sample's page and pictures into the folder named by `PORTFLOW_SHOW`, for looking at.

use super::details::{By, details};
use super::page_one::{markdown, page_one};
use super::plot::plots;
use super::sample::sample;
use super::style::Style;
use std::path::PathBuf;

#[test]
fn show() {
    let Some(folder) = std::env::var_os("PORTFLOW_SHOW").map(PathBuf::from) else { return };
    let results = sample();
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("a folder to write to");
    write("page.txt", page_one(&results, Style::default()).as_bytes());
    for (name, draw) in plots() {
        let svg = draw(&results).expect("the sample has all records");
        write(&format!("{name}.svg"), svg.as_bytes());
        #[cfg(feature = "png")]
        write(&format!("{name}.png"), &super::plot::png(&svg).expect("a well-formed plot"));
    }
    for by in [By::Channel, By::Group, By::Interval] {
        write(&format!("by-{}.txt", by.word()), details(&results, by, Style::default()).as_bytes());
    }
    write("page.md", markdown(&results).as_bytes());
}
