//! Keyed draws: every random attribute has its own little generator, found by name.
//!
//! In: seed, replication, purpose, subject and a number. Out: uniform bits, the same on every machine and in any order.
//! Must not know: laws, contact centres, staffings (no key may contain a staffing's name).
//!
//! A draw's state is `key(subject) + purpose·C + n·D`, where `key` is a strong 64-bit hash of seed, replication and
//! subject; its outputs are the finaliser applied to `state + i·G`, i = 1, 2, … (the scheme of `SplitMix64`: Steele, Lea and
//! Flood, "Fast splittable pseudorandom number generators", 2014). One generator is used for one variate, so a
//! sampler that rejects takes more numbers from its own generator only, and nothing else moves.

mod purpose;

use std::convert::Infallible;

use rand::TryRng;

pub use purpose::Purpose;

/// Odd constants with no structure; each separates one coordinate of the key from the others.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
const BY_PURPOSE: u64 = 0xd6e8_feb8_6659_fd93;
const BY_NUMBER: u64 = 0xa3b1_9535_4a39_b70d;
const BY_SUBJECT: u64 = 0xcaf6_49a9_f235_1c6b;
const POPULATION: u64 = 0x5851_f42d_4c95_7f2d;

/// Turns any 64 bits into 64 bits of which each depends on all: three xor-shifts and two multiplications, one to one.
///
/// Constants: Pelle Evensen's `moremur`, found by search for the least avalanche bias; a test holds ours to it.
#[inline]
const fn finalise(mut x: u64) -> u64 {
    x ^= x >> 27;
    x = x.wrapping_mul(0x3c79_ac49_2ba7_b653);
    x ^= x >> 33;
    x = x.wrapping_mul(0x1c69_b3f7_4ac4_ae35);
    x ^ (x >> 27)
}

/// Two keys made into one; the order matters.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    finalise(finalise(a.wrapping_add(STEP)).wrapping_add(b.wrapping_mul(BY_SUBJECT)))
}

/// A name as a subject: a stable 64-bit hash of its bytes.
pub fn subject(name: &str) -> u64 {
    let mut hash = name.len() as u64;
    for chunk in name.as_bytes().chunks(8) {
        let mut word = [0_u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    mix(hash, STEP)
}

/// The draws of one (seed, replication), or of one population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streams {
    root: u64,
}

impl Streams {
    /// The draws of one replication of one seed.
    #[inline]
    pub const fn new(seed: u64, replication: u64) -> Self {
        Self { root: mix(mix(seed, 0), replication) }
    }

    /// The draws of a population: the same desk in every replication and for every seed.
    #[inline]
    pub const fn population(population_key: u64) -> Self {
        Self { root: mix(mix(population_key, POPULATION), 0) }
    }

    /// The key under which all draws about one subject lie; pass it to [`drawn_from`] where many are needed.
    #[inline]
    pub const fn key(self, subject: u64) -> u64 {
        finalise(self.root.wrapping_add(subject.wrapping_mul(BY_SUBJECT)))
    }

    /// The generator for one attribute (`purpose`, `n`) of one subject.
    #[inline]
    pub const fn draw(self, purpose: Purpose, subject: u64, n: u64) -> OneShot {
        drawn_from(self.key(subject), purpose, n)
    }
}

/// The generator for one attribute of something whose key already holds seed and replication (a contact's key).
#[inline]
pub const fn drawn_from(key: u64, purpose: Purpose, n: u64) -> OneShot {
    let by_purpose = (purpose as u64).wrapping_mul(BY_PURPOSE);
    OneShot { state: key.wrapping_add(by_purpose).wrapping_add(n.wrapping_mul(BY_NUMBER)) }
}

/// A small generator meant for one variate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneShot {
    state: u64,
}

impl OneShot {
    /// The next 64 bits.
    #[inline]
    pub const fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        finalise(self.state)
    }

    /// The next number in the open interval from 0 to 1, of 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        to_unit(self.bits())
    }

    /// A yes with probability `p`: monotone, a yes at `p` is a yes at every larger one.
    #[inline]
    pub fn yes(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// A whole number below `n` (0 if `n` is 0), each with the same chance to within 2⁻⁶⁴·n.
    #[inline]
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.bits() as u128 * n as u128) >> 64) as u64
    }
}

/// The upper 53 bits as a number in the open interval from 0 to 1.
#[inline]
pub fn to_unit(bits: u64) -> f64 {
    const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
    // Zero (once in 2^53) becomes the smallest step, so that logarithms and quantiles exist. The signed cast is one instruction.
    (bits >> 11).max(1) as i64 as f64 * SCALE
}

impl TryRng for OneShot {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.bits() >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.bits())
    }

    #[inline]
    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        for chunk in dst.chunks_mut(8) {
            let bytes = self.bits().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
