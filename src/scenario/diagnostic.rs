//! Problems shown: file, line, column, cause, remedy.
//!
//! In: problems, the text they are about. Out: text like a compiler's, or JSON. Must not know: how a
//! problem was found.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::problem::Problem;
use super::tree::Node;

/// A scenario that cannot be used.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// The file as it was named.
    pub file: String,
    /// Its text; empty when it could not be read.
    pub text: String,
    /// What is wrong, each with its place in the text if it has one.
    pub problems: Vec<(Problem, Option<Range<usize>>)>,
}

/// Where a problem's path leads in the text: its value, its key, or its nearest ancestor.
pub fn place(tree: &Node, problem: &Problem) -> Option<Range<usize>> {
    if problem.file.is_some() || (problem.path.is_empty() && problem.code == "lever") {
        return None;
    }
    let (node, gone) = tree.deepest(&problem.path);
    let exact = gone == problem.path.len();
    let key_first = problem.at_key || !exact || node.span.is_none();
    let (first, second) = if key_first { (&node.key_span, &node.span) } else { (&node.span, &node.key_span) };
    let found = first.clone().or_else(|| second.clone());
    // A value from --set below a key that is new, too: the nearest place above.
    found.or_else(|| {
        let above = &problem.path[..gone.saturating_sub(1)];
        (!above.is_empty()).then(|| tree.deepest(above).0.key_span.clone()).flatten()
    })
}

/// Line and column (in characters), from 1.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let byte = byte.min(text.len());
    let before = &text.as_bytes()[..byte];
    let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
    let start = before.iter().rposition(|letter| *letter == b'\n').map_or(0, |at| at + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

impl Rejected {
    /// All problems as text.
    pub fn text(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for (problem, span) in &self.problems {
            out.push_str(&self.one(problem, span.as_ref(), &renderer));
            out.push_str("\n\n");
        }
        let count = self.problems.len();
        let word = if count == 1 { "problem" } else { "problems" };
        let _ = writeln!(out, "{}: {count} {word}; nothing was run or written.", self.file);
        out
    }

    fn one(&self, problem: &Problem, span: Option<&Range<usize>>, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(problem.message.as_str());
        let mut group = match (span, &problem.file) {
            (Some(span), _) => {
                let end = span.end.min(self.text.len());
                // Whole tables are many lines: their first line says where.
                let first_line =
                    self.text[span.start.min(end)..end].find('\n').map_or(end, |at| span.start + at);
                let mark = AnnotationKind::Primary
                    .span(span.start.min(end)..first_line)
                    .label(problem.label.as_str());
                let snippet =
                    Snippet::source(self.text.as_str()).path(self.file.as_str()).fold(true).annotation(mark);
                title.element(snippet)
            }
            (None, Some(place)) => {
                let path = annotate_snippets::Origin::path(place.name.as_str());
                title.element(path.line(place.line).char_column(place.column))
            }
            (None, None) => title.element(annotate_snippets::Origin::path(self.file.as_str())),
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    /// All problems as JSON, for editors and scripts.
    pub fn json(&self) -> String {
        let rows: Vec<serde_json::Value> = self
            .problems
            .iter()
            .map(|(problem, span)| {
                let (file, at) = match (&problem.file, span) {
                    (Some(place), _) => (place.name.as_str(), Some((place.line, place.column))),
                    (None, span) => {
                        (self.file.as_str(), span.as_ref().map(|span| position(&self.text, span.start)))
                    }
                };
                serde_json::json!({
                    "file": file,
                    "line": at.map(|at| at.0),
                    "column": at.map(|at| at.1),
                    "code": problem.code,
                    "path": super::problem::dotted(&problem.path),
                    "message": problem.message,
                    "help": problem.help,
                })
            })
            .collect();
        format!("{:#}\n", serde_json::Value::Array(rows))
    }
}
