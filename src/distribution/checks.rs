//! Checks that all laws share: samples against distribution functions, moments against areas, golden bits.
//!
//! In: one law of every family. Out: samples, moments and bits, held against distribution functions, areas and what
//! they were. Must not know: by which method a law is sampled.

use rand::Rng;

use super::*;
use crate::random::{Purpose, Streams};

/// One law of every family, shapes on both sides of each sampler's branches.
fn laws() -> Vec<(&'static str, Law)> {
    let made = [
        ("deterministic", Law::deterministic(3.0)),
        ("exponential", Law::exponential(300.0)),
        ("lognormal", Law::lognormal(300.0, 1.2)),
        ("narrow lognormal", Law::lognormal_sigma(3.0, 0.25)),
        ("gamma", Law::gamma(20.0, 2.5)),
        ("flat gamma", Law::gamma(20.0, 0.4)),
        ("narrow gamma", Law::gamma(1.0, 44.0)),
        ("erlang", Law::erlang(5.0, 2)),
        ("weibull", Law::weibull(120.0, 0.7)),
        ("steep weibull", Law::weibull(120.0, 3.0)),
        ("uniform", Law::uniform(2.0, 5.0)),
        ("triangular", Law::triangular(1.0, 2.0, 7.0)),
        ("empirical", Law::empirical(vec![5.0, 1.0, 2.0, 2.0, 9.0])),
        (
            "mixture",
            Law::exponential(2.0)
                .and_then(|quick| Law::mixture(&[3.0, 1.0], vec![quick, Law::uniform(5.0, 9.0)?])),
        ),
    ];
    made.into_iter().map(|(name, law)| (name, law.expect("valid"))).collect()
}

fn draws(law: &impl Distribution<f64>, count: u64) -> Vec<f64> {
    let streams = Streams::new(2026, 0);
    (0..count).map(|n| law.sample(&mut streams.draw(Purpose::Test, 1, n))).collect()
}

/// Kolmogorov and Smirnov: the greatest distance of the sample's distribution function, times √n. Above 2.9 with chance 1e-7.
fn distance(mut sample: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    sample.sort_by(f64::total_cmp);
    let n = sample.len() as f64;
    let mut greatest = 0.0_f64;
    let mut at = 0;
    while at < sample.len() {
        // Equal values are one jump, compared after it and just before it.
        let end = sample.partition_point(|&value| value <= sample[at]);
        let before = cdf(sample[at] * (1.0 - 1e-12));
        greatest = greatest.max((end as f64 / n - cdf(sample[at])).abs()).max((at as f64 / n - before).abs());
        at = end;
    }
    greatest * n.sqrt()
}

#[test]
fn samples_follow_their_distribution_functions() {
    for (name, law) in laws() {
        let distance = distance(draws(&law, 50_000), |x| law.cdf(x));
        assert!(distance < 2.9, "{name}: {distance}");
    }
    let normal = distance(draws(&StandardNormal, 200_000).into_iter().map(crate::math::exp).collect(), |x| {
        crate::math::normal_cdf(crate::math::ln(x))
    });
    assert!(normal < 2.9, "normal: {normal}");
    for (a, b) in [(2.0, 3.0), (0.3, 0.6)] {
        let beta = Beta::new(a, b).expect("valid");
        let distance = distance(draws(&beta, 50_000), |x| beta.cdf(x));
        assert!(distance < 2.9, "beta: {distance}");
    }
}

/// The ziggurats' tails hold one draw in 2,200 (exponential) and 3,900 (normal): counted apart, within 5.5 deviations (false alarm 4e-8 each).
#[test]
fn tails_have_the_right_weight() {
    let count = 2_000_000;
    let check = |sample: Vec<f64>, limit: f64, chance: f64| {
        let beyond = sample.into_iter().filter(|x| x.abs() > limit).count() as f64;
        let wanted = chance * count as f64;
        assert!((beyond - wanted).abs() < 5.5 * wanted.sqrt(), "{beyond} beyond {limit}, expected {wanted}");
    };
    check(draws(&UnitExponential, count), 8.0, crate::math::exp(-8.0));
    check(draws(&StandardNormal, count), 3.7, 2.0 * crate::math::normal_survival(3.7));
}

