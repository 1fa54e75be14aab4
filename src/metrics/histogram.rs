//! A histogram of waits: log-linear, bins at most 1/128 (0.8 %) wide, merged exactly.
//!
//! In: spans in µs. Out: counts, quantiles, survival. Must not know: what the spans are.

use crate::time::Span;

/// Below 2^SHIFT µs bins are 1 µs wide; above, each octave has 2^SHIFT bins.
const SHIFT: u32 = 7;
const SUB: usize = 1 << SHIFT;
/// Octaves kept: spans up to 2^(SHIFT + OCTAVES) µs, 50 days; longer ones fall into the last bin.
const OCTAVES: usize = 35;

/// Number of bins.
pub const BINS: usize = SUB * (OCTAVES + 1);

/// Counts by bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    bins: Box<[u32; BINS]>,
}

impl Default for Histogram {
    fn default() -> Self {
        let bins = vec![0; BINS].into_boxed_slice().try_into();
        Self { bins: bins.expect("as many bins as there are") }
    }
}

/// The bin of a span.
#[inline]
pub fn bin(span: Span) -> usize {
    let value = span.max(0) as u64;
    // What is below the first octave is binned as if it were in it: bins of 1 µs from 0 on.
    let octave = (value | SUB as u64).ilog2() - SHIFT;
    (octave as usize * SUB + (value >> octave) as usize).min(BINS - 1)
}

/// Lower edge of a bin, in µs.
fn lower_edge(bin: usize) -> Span {
    if bin < SUB {
        return bin as Span;
    }
    let octave = bin / SUB - 1;
    ((SUB + bin % SUB) as Span) << octave
}

impl Histogram {
    /// Counts a span.
    #[inline]
    pub fn add(&mut self, span: Span) {
        self.bins[bin(span)] += 1;
    }

    /// Sets all to 0.
    pub fn clear(&mut self) {
        self.bins.fill(0);
    }

    /// The bins that are not empty, and their counts.
    pub fn filled(&self) -> Vec<(u16, u32)> {
        let filled = self.bins.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut bins = Vec::with_capacity(filled.clone().count());
        bins.extend(filled.map(|(bin, count)| (bin as u16, *count)));
        bins
    }
}

/// Sums of histograms, in wide counters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    bins: Vec<u64>,
}

impl Default for Merged {
    fn default() -> Self {
        Self { bins: vec![0; BINS] }
    }
}

impl Merged {
    /// Adds filled bins.
    pub fn add(&mut self, filled: &[(u16, u32)]) {
        for (bin, count) in filled {
            self.bins[usize::from(*bin)] += u64::from(*count);
        }
    }

    /// Adds to one bin.
    pub fn add_to_bin(&mut self, bin: usize, count: u32) {
        self.bins[bin] += u64::from(count);
    }

    /// Adds another.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.bins.iter_mut().zip(&other.bins) {
            *mine += theirs;
        }
    }

    /// This one less another that was added to it.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self { bins: self.bins.iter().zip(&other.bins).map(|(all, part)| all - part).collect() }
    }

    /// How many were counted.
    pub fn total(&self) -> u64 {
        self.bins.iter().sum()
    }

    /// The span (µs) that a share of those counted does not exceed, interpolated inside its bin; `None` when empty.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let total = self.total();
        if total == 0 {
            return None;
        }
        let rank = share * total as f64;
        let mut below = 0_u64;
        for (bin, count) in self.bins.iter().enumerate().filter(|(_, count)| **count > 0) {
            let upto = below + count;
            if upto as f64 >= rank {
                let inside = ((rank - below as f64) / *count as f64).clamp(0.0, 1.0);
                let (from, to) = (lower_edge(bin) as f64, lower_edge(bin + 1) as f64);
                // The bin of zero holds exactly zero.
                return Some(if bin == 0 { 0.0 } else { from + inside * (to - from) });
            }
            below = upto;
        }
        None
    }

    /// How many were above a span (µs), to the precision of a bin.
    pub fn above(&self, span: Span) -> u64 {
        self.bins[(bin(span) + 1).min(BINS)..].iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{BINS, Histogram, Merged, bin, lower_edge};

    #[test]
    fn bins_are_narrow_and_in_order() {
        for span in [0, 1, 127, 128, 129, 1_000, 20_000_000, 3_600_000_000, 1 << 40] {
            let index = bin(span);
            assert!(index < BINS);
            let (from, to) = (lower_edge(index), lower_edge(index + 1));
            assert!(from <= span && span < to, "{span} in {from}..{to}");
            assert!((to - from) as f64 <= 1.0_f64.max(span as f64 / 127.0));
        }
        assert!((0..BINS - 1).all(|bin| lower_edge(bin) < lower_edge(bin + 1)));
    }

    #[test]
    fn quantiles_of_a_uniform_row() {
        let mut histogram = Histogram::default();
        (0..100_000).for_each(|value| histogram.add(value * 100));
        let mut merged = Merged::default();
        merged.add(&histogram.filled());
        for share in [0.1, 0.5, 0.9, 0.99] {
            let quantile = merged.quantile(share).unwrap();
            assert!((quantile / (share * 1e7) - 1.0).abs() < 0.005, "{share}: {quantile}");
        }
        let above = merged.above(5_000_000) as f64;
        assert!((above / 50_000.0 - 1.0).abs() < 0.01, "{above}");
        assert_eq!(merged.without(&merged).total(), 0);
    }
}
