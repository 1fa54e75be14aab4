//! How busy a day is: factors with mean 1, common to all accounts, to a sector, or of one account alone.
//!
//! In: coefficients of variation, streams, days in order. Out: one factor per account and day, the product of the three.
//! Must not know: rates, channels, counts.
//!
//! Each factor is a gamma variate. Without persistence it is drawn anew each day; with it, a stationary Gaussian sequence
//! z(d) = ρ·z(d−1) + √(1 − ρ²)·ε(d) is turned into gamma variates by its distribution function and the gamma quantile
//! (a Gaussian copula), so that the law of a day is the same and neighbouring days are alike.

use crate::distribution::Gamma;
use crate::math::{incomplete_gamma, incomplete_gamma_upper, normal_cdf, normal_quantile, sqrt};
use crate::model::Model;
use crate::random::{OneShot, Purpose, Streams, drawn_from, subject};
use rand_distr::Distribution;

/// The quantile table covers normal scores up to this; beyond lie two days in a billion.
const REACH: f64 = 6.0;
/// Distance of its nodes; between them a cubic is right to about 1e-6.
const STEP: f64 = 1.0 / 16.0;

/// The law of one kind of factor.
#[derive(Debug, Clone)]
enum Factor {
    /// Always 1.
    None,
    /// Independent from day to day.
    Fresh(Gamma),
    /// Alike from day to day: gamma quantiles at the nodes.
    Persistent(Vec<f64>),
}

impl Factor {
    fn new(cv: f64, persistence: f64) -> Self {
        let shape = 1.0 / (cv * cv);
        match Gamma::new(1.0, shape) {
            Ok(_) if cv > 0.0 && persistence > 0.0 => Self::Persistent(quantiles(shape)),
            Ok(law) if cv > 0.0 => Self::Fresh(law),
            _ => Self::None,
        }
    }

    fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The factor of a day; `score` is the sequence's place, read and moved on with persistence only.
    #[inline]
    fn draw(&self, mut stream: OneShot, score: Option<&mut f64>, step: Step) -> f64 {
        match self {
            Self::None => 1.0,
            Self::Fresh(law) => law.sample(&mut stream),
            Self::Persistent(nodes) => {
                let fresh = normal_quantile(stream.uniform());
                let Some(score) = score else { return 1.0 };
                *score = step.keep * *score + step.fresh * fresh;
                interpolate(nodes, *score)
            }
        }
    }
}

/// Weights of yesterday's score and today's news.
#[derive(Debug, Clone, Copy)]
struct Step {
    keep: f64,
    fresh: f64,
}

/// Quantile function of the gamma law with mean 1 at the nodes of the table.
fn quantiles(shape: f64) -> Vec<f64> {
    let count = (2.0 * REACH / STEP) as usize + 1;
    let mut low = 0.0;
    (0..count)
        .map(|node| {
            let score = node as f64 * STEP - REACH;
            low = quantile(shape, score, low);
            low / shape
        })
        .collect()
}

/// The x at which the gamma law of this shape and scale 1 has the distribution function of the normal score; at least `low`.
fn quantile(shape: f64, score: f64, mut low: f64) -> f64 {
    // The smaller tail is compared, because the other one rounds to 1.
    let (lower, upper) = (normal_cdf(score), normal_cdf(-score));
    let is_below = |x: f64| {
        if score < 0.0 {
            incomplete_gamma(shape, x) < lower
        } else {
            incomplete_gamma_upper(shape, x) > upper
        }
    };
    let mut high = (2.0 * low).max(shape).max(1.0);
    while is_below(high) {
        high *= 2.0;
    }
    while high - low > 1e-9 * high {
        let middle = 0.5 * (low + high);
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
        if high < 1e-300 {
            break;
        }
    }
    0.5 * (low + high)
}

/// Cubic through the four nearest nodes' slopes (Catmull and Rom); never below 0.
fn interpolate(nodes: &[f64], score: f64) -> f64 {
    let place = (score.clamp(-REACH, REACH) + REACH) / STEP;
    let left = (place as usize).min(nodes.len() - 2);
    let t = place - left as f64;
    let (p1, p2) = (nodes[left], nodes[left + 1]);
    let p0 = if left > 0 { nodes[left - 1] } else { 2.0 * p1 - p2 };
    let p3 = nodes.get(left + 2).copied().unwrap_or(2.0 * p2 - p1);
    let cubic = 3.0 * (p1 - p2) + p3 - p0;
    let square = 2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3;
    (p1 + 0.5 * t * (p2 - p0 + t * (square + t * cubic))).max(0.0)
}

/// The factors of the current day, and the sequences behind them.
#[derive(Debug, Clone)]
pub(super) struct Busyness {
    step: Step,
    common: Factor,
    sector: Factor,
    own: Factor,
    /// Stream keys: one subject for all, one per sector, one per account (where needed).
    common_key: u64,
    sector_keys: Vec<u64>,
    own_keys: Vec<u64>,
    /// Normal scores of the current day, in the same order (with persistence only).
    common_score: f64,
    sector_scores: Vec<f64>,
    own_scores: Vec<f64>,
    /// Day being drawn.
    day: u32,
    persistence: f64,
    /// Common factor of the day, and that times the sector's.
    common_today: f64,
    sector_today: Vec<f64>,
}

