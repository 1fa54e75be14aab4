//! Erlang A (M/M/n+M) and its generalisation to any law of patience (M/M/n+G).
//!
//! In: arrival rate, mean handle time, agents, a law of patience. Out: waits, abandonment, service levels, occupancy.
//! Must not know: redials, limits of lines.
//!
//! F. Baccelli and G. Hébuterne, "On queues with impatient customers", 1981; S. Zeltyn and A. Mandelbaum, "Call centers with
//! impatient customers", 2005. With G the law of patience and μ = 1 ÷ mean handle, the wait V that a contact of endless patience would
//! meet has, above 0, a density in proportion to exp(λ ∫₀ˣ (1 − G) − nμx), whose logarithm is concave. All figures are integrals
//! over this density.

use super::integral::{add, integrate};
use super::loss::blocking;
use crate::distribution::{Law, LawError};
use crate::math::{exp, ln};

/// M/M/n in steady state where those who wait leave when their patience ends.
#[derive(Clone, Debug, PartialEq)]
pub struct ErlangA {
    arrival_rate: f64,
    mean_handle: f64,
    agents: u32,
    patience: Law,
    wait_probability: f64,
    /// Density of V per unit of weight.
    per_weight: f64,
    /// Where the weight of a wait is greatest, and its logarithm there.
    mode: f64,
    peak: f64,
    /// The waits outside of which nothing matters.
    range: (f64, f64),
    totals: [f64; 5],
}

/// A contact's chances at one limit of time, and the service levels made of them. All shares between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceLevels {
    /// P(answered, wait ≤ limit), of offered contacts: the default service level.
    pub answered_within: f64,
    /// P(abandoned, wait ≤ limit), of offered contacts.
    pub abandoned_within: f64,
    /// Answered within the limit, of all offered.
    pub over_offered: f64,
    /// Answered within the limit, of all answered.
    pub over_answered: f64,
    /// Answered within the limit, of offered without those who abandoned within it.
    pub excluding_short_abandons: f64,
    /// Answered or abandoned within the limit, of offered.
    pub short_abandons_as_met: f64,
}

impl ServiceLevels {
    /// The four definitions from their parts.
    pub(super) fn of(answered_within: f64, abandoned_within: f64, answered: f64) -> Self {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self {
            answered_within,
            abandoned_within,
            over_offered: answered_within,
            over_answered: share(answered_within, answered),
            excluding_short_abandons: share(answered_within, 1.0 - abandoned_within),
            short_abandons_as_met: answered_within + abandoned_within,
        }
    }
}

/// e^(−45) is 3e-20: what has less weight than that is left out.
const NEGLIGIBLE: f64 = 45.0;

impl ErlangA {
    /// Erlang A: exponential patience with this mean.
    ///
    /// # Errors
    /// If the mean patience is not above 0.
    pub fn new(
        arrival_rate: f64,
        mean_handle: f64,
        agents: u32,
        mean_patience: f64,
    ) -> Result<Self, LawError> {
        Ok(Self::with_patience(arrival_rate, mean_handle, agents, Law::exponential(mean_patience)?))
    }

    /// Any law of patience; an atom at 0 is the share that balks when it must wait.
    pub fn with_patience(arrival_rate: f64, mean_handle: f64, agents: u32, patience: Law) -> Self {
        let mut system = Self {
            arrival_rate,
            mean_handle,
            agents,
            patience,
            wait_probability: 0.0,
            per_weight: 0.0,
            mode: 0.0,
            peak: 0.0,
            range: (0.0, 0.0),
            totals: [0.0; 5],
        };
        if agents == 0 || arrival_rate <= 0.0 || mean_handle <= 0.0 {
            system.wait_probability = if agents == 0 { 1.0 } else { 0.0 };
            return system;
        }
        system.mode = system.find_mode();
        system.peak = system.exponent(system.mode);
        system.range = system.find_range();
        system.totals = system.integrals(system.range.0, system.range.1);
        // P(V > 0) = λJ ÷ (1/B(n − 1) + λJ), by logarithms because J may leave the floating-point range.
        let others = blocking(arrival_rate * mean_handle, agents - 1);
        let log_odds = ln(arrival_rate * system.totals[0]) + system.peak + ln(others);
        system.wait_probability = 1.0 / (1.0 + exp(-log_odds));
        system.per_weight = system.wait_probability / system.totals[0];
        system
    }

    fn service_rate(&self) -> f64 {
        f64::from(self.agents) / self.mean_handle
    }

    fn exponent(&self, wait: f64) -> f64 {
        self.arrival_rate * self.patience.limited_mean(wait) - self.service_rate() * wait
    }

