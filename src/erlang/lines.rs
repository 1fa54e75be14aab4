//! Limited lines: M/M/n/K, with patience (exponential) or without.
//!
//! In: rates, agents, lines. Out: blocking, waits, service levels. Must not know: several groups.

use super::patience::ServiceLevels;
use crate::math::{exp, exp_m1, incomplete_beta, incomplete_gamma};

/// A system of `lines` places, waiting and in handling together; a contact that finds all taken is blocked.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitedLines {
    arrival_rate: f64,
    mean_handle: f64,
    agents: u32,
    /// Rate at which one waiting contact abandons; 0 without patience.
    abandon_rate: f64,
    /// Steady-state probabilities of 0, 1, …, K contacts in the system.
    states: Vec<f64>,
}

impl LimitedLines {
    /// The system; `mean_patience` is `None` where everybody waits as long as it takes. More agents than lines are of no use and not counted as busy.
    pub fn new(
        arrival_rate: f64,
        mean_handle: f64,
        agents: u32,
        lines: u32,
        mean_patience: Option<f64>,
    ) -> Self {
        let abandon_rate = mean_patience.map_or(0.0, |mean| 1.0 / mean);
        let mut states = state_weights(arrival_rate, mean_handle, agents, lines, abandon_rate);
        let total: f64 = states.iter().sum();
        for state in &mut states {
            *state /= total;
        }
        Self { arrival_rate, mean_handle, agents, abandon_rate, states }
    }

    /// Share of offered contacts that find all lines taken.
    pub fn blocking(&self) -> f64 {
        self.states.last().copied().unwrap_or(1.0)
    }

    /// Contacts that enter, per unit of time.
    fn entering_rate(&self) -> f64 {
        self.arrival_rate * (1.0 - self.blocking())
    }

    /// Mean number waiting.
    pub fn mean_queue(&self) -> f64 {
        self.states
            .iter()
            .skip(self.agents as usize + 1)
            .zip(1_u32..)
            .map(|(state, ahead)| state * f64::from(ahead))
            .sum()
    }

    /// P(wait > 0), of contacts that enter.
    pub fn wait_probability(&self) -> f64 {
        share(self.states.iter().rev().skip(1).rev().skip(self.agents as usize).sum(), 1.0 - self.blocking())
    }

    /// Mean wait of contacts that enter, answered or not.
    pub fn mean_wait(&self) -> f64 {
        share(self.mean_queue(), self.entering_rate())
    }

    /// Share of contacts that abandon, of those that enter.
    pub fn abandonment(&self) -> f64 {
        self.abandon_rate * self.mean_wait()
    }

    /// Busy share of the agents.
    pub fn occupancy(&self) -> f64 {
        share(self.entering_rate() * (1.0 - self.abandonment()) * self.mean_handle, f64::from(self.agents))
    }

    /// What happens within a limit of time, of contacts that enter.
    pub fn service_levels(&self, limit: f64) -> ServiceLevels {
        let answered = 1.0 - self.abandonment();
        if limit < 0.0 || self.states.len() < 2 {
            return ServiceLevels::of(0.0, 0.0, answered);
        }
        let entering = &self.states[..self.states.len() - 1];
        let at_once: f64 = entering.iter().take(self.agents as usize).sum();
        let patient = exp(-self.abandon_rate * limit);
        let (mut within, mut lost) = (at_once, 0.0);
        for (state, ahead) in entering.iter().skip(self.agents as usize).zip(0_u32..) {
            let (answered_by, reached_by) = self.reached(ahead, limit);
            within += state * answered_by;
            // Abandoned by the limit: not answered by then, and patience shorter than the limit.
            lost += state * ((1.0 - answered_by) - patient * (1.0 - reached_by));
        }
        let entered = 1.0 - self.blocking();
        ServiceLevels::of(share(within, entered), share(lost.max(0.0), entered), answered)
    }

