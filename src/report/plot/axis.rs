//! Scales and round numbers.
//!
//! In: ranges of values. Out: positions in picture points, and ticks. Must not know: records, how anything is drawn.

use crate::math::ln;

/// Maps values to points; linear or logarithmic.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
    log: bool,
}

impl Scale {
    /// A linear scale that puts value `from` at point `start` and value `to` at point `end`.
    pub(crate) fn linear(from: f64, to: f64, start: f64, end: f64) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self { from, to, start, end, log: false }
    }

    /// A logarithmic scale; values must be positive.
    pub(crate) fn log(from: f64, to: f64, start: f64, end: f64) -> Self {
        let from = from.max(1e-9);
        let to = if to > from { to } else { from * 10.0 };
        Self { from: ln(from), to: ln(to), start, end, log: true }
    }

    /// The point of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let value = if self.log { ln(value.max(1e-9)) } else { value };
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// The point of a value, held inside the scale.
    pub(crate) fn inside(&self, value: f64) -> f64 {
        self.at(value).clamp(self.start.min(self.end), self.start.max(self.end))
    }
}

/// The round step (1, 2 or 5 times a power of ten) that cuts a range into at most `parts` parts.
pub(crate) fn round_step(range: f64, parts: usize) -> f64 {
    let rough = range / parts.max(1) as f64;
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let mut power = 1.0;
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    while power > rough {
        power /= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .iter()
        .map(|m| m * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(power * 10.0)
}

/// The round values inside a range, about `parts` of them.
pub(crate) fn ticks(from: f64, to: f64, parts: usize) -> Vec<f64> {
    let step = round_step(to - from, parts);
    let first = (from / step - 1e-9).ceil() as i64;
    let last = (to / step + 1e-9).floor() as i64;
    (first..=last.min(first + 50)).map(|n| n as f64 * step).collect()
}

/// Round values of a log axis: 1, 2 and 5 times powers of ten.
pub(crate) fn by_factors(from: f64, to: f64) -> Vec<f64> {
    let mut ticks = Vec::new();
    let mut power = 1e-6;
    while power <= to {
        let here = [1.0, 2.0, 5.0].map(|step| step * power);
        ticks.extend(here.into_iter().filter(|tick| *tick >= from * 0.999 && *tick <= to * 1.001));
        power *= 10.0;
    }
    ticks
}

/// Decimals needed to write the ticks of a range apart from each other.
pub(crate) fn tick_decimals(from: f64, to: f64, parts: usize) -> usize {
    let step = round_step(to - from, parts);
    [1.0, 0.1, 0.01, 0.001].iter().position(|size| step >= size * 0.999).unwrap_or(4)
}

/// Durations that people know, in seconds, with their names.
const DURATIONS: [(f64, &str); 21] = [
    (0.1, "0.1 s"),
    (0.3, "0.3 s"),
    (1.0, "1 s"),
    (2.0, "2 s"),
    (5.0, "5 s"),
    (10.0, "10 s"),
    (20.0, "20 s"),
    (60.0, "1 min"),
    (120.0, "2 min"),
    (300.0, "5 min"),
    (600.0, "10 min"),
    (1_200.0, "20 min"),
    (3_600.0, "1 h"),
    (7_200.0, "2 h"),
    (14_400.0, "4 h"),
    (28_800.0, "8 h"),
    (86_400.0, "1 d"),
    (172_800.0, "2 d"),
    (432_000.0, "5 d"),
    (864_000.0, "10 d"),
    (2_592_000.0, "30 d"),
];

/// The known durations inside a range.
pub(crate) fn durations(from: f64, to: f64) -> Vec<(f64, &'static str)> {
    DURATIONS.iter().filter(|(value, _)| *value >= from * 0.999 && *value <= to * 1.001).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::{Scale, round_step, tick_decimals, ticks};

    #[test]
    fn steps_are_round() {
        assert!((round_step(1.0, 5) - 0.2).abs() < 1e-12);
        assert!((round_step(930.0, 5) - 200.0).abs() < 1e-9);
        assert_eq!(ticks(0.0, 100.0, 5), vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(tick_decimals(0.0, 1.0, 5), 1);
        assert!((round_step(f64::NAN, 5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn scales_reach_their_ends() {
        let scale = Scale::log(1.0, 100.0, 0.0, 10.0);
        assert!((scale.at(10.0) - 5.0).abs() < 1e-9);
        let scale = Scale::linear(0.0, 1.0, 100.0, 0.0);
        assert!((scale.at(0.25) - 75.0).abs() < 1e-9);
        assert!((scale.inside(2.0)).abs() < 1e-9);
    }
}
