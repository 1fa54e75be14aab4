//! What saved results are drawn as, without simulating: the program reads what it, or a version before it, wrote.
//!
//! `tests/data/results` holds two documents that were saved once. Their pages are those kept under `results/`, which a
//! run makes anew: so what is on a page is in the document, and whoever changes how results are saved, or read, sees
//! whether older ones still say what they said. A page that is to read otherwise is kept with `SNAPSHOTS=overwrite`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use snapbox::{Data, assert_data_eq};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn portflow(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portflow"))
        .args(arguments)
        .current_dir(at("tests/data/results"))
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

#[test]
fn saved_results_read_as_they_did() {
    for (saved, page) in [
        ("knockout.json", "results/c10-dependency-knockout/page-one.txt"),
        ("threshold.json", "results/offshore-threshold/page-one.txt"),
    ] {
        let out = portflow(&["report", saved, "--quiet"]);
        assert_eq!(out.status.code(), Some(0), "{saved}: {}", String::from_utf8_lossy(&out.stderr));
        let text = String::from_utf8(out.stdout).expect("text");
        assert_data_eq!(text, Data::read_from(&at(page), None).raw());
    }
}

#[test]
fn saved_results_are_given_back_byte_for_byte() {
    for saved in ["knockout.json", "threshold.json"] {
        let out = portflow(&["report", saved, "--quiet", "--format", "json"]);
        let before = std::fs::read(at("tests/data/results").join(saved)).expect("kept");
        assert!(out.stdout == before, "{saved} is written as it was read");
    }
}

#[test]
fn saved_results_have_the_rows_that_they_had() {
    let out = portflow(&["report", "knockout.json", "--quiet", "--format", "csv"]);
    let text = String::from_utf8(out.stdout).expect("text");
    assert_data_eq!(text, Data::read_from(&at("results/c10-dependency-knockout/records.csv"), None).raw());
}