    /// For a contact with `ahead` others waiting before it: P(answered by the limit), and P(its turn has come by the limit,
    /// were it patient without end).
    ///
    /// The turn comes after `ahead` + 1 steps of rates nμ + iθ, i = 0, 1, …, so e^(−θ·turn) follows a beta law with
    /// parameters nμ/θ and `ahead` + 1.
    fn reached(&self, ahead: u32, limit: f64) -> (f64, f64) {
        if self.agents == 0 {
            return (0.0, 0.0);
        }
        let steps = f64::from(ahead) + 1.0;
        let service_rate = f64::from(self.agents) / self.mean_handle;
        if self.abandon_rate <= 0.0 {
            let by = incomplete_gamma(steps, service_rate * limit);
            return (by, by);
        }
        let ratio = service_rate / self.abandon_rate;
        let gone = -exp_m1(-self.abandon_rate * limit);
        let answered = ratio / (ratio + steps) * incomplete_beta(steps, ratio + 1.0, gone);
        (answered, incomplete_beta(steps, ratio, gone))
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Steady-state weights (not normalised) of 0 to `lines` contacts in a system of one kind.
pub(super) fn state_weights(
    arrival_rate: f64,
    mean_handle: f64,
    agents: u32,
    lines: u32,
    abandon_rate: f64,
) -> Vec<f64> {
    let mut weights = Vec::with_capacity(lines as usize + 1);
    let mut weight = 1.0;
    weights.push(weight);
    for contacts in 1..=lines {
        let busy = f64::from(contacts.min(agents));
        let waiting = f64::from(contacts.saturating_sub(agents));
        let leaving = busy / mean_handle + waiting * abandon_rate;
        if leaving <= 0.0 {
            // Nobody ever leaves: all the weight gathers in the last state.
            weights.fill(0.0);
            weight = 1.0;
        } else {
            weight *= arrival_rate / leaving;
        }
        if weight > 1e200 {
            weight *= 1e-200;
            for earlier in &mut weights {
                *earlier *= 1e-200;
            }
        }
        weights.push(weight);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erlang::{ErlangC, blocking};

    fn close(found: f64, wanted: f64) {
        assert!((found - wanted).abs() <= 1e-9 * wanted.abs() + 1e-14, "{found}, expected {wanted}");
    }

    #[test]
    fn as_many_lines_as_agents_is_erlang_b() {
        let system = LimitedLines::new(0.3, 300.0, 80, 80, Some(120.0));
        close(system.blocking(), blocking(90.0, 80));
        close(system.wait_probability(), 0.0);
        close(system.service_levels(0.0).over_offered, 1.0);
        // Agents without a line are idle.
        close(LimitedLines::new(0.3, 300.0, 100, 80, None).blocking(), blocking(90.0, 80));
    }

    #[test]
    fn very_many_lines_are_erlang_c() {
        let (system, endless) =
            (LimitedLines::new(0.3, 300.0, 100, 3_000, None), ErlangC::new(0.3, 300.0, 100));
        close(system.wait_probability(), endless.wait_probability());
        close(system.mean_wait(), endless.mean_wait());
        close(system.service_levels(20.0).over_offered, endless.service_level(20.0));
    }

    #[test]
    fn overload_fills_every_line() {
        let system = LimitedLines::new(100.0, 300.0, 10, 5_000, None);
        close(system.blocking(), 1.0 - 10.0 / 300.0 / 100.0);
        close(system.occupancy(), 1.0);
        let nobody = LimitedLines::new(1.0, 300.0, 0, 10, None);
        close(nobody.blocking(), 1.0);
        close(nobody.service_levels(20.0).over_offered, 0.0);
        close(LimitedLines::new(1.0, 300.0, 5, 0, None).blocking(), 1.0);
    }

    /// Steady state where nobody serves but waiting contacts abandon: a Poisson number, cut.
    #[test]
    fn waiting_room_without_agents() {
        let system = LimitedLines::new(1.0, 300.0, 0, 60, Some(2.0));
        close(system.mean_queue(), 2.0);
        close(system.abandonment(), 1.0);
        close(system.mean_wait(), 2.0);
    }
}
