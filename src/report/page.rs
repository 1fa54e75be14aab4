//! The page of a study: title, tables, finding, what it rests on, cautions, how it was made.
//!
//! In: tables and sentences of a study. Out: text in the [`Style`] asked for. Must not know: which study.

use super::page_one::{cautions, defaults, head, made};
use super::style::Style;
use super::table::Table;
use super::words::wrapped;
use crate::study::record::Results;
use std::fmt::Write as _;

/// What differs from study to study.
pub(crate) struct Said {
    /// Tables with their titles.
    pub(crate) tables: Vec<(String, Table)>,
    /// What stands below the tables: the meaning of marks, what is left out. Whole lines.
    pub(crate) below: String,
    /// Lines of the finding to be copied into a scenario file.
    pub(crate) file: String,
    /// Sentences; the first states the finding.
    pub(crate) finding: Vec<String>,
}

impl Said {
    /// The page as text, ending in a line break.
    pub(crate) fn page(&self, results: &Results, style: Style) -> String {
        let mut page = head(results, style);
        for (title, table) in &self.tables {
            let title = wrapped(title, "", 0, style.width);
            let _ = write!(page, "\n{}\n{}", style.heading(title.trim_end()), style.table(table));
        }
        page.push_str(&self.below);
        page.push_str(&style.file(&self.file));
        page.push('\n');
        for sentence in &self.finding {
            page.push_str(&wrapped(sentence, "", 0, style.width));
        }
        page.push_str(&defaults(results, style));
        page.push_str(&cautions(results, style));
        page.push('\n');
        page.push_str(&made(results, style));
        page
    }
}