impl Busyness {
    pub(super) fn new(model: &Model, streams: Streams) -> Self {
        let volume = &model.volume;
        let rho = volume.persistence.clamp(0.0, 1.0);
        let common = Factor::new(volume.common_cv, rho);
        let sector = Factor::new(volume.sector_cv, rho);
        let own = Factor::new(volume.own_cv, rho);
        let sectors = model.sectors.max(1);
        let sector_keys = (0..sectors)
            .map(|number| streams.key(crate::random::mix(subject("sector"), number as u64)))
            .collect();
        let own_keys = if own.is_none() {
            Vec::new()
        } else {
            let keys = model.accounts.iter().map(|account| account.key);
            keys.map(|key| streams.key(key)).collect()
        };
        let kept = |keys: usize, factor: &Factor| match factor {
            Factor::Persistent(_) => vec![0.0; keys],
            _ => Vec::new(),
        };
        Self {
            step: Step { keep: 0.0, fresh: 1.0 },
            common_score: 0.0,
            sector_scores: kept(sectors, &sector),
            own_scores: kept(own_keys.len(), &own),
            common,
            sector,
            own,
            common_key: streams.key(subject("all accounts")),
            sector_keys,
            own_keys,
            day: 0,
            persistence: rho,
            common_today: 1.0,
            sector_today: vec![1.0; sectors],
        }
    }

    /// Whether accounts have factors of their own.
    pub(super) fn has_own(&self) -> bool {
        !self.own.is_none()
    }

    /// Whether a day depends on the day before.
    pub(super) fn persists(&self) -> bool {
        self.persistence > 0.0
    }

    /// Turns to a day; with persistence, days must come in order from 0 on.
    pub(super) fn turn_to(&mut self, day: u32) {
        self.day = day;
        // The first day has the sequence's stationary law.
        self.step = if day == 0 {
            Step { keep: 0.0, fresh: 1.0 }
        } else {
            let rho = self.persistence;
            Step { keep: rho, fresh: sqrt(1.0 - rho * rho) }
        };
        let n = u64::from(day);
        let stream = drawn_from(self.common_key, Purpose::BusynessCommon, n);
        self.common_today = self.common.draw(stream, Some(&mut self.common_score), self.step);
        for (sector, today) in self.sector_today.iter_mut().enumerate() {
            let stream = drawn_from(self.sector_keys[sector], Purpose::BusynessSector, n);
            let score = self.sector_scores.get_mut(sector);
            *today = self.common_today * self.sector.draw(stream, score, self.step);
        }
    }

    /// Common × sector factor of the day.
    #[inline]
    pub(super) fn of_sector(&self, sector: u16) -> f64 {
        self.sector_today[usize::from(sector)]
    }

    /// The account's own factor of the day: to be asked once a day, of every account on every day if it persists.
    #[inline]
    pub(super) fn of_account(&mut self, account: u32) -> f64 {
        if self.own.is_none() {
            return 1.0;
        }
        let index = account as usize;
        let stream = drawn_from(self.own_keys[index], Purpose::BusynessOwn, u64::from(self.day));
        self.own.draw(stream, self.own_scores.get_mut(index), self.step)
    }
}

#[cfg(test)]
mod tests {
    use super::{Factor, REACH, STEP, interpolate, quantile, quantiles};
    use crate::math::{incomplete_gamma, normal_cdf};

    #[test]
    fn quantile_table_inverts_the_gamma_law() {
        for cv in [0.05, 0.3, 1.0, 2.0] {
            let shape = 1.0 / (cv * cv);
            let nodes = quantiles(shape);
            for i in 0..400_u32 {
                let score = f64::from(i) * 0.025 - 5.0 + 0.01;
                let x = interpolate(&nodes, score);
                let exact = quantile(shape, score, 0.0) / shape;
                assert!((x - exact).abs() < 1e-5 * (1.0 + exact), "{cv} {score} {x} {exact}");
                let back = incomplete_gamma(shape, exact * shape);
                assert!((back - normal_cdf(score)).abs() < 1e-8, "{cv} {score} {back}");
            }
            // Mean 1 by the trapezoid rule over the normal score.
            let mut mean = 0.0;
            for i in 0..=(2.0 * REACH / STEP) as u32 {
                let score = f64::from(i) * STEP - REACH;
                let density = crate::math::normal_density(score);
                mean += density * STEP * interpolate(&nodes, score);
            }
            assert!((mean - 1.0).abs() < 1e-6, "{cv} {mean}");
        }
        assert!((quantile(1.0, 0.0, 0.0) - std::f64::consts::LN_2).abs() < 1e-8);
    }

    #[test]
    fn no_spread_no_factor() {
        assert!(Factor::new(0.0, 0.0).is_none());
        assert!(Factor::new(0.0, 0.5).is_none());
    }
}
