//! The cheapest draws that are good enough: one fast generator, one exponential law.
//!
//! In: a system and a seed. Out: its contacts, in order of arrival. Must not know: what becomes of them.

use std::array::from_fn;

use super::{Drawn, FOR_EVER, Micros, System};

/// A counter, hashed by one long multiplication folded in half (the generator known as wyrand, by Wang Yi).
#[derive(Clone, Debug)]
pub(crate) struct Generator {
    counter: u64,
}

impl Generator {
    /// A generator of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut generator = Self { counter: seed };
        // Neighbouring seeds would else be neighbouring stretches of one sequence.
        let counter = generator.bits() ^ generator.bits().rotate_left(32);
        Self { counter }
    }

    /// The next 64 bits.
    #[inline]
    pub(crate) fn bits(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(0xa076_1d64_78bd_642f);
        let product = u128::from(self.counter) * u128::from(self.counter ^ 0xe703_7ed1_a0b4_28db);
        (product >> 64) as u64 ^ product as u64
    }

    /// The next number from 0 up to 1, of 53 bits.
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * SCALE
    }
}

const SCALE: f64 = 1.0 / (1_u64 << 53) as f64;
const LAYERS: usize = 256;
/// Where the tail begins for 256 layers: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random
/// variables", 2000.
const TAIL: f64 = 7.697_117_470_131_05;

/// The exponential law of mean 1 as a pile of boxes of equal area.
#[derive(Clone, Debug)]
pub(crate) struct Exponential {
    /// Step of the 53-bit place within each box.
    step: [f64; LAYERS],
    /// Places below this are under the curve for certain.
    sure: [u64; LAYERS],
    /// Density at each box's right edge, and 1 at the top.
    height: [f64; LAYERS + 1],
}

impl Exponential {
    /// Piles up the boxes.
    pub(crate) fn new() -> Box<Self> {
        let area = (TAIL + 1.0) * libm::exp(-TAIL);
        let mut edge = [0.0; LAYERS + 1];
        edge[0] = area / libm::exp(-TAIL);
        edge[1] = TAIL;
        for layer in 2..LAYERS {
            edge[layer] = -libm::log(libm::exp(-edge[layer - 1]) + area / edge[layer - 1]);
        }
        Box::new(Self {
            step: from_fn(|layer| edge[layer] * SCALE),
            sure: from_fn(|layer| (edge[layer + 1] / edge[layer] / SCALE) as u64),
            height: edge.map(|x| libm::exp(-x)),
        })
    }

    /// One variate.
    #[inline]
    pub(crate) fn sample(&self, generator: &mut Generator) -> f64 {
        let bits = generator.bits();
        let layer = (bits & 0xff) as usize;
        let place = bits >> 11;
        // The cast of a signed number is one instruction.
        let x = place as i64 as f64 * self.step[layer];
        if place < self.sure[layer] { x } else { self.rare(generator, layer, x) }
    }

    /// The tail, and the corners between box and curve.
    #[cold]
    #[inline(never)]
    fn rare(&self, generator: &mut Generator, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return TAIL - libm::log(1.0 - generator.unit());
        }
        let (low, high) = (self.height[layer], self.height[layer + 1]);
        if low + (high - low) * generator.unit() < libm::exp(-x) { x } else { self.sample(generator) }
    }
}

/// The contacts of a system, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    generator: Generator,
    exponential: Box<Exponential>,
    now: Micros,
    gap: f64,
    handle_time: f64,
    patience: Option<f64>,
    desks: u64,
}

impl Source {
    /// The contacts of one seed.
    pub(crate) fn new(system: &System, seed: u64) -> Self {
        Self {
            generator: Generator::new(seed),
            exponential: Exponential::new(),
            now: 0,
            gap: system.handle_time / system.load * 1e6,
            handle_time: system.handle_time * 1e6,
            patience: system.patience.map(|seconds| seconds * 1e6),
            desks: u64::from(system.desks),
        }
    }

    /// One time of this mean, in whole microseconds.
    #[inline]
    fn time(&mut self, mean: f64) -> Micros {
        (self.exponential.sample(&mut self.generator) * mean + 0.5) as i64 as Micros
    }

    /// The next contact.
    #[inline]
    pub(crate) fn draw(&mut self) -> Drawn {
        self.now += self.time(self.gap);
        let handle_time = self.time(self.handle_time);
        let patience = match self.patience {
            Some(mean) => self.time(mean),
            None => FOR_EVER,
        };
        let desk = if self.desks == 1 {
            0
        } else {
            ((u128::from(self.generator.bits()) * u128::from(self.desks)) >> 64) as u32
        };
        Drawn { arrived: self.now, handle_time, patience, desk }
    }
}

/// Draws three exponentials for each of so many contacts and gives their sum: the least that chance costs.
pub(crate) fn three_exponentials(seed: u64, contacts: u64) -> f64 {
    let mut generator = Generator::new(seed);
    let exponential = Exponential::new();
    let mut sums = [0.0; 3];
    for _ in 0..contacts {
        for sum in &mut sums {
            *sum += exponential.sample(&mut generator);
        }
    }
    sums.iter().sum()
}
