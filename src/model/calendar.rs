//! Days, intervals and opening hours of a run.
//!
//! In: first date, length, hours. Out: [`Calendar`], [`Opening`]. Must not know: what is done in them.

use std::ops::Range;

use crate::time::{DAY, Date, Moment, NEVER, Span};

/// The days of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// Date of day 0.
    pub start: Date,
    /// Days in the run, warm-up included.
    pub days: u32,
    /// Days at the start whose contacts are not counted.
    pub warm_up_days: u32,
    /// Length of an interval; divides a day.
    pub interval: Span,
}

impl Calendar {
    /// Intervals in a day.
    pub fn intervals(&self) -> usize {
        (DAY / self.interval) as usize
    }

    /// The interval of the day a moment falls in.
    #[inline]
    pub fn interval_of(&self, at: Moment) -> usize {
        (at.rem_euclid(DAY) / self.interval) as usize
    }

    /// End of the run.
    pub fn end(&self) -> Moment {
        Moment::from(self.days) * DAY
    }

    /// End of the warm-up.
    pub fn counted_from(&self) -> Moment {
        Moment::from(self.warm_up_days) * DAY
    }

    /// Days that count.
    pub fn counted_days(&self) -> u32 {
        self.days - self.warm_up_days
    }

    /// The days counted, calendar month by calendar month; the first and the last may be parts of one.
    pub fn months(&self) -> Vec<Range<u32>> {
        let month_of = |day: u32| {
            let date = self.date(day);
            (date.year(), date.month())
        };
        let mut months: Vec<Range<u32>> = Vec::new();
        for day in self.warm_up_days..self.days {
            match months.last_mut() {
                Some(month) if month_of(month.start) == month_of(day) => month.end = day + 1,
                _ => months.push(day..day + 1),
            }
        }
        months
    }

    /// Weekday of a day of the run, or of one before or after it; Monday = 0.
    pub fn weekday(&self, day: impl Into<i64>) -> usize {
        self.date(day).weekday().index()
    }

    /// Date of a day of the run, or of one before or after it.
    pub fn date(&self, day: impl Into<i64>) -> Date {
        self.start.plus_days(day.into() as i32)
    }

    /// Date of the last day of the run.
    pub fn last_date(&self) -> Date {
        self.date(i64::from(self.days) - 1)
    }

    /// The number of a date's day in the run; negative before it, from [`Self::days`] on after it.
    pub fn day_of(&self, date: Date) -> i64 {
        i64::from(date.days_since(self.start))
    }
}

/// Of a plan in equal steps over a stretch of the day, the step in which the middle of an interval of some length lies; `None`
/// outside.
pub fn step_of(interval: usize, length: Span, (from, to): (Span, Span), steps: usize) -> Option<usize> {
    let middle = interval as i64 * length + length / 2;
    let place = (from..to).contains(&middle).then(|| (middle - from) * steps as i64 / (to - from))?;
    Some(place as usize).filter(|place| *place < steps)
}

/// When something is open: disjoint stretches in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    stretches: Vec<(Moment, Moment)>,
    /// Open time before each stretch.
    before: Vec<Span>,
    /// First stretch that ends after the start of each day.
    first: Vec<u32>,
}

impl Opening {
    /// From stretches in order; touching ones are joined. Panics when out of order or empty stretches.
    pub fn new(stretches: impl IntoIterator<Item = (Moment, Moment)>) -> Self {
        let mut joined: Vec<(Moment, Moment)> = Vec::new();
        for (open, close) in stretches {
            assert!(open < close, "a stretch has a length");
            match joined.last_mut() {
                Some(last) if last.1 == open => last.1 = close,
                last => {
                    assert!(last.is_none_or(|last| last.1 < open), "stretches in order");
                    joined.push((open, close));
                }
            }
        }
        let mut before = Vec::with_capacity(joined.len());
        let mut sum = 0;
        for &(open, close) in &joined {
            before.push(sum);
            sum += close - open;
        }
        // One stretch, which may be endless, needs no index.
        let days = if joined.len() < 2 { 0 } else { joined[joined.len() - 1].1 / DAY + 2 };
        let first =
            (0..days).map(|day| joined.partition_point(|stretch| stretch.1 <= day * DAY) as u32).collect();
        Self { stretches: joined, before, first }
    }

