//! Known values, computed apart from this program with 40 digits, and a few identities.
//!
//! In: arguments of the functions. Out: their values, held against digits and bits from elsewhere. Must not know: how
//! the functions are computed.

use super::*;

fn close(found: f64, wanted: f64, relative: f64) {
    assert!((found - wanted).abs() <= relative * wanted.abs(), "{found}, expected {wanted}");
}

#[test]
fn normal_law() {
    close(normal_quantile(0.975), 1.959_963_984_540_054_2, 1e-15);
    close(normal_quantile(0.999_999), 4.753_424_308_822_899, 1e-11);
    close(normal_quantile(0.001), -3.090_232_306_167_813_5, 1e-15);
    close(normal_quantile(5.725_571_222_524_577e-300), -37.0, 1e-14);
    close(normal_cdf(-37.0), 5.725_571_222_524_577e-300, 1e-12);
    close(normal_cdf(-1.0), 0.158_655_253_931_457_05, 1e-15);
    close(normal_survival(8.0), 6.220_960_574_271_784e-16, 1e-14);
    close(normal_density(0.0), 0.398_942_280_401_432_7, 1e-15);
    assert!(normal_quantile(0.5).abs() < 1e-16);
    assert!(normal_quantile(1.5).is_nan() && normal_quantile(0.0).is_infinite());
    for step in 1..1_000 {
        let p = f64::from(step) / 1_000.0;
        close(normal_cdf(normal_quantile(p)), p, 1e-14);
        assert!((rough_normal_quantile(p) - normal_quantile(p)).abs() < 4.6e-4);
    }
}

#[test]
fn gamma_functions() {
    close(log_gamma(0.5), 0.572_364_942_924_700_1, 1e-14);
    close(log_gamma(100.25), 360.284_559_637_764_24, 1e-14);
    close(log_gamma(10_000.0), 82_099.717_496_442_38, 1e-14);
    for (a, x, wanted) in [
        (0.5, 0.25, 0.520_499_877_813_046_5),
        (3.0, 2.0, 0.323_323_583_816_936_54),
        (3.0, 10.0, 0.997_230_604_284_488_4),
        (100.0, 90.0, 0.158_220_989_186_430_17),
        (10_000.0, 10_100.0, 0.841_348_750_447_179_6),
        (0.01, 1e-5, 0.896_336_798_267_197_2),
    ] {
        close(incomplete_gamma(a, x), wanted, 3e-14);
        close(incomplete_gamma(a, x) + incomplete_gamma_upper(a, x), 1.0, 1e-15);
    }
    for (a, x, wanted) in [
        (0.5, 20.0, 2.539_628_589_470_865e-10),
        (3.0, 30.0, 4.501_016_648_012_124e-11),
        (100.0, 150.0, 5.924_540_335_483_916e-6),
        (10_000.0, 10_500.0, 4.275_872_455_059_647e-7),
    ] {
        close(incomplete_gamma_upper(a, x), wanted, 3e-14);
    }
    assert!(
        incomplete_gamma(2.0, 0.0).abs() < 1e-300
            && incomplete_gamma_upper(2.0, f64::INFINITY).abs() < 1e-300
    );
    for (x, wanted) in [
        (0.5, 0.153_426_409_720_027_35),
        (1.0, 0.081_061_466_795_327_26),
        (10.0, 8.330_563_433_362_87e-3),
        (16.0, 0.005_207_655_919_609_64),
        (40.0, 0.002_083_289_938_302_421_7),
        (1e6, 8.333_333_333_333_056e-8),
    ] {
        // Below 16 the difference of logarithms costs digits, but absolutely no more than rounding of ln Γ.
        assert!((stirling_error(x) - wanted).abs() < 4e-15, "{x}");
    }
    for (x, m, wanted) in [
        (3.0, 7.0, 1.458_106_418_838_389_2),
        (100.0, 101.0, 0.004_966_914_683_191_715),
        (1e6, 1_000_001.0, 4.999_996_666_669_167e-7),
        (1e6, 1.3e6, 37_635.735_532_508_95),
    ] {
        close(binomial_deviance(x, m), wanted, 1e-14);
    }
}

#[test]
fn beta_and_student() {
    for (a, b, x, wanted) in [
        (0.5, 0.5, 0.3, 0.369_010_119_565_545_4),
        (2.0, 3.0, 0.9, 0.9963),
        (50.0, 60.0, 0.4, 0.124_706_858_343_100_26),
        (5_000.0, 3_000.0, 0.62, 0.177_732_066_242_083_53),
        (0.1, 7.0, 0.001, 0.635_460_269_628_933_5),
        (500.5, 0.5, 0.999, 0.317_068_476_655_798_2),
    ] {
        close(incomplete_beta(a, b, x), wanted, 1e-13);
    }
    for (degrees, p, wanted) in [
        (1.0, 0.975, 12.706_204_736_174_705),
        (1.0, 0.999, 318.308_838_985_550_45),
        (2.0, 0.975, 4.302_652_729_749_464),
        (2.5, 0.95, 2.558_218_614_135_936_6),
        (5.0, 0.995, 4.032_142_983_555_228),
        (9.0, 0.975, 2.262_157_162_798_205_5),
        (30.0, 0.95, 1.697_260_886_593_957_9),
        (99.0, 0.975, 1.984_216_951_586_417_5),
        (999.0, 0.975, 1.962_341_461_133_45),
        (1e6, 0.975, 1.959_966_356_814_107),
        (7.0, 0.6, 0.263_166_861_352_022_8),
    ] {
        let tolerance = if degrees > 1e3 { 1e-10 } else { 1e-12 };
        close(student_quantile(degrees, p), wanted, tolerance);
        close(student_quantile(degrees, 1.0 - p), -wanted, tolerance);
        close(student_cdf(degrees, wanted), p, 1e-12);
    }
    assert!(student_quantile(5.0, 0.5).abs() < 1e-15 && student_quantile(5.0, 1.0).is_infinite());
}

/// Bits, not digits: what must not change between machines.
#[test]
fn functions_keep_their_bits() {
    let bits = [
        exp(1.1),
        exp2(1.1),
        ln(1.1),
        pow(1.1, 2.2),
        ln_1p(0.1),
        exp_m1(0.1),
        log_gamma(1.1),
        normal_quantile(0.9),
    ];
    assert_eq!(bits.map(f64::to_bits), GOLDEN);
}

const GOLDEN: [u64; 8] = [
    0x4008_0888_3244_d593,
    0x4001_25fb_ee25_0664,
    0x3fb8_663f_793c_46cc,
    0x3ff3_bb8a_6a77_cb2d,
    0x3fb8_663f_793c_46c7,
    0x3fba_ec7b_35a0_0d3a,
    0xbfa9_88e1_705d_89ea,
    0x3ff4_813c_36e2_6d33,
];
