//! Problems shown: file, line, column, cause, remedy.
//!
//! In: problems, the text they are about. Out: text like a compiler's, or JSON. Must not know: how a
//! problem was found.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::lever::Edit;
use super::problem::{Problem, Step, dotted};
use super::tree::Node;

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the scenario's text.
    Text(Range<usize>),
    /// Bytes of an edit.
    Edit {
        /// The edit as written.
        set: String,
        /// Its bytes.
        bytes: Range<usize>,
    },
    /// A place in a file that the scenario names.
    File {
        /// The file's path as it leads there from where that of the scenario does.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The text of that line; empty where it is not known.
        text: String,
    },
    /// The scenario as a whole.
    Whole,
}

/// A scenario that cannot be used.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// The file as it was named.
    pub file: String,
    /// Its text; empty when it could not be read.
    pub text: String,
    /// What is wrong, and where.
    pub problems: Vec<(Problem, Place)>,
    /// How many more there are than are told.
    pub untold: usize,
}

/// Problems that are told at most: a long file can be wrong in every row.
pub(super) const TOLD: usize = 200;

/// What problems may be about.
pub(super) struct Places<'a> {
    pub(super) tree: &'a Node,
    pub(super) edits: &'a [Edit],
    /// The scenario's file as it was named: paths in it count from its folder.
    pub(super) scenario: &'a str,
    /// Files that the scenario names, with their texts.
    pub(super) files: &'a [(String, String)],
}

impl Places<'_> {
    /// A problem with its place, and with the line of what stands already.
    pub(super) fn placed(&self, mut problem: Problem, text: &str) -> (Problem, Place) {
        let place = self.of(&problem);
        if let Some(path) = &problem.earlier {
            let there = match self.of(&Problem { path: path.clone(), ..problem.clone() }) {
                Place::Text(bytes) => format!(", in line {}", position(text, bytes.start).0),
                Place::Edit { set, .. } => format!(", in `--set {set}`"),
                Place::File { .. } | Place::Whole => String::new(),
            };
            problem.message.push_str(&there);
        }
        (problem, place)
    }

    /// Where a problem is: in another file, in an edit, or where its path leads in the text: the value,
    /// its key, or the nearest ancestor.
    pub(super) fn of(&self, problem: &Problem) -> Place {
        if let Some(place) = &problem.file {
            let text = self.files.iter().find(|(name, _)| *name == place.name);
            let line = text.and_then(|(_, text)| text.lines().nth(place.line.saturating_sub(1)));
            // A mark before the first byte counts for nothing.
            let line = line.unwrap_or_default().trim_start_matches('\u{feff}').to_string();
            let folder = Path::new(self.scenario).parent().unwrap_or(Path::new(""));
            return Place::File {
                name: folder.join(&place.name).display().to_string(),
                line: place.line,
                column: place.column,
                text: line,
            };
        }
        let at_key = problem.at_key || names_its_key(problem);
        // A law that an edit of one of its numbers has broken: the edit is to blame.
        if problem.code == "law"
            && let Some(edit) = self.edits.iter().rev().find(|edit| edit.path.starts_with(&problem.path))
        {
            return Place::Edit { set: edit.set.clone(), bytes: edit.value.clone() };
        }
        if let Some(edit) = self.edits.iter().rev().find(|edit| problem.path.starts_with(&edit.path)) {
            let whole = at_key && edit.path.len() == problem.path.len();
            let bytes = if whole { edit.key.clone() } else { edit.value.clone() };
            return Place::Edit { set: edit.set.clone(), bytes };
        }
        let (node, gone) = self.tree.deepest(&problem.path);
        if node.span.is_none()
            && node.key_span.is_none()
            && let Some(edit) = self.edits.iter().find(|edit| edit.path.starts_with(&problem.path[..gone]))
        {
            return Place::Edit { set: edit.set.clone(), bytes: edit.key.clone() };
        }
        let key_first = at_key || gone < problem.path.len() || node.span.is_none();
        let (first, second) =
            if key_first { (&node.key_span, &node.span) } else { (&node.span, &node.key_span) };
        match first.clone().or_else(|| second.clone()) {
            Some(bytes) if gone > 0 => Place::Text(bytes),
            _ => Place::Whole,
        }
    }
}

