//! How a page looks on the terminal that it goes to.
//!
//! In: a width and whether colour or Markdown is wanted. Out: headings, tables, marks. Colour is never alone: every
//! coloured mark is a sign of its own and stands beside a word or a number. Markdown is a style like another, so that
//! it says what the page says. Must not know: what the page says.

use super::table::Table;

/// Mark of something met.
pub(crate) const MET: &str = "✓";
/// Mark of something missed.
pub(crate) const MISSED: &str = "✗";
/// Mark of something that the replications do not settle.
pub(crate) const OPEN: &str = "?";

/// What the terminal allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Characters in a line.
    pub width: usize,
    /// Whether colour and bold may be used.
    pub colour: bool,
    /// Whether the page is to be Markdown: lines are not broken, tables and lists are Markdown's.
    pub markdown: bool,
}

impl Default for Style {
    /// 80 columns, no colour.
    fn default() -> Self {
        Self { width: 80, colour: false, markdown: false }
    }
}

impl Style {
    /// Markdown, whose lines are as long as they come.
    pub const MARKDOWN: Self = Self { width: usize::MAX, colour: false, markdown: true };

    /// A heading: bold where colour is allowed.
    pub(crate) fn heading(self, text: &str) -> String {
        // A table of Markdown stands after an empty line.
        if self.markdown { format!("### {text}\n") } else { self.painted(text, "1") }
    }

    /// A table, in lines; what follows one in Markdown stands after an empty line.
    pub(crate) fn table(self, table: &Table) -> String {
        if self.markdown { table.markdown() + "\n" } else { self.marks(&table.render(self.width)) }
    }

    /// Lines to be copied into a scenario file.
    pub(crate) fn file(self, lines: &str) -> String {
        if self.markdown && !lines.is_empty() {
            format!("\n```toml\n{}```\n", lines.trim_start())
        } else {
            lines.to_owned()
        }
    }

    /// A warning word.
    pub(crate) fn warning(self, text: &str) -> String {
        if self.markdown { format!("**{text}**") } else { self.painted(text, "1;33") }
    }

    /// Marks in a finished table get their colours; done last, so that columns keep their widths.
    pub(crate) fn marks(self, table: &str) -> String {
        if !self.colour {
            return table.to_owned();
        }
        let mut text = table.to_owned();
        for (mark, code) in [(MET, "32"), (MISSED, "31")] {
            text = text.replace(mark, &self.painted(mark, code));
        }
        // A question mark may be part of a name; the mark stands at the end of its cell.
        text.replace(&format!(" {OPEN} "), &format!(" {} ", self.painted(OPEN, "33")))
    }

    fn painted(self, text: &str, code: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
