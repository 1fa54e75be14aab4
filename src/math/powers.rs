//! Powers of e and of 2: the functions that are called at every contact.
//!
//! In: exponents. Out: powers, right to within 0.6 units in the last place. Must not know: what grows or fades.
//!
//! A table of 2^(i/128) and a polynomial for what is left over (P. T. P. Tang, "Table-driven implementation of the
//! exponential function in IEEE floating-point arithmetic", 1989): only sums and products, which every machine rounds
//! alike. Beyond the ordinary range, and for the table itself, `libm` is asked.

use std::f64::consts::{LN_2, LOG2_E};
use std::sync::LazyLock;

/// Parts of an octave.
const PARTS: i64 = 128;

static POWERS: LazyLock<[f64; PARTS as usize]> =
    LazyLock::new(|| std::array::from_fn(|part| libm::exp2(part as f64 / PARTS as f64)));

/// Adding it leaves the nearest whole number in the last bits.
const ROUND: f64 = (3_u64 << 51) as f64;
/// The same for the nearest 128th.
const ROUND_TO_PART: f64 = ROUND / PARTS as f64;

/// ln 2 ÷ 128 in two parts: the first has so few bits that its multiples by whole numbers below 2^21 are exact.
const PART_HIGH: f64 = f64::from_bits((LN_2 / PARTS as f64).to_bits() & !((1 << 21) - 1));
const PART_LOW: f64 = (LN_2 - PART_HIGH * PARTS as f64 + LN_2_TAIL) / PARTS as f64;
/// What ln 2 has beyond its 64-bit number.
const LN_2_TAIL: f64 = 2.319_046_813_846_299_6e-17;

/// 2^(whole ÷ 128) · e^rest, where rest is at most ln 2 ÷ 256 either way.
#[inline]
fn power(whole: i64, rest: f64) -> f64 {
    let part = POWERS[(whole & (PARTS - 1)) as usize];
    // The next term is below 6e-19.
    let grown = rest + rest * rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0))));
    let value = part + part * grown;
    f64::from_bits(value.to_bits().wrapping_add(((whole >> PARTS.ilog2()) as u64) << 52))
}

/// e to the power x.
#[inline]
pub fn exp(x: f64) -> f64 {
    // Not a number is not below.
    if x.abs() < 700.0 {
        let shifted = x * (LOG2_E * PARTS as f64) + ROUND;
        let whole = shifted - ROUND;
        let rest = (x - whole * PART_HIGH) - whole * PART_LOW;
        power(shifted.to_bits().wrapping_sub(ROUND.to_bits()) as i64, rest)
    } else {
        libm::exp(x)
    }
}

/// 2 to the power x.
#[inline]
pub fn exp2(x: f64) -> f64 {
    if x.abs() < 1000.0 {
        let shifted = x + ROUND_TO_PART;
        let rest = x - (shifted - ROUND_TO_PART);
        power(shifted.to_bits().wrapping_sub(ROUND_TO_PART.to_bits()) as i64, rest * LN_2)
    } else {
        libm::exp2(x)
    }
}

#[cfg(test)]
mod tests {
    use super::{exp, exp2};

    /// Computed apart from this program with 40 digits.
    #[test]
    #[expect(clippy::excessive_precision, reason = "as they were computed")]
    fn known_powers() {
        for (x, wanted) in [
            (1.0, std::f64::consts::E),
            (-0.1, 0.904_837_418_035_959_568_14),
            (10.5, 36_315.502_674_246_637_738_78),
            (-300.0, 5.148_200_222_412_013_781_15e-131),
            (690.25, 5.912_431_657_584_521_481_67e299),
        ] {
            assert!((exp(x) / wanted - 1.0).abs() < 2.3e-16, "{x}: {}", exp(x));
        }
        for (x, wanted) in [
            (0.5, std::f64::consts::SQRT_2),
            (-0.001, 0.999_307_092_990_452_521_91),
            (-33.3, 9.455_862_412_651_035_967_07e-11),
            (100.1, 1_358_634_273_092_814_414_149_954_015_188.452_59),
        ] {
            assert!((exp2(x) / wanted - 1.0).abs() < 2.3e-16, "{x}: {}", exp2(x));
        }
        assert!((exp(0.0).to_bits(), exp2(-3.0).to_bits()) == (1.0_f64.to_bits(), 0.125_f64.to_bits()));
    }

    /// Another program's functions, which err by less than a unit in the last place themselves.
    #[test]
    fn as_libm_to_the_last_bit_but_one() {
        let mut same = 0;
        for n in -200_000..=200_000 {
            let x = f64::from(n) * 0.004_9;
            for (mine, theirs) in [(exp(x * 0.71), libm::exp(x * 0.71)), (exp2(x), libm::exp2(x))] {
                let apart = (mine.to_bits() as i64).abs_diff(theirs.to_bits() as i64);
                assert!(apart <= 1, "{x}: {mine} {theirs}");
                same += u32::from(apart == 0);
            }
        }
        assert!(same > 500_000, "{same} of 800,002 the same");
    }

    #[test]
    fn beyond_the_range_as_libm() {
        for x in [f64::INFINITY, f64::NEG_INFINITY, -745.0, 709.5, 1e300, -1e300, -1_060.5, 1_023.5] {
            assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "{x}");
            assert_eq!(exp2(x).to_bits(), libm::exp2(x).to_bits(), "{x}");
        }
        assert!(exp(f64::NAN).is_nan() && exp2(f64::NAN).is_nan());
    }
}