    /// Open without end.
    pub fn always() -> Self {
        Self::new([(0, NEVER / 4)])
    }

    /// The stretches.
    pub fn stretches(&self) -> &[(Moment, Moment)] {
        &self.stretches
    }

    /// The first stretch that ends after `at`.
    #[inline]
    fn index(&self, at: Moment) -> usize {
        if self.stretches.len() == 1 {
            return usize::from(self.stretches[0].1 <= at);
        }
        let day = (at / DAY) as usize;
        let mut index = if day < self.first.len() {
            self.first[day] as usize
        } else {
            return self.stretches.len();
        };
        while index < self.stretches.len() && self.stretches[index].1 <= at {
            index += 1;
        }
        index
    }

    /// Open at this moment (closed at the moment of closing).
    #[inline]
    pub fn is_open(&self, at: Moment) -> bool {
        self.stretches.get(self.index(at)).is_some_and(|stretch| stretch.0 <= at)
    }

    /// This moment if open, else the next opening; `NEVER` if there is none.
    #[inline]
    pub fn next_open(&self, at: Moment) -> Moment {
        self.stretches.get(self.index(at)).map_or(NEVER, |stretch| stretch.0.max(at))
    }

    /// When it closes that is open at this moment, or opens next; `NEVER` if it never does.
    pub fn next_close(&self, at: Moment) -> Moment {
        self.stretches.get(self.index(at)).map_or(NEVER, |stretch| stretch.1)
    }

    /// Open time before a moment.
    #[inline]
    fn elapsed(&self, at: Moment) -> Span {
        let index = self.index(at);
        match self.stretches.get(index) {
            Some(stretch) => self.before[index] + (at - stretch.0).max(0),
            None => match self.stretches.last() {
                Some(last) => self.before[self.before.len() - 1] + (last.1 - last.0),
                None => 0,
            },
        }
    }

    /// Open time between two moments.
    #[inline]
    pub fn between(&self, from: Moment, to: Moment) -> Span {
        self.elapsed(to) - self.elapsed(from)
    }

    /// The moment when `span` of open time has passed since `from`; `NEVER` if it never does.
    /// A span of zero is over at the next open moment.
    #[inline]
    pub fn advance(&self, from: Moment, span: Span) -> Moment {
        if span == NEVER {
            return NEVER;
        }
        let mut index = self.index(from);
        let mut left = span;
        let mut at = from;
        while let Some(&(open, close)) = self.stretches.get(index) {
            at = at.max(open);
            if left < close - at || (left == close - at && index + 1 == self.stretches.len()) {
                return at + left;
            }
            if left == close - at {
                return close;
            }
            left -= close - at;
            index += 1;
        }
        NEVER
    }
}

#[cfg(test)]
mod tests {
    use super::Opening;
    use crate::time::{DAY, HOUR, NEVER};

    fn office() -> Opening {
        Opening::new((0..3).map(|day| (day * DAY + 8 * HOUR, day * DAY + 18 * HOUR)))
    }

    #[test]
    fn opening_time_stops_over_night() {
        let opening = office();
        assert!(!opening.is_open(7 * HOUR));
        assert!(opening.is_open(8 * HOUR));
        assert!(!opening.is_open(18 * HOUR));
        assert_eq!(opening.next_open(19 * HOUR), DAY + 8 * HOUR);
        assert_eq!(opening.between(17 * HOUR, DAY + 9 * HOUR), 2 * HOUR);
        assert_eq!(opening.advance(17 * HOUR, 4 * HOUR), DAY + 11 * HOUR);
        assert_eq!(opening.advance(6 * HOUR, HOUR), 9 * HOUR);
        assert_eq!(opening.advance(17 * HOUR, HOUR), 18 * HOUR);
        assert_eq!(opening.advance(2 * DAY + 17 * HOUR, 2 * HOUR), NEVER);
        assert_eq!(opening.next_open(3 * DAY), NEVER);
    }

    #[test]
    fn always_open_is_wall_time() {
        let opening = Opening::always();
        assert_eq!(opening.advance(5, 7), 12);
        assert_eq!(opening.between(5, 12), 7);
    }
}
