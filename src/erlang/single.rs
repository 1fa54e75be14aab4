//! One agent, any law of handle time (M/G/1): Pollaczek and Khinchine.
//!
//! In: arrival rate and three moments. Out: mean and variance of the wait. Must not know: patience.

use crate::distribution::Law;
use crate::math::exp;

/// M/G/1 in steady state, first come first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SingleAgent {
    arrival_rate: f64,
    moments: [f64; 3],
}

impl SingleAgent {
    /// One agent whose handle time has these moments about zero: `E[H]`, `E[H²]`, `E[H³]`.
    pub fn new(arrival_rate: f64, moments: [f64; 3]) -> Self {
        Self { arrival_rate, moments }
    }

    /// One agent whose handle time follows a law.
    pub fn of_law(arrival_rate: f64, handle: &Law) -> Self {
        Self::new(arrival_rate, [handle.mean(), handle.second_moment(), handle.third_moment()])
    }

    /// Busy share; also P(wait > 0).
    pub fn occupancy(&self) -> f64 {
        (self.arrival_rate * self.moments[0]).min(1.0)
    }

    /// Mean wait: λ `E[H²]` ÷ (2 (1 − ρ)).
    pub fn mean_wait(&self) -> f64 {
        self.arrival_rate * self.moments[1] / (2.0 * self.idle())
    }

    /// Variance of the wait: λ `E[H³]` ÷ (3 (1 − ρ)) + mean².
    pub fn wait_variance(&self) -> f64 {
        let mean = self.mean_wait();
        self.arrival_rate * self.moments[2] / (3.0 * self.idle()) + mean * mean
    }

    /// Mean number waiting.
    pub fn mean_queue(&self) -> f64 {
        self.arrival_rate * self.mean_wait()
    }

    /// Idle share; 0 (so that waits are infinite) where the load is too much.
    fn idle(&self) -> f64 {
        1.0 - self.occupancy()
    }

    /// P(wait ≤ limit) where every handle time is the same, `handle` (Erlang 1909):
    /// (1 − ρ) times the sum over j ≤ t ÷ h of e^(λ(t − jh)) (−λ(t − jh))^j ÷ j!.
    ///
    /// Terms alternate: good for limits up to some ten handle times.
    pub fn deterministic_service_level(arrival_rate: f64, handle: f64, limit: f64) -> f64 {
        let idle = 1.0 - arrival_rate * handle;
        if idle <= 0.0 || limit < 0.0 {
            return 0.0;
        }
        let mut sum = 0.0;
        let mut j = 0.0;
        while j * handle <= limit {
            let x = arrival_rate * (limit - j * handle);
            let mut term = exp(x);
            let mut i = 1.0;
            while i <= j {
                term *= -x / i;
                i += 1.0;
            }
            sum += term;
            j += 1.0;
        }
        idle * sum
    }
}
