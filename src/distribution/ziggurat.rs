//! Ziggurats of 256 layers of equal area for the exponential and the normal law.
//!
//! In: a generator. Out: variates. Must not know: means, units.
//!
//! G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables", 2000. The tables are computed
//! through [`crate::math`] when first used, so their bits are the same on every machine.

use std::f64::consts::{FRAC_1_SQRT_2, PI};
use std::sync::LazyLock;

use rand::Rng;

use crate::math::{exp, ln, sqrt};
use crate::random::to_unit;

const LAYERS: usize = 256;

/// Where the tail of the exponential law begins, for 256 layers (Marsaglia and Tsang).
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
/// Where the tail of the normal law begins, for 256 layers (Marsaglia and Tsang).
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;

/// Layer i is as wide as `edge[i]`; what lies left of `edge[i + 1]` is under the curve. `height` is the density at the edges.
struct Table {
    edge: [f64; LAYERS + 1],
    height: [f64; LAYERS + 1],
}

impl Table {
    /// The layers of a falling density with its peak, 1, at 0: `area` is that of each layer, the lowest with the tail.
    fn new(tail: f64, area: f64, density: fn(f64) -> f64, inverse: fn(f64) -> f64) -> Self {
        let mut edge = [0.0; LAYERS + 1];
        // The lowest layer is a box of the same area, of which the part beyond `tail` stands for the tail.
        edge[0] = area / density(tail);
        edge[1] = tail;
        for i in 2..LAYERS {
            edge[i] = inverse(density(edge[i - 1]) + area / edge[i - 1]);
        }
        Self { edge, height: edge.map(density) }
    }
}

static EXPONENTIAL: LazyLock<Table> = LazyLock::new(|| {
    let tail = EXPONENTIAL_TAIL;
    Table::new(tail, (tail + 1.0) * exp(-tail), |x| exp(-x), |y| -ln(y))
});

static NORMAL: LazyLock<Table> = LazyLock::new(|| {
    let tail = NORMAL_TAIL;
    let density = |x: f64| exp(-0.5 * x * x);
    let beyond = sqrt(0.5 * PI) * libm::erfc(tail * FRAC_1_SQRT_2);
    Table::new(tail, tail * density(tail) + beyond, density, |y| sqrt(-2.0 * ln(y)))
});

/// One exponential variate of mean 1.
#[inline]
pub(super) fn exponential<R: Rng + ?Sized>(rng: &mut R) -> f64 {
    let table = &*EXPONENTIAL;
    let bits = rng.next_u64();
    let layer = (bits & 0xff) as usize;
    // The layer takes the lowest 8 bits, the place within it the upper 53.
    let x = to_unit(bits) * table.edge[layer];
    if x < table.edge[layer + 1] { x } else { exponential_edge(rng, layer, x) }
}

/// The rare rest of [`exponential`]: the tail, and the wedges between layer and curve.
#[cold]
fn exponential_edge<R: Rng + ?Sized>(rng: &mut R, layer: usize, x: f64) -> f64 {
    if layer == 0 {
        return EXPONENTIAL_TAIL - ln(to_unit(rng.next_u64()));
    }
    let table = &*EXPONENTIAL;
    if under_curve(table, layer, to_unit(rng.next_u64()), exp(-x)) { x } else { exponential(rng) }
}

/// One standard normal variate.
#[inline]
pub(super) fn normal<R: Rng + ?Sized>(rng: &mut R) -> f64 {
    let table = &*NORMAL;
    let bits = rng.next_u64();
    let layer = (bits & 0xff) as usize;
    // Bit 8 is the sign.
    let sign = (bits << 55) & SIGN;
    let x = to_unit(bits) * table.edge[layer];
    if x < table.edge[layer + 1] { signed(x, sign) } else { normal_edge(rng, layer, x, sign) }
}

/// The bit of a number that is its sign.
const SIGN: u64 = 1 << 63;

/// A positive number with a sign.
#[inline]
fn signed(x: f64, sign: u64) -> f64 {
    f64::from_bits(x.to_bits() | sign)
}

/// The rare rest of [`normal`].
#[cold]
fn normal_edge<R: Rng + ?Sized>(rng: &mut R, layer: usize, x: f64, sign: u64) -> f64 {
    if layer == 0 {
        // Marsaglia's tail: an exponential proposal of rate `NORMAL_TAIL`, accepted under e^(−x²/2).
        loop {
            let beyond = -ln(to_unit(rng.next_u64())) / NORMAL_TAIL;
            if -2.0 * ln(to_unit(rng.next_u64())) >= beyond * beyond {
                return signed(NORMAL_TAIL + beyond, sign);
            }
        }
    }
    let table = &*NORMAL;
    if under_curve(table, layer, to_unit(rng.next_u64()), exp(-0.5 * x * x)) {
        signed(x, sign)
    } else {
        normal(rng)
    }
}

/// Whether a point at a random height within a layer lies under the curve, whose height there is `density`.
fn under_curve(table: &Table, layer: usize, u: f64, density: f64) -> bool {
    table.height[layer] + (table.height[layer + 1] - table.height[layer]) * u < density
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layers must end exactly at the peak: the last one reaches height 1 with its own area.
    #[test]
    fn tables_close_at_the_peak() {
        for (table, area) in [
            (&*EXPONENTIAL, (EXPONENTIAL_TAIL + 1.0) * exp(-EXPONENTIAL_TAIL)),
            (&*NORMAL, NORMAL.edge[0] * NORMAL.height[1]),
        ] {
            let top = table.edge[LAYERS - 1] * (1.0 - table.height[LAYERS - 1]);
            assert!((top / area - 1.0).abs() < 1e-10, "{top} {area}");
            assert!(table.edge.windows(2).all(|pair| pair[0] > pair[1]));
            assert!((table.height[LAYERS] - 1.0).abs() < 1e-15);
        }
    }
}
