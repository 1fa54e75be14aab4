//! Fields of a delimited text with their places.
//!
//! In: a text. Out: rows of [`Field`]s, quotes resolved. Must not know: what columns mean.

use std::borrow::Cow;
use std::ops::Range;

/// A field and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field<'t> {
    /// Its text, without quotes and surrounding spaces.
    pub(super) text: Cow<'t, str>,
    /// Line, from 1.
    pub(super) line: usize,
    /// Column in characters, from 1.
    pub(super) column: usize,
    /// Its bytes.
    pub(super) span: Range<usize>,
}

impl Field<'_> {
    /// A place without text.
    pub(super) fn at(line: usize, column: usize, span: Range<usize>) -> Self {
        Self { text: Cow::Borrowed(""), line, column, span }
    }

    /// The place of a whole row.
    pub(super) fn spanning(row: &[Field<'_>]) -> Self {
        match (row.first(), row.last()) {
            (Some(first), Some(last)) => Self::at(first.line, first.column, first.span.start..last.span.end),
            _ => Self::at(1, 1, 0..0),
        }
    }
}

/// The rows of a text; blank lines are passed over.
pub(super) struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    /// Next byte.
    at: usize,
    line: usize,
    line_start: usize,
    /// A field whose quote is never closed, or only by the next one lines below.
    open: Option<Field<'t>>,
}

impl<'t> Rows<'t> {
    /// Rows from byte `at` on.
    pub(super) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        Self { text, delimiter, at, line: 1, line_start: at, open: None }
    }

    /// The first field so far whose quote is open: what follows it cannot be told apart.
    pub(super) fn open_quote(&self) -> Option<&Field<'t>> {
        self.open.as_ref()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over a line's end, if at one.
    fn skip_line_end(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let length = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        self.line_start = self.at;
        true
    }

    fn skip_spaces(&mut self) {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
    }

    /// Reads a field and leaves `at` behind it, at a delimiter, a line's end or the text's.
    fn field(&mut self) -> Field<'t> {
        self.skip_spaces();
        let start = self.at;
        let line = self.line;
        let column = self.text[self.line_start..start].chars().count() + 1;
        let text = if self.byte() == Some(b'"') { self.quoted() } else { Cow::Borrowed("") };
        let is_closed = self.at == start || self.at > start + 1 && self.text[..self.at].ends_with('"');
        let quoted_end = self.at;
        while let Some(byte) = self.byte() {
            if byte == self.delimiter || byte == b'\n' || byte == b'\r' {
                break;
            }
            self.at += 1;
        }
        let tail = self.text[quoted_end..self.at].trim_end();
        let end = quoted_end + tail.len();
        // The quote of a later row closes it, and more stands behind.
        if self.open.is_none() && (!is_closed || self.line > line && !tail.is_empty()) {
            self.open = Some(Field::at(line, column, start..end));
        }
        let text = if quoted_end == start {
            Cow::Borrowed(tail)
        } else if tail.is_empty() {
            text
        } else {
            // What follows the closing quote stays visible, so that it is refused as part of the value.
            Cow::Owned(format!("{text}{tail}"))
        };
        Field { text, line, column, span: start..end }
    }

    /// Reads a quoted text; two quotes inside it stand for one. An open quote ends with the text.
    fn quoted(&mut self) -> Cow<'t, str> {
        self.at += 1;
        let mut text = Cow::Borrowed("");
        let mut from = self.at;
        loop {
            match self.byte() {
                Some(b'"') if self.text[self.at + 1..].starts_with('"') => {
                    text += &self.text[from..=self.at];
                    self.at += 2;
                    from = self.at;
                }
                None | Some(b'"') => break,
                Some(b'\n' | b'\r') => {
                    self.skip_line_end();
                }
                Some(_) => self.at += 1,
            }
        }
        text += &self.text[from..self.at];
        self.at = (self.at + 1).min(self.text.len());
        text
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Vec<Field<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.skip_spaces();
            if !self.skip_line_end() {
                break;
            }
        }
        self.byte()?;
        let mut row = vec![self.field()];
        while self.byte() == Some(self.delimiter) {
            self.at += 1;
            row.push(self.field());
        }
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    fn texts(text: &str) -> Vec<Vec<String>> {
        Rows::new(text, 0, b',')
            .map(|row| row.into_iter().map(|field| field.text.into_owned()).collect())
            .collect()
    }

    #[test]
    fn quotes_blanks_and_line_ends() {
        assert_eq!(
            texts("a, b ,c\r\n\r\n  \n\"x, \"\"y\"\"\",é,\"two\nlines\"\n,,\r"),
            [vec!["a", "b", "c"], vec!["x, \"y\"", "é", "two\nlines"], vec!["", "", ""]]
        );
        assert_eq!(texts("\"open, to the end"), [["open, to the end"]]);
        assert_eq!(texts("\"a\"b,c"), [["ab", "c"]]);
        assert!(texts("").is_empty());
    }

    #[test]
    fn open_quotes_are_found_where_they_open() {
        let open = |text: &str| {
            let mut rows = Rows::new(text, 0, b',');
            while rows.next().is_some() {}
            rows.open_quote().map(|field| (field.line, field.column))
        };
        assert_eq!(open("a,b\n1,\"x\n2,y\n"), Some((2, 3)));
        assert_eq!(open("a,b\n1,\"x\n2,\"y\"\n"), Some((2, 3)));
        assert_eq!(open("a,b\n1,\""), Some((2, 3)));
        for closed in ["a,\"two\nlines\"\n", "\"x, \"\"y\"\"\",\"\"", "a\"b,c", ""] {
            assert_eq!(open(closed), None, "{closed}");
        }
    }

    #[test]
    fn places_are_told() {
        let rows: Vec<_> = Rows::new("é,b\nü, \"q\" ,z", 0, b',').collect();
        let field = &rows[1][1];
        assert_eq!((field.line, field.column, field.text.as_ref()), (2, 4, "q"));
        assert_eq!(field.span, 9..12);
    }
}