    /// The exponent rises as long as those still patient arrive faster than all agents together can end contacts.
    fn find_mode(&self) -> f64 {
        let rises = |wait: f64| self.arrival_rate * (1.0 - self.patience.cdf(wait)) > self.service_rate();
        if !rises(0.0) {
            return 0.0;
        }
        let mut high = self.patience.mean();
        while rises(high) {
            high *= 2.0;
        }
        bisect(0.0, high, rises)
    }

    fn find_range(&self) -> (f64, f64) {
        let matters = |wait: f64| self.peak - self.exponent(wait) < NEGLIGIBLE;
        let low = if matters(0.0) { 0.0 } else { bisect(0.0, self.mode, |wait| !matters(wait)) };
        let mut step = self.mean_handle / f64::from(self.agents);
        while matters(self.mode + step) {
            step *= 2.0;
        }
        (low, bisect(self.mode, self.mode + step, matters))
    }

    /// Integrals of weight × (1, G, 1 − G, x(1 − G), ∫₀ˣ(1 − G)) over waits from `low` to `high`.
    fn integrals(&self, low: f64, high: f64) -> [f64; 5] {
        let low = low.max(self.range.0);
        let high = high.min(self.range.1);
        let terms = |wait: f64| {
            let gone = self.patience.cdf(wait);
            let area = self.patience.limited_mean(wait);
            let weight = exp(self.arrival_rate * area - self.service_rate() * wait - self.peak);
            [weight, weight * gone, weight * (1.0 - gone), weight * wait * (1.0 - gone), weight * area]
        };
        // The exponent is a difference of two numbers as large as this; their rounding is the weight's relative error.
        let noise = 4.0 * f64::EPSILON * self.service_rate() * self.range.1;
        let mut cuts = self.patience.jumps();
        cuts.push(self.mode);
        cuts.push(high);
        cuts.sort_by(f64::total_cmp);
        let mut from = low;
        let mut sum = [0.0; 5];
        for cut in cuts {
            if cut > from && cut <= high {
                sum = add(sum, integrate(&terms, from, cut, noise));
                from = cut;
            }
        }
        sum
    }

    /// P(all agents busy on arrival): those contacts wait or abandon.
    pub fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// Share of offered contacts that abandon.
    pub fn abandonment(&self) -> f64 {
        if self.agents == 0 { 1.0 } else { self.per_weight * self.totals[1] }
    }

    /// Mean wait of all offered, answered or not.
    pub fn mean_wait(&self) -> f64 {
        if self.agents == 0 { self.patience.mean() } else { self.per_weight * self.totals[4] }
    }

    /// Mean wait of the answered (ASA).
    pub fn mean_wait_answered(&self) -> f64 {
        let answered = 1.0 - self.abandonment();
        if answered > 0.0 { self.per_weight * self.totals[3] / answered } else { 0.0 }
    }

    /// Mean wait of those who abandon; 0 where nobody does.
    pub fn mean_wait_abandoned(&self) -> f64 {
        let abandoned = self.abandonment();
        if self.agents == 0 {
            self.patience.mean()
        } else if abandoned > 0.0 {
            self.per_weight * (self.totals[4] - self.totals[3]) / abandoned
        } else {
            0.0
        }
    }

    /// Mean number waiting.
    pub fn mean_queue(&self) -> f64 {
        self.arrival_rate * self.mean_wait()
    }

    /// Busy share of the agents.
    pub fn occupancy(&self) -> f64 {
        if self.agents == 0 {
            return 0.0;
        }
        self.arrival_rate * self.mean_handle * (1.0 - self.abandonment()) / f64::from(self.agents)
    }

    /// What happens within a limit of time (`wait ≤ limit`), and the four service levels.
    pub fn service_levels(&self, limit: f64) -> ServiceLevels {
        if limit < 0.0 {
            return ServiceLevels::of(0.0, 0.0, 1.0 - self.abandonment());
        }
        let gone = self.patience.cdf(limit);
        if self.agents == 0 {
            return ServiceLevels::of(0.0, gone, 0.0);
        }
        let [weight, lost, kept, ..] = self.integrals(0.0, limit);
        let answered_within = 1.0 - self.wait_probability + self.per_weight * kept;
        // Who would have waited longer than the limit has left within it if his patience was shorter.
        let abandoned_within = self.per_weight * (lost + gone * (self.totals[0] - weight));
        ServiceLevels::of(answered_within, abandoned_within, 1.0 - self.abandonment())
    }

    /// P(answered, wait ≤ limit), of offered contacts.
    pub fn service_level(&self, limit: f64) -> f64 {
        self.service_levels(limit).over_offered
    }
}