/// Names that are keys: the key is what is wrong.
fn names_its_key(problem: &Problem) -> bool {
    match problem.path.last() {
        Some(Step::Key(key)) => {
            matches!(problem.code, "unknown_name" | "days" | "name")
                && problem.message.contains(&format!("`{key}`"))
        }
        _ => false,
    }
}

/// Line and column (in characters), from 1.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let byte = byte.min(text.len());
    let before = &text.as_bytes()[..byte];
    let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
    let start = before.iter().rposition(|letter| *letter == b'\n').map_or(0, |at| at + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

/// The bytes of the field that begins at a column, in characters from 1.
fn field(line: &str, column: usize) -> Range<usize> {
    let start = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let length = rest.find([',', ';', '\t']).unwrap_or(rest.len()).max(usize::from(!rest.is_empty()));
    // An empty field: the separator is marked; it is one byte.
    start..start + length
}

impl Rejected {
    /// All problems as text.
    pub fn text(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for (problem, place) in &self.problems {
            out.push_str(&self.one(problem, place, &renderer));
            out.push_str("\n\n");
        }
        if self.untold > 0 {
            let _ = writeln!(out, "… and {} more like these.\n", self.untold);
        }
        let count = self.problems.len() + self.untold;
        let word = if count == 1 { "problem" } else { "problems" };
        let _ = writeln!(out, "{}: {count} {word}; nothing was run or written.", self.file);
        out
    }

    fn one(&self, problem: &Problem, place: &Place, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(problem.message.as_str());
        let mark = |bytes: Range<usize>| AnnotationKind::Primary.span(bytes).label(problem.label.as_str());
        let mut group: Group<'_> = match place {
            Place::Text(bytes) => {
                let end = bytes.end.min(self.text.len());
                let start = bytes.start.min(end);
                // Whole tables are many lines: their first line says where.
                let first_line = self.text[start..end].find('\n').map_or(end, |at| start + at);
                let snippet: Snippet<'_, Annotation<'_>> =
                    Snippet::source(self.text.as_str()).path(self.file.as_str()).fold(true);
                title.element(snippet.annotation(mark(start..first_line)))
            }
            Place::Edit { set, bytes } => {
                let snippet = Snippet::source(set.as_str()).path("--set");
                title.element(snippet.annotation(mark(bytes.clone())))
            }
            Place::File { name, line, column, text } if text.is_empty() => {
                title.element(Origin::path(name.as_str()).line(*line).char_column(*column))
            }
            Place::File { name, line, column, text } => {
                let snippet = Snippet::source(text.as_str()).path(name.as_str()).line_start(*line);
                title.element(snippet.annotation(mark(field(text, *column))))
            }
            Place::Whole => title.element(Origin::path(self.file.as_str())),
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    /// File, line and column of a place.
    fn position<'a>(&'a self, place: &'a Place) -> (&'a str, Option<(usize, usize)>) {
        match place {
            Place::Text(bytes) => (&self.file, Some(position(&self.text, bytes.start))),
            Place::Edit { set, bytes } => ("--set", Some(position(set, bytes.start))),
            Place::File { name, line, column, .. } => (name, Some((*line, *column))),
            Place::Whole => (&self.file, None),
        }
    }

    /// All problems as JSON, for editors and scripts.
    pub fn json(&self) -> String {
        let rows: Vec<serde_json::Value> = self
            .problems
            .iter()
            .map(|(problem, place)| {
                let (file, at) = self.position(place);
                serde_json::json!({
                    "file": file,
                    "line": at.map(|at| at.0),
                    "column": at.map(|at| at.1),
                    "code": problem.code,
                    "path": dotted(&problem.path),
                    "message": problem.message,
                    "help": problem.help,
                })
            })
            .collect();
        format!("{:#}\n", serde_json::Value::Array(rows))
    }
}
