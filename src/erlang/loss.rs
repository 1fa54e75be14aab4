//! The two functions of A. K. Erlang (1917) on which the others stand.
//!
//! In: load and agents. Out: probabilities. Must not know: time.

/// Erlang B: the share of contacts blocked where nobody may wait, for `load` erlangs on `agents` agents.
///
/// By the recursion B(n) = a·B(n−1) ÷ (n + a·B(n−1)), which neither overflows nor cancels.
pub fn blocking(load: f64, agents: u32) -> f64 {
    (1..=agents).fold(1.0, |before, n| next_blocking(load, n, before))
}

/// B(n) from B(n − 1).
pub(super) fn next_blocking(load: f64, agents: u32, before: f64) -> f64 {
    load * before / (f64::from(agents) + load * before)
}

/// Erlang C: the share of contacts that wait, where all wait as long as it takes; 1 where the load is too much.
pub fn waiting(load: f64, agents: u32) -> f64 {
    let n = f64::from(agents);
    if load >= n {
        return if load > 0.0 { 1.0 } else { 0.0 };
    }
    waiting_from_blocking(load, agents, blocking(load, agents))
}

/// C(n) from B(n), for a load below n.
pub(super) fn waiting_from_blocking(load: f64, agents: u32, blocking: f64) -> f64 {
    let n = f64::from(agents);
    n * blocking / (n - load * (1.0 - blocking))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_by_hand() {
        // a = 1: B(1) = 1/2, B(2) = (1/2)/(1 + 1 + 1/2) = 1/5; C(2) = 2·(1/5)/(2 − 4/5) = 1/3.
        assert!((blocking(1.0, 1) - 0.5).abs() < 1e-15);
        assert!((blocking(1.0, 2) - 0.2).abs() < 1e-15);
        assert!((waiting(1.0, 2) - 1.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn limits() {
        assert!((blocking(3.0, 0) - 1.0).abs() < 1e-15);
        assert!(blocking(0.0, 3).abs() < 1e-15);
        assert!(waiting(0.0, 0).abs() < 1e-15);
        assert!((waiting(5.0, 5) - 1.0).abs() < 1e-15);
        assert!(waiting(9_900.0, 10_000) > 0.2 && waiting(9_900.0, 10_000) < 0.5);
    }
}