/// The border between where `holds` is true (from `low` on) and where it is false (up to `high`).
fn bisect(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::erlang::ErlangC;

    fn close(found: f64, wanted: f64, relative: f64) {
        assert!((found - wanted).abs() <= relative * wanted.abs(), "{found}, expected {wanted}");
    }

    fn simple(arrival_rate: f64, mean_handle: f64, agents: u32, mean_patience: f64) -> ErlangA {
        ErlangA::new(arrival_rate, mean_handle, agents, mean_patience).expect("patience is positive")
    }

    #[test]
    fn long_patience_is_erlang_c() {
        let (a, c) = (simple(0.3, 300.0, 100, 1e12), ErlangC::new(0.3, 300.0, 100));
        close(a.wait_probability(), c.wait_probability(), 1e-8);
        close(a.mean_wait(), c.mean_wait(), 1e-8);
        close(a.service_level(20.0), c.service_level(20.0), 1e-8);
        assert!(a.abandonment() < 1e-10);
    }

    /// No load that a person could enter may give anything but shares between 0 and 1 that fit together.
    #[test]
    fn extremes_stay_in_range() {
        for agents in [1, 10, 1_000, 10_000] {
            for per_agent in [1e-9, 0.01, 0.5, 0.99, 1.0, 1.01, 3.0, 1e4] {
                for patience in [1e-3, 1.0, 120.0, 1e7] {
                    let system = simple(f64::from(agents) * per_agent / 300.0, 300.0, agents, patience);
                    let levels = system.service_levels(20.0);
                    for share in [
                        system.wait_probability(),
                        system.abandonment(),
                        system.occupancy(),
                        levels.over_offered,
                        levels.over_answered,
                        levels.excluding_short_abandons,
                        levels.short_abandons_as_met,
                    ] {
                        assert!(
                            (-1e-9..=1.0 + 1e-9).contains(&share),
                            "{agents} {per_agent} {patience}: {share}"
                        );
                    }
                    // Exponential patience: abandonment is the mean wait over the mean patience.
                    assert!(
                        (system.abandonment() - system.mean_wait() / patience).abs() < 1e-9,
                        "{agents} {per_agent} {patience}"
                    );
                    // What enters leaves: answered contacts keep no more than all agents busy.
                    assert!(system.mean_wait_abandoned() >= 0.0 && system.mean_wait_answered() >= 0.0);
                }
            }
        }
    }

    #[test]
    fn nobody_there_and_nothing_to_do() {
        let nobody = simple(1.0, 300.0, 0, 120.0);
        close(nobody.abandonment(), 1.0, 1e-15);
        close(nobody.mean_wait(), 120.0, 1e-15);
        close(nobody.service_levels(120.0).abandoned_within, 1.0 - exp(-1.0), 1e-14);
        assert!(nobody.service_level(1e9).abs() < 1e-15);
        let quiet = simple(0.0, 300.0, 3, 120.0);
        close(quiet.service_level(0.0), 1.0, 1e-15);
        assert!(quiet.abandonment().abs() < 1e-15 && quiet.mean_wait().abs() < 1e-15);
    }

    /// Everybody who would have to wait balks: Erlang B.
    #[test]
    fn patience_of_nothing_is_erlang_b() {
        let system = ErlangA::with_patience(0.3, 300.0, 80, Law::deterministic(0.0).expect("valid"));
        close(system.abandonment(), blocking(90.0, 80), 1e-12);
        assert!(system.mean_wait().abs() < 1e-12);
        close(system.service_levels(0.0).short_abandons_as_met, 1.0, 1e-12);
    }

    /// A law given by its values is close to the law they came from.
    #[test]
    fn patience_seen_is_close_to_patience_assumed() {
        let values = (0..2_000).map(|at| -120.0 * ln((f64::from(at) + 0.5) / 2_000.0)).collect();
        let seen = ErlangA::with_patience(0.35, 300.0, 100, Law::empirical(values).expect("valid"));
        let assumed = simple(0.35, 300.0, 100, 120.0);
        close(seen.abandonment(), assumed.abandonment(), 1e-3);
        close(seen.service_level(20.0), assumed.service_level(20.0), 1e-3);
    }

    /// Part of the contacts balks, the rest is patient for an exponential time: two ways to write the same patience.
    #[test]
    fn balking_is_an_atom_at_zero() {
        let parts = |first: f64| {
            vec![Law::deterministic(first).expect("valid"), Law::exponential(120.0).expect("valid")]
        };
        let at_zero =
            ErlangA::with_patience(0.35, 300.0, 100, Law::mixture(&[0.1, 0.9], parts(0.0)).expect("valid"));
        let nearly =
            ErlangA::with_patience(0.35, 300.0, 100, Law::mixture(&[0.1, 0.9], parts(1e-9)).expect("valid"));
        close(at_zero.abandonment(), nearly.abandonment(), 1e-8);
        close(at_zero.service_levels(0.0).abandoned_within, 0.1 * at_zero.wait_probability(), 1e-9);
    }
}
