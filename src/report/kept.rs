//! The invented document as page, tables and pictures, held to what is kept in `tests/data/pages`.
//!
//! In: the sample of this room. Out: a difference, line by line, wherever a page reads otherwise than it did. Must not
//! know: which words are right; whoever changes a page looks at the difference, and keeps it with
//! `SNAPSHOTS=overwrite cargo test --lib report::kept`. Pictures are kept as SVG: `PORTFLOW_SHOW=folder` writes all of
//! them, PNG too, for looking at.

use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq};

use super::details::{By, details};
use super::page_one::page_one;
use super::plot::plots;
use super::sample::sample;
use super::style::Style;
use crate::study::record::{Results, Verdict};

/// What is kept under a name, to the letter.
fn kept(name: &str) -> Data {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages");
    Data::read_from(&pages.join(name), None).raw()
}

/// The sample with twelve staffings of long names, of which nobody knows how they differ.
fn hard() -> Results {
    let mut hard = sample();
    let long = |name: &str| format!("{name} with a rather long name of its own");
    hard.provenance.staffings = hard.provenance.staffings.iter().map(|name| long(name)).collect();
    hard.provenance.baseline = long("dedicated");
    let mut more = Vec::new();
    for record in &mut hard.records {
        record.staffing = long(&record.staffing);
        if record.verdict.is_some() && record.metric != "goal" {
            record.verdict = Some(Verdict::Undecided);
        }
        let mut copy = record.clone();
        copy.staffing = format!("second {}", record.staffing);
        copy.mean = copy.mean.map(|mean| mean * 1.004);
        more.push(copy);
    }
    hard.records.extend(more);
    let second: Vec<String> = hard.provenance.staffings.iter().map(|name| format!("second {name}")).collect();
    hard.provenance.staffings.extend(second);
    hard
}

#[test]
fn pages_read_as_they_did() {
    let (results, hard) = (sample(), hard());
    assert_data_eq!(page_one(&results, Style::default()), kept("page-one.txt"));
    assert_data_eq!(page_one(&results, Style::MARKDOWN), kept("page-one.md"));
    assert_data_eq!(page_one(&hard, Style::default()), kept("page-one-long-names.txt"));
    for by in [By::Channel, By::Group, By::Interval, By::Difference] {
        assert_data_eq!(details(&results, by, Style::default()), kept(&format!("by-{}.txt", by.word())));
    }
}

#[test]
fn pictures_are_drawn_as_they_were() {
    let (results, hard) = (sample(), hard());
    for (name, draw) in plots() {
        let svg = draw(&results).expect("the sample has all records");
        look(name, &svg);
        look(&format!("hard-{name}"), &draw(&hard).expect("the sample has all records"));
        // As the larger ones are drawn by the same hand, the smaller ones are kept.
        if svg.len() < 40_000 {
            assert_data_eq!(svg, kept(&format!("{name}.svg")));
        }
    }
}

/// Writes a picture where somebody wants to see it.
fn look(name: &str, svg: &str) {
    let Some(folder) = std::env::var_os("PORTFLOW_SHOW").map(PathBuf::from) else { return };
    std::fs::write(folder.join(format!("{name}.svg")), svg).expect("a folder to write to");
    #[cfg(feature = "png")]
    std::fs::write(folder.join(format!("{name}.png")), super::plot::png(svg).expect("a well-formed plot"))
        .expect("a folder to write to");
}
