//! How many contacts a day may bring: for buffers that are made once, as large as they will have to be.
//!
//! In: a model. Out: a number that a day hardly ever exceeds. Must not know: draws.

use super::{Kind, Model};
use crate::math::exp_m1;
use crate::time::{DAY, DAYS_PER_YEAR};

/// So many standard deviations above its mean lies the busiest day of many years.
const DEVIATIONS: f64 = 4.5;

impl Model {
    /// First contacts of the busiest day, nearly for certain: what is expected of it, with what comes while closed
    /// and waits for it, and a margin for busyness and chance. A day with more costs one larger buffer.
    pub fn busiest_day(&self) -> usize {
        let expected = self.expected_by_day();
        let (mut most, mut before) = (0.0_f64, 0.0);
        for day in 0..self.calendar.days {
            let (mut today, mut deferrable) = (before, 0.0);
            for (channel, facts) in self.channels.iter().enumerate() {
                let contacts = expected[channel][day as usize];
                today += contacts;
                if facts.kind != Kind::Live {
                    deferrable += contacts;
                }
            }
            most = most.max(today);
            // What came after closing, at most all of the day, waits for the next opening.
            before = deferrable + if self.is_open_on(day) { 0.0 } else { before };
        }
        let relative = if self.volume.trace.is_some() { 0.0 } else { self.relative_variance() };
        (most + DEVIATIONS * (most + relative * most * most).sqrt()) as usize + 16
    }

    /// Requests expected by channel and day.
    fn expected_by_day(&self) -> Vec<Vec<f64>> {
        let days = self.calendar.days as usize;
        if let Some(log) = &self.volume.trace {
            let mut counts = vec![vec![0.0; days]; self.channels.len()];
            for row in &log.rows {
                if let Some(count) = counts[usize::from(row.channel)].get_mut((row.time / DAY) as usize) {
                    *count += log.scale;
                }
            }
            return counts;
        }
        let ordinary = |channel: usize| -> f64 {
            self.accounts.iter().map(|account| account.requests_per_day.get(channel).unwrap_or(&0.0)).sum()
        };
        let growth = self.volume.growth.as_ref();
        let factor = |channel: usize, day: usize| {
            let grown = growth.map_or(1.0, |growth| growth.most_expected(day as f64));
            grown * self.volume.day_factor[channel].get(day).copied().unwrap_or(0.0)
        };
        (0..self.channels.len())
            .map(|channel| {
                let ordinary = ordinary(channel);
                (0..days).map(|day| ordinary * factor(channel, day)).collect()
            })
            .collect()
    }

    /// Squared coefficient of variation of a day's expected requests, as busyness and growth move them.
    fn relative_variance(&self) -> f64 {
        let (mut sum, mut squares) = (0.0, 0.0);
        for account in &self.accounts {
            let requests: f64 = account.requests_per_day.iter().sum();
            sum += requests;
            squares += requests * requests;
        }
        let volume = &self.volume;
        let own = if sum > 0.0 { volume.own_cv * volume.own_cv * squares / (sum * sum) } else { 0.0 };
        let growth = volume.growth.as_ref().map_or(0.0, |growth| {
            let years = f64::from(self.calendar.days) / DAYS_PER_YEAR;
            exp_m1(growth.uncertainty * growth.uncertainty * years)
        });
        volume.common_cv * volume.common_cv + volume.sector_cv * volume.sector_cv + own + growth
    }
}
