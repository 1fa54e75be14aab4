//! The threshold at both ends of other levers: how far it moves with what is not known for sure.
//!
//! In: what both staffings came to at each end. Out: records of the metric `threshold`, each with the point of its end and
//! the difference to the threshold of the scenario as it stands, on the same resamples. Must not know: how it was played.

use super::answer::{Telling, curves};
use super::curve::{Beyond, Sample};
use crate::metrics::catalogue::THRESHOLD;
use crate::study::estimate::{CONFIDENCE, by_percentiles};
use crate::study::record::Record;

impl Telling<'_> {
    /// A record for each end. `base` is the threshold as things stand, and in each resample; `usual` who has less beyond it.
    /// Where at an end they only tie the other way about, that is told, and there is no difference.
    pub(super) fn sensitivity(
        &mut self,
        at: &[f64],
        usual: Beyond,
        base: (f64, &[f64]),
        (all, samples): (&Sample, &[Sample]),
    ) {
        let mut records = Vec::new();
        for end in self.moved {
            let here = curves(&end.steps, all).exact;
            let is_found = |beyond: Beyond| beyond.last_tie(at, &here).is_finite();
            let turned = !is_found(usual) && is_found(usual.other());
            let beyond = if turned { usual.other() } else { usual };
            let threshold = |sample: &Sample| beyond.last_tie(at, &curves(&end.steps, sample).exact);
            let mean = beyond.last_tie(at, &here);
            let again: Vec<f64> = samples.iter().map(threshold).collect();
            let (lower, upper, half) = differences(&again, base.1);
            let difference = if turned { f64::NAN } else { mean - base.0 };
            let record = self.crossing(&THRESHOLD, beyond, at, mean, again);
            records.push(
                Record {
                    point: format!("{}={}", end.lever, end.value.text),
                    at: Some(end.value.at),
                    baseline: self.name(beyond.side()).into(),
                    difference: Some(difference),
                    difference_lower: Some(lower).filter(|_| difference.is_finite()),
                    difference_upper: Some(upper).filter(|_| difference.is_finite()),
                    difference_half_width: Some(half).filter(|_| difference.is_finite()),
                    ..record
                }
                .finite(),
            );
        }
        self.records.extend(records);
    }
}

/// Ends of the interval of a difference, and half its width. A resample in which both thresholds lie outside the range
/// says nothing of their difference: it counts as any difference there can be.
fn differences(there: &[f64], here: &[f64]) -> (f64, f64, f64) {
    let with = |unknown: f64| -> Vec<f64> {
        let pairs = there.iter().zip(here).map(|(there, here)| there - here);
        pairs.map(|difference| if difference.is_nan() { unknown } else { difference }).collect()
    };
    let (_, lower, _) = by_percentiles(0.0, with(f64::NEG_INFINITY), CONFIDENCE);
    let (_, _, upper) = by_percentiles(0.0, with(f64::INFINITY), CONFIDENCE);
    (lower, upper, (upper - lower) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn what_cannot_be_told_widens_the_interval() {
        let here = vec![10.0; 1_000];
        let mut there: Vec<f64> = (0..1_000).map(|n| 10.0 + f64::from(n) / 100.0).collect();
        let (lower, upper, half) = differences(&there, &here);
        // 2.5 % of the values lie below 0.25, and as many above 9.74.
        assert!((lower - 0.25).abs() < 1e-9 && (upper - 9.74).abs() < 1e-9);
        assert!((half - (upper - lower) / 2.0).abs() < 1e-12);
        // Fewer than one in forty that lie beyond the range do not open the interval; more do.
        there[..20].fill(f64::INFINITY);
        assert!(differences(&there, &here).1.is_finite());
        there[..30].fill(f64::INFINITY);
        let (lower, upper, _) = differences(&there, &here);
        assert!(lower.is_finite() && upper.is_infinite());
        // Where both are beyond, the difference may be anything, on either side.
        let mut beyond = here.clone();
        beyond[..30].fill(f64::INFINITY);
        let (lower, upper, _) = differences(&there, &beyond);
        assert!(lower.is_infinite() && upper.is_infinite());
    }
}