/// Simpson's rule on a fine grid of the upper range.
fn area(f: impl Fn(f64) -> f64, high: f64) -> f64 {
    let cells = 30_000;
    let step = high / f64::from(cells);
    (0..cells)
        .map(|cell| {
            let x = f64::from(cell) * step;
            step / 6.0 * (f(x) + 4.0 * f(x + 0.5 * step) + f(x + step))
        })
        .sum()
}

#[test]
fn moments_are_areas_under_the_survival_function() {
    for (name, law) in laws() {
        // Far enough that what is left of the third moment is below the tolerance.
        let high = law.mean() * if law.cv() > 1.0 { 400.0 } else { 60.0 };
        let survival = |x: f64| 1.0 - law.cdf(x);
        let close = |found: f64, wanted: f64, what: &str| {
            assert!((found / wanted - 1.0).abs() < 2e-3, "{name} {what}: {found}, area {wanted}");
        };
        close(law.mean(), area(survival, high), "mean");
        close(law.second_moment(), area(|x| 2.0 * x * survival(x), high), "second moment");
        close(law.third_moment(), area(|x| 3.0 * x * x * survival(x), high), "third moment");
        for part in [0.1, 0.5, 1.0, 2.0] {
            let limit = part * law.mean();
            close(law.limited_mean(limit), area(survival, limit), "limited mean");
        }
        close(law.limited_mean(1e12), law.mean(), "limited mean far out");
    }
}

#[test]
fn sample_moments() {
    for (name, law) in laws() {
        let sample = draws(&law, 100_000);
        let n = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let deviation = (mean - law.mean()) / (law.variance() / n).sqrt().max(1e-12);
        assert!(deviation.abs() < 5.5, "{name}: {mean}, expected {}", law.mean());
    }
}

/// A factor on the law is a factor on every draw.
#[test]
fn scaling_scales_every_draw() {
    for (name, law) in laws() {
        let tripled = law.scaled(3.0);
        for (one, three) in draws(&law, 200).into_iter().zip(draws(&tripled, 200)) {
            assert!((three - 3.0 * one).abs() <= 1e-13 * three, "{name}: {one} {three}");
        }
        assert!((law.unit_mean().mean() - 1.0).abs() < 1e-14, "{name}");
        assert!((tripled.variance() / 9.0 - law.variance()).abs() <= 1e-12 * law.variance(), "{name}");
        assert!((tripled.third_moment() / 27.0 / law.third_moment() - 1.0).abs() < 1e-12, "{name}");
        assert!((tripled.cdf(3.0 * law.mean()) - law.cdf(law.mean())).abs() < 1e-12, "{name}");
    }
}

/// The exact bits of the first draws: the same on every machine, for ever.
#[test]
fn draws_keep_their_bits() {
    let first = |law: &dyn Fn(&mut crate::random::OneShot) -> f64| -> [u64; 2] {
        let streams = Streams::new(1, 1);
        [0, 1].map(|n| law(&mut streams.draw(Purpose::Test, 2, n)).to_bits())
    };
    let mut found: Vec<(&str, [u64; 2])> =
        laws().iter().map(|(name, law)| (*name, first(&|rng| law.sample(rng)))).collect();
    found.push(("normal", first(&|rng| StandardNormal.sample(rng))));
    found.push(("beta", first(&|rng| Beta::new(2.0, 3.0).map_or(0.0, |law| law.sample(rng)))));
    found.push(("busyness", first(&|rng| gamma_busyness(0.3, rng))));
    // Tails and wedges too: the sum of many draws, whose every bit must hold.
    let sum = |sample: Vec<f64>| [sample.iter().sum::<f64>().to_bits(), sample.len() as u64];
    found.push(("exponential sum", sum(draws(&UnitExponential, 100_000))));
    found.push(("normal sum", sum(draws(&StandardNormal, 100_000))));
    let golden: Vec<(&str, [u64; 2])> = GOLDEN.to_vec();
    assert_eq!(found, golden, "{found:#x?}");
}

