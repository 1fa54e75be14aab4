//! Rows of indices in one buffer: which agents own account 17, say.
//!
//! In: lists. Out: [`Rows`], whose rows may be replaced one by one. Must not know: what is listed.

/// One list per row.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Where each row begins and ends among the items.
    ends: Vec<[u32; 2]>,
    items: Vec<u32>,
}

impl Rows {
    /// Packs one list per row.
    pub fn new<R: AsRef<[u32]>>(rows: impl IntoIterator<Item = R>) -> Self {
        let mut packed = Self::default();
        for row in rows {
            packed.push(row.as_ref());
        }
        packed
    }

    /// Adds a row behind the others.
    pub fn push(&mut self, row: &[u32]) {
        let start = self.items.len() as u32;
        self.items.extend_from_slice(row);
        self.ends.push([start, self.items.len() as u32]);
    }

    /// Row `index`; empty beyond the last row.
    #[inline]
    pub fn row(&self, index: u32) -> &[u32] {
        match self.ends.get(index as usize) {
            Some(&[start, end]) => &self.items[start as usize..end as usize],
            None => &[],
        }
    }

    /// Puts another list in the place of a row; rows up to it come to be. The others stay where they are.
    pub fn set(&mut self, index: u32, row: &[u32]) {
        let index = index as usize;
        if index >= self.ends.len() {
            self.ends.resize(index + 1, [0, 0]);
        }
        let [start, end] = self.ends[index];
        let start = if row.len() <= (end - start) as usize {
            self.items[start as usize..start as usize + row.len()].copy_from_slice(row);
            start
        } else {
            self.items.extend_from_slice(row);
            (self.items.len() - row.len()) as u32
        };
        self.ends[index] = [start, start + row.len() as u32];
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        self.ends.iter().map(|&[start, end]| &self.items[start as usize..end as usize])
    }

    /// The other way round: for each item below a number, the rows that have it, in order, each once.
    #[must_use]
    pub fn turned(&self, items: usize) -> Vec<Vec<u32>> {
        let mut rows: Vec<Vec<u32>> = vec![Vec::new(); items];
        for (index, row) in (0..).zip(self.iter()) {
            for item in row {
                let of = &mut rows[*item as usize];
                if of.last() != Some(&index) {
                    of.push(index);
                }
            }
        }
        rows
    }

    /// The longest row's length.
    pub fn longest(&self) -> usize {
        self.iter().map(<[u32]>::len).max().unwrap_or(0)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No rows at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// The same lists, wherever in the buffer they are.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn rows_are_replaced_by_shorter_and_by_longer_ones() {
        let lists: [&[u32]; 4] = [&[1, 2], &[], &[3], &[4, 5]];
        let mut rows = Rows::new(lists);
        rows.set(0, &[7]);
        rows.set(2, &[8, 9, 1]);
        rows.set(5, &[6]);
        let expected: [&[u32]; 6] = [&[7], &[], &[8, 9, 1], &[4, 5], &[], &[6]];
        assert_eq!(rows.iter().collect::<Vec<_>>(), expected);
        assert_eq!(rows, Rows::new(expected));
        assert_ne!(rows, Rows::new(&expected[..5]));
        assert_eq!((rows.len(), rows.longest(), rows.row(6)), (6, 3, &[][..]));
    }

    #[test]
    fn turned_round_rows_are_listed_by_item() {
        let lists: [&[u32]; 4] = [&[2, 0], &[], &[0], &[2, 2]];
        assert_eq!(Rows::new(lists).turned(3), [vec![0, 2], vec![], vec![0, 3]]);
    }
}
