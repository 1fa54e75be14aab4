//! Erlang C (M/M/n): everybody waits as long as it takes.
//!
//! In: arrival rate, mean handle time, agents. Out: waits, service level, occupancy. Must not know: patience.

use super::loss::waiting;
use crate::math::{exp, ln};

/// M/M/n in steady state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangC {
    arrival_rate: f64,
    mean_handle: f64,
    agents: u32,
    wait_probability: f64,
}

impl ErlangC {
    /// The system with these rates; see the module for units.
    pub fn new(arrival_rate: f64, mean_handle: f64, agents: u32) -> Self {
        Self::of_waiting(arrival_rate, mean_handle, agents, waiting(arrival_rate * mean_handle, agents))
    }

    /// As [`ErlangC::new`] with P(wait > 0) known already.
    pub(super) fn of_waiting(
        arrival_rate: f64,
        mean_handle: f64,
        agents: u32,
        wait_probability: f64,
    ) -> Self {
        Self { arrival_rate, mean_handle, agents, wait_probability }
    }

    /// As [`ErlangC::new`] where contacts come back: each completed contact returns with this probability after some time
    /// (an open network; the station sees arrivals ÷ (1 − p)).
    pub fn with_returns(arrival_rate: f64, return_probability: f64, mean_handle: f64, agents: u32) -> Self {
        Self::new(arrival_rate / (1.0 - return_probability), mean_handle, agents)
    }

    /// Contacts per unit of time, returns included.
    pub fn arrival_rate(&self) -> f64 {
        self.arrival_rate
    }

    /// Load in erlangs.
    pub fn load(&self) -> f64 {
        self.arrival_rate * self.mean_handle
    }

    /// Whether the agents can carry the load at all.
    fn is_stable(&self) -> bool {
        self.load() < f64::from(self.agents)
    }

    /// P(wait > 0).
    pub fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// Mean wait of all (ASA).
    pub fn mean_wait(&self) -> f64 {
        // No product with infinity where nobody waits.
        if self.wait_probability > 0.0 { self.wait_probability * self.mean_wait_of_waiting() } else { 0.0 }
    }

    /// Mean wait of those who wait: they wait exponentially with mean handle ÷ (agents − load).
    pub fn mean_wait_of_waiting(&self) -> f64 {
        if self.is_stable() {
            self.mean_handle / (f64::from(self.agents) - self.load())
        } else {
            f64::INFINITY
        }
    }

    /// P(wait ≤ limit).
    pub fn service_level(&self, limit: f64) -> f64 {
        if limit < 0.0 {
            return 0.0;
        }
        let mean = self.mean_wait_of_waiting();
        let late = if mean > 0.0 { self.wait_probability * exp(-limit / mean) } else { 0.0 };
        1.0 - late
    }

    /// Mean number waiting.
    pub fn mean_queue(&self) -> f64 {
        if self.arrival_rate > 0.0 { self.arrival_rate * self.mean_wait() } else { 0.0 }
    }

    /// Busy share of the agents, at most 1.
    pub fn occupancy(&self) -> f64 {
        if self.agents == 0 { 0.0 } else { (self.load() / f64::from(self.agents)).min(1.0) }
    }

    /// Variance of the wait of all.
    pub fn wait_variance(&self) -> f64 {
        let p = self.wait_probability;
        let mean = self.mean_wait_of_waiting();
        if p > 0.0 { p * (2.0 - p) * mean * mean } else { 0.0 }
    }

    /// The wait that a share `share` (below 1) of contacts does not exceed.
    pub fn wait_quantile(&self, share: f64) -> f64 {
        let late = 1.0 - share;
        if self.wait_probability <= late {
            0.0
        } else {
            self.mean_wait_of_waiting() * ln(self.wait_probability / late)
        }
    }
}
