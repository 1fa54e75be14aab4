//! What is wrong with a trace, as plain data.
//!
//! In: fields and sentences. Out: [`RowProblem`]s, repeats counted. Must not know: how they are shown.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::Field;

/// So many different problems are listed; the rest is only counted.
const MOST: usize = 200;

/// So many lines of further rows with the same problem are named.
const NAMED: usize = 3;

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
    /// Lines of the first few others.
    others: Vec<usize>,
}

impl RowProblem {
    /// ` (and 23 rows like it: lines 4, 9, 12 and 20 more)`; nothing where there are none.
    fn like_it(&self) -> String {
        let more = self.rows - 1;
        let unnamed = more - self.others.len();
        let lines: Vec<String> = self.others.iter().map(ToString::to_string).collect();
        match (lines.as_slice(), unnamed) {
            ([], _) => String::new(),
            ([one], 0) => format!(" (and 1 row like it: line {one})"),
            ([first @ .., last], 0) => {
                format!(" (and {more} rows like it: lines {} and {last})", first.join(", "))
            }
            (lines, _) => {
                format!(" (and {more} rows like it: lines {} and {unnamed} more)", lines.join(", "))
            }
        }
    }
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
            others: Vec::new(),
        });
    }

    /// A problem of a kind: told in full where it first occurs, after that by its lines, at last only counted.
    pub(super) fn add_kind(
        &mut self,
        field: &Field<'_>,
        kind: &str,
        message: String,
        help: impl FnOnce() -> String,
    ) {
        if let Some(&first) = self.kinds.get(kind) {
            let first = &mut self.found[first];
            first.rows += 1;
            if first.others.len() < NAMED {
                first.others.push(field.line);
            }
        } else if self.kinds.len() < MOST {
            self.kinds.insert(kind.to_owned(), self.found.len());
            self.add(field, message, &help());
        } else {
            self.unlisted += 1;
        }
    }

    /// All of them, by place, with the rows in the message that are like it.
    pub(super) fn finish(mut self) -> Vec<RowProblem> {
        for problem in &mut self.found {
            problem.message += &problem.like_it();
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
