//! The fewest agents that meet a goal.
//!
//! In: rates and a goal. Out: a number of agents. Must not know: shifts, shrinkage.

use super::loss::{blocking, next_blocking, waiting_from_blocking};
use super::{ErlangA, ErlangC};
use crate::distribution::{Law, LawError};

/// No search goes beyond this many agents.
const MOST: u32 = 1_000_000;

/// What the agents must achieve in steady state. Shares between 0 and 1; times in the unit of the mean handle time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The limit of the wait.
    pub within: f64,
    /// The least share of offered contacts answered within the limit.
    pub share: f64,
    /// The most the agents may be occupied, if limited.
    pub max_occupancy: Option<f64>,
    /// The largest share of offered contacts that may abandon, if limited.
    pub max_abandonment: Option<f64>,
}

impl Goal {
    /// A share within a limit, and nothing else.
    pub fn answered(share: f64, within: f64) -> Self {
        Self { within, share, max_occupancy: None, max_abandonment: None }
    }

    fn allows_occupancy(&self, occupancy: f64) -> bool {
        self.max_occupancy.is_none_or(|most| occupancy <= most)
    }
}

/// Fewest agents for a blocking of at most `most` (Erlang B); `None` beyond a million. Where nothing comes nothing is blocked, and
/// nobody is needed, as where contacts wait: B(0) is 1 for every load, but a share of no contacts.
pub fn agents_needed_blocking(load: f64, most: f64) -> Option<u32> {
    if load <= 0.0 {
        return Some(0);
    }
    let mut blocked = 1.0;
    let mut agents = 0;
    while blocked > most {
        agents += 1;
        if agents > MOST {
            return None;
        }
        blocked = next_blocking(load, agents, blocked);
    }
    Some(agents)
}

/// Fewest agents that meet a goal where everybody waits (Erlang C; a limit of abandonment always holds); `None` beyond a million.
pub fn agents_needed(arrival_rate: f64, mean_handle: f64, goal: &Goal) -> Option<u32> {
    let load = arrival_rate * mean_handle;
    if load <= 0.0 {
        return Some(0);
    }
    if load >= f64::from(MOST) {
        return None;
    }
    let mut agents = load as u32 + 1;
    let mut blocked = blocking(load, agents);
    loop {
        let system = ErlangC::of_waiting(
            arrival_rate,
            mean_handle,
            agents,
            waiting_from_blocking(load, agents, blocked),
        );
        if system.service_level(goal.within) >= goal.share && goal.allows_occupancy(system.occupancy()) {
            return Some(agents);
        }
        if agents == MOST {
            return None;
        }
        agents += 1;
        blocked = next_blocking(load, agents, blocked);
    }
}

/// Fewest agents that meet a goal where contacts abandon (Erlang A for exponential patience); `None` beyond a million.
///
/// Service level rises, occupancy and abandonment fall with every agent, so the search halves.
pub fn agents_needed_with_patience(
    arrival_rate: f64,
    mean_handle: f64,
    patience: &Law,
    goal: &Goal,
) -> Option<u32> {
    if arrival_rate * mean_handle <= 0.0 {
        return Some(0);
    }
    let meets = |agents: u32| {
        let system = ErlangA::with_patience(arrival_rate, mean_handle, agents, patience.clone());
        system.service_level(goal.within) >= goal.share
            && goal.allows_occupancy(system.occupancy())
            && goal.max_abandonment.is_none_or(|most| system.abandonment() <= most)
    };
    if meets(0) {
        return Some(0);
    }
    let (mut few, mut enough) = (0, 1);
    while !meets(enough) {
        if enough == MOST {
            return None;
        }
        few = enough;
        enough = (enough * 2).min(MOST);
    }
    while enough - few > 1 {
        let middle = few + (enough - few) / 2;
        if meets(middle) {
            enough = middle;
        } else {
            few = middle;
        }
    }
    Some(enough)
}

/// As [`agents_needed_with_patience`] for exponential patience with this mean.
///
/// # Errors
/// If the mean is not above 0.
pub fn agents_needed_mean_patience(
    arrival_rate: f64,
    mean_handle: f64,
    mean_patience: f64,
    goal: &Goal,
) -> Result<Option<u32>, LawError> {
    Ok(agents_needed_with_patience(arrival_rate, mean_handle, &Law::exponential(mean_patience)?, goal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_found_is_the_fewest() {
        let patience = Law::exponential(120.0).expect("valid");
        for load in [0.05, 0.7, 3.0, 9.9, 42.0, 333.0] {
            let (rate, handle) = (load / 300.0, 300.0);
            for goal in [
                Goal::answered(0.8, 20.0),
                Goal { max_occupancy: Some(0.85), ..Goal::answered(0.8, 20.0) },
                Goal { max_abandonment: Some(0.02), ..Goal::answered(0.5, 60.0) },
            ] {
                let waits = agents_needed(rate, handle, &goal).expect("a size");
                let meets = |n| {
                    let system = ErlangC::new(rate, handle, n);
                    system.service_level(20.0) >= goal.share
                        || goal.within > 20.0 && system.service_level(60.0) >= goal.share
                };
                assert!(meets(waits));
                if goal.max_occupancy.is_none() {
                    assert!(!meets(waits - 1), "{load}");
                }
                let leaves = agents_needed_with_patience(rate, handle, &patience, &goal).expect("a size");
                let meets = |n| {
                    let system = ErlangA::with_patience(rate, handle, n, patience.clone());
                    system.service_level(goal.within) >= goal.share
                        && goal.allows_occupancy(system.occupancy())
                        && goal.max_abandonment.is_none_or(|most| system.abandonment() <= most)
                };
                assert!(meets(leaves) && !meets(leaves - 1), "{load}: {leaves}");
            }
        }
    }

    #[test]
    fn nothing_and_too_much() {
        let goal = Goal::answered(0.8, 20.0);
        assert_eq!(agents_needed(0.0, 300.0, &goal), Some(0));
        assert_eq!(agents_needed(1e9, 300.0, &goal), None);
        assert_eq!(agents_needed_blocking(0.0, 0.01), Some(0));
        // The smallest load needs somebody: without agents all of it is blocked.
        assert_eq!(agents_needed_blocking(1e-9, 0.01), Some(1));
        assert_eq!(agents_needed_blocking(5.0, 1.0), Some(0));
        assert_eq!(agents_needed_mean_patience(0.0, 300.0, 120.0, &goal), Ok(Some(0)));
        assert!(agents_needed_mean_patience(1.0, 300.0, 0.0, &goal).is_err());
    }
}
