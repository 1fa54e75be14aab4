//! Waits: quantiles, and the share that waited longer than so many seconds.
//!
//! In: block sums of histograms. Out: values of all blocks and without each. Must not know: names.

use std::borrow::Cow;

use super::collect::{Block, Staffed};
use super::rows::Row;
use crate::metrics::details::bins;
use crate::metrics::histogram::Merged;
use crate::model::Model;
use crate::time::{SECOND, Span, seconds};

/// A figure of all blocks, and without each block in turn.
pub(super) type WithAndWithout = (f64, Vec<f64>);

/// Seconds at which the curve of waits is drawn: four to the octave from a quarter of a second to four days, and
/// beside the limit of the channel and the times at which rungs open, where it bends.
pub(super) fn grid(model: &Model, staffing: usize, channel: usize) -> Vec<f64> {
    let mut grid: Vec<f64> = (-8..=74).map(|step| crate::math::exp2(f64::from(step) / 4.0)).collect();
    let limit = seconds(model.channels[channel].in_time);
    grid.push(limit);
    for rung in model.staffings[staffing].ladders.iter().flat_map(|ladder| &ladder.rungs) {
        // A bin of the histogram to each side.
        if let Some(span) = rung.opens.given().filter(|span| *span > 0) {
            grid.extend([0.99 * seconds(span), 1.01 * seconds(span)]);
        }
    }
    grid.sort_by(f64::total_cmp);
    grid.dedup();
    grid
}

/// Whose waits: a channel's, those of a group on it, or rows of those that are kept in detail.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cut<'a> {
    Channel(usize),
    Group { channel: usize, group: usize },
    Rows(&'a [usize]),
}

/// Waits of answered contacts in a block.
fn answered<'a>(block: &'a Block, cut: Cut<'_>) -> Cow<'a, Merged> {
    let mut sum = Merged::default();
    match cut {
        Cut::Group { channel, group } => return Cow::Borrowed(&block.answered[channel][group]),
        Cut::Channel(channel) => block.answered[channel].iter().for_each(|group| sum.merge(group)),
        Cut::Rows(rows) => {
            for (bin, count) in rows.iter().flat_map(|row| bins(&block.detailed, *row)) {
                sum.add_to_bin(bin, count);
            }
        }
    }
    Cow::Owned(sum)
}

/// The rows of waits that a row of figures is about, of which all have to be kept.
pub(super) fn detailed(staffed: &Staffed, row: &Row) -> Option<Vec<usize>> {
    let (asked, shape) = &staffed.detailed;
    row.slices.iter().map(|slice| asked.row(shape, slice)).collect()
}

/// The wait (seconds) that a share of answered contacts does not exceed.
pub(super) fn quantiles(blocks: &[Block], cut: Cut<'_>, shares: &[f64]) -> Vec<Option<WithAndWithout>> {
    let parts: Vec<Cow<'_, Merged>> = blocks.iter().map(|block| answered(block, cut)).collect();
    let mut all = Merged::default();
    for part in &parts {
        all.merge(part);
    }
    let without: Vec<Merged> = parts.iter().map(|part| all.without(part)).collect();
    shares
        .iter()
        .map(|share| {
            let whole = all.quantile(*share)? / SECOND as f64;
            let parts = without.iter().map(|part| Some(part.quantile(*share)? / SECOND as f64));
            Some((whole, parts.collect::<Option<Vec<f64>>>()?))
        })
        .collect()
}

/// Share of contacts (answered or not) that waited longer than each number of seconds; stops when nobody did.
pub(super) fn curve(blocks: &[Block], channel: usize, grid: &[f64]) -> Vec<(f64, WithAndWithout)> {
    let both = |block: &Block| {
        let mut both = answered(block, Cut::Channel(channel)).into_owned();
        both.merge(&block.left[channel]);
        both
    };
    let parts: Vec<Merged> = blocks.iter().map(both).collect();
    let mut all = Merged::default();
    for part in &parts {
        all.merge(part);
    }
    let total = all.total();
    let totals: Vec<u64> = parts.iter().map(Merged::total).collect();
    let mut points = Vec::new();
    for at in grid {
        let span = (at * SECOND as f64) as Span;
        let above = all.above(span);
        if total == 0 || totals.contains(&total) {
            break;
        }
        let without = parts
            .iter()
            .zip(&totals)
            .map(|(part, of)| (above - part.above(span)) as f64 / (total - of) as f64);
        points.push((*at, (above as f64 / total as f64, without.collect())));
        if above == 0 {
            break;
        }
    }
    points
}
