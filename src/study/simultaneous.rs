//! Intervals that hold all together: how wide a family of paired differences must be said to be.
//!
//! In: deviations of several estimates by replication. Out: the multiple of each standard error within which all of them
//! lie with the stated confidence. Must not know: what the estimates are of.

use super::estimate::t_quantile;
use crate::math::sqrt;
use crate::random::{Purpose, Streams, subject};

/// Bootstrap samples.
const SAMPLES: u64 = 2_000;

/// What resampling says of a family.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Family {
    /// Half widths are this many standard errors.
    pub(super) multiple: f64,
    /// Of each: the share of samples in which it is the lowest.
    pub(super) lowest: Vec<f64>,
}

/// The family of these estimates: by estimate, its mean and the deviations of its replications, in its unit.
///
/// The multiple is the quantile of the largest studentised deviation over bootstrap samples of the replications (max-t:
/// Romano and Wolf 2005), which knows how strongly the estimates go together; at least that of a single interval, at most
/// Bonferroni's, which is right however they go together. Samples are keyed by the family's name: the same for any
/// number of threads.
pub(super) fn family(name: &str, estimates: &[(f64, &[f64])], seed: u64, confidence: f64) -> Family {
    let replications = estimates.first().map_or(0, |(_, deviations)| deviations.len());
    let moving: Vec<usize> = (0..estimates.len()).filter(|one| varies(estimates[*one].1)).collect();
    let mut lowest = vec![0.0; estimates.len()];
    if replications < 2 || moving.is_empty() {
        return Family { multiple: f64::INFINITY, lowest };
    }
    let n = replications as f64;
    let streams = Streams::new(seed, 0);
    let name = subject(name);
    let mut largest = Vec::with_capacity(SAMPLES as usize);
    let mut times = vec![0.0; replications];
    for sample in 0..SAMPLES {
        let mut draw = streams.draw(Purpose::Bootstrap, name, sample);
        times.fill(0.0);
        for _ in 0..replications {
            times[draw.below(replications as u64) as usize] += 1.0;
        }
        let mut most: f64 = 0.0;
        let mut first = (f64::INFINITY, 0);
        for one in &moving {
            let (mean, deviations) = estimates[*one];
            let (mut sum, mut squares) = (0.0, 0.0);
            for (times, deviation) in times.iter().zip(deviations) {
                let weighed = times * deviation;
                sum += weighed;
                squares += weighed * deviation;
            }
            let off = sum / n;
            let variance = (squares / n - off * off).max(0.0) / (n - 1.0);
            if variance > 0.0 {
                most = most.max(off.abs() / sqrt(variance));
            }
            if mean + off < first.0 {
                first = (mean + off, *one);
            }
        }
        largest.push(most);
        lowest[first.1] += 1.0 / SAMPLES as f64;
    }
    largest.sort_by(f64::total_cmp);
    let place = (confidence * SAMPLES as f64).ceil() as usize;
    let found = largest[place.clamp(1, largest.len()) - 1];
    let of = |level: f64| t_quantile(n - 1.0, 1.0 - level / 2.0);
    let single = of(1.0 - confidence);
    let bonferroni = of((1.0 - confidence) / moving.len() as f64);
    Family { multiple: found.clamp(single, bonferroni), lowest }
}

fn varies(deviations: &[f64]) -> bool {
    deviations.iter().any(|deviation| deviation.abs() > 1e-14)
}

#[cfg(test)]
mod tests {
    use super::family;
    use crate::math::{normal_quantile, sqrt};
    use crate::random::{Purpose, Streams};

    /// Draws of a family of twelve estimates that go together, by estimate and replication; the truth is 0.
    fn draws(experiment: u64, replications: usize, own: f64) -> Vec<Vec<f64>> {
        let streams = Streams::new(11, experiment);
        let normal =
            |who: u64, n: usize| normal_quantile(streams.draw(Purpose::Test, who, n as u64).uniform());
        let one = |who: u64| (0..replications).map(|n| normal(99, n) + own * normal(who, n)).collect();
        (0..12).map(one).collect()
    }

    fn centred(values: &[f64]) -> (f64, Vec<f64>, f64) {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let deviations: Vec<f64> = values.iter().map(|value| value - mean).collect();
        let squares: f64 = deviations.iter().map(|one| one * one).sum();
        (mean, deviations, sqrt(squares / (n - 1.0) / n))
    }

    /// 400 families of twelve from 40 replications: all twelve intervals are right in 95 % of them, 380 ± 4.4 (σ);
    /// false alarm of 5 σ below 10⁻⁶. Single intervals would all be right far less often.
    #[test]
    fn all_intervals_of_a_family_are_right_together() {
        let (mut right, mut right_alone) = (0, 0);
        for experiment in 0..400 {
            let all: Vec<_> = draws(experiment, 40, 1.0).iter().map(|one| centred(one)).collect();
            let estimates: Vec<(f64, &[f64])> = all.iter().map(|one| (one.0, one.1.as_slice())).collect();
            let multiple = family("test", &estimates, experiment, 0.95).multiple;
            let within = |times: f64| all.iter().all(|(mean, _, error)| mean.abs() <= times * error);
            right += u32::from(within(multiple));
            right_alone += u32::from(within(crate::math::student_quantile(39.0, 0.975)));
        }
        assert!((358..=400).contains(&right), "{right} of 400");
        assert!(right_alone < 330, "{right_alone} of 400");
    }

    #[test]
    fn what_goes_together_needs_less_than_bonferroni() {
        let multiple = |own: f64| {
            let all: Vec<_> = draws(3, 60, own).iter().map(|one| centred(one)).collect();
            let estimates: Vec<(f64, &[f64])> = all.iter().map(|one| (one.0, one.1.as_slice())).collect();
            family("test", &estimates, 1, 0.95).multiple
        };
        let (alike, apart) = (multiple(0.05), multiple(20.0));
        assert!(alike < 2.3 && apart > 2.7, "{alike} {apart}");
    }

    #[test]
    fn the_lowest_is_found_as_often_as_it_is_the_lowest() {
        let flat = vec![0.1, -0.1, 0.05, -0.05];
        let family = family("test", &[(-3.0, &flat), (0.0, &flat), (0.0, &[0.0; 4])], 1, 0.95);
        assert!((family.lowest[0] - 1.0).abs() < 1e-9, "{family:?}");
    }
}
