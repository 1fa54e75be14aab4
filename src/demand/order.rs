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
#[derive(Debug, Clone)]
pub(super) struct Day {
    arrivals: Vec<Arrival>,
    scattered: Vec<Arrival>,
    /// By cell: where its next arrival goes in `scattered`; once all are there, its end.
    places: Vec<u32>,
}

/// More cells than this no longer fit the nearer caches.
const MOST_CELLS: usize = 1 << 15;

/// Cells up to this length are left to plain insertion.
const SHORT: u32 = 16;

impl Day {
    /// Buffers for days of up to so many arrivals.
    pub(super) fn new(most: usize) -> Self {
        Self {
            arrivals: Vec::with_capacity(most),
            scattered: Vec::with_capacity(most),
            places: Vec::with_capacity((4 * most).min(2 * MOST_CELLS) + 2),
        }
    }

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
        // Cells are stretches of a power of two µs: their number is a shift. Most hold one arrival or none.
        let range = (high - low) as u64;
        let wanted = (2 * self.arrivals.len()).min(MOST_CELLS) as u64;
        let shift = 64 - (range / wanted).leading_zeros();
        let cell_of = |at: Moment| ((at - low) as u64 >> shift) as usize;
        let cells = cell_of(high) + 1;
        self.places.clear();
        self.places.resize(cells, 0);
        let places = &mut self.places[..];
        for arrival in &self.arrivals {
            places[cell_of(arrival.at)] += 1;
        }
        let (mut start, mut longest) = (0, 0);
        for place in &mut *places {
            let length = *place;
            *place = start;
            start += length;
            longest = longest.max(length);
        }
        self.scattered.resize(self.arrivals.len(), first);
        let scattered = &mut self.scattered[..];
        for arrival in &self.arrivals {
            let place = &mut places[cell_of(arrival.at)];
            scattered[*place as usize] = *arrival;
            *place += 1;
        }
        // The many of one cell (mail of the night, at the opening) first, then all that is left in one pass.
        if longest > SHORT {
            let mut start = 0;
            for end in places {
                let cell = &mut scattered[start..*end as usize];
                start = *end as usize;
                if cell.len() > SHORT as usize {
                    cell.sort_unstable_by_key(order);
                }
            }
        }
        insert_all(scattered);
        scattered
    }
}

/// What arrivals are sorted by.
#[inline]
fn order(arrival: &Arrival) -> (Moment, u64) {
    (arrival.at, arrival.key)
}

/// Sorts by insertion what is nearly sorted.
#[inline]
fn insert_all(arrivals: &mut [Arrival]) {
    let mut latest = Moment::MIN;
    for next in 0..arrivals.len() {
        let moving = arrivals[next];
        if moving.at > latest {
            latest = moving.at;
            continue;
        }
        let mut place = next;
        while place > 0 && order(&arrivals[place - 1]) > order(&moving) {
            arrivals[place] = arrivals[place - 1];
            place -= 1;
        }
        arrivals[place] = moving;
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
        let mut day = Day::new(0);
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
