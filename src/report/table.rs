//! Tables of a terminal.
//!
//! In: headings and cells. Out: text of at most the asked width; a table that is too wide is cut into
//! blocks that repeat the first columns. Must not know: what the cells mean.

use super::words::shortened;
use comfy_table::{CellAlignment, ContentLineStyle, LineStyle, Table as Sheet, TableStyle};

/// Space between two columns.
const GAP: usize = 2;

/// Characters of a name that a table shows if that tells it from the others.
const NAME: usize = 26;

/// A table whose first `keys` columns name the row and whose other columns are figures.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    keys: usize,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table; a heading may hold line breaks.
    pub(crate) fn new(keys: usize, heads: Vec<String>) -> Self {
        Self { keys, heads, rows: Vec::new() }
    }

    /// Adds a row with a cell for each heading.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// True when the table has no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// True when there is at least one column of figures.
    pub(crate) fn has_figures(&self) -> bool {
        self.heads.len() > self.keys
    }

    /// The whole table in Markdown.
    pub(crate) fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> =
                cells.iter().map(|cell| cell.replace('\n', " ").replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = line(&self.heads);
        for column in 0..self.heads.len() {
            text.push_str(if column < self.keys { "|:--" } else { "|--:" });
        }
        text.push_str("|\n");
        for row in &self.rows {
            text.push_str(&line(row));
        }
        text
    }

    /// Leaves out the figure columns in which every cell is missing, for a scenario that has no such
    /// thing; columns with a gap here or there stay.
    pub(crate) fn without_empty_columns(mut self, missing: &str) -> Self {
        let keep: Vec<bool> = (0..self.heads.len())
            .map(|c| c < self.keys || self.rows.iter().any(|row| row[c] != missing))
            .collect();
        let kept = |cells: &[String]| {
            cells.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(cell, _)| cell.clone()).collect()
        };
        self.heads = kept(&self.heads);
        for row in &mut self.rows {
            *row = kept(row);
        }
        self
    }

    /// The table as text, each line at most `width` characters unless a single column is wider.
    pub(crate) fn render(&self, width: usize) -> String {
        let widths: Vec<usize> = (0..self.heads.len()).map(|c| self.column_width(c)).collect();
        // Names give way before figures do: what is left for them after the widest figure column.
        let widest = widths.iter().skip(self.keys).max().copied().unwrap_or(0);
        let mut key_widths: Vec<usize> = (0..self.keys).map(|c| self.name_width(c, widths[c])).collect();
        while key_widths.iter().map(|w| w + GAP).sum::<usize>() + widest > width {
            let Some(longest) = key_widths.iter_mut().max() else {
                break;
            };
            if *longest <= 8 {
                break;
            }
            *longest -= 1;
        }
        let key_room: usize = key_widths.iter().map(|w| w + GAP).sum();
        let mut blocks = Vec::new();
        let mut from = self.keys;
        while from < self.heads.len() {
            let mut to = from + 1;
            let mut used = key_room + widths[from];
            while to < self.heads.len() && used + GAP + widths[to] <= width {
                used += GAP + widths[to];
                to += 1;
            }
            blocks.push(self.block(&key_widths, from..to));
            from = to;
        }
        blocks.join("\n")
    }

    fn column_width(&self, column: usize) -> usize {
        let head = self.heads[column].lines().map(|line| line.chars().count()).max();
        let cells = self.rows.iter().map(|row| row[column].chars().count()).max();
        head.max(cells).unwrap_or(0)
    }

    /// Room for a column of names: long ones are cut, but never so short that two look the same.
    fn name_width(&self, column: usize, full: usize) -> usize {
        let distinct = |room: usize| {
            let mut names: Vec<String> = self.rows.iter().map(|row| row[column].clone()).collect();
            names.sort_unstable();
            names.dedup();
            let all = names.len();
            names = names.iter().map(|name| shortened(name, room)).collect();
            names.dedup();
            names.len() == all
        };
        (NAME.min(full)..full).find(|room| distinct(*room)).unwrap_or(full)
    }

    fn block(&self, key_widths: &[usize], columns: std::ops::Range<usize>) -> String {
        let pick = |cells: &[String]| -> Vec<String> {
            let keys = cells[..self.keys].iter().zip(key_widths).map(|(cell, w)| shortened(cell, *w));
            keys.chain(cells[columns.clone()].iter().cloned()).collect()
        };
        // Headings of fewer lines stand on the rule, like figures under which a sum is written.
        let heads = pick(&self.heads);
        let tall = heads.iter().map(|head| head.lines().count()).max().unwrap_or(1);
        let heads: Vec<String> =
            heads.iter().map(|head| "\n".repeat(tall - head.lines().count().max(1)) + head).collect();
        let mut sheet = Sheet::new();
        sheet.load_style(
            TableStyle::new()
                .header_lines(ContentLineStyle::none())
                .content_lines(ContentLineStyle::none())
                .header_separator(LineStyle::none().fill('─').junction('─')),
        );
        sheet.set_header(heads);
        for row in &self.rows {
            sheet.add_row(pick(row));
        }
        for (place, column) in sheet.column_iter_mut().enumerate() {
            // One blank of the gap is the place where a border would stand.
            column.set_padding((if place == 0 { 0 } else { GAP as u16 - 1 }, 0));
            if place >= self.keys {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = String::new();
        for line in sheet.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_wide_table_is_cut_into_blocks_that_repeat_the_names() {
        let mut table = Table::new(1, vec!["staffing".into(), "one\nfigure".into(), "another".into()]);
        table.row(vec!["a name that is long".into(), "1.0".into(), "22".into()]);
        table.row(vec!["b".into(), "–".into(), "–".into()]);
        let wide = table.render(80);
        assert_eq!(wide.lines().count(), 5, "{wide}");
        let narrow = table.render(24);
        assert!(narrow.lines().all(|line| line.chars().count() <= 24), "{narrow}");
        assert_eq!(narrow.matches("a name").count(), 2, "{narrow}");
    }
}
