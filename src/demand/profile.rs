//! Where in the day a request falls: the inverse of a profile's cumulative shares.
//!
//! In: cumulative shares by interval. Out: a moment of the day for a uniform number, in constant time.
//! Must not know: whose profile it is.

use crate::model::Profile;
use crate::random::to_unit;
use crate::time::Span;

/// Cells of the guide table, a power of two: so many that nearly all lie within one interval, and the search need not step.
const GUIDE: usize = 1024;

/// The part of an interval that is open, with a share of requests: within it they fall evenly.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    /// Cumulative share before it.
    below: f64,
    /// µs per unit of share.
    slope: f64,
    /// Cumulative share at its end; of the last one, beyond every share.
    above: f64,
    /// Its first µs.
    start: Span,
    /// Its last µs, counted from the first.
    last: Span,
}

/// A weekday's profile, inverted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Inverse {
    steps: Vec<Step>,
    /// For each cell of the unit interval: the step that holds its lower end.
    guide: Box<[u16; GUIDE]>,
}

impl Inverse {
    /// Inverts cumulative shares of intervals, of which the parts within `open` stretches count (all where there are none);
    /// `None` where nothing arrives.
    fn new(cumulative: &[f64], interval: Span, open: &[(Span, Span)]) -> Option<Self> {
        let mut steps = Vec::new();
        let mut below = 0.0;
        // Shares are divided by the last one, so that a profile which ends at 0.999999 loses nobody.
        let total = *cumulative.last()?;
        if total.is_nan() || total <= 0.0 {
            return None;
        }
        for (index, &share) in cumulative.iter().enumerate() {
            let above = share / total;
            if above <= below {
                continue;
            }
            let (from, to) = (index as Span * interval, (index as Span + 1) * interval);
            let mut parts: Vec<(Span, Span)> =
                open.iter().map(|part| (part.0.max(from), part.1.min(to))).collect();
            parts.retain(|part| part.0 < part.1);
            if parts.is_empty() {
                parts.push((from, to));
            }
            let slope = parts.iter().map(|part| part.1 - part.0).sum::<Span>() as f64 / (above - below);
            for (number, (start, end)) in parts.iter().enumerate() {
                let is_last = number + 1 == parts.len();
                let upto = if is_last { above } else { below + (end - start) as f64 / slope };
                steps.push(Step { below, slope, above: upto, start: *start, last: end - start - 1 });
                below = upto;
            }
        }
        steps.last_mut()?.above = f64::INFINITY;
        let mut step = 0;
        let guide = Box::new(std::array::from_fn(|cell| {
            let u = cell as f64 / GUIDE as f64;
            while steps[step].above <= u {
                step += 1;
            }
            step as u16
        }));
        Some(Self { steps, guide })
    }

    /// The µs after midnight below which a share of the day's requests has arrived: that of the number which these
    /// random bits stand for.
    #[inline]
    pub(super) fn place(&self, bits: u64) -> Span {
        let u = to_unit(bits);
        // The highest bits are the cell of the table.
        let mut index = usize::from(self.guide[(bits >> (u64::BITS - GUIDE.ilog2())) as usize]);
        let mut step = &self.steps[index];
        while u >= step.above {
            index += 1;
            step = &self.steps[index];
        }
        let offset = ((u - step.below) * step.slope) as Span;
        step.start + offset.min(step.last)
    }
}

/// A part of a day, and the profile of that day.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayPart<'a> {
    /// Cumulative shares of the day's requests by interval.
    pub(super) shares: &'a [f64],
    pub(super) interval: Span,
    /// Stretches of the day, in order, in which they arrive within the intervals; anywhere in these where there are none.
    pub(super) open: &'a [(Span, Span)],
    /// After midnight.
    pub(super) from: Span,
    /// After midnight, later.
    pub(super) to: Span,
}

impl DayPart<'_> {
    /// The µs after midnight, in this part of the day, below which so much of its requests (0 to 1) have arrived, evenly within
    /// what is open of an interval; the first of it where it has none.
    pub(super) fn place(&self, u: f64) -> Span {
        let (first, last) = (self.before(self.from), self.before(self.to));
        let share = first + u * (last - first);
        let index = self.shares.partition_point(|upto| *upto <= share);
        let Some(upto) = self.shares.get(index).filter(|_| last > first) else { return self.from };
        let below = self.upto(index);
        let mut left = ((share - below) / (upto - below) * self.open_until(index, Span::MAX) as f64) as Span;
        for (open, close) in self.parts(index) {
            if left < close - open {
                return (open + left).clamp(self.from, self.to - 1);
            }
            left -= close - open;
        }
        ((index as Span + 1) * self.interval - 1).clamp(self.from, self.to - 1)
    }

    /// What is open of an interval; all of it where nothing is.
    fn parts(&self, index: usize) -> impl Iterator<Item = (Span, Span)> {
        let (from, to) = (index as Span * self.interval, (index as Span + 1) * self.interval);
        let open = self.open.iter().map(move |part| (part.0.max(from), part.1.min(to)));
        let open = open.filter(|part| part.0 < part.1);
        let closed = open.clone().next().is_none().then_some((from, to));
        open.chain(closed)
    }

    /// Open time of an interval before a moment after midnight.
    fn open_until(&self, index: usize, at: Span) -> Span {
        self.parts(index).map(|(open, close)| (close.min(at) - open).max(0)).sum()
    }

    /// The share of so many intervals.
    fn upto(&self, intervals: usize) -> f64 {
        let last = intervals.min(self.shares.len());
        last.checked_sub(1).map_or(0.0, |last| self.shares[last])
    }

    /// The share before a moment after midnight.
    fn before(&self, at: Span) -> f64 {
        let index = (at / self.interval) as usize;
        let within = self.open_until(index, at) as f64 / self.open_until(index, Span::MAX) as f64;
        let below = self.upto(index);
        below + within * (self.upto(index + 1) - below)
    }
}

