//! Golden bits, avalanche, and neighbours that must look independent.
//!
//! In: seeds, replications, purposes, subjects. Out: bits, held against what they were and against chance. Must not
//! know: what is drawn with them.

use rand::Rng;

use super::*;

/// The bits that everything ever printed rests on.
#[test]
fn keys_keep_their_bits() {
    let found = [
        subject("account-1"),
        Streams::new(1, 2).key(3),
        Streams::new(1, 2).draw(Purpose::Work, 3, 4).bits(),
        Streams::population(1).draw(Purpose::Speed, 3, 0).bits(),
    ];
    assert_eq!(found, GOLDEN, "{found:#x?}");
}

const GOLDEN: [u64; 4] =
    [0xa8ae_567d_52a0_7d8e, 0xb4ec_bbe8_587b_a12c, 0x1882_d982_a679_3fc9, 0xb905_23c9_c8d1_6dcb];

/// Flipping any bit of the input flips each bit of the output in half of the cases: 2,000 trials a pair, |z| < 5.5 for
/// 4,096 pairs (false alarm below 2e-4).
#[test]
fn finaliser_has_full_avalanche() {
    const TRIALS: u64 = 2_000;
    let mut source = drawn_from(1, Purpose::Test, 0);
    let inputs: Vec<u64> = (0..TRIALS).map(|_| source.bits()).collect();
    for flipped in 0..64 {
        let mut counts = [0_u32; 64];
        for &input in &inputs {
            let change = finalise(input) ^ finalise(input ^ (1 << flipped));
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += (change >> bit & 1) as u32;
            }
        }
        for count in counts {
            let deviation = (f64::from(count) - 1_000.0) / 500.0_f64.sqrt();
            assert!(deviation.abs() < 5.5, "bit {flipped}: {count}");
        }
    }
}

/// Neighbouring keys in every coordinate: 4,096 numbers each, chi-square over 64 cells with 63 degrees of freedom below
/// 131 (false alarm 1e-6 each).
#[test]
fn neighbours_look_independent() {
    let streams = Streams::new(1, 0);
    let check = |name: &str, draw: &dyn Fn(u64) -> f64| {
        let mut cells = [0_u32; 64];
        let mut pairs = [0_u32; 64];
        let mut before = 0;
        for n in 0..4_096 {
            let cell = (draw(n) * 64.0) as usize;
            cells[cell] += 1;
            pairs[(cell / 8) * 8 + before] += 1;
            before = cell / 8;
        }
        for counts in [cells, pairs] {
            let chi: f64 = counts
                .iter()
                .map(|&count| (f64::from(count) - 64.0) * (f64::from(count) - 64.0) / 64.0)
                .sum();
            assert!(chi < 131.0, "{name}: {chi}");
        }
    };
    check("n", &|n| streams.draw(Purpose::Work, 5, n).uniform());
    check("subject", &|n| streams.draw(Purpose::Work, n, 0).uniform());
    check("seed", &|n| Streams::new(n, 0).draw(Purpose::Work, 0, 0).uniform());
    check("replication", &|n| Streams::new(1, n).draw(Purpose::Work, 0, 0).uniform());
    check("population", &|n| Streams::population(n).draw(Purpose::Speed, 0, 0).uniform());
    check("name", &|n| streams.draw(Purpose::Work, subject(&format!("account-{n}")), 0).uniform());
    check("contact", &|n| {
        drawn_from(streams.draw(Purpose::ContactKey, 7, n).bits(), Purpose::Work, 0).uniform()
    });
    check("second number", &|n| {
        let mut draw = streams.draw(Purpose::Work, 5, n);
        draw.bits();
        draw.uniform()
    });
}

#[test]
fn purposes_of_one_key_differ() {
    let purposes =
        [Purpose::Work, Purpose::Patience, Purpose::Balk, Purpose::Redial, Purpose::FollowUp, Purpose::Child];
    let mut seen: Vec<u64> = purposes
        .iter()
        .flat_map(|&purpose| (0..100).map(move |n| drawn_from(9, purpose, n).bits()))
        .collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 600);
}

#[test]
fn uniform_numbers_stay_inside() {
    assert!(to_unit(0) > 0.0 && to_unit(u64::MAX) < 1.0);
    assert!((to_unit(1 << 63) - 0.5).abs() < 1e-16);
    let mut draw = drawn_from(3, Purpose::Test, 0);
    assert!((0..1_000).all(|_| draw.below(7) < 7) && draw.below(0) == 0);
}

#[test]
fn bytes_are_the_same_numbers() {
    let (mut words, mut bytes) = (drawn_from(3, Purpose::Test, 1), drawn_from(3, Purpose::Test, 1));
    let mut buffer = [0_u8; 12];
    bytes.fill_bytes(&mut buffer);
    assert_eq!(buffer[..8], words.next_u64().to_le_bytes());
    assert_eq!(buffer[8..], words.next_u64().to_le_bytes()[..4]);
}

#[test]
fn names_differ_by_length_and_place() {
    let names = ["", "a", "b", "aa", "a\0", "abcdefgh", "abcdefghi", "abcdefgi", "ABCDEFGH"];
    let mut keys: Vec<u64> = names.into_iter().map(subject).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), names.len());
    assert_ne!(mix(1, 2), mix(2, 1));
}
