//! What is wrong with a trace, as plain data.
//!
//! In: fields and sentences. Out: [`RowProblem`]s, repeats counted. Must not know: how they are shown.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::Field;

/// So many different problems are listed; the rest is only counted.
const MOST: usize = 200;

/// One thing that is wrong with a trace, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Bytes of the text that it is about.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// How many rows have it, this one included.
    pub rows: usize,
}

/// Problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<RowProblem>,
    /// Where the first of each kind stands in `found`.
    kinds: BTreeMap<String, usize>,
    /// Kinds that found no room.
    unlisted: usize,
}

impl Problems {
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// A problem that occurs once.
    pub(super) fn add(&mut self, field: &Field<'_>, message: String, help: &str) {
        self.found.push(RowProblem {
            line: field.line,
            column: field.column,
            span: field.span.clone(),
            message,
            help: help.to_owned(),
            rows: 1,
        });
    }

    /// A problem of a kind: told in full where it first occurs, counted after that.
    pub(super) fn add_kind(
        &mut self,
        field: &Field<'_>,
        kind: &str,
        message: String,
        help: impl FnOnce() -> String,
    ) {
        if let Some(&first) = self.kinds.get(kind) {
            self.found[first].rows += 1;
        } else if self.kinds.len() < MOST {
            self.kinds.insert(kind.to_owned(), self.found.len());
            self.add(field, message, &help());
        } else {
            self.unlisted += 1;
        }
    }

    /// All of them, by place, with the number of rows in the message where there are more.
    pub(super) fn finish(mut self) -> Vec<RowProblem> {
        for problem in &mut self.found {
            if problem.rows > 1 {
                let more = problem.rows - 1;
                let rows = if more == 1 { "row" } else { "rows" };
                problem.message = format!("{} (and {more} {rows} like it)", problem.message);
            }
        }
        self.found.sort_by_key(|problem| problem.span.start);
        if let (Some(last), true) = (self.found.last_mut(), self.unlisted > 0) {
            last.help = format!("{}; {} more problems are not listed", last.help, self.unlisted);
        }
        self.found
    }
}

/// "did you mean …" for the nearest name, if one is near.
pub(super) fn suggestion<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = |other: &str| (strsim::jaro_winkler(name, other) * 1e6) as u64;
    let best = names.into_iter().max_by_key(|other| near(other))?;
    (near(best) > 850_000).then(|| format!("did you mean `{best}`?"))
}
