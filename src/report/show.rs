//! Writes the sample's page and pictures into the folder named by `PORTFLOW_SHOW`, for looking at.
//!
//! In: the sample, and the same with long names and nothing decided. Out: pages and pictures in a folder, for the eye
//! to judge. Must not know: what they should look like.

use super::details::{By, details};
use super::page_one::page_one;
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
    let mut hard = results.clone();
    let long = |name: &str| format!("{name} with a rather long name of its own");
    hard.provenance.staffings = hard.provenance.staffings.iter().map(|name| long(name)).collect();
    hard.provenance.baseline = long("dedicated");
    let mut more = Vec::new();
    for record in &mut hard.records {
        record.staffing = long(&record.staffing);
        if record.verdict.is_some() && record.metric != "goal" {
            record.verdict = Some(crate::study::record::Verdict::Undecided);
        }
        let mut copy = record.clone();
        copy.staffing = format!("second {}", record.staffing);
        copy.mean = copy.mean.map(|mean| mean * 1.004);
        more.push(copy);
    }
    hard.records.extend(more);
    let second: Vec<String> = hard.provenance.staffings.iter().map(|name| format!("second {name}")).collect();
    hard.provenance.staffings.extend(second);
    for (name, draw) in plots() {
        let svg = draw(&hard).expect("the sample has all records");
        #[cfg(feature = "png")]
        write(&format!("hard-{name}.png"), &super::plot::png(&svg).expect("a well-formed plot"));
    }
    write("hard.txt", page_one(&hard, Style::default()).as_bytes());
    write("page.md", page_one(&results, Style::MARKDOWN).as_bytes());
}
