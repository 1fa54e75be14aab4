//! The path by which volumes grow in a replication.
//!
//! In: rates of growth, streams. Out: a factor on the volumes of each group on each day. Must not know: rates of
//! requests, seasons, counts.
//!
//! With g the growth a year of a group, σ the uncertainty and t = day ÷ 365.25,
//! `factor = (1 + g)^t · exp(σ·W(t) − σ²·t/2)`, W a random walk with one normal step a day, of variance 1 ÷ 365.25, the
//! same for all groups. Its exponential is a martingale, so that the mean of the factor is (1 + g)^t exactly, whatever σ;
//! its variance is (1 + g)^2t · (exp(σ²·t) − 1), and the covariance of two days s < t is (1 + g)^(s+t) · (exp(σ²·s) − 1).
//! The steps do not depend on σ: futures of more uncertainty are those of less, spread out.

use crate::math::{exp, normal_quantile, sqrt};
use crate::model::{Growth, Model};
use crate::random::{Purpose, Streams, drawn_from, subject};
use crate::time::DAYS_PER_YEAR;

/// Growth in one future.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    rules: Growth,
    /// The walk's exponential, by day.
    walk: Vec<f64>,
}

impl Path {
    /// Draws it; `None` where volumes do not grow.
    pub fn draw(model: &Model, streams: Streams) -> Option<Self> {
        let rules = model.volume.growth.clone()?;
        let key = streams.key(subject("growth"));
        let step = rules.uncertainty / sqrt(DAYS_PER_YEAR);
        let mut sum = 0.0;
        let walk = (0..model.calendar.days).map(|day| {
            if day > 0 {
                sum += normal_quantile(drawn_from(key, Purpose::Growth, u64::from(day)).uniform());
            }
            exp(step * sum - 0.5 * step * step * f64::from(day))
        });
        Some(Self { walk: walk.collect(), rules })
    }

    /// Factor that is expected of a later day as things stand on a day: the walk is a martingale.
    pub fn expected_from(&self, group: usize, day: u32, later: u32) -> f64 {
        let grown = self.rules.expected(group, f64::from(later)) / self.rules.expected(group, f64::from(day));
        self.factor(group, day) * grown
    }

    /// Factor on the volumes of a group on a day.
    pub fn factor(&self, group: usize, day: u32) -> f64 {
        let walk = self.walk.get(day as usize).copied().unwrap_or(1.0);
        self.rules.expected(group, f64::from(day)) * walk
    }
}

#[cfg(test)]
mod tests {
    use super::Path;
    use crate::demand::Demand;
    use crate::demand::sample::desk;
    use crate::math::{exp, normal_quantile, pow, sqrt};
    use crate::model::{Growth, Model, Opening};
    use crate::random::Streams;

    const DAYS: u32 = 360;
    /// The twelfth month.
    const MONTH: std::ops::Range<u32> = 330..360;
    const RATE: f64 = 0.12;
    const SIGMA: f64 = 0.25;

    /// One account that phones around the clock, every day alike.
    fn growing(per_day: f64, growth: Option<Growth>) -> Model {
        let mut model = desk(1, [per_day, 0.0], DAYS);
        model.channels[0].opening = Opening::always();
        let weekday = model.volume.profiles[0].cumulative[0].clone();
        model.volume.profiles[0].cumulative = vec![weekday; 7];
        model.volume.growth = growth;
        model
    }

    fn growth(rate: f64, uncertainty: f64) -> Growth {
        Growth { per_year: vec![rate], uncertainty }
    }

    /// Mean and variance of the sum of a month's factors, by the formula at the head of the file.
    fn known() -> (f64, f64) {
        let years = |day: u32| f64::from(day) / 365.25;
        let mean = MONTH.map(|day| pow(1.0 + RATE, years(day))).sum();
        let covariance = |one: u32, other: u32| {
            pow(1.0 + RATE, years(one) + years(other)) * (exp(SIGMA * SIGMA * years(one.min(other))) - 1.0)
        };
        let variance = MONTH.map(|one| MONTH.map(|other| covariance(one, other)).sum::<f64>()).sum();
        (mean, variance)
    }

    /// Mean and variance of a sample lie within limits that a right program fails once in a thousand times.
    fn holds(sample: &[f64], mean: f64, variance: f64) {
        let n = sample.len() as f64;
        let limit = normal_quantile(1.0 - 0.0005);
        let moment = |power: i32| sample.iter().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
        let at = sample.iter().sum::<f64>() / n;
        assert!((at - mean).abs() < limit * sqrt(variance / n), "mean {at}, not {mean}");
        let (second, fourth) = (moment(2), moment(4));
        let error = sqrt((fourth - second * second) / n);
        assert!((second - variance).abs() < limit * error, "variance {second} ± {error}, not {variance}");
    }

    #[test]
    fn a_month_has_the_mean_and_variance_of_the_formula() {
        let model = growing(1.0, Some(growth(RATE, SIGMA)));
        let of_path = |replication: u64| {
            let path = Path::draw(&model, Streams::new(11, replication)).unwrap();
            MONTH.map(|day| path.factor(0, day)).sum::<f64>()
        };
        let sample: Vec<f64> = (0..4_000).map(of_path).collect();
        let (mean, variance) = known();
        holds(&sample, mean, variance);
    }

    /// Counts are Poisson given the path: their variance is that of the path plus their mean.
    #[test]
    fn requests_of_a_month_have_them_too() {
        let per_day = 8.0;
        let model = growing(per_day, Some(growth(RATE, SIGMA)));
        let of_month = |replication: u64| {
            let mut demand = Demand::new(&model, Streams::new(12, replication));
            let mut count = 0;
            for day in 0..MONTH.end {
                let drawn = demand.draw(day).len();
                count += if MONTH.contains(&day) { drawn } else { 0 };
            }
            count as f64
        };
        let sample: Vec<f64> = (0..600).map(of_month).collect();
        let (mean, variance) = known();
        holds(&sample, per_day * mean, per_day * mean + per_day * per_day * variance);
    }

    #[test]
    fn growth_only_adds_and_none_changes_nothing() {
        let all = |model: &Model| {
            let mut demand = Demand::new(model, Streams::new(3, 1));
            (0..DAYS).flat_map(|day| demand.draw(day).to_vec()).collect::<Vec<_>>()
        };
        let plain = all(&growing(20.0, None));
        assert_eq!(plain, all(&growing(20.0, Some(growth(0.0, 0.0)))));
        let more = all(&growing(20.0, Some(growth(0.3, 0.0))));
        let keys: std::collections::BTreeSet<u64> = more.iter().map(|contact| contact.key).collect();
        assert!(plain.iter().all(|contact| keys.contains(&contact.key)));
        assert!(more.len() as f64 > 1.1 * plain.len() as f64, "{} {}", more.len(), plain.len());
        let less = all(&growing(20.0, Some(growth(-0.3, 0.0))));
        assert!((less.len() as f64) < 0.9 * plain.len() as f64);
    }
}
