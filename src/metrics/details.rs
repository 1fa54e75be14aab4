//! What is kept only where somebody asks: waits by time of day, team, person and account, and accounts' handle times.
//!
//! A row of waits is a channel with one of these. Only bins that hold anything take room: contacts are noted down and
//! merged by the ten thousand.
//! In: answered and handled contacts. Out: [`Detailed`]. Must not know: names, quantiles.

use super::counts::{Count, Counts};
use super::histogram::{BINS, bin};
use super::part::{Shape, Slice};
use crate::model::Contact;
use crate::time::Span;

/// What is asked for beside the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a column of yes and no per kind of slice")]
pub struct Details {
    /// Everything by interval of the day, not only the usual figures.
    pub intervals: bool,
    /// Teams and sites channel by channel.
    pub teams: bool,
    /// People.
    pub agents: bool,
    /// Accounts.
    pub accounts: bool,
}

impl Details {
    /// Everything.
    pub const ALL: Self = Self { intervals: true, teams: true, agents: true, accounts: true };

    fn any(self) -> bool {
        self.intervals || self.teams || self.agents || self.accounts
    }

    /// The first row of waits of each kind, in the order of the fields, and the number of all; no rows where there are
    /// more than keys can tell (not far from a million).
    fn rows(self, shape: &Shape) -> [usize; 5] {
        let kinds = [
            (self.intervals, shape.intervals),
            (self.teams, shape.teams),
            (self.agents, shape.agents),
            (self.accounts, shape.accounts),
        ];
        let mut rows = [0; 5];
        for (kind, (asked, items)) in kinds.into_iter().enumerate() {
            rows[kind + 1] = rows[kind] + if asked { items * shape.channels } else { 0 };
        }
        if u32::try_from(rows[4] * BINS).is_ok() { rows } else { [0; 5] }
    }

    /// The row of waits of a slice; `None` where it is not kept.
    pub fn row(self, shape: &Shape, slice: &Slice) -> Option<usize> {
        let items = [slice.interval, slice.team, slice.agent, slice.account];
        let channel = slice.channel.filter(|_| slice.group.is_none())?;
        let mut named = items.iter().enumerate().filter_map(|(kind, item)| Some((kind, (*item)?)));
        let (kind, item) = named.next().filter(|_| named.next().is_none())?;
        let rows = self.rows(shape);
        (rows[kind] < rows[kind + 1]).then_some(rows[kind] + item * shape.channels + channel)
    }
}

/// Contacts noted down before they are merged.
const NOTED: usize = 1 << 14;

/// Counts by key, sorted; a key is the number of a bin, those of all rows counted through.
pub type Sparse = Vec<(u32, u32)>;

/// Adds counts, sorted by key, to others.
pub fn merge(all: &mut Sparse, more: &[(u32, u32)]) {
    let mut merged = Vec::with_capacity(all.len() + more.len());
    let mut others = more.iter().copied().peekable();
    for (key, count) in all.drain(..) {
        while let Some(other) = others.next_if(|other| other.0 < key) {
            merged.push(other);
        }
        let same = others.next_if(|other| other.0 == key).map_or(0, |other| other.1);
        merged.push((key, count + same));
    }
    merged.extend(others);
    *all = merged;
}

/// The observer's part of it.
#[derive(Debug)]
pub(super) struct Detail {
    first: [usize; 5],
    channels: usize,
    noted: Vec<u32>,
    detailed: Detailed,
}

impl Detail {
    /// Nothing asked for.
    pub(super) fn none() -> Self {
        Self { first: [0; 5], channels: 0, noted: Vec::new(), detailed: Detailed::default() }
    }

