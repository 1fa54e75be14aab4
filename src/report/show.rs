//! Writes the sample's page and pictures into the folder named by `PORTFLOW_SHOW`, for looking at.

use super::page_one::{markdown, page_one};
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
    write("page.md", markdown(&results).as_bytes());
}
