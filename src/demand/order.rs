//! Putting a day's arrivals in order of time.
//!
//! In: arrivals in any order. Out: the same by (moment, key). Must not know: what they are arrivals of.

use crate::time::Moment;

/// An arrival before the rest of its contact is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arrival {
    /// When, dated to opening.
    pub(super) at: Moment,
    /// The contact's key.
    pub(super) key: u64,
    /// Where the rest stands: a source of demand, or a row of a log.
    pub(super) origin: u32,
}

/// A day's arrivals; buffers are kept from day to day.
#[derive(Debug, Clone, Default)]
pub(super) struct Day {
    arrivals: Vec<Arrival>,
    scattered: Vec<Arrival>,
    /// End of each cell in `scattered`.
    ends: Vec<u32>,
}

/// More cells than this no longer fit the nearest cache.
const MOST_CELLS: usize = 1 << 12;

impl Day {
    pub(super) fn clear(&mut self) {
        self.arrivals.clear();
    }

    #[inline]
    pub(super) fn push(&mut self, arrival: Arrival) {
        self.arrivals.push(arrival);
    }

    /// The arrivals by (moment, key): scattered into equal stretches of time, then each stretch sorted.
    pub(super) fn sorted(&mut self) -> &[Arrival] {
        let Some(&first) = self.arrivals.first() else {
            return &[];
        };
        let (mut low, mut high) = (first.at, first.at);
        for arrival in &self.arrivals {
            low = low.min(arrival.at);
            high = high.max(arrival.at);
        }
        let cells = (self.arrivals.len() / 4).next_power_of_two().clamp(1, MOST_CELLS);
        // Monotone in the moment, so cells are in order; the rounding of the factor cannot leave the range.
        let per_moment = cells as f64 / ((high - low) as f64 + 1.0);
        let cell_of = |at: Moment| (((at - low) as f64 * per_moment) as usize).min(cells - 1);
        self.ends.clear();
        self.ends.resize(cells + 1, 0);
        for arrival in &self.arrivals {
            self.ends[cell_of(arrival.at) + 1] += 1;
        }
        for cell in 0..cells {
            self.ends[cell + 1] += self.ends[cell];
        }
        self.scattered.clear();
        self.scattered.resize(self.arrivals.len(), first);
        // `ends[cell]` runs from the cell's start to its end while it is filled.
        for arrival in &self.arrivals {
            let place = &mut self.ends[cell_of(arrival.at)];
            self.scattered[*place as usize] = *arrival;
            *place += 1;
        }
        let mut start = 0;
        for &end in &self.ends[..cells] {
            let end = end as usize;
            if end - start > 1 {
                self.scattered[start..end].sort_unstable_by_key(|arrival| (arrival.at, arrival.key));
            }
            start = end;
        }
        &self.scattered
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Day};
    use crate::random::{Purpose, Streams};
    use crate::time::{DAY, HOUR};

    #[test]
    fn same_order_as_a_plain_sort() {
        let streams = Streams::new(3, 1);
        let mut day = Day::default();
        for size in [0, 1, 2, 7, 100, 5_000, 40_000_u64] {
            day.clear();
            let mut plain = Vec::new();
            for n in 0..size {
                let mut stream = streams.draw(Purpose::Test, size, n);
                // A fifth at one moment, as mail of the night is.
                let at = if stream.yes(0.2) { 8 * HOUR } else { (stream.uniform() * DAY as f64) as i64 };
                let arrival = Arrival { at, key: stream.bits(), origin: n as u32 };
                day.push(arrival);
                plain.push(arrival);
            }
            plain.sort_by_key(|arrival| (arrival.at, arrival.key));
            assert_eq!(day.sorted(), plain);
        }
    }
}