    /// Whatever is asked for.
    pub(super) fn of(asked: Details, shape: &Shape) -> Self {
        let handled = if asked.accounts { shape.accounts * shape.channels } else { 0 };
        Self {
            first: asked.rows(shape),
            channels: shape.channels,
            noted: Vec::with_capacity(if asked.any() { NOTED } else { 0 }),
            detailed: Detailed { asked, waits: Vec::new(), handled: vec![[0; 2]; handled] },
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first[4] == 0
    }

    /// A contact of an interval of arrival was answered by an agent of a team.
    pub(super) fn answered(
        &mut self,
        contact: &Contact,
        (interval, team, agent): (usize, u16, u32),
        wait: Span,
    ) {
        let bin = bin(wait);
        let items = [interval, usize::from(team), agent as usize, contact.account as usize];
        for (kind, item) in items.into_iter().enumerate() {
            if self.first[kind] < self.first[kind + 1] {
                let row = self.first[kind] + item * self.channels + usize::from(contact.channel);
                self.noted.push((row * BINS + bin) as u32);
            }
        }
        if self.noted.len() + items.len() > NOTED {
            self.take_in();
        }
    }

    /// Time spent on a contact; `last`: it ends here.
    pub(super) fn handled(&mut self, contact: &Contact, handle_time: Span, last: bool) {
        let row = contact.account as usize * self.channels + usize::from(contact.channel);
        if let Some([handled, time]) = self.detailed.handled.get_mut(row) {
            *handled += i64::from(last);
            *time += handle_time;
        }
    }

    fn take_in(&mut self) {
        self.noted.sort_unstable();
        let counted: Sparse =
            self.noted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        merge(&mut self.detailed.waits, &counted);
        self.noted.clear();
    }

    pub(super) fn finish(mut self) -> Detailed {
        self.take_in();
        self.detailed
    }
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detailed {
    /// What was asked for.
    pub asked: Details,
    /// Waits of answered contacts.
    pub waits: Sparse,
    /// By account, channel: contacts handled, and the time spent on them; empty where nobody asks.
    handled: Vec<[i64; 2]>,
}

impl Detailed {
    /// Adds handle times of an account on a channel.
    pub(super) fn add_handled(&self, row: usize, counts: &mut Counts) {
        if let Some([handled, time]) = self.handled.get(row) {
            counts.add(Count::Handled, *handled);
            counts.add(Count::HandleTime, *time);
        }
    }
}

/// The bins of a row, in order.
pub fn bins(waits: &[(u32, u32)], row: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
    let from = waits.partition_point(|(key, _)| (*key as usize) < row * BINS);
    let rest = waits[from..].iter().take_while(move |(key, _)| (*key as usize) < (row + 1) * BINS);
    rest.map(|(key, count)| (*key as usize % BINS, *count))
}

#[cfg(test)]
mod tests {
    use super::{BINS, Details, bins, merge};
    use crate::metrics::part::{Shape, Slice};

    #[test]
    fn counts_merge_by_key() {
        let mut all = vec![(1, 2), (5, 1)];
        merge(&mut all, &[(0, 1), (5, 3), (9, 4)]);
        assert_eq!(all, [(0, 1), (1, 2), (5, 4), (9, 4)]);
        let key = |row: usize, bin: usize| (row * BINS + bin) as u32;
        let rows = vec![(key(0, 3), 1), (key(7, 2), 5), (key(7, BINS - 1), 6), (key(8, 0), 1)];
        assert_eq!(bins(&rows, 7).collect::<Vec<_>>(), [(2, 5), (BINS - 1, 6)]);
        assert_eq!(bins(&rows, 6).count(), 0);
    }

    #[test]
    fn only_what_is_asked_for_has_rows() {
        let shape = Shape { channels: 2, teams: 3, agents: 5, accounts: 7, intervals: 4, ..Shape::default() };
        let asked = Details { teams: true, accounts: true, ..Details::default() };
        let row = |slice: Slice| asked.row(&shape, &slice);
        let of = |channel| Slice { channel, ..Slice::default() };
        assert_eq!(row(Slice { team: Some(2), ..of(Some(1)) }), Some(5));
        assert_eq!(row(Slice { account: Some(0), ..of(Some(0)) }), Some(6));
        assert_eq!(row(Slice { agent: Some(0), ..of(Some(0)) }), None);
        assert_eq!(row(Slice { account: Some(0), ..of(None) }), None);
        assert_eq!(row(Slice { account: Some(0), team: Some(0), ..of(Some(0)) }), None);
    }
}
