//! CSV files that a scenario names: people, accounts.
//!
//! In: a file's text. Out: rows by column, or problems with line and column. Must not know: what rows mean.

use super::Door;
use crate::demand::trace;
use crate::scenario::problem::{FilePlace, Step, suggestion};

/// A file of rows.
#[derive(Debug)]
pub(super) struct Csv {
    name: String,
    header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    line: usize,
    fields: Vec<String>,
}

impl Csv {
    /// A field by its column; `None` where there is no such column or nothing in it.
    pub(super) fn field<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        let at = self.header.iter().position(|name| name == column)?;
        row.fields.get(at).map(String::as_str).filter(|field| !field.is_empty())
    }

    /// A field with several entries, separated by semicolons.
    pub(super) fn several(&self, row: &Row, column: &str) -> Vec<String> {
        let field = self.field(row, column).unwrap_or_default();
        field.split(';').map(str::trim).filter(|part| !part.is_empty()).map(String::from).collect()
    }

    /// The place of a field, for problems that are found later.
    pub(super) fn file_place(&self, row: &Row, column: &str) -> FilePlace {
        let (line, column) = self.place(row, column);
        FilePlace { name: self.name.clone(), line, column }
    }

    /// Where a field stands. Fields are trimmed, so that this is near rather than exact where there are blanks.
    fn place(&self, row: &Row, column: &str) -> (usize, usize) {
        let at = self.header.iter().position(|name| name == column).unwrap_or(0);
        let before: usize = row.fields.iter().take(at).map(|field| field.chars().count() + 1).sum();
        (row.line, before + 1)
    }
}

/// The line of a record that begins at or, after blank lines, below a position.
fn line_of(text: &str, position: &csv::Position) -> usize {
    let after = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let blank = after.iter().take_while(|letter| matches!(letter, b'\n' | b'\r'));
    position.line() as usize + blank.filter(|letter| **letter == b'\n').count()
}

impl Door<'_> {
    /// Reads a CSV file: the first column is required, the others may be missing; no others may be there.
    pub(super) fn csv(&mut self, file: &str, columns: &[&str], path: &[Step]) -> Option<Csv> {
        let text = self.file(file, path)?;
        // A mark that some programs put before the first byte means nothing here.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let help = format!("the first line names the columns: {}", columns.join(", "));
        let first_line = text.lines().next().unwrap_or_default();
        if !first_line.contains(',') && (first_line.contains(';') || first_line.contains('\t')) {
            let message = "fields are not separated by commas".to_string();
            self.in_file("columns", file, (1, 1), message, Some("save it as CSV with commas".into()));
            return None;
        }
        if let Some(place) = trace::open_quote(text) {
            self.in_file("row", file, place, trace::NOT_CLOSED.into(), Some(trace::CLOSE.into()));
            return None;
        }
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
        let header: Vec<String> =
            reader.headers().map(|header| header.iter().map(String::from).collect()).unwrap_or_default();
        if !header.iter().any(|name| name == columns[0]) {
            let message = format!("there is no column `{}`", columns[0]);
            self.in_file("columns", file, (1, 1), message, Some(help));
            return None;
        }
        let mut column = 1;
        for name in &header {
            if !columns.contains(&name.as_str()) {
                let message = format!("there can be no column `{name}`");
                let help = suggestion(name, columns.iter().copied());
                self.in_file("columns", file, (1, column), message, Some(help));
            }
            column += name.chars().count() + 1;
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(1, |position| line_of(text, position));
                    let row = Row { line, fields: record.iter().map(String::from).collect() };
                    if row.fields.len() != header.len() {
                        let message =
                            format!("this row has {} fields, not {}", row.fields.len(), header.len());
                        let help = "give every row as many fields as the first line; put a field with a comma in quotes";
                        self.in_file("row", file, (line, 1), message, Some(help.into()));
                    }
                    rows.push(row);
                }
                Err(error) => {
                    let line = error.position().map_or(1, |position| position.line() as usize);
                    let help = "save it as UTF-8 text with commas";
                    let message = format!("this row cannot be read: {error}");
                    self.in_file("row", file, (line, 1), message, Some(help.into()));
                }
            }
        }
        if rows.is_empty() {
            self.in_file("empty", file, (1, 1), "there is no row in it".into(), Some(help));
        }
        let csv = Csv { name: file.into(), header, rows };
        for row in &csv.rows {
            if csv.field(row, columns[0]).is_none() {
                let message = format!("`{}` is empty", columns[0]);
                let help = "give every row a name, or take the row out";
                self.in_file("row", file, csv.place(row, columns[0]), message, Some(help.into()));
            }
        }
        Some(csv)
    }

    /// A number of 0 or more, up to `most`; a problem if it is something else.
    pub(super) fn csv_number(
        &mut self,
        csv: &Csv,
        row: &Row,
        column: &str,
        (least, most): (f64, f64),
    ) -> Option<f64> {
        let text = csv.field(row, column)?;
        let number = text.parse::<f64>().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let wanted =
                if most < 1e6 { format!("from {least} to {most}") } else { "of 0 or more".to_string() };
            let message = format!("`{column}` should be a number {wanted}, not `{text}`");
            let help = "write a plain number with a decimal point, or leave the field empty";
            self.in_file("row", &csv.name, csv.place(row, column), message, Some(help.into()));
        }
        number
    }
}