const GOLDEN: [(&str, [u64; 2]); 19] = [
    ("deterministic", [0x4008_0000_0000_0000, 0x4008_0000_0000_0000]),
    ("exponential", [0x407d_0931_ed4b_d2c6, 0x4088_9232_7177_0bea]),
    ("lognormal", [0x4051_eed7_995e_cae6, 0x4041_99b1_4033_2c22]),
    ("narrow lognormal", [0x4001_ec69_da87_ca46, 0x3ffd_b0c2_046d_b24b]),
    ("gamma", [0x401e_e6d9_476a_b236, 0x400c_f0ed_d7dc_d780]),
    ("flat gamma", [0x4002_f020_3876_131d, 0x4000_79f5_42c9_3b7a]),
    ("narrow gamma", [0x3feb_0151_a6a1_c846, 0x3fe7_e1f1_65e9_b704]),
    ("erlang", [0x3ffa_03f2_c44e_a7c1, 0x3fe4_8c7e_cb04_1fb8]),
    ("weibull", [0x4066_2236_1a1f_b71f, 0x4077_77d6_1253_810b]),
    ("steep weibull", [0x4063_6f17_ae1c_efcf, 0x4067_28e6_3138_b6ef]),
    ("uniform", [0x400a_a3ff_fd6e_5c6c, 0x4011_61e0_b516_1d4c]),
    ("triangular", [0x4007_4ee9_fa9f_463e, 0x4011_c472_bc54_7682]),
    ("empirical", [0x4000_0000_0000_0000, 0x4014_0000_0000_0000]),
    ("mixture", [0x3ffe_38d8_9b8b_45cf, 0x401b_c64a_57f9_8afa]),
    ("normal", [0xbff0_af2c_23f1_9ad9, 0xbffc_be77_ad6f_697d]),
    ("beta", [0x3fd0_3031_8837_0cce, 0x3fb2_63e8_9fa9_889d]),
    ("busyness", [0x3fe6_3011_9e6b_93ee, 0x3fe0_f6d5_40e9_9b0f]),
    ("exponential sum", [0x40f8_5dd3_d9c7_29e7, 100_000]),
    ("normal sum", [0xc05b_13ed_62f0_d530, 100_000]),
];

#[test]
fn bad_parameters_are_refused_in_words() {
    for law in [
        Law::deterministic(-1.0),
        Law::exponential(0.0),
        Law::exponential(f64::NAN),
        Law::exponential(f64::INFINITY),
        Law::lognormal(1.0, -0.1),
        Law::gamma(1.0, 0.0),
        Law::erlang(1.0, 0),
        Law::weibull(1.0, 0.01),
        Law::uniform(2.0, 1.0),
        Law::triangular(1.0, 5.0, 3.0),
        Law::empirical(vec![]),
        Law::empirical(vec![1.0, -2.0]),
        Law::mixture(&[], vec![]),
        Law::mixture(&[1.0, 1.0], vec![Law::deterministic(1.0).expect("valid")]),
        Law::mixture(&[0.0], vec![Law::deterministic(1.0).expect("valid")]),
    ] {
        let error = law.expect_err("refused").to_string();
        assert!(error.contains("expected"), "{error}");
    }
}

#[test]
fn a_mixture_never_draws_a_part_without_weight() {
    let parts = vec![Law::deterministic(1.0).expect("valid"), Law::deterministic(2.0).expect("valid")];
    for (weights, value) in [([0.0, 1.0], 2.0), ([1.0, 0.0], 1.0)] {
        let law = Law::mixture(&weights, parts.clone()).expect("valid");
        assert!(draws(&law, 1_000).into_iter().all(|x| (x - value).abs() < 1e-15));
    }
    assert_eq!(Law::mixture(&[1.0, 1.0], parts).expect("valid").jumps(), [1.0, 2.0]);
}

/// A generator that gives one number again and again must not hang any sampler that inverts.
struct Stuck(u64);

impl rand::TryRng for Stuck {
    type Error = std::convert::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(self.0 as u32)
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(self.0)
    }
    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Self::Error> {
        dst.fill(self.0 as u8);
        Ok(())
    }
}

#[test]
fn extremes_of_the_generator_give_values_in_range() {
    assert_eq!(Stuck(7).next_u64(), 7);
    for bits in [0, u64::MAX] {
        for (name, law) in laws().into_iter().filter(|(name, _)| !name.contains("gamma") && *name != "erlang")
        {
            // All ones sit in a wedge of the ziggurat and would be refused for ever there: a little less.
            let value = law.sample(&mut Stuck(bits & !0xff));
            assert!(value.is_finite() && value >= 0.0, "{name}: {value}");
        }
    }
}