/// The inverses of a profile by weekday, Monday first; `None` where nothing arrives.
pub(super) fn by_weekday(profile: &Profile, interval: Span) -> Vec<Option<Inverse>> {
    let days = profile.cumulative.iter().zip(&profile.open);
    days.map(|(cumulative, open)| Inverse::new(cumulative, interval, open)).collect()
}

#[cfg(test)]
mod tests {
    use super::{DayPart, Inverse};
    use crate::time::{HOUR, MINUTE};

    /// A quarter from 8 to 9, three quarters from 9 to 10, none in the afternoon. From 8:30 on there is an eighth before 9 and
    /// three quarters behind: a seventh of them come before 9.
    #[test]
    fn parts_of_a_day_have_what_falls_in_them() {
        let mut shares = vec![1.0; 24];
        shares[..8].fill(0.0);
        shares[8] = 0.25;
        let part = |from, to| DayPart { shares: &shares, interval: HOUR, open: &[], from, to };
        let morning = part(8 * HOUR + 30 * MINUTE, 12 * HOUR);
        for (u, at) in [(0.0, 8.5), (1.0 / 7.0, 9.0), (1.0 / 14.0, 8.75), (4.0 / 7.0, 9.5)] {
            let off = morning.place(u) - (at * HOUR as f64) as i64;
            assert!(off.abs() <= 1, "{u}: {off}");
        }
        assert_eq!(part(13 * HOUR, 17 * HOUR).place(0.7), 13 * HOUR);
        assert_eq!(part(9 * HOUR, 9 * HOUR + 1).place(0.99), 9 * HOUR);
        // Open from 8:30 on: the quarter of the first hour is all of that half hour's, and of the morning's a quarter.
        let open = [(8 * HOUR + 30 * MINUTE, 12 * HOUR)];
        let morning = DayPart { open: &open, ..morning };
        for (u, at) in [(0.0, 8.5), (0.25, 9.0), (0.125, 8.75), (0.625, 9.5)] {
            let off = morning.place(u) - (at * HOUR as f64) as i64;
            assert!(off.abs() <= 1, "{u}: {off}");
        }
        // Of a whole day it is the inverse by which requests fall.
        let day = DayPart { from: 0, to: 24 * HOUR, ..morning };
        let inverse = Inverse::new(&shares, HOUR, &open).unwrap();
        for step in 0..1_000_u64 {
            let bits = step * (u64::MAX / 1_000);
            let off = day.place(crate::random::to_unit(bits)) - inverse.place(bits);
            assert!(off.abs() <= 1, "{step}: {off}");
        }
    }

    #[test]
    fn shares_come_back() {
        // Nothing at night, a quarter from 8 to 9, three quarters from 10 to 11.
        let mut shares = vec![0.0; 24];
        for (hour, share) in shares.iter_mut().enumerate() {
            *share = match hour {
                0..8 => 0.0,
                8 | 9 => 0.25,
                _ => 1.0,
            };
        }
        let inverse = Inverse::new(&shares, HOUR, &[]).unwrap();
        let place = |u: f64| inverse.place(((u * (1_u64 << 53) as f64) as u64) << 11);
        assert_eq!(place(0.125), 8 * HOUR + HOUR / 2);
        assert_eq!(place(0.25), 10 * HOUR);
        assert_eq!(place(0.625), 10 * HOUR + HOUR / 2);
        let mut before = 0;
        for step in 0..100_000 {
            let at = place((f64::from(step) + 0.5) / 100_000.0);
            assert!(at >= before && at < 11 * HOUR);
            before = at;
        }
        assert!(inverse.place(u64::MAX) < 11 * HOUR);
        assert_eq!(inverse.place(0), place(0.0));
        assert!(Inverse::new(&[], HOUR, &[]).is_none());
        assert!(Inverse::new(&[0.0, 0.0], HOUR, &[]).is_none());
    }

    /// Open from a quarter to nine to five past ten and from twenty to eleven on: of two hours and a quarter, in proportion, and
    /// nothing outside.
    #[test]
    fn only_open_parts_of_intervals_have_requests() {
        let open = [(8 * HOUR + 45 * MINUTE, 10 * HOUR + 5 * MINUTE), (10 * HOUR + 40 * MINUTE, 11 * HOUR)];
        let mut shares = vec![0.0; 24];
        // As many a minute: 15 of 100 minutes, 75, and all.
        for (hour, share) in shares.iter_mut().enumerate() {
            *share = [0.15, 0.75, 1.0][hour.clamp(8, 10) - 8] * f64::from(u8::from(hour >= 8));
        }
        let inverse = Inverse::new(&shares, HOUR, &open).unwrap();
        let place = |u: f64| inverse.place(((u * (1_u64 << 53) as f64) as u64) << 11);
        let minutes: Vec<i64> = (0..100).map(|at| place((f64::from(at) + 0.5) / 100.0) / MINUTE).collect();
        let expected: Vec<i64> = (525..605).chain(640..660).collect();
        assert_eq!(minutes, expected);
    }
}
